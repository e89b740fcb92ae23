//! Registrations in slices: everything is looked up at once, each person is judged, and those who are accepted
//! are written in bulk.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::admission::{Admission, Judge, Obstacle, Offered, check_parameters};
use super::application::{Application, Prepared};
use super::desk::Desk;
use super::known::{Known, Owner, Standing};
use super::stock::Stock;
use super::writing::{self, Newcomer};
use crate::command::placing::Placer;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::identifier::Code as Identifier;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::{Counter, Store, StoreError, Tx, holder, source};
use crate::vault::Vault;

/// Through which a registration comes.
#[derive(Clone, Copy)]
pub struct Channel {
    /// What card events say.
    pub name: &'static str,
    /// The source within which receipts of fees are unique.
    pub payments: &'static str,
}

/// At the counter, one by one.
pub const COUNTER: Channel = Channel { name: "counter", payments: "counter" };
/// From a file.
pub const IMPORT: Channel = Channel { name: "import", payments: "import" };

/// What became of an application.
pub enum Verdict {
    /// A new holder.
    New {
        /// Their number.
        holder: PartyId,
        /// Whether their card is active.
        active: bool,
    },
    /// A holder of the database, or somebody earlier in the slice, of whom it says the same.
    Same(Owner),
    /// The ref belongs to somebody else.
    Conflict(Error),
    /// A rule.
    Refused(Error),
    /// The activation code was wrong; it has to be counted after the transaction.
    WrongCode(CardNumber),
}

/// Everything that registrations are judged by.
pub struct Registrar {
    /// What they are read by.
    pub desk: Arc<Desk>,
    /// The keys.
    pub vault: Vault,
    stock: Stock,
}

impl Registrar {
    /// Reads it. `asked_for` are cards that are not given to anybody who asks for none.
    pub async fn load(
        session: &Session,
        store: &Store,
        tx: &mut Tx,
        asked_for: HashSet<CardNumber>,
    ) -> Result<Self, Error> {
        Ok(Self {
            desk: Arc::new(Desk::load(session, store, tx).await?),
            vault: session.vault(tx).await?,
            stock: Stock::new(asked_for),
        })
    }

    /// Cards that were given away in a transaction that was rolled back are there again.
    pub fn forget_stock(&mut self) {
        self.stock.forget();
    }

    /// Registers a slice of people. What is refused leaves nothing; a store's error ends the transaction.
    pub async fn register(
        &mut self,
        session: &mut Session,
        store: &Store,
        tx: &mut Tx,
        channel: Channel,
        applications: &[&Application],
    ) -> Result<Vec<Verdict>, Error> {
        // A rotation of the keys may have begun or ended since the slice before.
        session.share_keys(tx, &mut self.vault).await?;
        let slice: Vec<(&Application, Prepared)> = applications
            .iter()
            .map(|each| Ok((*each, Prepared::new(each, &self.vault)?)))
            .collect::<Result<_, Error>>()?;
        let mut known = Known::load(tx, &self.vault, &slice).await?;
        self.fill_stock(tx, applications).await?;

        let mut verdicts = Vec::with_capacity(slice.len());
        let mut accepted: Vec<(usize, Admission)> = Vec::new();
        for (at, (application, prepared)) in slice.iter().enumerate() {
            let judged = check_parameters(application)
                .map_or_else(Standing::Refused, |()| known.standing(application, prepared));
            verdicts.push(match judged {
                Standing::Same(owner) => Verdict::Same(owner),
                Standing::Conflict(error) => Verdict::Conflict(error),
                Standing::Refused(error) => Verdict::Refused(error),
                Standing::New => match self.admit(application, &known) {
                    Ok(admission) => {
                        known.remember(at, application, prepared, admission.card);
                        let active = admission.active;
                        accepted.push((at, admission));
                        // The number comes below, when it is known how many are accepted.
                        Verdict::New { holder: PartyId::new(0), active }
                    }
                    Err(Obstacle::Refused(error)) => Verdict::Refused(error),
                    Err(Obstacle::WrongCode(card)) => Verdict::WrongCode(card),
                },
            });
        }
        if accepted.is_empty() {
            return Ok(verdicts);
        }

        let count = i64::try_from(accepted.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Party, count).await?;
        let mut newcomers = Vec::with_capacity(accepted.len());
        for (id, (at, admission)) in (first..).zip(accepted) {
            let (application, prepared) = &slice[at];
            if let Verdict::New { holder, .. } = &mut verdicts[at] {
                *holder = PartyId::new(id);
            }
            let day = self.desk.platform.calendar.day_of(application.registered_at);
            newcomers.push(Newcomer {
                id: PartyId::new(id),
                reference: String::new(),
                application,
                prepared,
                admission,
                day,
            });
        }
        name_holders(tx, &mut newcomers).await?;
        self.check_receipts(tx, channel, &newcomers).await?;
        let mut writer = writing::Writer {
            vault: &self.vault,
            placer: Placer::load(tx, self.desk.today(), self.desk.now.as_microsecond()).await?,
            randomness: &mut *session.randomness,
            operator: &self.desk.platform.operator,
            recorded: self.desk.now.as_microsecond(),
            channel,
        };
        writer.write(store, tx, &newcomers).await?;
        Ok(verdicts)
    }

    fn admit(&mut self, application: &Application, known: &Known) -> Result<Admission, Obstacle> {
        let judge = Judge {
            directory: &self.desk.directory,
            vault: &self.vault,
            calendar: &self.desk.platform.calendar,
            now: self.desk.now,
        };
        if let Some(number) = application.card {
            let card = known.cards.get(&number).ok_or_else(|| {
                Error::new(Code::NotFound, format!("no card `{}`", number.masked()))
                    .hint("`cardctl batch list` lists what was issued")
            })?;
            if let (Some(Owner::New(_)), true) = (known.owner_of_card(number), card.holder().is_none()) {
                return Err(Error::new(
                    Code::Conflict,
                    format!("card `{}` is given to somebody earlier in the file", number.masked()),
                )
                .into());
            }
            return judge.admit(application, Offered::Asked(card));
        }
        let center = self.center_of(application).ok_or_else(no_card)?;
        let Some(card) = self.stock.next(center) else {
            let code = self.desk.directory.code(center).unwrap_or("?");
            return Err(Error::new(Code::NotFound, format!("center `{code}` has no released card in stock"))
                .hint(format!("`cardctl batch issue --center {code} --count N --out DIR` issues cards"))
                .into());
        };
        let admission = judge.admit(application, Offered::Next(card))?;
        self.stock.take(center);
        Ok(admission)
    }

    /// The center that a card is taken from: the one that was given, or the one of the staff member.
    fn center_of(&self, application: &Application) -> Option<PartyId> {
        application
            .center
            .or_else(|| application.staff.and_then(|staff| self.desk.directory.center_of_staff(staff)))
    }

    /// Makes sure that there are as many cards of each center as people without one, as far as it has them.
    async fn fill_stock(&mut self, tx: &mut Tx, applications: &[&Application]) -> Result<(), Error> {
        let mut wanted: HashMap<PartyId, usize> = HashMap::new();
        for application in applications.iter().filter(|each| each.card.is_none()) {
            if let Some(center) = self.center_of(application) {
                *wanted.entry(center).or_default() += 1;
            }
        }
        for (center, count) in wanted {
            self.stock.fill(tx, center, count).await?;
        }
        Ok(())
    }

    /// A receipt is taken once.
    async fn check_receipts(
        &self,
        tx: &mut Tx,
        channel: Channel,
        newcomers: &[Newcomer<'_>],
    ) -> Result<(), Error> {
        let Some(source) = source::by_name(tx, channel.payments).await? else { return Ok(()) };
        for newcomer in newcomers {
            let receipt = newcomer.application.fee.as_ref().and_then(|fee| fee.receipt.as_deref());
            if let Some(receipt) = receipt
                && holder::payer(tx, source, receipt).await?.is_some()
            {
                return Err(Error::new(Code::Conflict, format!("receipt `{receipt}` is recorded already"))
                    .hint("a receipt pays one fee; look at its number again"));
            }
        }
        Ok(())
    }
}

fn no_card() -> Error {
    Error::new(Code::Usage, "neither a card nor the center whose next card is taken")
        .hint("give the card's number, or the code of a center")
}

/// Gives everybody their ref, and makes one up for those who brought none: `H` and the holder's number, unless
/// somebody has brought that one.
async fn name_holders(tx: &mut Tx, newcomers: &mut [Newcomer<'_>]) -> Result<(), StoreError> {
    let mut given: HashSet<String> = HashSet::new();
    for newcomer in newcomers.iter_mut() {
        if let Some(reference) = &newcomer.application.reference {
            newcomer.reference = reference.to_string();
            given.insert(reference.to_string());
        }
    }
    let mut suffix = 0;
    loop {
        let made_up = |id: PartyId| match suffix {
            0 => format!("H{}", id.get()),
            n => format!("H{}-{n}", id.get()),
        };
        let nameless = newcomers.iter().filter(|newcomer| newcomer.reference.is_empty());
        let wanted: Vec<String> = nameless.map(|newcomer| made_up(newcomer.id)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let taken = holder::by_refs(tx, &wanted).await?;
        given.extend(taken.into_iter().map(|(reference, _)| reference));
        for newcomer in newcomers.iter_mut().filter(|newcomer| newcomer.reference.is_empty()) {
            let reference = made_up(newcomer.id);
            if !given.contains(&reference) {
                newcomer.reference = reference;
            }
        }
        suffix += 1;
    }
}

/// The source of payments of a channel.
pub async fn payments_source(
    store: &Store,
    tx: &mut Tx,
    channel: Channel,
) -> Result<crate::domain::id::SourceId, Error> {
    let name = Identifier::parse(channel.payments)
        .map_err(|error| Error::new(Code::Internal, format!("source `{}`: {error}", channel.payments)))?;
    Ok(source::ensure(store, tx, &name).await?)
}
