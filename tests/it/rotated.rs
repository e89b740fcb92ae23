//! What is done to holders and cards while keys are rotated, before their page and after it.

use serde_json::Value;

use crate::acts::{count, platform};
use crate::harness::{Site, on_both, sql};

const XICHENG: &str = "110102197502030839";
const CHAOYANG: &str = "11010519491231002X";
/// A passport of the same country whose lines tell a birth in 1975 and a man.
const LINES: &str = "E123456782CHN7502031M3501014<<<<<<<<<<<<<<<8";

/// Number and activation code, by serial.
fn cards(site: &Site, directory: &str) -> Vec<(String, String)> {
    let file = site.directory().join(directory).join("cards.csv");
    let text = std::fs::read_to_string(file).expect("the print file");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    text.lines().skip(1).map(cells).map(|cells| (cells[1].clone(), cells[3].clone())).collect()
}

fn register(site: &Site, card: &str, reference: &str, parameters: &[String]) {
    let line = ["holder", "register", "--card", card, "--ref", reference, "--name", "段誉"];
    let parameters = parameters.iter().flat_map(|each| ["--parameter", each]);
    site.cardctl.ok(line.into_iter().chain(parameters));
}

fn found(site: &Site, query: &str) -> Vec<String> {
    let output = site.cardctl.with_stdin(query).run(["holder", "find", "-", "-o", "json"]);
    if output.status == 5 {
        return Vec::new();
    }
    let rows: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output}"));
    let rows = rows.as_array().expect("a list");
    rows.iter().map(|row| row["ref"].as_str().expect("a ref").to_owned()).collect()
}

fn execute(site: &Site, statements: &str) {
    sql::execute(&site.url, statements).expect("a change past the program");
}

/// Where a rotation stands still.
#[derive(Clone, Copy, Debug)]
enum At {
    /// No holder is sealed anew.
    Begin,
    /// All holders are.
    End,
}

/// Runs `acts` while a rotation stands still at a damaged row, mends the row, and lets it come to its end.
fn during_a_rotation(site: &Site, at: At, acts: impl FnOnce()) {
    let (table, row) = match at {
        At::Begin => ("holder", "ref = 'DAMAGED'"),
        At::End => ("agent", "code = 'DAMAGED'"),
    };
    execute(
        site,
        &format!(
            "CREATE TABLE kept AS SELECT name FROM {table} WHERE {row};
             UPDATE {table} SET name = (SELECT name FROM staff) WHERE {row}"
        ),
    );
    site.cardctl.exits(1, ["key", "rotate", "--yes"]);
    assert_eq!(site.cardctl.json(["key", "status"])["rotating"], true, "{at:?}");
    acts();
    execute(site, &format!("UPDATE {table} SET name = (SELECT name FROM kept) WHERE {row}; DROP TABLE kept"));
    site.cardctl.ok(["db", "check"]);
    site.cardctl.ok(["key", "rotate"]);
    let status = site.cardctl.json(["key", "status"]);
    assert_eq!(status["rotating"], false, "{at:?}: {status}");
    site.cardctl.ok(["db", "check"]);
    site.cardctl.ok(["audit", "verify"]);
}

fn prepared(site: &Site) -> Vec<(String, String)> {
    platform(site);
    site.cardctl.ok("staff add S1 --name Wang --center BJ".split(' '));
    site.cardctl.ok("agent add DAMAGED --name Chen".split(' '));
    site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority registered".split(' '));
    site.cardctl.ok("batch issue --center BJ --count 20 --out print --release --yes".split(' '));
    let cards = cards(site, "print");
    register(site, &cards[0].0, "DAMAGED", &["mobile=13500135000".to_owned()]);
    cards
}

#[test]
fn parameters_change_while_keys_are_rotated() {
    on_both(|site| {
        let cards = prepared(&site);
        for (round, at) in [At::Begin, At::End].into_iter().enumerate() {
            let of = |n: usize| format!("{}-{round}", ["A", "B", "C", "D"][n]);
            let [a, b, c, d] = [of(0), of(1), of(2), of(3)];
            let [id, lines] =
                [[XICHENG, LINES], [CHAOYANG, "E765432102CHN4912310F3501014<<<<<<<<<<<<<<<6"]][round];
            let mobile = |n: usize| format!("1380013{round}00{n}");
            register(&site, &cards[1 + 4 * round].0, &a, &[format!("citizen-id={id}")]);
            register(
                &site,
                &cards[2 + 4 * round].0,
                &b,
                &[format!("passport={lines}"), format!("mobile={}", mobile(1))],
            );
            register(&site, &cards[3 + 4 * round].0, &c, &[format!("mobile={}", mobile(2))]);
            register(&site, &cards[4 + 4 * round].0, &d, &[format!("mobile={}", mobile(3))]);
            let act = |line: &[&str]| site.cardctl.ok(["parameter"].iter().chain(line));
            // One that is retired before and had again.
            act(&["add", &c, &format!("mobile={}", mobile(4))]);
            act(&["retire", &c, "2", "--reason", "x"]);
            site.cardctl.ok(["holder", "secret", &c, "--yes"]);
            during_a_rotation(&site, at, || {
                // The claim of the first parameter goes to the second, which has the same number.
                act(&["add", &a, &format!("driving-licence={id}")]);
                act(&["retire", &a, "1", "--reason", "x"]);
                act(&["add", &c, &format!("mobile={}", mobile(4))]);
                // A freed number goes to somebody else, and another value comes in its place.
                act(&["replace", &b, "2", &format!("mobile={}", mobile(5)), "--reason", "x"]);
                act(&["add", &d, &format!("mobile={}", mobile(1))]);
                for each in [&c, &d] {
                    site.cardctl.ok(["holder", "secret", each, "--yes"]);
                }
                site.cardctl.ok(["holder", "restrict", &b, "--reason", "x", "--yes"]);
                assert_eq!(found(&site, id), [a.as_str()], "{at:?}");
            });
            let who = |n: usize| found(&site, &mobile(n));
            assert_eq!(found(&site, id), [a.as_str()], "{at:?}");
            assert_eq!(
                [who(1), who(2), who(3), who(4), who(5)].concat(),
                [&d, &c, &d, &c, &b].map(String::clone),
                "{at:?}"
            );
            site.cardctl.ok(["holder", "restrict", &b, "--lift", "--reason", "x", "--yes"]);
            let shown = site.cardctl.json(["holder", "reveal", &b, "--reason", "x", "--yes"]);
            assert!(shown["parameters"][0]["told"].is_string(), "{shown}");
            let doubled = format!("mobile={}", mobile(4));
            site.cardctl.exits(1, ["parameter", "add", &d, &doubled]);
            site.cardctl.ok(["db", "check"]);
        }
    });
}

#[test]
fn cards_are_replaced_and_exported_while_keys_are_rotated() {
    on_both(|site| {
        let cards = prepared(&site);
        for (round, at) in [At::Begin, At::End].into_iter().enumerate() {
            let holder = format!("A-{round}");
            let [sold, next] = [&cards[1 + 4 * round], &cards[2 + 4 * round]];
            register(&site, &sold.0, &holder, &[format!("mobile=1380013800{round}")]);
            site.cardctl.ok(["holder", "activate", "--card", &sold.0, "--code", &sold.1]);
            site.cardctl.ok(["card", "lost", &sold.0, "--reason", "x"]);
            let directory = format!("again-{round}");
            during_a_rotation(&site, at, || {
                let replace =
                    ["card", "replace", &sold.0, "--with", &next.0, "--reason", "x", "--yes", "--code"];
                site.cardctl.exits(7, replace.iter().chain(&[cards[3].1.as_str()]));
                site.cardctl.ok(replace.iter().chain(&[next.1.as_str()]));
                let issue = "batch issue --center BJ --count 3 --release --yes --out";
                site.cardctl.ok(issue.split(' ').chain([directory.as_str()]));
            });
            let exported = format!("exported-{round}");
            let late = self::cards(&site, &directory);
            let renew = ["batch", "export", "last", "--again", "--reason", "x", "--yes", "--out", &exported];
            site.cardctl.ok(renew);
            site.cardctl.ok(["batch", "receive", "last", "--count", "3", "--yes"]);
            site.cardctl.ok(["batch", "release", "last", "--yes"]);
            let newest = self::cards(&site, &exported);
            let newcomer = format!("B-{round}");
            register(&site, &newest[0].0, &newcomer, &[format!("mobile=1390013800{round}")]);
            site.cardctl.exits(7, ["holder", "activate", "--card", &late[0].0, "--code", &late[0].1]);
            site.cardctl.ok(["holder", "activate", "--card", &newest[0].0, "--code", &newest[0].1]);
            assert_eq!(found(&site, &sold.0), [holder.as_str()]);
            assert_eq!(found(&site, &next.0), [holder.as_str()]);
        }
        // The roots of the first two versions are gone, and the codes of the first one serve.
        let key = site.directory().join("home/.config/cardctl/cardctl.key");
        let text = std::fs::read_to_string(&key).expect("a key file");
        std::fs::write(&key, text.lines().last().expect("a line")).expect("an own file");
        register(&site, &cards[15].0, "LAST", &["mobile=13600136000".to_owned()]);
        site.cardctl.exits(7, ["holder", "activate", "--card", &cards[15].0, "--code", &cards[16].1]);
        site.cardctl.ok(["holder", "activate", "--card", &cards[15].0, "--code", &cards[15].1]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn claims_of_the_old_version_go_page_by_page() {
    on_both(|site| {
        prepared(&site);
        // More than two pages, with those that stay before, between and behind them.
        let digest = match site.database {
            "SQLite" => "CAST(printf('%05d67890123456', i * 3) AS BLOB)",
            _ => "convert_to(to_char(i * 3, 'FM00000') || '67890123456', 'UTF8')",
        };
        let numbers = "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 25000)";
        execute(
            &site,
            &format!(
                "INSERT INTO parameter_claim (namespace, digest, holder_id, n, key_version)
                 {numbers} SELECT 'phone', {digest}, (SELECT holder_id FROM holder), 1, 1 FROM g;
                 INSERT INTO name_index (tag, holder_id, key_version)
                 {numbers} SELECT i * 600, (SELECT holder_id FROM holder), 1 FROM g"
            ),
        );
        site.cardctl.ok(["key", "rotate", "--yes"]);
        assert_eq!((count(&site, "parameter_claim"), count(&site, "name_index")), (1, 1));
        assert_eq!(found(&site, "13500135000"), ["DAMAGED"]);
        site.cardctl.ok(["db", "check"]);
    });
}
