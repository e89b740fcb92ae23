//! Where holders belong by the facts, and where they stand: page by page, in constant memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::id::CohortId;
use crate::domain::party::PartyId;
use crate::domain::scheme::Merits;
use crate::error::Error;
use crate::store::cohort::{self, Tree};
use crate::store::holder;
use crate::store::scheme::StoredScheme;
use crate::store::{StoreError, Tx, scheme};
use crate::vault::Vault;

/// How many holders are looked at together.
const PAGE: i64 = 2000;

/// A scheme and the cohorts that it has.
pub(super) struct Target {
    pub(super) stored: StoredScheme,
    pub(super) tree: Tree,
}

impl Target {
    pub(super) async fn load(tx: &mut Tx, stored: StoredScheme) -> Result<Self, StoreError> {
        Ok(Self { tree: Tree::load(tx, &stored).await?, stored })
    }

    /// The facets that it groups by.
    fn facets(&self) -> BTreeSet<&'static str> {
        self.stored.scheme.groupings().iter().map(|grouping| grouping.facet()).collect()
    }
}

/// A holder and what is known of them.
pub(super) struct Subject {
    pub(super) id: PartyId,
    pub(super) merits: Merits,
    pub(super) facets: BTreeMap<String, String>,
    /// Whether some facet was taken from the sealed parameters and doesn't stand in clear yet.
    pub(super) opened: bool,
}

/// How a holder's place in one scheme differs from where they belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Not placed yet.
    Place,
    /// In another cohort.
    Move,
    /// In the right cohort under another priority key.
    Rekey,
    /// Right.
    None,
}

/// A holder's place in one scheme.
pub(super) struct Place {
    pub(super) change: Change,
    /// The leaf and the key under which the holder stands.
    pub(super) now: Option<(CohortId, Vec<u8>)>,
    /// The values of the cohorts in which the holder belongs, from the root down.
    pub(super) values: Vec<String>,
    pub(super) key: Vec<u8>,
}

/// Some holders, and their place in each target.
pub(super) struct Page {
    pub(super) subjects: Vec<Subject>,
    /// For each target, in the order of the subjects.
    pub(super) places: Vec<Vec<Place>>,
}

/// Reads all holders, page by page.
pub(super) struct Pages<'a> {
    /// Opens parameters; nothing when they must not be looked at.
    opener: Option<&'a Opener>,
    after: i64,
}

impl<'a> Pages<'a> {
    pub(super) const fn new(opener: Option<&'a Opener>) -> Self {
        Self { opener, after: 0 }
    }

    /// The next page, or nothing after the last.
    pub(super) async fn next(
        &mut self,
        session: &Session,
        tx: &mut Tx,
        targets: &[Target],
    ) -> Result<Option<Page>, Error> {
        let holders = holder::page(tx, self.after, PAGE).await?;
        let Some((last, _)) = holders.last() else { return Ok(None) };
        self.after = last.get();
        let ids: Vec<i64> = holders.iter().map(|(id, _)| id.get()).collect();
        let mut clear = holder::facets(tx, &ids).await?;
        let mut subjects: Vec<Subject> = holders
            .into_iter()
            .map(|(id, merits)| {
                let facets = clear.remove(&id.get()).unwrap_or_default();
                Subject { id, merits, facets, opened: false }
            })
            .collect();
        let mut standing = Vec::with_capacity(targets.len());
        for target in targets {
            standing.push(cohort::placements(tx, target.stored.scheme_id, &ids).await?);
        }
        if let Some(opener) = self.opener {
            opener.fill(session, tx, targets, &standing, &mut subjects).await?;
        }
        let places = targets
            .iter()
            .zip(standing)
            .map(|(target, mut standing)| {
                subjects
                    .iter()
                    .map(|subject| place(target, subject, standing.remove(&subject.id.get())))
                    .collect()
            })
            .collect();
        Ok(Some(Page { subjects, places }))
    }
}

fn place(target: &Target, subject: &Subject, now: Option<(CohortId, Vec<u8>)>) -> Place {
    let scheme = &target.stored.scheme;
    let (values, key) = (scheme.values(&subject.facets), scheme.key(&subject.merits));
    let change = match &now {
        None => Change::Place,
        Some((leaf, _)) if target.tree.get(&scheme.path(&values)) != Some(*leaf) => Change::Move,
        Some((_, under)) if *under != key => Change::Rekey,
        Some(_) => Change::None,
    };
    Place { change, now, values, key }
}

/// Takes facets that don't stand in clear from the sealed parameters.
pub(super) struct Opener {
    /// Nothing where there is no key; asked for when it is needed.
    vault: Option<Vault>,
    yardstick: Yardstick,
}

impl Opener {
    pub(super) const fn new(vault: Option<Vault>, yardstick: Yardstick) -> Self {
        Self { vault, yardstick }
    }

    /// Fills in what a scheme wants to know of a holder whom it has not placed yet. Of those whom it has, all was
    /// asked before: what doesn't stand in clear then, the parameters don't tell.
    async fn fill(
        &self,
        session: &Session,
        tx: &mut Tx,
        targets: &[Target],
        standing: &[HashMap<i64, (CohortId, Vec<u8>)>],
        subjects: &mut [Subject],
    ) -> Result<(), Error> {
        let mut missing: BTreeMap<i64, BTreeSet<&'static str>> = BTreeMap::new();
        for (target, standing) in targets.iter().zip(standing) {
            let wanted = target.facets();
            for subject in subjects.iter().filter(|subject| !standing.contains_key(&subject.id.get())) {
                let lacking = wanted.iter().copied().filter(|facet| !subject.facets.contains_key(*facet));
                for facet in lacking {
                    missing.entry(subject.id.get()).or_default().insert(facet);
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let ids: Vec<i64> = missing.keys().copied().collect();
        let parameters = holder::parameters(tx, &ids).await?;
        let asked;
        let vault = if let Some(vault) = &self.vault {
            vault
        } else {
            // Fails, and says where the key was looked for.
            asked = session.vault(tx).await?;
            &asked
        };
        let mut told: BTreeMap<i64, BTreeMap<String, String>> = BTreeMap::new();
        for stored in &parameters {
            let holder = stored.holder_id.get();
            let Some(wanted) = missing.get(&holder) else { continue };
            let meaning = self.yardstick.meaning(vault, stored)?;
            for facet in wanted {
                if let Some(value) = meaning.get(facet) {
                    // The first parameter that tells a facet decides it.
                    let told = told.entry(holder).or_default();
                    told.entry((*facet).to_owned()).or_insert_with(|| value.to_string());
                }
            }
        }
        for subject in subjects {
            if let Some(facets) = told.remove(&subject.id.get()) {
                subject.facets.extend(facets);
                subject.opened = true;
            }
        }
        Ok(())
    }
}

/// The holders who stand elsewhere than the facts in clear say, at most `limit`: for `db check`, without a key.
/// Who was not placed yet is waited for by `cohort regroup`, and not named.
pub async fn misplaced(session: &Session, tx: &mut Tx, limit: usize) -> Result<Vec<String>, Error> {
    let mut targets = Vec::new();
    for stored in scheme::list(tx).await? {
        targets.push(Target::load(tx, stored).await?);
    }
    let mut found = Vec::new();
    let mut pages = Pages::new(None);
    while let Some(page) = pages.next(session, tx, &targets).await? {
        for (target, places) in targets.iter().zip(&page.places) {
            for (subject, place) in page.subjects.iter().zip(places) {
                if matches!(place.change, Change::Move | Change::Rekey) {
                    found.push(format!("scheme {} holder {}", target.stored.name, subject.id.get()));
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
        }
    }
    Ok(found)
}
