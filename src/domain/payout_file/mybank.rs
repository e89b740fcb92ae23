//! `mybank`: transfers to accounts at banks, in GBK.

use super::{Field, PayoutRow, Refusal, cell, gbk};

const HEAD: &str = "收款方名称,收款方账号,收款方开户行名称,收款行联行号,金额,附言/用途\r\n";

pub fn head() -> Vec<u8> {
    encoding_rs::GBK.encode(HEAD).0.into_owned()
}

pub fn row(row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
    let bank = row.bank.as_deref().ok_or(Refusal::Missing(Field::Bank))?;
    let mut line = Vec::new();
    for (field, text) in [(Field::Name, &*row.name), (Field::Account, &row.account), (Field::Bank, bank)] {
        line.extend(gbk::encode(field, &cell(field, text)?)?);
        line.push(b',');
    }
    line.extend(format!("{},{},", row.bank_code.as_deref().unwrap_or_default(), row.net).into_bytes());
    line.extend(gbk::encode(Field::Memo, &cell(Field::Memo, &row.memo)?)?);
    line.extend(b"\r\n");
    Ok(line)
}
