//! Keys: derived ones, those of a program, and the rotation, which is killed and goes on while others work.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};

use crate::acts::{audited, count, platform, refused};
use crate::harness::cardctl::{Cardctl, Running};
use crate::harness::{Site, on_both, on_both_durable, sql};

/// A card of the print house's file: number and activation code.
struct Card {
    number: String,
    code: String,
}

fn issue(site: &Site, count: usize, directory: &str) -> Vec<Card> {
    let count = count.to_string();
    site.cardctl.ok([
        "batch",
        "issue",
        "--center",
        "BJ",
        "--count",
        &count,
        "--out",
        directory,
        "--release",
        "--yes",
    ]);
    cards(site, directory)
}

fn cards(site: &Site, directory: &str) -> Vec<Card> {
    let text = fs::read_to_string(site.directory().join(directory).join("cards.csv"));
    let card = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        Card { number: fields[1].to_owned(), code: fields[3].to_owned() }
    };
    text.expect("the print file").lines().skip(1).map(card).collect()
}

/// The citizen ID of the `n`th person, with its check digit (ISO 7064 MOD 11-2).
fn citizen_id(n: usize) -> String {
    let (year, month, day) = (1950 + n / 336 % 50, n / 28 % 12 + 1, n % 28 + 1);
    let digits = format!("110102{year}{month:02}{day:02}{:03}", n / 16_800);
    let sum: usize = digits
        .bytes()
        .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(d, w)| usize::from(d - b'0') * w)
        .sum();
    format!("{digits}{}", char::from(b"10X98765432"[sum % 11]))
}

fn name(n: usize) -> String {
    let family = ["赵", "钱", "孙", "李", "周", "吴", "郑"][n % 7];
    format!("{family}{}", char::from_u32(0x4e00 + u32::try_from(n).expect("few")).expect("a letter"))
}

/// Registers the people of these numbers from a file, each as holder `Rn`.
fn import(site: &Site, cardctl: &Cardctl, people: std::ops::Range<usize>, file: &str) -> Running {
    let mut text =
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n".to_owned();
    for n in people {
        writeln!(text, "R{n},,{},citizen-id,{},BJ,,,,2026-01-01,,", name(n), citizen_id(n))
            .expect("a string grows");
    }
    site.write(file, &text);
    cardctl.spawn(["holder", "import", file, "--yes", "-o", "json"])
}

fn found(cardctl: &Cardctl, query: &str) -> Vec<String> {
    let list = cardctl.with_stdin(query).json(["holder", "find", "-"]);
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| row["ref"].as_str().expect("a ref").to_owned()).collect()
}

fn key_path(site: &Site) -> PathBuf {
    site.directory().join("home/.config/cardctl/cardctl.key")
}

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).expect("the file exists").permissions().mode() & 0o7777
}

fn with_key(site: &Site, file: &str) -> Cardctl {
    site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join(file))
}

/// The error of a command that has to fail with `status`.
#[track_caller]
fn refused_with(cardctl: &Cardctl, status: i32, arguments: &[&str]) -> Value {
    let output = cardctl.exits(status, arguments.iter().copied().chain(["-o", "json"]));
    let line = output.stderr.lines().last().expect("an error line");
    let error: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{output}"));
    error["error"].clone()
}

fn register(cardctl: &Cardctl, card: &str, n: usize, status: i32) -> String {
    let parameter = format!("citizen-id={}", citizen_id(n));
    let output = cardctl.exits(
        status,
        [
            "holder",
            "register",
            "--card",
            card,
            "--name",
            &name(n),
            "--parameter",
            &parameter,
            "--ref",
            &format!("R{n}"),
        ],
    );
    output.stderr
}

#[test]
fn the_whole_rotation_loses_nobody_whenever_it_is_killed() {
    const PEOPLE: usize = 2_000;
    on_both_durable(|site| {
        platform(&site);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王静", "--center", "BJ"]);
        site.cardctl.ok(["agent", "add", "A1", "--name", "陈刚"]);
        let mut cards = issue(&site, PEOPLE + 40, "print");
        let counts = import(&site, &site.cardctl, 0..PEOPLE, "people.csv").wait();
        assert!(counts.stdout.contains(&format!("\"imported\":{PEOPLE}")), "{counts}");
        // Cards are given out in the order of serials.
        let mut cards = cards.split_off(PEOPLE).into_iter();
        let activated = cards.next().expect("a card");
        register(&site.cardctl, &activated.number, PEOPLE, 0);

        let begun = Instant::now();
        site.cardctl.ok(["key", "rotate", "--yes"]);
        let whole = begun.elapsed();
        let mut interrupted = 0;
        let mut next = PEOPLE + 1;
        for moment in 1..=5 {
            let rotation = site.cardctl.spawn(["key", "rotate", "--yes"]);
            std::thread::sleep(whole * moment / 6);
            rotation.signal("KILL");
            rotation.wait();
            let status = site.cardctl.json(["key", "status"]);
            interrupted += usize::from(status["rotating"] == true);
            site.cardctl.ok(["db", "check"]);

            // Work goes on: nobody is registered twice, whether their page was passed or not.
            let free = cards.next().expect("a card");
            for known in [0, PEOPLE / 2, PEOPLE - 1, next - 1] {
                let stderr = register(&site.cardctl, &free.number, known, 1);
                assert!(stderr.contains("with another card"), "{stderr}");
            }
            register(&site.cardctl, &free.number, next, 0);
            for known in [0, PEOPLE / 2, PEOPLE - 1, next] {
                let refs = [format!("R{known}")];
                assert_eq!(found(&site.cardctl, &citizen_id(known)), refs, "{moment}: by ID");
                assert!(found(&site.cardctl, &name(known)).contains(&refs[0]), "{moment}: by name");
            }
            let other = cards.next().expect("a card");
            let again = ["holder", "register", "--card", &other.number, "--name", "another", "--parameter"];
            for known in [1, PEOPLE - 2, next] {
                let parameter = format!("citizen-id={}", citizen_id(known));
                let arguments: Vec<&str> = again.iter().copied().chain([parameter.as_str()]).collect();
                assert_eq!(refused(&site, 1, &arguments)["code"], "conflict", "{moment}: {known}");
            }
            next += 1;

            // Where the killed one had come to its end this is one more.
            site.cardctl.ok(["key", "rotate", "--yes"]);
            let status = site.cardctl.json(["key", "status"]);
            assert_eq!(status["rotating"], false, "{status}");
            site.cardctl.ok(["db", "check"]);
        }
        assert!(interrupted > 0, "no rotation was killed between its start and its end");

        // What was sealed and claimed under old versions is gone, and so may be their roots.
        let status = site.cardctl.json(["key", "status"]);
        let version = status["version"].as_i64().expect("a version");
        assert_eq!(texts(&site, "SELECT CAST(COUNT(*) AS TEXT) FROM key_rotation"), ["0"]);
        for table in ["parameter_claim", "name_index"] {
            let versions = format!("SELECT DISTINCT CAST(key_version AS TEXT) FROM {table}");
            assert_eq!(texts(&site, &versions), [version.to_string()]);
            assert_eq!(count(&site, table), next, "{table}");
        }
        let key = key_path(&site);
        let newest = fs::read_to_string(&key).expect("a key file");
        assert_eq!((newest.lines().count(), mode(&key)), (usize::try_from(version).expect("few"), 0o600));
        fs::write(&key, newest.lines().last().expect("a line")).expect("an own file");
        assert_eq!(site.cardctl.json(["whoami"])["key"], "ok");
        assert_eq!(found(&site.cardctl, &citizen_id(7)), ["R7"]);
        assert_eq!(site.cardctl.json(["staff", "show", "S1"])["name"], "王静");
        assert_eq!(site.cardctl.json(["agent", "show", "A1"])["name"], "陈刚");

        // A code that was issued under the first version, whose root is gone, and one of now.
        let activate = |card: &Card, status| {
            let cardctl = site.cardctl.with_stdin(&card.code);
            cardctl.exits(status, ["holder", "activate", "--card", &card.number, "--code", "-"]);
        };
        let wrong = Card { number: activated.number.clone(), code: "7ZK4-M9QX-2T8H-WCV5".to_owned() };
        activate(&wrong, 7);
        activate(&activated, 0);
        let late = issue(&site, 1, "late").remove(0);
        register(&site.cardctl, &late.number, next, 0);
        activate(&late, 0);
        let keys = "SELECT DISTINCT CAST(activation_key AS TEXT) FROM card ORDER BY 1";
        assert_eq!(texts(&site, keys), ["1".to_owned(), version.to_string()]);
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

fn texts(site: &Site, query: &str) -> Vec<String> {
    sql::texts(&site.url, query).expect("the query runs")
}

#[test]
fn registrations_go_on_during_a_rotation() {
    on_both(|site| {
        platform(&site);
        issue(&site, 4_010, "print");
        import(&site, &site.cardctl, 0..2_000, "first.csv").wait();
        // Two rotations at once share the work, and an import of some of the same and of other people runs beside them.
        let rotations =
            [site.cardctl.spawn(["key", "rotate", "--yes"]), site.cardctl.spawn(["key", "rotate", "--yes"])];
        let import = import(&site, &site.cardctl, 1_000..4_000, "second.csv").wait();
        let counts: Value = serde_json::from_str(&import.stdout).unwrap_or_else(|_| panic!("{import}"));
        let [imported, skipped] = ["imported", "skipped"].map(|key| counts[key].as_i64());
        assert_eq!((imported, skipped), (Some(2_000), Some(1_000)), "{import}");
        let mut versions = Vec::new();
        for rotation in rotations {
            let output = rotation.wait();
            // One that asked when the other had begun already, or was done, rotates once more or is told so.
            assert!([0, 75].contains(&output.status), "{output}");
            versions.push(output.status);
        }
        assert!(versions.contains(&0));
        let status = site.cardctl.json(["key", "status"]);
        assert_eq!(status["rotating"], false);
        assert_eq!((count(&site, "holder"), count(&site, "parameter_claim")), (4_000, 4_000));
        assert_eq!(count(&site, "name_index"), 4_000);
        site.cardctl.ok(["db", "check"]);
        for n in [0, 999, 1_000, 1_999, 2_000, 2_999, 3_999] {
            assert_eq!(found(&site.cardctl, &citizen_id(n)), [format!("R{n}")]);
        }
    });
}

#[test]
fn a_key_file_without_a_version_or_with_a_wrong_one_is_refused_before_any_write() {
    on_both(|site| {
        platform(&site);
        let cards = issue(&site, 3, "print");
        register(&site.cardctl, &cards[0].number, 0, 0);
        let key = key_path(&site);
        let before = fs::read_to_string(&key).expect("a key file");
        site.write("old.key", &before);
        fs::set_permissions(site.directory().join("old.key"), fs::Permissions::from_mode(0o600))
            .expect("ours");
        assert_eq!(refused(&site, 7, &["key", "rotate"])["code"], "needs-confirmation");
        assert_eq!(fs::read_to_string(&key).expect("a key file"), before, "no key is made before the answer");
        site.cardctl.ok(["key", "rotate", "--prepare", "--yes"]);
        let both = fs::read_to_string(&key).expect("a key file");
        assert!(both.starts_with(&before) && both.lines().count() == 2);
        assert_eq!(site.cardctl.json(["key", "status"])["prepared"], 2);
        // Derived keys that are made now serve before, during and after the rotation.
        let exported = site.cardctl.json(["key", "export", "--for", "support", "--out", "early.key"]);
        assert_eq!(exported["versions"], json!([1, 2]));
        assert_eq!(found(&with_key(&site, "early.key"), &citizen_id(0)), ["R0"]);
        let entries = audited(&site);
        site.cardctl.ok(["key", "rotate", "--prepare", "--yes"]);
        assert_eq!((fs::read_to_string(&key).expect("a key file"), audited(&site)), (both.clone(), entries));
        site.cardctl.ok(["key", "rotate", "--yes"]);
        assert_eq!(fs::read_to_string(&key).expect("a key file"), both, "the prepared key serves");
        assert_eq!(site.cardctl.json(["key", "status"])["version"], 2);
        assert_eq!(found(&with_key(&site, "early.key"), &citizen_id(0)), ["R0"]);

        let state = |status: &str| {
            let update = format!("UPDATE key_version SET state = '{status}' WHERE version = 1");
            sql::execute(&site.url, &update).expect("a change past the program");
        };
        let digit = if both.trim_end().ends_with('0') { "1" } else { "0" };
        let other = format!("{}{digit}\n", &both.trim_end()[..both.trim_end().len() - 1]);
        let newest = both.lines().last().expect("a line");
        for (live, text, code) in [
            ("retired", before.as_str(), "key-not-held"),
            ("retired", other.as_str(), "wrong-key"),
            ("retiring", newest, "key-not-held"),
            ("retiring", other.as_str(), "wrong-key"),
        ] {
            state(live);
            site.write("old.key", text);
            let cardctl = with_key(&site, "old.key");
            let entries = (audited(&site), count(&site, "holder"));
            for arguments in [
                [
                    "holder",
                    "register",
                    "--card",
                    &cards[1].number,
                    "--name",
                    "x",
                    "--parameter",
                    "mobile=13800138000",
                ]
                .as_slice(),
                &["staff", "add", "S9", "--name", "x", "--center", "BJ"],
                &["holder", "find", "x"],
                &["key", "rotate", "--yes"],
                &["key", "export", "--for", "support", "--out", "support.key"],
            ] {
                assert_eq!(refused_with(&cardctl, 7, arguments)["code"], code, "{live}: {arguments:?}");
            }
            assert_eq!((audited(&site), count(&site, "holder")), entries);
            assert!(!site.directory().join("support.key").exists());
        }
        state("retired");
        let state = with_key(&site, "old.key").json(["whoami"])["key"].clone();
        assert_eq!(state, "wrong");
    });
}

#[test]
fn derived_keys_do_their_work_and_no_more() {
    on_both(|site| {
        platform(&site);
        let cards = issue(&site, 6, "print");
        register(&site.cardctl, &cards[0].number, 0, 0);
        register(&site.cardctl, &cards[1].number, 1, 0);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王静", "--center", "BJ"]);
        // Again after a rotation, when codes of an older version are about.
        for round in 1..=2 {
            let file = |work: &str| format!("{work}-{round}.key");
            for work in ["support", "counter", "print"] {
                let entries = audited(&site);
                let exported = site.cardctl.json(["key", "export", "--for", work, "--out", &file(work)]);
                assert_eq!((&exported["keys"], &exported["versions"]), (&json!(work), &json!([round])));
                assert_eq!((mode(&site.directory().join(file(work))), audited(&site)), (0o600, entries + 1));
                let error = refused(&site, 1, &["key", "export", "--for", work, "--out", &file(work)]);
                assert_eq!((&error["code"], audited(&site)), (&json!("conflict"), entries + 1));
                assert_eq!(with_key(&site, &file(work)).json(["whoami"])["key_holds"], work);
                assert_eq!(with_key(&site, &file(work)).json(["key", "status"])["holds"], work);
            }
            let [support, counter, print] =
                ["support", "counter", "print"].map(|work| with_key(&site, &file(work)));
            let free = &cards[1 + round];
            let newcomer = 1 + round;
            let parameter = format!("citizen-id={}", citizen_id(newcomer));
            let registering =
                ["holder", "register", "--card", &free.number, "--name", "x", "--parameter", &parameter];
            let activating = ["holder", "activate", "--card", &free.number, "--code", &free.code];
            let issuing = ["batch", "issue", "--center", "BJ", "--count", "1", "--yes", "--out"];
            let not_held = |cardctl: &Cardctl, arguments: &[&str]| {
                let entries = (audited(&site), count(&site, "holder"), count(&site, "card"));
                assert_eq!(refused_with(cardctl, 7, arguments)["code"], "key-not-held", "{arguments:?}");
                assert_eq!((audited(&site), count(&site, "holder"), count(&site, "card")), entries);
            };

            // Support finds, sees masks, and opens nothing.
            assert_eq!(found(&support, &citizen_id(0)), ["R0"]);
            assert_eq!(found(&support, &name(1)), ["R1"]);
            assert_eq!(support.json(["holder", "show", "R0"])["name"], "赵**");
            assert_eq!(support.json(["staff", "show", "S1"])["name"], Value::Null);
            not_held(&support, &registering);
            not_held(&support, &activating);
            not_held(&support, &["staff", "add", "S2", "--name", "x", "--center", "BJ"]);
            let directory = format!("support-{round}");
            not_held(&support, &[issuing.as_slice(), &[&directory]].concat());

            // The print house's keys make codes and find nobody.
            let directory = format!("by-print-{round}");
            print.ok([issuing.as_slice(), &[&directory]].concat());
            print.with_stdin(&citizen_id(0)).exits(5, ["holder", "find", "-"]);
            assert_eq!(print.json(["holder", "show", "R0"])["name"], Value::Null);
            not_held(&print, &registering);
            not_held(&print, &["key", "export", "--for", "support", "--out", "no.key"]);

            // The counter registers, activates and finds.
            register(&counter, &free.number, newcomer, 0);
            counter.ok(activating);
            assert_eq!(found(&counter, &name(newcomer)), [format!("R{newcomer}")]);
            let stderr = register(&counter, &cards[4].number, 0, 1);
            assert!(stderr.contains("with another card"), "{stderr}");
            not_held(&counter, &["staff", "add", "S2", "--name", "x", "--center", "BJ"]);
            for narrow in [&support, &counter, &print] {
                not_held(narrow, &["key", "rotate", "--yes"]);
                not_held(narrow, &["key", "export", "--out", "root.key", "--reason", "x", "--yes"]);
                narrow.ok(["db", "check"]);
            }
            if round == 1 {
                site.cardctl.ok(["key", "rotate", "--yes"]);
                for narrow in [&support, &counter, &print] {
                    not_held(narrow, &["holder", "find", "x"]);
                    assert_eq!(narrow.json(["whoami"])["key"], "outdated");
                }
            }
        }
    });
}

#[test]
fn the_root_key_is_copied_with_a_reason_only() {
    on_both(|site| {
        platform(&site);
        let export = ["key", "export", "--out", "copy.key"];
        assert_eq!(refused(&site, 2, &export)["code"], "usage");
        assert_eq!(
            refused(&site, 7, &[export.as_slice(), &["--reason", "safe"]].concat())["code"],
            "needs-confirmation"
        );
        assert!(!site.directory().join("copy.key").exists());
        site.cardctl.ok([export.as_slice(), &["--reason", "safe", "--yes"]].concat());
        let copy = site.directory().join("copy.key");
        assert_eq!(fs::read(&copy).ok(), fs::read(key_path(&site)).ok());
        assert_eq!(mode(&copy), 0o600);
        let log = site.cardctl.json(["audit", "log"]);
        let entry = log.as_array().and_then(|log| log.last()).expect("an entry");
        assert_eq!((&entry["action"], &entry["reason"]), (&json!("key export"), &json!("safe")));
        fs::write(&copy, "precious").expect("an own file");
        assert_eq!(
            refused(&site, 1, &[export.as_slice(), &["--reason", "safe", "--yes"]].concat())["code"],
            "conflict"
        );
        assert_eq!(fs::read(&copy).expect("the file"), b"precious");
    });
}

#[test]
fn a_program_gives_the_key() {
    on_both(|site| {
        // Before there is a platform: no key file is made.
        let give = |text: &str| {
            site.write("secret.key", text);
            let script = site.write("give-key", "#!/bin/sh\necho \"asked $1\" >&2\ncat secret.key\n");
            fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("ours");
            format!("{} please", script.display())
        };
        let first = format!("cardctl-key-1 {}\n", "5a".repeat(32));
        let command = give(&first);
        let cardctl = site.cardctl.with_env("CARDCTL_KEY_COMMAND", &command);
        let made = cardctl.json(["init", "--single-operator"]);
        assert_eq!((&made["key_file"], &made["key_command"]), (&Value::Null, &json!(command)));
        assert!(!key_path(&site).exists());
        cardctl.ok(["center", "add", "BJ", "--name", "Beijing"]);
        let output = cardctl.exits(0, ["staff", "add", "S1", "--name", "王静", "--center", "BJ"]);
        assert!(output.stderr.contains("asked please"), "what it says is seen: {output}");
        assert!(!cardctl.exits(0, ["center", "list"]).stderr.contains("asked"), "nobody asks without need");
        assert_eq!(cardctl.json(["staff", "show", "S1"])["name"], "王静");

        // It is shown where it is from, and a flag beats the environment.
        let whoami = cardctl.json(["whoami"]);
        assert_eq!(
            (&whoami["key"], &whoami["key_origin"], &whoami["key_file"]),
            (&json!("ok"), &json!("environment CARDCTL_KEY_COMMAND"), &Value::Null)
        );
        let origin = |arguments: &[&str]| {
            let shown = cardctl.json([["config", "show", "--origin"].as_slice(), arguments].concat());
            let rows = shown.as_array().expect("a list").clone();
            let row = |key: &str| rows.iter().find(|row| row["key"] == key).cloned().expect("a row");
            (row("key_file")["origin"].clone(), row("key_command")["origin"].clone())
        };
        assert_eq!(origin(&[]), (json!("default"), json!("environment CARDCTL_KEY_COMMAND")));
        assert_eq!(origin(&["--key-file", "x.key"]), (json!("flag --key-file"), json!("default")));
        assert_eq!(origin(&["--key-command", "x"]), (json!("default"), json!("flag --key-command")));
        site.write("config.toml", "key_file = \"file.key\"\n[profiles.a]\nkey_command = \"give-key a\"\n");
        let plain = ["--config", "config.toml"];
        assert_eq!(origin(&plain).1, "environment CARDCTL_KEY_COMMAND");
        let profile = [plain.as_slice(), &["--profile", "a"]].concat();
        assert_eq!(origin(&profile).1, "config.toml [profiles.a]");
        let both = ["whoami", "--key-file", "x.key", "--key-command", "x"];
        assert_eq!(refused_with(&cardctl, 2, &both)["code"], "usage");
        let both = cardctl.with_env("CARDCTL_KEY_FILE", "x.key");
        assert_eq!(refused_with(&both, 2, &["whoami"])["code"], "usage");

        // What goes wrong is told, and nothing is changed.
        let entries = audited(&site);
        for command in ["false", "/nowhere/give-key", "echo nothing"] {
            let add = ["staff", "add", "S2", "--name", "x", "--center", "BJ", "--key-command", command];
            assert_eq!(refused_with(&cardctl, 1, &add)["code"], "key-command", "{command}");
            assert_eq!(cardctl.json(["whoami", "--key-command", command])["key"], "failed");
        }
        give(&first.replace("5a5b", "5b5b").replacen("5a", "5b", 1));
        let add = ["staff", "add", "S2", "--name", "x", "--center", "BJ"];
        assert_eq!(refused_with(&cardctl, 7, &add)["code"], "wrong-key");
        assert_eq!(audited(&site), entries);

        // A rotation takes the version that the program gives.
        give(&first);
        assert_eq!(refused_with(&cardctl, 7, &["key", "rotate", "--yes"])["code"], "key-not-held");
        give(&format!("{first}cardctl-key-2 {}\n", "6b".repeat(32)));
        cardctl.ok(["key", "rotate", "--yes"]);
        give(&format!("cardctl-key-2 {}\n", "6b".repeat(32)));
        assert_eq!(cardctl.json(["staff", "show", "S1"])["name"], "王静");
    });
}

#[test]
fn a_rotation_stops_at_a_damaged_value_and_names_it() {
    on_both(|site| {
        platform(&site);
        let cards = issue(&site, 2, "print");
        register(&site.cardctl, &cards[0].number, 0, 0);
        register(&site.cardctl, &cards[1].number, 1, 0);
        sql::execute(
            &site.url,
            "CREATE TABLE kept AS SELECT name FROM holder WHERE ref = 'R1';
             UPDATE holder SET name = (SELECT name FROM holder WHERE ref = 'R0') WHERE ref = 'R1'",
        )
        .expect("a moved value");
        let error = refused(&site, 1, &["key", "rotate", "--yes"]);
        assert_eq!(error["code"], "inconsistency");
        assert!(error["message"].as_str().is_some_and(|text| text.contains("of `holder`")), "{error}");
        assert_eq!(site.cardctl.json(["key", "status"])["rotating"], true);
        // Who wants the next key before this rotation is done does not set it going.
        assert_eq!(refused(&site, 1, &["key", "rotate", "--prepare", "--yes"])["code"], "run-state");
        assert_eq!(site.cardctl.json(["key", "status"])["rotating"], true);
        // Both keys stay, and so does everybody's work.
        assert_eq!(found(&site.cardctl, &citizen_id(0)), ["R0"]);
        sql::execute(
            &site.url,
            "UPDATE holder SET name = (SELECT name FROM kept) WHERE ref = 'R1'; DROP TABLE kept",
        )
        .expect("it is mended");
        site.cardctl.ok(["key", "rotate"]);
        assert_eq!(site.cardctl.json(["key", "status"])["rotating"], false);
        assert_eq!(found(&site.cardctl, &name(1)), ["R1"]);
        site.cardctl.ok(["db", "check"]);
    });
}
