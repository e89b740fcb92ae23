//! The movements of an account (账务明细) at Alipay.

use super::amount::{exact, whole};
use super::columns::Fields;
use super::reader::{counted, id, maybe_id, memo, time};
use super::tally::Tally;
use super::{BillRow, Kind};
use crate::domain::day::Calendar;
use crate::domain::money::Money;

/// Columns that only this bill has together.
pub(super) const HEAD: &[&str] = &["账务流水号", "发生时间", "收入金额(+元)", "支出金额(-元)"];

/// Reads a row. Income of an order is a payment, under the number of its trade; a refund (退款) that left has the number of its
/// movement. Everything else is a movement: charges, of which what came back is negative, and money to the bank.
pub(super) fn row(
    fields: Fields<'_>,
    line: u64,
    calendar: &Calendar,
    tally: &mut Tally,
) -> Result<BillRow, String> {
    let amount = |name: &str| exact(fields.get(name)).map_err(|why| format!("{name}: {why}"));
    let (income, expense) = (amount("收入金额(+元)")?.abs(), amount("支出金额(-元)")?.abs());
    if (income == 0) == (expense == 0) {
        return Err("收入金额, 支出金额: one of them must be filled".to_owned());
    }
    let (label, units) = if income > 0 { ("收入合计", income) } else { ("支出合计", expense) };
    tally.count(&counted(label));
    tally.add(label, units);
    tally.balance(line, income - expense, fields.get("账户余额(元)"));

    let value = whole(units).map_err(|why| format!("{label}: {why}"))?;
    let reference = maybe_id("商户订单号", fields.get("商户订单号"))?;
    let refunds = fields.get("业务类型").contains("退");
    let charges = ["收费", "服务费", "手续费"].iter().any(|word| fields.get("业务类型").contains(word));
    let kind = match (income > 0, refunds, charges) {
        (true, false, false) if reference.is_some() => Kind::Payment,
        (false, true, false) => Kind::Refund,
        _ => Kind::Other,
    };
    let trade = maybe_id("业务流水号", fields.get("业务流水号"))?;
    let movement = id("账务流水号", fields.get("账务流水号"))?;
    let (external_id, refund_of) = match kind {
        Kind::Payment => (trade.unwrap_or(movement), None),
        Kind::Refund => (movement, trade),
        Kind::Other => (movement, None),
    };
    let is_charge = charges && kind == Kind::Other;
    let charge = if income > 0 { Money::from_minor(-value.minor()) } else { value };
    let trade = maybe_id("业务流水号", fields.get("业务流水号"))?.filter(|_| is_charge);
    Ok(BillRow {
        external_id,
        kind,
        at: time("发生时间", fields.get("发生时间"), calendar)?,
        amount: if income > 0 || kind == Kind::Refund { value } else { Money::from_minor(-value.minor()) },
        charge: if is_charge { charge } else { Money::ZERO },
        trade,
        reference,
        refund_of,
        memo: memo(fields.first(&["商品名称", "备注"])),
        channel: "alipay".to_owned(),
        card: None,
        line,
    })
}
