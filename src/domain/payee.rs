//! Who is paid by law, and where: identities of parties that are no holders, and accounts of all.

use std::fmt;
use std::str::FromStr;

use super::identifier::line_of_text;
use super::parameter::{self, Context, Kind, Reason};

/// What a party is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityKind {
    /// A person's citizen identity number.
    CitizenId,
    /// A person's passport.
    Passport,
    /// A person's residence permit, or another document of a foreigner.
    ForeignId,
    /// The unified social credit code of an organisation.
    Organisation,
}

/// A text is no kind of identity or account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind")]
pub struct UnknownPayeeKind;

impl IdentityKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::CitizenId, Self::Passport, Self::ForeignId, Self::Organisation];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CitizenId => "citizen-id",
            Self::Passport => "passport",
            Self::ForeignId => "foreign-id",
            Self::Organisation => "organisation",
        }
    }

    /// Whether it is a person, whose labor income is taxed at the source.
    #[must_use]
    pub const fn is_person(self) -> bool {
        !matches!(self, Self::Organisation)
    }

    /// The canonical number, or why it is none.
    pub fn number(self, text: &str, context: &Context<'_>) -> Result<String, Vec<Reason>> {
        match self {
            Self::CitizenId => of_kind(&Kind::CitizenId, text, context),
            Self::Passport => of_kind(&Kind::Passport, text, context),
            // Permits of today have a citizen identity number's form; older ones, and those of others, have their own.
            Self::ForeignId => of_kind(&Kind::CitizenId, text, context).or_else(|_| plain_number(text)),
            Self::Organisation => credit_code(text),
        }
    }
}

impl fmt::Display for IdentityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for IdentityKind {
    type Err = UnknownPayeeKind;

    fn from_str(text: &str) -> Result<Self, UnknownPayeeKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownPayeeKind)
    }
}

fn of_kind(kind: &Kind, text: &str, context: &Context<'_>) -> Result<String, Vec<Reason>> {
    parameter::parse(kind, text, context).map(|parameter| parameter.canonical().to_owned())
}

/// Letters and digits without spaces and hyphens, in capitals.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

fn plain_number(text: &str) -> Result<String, Vec<Reason>> {
    let number = compact(text);
    if !(6..=24).contains(&number.len()) {
        return Err(vec![Reason::Length]);
    }
    if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(vec![Reason::Character]);
    }
    Ok(number)
}

/// The characters of a unified social credit code, by their values (GB 32100-2015).
const CREDIT: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code: 18 characters, the last of which checks the others modulo 31 by powers of 3.
fn credit_code(text: &str) -> Result<String, Vec<Reason>> {
    let code = compact(text);
    if code.chars().count() != 18 {
        return Err(vec![Reason::Length]);
    }
    let value = |byte: u8| CREDIT.iter().position(|known| *known == byte);
    let Some(values) = code.bytes().map(value).collect::<Option<Vec<usize>>>() else {
        return Err(vec![Reason::Character]);
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    if values.last() == Some(&((31 - sum % 31) % 31)) { Ok(code) } else { Err(vec![Reason::Checksum]) }
}

/// What sort of account money is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountKind {
    /// At a bank.
    Bank,
    /// At Alipay: a mobile number, an e-mail address or a user number.
    Alipay,
    /// At WeChat: the payee's openid.
    Wechat,
}

/// Why a text is no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Not the number of a bank account.
    #[error("a bank account has 6 to 34 digits or letters")]
    Bank,
    /// Not an account at Alipay.
    #[error("an account at Alipay is a mobile number, an e-mail address or a number that begins with 2088")]
    Alipay,
    /// Not an account at WeChat.
    #[error("an account at WeChat is the payee's openid: 20 to 64 letters, digits, `-` and `_`")]
    Wechat,
    /// Not a clearing number.
    #[error("a clearing number (CNAPS) has 12 digits")]
    Cnaps,
}

impl AccountKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bank, Self::Alipay, Self::Wechat];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Alipay => "alipay",
            Self::Wechat => "wechat",
        }
    }

    /// The account as it is stored.
    pub fn account(self, text: &str) -> Result<String, AccountError> {
        let text = text.trim();
        match self {
            Self::Bank => {
                let number = compact(text);
                let is_number = (6..=34).contains(&number.len())
                    && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && number.bytes().any(|byte| byte.is_ascii_digit());
                if is_number { Ok(number) } else { Err(AccountError::Bank) }
            }
            Self::Alipay => {
                let plain = line_of_text(text, 100).is_ok() && text.is_ascii() && !text.contains(' ');
                let is_mail = text.split_once('@').is_some_and(|(who, host)| {
                    !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
                });
                let digits = text.strip_prefix("+86").unwrap_or(text);
                let is_number = digits.bytes().all(|byte| byte.is_ascii_digit())
                    && (digits.len() == 11 && digits.starts_with('1')
                        || digits.len() == 16 && digits.starts_with("2088"));
                if plain && (is_mail || is_number) {
                    Ok(digits.to_owned())
                } else {
                    Err(AccountError::Alipay)
                }
            }
            Self::Wechat => {
                let is_openid = (20..=64).contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
                if is_openid { Ok(text.to_owned()) } else { Err(AccountError::Wechat) }
            }
        }
    }
}

impl fmt::Display for AccountKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for AccountKind {
    type Err = UnknownPayeeKind;

    fn from_str(text: &str) -> Result<Self, UnknownPayeeKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownPayeeKind)
    }
}

/// The clearing number of a bank's branch in the national payment system (联行号).
pub fn cnaps(text: &str) -> Result<String, AccountError> {
    let number = compact(text);
    let is_number = number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(number) } else { Err(AccountError::Cnaps) }
}

/// What is shown of a document's number: its ends.
#[must_use]
pub fn mask_number(number: &str) -> String {
    parameter::mask_ends(number)
}

/// What is shown of an account: the last four characters, as on a bank's receipt.
#[must_use]
pub fn mask_account(account: &str) -> String {
    let length = account.chars().count();
    let shown = if length > 8 { 4 } else { 1 };
    let end: String = account.chars().skip(length.saturating_sub(shown)).collect();
    format!("****{end}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::region::RegionTable;

    fn number(kind: IdentityKind, text: &str) -> Result<String, Vec<Reason>> {
        let context = Context {
            today: Date::constant(2026, 10, 31),
            regions: RegionTable::embedded(),
            strict_region: false,
            codes: &[],
        };
        kind.number(text, &context)
    }

    #[test]
    fn numbers_are_checked_by_their_kind() {
        use IdentityKind::{CitizenId, ForeignId, Organisation, Passport};
        assert_eq!(number(CitizenId, "110102 19750203 0839").as_deref(), Ok("110102197502030839"));
        assert_eq!(number(CitizenId, "110102197502030838"), Err(vec![Reason::Checksum]));
        assert!(number(Passport, "E12345678").is_ok());
        assert!(number(Passport, "12").is_err());
        assert_eq!(number(ForeignId, "911124198108030024").as_deref(), Ok("911124198108030024"));
        assert_eq!(number(ForeignId, "can 1100-81080301").as_deref(), Ok("CAN110081080301"));
        assert_eq!(number(ForeignId, "12"), Err(vec![Reason::Length]));
        // Two codes of the public register.
        assert_eq!(number(Organisation, "91350100m000100y43").as_deref(), Ok("91350100M000100Y43"));
        assert_eq!(number(Organisation, "91110000802100433B").as_deref(), Ok("91110000802100433B"));
        assert_eq!(number(Organisation, "91350100M000100Y44"), Err(vec![Reason::Checksum]));
        assert_eq!(number(Organisation, "91350100M000100I43"), Err(vec![Reason::Character]));
        assert_eq!(number(Organisation, "9135"), Err(vec![Reason::Length]));
        assert_eq!(
            number(Organisation, "九一三五零一零零零零零一零零零四三三"),
            Err(vec![Reason::Character])
        );
    }

    #[test]
    fn accounts_are_checked_by_their_kind() {
        use AccountKind::{Alipay, Bank, Wechat};
        assert_eq!(Bank.account(" 6222 0202 0001 2345 678 ").as_deref(), Ok("6222020200012345678"));
        assert_eq!(Alipay.account("+8613800138000").as_deref(), Ok("13800138000"));
        assert_eq!(Alipay.account("a.b@example.com").as_deref(), Ok("a.b@example.com"));
        assert_eq!(Alipay.account("2088123412341234").as_deref(), Ok("2088123412341234"));
        assert_eq!(
            Wechat.account("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").as_deref(),
            Ok("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
        );
        for (kind, text) in [
            (Bank, ""),
            (Bank, "12345"),
            (Bank, "ABCDEFG"),
            (Bank, "6222=1234567"),
            (Alipay, "13800"),
            (Alipay, "a b@example.com"),
            (Alipay, "@example.com"),
            (Alipay, "段@example.com"),
            (Wechat, "short"),
            (Wechat, "oUpF8uMuAJO M2pxb1Q9zNjWeS6o"),
        ] {
            assert!(kind.account(text).is_err(), "{kind} {text}");
        }
        assert_eq!(cnaps("1021 0009 9996").as_deref(), Ok("102100099996"));
        assert!(cnaps("10210009999").is_err() && cnaps("10210009999X").is_err());
    }

    #[test]
    fn little_is_shown() {
        assert_eq!(mask_account("6222020200012345678"), "****5678");
        assert_eq!(mask_account("123456"), "****6");
        assert_eq!(mask_account(""), "****");
        assert_eq!(mask_number("110102197502030839"), "1****************9");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            for kind in IdentityKind::ALL {
                _ = number(kind, &text);
            }
            for kind in AccountKind::ALL {
                _ = kind.account(&text);
            }
            _ = cnaps(&text);
            _ = mask_account(&text);
        }
    }
}
