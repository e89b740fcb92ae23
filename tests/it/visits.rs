//! Visits from files and from the counter.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::acts::{audited, count, refused};
use crate::fixture::bare_platform;
use crate::harness::cardctl::Running;
use crate::harness::{Site, on_both, on_both_durable};

/// A scheme by tier in which who visits more comes first: H1, H3 and H4 are `standard`, H2 is `gold`.
fn site_with_holders(site: &Site) {
    bare_platform(site);
    site.cardctl.ok("scheme add main --facets tier --priority visits,registered".split(' '));
    site.cardctl.ok("cohort regroup --yes".split(' '));
}

/// The card numbers of the print file; H1 has the first one.
fn cards(site: &Site) -> Vec<String> {
    let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).map(str::to_owned).collect()
}

fn write(site: &Site, rows: &[&str]) {
    site.write("visits.csv", &format!("external_id,card,holder,at,channel\n{}\n", rows.join("\n")));
}

fn import(source: &str) -> [&str; 8] {
    ["visit", "import", "visits.csv", "--source", source, "--yes", "-o", "json"]
}

/// The counts of an import: read, imported, skipped, conflicts, rejected.
#[track_caller]
fn imported(site: &Site, status: i32, source: &str) -> [u64; 5] {
    let output = site.cardctl.exits(status, import(source));
    let counts: Value = serde_json::from_str(&output.stdout).expect("counts in json");
    ["read", "imported", "skipped", "conflicts", "rejected"]
        .map(|key| counts[key].as_u64().unwrap_or_else(|| panic!("{key}: {output}")))
}

/// The reasons in the file of rejected rows, by the line of the row.
fn rejected(site: &Site) -> Vec<String> {
    let text = std::fs::read_to_string(site.directory().join("visits.csv.rejects.csv"));
    let text = text.expect("a file of rejected rows");
    let mut lines: Vec<(u32, String)> = text
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.splitn(7, ',').collect();
            let [.., line, why] = cells[..] else { panic!("seven cells: {line}") };
            (line.parse().expect("a line"), why.trim_matches('"').to_owned())
        })
        .collect();
    lines.sort_unstable();
    lines.into_iter().map(|(line, why)| format!("{line} {why}")).collect()
}

/// The refs and visits of the cohort `standard`, by rank.
#[track_caller]
fn ranks(site: &Site) -> Vec<String> {
    let list = site.cardctl.json(["cohort", "show", "standard"]);
    let text = |row: &Value| format!("{} {}", row["ref"].as_str().expect("a ref"), row["visits"]);
    list.as_array().expect("a list").iter().map(text).collect()
}

#[track_caller]
fn listed(site: &Site, more: &[&str]) -> Vec<String> {
    let list =
        [["visit", "list", "-o", "csv", "--columns", "at,ref,channel,source,external_id"].as_slice(), more];
    site.cardctl.ok(list.concat()).lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_file_of_visits_is_loaded_once_and_moves_places_at_once() {
    on_both(|site| {
        site_with_holders(&site);
        assert_eq!(ranks(&site), ["H1 0", "H3 0", "H4 0"]);
        let h1 = cards(&site).swap_remove(0);
        let by_card = format!("v3,{h1},,2026-02-03 10:00:00,kiosk");
        let rows = ["v1,,H4,2026-02-01,", "v2,,H4,2026-01-01,", &by_card, "v1,,H4,2026-02-01,"];
        write(&site, &rows);
        let before = audited(&site);
        assert_eq!(imported(&site, 0, "door"), [4, 3, 1, 0, 0]);
        assert_eq!(audited(&site), before + 2, "the file, and its only slice");
        assert_eq!(ranks(&site), ["H4 2", "H1 1", "H3 0"]);
        assert_eq!(imported(&site, 0, "door"), [4, 0, 4, 0, 0]);
        assert_eq!(ranks(&site), ["H4 2", "H1 1", "H3 0"]);

        site.cardctl.ok("holder visit H1 --at 2026-02-04".split(' '));
        site.cardctl.ok("holder visit H1 --at 2026-02-02".split(' '));
        assert_eq!(ranks(&site), ["H1 3", "H4 2", "H3 0"]);
        assert_eq!(imported(&site, 0, "gate"), [4, 3, 1, 0, 0], "another source has ids of its own");
        assert_eq!(ranks(&site), ["H1 4", "H4 4", "H3 0"]);
        assert_eq!(site.cardctl.json(["cohort", "regroup"])["status"], "unchanged");

        let of_h1 = [
            "2026-02-04T00:00:00+08:00,H1,counter,,",
            "2026-02-03T10:00:00+08:00,H1,kiosk,gate,v3",
            "2026-02-03T10:00:00+08:00,H1,kiosk,door,v3",
            "2026-02-02T00:00:00+08:00,H1,counter,,",
        ];
        assert_eq!(listed(&site, &["--holder", "H1"]), of_h1);
        assert_eq!(listed(&site, &["--holder", &h1, "--limit", "2"]), of_h1[..2]);
        let all = listed(&site, &[]);
        assert_eq!((all.len(), &all[..4]), (8, of_h1.map(str::to_owned).as_slice()));
        assert_eq!(all[7], "2026-01-01T00:00:00+08:00,H4,import,door,v2");
        let shown = site.cardctl.json(["holder", "show", "H1"]);
        assert_eq!(
            (&shown["visits"], &shown["last_visit"]),
            (&json!(4), &json!("2026-02-04T00:00:00+08:00"))
        );
        refused(&site, 5, &["visit", "list", "--holder", "H9"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_row_that_makes_no_sense_is_rejected_with_its_reason() {
    on_both(|site| {
        site_with_holders(&site);
        site.cardctl.ok("holder restrict H3 --reason asked --yes".split(' '));
        let cards = cards(&site);
        let (h1, unsold) = (&cards[0], &cards[19]);
        let (both, of_nobody) = (format!("v7,{h1},H1,2026-02-01,"), format!("v8,{unsold},,2026-02-01,"));
        let rows = [
            "v1,,H1,2026-02-01,",
            "v1,,H1,2026-02-02,",
            "v2,,H9,2026-02-01,",
            "v3,,H3,2026-02-01,",
            "v4,,H1,2199-01-01,",
            "v5,,H1,2025-12-31 23:59:59,",
            "v6,,,2026-02-01,",
            &both,
            &of_nobody,
            "v9,9156,,2026-02-01,",
            ",,H1,2026-02-01,",
            "v10,,H1,yesterday,",
            "v11,,H1,2026-02-01,at the door",
            "v12,,H1,2026-01-01,",
        ];
        write(&site, &rows);
        assert_eq!(imported(&site, 3, "door"), [14, 2, 0, 1, 11]);
        let reasons = rejected(&site);
        for (reason, expected) in reasons.iter().zip([
            "3 conflict: another row stands under this external_id",
            "4 holder: no holder `H9`",
            "5 the holder is restricted",
            "6 at: a visit can't lie in the future",
            "7 it is dated before the holder's registration on 2026-01-01",
            "8 one of `card` and `holder` must be filled",
            "9 only one of `card` and `holder` may be filled",
            "10 card: no holder has this card",
            "11 card: ",
            "12 external_id: it is empty",
            "13 at: not a time",
            "14 channel: ",
        ]) {
            assert!(reason.starts_with(expected), "{reason} instead of {expected}");
        }
        assert_eq!(reasons.len(), 12);
        assert_eq!(ranks(&site), ["H1 2", "H4 0"]);

        // Against what stands already: another day, another holder, another channel.
        write(
            &site,
            &["v1,,H1,2026-02-03,", "v1,,H2,2026-02-01,", "v1,,H1,2026-02-01,gate", "v12,,H1,2026-01-01,"],
        );
        assert_eq!(imported(&site, 3, "door"), [4, 0, 1, 3, 0]);
        assert_eq!(rejected(&site).len(), 3);
        // What was rejected can come with the next file.
        write(&site, &["v2,,H2,2026-02-01,"]);
        assert_eq!(imported(&site, 0, "door"), [1, 1, 0, 0, 0]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn all_or_nothing_is_nothing_when_one_row_is_wrong() {
    on_both(|site| {
        site_with_holders(&site);
        let whole = [&import("door")[..], &["--all-or-nothing"]].concat();
        let nothing = (audited(&site), 0, 0, 0);
        let counts = || {
            (
                audited(&site),
                count(&site, "visit"),
                count(&site, "visit_claim"),
                count(&site, "source WHERE name = 'door'"),
            )
        };
        for wrong in ["v2,,H9,2026-02-01,", "v1,,H2,2026-02-01,"] {
            write(&site, &["v1,,H1,2026-02-01,", wrong]);
            let error = refused(&site, 8, &whole);
            assert_eq!(
                (&error["code"], &error["message"]),
                (&json!("bad-file"), &json!("1 row can't be taken, so none was loaded"))
            );
            assert_eq!((counts(), rejected(&site).len()), (nothing, 1));
        }
        for header in ["external_id,holder,at", "external_id,card,holder,at,who"] {
            site.write("visits.csv", &format!("{header}\n"));
            assert_eq!(refused(&site, 8, &import("door"))["code"], "bad-file");
        }
        refused(&site, 2, &import("the door"));
        write(&site, &["v1,,H1,2026-02-01,", "v2,,H2,2026-02-01,"]);
        assert_eq!(
            refused(&site, 7, &["visit", "import", "visits.csv", "--source", "door"])["code"],
            "needs-confirmation"
        );
        assert_eq!(counts(), nothing);
        site.cardctl.ok(whole);
        assert_eq!(counts(), (nothing.0 + 1, 2, 2, 1));
    });
}

/// More than two slices.
const VISITS: u32 = 21_000;

/// Returns once the first slice of a source is there and others are not.
fn wait_for_a_slice(site: &Site, source: &str) {
    let claims =
        format!("visit_claim AS c JOIN source AS s ON s.source_id = c.source_id WHERE s.name = '{source}'");
    let begun = Instant::now();
    while count(site, &claims) == 0 {
        assert!(begun.elapsed() < Duration::from_mins(1), "the first slice comes");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_killed_import_loses_and_doubles_nothing() {
    on_both_durable(|site| {
        site_with_holders(&site);
        let mut text = "external_id,card,holder,at\n".to_owned();
        for n in 0..VISITS {
            // H3 comes twice as often as H1 and H4.
            let holder = ["H1", "H3", "H4", "H3"][n as usize % 4];
            writeln!(text, "v{n},,{holder},2026-02-{:02}", n % 28 + 1).expect("a string grows");
        }
        site.write("visits.csv", &text);
        let begun = Instant::now();
        assert_eq!(imported(&site, 0, "whole")[1], u64::from(VISITS));
        let whole = begun.elapsed();
        assert_eq!(ranks(&site), ["H3 10500", "H1 5250", "H4 5250"]);

        let mut parts = 0;
        for moment in 1..=4 {
            let source = format!("s{moment}");
            let running = site.cardctl.spawn(import(&source));
            if moment < 4 {
                std::thread::sleep(whole * moment / 5);
            } else {
                wait_for_a_slice(&site, &source);
            }
            running.signal("KILL");
            running.wait();
            site.cardctl.ok(["db", "check"]);
            let [read, imported, skipped, conflicts, rejected] = imported(&site, 0, &source);
            parts += u32::from(imported > 0 && skipped > 0);
            assert_eq!((read, imported + skipped, conflicts + rejected), (VISITS.into(), VISITS.into(), 0));
            let times = moment + 1;
            let [h3, h1] = [2, 1].map(|part| part * VISITS / 4 * times);
            assert_eq!(ranks(&site), [format!("H3 {h3}"), format!("H1 {h1}"), format!("H4 {h1}")]);
        }
        assert!(parts > 0, "no import was killed between two slices");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn of_imports_at_once_each_row_is_taken_once() {
    on_both(|site| {
        site_with_holders(&site);
        let rows: Vec<String> =
            (0..400).map(|n| format!("v{n},,{},2026-02-01,", ["H3", "H1"][n % 2])).collect();
        write(&site, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let running: Vec<_> = (0..4).map(|_| site.cardctl.spawn(import("door"))).collect();
        for output in running.into_iter().map(Running::wait) {
            assert!([0, 75].contains(&output.status), "{output}");
        }
        let [read, imported, skipped, ..] = imported(&site, 0, "door");
        assert_eq!((read, imported + skipped), (400, 400));
        assert_eq!((count(&site, "visit"), count(&site, "visit_claim")), (400, 400));
        assert_eq!(ranks(&site), ["H1 200", "H3 200", "H4 0"]);
        site.cardctl.ok(["db", "check"]);
    });
}
