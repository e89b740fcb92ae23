//! `party identify`: who an agent, staff member or provider is by law.

use serde_json::json;
use zeroize::Zeroizing;

use super::{Party, named, value};
use crate::cli::{IdentityWord, PartyIdentify};
use crate::command::failure::name;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::identifier::line_of_text;
use crate::domain::parameter::mask_name;
use crate::domain::party::PartyKind;
use crate::domain::payee::{IdentityKind, mask_number};
use crate::domain::role::Role;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::party_identity::{self, Identity};
use crate::store::{Store, Tx};
use crate::vault::Vault;

const ACTION: &str = "party identify";

/// The longest method, in characters.
const LONGEST: usize = 64;

/// Runs `party identify`.
pub(super) async fn run(session: &mut Session, arguments: PartyIdentify) -> Result<Outcome, Error> {
    let whom = arguments.party.party.clone();
    let party_named = crate::cli::PartyNamed { party: whom, party_kind: arguments.party.party_kind.clone() };
    let given = Given::of(session, arguments)?;
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let yardstick = Yardstick::load(&mut tx, platform.today(session).date()).await?;
    let party = named(&mut tx, &party_named).await?;
    let known = party_identity::of(&mut tx, party.id).await?;
    tx.rollback().await?;
    ensure_identifiable(session, &store, &platform, &party).await?;

    let Some(mut wanted) = given.document else {
        let Some(known) = known else {
            return Err(Error::new(
                Code::NotFound,
                format!("`{}` has no identity that could be verified", party.code),
            )
            .hint("give it with `--kind`; name and number are asked for"));
        };
        return verify(session, &store, &platform, &party, &known, given.verified.as_deref()).await;
    };
    wanted.number =
        Zeroizing::new(wanted.kind.number(&wanted.number, &yardstick.context()).map_err(|reasons| {
            let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
            Error::new(
                Code::BadParameter,
                format!("the `{}` is not valid: {}", wanted.kind, reasons.join(", ")),
            )
        })?);
    if let Some(known) = &known {
        if wanted.is(&vault, known)? {
            return verify(session, &store, &platform, &party, known, given.verified.as_deref()).await;
        }
        // Somebody who is another one from now on is paid under another name.
        session.reason("another identity")?;
        let preview = Record::new()
            .field("party", "party", Value::code(party.code.clone()))
            .field("kind_before", "kind before", Value::code(known.kind.clone()))
            .field("kind", "kind", Value::code(wanted.kind.as_str()))
            .field("name", "name", Value::text(mask_name(&wanted.name)))
            .field("was_verified", "was verified", known.verified_at.is_some());
        session.confirm(&preview, "Replace this identity?")?;
    }
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let identity = seal(session, &platform, &vault, &party, &wanted, given.verified.as_deref())?;
    party_identity::put(&mut tx, &identity).await?;
    let replaced = known.is_some();
    let detail = json!({ "kind": wanted.kind.as_str(), "replaced": replaced, "verified": identity.method });
    tx.commit(&session.entry(&platform, ACTION, &party.code, &detail)).await?;
    report(session, &platform, &party, &identity, &wanted)
}

/// What was given: a document, and how it was made sure of.
struct Given {
    document: Option<Document>,
    verified: Option<String>,
}

/// A document as it was given.
struct Document {
    kind: IdentityKind,
    name: Zeroizing<String>,
    number: Zeroizing<String>,
}

impl Given {
    fn of(session: &mut Session, arguments: PartyIdentify) -> Result<Self, Error> {
        let PartyIdentify { party: _, kind, name: given_name, number, verified, input } = arguments;
        let kind = kind.map(|kind| match kind {
            IdentityWord::CitizenId => IdentityKind::CitizenId,
            IdentityWord::Passport => IdentityKind::Passport,
            IdentityWord::ForeignId => IdentityKind::ForeignId,
            IdentityWord::Organisation => IdentityKind::Organisation,
        });
        let only_verifies = verified.is_some()
            && kind.is_none()
            && given_name.is_none()
            && number.is_none()
            && input.is_none();
        if only_verifies {
            return Ok(Self { document: None, verified: method(verified.as_deref())? });
        }
        let (kind, given_name, number, verified) = match input {
            None => {
                let given_name = value(session, "--name", given_name)?;
                (kind, given_name, value(session, "--number", number)?, verified)
            }
            Some(path) => {
                let keys = ["kind", "name", "number", "verified"];
                let [kind, name, number, told] = holders::texts(session, &path, keys)?;
                let kind = kind.map(|kind| read_kind(&kind)).transpose()?;
                (kind, name, number, verified.or_else(|| told.map(|told| told.to_string())))
            }
        };
        let kind = match kind {
            Some(kind) => kind,
            None => read_kind(&session.ui.prompt("Kind of identity", "--kind")?)?,
        };
        let given_name = match given_name {
            Some(name) => name,
            None => session.ui.prompt_secret("Name in the document", "--name")?,
        };
        let number = match number {
            Some(number) => number,
            None => session.ui.prompt_secret("Number of the document", "--number")?,
        };
        let name = Zeroizing::new(name("--name", &given_name)?.to_owned());
        Ok(Self { document: Some(Document { kind, name, number }), verified: method(verified.as_deref())? })
    }
}

fn read_kind(text: &str) -> Result<IdentityKind, Error> {
    text.trim().parse().map_err(|_| {
        let known: Vec<&str> = IdentityKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Error::new(Code::Usage, "that is no kind of identity").hint(format!("kinds: {}", known.join(", ")))
    })
}

fn method(text: Option<&str>) -> Result<Option<String>, Error> {
    let read = text.map(|text| line_of_text(text.trim(), LONGEST).map(str::to_owned)).transpose();
    read.map_err(|error| Error::new(Code::Usage, format!("--verified: {error}")))
}

impl Document {
    /// Whether it is the one that stands.
    fn is(&self, vault: &Vault, known: &Identity) -> Result<bool, Error> {
        let row = known.party_id.get();
        let name = vault.open_text("party_identity", "name", row, &known.name)?;
        let number = vault.open_text("party_identity", "number", row, &known.number)?;
        Ok(known.kind == self.kind.as_str() && *name == *self.name && *number == *self.number)
    }
}

/// Holders have parameters, and centers are the platform's own.
async fn ensure_identifiable(
    session: &Session,
    store: &Store,
    platform: &Platform,
    party: &Party,
) -> Result<(), Error> {
    if let Some(error) = party.restricted() {
        return Err(session.refuse(store, platform, ACTION, &party.code, error).await);
    }
    if let Some(holder) = &party.holder {
        let reference = &holder.reference;
        return Err(Error::new(
            Code::Conflict,
            format!("`{}` is the holder `{reference}`, who is known by parameters", party.code),
        )
        .hint(format!(
            "`cardctl parameter verify {reference} N --method METHOD` says that one was made sure of"
        )));
    }
    if party.is(PartyKind::Role(Role::Center)) {
        return Err(Error::new(
            Code::Usage,
            format!("`{}` is a center, which needs no identity", party.code),
        ));
    }
    Ok(())
}

/// The identity stands already. It may be verified.
async fn verify(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    party: &Party,
    known: &Identity,
    method: Option<&str>,
) -> Result<Outcome, Error> {
    let code = &party.code;
    let Some(method) = method.filter(|method| known.method.as_deref() != Some(*method)) else {
        session.ui.status(&format!("the identity of `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    };
    let mut tx: Tx = store.begin().await?;
    let at = session.now().as_microsecond();
    party_identity::verify(&mut tx, party.id, at, &platform.operator, method).await?;
    let detail = json!({ "kind": known.kind, "replaced": false, "verified": method });
    tx.commit(&session.entry(platform, ACTION, code, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("party", "party", Value::code(code.clone()))
            .field("kind", "kind", Value::code(known.kind.clone()))
            .field("verified_at", "verified at", platform.instant(at))
            .field("method", "method", Value::text(method.to_owned()))
            .field("verified_by", "verified by", Value::code(platform.operator.clone())),
    )?;
    Ok(Outcome::Done)
}

fn seal(
    session: &mut Session,
    platform: &Platform,
    vault: &Vault,
    party: &Party,
    wanted: &Document,
    method: Option<&str>,
) -> Result<Identity, Error> {
    let at = session.now().as_microsecond();
    let row = party.id.get();
    let mut seal = |column, text: &str| {
        vault.seal("party_identity", column, row, text.as_bytes(), &mut *session.randomness)
    };
    let by = &platform.operator;
    Ok(Identity {
        party_id: party.id,
        kind: wanted.kind.as_str().to_owned(),
        name: seal("name", &wanted.name)?,
        name_mask: seal("name_mask", &mask_name(&wanted.name))?,
        number: seal("number", &wanted.number)?,
        number_mask: seal("number_mask", &mask_number(&wanted.number))?,
        verified_at: method.map(|_| at),
        verified_by: method.map(|_| by.clone()),
        method: method.map(str::to_owned),
        recorded: at,
        recorded_by: by.clone(),
    })
}

fn report(
    session: &mut Session,
    platform: &Platform,
    party: &Party,
    identity: &Identity,
    wanted: &Document,
) -> Result<Outcome, Error> {
    let code = &party.code;
    session.ui.record(
        Record::new()
            .field("party", "party", Value::code(code.clone()))
            .field("kind", "kind", Value::code(identity.kind.clone()))
            .field("name", "name", Value::text(mask_name(&wanted.name)))
            .field("number", "number", Value::code(mask_number(&wanted.number)))
            .field("verified_at", "verified at", identity.verified_at.map(|at| platform.instant(at)))
            .field("method", "method", identity.method.clone().map(Value::text))
            .field("verified_by", "verified by", identity.verified_by.clone().map(Value::code)),
    )?;
    let next = if identity.verified_at.is_none() {
        format!("next: `cardctl party identify {code} --verified METHOD`, once somebody has made sure of it")
    } else {
        format!("next: `cardctl party account set {code}`")
    };
    session.ui.status(&next);
    Ok(Outcome::Done)
}
