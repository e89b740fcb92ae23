//! What the tables tell of a holder, as events.

use serde_json::Value;

use super::Event;
use super::log::Log;
use crate::command::holder::directory::Directory;
use crate::command::platform::Platform;
use crate::domain::card::{CardNumber, CardState};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::card::RecordedEvent;
use crate::store::holder::{self, Holder, sealed_row};
use crate::store::{Tx, attribution, card, card_block, history};
use crate::vault::Vault;

/// More visits than these are one event.
const VISITS: i64 = 3;

/// A card and what happened to it.
pub(super) struct Life {
    card: CardNumber,
    events: Vec<RecordedEvent>,
}

/// The cards that a holder had, in the order in which they were given.
pub(super) async fn lives(tx: &mut Tx, found: &Holder) -> Result<Vec<Life>, Error> {
    let mut cards = card_block::cards(tx, found.holder_id).await?;
    cards.insert(found.card()?);
    let mut lives = Vec::with_capacity(cards.len());
    for card in cards {
        lives.push(Life { card, events: card::events(tx, card).await? });
    }
    lives.sort_by_key(|life| life.events.first().map(|given| given.at));
    Ok(lives)
}

/// The events of one holder, gathered table by table.
pub(super) struct Gathering<'a> {
    pub(super) lives: &'a [Life],
    pub(super) log: Log,
    pub(super) found: &'a Holder,
    pub(super) vault: Option<&'a Vault>,
    pub(super) directory: &'a Directory,
    pub(super) platform: &'a Platform,
    pub(super) events: Vec<Event>,
}

impl Gathering<'_> {
    /// The registration, with what was consented to. Its operator is the one who gave the first card.
    pub(super) fn registration(&mut self) {
        let found = self.found;
        let consents = [("consent", &found.consent), ("guardian's consent", &found.guardian_consent)];
        let consents: Vec<String> = consents
            .into_iter()
            .filter_map(|(what, consent)| Some(format!("{what} {}", consent.as_ref()?)))
            .collect();
        let given = self.lives.first().and_then(|life| life.events.first());
        self.events.push(Event {
            at: found.registered_at,
            what: "registered".to_owned(),
            detail: (!consents.is_empty()).then(|| consents.join(", ")),
            operator: given.map(|event| event.operator.clone()),
            channel: given.map(|event| event.channel.clone()),
            reason: None,
        });
    }

    /// What happened to all cards that the holder had.
    pub(super) fn cards(&mut self) -> Result<(), Error> {
        for life in self.lives {
            for event in &life.events {
                let what = match (event.from()?, event.to()?) {
                    (CardState::Stocked, CardState::Sold) => "card given",
                    (CardState::Sold, CardState::Active) => "activated",
                    (CardState::Active, CardState::Frozen) => "frozen",
                    (CardState::Frozen, CardState::Active) => "unfrozen",
                    (CardState::Lost, CardState::Replaced) => "replaced",
                    (CardState::Lost, _) => "found",
                    (_, to) => to.as_str(),
                };
                self.events.push(Event {
                    at: event.at,
                    what: what.to_owned(),
                    detail: Some(life.card.masked()),
                    operator: Some(event.operator.clone()),
                    channel: Some(event.channel.clone()),
                    reason: event.reason.clone(),
                });
            }
        }
        Ok(())
    }

    /// Parameters that were added and retired, masked.
    pub(super) async fn parameters(&mut self, tx: &mut Tx) -> Result<(), Error> {
        for parameter in history::parameters(tx, self.found.holder_id).await? {
            let row = sealed_row(self.found.holder_id, parameter.n);
            let shown = match self.vault {
                Some(vault) => {
                    vault.open_text("holder_parameter", "mask", &row, &parameter.mask)?.to_string()
                }
                None => parameter.tag.clone(),
            };
            let detail = format!("{} {shown}", parameter.kind);
            let moments =
                [("parameter added", Some(parameter.recorded)), ("parameter retired", parameter.retired_at)];
            for (what, at) in moments {
                let Some(at) = at else { continue };
                self.push(at, what, detail.clone(), |action, _| action.starts_with("parameter "));
            }
        }
        Ok(())
    }

    /// Tiers, each from a day on.
    pub(super) async fn tiers(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let id = self.found.holder_id;
        for change in attribution::tiers_of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default() {
            let code = self.directory.tier_of(change.value).map_or("?", |tier| tier.code.as_str());
            let detail = format!("{code} from {}", change.since);
            self.push(change.recorded, "tier", detail, |action, detail| {
                set_since(action, detail, change.since) || (action == "payment add" && detail["tier"] == code)
            });
        }
        Ok(())
    }

    /// Center, staff member and agent, each from a day on.
    pub(super) async fn attributions(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let id = self.found.holder_id;
        for change in attribution::of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default() {
            let who = change.value;
            let parts = [("center", Some(who.center)), ("staff", who.staff), ("agent", who.agent)];
            let code = |party: PartyId| self.directory.code(party).unwrap_or("?");
            let parts: Vec<String> = parts
                .into_iter()
                .filter_map(|(what, party)| Some(format!("{what} {}", code(party?))))
                .collect();
            let detail = format!("{} from {}", parts.join(", "), change.since);
            self.push(change.recorded, "attribution", detail, |action, detail| {
                set_since(action, detail, change.since)
            });
        }
        Ok(())
    }

    /// Fees that were paid, and paid back.
    pub(super) async fn fees(&mut self, tx: &mut Tx) -> Result<(), Error> {
        for paid in holder::payments(tx, self.found.holder_id).await? {
            let by = self.log.of_receipt(&paid.external_id);
            let (operator, reason) = by.map_or((None, None), |(operator, reason)| (Some(operator), reason));
            self.events.push(Event {
                operator,
                reason,
                at: paid.paid_at,
                what: if paid.amount() < Money::ZERO { "fee-refund" } else { "fee" }.to_owned(),
                detail: Some(format!(
                    "{} {}, receipt {}",
                    paid.amount(),
                    self.platform.currency,
                    paid.external_id
                )),
                channel: Some(paid.channel),
            });
        }
        Ok(())
    }

    /// Visits, many of them as one event at the last.
    pub(super) async fn visits(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let id = self.found.holder_id;
        let visits = history::visits(tx, id).await?;
        if visits.count > VISITS {
            let (Some(first), Some(last)) = (visits.first, visits.last) else { return Ok(()) };
            let day = |at| self.platform.day(at).map_or_else(String::new, |day| day.to_string());
            self.events.push(Event {
                at: last,
                what: "visits".to_owned(),
                detail: Some(format!("{} from {} to {}", visits.count, day(first), day(last))),
                ..Event::default()
            });
            return Ok(());
        }
        for (at, channel) in history::last_visits(tx, id, VISITS).await? {
            let what = "visit".to_owned();
            self.events.push(Event { at, what, channel: Some(channel), ..Event::default() });
        }
        Ok(())
    }

    /// What only the log tells.
    pub(super) fn rest_of_the_log(&mut self) {
        self.events.extend(self.log.rest());
    }

    /// Adds what was recorded at a moment, by whoever did it. What came with the registration is of its moment and its
    /// operator.
    fn push(&mut self, recorded: i64, what: &str, detail: String, fits: impl Fn(&str, &Value) -> bool) {
        let (at, operator, reason) = if recorded == self.found.recorded {
            let given = self.lives.first().and_then(|life| life.events.first());
            (self.found.registered_at, given.map(|event| event.operator.clone()), None)
        } else {
            let by = self.log.of(recorded, fits);
            let (operator, reason) = by.map_or((None, None), |(operator, reason)| (Some(operator), reason));
            (recorded, operator, reason)
        };
        let (what, detail) = (what.to_owned(), Some(detail));
        self.events.push(Event { at, what, detail, operator, channel: None, reason });
    }
}

/// Whether an entry is of the `holder set` that made a change from this day on.
fn set_since(action: &str, detail: &Value, since: Day) -> bool {
    action == "holder set" && detail["since"] == since.to_string()
}
