//! The keyed hashes of activation codes, replaced by the million.

use std::sync::OnceLock;

use sqlx::AssertSqlSafe;

use super::bulk::{Bulk, Cell};
use super::card::{CARD, stored};
use super::{Result, StoreError, Tx};
use crate::domain::card::{Allocated, CardNumber, CardState};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;

/// Cards changed by one statement on SQLite: more gain nothing.
const ROWS: usize = 500;

/// In the order of serials: the index has it.
const STOCKED_NUMBERS: &str = "
    SELECT serial, card_no
    FROM card
    WHERE batch_id = $1
      AND state = 'stocked'
    ORDER BY serial";

/// `?` and not `$1`: numbered ones make the driver quadratic.
const RENEW_SQLITE: &str = "
    UPDATE card
    SET activation = renewed.column2,
        activation_key = ?,
        released = 0,
        agent_id = ?,
        staff_id = ?,
        failed_tries = 0,
        last_failed_at = NULL
    FROM (VALUES @rows) AS renewed
    WHERE card.card_no = renewed.column1
      AND card.state = 'stocked'";

const TAKE_OUT_STOCKED: &str = "
    DELETE FROM card
    WHERE batch_id = $1
      AND state = 'stocked'";

/// The stocked cards of a batch: serial and number, in the order of serials.
pub async fn stocked(tx: &mut Tx, batch: BatchId) -> Result<Vec<(u32, CardNumber)>> {
    let mut cards = Vec::new();
    let mut read = |(serial, number): (i64, i64)| -> Result<()> {
        let card = CardNumber::try_from(number)
            .map_err(|why| StoreError::inconsistent("card", "card_no", number, why))?;
        let serial = u32::try_from(serial)
            .map_err(|_| StoreError::inconsistent("card", "serial", card.masked(), "not a serial"))?;
        cards.push((serial, card));
        Ok(())
    };
    for_each!(tx, (i64, i64), read, STOCKED_NUMBERS, batch.get())?;
    Ok(cards)
}

/// A stocked card and the keyed hash of its new code.
#[derive(Clone, Copy, Debug)]
pub struct Renewed {
    /// Its place in the batch.
    pub serial: u32,
    /// Its number.
    pub card: CardNumber,
    /// The keyed hash.
    pub activation: [u8; 16],
}

/// New keyed hashes for all stocked cards of a batch, which are no more released after it.
///
/// On SQLite the rows are changed in their places. On PostgreSQL an update would write every row anew one by one,
/// more than twice as slowly as `COPY`: there the rows are deleted and loaded again. Who was about to sell one of them
/// finds it gone.
pub struct Renewal {
    batch: BatchId,
    to: Allocated,
    key_version: u8,
    /// Cards that were in stock.
    stocked: u64,
    load: Option<Bulk>,
}

impl Renewal {
    /// Begins to renew so many cards; `to` is their allocation from now on, `key_version` that of the key under which
    /// they are hashed.
    pub async fn begin(
        tx: &mut Tx,
        batch: BatchId,
        cards: u64,
        to: Allocated,
        key_version: u8,
    ) -> Result<Self> {
        if let Tx::Sqlite(_) = tx {
            return Ok(Self { batch, to, key_version, stocked: 0, load: None });
        }
        let stocked = execute!(tx, TAKE_OUT_STOCKED, batch.get())?;
        if stocked != cards {
            // Loading all of them would meet those that are still there.
            return Err(StoreError::Busy("cards of the batch were sold or voided meanwhile".to_owned()));
        }
        Ok(Self { batch, to, key_version, stocked, load: Some(Bulk::new(tx, &CARD)) })
    }

    /// Renews some cards; in the order of their numbers it is fastest.
    pub async fn write(&mut self, tx: &mut Tx, renewed: &[Renewed]) -> Result<()> {
        static FULL: OnceLock<String> = OnceLock::new();
        let (agent, staff) = (self.to.agent.map(PartyId::get), self.to.staff.map(PartyId::get));
        if let Some(load) = &mut self.load {
            for Renewed { serial, card, activation } in renewed {
                load.push([
                    stored(*card).into(),
                    self.batch.get().into(),
                    i64::from(*serial).into(),
                    CardState::Stocked.as_str().into(),
                    Cell::Int(0),
                    agent.into(),
                    staff.into(),
                    Cell::Null,
                    activation.as_slice().into(),
                    Cell::Int(0),
                    Cell::Null,
                    Cell::Int(self.key_version.into()),
                ])?;
            }
            load.write(tx).await?;
            return Ok(());
        }
        let Tx::Sqlite(transaction) = tx else {
            return Err(StoreError::inconsistent("card", "(any)", self.batch, "begun on another database"));
        };
        let full = FULL.get_or_init(|| rows(ROWS));
        for slice in renewed.chunks(ROWS) {
            let whole = slice.len() == ROWS;
            let text = if whole { full.clone() } else { rows(slice.len()) };
            let mut query = sqlx::query(AssertSqlSafe(text)).persistent(whole);
            query = query.bind(i64::from(self.key_version)).bind(agent).bind(staff);
            for Renewed { card, activation, .. } in slice {
                query = query.bind(stored(*card)).bind(activation.as_slice());
            }
            self.stocked += query.execute(&mut **transaction).await?.rows_affected();
        }
        Ok(())
    }

    /// How many cards were in stock: another number than was renewed, and others have sold or voided some meanwhile.
    #[must_use]
    pub const fn stocked(&self) -> u64 {
        self.stocked
    }
}

/// The statement for so many cards.
fn rows(count: usize) -> String {
    RENEW_SQLITE.replace("@rows", &vec!["(?, ?)"; count].join(", "))
}
