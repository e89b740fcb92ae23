//! `holder register`: a person, a card, and in the same act the fee and the activation.

use std::collections::HashSet;

use serde_json::json;
use zeroize::Zeroizing;

use super::activate::Activator;
use super::activation::{count_wrong_codes, refusal};
use super::application::{Activation, Application, FeePaid, Wanted, kind, parameter};
use super::known::Owner;
use super::profile::{Profile, cohorts};
use super::registration::{COUNTER, Registrar, Verdict};
use super::{card_number, input, secret};
use crate::cli::HolderRegister;
use crate::command::failure::{code, name};
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::identifier::{EXTERNAL_ID, line_of_text};
use crate::domain::money::Money;
use crate::domain::parameter::{Context, Kind, Parameter, inspect, recognise};
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{Store, Tx, holder, source};

/// Runs `holder register`.
pub async fn run(session: &mut Session, mut arguments: HolderRegister) -> Result<Outcome, Error> {
    if let Some(path) = arguments.input.take() {
        input::merge(session, &path, &mut arguments)?;
    }
    let asked = Asked::of(session, arguments)?;
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.begin().await?;
    let mut registrar = Registrar::load(session, &store, &mut tx, HashSet::new()).await?;
    let application = asked.application(session, &registrar)?;
    let verdicts = registrar.register(session, &store, &mut tx, COUNTER, &[&application]).await?;
    let action = "holder register";
    match verdicts.into_iter().next() {
        Some(Verdict::New { holder, active }) => {
            finish(session, tx, &registrar, &application, holder, active).await
        }
        Some(Verdict::Same(Owner::Stored(holder))) => {
            again(session, &store, tx, &registrar, &application, holder).await
        }
        Some(Verdict::WrongCode(card)) => {
            tx.rollback().await?;
            count_wrong_codes(session, &store, &registrar.desk.platform, action, &[card]).await?;
            Err(refusal())
        }
        Some(Verdict::Conflict(error) | Verdict::Refused(error)) => {
            tx.rollback().await?;
            let subject = application.card.map_or_else(String::new, CardNumber::masked);
            Err(session.refuse(&store, &registrar.desk.platform, action, subject, error).await)
        }
        Some(Verdict::Same(Owner::New(_))) | None => {
            Err(Error::new(Code::Internal, "one registration has no verdict"))
        }
    }
}

/// What the flags, the prompts and stdin gave, before anything is looked up.
struct Asked {
    flags: HolderRegister,
    card: String,
    name: Zeroizing<String>,
    /// Kind and value; without a kind it is recognised.
    parameters: Vec<(Option<Kind>, Zeroizing<String>)>,
    code: Option<Zeroizing<String>>,
}

impl Asked {
    /// Asks for what is missing. Values of `-` are read in the order name, parameters, code.
    fn of(session: &mut Session, mut flags: HolderRegister) -> Result<Self, Error> {
        let card = match flags.card.take() {
            Some(card) => card,
            None => session.ui.prompt("Card number", "--card")?,
        };
        let name = match flags.name.take() {
            Some(name) => value(session, "--name", name)?,
            None => Zeroizing::new(session.ui.prompt("Name", "--name")?),
        };
        let mut parameters = Vec::new();
        for text in std::mem::take(&mut flags.parameter) {
            let text = Zeroizing::new(text);
            let (word, given) = match text.split_once('=') {
                Some((word, given)) => (word, Some(given)),
                None => (text.as_str(), None),
            };
            let kind = kind(word.trim())?;
            let value = match given {
                Some(given) => value(session, &format!("--parameter {kind}"), given.to_owned())?,
                None => session.ui.prompt_secret(&kind.to_string(), &format!("--parameter {kind}=VALUE"))?,
            };
            parameters.push((Some(kind), value));
        }
        if parameters.is_empty() {
            let question = "Citizen ID, mobile number or passport";
            parameters.push((None, session.ui.prompt_secret(question, "--parameter KIND=VALUE")?));
        }
        let code = match (flags.activate, flags.code.take()) {
            (false, None) => None,
            (false, Some(_)) => {
                return Err(Error::new(Code::Usage, "`code` is given without `activate`")
                    .hint("add `--activate`, or leave the code out and activate later"));
            }
            (true, Some(code)) => Some(value(session, "--code", code)?),
            (true, None) => Some(session.ui.prompt_secret("Activation code", "--code")?),
        };
        Ok(Self { flags, card, name, parameters, code })
    }

    /// Reads all of it into types.
    fn application(self, session: &Session, registrar: &Registrar) -> Result<Application, Error> {
        let Self { flags, .. } = self;
        let directory = &registrar.desk.directory;
        let context = registrar.desk.context();
        let read = |(given, value): (Option<Kind>, Zeroizing<String>)| match given {
            Some(kind) => parameter(&kind, &value, &context),
            None => recognise(&value, &context)
                .into_iter()
                .find(|reading| reading.kind().is_strong())
                .map_or_else(|| unrecognised(&value, &context), Ok),
        };
        let mut parameters: Vec<Parameter> = Vec::new();
        for each in self.parameters {
            let each = read(each)?;
            if !parameters.contains(&each) {
                parameters.push(each);
            }
        }
        Ok(Application {
            reference: flags.reference.as_deref().map(|text| code("--ref", text)).transpose()?,
            card: Some(card_number(&self.card)?),
            name: Zeroizing::new(name("--name", &self.name)?.to_owned()),
            parameters,
            center: None,
            staff: flags.staff.as_deref().map(|code| directory.staff(code)).transpose()?,
            agent: flags.agent.as_deref().map(|code| directory.agent(code)).transpose()?,
            tier: match &flags.tier {
                Some(code) => Some(Wanted::WhenPaid(directory.tier(code)?.tier_id)),
                None => None,
            },
            registered_at: session.now(),
            fee: fee(flags.fee.as_deref(), flags.receipt.as_deref(), flags.channel.as_deref())?,
            consent: line("--consent", flags.consent.as_deref())?,
            guardian_consent: line("--guardian-consent", flags.guardian_consent.as_deref())?,
            activation: self.code.map_or(Activation::Later, |code| Activation::by_code(&code)),
        })
    }
}

/// A value that was given, or `-` for one that is read.
/// A value that no kind of the strong ones reads, where nobody said which it is: what is wrong with it, as far as
/// that can be told.
fn unrecognised(value: &str, context: &Context<'_>) -> Result<Parameter, Error> {
    let inspection = inspect(value, None, context);
    match inspection.kind {
        Some(kind) if inspection.outcome.is_err() => parameter(&kind, value, context),
        Some(kind) => {
            Err(Error::new(Code::BadParameter, format!("the value is a `{kind}`, which identifies nobody"))
                .hint("give a citizen ID, a mobile number or a passport number"))
        }
        None => Err(Error::new(Code::BadParameter, "the value is no parameter of a known kind")
            .hint("say of which kind it is by `--parameter KIND=-`")),
    }
}

fn value(session: &mut Session, flag: &str, given: String) -> Result<Zeroizing<String>, Error> {
    if given.trim() == "-" { session.ui.stdin_value(flag) } else { Ok(Zeroizing::new(given)) }
}

fn fee(amount: Option<&str>, receipt: Option<&str>, channel: Option<&str>) -> Result<Option<FeePaid>, Error> {
    let (amount, receipt) = match (amount, line("--receipt", receipt)?) {
        (None, None) => return Ok(None),
        (Some(amount), Some(receipt)) => (amount, receipt),
        _ => return Err(Error::new(Code::Usage, "a fee wants its receipt, and a receipt its fee")),
    };
    let amount = Money::parse(amount).map_err(|error| Error::new(Code::Usage, format!("--fee: {error}")))?;
    if amount == Money::ZERO {
        return Err(Error::new(Code::Usage, "--fee: a fee is more than nothing"));
    }
    let channel = line("--channel", channel)?.unwrap_or_else(|| "cash".to_owned());
    Ok(Some(FeePaid { amount, receipt: Some(receipt), channel }))
}

/// A line of text that a flag gave.
pub fn line(flag: &str, text: Option<&str>) -> Result<Option<String>, Error> {
    let Some(text) = text else { return Ok(None) };
    let text = line_of_text(text.trim(), EXTERNAL_ID)
        .map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}")))?;
    Ok(Some(text.to_owned()))
}

/// Says what is doubtful about a parameter that was accepted.
pub fn tell_doubts(session: &mut Session, parameter: &Parameter) {
    let doubts: Vec<&str> = parameter.warnings().iter().map(|warning| warning.as_str()).collect();
    if !doubts.is_empty() {
        let (kind, masked) = (parameter.kind(), parameter.masked());
        session.ui.warn(&format!("{kind} {masked} is doubtful: {}", doubts.join(", ")));
    }
}

async fn finish(
    session: &mut Session,
    mut tx: Tx,
    registrar: &Registrar,
    application: &Application,
    id: PartyId,
    active: bool,
) -> Result<Outcome, Error> {
    let (mut record, reference, tags) = record(session, &mut tx, registrar, id).await?;
    if active {
        let (vault, platform) = (Some(&registrar.vault), &registrar.desk.platform);
        let secret = secret::first(session, &mut tx, vault, platform, id).await?;
        record.push("secret", "secret", secret::shown(secret.as_ref()));
    }
    let unpaid = holder::by_id(&mut tx, id).await?.is_some_and(|found| found.wanted_tier().is_some());
    let detail = json!({
        "card": application.card.map(CardNumber::masked),
        "tags": tags,
        "fee": application.fee.as_ref().map(|fee| fee.amount.to_string()),
        "activated": active,
    });
    tx.commit(&session.entry(&registrar.desk.platform, "holder register", &reference, &detail)).await?;
    for parameter in &application.parameters {
        tell_doubts(session, parameter);
    }
    session.ui.record(record)?;
    session.ui.status(&if active {
        format!("`{reference}` is a holder from now on; next: `cardctl holder show {reference}`")
    } else {
        format!("`{reference}` is registered; next: `cardctl holder activate --card NUMBER --code -`")
    });
    if unpaid {
        session.ui.status(&format!(
            "the tier waits: `cardctl payment add --holder {reference} --amount A --receipt NO`"
        ));
    }
    Ok(Outcome::Done)
}

/// The same registration again: nothing to do, or only the activation that was missing.
async fn again(
    session: &mut Session,
    store: &Store,
    mut tx: Tx,
    registrar: &Registrar,
    application: &Application,
    id: PartyId,
) -> Result<Outcome, Error> {
    if let Some(receipt) = application.fee.as_ref().and_then(|fee| fee.receipt.as_deref()) {
        let payer = match source::by_name(&mut tx, COUNTER.payments).await? {
            Some(source) => holder::payer(&mut tx, source, receipt).await?,
            None => None,
        };
        if payer != Some(id) {
            let error = Error::new(Code::Conflict, "the person is registered already, without this fee");
            return Err(error
                .hint("nothing was changed, and the fee is not recorded; `cardctl payment add` records it"));
        }
    }
    let (record, reference, _) = record(session, &mut tx, registrar, id).await?;
    let active = holder::by_id(&mut tx, id).await?.is_some_and(|holder| holder.is_active());
    if let (Activation::ByCode(code), Some(card), false) = (&application.activation, application.card, active)
    {
        let activator = Activator { platform: &registrar.desk.platform, vault: &registrar.vault };
        return activator.by_code(session, store, tx, card, code.as_ref()).await;
    }
    tx.rollback().await?;
    session.ui.status(&format!("holder `{reference}` is unchanged"));
    session.ui.record(record)?;
    Ok(Outcome::NothingToDo)
}

/// The record of a registration, the ref, and the tags of the parameters.
async fn record(
    session: &Session,
    tx: &mut Tx,
    registrar: &Registrar,
    id: PartyId,
) -> Result<(Record, String, Vec<String>), Error> {
    let directory = &registrar.desk.directory;
    let today = registrar.desk.platform.today(session);
    let vault = Some(&registrar.vault);
    let Some(profile) = Profile::load(tx, vault, directory, today, id).await? else {
        return Err(Error::new(Code::Internal, "the holder was written and is not there"));
    };
    let found = &profile.holder;
    let part = |party: Option<PartyId>| Profile::code(directory, party);
    let who = profile.attribution;
    let wanted = found.wanted_tier().and_then(|tier| directory.tier_of(tier)).map(|tier| tier.code.clone());
    let reference = found.reference.clone();
    let tags: Vec<String> = profile.parameters.iter().map(|parameter| parameter.tag.clone()).collect();
    let record = Record::new()
        .field("ref", "ref", Value::code(reference.clone()))
        .field("name", "name", profile.name.clone().map(Value::text))
        .field("card", "card", Value::code(found.card()?.masked()))
        .field("state", "state", Value::code(profile.state()))
        .field("tier", "tier", profile.tier.clone().map(Value::code))
        .field("wanted_tier", "wanted tier", wanted.map(Value::code))
        .field("center", "center", part(who.map(|who| who.center)))
        .field("staff", "staff", part(who.and_then(|who| who.staff)))
        .field("agent", "agent", part(who.and_then(|who| who.agent)))
        .field("tags", "tags", Value::List(tags.iter().cloned().map(Value::code).collect()))
        .field("payment_reference", "payment reference", Value::code(reference.clone()))
        .field("cohorts", "cohorts", cohorts(tx, found, false).await?);
    Ok((record, reference, tags))
}
