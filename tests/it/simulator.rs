//! The whole program against a platform in memory: seeds make up a site and what is done on it, commands are run while
//! things go wrong, and after each everything must be as the model says.
//!
//! A seed decides everything but the moment at which a killed process dies and the bytes of card numbers. `CARDCTL_SEED`
//! plays one again, on `CARDCTL_DATABASE` (`sqlite` or `postgres`) alone if that is set.

mod act;
pub(crate) mod clock;
mod compare;
mod driver;
mod faults;
#[expect(clippy::unnecessary_wraps, reason = "each command has an answer or is refused")]
mod model;
#[expect(clippy::unnecessary_wraps, reason = "each kind of step may have nothing to do")]
mod operator;
pub(crate) mod site;
mod together;
mod under;

use std::collections::BTreeMap;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use self::driver::{Driver, Tally};
use crate::oracle::dice::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Plays a seed, and tells everything of one that fails.
fn play(seed: u64, database: Database) -> Result<Tally, String> {
    let site = match database {
        Database::Sqlite => site::on_sqlite(),
        Database::Postgres => site::on_postgres(),
    };
    let mut driver = Driver::new(site);
    let played = catch_unwind(AssertUnwindSafe(|| driver.play(&mut Dice::new(seed))));
    let why = match played {
        Ok(Ok(())) => return Ok(driver.tally),
        Ok(Err(why)) => why,
        Err(panic) => format!(
            "a panic: {}",
            panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or_default()
        ),
    };
    let (trace, steps) = (driver.trace.join("\n"), driver.trace.len());
    let kept = driver.site.keep();
    let word = database.word();
    Err(format!(
        "seed {seed} on {word}, after {steps} lines\n{trace}\n\n{why}\n\nkept: {}\n\
         again: CARDCTL_SEED={seed} CARDCTL_DATABASE={word} cargo test --test it simulator::again -- --ignored --nocapture",
        kept.display()
    ))
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn databases() -> Vec<Database> {
    let word = env::var("CARDCTL_DATABASE").ok();
    let chosen = |database: &Database| word.as_ref().is_none_or(|word| word == database.word());
    Database::ALL.into_iter().filter(chosen).collect()
}

/// Seeds that found something, and what.
const FOUND: &[(u64, &str)] = &[];

/// How many others are played on each database.
const SEEDS: u64 = 3;

/// Plays seeds on databases, on as many threads, and tells of each as it ends.
fn play_all(
    jobs: &[(u64, Database)],
    threads: u64,
    ended: impl Fn(&Result<Tally, String>, u64) + Sync,
) -> (Tally, Vec<String>) {
    let next = AtomicUsize::new(0);
    let all = Mutex::new((Tally::default(), Vec::new(), 0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((seed, database)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let played = play(*seed, *database);
                    let mut all = all.lock().expect("nobody panics with it");
                    all.2 += 1;
                    ended(&played, all.2);
                    match played {
                        Ok(tally) => all.0.add(tally),
                        Err(why) => all.1.push(why),
                    }
                }
            });
        }
    });
    let (tally, failed, _) = all.into_inner().expect("nobody panics with it");
    (tally, failed)
}

/// Each seed on each database.
fn on_each(seeds: impl Iterator<Item = u64>, databases: &[Database]) -> Vec<(u64, Database)> {
    seeds.flat_map(|seed| databases.iter().map(move |database| (seed, *database))).collect()
}

#[test]
fn whatever_is_done_the_platform_is_as_the_model_says() {
    let seeds = (1..=SEEDS).chain(FOUND.iter().map(|(seed, _)| *seed));
    let (_, failed) = play_all(&on_each(seeds, &Database::ALL), 2, |_, _| {});
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
#[ignore = "one seed, by hand"]
#[expect(clippy::print_stdout, reason = "by hand")]
fn again() {
    let seed = number("CARDCTL_SEED").expect("CARDCTL_SEED says which");
    for database in databases() {
        match play(seed, database) {
            Ok(_) => println!("seed {seed} passes on {}", database.word()),
            Err(why) => panic!("{why}"),
        }
    }
}

#[test]
#[ignore = "a long time, by hand"]
#[expect(clippy::print_stdout, reason = "by hand")]
fn long() {
    let seeds = number("CARDCTL_SEEDS").unwrap_or(100);
    let first = number("CARDCTL_FIRST_SEED").unwrap_or(1);
    let threads = number("CARDCTL_THREADS").unwrap_or(2);
    let begun = Instant::now();
    let jobs = on_each(first..first + seeds, &databases());
    let (tally, failed) = play_all(&jobs, threads, |played, ended| {
        if let Err(why) = played {
            println!("{why}\n");
        }
        if ended % 20 == 0 {
            println!("{ended} of {} played, {:.0} s", jobs.len(), begun.elapsed().as_secs_f64());
        }
    });
    println!("{} played in {:.0} s, {} differ", jobs.len(), begun.elapsed().as_secs_f64(), failed.len());
    let told = |what: &str, counts: &BTreeMap<String, usize>| {
        println!("{what}:");
        for (name, count) in counts {
            println!("  {count:>7}  {name}");
        }
    };
    told("faults", &tally.faults);
    told("commands", &tally.commands);
    told("how they ended", &tally.verdicts);
    let never: Vec<&str> =
        act::Act::ALL.iter().copied().filter(|name| !tally.commands.contains_key(*name)).collect();
    println!("never run: {}", never.join(", "));
    let firsts: Vec<&str> = failed.iter().filter_map(|why| why.lines().next()).collect();
    assert!(failed.is_empty(), "these differ:\n{}", firsts.join("\n"));
}
