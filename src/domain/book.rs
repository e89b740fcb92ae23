//! The platform's own accounts: where money is, and what it is of.
//!
//! Every entry sums to zero. What is owed to somebody is positive, and so is income; what somebody owes, what is in hand and
//! what was spent is negative. Seven yuan of a provider's debt that come in: provider +7, bank −7.

use std::fmt;

use super::money::Money;
use super::party::{PartyId, PartyKind};

/// An account that is no party's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What holders paid in fees: income.
    Fees,
    /// Notes and coins at the counters.
    Cash,
    /// Money at WeChat Pay.
    Wechat,
    /// Money at Alipay.
    Alipay,
    /// Money at the bank, and whatever came by another channel.
    Bank,
    /// What was approved for payout and is not confirmed.
    Transit,
    /// Tax withheld, owed to the tax office.
    Tax,
    /// What payment firms kept for their service.
    Charges,
    /// The other side of adjustments.
    Adjustments,
}

impl Account {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Fees,
        Self::Cash,
        Self::Wechat,
        Self::Alipay,
        Self::Bank,
        Self::Transit,
        Self::Tax,
        Self::Charges,
        Self::Adjustments,
    ];

    /// The word used in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fees => "fees",
            Self::Cash => "cash",
            Self::Wechat => "wechat",
            Self::Alipay => "alipay",
            Self::Bank => "bank",
            Self::Transit => "transit",
            Self::Tax => "tax",
            Self::Charges => "charges",
            Self::Adjustments => "adjustments",
        }
    }

    /// The number under which it stands in postings, where parties have positive ones.
    #[must_use]
    pub const fn party(self) -> PartyId {
        PartyId::new(match self {
            Self::Fees => -1,
            Self::Cash => -2,
            Self::Wechat => -3,
            Self::Alipay => -4,
            Self::Bank => -5,
            Self::Transit => -6,
            Self::Tax => -7,
            Self::Charges => -8,
            Self::Adjustments => -9,
        })
    }

    /// Where money is that came by this channel.
    #[must_use]
    pub fn of_channel(channel: &str) -> Self {
        match channel {
            "cash" => Self::Cash,
            "wechat" => Self::Wechat,
            "alipay" => Self::Alipay,
            _ => Self::Bank,
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an entry of the journal is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// What holders had paid before entries were made of it.
    Opening,
    /// A run.
    Settlement,
    /// Fees that holders paid.
    Fee,
    /// A fee that was paid back.
    FeeRefund,
    /// What a payment firm kept for its service, where it stands apart from what it was paid.
    Charge,
    /// Money of a provider.
    Receipt,
    /// An approved payout: from the balances to the money under way.
    Payout,
    /// A payout that was confirmed: from under way to gone.
    PayoutPaid,
    /// A payout that failed: back to the balance.
    PayoutReturned,
    /// A change by hand.
    Adjustment,
}

impl EntryKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Opening,
        Self::Settlement,
        Self::Fee,
        Self::FeeRefund,
        Self::Charge,
        Self::Receipt,
        Self::Payout,
        Self::PayoutPaid,
        Self::PayoutReturned,
        Self::Adjustment,
    ];

    /// The word used in the journal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Settlement => "settlement",
            Self::Fee => "fee",
            Self::FeeRefund => "fee-refund",
            Self::Charge => "charge",
            Self::Receipt => "receipt",
            Self::Payout => "payout",
            Self::PayoutPaid => "payout-paid",
            Self::PayoutReturned => "payout-returned",
            Self::Adjustment => "adjustment",
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an entry puts to an account or a party.
pub type Part = (PartyKind, PartyId, Money);

const fn minus(amount: Money) -> Money {
    Money::from_minor(-amount.minor())
}

const fn own(account: Account, amount: Money) -> Part {
    (PartyKind::Account, account.party(), amount)
}

/// A fee that came by a channel, of which the payment firm kept a charge.
#[must_use]
pub fn fee(channel: &str, amount: Money, charge: Money) -> [Part; 4] {
    let [kept, charged] = self::charge(channel, charge);
    let place = Account::of_channel(channel);
    [own(Account::Fees, amount), own(place, minus(amount)), kept, charged]
}

/// What a payment firm kept of the money at a channel. What it gave back is negative.
#[must_use]
pub fn charge(channel: &str, charge: Money) -> [Part; 2] {
    [own(Account::of_channel(channel), charge), own(Account::Charges, minus(charge))]
}

/// A fee that went back by a channel. A charge that the payment firm gave back is negative.
#[must_use]
pub fn fee_refund(channel: &str, amount: Money, charge: Money) -> [Part; 4] {
    fee(channel, minus(amount), charge)
}

/// Money that a provider paid of what it owes.
#[must_use]
pub fn receipt(provider: PartyId, channel: &str, amount: Money) -> [Part; 2] {
    let provider = (PartyKind::Provider, provider, amount);
    [provider, own(Account::of_channel(channel), minus(amount))]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn accounts_have_numbers_that_no_party_has_and_no_two_share() {
        let numbers: BTreeSet<i64> = Account::ALL.iter().map(|account| account.party().get()).collect();
        assert_eq!(numbers.len(), Account::ALL.len());
        assert!(numbers.iter().all(|number| *number < 0));
        assert_eq!(Account::of_channel("wechat"), Account::Wechat);
        assert_eq!(Account::of_channel("transfer"), Account::Bank);
    }

    #[test]
    fn entries_sum_to_zero_and_what_is_in_hand_is_negative() {
        let yuan = |minor| Money::from_minor(minor);
        let sum = |parts: &[Part]| parts.iter().map(|(.., amount)| amount.minor()).sum::<i64>();
        let at = |parts: &[Part], account: Account| -> i64 {
            let of = parts.iter().filter(|(_, party, _)| *party == account.party());
            of.map(|(.., amount)| amount.minor()).sum()
        };
        let paid = fee("wechat", yuan(19_900), yuan(119));
        assert_eq!((sum(&paid), at(&paid, Account::Wechat), at(&paid, Account::Charges)), (0, -19_781, -119));
        let back = fee_refund("wechat", yuan(19_900), yuan(-119));
        assert_eq!((sum(&back), at(&back, Account::Wechat), at(&back, Account::Charges)), (0, 19_781, 119));
        let kept = charge("wechat", yuan(119));
        assert_eq!((sum(&kept), at(&kept, Account::Wechat), at(&kept, Account::Charges)), (0, 119, -119));
        let came = receipt(PartyId::new(7), "transfer", yuan(700));
        assert_eq!((sum(&came), at(&came, Account::Bank)), (0, -700));
    }
}
