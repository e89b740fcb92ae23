//! Variants of a sample, from a seed.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What parsers stumble over.
const TOKENS: &[&[u8]] = &[
    b"",
    b"\0",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n\n",
    b"\t",
    b" ",
    b"\"",
    b"'",
    b"`",
    b"`,`",
    b",",
    b";",
    b"#",
    b"=",
    b"-",
    b"+",
    b"%",
    b"@",
    b":",
    b"/",
    b"//",
    b"../",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"[",
    b"]",
    b"{",
    b"}",
    b"(",
    b")",
    b"[[[[[[[[",
    b"{{{{{{{{",
    b"0",
    b"-0",
    b"1e400",
    b"1e-400",
    b"NaN",
    b"inf",
    b"0x10",
    b"127",
    b"128",
    b"255",
    b"256",
    b"32768",
    b"2147483648",
    b"4294967296",
    b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775808",
    b"18446744073709551616",
    b"99999999999999999999999999999999999999999",
    b"0.000000000000000000000000000000000001",
    b"0000-00-00",
    b"2026-02-30",
    b"9999-12-31",
    b"-9999-01-01",
    b"10000-01-01",
    b"2026-13-01T25:61:61",
    b"1582-10-10",
    b"T00:00:00Z",
    b"+99:99",
    b"::1",
    b"true",
    b"null",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x84\x31\x95\x33",
    b"\x81\x30\x81\x30",
    b"\xe3\x32\x9a\x35",
    b"\x84\x31\xa4\x37",
    b"\xa3\xa0",
    b"\x80",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    "\u{1b}[2J".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{301}\u{301}\u{301}".as_bytes(),
    "\u{10ffff}".as_bytes(),
    "𠀀".as_bytes(),
    "１２３".as_bytes(),
    "٣".as_bytes(),
    "（元）".as_bytes(),
    "ﬃ".as_bytes(),
    "İ".as_bytes(),
    "ß".as_bytes(),
    b"=cmd|' /C calc'!A0",
    b"${jndi:x}",
    b"'; DROP TABLE holder; --",
];

/// A sequence of numbers (xorshift, as Marsaglia published it), the same for the same seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        // Zero would stay zero, and neighbours should have nothing in common.
        Self((seed ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let end = u64::try_from(end.max(1)).expect("a small number");
        usize::try_from((self.0 >> 11) % end).expect("it is below one")
    }
}

/// A variant of a sample: bits flipped, pieces cut out, repeated, moved, taken from another one, or strange things put in.
pub(super) fn variant(samples: &[Vec<u8>], which: usize, number: usize) -> Vec<u8> {
    let seed = u64::try_from(which * 1_000_003 + number).expect("a small number");
    let mut dice = Dice::new(seed);
    let mut bytes = samples[which].clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = at + dice.below((bytes.len() - at).min(24) + 1);
        match dice.below(8) {
            0 if !bytes.is_empty() => {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at),
            3 => {
                let piece = bytes[at..end].repeat(1 + dice.below(64));
                drop(bytes.splice(at..at, piece));
            }
            4 => {
                let other = &samples[dice.below(samples.len())];
                let from = dice.below(other.len() + 1);
                let to = from + dice.below(other.len() - from + 1);
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            5 => {
                let piece: Vec<u8> = bytes.drain(at..end).collect();
                let to = dice.below(bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
            _ => {
                let token = TOKENS[dice.below(TOKENS.len())];
                drop(bytes.splice(at..end, token.iter().copied()));
            }
        }
    }
    bytes
}

/// How many variants of each sample are tried.
pub(super) fn budget() -> usize {
    std::env::var("CARDCTL_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}

/// Gives the samples and their variants to a parser, and names the one that makes it panic.
#[track_caller]
pub(super) fn try_all(name: &str, samples: &[&[u8]], parse: impl Fn(&[u8])) {
    let samples: Vec<Vec<u8>> = samples.iter().map(|sample| sample.to_vec()).collect();
    for which in 0..samples.len() {
        for number in 0..=budget() {
            let bytes = if number == 0 { samples[which].clone() } else { variant(&samples, which, number) };
            // The parser is given nothing that could be half changed.
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| parse(&bytes))) {
                let why = panic.downcast_ref::<String>().map(String::as_str);
                let why = why.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text");
                panic!(
                    "{name}: variant {number} of sample {which}: {why}\n{}",
                    bytes[..bytes.len().min(2000)].escape_ascii()
                );
            }
        }
    }
}

/// As [`try_all`], for parsers of text: what is no UTF-8 comes as the system would hand it on.
#[track_caller]
pub(super) fn try_texts(name: &str, samples: &[&str], parse: impl Fn(&str)) {
    let samples: Vec<&[u8]> = samples.iter().map(|sample| sample.as_bytes()).collect();
    try_all(name, &samples, |bytes| parse(&String::from_utf8_lossy(bytes)));
}

#[test]
fn variants_are_the_same_again_and_differ_from_each_other() {
    let samples = [b"110102197502030839".to_vec(), b"name = \"x\"".to_vec()];
    let all: Vec<_> = (1..500).map(|number| variant(&samples, 0, number)).collect();
    assert_eq!(all, (1..500).map(|number| variant(&samples, 0, number)).collect::<Vec<_>>());
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert!(different.len() > 400, "{}", different.len());
}
