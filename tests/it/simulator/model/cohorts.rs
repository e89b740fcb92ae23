//! Cohorts, and who stands where in them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::people::told;
use super::{Holder, Model};

#[derive(Clone, Debug)]
pub(in crate::simulator) struct Scheme {
    pub(in crate::simulator) name: &'static str,
    pub(in crate::simulator) facets: Vec<&'static str>,
    pub(in crate::simulator) priority: Vec<&'static str>,
}

impl Model {
    /// The paths of the cohorts that a holder is in, from the root down.
    fn paths(scheme: &Scheme, holder: &Holder) -> Vec<String> {
        let mut known = holder.parameters.iter().filter(|known| !known.retired);
        let told = known.find_map(|known| told(known.kind, &known.value));
        let mut paths: Vec<String> = Vec::new();
        let mut parts: Vec<(bool, String)> = Vec::new();
        for facet in &scheme.facets {
            let value = told.as_ref().map(|(region, year, man)| match *facet {
                "region:2" => region[..2].to_owned(),
                "region:4" => region[..4].to_owned(),
                "region:6" => region.clone(),
                "birth-year" => year.to_string(),
                _ => (if *man { "M" } else { "F" }).to_owned(),
            });
            // A region says which one it is of.
            let region = facet.starts_with("region") && value.is_some();
            if region {
                parts.retain(|(region, _)| !region);
            }
            parts.push((region, value.unwrap_or_else(|| "unknown".to_owned())));
            paths.push(parts.iter().map(|(_, part)| part.as_str()).collect::<Vec<_>>().join("/"));
        }
        paths
    }

    /// Scheme, path and the holders of each cohort by rank.
    pub(super) fn cohorts(&self) -> BTreeMap<(&'static str, String), Vec<usize>> {
        let mut cohorts: BTreeMap<(&'static str, String), Vec<usize>> = BTreeMap::new();
        for scheme in &self.schemes {
            let free = self.holders.iter().enumerate().filter(|(_, holder)| holder.restricted.is_none());
            for (id, holder) in free {
                for path in Self::paths(scheme, holder) {
                    cohorts.entry((scheme.name, path)).or_default().push(id);
                }
            }
        }
        for ((scheme, _), members) in &mut cohorts {
            let scheme = self.schemes.iter().find(|known| known.name == *scheme).expect("it is one of them");
            let merit = |holder: &Holder, by: &str| match by {
                "visits" => Reverse(holder.visits),
                "fees" => Reverse(holder.fees),
                // Who registered first is first.
                _ => Reverse(-holder.registered),
            };
            members.sort_by_key(|id| {
                let merits = scheme.priority.iter().map(|by| merit(&self.holders[*id], by));
                (merits.collect::<Vec<_>>(), *id)
            });
        }
        cohorts
    }

    pub(super) fn lines_of_cohorts(&self, lines: &mut Vec<String>) {
        for ((scheme, path), members) in self.cohorts() {
            lines.push(format!("cohort {scheme} {path} {}", members.len()));
            for (rank, id) in (1..).zip(members) {
                lines.push(format!("member {scheme} {path} {rank} {}", self.holders[id].reference));
            }
        }
    }
}
