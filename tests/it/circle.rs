//! The circle of money on the demo's data, proved from outside: what was bought is settled, the provider pays, people
//! are paid, and the books are those of other programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::books::{expected, judged, of_beancount, of_hledger, of_ledger};
use crate::harness::Site;
use crate::harness::cardctl::Cardctl;

/// Hundredths by kind and party.
type Sums = BTreeMap<(String, String), i64>;

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn minor(amount: &str) -> i64 {
    amount.replace('.', "").parse().expect("an amount has two decimals")
}

/// The cells of a list in CSV.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// What everybody earned, by the lines of the run, and what the provider owes for it.
fn earned(cardctl: &Cardctl) -> Sums {
    let mut sums = Sums::new();
    for row in rows(&cardctl.ok(split("settle lines last -o csv"))) {
        let [_, _, role, _, party, amount] = &*row else { panic!("six cells: {row:?}") };
        *sums.entry((role.clone(), party.clone())).or_default() += minor(amount);
        *sums.entry(("provider".to_owned(), "cdnow".to_owned())).or_default() -= minor(amount);
    }
    sums
}

/// What everybody was paid, by the rows of the payouts, and what the provider paid.
fn paid(cardctl: &Cardctl) -> Sums {
    let mut sums = Sums::from([(("provider".to_owned(), "cdnow".to_owned()), -29_964_430)]);
    for payout in ["1", "2"] {
        let shown = cardctl.json(["payout", "show", payout]);
        for row in shown["rows"].as_array().expect("rows").iter().filter(|row| row["state"] == "paid") {
            let text = |key: &str| row[key].as_str().expect("a text").to_owned();
            *sums.entry((text("kind"), text("party"))).or_default() += minor(&text("gross"));
        }
    }
    sums
}

/// Opening and earned less paid is closing, for each party: by lines, payouts, balances and statements.
fn every_party_has_what_was_not_paid(cardctl: &Cardctl, statements: &Path) {
    let (earned, paid) = (earned(cardctl), paid(cardctl));
    let balances = rows(&cardctl.ok(split("ledger balances -o csv")));
    let mut seen = BTreeSet::new();
    for row in &balances {
        let party = (row[0].clone(), row[1].clone());
        let of = |sums: &Sums| sums.get(&party).copied().unwrap_or_default();
        assert_eq!(minor(&row[2]), of(&earned), "{row:?}");
        assert_eq!(minor(&row[3]), of(&paid), "{row:?}");
        assert_eq!(minor(&row[4]), of(&earned) - of(&paid), "{row:?}");
        assert!(minor(&row[4]) >= 0, "nobody got more than was theirs: {row:?}");
        seen.insert(party);
    }
    assert_eq!(seen.len(), balances.len());
    assert_eq!(seen, earned.keys().cloned().collect());
    assert!(seen.len() > 23_500 && paid.keys().all(|party| seen.contains(party)));

    for kind in ["agent", "staff", "center", "platform", "provider"] {
        let mut words = split("report statement --all --from 1997-01-01 --to 2199-12-31 -o csv --kind");
        words.extend([kind, "--out", statements.to_str().expect("UTF-8")]);
        words.extend(["--columns", "kind,party,opening,earned,paid,closing"]);
        let told: BTreeSet<Vec<String>> = rows(&cardctl.ok(words)).into_iter().collect();
        let expected = balances.iter().filter(|row| row[0] == kind).map(|row| {
            let [kind, party, earned, paid, balance] = &**row else { panic!("five cells: {row:?}") };
            [kind, party, "0.00", earned, paid, balance].map(str::to_owned).to_vec()
        });
        assert_eq!(told, expected.collect(), "{kind}");
    }
}

/// What the bank and Alipay were told to pay and said that they paid is what left the platform's account.
fn what_left_the_bank_is_what_was_told(cardctl: &Cardctl, demo: &Path, result: &Value) {
    let read = |name: &str| fs::read(demo.join(name)).expect("a file of the demo");
    let text = |name: &str| String::from_utf8(read(name)).expect("UTF-8");
    let mut told: BTreeMap<String, i64> =
        rows(&text("payout-1.csv")).iter().map(|row| (row[0].clone(), minor(&row[5]))).collect();
    assert_eq!(told.len(), 10);
    // The format of Alipay has two lines above its rows.
    let of_alipay = encoding_rs::GB18030.decode(&read("payout-2.csv")).0.into_owned();
    for line in of_alipay.lines().skip(2) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[2], "司马青", "who was refused by name");
        let row = cells[4].split_once(' ').expect("the memo names the row").1;
        told.insert(row.to_owned(), minor(cells[3]));
    }
    assert_eq!(told.len(), 11);
    let mut last = BTreeMap::new();
    for name in ["results-1.csv", "results-2.csv", "results-3.csv"] {
        for row in rows(&text(name)) {
            last.insert(row[0].clone(), row[1].clone());
        }
    }
    let failed: Vec<&String> = last.iter().filter(|(_, status)| *status == "failed").map(|of| of.0).collect();
    assert_eq!(failed.len(), 1);
    assert!(text("results-1.csv").contains(",unknown,"), "one was not known at first");
    assert_eq!(last.values().filter(|status| *status == "paid").count(), 10);
    let paid: i64 = last
        .iter()
        .filter(|(_, status)| *status == "paid")
        .map(|(row, _)| told.get(row).expect("told"))
        .sum();
    let of = |key: &str| minor(result["payouts"][key].as_str().expect("an amount"));
    assert_eq!((of("paid"), &result["payouts"]["rows_paid"]), (paid, &json!(10)));

    let accounts = cardctl.json(split("ledger balances --accounts --filter kind=account"));
    let of_account = |name: &str| {
        let row = accounts.as_array().and_then(|rows| rows.iter().find(|row| row["party"] == name));
        minor(row.expect("an account")["balance"].as_str().expect("an amount"))
    };
    // What came in stands on the other side: fees and the provider's money.
    assert_eq!(of_account("bank"), paid - 29_964_430 - of_account("fees"));
    assert_eq!((of_account("transit"), of_account("tax")), (0, of("withheld")));
    assert!(of("withheld") > 0);

    // Who was refused was paid by the next payout, which had nobody else, and once.
    let failed = failed[0];
    assert_eq!(told[failed], of("failed"));
    assert_eq!(of("failed"), of("failed_then_paid"));
    let next = cardctl.json(["payout", "show", "2"]);
    let next = next["rows"].as_array().expect("rows");
    assert_eq!((next.len(), &next[0]["party"], &next[0]["state"]), (1, &json!("S2"), &json!("paid")));
    assert_eq!(next[0]["row"].as_str().map(|row| &row[1..]), Some(&failed[1..]), "the same party");
    let journal = rows(&cardctl.ok(split("ledger journal S2 -o csv --columns kind,amount")));
    let (earned, back) = (&journal[0][1], journal.iter().map(|row| row[0].as_str()).collect::<Vec<_>>());
    assert_eq!(back, ["settlement", "payout", "payout-returned", "payout"]);
    let sent = format!("-{earned}");
    let amounts: Vec<&str> = journal.iter().map(|row| &*row[1]).collect();
    assert_eq!(amounts, [earned.as_str(), &sent, earned, &sent]);
    let again = cardctl.json(split("payout create --through 1998-06-30 --min 10.00 --dry-run"));
    assert_eq!((&again["items"], &again["net"]), (&json!(0), &json!("0.00")));
}

#[test]
fn the_circle_of_money_closes_on_real_purchases() {
    let site = Site::on_sqlite();
    let result = site.cardctl.json(["demo", "--dir", "demo"]);
    let demo = site.directory().join("demo");
    let cardctl = site
        .cardctl
        .with_env("CARDCTL_DATABASE_URL", result["database"].as_str().expect("the database"))
        .with_env("CARDCTL_KEY_FILE", result["key_file"].as_str().expect("the key file"));
    assert_eq!((&result["pool"], &result["receivable"]), (&json!("299644.30"), &json!("0.00")));
    let owed = cardctl.json(["ledger", "receivables"]);
    assert_eq!((&owed[0]["provider"], &owed[0]["owed"]), (&json!("cdnow"), &json!("0.00")));

    every_party_has_what_was_not_paid(&cardctl, &site.directory().join("statements"));
    what_left_the_bank_is_what_was_told(&cardctl, &demo, &result);

    let balances = expected(&cardctl, "");
    assert!(balances.len() > 23_000, "{}", balances.len());
    judged("bean-check", &["books.beancount"], &demo).unwrap_or_else(|said| panic!("{said}"));
    let check = ["-f", "books.journal", "check", "--strict", "ordereddates", "assertions"];
    judged("hledger", &check, &demo).unwrap_or_else(|said| panic!("{said}"));
    assert!(of_beancount(&demo, "books.beancount") == balances, "beancount finds other balances");
    assert!(of_hledger(&demo, "books.journal") == balances, "hledger finds other balances");
    assert!(of_ledger(&demo, "books.journal") == balances, "ledger finds other balances");
    cardctl.ok(["db", "check"]);
    cardctl.ok(["audit", "verify"]);
}
