//! What the law says of versions of the plan, and what was said about that.

use std::collections::{HashMap, HashSet};

use super::next_after;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::settle::version_name;
use crate::domain::day::Day;
use crate::domain::history::{Change, during};
use crate::domain::id::VersionId;
use crate::domain::lint::{Judgement, Surroundings, TierTerms, judge};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::plan::Plan;
use crate::domain::policy::Permission;
use crate::domain::ppm::Ppm;
use crate::domain::rule::{Rule, Severity};
use crate::error::Error;
use crate::store::plan::{self, Version};
use crate::store::plan_rule::{self, Answer, Answered};
use crate::store::provider::{self, Provider};
use crate::store::{Tx, agent, tier};

/// All that plans are judged with, read once.
pub(super) struct Law {
    around: Surroundings,
    providers: Vec<Provider>,
    rates: HashMap<PartyId, Vec<Change<Ppm>>>,
    versions: Vec<Version>,
    answers: Vec<Answered>,
    known_at: i64,
    /// By the rules in force on this day, whatever the plan's first one is.
    on: Option<Day>,
}

/// A plan and what the law says of it.
pub(super) struct Judged {
    /// `NAME@DATE`.
    pub(super) name: String,
    pub(super) findings: Vec<Finding>,
}

/// What a rule says of a plan, and what was said about that.
pub(super) struct Finding {
    pub(super) judgement: Judgement,
    /// What holds of all that was said.
    pub(super) answered: Option<Answered>,
}

impl Law {
    pub(super) async fn load(
        session: &Session,
        platform: &Platform,
        tx: &mut Tx,
        on: Option<Day>,
    ) -> Result<Self, Error> {
        let known_at = session.now().as_microsecond();
        let refers = |tier: &tier::Tier| tier.permissions().contains(&Permission::Refer.as_str());
        let tiers = tier::list(tx).await?.into_iter().map(|tier| TierTerms {
            fee: tier.min_fee().filter(|fee| *fee > Money::ZERO),
            refers: refers(&tier),
            first: tier.is_default(),
            code: tier.code,
        });
        let holders: HashSet<PartyId> =
            agent::holders(tx).await?.into_iter().map(|holder| holder.agent_id).collect();
        let agents = agent::list(tx).await?.into_iter();
        let promoted =
            agents.filter(|agent| holders.contains(&agent.agent_id)).map(|agent| agent.code).collect();
        let around = Surroundings {
            tiers: tiers.collect(),
            people: agent::tree(tx, known_at).await?.people(platform.today(session)),
            promoted,
            providers: Vec::new(),
            withholding: platform.withholding,
        };
        Ok(Self {
            around,
            providers: provider::list(tx).await?,
            rates: provider::rates(tx).await?,
            versions: plan::list(tx).await?,
            answers: plan_rule::list(tx).await?,
            known_at,
            on,
        })
    }

    /// The versions of the plan, by day.
    pub(super) fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// What the law says of a plan; `version` is its number when it is stored.
    pub(super) fn judge(&self, plan: &Plan, version: Option<VersionId>) -> Judged {
        let from = Day::from(plan.effective_from());
        let around = Surroundings { providers: self.greatest_rates(from), ..self.around.clone() };
        let judgements = judge(plan, &around, self.on.unwrap_or(from)).into_iter();
        let findings = judgements.map(|judgement| Finding {
            answered: version.and_then(|version| self.answered(version, &judgement)),
            judgement,
        });
        Judged { name: version_name(plan), findings: findings.collect() }
    }

    /// What was said about a rule.
    pub(super) fn said(&self, version: VersionId, rule: Rule, answer: Answer) -> Option<&Answered> {
        let of = |each: &&Answered| each.version_id == version && each.rule == rule && each.answer == answer;
        self.answers.iter().find(of)
    }

    /// What is forbidden has to be overridden; that a warning was read doesn't do.
    fn answered(&self, version: VersionId, judgement: &Judgement) -> Option<Answered> {
        let said = |answer| self.said(version, judgement.edition.rule, answer);
        let overridden = said(Answer::Overridden);
        match judgement.severity? {
            Severity::Error => overridden,
            Severity::Warn | Severity::Acknowledge => overridden.or_else(|| said(Answer::Acknowledged)),
        }
        .cloned()
    }

    /// The providers with their greatest rate on a day from `from` on and before the next version's.
    fn greatest_rates(&self, from: Day) -> Vec<(String, Ppm)> {
        let until = next_after(&self.versions, from);
        let greatest = |provider: &Provider| {
            let changes = self.rates.get(&provider.provider_id)?;
            let rate = during(changes, from, until, self.known_at).max().copied()?;
            Some((provider.code.clone(), rate))
        };
        self.providers.iter().filter_map(greatest).collect()
    }
}

/// What the law says of a stored version.
pub(super) async fn of_version(
    session: &Session,
    platform: &Platform,
    tx: &mut Tx,
    version: &Version,
) -> Result<Judged, Error> {
    let law = Law::load(session, platform, tx, None).await?;
    Ok(law.judge(&version.plan, Some(version.version_id)))
}

impl Finding {
    /// Whether it still has to be looked at.
    pub(super) fn is_open(&self) -> bool {
        self.judgement.severity.is_some() && self.answered.is_none()
    }

    /// The word for where it stands.
    pub(super) fn state(&self) -> &'static str {
        match (&self.judgement.severity, &self.answered) {
            (None, _) => "kept",
            (Some(_), None) => "open",
            (Some(_), Some(answered)) => answered.answer.as_str(),
        }
    }
}

impl Judged {
    /// Whether a rule is broken that nobody has overridden.
    pub(super) fn is_broken(&self) -> bool {
        let broken = |finding: &Finding| finding.judgement.severity == Some(Severity::Error);
        self.findings.iter().any(|finding| finding.is_open() && broken(finding))
    }

    /// What is open, in a line: the rules, how much they weigh, and where to read more.
    pub(super) fn open(&self) -> Option<String> {
        let rule = |finding: &Finding| {
            let severity = finding.judgement.severity?;
            Some(format!("{} ({})", finding.judgement.edition.rule, severity.as_str()))
        };
        let open = self.findings.iter().filter(|finding| finding.is_open());
        let rules: Vec<String> = open.filter_map(rule).collect();
        if rules.is_empty() {
            return None;
        }
        let (name, rules) = (&self.name, rules.join(", "));
        Some(format!("open rules of `{name}`: {rules}; `cardctl plan lint {name}` tells what was found"))
    }
}
