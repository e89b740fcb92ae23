//! Payouts: how a row of one is called, the states of payouts and rows, and what a party is to get.

use std::fmt;
use std::str::FromStr;

use super::party::PartyId;

/// The name of a row of a payout, everywhere outside the program: `3-000017` for party 17 of payout 3.
///
/// It stands in the column `payout` of written files, as the number that a bank or payment firm hands back, and in what
/// `payout confirm` reads. It never changes, also where a file is written again, so that whoever is told it twice pays
/// once. Letters, digits and one hyphen, 35 characters at most: every format has room for it.
#[must_use]
pub fn row_id(payout: i64, party: PartyId) -> String {
    format!("{payout}-{:06}", party.get())
}

/// The payout and the party that a name of [`row_id`] stands for. Only the one spelling is read.
#[must_use]
pub fn parse_row_id(text: &str) -> Option<(i64, PartyId)> {
    let (payout, party) = text.split_once('-')?;
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number > 0);
    let (payout, party) = (number(payout)?, PartyId::new(number(party)?));
    (row_id(payout, party) == text).then_some((payout, party))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_has_one_name() {
        assert_eq!(row_id(3, PartyId::new(17)), "3-000017");
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
    fn what_moved_money_stays() {
        for from in ItemState::ALL {
            let moves = ItemState::ALL.iter().filter(|to| from.may_become(**to)).count();
            assert_eq!(moves == 0, matches!(from, ItemState::Paid | ItemState::Failed), "{from}");
            assert_eq!(from.as_str().parse(), Ok(*from));
            assert!(!from.may_become(ItemState::Pending));
        }
    }

    proptest! {
        #[test]
        fn a_name_is_read_again(payout in 1..i64::MAX, party in 1..i64::MAX) {
            let party = PartyId::new(party);
            prop_assert_eq!(parse_row_id(&row_id(payout, party)), Some((payout, party)));
        }
    }
}
