//! `alipay-batch`: the template of batch payments, in GBK, which readers of GB18030 take as well.

use super::{Field, PayoutRow, Refusal, cell, check_length, gbk};

/// The two lines that must stay.
const HEAD: &str = "支付宝批量付款文件模板（前面两行请勿删除）\r\n\
                    序号（必填）,收款方支付宝账号（必填）,收款方姓名（必填）,金额（必填，单位：元）,备注（选填）\r\n";

const LONGEST_ACCOUNT: usize = 100;
const LONGEST_MEMO: usize = 200;

pub fn head() -> Vec<u8> {
    encoding_rs::GBK.encode(HEAD).0.into_owned()
}

pub fn row(n: u64, row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
    check_length(Field::Account, &row.account, LONGEST_ACCOUNT)?;
    check_length(Field::Memo, &row.memo, LONGEST_MEMO)?;
    let mut line = format!("{n},").into_bytes();
    line.extend(gbk::encode(Field::Account, &cell(Field::Account, &row.account)?)?);
    line.push(b',');
    line.extend(gbk::encode(Field::Name, &cell(Field::Name, &row.name)?)?);
    line.extend(format!(",{},", row.net).into_bytes());
    line.extend(gbk::encode(Field::Memo, &cell(Field::Memo, &row.memo)?)?);
    line.extend(b"\r\n");
    Ok(line)
}
