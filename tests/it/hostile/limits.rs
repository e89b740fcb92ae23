//! Large and endless input: memory and the processor's time are limited by the system, and the program keeps within.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};

use crate::fixture;
use crate::harness::Site;
use crate::harness::cardctl::Output;

/// What a command may hold that only reads input, in KiB.
const READING: u32 = 40 * 1024;

/// The same where the database is written: its cache alone may take 64 MiB of it.
const WRITING: u32 = 120 * 1024;

/// Seconds of the processor. What takes time that grows with the square of the input never ends within.
const TIME: u32 = 120;

fn limited(site: &Site, memory: u32, line: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_cardctl");
    let line = format!("ulimit -d {memory}; ulimit -t {TIME}; exec {program} {line}");
    site.cardctl.with_program("sh").run(["-c", &line])
}

/// Writes pieces until there is so much.
fn write(site: &Site, name: &str, head: &str, megabytes: usize, piece: impl Fn(usize) -> String) {
    let file = File::create(site.directory().join(name)).expect("a file");
    let mut file = BufWriter::new(file);
    file.write_all(head.as_bytes()).expect("room");
    let (mut written, mut n) = (0, 0);
    while written < megabytes << 20 {
        let piece = piece(n);
        file.write_all(piece.as_bytes()).expect("room");
        written += piece.len();
        n += 1;
    }
    file.flush().expect("room");
}

#[test]
fn what_has_no_end_is_refused_in_little_memory() {
    let site = Site::on_sqlite();
    fixture::bare_platform(&site);
    let header = "external_id,card,holder,provider,amount,occurred_at\n";
    let long = |character: &'static str| move |_| character.repeat(1 << 20);
    // More than may be held: whoever keeps it in memory is ended by the system.
    write(&site, "field.csv", header, 64, long("a"));
    write(&site, "quoted.csv", &format!("{header}\""), 64, long("a"));
    write(&site, "quotes.csv", header, 64, long("\""));
    write(&site, "commas.csv", header, 64, long(","));
    write(&site, "header.csv", "", 64, long("a,"));
    write(&site, "line.jsonl", "{\"id\":\"", 64, long("["));
    write(&site, "plan.toml", "x = ", 64, long("["));
    for (line, statuses) in [
        ("purchase import field.csv --source till --yes", [8]),
        ("purchase import quoted.csv --source till --yes", [8]),
        ("purchase import quotes.csv --source till --yes", [8]),
        ("purchase import commas.csv --source till --yes", [8]),
        ("purchase import header.csv --source till --yes", [8]),
        ("payment import commas.csv --source wechat --yes", [8]),
        ("payment import field.csv --source wechat --yes", [8]),
        ("request import line.jsonl --yes", [3]),
        ("request submit line.jsonl", [8]),
        ("plan import plan.toml", [8]),
        ("--config plan.toml whoami", [2]),
        ("--config /dev/zero whoami", [2]),
        ("plan import /dev/zero", [8]),
        ("--key-file plan.toml holder find H1", [7]),
        ("holder register --input line.jsonl --no-input", [8]),
        ("db restore plan.toml --dry-run --no-manifest", [8]),
    ] {
        let output = limited(&site, READING, line);
        assert!(statuses.contains(&output.status), "{output}");
        assert!(output.stderr.len() < 20_000, "{line}: {} bytes", output.stderr.len());
    }
    std::fs::rename(site.directory().join("plan.toml"), site.directory().join("x.json"))
        .expect("it is there");
    let output = limited(&site, WRITING, "parameter regions import x.json --yes");
    assert_eq!(output.status, 8, "{output}");
    let output = limited(&site, READING, "db restore x --dry-run");
    assert_eq!(output.status, 8, "{output}");
}

#[test]
fn a_file_of_many_bad_rows_is_read_in_little_memory() {
    const ROWS: usize = 200_000;
    let site = Site::on_sqlite();
    fixture::bare_platform(&site);
    let mut text = "external_id,card,holder,provider,amount,occurred_at\n".to_owned();
    for n in 0..ROWS {
        writeln!(text, "e{n},,H1,shop,\"{}\",2026-13-01", "1e400".repeat(60)).expect("a string grows");
    }
    site.write("bad.csv", &text);
    let output = limited(&site, WRITING, "purchase import bad.csv --source till --yes -o json");
    assert_eq!(output.status, 3, "{output}");
    assert!(output.stderr.len() < 20_000, "{output}");
    let rejects = std::fs::read_to_string(site.directory().join("bad.csv.rejects.csv")).expect("rejects");
    assert_eq!(rejects.lines().count(), ROWS + 1);
}
