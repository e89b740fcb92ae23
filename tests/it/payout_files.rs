//! Files of payouts, judged by those for whom they are.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cardctl::domain::day::Day;
use cardctl::domain::money::Money;
use cardctl::domain::party::PartyKind;
use cardctl::domain::payee::AccountKind;
use cardctl::domain::payout_file::{Debtor, Head, PayoutFormat, PayoutRow};
use cardctl::domain::role::Role;
use encoding_rs::GB18030;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::acts::{audited, refused};
use crate::harness::{Site, on_both};
use crate::payouts::{CREATE, payable};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// The schema of messages to banks.
fn schema() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas/pain.001.001.09.xsd");
    assert!(path.is_file(), "`{}` is not there; `tests/run` fetches it", path.display());
    path
}

/// Runs `xmllint` and gives what it prints.
fn xmllint(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("xmllint")
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("`xmllint` can't be run: {error}; `tests/run` installs it"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

/// Whether a message is one by its schema.
fn validated(file: &Path) -> Result<String, String> {
    let schema = schema();
    let words = ["--noout", "--nonet", "--schema"].map(Path::new);
    let arguments: Vec<&str> = words
        .into_iter()
        .chain([schema.as_path(), file])
        .map(|word| word.to_str().expect("a name in UTF-8"))
        .collect();
    xmllint(&arguments)
}

fn row(number: i64, net: i64) -> PayoutRow {
    PayoutRow {
        id: format!("3-{number:06}"),
        kind: PartyKind::Role(Role::Agent),
        party: "A1".to_owned(),
        name: "王伟".to_owned(),
        account_kind: AccountKind::Bank,
        account: "6222020200012345678".to_owned(),
        bank: Some("工商银行 <北京> & 分行".to_owned()),
        bank_code: Some("102100099996".to_owned()),
        net: Money::from_minor(net),
        memo: format!("佣金 3-{number:06}"),
    }
}

#[test]
fn a_message_to_a_bank_is_one_by_its_schema() {
    let debtor = Debtor::new("卡平台 & Co", "0200000109027300001", "102100099996").expect("a debtor");
    let longest = PayoutRow {
        id: "1".repeat(35),
        name: "㛃𠮷 \"<&>'".chars().chain("王".repeat(131).chars()).collect(),
        account: "9".repeat(34),
        bank: Some("b".repeat(140)),
        memo: "m".repeat(140),
        ..row(2, 1)
    };
    let plain = PayoutRow { bank: None, memo: String::new(), ..row(3, 999_999_999_999) };
    let format = PayoutFormat::Pain001;
    let rows: Vec<Vec<u8>> = [row(1, 12_345), longest, plain]
        .iter()
        .map(|row| format.row(1, "CNY", row).expect("it can be carried"))
        .collect();
    let head = Head {
        message: "3-1",
        created: "2026-10-01T08:00:00+08:00",
        currency: "CNY",
        on: Day::parse("2026-10-09").expect("a day"),
        debtor: Some(&debtor),
        rows: 3,
        net: Money::from_minor(1_000_000_012_345),
    };
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("message.xml");
    let whole = [format.head(&head), rows.concat(), format.end()].concat();
    fs::write(&file, &whole).expect("it can be written");
    validated(&file).unwrap_or_else(|said| panic!("{said}"));

    let told = |path: &str| {
        let steps: Vec<String> = path.split('/').map(|name| format!("/*[local-name()='{name}']")).collect();
        let local = steps.concat();
        let path = format!("string(/{local})");
        let text = xmllint(&["--xpath", &path, file.to_str().expect("UTF-8")]).expect("it is XML");
        text.trim_end().to_owned()
    };
    assert_eq!(told("GrpHdr/NbOfTxs"), "3");
    assert_eq!(told("GrpHdr/CtrlSum"), "10000000123.45");
    assert_eq!(told("PmtInf/CtrlSum"), "10000000123.45");
    assert_eq!(told("PmtInf/ReqdExctnDt/Dt"), "2026-10-09");
    assert_eq!(told("CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId"), "102100099996");
    assert_eq!(told("CdtTrfTxInf/CdtrAgt/FinInstnId/Nm"), "工商银行 <北京> & 分行");
    assert_eq!(told("DbtrAcct/Id/Othr/Id"), "0200000109027300001");

    // The judge does judge.
    let text = String::from_utf8(whole).expect("UTF-8").replacen("<PmtMtd>TRF", "<PmtMtd>XXX", 1);
    fs::write(&file, text).expect("it can be written");
    validated(&file).expect_err("no such method");
}

/// A file in the encoding of Chinese systems.
fn text(site: &Site, name: &str) -> String {
    let bytes = fs::read(site.directory().join(name)).expect("it was written");
    let (text, _, had_errors) = GB18030.decode(&bytes);
    assert!(!had_errors, "{name}");
    text.into_owned()
}

/// Runs an export that writes only some of the rows.
#[track_caller]
fn in_part(site: &Site, line: &str) -> Value {
    let output = site.cardctl.exits(3, split(&format!("{line} --yes -o json")));
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"))
}

/// Five rows that are approved: H1 at Alipay, S1 at WeChat, A2, A3 and BJ at a bank; A2 has a name that GBK has not.
fn approved(site: &Site) {
    payable(site);
    let name = "party account set A2 --kind bank --bank 工商银行 --bank-code 102100099996 \
                --account 6222020200012345679 --name 王㛃 --yes";
    site.cardctl.ok(split(name));
    site.cardctl.ok(split(CREATE));
}

#[test]
fn a_payout_is_written_for_each_sort_of_account() {
    on_both(|site| {
        approved(&site);
        let early = refused(&site, 1, &split("payout export last --format csv --out a.csv --yes"));
        assert_eq!(
            (&early["code"], &early["message"]),
            (&json!("run-state"), &json!("payout 1 is created, not approved"))
        );
        site.cardctl.ok(split("payout approve last --yes"));
        let unconfirmed =
            site.cardctl.exits(7, split("payout export last --format alipay-batch --out a.csv"));
        assert!(unconfirmed.stderr.contains("4032.00"), "{unconfirmed}");
        assert!(!site.directory().join("a.csv").exists() && !site.directory().join("a.csv.partial").exists());

        let alipay = in_part(&site, "payout export last --format alipay-batch --out a.csv");
        assert_eq!(
            [&alipay["rows"], &alipay["net"], &alipay["refused"]],
            [&json!(1), &json!("4032.00"), &json!(4)]
        );
        let reasons = alipay["refused_rows"].as_array().expect("rows");
        let reason = |party: &str| {
            let row = reasons.iter().find(|row| row["party"] == party);
            row.and_then(|row| row["reason"].as_str()).expect("it is refused").to_owned()
        };
        assert_eq!(reason("S1"), "`alipay-batch` pays no wechat account");
        assert_eq!(reason("BJ"), "`alipay-batch` pays no bank account");
        let row = text(&site, "a.csv").lines().nth(2).expect("a row").to_owned();
        assert!(row.starts_with("1,13800138000,赵一,4032.00,佣金 1-"), "{row}");
        let file = site.directory().join("a.csv");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
        let sha256 = Sha256::digest(fs::read(&file).expect("it is there"));
        let hex: Vec<String> = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(alipay["sha256"], json!(hex.concat()));

        // Another sort of account is another file, and nobody is told twice.
        let bank = in_part(&site, "payout export last --format mybank --out b.csv");
        assert_eq!([&bank["rows"], &bank["net"]], [&json!(2), &json!("3280.00")]);
        let refusal = bank["refused_rows"].as_array().expect("rows").iter().find(|row| row["party"] == "A2");
        assert_eq!(
            refusal.expect("it is refused")["reason"],
            "the payee's name has the character `㛃` (U+36C3), which GBK has not"
        );
        assert!(text(&site, "b.csv").contains("段誉,6222020200012345678,ICBC,102100099996,2080.00,佣金 1-"));
        let before = audited(&site);
        let told = refused(&site, 1, &split("payout export 1 --format csv --out c.csv --yes"));
        assert_eq!(told["code"], "run-state");
        assert!(told["hint"].as_str().expect("a hint").contains("--again --reason TEXT"), "{told}");
        assert_eq!(audited(&site), before + 1, "a refusal is recorded");
        refused(&site, 2, &split("payout export 1 --format csv --out c.csv --yes --again"));
        let wechat = in_part(&site, "payout export 1 --format wechat-list --out w.csv");
        assert_eq!(wechat["rows"], 1);
        let list = text(&site, "w.csv");
        let row = list.lines().nth(1).expect("a row");
        assert!(
            row.starts_with("1P0000") && row.contains(",oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,Wang,112000,"),
            "{row}"
        );
        site.cardctl.ok(["audit", "verify"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_message_to_a_bank_is_of_the_payout_and_what_is_paid_is_not_written_again() {
    on_both(|site| {
        approved(&site);
        site.cardctl.ok(split("payout approve last --yes"));
        let missing = refused(&site, 2, &split("payout export 1 --format pain.001 --out m.xml --yes"));
        assert!(missing["message"].as_str().expect("a message").contains("--debtor-account"), "{missing}");
        let line = "payout export 1 --format pain.001 --debtor-account 0200000109027300001 \
                    --debtor-bank 102100099996 --on 2026-10-09";
        let wrong =
            refused(&site, 2, &split(&format!("{} --out m.xml --yes", line.replace("9996 --on", "99 --on"))));
        assert!(wrong["message"].as_str().expect("a message").contains("12 digits"), "{wrong}");
        let made = in_part(&site, &format!("{line} --out m.xml"));
        assert_eq!(
            [&made["rows"], &made["net"], &made["refused"]],
            [&json!(3), &json!("4480.00"), &json!(2)]
        );
        let file = site.directory().join("m.xml");
        validated(&file).unwrap_or_else(|said| panic!("{said}"));
        let message = fs::read_to_string(&file).expect("UTF-8");
        assert!(message.contains("<NbOfTxs>3</NbOfTxs><CtrlSum>4480.00</CtrlSum>"), "{message}");
        assert!(message.contains("<Nm>王㛃</Nm>"), "{message}");
        refused(&site, 2, &split(&format!("{line} --out m.xml --again --reason lost --yes")));

        // One is paid, by the name that the file gave it: again there are two.
        let id = message.split("<EndToEndId>").nth(1).and_then(|rest| rest.split('<').next()).expect("a row");
        site.write("results.csv", &format!("payout,status,reference,reason\n{id},paid,B1,\n"));
        site.cardctl.ok(split("payout confirm results.csv --yes"));
        let again = in_part(&site, &format!("{line} --out n.xml --again --reason lost"));
        assert_eq!(again["rows"], 2);
        let second = fs::read_to_string(site.directory().join("n.xml")).expect("UTF-8");
        assert!(!second.contains(id), "{second}");
        assert!(second.contains("<MsgId>1-2</MsgId>"), "{second}");
        let all = whole_of(&site, "payout export 1 --format csv --out all.csv --again --reason archive");
        assert_eq!(all["rows"], 4);
        let none = refused(&site, 2, &split("payout export 1 --format xml --out x --yes"));
        assert_eq!(none["code"], "usage");
        assert_eq!(
            refused(&site, 5, &split("payout export 9 --format csv --out x --yes"))["code"],
            "not-found"
        );
        // WeChat's spelling of a row is read as well.
        let wechat = in_part(&site, "payout export 1 --format wechat-list --out w.csv --again --reason x");
        assert_eq!(wechat["rows"], 1);
        let list = text(&site, "w.csv");
        let id = list.lines().nth(1).and_then(|row| row.split(',').next()).expect("a row");
        site.write("results.csv", &format!("payout,status,reference,reason\n{id},paid,W1,\n"));
        site.cardctl.ok(split("payout confirm results.csv --yes"));
        let left = refused(
            &site,
            3,
            &split("payout export 1 --format wechat-list --out v.csv --again --reason x --yes"),
        );
        assert_eq!(left["code"], "rows-rejected");
    });
}

/// Runs an export that writes all rows.
#[track_caller]
fn whole_of(site: &Site, line: &str) -> Value {
    site.cardctl.json(split(&format!("{line} --yes")))
}
