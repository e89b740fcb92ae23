//! What the law says, as rules that plans and policies are held against. Engineering input, not legal advice.
//!
//! Rules come in packs, one for each act, with the days on which the act is in force: a regulation that replaces another
//! is a new pack, and ends the old one.

use std::fmt;

use jiff::civil::Date;

use super::day::Day;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A share is triggered by something else than a purchase.
    Ds01,
    /// Paying is a condition of earning on others or inviting them.
    Ds02,
    /// Somebody who neither bought nor sold is paid through one referral.
    Ds03,
    /// The same through two referrals and more.
    Ds04,
    /// One seller gets more than 30 % of their sales.
    Ds05,
    /// Settled less often than monthly.
    Ds06,
    /// A reward goes to somebody under 18.
    Ds07,
    /// A rule by sex, birth year or region changes what somebody earns or pays.
    Ds08,
    /// More is paid out than there is.
    Ds09,
    /// A person is paid without a verified name and number.
    Tx01,
    /// No withholding method is set.
    Tx02,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Ds01,
        Self::Ds02,
        Self::Ds03,
        Self::Ds04,
        Self::Ds05,
        Self::Ds06,
        Self::Ds07,
        Self::Ds08,
        Self::Ds09,
        Self::Tx01,
        Self::Tx02,
    ];

    /// Its number.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ds01 => "DS01",
            Self::Ds02 => "DS02",
            Self::Ds03 => "DS03",
            Self::Ds04 => "DS04",
            Self::Ds05 => "DS05",
            Self::Ds06 => "DS06",
            Self::Ds07 => "DS07",
            Self::Ds08 => "DS08",
            Self::Ds09 => "DS09",
            Self::Tx01 => "TX01",
            Self::Tx02 => "TX02",
        }
    }

    /// What breaks it.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Ds01 => {
                "a share is triggered by somebody's registration, activation or fee, not by a purchase"
            }
            Self::Ds02 => "paying or buying is a condition of earning on others or inviting them",
            Self::Ds03 => "somebody who neither bought nor sold is paid through a referral",
            Self::Ds04 => "somebody who neither bought nor sold is paid through two referrals or more",
            Self::Ds05 => "one seller can get more than 30 % of their own sales",
            Self::Ds06 => "what is earned is settled less often than monthly",
            Self::Ds07 => "a reward goes to somebody under 18",
            Self::Ds08 => "a rule by sex, age or region changes what somebody can earn or buy",
            Self::Ds09 => "the plan pays out more than its pool",
            Self::Tx01 => "a person is paid without a verified name and number",
            Self::Tx02 => "people are paid, and no withholding method is set",
        }
    }

    /// The rule of a number.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// How much it weighs that a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It can be right, but somebody has to say that it is meant.
    Acknowledge,
    /// Look at it.
    Warn,
    /// It is forbidden, unless somebody overrides the rule with a reason.
    Error,
}

impl Severity {
    /// The word that is shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// A rule as an act has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The rule.
    pub rule: Rule,
    /// Where in the act it stands.
    pub place: Option<&'static str>,
    /// How much it weighs at most.
    pub severity: Severity,
}

/// An act and what it rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack {
    /// How it is cited; nothing for the program's own rules.
    pub act: Option<&'static str>,
    /// The first day on which it is in force; nothing when it always was.
    pub from: Option<Date>,
    /// The first day on which it is not any more.
    pub until: Option<Date>,
    /// What it rules.
    pub clauses: &'static [Clause],
}

impl Pack {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        let date = day.date();
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }

    /// Its rules, each with what holds of all of them.
    pub fn editions(&self) -> impl Iterator<Item = Edition> {
        self.clauses.iter().map(|clause| Edition {
            rule: clause.rule,
            severity: clause.severity,
            since: self.from,
            act: self.act,
            place: clause.place,
        })
    }
}

const fn clause(rule: Rule, place: &'static str, severity: Severity) -> Clause {
    Clause { rule, place: Some(place), severity }
}

/// Every act that is known, with its rules. No rule is of two acts on one day.
pub const PACKS: &[Pack] = &[
    // State Council order 444, article 30.
    Pack {
        act: Some("禁止传销条例"),
        from: Some(Date::constant(2005, 11, 1)),
        until: None,
        clauses: &[
            clause(Rule::Ds01, "art. 7(1)", Severity::Error),
            clause(Rule::Ds02, "art. 7(2)", Severity::Error),
            clause(Rule::Ds03, "art. 7(3)", Severity::Warn),
            clause(Rule::Ds04, "art. 7(3)", Severity::Error),
        ],
    },
    // State Council order 443, article 55.
    Pack {
        act: Some("直销管理条例"),
        from: Some(Date::constant(2005, 12, 1)),
        until: None,
        clauses: &[
            clause(Rule::Ds05, "art. 24", Severity::Warn),
            clause(Rule::Ds06, "art. 24", Severity::Warn),
            clause(Rule::Ds07, "art. 15", Severity::Error),
        ],
    },
    Pack {
        act: Some("个人信息保护法"),
        from: Some(Date::constant(2021, 11, 1)),
        until: None,
        clauses: &[clause(Rule::Ds08, "art. 24, 55", Severity::Acknowledge)],
    },
    // As amended in 2018: who pays withholds, and whoever is paid has a number by which they are taxed.
    Pack {
        act: Some("个人所得税法"),
        from: Some(Date::constant(2019, 1, 1)),
        until: None,
        clauses: &[clause(Rule::Tx01, "art. 9, 14", Severity::Error)],
    },
    // Each payment by itself is the rule of the first; the second brought platforms the cumulative method.
    Pack {
        act: Some("税务总局公告2018年第61号"),
        from: Some(Date::constant(2019, 1, 1)),
        until: Some(Date::constant(2025, 10, 1)),
        clauses: &[Clause { rule: Rule::Tx02, place: None, severity: Severity::Warn }],
    },
    Pack {
        act: Some("税务总局公告2025年第16号"),
        from: Some(Date::constant(2025, 10, 1)),
        until: None,
        clauses: &[Clause { rule: Rule::Tx02, place: None, severity: Severity::Warn }],
    },
    Pack {
        act: None,
        from: None,
        until: None,
        clauses: &[Clause { rule: Rule::Ds09, place: None, severity: Severity::Error }],
    },
];

/// From how many levels and people on a tree that is paid is prosecuted, those at the top counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prosecution {
    /// Where that stands.
    pub source: &'static str,
    /// Since when.
    pub from: Date,
    /// From so many levels on.
    pub levels: usize,
    /// From so many people on.
    pub people: usize,
}

/// What is prosecuted beyond [`Rule::Ds04`].
pub const PROSECUTION: Prosecution =
    Prosecution {
        source: "公通字〔2013〕37号", from: Date::constant(2013, 11, 14), levels: 3, people: 30
    };

/// A rule as it is in force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The rule.
    pub rule: Rule,
    /// How much it weighs at most.
    pub severity: Severity,
    /// Since when it is in force; nothing when it always was.
    pub since: Option<Date>,
    act: Option<&'static str>,
    place: Option<&'static str>,
}

impl Edition {
    /// Where it stands, such as `禁止传销条例 art. 7(3)`; nothing for a rule of the program's own.
    #[must_use]
    pub fn source(&self) -> Option<String> {
        let act = self.act?;
        Some(self.place.map_or_else(|| act.to_owned(), |place| format!("{act} {place}")))
    }
}

/// The rules in force on a day, by number.
#[must_use]
pub fn in_force(day: Day) -> Vec<Edition> {
    let packs = PACKS.iter().filter(|pack| pack.covers(day));
    let mut editions: Vec<Edition> = packs.flat_map(Pack::editions).collect();
    editions.sort_by_key(|edition| edition.rule);
    editions
}

/// A rule as it is in force on a day, if it is.
#[must_use]
pub fn edition(rule: Rule, day: Day) -> Option<Edition> {
    in_force(day).into_iter().find(|edition| edition.rule == rule)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn on(text: &str) -> Vec<Edition> {
        in_force(Day::parse(text).expect("a day"))
    }

    #[test]
    fn numbers_are_unique_and_found_again() {
        let ids: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert_eq!(Rule::named(&rule.id().to_lowercase()), Some(rule));
        }
        assert_eq!(Rule::named("DS99"), None);
    }

    #[test]
    fn a_rule_is_of_one_act_on_every_day() {
        let mut days: BTreeSet<Date> =
            PACKS.iter().flat_map(|pack| [pack.from, pack.until]).flatten().collect();
        days.insert(Day::BEGINNING.date());
        for date in days {
            let rules: Vec<Rule> =
                in_force(Day::from(date)).into_iter().map(|edition| edition.rule).collect();
            let distinct: BTreeSet<Rule> = rules.iter().copied().collect();
            assert_eq!(rules, Vec::from_iter(distinct), "{date}");
        }
        assert_eq!(on("2026-01-01").len(), Rule::ALL.len(), "all are in force");
        for pack in PACKS {
            assert!(pack.from.zip(pack.until).is_none_or(|(from, until)| from < until));
        }
    }

    #[test]
    fn an_act_is_in_force_from_its_day_until_another_takes_its_place() {
        let rules = |text| on(text).into_iter().map(|edition| edition.rule).collect::<Vec<_>>();
        assert_eq!(rules("2005-10-31"), [Rule::Ds09]);
        assert_eq!(rules("2005-11-01"), [Rule::Ds01, Rule::Ds02, Rule::Ds03, Rule::Ds04, Rule::Ds09]);
        let withholding = |text| {
            let edition = edition(Rule::Tx02, Day::parse(text).expect("a day"))?;
            Some((edition.source()?, edition.since?.to_string()))
        };
        assert_eq!(withholding("2018-12-31"), None);
        let of = |act: &str, since: &str| Some((act.to_owned(), since.to_owned()));
        assert_eq!(withholding("2025-09-30"), of("税务总局公告2018年第61号", "2019-01-01"));
        assert_eq!(withholding("2025-10-01"), of("税务总局公告2025年第16号", "2025-10-01"));
        let edition = edition(Rule::Ds04, Day::parse("2026-01-01").expect("a day")).expect("in force");
        assert_eq!(edition.source().as_deref(), Some("禁止传销条例 art. 7(3)"));
    }
}
