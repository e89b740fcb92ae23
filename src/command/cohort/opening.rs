//! Takes facets that don't stand in clear from the sealed parameters.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::error::Error;
use crate::store::cohort::placement::Subject;
use crate::store::facets::{self, Clear};
use crate::store::{StoreError, Tx, holder};
use crate::vault::Vault;

/// A holder with their facets, and whether these are others than those that stand in clear.
pub(super) struct Opened {
    pub(super) subject: Subject,
    pub(super) facets: Clear,
    pub(super) differs: bool,
    /// Whether some were taken from the sealed parameters.
    pub(super) asked: bool,
}

/// What is opened, and by what.
pub(super) struct Opener {
    /// Nothing where there is no key; asked for when it is needed.
    vault: Option<Vault>,
    yardstick: Yardstick,
    /// Facets that not everybody was asked for yet.
    wanted: BTreeSet<String>,
    /// Facets that are kept in clear.
    kept: BTreeSet<String>,
}

impl Opener {
    pub(super) const fn new(
        vault: Option<Vault>,
        yardstick: Yardstick,
        wanted: BTreeSet<String>,
        kept: BTreeSet<String>,
    ) -> Self {
        Self { vault, yardstick, wanted, kept }
    }

    /// Gives every holder the facets that are wanted and that their parameters tell, and leaves out those that no scheme
    /// names any more.
    pub(super) async fn open(
        &self,
        session: &Session,
        tx: &mut Tx,
        subjects: Vec<Subject>,
    ) -> Result<Vec<Opened>, Error> {
        let mut opened = subjects
            .into_iter()
            .map(|subject| {
                let mut facets = match &subject.facets {
                    Some(stored) => facets::read(subject.holder, stored)?,
                    None => Clear::new(),
                };
                let before = facets.len();
                facets.retain(|facet, _| self.kept.contains(facet));
                Ok(Opened { differs: facets.len() != before, asked: false, subject, facets })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let missing: Vec<i64> = opened
            .iter()
            .filter(|each| self.wanted.iter().any(|facet| !each.facets.contains_key(facet)))
            .map(|each| each.subject.holder.get())
            .collect();
        if missing.is_empty() {
            return Ok(opened);
        }
        let told = self.told(session, tx, &missing).await?;
        for each in &mut opened {
            let Some(told) = told.get(&each.subject.holder.get()) else { continue };
            for (facet, value) in told {
                if !each.facets.contains_key(facet) {
                    each.facets.insert(facet.clone(), value.clone());
                    (each.differs, each.asked) = (true, true);
                }
            }
        }
        Ok(opened)
    }

    /// What the parameters of these holders tell of the facets that are wanted.
    async fn told(
        &self,
        session: &Session,
        tx: &mut Tx,
        holders: &[i64],
    ) -> Result<BTreeMap<i64, Clear>, Error> {
        let parameters = holder::parameters(tx, holders).await?;
        let asked;
        let vault = if let Some(vault) = &self.vault {
            vault
        } else {
            // Fails, and says where the key was looked for.
            asked = session.vault(tx).await?;
            &asked
        };
        let mut told: BTreeMap<i64, Clear> = BTreeMap::new();
        for stored in &parameters {
            let meaning = self.yardstick.meaning(vault, stored)?;
            for facet in &self.wanted {
                if let Some(value) = meaning.get(facet) {
                    // The first parameter that tells a facet decides it.
                    let told = told.entry(stored.holder_id.get()).or_default();
                    told.entry(facet.clone()).or_insert_with(|| value.to_string());
                }
            }
        }
        Ok(told)
    }
}
