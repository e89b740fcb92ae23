use encoding_rs::GB18030;

use super::*;
use crate::domain::role::Role;

fn row(account_kind: AccountKind) -> PayoutRow {
    PayoutRow {
        id: "3-000017".to_owned(),
        kind: PartyKind::Role(Role::Agent),
        party: "A1".to_owned(),
        name: "王伟".to_owned(),
        account_kind,
        account: "6222020200012345678".to_owned(),
        bank: Some("工商银行北京分行".to_owned()),
        bank_code: Some("102100099996".to_owned()),
        net: Money::from_minor(12_345),
        memo: "佣金 3-000017".to_owned(),
    }
}

fn text(format: PayoutFormat, row: &PayoutRow) -> String {
    let bytes = format.row(1, "CNY", row).expect("it can be carried");
    match format {
        PayoutFormat::AlipayBatch | PayoutFormat::Mybank => {
            let (text, _, had_errors) = GB18030.decode(&bytes);
            assert!(!had_errors);
            text.into_owned()
        }
        _ => String::from_utf8(bytes).expect("UTF-8"),
    }
}

#[test]
fn each_format_has_its_columns() {
    let alipay = PayoutRow { account: "a@b.cn".to_owned(), ..row(AccountKind::Alipay) };
    let wechat = PayoutRow { account: "oUpF8uMuAJO".to_owned(), ..row(AccountKind::Wechat) };
    for (format, row, expected) in [
        (PayoutFormat::AlipayBatch, &alipay, "1,a@b.cn,王伟,123.45,佣金 3-000017\r\n"),
        (
            PayoutFormat::Mybank,
            &row(AccountKind::Bank),
            "王伟,6222020200012345678,工商银行北京分行,102100099996,123.45,佣金 3-000017\r\n",
        ),
        (PayoutFormat::WechatList, &wechat, "3P000017,oUpF8uMuAJO,王伟,12345,佣金 3-000017\r\n"),
        (
            PayoutFormat::Csv,
            &row(AccountKind::Bank),
            "3-000017,agent,A1,王伟,6222020200012345678,123.45,佣金 3-000017\n",
        ),
    ] {
        assert_eq!(text(format, row), expected, "{format}");
    }
    let head = |format: PayoutFormat| {
        let head = Head {
            message: "3-1",
            created: "2026-10-01T08:00:00+08:00",
            currency: "CNY",
            on: Day::BEGINNING,
            debtor: None,
            rows: 1,
            net: Money::from_minor(1),
        };
        GB18030.decode(&format.head(&head)).0.into_owned()
    };
    assert_eq!(
        head(PayoutFormat::AlipayBatch),
        "支付宝批量付款文件模板（前面两行请勿删除）\r\n\
         序号（必填）,收款方支付宝账号（必填）,收款方姓名（必填）,金额（必填，单位：元）,备注（选填）\r\n"
    );
    assert_eq!(
        head(PayoutFormat::Mybank),
        "收款方名称,收款方账号,收款方开户行名称,收款行联行号,金额,附言/用途\r\n"
    );
}

#[test]
fn a_row_that_can_not_be_carried_exactly_is_refused() {
    use AccountKind::{Alipay, Bank as AtBank, Wechat};
    use Field::{Account, Bank, BankCode, Memo, Name};
    use PayoutFormat::{AlipayBatch, Csv, Mybank, Pain001, WechatList};

    let with = |kind, change: fn(&mut PayoutRow)| {
        let mut row = row(kind);
        change(&mut row);
        row
    };
    let long = |field, most| Refusal::Long { field, most };
    let strange = |field, character| Refusal::Character { field, character };
    for (format, row, expected) in [
        (AlipayBatch, with(AtBank, |_| ()), Refusal::Account { format: AlipayBatch, account: AtBank }),
        (Mybank, with(Alipay, |_| ()), Refusal::Account { format: Mybank, account: Alipay }),
        (Pain001, with(Wechat, |_| ()), Refusal::Account { format: Pain001, account: Wechat }),
        (WechatList, with(AtBank, |_| ()), Refusal::Account { format: WechatList, account: AtBank }),
        (AlipayBatch, with(Alipay, |row| row.name = "王㛃".to_owned()), strange(Name, '㛃')),
        (Mybank, with(AtBank, |row| row.name = "𠮷".to_owned()), strange(Name, '𠮷')),
        (Mybank, with(AtBank, |row| row.bank = Some("㛃".to_owned())), strange(Bank, '㛃')),
        (Mybank, with(AtBank, |row| row.memo = "€".to_owned()), strange(Memo, '€')),
        (Mybank, with(AtBank, |row| row.bank = None), Refusal::Missing(Bank)),
        (Mybank, with(AtBank, |row| row.bank_code = Some("1".to_owned())), Refusal::BankCode),
        (Pain001, with(AtBank, |row| row.bank_code = None), Refusal::Missing(BankCode)),
        (Pain001, with(AtBank, |row| row.account = "1".repeat(35)), long(Account, 34)),
        (Pain001, with(AtBank, |row| row.name = "王".repeat(141)), long(Name, 140)),
        (Pain001, with(AtBank, |row| row.memo = "m".repeat(141)), long(Memo, 140)),
        (Pain001, with(AtBank, |row| row.id = "1".repeat(36)), long(Field::Id, 35)),
        (WechatList, with(Wechat, |row| row.memo = "m".repeat(33)), long(Memo, 32)),
        (Csv, with(AtBank, |row| row.name = "=1+1".to_owned()), Refusal::Formula(Name)),
        (Csv, with(AtBank, |row| row.name = "a\nb".to_owned()), Refusal::Control(Name)),
        (Csv, with(AtBank, |row| row.name = " ".to_owned()), Refusal::Missing(Name)),
        (Csv, with(AtBank, |row| row.account.clear()), Refusal::Missing(Account)),
        (Csv, with(AtBank, |row| row.net = Money::ZERO), Refusal::Amount),
    ] {
        assert_eq!(format.row(1, "CNY", &row), Err(expected), "{format}");
    }
    let refusal = strange(Name, '㛃').to_string();
    assert_eq!(refusal, "the payee's name has the character `㛃` (U+36C3), which GBK has not");
    // What UTF-8 has is no obstacle for the others, and a comma is quoted.
    let rare = with(AtBank, |row| row.name = "王㛃, \"𠮷\"".to_owned());
    assert!(text(Csv, &rare).contains("\"王㛃, \"\"𠮷\"\"\""));
    assert!(text(Pain001, &rare).contains("<Nm>王㛃, \"𠮷\"</Nm>"));
    let telephone = with(Alipay, |row| row.account = "+86-13800138000".to_owned());
    assert!(text(AlipayBatch, &telephone).contains(",+86-13800138000,"));
}

#[test]
fn a_message_to_a_bank_escapes_what_is_markup() {
    let row = PayoutRow { name: "A & <B>".to_owned(), ..row(AccountKind::Bank) };
    let text = text(PayoutFormat::Pain001, &row);
    assert!(text.contains("<Nm>A &amp; &lt;B&gt;</Nm>"), "{text}");
    assert!(text.contains("<InstdAmt Ccy=\"CNY\">123.45</InstdAmt>"), "{text}");
    assert!(Debtor::new("", "1", "102100099996").is_err());
    assert_eq!(Debtor::new("a", "1", "1"), Err(Refusal::BankCode));
}

#[test]
fn what_is_a_person_s_is_not_in_messages() {
    let shown = format!("{:?}", row(AccountKind::Bank));
    assert_eq!(shown, "PayoutRow { id: \"3-000017\", net: Money(12345), .. }");
}
