//! `wechat-list`: what is to be transferred one by one, because each payee has to confirm it.

use super::{Field, PayoutRow, Refusal, cell, check_length};

const HEAD: &str = "out_bill_no,openid,user_name,amount_fen,remark\r\n";

const LONGEST_REMARK: usize = 32;

pub fn head() -> Vec<u8> {
    HEAD.as_bytes().to_vec()
}

pub fn row(row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
    check_length(Field::Memo, &row.memo, LONGEST_REMARK)?;
    let number = bill_number(&row.id);
    let account = cell(Field::Account, &row.account)?;
    let (name, memo) = (cell(Field::Name, &row.name)?, cell(Field::Memo, &row.memo)?);
    Ok(format!("{number},{account},{name},{},{memo}\r\n", row.net.minor()).into_bytes())
}

/// The name of a row as WeChat takes it, with nothing but letters and digits: `3-000017` is `3P000017`.
fn bill_number(id: &str) -> String {
    id.replace('-', "P")
}
