//! The people of the demo: made up from a fixed seed, so that every demo has the same ones. Whoever finds
//! themselves here is found by chance.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::domain::parameter::citizen_id::check_character;
use crate::domain::randomness::{Randomness, Seeded};
use crate::domain::region::RegionTable;

/// The year in which they begin to shop.
const YEAR: i16 = 1997;

/// One in so many has a mobile phone: it is 1997.
const PER_PHONE: u64 = 25;

/// Of ten people, so many live in one of [`HOMES`].
const AT_HOME: u64 = 8;

/// Provinces where the demo's agents are, and how many of 100 people at home live in each.
const HOMES: [(&str, u64); 7] =
    [("11", 24), ("31", 20), ("44", 22), ("32", 11), ("33", 10), ("51", 7), ("42", 6)];

/// The prefixes of the mobile numbers that were given out at that time.
const MOBILE_PREFIXES: [&str; 6] = ["130", "135", "136", "137", "138", "139"];

/// Common surnames, the commonest first.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任\
                        沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// What parents of the time wished a son.
const SONS: &str = "伟强军勇杰涛明超刚平辉鹏华飞斌波宇浩凯健俊建国志文武林峰磊海山河松柏岩毅勤俭德仁义礼智信诚忠孝康宁安泰福禄寿喜庆\
                    祥瑞春秋东南北望远思敬学博才良贤俊达通顺利兴旺盛永恒长久天地日星云雷震霖泽润洋江川";

/// What they wished a daughter.
const DAUGHTERS: &str = "芳娜敏静丽艳娟霞秀英兰梅竹菊荷莲桂玉珍珠宝翠红彩虹云燕莺凤琴瑟书画诗雅淑慧贤惠婷婉柔美好妍妙娥嫦婵月星雪霜露冰清\
                         洁白素贞春夏秋冬晓晨曦阳光明亮欣悦怡乐欢庆爱香芬芝蓉蓓蕾花叶萍苹薇";

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    /// 18 characters that pass every check: a region in force before [`YEAR`] and still, a birth date between
    /// 1930 and 1982, the check character.
    pub(super) citizen_id: String,
    /// 11 digits, for those who have a phone.
    pub(super) mobile: Option<String>,
}

/// So many people, no two with one ID number or one phone.
pub(super) fn make_up(count: usize, seed: u64) -> Vec<Person> {
    let mut source = Seeded::new(seed);
    let places = Places::of(RegionTable::embedded());
    let (mut ids, mut phones) = (HashSet::new(), HashSet::new());
    let (surnames, sons, daughters) = (characters(SURNAMES), characters(SONS), characters(DAUGHTERS));
    let mut people = Vec::with_capacity(count);
    while people.len() < count {
        let male = source.below(2) == 1;
        let given = if male { &sons } else { &daughters };
        // The lesser of two draws: the first surnames of the list are those of most people.
        let surname = source.below(surnames.len() as u64).min(source.below(surnames.len() as u64));
        let name = std::iter::once(surnames[index(surname)]).chain(given_name(&mut source, given)).collect();
        let citizen_id = loop {
            let body = citizen_id(&mut source, &places, male);
            let complete = check_character(&body).map(|check| format!("{body}{check}"));
            if let Some(id) = complete.filter(|id| ids.insert(id.clone())) {
                break id;
            }
        };
        let mobile = (source.below(PER_PHONE) == 0).then(|| {
            loop {
                let prefix = pick(&mut source, &MOBILE_PREFIXES);
                let phone = format!("{prefix}{:08}", source.below(100_000_000));
                if phones.insert(phone.clone()) {
                    break phone;
                }
            }
        });
        people.push(Person { name, citizen_id, mobile });
    }
    people
}

/// One character, or two different ones, as most have.
fn given_name(source: &mut Seeded, given: &[char]) -> impl Iterator<Item = char> + use<> {
    let first = *pick(source, given);
    let second = (source.below(6) > 0).then(|| *pick(source, given)).filter(|second| *second != first);
    std::iter::once(first).chain(second)
}

/// The first 17 digits of an ID number.
fn citizen_id(source: &mut Seeded, places: &Places, male: bool) -> String {
    let region = places.draw(source);
    // The sum of two draws: most are around forty.
    let year = 1930 + source.below(27) + source.below(27);
    let month = 1 + source.below(12);
    let days = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .and_then(|(year, month)| Date::new(year, month, 1).ok())
        .map_or(28, Date::days_in_month);
    let day = 1 + source.below(days.unsigned_abs().into());
    // Odd for men, even for women, from 001 to 499: the higher ones are rare in a county.
    let sequence = 2 * (1 + source.below(249)) + u64::from(male);
    format!("{region}{year}{month:02}{day:02}{sequence:03}")
}

/// The counties where people can live.
struct Places {
    /// All of them, by code.
    all: Vec<String>,
    /// Those of each of [`HOMES`].
    at_home: Vec<Vec<String>>,
}

impl Places {
    fn of(table: &RegionTable) -> Self {
        let mut all: Vec<String> = table
            .iter()
            .filter(|region| !region.code.ends_with("00") && region.code < "70")
            .filter(|region| region.from_year.is_none_or(|year| year < YEAR))
            .filter(|region| region.to_year.is_none())
            .map(|region| region.code.to_owned())
            .collect();
        all.dedup();
        let at_home = HOMES
            .iter()
            .map(|(province, _)| all.iter().filter(|code| code.starts_with(province)).cloned().collect())
            .collect();
        Self { all, at_home }
    }

    fn draw(&self, source: &mut Seeded) -> &String {
        if source.below(10) >= AT_HOME {
            return pick(source, &self.all);
        }
        let mut drawn = source.below(HOMES.iter().map(|(_, weight)| weight).sum());
        for ((_, weight), counties) in HOMES.iter().zip(&self.at_home) {
            match drawn.checked_sub(*weight) {
                Some(rest) => drawn = rest,
                None => return pick(source, counties),
            }
        }
        pick(source, &self.all)
    }
}

fn characters(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn pick<'a, T>(source: &mut Seeded, among: &'a [T]) -> &'a T {
    &among[index(source.below(among.len() as u64))]
}

/// A number below the length of a list.
fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::{self, Context, FacetValue, Kind};

    fn people() -> Vec<Person> {
        make_up(23_570, 1)
    }

    #[test]
    fn every_number_is_valid_and_there_once() {
        let context = Context {
            today: jiff::civil::date(1997, 1, 1),
            regions: RegionTable::embedded(),
            strict_region: true,
            codes: &[],
        };
        let (mut ids, mut phones) = (HashSet::new(), HashSet::new());
        for person in people() {
            let id = parameter::parse(&Kind::CitizenId, &person.citizen_id, &context)
                .unwrap_or_else(|reasons| panic!("{}: {reasons:?}", person.citizen_id));
            assert_eq!(id.warnings(), [], "{}", person.citizen_id);
            assert_eq!(id.facets().get("region_status"), Some(&FacetValue::from("current")));
            assert!(id.facets().birth_year().is_some_and(|year| (1930..=1982).contains(&year)));
            assert_eq!(id.canonical(), person.citizen_id);
            assert!(ids.insert(person.citizen_id));
            if let Some(mobile) = person.mobile {
                let phone = parameter::parse(&Kind::Mobile, &mobile, &context)
                    .unwrap_or_else(|reasons| panic!("{mobile}: {reasons:?}"));
                assert_eq!(phone.canonical(), format!("+86{mobile}"));
                assert!(phones.insert(mobile));
            }
            assert!((2..=3).contains(&person.name.chars().count()), "{}", person.name);
        }
        assert_eq!(ids.len(), 23_570);
        assert!((700..1200).contains(&phones.len()), "{}", phones.len());
    }

    #[test]
    fn a_seed_gives_the_same_people_and_another_others() {
        assert_eq!(people()[..50], make_up(50, 1));
        assert_ne!(people()[..50], make_up(50, 2));
    }

    #[test]
    fn they_live_in_the_whole_country_and_most_where_agents_are() {
        let people = people();
        let provinces: HashSet<&str> = people.iter().map(|person| &person.citizen_id[..2]).collect();
        assert!(provinces.len() >= 29, "{provinces:?}");
        let at_home = |person: &&Person| HOMES.iter().any(|(home, _)| person.citizen_id.starts_with(home));
        let share = people.iter().filter(at_home).count() * 100 / people.len();
        assert!((80..90).contains(&share), "{share} %");
    }

    #[test]
    fn names_are_of_characters_that_stand_once_in_their_list_of_surnames() {
        let surnames = characters(SURNAMES);
        assert_eq!(surnames.iter().collect::<HashSet<_>>().len(), surnames.len());
        for list in [SURNAMES, SONS, DAUGHTERS] {
            assert!(list.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)));
        }
    }
}
