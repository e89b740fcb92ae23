//! New holders on their way into the tables.

use std::collections::BTreeMap;

use super::admission::Admission;
use super::application::{Application, Prepared};
use super::registration::{Channel, payments_source};
use super::sealing::{Sealed, seal_all};
use crate::command::placing::{self, Placer};
use crate::domain::book::{self, EntryKind};
use crate::domain::card::{CardNumber, CardState};
use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::parameter::Parameter;
use crate::domain::party::PartyId;
use crate::domain::randomness::Randomness;
use crate::domain::scheme::Merits;
use crate::error::Error;
use crate::store::attribution::{ATTRIBUTION, HOLDER_TIER};
use crate::store::bulk::{Bulk, Cell};
use crate::store::card::{self, CARD_EVENT};
use crate::store::holder::{
    HOLDER, NAME_INDEX, PARAMETER, PARAMETER_CLAIM, PAYMENT, PAYMENT_CLAIM, REF_CLAIM,
};
use crate::store::ledger::{self, NewEntry};
use crate::store::{Counter, Store, StoreError, Tx, facets};
use crate::vault::{Vault, short_tag};

/// Somebody who was accepted.
pub struct Newcomer<'a> {
    /// Their number.
    pub id: PartyId,
    /// Their ref.
    pub reference: String,
    /// What they asked for.
    pub application: &'a Application,
    /// Their digests.
    pub prepared: &'a Prepared,
    /// What it leads to.
    pub admission: Admission,
    /// The civil day of the registration.
    pub day: Day,
}

impl Newcomer<'_> {
    fn registered_at(&self) -> i64 {
        self.application.registered_at.as_microsecond()
    }

    fn fees(&self) -> Money {
        self.application.fee.as_ref().map_or(Money::ZERO, |fee| fee.amount)
    }
}

/// Writes newcomers, each table in the order of its primary key.
pub struct Writer<'a> {
    /// Seals.
    pub vault: &'a Vault,
    /// Puts them into cohorts.
    pub placer: Placer,
    /// For the seals.
    pub randomness: &'a mut (dyn Randomness + Send),
    /// Who registers them.
    pub operator: &'a str,
    /// Now, in microseconds since 1970.
    pub recorded: i64,
    /// Through which they came.
    pub channel: Channel,
}

impl Writer<'_> {
    /// Writes everything of these people, who stand in the order of their numbers.
    pub async fn write(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        newcomers: &[Newcomer<'_>],
    ) -> Result<(), Error> {
        let sealed = seal_all(self.vault, newcomers, self.randomness)?;
        self.holders(tx, newcomers, &sealed).await?;
        self.parameters(tx, newcomers, sealed).await?;
        self.histories(tx, newcomers).await?;
        self.cards(tx, newcomers).await?;
        self.payments(store, tx, newcomers).await?;
        self.cohorts(store, tx, newcomers).await
    }

    async fn holders(&self, tx: &mut Tx, newcomers: &[Newcomer<'_>], sealed: &[Sealed]) -> Result<(), Error> {
        let mut holders = Bulk::new(tx, &HOLDER);
        let mut claims: Vec<(&str, i64)> = Vec::with_capacity(newcomers.len());
        let mut tags: Vec<(i64, i64, i64)> = Vec::with_capacity(newcomers.len());
        for (newcomer, sealed) in newcomers.iter().zip(sealed) {
            let Newcomer { application, admission, .. } = newcomer;
            let id = newcomer.id.get();
            let registered_at = newcomer.registered_at();
            holders.push([
                id.into(),
                newcomer.reference.as_str().into(),
                card::stored(admission.card).into(),
                if admission.active { "active" } else { "registered" }.into(),
                sealed.name.as_slice().into(),
                sealed.name_mask.as_slice().into(),
                registered_at.into(),
                admission.active.then_some(registered_at).into(),
                admission.active.then_some(newcomer.day.number()).into(),
                admission.wanted.map(TierId::get).into(),
                0.into(),
                newcomer.fees().minor().into(),
                application.consent.as_deref().into(),
                application.guardian_consent.as_deref().into(),
                self.recorded.into(),
            ])?;
            holders.spill(tx).await?;
            claims.push((&newcomer.reference, id));
            for (version, tag) in self.vault.name_tags(&newcomer.prepared.canonical_name)? {
                tags.push((tag.into(), version.into(), id));
            }
        }
        holders.write(tx).await?;

        claims.sort_unstable();
        let mut refs = Bulk::new(tx, &REF_CLAIM);
        for (reference, id) in claims {
            refs.push([reference.into(), id.into()])?;
            refs.spill(tx).await?;
        }
        refs.write(tx).await?;

        tags.sort_unstable();
        let mut names = Bulk::new(tx, &NAME_INDEX);
        for (tag, version, id) in tags {
            names.push([tag.into(), id.into(), version.into()])?;
            names.spill(tx).await?;
        }
        names.write(tx).await?;
        Ok(())
    }

    async fn parameters(
        &self,
        tx: &mut Tx,
        newcomers: &[Newcomer<'_>],
        sealed: Vec<Sealed>,
    ) -> Result<(), Error> {
        let mut parameters = Bulk::new(tx, &PARAMETER);
        let mut claims = Vec::with_capacity(newcomers.len());
        for (newcomer, sealed) in newcomers.iter().zip(sealed) {
            let id = newcomer.id.get();
            let with_digests = newcomer.application.parameters.iter().zip(&newcomer.prepared.digests);
            let with_digests = with_digests.zip(&sealed.parameters);
            for (n, ((parameter, (namespace, digest)), sealed)) in (1_i64..).zip(with_digests) {
                parameters.push([
                    id.into(),
                    n.into(),
                    parameter.kind().to_string().as_str().into(),
                    namespace.as_str().into(),
                    short_tag(namespace, digest).as_str().into(),
                    sealed.value.as_slice().into(),
                    sealed.mask.as_slice().into(),
                    sealed.told.as_deref().map_or(Cell::Null, Cell::Bytes),
                    self.recorded.into(),
                    Cell::Null,
                ])?;
                parameters.spill(tx).await?;
            }
            for (digest, n) in newcomer.prepared.claims(newcomer.application) {
                claims.push((digest, id, n, self.vault.version()));
            }
            for (version, digest, n, _) in newcomer.prepared.older_claims(newcomer.application) {
                claims.push((digest, id, n, version));
            }
        }
        parameters.write(tx).await?;

        claims.sort_unstable();
        let mut bulk = Bulk::new(tx, &PARAMETER_CLAIM);
        for ((namespace, digest), id, n, version) in claims {
            bulk.push([
                namespace.as_str().into(),
                digest.as_slice().into(),
                id.into(),
                n.into(),
                Cell::Int(version.into()),
            ])?;
            bulk.spill(tx).await?;
        }
        bulk.write(tx).await?;
        Ok(())
    }

    /// Attribution and tier begin on the day of the registration.
    async fn histories(&self, tx: &mut Tx, newcomers: &[Newcomer<'_>]) -> Result<(), Error> {
        let mut attributions = Bulk::new(tx, &ATTRIBUTION);
        let mut tiers = Bulk::new(tx, &HOLDER_TIER);
        for Newcomer { id, day, admission, .. } in newcomers {
            let attribution = admission.attribution;
            attributions.push([
                id.get().into(),
                day.number().into(),
                self.recorded.into(),
                attribution.center.get().into(),
                attribution.staff.map(PartyId::get).into(),
                attribution.agent.map(PartyId::get).into(),
            ])?;
            attributions.spill(tx).await?;
            if let Some(tier) = admission.tier {
                tiers.push([
                    id.get().into(),
                    day.number().into(),
                    self.recorded.into(),
                    tier.get().into(),
                ])?;
                tiers.spill(tx).await?;
            }
        }
        attributions.write(tx).await?;
        tiers.write(tx).await?;
        Ok(())
    }

    async fn cards(&self, tx: &mut Tx, newcomers: &[Newcomer<'_>]) -> Result<(), Error> {
        let mut by_card: Vec<(CardNumber, &Newcomer<'_>)> =
            newcomers.iter().map(|newcomer| (newcomer.admission.card, newcomer)).collect();
        by_card.sort_unstable_by_key(|(number, _)| *number);
        for (state, active) in [(CardState::Sold, false), (CardState::Active, true)] {
            let sold: Vec<(i64, i64)> = by_card
                .iter()
                .filter(|(_, newcomer)| newcomer.admission.active == active)
                .map(|(number, newcomer)| (card::stored(*number), newcomer.id.get()))
                .collect();
            if !sold.is_empty() {
                card::sell_many(tx, &sold, state).await?;
            }
        }
        let mut events = Bulk::new(tx, &CARD_EVENT);
        for (number, newcomer) in by_card {
            let number = card::stored(number);
            let mut add = |seq: i64, from: CardState, to: CardState| {
                events.push([
                    number.into(),
                    seq.into(),
                    from.as_str().into(),
                    to.as_str().into(),
                    newcomer.registered_at().into(),
                    self.channel.name.into(),
                    Cell::Null,
                    self.operator.into(),
                ])
            };
            // No move leads back into the stock, so these are a card's first events.
            add(1, CardState::Stocked, CardState::Sold)?;
            if newcomer.admission.active {
                add(2, CardState::Sold, CardState::Active)?;
            }
            events.spill(tx).await?;
        }
        events.write(tx).await?;
        Ok(())
    }

    async fn payments(&self, store: &Store, tx: &mut Tx, newcomers: &[Newcomer<'_>]) -> Result<(), Error> {
        let paid: Vec<_> = newcomers
            .iter()
            .filter_map(|newcomer| Some((newcomer, newcomer.application.fee.as_ref()?)))
            .collect();
        if paid.is_empty() {
            return Ok(());
        }
        let source = payments_source(store, tx, self.channel).await?.get();
        let count = i64::try_from(paid.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Payment, count).await?;
        let mut payments = Bulk::new(tx, &PAYMENT);
        let mut claims = BTreeMap::new();
        for (payment, (newcomer, fee)) in (first..).zip(paid) {
            let id = newcomer.id.get();
            let receipt = fee.receipt.as_deref().unwrap_or(&newcomer.reference);
            payments.push([
                payment.into(),
                id.into(),
                source.into(),
                receipt.into(),
                fee.amount.minor().into(),
                fee.channel.as_str().into(),
                newcomer.registered_at().into(),
                self.recorded.into(),
            ])?;
            claims.insert(receipt, (id, payment));
        }
        payments.write(tx).await?;
        let mut bulk = Bulk::new(tx, &PAYMENT_CLAIM);
        for (receipt, (id, payment)) in claims {
            bulk.push([source.into(), receipt.into(), id.into(), payment.into()])?;
        }
        bulk.write(tx).await?;
        self.fees(store, tx, newcomers).await
    }

    /// One entry for each day and channel, so that a large load makes few.
    async fn fees(&self, store: &Store, tx: &mut Tx, newcomers: &[Newcomer<'_>]) -> Result<(), Error> {
        let mut sums: BTreeMap<(Day, &str), (Money, Vec<&str>)> = BTreeMap::new();
        for newcomer in newcomers {
            let Some(fee) = &newcomer.application.fee else { continue };
            let (sum, receipts) = sums.entry((newcomer.day, fee.channel.as_str())).or_default();
            *sum = sum.checked_add(fee.amount).ok_or_else(|| {
                StoreError::inconsistent("posting", "amount", &newcomer.reference, "fees above 64 bits")
            })?;
            receipts.push(fee.receipt.as_deref().unwrap_or(&newcomer.reference));
        }
        let count = i64::try_from(sums.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Entry, count).await?;
        for (number, ((day, channel), (sum, receipts))) in (first..).zip(&sums) {
            let subject = match receipts.as_slice() {
                [receipt] => (*receipt).to_owned(),
                many => format!("{} fees of {}", many.len(), self.channel.payments),
            };
            let entry = NewEntry {
                entry: number.into(),
                kind: EntryKind::Fee,
                subject: &subject,
                dated: *day,
                recorded: self.recorded,
                operator: self.operator,
            };
            ledger::enter(tx, entry, &book::fee(channel, *sum, Money::ZERO)).await?;
        }
        Ok(())
    }

    async fn cohorts(&mut self, store: &Store, tx: &mut Tx, newcomers: &[Newcomer<'_>]) -> Result<(), Error> {
        let mut placed = Vec::with_capacity(newcomers.len());
        for newcomer in newcomers {
            let parameters = newcomer.application.parameters.iter();
            let merits = Merits {
                registered_at: newcomer.registered_at(),
                fees: newcomer.fees().minor(),
                ..Merits::default()
            };
            placed.push(placing::Newcomer {
                holder: newcomer.id,
                facets: self.placer.clear_facets(parameters.map(Parameter::facets)),
                tier: newcomer.admission.tier,
                merits,
            });
        }
        let clear: Vec<_> = placed.iter().map(|each| (each.holder, &each.facets)).collect();
        facets::insert(tx, &clear).await?;
        Ok(self.placer.place(store, tx, &placed).await?)
    }
}
