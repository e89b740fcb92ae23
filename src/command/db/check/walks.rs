//! The passes that are more than one statement.

use std::collections::{BTreeMap, BTreeSet};

use super::NAMED;
use super::kept::misremembered;
use super::readable::readable;
use crate::command::cohort::misplaced;
use crate::command::platform::Platform;
use crate::command::purchase::{altered, misstamped};
use crate::command::session::Session;
use crate::command::{agent as agents, period, setting as settings, settle};
use crate::domain::digest::sha256_hex;
use crate::error::Error;
use crate::store::audit::Verdict;
use crate::store::check::{self, Since};
use crate::store::{Store, StoreError, Tx, agent, audit, facets, plan, region, scheme, setting};

/// A pass that is more than one statement.
pub(super) struct Walk {
    pub(super) name: &'static str,
    /// As of a pass that is one.
    pub(super) rule: Option<u8>,
    pub(super) proves: &'static str,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Integrity,
    AuditChain,
    RowsKept,
    AgentTree,
    CohortFacts,
    ItemContents,
    Stamps,
    Derivation,
    Digests,
    Periods,
    Contents,
    Settings,
    FacetsNamed,
    Readable,
}

const fn walk(name: &'static str, rule: Option<u8>, proves: &'static str, way: Way) -> Walk {
    Walk { name, rule, proves, way }
}

pub(super) const WALKS: [Walk; 14] = [
    walk(
        "integrity",
        None,
        "the database's own check of its file finds nothing, nor that of its references",
        Way::Integrity,
    ),
    walk(
        "audit-chain",
        Some(11),
        "every audit entry follows from the one before, up to the head",
        Way::AuditChain,
    ),
    walk(
        "rows-kept",
        Some(4),
        "the rows of tables that only grow are those of which the log says that they were written",
        Way::RowsKept,
    ),
    walk(
        "agent-tree",
        Some(7),
        "no agent stands above itself on any day, and no chain is too long",
        Way::AgentTree,
    ),
    walk(
        "cohort-facts",
        Some(8),
        "every placed holder stands where their facets and merits say",
        Way::CohortFacts,
    ),
    walk(
        "item-contents",
        Some(4),
        "every purchase and refund says what was imported, and is of the day of its time",
        Way::ItemContents,
    ),
    walk(
        "stamps-follow",
        Some(5),
        "every purchase is stamped with what was in force on its day, as known when it was recorded",
        Way::Stamps,
    ),
    walk(
        "lines-derive",
        Some(1),
        "the lines of every purchase and its refunds are the plan's division of what is left of it, each less than one \
         unit off its exact share",
        Way::Derivation,
    ),
    walk(
        "run-digests",
        Some(4),
        "the lines of every run have the digest that it was calculated with, in its row and in the audit",
        Way::Digests,
    ),
    walk(
        "periods",
        Some(4),
        "every closed month has the runs it was sealed with and no open one, and no month between them is open",
        Way::Periods,
    ),
    walk(
        "contents-hashed",
        Some(5),
        "every version of the plan and every table of regions has the hash that it was imported under",
        Way::Contents,
    ),
    walk(
        "settings-entered",
        Some(11),
        "every setting has the value that the last act in the log gave it",
        Way::Settings,
    ),
    walk("facets-named", Some(10), "no facet of a holder is in clear that no scheme names", Way::FacetsNamed),
    walk(
        "nothing-readable",
        Some(10),
        "no text in clear, of an operator or from outside, has a valid citizen ID number in it",
        Way::Readable,
    ),
];

impl Walk {
    /// Whether it can leave out what was before a run, or takes no time.
    pub(super) const fn has_since(&self) -> bool {
        matches!(
            self.way,
            Way::AgentTree
                | Way::ItemContents
                | Way::Stamps
                | Way::Derivation
                | Way::Digests
                | Way::Periods
                | Way::Contents
        )
    }

    pub(super) async fn run(
        &self,
        session: &Session,
        store: &Store,
        tx: &mut Tx,
        since: Since,
    ) -> Result<Vec<String>, Error> {
        Ok(match self.way {
            Way::Integrity => check::integrity(tx).await?,
            Way::AuditChain => match audit::verify(tx, &[], || ()).await?.verdict {
                Verdict::Intact(_) => Vec::new(),
                Verdict::Broken { seq, why, .. } => vec![format!("entry {seq}: {why}")],
            },
            Way::RowsKept => misremembered(tx).await?,
            Way::AgentTree => {
                let all = agent::list(tx).await?;
                let code = |id| {
                    let agent = all.iter().find(|agent| agent.agent_id == id);
                    agent.map_or_else(|| format!("{id:?}"), |agent| agent.code.clone())
                };
                let verified = agent::tree(tx, i64::MAX).await?.verify();
                verified.err().map(|fault| agents::fault(&fault, code)).into_iter().collect()
            }
            Way::CohortFacts => misplaced(session, store, tx, NAMED).await?,
            Way::ItemContents => {
                let platform = Platform::load(session, store, tx).await?;
                altered(&platform, tx, since.item, NAMED).await?
            }
            Way::Stamps => misstamped(tx, since.item, NAMED).await?,
            Way::Derivation => settle::underived(tx, since.item, NAMED).await?,
            Way::Digests => settle::misdigested(tx, since.run).await?,
            Way::Periods => period::broken(tx).await?,
            Way::Contents => mishashed(tx).await?,
            Way::Settings => unentered(tx).await?,
            Way::FacetsNamed => unnamed(tx).await?,
            Way::Readable => {
                let platform = Platform::load(session, store, tx).await?;
                readable(tx, platform.today(session).date()).await?
            }
        })
    }
}

/// Versions of the plan and tables of regions that are not what was imported.
async fn mishashed(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let versions = match plan::list(tx).await {
        Ok(versions) => versions,
        Err(error @ StoreError::Inconsistent { .. }) => return Ok(vec![error.to_string()]),
        Err(error) => return Err(error.into()),
    };
    for version in &versions {
        let name = format!("plan {}@{}", version.plan.name(), version.effective_from);
        if version.plan.content_hash() != version.digest {
            found.push(format!("{name}: its shares have another hash"));
            continue;
        }
        // The entry is that of the last import under the name.
        let entry = audit::detail_of(tx, "plan import", version.plan.name()).await?;
        let entry = entry.and_then(|detail| serde_json::from_str::<serde_json::Value>(&detail).ok());
        let same_day = |detail: &serde_json::Value| {
            detail["effective_from"].as_str() == Some(&version.effective_from.to_string())
        };
        // A withdrawn version may have been followed by another one of the same day.
        let last = versions.iter().rfind(|other| other.plan.name() == version.plan.name());
        let is_last = last.is_some_and(|last| last.version_id == version.version_id);
        if let Some(detail) = entry.filter(|detail| is_last && same_day(detail))
            && detail["digest"].as_str() != Some(&version.digest)
        {
            found.push(format!("{name}: the audit has another hash"));
        }
    }
    for (revision, sha256) in region::hashes(tx).await? {
        if sha256_hex(&region::content(tx, revision).await?) != sha256 {
            found.push(format!("region table {revision}: its content has another hash"));
        }
    }
    Ok(found)
}

/// Settings that have another value than the last act gave them: `setting set`, or `init` where nobody set it since.
async fn unentered(tx: &mut Tx) -> Result<Vec<String>, Error> {
    const NOTHING: &str = "none";
    let mut first = None;
    audit::for_each(tx, 0, |entry: audit::Logged| {
        first = Some(entry);
        Ok::<_, Error>(std::ops::ControlFlow::Break(()))
    })
    .await?;
    let init = first.filter(|entry| entry.action == "init");
    let read = |detail: &str| serde_json::from_str::<serde_json::Value>(detail).unwrap_or_default();
    let made = init.as_ref().map(|entry| read(&entry.detail)).unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let by_init = |key: &str| match (key, made["single_operator"].as_bool()) {
        ("name", _) => init.as_ref().map(|entry| entry.subject.clone()),
        ("guard-factor", Some(_)) => Some("3".to_owned()),
        ("four-eyes", Some(single)) => Some(if single { "off" } else { "on" }.to_owned()),
        ("post-at-once", Some(single)) => Some(if single { "on" } else { "off" }.to_owned()),
        (key, _) => text(&made[key.replace('-', "_")]),
    };
    let stored: BTreeMap<String, String> = setting::list(tx).await?.into_iter().collect();
    let known = settings::known().map(|(key, _)| key.to_owned());
    let keys: BTreeSet<String> = known.chain(stored.keys().cloned()).collect();
    let mut found = Vec::new();
    for key in keys {
        let entry = audit::detail_of(tx, "setting set", &key).await?;
        let given = match entry {
            Some(detail) => text(&read(&detail)["after"]),
            None => by_init(&key),
        };
        let [given, has] =
            [given.as_ref(), stored.get(&key)].map(|value| value.map_or(NOTHING, String::as_str));
        if given != has {
            found.push(format!("setting {key}: it is `{has}`, and the log has `{given}`"));
        }
    }
    Ok(found)
}

/// Facets in clear that no version of a scheme names.
async fn unnamed(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let mut named = BTreeSet::new();
    for stored in scheme::list(tx).await? {
        for version in scheme::versions(tx, stored.scheme_id).await? {
            named.extend(version.scheme.facets().map(str::to_owned));
        }
    }
    let mut found = Vec::new();
    facets::for_each(tx, |holder, facets| {
        for facet in facets.keys().filter(|facet| !named.contains(*facet)) {
            found.push(format!("holder {}: {facet}", holder.get()));
        }
        Ok::<_, Error>(enough(&found))
    })
    .await?;
    found.truncate(NAMED);
    Ok(found)
}

/// Whether as many rows were found as are named.
pub(super) fn enough(found: &[String]) -> std::ops::ControlFlow<()> {
    if found.len() < NAMED { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
}
