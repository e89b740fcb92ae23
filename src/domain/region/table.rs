//! The table of regions: parsing, look-up, names, status.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::RegionStatus;

/// The last two digits of codes that stand for a city as a whole: "市辖区", "市区", the suburbs.
const GENERIC_SUFFIXES: [u32; 4] = [1, 2, 11, 20];

/// Stands for "since before the first list (1980)".
const ALWAYS: i16 = i16::MIN;
/// Stands for "still".
const STILL: i16 = i16::MAX;

/// The headers of a table without successors, which the first tables were, and with them.
const HEADER: &str = "code,from_year,to_year,name";
const HEADER_WITH_SUCCESSOR: &str = "code,from_year,to_year,name,successor";

/// The regions and their history.
///
/// One is embedded; a site can load a newer one in the same format: a first line `# version …`, the header
/// `code,from_year,to_year,name` or `code,from_year,to_year,name,successor`, and one line an interval. Years
/// are those of the yearly lists (as of 31 December) that hold the code under this name; an empty one leaves
/// that side open. The successor stands on the last interval of a code that is no longer in force, and is the
/// code in force that its area belongs to; it may be empty.
#[derive(Debug)]
pub struct RegionTable {
    text: Cow<'static, str>,
    version: String,
    /// By code, then by year; intervals of one code don't overlap.
    intervals: Vec<Interval>,
}

/// One line; `start` is where its code begins in the text, `name..end` where its name stands. The successor's
/// digits, where there are any, follow after a comma.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) code: u32,
    from: i16,
    to: i16,
    start: u32,
    name: u32,
    end: u32,
    successor: Option<NonZeroU32>,
}

impl Interval {
    pub(super) const fn is_open(&self) -> bool {
        self.to == STILL
    }

    /// How many years lie between the interval and `year`; 0 inside it.
    fn distance(&self, year: i16) -> i32 {
        let (from, to, year) = (i32::from(self.from), i32::from(self.to), i32::from(year));
        (from - year).max(year - to).max(0)
    }

    /// Whether somebody born in `birth_year` can have got the code. The change itself falls into the year
    /// after the last list that holds it, and who was born early in that year still got the old code.
    fn reaches(&self, birth_year: i16) -> bool {
        i32::from(self.to) + 1 >= i32::from(birth_year)
    }
}

/// One interval of the table: a code, its name, and the first and last yearly list that hold them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region<'a> {
    /// Six digits.
    pub code: &'a str,
    /// The first year; nothing when it is older than the lists (1980).
    pub from_year: Option<i16>,
    /// The last year; nothing while it is in force.
    pub to_year: Option<i16>,
    /// The division's own name, such as `西城区`, without those above it.
    pub name: &'a str,
    /// The code in force that the area belongs to today, on the last interval of a code that isn't in force.
    pub successor: Option<&'a str>,
}

/// Why a text is no table of regions, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RegionTableError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: RegionFault,
}

/// What is wrong with a line of a table of regions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionFault {
    /// The first line is not `# version …`.
    #[error("the first line has to be `# version …`")]
    NoVersion,
    /// The header is missing or another one.
    #[error("the header has to be `{HEADER}` or `{HEADER_WITH_SUCCESSOR}`")]
    Header,
    /// Not as many fields as the header.
    #[error("a line has the fields of the header, `{HEADER}` or `{HEADER_WITH_SUCCESSOR}`")]
    Fields,
    /// Not six digits, or the first two are zeros.
    #[error("`{0}` is not a region code of six digits")]
    Code(String),
    /// Not a year between 1900 and 2999.
    #[error("`{0}` is not a year")]
    Year(String),
    /// The first year lies after the last.
    #[error("the interval ends before it begins")]
    Backwards,
    /// The name is empty, or has control characters in it.
    #[error("the name is empty or not printable")]
    Name,
    /// Another line has the same code in one of these years.
    #[error("`{0}` has two names in one year")]
    Overlap(String),
    /// The province of a code is not in the table.
    #[error("the province of `{0}` is missing")]
    Orphan(String),
    /// A successor that is not on the last line of a code that is no longer in force.
    #[error(
        "a successor stands on the last line of a code that is no longer in force, and `{0}` has it elsewhere"
    )]
    SuccessorElsewhere(String),
    /// A code is named as its own successor.
    #[error("`{0}` is named as its own successor")]
    SuccessorItself(String),
    /// The successor is unknown or itself no longer in force.
    #[error("the successor `{0}` is not in force in this table")]
    SuccessorNotInForce(String),
    /// More than 16 MiB.
    #[error("the table is larger than 16 MiB")]
    Size,
    /// No interval at all.
    #[error("the table is empty")]
    Empty,
}

impl RegionTable {
    /// The table that came with the program. It is read on first use, in about a millisecond.
    ///
    /// # Panics
    /// Never: a test reads the embedded text.
    pub fn embedded() -> &'static Self {
        static TABLE: OnceLock<RegionTable> = OnceLock::new();
        TABLE.get_or_init(|| {
            Self::read(Cow::Borrowed(include_str!("regions.csv"))).expect("a test reads the embedded table")
        })
    }

    /// Reads a site's own table. Lines may come in any order; nothing is taken over unless all is right.
    pub fn parse(csv: &str) -> Result<Self, RegionTableError> {
        Self::read(Cow::Owned(csv.to_owned()))
    }

    fn read(text: Cow<'static, str>) -> Result<Self, RegionTableError> {
        if text.len() > 16 << 20 {
            return Err(RegionTableError { line: 1, fault: RegionFault::Size });
        }
        let mut lines = Lines::new(&text);
        let version = lines
            .next()
            .and_then(|line| line.text.trim_start_matches('\u{feff}').strip_prefix("# version "))
            .map(str::trim)
            .filter(|version| !version.is_empty())
            .ok_or(RegionTableError { line: 1, fault: RegionFault::NoVersion })?
            .to_owned();
        let mut content = lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#'));
        let with_successor = match content.next() {
            Some(header) if header.text == HEADER => false,
            Some(header) if header.text == HEADER_WITH_SUCCESSOR => true,
            Some(other) => return Err(other.fault(RegionFault::Header)),
            None => return Err(RegionTableError { line: 2, fault: RegionFault::Header }),
        };
        let mut intervals = Vec::with_capacity(text.len() / 24);
        for line in content {
            let interval = interval(&line, with_successor).map_err(|fault| line.fault(fault))?;
            intervals.push((interval, line.number));
        }
        if intervals.is_empty() {
            return Err(RegionTableError { line: 2, fault: RegionFault::Empty });
        }
        intervals.sort_by_key(|(interval, _)| (interval.code, interval.from));
        check(&intervals)?;
        check_successors(&intervals)?;
        let intervals = intervals.into_iter().map(|(interval, _)| interval).collect();
        Ok(Self { text, version, intervals })
    }

    /// What the first line calls the table, such as `2026.09`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The text that it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the table's text, in hexadecimal: goes with the version into what was derived from it.
    #[must_use]
    pub fn sha256(&self) -> String {
        use std::fmt::Write as _;
        Sha256::digest(self.text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String doesn't fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The intervals, by code and year.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Region<'_>> {
        self.intervals.iter().map(|interval| self.region(interval))
    }

    /// The division's own name, in force in `year` or nearest to it; without a year the newest.
    ///
    /// `code` has 2, 4 or 6 digits, so that the levels of a cohort path can be named.
    #[must_use]
    pub fn name(&self, code: &str, year: Option<i16>) -> Option<&str> {
        self.nearest(number(code)?, year).map(|interval| self.name_of(interval))
    }

    /// The names from the province down, without separators: `北京市西城区`, `河南省济源市`. Municipalities have
    /// no city level, and none is invented. A generic code has its city's name.
    ///
    /// The divisions above are named as of the year of the division itself that is nearest to `year`.
    #[must_use]
    pub fn full_name(&self, code: &str, year: Option<i16>) -> Option<String> {
        let code = number(code)?;
        let code = if self.intervals_of(code).is_empty() && is_generic(code) { city_of(code) } else { code };
        let own = self.nearest(code, year)?;
        // Inside the interval of its own; a county younger than the holder lies in today's city.
        let year = year.map(|year| year.clamp(own.from, own.to));
        let mut levels = vec![province_of(code), city_of(code), code];
        // Counties directly below a province, and divisions that are a province or a city themselves.
        levels.dedup();
        let name = levels
            .into_iter()
            .filter_map(|level| self.nearest(level, year))
            .map(|interval| self.name_of(interval))
            .collect();
        Some(name)
    }

    /// How a code on the ID number of somebody born in `birth_year` stands in `this_year`.
    ///
    /// When a code came is not asked: codes are younger than some of their holders.
    #[must_use]
    pub fn status(&self, code: &str, birth_year: i16, this_year: i16) -> RegionStatus {
        let Some(code) = number(code) else { return RegionStatus::Unknown };
        let (intervals, listed) = match self.intervals_of(code) {
            [] if is_generic(code) => (self.intervals_of(city_of(code)), false),
            intervals => (intervals, true),
        };
        let Some(last) = intervals.last() else { return RegionStatus::Unknown };
        match (listed, last.to >= this_year, last.reaches(birth_year)) {
            (true, true, _) => RegionStatus::Current,
            (true, false, true) => RegionStatus::Historic,
            (false, true, _) | (false, _, true) => RegionStatus::Generic,
            (_, false, false) => RegionStatus::Implausible,
        }
    }

    /// The code in force that stands today for the area of a code of six digits: the code itself while it is
    /// in force, else its successor. Nothing for a code that is unknown or whose successor is.
    ///
    /// A generic code stands for its city, so that it goes on with it: it stays as it is while the city is in
    /// force, and is followed by the city's successor afterwards.
    #[must_use]
    pub fn successor<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        let number = number(code).filter(|_| code.len() == 6)?;
        let last = match self.intervals_of(number) {
            [] if is_generic(number) => self.intervals_of(city_of(number)).last(),
            intervals => intervals.last(),
        }?;
        if last.is_open() { Some(code) } else { self.successor_of(last) }
    }

    /// Whether the table has the code (2, 4 or 6 digits) in any year.
    #[must_use]
    pub fn contains(&self, code: &str) -> bool {
        number(code).is_some_and(|code| !self.intervals_of(code).is_empty())
    }

    pub(super) fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The intervals whose codes lie in a range.
    pub(super) fn intervals_between(&self, codes: std::ops::RangeInclusive<u32>) -> &[Interval] {
        let first = self.intervals.partition_point(|interval| interval.code < *codes.start());
        let after = self.intervals.partition_point(|interval| interval.code <= *codes.end());
        self.intervals.get(first..after).unwrap_or_default()
    }

    fn intervals_of(&self, code: u32) -> &[Interval] {
        self.intervals_between(code..=code)
    }

    fn nearest(&self, code: u32, year: Option<i16>) -> Option<&Interval> {
        let intervals = self.intervals_of(code);
        match year {
            Some(year) => intervals.iter().min_by_key(|interval| interval.distance(year)),
            None => intervals.last(),
        }
    }

    pub(super) fn name_of(&self, interval: &Interval) -> &str {
        &self.text[interval.name as usize..interval.end as usize]
    }

    fn region(&self, interval: &Interval) -> Region<'_> {
        Region {
            code: &self.text[interval.start as usize..interval.start as usize + 6],
            from_year: (interval.from != ALWAYS).then_some(interval.from),
            to_year: (interval.to != STILL).then_some(interval.to),
            name: self.name_of(interval),
            successor: self.successor_of(interval),
        }
    }

    fn successor_of(&self, interval: &Interval) -> Option<&str> {
        let start = interval.end as usize + 1;
        interval.successor.map(|_| &self.text[start..start + 6])
    }
}

pub(super) const fn province_of(code: u32) -> u32 {
    code / 10_000 * 10_000
}

pub(super) const fn city_of(code: u32) -> u32 {
    code / 100 * 100
}

/// Whether a code's suffix is generic, below a city; municipalities (`…01xx`, `…02xx`) have no city row, so
/// the look-up of the city decides there.
fn is_generic(code: u32) -> bool {
    code % 10_000 >= 100 && GENERIC_SUFFIXES.contains(&(code % 100))
}

/// The code as a number, filled up with zeros to six digits.
fn number(code: &str) -> Option<u32> {
    let fill = match code.len() {
        6 => 1,
        4 => 100,
        2 => 10_000,
        _ => return None,
    };
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    code.parse::<u32>().ok().map(|digits| digits * fill)
}

/// Lines with their place, so that names can be kept as ranges of the text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
}

struct Line<'a> {
    text: &'a str,
    start: usize,
    number: usize,
}

impl Line<'_> {
    const fn fault(&self, fault: RegionFault) -> RegionTableError {
        RegionTableError { line: self.number, fault }
    }
}

impl<'a> Lines<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0, number: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = &rest[..length];
        let start = self.at;
        self.at += length + 1;
        self.number += 1;
        Some(Line { text: line.strip_suffix('\r').unwrap_or(line), start, number: self.number })
    }
}

fn interval(line: &Line<'_>, with_successor: bool) -> Result<Interval, RegionFault> {
    let (fields, successor) =
        if with_successor { line.text.rsplit_once(',').ok_or(RegionFault::Fields)? } else { (line.text, "") };
    let mut split = fields.split(',');
    let (Some(code), Some(from), Some(to), Some(name), None) =
        (split.next(), split.next(), split.next(), split.next(), split.next())
    else {
        return Err(RegionFault::Fields);
    };
    let number = listed(code)?;
    let successor = if successor.is_empty() { None } else { NonZeroU32::new(listed(successor)?) };
    let from = if from.is_empty() { ALWAYS } else { year(from)? };
    let to = if to.is_empty() { STILL } else { year(to)? };
    if from > to {
        return Err(RegionFault::Backwards);
    }
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(RegionFault::Name);
    }
    // The whole text is bounded by 16 MiB.
    let offset = |at: usize| u32::try_from(line.start + at).map_err(|_| RegionFault::Size);
    Ok(Interval {
        code: number,
        from,
        to,
        start: offset(0)?,
        name: offset(fields.len() - name.len())?,
        end: offset(fields.len())?,
        successor,
    })
}

/// A code as lines have it: always six digits.
fn listed(code: &str) -> Result<u32, RegionFault> {
    number(code)
        .filter(|number| code.len() == 6 && *number >= 100_000)
        .ok_or_else(|| RegionFault::Code(code.to_owned()))
}

fn year(text: &str) -> Result<i16, RegionFault> {
    Some(text)
        .filter(|text| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|text| text.parse().ok())
        .filter(|year| (1900..3000).contains(year))
        .ok_or_else(|| RegionFault::Year(text.to_owned()))
}

/// What one line alone can't show: overlaps and missing provinces. `intervals` are sorted.
fn check(intervals: &[(Interval, usize)]) -> Result<(), RegionTableError> {
    let mut province = 0;
    for (at, (interval, line)) in intervals.iter().enumerate() {
        let fault = |fault: fn(String) -> RegionFault| RegionTableError {
            line: *line,
            fault: fault(interval.code.to_string()),
        };
        let before = at.checked_sub(1).and_then(|at| intervals.get(at));
        if before.is_some_and(|(before, _)| before.code == interval.code && before.to >= interval.from) {
            return Err(fault(RegionFault::Overlap));
        }
        if interval.code == province_of(interval.code) {
            province = interval.code;
        } else if province != province_of(interval.code) {
            return Err(fault(RegionFault::Orphan));
        }
    }
    Ok(())
}

/// A successor is followed once, so it has to be the end of the way. `intervals` are sorted.
fn check_successors(intervals: &[(Interval, usize)]) -> Result<(), RegionTableError> {
    let in_force = |code: u32| {
        let after = intervals.partition_point(|(interval, _)| interval.code <= code);
        after
            .checked_sub(1)
            .and_then(|at| intervals.get(at))
            .is_some_and(|(last, _)| last.code == code && last.is_open())
    };
    for (at, (interval, line)) in intervals.iter().enumerate() {
        let Some(successor) = interval.successor.map(NonZeroU32::get) else { continue };
        let followed = intervals.get(at + 1).is_some_and(|(next, _)| next.code == interval.code);
        let fault = if interval.is_open() || followed {
            RegionFault::SuccessorElsewhere(interval.code.to_string())
        } else if successor == interval.code {
            RegionFault::SuccessorItself(interval.code.to_string())
        } else if !in_force(successor) {
            RegionFault::SuccessorNotInForce(successor.to_string())
        } else {
            continue;
        };
        return Err(RegionTableError { line: *line, fault });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use RegionStatus::{Current, Generic, Historic, Implausible, Unknown};

    const HEADER: &str = "# version t\ncode,from_year,to_year,name\n";
    const WITH_SUCCESSOR: &str = "# version t\ncode,from_year,to_year,name,successor\n";

    fn table() -> &'static RegionTable {
        RegionTable::embedded()
    }

    #[test]
    fn the_embedded_table_is_the_derived_one() {
        assert_eq!(table().version(), "2026.09");
        assert_eq!(table().iter().len(), 7_779);
        assert_eq!(table().sha256(), "2e565b1de73acfe4c3d8235b5982323948d17894c58527c55b5b8e0fdb21bcbe");
    }

    #[test]
    fn every_code_lies_in_a_province_and_has_one_name_a_year() {
        let mut last: Option<Region<'_>> = None;
        for region in table().iter() {
            assert!(table().contains(&region.code[..2]), "{region:?}");
            if let Some(before) = last.filter(|before| before.code == region.code) {
                assert!(before.to_year.expect("followed") < region.from_year.expect("follows"), "{region:?}");
            }
            last = Some(region);
        }
    }

    #[test]
    fn the_codes_since_2021_are_there_and_those_they_replaced_are_closed() {
        for code in [
            "330113", "330114", "350404", "350405", "350604", "350605", "410307", "410308", "431181",
            "450181", "460302", "460303", "500157", "513402", "520581", "532302", "540481", "540581",
            "610305", "610981", "653132", "653228", "653229", "654203", "659011", "659012", "659013",
            "710000",
        ] {
            assert_eq!(table().status(code, 1990, 2026), Current, "{code}");
        }
        for code in [
            "330103", "330104", "350402", "350403", "350427", "350625", "350681", "410306", "410322",
            "410381", "431121", "450127", "500105", "500112", "513425", "520522", "532331", "540422",
            "540530", "610322", "610928", "654223",
        ] {
            // The list of 2026 leaves out 830000, too, which stays: it is the region of residence permits.
            assert_eq!(table().status(code, 1990, 2026), Historic, "{code}");
        }
        assert_eq!(table().name("330114", None), Some("钱塘区"));
        assert_eq!(table().name("500157", Some(2026)), Some("两江新区"));
    }

    #[test]
    fn a_code_leads_to_the_one_in_force() {
        for (code, successor) in [
            ("110102", "110102"),
            ("110000", "110000"),
            ("830000", "830000"),
            ("110103", "110101"),
            ("310108", "310106"),
            ("120107", "120116"),
            ("330183", "330111"),
            ("412700", "411600"),
            ("412723", "411623"),
            // The source has it in Qinghai, where a district has the same name.
            ("450104", "450107"),
            // Suburbs were shared out, and a county that became a city lies in several districts of it.
            ("130106", "130100"),
            ("512901", "511300"),
            // The same number was another county for a year when codes were given anew.
            ("132729", "130283"),
            ("442621", "440607"),
            // Provinces that came out of others.
            ("510203", "500104"),
            ("441100", "460200"),
            // Stands for the city as a whole, which is in force.
            ("440401", "440401"),
            ("140120", "140120"),
        ] {
            assert_eq!(table().successor(code), Some(successor), "{code}");
        }
        for code in ["990426", "110120", "232627", "000000", "11", "1101", "11010x", ""] {
            assert_eq!(table().successor(code), None, "{code}");
        }
    }

    #[test]
    fn every_successor_is_in_force_and_in_the_province_or_one_that_came_out_of_it() {
        let (mut dead, mut unresolved) = (0, Vec::new());
        let regions: Vec<Region<'_>> = table().iter().collect();
        for (at, region) in regions.iter().enumerate() {
            let last = regions.get(at + 1).is_none_or(|next| next.code != region.code);
            if !last || region.to_year.is_none() {
                assert_eq!(region.successor, None, "{region:?}");
                continue;
            }
            dead += 1;
            assert_eq!(table().successor(region.code), region.successor);
            let Some(successor) = region.successor else {
                unresolved.push(region.code);
                continue;
            };
            assert_eq!(table().status(successor, 1990, 2026), Current, "{region:?}");
            assert_eq!(table().successor(successor), Some(successor), "{region:?}");
            let provinces = (&region.code[..2], &successor[..2]);
            assert!(
                provinces.0 == provinces.1 || [("44", "46"), ("51", "50")].contains(&provinces),
                "{region:?}"
            );
        }
        assert_eq!(dead, 3_616);
        // Three that only the oldest lists have, and two counties of Tibet that were divided among neighbours.
        assert_eq!(unresolved, ["231019", "232627", "422521", "542135", "542137"]);
    }

    #[test]
    fn a_table_may_have_no_successors() {
        let table = RegionTable::parse(&format!("{HEADER}110000,,,甲市\n110103,,2009,丙区\n110101,,,乙区\n"))
            .expect("a table");
        assert_eq!((table.successor("110103"), table.successor("110101")), (None, Some("110101")));
    }

    #[test]
    fn a_site_may_bring_its_own_successors() {
        let csv = format!(
            "{WITH_SUCCESSOR}110103,,2009,丙区,110101\r\n110101,,,乙区,\r\n110000,,,甲市,\r\n\
             130000,,,省,\n132100,,1992,地区,130400\n130400,,,市,"
        );
        let table = RegionTable::parse(&csv).expect("a table");
        assert_eq!(table.successor("110103"), Some("110101"));
        assert_eq!(table.full_name("110103", None).as_deref(), Some("甲市丙区"));
        // A generic code of a prefecture that is no more.
        assert_eq!(table.successor("132101"), Some("130400"));
        assert_eq!(table.successor("132103"), None);
        let successors: Vec<_> = table.iter().filter_map(|region| region.successor).collect();
        assert_eq!(successors, ["110101", "130400"]);
    }

    #[test]
    fn status_follows_the_life_of_the_code() {
        for (code, birth, status) in [
            ("110102", 1975, Current),
            ("110103", 1975, Historic),
            ("110103", 2009, Historic),
            // Abolished in the summer of 2010: the list of 2009 is the last one that holds it.
            ("110103", 2010, Historic),
            ("110103", 2011, Implausible),
            ("110103", 2012, Implausible),
            ("412723", 1990, Historic),
            ("500154", 1980, Current),
            ("411082", 1989, Current),
            ("440401", 1958, Generic),
            ("140120", 1979, Generic),
            ("140102", 1999, Implausible),
            ("990426", 1991, Unknown),
            ("000000", 1975, Unknown),
            ("110120", 1975, Unknown),
            ("810000", 1994, Current),
            ("830000", 1992, Current),
            ("11", 1990, Current),
            ("1101", 1990, Unknown),
            ("", 1990, Unknown),
            ("11010x", 1990, Unknown),
            ("１１", 1990, Unknown),
        ] {
            assert_eq!(table().status(code, birth, 2026), status, "{code} {birth}");
        }
        // On a day before the change the code was in force.
        assert_eq!(table().status("110103", 1975, 2009), Current);
    }

    #[test]
    fn a_generic_code_is_as_dead_as_its_city() {
        let table =
            RegionTable::parse(&format!("{HEADER}130000,,,省\n132100,,1992,地区\n")).expect("a table");
        assert_eq!(table.status("132101", 1980, 2026), Generic);
        assert_eq!(table.status("132101", 1994, 2026), Implausible);
        assert_eq!(table.status("132102", 1980, 1990), Generic);
        assert_eq!(table.status("132103", 1980, 2026), Unknown);
    }

    #[test]
    fn names_are_those_of_the_year() {
        for (code, year, name) in [
            ("110102", None, "北京市西城区"),
            ("110102", Some(1975), "北京市西城区"),
            ("11", None, "北京市"),
            ("4404", None, "广东省珠海市"),
            ("440400", None, "广东省珠海市"),
            ("419001", None, "河南省济源市"),
            ("460001", Some(1999), "海南省通什市"),
            ("460001", Some(2001), "海南省五指山市"),
            ("412723", Some(1990), "河南省周口地区商水县"),
            ("500154", Some(1980), "重庆市开州区"),
            ("440401", Some(1958), "广东省珠海市"),
            ("430300", Some(1981), "湖南省湘潭市"),
            ("430300", Some(1983), "湖南省邵阳市"),
            ("430300", Some(1984), "湖南省湘潭市"),
            ("810000", None, "香港特别行政区"),
        ] {
            assert_eq!(table().full_name(code, year).as_deref(), Some(name), "{code} {year:?}");
        }
        for code in ["990426", "1", "110100", "1x", ""] {
            assert_eq!(table().full_name(code, None), None, "{code}");
        }
    }

    #[test]
    fn a_site_may_bring_its_own_table_in_any_order() {
        let csv = "\u{feff}# version 2027.01\r\n# a remark\r\n\r\ncode,from_year,to_year,name\r\n110102,1999,,乙区\r\n\
                   110000,,,甲市\r\n110102,,1998,丙区";
        let table = RegionTable::parse(csv).expect("a table");
        assert_eq!(table.version(), "2027.01");
        assert_eq!(table.full_name("110102", Some(1998)).as_deref(), Some("甲市丙区"));
        assert_eq!(
            table.iter().map(|region| (region.code, region.from_year, region.to_year)).collect::<Vec<_>>(),
            [("110000", None, None), ("110102", None, Some(1998)), ("110102", Some(1999), None)],
        );
    }

    #[test]
    fn a_bad_table_is_refused_with_its_line() {
        for (body, line, fault) in [
            ("110000,,,甲\n1100,,,乙", 4, RegionFault::Code("1100".to_owned())),
            ("010000,,,甲", 3, RegionFault::Code("010000".to_owned())),
            ("110000,,甲", 3, RegionFault::Fields),
            ("110000,,,甲,", 3, RegionFault::Fields),
            ("110000,198,,甲", 3, RegionFault::Year("198".to_owned())),
            ("110000,,+999,甲", 3, RegionFault::Year("+999".to_owned())),
            ("110000,1999,1998,甲", 3, RegionFault::Backwards),
            ("110000,,,", 3, RegionFault::Name),
            ("110000,,,\u{1b}[1m", 3, RegionFault::Name),
            ("110000,,,甲\n110000,1999,,乙", 4, RegionFault::Overlap("110000".to_owned())),
            ("110000,,,甲\n120100,,,乙", 4, RegionFault::Orphan("120100".to_owned())),
            ("", 2, RegionFault::Empty),
        ] {
            let error = RegionTable::parse(&format!("{HEADER}{body}")).expect_err(body);
            assert_eq!(error, RegionTableError { line, fault }, "{body}");
        }
        for (body, line, fault) in [
            ("110000,,,甲", 3, RegionFault::Fields),
            ("110000,,,甲,,", 3, RegionFault::Fields),
            ("110000,,,甲,\n110101,,1999,乙,1101", 4, RegionFault::Code("1101".to_owned())),
            ("110000,,,甲,\n110101,,1999,乙,11010x", 4, RegionFault::Code("11010x".to_owned())),
            ("110000,,,甲,\n110101,,1999,乙,110101", 4, RegionFault::SuccessorItself("110101".to_owned())),
            (
                "110000,,,甲,\n110101,,1999,乙,110102",
                4,
                RegionFault::SuccessorNotInForce("110102".to_owned()),
            ),
            (
                "110000,,,甲,\n110101,,1999,乙,110102\n110102,,2001,丙,110000",
                4,
                RegionFault::SuccessorNotInForce("110102".to_owned()),
            ),
            ("110000,,,甲,\n110101,,,乙,110000", 4, RegionFault::SuccessorElsewhere("110101".to_owned())),
            (
                "110000,,,甲,\n110101,2000,,丙,\n110101,,1999,乙,110000",
                5,
                RegionFault::SuccessorElsewhere("110101".to_owned()),
            ),
        ] {
            let error = RegionTable::parse(&format!("{WITH_SUCCESSOR}{body}")).expect_err(body);
            assert_eq!(error, RegionTableError { line, fault }, "{body}");
        }
        for (text, line, fault) in [
            ("", 1, RegionFault::NoVersion),
            ("code,from_year,to_year,name\n", 1, RegionFault::NoVersion),
            ("# version 1\n", 2, RegionFault::Header),
            ("# version 1\n110000,,,甲\n", 2, RegionFault::Header),
        ] {
            assert_eq!(RegionTable::parse(text).expect_err(text), RegionTableError { line, fault }, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_up_without_panic(code in ".{0,8}", birth: i16, this: i16, year: Option<i16>) {
            let status = table().status(&code, birth, this);
            prop_assert_eq!(table().full_name(&code, year).is_some(), status != Unknown);
            let _ = table().successor(&code);
            let _ = table().by_address(&code);
        }

        #[test]
        fn any_six_digits_have_a_name_unless_unknown(code in "[1-8][0-9]{5}", birth: i16, this: i16) {
            let status = table().status(&code, birth, this);
            prop_assert_eq!(table().full_name(&code, Some(birth)).is_some(), status != Unknown);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(# version .{0,4}\n)?(code,from_year,to_year,name(,successor)?\n)?(.{0,20}\n){0,4}") {
            let _ = RegionTable::parse(&text);
        }
    }
}
