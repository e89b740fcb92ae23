//! Which card is a holder's live one, changed by one act at a time.

use super::card::stored;
use super::{Result, Tx, one_row};
use crate::domain::card::CardNumber;
use crate::domain::party::PartyId;

const TAKE_HOLDER: &str = "
    UPDATE holder
    SET card_no = card_no
    WHERE holder_id = $1";

const GIVE_CARD: &str = "
    UPDATE holder
    SET card_no = $3
    WHERE holder_id = $1
      AND card_no = $2";

/// Lets nobody else change the holder or their cards until the transaction ends. What was read of them before may
/// be old. On SQLite the write lock does this.
pub async fn take(tx: &mut Tx, id: PartyId) -> Result<()> {
    one_row("holder", id.get(), execute!(tx, TAKE_HOLDER, id.get())?)
}

/// Makes another card the live one of a holder.
pub async fn give_card(tx: &mut Tx, id: PartyId, old: CardNumber, new: CardNumber) -> Result<()> {
    one_row("holder", id.get(), execute!(tx, GIVE_CARD, id.get(), stored(old), stored(new))?)
}
