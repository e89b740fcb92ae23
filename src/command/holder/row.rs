//! A row of a holder file, read into an application.

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::application::{Activation, Application, FeePaid, Wanted, kind, parameter};
use super::card_number;
use super::desk::Desk;
use crate::command::failure::{code, name};
use crate::domain::money::Money;
use crate::error::{Code, Error};
use crate::input::{Column, Header, Row};

/// The contract of a holder file.
pub const HOLDERS: Header = Header {
    required: &["name", "kind", "value"],
    optional: &["ref", "card", "center", "staff", "agent", "tier", "registered_at", "fee", "activation_code"],
};

/// The card's column.
pub const CARD: Column = HOLDERS.column("card");
const REF: Column = HOLDERS.column("ref");
const NAME: Column = HOLDERS.column("name");
const KIND: Column = HOLDERS.column("kind");
const VALUE: Column = HOLDERS.column("value");
const CENTER: Column = HOLDERS.column("center");
const STAFF: Column = HOLDERS.column("staff");
const AGENT: Column = HOLDERS.column("agent");
const TIER: Column = HOLDERS.column("tier");
const REGISTERED_AT: Column = HOLDERS.column("registered_at");
const FEE: Column = HOLDERS.column("fee");
const ACTIVATION_CODE: Column = HOLDERS.column("activation_code");

/// Reads a row. `by_operator` activates without a code.
pub fn read(row: &Row, desk: &Desk, by_operator: bool) -> Result<Application, Error> {
    let given = |column| Some(row.get(column)).filter(|text| !text.is_empty());
    let directory = &desk.directory;
    let name = name("name", row.get(NAME))?;
    let parameter = parameter(&kind(row.get(KIND))?, row.get(VALUE), &desk.context())?;
    let tier = given(TIER).map(|code| directory.tier(code)).transpose()?;
    Ok(Application {
        reference: given(REF).map(|text| code("ref", text)).transpose()?,
        card: given(CARD).map(card_number).transpose()?,
        name: Zeroizing::new(name.to_owned()),
        parameters: vec![parameter],
        center: given(CENTER).map(|code| directory.center(code)).transpose()?,
        staff: given(STAFF).map(|code| directory.staff(code)).transpose()?,
        agent: given(AGENT).map(|code| directory.agent(code)).transpose()?,
        tier: tier.map(|tier| Wanted::Set(tier.tier_id)),
        registered_at: given(REGISTERED_AT).map_or(Ok(desk.now), |text| registered_at(text, desk))?,
        fee: given(FEE).map(fee).transpose()?.flatten(),
        consent: None,
        guardian_consent: None,
        activation: match given(ACTIVATION_CODE) {
            _ if by_operator => Activation::ByOperator,
            Some(code) => Activation::by_code(code),
            None => Activation::Later,
        },
    })
}

fn registered_at(text: &str, desk: &Desk) -> Result<Timestamp, Error> {
    let at = desk.platform.calendar.parse_instant(text);
    let at = at.map_err(|error| Error::new(Code::Usage, format!("registered_at: {error}")))?;
    if at > desk.now {
        return Err(Error::new(Code::Usage, "registered_at lies in the future"));
    }
    Ok(at)
}

/// No receipts are in the file, so the holder's ref is the receipt.
fn fee(text: &str) -> Result<Option<FeePaid>, Error> {
    let amount = Money::parse(text).map_err(|error| Error::new(Code::Usage, format!("fee: {error}")))?;
    Ok((amount > Money::ZERO).then(|| FeePaid { amount, receipt: None, channel: "import".to_owned() }))
}
