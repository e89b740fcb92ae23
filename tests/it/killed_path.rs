//! Every command of the main path is killed at any moment and run again until it is done: what is exported in the end are
//! the bytes of a path that nobody disturbed.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::cardctl::{Cardctl, Output};
use crate::harness::{Site, on_both_durable};
use crate::oracle::dice::Dice;
use crate::simulator::clock::Moment;
use crate::simulator::site::at;

/// 2026-03-02, 9 o'clock at the platform: a second for each command, so that nothing depends on how fast they are.
const BEGIN: Moment = 1_772_413_200;

const HOLDERS: i64 = 60;
const PURCHASES: i64 = 1500;

/// What is done, in this order.
const PATH: [&str; 26] = [
    "init --single-operator",
    "center add C1 --name n",
    "staff add S1 --name n --center C1",
    "tier add basic --name n --rank 1 --default",
    "tier add gold --name n --rank 2 --min-fee 199.00",
    "provider add shop --name n --rate 12%",
    "agent import agents.csv --yes",
    "scheme add main --facets sex,birth-year --priority spent,registered",
    "batch issue --center C1 --count 80 --staff S1 --out print --release --yes",
    "holder import people.csv --activate --yes",
    "payment add --holder H1 --amount 199.00 --receipt R1",
    "parameter verify H1 1 --method seen",
    "party identify S1 --kind passport --name Wang --number E12345678 --verified seen",
    "party account set C1 --kind alipay --account 13800138001 --name n",
    "party account set H1 --kind alipay --account 13800138000",
    "purchase import purchases.csv --source till --yes",
    "cohort regroup --yes",
    "plan import plan.toml",
    "plan approve standard --yes",
    "settle run --through 2026-02-28 --yes --slice 400",
    "settle approve 1 --yes",
    "settle post 1 --yes",
    "period close 2026-02 --yes",
    "payout create --through 2026-02-28 --yes",
    "payout approve 1 --yes",
    "payout export 1 --format csv --out pay.csv --yes",
];

/// What was done is told to the bank, and everybody gets a statement.
const END: [&str; 2] = [
    "payout confirm results.csv --yes",
    "report statement --all --month 2026-02 --issue --out statements -o csv --yes",
];

const EXPORTS: [&str; 9] = [
    "settle lines 1 -o csv",
    "ledger balances --accounts -o csv",
    "cohort show M --scheme main -o csv --columns rank,ref",
    "report statement H1 --kind holder --month 2026-02 --lines -o csv",
    "report statement S1 --month 2026-02 --lines -o csv",
    "report commission --run 1 -o csv",
    "period list -o csv --columns month,state,runs,purchases,refunds,pool",
    "payout list -o csv --columns payout,state,net,paid,failed,pending",
    "settle pending -o csv",
];

fn citizen_id(number: i64) -> String {
    let digits = format!("1101021975{:02}{:02}{number:03}", number % 12 + 1, number / 12 + 1);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let last = "10X98765432".chars().nth((sum % 11) as usize).expect("eleven characters");
    format!("{digits}{last}")
}

fn files(site: &Site) {
    site.write("agents.csv", "code,name,parent\nA1,n,\nA2,n,A1\nA3,n,A2\n");
    let mut people = "ref,name,kind,value,center,agent,registered_at\n".to_owned();
    for n in 1..=HOLDERS {
        writeln!(people, "H{n},Ann,citizen-id,{},C1,A{},2026-01-01", citizen_id(n), n % 3 + 1)
            .expect("a string grows");
    }
    site.write("people.csv", &people);
    let mut purchases = "external_id,card,holder,provider,amount,occurred_at,refund_of\n".to_owned();
    for n in 0..PURCHASES {
        let (holder, day, cents) = (n % HOLDERS + 1, n % 28 + 1, n % 100);
        writeln!(purchases, "P{n},,H{holder},shop,{}.{cents:02},2026-02-{day:02},", n % 97 + 3)
            .expect("a string grows");
        if n % 20 == 0 {
            writeln!(purchases, "R{n},,H{holder},shop,1.{cents:02},2026-02-28,P{n}").expect("a string grows");
        }
    }
    site.write("purchases.csv", &purchases);
    site.write("plan.toml", crate::fixture::PLAN);
}

/// Kills at moments of which the dice know, until so many have come.
struct Killer {
    dice: Dice,
    left: u32,
    /// Kills of a process that was at work, and those that came too late.
    hit: u32,
    late: u32,
    /// How long each command takes that nobody disturbs.
    usual: BTreeMap<String, Duration>,
}

impl Killer {
    /// Whether this command is killed this time, and when.
    fn moment(&mut self, line: &str) -> Option<Duration> {
        if self.left == 0 || !self.dice.percent(60) {
            return None;
        }
        self.left -= 1;
        let usual = self.usual.get(line).copied().unwrap_or(Duration::from_millis(40));
        let part = u32::try_from(self.dice.between(1, 1000)).expect("a small number");
        Some(usual * part / 1000)
    }
}

/// Whether an answer says that an earlier try, which was killed, has done it.
fn is_done(line: &str, output: &Output) -> bool {
    let said = |text: &str| output.stderr.contains(text);
    match line.split(' ').next() {
        Some("init") => said("initialised already"),
        // The batch is there, and so is its file.
        Some("batch") => said("already"),
        Some("payout") => said("payout 1 is made") || said("already"),
        _ => false,
    }
}

/// Runs a command until it is done.
fn press_on(site: &Site, line: &str, now: &mut Moment, killer: &mut Killer) {
    let begun = Instant::now();
    let mut died = false;
    for _ in 0..1000 {
        *now += 1;
        let cardctl: Cardctl = at(&site.cardctl, *now);
        let mut running = cardctl.spawn(line.split(' '));
        if let Some(moment) = killer.moment(line) {
            thread::sleep(moment);
            running.kill();
            let output = running.wait();
            if output.status == -9 {
                died = true;
                killer.hit += 1;
                continue;
            }
            killer.late += 1;
            if output.status == 0 || died && is_done(line, &output) {
                return;
            }
            panic!("{output}");
        }
        let output = running.wait();
        if output.status == 0 || died && is_done(line, &output) {
            if !died {
                killer.usual.insert(line.to_owned(), begun.elapsed());
            }
            return;
        }
        panic!("killed before: {died}\n{output}");
    }
    panic!("`{line}` comes to no end");
}

/// Walks the path to its end and gives what is exported.
fn walk(site: &Site, killer: &mut Killer) -> Vec<String> {
    files(site);
    let mut now = BEGIN;
    for line in PATH {
        press_on(site, line, &mut now, killer);
    }
    let shown = at(&site.cardctl, now).json(["payout", "show", "1"]);
    let mut results = "payout,status,reference,reason\n".to_owned();
    for (n, row) in shown["rows"].as_array().expect("rows").iter().enumerate() {
        let status = if n == 0 { "failed" } else { "paid" };
        writeln!(results, "{},{status},,", row["row"].as_str().expect("a name")).expect("a string grows");
    }
    site.write("results.csv", &results);
    for line in END {
        press_on(site, line, &mut now, killer);
    }
    let cardctl = at(&site.cardctl, now);
    cardctl.ok(["db", "check"]);
    cardctl.ok(["audit", "verify"]);
    EXPORTS.iter().map(|line| cardctl.ok(line.split(' '))).collect()
}

/// How many kills come on each database, where `CARDCTL_KILLS` says nothing else.
const KILLS: u32 = 6;

#[test]
#[expect(clippy::print_stdout, reason = "a failure has to be known again, and how much it proves")]
fn whatever_is_killed_on_the_main_path_the_exports_are_the_same() {
    let number =
        |name: &str, otherwise: u32| env::var(name).map_or(otherwise, |text| text.parse().expect("a number"));
    let (kills, seed) = (number("CARDCTL_KILLS", KILLS), number("CARDCTL_SEED", std::process::id()));
    println!("CARDCTL_SEED={seed}");
    on_both_durable(|site| {
        let dice = Dice::new(seed.into());
        let mut killer = Killer { dice, left: 0, hit: 0, late: 0, usual: BTreeMap::new() };
        let expected = walk(&site, &mut killer);
        killer.left = kills;
        let mut paths = 0;
        while killer.left > 0 {
            paths += 1;
            let another =
                if site.database == "SQLite" { Site::on_sqlite() } else { Site::on_postgres_durable() };
            for ((line, expected), found) in EXPORTS.iter().zip(&expected).zip(walk(&another, &mut killer)) {
                assert_eq!(&found, expected, "`{line}` after {} kills", killer.hit);
            }
        }
        println!(
            "{}: {} processes killed at work, {} had ended, on {paths} paths",
            site.database, killer.hit, killer.late
        );
        assert!(killer.hit > 0, "nothing was killed");
    });
}
