//! Files of payouts, judged by those for whom they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cardctl::domain::day::Day;
use cardctl::domain::money::Money;
use cardctl::domain::party::PartyKind;
use cardctl::domain::payout_file::{Debtor, Head, PayeeAccount, PayoutFormat, PayoutRow};
use cardctl::domain::role::Role;

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
        account_kind: PayeeAccount::Bank,
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
        let local: String = path.split('/').map(|name| format!("/*[local-name()='{name}']")).collect();
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
