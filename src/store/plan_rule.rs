//! What was said about the rules of the law that versions of the plan meet. Rows are only added.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::id::VersionId;
use crate::domain::rule::Rule;

/// What somebody said about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is broken, and that is to be so.
    Overridden,
    /// The warning was read.
    Acknowledged,
}

impl Answer {
    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overridden => "overridden",
            Self::Acknowledged => "acknowledged",
        }
    }
}

/// What somebody said about a rule that a version meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The version.
    pub version_id: VersionId,
    /// The rule.
    pub rule: Rule,
    /// What was said.
    pub answer: Answer,
    /// When, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub operator: String,
    /// Why.
    pub reason: String,
}

const INSERT_ANSWER: &str = "
    INSERT INTO plan_rule (version_id, rule, answer, recorded, operator, reason)
    VALUES ($1, $2, $3, $4, $5, $6)";

const LIST_ANSWERS: &str = "
    SELECT version_id, rule, answer, recorded, operator, reason
    FROM plan_rule
    ORDER BY version_id, rule, answer";

type Row = (i64, String, String, i64, String, String);

/// Records what was said.
pub async fn insert(tx: &mut Tx, answered: &Answered) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_ANSWER,
        answered.version_id.get(),
        answered.rule.id(),
        answered.answer.as_str(),
        answered.recorded,
        &answered.operator,
        &answered.reason,
    )?;
    one_row("plan_rule", answered.version_id, written)
}

/// All that was said, by version and rule.
pub async fn list(tx: &mut Tx) -> Result<Vec<Answered>> {
    let rows: Vec<Row> = fetch_all!(tx, Row, LIST_ANSWERS)?;
    rows.into_iter().map(read).collect()
}

fn read((version, rule, answer, recorded, operator, reason): Row) -> Result<Answered> {
    let bad = |column, why: &str| StoreError::inconsistent("plan_rule", column, version, why);
    Ok(Answered {
        version_id: version.into(),
        rule: Rule::named(&rule).ok_or_else(|| bad("rule", &rule))?,
        answer: match answer.as_str() {
            "overridden" => Answer::Overridden,
            "acknowledged" => Answer::Acknowledged,
            other => return Err(bad("answer", other)),
        },
        recorded,
        operator,
        reason,
    })
}
