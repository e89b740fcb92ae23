//! Bills made up from the descriptions of their formats, with the quirks that they have.

use std::fmt::Write as _;
use std::io;

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;

const ALL: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,\
    应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,\
    订单金额,申请退款金额,费率备注";
const SUCCESS: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,\
    货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注";
const REFUND: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,\
    应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,\
    商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const LEGACY: &str = "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,\
    总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率";
const TRADE_SUMMARY: &str =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const FUND: &str = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,\
    业务凭证号";
const FUND_SUMMARY: &str = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";
const ALIPAY: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,\
    商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,\
    退款批次号/请求号,服务费（元）,分润（元）,备注";
const ALIPAY_FUND: &str = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注";

/// A line with these values in the columns of a header, and nothing in the others.
fn values(header: &str, filled: &[(&str, &str)]) -> Vec<String> {
    for (name, _) in filled {
        assert!(header.split(',').any(|column| column == *name), "no column {name}");
    }
    let value = |column: &str| filled.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value);
    header.split(',').map(|column| value(column).to_owned()).collect()
}

/// A line of WeChat Pay.
fn ticked(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}")).collect::<Vec<_>>().join(",")
}

fn wechat(header: &str, filled: &[(&str, &str)]) -> String {
    ticked(&values(header, filled))
}

/// A line of Alipay: no backticks, a tab behind each value.
fn alipay(header: &str, filled: &[(&str, &str)]) -> String {
    values(header, filled).iter().map(|value| format!("{value}\t")).collect::<Vec<_>>().join(",")
}

fn crlf(lines: &[String]) -> Vec<u8> {
    lines
        .iter()
        .fold(String::new(), |mut text, line| {
            write!(text, "{line}\r\n").expect("a string grows");
            text
        })
        .into_bytes()
}

fn gb(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("text");
    let (bytes, _, unmappable) = GB18030.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

fn marked(bytes: &[u8]) -> Vec<u8> {
    [b"\xef\xbb\xbf", bytes].concat()
}

fn open(bytes: &[u8]) -> Result<BillFile, Error> {
    let calendar = Calendar::of_zone("UTC").expect("a zone");
    BillFile::open(Path::new("-"), &mut io::BufReader::new(bytes), None, &calendar)
}

type Read = Vec<Result<BillRow, String>>;

fn read(bytes: &[u8]) -> (BillFile, Read) {
    let file = open(bytes).expect("a bill");
    let rows = file.lines().map(|line| line.expect("readable").row).collect();
    (file, rows)
}

fn good(rows: &Read) -> Vec<&BillRow> {
    rows.iter().map(|row| row.as_ref().expect("a row")).collect()
}

/// `kind id amount charge reference refund_of`
fn told(row: &BillRow) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} {} {} {} {}",
        row.kind.as_str(),
        row.external_id,
        row.amount,
        row.charge,
        text(&row.reference),
        text(&row.refund_of)
    )
}

fn payment(header: &str, id: &str, amount: &str, name: &str) -> String {
    let whole = if header.contains("总金额") { "总金额" } else { "应结订单金额" };
    let mut filled = vec![
        ("交易时间", "2026-10-31 18:00:01"),
        ("微信订单号", id),
        ("商户订单号", "H1"),
        ("交易状态", "SUCCESS"),
        (whole, amount),
        ("商品名称", name),
        ("手续费", "0.59700"),
        ("费率", "0.60%"),
    ];
    if header.contains("订单金额,") && header.contains("费率备注") {
        filled.push(("订单金额", amount));
    }
    wechat(header, &filled)
}

fn refund(header: &str) -> String {
    let mut filled = vec![
        ("交易时间", "2026-10-31 08:00:00"),
        ("微信订单号", "4200001"),
        ("商户订单号", "H1"),
        ("交易状态", "REFUND"),
        ("微信退款单号", "5030001"),
        ("退款金额", "9.50"),
        ("退款状态", "SUCCESS"),
        ("手续费", "-0.06000"),
    ];
    filled.push(if header.contains("总金额") {
        ("总金额", "0.00")
    } else {
        ("应结订单金额", "0.00")
    });
    wechat(header, &filled)
}

#[test]
fn the_trade_bill_of_wechat_is_read_in_all_its_widths() {
    let bill = |header: &str, rows: Vec<String>, sums: Option<[&str; 7]>| {
        let mut lines = vec![header.to_owned()];
        lines.extend(rows);
        if let Some(sums) = sums {
            lines.push(TRADE_SUMMARY.to_owned());
            lines.push(ticked(&sums.map(str::to_owned)));
        }
        crlf(&lines)
    };
    let name = "卡费, 金卡,\"特惠\"";
    let sums = ["2.0", "99.50", "9.50", "0.00", "0.53700", "99.50", "0.00"];
    let both = bill(ALL, vec![refund(ALL), payment(ALL, "4200001", "99.50", name)], Some(sums));
    for bytes in [both.clone(), marked(&both), gb(&both)] {
        let (file, rows) = read(&bytes);
        assert_eq!((file.format(), file.rows_total()), (Format::WechatTrade, 2));
        assert_eq!(file.warnings(), [""; 0]);
        let rows = good(&rows);
        assert_eq!(told(rows[0]), "refund 5030001 9.50 -0.06 H1 4200001");
        assert_eq!(told(rows[1]), "payment 4200001 99.50 0.60 H1 -");
        assert_eq!(rows[1].memo.as_deref(), Some(name));
        assert_eq!(rows[1].at.to_string(), "2026-10-31T10:00:01Z", "it is the time of Shanghai");
        assert_eq!((rows[0].line, rows[1].line), (2, 3));
        assert_eq!(rows[0].channel, "wechat");
    }
    for (header, columns) in [(SUCCESS, 20), (LEGACY, 24)] {
        assert_eq!(header.split(',').count(), columns);
        let (_, rows) = read(&bill(header, vec![payment(header, "1", "3.00", "x")], None));
        assert_eq!(told(good(&rows)[0]), "payment 1 3.00 0.60 H1 -");
    }
    assert_eq!((ALL.split(',').count(), REFUND.split(',').count()), (27, 29));
    for header in [REFUND, LEGACY] {
        let (_, rows) = read(&bill(header, vec![refund(header)], None));
        assert_eq!(told(good(&rows)[0]), "refund 5030001 9.50 -0.06 H1 4200001");
    }
    let empty = bill(ALL, Vec::new(), Some(["0", "0.00", "0.00", "0.00", "0.00000", "0.00", "0.00"]));
    let (file, rows) = read(&empty);
    assert_eq!((rows.len(), file.warnings().len()), (0, 0), "a day without trades");
}

#[test]
fn sums_that_do_not_add_up_are_warned_about_and_the_rows_are_read() {
    let lines = [
        ALL.to_owned(),
        payment(ALL, "1", "3.00", "x"),
        TRADE_SUMMARY.to_owned(),
        ticked(&["2", "3.01", "0.00", "0.00", "0.59700", "3.00", "0.00"].map(str::to_owned)),
    ];
    let (file, rows) = read(&crlf(&lines));
    assert_eq!(rows.len(), 1);
    assert_eq!(
        file.warnings(),
        [
            "line 4: the bill says 总交易单数 2.00, its rows come to 1.00",
            "line 4: the bill says 应结订单总金额 3.01, its rows come to 3.00"
        ]
    );
}

#[test]
fn bills_of_several_days_in_one_file_are_read_to_the_end() {
    let day = |header: &str, id: &str| {
        let sums = ["1", "3.00", "0.00", "0.00", "0.59700", "3.00", "0.00"].map(str::to_owned);
        vec![header.to_owned(), payment(header, id, "3.00", "x"), TRADE_SUMMARY.to_owned(), ticked(&sums)]
    };
    let (file, rows) = read(&crlf(&[day(ALL, "1"), day(ALL, "2")].concat()));
    assert_eq!((rows.len(), file.warnings().len()), (2, 0));
    let (_, rows) = read(&crlf(&[day(ALL, "1"), day(SUCCESS, "2")].concat()));
    assert!(rows[0].is_ok());
    // Neither the header nor what stands below it is lost without a word.
    assert_eq!(rows.len(), 3);
    assert!(
        rows[1..].iter().all(|row| row.as_ref().is_err_and(|why| why.contains("a header of other columns")))
    );
}

#[test]
fn rows_that_make_no_sense_are_given_out_with_what_is_wrong() {
    let change = |from: &str, to: &str| payment(ALL, "1", "3.00", "x").replacen(from, to, 1);
    let lines = [
        ALL.to_owned(),
        change("SUCCESS", "MAYBE"),
        change("`3.00", "`-3.00"),
        change("`3.00", "`3.001"),
        change("2026-10-31", "2026-13-31"),
        change(",`1,", ",`,"),
        change(",`1,", ",`4.2E+27,"),
        "`2026-10-31 18:00:01,`wx".to_owned(),
    ];
    let (_, rows) = read(&crlf(&lines));
    let why: Vec<&str> = rows.iter().map(|row| row.as_ref().expect_err("wrong").as_str()).collect();
    assert_eq!(
        why,
        [
            "交易状态: it is neither SUCCESS, REFUND nor REVOKED",
            "amount: it must be above 0",
            "amount: it has a fraction of a cent",
            "交易时间: not a time: write RFC 3339, `2026-10-31` or `2026-10-31 18:00:00`",
            "微信订单号: it is empty",
            "微信订单号: a spreadsheet has rounded it; take the bill as it was downloaded",
            "it has 2 values where the header has 27",
        ]
    );
}

fn movement(id: &str, what: &str, direction: &str, amount: &str, balance: &str) -> String {
    wechat(
        FUND,
        &[
            ("记账时间", "2026-10-31 18:00:01"),
            ("微信支付业务单号", &format!("T{id}")),
            ("资金流水单号", &format!("F{id}")),
            ("业务名称", what),
            ("业务类型", what),
            ("收支类型", direction),
            ("收支金额(元)", amount),
            ("账户结余(元)", balance),
            ("业务凭证号", "H1"),
        ],
    )
}

#[test]
fn the_fund_bill_of_wechat_is_read_and_its_balance_followed() {
    let bill = |last: &str| {
        crlf(&[
            FUND.replace('(', "（").replace(')', "） "),
            movement("1", "交易", "收入", "100.00", "150.00"),
            movement("1", "扣除交易手续费", "支出", "0.60", "149.40"),
            movement("2", "退款", "支出", "10.00", "139.40"),
            movement("3", "提现", "支出", "100.00", last),
            FUND_SUMMARY.to_owned(),
            ticked(&["4.0", "1.0", "100.00", "3.0", "110.60"].map(str::to_owned)),
        ])
    };
    let (file, rows) = read(&bill("39.40"));
    assert_eq!((file.format(), file.warnings().len()), (Format::WechatFund, 0));
    let told: Vec<String> = good(&rows).into_iter().map(told).collect();
    assert_eq!(
        told,
        [
            "payment T1 100.00 0.00 H1 -",
            "other F1 -0.60 0.60 H1 -",
            "refund T2 10.00 0.00 H1 -",
            "other F3 -100.00 0.00 H1 -"
        ]
    );
    let (file, rows) = read(&bill("40.00"));
    assert_eq!(rows.len(), 4);
    assert_eq!(file.warnings(), ["line 5: the balance is 40.00 where 39.40 follows from the row before"]);
}

#[test]
fn the_trades_of_alipay_are_read_with_their_comments() {
    let row = |kind: &str, trade: &str, amount: &str, charge: &str, request: &str| {
        alipay(
            ALIPAY,
            &[
                ("支付宝交易号", trade),
                ("商户订单号", "H1"),
                ("业务类型", kind),
                ("商品名称", "卡费"),
                ("创建时间", "2026-10-31 17:00:00"),
                ("完成时间", "2026-10-31 18:00:00"),
                ("订单金额（元）", amount),
                ("商家实收（元）", amount),
                ("退款批次号/请求号", request),
                ("服务费（元）", charge),
            ],
        )
    };
    let bill = |refunded: &str| {
        gb(&crlf(&[
            "#支付宝业务明细查询".to_owned(),
            "#账号：[20880000]".to_owned(),
            "#-----------------业务明细列表----------------".to_owned(),
            ALIPAY.to_owned(),
            row("退款", "2026001", "-5.00", "0.03", "R1"),
            row("交易", "2026001", "20.00", "-0.12", ""),
            "#-----------------业务明细列表结束-------------,,,,".to_owned(),
            "#交易合计：1笔，商家实收共20.00元，商家优惠共0.00元".to_owned(),
            format!("#退款合计：1笔，商家实收退款共{refunded}元，商家优惠退款共0.00元"),
        ]))
    };
    let (file, rows) = read(&bill("-5.00"));
    assert_eq!((file.format(), file.warnings().len()), (Format::AlipayTrade, 0));
    let told: Vec<String> = good(&rows).into_iter().map(told).collect();
    assert_eq!(told, ["refund 2026001:R1 5.00 -0.03 H1 2026001", "payment 2026001 20.00 0.12 H1 -"]);
    let (file, _) = read(&bill("-6.00"));
    assert_eq!(file.warnings(), ["line 9: the bill says 退款合计 -6.00, its rows come to -5.00"]);
}

#[test]
fn the_movements_at_alipay_are_read_in_any_order_of_columns() {
    let more = format!("备注,{},订单来源", ALIPAY_FUND.trim_end_matches(",备注"));
    for header in [ALIPAY_FUND, more.as_str()] {
        let row = |id: &str, what: &str, side: &str, amount: &str, balance: &str, reference: &str| {
            alipay(
                header,
                &[
                    ("账务流水号", id),
                    ("业务流水号", "2026001"),
                    ("商户订单号", reference),
                    ("发生时间", "2026-10-31 18:00:00"),
                    (side, amount),
                    ("账户余额（元）", balance),
                    ("业务类型", what),
                ],
            )
        };
        let bill = gb(&crlf(&[
            "#支付宝账务明细查询".to_owned(),
            header.to_owned(),
            row("A1", "在线支付", "收入金额（+元）", "20.00", "120.00", "H1"),
            row("A2", "收费", "支出金额（-元）", "-0.12", "119.88", "H1"),
            row("A3", "交易退款", "支出金额（-元）", "-5.00", "114.88", "H1"),
            row("A4", "提现", "支出金额（-元）", "-100.00", "14.88", ""),
            "#-----账务明细列表结束-----,,,,,".to_owned(),
            "#支出合计：3笔，共-105.12元".to_owned(),
            "#收入合计：1笔，共20.00元".to_owned(),
        ]));
        let (file, rows) = read(&bill);
        assert_eq!((file.format(), file.warnings().len()), (Format::AlipayFund, 0));
        let told: Vec<String> = good(&rows).into_iter().map(told).collect();
        assert_eq!(
            told,
            [
                "payment 2026001 20.00 0.00 H1 -",
                "other A2 -0.12 0.12 H1 -",
                "refund A3 5.00 0.00 H1 2026001",
                "other A4 -100.00 0.00 - -"
            ]
        );
    }
}

#[test]
fn the_own_list_is_read_in_the_platforms_time() {
    let text = "paid_at,external_id,amount,holder,card,memo,channel\r\n\
                2026-10-31 18:00:00,B-1,199,H1,,\"a, \"\"b\"\"\",transfer\r\n\
                \r\n\
                2026-10-31,B-2,0.5,,,,\r\n\
                2026-10-31,B-3,-1,,,,\r\n\
                2026-10-31,B-4,1,H1,9990,,\r\n";
    let (file, rows) = read(text.as_bytes());
    assert_eq!(file.format(), Format::Csv);
    let first = rows[0].as_ref().expect("a row");
    assert_eq!(told(first), "payment B-1 199.00 0.00 H1 -");
    assert_eq!((first.at.to_string().as_str(), first.channel.as_str()), ("2026-10-31T18:00:00Z", "transfer"));
    assert_eq!(first.memo.as_deref(), Some("a, \"b\""));
    let second = rows[1].as_ref().expect("a row");
    assert_eq!((second.line, second.channel.as_str()), (4, "cash"));
    assert!(rows[2].as_ref().is_err_and(|why| why.starts_with("amount: ")));
    assert!(rows[3].as_ref().is_err_and(|why| why.starts_with("only one of")));
}

#[test]
fn what_is_no_bill_is_refused() {
    let calendar = Calendar::of_zone("UTC").expect("a zone");
    for bytes in [b"".as_slice(), b"a,b\n1,2\n", b"PK\x03\x04", b"\xff\xfea\0", "\n".repeat(500).as_bytes()] {
        assert_eq!(open(bytes).map(|_| ()).expect_err("no bill").code(), Code::BadFile);
    }
    let own = b"external_id,amount,paid_at\n".as_slice();
    let asked =
        BillFile::open(Path::new("-"), &mut io::BufReader::new(own), Some(Format::AlipayFund), &calendar);
    let message = asked.map(|_| ()).expect_err("another format").to_string();
    assert_eq!(message, "standard input is a bill of the format `csv`, not `alipay-fund`");
    let long = [own, &vec![b'x'; 2 * 1024 * 1024]].concat();
    let message = open(&long).map(|_| ()).expect_err("a long line").to_string();
    assert_eq!(message, "line 2 of standard input is longer than 1048576 bytes");
}

#[test]
fn charges_are_rounded_to_the_nearest_cent() {
    for (text, cents) in
        [("0.00500", 1), ("0.00499", 0), ("-0.00500", -1), ("0.59700", 60), ("¥1,234.565", 123_457), ("", 0)]
    {
        assert_eq!(amount::exact(text).map(amount::rounded), Ok(Money::from_minor(cents)), "{text}");
    }
    for text in ["-", "1e3", "1.000001", "12345678901", "--1", "1.-5", "１"] {
        assert!(amount::exact(text).is_err(), "{text}");
    }
}

proptest! {
    /// Whatever stands below a header, every line comes to a row, to what is wrong with it, or to nothing.
    #[test]
    fn no_bytes_panic(
        head in 0_usize..5,
        bytes in proptest::collection::vec(any::<u8>().prop_filter("text", |byte| *byte != 0), 0..400),
        text in "[`,\"#\t\r\n0-9.：共元笔合计 -]{0,200}",
    ) {
        let header = [ALL, FUND, ALIPAY, ALIPAY_FUND, "external_id,amount,paid_at"][head];
        for below in [bytes.as_slice(), text.as_bytes()] {
            let bill = [header.as_bytes(), b"\r\n", below].concat();
            if let Ok(file) = open(&bill) {
                let lines = file.lines().count() as u64;
                prop_assert_eq!(lines, file.rows_total());
                prop_assert!(file.warnings().len() <= 11);
            }
        }
        let _ = open(&bytes);
    }

    /// A value changed anywhere leaves the other rows as they are.
    #[test]
    fn a_broken_row_leaves_the_others(place in 0_usize..27, value in "[^,`\r\n\0]{0,30}") {
        let mut broken = values(ALL, &[("交易状态", "SUCCESS"), ("微信订单号", "1"), ("应结订单金额", "1.00")]);
        broken[place] = value;
        let bill = crlf(&[ALL.to_owned(), ticked(&broken), payment(ALL, "2", "3.00", "x")]);
        let (_, rows) = read(&bill);
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(told(rows[1].as_ref().expect("a row")), "payment 2 3.00 0.60 H1 -");
    }
}
