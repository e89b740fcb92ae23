//! `--input`: the flags of a command as one JSON object, so that personal data need not stand in the
//! arguments.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::cli::HolderRegister;
use crate::command::session::Session;
use crate::error::{Code, Error, nearest};

/// Longer input is no work of a counter.
const LONGEST: u64 = 1024 * 1024;

const KEYS: [&str; 14] = [
    "activate",
    "agent",
    "card",
    "channel",
    "code",
    "consent",
    "fee",
    "guardian-consent",
    "name",
    "parameter",
    "receipt",
    "ref",
    "staff",
    "tier",
];

/// Puts what the object says where the flags say nothing.
pub fn merge(session: &mut Session, path: &Path, flags: &mut HolderRegister) -> Result<(), Error> {
    let Value::Object(object) = read(session, path)? else {
        return Err(malformed()
            .hint("such as {\"card\": \"9156…\", \"name\": \"…\", \"parameter\": {\"mobile\": \"…\"}}"));
    };
    check_keys(&object, &KEYS)?;
    for (key, place) in [
        ("agent", &mut flags.agent),
        ("card", &mut flags.card),
        ("channel", &mut flags.channel),
        ("code", &mut flags.code),
        ("consent", &mut flags.consent),
        ("fee", &mut flags.fee),
        ("guardian-consent", &mut flags.guardian_consent),
        ("name", &mut flags.name),
        ("receipt", &mut flags.receipt),
        ("ref", &mut flags.reference),
        ("staff", &mut flags.staff),
        ("tier", &mut flags.tier),
    ] {
        if place.is_none() {
            *place = text_of(&object, key)?;
        }
    }
    match object.get("activate") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(activate)) => flags.activate |= activate,
        Some(_) => return Err(wrong_type("activate", "true or false")),
    }
    if flags.parameter.is_empty() {
        flags.parameter = parameters(&object)?;
    }
    Ok(())
}

/// The one parameter of `{"parameter": {"mobile": "…"}}`, as `kind=value`, and the guardian's consent.
pub fn one_parameter(
    session: &mut Session,
    path: &Path,
) -> Result<(Zeroizing<String>, Option<String>), Error> {
    let example = "such as {\"parameter\": {\"mobile\": \"…\"}}";
    let Value::Object(object) = read(session, path)? else { return Err(malformed().hint(example)) };
    check_keys(&object, &["guardian-consent", "parameter"])?;
    let mut given = parameters(&object)?;
    match (given.pop(), given.is_empty()) {
        (Some(one), true) => Ok((Zeroizing::new(one), text_of(&object, "guardian-consent")?)),
        _ => Err(Error::new(Code::Usage, "--input: `parameter` has to hold one parameter").hint(example)),
    }
}

/// The texts under these keys of the one object of `--input`, in their order; no other key may stand in it.
pub fn texts<const N: usize>(
    session: &mut Session,
    path: &Path,
    keys: [&'static str; N],
) -> Result<[Option<Zeroizing<String>>; N], Error> {
    let Value::Object(object) = read(session, path)? else { return Err(malformed()) };
    check_keys(&object, &keys)?;
    let mut texts = [const { None }; N];
    for (text, key) in texts.iter_mut().zip(keys) {
        *text = text_of(&object, key)?.map(Zeroizing::new);
    }
    Ok(texts)
}

/// A card and the code that activates it.
pub struct CardAndCode {
    /// The card's number, as written.
    pub card: String,
    /// The code, as written.
    pub code: Zeroizing<String>,
}

/// The cards of `holder activate --input`, and whether they stand in an array.
pub fn cards_and_codes(session: &mut Session, path: &Path) -> Result<(Vec<CardAndCode>, bool), Error> {
    let (values, many) = match read(session, path)? {
        Value::Array(values) => (values, true),
        value => (vec![value], false),
    };
    let wanted = |value: Value| {
        let Value::Object(object) = value else {
            return Err(
                malformed().hint("such as {\"card\": \"9156…\", \"code\": \"…\"}, or an array of them")
            );
        };
        check_keys(&object, &["card", "code"])?;
        let missing = |key| Error::new(Code::Usage, format!("--input: `{key}` is missing"));
        Ok(CardAndCode {
            card: text_of(&object, "card")?.ok_or_else(|| missing("card"))?,
            code: text_of(&object, "code")?.map(Zeroizing::new).ok_or_else(|| missing("code"))?,
        })
    };
    Ok((values.into_iter().map(wanted).collect::<Result<_, Error>>()?, many))
}

fn check_keys(object: &Map<String, Value>, known: &[&str]) -> Result<(), Error> {
    let Some(unknown) = object.keys().find(|key| !known.contains(&key.as_str())) else { return Ok(()) };
    // Not a value that stands in the key's place.
    let is_word = unknown.bytes().all(|byte| byte.is_ascii_alphabetic() || b"-_".contains(&byte));
    let unknown_key = if is_word { format!("unknown key `{unknown}`") } else { "unknown key".to_owned() };
    let error = Error::new(Code::Usage, format!("--input: {unknown_key}"));
    Err(match nearest(unknown, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("keys: {}", known.join(", "))),
    })
}

fn read(session: &mut Session, path: &Path) -> Result<Value, Error> {
    let mut text = Zeroizing::new(String::new());
    let read = if path == Path::new("-") {
        session.ui.stdin().take(LONGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
    };
    read.map_err(|error| Error::io(format!("can't read `{}`", path.display()), error))?;
    // The parser's message is not shown: it may quote what it stumbled over.
    serde_json::from_str(&text).map_err(|_| {
        Error::new(Code::BadFile, "--input is not one JSON value")
            .hint("one object, or where there are several, an array of them")
    })
}

fn malformed() -> Error {
    Error::new(Code::BadFile, "--input is not one JSON object")
}

fn text_of(object: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Error> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(wrong_type(key, "a string")),
    }
}

/// `{"citizen-id": "…"}`, `{"mobile": ["…", "…"]}` or `["citizen-id=…"]`.
fn parameters(object: &Map<String, Value>) -> Result<Vec<String>, Error> {
    let wrong = || {
        wrong_type(
            "parameter",
            "an object of strings or of arrays of them, or an array of `kind=value` strings",
        )
    };
    match object.get("parameter") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(values)) => {
            values.iter().map(|value| value.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        Some(Value::Object(kinds)) => {
            let each = kinds.iter().flat_map(|(kind, value)| {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                values.iter().map(move |value| (kind, value))
            });
            each.map(|(kind, value)| value.as_str().map(|value| format!("{kind}={value}")).ok_or_else(wrong))
                .collect()
        }
        Some(_) => Err(wrong()),
    }
}

fn wrong_type(key: &str, wanted: &str) -> Error {
    Error::new(Code::Usage, format!("--input: `{key}` has to be {wanted}"))
}
