//! Signed requests of holders, and what a provider is sent of them.

use serde_json::json;

use super::{Answer, CardState, Model, Refusal, Verdict, done, refuse, unchanged};
use crate::simulator::act::Ask;
use crate::simulator::clock::Moment;

/// What signs a holder's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Secret {
    None,
    /// There is one, and nobody read it.
    Unread,
    Read,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Asked {
    Waiting,
    Delivered,
    Refused,
    Dead,
    Cancelled,
}

#[derive(Clone, Debug)]
pub(in crate::simulator) struct Request {
    pub(in crate::simulator) ask: Ask,
    pub(in crate::simulator) state: Asked,
    refusal: Option<&'static str>,
    holder: Option<usize>,
    /// From when on it is sent.
    due: Moment,
    /// What it said was taken away with its holder.
    silent: bool,
}

/// How old a signature may be, and how far ahead, in seconds.
const WINDOW: Moment = 300;

impl Model {
    /// A new secret in the place of the one before.
    pub(super) fn make_secret(&mut self, who: &str) -> Result<Answer, Refusal> {
        let id = self.named(who)?;
        self.holders[id].secret = Secret::Unread;
        done()
    }

    /// Why a request is not accepted.
    fn refusal(&self, ask: &Ask, holder: Option<usize>) -> Option<&'static str> {
        if ask.service != "repair" {
            return Some("unknown-service");
        }
        let Some(holder) = holder.map(|id| &self.holders[id]) else { return Some("unknown-holder") };
        let tier = holder.tiers.on(self.today()).map(|tier| self.tiers[*tier].permissions);
        match self.card(holder.card).state {
            _ if holder.secret == Secret::None => Some("no-secret"),
            _ if !ask.signed => Some("signature"),
            _ if self.now - ask.at > WINDOW => Some("stale"),
            _ if ask.at - self.now > WINDOW => Some("future"),
            _ if holder.restricted.is_some() => Some("restricted"),
            CardState::Frozen | CardState::Lost | CardState::Replaced | CardState::Void => {
                Some("card-blocked")
            }
            _ if !holder.active => Some("not-active"),
            _ if !tier.is_some_and(|may| may.split(',').any(|word| word == "request")) => Some("permission"),
            _ => None,
        }
    }

    pub(super) fn take_in(&mut self, asks: &[Ask]) -> Answer {
        let (mut accepted, mut refused, mut skipped, mut conflicts) = (0, 0, 0, 0);
        for ask in asks {
            let holder = self.whoever(&ask.holder).ok();
            if let Some(known) = self.requests.get(&ask.id) {
                let same = !known.silent
                    && (known.holder, known.ask.service, known.ask.at, known.ask.wish)
                        == (holder, ask.service, ask.at, ask.wish);
                if same {
                    skipped += 1;
                    continue;
                }
                // What was refused gives way to another one.
                if known.state != Asked::Refused {
                    conflicts += 1;
                    continue;
                }
            }
            let refusal = self.refusal(ask, holder);
            let state = if refusal.is_some() { Asked::Refused } else { Asked::Waiting };
            if let (None, Some(holder)) = (refusal, holder) {
                accepted += 1;
                self.holders[holder].visits += 1;
            } else {
                refused += 1;
            }
            self.received += 1;
            let request = Request { ask: ask.clone(), state, refusal, holder, due: self.now, silent: false };
            self.requests.insert(ask.id.clone(), request);
        }
        let verdict = match (conflicts, accepted + refused) {
            (1.., _) => Verdict::Partly,
            (0, 0) => Verdict::Unchanged,
            _ => Verdict::Done,
        };
        Answer::of(verdict).says(json!({ "read": asks.len(), "accepted": accepted, "refused": refused,
            "skipped": skipped, "conflicts": conflicts, "rejected": 0 }))
    }

    /// How many are due.
    pub(in crate::simulator) fn due_requests(&self) -> usize {
        let due = |request: &&Request| request.state == Asked::Waiting && request.due <= self.now;
        self.requests.values().filter(due).count()
    }

    /// Everything that is due is sent once.
    pub(super) fn dispatch(&mut self, takes: bool) -> Answer {
        let (due, now) = (self.due_requests(), self.now);
        if due == 0 {
            return Answer::of(Verdict::Unchanged);
        }
        for request in self.requests.values_mut() {
            if request.state == Asked::Waiting && request.due <= now {
                request.state = if takes { Asked::Delivered } else { Asked::Dead };
            }
        }
        let dead = if takes { 0 } else { due };
        let verdict = if takes { Verdict::Done } else { Verdict::Partly };
        Answer::of(verdict).says(json!({ "sent": due, "delivered": due - dead, "dead": dead }))
    }

    /// A dispatcher that died has sent what it has sent, and no more is known of it than what is found.
    pub(in crate::simulator) fn was_sent(&mut self, found: &[String]) {
        for (id, request) in &mut self.requests {
            if request.state != Asked::Waiting {
                continue;
            }
            for state in [Asked::Delivered, Asked::Dead] {
                let line = Self::line_of_request(id, state, None);
                if found.iter().any(|found| found.starts_with(&line)) {
                    request.state = state;
                }
            }
        }
    }

    pub(super) fn cancel(&mut self, id: &str) -> Result<Answer, Refusal> {
        let request = self.requests.get_mut(id).ok_or("not-found")?;
        match request.state {
            Asked::Waiting => {
                request.state = Asked::Cancelled;
                done()
            }
            Asked::Cancelled => unchanged(),
            Asked::Delivered | Asked::Refused | Asked::Dead => refuse("run-state"),
        }
    }

    /// Whatever is dead waits again, but of those of whom nothing but storage is allowed.
    pub(super) fn send_again(&mut self) -> Result<Answer, Refusal> {
        let mut again = false;
        for request in self.requests.values_mut() {
            let holder = &self.holders[request.holder.unwrap_or_default()];
            if request.state == Asked::Dead && holder.restricted.is_none() {
                (request.state, request.due, again) = (Asked::Waiting, self.now, true);
            }
        }
        if again { done() } else { unchanged() }
    }

    /// Of somebody who is restricted nothing is sent any more, and nothing of them is signed.
    pub(super) fn end_requests(&mut self, holder: usize) {
        self.holders[holder].secret = Secret::None;
        for request in self.requests.values_mut() {
            if request.holder == Some(holder) && request.state == Asked::Waiting {
                (request.state, request.silent) = (Asked::Cancelled, true);
            }
        }
    }

    fn line_of_request(id: &str, state: Asked, refusal: Option<&str>) -> String {
        let state = match state {
            Asked::Waiting => "waiting",
            Asked::Delivered => "delivered",
            Asked::Refused => "refused",
            Asked::Dead => "dead",
            Asked::Cancelled => "cancelled",
        };
        format!("request {id} {state} {}", refusal.unwrap_or("-"))
    }

    pub(super) fn lines_of_requests(&self, lines: &mut Vec<String>) {
        lines.push(format!("requests {}", self.received));
        for (id, request) in &self.requests {
            let holder = request.holder.map_or("-", |holder| &self.holders[holder].reference);
            let line = Self::line_of_request(id, request.state, request.refusal);
            lines.push(format!("{line} {holder} {}", request.ask.service));
        }
        let signs = self.holders.iter().filter(|holder| holder.secret != Secret::None);
        lines.extend(signs.map(|holder| format!("secret {}", holder.reference)));
    }
}
