//! One seed from its first command to its last: each is run and compared with the model.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::act::{Act, CardAt, Line};
use super::clock::{Moment, utc};
use super::compare::{Standing, difference, party as party_number, standing};
use super::faults::Fault;
use super::model::requests::{Asked, Request, Secret};
use super::model::{Answer, Model, Verdict};
use super::operator::{self, Mood};
use super::under::End;
use super::{site, together};
use crate::harness::cardctl::{Output, Running};
use crate::harness::provider::{Manner, Provider, signature_of};
use crate::harness::sql::Reader;
use crate::harness::{Site, sql};
use crate::oracle::dice::Dice;

/// What a seed came to.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) commands: BTreeMap<String, usize>,
    pub(super) verdicts: BTreeMap<String, usize>,
    pub(super) faults: BTreeMap<String, usize>,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        let pairs = [
            (&mut self.commands, other.commands),
            (&mut self.faults, other.faults),
            (&mut self.verdicts, other.verdicts),
        ];
        for (counts, more) in pairs {
            for (name, count) in more {
                *counts.entry(name).or_insert(0) += count;
            }
        }
    }
}

/// A platform in the database beside the one in memory.
pub(super) struct Driver {
    pub(super) site: Site,
    pub(super) model: Model,
    /// Numbers and codes of the cards that were issued.
    cards: BTreeMap<CardAt, (String, String)>,
    /// What signs the requests of holders, as far as it was read.
    secrets: BTreeMap<String, String>,
    /// Who serves the holders, and what signs for them.
    provider: Provider,
    secret: String,
    reader: Reader,
    /// What the log held after the last command.
    audited: (i64, i64),
    /// When the last one of all was.
    newest: Moment,
    /// Whether the last command died on its way.
    died: bool,
    pub(super) trace: Vec<String>,
    pub(super) tally: Tally,
}

thread_local! {
    static PROVIDER: Provider = Provider::start();
}

/// A provider that has got nothing yet; each thread plays one seed after the other.
fn provider() -> Provider {
    PROVIDER.with(|provider| {
        provider.forget();
        provider.clone()
    })
}

/// A secret of nobody.
const FORGED: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// How many steps a seed takes.
const STEPS: (i64, i64) = (30, 60);

/// More than a clock may be behind the log, in seconds.
const LITTLE: Moment = 11 * 60;

impl Driver {
    pub(super) fn new(site: Site) -> Self {
        Self {
            reader: Reader::new(&site.url),
            site,
            model: site::common(),
            cards: BTreeMap::new(),
            secrets: BTreeMap::new(),
            provider: provider(),
            secret: String::new(),
            audited: (0, 0),
            newest: 0,
            died: false,
            trace: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Plays a seed to its end.
    ///
    /// # Errors
    /// The first difference.
    pub(super) fn play(&mut self, dice: &mut Dice) -> Result<(), String> {
        self.model.now = operator::start();
        self.begin(dice)?;
        let mood = Mood::draw(dice);
        let steps = dice.between(STEPS.0, STEPS.1);
        for step in 0..steps {
            self.model.now = operator::later(dice, self.model.now);
            if self.site.database == "PostgreSQL" && dice.percent(8) {
                let acts = together::pick(dice, &self.model, mood);
                self.together(&acts)?;
                self.newest = self.newest.max(self.model.now);
                self.check()?;
                continue;
            }
            let fault = Fault::next(dice, self.site.database);
            let right = self.model.now;
            if let Fault::Clock(by) = fault {
                self.model.now += by;
                // A clock that is a little behind the log is put forward to it, which another test is for.
                if (self.newest - LITTLE..self.newest).contains(&self.model.now) {
                    self.model.now = self.newest - LITTLE;
                }
            }
            let mut act = operator::next(dice, &self.model, mood);
            while fault.sets_back() && act.is_of_histories() {
                act = operator::next(dice, &self.model, mood);
            }
            self.died = false;
            self.step(&act, fault)?;
            self.newest = self.newest.max(self.model.now);
            if fault.sets_back() {
                self.model.now = right;
            }
            if self.died || step % 20 == 19 {
                self.check()?;
            }
        }
        self.check()?;
        self.check_deliveries()?;
        self.prove(["audit", "verify"])
    }

    /// The provider got whatever is said to be delivered, nothing that was not accepted, and all of it signed.
    fn check_deliveries(&self) -> Result<(), String> {
        let deliveries = self.provider.deliveries();
        for (id, request) in &self.model.requests {
            if request.state == Asked::Delivered && !deliveries.iter().any(|delivery| delivery.id() == id) {
                return Err(format!("nobody got request {id}"));
            }
        }
        for delivery in deliveries {
            let request = self.model.requests.get(delivery.id());
            let of = |request: &Request| (request.ask.holder.clone(), request.ask.wish);
            let told = &delivery.json()["data"];
            let said = (told["holder"].as_str().map(str::to_owned), told["payload"]["wish"].as_i64());
            let said = said.0.zip(said.1);
            let refused = request.is_none_or(|request| request.state == Asked::Refused);
            if refused || request.map(of) != said || !delivery.is_signed_with(&self.secret) {
                return Err(format!("this should not have come: {delivery:?}"));
            }
        }
        Ok(())
    }

    fn begin(&mut self, dice: &mut Dice) -> Result<(), String> {
        operator::agents(dice, &mut self.model);
        let mut file = "code,name,parent,region\n".to_owned();
        for agent in &self.model.agents {
            let parent = agent.parents.0[0].2.map_or("", |parent| &self.model.agents[parent].code);
            let region = agent.region.unwrap_or_default();
            writeln!(file, "{},n,{parent},{region}", agent.code).expect("a string grows");
        }
        let words = "agent import agents.csv --yes".split(' ').map(str::to_owned).collect();
        let line = Line { words, files: vec![("agents.csv".to_owned(), file)], format: None };
        let output = self.run(&line);
        if output.status != 0 {
            return Err(format!("the agents are not taken\n{output}"));
        }
        for scheme in operator::schemes(dice) {
            let (facets, priority) = (scheme.facets.join(","), scheme.priority.join(","));
            let words = ["scheme", "add", scheme.name, "--facets", &facets, "--priority", &priority];
            let line = Line { words: words.map(str::to_owned).to_vec(), ..Line::default() };
            let output = self.run(&line);
            if output.status != 0 {
                return Err(format!("the scheme is not taken\n{output}"));
            }
            self.model.schemes.push(scheme);
        }
        let address = self.provider.address();
        let words = ["provider", "service", "add", "repair", "--provider", "shop", "--address", &address];
        let words = words.into_iter().chain(["-o", "json"]).map(str::to_owned).collect();
        let output = self.run(&Line { words, ..Line::default() });
        let made: Value = serde_json::from_str(&output.stdout).unwrap_or_default();
        made["secret"].as_str().ok_or_else(|| output.to_string())?.clone_into(&mut self.secret);
        self.audited = self.standing()?.audited;
        for act in operator::begin(dice, &mut self.model) {
            self.step(&act, Fault::None)?;
        }
        Ok(())
    }

    /// Starts a command beside others: its files have names of their own.
    pub(super) fn start(&mut self, act: &Act, number: usize) -> Running {
        self.tally("commands at the same time");
        *self.tally.commands.entry(act.name().to_owned()).or_insert(0) += 1;
        let mut line = act.line(&self.model);
        for (name, _) in &mut line.files {
            let own = format!("{number}-{name}");
            for word in line.words.iter_mut().filter(|word| *word == name) {
                word.clone_from(&own);
            }
            *name = own;
        }
        line.words.extend(["--yes", "-o", "json"].map(str::to_owned));
        let words = self.prepared(&line);
        site::at(&self.site.cardctl, self.model.now).spawn(words)
    }

    /// Goes on from what was found.
    pub(super) fn took(&mut self, model: Model, audited: (i64, i64)) {
        (self.model, self.audited) = (model, audited);
    }

    pub(super) fn standing(&mut self) -> Result<Standing, String> {
        standing(&mut self.reader)
    }

    /// Puts numbers and codes of cards into a text.
    fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, left) = after.split_once('}').expect("a name of a card ends");
            let (what, of) = name.split_once(' ').expect("what of it");
            filled += before;
            filled += &match what {
                "row" => self.row(of),
                "signed" | "forged" => self.request(what == "signed", of),
                _ => self.of_card(what, of),
            };
            rest = left;
        }
        filled + rest
    }

    /// Number or code of a card.
    fn of_card(&self, what: &str, at: &str) -> String {
        let (batch, serial) = at.split_once('/').expect("batch and serial");
        let number = |text: &str| text.parse().expect("a number");
        let at = CardAt { batch: number(batch), serial: number(serial) };
        let (card, code) = &self.cards[&at];
        (if what == "card" { card } else { code }).clone()
    }

    /// A request as a holder's device writes it.
    fn request(&self, signed: bool, of: &str) -> String {
        let parts: Vec<&str> = of.split('|').collect();
        let [id, holder, service, at, wish] = parts[..] else { panic!("a request has five parts: {of}") };
        let secret = if signed { &self.secrets[holder] } else { FORGED };
        let payload = format!("{{\"wish\":{wish}}}");
        let signature = signature_of(secret, id, at, &payload);
        format!(
            "{{\"id\":\"{id}\",\"holder\":\"{holder}\",\"service\":\"{service}\",\"timestamp\":{at},\
             \"payload\":{payload},\"signature\":\"{signature}\"}}"
        )
    }

    /// What a row of a payout is called.
    fn row(&self, of: &str) -> String {
        let (payout, party) = of.split_once('/').expect("payout and party");
        let (kind, name) = party.split_once(' ').expect("kind and name");
        let party = party_number(&self.site.url, kind, name).expect("a party of the payout");
        format!("{payout}-{party:06}")
    }

    pub(super) fn prepared(&mut self, line: &Line) -> Vec<String> {
        for (name, content) in &line.files {
            let content = self.filled(content);
            self.site.write(name, &content);
        }
        let shown: Vec<&str> = line.words.iter().map(String::as_str).collect();
        self.trace.push(format!("[{}] cardctl {}", utc(self.model.now), shown.join(" ")));
        for (name, content) in &line.files {
            self.trace.extend(content.lines().map(|line| format!("      {name}: {line}")));
        }
        line.words.iter().map(|word| self.filled(word)).collect()
    }

    pub(super) fn run(&mut self, line: &Line) -> Output {
        let words = self.prepared(line);
        site::at(&self.site.cardctl, self.model.now).run(words)
    }

    /// Does one thing on both sides.
    fn step(&mut self, act: &Act, fault: Fault) -> Result<(), String> {
        *self.tally.commands.entry(act.name().to_owned()).or_insert(0) += 1;
        if let Act::Dispatch { takes } = act {
            self.provider.is_to(if *takes { Manner::Takes } else { Manner::Answers(500, "") });
        }
        let mut line = act.line(&self.model);
        let format = line.format.unwrap_or("json");
        line.words.extend(["--yes", "-o", format].map(str::to_owned));
        let mut after = self.model.clone();
        let answer = after.apply(act);
        let stages = after.take_stages();
        let verdict = match &answer.verdict {
            Verdict::Refused(code) => format!("{}: {code}", act.name()),
            other => format!("{}: {other:?}", act.name()),
        };
        *self.tally.verdicts.entry(verdict).or_insert(0) += 1;
        if fault != Fault::None {
            *self.tally.faults.entry(fault.word().to_owned()).or_insert(0) += 1;
            self.trace.push(format!("      {fault:?}"));
        }
        let (output, end) = self.under(&line, fault, &answer)?;
        match end {
            End::Whole => {
                let (after, answer) = self.as_numbered(act, after, answer, &output)?;
                self.compare(act, after, &answer, &output)
            }
            End::Died => self.died(act, stages, Some(after)).map_err(|why| format!("{why}\n{output}")),
            // Nothing was changed, but by slices before.
            End::Stopped => self.died(act, stages, None).map_err(|why| format!("{why}\n{output}")),
        }
    }

    /// A run whose first step was done again has the number after the one that was lost with the connection.
    fn as_numbered(
        &mut self,
        act: &Act,
        mut after: Model,
        mut answer: Answer,
        output: &Output,
    ) -> Result<(Model, Answer), String> {
        if !matches!(act, Act::Run { .. }) || !output.stderr.contains("trying again") {
            return Ok((after, answer));
        }
        let last = sql::texts(&self.site.url, "SELECT CAST(COALESCE(MAX(run_id), 0) AS TEXT) FROM run")
            .map_err(|error| format!("the runs can't be read: {error}"))?;
        let last: usize = last.concat().parse().expect("a number");
        for _ in after.runs.len()..last {
            self.model.lose_run();
            after = self.model.clone();
            answer = after.apply(act);
            after.take_stages();
        }
        Ok((after, answer))
    }

    pub(super) fn tally(&mut self, what: &str) {
        *self.tally.faults.entry(what.to_owned()).or_insert(0) += 1;
    }

    /// The command died: whatever it left must be one of the states on its way, and the same command goes on from there.
    fn died(&mut self, act: &Act, stages: Vec<Model>, after: Option<Model>) -> Result<(), String> {
        self.died = true;
        site::forget_clocks();
        self.settle()?;
        let found = self.standing()?;
        let mut before = self.model.clone();
        if let Act::Dispatch { .. } = act {
            before.was_sent(&found.lines);
        }
        let last = stages.len() + 1;
        let candidates = [before].into_iter().chain(stages).chain(after);
        let Some((stage, reached)) = candidates.enumerate().find(|(_, model)| model.lines() == found.lines)
        else {
            let left = difference(&self.model.lines(), &found.lines).unwrap_or_default();
            return Err(format!("what is left is no state on the way; from before, {left}"));
        };
        self.trace.push(format!("      what is left: stage {stage} of {last}"));
        self.model = reached;
        self.audited = found.audited;
        self.collect(act);
        // A second later, so that nothing stands in the same moment as what was done before.
        self.model.now += 1;
        if let Act::Dispatch { .. } = act {
            // What was on its way is held until then.
            self.model.now += 10 * 60;
        }
        self.step(act, Fault::None)
    }

    fn compare(&mut self, act: &Act, after: Model, answer: &Answer, output: &Output) -> Result<(), String> {
        let expected = answer.verdict.status();
        if output.status != expected {
            return Err(format!("{:?} was expected, exit status {expected}\n{output}", answer.verdict));
        }
        if let Verdict::Refused(code) = answer.verdict
            && answer.text.is_none()
            && !matches!(act, Act::Look(_))
        {
            let error =
                output.stderr.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
            let found = error.as_ref().and_then(|error| error["error"]["code"].as_str());
            if found != Some(code) {
                return Err(format!("the error `{code}` was expected\n{output}"));
            }
        }
        if let Some(text) = answer.text.as_ref().filter(|text| **text != output.stdout) {
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            let (mut expected, mut found) = (lines(text), lines(&output.stdout));
            expected.sort_unstable();
            found.sort_unstable();
            let difference = difference(&expected, &found).unwrap_or_else(|| "another order".to_owned());
            return Err(format!("{difference}\n{output}"));
        }
        if !answer.says.is_empty() {
            let found: Value = serde_json::from_str(&output.stdout).unwrap_or_default();
            for (key, value) in &answer.says {
                if found[key] != *value {
                    return Err(format!("`{key}` should be {value}\n{output}"));
                }
            }
        }
        let found = self.standing()?;
        if let Some(difference) = difference(&after.lines(), &found.lines) {
            return Err(format!("{difference}\n{output}"));
        }
        let done = found.audited.0 - self.audited.0;
        let logged = match answer.verdict {
            Verdict::Done => done > 0,
            // A load is recorded as such, whatever becomes of its rows.
            Verdict::Unchanged => done == 0 || matches!(act, Act::Purchases { .. } | Act::Visits(_)),
            Verdict::Partly => true,
            Verdict::Refused(_) => {
                (done > 0)
                    == (after.lines() != self.model.lines()
                        && answer.verdict != Verdict::Refused("activation-refused"))
            }
        };
        if !logged {
            return Err(format!("{done} entries of the log for {:?}\n{output}", answer.verdict));
        }
        self.audited = found.audited;
        self.model = after;
        self.collect(act);
        self.read_secret(output);
        Ok(())
    }

    /// A secret is shown once.
    fn read_secret(&mut self, output: &Output) {
        let found: Value = serde_json::from_str(&output.stdout).unwrap_or_default();
        let (Some(of), Some(secret)) = (found["ref"].as_str(), found["secret"].as_str()) else { return };
        let holder = self.model.holders.iter_mut().find(|holder| holder.reference == of);
        if let Some(holder) = holder.filter(|holder| holder.secret == Secret::Unread) {
            holder.secret = Secret::Read;
            self.secrets.insert(of.to_owned(), secret.to_owned());
        }
    }

    /// Reads numbers and codes of cards that were issued.
    fn collect(&mut self, act: &Act) {
        let Act::Issue { .. } = act else { return };
        let batch = i64::try_from(self.model.batches.len()).expect("few");
        let directory = self.site.directory().join(format!("print{batch}"));
        let file = ["cards.csv", "cards.csv.partial"].map(|name| fs::read_to_string(directory.join(name)));
        let Some(text) = file.into_iter().find_map(Result::ok) else { return };
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let at = CardAt { batch, serial: cells[0].parse().expect("a serial") };
            self.cards.insert(at, (cells[1].to_owned(), cells[3].to_owned()));
        }
    }

    /// The program's own proofs, the chain of the log among them.
    fn check(&mut self) -> Result<(), String> {
        self.prove(["db", "check"])
    }

    fn prove(&mut self, words: [&str; 2]) -> Result<(), String> {
        let line = Line { words: words.map(str::to_owned).to_vec(), ..Line::default() };
        let output = self.run(&line);
        if output.status == 0 { Ok(()) } else { Err(output.to_string()) }
    }
}
