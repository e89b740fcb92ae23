//! The catalog of error codes: one table feeds the type, `cardctl help errors` and the manual.

macro_rules! codes {
    ($($variant:ident, $name:literal, $exit:literal, $explanation:literal;)+) => {
        /// What kind of error it is. The name is stable: scripts branch on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)+
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

            /// One paragraph for `cardctl help error CODE`: what happened, and what to do.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }
        }
    };
}

codes! {
    Failed, "failed", 1,
        "The command could not do its work, for the reason in the message. Nothing was changed: what it had \
         begun was rolled back. Mend the cause and run the command again.";
    Io, "io", 1,
        "A file or a stream could not be read or written: it does not exist, may not be opened, or the disk is \
         full. The message names it. Nothing was changed in the database.";
    Conflict, "conflict", 1,
        "Something with this name exists already, with other values. To repeat an `add` with the same values is \
         safe and says `unchanged`; to change values use the `set` of the same noun.";
    AgentTree, "agent-tree", 1,
        "The tree of agents can't be so: on some day an agent would stand above itself, or a chain would have more \
         than 64 levels. The message names the agents and the first such day; `cardctl agent tree --on DATE` draws \
         the tree of a day.";
    RunState, "run-state", 1,
        "The thing is not in a state that allows this step: a run is approved before it is posted, a card is \
         released before it is activated. `show` prints the state, and the manual has the table of legal moves.";
    PeriodOrder, "period-order", 1,
        "Months are closed one after the other, each when it is over in the platform's time zone, and only the last \
         closed one is reopened. The hint names the month whose turn it is; `cardctl period list` shows how they \
         stand.";
    Inconsistency, "inconsistency", 1,
        "A row of the database makes no sense, so nothing was computed from it. The message names table, column \
         and row. Run `cardctl db check` for the whole extent, and restore a backup if it was damaged from \
         outside.";
    KeyMissing, "key-missing", 1,
        "There is no key file where one is expected, so personal data can neither be opened nor found. Name it \
         by `--key-file`, or bring it back from its own backup. A database without its key file can't be read \
         by anybody.";
    KeyCommand, "key-command", 1,
        "The program of `--key-command` gave no keys: it could not be started, failed, took longer than 30 seconds, or \
         printed something else. Its own messages stand above. Nothing was changed.";
    Internal, "internal", 1,
        "The program contradicted itself. This is a defect of the program, not of your input; the transaction \
         was rolled back. Please report it with the message and the command.";
    Usage, "usage", 2,
        "The command line is not understood: an unknown flag, column or value, or a value that is missing where \
         it can't be asked for. `--help` after the command prints what it takes.";
    RowsRejected, "rows-rejected", 3,
        "Some rows of the input were not accepted. The good ones are in; the others are in the rejects file with \
         line number and reason, ready to be corrected and loaded again.";
    NotFound, "not-found", 5,
        "Nothing has this name or number. If something similar exists, the hint names it; `list` of the same \
         noun prints all.";
    CheckFailed, "check-failed", 6,
        "A check or a reconciliation found differences; each of them was printed. Nothing was changed.";
    NeedsConfirmation, "needs-confirmation", 7,
        "The command changes something that matters, and nobody agreed to it: the answer was no, or there was no \
         terminal to ask at. In a script say `--yes`, and in production also `--confirm PROFILE`: the name of the profile \
         that is marked `production`, or `production` where the database itself is marked so and no profile is.";
    WrongEnvironment, "wrong-environment", 7,
        "The database belongs to another environment than the profile in use says, so it is probably the wrong database \
         or the wrong profile. Nothing was read or changed. `cardctl whoami` shows both sides, `cardctl config profiles` \
         what each profile says, and `cardctl config show --origin` why this database is meant.";
    NeedsApproval, "needs-approval", 7,
        "The step wants the approval of another operator than the one who prepared it (four eyes). The hint says \
         which command the other one runs.";
    NeedsAcknowledgement, "needs-acknowledgement", 7,
        "The change meets a rule of the law that the program knows: it can be right, but somebody has to say that it \
         is meant. The message and the hints name the rule and where it stands. Repeat the command with \
         `--acknowledge RULE --reason TEXT`; both are recorded.";
    PermissionMissing, "permission-missing", 7,
        "The holder may not do it. Permissions come from the tier, and cohorts give and take them; `holder show` \
         lists what holds for a holder and where each comes from.";
    NotPermitted, "not-permitted", 7,
        "The database or the file system doesn't let this user do it. `cardctl whoami` prints who you are; the \
         owner of the database grants rights.";
    ActivationRefused, "activation-refused", 7,
        "The card and the code don't activate a holder: unknown card, wrong code, or a card that is not \
         released, is used or is locked. All look the same on purpose, so that nobody can find codes by trying. \
         `card show` tells an operator the state, and `card unlock` opens a locked card.";
    HolderRestricted, "holder-restricted", 7,
        "The holder's record is restricted: the person asked for its deletion, and the law wants it kept. Until \
         then nothing but storage is allowed, so nothing of it is shown or changed. \
         `cardctl holder restrict REF --lift --reason TEXT` ends it, when the person asks for that.";
    GuardianConsent, "guardian-consent", 7,
        "The person is under 14 years old, so their data may only be kept with the consent of a guardian (personal \
         information protection law, article 31). Give the number of the written consent by \
         `--guardian-consent`.";
    PeriodUnsettled, "period-unsettled", 7,
        "The month can't be closed, because items that are due in it are not settled and posted. The message counts them \
         by reason, and the hints say what to do for each; `cardctl period show` lists what is left. Held items, and \
         refunds that wait for their purchase, may be left.";
    PeriodClosed, "period-closed", 7,
        "The day lies in a month that is closed, or before one, so no run can belong to it any more. What came late for \
         it settles in the next run, through a later day. `cardctl period reopen` asks to open the last closed month \
         again, when it has to be.";
    Guard, "guard", 7,
        "The result is far from what is usual, so it was held back: the guard of the settings compares it with \
         earlier runs. Look at it; if it is right, repeat the command as the hint says.";
    DigestMismatch, "digest-mismatch", 7,
        "The result is not the one that was expected: its digest differs from the given one, so something changed \
         since it was looked at. The run was discarded, and its items are due again. Look at the new result by \
         `cardctl settle run --dry-run` and give its digest.";
    WrongKey, "wrong-key", 7,
        "The key file belongs to another database, or holds no key: its check value differs. Nothing was read or \
         written with it. Name the right one by `--key-file`.";
    KeyPermissions, "key-permissions", 7,
        "The key file can be read by others than its owner, so it is not used. `chmod 600` it; if others may \
         have read it, what it opens must be taken for known.";
    KeyNotHeld, "key-not-held", 7,
        "The key file is of this platform and lacks a key that the command wants: it holds derived keys for support, \
         counter or print house only, or the keys were rotated and it lacks the newer version. Whoever has the root key \
         makes another by `cardctl key export`. Nothing was changed.";
    BadFile, "bad-file", 8,
        "The input file can't be read as what it should be: header, encoding or form is wrong, or rows were \
         rejected under `--all-or-nothing`. The message names the line. Nothing was written.";
    BadPlan, "bad-plan", 8,
        "The plan file breaks a rule: shares above 100 % for some tier and category, an unknown role, tier or key, \
         or a date that is none. The message and the hints name each line and its rule. Nothing was written.";
    BadParameter, "bad-parameter", 8,
        "The value is not a parameter of its kind: a check digit, a length or a region is wrong. \
         `cardctl parameter inspect` says what it means and what is wrong with it.";
    NotInitialised, "not-initialised", 10,
        "The database has no cardctl schema yet. `cardctl init` makes it; if there should be one, look whether \
         `--database` or the profile names the right place.";
    SchemaNewer, "schema-newer", 10,
        "The database was migrated by a newer version of the program. It is left untouched: install that version \
         or a later one.";
    SchemaOlder, "schema-older", 10,
        "The database has an older schema than the program. Make a backup and run `cardctl db migrate`.";
    RunLocked, "run-locked", 75,
        "Another run holds the lock, so this one did nothing. Try again when it is done; the message says who \
         holds the lock and since when. A lock of a killed run is taken over by the next one.";
    DatabaseUnreachable, "database-unreachable", 75,
        "The database can't be reached, or the connection was lost before the work was committed. Try again \
         later; `cardctl config show --origin` says which database is meant, and why.";
    Busy, "busy", 75,
        "Others are writing the same rows, and the database gave up waiting. Nothing was changed. Run the command \
         again.";
    Interrupted, "interrupted", 130,
        "The command was interrupted. What it had committed is consistent, the rest was rolled back, and the \
         command can be run again.";
    OutputClosed, "output-closed", 0,
        "The program that reads the output closed it early, as `head` does. This is no error: nothing is printed, \
         and the exit status is 0.";
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
        "refused: needs confirmation, another operator's approval, a permission, or another environment's database",
    ),
    (8, "bad input file; nothing was written"),
    (10, "database not initialised, or of another schema version"),
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

    #[test]
    fn explanations_are_one_paragraph_of_sentences() {
        for code in Code::ALL {
            let text = code.explanation();
            assert!(text.ends_with('.') && !text.contains(['\n', '\t']), "{}", code.name());
            assert!(!text.contains("  "), "{}: doubled space", code.name());
        }
    }
}
