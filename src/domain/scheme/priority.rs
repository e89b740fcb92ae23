//! What orders the holders of a cohort, as bytes that compare so.

use std::fmt;

use super::SchemeError;

/// What a holder's place inside a cohort depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// When they registered, the earliest first.
    Registered,
    /// How often they visited, the most first.
    Visits,
    /// What fees they paid, the most first.
    Fees,
    /// How many purchases they made, the most first; refunds don't count.
    Purchases,
    /// What they spent, refunds taken off, the most first.
    Spent,
}

impl Factor {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Registered, Self::Visits, Self::Fees, Self::Purchases, Self::Spent];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Visits => "visits",
            Self::Fees => "fees",
            Self::Purchases => "purchases",
            Self::Spent => "spent",
        }
    }

    /// What a weight is points for: one of these. A `unit` is one of the currency, such as 1 yuan.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Registered => "day",
            Self::Visits => "visit",
            Self::Fees | Self::Spent => "unit",
            Self::Purchases => "purchase",
        }
    }

    /// Whether it follows from purchases, which come by the million and don't move holders at once.
    #[must_use]
    pub const fn is_of_purchases(self) -> bool {
        matches!(self, Self::Purchases | Self::Spent)
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A factor and whether its usual direction is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What counts.
    pub factor: Factor,
    /// Whether the least comes first where the most usually does, or the latest instead of the earliest.
    pub reversed: bool,
}

/// A factor and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// What counts.
    pub factor: Factor,
    /// Millionths of a point for one unit of it: a day since the registration, a visit, a unit of the currency.
    pub millionths: i64,
}

/// What a holder's place depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merits {
    /// When they registered, in microseconds since 1970.
    pub registered_at: i64,
    /// How often they visited.
    pub visits: i64,
    /// What fees they paid, in minor units.
    pub fees: i64,
    /// How many purchases they made. Zero where no scheme asks for it.
    pub purchases: i64,
    /// What they spent, in minor units. Zero where no scheme asks for it.
    pub spent: i64,
}

impl Merits {
    /// How much of a factor, in its smallest unit.
    #[must_use]
    pub const fn of(&self, factor: Factor) -> i64 {
        match factor {
            Factor::Registered => self.registered_at,
            Factor::Visits => self.visits,
            Factor::Fees => self.fees,
            Factor::Purchases => self.purchases,
            Factor::Spent => self.spent,
        }
    }
}

/// The order of the holders of a cohort. Equal ones are ordered by holder number, so that the order is total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Priority {
    /// The first factor decides, and each next one among those whom the ones before leave equal.
    Lexicographic(Vec<Criterion>),
    /// The sum of points decides; among equal sums the factors in their order.
    Weighted(Vec<Weight>),
}

/// The largest weight, in points.
const HEAVIEST: i64 = 1_000_000;
/// Millionths in a point.
const POINT: i64 = 1_000_000;
/// Microseconds in a day: sums of points are kept in millionths of a point by a microsecond of a day, so that nothing is
/// rounded.
const DAY: i128 = 86_400_000_000;
/// Minor units in a unit of the currency.
const MINOR: i128 = 100;
/// The length of a sum of points in a key.
const SUM: usize = 16;

impl Priority {
    /// Reads `registered,visits:asc,fees`, or `visits=5/visit,registered=0.5/day` where the sum of points decides.
    pub fn parse(text: &str) -> Result<Self, SchemeError> {
        let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let weighted = words.iter().filter(|word| word.contains('=')).count();
        if words.is_empty() {
            return Err(SchemeError::Empty);
        }
        if weighted == 0 {
            let criteria = words.iter().map(|word| criterion(word)).collect::<Result<Vec<_>, _>>()?;
            once(criteria.iter().map(|criterion| criterion.factor))?;
            return Ok(Self::Lexicographic(criteria));
        }
        if weighted < words.len() {
            return Err(SchemeError::Mixed);
        }
        let weights = words.iter().map(|word| weight(word)).collect::<Result<Vec<_>, _>>()?;
        once(weights.iter().map(|weight| weight.factor))?;
        Ok(Self::Weighted(weights))
    }

    /// Its factors, in order.
    pub fn factors(&self) -> impl Iterator<Item = Factor> {
        let (criteria, weights) = match self {
            Self::Lexicographic(criteria) => (criteria.as_slice(), [].as_slice()),
            Self::Weighted(weights) => ([].as_slice(), weights.as_slice()),
        };
        let criteria = criteria.iter().map(|criterion| criterion.factor);
        criteria.chain(weights.iter().map(|weight| weight.factor))
    }

    /// The sort key inside a cohort: bytes that compare as the priority wants.
    #[must_use]
    pub fn key(&self, merits: &Merits) -> Vec<u8> {
        let mut key = Vec::with_capacity(SUM + 8 * 3);
        if let Self::Weighted(weights) = self {
            let sum = weights.iter().fold(0_i128, |sum, weight| sum.saturating_add(weight.worth(merits)));
            // The greater sum comes first.
            key.extend_from_slice(&(!(sum.cast_unsigned() ^ (1 << 127))).to_be_bytes());
        }
        for (factor, ascending) in self.directions() {
            key.extend_from_slice(&ordered(merits.of(factor), ascending).to_be_bytes());
        }
        key
    }

    /// What a key says of each factor, in its smallest unit; nothing when it is no key of this priority.
    #[must_use]
    pub fn read(&self, key: &[u8]) -> Option<Vec<(Factor, i64)>> {
        let factors = match self {
            Self::Lexicographic(_) => key,
            Self::Weighted(_) => key.get(SUM..)?,
        };
        if factors.len() != self.factors().count() * 8 {
            return None;
        }
        let (eights, _) = factors.as_chunks::<8>();
        let read = |((factor, ascending), bytes): ((Factor, bool), &[u8; 8])| {
            let bytes = u64::from_be_bytes(*bytes);
            let flipped = if ascending { bytes } else { !bytes };
            (factor, (flipped ^ (1 << 63)).cast_signed())
        };
        Some(self.directions().zip(eights).map(read).collect())
    }

    /// The sum of points of a holder at a moment, in thousandths; nothing where points don't decide.
    #[must_use]
    pub fn points(&self, factors: &[(Factor, i64)], at: i64) -> Option<i128> {
        let Self::Weighted(weights) = self else { return None };
        let sum = weights.iter().fold(0_i128, |sum, weight| {
            let amount =
                factors.iter().find(|(factor, _)| *factor == weight.factor).map_or(0, |(_, amount)| *amount);
            // Days are counted up to the moment here; in keys, where only differences count, up to 1970.
            let start = if weight.factor == Factor::Registered {
                i128::from(weight.millionths) * i128::from(at)
            } else {
                0
            };
            sum.saturating_add(weight.of(amount)).saturating_add(start)
        });
        Some(sum / (DAY * i128::from(POINT) / 1000))
    }

    /// The factors, and whether the smaller amount comes first.
    fn directions(&self) -> impl Iterator<Item = (Factor, bool)> {
        let (criteria, weights) = match self {
            Self::Lexicographic(criteria) => (criteria.as_slice(), [].as_slice()),
            Self::Weighted(weights) => ([].as_slice(), weights.as_slice()),
        };
        let usual = |factor| factor == Factor::Registered;
        let criteria = criteria.iter().map(move |each| (each.factor, usual(each.factor) != each.reversed));
        criteria
            .chain(weights.iter().map(move |each| (each.factor, usual(each.factor) != (each.millionths < 0))))
    }
}

impl Weight {
    /// What the factor is worth, exactly: in millionths of a point by a microsecond of a day.
    fn worth(self, merits: &Merits) -> i128 {
        self.of(merits.of(self.factor))
    }

    fn of(self, amount: i64) -> i128 {
        let (weight, amount) = (i128::from(self.millionths), i128::from(amount));
        let each = match self.factor {
            // Longer ago is more.
            Factor::Registered => -weight,
            Factor::Visits | Factor::Purchases => weight * DAY,
            Factor::Fees | Factor::Spent => weight * (DAY / MINOR),
        };
        each.saturating_mul(amount)
    }
}

/// Flipping the sign bit makes signed numbers compare as unsigned bytes; complementing reverses.
const fn ordered(amount: i64, ascending: bool) -> u64 {
    let bytes = amount.cast_unsigned() ^ (1 << 63);
    if ascending { bytes } else { !bytes }
}

fn factor(word: &str, name: &str) -> Result<Factor, SchemeError> {
    let found = Factor::ALL.into_iter().find(|factor| factor.as_str() == name);
    found.ok_or_else(|| SchemeError::Factor(word.to_owned()))
}

fn criterion(word: &str) -> Result<Criterion, SchemeError> {
    let (name, direction) =
        word.split_once(':').map_or((word, None), |(name, direction)| (name, Some(direction)));
    let factor = factor(word, name)?;
    let usual = if factor == Factor::Registered { "asc" } else { "desc" };
    let reversed = match direction {
        None => false,
        Some(direction @ ("asc" | "desc")) => direction != usual,
        Some(_) => return Err(SchemeError::Factor(word.to_owned())),
    };
    Ok(Criterion { factor, reversed })
}

fn weight(word: &str) -> Result<Weight, SchemeError> {
    let wrong = || SchemeError::Weight(word.to_owned());
    let (name, points) = word.split_once('=').ok_or_else(wrong)?;
    let factor = factor(word, name.trim())?;
    let (points, unit) =
        points.split_once('/').map_or((points, None), |(points, unit)| (points, Some(unit.trim())));
    if unit.is_some_and(|unit| unit != factor.unit()) {
        return Err(SchemeError::Unit { word: word.to_owned(), unit: factor.unit() });
    }
    let millionths = millionths(points.trim()).filter(|weight| *weight != 0).ok_or_else(wrong)?;
    Ok(Weight { factor, millionths })
}

/// Reads a decimal number of at most six places, such as `-0.25`.
fn millionths(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeral =
        |text: &str| (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !numeral(whole) || !numeral(fraction) || fraction.len() > 6 {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| *whole <= HEAVIEST)?;
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    let sum = whole * POINT + fraction;
    Some(if negative { -sum } else { sum })
}

fn once(factors: impl Iterator<Item = Factor>) -> Result<(), SchemeError> {
    let mut seen = Vec::new();
    for factor in factors {
        if seen.contains(&factor) {
            return Err(SchemeError::Twice(factor.as_str().to_owned()));
        }
        seen.push(factor);
    }
    Ok(())
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = match (self.factor, self.reversed) {
            (_, false) => "",
            (Factor::Registered, true) => ":desc",
            (_, true) => ":asc",
        };
        f.pad(&format!("{}{direction}", self.factor))
    }
}

impl fmt::Display for Weight {
    /// With its unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.millionths < 0 { "-" } else { "" };
        let (whole, fraction) = (self.millionths.abs() / POINT, self.millionths.abs() % POINT);
        let fraction = format!(".{fraction:06}");
        let points = format!("{sign}{whole}{}", fraction.trim_end_matches('0').trim_end_matches('.'));
        f.pad(&format!("{}={points}/{}", self.factor, self.factor.unit()))
    }
}

impl fmt::Display for Priority {
    /// As it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = match self {
            Self::Lexicographic(criteria) => criteria.iter().map(ToString::to_string).collect(),
            Self::Weighted(weights) => weights.iter().map(ToString::to_string).collect(),
        };
        f.pad(&words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merits((registered_at, visits, fees): (i64, i64, i64)) -> Merits {
        Merits { registered_at, visits, fees, ..Merits::default() }
    }

    #[test]
    fn priorities_are_read_and_written() {
        for (text, written) in [
            ("registered,visits,fees", "registered,visits,fees"),
            ("fees:asc, registered:desc,visits:desc", "fees:asc,registered:desc,visits"),
            ("spent,purchases", "spent,purchases"),
            ("visits=5,fees=0.10/unit", "visits=5/visit,fees=0.1/unit"),
            ("registered=-0.000001/day", "registered=-0.000001/day"),
        ] {
            let priority = Priority::parse(text).expect("a priority");
            assert_eq!(priority.to_string(), written);
            assert_eq!(Priority::parse(written), Ok(priority));
        }
        for (text, error) in [
            ("luck", SchemeError::Factor("luck".to_owned())),
            ("fees:up", SchemeError::Factor("fees:up".to_owned())),
            ("", SchemeError::Empty),
            ("fees,fees:asc", SchemeError::Twice("fees".to_owned())),
            ("fees=1,visits", SchemeError::Mixed),
            ("fees=1/yuan", SchemeError::Unit { word: "fees=1/yuan".to_owned(), unit: "unit" }),
            ("fees=0", SchemeError::Weight("fees=0".to_owned())),
            ("fees=1e3", SchemeError::Weight("fees=1e3".to_owned())),
            ("fees=1.0000001", SchemeError::Weight("fees=1.0000001".to_owned())),
            ("fees=1000001", SchemeError::Weight("fees=1000001".to_owned())),
        ] {
            assert_eq!(Priority::parse(text), Err(error));
        }
    }

    #[test]
    fn points_are_what_the_units_say() {
        let priority = Priority::parse("visits=5/visit,fees=0.1/unit,registered=2/day").expect("a priority");
        let day = i64::try_from(DAY).expect("a day");
        // Ten days, three visits, 199.00: 20 + 15 + 19.9.
        let factors = priority.read(&priority.key(&merits((day, 3, 19_900)))).expect("its own key");
        assert_eq!(priority.points(&factors, 11 * day), Some(54_900));
        assert_eq!(Priority::parse("visits").expect("a priority").points(&factors, 0), None);
    }

    proptest! {
        #[test]
        fn keys_compare_as_the_priority_says(
            a in (any::<i64>(), 0..9_i64, 0..9_i64),
            b in (any::<i64>(), 0..9_i64, 0..9_i64),
        ) {
            let priority = Priority::parse("fees,visits:asc,registered").expect("a priority");
            let order = b.2.cmp(&a.2).then(a.1.cmp(&b.1)).then(a.0.cmp(&b.0));
            prop_assert_eq!(priority.key(&merits(a)).cmp(&priority.key(&merits(b))), order);
        }

        #[test]
        fn the_greater_sum_of_points_comes_first(
            a in (0..400_i64, 0..9_i64, 0..999_i64),
            b in (0..400_i64, 0..9_i64, 0..999_i64),
        ) {
            // 3 points a visit, a quarter for each yuan, half a point for each day: in twentieths of a point.
            let priority = Priority::parse("visits=3,fees=0.25,registered=0.5").expect("a priority");
            let sum = |(days, visits, fees): (i64, i64, i64)| visits * 1200 + fees - days * 200;
            let key = |(days, visits, fees): (i64, i64, i64)| {
                priority.key(&merits((days * 86_400_000_000, visits, fees)))
            };
            let equal = b.1.cmp(&a.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0));
            prop_assert_eq!(key(a).cmp(&key(b)), sum(b).cmp(&sum(a)).then(equal));
        }

        #[test]
        fn a_key_tells_the_factors(a in any::<(i64, i64, i64)>(), weighted in any::<bool>()) {
            let text = if weighted { "visits=3,fees=-0.25,registered=0.5" } else { "visits,fees:asc,registered" };
            let priority = Priority::parse(text).expect("a priority");
            let key = priority.key(&merits(a));
            let told = [(Factor::Visits, a.1), (Factor::Fees, a.2), (Factor::Registered, a.0)];
            prop_assert_eq!(priority.read(&key), Some(told.to_vec()));
            prop_assert_eq!(priority.read(&key[1..]), None);
        }
    }
}
