//! `plan simulate`: who would get what of a purchase, to the cent, without writing anything.

use super::{file, several, standing_on, versions};
use crate::cli::PlanSimulate;
use crate::command::failure::unknown;
use crate::command::holder;
use crate::command::platform::{Platform, day_flag};
use crate::command::purchase::{Histories, check_active};
use crate::command::session::Session;
use crate::command::settle::{Derivation, Names, Stamped, lines_table, version_name};
use crate::domain::card::{Hold, Moment};
use crate::domain::day::Day;
use crate::domain::identifier::line_of_text;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::plan::Plan;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::plan::{self, Version, VersionState};
use crate::store::provider::{self, Provider};
use crate::store::{Tx, card_block};

/// The longest category, in characters.
const CATEGORY: usize = 64;

/// Runs `plan simulate`.
pub(super) async fn run(session: &mut Session, arguments: PlanSimulate) -> Result<Outcome, Error> {
    let amount = amount(&arguments.amount)?;
    let category = arguments.category.as_deref().map(category).transpose()?;
    let path = arguments.plan_file.as_deref();
    let text = path.map(|path| file::read(session, path)).transpose()?;
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let day = day_flag("--on", arguments.on.as_deref(), platform.today(session))?;
    let holder = holder::named(&mut tx, &arguments.holder).await?;
    check_active(holder.active_from(), day).map_err(|why| {
        Error::new(Code::Failed, why).hint(format!(
            "`cardctl holder show {}` says since when they buy; `--on DATE` chooses another day",
            arguments.holder
        ))
    })?;
    let provider = the_provider(&mut tx, arguments.provider.as_deref()).await?;

    let mut histories = Histories::load(&mut tx, session.now().as_microsecond()).await?;
    histories.read_holders(&mut tx, &[holder.holder_id.get()]).await?;
    let in_force = histories
        .in_force(holder.holder_id, provider.provider_id, day)
        .map_err(|why| Error::new(Code::Failed, why.to_string()).hint("`--on DATE` chooses another day"))?;
    let chosen = match (path, text) {
        (Some(path), Some(text)) => Chosen::of_file(file::parse(&mut tx, &text, path).await?),
        _ => Chosen::stored(&mut tx, arguments.plan.as_deref(), day).await?,
    };
    let names = Names::load(&mut tx).await?;
    let stamp = Stamped {
        holder: holder.holder_id,
        reference: &holder.reference,
        rate: in_force.rate,
        center: in_force.served.center,
        staff: in_force.served.staff,
        tier: in_force.tier,
        chain: &histories.chain(&in_force.served, day),
        category,
    };
    let held = hold(&mut tx, &platform, holder.holder_id, day).await?;
    let due_on = day.plus(i64::from(chosen.plan.hold_days()));
    let mut record = Record::new()
        .field("holder", "holder", Value::code(holder.reference.clone()))
        .field("provider", "provider", Value::code(provider.code.clone()))
        .field("amount", "amount", amount)
        .field("on", "on", day.date())
        .field("category", "category", category.map(|category| Value::text(category.to_owned())))
        .field("held", "held", held.map(|held| Value::code(held.as_str())));
    stamp.tell(&mut record, &names);
    let derivation = Derivation::of(&chosen.plan, &stamp, &names, &mut record);
    record.push("plan_state", "state of the plan", Value::code(chosen.state));
    record.push("in_force", "in force that day", chosen.in_force);
    record.push("due_on", "due on", due_on.date());
    let amounts = derivation.whole(amount.minor(), &mut record)?;
    record.push("lines", "lines", lines_table(&amounts, &names, &holder.reference)?);
    if let Some(caveat) = chosen.caveat {
        session.ui.warn(&caveat);
    }
    if let Some(held) = held {
        session.ui.warn(&format!("a purchase of that day is held: {}", held.as_str()));
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

fn amount(text: &str) -> Result<Money, Error> {
    let amount = Money::parse(text).map_err(|error| Error::new(Code::Usage, format!("--amount: {error}")))?;
    if amount == Money::ZERO {
        return Err(Error::new(Code::Usage, "--amount: it must be above 0"));
    }
    Ok(amount)
}

fn category(text: &str) -> Result<&str, Error> {
    line_of_text(text, CATEGORY).map_err(|error| Error::new(Code::Usage, format!("--category: {error}")))
}

/// The provider that is named, or the only one.
async fn the_provider(tx: &mut Tx, code: Option<&str>) -> Result<Provider, Error> {
    let mut all = provider::list(tx).await?;
    if let Some(code) = code {
        return match all.iter().position(|provider| provider.code == code) {
            Some(place) => Ok(all.swap_remove(place)),
            None => Err(unknown("provider", code, all.iter().map(|provider| provider.code.as_str()))),
        };
    }
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(Error::new(Code::NotFound, "there is no provider")
            .hint("`cardctl provider add CODE --name NAME --rate 12%` adds one")),
        (Some(_), false) => Err(Error::new(Code::Usage, "there are several providers")
            .hint("say which one with `--provider CODE`; `cardctl provider list` lists them")),
    }
}

/// Why a purchase of a day would be held, by the cards that were the holder's then.
async fn hold(tx: &mut Tx, platform: &Platform, holder: PartyId, day: Day) -> Result<Option<Hold>, Error> {
    let first = |day| platform.calendar.first_moment(day).as_microsecond();
    let blocks = card_block::of(tx, &[holder.get()]).await?.remove(&holder);
    Ok(blocks.and_then(|blocks| blocks.hold(None, Moment::Within(first(day), first(day.plus(1))))))
}

/// The plan by which the purchase is divided.
struct Chosen {
    plan: Plan,
    state: &'static str,
    /// Whether a purchase of the day would be settled by it.
    in_force: bool,
    /// What to know when it would not.
    caveat: Option<String>,
}

impl Chosen {
    fn of_file(plan: Plan) -> Self {
        let caveat = Some(format!("`{}` is a file that is not imported", version_name(&plan)));
        Self { plan, state: "file", in_force: false, caveat }
    }

    /// The version that is named, whatever its state, or the one that stands for the day.
    async fn stored(tx: &mut Tx, named: Option<&str>, day: Day) -> Result<Self, Error> {
        let all = plan::list(tx).await?;
        let standing = standing_on(&all, day);
        let version = match named {
            Some(text) => one_for(&versions(tx, text).await?, text, day)?,
            None => standing.cloned().ok_or_else(|| {
                Error::new(Code::NotFound, format!("no plan is in force on {day}"))
                    .hint("name a version, as `cardctl plan list` lists them, or a file by `--plan-file`")
            })?,
        };
        let stands = standing.is_some_and(|standing| standing.version_id == version.version_id);
        let name = version_name(&version.plan);
        let caveat = match (stands, version.state) {
            (true, VersionState::Approved) => None,
            (true, _) => {
                Some(format!("`{name}` is not approved: purchases of {day} wait until it is decided on"))
            }
            (false, VersionState::Withdrawn) => Some(format!("`{name}` was withdrawn")),
            (false, _) => Some(match standing {
                Some(standing) => {
                    format!(
                        "purchases of {day} fall under `{}`, not under `{name}`",
                        version_name(&standing.plan)
                    )
                }
                None => format!("purchases of {day} are before every plan; `{name}` begins later"),
            }),
        };
        let in_force = caveat.is_none();
        Ok(Self { plan: version.plan, state: version.state.as_str(), in_force, caveat })
    }
}

/// Of the versions that a name means the one that the day would fall under.
fn one_for(meant: &[Version], text: &str, day: Day) -> Result<Version, Error> {
    let begun = meant.iter().filter(|version| version.effective_from <= day);
    match (meant, begun.max_by_key(|version| version.effective_from)) {
        ([only], _) => Ok(only.clone()),
        (_, Some(latest)) => Ok(latest.clone()),
        (_, None) => Err(several(text, meant)),
    }
}
