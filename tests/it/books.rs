//! The books in plain-text accounting, judged by the programs that accountants use.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::acts::refused;
use crate::fixture::{platform, purchases};
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Runs a program that judges, and gives what it prints.
#[track_caller]
pub(crate) fn judged(program: &str, arguments: &[&str], directory: &Path) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("`{program}` can't be run: {error}; `tests/run` installs it"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}{}", text(&output.stdout), text(&output.stderr)))
    }
}

/// Fees, a settlement, refunds over two months, money of a provider, a payout that is half paid, half returned, and an
/// adjustment.
fn entries(site: &Site) {
    platform(site);
    site.cardctl.ok(split("provider add net_work.1 --name 网上\"店\";x --rate 10%"));
    purchases(site, &["P1,H1,100.00,2026-02-01,,", "P2,H2,50.00,2026-02-10,,", "P3,H4,33.33,2026-02-11,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
    purchases(site, &["R1,H1,60.00,2026-03-05,,P1", "P4,H3,10.01,2026-03-31,,"]);
    site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
    // Days: 20498 is 2026-02-14, 20540 2026-03-28, 20574 2026-05-01.
    let by_hand = "
        INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator, subject, entered_by)
        VALUES (901, 'fee', NULL, 20498, 1775030400000001, 'x', 'receipt \"7\"; a\\b', NULL),
               (902, 'fee-refund', NULL, 20499, 1775030400000001, 'x', 'receipt 7', NULL),
               (903, 'receipt', NULL, 20540, 1775030400000001, 'x', 'receipt 8', NULL),
               (904, 'payout', NULL, 20540, 1775030400000001, 'x', 'payout 1', NULL),
               (905, 'payout-paid', NULL, 20541, 1775030400000001, 'x', 'payout 1 H1', NULL),
               (906, 'payout-returned', NULL, 20574, 1775030400000001, 'x', 'payout 1 A3', NULL),
               (907, 'adjustment', NULL, 20574, 1775030400000001, 'x', 'adjustment 1', NULL);
        INSERT INTO posting (party_id, entry_id, kind, amount)
        VALUES (-1, 901, 'account', 19900), (-3, 901, 'account', -19781), (-8, 901, 'account', -119),
               (-1, 902, 'account', -19900), (-2, 902, 'account', 19900),
               (-5, 903, 'account', -500),
               (-6, 904, 'account', 190), (-7, 904, 'account', 10),
               (-6, 905, 'account', -100), (-5, 905, 'account', 100),
               (-6, 906, 'account', -90), (-7, 906, 'account', -10),
               (-9, 907, 'account', -30);
        INSERT INTO posting (party_id, entry_id, kind, amount)
        SELECT provider_id, 903, 'provider', 500 FROM provider WHERE code = 'net_work.1';
        INSERT INTO posting (party_id, entry_id, kind, amount)
        SELECT holder_id, 904, 'holder', -100 FROM holder WHERE ref = 'H1';
        INSERT INTO posting (party_id, entry_id, kind, amount)
        SELECT agent_id, 904, 'agent', -100 FROM agent WHERE code = 'A3';
        INSERT INTO posting (party_id, entry_id, kind, amount)
        SELECT agent_id, 906, 'agent', 100 FROM agent WHERE code = 'A3';
        INSERT INTO posting (party_id, entry_id, kind, amount)
        SELECT staff_id, 907, 'staff', 30 FROM staff WHERE code = 'S1'";
    sql::execute(&site.url, by_hand).expect("entries by hand");
}

/// The account of a balance.
fn account(kind: &str, party: &str) -> String {
    match (kind, party) {
        ("platform", _) => "Income:Commission".to_owned(),
        ("provider", "cdnow") => "Assets:Providers:X-cdnow".to_owned(),
        ("provider", "shop") => "Assets:Providers:X-shop".to_owned(),
        ("provider", "net_work.1") => "Assets:Providers:X-net-u5F-work-u2E-1".to_owned(),
        ("provider", other) => panic!("no provider is called {other}"),
        ("account", "fees") => "Income:Fees".to_owned(),
        ("account", "tax") => "Liabilities:Tax".to_owned(),
        ("account", "charges") => "Expenses:Charges".to_owned(),
        ("account", "adjustments") => "Expenses:Adjustments".to_owned(),
        ("account", other) => format!("Assets:{}{}", other[..1].to_uppercase(), &other[1..]),
        ("holder", party) => format!("Liabilities:Holders:{party}"),
        ("agent", party) => format!("Liabilities:Agents:{party}"),
        ("staff", party) => format!("Liabilities:Staff:{party}"),
        (_, party) => format!("Liabilities:Centers:{party}"),
    }
}

/// What the ledger says: each account that is not empty, as a debit.
pub(crate) fn expected(cardctl: &Cardctl, flags: &str) -> BTreeMap<String, String> {
    let balances = cardctl.ok(split(&format!("ledger balances --accounts -o csv{flags}")));
    let rows = balances.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let debit = |amount: &str| match amount.strip_prefix('-') {
        Some(positive) => positive.to_owned(),
        None => format!("-{amount}"),
    };
    rows.filter(|row| row[4] != "0.00").map(|row| (account(row[0], row[1]), debit(row[4]))).collect()
}

/// What hledger makes of the books.
pub(crate) fn of_hledger(directory: &Path, file: &str) -> BTreeMap<String, String> {
    let arguments = ["-f", file, "balance", "--flat", "-N", "-O", "csv"];
    let text = judged("hledger", &arguments, directory).expect("hledger reads them");
    let row = |line: &str| {
        let (account, amount) = line.split_once(',').expect("two cells");
        (account.trim_matches('"').to_owned(), amount.trim_matches('"').replace(" CNY", ""))
    };
    text.lines().skip(1).map(row).collect()
}

/// What ledger makes of them.
pub(crate) fn of_ledger(directory: &Path, file: &str) -> BTreeMap<String, String> {
    let arguments = [
        "-f",
        file,
        "--pedantic",
        "balance",
        "--flat",
        "--no-total",
        "--balance-format",
        "%(account)|%(total)\n",
    ];
    let text = judged("ledger", &arguments, directory).expect("ledger reads them");
    let row = |line: &str| {
        let (account, amount) = line.split_once('|').expect("two cells");
        (account.to_owned(), amount.replace(" CNY", ""))
    };
    text.lines().map(row).collect()
}

/// What beancount makes of them.
pub(crate) fn of_beancount(directory: &Path, file: &str) -> BTreeMap<String, String> {
    let query = "SELECT account, sum(position) WHERE year > 0 GROUP BY account ORDER BY account";
    let text = judged("bean-query", &["-f", "csv", file, query], directory).expect("beancount reads them");
    let row = |line: &str| {
        let (account, amount) = line.split_once(',').expect("two cells");
        (account.trim().to_owned(), amount.trim_matches(['"', ' ', '\r']).replace(" CNY", ""))
    };
    text.lines().skip(1).map(row).filter(|(_, amount)| !amount.is_empty()).collect()
}

#[test]
fn the_programs_of_accountants_accept_the_books_and_find_our_balances() {
    on_both(|site| {
        entries(&site);
        for (flags, as_of) in [
            ("", ""),
            (" --to 2026-03-30", " --as-of 2026-03-30"),
            (" --from 2026-03-01", ""),
            (" --from 2026-03-28 --to 2026-03-31", " --as-of 2026-03-31"),
            (" --from 2026-04-01 --to 2026-04-30", " --as-of 2026-04-30"),
            (" --from 2026-07-01", ""),
        ] {
            let expected = expected(&site.cardctl, as_of);
            assert!(expected.len() > 8, "{expected:?}");
            site.cardctl.ok(split(&format!("ledger export --format hledger --out books.journal{flags}")));
            let check = ["-f", "books.journal", "check", "--strict", "ordereddates", "assertions"];
            judged("hledger", &check, site.directory()).unwrap_or_else(|said| panic!("{flags}: {said}"));
            assert_eq!(of_hledger(site.directory(), "books.journal"), expected, "{flags}");
            assert_eq!(of_ledger(site.directory(), "books.journal"), expected, "{flags}");
            site.cardctl.ok(split(&format!("ledger export --format beancount --out books.beancount{flags}")));
            judged("bean-check", &["books.beancount"], site.directory())
                .unwrap_or_else(|said| panic!("{flags}: {said}"));
            assert_eq!(of_beancount(site.directory(), "books.beancount"), expected, "{flags}");
        }
    });
}

#[test]
fn a_changed_amount_is_found_by_each_program() {
    on_both(|site| {
        entries(&site);
        let harm = |format: &str, name: &str, from: &str, to: &str| {
            let books = site.cardctl.ok(split(&format!("ledger export --format {format}")));
            assert!(books.contains(from), "{books}");
            site.write(name, &books.replacen(from, to, 1));
        };
        // Both sides of the fee: the entry still sums to zero, and only the balances tell.
        harm("hledger", "a.journal", "Assets:Wechat  197.81 CNY\n", "Assets:Cash  197.81 CNY\n");
        harm("beancount", "a.beancount", "Assets:Wechat  197.81 CNY\n", "Assets:Cash  197.81 CNY\n");
        let judges: [(&str, &[&str]); 3] = [
            ("hledger", &["-f", "a.journal", "check"]),
            ("ledger", &["-f", "a.journal", "balance"]),
            ("bean-check", &["a.beancount"]),
        ];
        for (program, arguments) in judges {
            judged(program, arguments, site.directory()).expect_err(program);
        }
    });
}

/// The books of one run, for beancount.
const BEANCOUNT: &str = r#"option "title" "Test"
option "operating_currency" "CNY"

; A debit is positive.

2026-02-28 open Liabilities:Holders:H1 CNY
  kind: "holder"
  code: "H1"

2026-02-28 open Liabilities:Agents:A2 CNY
  kind: "agent"
  code: "A2"

2026-02-28 open Liabilities:Agents:A3 CNY
  kind: "agent"
  code: "A3"

2026-02-28 open Liabilities:Staff:S1 CNY
  kind: "staff"
  code: "S1"

2026-02-28 open Liabilities:Centers:BJ CNY
  kind: "center"
  code: "BJ"
  name: "Beijing"

2026-02-28 open Income:Commission CNY

2026-02-28 open Assets:Providers:X-shop CNY
  kind: "provider"
  code: "shop"
  name: "Shop"

2026-02-28 * "settlement of run 1" #settlement
  entry: 1
  recorded: "2026-03-01T08:00:00+08:00"
  Liabilities:Holders:H1  -4.80 CNY
  Liabilities:Agents:A2  -1.20 CNY
  Liabilities:Agents:A3  -2.40 CNY
  Liabilities:Staff:S1  -1.20 CNY
  Liabilities:Centers:BJ  -1.20 CNY
  Income:Commission  -1.20 CNY
  Assets:Providers:X-shop  12.00 CNY

2026-03-01 balance Liabilities:Holders:H1  -4.80 CNY
2026-03-01 balance Liabilities:Agents:A2  -1.20 CNY
2026-03-01 balance Liabilities:Agents:A3  -2.40 CNY
2026-03-01 balance Liabilities:Staff:S1  -1.20 CNY
2026-03-01 balance Liabilities:Centers:BJ  -1.20 CNY
2026-03-01 balance Income:Commission  -1.20 CNY
2026-03-01 balance Assets:Providers:X-shop  12.00 CNY
"#;

/// The same for the others.
const HLEDGER: &str = "\
; Test
; A debit is positive.

commodity CNY
    format 1000.00 CNY

tag kind
tag code
tag name
tag recorded

account Liabilities:Holders:H1
    ; kind: holder
    ; code: H1

account Liabilities:Agents:A2
    ; kind: agent
    ; code: A2

account Liabilities:Agents:A3
    ; kind: agent
    ; code: A3

account Liabilities:Staff:S1
    ; kind: staff
    ; code: S1

account Liabilities:Centers:BJ
    ; kind: center
    ; code: BJ
    ; name: Beijing

account Income:Commission

account Assets:Providers:X-shop
    ; kind: provider
    ; code: shop
    ; name: Shop

2026-02-28 * (1) settlement of run 1
    ; kind: settlement
    ; recorded: 2026-03-01T08:00:00+08:00
    Liabilities:Holders:H1  -4.80 CNY
    Liabilities:Agents:A2  -1.20 CNY
    Liabilities:Agents:A3  -2.40 CNY
    Liabilities:Staff:S1  -1.20 CNY
    Liabilities:Centers:BJ  -1.20 CNY
    Income:Commission  -1.20 CNY
    Assets:Providers:X-shop  12.00 CNY

2026-02-28 * balances
    Liabilities:Holders:H1  0.00 CNY = -4.80 CNY
    Liabilities:Agents:A2  0.00 CNY = -1.20 CNY
    Liabilities:Agents:A3  0.00 CNY = -2.40 CNY
    Liabilities:Staff:S1  0.00 CNY = -1.20 CNY
    Liabilities:Centers:BJ  0.00 CNY = -1.20 CNY
    Income:Commission  0.00 CNY = -1.20 CNY
    Assets:Providers:X-shop  0.00 CNY = 12.00 CNY
";

#[test]
fn the_books_tell_entries_and_no_names_of_people() {
    on_both(|site| {
        platform(&site);
        // Without the fee that somebody paid, so that the run's entry is the first.
        for table in ["posting", "journal", "payment_claim", "payment"] {
            sql::execute(&site.url, &format!("DELETE FROM {table}")).expect("a statement");
        }
        sql::execute(&site.url, "UPDATE counter SET next = 1 WHERE name = 'entry'").expect("a statement");
        let nothing = site.cardctl.exits(0, split("ledger export --format beancount"));
        assert_eq!(
            (nothing.stdout.as_str(), nothing.stderr.as_str()),
            ("", "no entries yet; `cardctl settle post RUN` makes them\n")
        );
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
        sql::execute(&site.url, "UPDATE journal SET recorded = 1772323200000000").expect("a fixed moment");
        let books = site.cardctl.ok(split("ledger export --format beancount"));
        assert_eq!(books, BEANCOUNT);
        let books = site
            .cardctl
            .ok(split("ledger export --format hledger --from 2026-02-01 --to 2026-02-28 -o json"));
        assert_eq!(books, HLEDGER);
        for name in ["赵一", "Wang", "Low", "Top"] {
            assert!(!books.contains(name), "{name}");
        }
        let error =
            refused(&site, 2, &split("ledger export --format hledger --from 2026-03-02 --to 2026-03-01"));
        assert_eq!(error["message"], "--from 2026-03-02 lies after --to 2026-03-01");
        refused(&site, 2, &split("ledger export --format gnucash"));
        refused(&site, 2, &split("ledger export"));
    });
}
