//! What breaks cohorts.

use super::{Damage, damage, raised, taken};

/// What breaks cohorts.
pub(super) fn damages(of_h1: &str) -> Vec<Damage> {
    let beijing = "(SELECT cohort_id FROM cohort WHERE path = '11')";
    vec![
        taken("members-placed", "cohort 11 holder ", "placement", of_h1),
        damage(
            "members-placed",
            "cohort 44 holder ",
            &format!(
                "INSERT INTO member SELECT c.cohort_id, m.key, m.holder_id FROM member AS m
                 JOIN cohort AS c ON c.path = '44' WHERE m.cohort_id = {beijing} AND m.{of_h1}"
            ),
            &format!(
                "DELETE FROM member WHERE cohort_id = (SELECT cohort_id FROM cohort WHERE path = '44') AND {of_h1}"
            ),
        ),
        taken("placements-members", "holder ", "member", of_h1),
        taken("placements-members", "holder ", "member", &format!("cohort_id = {beijing} AND {of_h1}")),
        raised("cohort-tree", "cohort 11", "cohort", "depth", "path = '11'"),
        taken("cohort-tree", "cohort 11", "cohort_state", &format!("cohort_id = {beijing}")),
        raised("cohort-counts", "cohort ", "cohort_state", "members", &format!("cohort_id = {beijing}")),
        damage(
            "cohort-blocks",
            "cohort ",
            &format!(
                "INSERT INTO cohort_block SELECT {beijing}, 0, key, 0, 7 FROM member WHERE cohort_id = {beijing} LIMIT 1"
            ),
            "DELETE FROM cohort_block",
        ),
        raised("cohort-founders", "cohort F", "cohort_state", "founder_at", "founder_id IS NOT NULL"),
        damage(
            "cohort-founders",
            "cohort 11",
            &format!("UPDATE cohort_state SET founder_id = 5, founder_at = 5 WHERE cohort_id = {beijing}"),
            &format!(
                "UPDATE cohort_state SET founder_id = NULL, founder_at = NULL WHERE cohort_id = {beijing}"
            ),
        ),
        damage(
            "placements-past",
            "holder ",
            &format!("UPDATE placement_past SET until = until + 999999999999999 WHERE {of_h1}"),
            &format!("UPDATE placement_past SET until = until - 999999999999999 WHERE {of_h1}"),
        ),
        raised("visits-counted", "holder H1", "holder", "visits", "ref = 'H1'"),
        taken("visits-counted", "holder H2", "visit", "channel = 'import'"),
        damage(
            "schemes-in-force",
            "scheme main",
            "UPDATE scheme SET version = 7 WHERE name = 'main'",
            "UPDATE scheme SET version = 1 WHERE name = 'main'",
        ),
    ]
}
