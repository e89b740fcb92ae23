//! Which cohorts a holder belongs to, for every command that makes or changes holders.

mod grounds;
mod place;

use std::collections::{BTreeMap, BTreeSet};

pub use grounds::Grounds;
pub use place::{Change, KNOWN_NOW, Placed, Target, leaves, moves, place, place_by};

use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::parameter::Facets;
use crate::domain::party::PartyId;
use crate::domain::scheme::{Facts, Merits};
use crate::error::Error;
use crate::output::{Column, Table, Value};
use crate::store::cohort::block;
use crate::store::cohort::placement::{self, Move};
use crate::store::facets::{self, Clear};
use crate::store::scheme::StoredScheme;
use crate::store::{Result, Store, Tx, cohort, lock, scheme};

/// The facets that some of these schemes group by: no others are kept in clear.
#[must_use]
pub fn needed_facets(schemes: &[StoredScheme]) -> BTreeSet<&str> {
    schemes.iter().flat_map(|stored| stored.scheme.facets()).collect()
}

/// What of a holder's parameters is kept in clear. The first parameter that tells a facet decides it.
#[must_use]
pub fn clear_facets<'a>(needed: &BTreeSet<&str>, parameters: impl IntoIterator<Item = &'a Facets>) -> Clear {
    let mut clear = BTreeMap::new();
    for facets in parameters {
        for name in needed {
            if let Some(value) = facets.get(name) {
                clear.entry((*name).to_owned()).or_insert_with(|| value.to_string());
            }
        }
    }
    clear
}

/// Parts the cohorts that have grown large into blocks, in every scheme, and says how many they were.
///
/// Loads do so at their end, so that neither the next look at a rank nor the next regrouping has to count a million.
/// The caller holds the placements.
pub async fn part_large(tx: &mut Tx) -> Result<usize> {
    let mut parted = 0;
    for stored in scheme::list(tx).await? {
        parted += block::part(tx, stored.scheme_id).await?;
    }
    Ok(parted)
}

/// A new holder on their way into the cohorts.
pub struct Newcomer {
    /// Who.
    pub holder: PartyId,
    /// The facets in clear.
    pub facets: Clear,
    /// Their tier.
    pub tier: Option<TierId>,
    /// What orders them.
    pub merits: Merits,
}

/// All schemes, ready to place new holders in one transaction.
pub struct Placer {
    targets: Vec<Target>,
    grounds: Grounds,
    at: i64,
}

impl Placer {
    /// Reads the schemes, which no regrouping changes from here on.
    pub async fn load(tx: &mut Tx, today: Day, at: i64) -> std::result::Result<Self, Error> {
        lock::share_placements(tx).await?;
        let schemes = scheme::list(tx).await?;
        let grounds = Grounds::load(tx, today, &schemes).await?;
        Ok(Self { targets: schemes.into_iter().map(Target::on_demand).collect(), grounds, at })
    }

    /// What of a newcomer's parameters is kept in clear.
    #[must_use]
    pub fn clear_facets<'a>(&self, parameters: impl IntoIterator<Item = &'a Facets>) -> Clear {
        let needed = self.targets.iter().flat_map(|target| target.stored.scheme.facets()).collect();
        clear_facets(&needed, parameters)
    }

    /// Puts new holders, in the order of their numbers, into the cohorts of every scheme.
    pub async fn place(&mut self, store: &Store, tx: &mut Tx, newcomers: &[Newcomer]) -> Result<()> {
        // All cohorts first: who makes one waits for nobody who counts members already.
        let mut leaves = Vec::with_capacity(self.targets.len());
        for target in &mut self.targets {
            let scheme = &target.stored.scheme;
            let measure = self.grounds.measure(scheme, self.grounds.today);
            let values: Vec<Vec<String>> = newcomers
                .iter()
                .map(|each| {
                    let tier = each.tier.and_then(|tier| self.grounds.tier(tier));
                    scheme.values(&Facts { facets: &each.facets, tier }, &measure)
                })
                .collect();
            leaves.push(target.tree.ensure(store, tx, &values).await?);
        }
        for (target, leaves) in self.targets.iter_mut().zip(leaves) {
            let scheme = &target.stored.scheme;
            let moves: Vec<Move> = newcomers
                .iter()
                .zip(leaves)
                .map(|(each, leaf)| Move {
                    holder: each.holder,
                    registered_at: each.merits.registered_at,
                    from: None,
                    to: Some((leaf, scheme.key(&each.merits))),
                })
                .collect();
            placement::write(tx, &target.stored, &mut target.tree, &moves, self.at).await?;
        }
        Ok(())
    }
}

/// A cohort that a holder left for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The scheme's name.
    pub scheme: String,
    /// The path of the leaf before; nothing where there was none.
    pub from: Option<String>,
    /// The path of the leaf from now on.
    pub to: String,
}

const MOVED: [Column; 3] =
    [Column::new("scheme", "SCHEME"), Column::new("from", "FROM"), Column::new("to", "TO")];

/// The cohorts that were left and entered.
#[must_use]
pub fn moves_table(moved: &[Moved]) -> Table {
    let mut table = Table::new(&MOVED);
    for each in moved {
        table.row([
            Value::code(each.scheme.clone()),
            each.from.clone().map(Value::code).into(),
            Value::code(each.to.clone()),
        ]);
    }
    table
}

/// Whether holders whom a scheme has not placed are placed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplaced {
    /// They wait for the first regrouping of the scheme: not everything that it asks for stands in clear.
    Wait,
    /// All that schemes ask for stands in clear.
    Place,
}

/// Brings holders where they belong after something that their places depend on was changed, in every scheme.
///
/// The caller shares the placements at least, and has changed the facts in this transaction.
pub async fn follow(
    store: &Store,
    tx: &mut Tx,
    today: Day,
    at: i64,
    holders: &[PartyId],
    unplaced: Unplaced,
) -> std::result::Result<Vec<Moved>, Error> {
    let ids: Vec<i64> = holders.iter().map(|holder| holder.get()).collect();
    let schemes = scheme::list(tx).await?;
    let grounds = Grounds::load(tx, today, &schemes).await?;
    let mut moved = Vec::new();
    // All cohorts first: who makes one waits for nobody who counts members already.
    let mut written = Vec::new();
    for stored in schemes {
        let mut subjects = placement::subjects(tx, stored.scheme_id, &ids).await?;
        if unplaced == Unplaced::Wait {
            subjects.retain(|subject| subject.now.is_some());
        }
        let mut target = Target::on_demand(stored);
        let mut placed = place(tx, &mut target, &grounds, subjects, |_| today, KNOWN_NOW).await?;
        placed.retain(|each| each.change != Change::None);
        for each in placed.iter().filter(|each| each.change != Change::Rekey) {
            let from = match &each.subject.now {
                Some(now) => cohort::by_id(tx, now.leaf).await?.map(|cohort| cohort.path),
                None => None,
            };
            moved.push(Moved { scheme: target.stored.name.clone(), from, to: each.path.clone() });
        }
        let ways = moves(store, tx, &mut target, &grounds, placed).await?;
        written.push((target, ways));
    }
    for (mut target, ways) in written {
        placement::write(tx, &target.stored, &mut target.tree, &ways, at).await?;
    }
    Ok(moved)
}

/// Works out from what a holder's parameters mean which facets stand in clear.
pub async fn classify(tx: &mut Tx, holder: PartyId, meanings: &[Facets]) -> Result<()> {
    let schemes = scheme::list(tx).await?;
    let clear = clear_facets(&needed_facets(&schemes), meanings);
    facets::replace(tx, &[(holder, &clear)]).await
}
