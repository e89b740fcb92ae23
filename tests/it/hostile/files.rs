//! Files of rows and lines: CSV, bills of payment firms, JSON lines.

use std::fmt::Write as _;
use std::path::Path;

use cardctl::domain::day::Calendar;
use cardctl::error::Code;
use cardctl::input::bill::BillFile;
use cardctl::input::{CsvFile, Header, LineFile, corrected};
use encoding_rs::GB18030;

use super::mutator::try_all;

const PURCHASES: Header = Header {
    required: &["external_id", "card", "holder", "provider", "amount", "occurred_at"],
    optional: &["category", "refund_of"],
};

const CSV: &str = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\r\n\
    e1,,H1,shop,100.00,2026-02-01,,\r\ne2,,\"H\"\"2\nx\",shop,-1.00,2026-02-01T10:00:00+08:00,食品,e1\r\n";

const TRADE: &str = "\u{feff}交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n\
    `2026-11-20 10:00:00,`wx1,`1900000109,`0,`,`4200002041,`H-001,`o1,`JSAPI,`SUCCESS,`OTHERS,`CNY,`199.00,`0.00,`0,`0,`0.00,`0.00,`,`,`fee, card,`,`1.19000,`0.60%,`199.00,`0.00,`\r\n\
    总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`1,`199.00,`0.00,`0.00,`1.19000,`199.00,`0.00\r\n";

const FUND: &str = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\n\
    `2026-11-20 10:00:00,`4200002041,`1,`交易,`交易,`收入,`199.00,`199.00,`system,`x,`v\n\
    资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`1.0,`1.0,`199.00,`0.0,`0.00\n";

const ALIPAY: &str = "#支付宝业务明细查询\n#账号：[20880000]\n#起始日期：[2026年11月20日]\n\
    支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\n\
    2026112022001\t,H-001\t,交易,fee,2026-11-20 10:00:00,2026-11-20 10:00:01,,,,,a**@x.com,199.00,199.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,,-1.19,0.00,\n\
    #交易合计：1笔，商家实收共199.00元\n#退款合计：0笔，商家实收退款共0.00元\n";

const LEDGER: &str = "#支付宝账务明细查询\n\
    账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注\n\
    1,2,H-001,fee,2026-11-20 10:00:00,a**@x.com,199.00,0.00,199.00,支付宝,在线支付,\n\
    #-----------------------------------------账务明细列表结束------------------------------------,,,\n#收入合计：1笔，共199.00元\n";

const OWN: &str = "external_id,holder,card,amount,paid_at,channel,memo\np1,H1,,199.00,2026-11-20,cash,x\n";

const LINES: &str = "{\"id\":\"msg_1\",\"holder\":\"H1\"}\n\n{\"text\":\"x\",\"rejected_line\":1,\"rejected_reason\":\"y\"}\r\n[1,2\n";

fn stdin() -> &'static Path {
    Path::new("-")
}

/// What is refused is refused as a bad file, and never as something that the program has wrong.
fn csv(bytes: &[u8]) {
    match CsvFile::open(stdin(), &mut &bytes[..], &PURCHASES) {
        Ok(file) => {
            let rows = file.rows().map(|row| row.expect("it was well-formed"));
            let rows = rows.map(|row| row.get(PURCHASES.column("amount")).len());
            assert_eq!(rows.count() as u64, file.rows_total());
        }
        Err(error) => assert_eq!(error.code(), Code::BadFile, "{error}"),
    }
}

fn bill(bytes: &[u8]) {
    let calendar = Calendar::of_zone("Asia/Shanghai").expect("a zone");
    match BillFile::open(stdin(), &mut &bytes[..], None, &calendar) {
        Ok(file) => {
            let lines = file.lines().map(|line| line.expect("it was readable"));
            assert_eq!(lines.count() as u64, file.rows_total());
            _ = file.warnings().len();
        }
        Err(error) => assert_eq!(error.code(), Code::BadFile, "{error}"),
    }
}

fn lines(bytes: &[u8]) {
    match LineFile::open(stdin(), &mut &bytes[..]) {
        Ok(file) => {
            for line in file.lines() {
                let line = line.expect("a line is read, good or bad");
                if line.flaw.is_none() {
                    drop(corrected(&line.text));
                }
            }
        }
        Err(error) => assert_eq!(error.code(), Code::BadFile, "{error}"),
    }
}

fn gb18030(text: &str) -> Vec<u8> {
    GB18030.encode(text.trim_start_matches('\u{feff}')).0.into_owned()
}

#[test]
fn rows() {
    let chinese = gb18030(CSV);
    try_all("csv", &[CSV.as_bytes(), &chinese, OWN.as_bytes()], csv);
}

#[test]
fn bills() {
    let alipay = gb18030(ALIPAY);
    let ledger = gb18030(LEDGER);
    let samples = [TRADE.as_bytes(), FUND.as_bytes(), &alipay, &ledger, OWN.as_bytes()];
    for sample in samples {
        let calendar = Calendar::of_zone("Asia/Shanghai").expect("a zone");
        let file = BillFile::open(stdin(), &mut &sample[..], None, &calendar).expect("the sample is a bill");
        assert!(file.lines().all(|line| line.expect("a line").row.is_ok()), "{:?}", file.format());
    }
    try_all("bills", &samples, bill);
}

#[test]
fn json_lines() {
    try_all("lines", &[LINES.as_bytes(), CSV.as_bytes()], lines);
}

#[test]
fn strange_files() {
    let mut wide = String::new();
    for n in 0..10_000 {
        write!(wide, "column{n},").expect("a string grows");
    }
    let mut many_rows = CSV.to_owned();
    many_rows.push_str(&"\r".repeat(100_000));
    let known = CSV.lines().next().expect("a header");
    for text in [
        wide.clone(),
        format!("{wide}\n{wide}\n"),
        format!("{known},{}\n", ",".repeat(10_000)),
        format!("{known}\n{}\n", ",".repeat(100_000)),
        format!("{known}\n\"{}", "\"\"".repeat(100_000)),
        format!("{known}\n{}", "\"".repeat(100_001)),
        many_rows,
        "\u{feff}".repeat(10_000),
        "`".repeat(100_000),
        "#".repeat(100_000),
        format!("{TRADE}{}", TRADE.repeat(50)),
        "\n".repeat(200_000),
        "\0".repeat(1_000),
    ] {
        for bytes in [text.clone().into_bytes(), gb18030(&text)] {
            csv(&bytes);
            bill(&bytes);
            lines(&bytes);
        }
    }
}
