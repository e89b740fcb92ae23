//! Payouts: how a row of one is called, the states of payouts and rows, and what a party is to get.

use std::fmt;
use std::str::FromStr;

use super::money::Money;
use super::party::{PartyId, PartyKind};
use super::rule::Rule;

/// The name of a row of a payout, everywhere outside the program: `3-000017` for party 17 of payout 3.
///
/// It stands in the column `payout` of written files, as the number that a bank or payment firm hands back, and in what
/// `payout confirm` reads. It never changes, also where a file is written again, so that whoever is told it twice pays
/// once. Letters, digits and one hyphen, 35 characters at most: every format has room for it.
#[must_use]
pub fn row_id(payout: i64, party: PartyId) -> String {
    format!("{payout}-{:06}", party.get())
}

/// The payout and the party that a name of [`row_id`] stands for. Only the one spelling is read, and that of WeChat, which
/// takes letters and digits alone: `3P000017`.
#[must_use]
pub fn parse_row_id(text: &str) -> Option<(i64, PartyId)> {
    let (payout, party) = text.split_once(['-', 'P'])?;
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number > 0);
    let (payout, party) = (number(payout)?, PartyId::new(number(party)?));
    (row_id(payout, party) == text.replacen('P', "-", 1)).then_some((payout, party))
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $unknown:ident, $what:literal, $($(#[$each:meta])* $variant:ident => $word:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$each])* $variant,)+
        }

        #[doc = concat!("A text is no ", $what, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error("not a {}", $what)]
        pub struct $unknown;

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As stored and shown.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = $unknown;

            fn from_str(text: &str) -> Result<Self, $unknown> {
                Self::ALL.iter().copied().find(|each| each.as_str() == text).ok_or($unknown)
            }
        }
    };
}

words! {
    /// Where a payout stands.
    PayoutState, UnknownPayoutState, "state of a payout",
    /// A proposal: nothing has moved.
    Created => "created",
    /// A second operator agreed, and the balances are under way.
    Approved => "approved",
    /// Given up before anything moved.
    Discarded => "discarded",
}

words! {
    /// Where a row of a payout stands.
    ItemState, UnknownItemState, "state of a row",
    /// Nobody has said what became of it.
    Pending => "pending",
    /// It was paid.
    Paid => "paid",
    /// It was not, and is owed again.
    Failed => "failed",
    /// The bank or payment firm does not know yet.
    Unknown => "unknown",
}

impl ItemState {
    /// Whether a result may be recorded over this one. What was paid or returned moved money, and stays.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Pending, Self::Paid | Self::Failed | Self::Unknown)
                | (Self::Unknown, Self::Paid | Self::Failed)
        )
    }
}

words! {
    /// Why somebody who is owed something is left out of a payout.
    LeftOut, UnknownLeftOut, "reason",
    /// A holder of whom nothing but storage is allowed.
    Restricted => "restricted",
    /// An agent who is suspended.
    Suspended => "suspended",
    /// A person without a verified name and number: rule TX01, 个人所得税法 art. 9 and 14.
    NoIdentity => "no-verified-identity",
    /// A person under 18: rule DS07, 直销管理条例 art. 15.
    UnderAge => "under-18",
    /// A person whose birth date nobody could look at: rule DS07, too.
    AgeSealed => "age-sealed",
    /// Nobody has said where to.
    NoAccount => "no-account",
    /// The tax of the month or year takes all of it.
    AllTax => "all-tax",
    /// Less than the least that is paid.
    Small => "below-minimum",
}

impl LeftOut {
    /// The rule that leaves them out. It can be overridden; where there is none, nothing can.
    #[must_use]
    pub const fn rule(self) -> Option<Rule> {
        match self {
            Self::NoIdentity => Some(Rule::Tx01),
            Self::UnderAge | Self::AgeSealed => Some(Rule::Ds07),
            Self::Restricted | Self::Suspended | Self::NoAccount | Self::AllTax | Self::Small => None,
        }
    }

    /// What to do about it, for people.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Restricted => "wait until the restriction is lifted",
            Self::Suspended => "resume the agent by `cardctl agent resume`",
            Self::NoIdentity => {
                "rule TX01: `cardctl party identify`, or `cardctl parameter verify` for holders"
            }
            Self::UnderAge => "rule DS07: it waits until they are 18",
            Self::AgeSealed => "rule DS07: a key file with the keys of documents tells how old they are",
            Self::NoAccount => "`cardctl party account set` says where to",
            Self::AllTax => "more is owed to the tax office; it waits for the next income",
            Self::Small => "it waits until it is more",
        }
    }
}

/// The rules that can be overridden for a payout.
pub const OVERRIDABLE: [Rule; 2] = [Rule::Ds07, Rule::Tx01];

/// From this age on somebody may be rewarded (直销管理条例 art. 15).
pub const OF_AGE: i16 = 18;

/// Takes an amount out of what a party has in each kind: debts are netted whole, then the kinds give in their order until
/// it is reached. Signs as in balances: what is given is positive. Nothing when the kinds have not so much together.
#[must_use]
pub fn take(amount: Money, balances: &[(PartyKind, Money)]) -> Option<Vec<(PartyKind, Money)>> {
    let mut debts = balances.iter().map(|(_, balance)| balance.minor().min(0));
    let mut missing = debts.try_fold(amount.minor(), i64::checked_sub)?;
    let mut taken = Vec::with_capacity(balances.len());
    for (kind, balance) in balances {
        let part = if balance.minor() < 0 { balance.minor() } else { balance.minor().min(missing) };
        if balance.minor() > 0 {
            missing -= part;
        }
        if part != 0 {
            taken.push((*kind, Money::from_minor(part)));
        }
    }
    (missing == 0).then_some(taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::role::Role;

    #[test]
    fn a_row_has_one_name() {
        assert_eq!(row_id(3, PartyId::new(17)), "3-000017");
        assert_eq!(parse_row_id("3P000017"), Some((3, PartyId::new(17))));
        assert_eq!(parse_row_id("3P-00017"), None);
        assert_eq!(row_id(12, PartyId::new(12_345_678)), "12-12345678");
        for text in [
            "",
            "3",
            "3-17",
            "3-0000017",
            "03-000017",
            "+3-000017",
            "3-000000",
            "-3-000017",
            "3-00001x",
            "3-000017 ",
        ] {
            assert_eq!(parse_row_id(text), None, "{text}");
        }
        assert!(
            row_id(i64::MAX, PartyId::new(i64::MAX)).len() > 35,
            "more than 10^15 of each are not counted on"
        );
        assert!(row_id(999_999_999_999_999, PartyId::new(999_999_999_999_999)).len() <= 35);
    }

    #[test]
    fn what_a_rule_leaves_out_can_be_overridden() {
        let rules = LeftOut::ALL.iter().filter_map(|reason| reason.rule());
        let rules: std::collections::BTreeSet<Rule> = rules.collect();
        assert_eq!(rules, OVERRIDABLE.into());
    }

    #[test]
    fn what_moved_money_stays() {
        for from in ItemState::ALL {
            let moves = ItemState::ALL.iter().filter(|to| from.may_become(**to)).count();
            assert_eq!(moves == 0, matches!(from, ItemState::Paid | ItemState::Failed), "{from}");
            assert_eq!(from.as_str().parse(), Ok(*from));
            assert!(!from.may_become(ItemState::Pending));
        }
    }

    fn balances(of: [i64; 3]) -> [(PartyKind, Money); 3] {
        let [holder, agent, staff] = of.map(Money::from_minor);
        [(Role::Holder.into(), holder), (Role::Agent.into(), agent), (Role::Staff.into(), staff)]
    }

    #[test]
    fn debts_are_netted_and_kinds_give_in_order() {
        let taken = |amount, of| {
            let taken = take(Money::from_minor(amount), &balances(of))?;
            Some(taken.into_iter().map(|(_, money)| money.minor()).collect::<Vec<_>>())
        };
        assert_eq!(taken(70, [100, -30, 0]), Some(vec![100, -30]));
        assert_eq!(taken(60, [100, -30, 5]), Some(vec![90, -30]));
        assert_eq!(taken(105, [100, 0, 5]), Some(vec![100, 5]));
        assert_eq!(taken(71, [100, -30, 0]), None);
        assert_eq!(taken(i64::MAX, [1, i64::MIN, 0]), None);
    }

    proptest! {
        #[test]
        fn what_is_taken_is_the_amount_and_there(
            of in proptest::array::uniform3(-1000..1000_i64), amount in 1..2000_i64) {
            let whole: i64 = of.iter().sum();
            match take(Money::from_minor(amount), &balances(of)) {
                None => prop_assert!(whole < amount),
                Some(taken) => {
                    prop_assert_eq!(taken.iter().map(|(_, part)| part.minor()).sum::<i64>(), amount);
                    for (kind, balance) in balances(of) {
                        let part = taken.iter().find(|(of, _)| *of == kind).map_or(0, |(_, part)| part.minor());
                        let fits = if balance.minor() < 0 { part == balance.minor() } else { (0..=balance.minor()).contains(&part) };
                        prop_assert!(fits, "{part} of {balance}");
                    }
                }
            }
        }

        #[test]
        fn a_name_is_read_again(payout in 1..i64::MAX, party in 1..i64::MAX) {
            let party = PartyId::new(party);
            prop_assert_eq!(parse_row_id(&row_id(payout, party)), Some((payout, party)));
        }
    }
}
