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
mod text;

pub mod citizen_id;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use zeroize::Zeroizing;

pub use code::{CodeCheck, CodePattern, CodePatternError};
pub use facet::{FacetValue, Facets, Sex};
pub use mask::mask_name;
pub use passport::check_digit as passport_check_digit;

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

/// Every reading of a value whose kind nobody said, the likeliest first; none when no kind accepts it.
///
/// What bears a check comes before what has only a form, and what a person types often before what they
/// rarely do. An address is recognised by its region, a foreign passport by a letter in it. Driving licence and
/// social security are the citizen ID again, and not repeated. A code of the site that was mistyped is not taken
/// for a passport of a country that nobody said.
#[must_use]
pub fn recognise(value: &str, context: &Context<'_>) -> Vec<Parameter> {
    let mut readings = readings(value, context, |_| true);
    if mistyped(value, context).is_some() {
        readings.retain(|reading| reading.namespace() != "passport.XXX");
    }
    // Abroad, a landline number is rather that than a mobile one, but may have been registered as one.
    readings.sort_by_key(|reading| reading.warnings().contains(&Warning::FixedLine));
    readings
}

/// Under which a value of unknown kind is looked up: a namespace and a canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The kind that the value may be of.
    pub kind: Kind,
    /// Where values of it are unique.
    pub namespace: String,
    /// The form in which it is kept.
    pub canonical: Zeroizing<String>,
}

/// Everything that a value may be known as, of the kinds that belong to one holder.
///
/// What is spelled as a Chinese mobile number is not asked whether its range is assigned: nobody has the number if
/// it is not.
#[must_use]
pub fn lookups(value: &str, context: &Context<'_>) -> Vec<Lookup> {
    let mobile = phone::spelled_as_mobile(value);
    let asked = |kind: &Kind| kind.is_strong() && !(mobile.is_some() && *kind == Kind::Mobile);
    let mut lookups: Vec<Lookup> = readings(value, context, asked)
        .into_iter()
        .map(|reading| Lookup {
            namespace: reading.namespace().to_owned(),
            canonical: Zeroizing::new(reading.canonical().to_owned()),
            kind: reading.kind,
        })
        .collect();
    if let Some(canonical) = mobile {
        lookups.push(Lookup { kind: Kind::Mobile, namespace: "phone".to_owned(), canonical });
    }
    lookups
}

/// The readings of a value as the kinds that are asked for, the likeliest first.
fn readings(value: &str, context: &Context<'_>, asked: impl Fn(&Kind) -> bool) -> Vec<Parameter> {
    let (checked, unchecked): (Vec<_>, Vec<_>) = context.codes.iter().partition(|code| code.has_check());
    let code = |code: &CodePattern| Kind::Code(code.name().to_owned());
    let kinds = [Kind::CitizenId]
        .into_iter()
        .chain(checked.into_iter().map(code))
        .chain([Kind::Mobile, Kind::Passport, Kind::Device])
        .chain(unchecked.into_iter().map(code))
        .chain([Kind::Landline, Kind::AreaCode, Kind::Postcode, Kind::Ip, Kind::Address]);
    kinds
        .filter(asked)
        .filter_map(|kind| parse(&kind, value, context).ok())
        .filter(|reading| is_telling(reading, value))
        .collect()
}

/// The site's code that a value is but for its check.
fn mistyped(value: &str, context: &Context<'_>) -> Option<Kind> {
    let kinds = context.codes.iter().filter(|code| code.has_check());
    let mut kinds = kinds.map(|code| Kind::Code(code.name().to_owned()));
    kinds.find(|kind| parse(kind, value, context) == Err(vec![Reason::Checksum]))
}

/// Whether a reading says more than that the value has some length.
fn is_telling(reading: &Parameter, value: &str) -> bool {
    match reading.kind {
        Kind::Passport => {
            reading.facets().country().is_some()
                || reading.canonical().contains(|c: char| c.is_ascii_alphabetic())
        }
        // Without its zero it would be any number of two or three digits.
        Kind::AreaCode => text::compact(value).starts_with('0'),
        Kind::Address => reading.facets().region().is_some(),
        _ => true,
    }
}

/// A value's likeliest reading, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The kind that was given, recognised, or, for a refused value, guessed from its form.
    pub kind: Option<Kind>,
    /// The reading, or the reasons of that kind for refusing it.
    pub outcome: Result<Parameter, Vec<Reason>>,
}

/// Reads a value with or without its kind.
#[must_use]
pub fn inspect(value: &str, kind: Option<&Kind>, context: &Context<'_>) -> Inspection {
    if let Some(kind) = kind {
        return Inspection { kind: Some(kind.clone()), outcome: parse(kind, value, context) };
    }
    if let Some(reading) = recognise(value, context).into_iter().next() {
        return Inspection { kind: Some(reading.kind.clone()), outcome: Ok(reading) };
    }
    match mistyped(value, context).or_else(|| guess(value)) {
        Some(kind) => Inspection { outcome: parse(&kind, value, context), kind: Some(kind) },
        None => Inspection { kind: None, outcome: Err(vec![Reason::Kind]) },
    }
}

/// The kind that a refused value was probably meant to be.
fn guess(value: &str) -> Option<Kind> {
    if value.len() > text::LONGEST {
        return None;
    }
    let value = text::compact_upper(value);
    let length = value.chars().count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    // All but one: the X of an ID number, the plus of a phone number, one slip of the hand.
    let nearly = digits + 1 >= length;
    if passport::is_machine_readable(&value) {
        Some(Kind::Passport)
    } else if value.starts_with('+') && nearly {
        Some(Kind::Mobile)
    } else if value.matches('.').count() == 3 || value.matches(':').count() > 1 {
        Some(Kind::Ip)
    } else if !nearly {
        let sort_of_passport = value.is_ascii() && (8..=9).contains(&length) && digits >= 6;
        sort_of_passport.then_some(Kind::Passport)
    } else {
        match length {
            3 | 4 if value.starts_with('0') => Some(Kind::AreaCode),
            6 => Some(Kind::Postcode),
            10..=12 if value.starts_with('0') => Some(Kind::Landline),
            10..=13 => Some(Kind::Mobile),
            14..=18 => Some(Kind::CitizenId),
            19 | 20 => Some(Kind::Device),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::LazyLock;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    pub(super) const TODAY: Date = date(2026, 10, 1);

    pub(super) static CODES: LazyLock<Vec<CodePattern>> = LazyLock::new(|| {
        vec![
            CodePattern::new("member", "M99999999").expect("a pattern"),
            CodePattern::new("club", "C99999999999").expect("a pattern").check(CodeCheck::Luhn),
            CodePattern::new("short", "K9999999").expect("a pattern").check(CodeCheck::Luhn),
        ]
    });

    fn context(strict_region: bool) -> Context<'static> {
        Context { today: TODAY, regions: RegionTable::embedded(), strict_region, codes: &CODES }
    }

    #[test]
    fn a_look_up_is_under_what_a_registration_claims() {
        for value in ["138 0013 8000", "110102197502030839", "+85221234567", "490154203237518", "E12345678"] {
            let claimed: Vec<(String, String)> = recognise(value, &context(false))
                .iter()
                .filter(|reading| reading.kind().is_strong())
                .map(|reading| (reading.namespace().to_owned(), reading.canonical().to_owned()))
                .collect();
            assert!(!claimed.is_empty(), "{value}");
            let mut looked_up: Vec<(String, String)> = lookups(value, &context(false))
                .into_iter()
                .map(|lookup| (lookup.namespace, lookup.canonical.to_string()))
                .collect();
            looked_up.retain(|lookup| claimed.contains(lookup));
            assert_eq!(looked_up.len(), claimed.len(), "{value}");
        }
    }

    #[track_caller]
    pub(super) fn accepted(kind: &Kind, value: &str) -> Parameter {
        parse(kind, value, &context(false)).unwrap_or_else(|reasons| panic!("`{value}` refused: {reasons:?}"))
    }

    pub(super) fn accepted_strictly(kind: &Kind, value: &str) -> Result<(), Vec<Reason>> {
        parse(kind, value, &context(true)).map(|_| ())
    }

    #[track_caller]
    pub(super) fn refused(kind: &Kind, value: &str) -> Vec<Reason> {
        parse(kind, value, &context(false)).expect_err("accepted")
    }

    fn kinds(value: &str) -> Vec<String> {
        recognise(value, &context(false)).into_iter().map(|reading| reading.kind.to_string()).collect()
    }

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in Kind::BUILT_IN.into_iter().chain([Kind::Code("member".to_owned())]) {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        for word in ["", "code", "code.", "Mobile", "id"] {
            assert_eq!(word.parse::<Kind>(), Err(UnknownKind(word.to_owned())));
        }
        let strong: Vec<String> =
            Kind::BUILT_IN.iter().filter(|kind| kind.is_strong()).map(ToString::to_string).collect();
        assert_eq!(
            strong,
            ["citizen-id", "driving-licence", "social-security", "passport", "mobile", "device"]
        );
        assert!(Kind::Code(String::new()).is_strong());
    }

    #[test]
    fn values_without_a_kind_are_recognised() {
        for (value, expected) in [
            ("110102197502030839", &["citizen-id"][..]),
            ("490154203237518", &["device"]),
            ("110102750203083", &["citizen-id"]),
            ("13800138000", &["mobile"]),
            ("+85221234567", &["landline", "mobile"]),
            ("010-62345678", &["landline"]),
            ("0755", &["area-code"]),
            ("755", &[]),
            ("100032", &["postcode"]),
            ("E12345678", &["passport"]),
            ("M12345678", &["passport", "code.member"]),
            ("C79927398713", &["code.club"]),
            ("C79927398710", &[]),
            ("K7992738", &["code.short", "passport"]),
            ("K7992739", &[]),
            ("8.8.8.8", &["ip"]),
            ("2001:db8::1", &["ip"]),
            ("北京市西城区西长安街1号", &["address"]),
            ("段誉", &[]),
            ("", &[]),
        ] {
            assert_eq!(kinds(value), expected, "{value}");
        }
    }

    #[test]
    fn a_refused_value_has_the_reasons_of_its_likeliest_kind() {
        for (value, kind, reasons) in [
            ("440308199901101513", Some(Kind::CitizenId), &[Reason::Checksum][..]),
            ("44030819990110", Some(Kind::CitizenId), &[Reason::Length]),
            ("11010219750203A839", Some(Kind::CitizenId), &[Reason::Character]),
            ("K7992739", Some(Kind::Code("short".to_owned())), &[Reason::Checksum]),
            ("17412345678", Some(Kind::Mobile), &[Reason::Range]),
            ("+8617412345678", Some(Kind::Mobile), &[Reason::Range]),
            ("990000", Some(Kind::Postcode), &[Reason::Region]),
            ("0100", Some(Kind::AreaCode), &[Reason::Region]),
            ("1.2.3.256", Some(Kind::Ip), &[Reason::Pattern]),
            ("段誉", None, &[Reason::Kind]),
            ("", None, &[Reason::Kind]),
        ] {
            let inspection = inspect(value, None, &context(false));
            assert_eq!(
                (inspection.kind, inspection.outcome.map(|_| ())),
                (kind, Err(reasons.to_vec())),
                "{value}"
            );
        }
        let inspection = inspect("13800138000", Some(&Kind::Passport), &context(false));
        assert_eq!(inspection.kind, Some(Kind::Passport));
        assert_eq!(inspection.outcome, Err(vec![Reason::Length]));
        let inspection = inspect("13800138000", None, &context(false));
        assert_eq!(inspection.outcome.map(|reading| reading.kind), Ok(Kind::Mobile));
    }

    #[test]
    fn the_facets_of_an_id_number_are_those_of_the_interface() {
        let id = accepted(&Kind::CitizenId, "110102197502030839");
        assert_eq!(
            serde_json::to_string(id.facets()).ok().as_deref(),
            Some(
                r#"{"region":"110102","region_name":"北京市西城区","region_status":"current","birth_year":1975,"sex":"M","country":"CHN"}"#
            )
        );
    }

    #[test]
    fn no_log_has_the_value() {
        let text = format!("{:?}", accepted(&Kind::CitizenId, "110102197502030839"));
        assert_eq!(text, "Parameter(citizen-id 1****************9 in cn.id)");
    }

    #[test]
    fn overlong_values_are_refused_unread() {
        let value = "1".repeat(1 << 20);
        for kind in Kind::BUILT_IN {
            assert_eq!(refused(&kind, &value), [Reason::Length], "{kind}");
        }
        assert_eq!(inspect(&value, None, &context(false)).kind, None);
    }

    fn any_kind() -> impl Strategy<Value = Kind> {
        let codes =
            [Kind::Code("member".to_owned()), Kind::Code("club".to_owned()), Kind::Code("none".to_owned())];
        prop::sample::select(Kind::BUILT_IN.into_iter().chain(codes).collect::<Vec<_>>())
    }

    /// Valid values of all kinds, to be damaged.
    fn any_valid() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "110102197502030839",
            "110102750203083",
            "911124198108030024",
            "E12345678",
            "CAN:AB123456",
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "E123456782CHN7502031M3501014<<<<<<<<<<<<<<<8",
            "imsi:310150123456789",
            "+86 138-0013-8000",
            "(010)62345678",
            "0755",
            "100032",
            "北京市西城区西长安街1号",
            "2001:db8::1",
            "imei:490154203237518",
            "460001234567890",
            "89860012345678901237",
            "C79927398713",
        ])
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_with_a_reason(kind in any_kind(), value in "\\PC{0,60}|.{0,60}", strict: bool) {
            match parse(&kind, &value, &context(strict)) {
                Ok(parameter) => {
                    prop_assert!(!parameter.canonical().is_empty());
                    prop_assert!(namespaces(context(strict).codes).iter().any(|name| name == parameter.namespace()));
                }
                Err(reasons) => {
                    prop_assert!(!reasons.is_empty());
                    prop_assert!(reasons.is_sorted(), "{reasons:?}");
                }
            }
            let _ = inspect(&value, None, &context(strict));
            let _ = mask_name(&value);
        }

        #[test]
        fn damaged_values_never_panic(value in any_valid(), at: prop::sample::Index, put: char, cut: prop::sample::Index) {
            let mut signs: Vec<char> = value.chars().collect();
            signs[at.index(value.chars().count())] = put;
            let damaged: String = signs.iter().collect();
            signs.truncate(cut.index(signs.len()));
            let shortened: String = signs.iter().collect();
            for text in [&damaged, &shortened] {
                for kind in Kind::BUILT_IN.iter().chain([&Kind::Code("club".to_owned())]) {
                    let _ = parse(kind, text, &context(true));
                }
                let _ = recognise(text, &context(false));
            }
        }

        #[test]
        fn every_namespace_is_listed(value in any_valid()) {
            let listed = namespaces(context(false).codes);
            for reading in recognise(value, &context(false)) {
                prop_assert!(listed.iter().any(|name| name == reading.namespace()), "{}", reading.namespace());
            }
        }

        #[test]
        fn what_is_canonical_is_read_as_itself(value in any_valid()) {
            for reading in recognise(value, &context(false)) {
                // A type or country written in front is not part of the number.
                let prefix = match reading.namespace().split_once('.') {
                    Some(("passport", country)) => format!("{country}:"),
                    Some(("device", device)) => format!("{device}:"),
                    _ => String::new(),
                };
                prop_assume!(prefix != "UTO:" && prefix != "XXX:");
                let again = accepted(reading.kind(), &format!("{prefix}{}", reading.canonical()));
                prop_assert_eq!((again.canonical(), again.namespace()), (reading.canonical(), reading.namespace()));
            }
        }

        #[test]
        fn what_is_stored_means_what_was_read(value in any_valid()) {
            for reading in recognise(value, &context(false)) {
                let (namespace, canonical) = (reading.namespace(), reading.canonical());
                let facets = recall(reading.kind(), namespace, canonical, reading.told(), &context(false));
                prop_assert_eq!(facets.birth_date(), reading.facets().birth_date());
                let pairs = |facets: &Facets| {
                    facets.iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect::<BTreeMap<_, _>>()
                };
                prop_assert_eq!(pairs(&facets), pairs(reading.facets()));
            }
        }

        #[test]
        fn masks_hide_the_value(value in any_valid()) {
            for reading in recognise(value, &context(false)).into_iter().filter(|reading| reading.kind.is_strong()) {
                let hidden = reading.masked().chars().filter(|c| *c == '*').count();
                prop_assert!(hidden >= 3, "{}", reading.masked());
                prop_assert!(!reading.masked().contains(reading.canonical()));
            }
        }
    }
}
