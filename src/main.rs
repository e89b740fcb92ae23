//! The `cardctl` program: gathers the world outside and hands it to the library.

use std::os::unix::fs::MetadataExt as _;
use std::process::ExitCode;

use cardctl::domain::clock::Clock;
use cardctl::domain::randomness::Randomness;
use cardctl::host::Host;
use cardctl::output::Streams;
use jiff::{Timestamp, TimestampRound, Unit};

fn main() -> ExitCode {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| name.into_string().ok().map(|name| (name, value)))
        .collect();
    ExitCode::from(cardctl::run(Host {
        arguments: std::env::args_os().collect(),
        environment,
        streams: Streams::system(),
        clock: Box::new(SystemClock),
        randomness: Box::new(SystemRandomness { drawn: vec![0; 4096], used: 4096 }),
        user: user(),
        machine: first_line("/proc/sys/kernel/hostname").unwrap_or_else(|| "unknown".to_owned()),
        process: std::process::id(),
        exit: |status| std::process::exit(status.into()),
    }))
}

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.round(TimestampRound::new().smallest(Unit::Microsecond)).unwrap_or(now)
    }
}

/// The system's generator, a page at a time: an issue of cards draws millions of bytes.
struct SystemRandomness {
    drawn: Vec<u8>,
    used: usize,
}

impl Randomness for SystemRandomness {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.used == self.drawn.len() {
                // Without randomness no key and no card may be made, so there is nothing to go on with.
                getrandom::fill(&mut self.drawn).expect("the system's random generator answers");
                self.used = 0;
            }
            *byte = std::mem::take(&mut self.drawn[self.used]);
            self.used += 1;
        }
    }
}

/// The system's name of the user whom this process runs as; `USER` is not asked, for anybody can set it.
fn user() -> String {
    let Ok(process) = std::fs::metadata("/proc/self") else { return "unknown".to_owned() };
    let number = process.uid().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == number).then(|| name.to_owned())
    });
    name.unwrap_or(number)
}

fn first_line(path: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    text.lines().next().map(str::to_owned).filter(|line| !line.is_empty())
}
