//! How tax on labor income is withheld from what people are paid.

use std::fmt;
use std::str::FromStr;

use super::money::Money;

/// A method of withholding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withholding {
    /// Each month by itself.
    PerTime,
    /// The months of a year together.
    Cumulative,
}

/// A text is no method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no withholding method: `per-time` or `cumulative`")]
pub struct WithholdingError;

impl Withholding {
    /// The word for none of them.
    pub const NONE: &str = "none";

    /// All of them.
    pub const ALL: [Self; 2] = [Self::PerTime, Self::Cumulative];

    /// The word used in the settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerTime => "per-time",
            Self::Cumulative => "cumulative",
        }
    }
}

impl fmt::Display for Withholding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Withholding {
    type Err = WithholdingError;

    fn from_str(word: &str) -> Result<Self, WithholdingError> {
        Self::ALL.into_iter().find(|method| method.as_str() == word).ok_or(WithholdingError)
    }
}

/// A bracket of taxable income: up to so much, taxed at so many percent, less a quick deduction. All in minor units.
struct Bracket {
    up_to: i64,
    percent: i128,
    deduction: i128,
}

const fn bracket(up_to: i64, percent: i128, deduction: i128) -> Bracket {
    Bracket { up_to, percent, deduction }
}

/// Of one month's labor income: 国家税务总局公告2018年第61号, annex, withholding table 2. Also in article 8 of it: the
/// deduction of 800 up to 4,000, and of 20 % above.
const PER_TIME: [Bracket; 3] =
    [bracket(2_000_000, 20, 0), bracket(5_000_000, 30, 200_000), bracket(i64::MAX, 40, 700_000)];

/// Of a year's income: table 1 of the same annex, which 国家税务总局公告2025年第16号 applies to those who are paid through
/// platforms, after 20 % of cost and 5,000 for each month.
const CUMULATIVE: [Bracket; 7] = [
    bracket(3_600_000, 3, 0),
    bracket(14_400_000, 10, 252_000),
    bracket(30_000_000, 20, 1_692_000),
    bracket(42_000_000, 25, 3_192_000),
    bracket(66_000_000, 30, 5_292_000),
    bracket(96_000_000, 35, 8_592_000),
    bracket(i64::MAX, 45, 18_192_000),
];

/// What is deducted from income of up to [`SMALL`] a month.
const FIXED: i128 = 80_000;
/// The income of a month up to which a fixed amount is deducted, and above which a fifth is.
const SMALL: i64 = 400_000;
/// What a year's income is reduced by for each month.
const MONTHLY: i128 = 500_000;

/// What a person earned before in the time that counts together, and what was withheld of it: a month under
/// [`Withholding::PerTime`], a year under [`Withholding::Cumulative`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Income before, in minor units, never negative.
    pub income: Money,
    /// Tax withheld of it.
    pub withheld: Money,
    /// The month of the first income in the time that counts, from 1 to 12; nothing where there was none.
    pub first_month: Option<i8>,
}

impl Withholding {
    /// What is withheld of `income` that is paid in `month`, from 1 to 12, beside what was paid and withheld earlier: the
    /// tax on all of it less what was withheld, never below zero, never more than the income itself.
    ///
    /// Exact, and rounded half up to a cent (四舍五入 to 分, as the tax office's own declaration forms do with amounts in
    /// yuan of two decimals). What was withheld too much is not paid back here: the person gets it back from the tax
    /// office in the yearly settlement (个人所得税法 art. 11).
    #[must_use]
    pub fn withheld(self, income: Money, month: i8, earlier: Earlier) -> Money {
        if income <= Money::ZERO {
            return Money::ZERO;
        }
        let all = income.minor().saturating_add(earlier.income.minor().max(0));
        // In hundredths of a minor unit, so that a fifth is exact.
        let taxable = match self {
            Self::PerTime if all <= SMALL => (i128::from(all) - FIXED) * 100,
            Self::PerTime => i128::from(all) * 80,
            Self::Cumulative => {
                let months = month - earlier.first_month.unwrap_or(month).min(month) + 1;
                i128::from(all) * 80 - MONTHLY * 100 * i128::from(months)
            }
        };
        let tax = tax(self.table(), taxable.max(0));
        let due = tax.saturating_sub(earlier.withheld.minor());
        Money::from_minor(due.clamp(0, income.minor()))
    }

    const fn table(self) -> &'static [Bracket] {
        match self {
            Self::PerTime => &PER_TIME,
            Self::Cumulative => &CUMULATIVE,
        }
    }
}

/// The tax in minor units on what is taxable in hundredths of them.
fn tax(table: &[Bracket], taxable: i128) -> i64 {
    let of = table.iter().find(|bracket| taxable <= i128::from(bracket.up_to) * 100);
    let exact = of.map_or(0, |bracket| taxable * bracket.percent - bracket.deduction * 10_000);
    i64::try_from((exact + 5_000) / 10_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).expect("an amount")
    }

    #[test]
    fn each_month_by_itself() {
        for (income, tax) in [
            ("0.01", "0"),
            ("800", "0"),
            ("800.02", "0"),
            ("800.03", "0.01"),
            ("801", "0.20"),
            ("1000", "40"),
            ("4000", "640"),
            ("4001", "640.16"),
            ("5000", "800"),
            ("25000", "4000"),
            ("25001", "4000.24"),
            ("30000", "5200"),
            ("62500", "13000"),
            ("62501", "13000.32"),
            ("100000", "25000"),
        ] {
            let withheld = Withholding::PerTime.withheld(money(income), 7, Earlier::default());
            assert_eq!(withheld, money(tax), "{income}");
        }
    }

    #[test]
    fn several_payments_of_a_month_are_taxed_together() {
        // 700 alone is free; with 300 more it is 1,000, of which 40 are due, and with 3,000 more 4,000 and 640.
        let mut earlier = Earlier::default();
        for (income, tax) in [("700", "0"), ("300", "40"), ("3000", "600"), ("96000", "24360")] {
            let withheld = Withholding::PerTime.withheld(money(income), 3, earlier);
            assert_eq!(withheld, money(tax), "{income}");
            earlier.income = earlier.income.checked_add(money(income)).expect("small");
            earlier.withheld = earlier.withheld.checked_add(withheld).expect("small");
        }
        assert_eq!((earlier.income, earlier.withheld), (money("100000"), money("25000")));
    }

    fn year(first: i8, incomes: &[&str]) -> Vec<String> {
        let mut earlier = Earlier::default();
        let mut taxes = Vec::new();
        for (month, income) in (first..).zip(incomes) {
            let withheld = Withholding::Cumulative.withheld(money(income), month, earlier);
            earlier.income = earlier.income.checked_add(money(income)).expect("small");
            earlier.withheld = earlier.withheld.checked_add(withheld).expect("small");
            earlier.first_month =
                earlier.first_month.or_else(|| (money(income) > Money::ZERO).then_some(month));
            taxes.push(withheld.to_string());
        }
        taxes
    }

    #[test]
    fn the_months_of_a_year_together() {
        assert_eq!(year(1, &["10000"; 12]), ["90.00"; 12]);
        assert_eq!(year(1, &["5000", "5000", "40000"]), ["0.00", "0.00", "750.00"]);
        assert_eq!(year(1, &["100000", "100000", "100000"]), ["4980.00", "8100.00", "15000.00"]);
        // Months count from the first income on, those without income after it, too.
        assert_eq!(year(10, &["10000", "10000"]), ["90.00", "90.00"]);
        assert_eq!(year(2, &["0", "10000", "0", "10000"]), ["0.00", "90.00", "0.00", "0.00"]);
    }

    #[test]
    fn brackets_meet() {
        for table in [PER_TIME.as_slice(), &CUMULATIVE] {
            for pair in table.windows(2) {
                let edge = i128::from(pair[0].up_to);
                let of = |bracket: &Bracket| edge * bracket.percent - bracket.deduction * 100;
                assert_eq!(of(&pair[0]), of(&pair[1]));
            }
        }
    }

    fn method() -> impl Strategy<Value = Withholding> {
        proptest::sample::select(Withholding::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn never_negative_and_never_above_the_income(
            method in method(),
            income in i64::MIN..i64::MAX,
            before in 0..i64::MAX,
            withheld in 0..i64::MAX,
            month in 1..=12_i8,
            first in proptest::option::of(1..=12_i8),
        ) {
            let earlier = Earlier {
                income: Money::from_minor(before),
                withheld: Money::from_minor(withheld),
                first_month: first,
            };
            let tax = method.withheld(Money::from_minor(income), month, earlier);
            prop_assert!(tax >= Money::ZERO && tax.minor() <= income.max(0), "{tax}");
        }

        #[test]
        fn who_earns_more_pays_more_and_keeps_more(
            method in method(),
            income in 0..100_000_000_i64,
            more in 0..10_000_000_i64,
            month in 1..=12_i8,
        ) {
            let tax = |minor| method.withheld(Money::from_minor(minor), month, Earlier::default()).minor();
            let (less, greater) = (tax(income), tax(income + more));
            prop_assert!(less <= greater);
            prop_assert!(income - less <= income + more - greater);
        }

        #[test]
        fn in_parts_as_in_one(method in method(), parts in proptest::collection::vec(1..50_000_000_i64, 1..6), month in 1..=12_i8) {
            let mut earlier = Earlier::default();
            for part in &parts {
                let tax = method.withheld(Money::from_minor(*part), month, earlier);
                earlier.income = Money::from_minor(earlier.income.minor() + part);
                earlier.withheld = Money::from_minor(earlier.withheld.minor() + tax.minor());
                earlier.first_month = Some(month);
            }
            prop_assert_eq!(method.withheld(earlier.income, month, Earlier::default()), earlier.withheld);
        }
    }
}
