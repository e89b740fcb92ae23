//! What the tables tell of a holder, as events.

use serde_json::Value;

use super::Event;
use super::log::Log;
use crate::command::holder::directory::Directory;
use crate::command::platform::Platform;
use crate::domain::card::CardState;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::card::RecordedEvent;
use crate::store::holder::{self, Holder, sealed_row};
use crate::store::{Tx, attribution, card, card_block, history};
use crate::vault::Vault;

/// More visits than these are one event.
const VISITS: i64 = 3;

/// The events of one holder, gathered table by table.
pub(super) struct Gathering<'a> {
    pub(super) log: Log,
    pub(super) found: &'a Holder,
    pub(super) vault: Option<&'a Vault>,
    pub(super) directory: &'a Directory,
    pub(super) platform: &'a Platform,
    pub(super) events: Vec<Event>,
}

impl Gathering<'_> {
    /// The registration, with what was consented to. Its operator is the one who gave the first card.
    pub(super) async fn registration(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let found = self.found;
        let mut first = found.card()?;
        if let Some(earlier) = self.first_card(tx).await? {
            first = earlier;
        }
        let given = card::events(tx, first).await?.into_iter().next();
        let consents = [("consent", &found.consent), ("guardian's consent", &found.guardian_consent)];
        let consents: Vec<String> = consents
            .into_iter()
            .filter_map(|(what, consent)| Some(format!("{what} {}", consent.as_ref()?)))
            .collect();
        self.events.push(Event {
            at: found.registered_at,
            what: "registered".to_owned(),
            detail: (!consents.is_empty()).then(|| consents.join(", ")),
            operator: given.as_ref().map(|event| event.operator.clone()),
            channel: given.map(|event| event.channel),
            reason: None,
        });
        Ok(())
    }

    /// The card that was given with the registration: of all that the holder had, the first that was sold.
    async fn first_card(&self, tx: &mut Tx) -> Result<Option<crate::domain::card::CardNumber>, Error> {
        let mut first: Option<(i64, _)> = None;
        for number in card_block::cards(tx, self.found.holder_id).await? {
            let sold = card::events(tx, number).await?.into_iter().next().map_or(i64::MAX, |event| event.at);
            if first.is_none_or(|(at, _)| sold < at) {
                first = Some((sold, number));
            }
        }
        Ok(first.map(|(_, number)| number))
    }

    /// What happened to all cards that the holder had.
    pub(super) async fn cards(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let mut cards = card_block::cards(tx, self.found.holder_id).await?;
        cards.insert(self.found.card()?);
        let mut events: Vec<(String, RecordedEvent)> = Vec::new();
        for number in cards {
            events.extend(card::events(tx, number).await?.into_iter().map(|event| (number.masked(), event)));
        }
        // What happened to two cards at one moment is a replacement: the old one goes first.
        events.sort_by_key(|(_, event)| (event.at, event.from_state == CardState::Stocked.as_str()));
        for (masked, event) in events {
            let what = match (event.from()?, event.to()?) {
                (CardState::Stocked, CardState::Sold) => "card given",
                (CardState::Sold, CardState::Active) => "activated",
                (_, CardState::Frozen) if event.from()? == CardState::Active => "frozen",
                (CardState::Frozen, CardState::Active) => "unfrozen",
                (_, CardState::Lost) => "lost",
                (CardState::Lost, CardState::Replaced) => "replaced",
                (CardState::Lost, _) => "found",
                (_, to) => to.as_str(),
            };
            self.events.push(Event {
                at: event.at,
                what: what.to_owned(),
                detail: Some(masked),
                operator: Some(event.operator),
                channel: Some(event.channel),
                reason: event.reason,
            });
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
                // With the registration they are in its entry.
                let by = if at == self.found.recorded {
                    None
                } else {
                    self.log.of(at, |action, _| action.starts_with("parameter "))
                };
                let detail = Some(detail.clone());
                self.push(Event { at, what: what.to_owned(), detail, ..Event::default() }, by);
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
            let by = self.log.of(change.recorded, |action, detail| set_since(action, detail, change.since));
            let event = Event {
                at: change.recorded,
                what: "tier".to_owned(),
                detail: Some(detail),
                ..Event::default()
            };
            self.push(event, by);
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
            let by = self.log.of(change.recorded, |action, detail| set_since(action, detail, change.since));
            let event = Event {
                at: change.recorded,
                what: "attribution".to_owned(),
                detail: Some(detail),
                ..Event::default()
            };
            self.push(event, by);
        }
        Ok(())
    }

    /// Fees that were paid.
    pub(super) async fn fees(&mut self, tx: &mut Tx) -> Result<(), Error> {
        for paid in holder::payments(tx, self.found.holder_id).await? {
            self.events.push(Event {
                at: paid.paid_at,
                what: "fee".to_owned(),
                detail: Some(format!(
                    "{} {}, receipt {}",
                    paid.amount(),
                    self.platform.currency,
                    paid.external_id
                )),
                channel: Some(paid.channel),
                ..Event::default()
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

    fn push(&mut self, event: Event, by: Option<(String, Option<String>)>) {
        let (operator, reason) = by.map_or((None, None), |(operator, reason)| (Some(operator), reason));
        self.events.push(Event { operator, reason, ..event });
    }
}

/// Whether an entry is of the `holder set` that made a change from this day on.
fn set_since(action: &str, detail: &Value, since: Day) -> bool {
    action == "holder set" && detail["since"] == since.to_string()
}
