//! The books in plain-text accounting, for beancount, and for hledger and ledger, which read the same.
//!
//! There a debit is positive, here what is owed to somebody is: every amount has the other sign. Holders, agents, staff and
//! centers are liabilities; providers owe, so that they are assets; what is under way is the bank's and lessens the assets
//! until it is confirmed; what the platform keeps of commissions is income as fees are; the platform's charges and adjustments
//! are expenses.

use std::fmt::Write as _;

use super::book::Account;
use super::day::Day;
use super::money::Money;
use super::party::PartyKind;
use super::role::Role;

/// What begins a component whose code doesn't begin with a capital letter or a digit, or begins with this itself.
const PREFIX: &str = "X-";

/// Which programs are to read the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Beancount.
    Beancount,
    /// Hledger and ledger.
    Hledger,
}

/// An account of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder<'a> {
    /// A party of this kind and ref or code.
    Party(PartyKind, &'a str),
    /// The platform's share of commissions.
    Platform,
    /// One of the platform's own.
    Own(Account),
}

impl Holder<'_> {
    /// The name of its account.
    #[must_use]
    pub fn account(self) -> String {
        let group = match self {
            Self::Own(account) => return own(account).to_owned(),
            Self::Platform | Self::Party(PartyKind::Role(Role::Platform) | PartyKind::Account, _) => {
                return "Income:Commission".to_owned();
            }
            Self::Party(PartyKind::Role(Role::Holder), _) => "Liabilities:Holders",
            Self::Party(PartyKind::Role(Role::Agent), _) => "Liabilities:Agents",
            Self::Party(PartyKind::Role(Role::Staff), _) => "Liabilities:Staff",
            Self::Party(PartyKind::Role(Role::Center), _) => "Liabilities:Centers",
            Self::Party(PartyKind::Provider, _) => "Assets:Providers",
        };
        match self {
            Self::Party(_, code) => format!("{group}:{}", component(code)),
            Self::Platform | Self::Own(_) => group.to_owned(),
        }
    }
}

const fn own(account: Account) -> &'static str {
    match account {
        Account::Fees => "Income:Fees",
        Account::Cash => "Assets:Cash",
        Account::Wechat => "Assets:Wechat",
        Account::Alipay => "Assets:Alipay",
        Account::Bank => "Assets:Bank",
        Account::Transit => "Assets:Transit",
        Account::Tax => "Liabilities:Tax",
        Account::Charges => "Expenses:Charges",
        Account::Adjustments => "Expenses:Adjustments",
    }
}

/// Letters that stand in a component as they are: beancount wants capital letters, digits and `-`, and takes others
/// after the first.
const fn is_plain(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '\u{4e00}'..='\u{9fa5}')
}

/// A ref or code as a component of an account's name, from which it can be read again: what a component can't have is
/// `-u` with its number in hexadecimal and `-`, so `a_b` is `a-u5F-b`; a `-` before a `u` is written so, too.
#[must_use]
pub fn component(code: &str) -> String {
    let mut text = String::new();
    let mut characters = code.chars().peekable();
    while let Some(c) = characters.next() {
        if is_plain(c) && !(c == '-' && characters.peek() == Some(&'u')) {
            text.push(c);
        } else {
            // Writing into a string never fails.
            _ = write!(text, "-u{:X}-", u32::from(c));
        }
    }
    let begins_well = text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    if begins_well && !text.starts_with(PREFIX) { text } else { format!("{PREFIX}{text}") }
}

/// The ref or code of a component; nothing when it is none's.
#[must_use]
pub fn code_of(component: &str) -> Option<String> {
    let mut rest = component.strip_prefix(PREFIX).unwrap_or(component);
    let mut code = String::new();
    while let Some((before, after)) = rest.split_once("-u") {
        let (number, after) = after.split_once('-')?;
        code.push_str(before);
        code.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?);
        rest = after;
    }
    code.push_str(rest);
    (self::component(&code) == component).then_some(code)
}

/// An entry, without its postings.
#[derive(Clone, Copy, Debug)]
pub struct EntryText<'a> {
    /// The day for which it counts.
    pub dated: Day,
    /// Its number; the balances that the books begin with have none.
    pub number: Option<i64>,
    /// What it is of.
    pub kind: &'a str,
    /// Which of that.
    pub subject: &'a str,
    /// When it was recorded, as text.
    pub recorded: &'a str,
}

impl Dialect {
    /// What the books begin with.
    #[must_use]
    pub fn head(self, platform: &str, currency: &str) -> String {
        let platform = self.quoted(platform);
        match self {
            Self::Beancount => format!(
                "option \"title\" {platform}\noption \"operating_currency\" \"{currency}\"\n\n; A debit is positive.\n"
            ),
            Self::Hledger => format!(
                "; {platform}\n; A debit is positive.\n\ncommodity {currency}\n    format 1000.00 {currency}\n\n\
                 tag kind\ntag code\ntag name\ntag recorded\n"
            ),
        }
    }

    /// An account, with what is known of it.
    #[must_use]
    pub fn open(self, day: Day, account: &str, currency: &str, known: &[(&str, &str)]) -> String {
        let mut text = match self {
            Self::Beancount => format!("\n{day} open {account} {currency}\n"),
            Self::Hledger => format!("\naccount {account}\n"),
        };
        for (key, value) in known {
            self.tag(&mut text, key, value);
        }
        text
    }

    /// The first lines of an entry.
    #[must_use]
    pub fn entry(self, entry: EntryText<'_>) -> String {
        let EntryText { dated, number, kind, subject, recorded } = entry;
        let subject = self.quoted(subject);
        let mut text = match (self, number) {
            (Self::Beancount, _) => format!("\n{dated} * {subject} #{kind}\n"),
            (Self::Hledger, Some(number)) => format!("\n{dated} * ({number}) {subject}\n"),
            (Self::Hledger, None) => format!("\n{dated} * {subject}\n"),
        };
        if let Some(number) = number {
            if self == Self::Beancount {
                _ = writeln!(text, "  entry: {number}");
            } else {
                self.tag(&mut text, "kind", kind);
            }
            self.tag(&mut text, "recorded", recorded);
        }
        text
    }

    /// A posting.
    #[must_use]
    pub fn posting(self, account: &str, amount: Money, currency: &str) -> String {
        match self {
            Self::Beancount => format!("  {account}  {amount} {currency}\n"),
            Self::Hledger => format!("    {account}  {amount} {currency}\n"),
        }
    }

    /// What stands before the balances at the end of a day.
    #[must_use]
    pub fn balances(self, day: Day) -> String {
        match self {
            Self::Beancount => "\n".to_owned(),
            Self::Hledger => format!("\n{day} * balances\n"),
        }
    }

    /// What an account holds at the end of a day. Beancount looks at the beginning of one.
    #[must_use]
    pub fn balance(self, day: Day, account: &str, amount: Money, currency: &str) -> String {
        match self {
            Self::Beancount => format!("{} balance {account}  {amount} {currency}\n", day.plus(1)),
            Self::Hledger => format!("    {account}  0.00 {currency} = {amount} {currency}\n"),
        }
    }

    fn tag(self, text: &mut String, key: &str, value: &str) {
        // Writing into a string never fails.
        _ = match self {
            Self::Beancount => writeln!(text, "  {key}: {}", self.quoted(value)),
            Self::Hledger => writeln!(text, "    ; {key}: {}", self.quoted(value)),
        };
    }

    /// Text from outside, so that it can't be read as anything else: a string of beancount; for the others a line in which
    /// nothing begins a comment.
    fn quoted(self, text: &str) -> String {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match self {
            Self::Beancount => format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\"")),
            Self::Hledger => line.replace([';', '|'], ",").split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn components_are_legal_and_readable() {
        for (code, expected) in [
            ("BJ-XC", "BJ-XC"),
            ("shop", "X-shop"),
            ("1a", "1a"),
            ("中心1", "X-中心1"),
            ("H_1", "H-u5F-1"),
            ("a.b@c#d", "X-a-u2E-b-u40-c-u23-d"),
            ("X-shop", "X-X-shop"),
            ("A-u5F-", "A-u2D-u5F-"),
            ("é", "X--uE9-"),
            ("X#", "X-X-u23-"),
        ] {
            assert_eq!(component(code), expected);
            assert_eq!(code_of(expected).as_deref(), Some(code));
        }
        for none in ["shop", "A-u", "A-uZZ-", "A-u41-", "A-uD800-", "A_b"] {
            assert_eq!(code_of(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_again(code in "[A-Za-zXu0-9é中𠮷][-A-Za-zu0-9_.@#é中𠮷]{0,20}") {
            let text = component(&code);
            prop_assert!(text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()), "{text}");
            prop_assert!(text.chars().all(is_plain), "{text}");
            prop_assert_eq!(code_of(&text), Some(code));
        }
    }

    #[test]
    fn text_from_outside_stays_text() {
        assert_eq!(Dialect::Beancount.quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c d\"");
        assert_eq!(Dialect::Hledger.quoted("a;  b|c\n d"), "a, b,c d");
    }

    #[test]
    fn parties_are_owed_and_providers_owe() {
        let agent = Holder::Party(PartyKind::Role(Role::Agent), "A1");
        assert_eq!(agent.account(), "Liabilities:Agents:A1");
        assert_eq!(Holder::Party(PartyKind::Provider, "shop").account(), "Assets:Providers:X-shop");
        assert_eq!(Holder::Platform.account(), "Income:Commission");
        let mut names: Vec<&str> = Account::ALL.into_iter().map(own).collect();
        names.dedup();
        assert_eq!(names.len(), Account::ALL.len());
    }
}
