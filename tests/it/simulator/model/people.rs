//! Holders: registered, activated, placed with agents and tiers, and what they pay.

use std::collections::BTreeSet;

use serde_json::json;

use super::requests::Secret;
use super::{
    Answer, CardState, FOREVER, History, Holder, Known, Model, Payment, Refusal, Served, Verdict, changed,
    done, refuse, unchanged,
};
use crate::simulator::act::{Act, CardAt, Code, Parameter, Person};
use crate::simulator::clock::{Day, Moment, day_of, first_moment};

/// Somebody who wants to become a holder.
struct Applicant<'a> {
    reference: &'a str,
    name: &'a str,
    parameters: Vec<&'a Parameter>,
    card: Option<CardAt>,
    center: Option<usize>,
    staff: Option<usize>,
    agent: Option<usize>,
    tier: Option<Wish>,
    fee: Option<i64>,
    registered: Moment,
    activated: bool,
}

#[derive(Clone, Copy)]
enum Wish {
    /// In force when its fee is paid.
    WhenPaid(usize),
    Set(usize),
}

/// How somebody stands to those who are known.
enum Standing {
    New,
    Same(usize),
}

/// What counts of a parameter for who may have it.
fn claim(kind: &str, value: &str) -> (&'static str, String) {
    match kind {
        "citizen-id" => ("cn.id", value.to_owned()),
        "mobile" => ("phone", value.to_owned()),
        other => panic!("no namespace of {other}"),
    }
}

/// Of a citizen number: the region, the day of birth as its digits, and whether it is a man's.
pub(super) fn told(kind: &str, value: &str) -> Option<(String, i64, bool)> {
    (kind == "citizen-id").then(|| {
        let year = value[6..10].parse().expect("a year");
        (value[..6].to_owned(), year, value.as_bytes()[16] % 2 == 1)
    })
}

impl Model {
    pub(super) fn whoever(&self, reference: &str) -> Result<usize, Refusal> {
        let found = self.holders.iter().position(|holder| holder.reference == reference);
        found.ok_or("not-found")
    }

    /// A holder who is to be changed.
    pub(super) fn named(&self, reference: &str) -> Result<usize, Refusal> {
        let holder = self.whoever(reference)?;
        if self.holders[holder].restricted.is_some() { refuse("holder-restricted") } else { Ok(holder) }
    }

    /// Whose a parameter is.
    fn owner(&self, parameter: &Parameter) -> Option<usize> {
        let wanted = claim(parameter.kind, &parameter.value);
        self.holders.iter().position(|holder| {
            let standing = holder.parameters.iter().filter(|known| !known.retired);
            standing.into_iter().any(|known| claim(known.kind, &known.value) == wanted)
        })
    }

    fn standing(&self, one: &Applicant<'_>) -> Result<Standing, Refusal> {
        let by_reference = self.whoever(one.reference).ok();
        let owners: Vec<Option<usize>> = one.parameters.iter().map(|each| self.owner(each)).collect();
        let touched = by_reference.into_iter().chain(owners.iter().copied().flatten());
        if touched.clone().any(|holder| self.holders[holder].restricted.is_some()) {
            return refuse("holder-restricted");
        }
        let Some(owner) = touched.into_iter().next() else { return Ok(Standing::New) };
        let known = &self.holders[owner];
        let same = owners.iter().all(|of| *of == Some(owner))
            && known.name == one.name
            && one.card.is_none_or(|card| self.card(card).holder == Some(owner))
            && known.reference == one.reference;
        if same { Ok(Standing::Same(owner)) } else { refuse("conflict") }
    }

    /// The highest tier whose minimum is reached, and not below the first.
    fn reached(&self, fees: i64) -> usize {
        let reached = |tier: &usize| *tier == 0 || self.tiers[*tier].least.is_some_and(|least| least <= fees);
        (0..self.tiers.len())
            .filter(reached)
            .max_by_key(|tier| self.tiers[*tier].rank)
            .expect("a default tier")
    }

    /// The tier from the registration on, and the one that waits for its fee.
    fn first_tier(&self, wish: Option<Wish>, fees: i64) -> (usize, Option<usize>) {
        let reached = self.reached(fees);
        match wish {
            None => (reached, None),
            Some(Wish::Set(tier)) => (tier, None),
            Some(Wish::WhenPaid(tier)) if self.tiers[tier].least.is_none_or(|least| least <= fees) => {
                (if self.tiers[tier].rank > self.tiers[reached].rank { tier } else { reached }, None)
            }
            Some(Wish::WhenPaid(tier)) => (reached, Some(tier)),
        }
    }

    fn admit(&mut self, one: &Applicant<'_>) -> Result<usize, Refusal> {
        let card = match one.card {
            Some(card) => {
                let asked = self.card(card);
                if asked.state != CardState::Stocked || !asked.released {
                    return refuse("run-state");
                }
                card
            }
            None => match self.stock(one.center.expect("a card or a center"), None, &[]) {
                Some(card) => card,
                None => return refuse("not-found"),
            },
        };
        let of = self.batches[usize::try_from(card.batch - 1).expect("a batch")].center;
        let center = one.center.unwrap_or(of);
        let belongs = |staff: &usize| self.staff[*staff].1 == center;
        if one.staff.as_ref().is_some_and(|staff| !belongs(staff)) {
            return refuse("conflict");
        }
        let lying = self.card(card);
        let region = one.parameters.iter().find_map(|each| told(each.kind, &each.value));
        let served = Served {
            center,
            staff: one.staff.or(lying.staff.filter(belongs)),
            agent: one.agent.or(lying.agent).or_else(|| self.agent_of(&region.clone()?.0)),
        };
        let (tier, wanted) = self.first_tier(one.tier, one.fee.unwrap_or(0));
        let day = day_of(one.registered);
        let recorded = self.recorded();
        let holder = self.holders.len();
        let known = |each: &&Parameter| Known {
            kind: each.kind,
            value: each.value.clone(),
            retired: false,
            verified: None,
            verifications: 0,
        };
        self.holders.push(Holder {
            reference: one.reference.to_owned(),
            name: one.name.to_owned(),
            card,
            active: one.activated,
            registered: one.registered,
            active_from: one.activated.then_some(day),
            served: History::begin(day, recorded, served),
            tiers: History::begin(day, recorded, tier),
            wanted,
            visits: 0,
            fees: one.fee.unwrap_or(0),
            parameters: one.parameters.iter().map(known).collect(),
            blocks: Vec::new(),
            restricted: None,
            secret: Secret::None,
            been: BTreeSet::new(),
        });
        let lying = self.card_mut(card);
        lying.holder = Some(holder);
        lying.state = if one.activated { CardState::Active } else { CardState::Sold };
        lying.last_at = one.registered;
        Ok(holder)
    }

    /// The agent whose region is the longest beginning of a holder's.
    fn agent_of(&self, region: &str) -> Option<usize> {
        let of = |agent: &usize| self.agents[*agent].region.filter(|of| region.starts_with(of));
        (0..self.agents.len()).filter(|agent| of(agent).is_some()).max_by_key(|agent| of(agent).map(str::len))
    }

    pub(super) fn register(&mut self, act: &Act) -> Result<Answer, Refusal> {
        let Act::Register { card, reference, name, parameters, tier, agent, staff, fee, code } = act else {
            unreachable!("called for a registration")
        };
        let mut distinct: Vec<&Parameter> = Vec::new();
        for parameter in parameters {
            if !distinct.contains(&parameter) {
                distinct.push(parameter);
            }
        }
        let one = Applicant {
            reference,
            name,
            parameters: distinct,
            card: Some(*card),
            center: None,
            staff: *staff,
            agent: *agent,
            tier: tier.map(Wish::WhenPaid),
            fee: fee.as_ref().map(|(amount, _)| *amount),
            registered: self.now,
            activated: code.is_some(),
        };
        match self.standing(&one)? {
            Standing::Same(holder) => {
                if let Some((_, receipt)) = fee
                    && self.paid("counter", receipt).is_none_or(|known| known.holder != holder)
                {
                    return refuse("conflict");
                }
                match code {
                    Some(code) if !self.holders[holder].active => self.activate(*card, *code),
                    _ => unchanged(),
                }
            }
            Standing::New => {
                let right = match code {
                    None => true,
                    Some(_) if self.locked(*card) => false,
                    Some(code) => *code == Code::Right,
                };
                let holder = self.admit(&one)?;
                if code.is_some() {
                    self.holders[holder].secret = Secret::Unread;
                }
                if !right {
                    return refuse("activation-refused");
                }
                if let Some((amount, receipt)) = fee {
                    if self.paid("counter", receipt).is_some() {
                        return refuse("conflict");
                    }
                    self.book(self.holders.len() - 1, "counter", receipt, *amount, "cash", self.now);
                }
                done()
            }
        }
    }

    pub(super) fn activate(&mut self, at: CardAt, code: Code) -> Result<Answer, Refusal> {
        let card = self.card(at).clone();
        let restricted =
            |model: &Self| card.holder.is_some_and(|holder| model.holders[holder].restricted.is_some());
        if code == Code::ByOperator {
            if restricted(self) {
                return refuse("holder-restricted");
            }
            match (card.state, card.holder) {
                (CardState::Sold, Some(_)) => {}
                (CardState::Active, Some(_)) => return unchanged(),
                _ => return refuse("run-state"),
            }
        } else {
            if self.locked(at) || code == Code::Wrong || card.holder.is_none() {
                return refuse("activation-refused");
            }
            if restricted(self) {
                return refuse("holder-restricted");
            }
            match card.state {
                CardState::Sold => {}
                CardState::Active => return unchanged(),
                _ => return refuse("activation-refused"),
            }
        }
        let (now, today) = (self.now, self.today());
        let holder = &mut self.holders[card.holder.expect("it is sold")];
        (holder.active, holder.active_from) = (true, Some(today));
        if holder.secret == Secret::None {
            holder.secret = Secret::Unread;
        }
        let card = self.card_mut(at);
        (card.state, card.last_at, card.wrong) = (CardState::Active, now, (0, 0));
        done()
    }

    pub(super) fn people(&mut self, people: &[Person]) -> Result<Answer, Refusal> {
        let (mut imported, mut skipped, mut conflicts, mut rejected, mut activated) = (0, 0, 0, 0, 0);
        // What is known is looked up before the file is gone through, and remembered as it goes.
        for person in people {
            let one = Applicant {
                reference: &person.reference,
                name: &person.name,
                parameters: vec![&person.parameter],
                card: None,
                center: Some(person.center),
                staff: person.staff,
                agent: person.agent,
                tier: person.tier.map(Wish::Set),
                fee: person.fee,
                registered: person.registered.map_or(self.now, first_moment),
                activated: true,
            };
            if one.registered > self.now {
                rejected += 1;
                continue;
            }
            let by_reference = self.whoever(one.reference).is_ok();
            match self.standing(&one) {
                Err("conflict") if by_reference => conflicts += 1,
                Err(_) => rejected += 1,
                Ok(Standing::Same(holder)) => {
                    skipped += 1;
                    let card = self.holders[holder].card;
                    if !self.holders[holder].active && self.card(card).state == CardState::Sold {
                        activated += 1;
                        // Nobody was a holder before they were known.
                        let known = self.holders[holder].registered.max(self.card(card).last_at);
                        let at = one.registered.max(known);
                        let day = day_of(at);
                        (self.holders[holder].active, self.holders[holder].active_from) = (true, Some(day));
                        let card = self.card_mut(card);
                        (card.state, card.last_at) = (CardState::Active, at);
                    }
                }
                Ok(Standing::New) => match self.admit(&one) {
                    Err(_) => rejected += 1,
                    Ok(holder) => {
                        imported += 1;
                        activated += 1;
                        if let Some(fee) = person.fee.filter(|fee| *fee > 0) {
                            self.book(holder, "import", &person.reference, fee, "import", one.registered);
                        }
                    }
                },
            }
        }
        let verdict = match (conflicts + rejected, imported + activated) {
            (1.., _) => Verdict::Partly,
            (0, 0) => Verdict::Unchanged,
            _ => Verdict::Done,
        };
        Ok(Answer::of(verdict).says(json!({ "read": people.len(), "imported": imported, "skipped": skipped,
            "conflicts": conflicts, "rejected": rejected, "activated": activated })))
    }

    pub(super) fn set_holder(
        &mut self,
        who: &str,
        agent: Option<usize>,
        staff: Option<usize>,
        tier: Option<usize>,
        since: Option<Day>,
    ) -> Result<Answer, Refusal> {
        let (since, recorded) = (since.unwrap_or(self.today()), self.recorded());
        let id = self.named(who)?;
        let Some(current) = self.holders[id].served.on(since).copied() else { return refuse("usage") };
        if staff.is_some_and(|staff| self.staff[staff].1 != current.center) {
            return refuse("conflict");
        }
        let served = Served { agent: agent.or(current.agent), staff: staff.or(current.staff), ..current };
        let holder = &mut self.holders[id];
        let mut change = holder.served.record(since, recorded, served);
        if let Some(tier) = tier
            && holder.tiers.record(since, recorded, tier)
        {
            change = true;
            if holder.wanted == Some(tier) {
                holder.wanted = None;
            }
        }
        changed(change)
    }

    pub(super) fn visit(&mut self, who: &str, at: Option<Moment>) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        let at = at.unwrap_or(self.now);
        if at > self.now || day_of(at) < day_of(self.holders[id].registered) {
            return refuse("usage");
        }
        self.holders[id].visits += 1;
        done()
    }

    /// The payment of a receipt.
    fn paid(&self, source: &str, receipt: &str) -> Option<&Payment> {
        self.payments.iter().find(|known| known.source == source && known.receipt == receipt)
    }

    fn book(
        &mut self,
        holder: usize,
        source: &'static str,
        receipt: &str,
        amount: i64,
        channel: &'static str,
        paid_at: Moment,
    ) {
        self.payments.push(Payment { holder, source, receipt: receipt.to_owned(), amount, channel, paid_at });
    }

    pub(super) fn pay(
        &mut self,
        who: &str,
        amount: i64,
        receipt: &str,
        paid_at: Option<Moment>,
    ) -> Result<Answer, Refusal> {
        if paid_at.is_some_and(|at| at > self.now) {
            return refuse("usage");
        }
        let id = self.named(who)?;
        if let Some(known) = self.paid("counter", receipt) {
            let same =
                known.holder == id && known.amount == amount && paid_at.is_none_or(|at| at == known.paid_at);
            return if same { unchanged() } else { refuse("conflict") };
        }
        let paid_at = paid_at.unwrap_or(self.now);
        self.book(id, "counter", receipt, amount, "cash", paid_at);
        self.holders[id].fees += amount;
        self.rise(id, day_of(paid_at));
        done()
    }

    /// The tier rises with the fees, and never falls.
    fn rise(&mut self, id: usize, paid_on: Day) {
        let (reached, recorded) = (self.reached(self.holders[id].fees), self.recorded());
        let holder = &self.holders[id];
        // Not before the registration, and not before a change that was recorded, which it would undo.
        let last = holder.tiers.0.iter().map(|(since, ..)| *since).max().unwrap_or(FOREVER);
        let since = paid_on.max(holder.served.0[0].0).max(last);
        let paid = |tier: &usize| self.tiers[*tier].least.is_none_or(|least| least <= holder.fees);
        let current = holder.tiers.on(since).copied();
        let candidates = current.into_iter().chain([reached]).chain(holder.wanted.filter(paid));
        let best = candidates.max_by_key(|tier| self.tiers[*tier].rank).expect("one is reached");
        let fulfilled = holder.wanted.is_some_and(|wanted| self.tiers[best].rank >= self.tiers[wanted].rank);
        let holder = &mut self.holders[id];
        if current != Some(best) {
            holder.tiers.record(since, recorded, best);
        }
        if fulfilled {
            holder.wanted = None;
        }
    }

    pub(super) fn add_parameter(&mut self, who: &str, parameter: &Parameter) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        if self.same(id, parameter).is_some() {
            return unchanged();
        }
        self.claim_for(id, parameter)?;
        done()
    }

    /// The number of the one that counts and says the same.
    fn same(&self, id: usize, parameter: &Parameter) -> Option<usize> {
        let same =
            |known: &Known| !known.retired && known.kind == parameter.kind && known.value == parameter.value;
        self.holders[id].parameters.iter().position(same)
    }

    fn claim_for(&mut self, id: usize, parameter: &Parameter) -> Result<(), Refusal> {
        if let Some(owner) = self.owner(parameter).filter(|owner| *owner != id) {
            let restricted = self.holders[owner].restricted.is_some();
            return refuse(if restricted { "holder-restricted" } else { "conflict" });
        }
        let known = Known {
            kind: parameter.kind,
            value: parameter.value.clone(),
            retired: false,
            verified: None,
            verifications: 0,
        };
        self.holders[id].parameters.push(known);
        Ok(())
    }

    fn place(&self, id: usize, n: i64) -> Result<usize, Refusal> {
        let place = usize::try_from(n - 1).ok().filter(|place| *place < self.holders[id].parameters.len());
        place.ok_or("not-found")
    }

    pub(super) fn retire_parameter(&mut self, who: &str, n: i64) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        let place = self.place(id, n)?;
        if self.holders[id].parameters[place].retired {
            return unchanged();
        }
        self.holders[id].parameters[place].retired = true;
        self.identified(id)?;
        done()
    }

    fn identified(&self, id: usize) -> Result<(), Refusal> {
        if self.holders[id].parameters.iter().any(|known| !known.retired) {
            Ok(())
        } else {
            refuse("conflict")
        }
    }

    pub(super) fn replace_parameter(
        &mut self,
        who: &str,
        n: i64,
        parameter: &Parameter,
    ) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        let place = self.place(id, n)?;
        match (self.holders[id].parameters[place].retired, self.same(id, parameter)) {
            (true, Some(_)) => return unchanged(),
            (false, Some(same)) if same == place => return unchanged(),
            (true, None) => return refuse("run-state"),
            (false, Some(_)) => return refuse("conflict"),
            (false, None) => {}
        }
        self.holders[id].parameters[place].retired = true;
        self.claim_for(id, parameter)?;
        done()
    }

    pub(super) fn restrict(&mut self, who: &str, lift: bool) -> Result<Answer, Refusal> {
        let id = self.whoever(who)?;
        if self.holders[id].restricted.is_some() != lift {
            return unchanged();
        }
        self.holders[id].restricted = (!lift).then_some(self.now);
        if !lift {
            self.end_listings(id);
            self.end_requests(id);
            // A cohort that nobody else is in would tell of them.
            let others = self.cohorts();
            for place in std::mem::take(&mut self.holders[id].been) {
                if !others.contains_key(&place) {
                    self.paths.remove(&place);
                }
            }
        }
        done()
    }

    pub(super) fn verify(&mut self, who: &str, n: i64) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        let place = self.place(id, n)?;
        let today = self.today();
        let known = &mut self.holders[id].parameters[place];
        if known.retired {
            return refuse("run-state");
        }
        if known.verified == Some(today) {
            return unchanged();
        }
        // After the last time, also when the clock was set back.
        known.verified = known.verified.max(Some(today));
        known.verifications += 1;
        done()
    }

    pub(super) fn visits(&mut self, rows: &[(String, String, Moment)]) -> Answer {
        let (mut imported, mut skipped, mut conflicts, mut rejected) = (0, 0, 0, 0);
        for (id, who, at) in rows {
            let holder = self.whoever(who).ok().filter(|_| *at <= self.now);
            match (holder, self.visits.get(id)) {
                (None, _) => rejected += 1,
                (Some(_), Some(known)) if *known == (who.clone(), *at) => skipped += 1,
                (Some(_), Some(_)) => conflicts += 1,
                (Some(holder), None) => {
                    let of = &mut self.holders[holder];
                    if of.restricted.is_some() || day_of(*at) < day_of(of.registered) {
                        rejected += 1;
                    } else {
                        of.visits += 1;
                        imported += 1;
                        self.visits.insert(id.clone(), (who.clone(), *at));
                    }
                }
            }
        }
        let verdict = match (conflicts + rejected, imported) {
            (1.., _) => Verdict::Partly,
            (0, 0) => Verdict::Unchanged,
            _ => Verdict::Done,
        };
        Answer::of(verdict).says(json!({ "read": rows.len(), "imported": imported, "skipped": skipped,
            "conflicts": conflicts, "rejected": rejected }))
    }

    pub(super) fn notice(&mut self, scheme: &'static str, path: &str) -> Result<Answer, Refusal> {
        let asked = (scheme, path.to_owned());
        if !self.paths.contains(&asked) {
            return refuse("not-found");
        }
        let members = self.cohorts().get(&asked).map_or(0, Vec::len);
        self.notices.push(members);
        Ok(Answer::of(Verdict::Done).says(json!({ "notice": self.notices.len(), "members": members })))
    }

    /// Everything is sealed under a new key; the old one is retired when nothing needs it any more.
    pub(super) fn rotate(&mut self) -> Result<Answer, Refusal> {
        let last = self.keys.len() - 1;
        if !self.rotating {
            self.rotating = true;
            self.keys[last] = "retiring";
            self.keys.push("current");
            self.commit();
        }
        let retires = self.keys.contains(&"retiring");
        for key in &mut self.keys {
            if *key == "retiring" {
                *key = "retired";
            }
        }
        self.commit();
        // What was claimed under the old one goes last, of which the log says nothing.
        self.rotating = false;
        if retires { done() } else { unchanged() }
    }
}
