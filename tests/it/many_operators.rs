//! Sixteen operators at once on one server: loads, activations, payments, look-ups, regroupings and settlements. Whatever
//! they do at the same time, nothing is lost and nothing is there twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::acts::count;
use crate::fixture::platform;
use crate::harness::cardctl::{Cardctl, Output};
use crate::harness::{Site, sql};

/// How long they work, in seconds, where `CARDCTL_SECONDS` says nothing else.
const SECONDS: u64 = 5;
/// Cards for all who are activated; a minute uses up a few thousand.
const CARDS: usize = 4_000;
/// Rows of a file of purchases, and people of a file of holders.
const ROWS: u32 = 40;

/// What came of all that was done, as the operators were told.
#[derive(Default)]
struct Told {
    /// External id and yuan of every purchase that stood in a file.
    purchases: BTreeMap<String, u64>,
    /// Refs of holders who were activated at the counter or imported.
    holders: BTreeSet<String>,
    /// Those who wanted a number that somebody has.
    refused: usize,
    /// Receipts of fees.
    fees: BTreeSet<String>,
    visits: usize,
    posted: usize,
    busy: usize,
    commands: usize,
}

struct Floor<'site> {
    site: &'site Site,
    cards: Mutex<Vec<(String, String)>>,
    told: Mutex<Told>,
    end: Instant,
}

impl Floor<'_> {
    fn told<T>(&self, change: impl FnOnce(&mut Told) -> T) -> T {
        change(&mut self.told.lock().expect("nobody panics with it"))
    }

    /// Runs a command until the platform isn't busy. Nothing else may go wrong but what `allowed` says.
    fn done(&self, cardctl: &Cardctl, words: &[&str], allowed: &[i32]) -> Output {
        for _ in 0..100 {
            let output = cardctl.run(words);
            self.told(|told| told.commands += 1);
            for wrong in ["inconsisten", "internal", "panicked", "database error"] {
                assert!(!output.stderr.contains(wrong), "{output}");
            }
            if output.status != 75 {
                assert!(output.status == 0 || allowed.contains(&output.status), "{output}");
                return output;
            }
            self.told(|told| told.busy += 1);
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("`{}` was told a hundred times to come again", words.join(" "));
    }

    fn line(&self, line: &str, allowed: &[i32]) -> Output {
        self.done(&self.site.cardctl, &line.split(' ').collect::<Vec<_>>(), allowed)
    }

    /// Two operators load the same files, in the same order.
    fn loads(&self, pair: usize, round: u32) {
        let mut text = "external_id,card,holder,provider,amount,occurred_at,refund_of\n".to_owned();
        let mut rows = Vec::new();
        for n in 0..ROWS {
            let id = format!("P{pair}-{round}-{n}");
            let (holder, yuan, day) = (n % 4 + 1, u64::from(n * 7 + round) % 300 + 1, n % 28 + 1);
            writeln!(text, "{id},,H{holder},shop,{yuan}.00,2026-02-{day:02},").expect("a string grows");
            rows.push((id, yuan));
        }
        let load = self.site.cardctl.with_stdin(&text);
        self.done(&load, &["purchase", "import", "-", "--source", "till", "--yes"], &[]);
        self.told(|told| told.purchases.extend(rows));
    }

    /// Somebody becomes a holder at a counter, comes once and pays. Every other one wants the number of another counter's.
    fn serves(&self, counter: usize, round: u32) {
        let Some((card, code)) = self.cards.lock().expect("nobody panics with it").pop() else { return };
        let reference = format!("C{counter}-{round}");
        let number =
            if round.is_multiple_of(2) { round } else { round * 10 + u32::try_from(counter).expect("small") };
        let mobile = format!("mobile=139{number:08}");
        let words = [
            "holder",
            "register",
            "--card",
            &card,
            "--ref",
            &reference,
            "--name",
            "赵敏",
            "--parameter",
            &mobile,
        ];
        let words = [&words[..], &["--activate", "--code", &code]].concat();
        if self.done(&self.site.cardctl, &words, &[1]).status == 1 {
            return self.told(|told| told.refused += 1);
        }
        let receipt = format!("K{counter}-{round}");
        self.line(&format!("holder visit {reference}"), &[]);
        self.line(&format!("payment add --holder {reference} --amount 20.00 --receipt {receipt}"), &[]);
        self.told(|told| {
            told.holders.insert(reference);
            told.fees.insert(receipt);
            told.visits += 1;
        });
    }

    /// A look-up answers whatever others do.
    fn looks(&self, round: u32) {
        let lines = [
            "holder show H1",
            "holder find 13800138000",
            "cohort show 11 --limit 5",
            "ledger balances",
            "report sales --by provider",
            "card history --holder H2",
            "settle pending",
        ];
        let line = lines[round as usize % lines.len()];
        let output = self.site.cardctl.run(line.split(' '));
        self.told(|told| told.commands += 1);
        assert_eq!(output.status, 0, "{output}");
    }

    /// Two settle; who comes too late is told so.
    fn settles(&self, operator: usize) {
        let run = self.line("settle run --through 2026-03-31 --yes -o json", &[]);
        let run: Value = serde_json::from_str(&run.stdout).expect("json");
        let Some(number) = run["run"].as_i64() else { return };
        // The other one may take care of it, too.
        self.line(&format!("settle approve {number} --yes"), &[7, 1]);
        if operator.is_multiple_of(2) {
            self.line("ledger balances", &[]);
        }
        if self.line(&format!("settle post {number} --yes"), &[7, 1]).status == 0 {
            self.told(|told| told.posted += 1);
        }
    }

    /// A file of people, who have numbers of their own.
    fn imports(&self, round: u32) {
        let mut text =
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n".to_owned();
        let mut refs = Vec::new();
        for n in 0..ROWS {
            let reference = format!("F{round}-{n}");
            writeln!(text, "{reference},,孙三,mobile,1370{:07},BJ,S1,A3,,2026-01-02,,", round * ROWS + n)
                .expect("a string grows");
            refs.push(reference);
        }
        let load = self.site.cardctl.with_stdin(&text);
        self.done(&load, &["holder", "import", "-", "--activate", "--yes"], &[]);
        self.told(|told| told.holders.extend(refs));
    }

    /// The directory changes under everybody.
    fn rearranges(&self, round: u32) {
        let (parent, other) = if round.is_multiple_of(2) { ("A1", "A2") } else { ("A2", "A1") };
        let day = format!("2027-{:02}-{:02}", round / 28 % 12 + 1, round % 28 + 1);
        self.line(&format!("agent move A3 --parent {parent} --since {day} --yes"), &[7]);
        self.line(&format!("holder set H1 --agent {other} --since {day} --reason moved --yes"), &[7]);
        self.line("card freeze --holder H4 --reason lent", &[7]);
        self.line("card unfreeze --holder H4 --reason back", &[7]);
    }

    fn works(&self, operator: usize) {
        let mut round = 1;
        while Instant::now() < self.end || round < 3 {
            match operator {
                0..=3 => self.loads(operator / 2, round),
                4..=7 => self.serves(operator, round),
                8..=10 => self.looks(round),
                11 | 12 => self.settles(operator),
                13 => drop(self.line("cohort regroup --yes", &[])),
                14 => self.imports(round),
                _ => self.rearranges(round),
            }
            round += 1;
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "what a long run did is what it is for")]
fn sixteen_operators_at_once_lose_and_double_nothing() {
    let seconds = std::env::var("CARDCTL_SECONDS").map_or(SECONDS, |text| text.parse().expect("a number"));
    let site = Site::on_postgres_durable();
    platform(&site);
    site.cardctl.ok("scheme add main --facets region:2,range-carrier --priority visits,fees".split(' '));
    site.cardctl.ok(["cohort", "regroup", "--yes"]);
    site.cardctl
        .ok(format!("batch issue --center BJ --count {CARDS} --out counter --release --yes").split(' '));
    let cards = std::fs::read_to_string(site.directory().join("counter/cards.csv")).expect("the print file");
    let cards = cards.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        (fields[1].to_owned(), fields[3].to_owned())
    });
    let begun = Instant::now();
    let floor = Floor {
        site: &site,
        cards: Mutex::new(cards.collect()),
        told: Mutex::default(),
        end: begun + Duration::from_secs(seconds),
    };
    std::thread::scope(|scope| {
        for operator in 0..16 {
            let floor = &floor;
            scope.spawn(move || floor.works(operator));
        }
    });
    let lasted = begun.elapsed();
    // What is left over is settled, so that everything has been.
    floor.settles(0);

    let told = floor.told.into_inner().expect("nobody panicked");
    let texts = |query: &str| BTreeSet::from_iter(sql::texts(&site.url, query).expect("rows"));
    let number = |query: &str| {
        sql::texts(&site.url, query).expect("a number").concat().parse::<u64>().expect("a number")
    };

    // Every purchase that a file had is there once, and settled once.
    let ids: BTreeSet<String> = told.purchases.keys().cloned().collect();
    assert_eq!(texts("SELECT external_id FROM purchase"), ids);
    assert_eq!(count(&site, "purchase"), ids.len());
    assert_eq!(count(&site, "settled"), ids.len());
    assert_eq!(count(&site, "due"), 0);
    let yuan: u64 = told.purchases.values().sum();
    assert_eq!(number("SELECT CAST(SUM(amount) AS TEXT) FROM purchase"), yuan * 100);
    // 12 % of whole yuan are whole fen, so the shares are the pool to the last one.
    assert_eq!(number("SELECT CAST(SUM(amount) AS TEXT) FROM line"), yuan * 12);
    let owed = "SELECT CAST(-SUM(o.amount) AS TEXT) FROM posting AS o JOIN provider AS p ON p.provider_id = o.party_id";
    assert_eq!(number(owed), yuan * 12);

    // Every holder is there once, with one card and one number; a number that two wanted is one's.
    let refs = texts("SELECT ref FROM holder WHERE ref NOT LIKE 'H%'");
    assert_eq!(refs, told.holders);
    let mobiles = "SELECT CAST(COUNT(*) AS TEXT) FROM parameter_claim WHERE namespace = 'phone'";
    assert_eq!(number(mobiles), told.holders.len() as u64 + 1);
    let active =
        "SELECT CAST(COUNT(DISTINCT holder_id) AS TEXT) FROM card WHERE state IN ('active', 'frozen')";
    assert_eq!(number(active), told.holders.len() as u64 + 4);
    assert!(told.refused > 0, "nobody wanted the number of another");

    // Every fee and visit is there once, and every act in the audit log.
    assert_eq!(count(&site, "visit"), told.visits);
    let fees = texts("SELECT external_id FROM payment_claim WHERE external_id LIKE 'K%-%'");
    assert_eq!(fees, told.fees);
    for (action, times) in [("holder visit", told.visits), ("settle post", told.posted)] {
        let entries = format!(
            "SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = '{action}' AND outcome = 'done'"
        );
        assert_eq!(number(&entries), times as u64, "{action}");
    }
    site.cardctl.ok(["db", "check"]);
    site.cardctl.ok(["audit", "verify"]);
    println!(
        "{} commands of 16 operators in {:.0} s: {} purchases, {} holders, {} runs posted, {} times busy",
        told.commands,
        lasted.as_secs_f64(),
        ids.len(),
        told.holders.len(),
        told.posted,
        told.busy
    );
}
