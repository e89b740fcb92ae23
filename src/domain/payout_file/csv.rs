//! `csv`: the program's own format, of accounts of every kind.

use super::{Field, PayoutRow, Refusal, cell};

const HEAD: &str = "payout,kind,party,name,account,amount,memo\n";

pub fn head() -> Vec<u8> {
    HEAD.as_bytes().to_vec()
}

pub fn row(row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
    let PayoutRow { id, kind, party, net, .. } = row;
    let (name, account) = (cell(Field::Name, &row.name)?, cell(Field::Account, &row.account)?);
    let memo = cell(Field::Memo, &row.memo)?;
    Ok(format!("{id},{kind},{party},{name},{account},{net},{memo}\n").into_bytes())
}
