//! Files by which payouts are handed to banks and payment firms. Each format is a head, its rows and an end; a row that a
//! format can't carry exactly is refused, and the others are written.

mod alipay;
mod csv;
mod gbk;
mod mybank;
mod pain;
mod wechat;

use std::fmt;

use super::day::Day;
use super::money::Money;
use super::party::PartyKind;
use super::payee::AccountKind;

pub use pain::Debtor;

/// A row of a payout: who is to get how much, and where.
#[derive(Clone)]
pub struct PayoutRow {
    /// Its name, which never changes.
    pub id: String,
    /// What the party is.
    pub kind: PartyKind,
    /// Its ref or code.
    pub party: String,
    /// The name in which the account is held.
    pub name: String,
    /// Where the account is.
    pub account_kind: AccountKind,
    /// Its number.
    pub account: String,
    /// The bank's name.
    pub bank: Option<String>,
    /// The bank's clearing number.
    pub bank_code: Option<String>,
    /// What is paid, after tax.
    pub net: Money,
    /// What the payee is told.
    pub memo: String,
}

impl fmt::Debug for PayoutRow {
    /// Without what is a person's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PayoutRow").field("id", &self.id).field("net", &self.net).finish_non_exhaustive()
    }
}

/// A part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The row's name.
    Id,
    /// The payee's.
    Name,
    /// The number of the account.
    Account,
    /// The bank's name.
    Bank,
    /// The bank's clearing number.
    BankCode,
    /// What the payee is told.
    Memo,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id => "number of the row",
            Self::Name => "payee's name",
            Self::Account => "account",
            Self::Bank => "bank's name",
            Self::BankCode => "bank's clearing number",
            Self::Memo => "memo",
        })
    }
}

/// Why a format can't carry a row. It tells nothing of the payee but the character that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It pays accounts of another kind.
    #[error("`{format}` pays no {account} account")]
    Account {
        /// The format.
        format: PayoutFormat,
        /// What the payee has.
        account: AccountKind,
    },
    /// The encoding of the file has no such character.
    #[error("the {field} has the character `{character}` (U+{:04X}), which GBK has not", u32::from(*character))]
    Character {
        /// Where.
        field: Field,
        /// The first one.
        character: char,
    },
    /// A character that no text for people has.
    #[error("the {0} has a control character")]
    Control(Field),
    /// A spreadsheet would take it for a formula.
    #[error("the {0} begins like a formula")]
    Formula(Field),
    /// The format has less room.
    #[error("the {field} is longer than {most} characters")]
    Long {
        /// Which.
        field: Field,
        /// How many there may be.
        most: usize,
    },
    /// The format wants it.
    #[error("the {0} is missing")]
    Missing(Field),
    /// It is none of a Chinese bank.
    #[error("the bank's clearing number has not 12 digits")]
    BankCode,
    /// Nothing to be paid.
    #[error("there is nothing to pay")]
    Amount,
}

/// What a file says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The number of the payout and of the file of it.
    pub message: &'a str,
    /// When it was made, as RFC 3339 to the second.
    pub created: &'a str,
    /// The platform's currency.
    pub currency: &'a str,
    /// When it is to be paid.
    pub on: Day,
    /// Who pays; only a message to a bank says it.
    pub debtor: Option<&'a Debtor>,
    /// How many rows were written.
    pub rows: u64,
    /// Their sum.
    pub net: Money,
}

/// A format of payout files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayoutFormat {
    /// Batch payment of Alipay.
    AlipayBatch,
    /// Transfers by `MYbank`.
    Mybank,
    /// A message to a bank by ISO 20022.
    Pain001,
    /// Single transfers of WeChat Pay, one by one.
    WechatList,
    /// The program's own, of any account.
    Csv,
}

impl PayoutFormat {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AlipayBatch, Self::Mybank, Self::Pain001, Self::WechatList, Self::Csv];

    /// The word used in flags and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlipayBatch => "alipay-batch",
            Self::Mybank => "mybank",
            Self::Pain001 => "pain.001",
            Self::WechatList => "wechat-list",
            Self::Csv => "csv",
        }
    }

    /// What the file begins with. What it says of the rows is known once they are written.
    #[must_use]
    pub fn head(self, head: &Head<'_>) -> Vec<u8> {
        match self {
            Self::AlipayBatch => alipay::head(),
            Self::Mybank => mybank::head(),
            Self::Pain001 => pain::head(head),
            Self::WechatList => wechat::head(),
            Self::Csv => csv::head(),
        }
    }

    /// One row, the n-th of those written, counted from 1.
    pub fn row(self, n: u64, currency: &str, row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
        if row.net <= Money::ZERO {
            return Err(Refusal::Amount);
        }
        self.check_kind(row.account_kind)?;
        for (field, text) in
            [(Field::Name, &row.name), (Field::Account, &row.account), (Field::Memo, &row.memo)]
        {
            check_text(field, text)?;
        }
        for (field, text) in [(Field::Name, &row.name), (Field::Account, &row.account)] {
            if text.trim().is_empty() {
                return Err(Refusal::Missing(field));
            }
        }
        if let Some(bank) = &row.bank {
            check_text(Field::Bank, bank)?;
        }
        if row.bank_code.as_deref().is_some_and(|code| !is_clearing_number(code)) {
            return Err(Refusal::BankCode);
        }
        match self {
            Self::AlipayBatch => alipay::row(n, row),
            Self::Mybank => mybank::row(row),
            Self::Pain001 => pain::row(currency, row),
            Self::WechatList => wechat::row(row),
            Self::Csv => csv::row(row),
        }
    }

    /// What the file ends with.
    #[must_use]
    pub fn end(self) -> Vec<u8> {
        match self {
            Self::Pain001 => pain::end(),
            Self::AlipayBatch | Self::Mybank | Self::WechatList | Self::Csv => Vec::new(),
        }
    }

    /// Whether it pays accounts of this kind.
    #[must_use]
    pub const fn pays(self, account: AccountKind) -> bool {
        match self {
            Self::AlipayBatch => matches!(account, AccountKind::Alipay),
            Self::Mybank | Self::Pain001 => matches!(account, AccountKind::Bank),
            Self::WechatList => matches!(account, AccountKind::Wechat),
            Self::Csv => true,
        }
    }

    fn check_kind(self, account: AccountKind) -> Result<(), Refusal> {
        if self.pays(account) { Ok(()) } else { Err(Refusal::Account { format: self, account }) }
    }
}

impl fmt::Display for PayoutFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether it is the clearing number of a Chinese bank (联行号).
#[must_use]
pub fn is_clearing_number(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Characters that no file may have: controls, and those that are no characters.
fn check_text(field: Field, text: &str) -> Result<(), Refusal> {
    let is_wrong = |c: char| c.is_control() || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff);
    if text.chars().any(is_wrong) { Err(Refusal::Control(field)) } else { Ok(()) }
}

fn check_length(field: Field, text: &str, most: usize) -> Result<(), Refusal> {
    if text.chars().count() > most { Err(Refusal::Long { field, most }) } else { Ok(()) }
}

/// A cell of a file of comma-separated values, quoted where it must be. It is written as it is or not at all: what a
/// spreadsheet would compute is refused, but for accounts, which may be telephone numbers with their `+`.
fn cell(field: Field, text: &str) -> Result<String, Refusal> {
    if field != Field::Account && text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        return Err(Refusal::Formula(field));
    }
    if field == Field::Account && text.starts_with(['=', '@', '＝', '＠']) {
        return Err(Refusal::Formula(field));
    }
    Ok(if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() })
}

#[cfg(test)]
mod tests;
