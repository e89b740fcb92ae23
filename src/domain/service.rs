//! Services that holders ask for: who may ask, what has to be proven of a request, and where it is sent.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// Which of a service's providers gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The first in the order of places that can serve the holder.
    First,
    /// Each in turn.
    RoundRobin,
    /// The one whose region is nearest to the holder's.
    Region,
}

/// Who may ask for a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpenTo {
    /// Whoever is registered, also with a card that waits for its activation.
    Registered,
    /// Holders with an active card.
    Active,
}

/// What is proven of a request before it is sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// It is signed with the holder's secret.
    Signature,
    /// It was signed a short time ago.
    Window,
    /// An identity parameter in it is the holder's.
    Identity,
    /// The holder is whom the service is open to, and their tier permits it.
    Permission,
}

/// A text is none of the words that are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write {0}")]
pub struct NoSuchWord(&'static str);

impl Rule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::First, Self::RoundRobin, Self::Region];

    /// The word on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::RoundRobin => "round-robin",
            Self::Region => "region",
        }
    }
}

impl OpenTo {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Registered, Self::Active];

    /// The word on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Active => "active",
        }
    }
}

impl Check {
    /// All checks, in the order in which they are made and written.
    pub const ALL: [Self; 4] = [Self::Signature, Self::Window, Self::Identity, Self::Permission];

    /// The word on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Window => "window",
            Self::Identity => "identity",
            Self::Permission => "permission",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Signature => 1,
            Self::Window => 2,
            Self::Identity => 4,
            Self::Permission => 8,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for OpenTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Rule {
    type Err = NoSuchWord;

    fn from_str(text: &str) -> Result<Self, NoSuchWord> {
        let found = Self::ALL.into_iter().find(|rule| rule.as_str() == text);
        found.ok_or(NoSuchWord("`first`, `round-robin` or `region`"))
    }
}

impl FromStr for OpenTo {
    type Err = NoSuchWord;

    fn from_str(text: &str) -> Result<Self, NoSuchWord> {
        let found = Self::ALL.into_iter().find(|open| open.as_str() == text);
        found.ok_or(NoSuchWord("`registered` or `active`"))
    }
}

impl FromStr for Check {
    type Err = NoSuchWord;

    fn from_str(text: &str) -> Result<Self, NoSuchWord> {
        let found = Self::ALL.into_iter().find(|check| check.as_str() == text);
        found.ok_or(NoSuchWord("`signature`, `window`, `identity` or `permission`, with commas between them"))
    }
}

/// What has to be proven of a request: always who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Checks(u8);

/// Why a text is no set of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChecksError {
    /// A word that is none.
    #[error(transparent)]
    Word(#[from] NoSuchWord),
    /// Nothing in it proves who asks.
    #[error("without `signature` or `identity` nothing proves who asks")]
    Nobody,
    /// The time of a request that is not signed is whatever somebody wrote.
    #[error("`window` wants `signature`, without which nothing proves the time of a request")]
    Unproven,
}

impl Checks {
    /// Exactly these.
    pub fn of(checks: impl IntoIterator<Item = Check>) -> Result<Self, ChecksError> {
        let set = Self(checks.into_iter().fold(0, |set, check| set | check.bit()));
        if !set.has(Check::Signature) && !set.has(Check::Identity) {
            return Err(ChecksError::Nobody);
        }
        if set.has(Check::Window) && !set.has(Check::Signature) {
            return Err(ChecksError::Unproven);
        }
        Ok(set)
    }

    /// Reads words with commas between them, in any order.
    pub fn parse(text: &str) -> Result<Self, ChecksError> {
        let words: Vec<Check> =
            text.split(',').map(|word| word.trim().parse()).collect::<Result<_, NoSuchWord>>()?;
        Self::of(words)
    }

    /// Whether this has to be proven.
    #[must_use]
    pub const fn has(self, check: Check) -> bool {
        self.0 & check.bit() != 0
    }

    /// All of them, in order.
    pub fn iter(self) -> impl Iterator<Item = Check> {
        Check::ALL.into_iter().filter(move |check| self.has(*check))
    }
}

impl Default for Checks {
    fn default() -> Self {
        Self(Check::Signature.bit() | Check::Window.bit() | Check::Permission.bit())
    }
}

impl fmt::Display for Checks {
    /// `signature,window,permission`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.iter().map(Check::as_str).collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Checks {
    type Err = ChecksError;

    fn from_str(text: &str) -> Result<Self, ChecksError> {
        Self::parse(text)
    }
}

/// Where a provider serves: the first 2, 4 or 6 digits of region codes. None is everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Regions(Vec<String>);

/// A text is no beginning of a region code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a region is the first 2, 4 or 6 digits of a region code")]
pub struct NoRegion;

impl Regions {
    /// Where everybody is served.
    pub const EVERYWHERE: Self = Self(Vec::new());

    /// These, in any order; the same one twice counts once.
    pub fn of<'a>(regions: impl IntoIterator<Item = &'a str>) -> Result<Self, NoRegion> {
        let mut all = Vec::new();
        for region in regions {
            if !matches!(region.len(), 2 | 4 | 6) || !region.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NoRegion);
            }
            all.push(region.to_owned());
        }
        all.sort_unstable();
        all.dedup();
        Ok(Self(all))
    }

    /// Reads regions with commas between them; the empty text is everywhere.
    pub fn parse(text: &str) -> Result<Self, NoRegion> {
        if text.is_empty() { Ok(Self::EVERYWHERE) } else { Self::of(text.split(',').map(str::trim)) }
    }

    /// Whether everybody is served.
    #[must_use]
    pub const fn is_everywhere(&self) -> bool {
        self.0.is_empty()
    }

    /// How many digits of a holder's region are among these, 0 for everywhere. Nothing where the holder is not served; one
    /// whose region is not known is served by whoever serves everywhere.
    #[must_use]
    pub fn nearness(&self, region: Option<&str>) -> Option<usize> {
        if self.is_everywhere() {
            return Some(0);
        }
        let region = region?;
        self.0.iter().filter(|prefix| region.starts_with(prefix.as_str())).map(String::len).max()
    }

    /// The regions, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Regions {
    /// `11,3101`; everywhere is the empty text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join(","))
    }
}

impl FromStr for Regions {
    type Err = NoRegion;

    fn from_str(text: &str) -> Result<Self, NoRegion> {
        Self::parse(text)
    }
}

/// Where a provider takes what is sent to it: an HTTPS URL, in its canonical form. Plain HTTP goes no farther than this
/// machine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(Url);

/// Why a text is no address of a provider. Never repeats it: it may have a password in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Too long.
    #[error("it is longer than {} characters", Address::LONGEST)]
    Long,
    /// No URL with a host.
    #[error("it is no URL, such as `https://shop.example/requests`")]
    Malformed,
    /// Another scheme.
    #[error("it has to begin with `https://`; `http://` is for this machine's own addresses only")]
    Scheme,
    /// A user or a password.
    #[error(
        "it has a user or a password in it, which would be shown and logged: requests are signed instead"
    )]
    Credentials,
    /// Something behind `#`.
    #[error("it has a `#` part, which is never sent")]
    Fragment,
}

impl Address {
    /// The longest address, in characters.
    pub const LONGEST: usize = 2048;

    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        if text.len() > Self::LONGEST {
            return Err(AddressError::Long);
        }
        // The parser would take these out silently.
        if text.chars().any(|character| character.is_whitespace() || character.is_control()) {
            return Err(AddressError::Malformed);
        }
        let url = Url::parse(text).map_err(|_| AddressError::Malformed)?;
        match (url.scheme(), url.host()) {
            (_, None) => return Err(AddressError::Malformed),
            ("https", Some(_)) => {}
            ("http", Some(host)) if is_loopback(&host) => {}
            _ => return Err(AddressError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(AddressError::Fragment);
        }
        // Letters of other scripts become longer in it.
        if url.as_str().len() > Self::LONGEST {
            return Err(AddressError::Long);
        }
        Ok(Self(url))
    }

    /// The URL, as it is stored and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host: a name, or an IP address, that of version 6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, also where it is the scheme's own.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    /// Whether it is one of this machine's own.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(|host| is_loopback(&host))
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        for rule in Rule::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        for open in OpenTo::ALL {
            assert_eq!(open.to_string().parse(), Ok(open));
        }
        for check in Check::ALL {
            assert_eq!(check.to_string().parse(), Ok(check));
        }
        assert!("First".parse::<Rule>().is_err());
        assert!("all".parse::<OpenTo>().is_err());
        assert!("".parse::<Check>().is_err());
    }

    #[test]
    fn checks_prove_who_asks() {
        let read = |text: &str| Checks::parse(text).map(|checks| checks.to_string());
        assert_eq!(
            read("permission, window,signature"),
            Ok("signature,window,permission".to_owned()),
            "in any order"
        );
        assert_eq!(read("identity"), Ok("identity".to_owned()));
        assert_eq!(read("signature,signature"), Ok("signature".to_owned()));
        assert_eq!(read("permission"), Err(ChecksError::Nobody));
        assert_eq!(read("window"), Err(ChecksError::Nobody));
        assert_eq!(read("identity,window"), Err(ChecksError::Unproven));
        for wrong in ["", "signature,", "signature window", "Signature"] {
            assert!(matches!(read(wrong), Err(ChecksError::Word(_))), "{wrong}");
        }
        assert_eq!(Checks::default().to_string(), "signature,window,permission");
    }

    #[test]
    fn a_provider_serves_its_regions() {
        let regions = Regions::parse("3101, 11,110102,11").expect("regions");
        assert_eq!(regions.to_string(), "11,110102,3101");
        assert_eq!(regions.nearness(Some("110102")), Some(6));
        assert_eq!(regions.nearness(Some("110101")), Some(2));
        assert_eq!(regions.nearness(Some("310200")), None);
        assert_eq!(regions.nearness(None), None);
        assert_eq!(Regions::EVERYWHERE.nearness(None), Some(0));
        assert_eq!(Regions::parse(""), Ok(Regions::EVERYWHERE));
        for wrong in ["1", "110", "11010", "1101020", "ab", "11,", "１１"] {
            assert_eq!(Regions::parse(wrong), Err(NoRegion), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_https_or_this_machine() {
        let read = |text: &str| Address::parse(text).map(|address| address.to_string());
        for (text, canonical) in [
            ("https://shop.example/requests", "https://shop.example/requests"),
            ("HTTPS://Shop.Example:443", "https://shop.example/"),
            ("https://shop.example:8443/in?from=cards", "https://shop.example:8443/in?from=cards"),
            ("https://茶.example/请求", "https://xn--cl1a.example/%E8%AF%B7%E6%B1%82"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
            ("http://localhost/", "http://localhost/"),
        ] {
            assert_eq!(read(text), Ok(canonical.to_owned()));
        }
        for (text, error) in [
            ("", AddressError::Malformed),
            ("shop.example", AddressError::Malformed),
            ("https://", AddressError::Malformed),
            ("https:// shop.example", AddressError::Malformed),
            ("https://shop.example/\n", AddressError::Malformed),
            ("mailto:shop@shop.example", AddressError::Malformed),
            ("http://shop.example/", AddressError::Scheme),
            ("http://10.0.0.1/", AddressError::Scheme),
            ("http://localhost.shop.example/", AddressError::Scheme),
            ("http://127.0.0.1.shop.example/", AddressError::Scheme),
            ("ftp://shop.example/", AddressError::Scheme),
            ("https://clerk@shop.example/", AddressError::Credentials),
            ("https://clerk:word@shop.example/", AddressError::Credentials),
            ("https://:word@shop.example/", AddressError::Credentials),
            ("https://shop.example/#here", AddressError::Fragment),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
        let long = |length: usize| {
            let begin = "https://shop.example/";
            format!("{begin}{}", "a".repeat(length - begin.len()))
        };
        assert!(read(&long(Address::LONGEST)).is_ok());
        assert_eq!(read(&long(Address::LONGEST + 1)), Err(AddressError::Long));
        let address = Address::parse("https://shop.example/").expect("an address");
        assert_eq!((address.host(), address.port(), address.is_loopback()), ("shop.example", 443, false));
    }

    proptest! {
        #[test]
        fn every_set_proves_who_asks_and_is_read_back(bits in 0..16_u8) {
            let chosen: Vec<Check> = Check::ALL.into_iter().filter(|check| bits & check.bit() != 0).collect();
            let has = |check: Check| chosen.contains(&check);
            let sound = (has(Check::Signature) || has(Check::Identity)) && (has(Check::Signature) || !has(Check::Window));
            let set = Checks::of(chosen.iter().copied());
            prop_assert_eq!(set.is_ok(), sound);
            if let Ok(set) = set {
                prop_assert_eq!(Checks::parse(&set.to_string()), Ok(set));
                prop_assert_eq!(set.iter().collect::<Vec<_>>(), chosen);
            }
        }

        #[test]
        fn an_address_is_canonical(text in "(https|http)://[a-z0-9:@.#/?\\[\\]%-]{0,30}") {
            if let Ok(address) = Address::parse(&text) {
                prop_assert_eq!(Address::parse(address.as_str()), Ok(address.clone()));
                prop_assert!(address.as_str().starts_with("https://") || address.is_loopback());
                prop_assert!(!address.as_str().contains('#') && !address.host().is_empty());
            }
        }

        #[test]
        fn regions_are_read_back(codes in proptest::collection::vec("([0-9]{2}){1,3}", 0..5)) {
            let regions = Regions::of(codes.iter().map(String::as_str)).expect("regions");
            prop_assert_eq!(Regions::parse(&regions.to_string()), Ok(regions.clone()));
            for code in &codes {
                prop_assert_eq!(regions.nearness(Some(code)), Some(code.len()));
            }
        }
    }
}
