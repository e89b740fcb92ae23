//! What each role may do with each table: the one place where it is said.
//!
//! The owner may do everything, because the tables are theirs, and is not listed. A table that is missing here is a
//! defect that a test finds. What is only ever added to (postings, lines, the journal, card events, the audit log and all
//! other histories) has `update` and `delete` for nobody; what is replaced or put back has them column by column.
//!
//! Limits. The database keeps people to the tables and columns of their work, not to single persons, but for support.
//! Whoever may add an entry to the journal may add a wrong one: `db check` finds it, in their own name. Whoever may append
//! to the audit log may also spoil its head, which `audit verify` finds. The owner, and the server's superuser, may do
//! everything, also alter the rules: what protects from them is the head of the audit log, kept elsewhere.

use crate::domain::database_role::DatabaseRole;

/// A table and what each role may do with it.
///
/// Words are `read`, `insert`, `update` (of all columns), `update(a, b)` and `delete`; `veiled` is to read what a view of
/// the same name lets through (see [`super::veil`]), and `refusals` to add one's own refusals through it.
#[derive(Debug)]
pub struct Row {
    /// The table.
    pub table: &'static str,
    /// For `support`.
    pub support: &'static str,
    /// For `operator`.
    pub operator: &'static str,
    /// For `settlement`.
    pub settlement: &'static str,
    /// For `approver`.
    pub approver: &'static str,
    /// For `auditor`.
    pub auditor: &'static str,
}

impl Row {
    /// What a role may do.
    #[must_use]
    pub const fn of(&self, role: DatabaseRole) -> &'static str {
        match role {
            DatabaseRole::Support => self.support,
            DatabaseRole::Operator => self.operator,
            DatabaseRole::Settlement => self.settlement,
            DatabaseRole::Approver => self.approver,
            DatabaseRole::Auditor => self.auditor,
            DatabaseRole::Owner => "",
        }
    }
}

macro_rules! rows {
    ($($table:literal: $support:literal, $operator:literal, $settlement:literal, $approver:literal, $auditor:literal;)+) => {
        &[$(Row {
            table: $table,
            support: $support,
            operator: $operator,
            settlement: $settlement,
            approver: $approver,
            auditor: $auditor,
        }),+]
    };
}

/// Every table, by name: support, operator, settlement, approver, auditor.
pub const PRIVILEGES: &[Row] = rows! {
    "_sqlx_migrations": "read", "read", "read", "read", "read";
    "adjustment": "", "", "read insert", "read update(state, ended_at, ended_by)", "read";
    "agent": "veiled", "read insert update(name, region, center_id)", "read", "read", "veiled";
    "agent_parent": "read", "read insert", "read", "read", "read";
    "agent_status": "read", "read insert", "read", "read", "read";
    "attribution": "veiled", "read insert", "read insert", "", "read";
    "audit": "veiled refusals", "read insert", "read insert", "read insert", "read";
    "audit_head": "read update(seq, hash)", "read update(seq, hash)", "read update(seq, hash)", "read update(seq, hash)", "read";
    "batch": "read", "read insert update(state, file_sha256, file_path, plain_sha256, recipients, received, samples, agent_id, staff_id)", "read", "", "read";
    "batch_event": "", "read insert", "", "", "read";
    "batch_release": "", "read insert delete", "", "", "read";
    "bill_file": "", "", "read insert", "", "read";
    "bill_row": "", "", "read insert update(state, holder_id, payment_id)", "", "read";
    "card": "veiled", "read insert update(state, released, agent_id, staff_id, holder_id, activation, activation_key, failed_tries, last_failed_at) delete", "read", "", "veiled";
    "card_block": "veiled", "read insert", "read", "", "read";
    "card_event": "read", "read insert", "", "", "read";
    "center": "read", "read insert update(name)", "read", "read", "read";
    "chain": "", "read insert", "read insert", "read", "read";
    "cohort": "read", "read insert delete", "read insert", "", "read";
    "cohort_block": "read", "read insert update(members) delete", "read insert update(members) delete", "", "read";
    "cohort_policy": "read", "read insert", "read", "", "read";
    "cohort_state": "veiled", "read insert update(members, founder_id, founder_at) delete", "read insert update(members, founder_id, founder_at) delete", "", "read";
    "counter": "", "read update(next)", "read update(next)", "read update(next)", "read";
    "delivery_attempt": "", "read insert", "", "", "read";
    "dispatch_queue": "", "read insert update(key, provider_id, tries, next_at, leased_until, leased_by) delete", "", "", "read";
    "due": "", "read insert", "read insert update(state) delete", "read", "read";
    "holder": "veiled", "read insert update(card_no, state, activated_at, active_from, wanted_tier_id, visits, fees, guardian_consent, restricted_at)", "read update(fees, wanted_tier_id)", "read", "veiled";
    "holder_facets": "veiled", "read insert delete", "read", "", "read";
    "holder_parameter": "veiled", "read insert update(retired_at)", "read", "read", "veiled";
    "holder_secret": "veiled", "read insert update(secret, made_at, made_by) delete", "", "", "veiled";
    "holder_tier": "veiled", "read insert", "read insert", "", "read";
    "journal": "", "read insert", "read insert", "read insert", "read";
    "key_rotation": "read", "read", "read", "read", "read";
    "key_version": "read", "read", "read", "read", "read";
    "line": "", "read", "read insert", "read", "read";
    "listing": "", "read insert update(state, ended_at, to_holder_id, swapped_for, purchase_id)", "", "", "read";
    "listing_event": "", "read insert", "", "", "read";
    "lock_owner": "", "", "read insert update(owner, since)", "read insert update(owner, since)", "read";
    "member": "veiled", "read insert delete", "read insert delete", "", "read";
    "name_index": "read", "read insert", "", "", "read";
    "notice": "", "read insert update(expires_at, withdrawn_at)", "", "", "veiled";
    "notice_read": "", "read insert delete", "", "", "read";
    "parameter_claim": "read", "read insert update(n) delete", "read", "", "read";
    "parameter_verification": "veiled", "read insert", "read", "read", "read";
    "party_account": "", "read insert", "read", "read", "veiled";
    "party_identity": "", "read insert update(kind, name, name_mask, number, number_mask, verified_at, verified_by, method, recorded, recorded_by)", "read", "read", "veiled";
    "payment": "veiled", "read insert", "read insert", "", "read";
    "payment_claim": "veiled", "read insert", "read insert", "", "read";
    "payment_refund": "veiled", "read", "read insert", "", "read";
    "payout": "", "", "read insert", "read update(state, ended_at, ended_by)", "read";
    "payout_export": "", "", "read insert", "read", "read";
    "payout_item": "", "", "read insert update(state, reference, reason, confirmed_at, confirmed_by)", "read", "read";
    "payout_rule": "", "", "read insert", "read", "read";
    "period_event": "", "read", "read insert", "read insert", "read";
    "placement": "veiled", "read insert delete", "read insert delete", "", "read";
    "placement_due": "", "read insert delete", "read insert delete", "", "read";
    "placement_past": "", "read insert delete", "read insert", "", "read";
    "plan_rule": "", "", "read insert", "read", "read";
    "plan_share": "", "", "read insert", "read", "read";
    "plan_version": "", "", "read insert", "read update(state, decided_at, decided_by)", "read";
    "posting": "veiled", "read insert", "read insert", "read insert", "read";
    "provider": "read", "read insert update(name)", "read", "read", "read";
    "provider_rate": "", "read insert", "read", "read", "read";
    "purchase": "veiled", "read insert", "read insert update(original_id, held)", "read", "read";
    "purchase_claim": "", "read insert", "read insert update(refunded)", "read", "read";
    "ref_claim": "read", "read insert", "read", "read", "read";
    "region_table": "read", "read insert", "read", "read", "read";
    "regroup": "", "read insert", "", "", "read";
    "request": "", "read insert update(state, provider_id, ended_at, payload)", "", "", "veiled";
    "request_claim": "", "read insert delete", "", "", "read";
    "retained_key": "veiled", "read", "read", "read", "veiled";
    "run": "", "read", "read insert update(state, epoch, finished_at, ended_at, ended_by, purchases, refunds, lines, pool, digest, amount, late)", "read update(state, approved_at, approved_by)", "read";
    "run_total": "", "", "read insert", "read", "read";
    "scheme": "read", "read insert update(version, grouped_on, grouped_regions)", "read", "", "read";
    "scheme_version": "read", "read insert update(in_force_at)", "read", "", "read";
    "service": "", "read insert update(rule, open_to)", "", "", "read";
    "service_offer": "", "read insert update(place, address, regions, checks, window_s, state, secret)", "", "", "veiled";
    "service_turn": "", "read insert update(turn)", "", "", "read";
    "setting": "read", "read", "read", "read", "read";
    "settled": "veiled", "read", "read insert", "read", "read";
    "site_code": "read", "read insert", "read", "read", "read";
    "source": "read", "read insert", "read insert", "read", "read";
    "staff": "veiled", "read insert update(name)", "read", "read", "veiled";
    "statement": "", "", "read insert", "read", "read";
    "tier": "read", "read insert update(name, rank, min_fee, permissions, is_default)", "read", "read", "read";
    "visit": "veiled", "read insert", "read", "", "read";
    "visit_claim": "", "read insert", "", "", "read";
    "waiting_refund": "", "read", "read insert delete", "", "read";
};

/// The column that the database fills in by itself: no role writes it.
pub const ENTERED_BY: &str = "entered_by";

/// Functions that do with the owner's rights what a role may not do by itself.
pub const FUNCTIONS: &[(&str, DatabaseRole)] =
    &[("forget_settled(BIGINT, BIGINT, BIGINT)", DatabaseRole::Settlement)];
