//! Print files: encrypted, exported again, and whatever happens to the process that makes them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::batches::samples;
use crate::cards::{counts, error, issue, issue_with, names, prepared, sha256, wait_for};
use crate::harness::{Site, on_both, on_both_durable, sql};

/// A key pair of the print house: the file of the secret key, and the recipient.
fn print_house(site: &Site, name: &str) -> (PathBuf, String) {
    let path = site.directory().join(name);
    let made = Command::new("age-keygen").arg("-o").arg(&path).output().expect("`age` is installed");
    assert!(made.status.success(), "{made:?}");
    let key = fs::read_to_string(&path).expect("the key is there");
    let recipient = key.lines().find_map(|line| line.strip_prefix("# public key: ")).expect("a recipient");
    (path, recipient.to_owned())
}

fn decrypted(key: &Path, file: &Path) -> Vec<u8> {
    let opened =
        Command::new("age").arg("--decrypt").arg("-i").arg(key).arg(file).output().expect("age runs");
    assert!(opened.status.success(), "{opened:?}");
    opened.stdout
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Every file below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// No file below the directory has the text in it.
#[track_caller]
fn assert_nowhere(directory: &Path, text: &str) {
    for path in files(directory) {
        let bytes = fs::read(&path).expect("a file can be read");
        let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!found, "`{text}` is in `{}`", path.display());
    }
}

#[test]
fn an_encrypted_file_opens_to_what_its_hash_says() {
    on_both(|site| {
        prepared(&site);
        let (key, recipient) = print_house(&site, "key");
        let (second, other) = print_house(&site, "second");
        let temporary = site.directory().join("tmp");
        fs::create_dir(&temporary).expect("it can be made");
        let cardctl = site.cardctl.with_env("TMPDIR", &temporary);
        let more = ["--recipient", &recipient, "--recipient", &other, "--recipient", &recipient];
        let issued = cardctl.json(issue_with("3000", "out", &more));
        let directory = site.directory().join("out");
        assert_eq!(names(&directory), ["SHA256SUMS", "cards.csv.age", "manifest.json"]);
        for name in names(&directory) {
            let found = fs::metadata(directory.join(&name)).expect("it is there");
            assert_eq!(found.permissions().mode() & 0o777, 0o600, "{name}");
        }
        let file = directory.join("cards.csv.age");
        let plain = decrypted(&key, &file);
        assert_eq!(plain, decrypted(&second, &file));
        let manifest = fs::read_to_string(directory.join("manifest.json")).expect("it is there");
        let manifest: Value = serde_json::from_str(&manifest).expect("json");
        assert_eq!(manifest["sha256"], json!(sha256(&file)));
        assert_eq!(manifest["plain_sha256"], json!(hash(&plain)));
        assert_eq!(manifest["recipients"], json!([recipient, other]));
        assert_eq!((&manifest["file"], &manifest["count"]), (&json!("cards.csv.age"), &json!(3000)));
        assert_eq!((&issued["sha256"], &issued["encrypted"]), (&manifest["sha256"], &json!(true)));
        let shown = site.cardctl.json(["batch", "show", "1"]);
        for field in ["sha256", "plain_sha256", "recipients"] {
            assert_eq!(shown[field], manifest[field], "{field}");
        }
        let sums = Command::new("sha256sum").args(["--check", "SHA256SUMS"]).current_dir(&directory).status();
        assert!(sums.expect("it runs").success());

        // The plain text was nowhere on the disk, and the codes are the right ones.
        let text = String::from_utf8(plain).expect("text");
        let line: Vec<&str> = text.lines().nth(1500).expect("a card").split(',').collect();
        assert_nowhere(site.directory(), line[3]);
        assert_nowhere(site.directory(), line[2]);
        let sample = format!("{},{}\n", line[1], line[3]);
        let receive = "batch receive 1 --count 3000 --samples - --yes".split(' ');
        assert_eq!(site.cardctl.with_stdin(&sample).json(receive)["samples"], 1);
    });
}

/// A program in a directory of its own; the `PATH` that finds it first.
fn program(site: &Site, directory: &str, name: &str, text: &str) -> String {
    let directory = site.directory().join(directory);
    fs::create_dir_all(&directory).expect("it can be made");
    let path = directory.join(name);
    fs::write(&path, text).expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("so can its mode");
    format!("{}:/usr/bin:/bin", directory.display())
}

#[test]
fn nothing_is_made_without_age_or_with_a_recipient_that_it_refuses() {
    on_both(|site| {
        prepared(&site);
        let (key, recipient) = print_house(&site, "key");
        let secret = fs::read_to_string(key).expect("the key is there");
        let secret = secret.lines().last().expect("a line").to_owned();
        let with = |recipient: &str| issue_with("5", "out", &["--recipient", recipient, "-o", "json"]);
        let elsewhere = site.cardctl.with_env("PATH", "/nowhere:.");
        let output = elsewhere.exits(1, with(&recipient));
        assert!(
            output.stderr.contains("not installed") && output.stderr.contains("package `age`"),
            "{output}"
        );
        for wrong in ["", "age1qqqq", "AGE1", "-", "ssh-ed25519 x", "a\nb"] {
            let output = site.cardctl.exits(2, with(wrong));
            assert_eq!(error(&output)["code"], "usage", "{wrong}: {output}");
        }
        let output = site.cardctl.exits(2, with(&secret));
        assert!(!output.stderr.contains(&secret), "a secret key is not repeated");
        // Another program of this name, which would write the codes in the clear.
        let cat = program(&site, "bin", "age", "#!/bin/sh\nexec cat\n");
        let output = site.cardctl.with_env("PATH", cat).exits(1, with(&recipient));
        assert!(output.stderr.contains("is not the program `age`"), "{output}");
        assert_eq!(counts(&site), "0 0");
        assert!(!site.directory().join("out").exists());
    });
}

#[test]
fn an_age_that_dies_leaves_nothing() {
    on_both(|site| {
        prepared(&site);
        let (_, recipient) = print_house(&site, "key");
        // The trial is answered by the real one.
        let trial = "exec /usr/bin/age \"$@\" </dev/null";
        for (end, part) in [
            ("kill -9 $$", "signal 9"),
            ("echo 'age: error: no space left' >&2; exit 1", "no space left"),
            ("exit 0", "could not encrypt"),
            ("cat", "no encrypted file"),
        ] {
            let text = format!("#!/bin/sh\nif read line; then {end}; else {trial}; fi\n");
            let path = program(&site, "bin", "age", &text);
            for count in ["5", "20000"] {
                let more = ["--recipient", &recipient, "-o", "json"];
                let output = site.cardctl.with_env("PATH", &path).exits(1, issue_with(count, "out", &more));
                let message = error(&output)["message"].as_str().expect("a text").to_owned();
                assert!(message.contains(part), "{end}: {output}");
                assert!(!site.directory().join("out").exists(), "{end}");
            }
        }
        assert_eq!(counts(&site), "0 0");
    });
}

#[test]
fn a_killed_encryption_is_begun_anew() {
    on_both_durable(|site| {
        prepared(&site);
        let (key, recipient) = print_house(&site, "key");
        let directory = site.directory().join("out");
        let arguments = issue_with("100000", "out", &["--recipient", &recipient]);
        for bytes in [1, 1_000_000] {
            let running = site.cardctl.spawn(&arguments);
            wait_for(&directory.join("cards.csv.age.partial"), bytes);
            running.signal("KILL");
            running.wait();
            assert_eq!(counts(&site), "0 0");
            assert_nowhere(site.directory(), "activation_code");
        }
        // `age` may still be about to end.
        let arguments = issue_with("200", "out", &["--recipient", &recipient]);
        let ended = (0..200).find_map(|_| {
            let output = site.cardctl.run(&arguments);
            thread::sleep(Duration::from_millis(20));
            (output.status != 75).then_some(output)
        });
        let output = ended.expect("`age` ends with its input");
        assert_eq!(output.status, 0, "{output}");
        assert!(output.stderr.contains("unfinished files"), "{output}");
        assert_eq!(
            decrypted(&key, &directory.join("cards.csv.age")).split(|byte| *byte == b'\n').count(),
            202
        );
        assert_eq!(counts(&site), "1 200");
    });
}

#[test]
fn an_interruption_ends_age_too() {
    on_both(|site| {
        prepared(&site);
        let (_, recipient) = print_house(&site, "key");
        let running = site.cardctl.spawn(issue_with("200000", "out", &["--recipient", &recipient]));
        wait_for(&site.directory().join("out/cards.csv.age.partial"), 100_000);
        running.signal("INT");
        assert_eq!(running.wait().status, 130);
        assert!(!site.directory().join("out").exists());
        assert_eq!(counts(&site), "0 0");
    });
}

#[test]
fn a_batch_without_a_file_gets_one_later() {
    on_both(|site| {
        prepared(&site);
        let mut issued = site.cardctl.json("batch issue --center BJ1 --count 30 --agent A1 --yes".split(' '));
        let head = issued["audit_head"].take();
        assert_eq!(head, site.cardctl.json(["audit", "head"])["audit_head"]);
        assert_eq!(
            issued,
            json!({ "batch": 1, "center": "BJ1", "cards": 30, "state": "issued", "file": null,
                "sha256": null, "encrypted": false, "audit_head": null })
        );
        for line in ["batch release 1 --yes", "batch release 1 --serials 1-5 --yes"] {
            let output = site.cardctl.exits(1, line.split(' '));
            assert!(output.stderr.contains("`cardctl batch export 1 --out DIR`"), "{output}");
        }
        let output = site.cardctl.exits(2, "batch issue --center BJ1 --count 30 --release --yes".split(' '));
        assert!(output.stderr.contains("--out"), "{output}");
        site.cardctl.exits(7, "batch export 1 --out b".split(' '));
        site.cardctl.ok("batch void 1 --serials 1 --reason torn --yes".split(' '));
        let exported = site.cardctl.json("batch export 1 --out b --yes".split(' '));
        assert_eq!((&exported["cards"], &exported["state"]), (&json!(29), &json!("exported")));
        assert_eq!(exported["sha256"], json!(sha256(&site.directory().join("b/cards.csv"))));
        let manifest = fs::read_to_string(site.directory().join("b/manifest.json")).expect("it is there");
        let manifest: Value = serde_json::from_str(&manifest).expect("json");
        assert_eq!((&manifest["first_serial"], &manifest["last_serial"]), (&json!(2), &json!(30)));
        assert_eq!((&manifest["count"], &manifest["replaces"]), (&json!(29), &Value::Null));
        let text = samples(&site, "b").join("\n");
        let receive = "batch receive 1 --count 29 --samples - --yes".split(' ');
        assert_eq!(site.cardctl.with_stdin(&text).json(receive)["samples"], 29);
        site.cardctl.ok("db check --pass cards-released,batch-states".split(' '));
    });
}

#[test]
fn an_export_again_kills_the_old_file() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue_with("1000", "a", &["--release", "--agent", "A1"]));
        let old = samples(&site, "a");
        let output = site.cardctl.exits(1, "batch export 1 --out b --yes -o json".split(' '));
        assert!(output.stderr.contains("--again"), "{output}");
        let output = site.cardctl.exits(2, "batch export 1 --out b --again --yes".split(' '));
        assert!(output.stderr.contains("wants a reason"), "{output}");
        let again = "batch export 1 --again --reason stolen --yes --out";
        let output = site.cardctl.exits(1, format!("{again} a -o json").split(' '));
        assert_eq!(error(&output)["code"], "conflict", "files are never overwritten");
        let sold = "UPDATE card SET state = 'sold' WHERE serial = 500;
                    INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, operator)
                    SELECT card_no, 1, 'stocked', 'sold', 1, 'counter', 'mei' FROM card WHERE serial = 500";
        sql::execute(&site.url, sold).expect("the card is there");
        let before = "SELECT CAST(COUNT(DISTINCT activation) AS TEXT) FROM card";
        assert_eq!(sql::texts(&site.url, before).expect("codes"), ["1000"]);

        let output = site.cardctl.exits(7, "batch export 1 --out b --again --reason stolen".split(' '));
        for line in ["cards with new codes          999", "sold cards, which keep theirs  1"] {
            let words: Vec<&str> = line.split_whitespace().collect();
            let told = output.stderr.lines().any(|told| told.split_whitespace().collect::<Vec<_>>() == words);
            assert!(told, "{line}\n{output}");
        }
        let exported = site.cardctl.json(format!("{again} b").split(' '));
        assert_eq!((&exported["cards"], &exported["state"]), (&json!(999), &json!("exported")));
        let manifest = fs::read_to_string(site.directory().join("b/manifest.json")).expect("it is there");
        let manifest: Value = serde_json::from_str(&manifest).expect("json");
        assert_eq!(manifest["replaces"], json!(sha256(&site.directory().join("a/cards.csv"))));

        // Nothing of the old file is good any more but the sold card, which is not in the new one.
        let new = samples(&site, "b");
        assert_eq!(new.len(), 999);
        let card = |sample: &String| sample.split(',').next().expect("a number").to_owned();
        assert!(!new.iter().any(|sample| card(sample) == card(&old[499])));
        let receive = "batch receive 1 --count 999 --yes --samples -";
        let output = site.cardctl.with_stdin(&old[3]).exits(6, receive.split(' '));
        assert!(output.stderr.contains("is not the one that was made for this card"), "{output}");
        let list = "batch list -o csv --columns state,stock,for_sale,sold,agent";
        assert_eq!(
            site.cardctl.ok(list.split(' ')),
            "state,stock,for_sale,sold,agent\nexported,999,0,1,A1\n"
        );
        assert_eq!(site.cardctl.with_stdin(&new.join("\n")).json(receive.split(' '))["samples"], 999);
        site.cardctl.ok("batch release 1 --yes".split(' '));
        let reason = "SELECT act || ' ' || from_state || ' ' || to_state || ' ' || reason FROM batch_event
                      WHERE reason IS NOT NULL";
        assert_eq!(sql::texts(&site.url, reason).expect("events"), ["export released exported stolen"]);
        let passes = "db check --pass cards-released,batch-states,batch-cards,audit-chain";
        site.cardctl.ok(passes.split(' '));
    });
}

#[test]
fn wherever_an_export_is_killed_file_and_codes_agree_in_the_end() {
    on_both_durable(|site| {
        prepared(&site);
        site.cardctl.ok(issue("3000", "first"));
        let directory = site.directory().join("out");
        let export = "batch export 1 --out out --again --reason lost --yes";
        for (file, delay) in
            [("cards.csv", 0), ("SHA256SUMS", 0), ("SHA256SUMS", 2), ("SHA256SUMS", 8), ("SHA256SUMS", 30)]
        {
            let running = site.cardctl.spawn(export.split(' '));
            // It may have its name already when this looks.
            let seen = |name: String| fs::metadata(directory.join(name)).is_ok_and(|found| found.len() > 0);
            let begun = Instant::now();
            while !seen(format!("{file}.partial")) && !seen(file.to_owned()) {
                assert!(begun.elapsed() < Duration::from_mins(1), "no file: {}", running.wait());
                thread::sleep(Duration::from_micros(100));
            }
            thread::sleep(Duration::from_millis(delay));
            running.signal("KILL");
            running.wait();
            if !directory.join("cards.csv").exists() {
                site.cardctl.ok(export.split(' '));
            }
            assert_eq!(names(&directory), ["SHA256SUMS", "cards.csv", "manifest.json"]);
            let shown = site.cardctl.json(["batch", "show", "1"]);
            assert_eq!(shown["sha256"], json!(sha256(&directory.join("cards.csv"))), "{file} {delay}");
            let text = samples(&site, "out").join("\n");
            let receive = "batch receive 1 --count 3000 --samples - --yes".split(' ');
            assert_eq!(site.cardctl.with_stdin(&text).json(receive)["samples"], 3000, "{file} {delay}");
            fs::remove_dir_all(&directory).expect("it can be removed");
        }

        // The moment between the commit and the last renaming, whatever the machine's pace.
        site.cardctl.ok(export.split(' '));
        for name in ["manifest.json", "cards.csv"] {
            let path = directory.join(name);
            fs::rename(&path, directory.join(format!("{name}.partial"))).expect("it is there");
        }
        let again = site.cardctl.exits(0, export.split(' '));
        assert!(again.stderr.contains("its files are complete now"), "{again}");
        assert_eq!(names(&directory), ["SHA256SUMS", "cards.csv", "manifest.json"]);
        // For another batch the directory is in use.
        fs::rename(directory.join("cards.csv"), directory.join("cards.csv.partial")).expect("it is there");
        let output = site.cardctl.exits(1, issue_with("5", "out", &["-o", "json"]));
        assert_eq!(error(&output)["code"], "conflict", "{output}");
        assert_eq!(names(&directory), ["SHA256SUMS", "cards.csv", "manifest.json"]);
        assert_eq!(counts(&site), "1 3000");
    });
}
