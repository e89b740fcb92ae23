//! What a value may be whose kind nobody said.

use zeroize::Zeroizing;

use super::{CodePattern, Context, Kind, Parameter, Reason, Warning, parse, passport, phone, text};

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
