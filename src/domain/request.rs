//! Signed requests of holders: what a message says, and whether it is accepted.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::identifier::Code;
use super::service::{Check, Checks, OpenTo};

/// The longest id, in characters.
const LONGEST_ID: usize = 128;
/// The longest payload, in bytes.
pub const LONGEST_PAYLOAD: usize = 64 * 1024;

/// A message as a holder's device wrote it.
pub struct Message {
    /// Its id, which the sender chose. The same message has the same id, however often it is sent.
    pub id: String,
    /// The ref of the holder, where it says so.
    pub holder: Option<String>,
    /// The number of the holder's card, where it says so.
    pub card: Option<String>,
    /// An identity parameter of the holder, where it is given.
    pub parameter: Option<Given>,
    /// The service that is asked for.
    pub service: Code,
    /// When it was signed, in seconds since 1970.
    pub timestamp: i64,
    /// The signatures, with spaces between them.
    pub signature: Option<String>,
    /// What the provider is to get: JSON, byte for byte as it came.
    pub payload: Zeroizing<String>,
}

/// An identity parameter as it was given.
#[derive(Clone)]
pub struct Given {
    /// Its kind, unless it is to be recognised.
    pub kind: Option<String>,
    /// The value as written.
    pub value: Zeroizing<String>,
}

/// A line is no message. Says what is wrong and repeats nothing that may be personal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// No JSON object of this form.
    #[error("{0}")]
    Json(String),
    /// The id.
    #[error("id: write 1 to 128 letters, digits, `-`, `_` and `:`")]
    Id,
    /// Nobody is named.
    #[error("one of `holder`, `card` and `parameter` says whose request it is")]
    Nobody,
    /// Somebody is named twice.
    #[error("only one of `holder` and `card` may be given")]
    Twice,
    /// The parameter.
    #[error("parameter: write a value, `KIND=VALUE`, or an object with one kind and its value")]
    Parameter,
    /// The service.
    #[error("service: it is no code of a service")]
    Service,
    /// The time.
    #[error("timestamp: write whole seconds since 1970")]
    Timestamp,
    /// The payload.
    #[error("payload: it is longer than {LONGEST_PAYLOAD} bytes")]
    Payload,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<'a> {
    id: String,
    #[serde(default)]
    holder: Option<String>,
    #[serde(default)]
    card: Option<String>,
    #[serde(default)]
    parameter: Option<Value>,
    service: String,
    timestamp: Value,
    #[serde(default)]
    signature: Option<String>,
    #[serde(borrow)]
    payload: &'a RawValue,
}

impl Message {
    /// Reads one JSON object.
    pub fn parse(text: &str) -> Result<Self, MessageError> {
        let raw: Raw<'_> = serde_json::from_str(text).map_err(|error| MessageError::Json(told(&error)))?;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte);
        if raw.id.is_empty() || raw.id.len() > LONGEST_ID || !raw.id.bytes().all(is_part) {
            return Err(MessageError::Id);
        }
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let (holder, card) = (filled(raw.holder), filled(raw.card));
        let parameter = match raw.parameter {
            None | Some(Value::Null) => None,
            Some(value) => Some(Given::read(value).ok_or(MessageError::Parameter)?),
        };
        match (&holder, &card, &parameter) {
            (Some(_), Some(_), _) => return Err(MessageError::Twice),
            (None, None, None) => return Err(MessageError::Nobody),
            _ => {}
        }
        let service = Code::parse(&raw.service).map_err(|_| MessageError::Service)?;
        // Some senders write it as a text, as it stands in their headers.
        let timestamp = match &raw.timestamp {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let timestamp = timestamp.filter(|seconds| (0..=MOST_SECONDS).contains(seconds));
        let timestamp = timestamp.ok_or(MessageError::Timestamp)?;
        let payload = raw.payload.get();
        if payload.len() > LONGEST_PAYLOAD {
            return Err(MessageError::Payload);
        }
        let signature = filled(raw.signature);
        let payload = Zeroizing::new(payload.to_owned());
        Ok(Self { id: raw.id, holder, card, parameter, service, timestamp, signature, payload })
    }

    /// What was signed of the payload: of a JSON string the text in it, of anything else the JSON as it stands.
    #[must_use]
    pub fn signed(&self) -> Zeroizing<Vec<u8>> {
        if self.payload.starts_with('"')
            && let Ok(text) = serde_json::from_str::<String>(&self.payload)
        {
            return Zeroizing::new(text.into_bytes());
        }
        Zeroizing::new(self.payload.as_bytes().to_vec())
    }
}

/// The last second of the year 9999.
const MOST_SECONDS: i64 = 253_402_300_799;

impl Given {
    fn read(value: Value) -> Option<Self> {
        let (kind, value) = match value {
            Value::String(text) => match text.split_once('=') {
                Some((kind, value)) if kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') => {
                    (Some(kind.to_owned()), value.to_owned())
                }
                _ => (None, text),
            },
            Value::Object(object) => {
                let mut entries = object.into_iter();
                let (Some((kind, Value::String(value))), None) = (entries.next(), entries.next()) else {
                    return None;
                };
                (Some(kind), value)
            }
            _ => return None,
        };
        let value = Zeroizing::new(value);
        (!value.trim().is_empty()).then_some(Self { kind, value })
    }
}

/// What serde says of a line. It may repeat what it met in place of what it wanted, which may be personal.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!("column {}", error.column());
    match error.classify() {
        serde_json::error::Category::Data => {
            if let Some(name) = text.strip_prefix("missing field ") {
                return format!("it has no {}", name.split(" at line").next().unwrap_or("such field"));
            }
            if text.starts_with("unknown field") {
                return format!("it has a field that no request has, before {place}");
            }
            if text.starts_with("duplicate field") {
                return format!("it has a field twice, before {place}");
            }
            format!("it has a value of another type than a request, before {place}")
        }
        serde_json::error::Category::Eof => "it is no JSON object: it ends early".to_owned(),
        _ => format!("it is no JSON object: {place}"),
    }
}

/// Why a request is not accepted. The words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// Nobody is known by what it says.
    UnknownHolder,
    /// Nothing but storage is allowed of the holder.
    Restricted,
    /// The card is frozen, lost, replaced or void.
    CardBlocked,
    /// The holder is registered and not active.
    NotActive,
    /// Nobody registered the service.
    UnknownService,
    /// No provider of the service is open.
    NoProvider,
    /// It has to be signed, and the holder has no secret.
    NoSecret,
    /// It is not signed with the holder's secret.
    Signature,
    /// It was signed too long ago.
    Stale,
    /// It was signed in the future.
    Future,
    /// The parameter is not the holder's, or none is given.
    Identity,
    /// Neither the holder's tier nor a cohort allows requests.
    Permission,
    /// A cohort of the holder's may not ask for this service.
    Service,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::UnknownHolder,
        Self::Restricted,
        Self::CardBlocked,
        Self::NotActive,
        Self::UnknownService,
        Self::NoProvider,
        Self::NoSecret,
        Self::Signature,
        Self::Stale,
        Self::Future,
        Self::Identity,
        Self::Permission,
        Self::Service,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownHolder => "unknown-holder",
            Self::Restricted => "restricted",
            Self::CardBlocked => "card-blocked",
            Self::NotActive => "not-active",
            Self::UnknownService => "unknown-service",
            Self::NoProvider => "no-provider",
            Self::NoSecret => "no-secret",
            Self::Signature => "signature",
            Self::Stale => "stale",
            Self::Future => "future",
            Self::Identity => "identity",
            Self::Permission => "permission",
            Self::Service => "service",
        }
    }

    /// What it means, for people.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::UnknownHolder => "nobody is known by what it says",
            Self::Restricted => "the holder is restricted: storage only",
            Self::CardBlocked => "the holder's card is frozen, lost or replaced",
            Self::NotActive => "the holder's card is not activated, and the service is for active holders",
            Self::UnknownService => "there is no such service",
            Self::NoProvider => "no provider of the service is open",
            Self::NoSecret => "it has to be signed, and the holder has no signing secret",
            Self::Signature => "it is not signed with the holder's secret",
            Self::Stale => "it was signed too long ago",
            Self::Future => "it was signed in the future",
            Self::Identity => "it gives no parameter of this holder",
            Self::Permission => "the holder may not send requests",
            Self::Service => "a cohort of the holder may not ask for this service",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is no reason of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no reason for which requests are refused")]
pub struct NoRefusal;

impl FromStr for Refusal {
    type Err = NoRefusal;

    fn from_str(text: &str) -> Result<Self, NoRefusal> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == text).ok_or(NoRefusal)
    }
}

/// What a service wants of a request: what every provider wants that may get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Who may ask.
    pub open_to: OpenTo,
    /// What has to be proven; nothing when no provider is open.
    pub checks: Option<Checks>,
    /// How old a signature may be, in seconds, and how far its clock may be ahead.
    pub window: i64,
}

impl Wanted {
    /// Of a service whose open providers want this: since any of them may get the request, all that some of them wants is
    /// proven, within the shortest of their windows.
    #[must_use]
    pub fn of(open_to: OpenTo, offers: impl IntoIterator<Item = (Checks, i64)>) -> Self {
        let mut wanted = Self { open_to, checks: None, window: i64::MAX };
        for (checks, window) in offers {
            let all = wanted.checks.map_or(checks, |before| before.and(checks));
            wanted.checks = Some(all);
            if checks.has(Check::Window) {
                wanted.window = wanted.window.min(window);
            }
        }
        wanted
    }
}

/// What is known of whom a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is looked up elsewhere")]
pub struct Asker {
    /// Nothing but storage is allowed.
    pub restricted: bool,
    /// The card was activated.
    pub active: bool,
    /// The card is frozen, lost, replaced or void.
    pub card_blocked: bool,
    /// Whether the message is signed with the holder's secret; nothing when there is no secret.
    pub signed: Option<bool>,
    /// The message gives a parameter of this holder.
    pub identified: bool,
    /// Tier and cohorts allow requests.
    pub may_request: bool,
    /// The cohorts allow this service.
    pub may_ask_for_it: bool,
}

/// Whether a request that was signed at `timestamp` is accepted, `now` in seconds since 1970.
pub fn judge(
    asker: Option<&Asker>,
    service: Option<&Wanted>,
    timestamp: i64,
    now: i64,
) -> Result<(), Refusal> {
    let wanted = service.ok_or(Refusal::UnknownService)?;
    let checks = wanted.checks.ok_or(Refusal::NoProvider)?;
    let asker = asker.ok_or(Refusal::UnknownHolder)?;
    let refuse = |when: bool, refusal| if when { Err(refusal) } else { Ok(()) };
    // Who it is comes first: what else is wrong is told of nobody who only claims to be somebody.
    if checks.has(Check::Signature) {
        match asker.signed {
            None => return Err(Refusal::NoSecret),
            Some(signed) => refuse(!signed, Refusal::Signature)?,
        }
    }
    if checks.has(Check::Window) {
        refuse(now - timestamp > wanted.window, Refusal::Stale)?;
        refuse(timestamp - now > wanted.window, Refusal::Future)?;
    }
    if checks.has(Check::Identity) {
        refuse(!asker.identified, Refusal::Identity)?;
    }
    refuse(asker.restricted, Refusal::Restricted)?;
    refuse(asker.card_blocked, Refusal::CardBlocked)?;
    refuse(wanted.open_to == OpenTo::Active && !asker.active, Refusal::NotActive)?;
    if checks.has(Check::Permission) {
        refuse(!asker.may_request, Refusal::Permission)?;
        refuse(!asker.may_ask_for_it, Refusal::Service)?;
    }
    Ok(())
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// It waits to be sent to a provider.
    Waiting,
    /// A provider took it.
    Delivered,
    /// It was not accepted.
    Refused,
    /// No provider took it after all tries.
    Dead,
    /// An operator ended it.
    Cancelled,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Delivered, Self::Refused, Self::Dead, Self::Cancelled];

    /// The word used in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is no state of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request is `waiting`, `delivered`, `refused`, `dead` or `cancelled`")]
pub struct NoRequestState;

impl FromStr for RequestState {
    type Err = NoRequestState;

    fn from_str(text: &str) -> Result<Self, NoRequestState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(NoRequestState)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINE: &str = r#"{"id": "msg_1", "holder": "H-1", "service": "repair", "timestamp": 1614265330,
        "signature": "v1,abc", "payload": {"test": 2432232314}}"#;

    fn error(text: &str) -> String {
        Message::parse(text).err().map_or_else(|| panic!("{text} is a message"), |error| error.to_string())
    }

    #[test]
    fn a_message_is_read_and_its_payload_kept_to_the_byte() {
        let message = Message::parse(LINE).expect("a message");
        assert_eq!((message.id.as_str(), message.holder.as_deref()), ("msg_1", Some("H-1")));
        assert_eq!(message.payload.as_str(), r#"{"test": 2432232314}"#);
        assert_eq!(*message.signed(), message.payload.as_bytes());
        let text =
            Message::parse(&LINE.replace(r#"{"test": 2432232314}"#, r#""a \"b\"""#)).expect("a message");
        assert_eq!((text.payload.as_str(), text.signed().as_slice()), (r#""a \"b\"""#, &b"a \"b\""[..]));
        let text = Message::parse(&LINE.replace("1614265330", "\"1614265330\"")).expect("a message");
        assert_eq!(text.timestamp, 1_614_265_330);
    }

    #[test]
    fn a_parameter_has_three_forms() {
        let given = |form: &str| {
            let line = LINE.replace("\"holder\": \"H-1\"", &format!("\"parameter\": {form}"));
            Message::parse(&line).map(|message| {
                let given = message.parameter.expect("a parameter");
                (given.kind, given.value.to_string())
            })
        };
        let kind = Some("mobile".to_owned());
        assert_eq!(given("\"13800138000\""), Ok((None, "13800138000".to_owned())));
        assert_eq!(given("\"mobile=13800138000\""), Ok((kind.clone(), "13800138000".to_owned())));
        assert_eq!(given("{\"mobile\": \"13800138000\"}"), Ok((kind, "13800138000".to_owned())));
        assert_eq!(given("\"A=1\""), Ok((None, "A=1".to_owned())));
        for wrong in ["{}", "1", "[]", "\" \"", "{\"a\": \"1\", \"b\": \"2\"}", "{\"a\": 1}"] {
            assert_eq!(given(wrong), Err(MessageError::Parameter), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_and_nothing_of_it_repeated() {
        assert_eq!(error("{\"id\": \"1\""), "it is no JSON object: it ends early");
        assert_eq!(error("13800138000"), "it has a value of another type than a request, before column 11");
        assert_eq!(error("{\"id\": \"1\"}"), "it has no `service`");
        assert_eq!(error(&LINE.replace("\"holder\"", "\"holder\": \"x\", \"holder\"")).find("H-1"), None);
        assert!(error(&LINE.replace("\"holder\"", "\"13800138000\"")).starts_with("it has a field that"));
        assert!(error(&LINE.replace("\"H-1\"", "13800138000")).starts_with("it has a value of another type"));
        for (from, to, wrong) in [
            ("msg_1", "", MessageError::Id),
            ("msg_1", "a.b", MessageError::Id),
            ("msg_1", "\\u001b[31m", MessageError::Id),
            ("\"holder\": \"H-1\"", "\"holder\": null", MessageError::Nobody),
            ("\"holder\": \"H-1\"", "\"holder\": \"H-1\", \"card\": \"9\"", MessageError::Twice),
            ("repair", "a b", MessageError::Service),
            ("1614265330", "1614265330.5", MessageError::Timestamp),
            ("1614265330", "-1", MessageError::Timestamp),
            ("1614265330", "1e300", MessageError::Timestamp),
            ("1614265330", "253402300800", MessageError::Timestamp),
        ] {
            assert_eq!(Message::parse(&LINE.replace(from, to)).err(), Some(wrong), "{to}");
        }
        let long = format!("\"{}\"", "x".repeat(LONGEST_PAYLOAD));
        let found = Message::parse(&LINE.replace(r#"{"test": 2432232314}"#, &long)).err();
        assert_eq!(found, Some(MessageError::Payload));
    }

    const GOOD: Asker = Asker {
        restricted: false,
        active: true,
        card_blocked: false,
        signed: Some(true),
        identified: true,
        may_request: true,
        may_ask_for_it: true,
    };

    fn wanted(checks: &str) -> Wanted {
        let checks = Checks::parse(checks).expect("checks");
        Wanted::of(OpenTo::Active, [(checks, 300)])
    }

    #[test]
    fn each_check_refuses_for_its_own_reason() {
        let all = wanted("signature,window,identity,permission");
        let judged = |asker: Asker| judge(Some(&asker), Some(&all), 1000, 1000);
        assert_eq!(judged(GOOD), Ok(()));
        for (asker, refusal) in [
            (Asker { signed: None, ..GOOD }, Refusal::NoSecret),
            (Asker { signed: Some(false), ..GOOD }, Refusal::Signature),
            (Asker { identified: false, ..GOOD }, Refusal::Identity),
            (Asker { restricted: true, ..GOOD }, Refusal::Restricted),
            (Asker { card_blocked: true, ..GOOD }, Refusal::CardBlocked),
            (Asker { active: false, ..GOOD }, Refusal::NotActive),
            (Asker { may_request: false, ..GOOD }, Refusal::Permission),
            (Asker { may_ask_for_it: false, ..GOOD }, Refusal::Service),
        ] {
            assert_eq!(judged(asker), Err(refusal));
        }
        assert_eq!(judge(Some(&GOOD), None, 1000, 1000), Err(Refusal::UnknownService));
        let nobody = Wanted::of(OpenTo::Active, []);
        assert_eq!(judge(Some(&GOOD), Some(&nobody), 1000, 1000), Err(Refusal::NoProvider));
        assert_eq!(judge(None, Some(&all), 1000, 1000), Err(Refusal::UnknownHolder));
    }

    #[test]
    fn the_window_is_open_on_both_sides_to_the_second() {
        let window = wanted("signature,window");
        let at = |timestamp| judge(Some(&GOOD), Some(&window), timestamp, 1000);
        assert_eq!((at(700), at(699)), (Ok(()), Err(Refusal::Stale)));
        assert_eq!((at(1300), at(1301)), (Ok(()), Err(Refusal::Future)));
        let without = wanted("signature");
        assert_eq!(judge(Some(&GOOD), Some(&without), 0, i64::MAX), Ok(()));
    }

    #[test]
    fn a_service_wants_what_any_of_its_providers_wants() {
        let parse = |text| Checks::parse(text).expect("checks");
        let offers =
            [(parse("signature,window"), 600), (parse("identity"), 5), (parse("signature,window"), 60)];
        let wanted = Wanted::of(OpenTo::Registered, offers);
        assert_eq!(wanted.checks, Some(parse("signature,window,identity")));
        assert_eq!(wanted.window, 60);
        assert_eq!(judge(Some(&Asker { active: false, ..GOOD }), Some(&wanted), 0, 0), Ok(()));
    }

    #[test]
    fn words_are_read_back() {
        for refusal in Refusal::ALL {
            assert_eq!(refusal.as_str().parse(), Ok(refusal));
            assert!(!refusal.meaning().is_empty());
        }
        for state in RequestState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!("".parse::<Refusal>(), Err(NoRefusal));
        assert_eq!("sent".parse::<RequestState>(), Err(NoRequestState));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(text in "\\PC{0,200}") {
            _ = Message::parse(&text);
        }

        #[test]
        fn no_field_breaks_the_reader(
            field in "(id|holder|card|parameter|service|timestamp|signature|payload)",
            value in "(null|true|-?[0-9]{1,40}|\"\\\\PC{0,20}\"|\\[\\]|\\{\\})",
        ) {
            let line = format!("{{\"{field}\": {value}, {}", &LINE[1..]);
            _ = Message::parse(&line);
        }
    }
}
