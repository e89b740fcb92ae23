//! How a row of a file names its holder: by one of their cards, or by ref.

use std::collections::{HashMap, HashSet};

use crate::domain::card::CardNumber;
use crate::domain::identifier::Code;
use crate::domain::party::PartyId;
use crate::store::{Result as Stored, Tx, card, holder};

/// How a row names its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By card number, as the database keeps it.
    Card(i64),
    /// By ref.
    Ref(String),
}

impl Named {
    /// Reads the columns `card` and `holder`, of which one is filled.
    pub fn read(number: &str, reference: &str) -> Result<Self, String> {
        match (number, reference) {
            ("", "") => Err("one of `card` and `holder` must be filled".to_owned()),
            (number, "") => {
                let number = CardNumber::parse(number).map_err(|why| format!("card: {why}"))?;
                Ok(Self::Card(card::stored(number)))
            }
            ("", reference) => {
                let code = Code::parse(reference).map_err(|why| format!("holder: {why}"))?;
                Ok(Self::Ref(code.as_str().to_owned()))
            }
            _ => Err("only one of `card` and `holder` may be filled".to_owned()),
        }
    }
}

/// The holders whom some rows name.
pub struct NamedHolders {
    cards: HashMap<i64, PartyId>,
    refs: HashMap<String, PartyId>,
}

impl NamedHolders {
    /// Looks them up.
    pub async fn look_up<'a>(tx: &mut Tx, rows: impl Iterator<Item = &'a Named>) -> Stored<Self> {
        let mut numbers = HashSet::new();
        let mut references = HashSet::new();
        for named in rows {
            match named {
                Named::Card(number) => _ = numbers.insert(*number),
                Named::Ref(reference) => _ = references.insert(reference.clone()),
            }
        }
        Ok(Self {
            cards: card::holders(tx, &Vec::from_iter(numbers)).await?.into_iter().collect(),
            refs: holder::by_refs(tx, &Vec::from_iter(references)).await?.into_iter().collect(),
        })
    }

    /// Their numbers, each once, in order.
    #[must_use]
    pub fn ids(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.cards.values().chain(self.refs.values()).map(|id| id.get()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whom a row names.
    pub fn of(&self, named: &Named) -> Result<PartyId, String> {
        match named {
            Named::Card(number) => {
                self.cards.get(number).copied().ok_or_else(|| "card: no holder has this card".to_owned())
            }
            Named::Ref(reference) => {
                self.refs.get(reference).copied().ok_or_else(|| format!("holder: no holder `{reference}`"))
            }
        }
    }
}
