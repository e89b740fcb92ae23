//! Heads of the log that are kept elsewhere: a file to which each is added, and manifests that name one.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::error::{Code, Error};
use crate::output::safe;
use crate::store::audit::Head;

/// The field of a manifest, and of what commands print as json.
const FIELD: &str = "audit_head";

/// A head that somebody kept, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Witness {
    pub(super) head: Head,
    /// Such as ``line 3 of `heads` (settle post 7)``.
    pub(super) place: String,
}

/// Adds a line to a file of witnesses: `RFC3339 SEQ:HASH what`. It is on the disk when this returns.
///
/// # Errors
/// The file can't be written.
pub fn append(path: &Path, at: Timestamp, head: &Head, what: &str) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let made = !path.exists();
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
        // Whoever was interrupted while writing left half a line, and this is to be one of its own.
        let mut before = "";
        if file.seek(SeekFrom::End(0))? > 0 {
            let mut last = [0];
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                before = "\n";
            }
        }
        file.write_all(line(before, at, head, what).as_bytes())?;
        file.sync_all()?;
        if made && let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
            fs::File::open(directory)?.sync_all()?;
        }
        Ok(())
    };
    write().map_err(|error| Error::io(format!("can't add to `{}`", path.display()), error))
}

/// A line of the file, whatever the act is called: a name that was given may hold a line break.
fn line(before: &str, at: Timestamp, head: &Head, what: &str) -> String {
    format!("{before}{at} {head} {}\n", safe(what))
}

/// The heads that `FILE|SEQ:HASH` names, in the order in which they stand.
pub(super) fn named(text: &str) -> Result<Vec<Witness>, Error> {
    if let Ok(head) = text.parse() {
        return Ok(vec![Witness { head, place: "the head that was given".to_owned() }]);
    }
    let content = match fs::read(text) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::new(
                Code::NotFound,
                format!("`{text}` is neither a file nor `SEQ:HASH` with 64 hexadecimal digits"),
            )
            .hint("`cardctl audit head` prints what to keep, and `--witness FILE` adds it to a file"));
        }
        Err(error) => return Err(Error::io(format!("can't read `{text}`"), error)),
    };
    read(&content, text)
}

fn read(content: &[u8], name: &str) -> Result<Vec<Witness>, Error> {
    let bad = |why: String| {
        Error::new(Code::BadFile, format!("`{name}`: {why}")).hint(
            "a line is `TIME SEQ:HASH what`, as `cardctl audit head --witness FILE` adds it; a json file has a field \
             `audit_head`",
        )
    };
    let content = std::str::from_utf8(content).map_err(|error| bad(error.to_string()))?;
    let mut found = Vec::new();
    if let Ok(json) = serde_json::from_str::<Json>(content)
        && (json.is_object() || json.is_array())
    {
        collect(&json, &format!("`{name}`"), &mut found).map_err(bad)?;
    } else {
        for (n, line) in (1..).zip(content.lines()) {
            let place = format!("line {n} of `{name}`");
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.starts_with('{') {
                let json = serde_json::from_str(line).map_err(|error| bad(format!("line {n}: {error}")))?;
                collect(&json, &place, &mut found).map_err(bad)?;
                continue;
            }
            let mut words = line.splitn(3, ' ');
            let (time, head) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            time.parse::<Timestamp>().map_err(|_| bad(format!("line {n}: `{time}` is not a time")))?;
            let head = head.parse().map_err(|why| bad(format!("line {n}: {why}")))?;
            let place = words.next().map_or_else(|| place.clone(), |what| format!("{place} ({what})"));
            found.push(Witness { head, place });
        }
    }
    if found.is_empty() {
        return Err(bad("no head of the audit log stands in it".to_owned()));
    }
    Ok(found)
}

/// Every field of the name, at whatever depth.
fn collect(json: &Json, place: &str, found: &mut Vec<Witness>) -> Result<(), String> {
    match json {
        Json::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Json::String(text) if key == FIELD => {
                        let head = text.parse().map_err(|why| format!("`{FIELD}`: {why}"))?;
                        found.push(Witness { head, place: place.to_owned() });
                    }
                    other => collect(other, place, found)?,
                }
            }
        }
        Json::Array(values) => values.iter().try_for_each(|value| collect(value, place, found))?,
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(seq: i64) -> Head {
        Head { seq, hash: vec![7; 32] }
    }

    fn heads(text: &str) -> Vec<i64> {
        read(text.as_bytes(), "f").expect("witnesses").iter().map(|witness| witness.head.seq).collect()
    }

    #[test]
    fn lines_and_manifests_are_read() {
        let (one, two) = (head(1), head(2));
        let lines =
            format!("# kept\n2026-11-26T07:00:00Z {one} settle post 3\n\n2026-11-26T08:00:00+08:00 {two}\n");
        assert_eq!(heads(&lines), [1, 2]);
        assert_eq!(heads(&format!("{{\"audit_head\": \"{two}\", \"batch\": 1}}\n")), [2]);
        assert_eq!(heads(&format!("[{{\"audit_head\": \"{two}\"}}, {{\"audit_head\": \"{one}\"}}]")), [2, 1]);
        assert_eq!(
            heads(&format!("{{\"a\": {{\"audit_head\": \"{one}\"}}}}\n{{\"audit_head\": \"{two}\"}}\n")),
            [1, 2]
        );
        assert_eq!(read(lines.as_bytes(), "f").expect("witnesses")[0].place, "line 2 of `f` (settle post 3)");
    }

    #[test]
    fn an_act_is_one_line_whatever_it_names() {
        let written = line("", Timestamp::UNIX_EPOCH, &head(3), "db backup a\nb/一月.db");
        assert_eq!(written.lines().count(), 1, "{written}");
        let found = read(written.as_bytes(), "f").expect("a witness");
        assert_eq!(found[0].place, "line 1 of `f` (db backup a\\nb/一月.db)");
    }

    #[test]
    fn what_is_no_witness_is_refused_by_line() {
        let one = head(1);
        for (text, why) in [
            (String::new(), "no head of the audit log stands in it"),
            ("{}".to_owned(), "no head of the audit log stands in it"),
            (format!("yesterday {one}"), "line 1: `yesterday` is not a time"),
            ("\n2026-11-26T07:00:00Z 1:00".to_owned(), "line 2: it is not `SEQ:HASH`"),
            ("{\"audit_head\": \"1\"}".to_owned(), "`audit_head`: it is not `SEQ:HASH`"),
            ("{\"audit_head\":".to_owned(), "line 1: EOF"),
        ] {
            let error = read(text.as_bytes(), "f").expect_err(&text);
            assert_eq!(error.code(), Code::BadFile);
            assert!(error.to_string().contains(why), "{error}");
        }
        assert!(read(b"\xff", "f").is_err());
    }
}
