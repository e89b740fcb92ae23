//! Who is to get what: worked out when a payout is made, shown, and approved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use super::ages::{self, Age};
use crate::command::platform::Platform;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::payee::IdentityKind;
use crate::domain::payout::LeftOut;
use crate::domain::period::Period;
use crate::domain::role::Role;
use crate::domain::rule::{Rule, edition};
use crate::domain::withholding::{Earlier, Withholding};
use crate::error::{Code, Error};
use crate::store::payout::{self as payouts, NewItem, Owed, PaidBefore};
use crate::store::{StoreError, Tx, agent};
use crate::vault::Vault;

/// What decides who is paid.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// What was earned by this day is paid.
    pub(super) through: Day,
    /// Who is owed less is left out.
    pub(super) least: Money,
    /// How tax is withheld.
    pub(super) withholding: Option<Withholding>,
    /// The day of the payment: its month is taxed, and who is suspended on it gets nothing.
    pub(super) today: Day,
    /// The rules that are overridden: whom they would leave out is paid.
    pub(super) overridden: BTreeSet<Rule>,
}

/// A party with what it is owed.
pub(super) struct Payee {
    pub(super) party: PartyId,
    /// Its ref or code in the first of its kinds.
    pub(super) code: String,
    /// What it is owed in each kind, in the fixed order.
    pub(super) kinds: Vec<(PartyKind, Money)>,
    /// All of it.
    pub(super) gross: Money,
    /// Whether it is a person, who is taxed.
    is_taxed: bool,
    account_n: Option<i64>,
    /// Why it is left out.
    pub(super) left_out: Option<LeftOut>,
    /// The rules that stand against paying it and are overridden.
    pub(super) overridden: BTreeSet<Rule>,
}

/// Who is to get what.
pub(super) struct Proposal {
    /// Everybody who is owed something, by number.
    pub(super) payees: Vec<Payee>,
    /// Of how many persons who are paid no document tells the birth date.
    pub(super) untold: i64,
    terms: Terms,
    earlier: HashMap<PartyId, Earlier>,
}

impl Proposal {
    /// Works it out. Without the keys nobody's birth date can be looked at.
    pub(super) async fn of(
        tx: &mut Tx,
        vault: Option<&Vault>,
        platform: &Platform,
        terms: Terms,
    ) -> Result<Self, Error> {
        let tree = agent::tree(tx, i64::MAX).await?;
        let mut parties: BTreeMap<PartyId, Vec<Owed>> = BTreeMap::new();
        for owed in payouts::owed(tx, terms.through).await? {
            parties.entry(owed.party_id).or_default().push(owed);
        }
        let earlier = earlier(tx, platform, &terms).await?;
        let mut proposal = Self { payees: Vec::new(), terms, earlier, untold: 0 };
        for (party, kinds) in parties {
            let is_suspended = tree.suspended(party, proposal.terms.today)
                && kinds
                    .iter()
                    .any(|owed| owed.kind().is_ok_and(|kind| kind == PartyKind::Role(Role::Agent)));
            let Some(mut payee) = Payee::of(party, &kinds)? else { continue };
            if payee.left_out == Some(LeftOut::NoIdentity) {
                payee.left_out = None;
                proposal.hold_against(&mut payee, LeftOut::NoIdentity);
            }
            payee.left_out = payee.left_out.or_else(|| is_suspended.then_some(LeftOut::Suspended));
            if payee.left_out.is_none() && payee.account_n.is_none() {
                payee.left_out = Some(LeftOut::NoAccount);
            }
            if payee.gross < proposal.terms.least {
                payee.left_out = Some(LeftOut::Small);
            }
            if payee.left_out.is_none() && proposal.withheld(&payee, payee.gross) >= payee.gross {
                payee.left_out = Some(LeftOut::AllTax);
            }
            proposal.payees.push(payee);
        }
        proposal.look_at_ages(tx, vault).await?;
        Ok(proposal)
    }

    /// Leaves out who is under 18, of those who would be paid: what nobody needs to know stays sealed.
    async fn look_at_ages(&mut self, tx: &mut Tx, vault: Option<&Vault>) -> Result<(), Error> {
        let today = self.terms.today;
        if edition(Rule::Ds07, today).is_none() {
            return Ok(());
        }
        let persons = self.payees.iter().filter(|payee| payee.left_out.is_none() && payee.is_taxed);
        let persons: Vec<PartyId> = persons.map(|payee| payee.party).collect();
        let ages = ages::of(tx, vault, today.date(), &persons).await?;
        let mut payees = std::mem::take(&mut self.payees);
        for payee in &mut payees {
            match ages.get(&payee.party) {
                None | Some(Age::Full) => {}
                Some(Age::Untold) => self.untold += 1,
                Some(Age::Under) => self.hold_against(payee, LeftOut::UnderAge),
                Some(Age::Sealed) => self.hold_against(payee, LeftOut::AgeSealed),
            }
        }
        self.payees = payees;
        Ok(())
    }

    /// Leaves a payee out for a reason, unless its rule is overridden or not in force.
    fn hold_against(&self, payee: &mut Payee, reason: LeftOut) {
        match reason.rule() {
            Some(rule) if edition(rule, self.terms.today).is_none() => {}
            Some(rule) if self.terms.overridden.contains(&rule) => {
                payee.overridden.insert(rule);
            }
            _ => payee.left_out = Some(reason),
        }
    }

    /// The tax on an amount that a party is paid.
    pub(super) fn withheld(&self, payee: &Payee, gross: Money) -> Money {
        let Some(method) = self.terms.withholding.filter(|_| payee.is_taxed) else { return Money::ZERO };
        let earlier = self.earlier.get(&payee.party).copied().unwrap_or_default();
        method.withheld(gross, self.terms.today.date().month(), earlier)
    }

    /// The rows, by party.
    pub(super) fn items(&self) -> Vec<NewItem> {
        let paid = self.payees.iter().filter(|payee| payee.left_out.is_none());
        let item = |payee: &Payee| {
            let withheld = self.withheld(payee, payee.gross);
            let kind = payee.kinds.first().map(|(kind, _)| *kind)?;
            Some(NewItem {
                party: payee.party,
                kind,
                gross: payee.gross,
                withheld,
                net: Money::from_minor(payee.gross.minor() - withheld.minor()),
                account_n: payee.account_n?,
                overridden: words(&payee.overridden),
            })
        };
        paid.filter_map(item).collect()
    }

    /// How many are paid against each of the rules that are overridden.
    pub(super) fn against(&self) -> BTreeMap<Rule, i64> {
        let mut parties: BTreeMap<Rule, i64> = self.terms.overridden.iter().map(|rule| (*rule, 0)).collect();
        let paid = self.payees.iter().filter(|payee| payee.left_out.is_none());
        for rule in paid.flat_map(|payee| &payee.overridden) {
            *parties.entry(*rule).or_default() += 1;
        }
        parties
    }

    /// How many are left out for a reason.
    pub(super) fn left_out_for(&self, reason: LeftOut) -> usize {
        self.payees.iter().filter(|payee| payee.left_out == Some(reason)).count()
    }

    /// Whether persons are among those who are paid.
    pub(super) fn pays_persons(&self) -> bool {
        self.payees.iter().any(|payee| payee.left_out.is_none() && payee.is_taxed)
    }

    /// The payee of a number.
    pub(super) fn payee(&self, party: PartyId) -> Option<&Payee> {
        let place = self.payees.binary_search_by_key(&party, |payee| payee.party).ok()?;
        Some(&self.payees[place])
    }
}

impl Payee {
    /// A party that is owed something; none where the debts take it all.
    fn of(party: PartyId, kinds: &[Owed]) -> Result<Option<Self>, Error> {
        let sum = |of: fn(&Owed) -> i64| kinds.iter().try_fold(0_i64, |sum, owed| sum.checked_add(of(owed)));
        let (dated, total) = sum(|owed| owed.dated).zip(sum(|owed| owed.total)).ok_or_else(too_much)?;
        // What came after the day is not paid yet; a debt that came after it is netted already.
        let of: fn(&Owed) -> i64 = if dated <= total { |owed| owed.dated } else { |owed| owed.total };
        let gross = Money::from_minor(dated.min(total));
        if gross <= Money::ZERO {
            return Ok(None);
        }
        let mut balances = Vec::with_capacity(kinds.len());
        let mut code = None;
        for owed in kinds.iter().filter(|owed| of(owed) != 0) {
            balances.push((owed.kind()?, Money::from_minor(of(owed))));
            code = code.or_else(|| owed.party.clone());
        }
        let code = code.ok_or_else(|| {
            StoreError::inconsistent(
                "posting",
                "party_id",
                party.get(),
                "no party of its kind has this number",
            )
        })?;
        let Some(first) = kinds.first() else { return Ok(None) };
        let identity: Option<IdentityKind> = match &first.identity {
            None => None,
            Some(word) => Some(
                word.parse()
                    .map_err(|why| StoreError::inconsistent("party_identity", "kind", party.get(), why))?,
            ),
        };
        let verified = identity.filter(|_| first.verified != 0);
        let is_center = balances.iter().all(|(kind, _)| *kind == PartyKind::Role(Role::Center));
        let is_known = is_center || first.known_person != 0 || verified.is_some();
        let left_out = if first.restricted != 0 {
            Some(LeftOut::Restricted)
        } else {
            (!is_known).then_some(LeftOut::NoIdentity)
        };
        Ok(Some(Self {
            party,
            code,
            kinds: balances,
            gross,
            is_taxed: !is_center && verified != Some(IdentityKind::Organisation),
            account_n: first.account_n,
            left_out,
            overridden: BTreeSet::new(),
        }))
    }
}

impl Payee {
    /// Whether an account, by its number, is the one in force.
    pub(super) fn is_paid_to(&self, account_n: i64) -> bool {
        self.account_n == Some(account_n)
    }
}

/// What everybody was paid before in the month or year that is taxed together.
async fn earlier(
    tx: &mut Tx,
    platform: &Platform,
    terms: &Terms,
) -> Result<HashMap<PartyId, Earlier>, Error> {
    let month = Period::of(terms.today);
    let first = match terms.withholding {
        None => return Ok(HashMap::new()),
        Some(Withholding::PerTime) => month.first(),
        Some(Withholding::Cumulative) => Day::from(terms.today.date().first_of_year()),
    };
    let moment = |day| platform.calendar.first_moment(day).as_microsecond();
    let paid = payouts::paid_before(tx, moment(first), moment(month.last().plus(1))).await?;
    let mut earlier: HashMap<PartyId, Earlier> = HashMap::new();
    for PaidBefore { party_id, gross, withheld, ended_at } in paid {
        let known = earlier.entry(party_id).or_default();
        known.income = known.income.checked_add(Money::from_minor(gross)).ok_or_else(too_much)?;
        known.withheld = known.withheld.checked_add(Money::from_minor(withheld)).ok_or_else(too_much)?;
        let at = Timestamp::from_microsecond(ended_at).ok();
        let of = at.map(|at| platform.calendar.day_of(at).date().month());
        known.first_month = known.first_month.into_iter().chain(of).min();
    }
    Ok(earlier)
}

/// Rules as a row has them: `DS07,TX01`; nothing when there are none.
pub(super) fn words(rules: &BTreeSet<Rule>) -> Option<String> {
    let words: Vec<&str> = rules.iter().map(|rule| rule.id()).collect();
    (!words.is_empty()).then(|| words.join(","))
}

/// A sum left the range of 64 bits.
pub(super) fn too_much() -> Error {
    Error::new(Code::Inconsistency, "a sum of balances is above 64 bits")
        .hint("run `cardctl db check` for the whole extent")
}
