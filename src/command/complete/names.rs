//! What the value of each argument is the name of.

/// What kind of name a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Agent,
    Batch,
    Center,
    CheckPass,
    Cohort,
    /// What confirms a change in production.
    Confirmation,
    ErrorCode,
    /// Any party that has a code of its own: no holder.
    Party,
    Period,
    Plan,
    Profile,
    Provider,
    Run,
    Scheme,
    Service,
    Setting,
    Source,
    Staff,
    Tier,
}

/// What may be typed as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A name that is known somewhere.
    Name(Kind),
    /// Something new, an amount, a date, a text, or what concerns a person.
    Free,
}

/// Names, by the command and the argument; an argument without a command is the same everywhere.
const NAMES: &[(&str, &str, Kind)] = &[
    ("", "agent", Kind::Agent),
    ("", "batch", Kind::Batch),
    ("", "before", Kind::Run),
    ("", "center", Kind::Center),
    ("", "cohort", Kind::Cohort),
    ("", "compare", Kind::Run),
    ("", "confirm", Kind::Confirmation),
    ("", "parent", Kind::Agent),
    ("", "party", Kind::Party),
    ("", "pass", Kind::CheckPass),
    ("", "path", Kind::Cohort),
    ("", "payment_source", Kind::Source),
    ("", "plan", Kind::Plan),
    ("", "profile", Kind::Profile),
    ("", "provider", Kind::Provider),
    ("", "run", Kind::Run),
    ("", "scheme", Kind::Scheme),
    ("", "service", Kind::Service),
    ("", "source", Kind::Source),
    ("", "staff", Kind::Staff),
    ("", "tier", Kind::Tier),
    ("", "under", Kind::Cohort),
    ("agent move", "code", Kind::Agent),
    ("agent resume", "code", Kind::Agent),
    ("agent set", "code", Kind::Agent),
    ("agent show", "code", Kind::Agent),
    ("agent suspend", "code", Kind::Agent),
    ("agent tree", "code", Kind::Agent),
    ("center set", "code", Kind::Center),
    ("center show", "code", Kind::Center),
    ("db check", "since", Kind::Run),
    ("help error", "code", Kind::ErrorCode),
    ("period approve", "month", Kind::Period),
    ("period close", "month", Kind::Period),
    ("period reopen", "month", Kind::Period),
    ("period show", "month", Kind::Period),
    ("provider set", "code", Kind::Provider),
    ("provider show", "code", Kind::Provider),
    ("report activation", "month", Kind::Period),
    ("report cohorts", "month", Kind::Period),
    ("report commission", "month", Kind::Period),
    ("report dashboard", "month", Kind::Period),
    ("report issuance", "month", Kind::Period),
    ("report sales", "month", Kind::Period),
    ("report statement", "month", Kind::Period),
    ("scheme set", "name", Kind::Scheme),
    ("scheme show", "name", Kind::Scheme),
    ("setting set", "key", Kind::Setting),
    ("settle diff", "after", Kind::Run),
    ("staff set", "code", Kind::Staff),
    ("staff show", "code", Kind::Staff),
    ("tier set", "code", Kind::Tier),
    ("tier show", "code", Kind::Tier),
];

/// What is free, in the same way.
const FREE: &[(&str, &str)] = &[
    ("", "account"),
    ("", "address"),
    ("", "acknowledge"),
    ("", "adjustment"),
    ("", "allow"),
    ("", "amount"),
    ("", "as_of"),
    ("", "at"),
    ("", "bank"),
    ("", "bank_code"),
    ("", "card"),
    ("", "category"),
    ("", "channel"),
    ("", "check"),
    ("", "code"),
    ("", "columns"),
    ("", "consent"),
    ("", "count"),
    ("", "currency"),
    ("", "database"),
    ("", "debtor_account"),
    ("", "debtor_bank"),
    ("", "debtor_name"),
    ("", "date"),
    ("", "deny"),
    ("", "depth"),
    ("", "environment"),
    ("", "expect"),
    ("", "external_id"),
    ("", "facet"),
    ("", "facets"),
    ("", "filter"),
    ("", "fee"),
    ("", "from"),
    ("", "guardian_consent"),
    ("", "holder"),
    ("", "inherit"),
    ("", "jobs"),
    ("", "key_command"),
    ("", "kind"),
    ("", "level"),
    ("", "limit"),
    ("", "max_members"),
    ("", "message_class"),
    ("", "method"),
    ("", "min"),
    ("", "min_fee"),
    ("", "min_members"),
    ("", "n"),
    ("", "name"),
    ("", "new"),
    ("", "number"),
    ("", "on"),
    ("", "operator"),
    ("", "override_rule"),
    ("", "paid_at"),
    ("", "payment"),
    ("", "parameter"),
    ("", "pattern"),
    ("", "payout"),
    ("", "permission"),
    ("", "permissions"),
    ("", "place"),
    ("", "priority"),
    ("", "program"),
    ("", "purchase"),
    ("", "query"),
    ("", "rank"),
    ("", "rate"),
    ("", "reason"),
    ("", "receipt"),
    ("", "recipient"),
    ("", "reference"),
    ("", "region"),
    ("", "serials"),
    ("", "service_priority"),
    ("", "services"),
    ("", "since"),
    ("", "skip"),
    ("", "slice"),
    ("", "sort"),
    ("", "through"),
    ("", "time_zone"),
    ("", "to"),
    ("", "value"),
    ("", "verified"),
    ("", "verify"),
    ("", "wait"),
    ("", "window"),
    ("audit log", "after"),
];

/// What the value of an argument is; nothing where nobody has said it. What is said of a command beats what is said of
/// all.
pub fn of(path: &str, id: &str) -> Option<Word> {
    let name = |of: &str| NAMES.iter().find(|(path, known, _)| *path == of && *known == id);
    let free = |of: &str| FREE.iter().any(|(path, known)| *path == of && *known == id);
    [path, ""].into_iter().find_map(|of| {
        let named = name(of).map(|(.., kind)| Word::Name(*kind));
        named.or_else(|| free(of).then_some(Word::Free))
    })
}

/// Every row of the tables, for the test that none is left over.
#[cfg(test)]
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().map(|(path, id, _)| (*path, *id)).chain(FREE.iter().copied())
}
