//! The catalog of error codes: one table feeds the type, `cardctl help errors` and the manual. What there is to say about
//! each stands in `pages.md`.

macro_rules! codes {
    ($($variant:ident, $name:literal, $exit:literal;)+) => {
        /// What kind of error it is. The name is stable: scripts branch on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`; `pages.md` has its page.")] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, such as `run-locked`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The exit status of the program.
            #[must_use]
            pub const fn exit(self) -> u8 {
                match self { $(Self::$variant => $exit,)+ }
            }
        }
    };
}

codes! {
    Failed, "failed", 1;
    Io, "io", 1;
    Conflict, "conflict", 1;
    AgentTree, "agent-tree", 1;
    RunState, "run-state", 1;
    PeriodOrder, "period-order", 1;
    Inconsistency, "inconsistency", 1;
    KeyMissing, "key-missing", 1;
    KeyCommand, "key-command", 1;
    PasswordCommand, "password-command", 1;
    DatabaseDamaged, "database-damaged", 1;
    Internal, "internal", 1;
    Usage, "usage", 2;
    RowsRejected, "rows-rejected", 3;
    NotFound, "not-found", 5;
    CheckFailed, "check-failed", 6;
    NeedsConfirmation, "needs-confirmation", 7;
    WrongEnvironment, "wrong-environment", 7;
    NeedsApproval, "needs-approval", 7;
    NeedsAcknowledgement, "needs-acknowledgement", 7;
    PermissionMissing, "permission-missing", 7;
    RoleMissing, "role-missing", 7;
    NotPermitted, "not-permitted", 7;
    ActivationRefused, "activation-refused", 7;
    RequestRefused, "request-refused", 7;
    HolderRestricted, "holder-restricted", 7;
    GuardianConsent, "guardian-consent", 7;
    PeriodUnsettled, "period-unsettled", 7;
    PeriodClosed, "period-closed", 7;
    Guard, "guard", 7;
    DigestMismatch, "digest-mismatch", 7;
    WrongKey, "wrong-key", 7;
    KeyPermissions, "key-permissions", 7;
    KeyNotHeld, "key-not-held", 7;
    LoginRefused, "login-refused", 7;
    PasswordMissing, "password-missing", 7;
    TlsRefused, "tls-refused", 7;
    TlsUnverified, "tls-unverified", 7;
    DatabaseReadOnly, "database-read-only", 7;
    BadFile, "bad-file", 8;
    BadPlan, "bad-plan", 8;
    BadParameter, "bad-parameter", 8;
    NotInitialised, "not-initialised", 10;
    SchemaNewer, "schema-newer", 10;
    SchemaOlder, "schema-older", 10;
    DatabaseMissing, "database-missing", 10;
    ServerTooOld, "server-too-old", 10;
    RunLocked, "run-locked", 75;
    DatabaseUnreachable, "database-unreachable", 75;
    HostUnknown, "host-unknown", 75;
    DatabaseNotReady, "database-not-ready", 75;
    TooManyConnections, "too-many-connections", 75;
    ConnectionLost, "connection-lost", 75;
    CommitUnknown, "commit-unknown", 75;
    Busy, "busy", 75;
    Interrupted, "interrupted", 130;
    OutputClosed, "output-closed", 0;
}

impl Code {
    /// The code of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

/// Every exit status and what it means, for `cardctl help exit-codes`.
pub const EXIT_STATUSES: &[(u8, &str)] = &[
    (0, "done (also: nothing to do)"),
    (1, "failed; nothing was changed"),
    (2, "usage"),
    (3, "done in part: some input rows were rejected and written to the rejects file"),
    (4, "nothing to do, only with `--detailed-exitcode`"),
    (5, "not found"),
    (6, "a check or a reconciliation found differences"),
    (
        7,
        "refused: needs confirmation, another operator's approval, a permission, another environment's database, a login \
         or a verified connection",
    ),
    (8, "bad input file; nothing was written"),
    (10, "database not there, not initialised, or of a version that this program does not work with"),
    (75, "try again later: another run holds the lock, the database can't be reached, or a passing conflict"),
    (130, "interrupted; what was done is consistent and the command can be run again"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_found_again() {
        let mut seen = HashSet::new();
        for &code in Code::ALL {
            let name = code.name();
            assert!(seen.insert(name), "{name} twice");
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            assert_eq!(Code::named(name), Some(code));
        }
        assert_eq!(Code::named("Failed"), None);
    }

    #[test]
    fn every_exit_status_is_documented() {
        for code in Code::ALL {
            assert!(
                EXIT_STATUSES.iter().any(|(status, _)| *status == code.exit()),
                "{} has an undocumented exit",
                code.name()
            );
        }
    }
}
