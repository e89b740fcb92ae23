//! The fund bill of WeChat Pay: what came to the merchant's account and what left it, with the balance.

use super::amount::{exact, whole};
use super::columns::Fields;
use super::reader::{id, maybe_id, memo, time};
use super::tally::Tally;
use super::{BillRow, Kind};
use crate::domain::day::Calendar;
use crate::domain::money::Money;

/// Columns that only this bill has together.
pub(super) const HEAD: &[&str] = &["记账时间", "资金流水单号", "收支类型", "收支金额(元)"];

/// The first name of the summary.
pub(super) const SUMMARY: &str = "资金流水总笔数";

/// Reads a row. Income of a trade is a payment, under the number that the trade bill has for it; a refund has the firm's
/// number of the refund, and names its payment by the merchant's number alone. Charges are movements of their own here.
pub(super) fn row(
    fields: Fields<'_>,
    line: u64,
    calendar: &Calendar,
    tally: &mut Tally,
) -> Result<BillRow, String> {
    let units = exact(fields.get("收支金额(元)")).map_err(|why| format!("收支金额: {why}"))?.abs();
    let comes = match fields.get("收支类型") {
        "收入" => true,
        "支出" => false,
        _ => return Err("收支类型: it is neither 收入 nor 支出".to_owned()),
    };
    tally.count(SUMMARY);
    let (count, sum) =
        if comes { ("收入笔数", "收入金额") } else { ("支出笔数", "支出金额") };
    tally.count(count);
    tally.add(sum, units);
    tally.balance(line, if comes { units } else { -units }, fields.get("账户结余(元)"));

    let value = whole(units).map_err(|why| format!("收支金额: {why}"))?;
    let what = [fields.get("业务类型"), fields.get("业务名称")];
    let of = |word: &str| what.iter().any(|text| text.contains(word));
    let kind = match comes {
        true if of("交易") && !of("手续费") => Kind::Payment,
        false if of("退款") && !of("手续费") => Kind::Refund,
        _ => Kind::Other,
    };
    let kind = if value == Money::ZERO { Kind::Other } else { kind };
    let external_id = match kind {
        Kind::Other => id("资金流水单号", fields.get("资金流水单号"))?,
        _ => id("微信支付业务单号", fields.get("微信支付业务单号"))?,
    };
    let is_charge = kind == Kind::Other && of("手续费");
    let charge = if comes { Money::from_minor(-value.minor()) } else { value };
    let trade = maybe_id("微信支付业务单号", fields.get("微信支付业务单号"))?.filter(|_| is_charge);
    Ok(BillRow {
        external_id,
        kind,
        at: time("记账时间", fields.get("记账时间"), calendar)?,
        amount: if comes || kind == Kind::Refund { value } else { Money::from_minor(-value.minor()) },
        charge: if is_charge { charge } else { Money::ZERO },
        trade,
        reference: maybe_id("业务凭证号", fields.get("业务凭证号"))?,
        refund_of: None,
        memo: memo(fields.first(&["备注", "业务名称"])),
        channel: "wechat".to_owned(),
        card: None,
        line,
    })
}
