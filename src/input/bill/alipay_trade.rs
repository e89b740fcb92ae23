//! The trades (业务明细) of Alipay.

use super::amount::{exact, rounded, whole};
use super::columns::Fields;
use super::reader::{counted, id, maybe_id, memo, time};
use super::tally::Tally;
use super::{BillRow, Kind};
use crate::domain::day::Calendar;
use crate::domain::money::Money;

/// Columns that only this bill has together.
pub(super) const HEAD: &[&str] = &["支付宝交易号", "商户订单号", "业务类型", "商家实收(元)"];

/// Reads a row. What the merchant receives (商家实收) counts, before the charge (服务费), whose sign differs from bill to bill:
/// of a payment it is kept, of a refund given back. A refund has the number of its request, which is unique within its
/// trade alone, behind that of the trade.
pub(super) fn row(
    fields: Fields<'_>,
    line: u64,
    calendar: &Calendar,
    tally: &mut Tally,
) -> Result<BillRow, String> {
    let amount = |name: &str| exact(fields.get(name)).map_err(|why| format!("{name}: {why}"));
    let units = amount("商家实收(元)")?;
    let (kind, label) = match fields.get("业务类型") {
        "交易" => (Kind::Payment, "交易合计"),
        "退款" => (Kind::Refund, "退款合计"),
        _ => return Err("业务类型: it is neither 交易 nor 退款".to_owned()),
    };
    tally.count(&counted(label));
    tally.add(label, units);

    let trade = id("支付宝交易号", fields.get("支付宝交易号"))?;
    let value = whole(units.abs()).map_err(|why| format!("商家实收: {why}"))?;
    if value == Money::ZERO || (kind == Kind::Payment && units < 0) {
        return Err("商家实收: it must be above 0".to_owned());
    }
    let charge = rounded(amount("服务费(元)")?.abs());
    let (external_id, charge, refund_of) = match kind {
        Kind::Refund => {
            let request = id("退款批次号/请求号", fields.get("退款批次号/请求号"))?;
            let number = id("退款批次号/请求号", &format!("{trade}:{request}"))?;
            (number, Money::from_minor(-charge.minor()), Some(trade))
        }
        _ => (trade, charge, None),
    };
    Ok(BillRow {
        external_id,
        kind,
        at: time("完成时间", fields.first(&["完成时间", "创建时间"]), calendar)?,
        amount: value,
        charge,
        trade: None,
        reference: maybe_id("商户订单号", fields.get("商户订单号"))?,
        refund_of,
        memo: memo(fields.first(&["商品名称", "备注"])),
        channel: "alipay".to_owned(),
        card: None,
        line,
    })
}
