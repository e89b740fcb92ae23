//! What somebody asks for who wants to become a holder, read into types.

use std::collections::BTreeMap;

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::domain::card::{ActivationCode, CardNumber};
use crate::domain::id::TierId;
use crate::domain::identifier::Code as Identifier;
use crate::domain::money::Money;
use crate::domain::parameter::{self, CodePattern, Context, Kind, Parameter, Reason};
use crate::domain::party::PartyId;
use crate::error::{Code, Error, nearest};
use crate::vault::{Vault, VaultError};

/// One person's registration.
pub struct Application {
    /// The site's own name for the holder; made up when there is none.
    pub reference: Option<Identifier>,
    /// The card; the next one of the center when there is none.
    pub card: Option<CardNumber>,
    /// The person's name.
    pub name: Zeroizing<String>,
    /// What identifies the person, and what only classifies.
    pub parameters: Vec<Parameter>,
    /// The center that the operator gave.
    pub center: Option<PartyId>,
    /// The staff member that the operator gave.
    pub staff: Option<PartyId>,
    /// The agent that the operator gave.
    pub agent: Option<PartyId>,
    /// The tier that the operator gave.
    pub tier: Option<Wanted>,
    /// When the person registered.
    pub registered_at: Timestamp,
    /// A fee that was paid with the registration.
    pub fee: Option<FeePaid>,
    /// The version of the terms that the person consented to.
    pub consent: Option<String>,
    /// The number of the guardian's consent.
    pub guardian_consent: Option<String>,
    /// Whether the card is activated in the same act.
    pub activation: Activation,
}

/// A tier given with a registration.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// In force when its fee is paid, at once where it has none.
    WhenPaid(TierId),
    /// In force at once, as the operator says.
    Set(TierId),
}

/// A fee.
pub struct FeePaid {
    /// How much.
    pub amount: Money,
    /// The receipt's number; the holder's ref when there is none.
    pub receipt: Option<String>,
    /// Through what.
    pub channel: String,
}

/// How a card is activated.
pub enum Activation {
    /// Later.
    Later,
    /// With this code. None is one that was mistyped, which is a wrong one.
    ByCode(Option<ActivationCode>),
    /// As the operator's own act.
    ByOperator,
}

impl Activation {
    /// With the code as it was typed.
    pub fn by_code(text: &str) -> Self {
        Self::ByCode(ActivationCode::parse(text).ok())
    }
}

/// Reads a kind of parameter.
pub fn kind(text: &str) -> Result<Kind, Error> {
    text.parse().map_err(|error: parameter::UnknownKind| {
        let known: Vec<String> = Kind::BUILT_IN.iter().map(Kind::to_string).collect();
        let nearest = nearest(text, known.iter().map(String::as_str));
        // Not a word that may be a value which was put in the kind's place.
        let is_word = text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        let message = if is_word { error.to_string() } else { "that is no kind of parameter".to_owned() };
        let error = Error::new(Code::Usage, message);
        match nearest {
            Some(kind) => error.hint(format!("did you mean `{kind}`?")),
            None => error.hint(format!("kinds: {}, code.NAME", known.join(", "))),
        }
    })
}

/// Reads a parameter. The value stands in no message.
pub fn parameter(kind: &Kind, value: &str, context: &Context<'_>) -> Result<Parameter, Error> {
    parameter::parse(kind, value, context).map_err(|reasons| {
        if let (Kind::Code(name), [Reason::Kind]) = (kind, reasons.as_slice()) {
            let known = context.codes.iter().map(CodePattern::name);
            return Error::new(Code::NotFound, format!("the site has no code `{name}`"))
                .did_you_mean(name, known)
                .hint("`cardctl parameter code list` lists them");
        }
        let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
        Error::new(Code::BadParameter, format!("the `{kind}` is not valid: {}", reasons.join(", ")))
            .hint(format!("`cardctl parameter inspect - --kind {kind}` says what it means"))
    })
}

/// A name as it is searched for: the same letters however they are typed, one space between words.
pub fn canonical_name(name: &str) -> Zeroizing<String> {
    let folded: Zeroizing<String> = Zeroizing::new(name.nfkc().flat_map(char::to_lowercase).collect());
    Zeroizing::new(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A blind index with its namespace.
pub type Digest = (String, [u8; 16]);

/// What of an application is compared and stored, worked out once.
pub struct Prepared {
    /// The name as it is searched for.
    pub canonical_name: Zeroizing<String>,
    /// The blind indexes of all parameters, in their order, under the newest key.
    pub digests: Vec<Digest>,
    /// The same under the key that a rotation is replacing, with its version: nothing otherwise.
    older: Vec<(u8, Vec<Digest>)>,
}

impl Prepared {
    /// Works it out.
    pub fn new(application: &Application, vault: &Vault) -> Result<Self, VaultError> {
        let digests = |version: u8| {
            let digest = |parameter: &Parameter| {
                let digest = vault.blind_index_of(version, parameter.namespace(), parameter.canonical())?;
                Ok((parameter.namespace().to_owned(), digest))
            };
            application.parameters.iter().map(digest).collect::<Result<Vec<Digest>, VaultError>>()
        };
        let older = vault.live().iter().skip(1).map(|version| Ok((*version, digests(*version)?)));
        Ok(Self {
            canonical_name: canonical_name(&application.name),
            digests: digests(vault.version())?,
            older: older.collect::<Result<_, VaultError>>()?,
        })
    }

    /// The blind indexes of what identifies the person, each with the number of its first parameter. A driving
    /// licence has the number of the citizen ID, and is claimed once.
    pub fn claims(&self, application: &Application) -> BTreeMap<&Digest, i64> {
        claims_under(application, &self.digests)
    }

    /// The same claims under the key that a rotation is replacing: its version, the blind index, the number of the
    /// parameter, and the blind index under the newest key. Whoever looks for a claim or makes one does it under both.
    pub fn older_claims(&self, application: &Application) -> Vec<(u8, &Digest, i64, &Digest)> {
        let mut claims = Vec::new();
        for (version, digests) in &self.older {
            for (digest, n) in claims_under(application, digests) {
                let at = digests.iter().position(|each| each == digest).unwrap_or_default();
                claims.push((*version, digest, n, &self.digests[at]));
            }
        }
        claims
    }
}

fn claims_under<'a>(application: &Application, digests: &'a [Digest]) -> BTreeMap<&'a Digest, i64> {
    let mut claims = BTreeMap::new();
    for ((n, parameter), digest) in (1_i64..).zip(&application.parameters).zip(digests) {
        if parameter.kind().is_strong() {
            claims.entry(digest).or_insert(n);
        }
    }
    claims
}
