//! The trade bill of WeChat Pay: all trades (27 columns), successful ones (20), refunds (29), and the older one (24).

use super::amount::{exact, rounded, whole};
use super::columns::Fields;
use super::reader::{id, maybe_id, memo, time};
use super::tally::Tally;
use super::{BillRow, Kind};
use crate::domain::day::Calendar;
use crate::domain::money::Money;

/// Columns that only this bill has together.
pub(super) const HEAD: &[&str] = &["交易时间", "微信订单号", "商户订单号", "交易状态"];

/// The first name of the summary.
pub(super) const SUMMARY: &str = "总交易单数";

/// What the summary calls the sum of a column.
const SUMS: [(&str, &str); 9] = [
    ("应结订单总金额", "应结订单金额"),
    ("总交易额", "总金额"),
    ("退款总金额", "退款金额"),
    ("总退款金额", "退款金额"),
    ("充值券退款总金额", "充值券退款金额"),
    ("总企业红包退款金额", "企业红包退款金额"),
    ("手续费总金额", "手续费"),
    ("订单总金额", "订单金额"),
    ("申请退款总金额", "申请退款金额"),
];

/// Reads a row. Of a payment counts what is settled with the merchant (应结订单金额), which is the order without coupons of
/// WeChat; of a refund what is given back (退款金额). A refund that failed moved nothing.
pub(super) fn row(
    fields: Fields<'_>,
    line: u64,
    calendar: &Calendar,
    tally: &mut Tally,
) -> Result<BillRow, String> {
    tally.count(SUMMARY);
    for (label, column) in SUMS {
        if fields.columns.has(column) {
            tally.add(label, exact(fields.get(column)).unwrap_or_default());
        }
    }
    let amount = |name: &str| exact(fields.get(name)).map_err(|why| format!("{name}: {why}"));
    let order = id("微信订单号", fields.get("微信订单号"))?;
    let charge = rounded(amount("手续费")?);
    let state = fields.get("交易状态").to_ascii_uppercase();
    let (kind, external_id, value, refund_of) = match state.as_str() {
        "SUCCESS" => {
            let name =
                if fields.columns.has("应结订单金额") { "应结订单金额" } else { "总金额" };
            (Kind::Payment, order, amount(name)?, None)
        }
        "REFUND" | "REVOKED" => {
            let failed = matches!(fields.get("退款状态").to_ascii_uppercase().as_str(), "FAIL" | "FAILED");
            let kind = if failed { Kind::Other } else { Kind::Refund };
            let number = id("微信退款单号", fields.first(&["微信退款单号", "商户退款单号"]))?;
            (kind, number, if failed { 0 } else { amount("退款金额")? }, Some(order))
        }
        _ => return Err("交易状态: it is neither SUCCESS, REFUND nor REVOKED".to_owned()),
    };
    let value = whole(value).map_err(|why| format!("amount: {why}"))?;
    if kind != Kind::Other && value <= Money::ZERO {
        return Err("amount: it must be above 0".to_owned());
    }
    let at = match kind {
        Kind::Payment => fields.get("交易时间"),
        _ => fields.first(&["退款成功时间", "退款申请时间", "交易时间"]),
    };
    Ok(BillRow {
        external_id,
        kind,
        at: time("交易时间", at, calendar)?,
        amount: value,
        charge: if kind == Kind::Other { Money::ZERO } else { charge },
        trade: None,
        reference: maybe_id("商户订单号", fields.get("商户订单号"))?,
        refund_of,
        memo: memo(fields.get("商品名称")),
        channel: "wechat".to_owned(),
        card: None,
        line,
    })
}
