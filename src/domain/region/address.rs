//! The region that an address begins with.

use super::table::{Interval, RegionTable, city_of, province_of};

/// How the names of provinces and cities end; without the ending they are names in daily use. Autonomous
/// prefectures are missing: what is left of their names differs from people to people.
const ENDINGS: [&str; 9] =
    ["壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市", "地区", "盟"];

/// The level that municipalities don't have, and that forms fill in nevertheless.
const FILLERS: [&str; 2] = ["市辖区", "县"];

/// What an address says of its region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRegion {
    /// Six digits: a province, a city or a county.
    pub code: String,
    /// How many bytes of the address name it.
    pub length: usize,
}

impl RegionTable {
    /// The region whose names, from any level down, make the longest beginning of `address` (without spaces).
    ///
    /// Provinces and cities may be short (`浙江杭州市…`), and the upper levels may be missing (`余杭区…`). A short
    /// name alone doesn't count unless a division of its own follows: `南京西路` is a street of Shanghai. Of
    /// equal lengths, divisions of today go before those of the past; where several are left (there are
    /// two `朝阳区`), the answer is what they have in common, or nothing.
    #[must_use]
    pub fn by_address(&self, address: &str) -> Option<AddressRegion> {
        let mut found = Readings::default();
        for interval in self.intervals() {
            self.read_on(interval, address, 0, &mut found);
        }
        found.common()
    }

    /// Takes `interval` as the next division of the address at byte `at`, and what lies in it after that.
    fn read_on(&self, interval: &Interval, address: &str, at: usize, found: &mut Readings) {
        let name = self.name_of(interval);
        let rest = &address[at..];
        let (after, short) = if rest.starts_with(name) {
            (at + name.len(), false)
        } else if let Some(short) = short_form(interval.code, name).filter(|short| rest.starts_with(short)) {
            (at + short.len(), true)
        } else {
            return;
        };
        if !short || after == address.len() {
            found.add(interval, after);
        }
        let below = match interval.code {
            code if code == province_of(code) => code + 1..=code + 9_999,
            code if code == city_of(code) => code + 1..=code + 99,
            _ => return,
        };
        let after_filler = FILLERS
            .into_iter()
            .chain([name])
            .find(|filler| {
                interval.code == province_of(interval.code) && address[after..].starts_with(filler)
            })
            .map(|filler| after + filler.len());
        for division in self.intervals_between(below) {
            self.read_on(division, address, after, found);
            if let Some(after) = after_filler {
                self.read_on(division, address, after, found);
            }
        }
    }
}

fn short_form(code: u32, name: &str) -> Option<&str> {
    if code != city_of(code) {
        return None;
    }
    let short = ENDINGS.into_iter().find_map(|ending| name.strip_suffix(ending))?;
    // Two characters at least, of three bytes each.
    (short.len() >= 6).then_some(short)
}

/// The longest readings so far.
#[derive(Default)]
struct Readings {
    length: usize,
    open: bool,
    codes: Vec<u32>,
}

impl Readings {
    fn add(&mut self, interval: &Interval, length: usize) {
        let (new, old) = ((length, interval.is_open()), (self.length, self.open));
        if new > old {
            (self.length, self.open) = new;
            self.codes.clear();
        }
        if new >= old && !self.codes.contains(&interval.code) {
            self.codes.push(interval.code);
        }
    }

    /// The one code, or the city or province that all codes lie in.
    fn common(&self) -> Option<AddressRegion> {
        let first = *self.codes.first()?;
        [first, city_of(first), province_of(first)]
            .into_iter()
            .zip([1, 100, 10_000])
            .find(|(_, unit)| self.codes.iter().all(|code| code / unit == first / unit))
            .map(|(code, _)| AddressRegion { code: code.to_string(), length: self.length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(address: &str) -> Option<u32> {
        RegionTable::embedded().by_address(address).and_then(|found| found.code.parse().ok())
    }

    #[test]
    fn the_longest_chain_of_names_wins() {
        for (address, code) in [
            ("北京市西城区西长安街1号", 110_102),
            ("北京市市辖区西城区", 110_102),
            ("北京市北京市西城区", 110_102),
            ("北京西城区", 110_102),
            ("北京", 110_000),
            ("浙江省杭州市余杭区文一西路", 330_110),
            ("浙江杭州余杭区文一西路", 330_110),
            ("浙江省余杭区", 330_110),
            ("杭州钱塘区", 330_114),
            ("余杭区", 330_110),
            ("河南省济源市", 419_001),
            ("吉林省吉林市船营区", 220_204),
            ("吉林市船营区", 220_204),
            ("内蒙古呼和浩特市新城区", 150_102),
            ("广东省珠海市某路", 440_400),
            ("北京市崇文区", 110_103),
            ("重庆市开州区", 500_154),
        ] {
            assert_eq!(region(address), Some(code), "{address}");
        }
    }

    #[test]
    fn what_names_no_region_or_several_stays_open() {
        for address in ["", "朝阳区建国路", "南京西路100号", "中山东路", "Baker Street 221b", "x", "北"]
        {
            assert_eq!(region(address), None, "{address}");
        }
    }

    #[test]
    fn a_name_of_several_codes_gives_what_they_have_in_common() {
        // 三元区 was 350403 and is 350404; only the one of today counts.
        assert_eq!(region("福建省三元区"), Some(350_404));
        let table = RegionTable::parse(
            "# version t\ncode,from_year,to_year,name\n110000,,,甲省\n110100,,,乙市\n110101,,,丙区\n110102,,,丙区\n\
             110200,,,丁市\n110201,,,戊区\n110301,,,戊区\n",
        )
        .expect("a table");
        assert_eq!(table.by_address("甲省丙区").map(|found| found.code), Some("110100".to_owned()));
        assert_eq!(table.by_address("戊区").map(|found| found.code), Some("110000".to_owned()));
        assert_eq!(table.by_address("甲省丙区1号").map(|found| found.length), Some("甲省丙区".len()));
    }
}
