//! Every process dies: a run that is killed at any moment ends like an undisturbed one.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::acts::sound_but_for;
use crate::fixture::platform;
use crate::harness::{Site, on_both_durable, sql};

/// More than two slices.
const PURCHASES: u32 = 21_000;

fn load(site: &Site) {
    let mut text = "external_id,card,holder,provider,amount,occurred_at,refund_of\n".to_owned();
    for n in 0..PURCHASES {
        let (holder, day, yuan) = (n % 4 + 1, n % 28 + 1, n % 97 + 3);
        let cents = n % 100;
        writeln!(text, "P{n:05},,H{holder},shop,{yuan}.{cents:02},2026-02-{day:02},")
            .expect("a string grows");
        if n % 50 == 0 {
            writeln!(text, "R{n:05},,H{holder},shop,1.{cents:02},2026-03-01,P{n:05}")
                .expect("a string grows");
        }
    }
    site.write("many.csv", &text);
    site.cardctl.ok("purchase import many.csv --source till --yes".split(' '));
}

/// How often a run is killed on each database, where `CARDCTL_KILLS` says nothing else.
const KILLS: u32 = 8;

/// Slices are small, so that a kill comes between many commits, and written at once where that is possible.
const RUN: &str = "settle run --through 2026-03-31 --yes --slice 700 --jobs 3";

#[test]
#[expect(clippy::print_stdout, reason = "the seed of a failure has to be known")]
fn a_killed_run_is_resumed_to_the_same_digest() {
    let number = |name: &str, otherwise: u32| {
        std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let kills = number("CARDCTL_KILLS", KILLS);
    let seed = number("CARDCTL_SEED", std::process::id());
    // Which moments were hit is known again from this.
    println!("CARDCTL_SEED={seed}");
    on_both_durable(|site| {
        platform(&site);
        load(&site);
        let expected = site.cardctl.json("settle run --through 2026-03-31 --dry-run".split(' '));
        let begun = Instant::now();
        site.cardctl.ok(RUN.split(' '));
        let whole = begun.elapsed();
        site.cardctl.ok("settle discard last --yes".split(' '));
        let mut resumed = 0;
        let mut random = u64::from(seed);
        for kill in 1..=kills {
            // The generator of Knuth's MMIX; its upper half is random enough for moments.
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let delay =
                whole.mul_f64(f64::from(u32::try_from(random >> 32).expect("a half")) / f64::from(u32::MAX));
            let run = site.cardctl.spawn(RUN.split(' '));
            std::thread::sleep(delay);
            run.signal("KILL");
            run.wait();
            if kill % 8 == 0 {
                let checked = site.cardctl.run(["db", "check"]);
                assert_eq!(checked.status, 0, "after {delay:?}: {checked}");
            }
            let ended = site.cardctl.json(RUN.split(' '));
            resumed += usize::from(ended.get("resumed").is_some());
            if ended["run"].is_null() {
                // The killed one had come to its end.
                let shown = site.cardctl.json(["settle", "show", "last"]);
                assert_eq!(shown["digest"], expected["digest"], "after {delay:?}");
            } else {
                assert_eq!(ended["digest"], expected["digest"], "after {delay:?}");
                assert_eq!(ended["totals"], expected["totals"], "after {delay:?}");
            }
            site.cardctl.ok("settle discard last --yes".split(' '));
        }
        site.cardctl.ok(["db", "check"]);
        println!("{}: {resumed} of {kills} runs were hit between their start and their end", site.database);
        // Where none was hit in the middle the test proved nothing.
        assert!(resumed > 0, "no run was interrupted between its start and its end");
    });
}

#[test]
fn a_killed_import_loses_and_doubles_nothing() {
    on_both_durable(|site| {
        platform(&site);
        load(&site);
        let whole = site.cardctl.json("settle run --through 2026-03-31 --dry-run".split(' '));
        for table in ["purchase", "purchase_claim", "due"] {
            sql::execute(&site.url, &format!("DELETE FROM {table}")).expect("an empty table");
        }
        for delay in [50, 150, 300, 500] {
            let import = site.cardctl.spawn("purchase import many.csv --source till --yes".split(' '));
            std::thread::sleep(Duration::from_millis(delay));
            import.signal("KILL");
            import.wait();
        }
        site.cardctl.ok("purchase import many.csv --source till --yes".split(' '));
        let again = site.cardctl.json("settle run --through 2026-03-31 --dry-run".split(' '));
        assert_eq!(again["digest"], whole["digest"]);
        // The log misses the rows that were taken away here.
        sound_but_for(&site, "rows-kept");
    });
}

#[test]
fn of_eight_runs_at_once_one_settles() {
    on_both_durable(|site| {
        platform(&site);
        load(&site);
        let runs: Vec<_> = (0..8)
            .map(|_| site.cardctl.spawn("settle run --through 2026-03-31 --yes --jobs 2 -o json".split(' ')))
            .collect();
        let mut settled = 0;
        for run in runs {
            let output = run.wait();
            match output.status {
                0 if output.stdout.contains("\"calculated\"") => settled += 1,
                0 => assert!(output.stdout.contains("nothing-due"), "{output}"),
                status => {
                    assert_eq!(status, 75, "{output}");
                    assert!(output.stderr.contains("run-locked"), "{output}");
                }
            }
        }
        assert_eq!(settled, 1);
        assert_eq!(site.cardctl.json(["settle", "list"]).as_array().map(Vec::len), Some(1));
        site.cardctl.ok(["db", "check"]);
    });
}
