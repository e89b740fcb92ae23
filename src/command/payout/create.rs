//! `payout create`: a proposal that another operator approves.

use std::collections::BTreeMap;

use serde_json::json;

use super::Books;
use super::proposal::{Proposal, Terms, too_much};
use crate::cli::PayoutCreate;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::payout::{LeftOut, OVERRIDABLE};
use crate::domain::rule::Rule;
use crate::domain::withholding::Withholding;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::Tx;
use crate::store::payout::{self as payouts, NewItem, NewPayout, Payout};

const ACTION: &str = "payout create";

const OVERRIDDEN: [Column; 3] =
    [Column::new("rule", "OVERRIDDEN"), Column::new("parties", "PARTIES"), Column::new("says", "RULE")];

/// Runs `payout create`.
pub(super) async fn run(session: &mut Session, arguments: PayoutCreate) -> Result<Outcome, Error> {
    let through = Day::parse(&arguments.through)
        .map_err(|error| Error::new(Code::Usage, format!("--through: {error}")))?;
    let least =
        Money::parse(&arguments.min).map_err(|error| Error::new(Code::Usage, format!("--min: {error}")))?;
    let overridden = overridden(session, &arguments.override_rule)?;
    let asked = Asked { through, least, overridden };
    if arguments.dry_run {
        let store = session.open().await?;
        let mut tx = store.snapshot().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let proposed = Proposed::of(session, &mut tx, &platform, &asked).await?;
        proposed.warn(session);
        let record = proposed.record(None, "dry-run")?;
        session.ui.record(record)?;
        return Ok(Outcome::Done);
    }
    let books = Books::open(session).await?;
    let mut tx = books.store.snapshot().await?;
    ensure_none_open(payouts::open(&mut tx).await?)?;
    let proposed = Proposed::of(session, &mut tx, &books.platform, &asked).await?;
    tx.rollback().await?;
    proposed.warn(session);
    if proposed.items.is_empty() {
        session.ui.record(proposed.record(None, "nothing-to-pay")?)?;
        session.ui.status("nobody can be paid");
        return Ok(Outcome::NothingToDo);
    }
    session.confirm(&proposed.preview()?, "make this payout? nothing moves before it is approved")?;

    let mut tx = books.store.begin().await?;
    // The answer may have taken a while.
    let again = Proposed::of(session, &mut tx, &books.platform, &asked).await?;
    if again.sums != proposed.sums || again.against != proposed.against {
        return Err(Error::new(
            Code::Busy,
            "what is owed, or who may be paid, changed while the question was open",
        )
        .hint("nothing was written; run the command again"));
    }
    let payout_id = payouts::next(&mut tx).await?;
    let withholding = withholding_word(books.platform.withholding);
    let new = NewPayout {
        payout_id,
        through,
        least,
        withholding,
        sums: proposed.sums,
        overridden: &asked.overridden,
        at: session.now().as_microsecond(),
        by: &books.platform.operator,
    };
    payouts::insert(&mut tx, &new, &again.items).await?;
    let (items, gross, withheld, net) = proposed.sums;
    let against: BTreeMap<&str, i64> =
        again.against.iter().map(|(rule, parties)| (rule.id(), *parties)).collect();
    let detail = json!({ "through": through.to_string(), "least": least.to_string(), "items": items,
        "gross": gross.to_string(), "withheld": withheld.to_string(), "net": net.to_string(),
        "overridden": against });
    tx.commit(&session.entry(&books.platform, ACTION, payout_id, &detail)).await?;
    let four_eyes = books.platform.four_eyes;
    books.lock.release().await?;
    session.ui.record(again.record(Some(payout_id), "created")?)?;
    let who = if four_eyes { "next, by another operator:" } else { "next:" };
    session.ui.status(&format!("{who} `cardctl payout approve {payout_id}`"));
    Ok(Outcome::Done)
}

/// The rules that are overridden, each with the reason.
fn overridden(session: &mut Session, named: &[String]) -> Result<BTreeMap<Rule, String>, Error> {
    let mut overridden = BTreeMap::new();
    for text in named {
        let rule = Rule::named(text).filter(|rule| OVERRIDABLE.contains(rule)).ok_or_else(|| {
            let rules = OVERRIDABLE.map(|rule| format!("{rule}: {}", rule.says())).join("; ");
            Error::new(Code::Usage, format!("no rule `{text}` leaves anybody out of a payout")).hint(rules)
        })?;
        overridden.insert(rule, session.reason("an override")?);
    }
    Ok(overridden)
}

/// What was asked for.
struct Asked {
    through: Day,
    least: Money,
    overridden: BTreeMap<Rule, String>,
}

/// The word for how tax is withheld.
pub(super) fn withholding_word(method: Option<Withholding>) -> &'static str {
    method.map_or(Withholding::NONE, Withholding::as_str)
}

/// One payout at a time is open: two would pay the same balances.
fn ensure_none_open(open: Option<Payout>) -> Result<(), Error> {
    let Some(open) = open else { return Ok(()) };
    let id = open.payout_id;
    Err(Error::new(Code::RunState, format!("payout {id} is made and neither approved nor discarded"))
        .hint(format!("`cardctl payout show {id}` shows it"))
        .hint(format!("`cardctl payout approve {id}` or `cardctl payout discard {id}`, then make another")))
}

/// Nobody is paid whose age could be looked at, but not from here.
fn ensure_ages_open(proposal: &Proposal) -> Result<(), Error> {
    let sealed = proposal.left_out_for(LeftOut::AgeSealed);
    if sealed == 0 {
        return Ok(());
    }
    Err(Error::new(
        Code::KeyNotHeld,
        format!("the key that opens the birth dates of {sealed} persons is not held here, and nobody under 18 is paid"),
    )
    .hint("name a key file with it by `--key-file FILE`")
    .hint(format!("or pay them all the same, with `--override {} --reason TEXT`", Rule::Ds07)))
}

/// What would be paid, with its sums.
struct Proposed {
    proposal: Proposal,
    items: Vec<NewItem>,
    /// How many rows, gross, withheld, net.
    sums: (i64, Money, Money, Money),
    /// The rules that are overridden, and against how many who are paid each of them stands.
    against: BTreeMap<Rule, i64>,
    through: Day,
    least: Money,
    withholding: Option<Withholding>,
}

impl Proposed {
    async fn of(session: &Session, tx: &mut Tx, platform: &Platform, asked: &Asked) -> Result<Self, Error> {
        let (through, least, withholding) = (asked.through, asked.least, platform.withholding);
        let overridden = asked.overridden.keys().copied().collect();
        let terms = Terms { through, least, withholding, today: platform.today(session), overridden };
        if through > terms.today {
            return Err(Error::new(Code::Usage, format!("--through: {through} lies in the future")));
        }
        let vault = session.vault_if_any(tx).await?;
        let proposal = Proposal::of(tx, vault.as_ref(), platform, terms).await?;
        ensure_ages_open(&proposal)?;
        let against = proposal.against();
        if let Some((rule, _)) = against.iter().find(|(_, parties)| **parties == 0) {
            return Err(Error::new(
                Code::Usage,
                format!("{rule} would leave nobody out, so it needs no override"),
            )
            .hint("`cardctl payout create --through DATE --dry-run` lists who is left out, and why"));
        }
        let items = proposal.items();
        let mut sums = (0, Money::ZERO, Money::ZERO, Money::ZERO);
        for item in &items {
            let add = |sum: Money, more| sum.checked_add(more).ok_or_else(too_much);
            sums =
                (sums.0 + 1, add(sums.1, item.gross)?, add(sums.2, item.withheld)?, add(sums.3, item.net)?);
        }
        Ok(Self { proposal, items, sums, against, through, least, withholding })
    }

    fn warn(&self, session: &mut Session) {
        if self.withholding.is_none() && self.proposal.pays_persons() {
            session.ui.warn(&format!("{}: {}, so nothing is withheld", Rule::Tx02, Rule::Tx02.says()));
            session
                .ui
                .note("`cardctl setting set withholding per-time --reason TEXT` sets one, or `cumulative`");
        }
        for (rule, parties) in &self.against {
            session.ui.warn(&format!("{rule} is overridden for {parties} parties: {}", rule.says()));
        }
        let untold = self.proposal.untold;
        if untold > 0 {
            session.ui.note(&format!(
                "{}: of {untold} persons who are paid no document tells the birth date",
                Rule::Ds07
            ));
        }
    }

    fn preview(&self) -> Result<Record, Error> {
        let (items, gross, withheld, net) = self.sums;
        Ok(Record::new()
            .field("through", "through", self.through.date())
            .field("min", "at least", self.least)
            .field("withholding", "withholding", Value::code(withholding_word(self.withholding)))
            .field("items", "parties", items)
            .field("gross", "gross", gross)
            .field("withheld", "withheld", withheld)
            .field("net", "net", net)
            .field("overridden", "overridden", self.overridden())
            .field("left_out_sums", "left out", self.proposal.left_out_sums()?))
    }

    fn overridden(&self) -> Table {
        let mut table = Table::new(&OVERRIDDEN);
        for (rule, parties) in &self.against {
            table.row([Value::code(rule.id()), (*parties).into(), Value::text(rule.says())]);
        }
        table
    }

    fn record(&self, payout: Option<i64>, state: &'static str) -> Result<Record, Error> {
        let mut record = Record::new().field("payout", "payout", payout.map(Value::Int)).field(
            "state",
            "state",
            Value::code(state),
        );
        record.extend(self.preview()?);
        record.push("left_out", "who is left out", self.proposal.left_out());
        Ok(record)
    }
}
