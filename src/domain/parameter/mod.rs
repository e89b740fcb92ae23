//! Identity parameters: what a holder is known by, as a kind and a value.
//!
//! A value is normalised (NFKC, without spaces and hyphens), validated, and kept in one canonical form; what it
//! means becomes [`Facets`]. A refusal is a list of typed reasons, never a bare false. "Today" is passed in.

mod area;
mod code;
mod country;
mod device;
mod facet;
mod mask;
mod network;
mod passport;
mod phone;
mod recognition;
mod text;

pub mod citizen_id;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use zeroize::Zeroizing;

pub use code::{CodeCheck, CodePattern, CodePatternError};
pub use facet::{FacetValue, Facets, Sex};
pub use mask::{ends as mask_ends, mask_name};
pub use network::scope as address_scope;
pub use passport::check_digit as passport_check_digit;
pub use recognition::{Inspection, Lookup, inspect, lookups, recognise};

use super::region::{RegionStatus, RegionTable};

/// What sort of parameter a value is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The citizen identity number, also of residence permits and foreigners' cards.
    CitizenId,
    /// The number of a driving licence: the citizen identity number again.
    DrivingLicence,
    /// The social security number: the citizen identity number again.
    SocialSecurity,
    /// A passport number, or the passport's machine-readable lines.
    Passport,
    /// A mobile phone number.
    Mobile,
    /// A landline number.
    Landline,
    /// A landline area code.
    AreaCode,
    /// A Chinese postcode.
    Postcode,
    /// A postal address.
    Address,
    /// An internet address.
    Ip,
    /// IMEI, IMSI or ICCID.
    Device,
    /// A code of the site's own, by its name.
    Code(String),
}

impl Kind {
    /// Every kind that needs no configuration.
    pub const BUILT_IN: [Self; 11] = [
        Self::CitizenId,
        Self::DrivingLicence,
        Self::SocialSecurity,
        Self::Passport,
        Self::Mobile,
        Self::Landline,
        Self::AreaCode,
        Self::Postcode,
        Self::Address,
        Self::Ip,
        Self::Device,
    ];

    /// Whether it identifies a person, and belongs to one holder at a time. Weak kinds only classify.
    #[must_use]
    pub const fn is_strong(&self) -> bool {
        match self {
            Self::CitizenId
            | Self::DrivingLicence
            | Self::SocialSecurity
            | Self::Passport
            | Self::Mobile
            | Self::Device
            | Self::Code(_) => true,
            Self::Landline | Self::AreaCode | Self::Postcode | Self::Address | Self::Ip => false,
        }
    }
}

impl fmt::Display for Kind {
    /// `citizen-id`, …, `code.<name>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::CitizenId => "citizen-id",
            Self::DrivingLicence => "driving-licence",
            Self::SocialSecurity => "social-security",
            Self::Passport => "passport",
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::AreaCode => "area-code",
            Self::Postcode => "postcode",
            Self::Address => "address",
            Self::Ip => "ip",
            Self::Device => "device",
            Self::Code(name) => return f.pad(&format!("code.{name}")),
        })
    }
}

/// A word that names no kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a kind of parameter")]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        if let Some(name) = text.strip_prefix("code.").filter(|name| !name.is_empty()) {
            return Ok(Self::Code(name.to_owned()));
        }
        Self::BUILT_IN
            .into_iter()
            .find(|kind| kind.to_string() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// Why a value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Too short, too long, or empty.
    Length,
    /// A character that doesn't belong there.
    Character,
    /// The check digit or character is another one.
    Checksum,
    /// No such day.
    Date,
    /// A birth after today.
    Future,
    /// No such region or area, or, with strict regions, a doubtful one.
    Region,
    /// The value has two readings: 15-digit numbers of people of a hundred years and more.
    Ambiguous,
    /// Not the form that such values have.
    Pattern,
    /// No such country.
    Country,
    /// A number range that is assigned to nobody.
    Range,
    /// A value of another type: a landline number as mobile, an unknown device type.
    Type,
    /// No kind recognises the value, or the site has no code of this name.
    Kind,
}

impl Reason {
    /// The stable word of interfaces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Character => "character",
            Self::Checksum => "checksum",
            Self::Date => "date",
            Self::Future => "future",
            Self::Region => "region",
            Self::Ambiguous => "ambiguous",
            Self::Pattern => "pattern",
            Self::Country => "country",
            Self::Range => "range",
            Self::Type => "type",
            Self::Kind => "kind",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is doubtful about a value that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warning {
    /// The region is not in the table.
    RegionUnknown,
    /// The region was abolished before the birth.
    RegionImplausible,
    /// The country is not said, or not known.
    CountryUnknown,
    /// The document has expired.
    Expired,
    /// A landline number abroad, given as a mobile one.
    FixedLine,
    /// The check digit is wrong, where not every issuer sets one.
    CheckDigit,
}

impl Warning {
    /// The stable word of interfaces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegionUnknown => "region-unknown",
            Self::RegionImplausible => "region-implausible",
            Self::CountryUnknown => "country-unknown",
            Self::Expired => "expired",
            Self::FixedLine => "fixed-line",
            Self::CheckDigit => "check-digit",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a value is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day on which it is judged: births after it are refused.
    pub today: Date,
    /// The table of regions.
    pub regions: &'a RegionTable,
    /// Whether a doubtful region is an error.
    pub strict_region: bool,
    /// The site's own codes.
    pub codes: &'a [CodePattern],
}

/// A valid value: its canonical form, where it is indexed, and what it means.
#[derive(Clone, PartialEq, Eq)]
pub struct Parameter {
    kind: Kind,
    draft: Draft,
}

/// Every namespace that a parameter may be indexed in, where a site has these codes of its own.
#[must_use]
pub fn namespaces(codes: &[CodePattern]) -> Vec<String> {
    let fixed = [
        "cn.id",
        "phone",
        "landline",
        "area-code",
        "postcode",
        "address",
        "ip",
        "device.imei",
        "device.imsi",
        "device.iccid",
    ];
    let mut namespaces: Vec<String> = fixed.map(str::to_owned).into();
    namespaces.extend(country::issuers().map(|issuer| format!("passport.{issuer}")));
    namespaces.extend(codes.iter().map(|code| format!("code.{}", code.name())));
    namespaces.sort();
    namespaces.dedup();
    namespaces
}

impl Parameter {
    /// What it was read as.
    #[must_use]
    pub const fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The one spelling that is stored, sealed, and indexed. It is wiped from memory when dropped.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.draft.canonical
    }

    /// The namespace of the blind index, in which the canonical form is unique: `cn.id`, `phone`,
    /// `passport.CHN`, `device.imei`, `code.<name>` …
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.draft.namespace
    }

    /// What the value means.
    #[must_use]
    pub const fn facets(&self) -> &Facets {
        &self.draft.facets
    }

    /// What is doubtful about it.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.draft.warnings
    }

    /// What the document says beside the value, to be sealed with it and handed to [`recall`]: the birth date and
    /// sex in a passport's machine-readable lines, of which only the number is canonical.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.draft.told.as_ref().map(|told| told.as_str())
    }

    /// What is shown in its place.
    #[must_use]
    pub fn masked(&self) -> &str {
        &self.draft.masked
    }
}

impl fmt::Debug for Parameter {
    /// Masked, so that no log has the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parameter({} {} in {})", self.kind, self.draft.masked, self.draft.namespace)
    }
}

/// What the reader of a kind found, before the kind is put to it.
#[derive(Clone, PartialEq, Eq)]
struct Draft {
    namespace: String,
    canonical: Zeroizing<String>,
    masked: String,
    facets: Facets,
    warnings: Vec<Warning>,
    told: Option<Zeroizing<String>>,
}

impl Draft {
    fn new(namespace: &str, canonical: Zeroizing<String>) -> Self {
        Self {
            namespace: namespace.to_owned(),
            masked: mask::ends(&canonical),
            canonical,
            facets: Facets::default(),
            warnings: Vec::new(),
            told: None,
        }
    }

    /// Sets region, its name and its status; what is doubtful is a warning, or with strict regions an error.
    fn region(&mut self, code: &str, birth_year: i16, context: &Context<'_>) -> Result<(), Vec<Reason>> {
        let status = context.regions.status(code, birth_year, context.today.year());
        let warning = match status {
            RegionStatus::Unknown => Some(Warning::RegionUnknown),
            RegionStatus::Implausible => Some(Warning::RegionImplausible),
            RegionStatus::Current | RegionStatus::Historic | RegionStatus::Generic => None,
        };
        if warning.is_some() && context.strict_region {
            return Err(vec![Reason::Region]);
        }
        self.warnings.extend(warning);
        self.facets.set("region", code);
        if let Some(name) = context.regions.full_name(code, Some(birth_year)) {
            self.facets.set("region_name", name);
        }
        self.facets.set("region_status", status.as_str());
        Ok(())
    }
}

/// Reads a value of a known kind. The reasons of a refusal are all that were found, in the order of [`Reason`].
pub fn parse(kind: &Kind, value: &str, context: &Context<'_>) -> Result<Parameter, Vec<Reason>> {
    if value.len() > text::LONGEST {
        return Err(vec![Reason::Length]);
    }
    let draft = match kind {
        Kind::CitizenId | Kind::DrivingLicence | Kind::SocialSecurity => citizen_id::read(value, context),
        Kind::Passport => passport::read(value, context),
        Kind::Mobile => phone::read_mobile(value),
        Kind::Landline => phone::read_landline(value, context),
        Kind::AreaCode => area::read_area_code(value, context),
        Kind::Postcode => area::read_postcode(value, context),
        Kind::Address => area::read_address(value, context),
        Kind::Ip => network::read(value),
        Kind::Device => device::read(value),
        Kind::Code(name) => match context.codes.iter().find(|code| code.name() == name) {
            Some(code) => code.read(value, context),
            None => Err(vec![Reason::Kind]),
        },
    }?;
    Ok(Parameter { kind: kind.clone(), draft })
}

/// What a stored parameter means: its namespace, canonical form, and what was told beside it.
///
/// A canonical form leaves the issuer of a passport and the type of a device to the namespace. What was valid when
/// it was registered and is not any more means nothing.
#[must_use]
pub fn recall(
    kind: &Kind,
    namespace: &str,
    canonical: &str,
    told: Option<&str>,
    context: &Context<'_>,
) -> Facets {
    let value = match namespace.split_once('.') {
        Some(("passport" | "device", prefix)) => Zeroizing::new(format!("{prefix}:{canonical}")),
        _ => Zeroizing::new(canonical.to_owned()),
    };
    // The number of a passport whose country nobody said tells none.
    let unsaid = namespace.strip_prefix("passport.") == Some(passport::UNSPECIFIED);
    let read = if unsaid { None } else { parse(kind, &value, context).ok() };
    let mut facets = read.map(|parameter| parameter.draft.facets).unwrap_or_default();
    if let Some(told) = told {
        passport::recall(told, &mut facets);
    }
    facets
}

#[cfg(test)]
mod tests;
