//! What the audit log says of one holder: who did what, and why.

use serde_json::Value;

use super::Event;
use crate::error::Error;
use crate::store::audit::Logged;
use crate::store::holder::Holder;
use crate::store::{Tx, card, card_block, history};

/// So much later than what it records an entry may be written, in microseconds: the length of a command.
const COMMAND: i64 = 60_000_000;

/// Acts that the tables tell with time, operator and reason.
const TOLD: [&str; 3] = ["holder register", "holder activate", "holder visit"];

/// Acts whose subject is a holder's ref. An agent or a center may have the same word for its code.
const OF_HOLDERS: [&str; 12] = [
    "holder register",
    "holder activate",
    "holder set",
    "holder visit",
    "holder reveal",
    "holder restrict",
    "parameter add",
    "parameter verify",
    "parameter retire",
    "parameter replace",
    "payment add",
    "agent promote",
];

/// The entries of one holder and of their cards.
pub(super) struct Log {
    entries: Vec<(Logged, Value)>,
    /// Which of them another event shows already.
    used: Vec<bool>,
}

impl Log {
    /// Reads the entries. A card stands in the log by its masked number, which others share, and by batch and serial,
    /// which nobody shares.
    pub(super) async fn read(tx: &mut Tx, found: &Holder) -> Result<Self, Error> {
        let mut cards = card_block::cards(tx, found.holder_id).await?;
        cards.insert(found.card()?);
        let mut subjects = vec![found.reference.clone()];
        let mut places = Vec::with_capacity(cards.len());
        for number in cards {
            subjects.push(number.masked());
            if let Some(card) = card::by_number(tx, number).await? {
                places.push((card.batch_id, card.serial));
            }
        }
        let mut entries = Vec::new();
        for entry in history::logged(tx, &subjects).await? {
            let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
            let place = (detail["batch"].as_i64(), detail["serial"].as_i64());
            let of_a_holder =
                OF_HOLDERS.contains(&entry.action.as_str()) || entry.action.starts_with("card ");
            let mine = (entry.subject == found.reference && of_a_holder)
                || places.iter().any(|(batch, serial)| place == (Some(*batch), Some(*serial)));
            if mine {
                entries.push((entry, detail));
            }
        }
        let used = vec![false; entries.len()];
        Ok(Self { entries, used })
    }

    /// The operator and the reason of what was recorded at a moment, by the entry that was written at the end of the
    /// same command.
    pub(super) fn of(
        &mut self,
        recorded: i64,
        fits: impl Fn(&str, &Value) -> bool,
    ) -> Option<(String, Option<String>)> {
        let command = recorded..recorded.saturating_add(COMMAND);
        self.first(|entry, detail| command.contains(&entry.at) && fits(&entry.action, detail))
    }

    /// The operator and the reason of the payment of a receipt.
    pub(super) fn of_receipt(&mut self, receipt: &str) -> Option<(String, Option<String>)> {
        self.first(|entry, detail| entry.action == "payment add" && detail["receipt"] == receipt)
    }

    /// The operator and the reason of the first entry that fits, which nothing else needs to show.
    fn first(&mut self, fits: impl Fn(&Logged, &Value) -> bool) -> Option<(String, Option<String>)> {
        let mut entries = self.entries.iter();
        let at = entries.position(|(entry, detail)| entry.outcome == "done" && fits(entry, detail))?;
        self.used[at] = true;
        let entry = &self.entries[at].0;
        Some((entry.operator.clone(), entry.reason.clone()))
    }

    /// What no other event has shown: reveals, restrictions, wrong codes, refusals …
    pub(super) fn rest(&self) -> impl Iterator<Item = Event> {
        let unused = self.entries.iter().zip(&self.used).filter(|(_, used)| !**used).map(|(entry, _)| entry);
        unused.filter_map(|(entry, detail)| {
            let (what, detail) = said(entry, detail)?;
            Some(Event {
                at: entry.at,
                what,
                detail,
                operator: Some(entry.operator.clone()),
                channel: None,
                reason: entry.reason.clone(),
            })
        })
    }
}

/// What an entry is called in a history.
fn said(entry: &Logged, detail: &Value) -> Option<(String, Option<String>)> {
    let card = || Some(entry.subject.clone());
    if entry.outcome == "refused" {
        return Some(if detail["wrong_code"] == true {
            ("wrong code".to_owned(), card())
        } else {
            ("refused".to_owned(), Some(entry.action.clone()))
        });
    }
    match entry.action.as_str() {
        "card unlock" => Some(("unlocked".to_owned(), card())),
        "holder restrict" if detail["lifted"] == true => Some(("restriction lifted".to_owned(), None)),
        "holder restrict" => Some(("restricted".to_owned(), None)),
        "holder reveal" => Some(("revealed".to_owned(), None)),
        "agent promote" => Some((
            "made an agent".to_owned(),
            detail["agent"]
                .as_str()
                .map(|code| format!("{code} from {}", detail["since"].as_str().unwrap_or("?"))),
        )),
        "parameter verify" => {
            let text = |key: &str| detail[key].as_str().unwrap_or("?");
            Some((
                "verified".to_owned(),
                Some(format!("{} {} by {}", text("kind"), text("tag"), text("method"))),
            ))
        }
        told if TOLD.contains(&told) || told.starts_with("card ") => None,
        other => Some((other.to_owned(), None)),
    }
}
