//! `--input`: the flags of `holder register` as one JSON object, so that personal data need not stand in the
//! arguments.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::cli::HolderRegister;
use crate::command::session::Session;
use crate::error::{Code, Error, nearest};

/// Longer input is no single registration.
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
    let text = read(session, path)?;
    // Neither parser's message is shown: it may quote what it stumbled over.
    let malformed = || Error::new(Code::BadFile, "--input is not one JSON object");
    let Ok(Value::Object(object)) = serde_json::from_str(&text) else {
        return Err(malformed()
            .hint("such as {\"card\": \"9156…\", \"name\": \"…\", \"parameter\": {\"mobile\": \"…\"}}"));
    };
    if let Some(unknown) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let error = Error::new(Code::Usage, format!("--input: unknown key `{unknown}`"));
        return Err(match nearest(unknown, KEYS) {
            Some(known) => error.hint(format!("did you mean `{known}`?")),
            None => error.hint(format!("keys: {}", KEYS.join(", "))),
        });
    }
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

fn read(session: &mut Session, path: &Path) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::new());
    let read = if path == Path::new("-") {
        session.ui.stdin().take(LONGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
    };
    read.map_err(|error| Error::io(format!("can't read `{}`", path.display()), error))?;
    Ok(text)
}

fn text_of(object: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Error> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(wrong_type(key, "a string")),
    }
}

/// `{"citizen-id": "…"}` or `["citizen-id=…"]`.
fn parameters(object: &Map<String, Value>) -> Result<Vec<String>, Error> {
    let wrong = || wrong_type("parameter", "an object of strings, or an array of `kind=value` strings");
    match object.get("parameter") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(values)) => {
            values.iter().map(|value| value.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        Some(Value::Object(kinds)) => kinds
            .iter()
            .map(|(kind, value)| value.as_str().map(|value| format!("{kind}={value}")).ok_or_else(wrong))
            .collect(),
        Some(_) => Err(wrong()),
    }
}

fn wrong_type(key: &str, wanted: &str) -> Error {
    Error::new(Code::Usage, format!("--input: `{key}` has to be {wanted}"))
}
