//! The table of regions: parsing, look-up, names, status.

use std::borrow::Cow;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::RegionStatus;

/// The last two digits of codes that stand for a city as a whole: "市辖区", "市区", the suburbs.
const GENERIC_SUFFIXES: [u32; 4] = [1, 2, 11, 20];

/// Stands for "since before the first list (1980)".
const ALWAYS: i16 = i16::MIN;
/// Stands for "still".
const STILL: i16 = i16::MAX;

/// The regions and their history.
///
/// One is embedded; a site can load a newer one in the same format: a first line `# version …`, the header
/// `code,from_year,to_year,name`, and one line an interval. Years are those of the yearly lists (as of
/// 31 December) that hold the code under this name; an empty one leaves that side open.
#[derive(Debug)]
pub struct RegionTable {
    text: Cow<'static, str>,
    version: String,
    /// By code, then by year; intervals of one code don't overlap.
    intervals: Vec<Interval>,
}

/// One line; `start` is where its code begins in the text, `name..end` where its name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) code: u32,
    from: i16,
    to: i16,
    start: u32,
    name: u32,
    end: u32,
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
    #[error("the header has to be `code,from_year,to_year,name`")]
    Header,
    /// Not four fields.
    #[error("a line has four fields: `code,from_year,to_year,name`")]
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
        match content.next() {
            Some(header) if header.text == "code,from_year,to_year,name" => {}
            Some(other) => return Err(other.fault(RegionFault::Header)),
            None => return Err(RegionTableError { line: 2, fault: RegionFault::Header }),
        }
        let mut intervals = Vec::with_capacity(text.len() / 24);
        for line in content {
            intervals.push((interval(&line).map_err(|fault| line.fault(fault))?, line.number));
        }
        if intervals.is_empty() {
            return Err(RegionTableError { line: 2, fault: RegionFault::Empty });
        }
        intervals.sort_by_key(|(interval, _)| (interval.code, interval.from));
        check(&intervals)?;
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
        }
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

fn interval(line: &Line<'_>) -> Result<Interval, RegionFault> {
    let mut fields = line.text.split(',');
    let (Some(code), Some(from), Some(to), Some(name), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(RegionFault::Fields);
    };
    let number = number(code).filter(|number| code.len() == 6 && *number >= 100_000);
    let number = number.ok_or_else(|| RegionFault::Code(code.to_owned()))?;
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
        name: offset(line.text.len() - name.len())?,
        end: offset(line.text.len())?,
    })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use RegionStatus::{Current, Generic, Historic, Implausible, Unknown};

    const HEADER: &str = "# version t\ncode,from_year,to_year,name\n";

    fn table() -> &'static RegionTable {
        RegionTable::embedded()
    }

    #[test]
    fn the_embedded_table_is_the_derived_one() {
        assert_eq!(table().version(), "2026.09");
        assert_eq!(table().iter().len(), 7_779);
        assert_eq!(table().sha256(), "49fae1e7da2949ee749973005f667098fb0299be092a655d560e0516fbbce865");
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
            let _ = table().by_address(&code);
        }

        #[test]
        fn any_six_digits_have_a_name_unless_unknown(code in "[1-8][0-9]{5}", birth: i16, this: i16) {
            let status = table().status(&code, birth, this);
            prop_assert_eq!(table().full_name(&code, Some(birth)).is_some(), status != Unknown);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(# version .{0,4}\n)?(code,from_year,to_year,name\n)?(.{0,20}\n){0,4}") {
            let _ = RegionTable::parse(&text);
        }
    }
}
