//! What the program exports of lines and balances.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::division::Place;
use super::super::scenario::{CENTERS, SOURCES, STAFF};
use super::{Item, Reference, State, money};

impl Reference {
    /// Role, level and party of a place of an item.
    fn party(&self, item: &Item, place: Place) -> (&'static str, String, String) {
        let purchase = item.original.map_or(item, |original| &self.items[original]);
        let stamp = purchase.stamp.as_ref().expect("of a purchase");
        let holder = &self.scenario.holders[purchase.row.holder];
        let alone = |role, party: &str| (role, String::new(), party.to_owned());
        match place {
            Place::Holder => alone("holder", &holder.reference),
            Place::Agent(level) => {
                ("agent", level.to_string(), self.scenario.agents[stamp.chain[level - 1]].code.clone())
            }
            Place::Staff => alone("staff", STAFF[stamp.served.staff.expect("somebody served")]),
            Place::Center => alone("center", CENTERS[holder.center]),
            Place::Platform => alone("platform", "platform"),
        }
    }

    pub(super) fn lines(&self, mut items: Vec<usize>) -> String {
        items.sort_by_key(|item| (SOURCES[self.items[*item].row.source], self.items[*item].row.id.clone()));
        let mut text = "source,external_id,role,level,party,amount\n".to_owned();
        for item in items.iter().map(|item| &self.items[*item]) {
            for (place, units) in &item.lines {
                let (role, level, party) = self.party(item, *place);
                let (source, id) = (SOURCES[item.row.source], &item.row.id);
                // A spreadsheet would reckon with it, unless it is a number.
                let mut behind = id.trim_start_matches(['+', '-']).chars();
                let reckons = id.starts_with(['=', '+', '-', '@'])
                    && behind.any(|c| !c.is_ascii_digit() && c != '.' && c != ',');
                let guard = if reckons { "'" } else { "" };
                writeln!(text, "{source},{guard}{id},{role},{level},{party},{}", money(*units))
                    .expect("a string grows");
            }
        }
        text
    }

    /// A posting is the net of a party in a run; a party without any is not listed.
    pub(super) fn balances(&self) -> String {
        let kinds = ["holder", "agent", "staff", "center", "platform", "provider"];
        let place = |kind: &str| kinds.iter().position(|known| *known == kind).expect("a kind");
        let mut balances: BTreeMap<(usize, String), i128> = BTreeMap::new();
        for (run, _) in (1..).zip(&self.runs).filter(|(_, state)| **state == State::Posted) {
            let mut nets: BTreeMap<(usize, String), i128> = BTreeMap::new();
            for item in self.items.iter().filter(|item| item.run == Some(run)) {
                for (place_of, units) in &item.lines {
                    let (role, _, party) = self.party(item, *place_of);
                    *nets.entry((place(role), party)).or_insert(0) += units;
                }
                let provider = self.scenario.providers[item.row.provider].code;
                *nets.entry((place("provider"), provider.to_owned())).or_insert(0) -= item.pool;
            }
            for (party, net) in nets.into_iter().filter(|(_, net)| *net != 0) {
                *balances.entry(party).or_insert(0) += net;
            }
        }
        let mut text = "kind,party,earned,paid,balance\n".to_owned();
        for ((kind, party), balance) in balances {
            let balance = money(balance);
            writeln!(text, "{},{party},{balance},0.00,{balance}", kinds[kind]).expect("a string grows");
        }
        text
    }
}
