//! Made-up people: real region codes, right check digits, nobody's numbers.

use std::fmt::Write as _;

const REGIONS: [&str; 8] = ["110101", "110102", "310104", "320106", "330106", "440305", "510104", "610113"];

/// A holder file with one citizen ID for each person.
pub(crate) fn holders_csv(count: u32) -> String {
    holders_csv_from(1, count)
}

/// The same, beginning with the n-th person.
pub(crate) fn holders_csv_from(first: u32, count: u32) -> String {
    let mut text = "ref,name,kind,value,center,staff,agent,registered_at\n".to_owned();
    for n in first..first + count {
        writeln!(text, "H{n:07},{},citizen-id,{},BJ,S1,A8,2026-01-01", name(n), citizen_id(n))
            .expect("a string grows");
    }
    text
}

/// The name of the n-th person, which others have as well.
pub(crate) fn name(n: u32) -> String {
    format!("Holder {}", n % 100_003)
}

/// The citizen ID of the n-th person; no two are the same below 100 million.
pub(crate) fn citizen_id(n: u32) -> String {
    let region = REGIONS[n as usize % REGIONS.len()];
    let rest = n / 8;
    let (sequence, rest) = (rest % 1000, rest / 1000);
    let (day, rest) = (rest % 28 + 1, rest / 28);
    let (month, year) = (rest % 12 + 1, rest / 12 % 45 + 1960);
    let digits = format!("{region}{year}{month:02}{day:02}{sequence:03}");
    // ISO 7064 MOD 11-2 (GB 11643): the weight of a place is 2 to the power of its distance from the end.
    let sum: u32 = digits.bytes().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = b"10X98765432"[sum as usize];
    format!("{digits}{}", char::from(check))
}
