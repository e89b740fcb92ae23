//! Which role of the database a command wants. One table feeds the help, the manual and the refusal; a test keeps it
//! complete.

use clap::Command;

use super::examples::joined;
use crate::domain::database_role::DatabaseRole::{self, Approver, Operator, Owner, Settlement, Support};

/// Whose work a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wants {
    /// Any of these roles will do; the first is the one whose work it is. The owner may do everything, and the auditor
    /// whatever only looks.
    pub roles: &'static [DatabaseRole],
    /// Whether the auditor may do it, because it only looks.
    pub looks: bool,
}

/// The command changes something: these roles may.
const fn does(roles: &'static [DatabaseRole]) -> Wants {
    Wants { roles, looks: false }
}

/// The command looks at something: these roles may, and the auditor.
const fn looks(roles: &'static [DatabaseRole]) -> Wants {
    Wants { roles, looks: true }
}

/// Who works with money and with what it follows from.
const BOOKS: &[DatabaseRole] = &[Settlement, Approver];
/// Who works in the directory, or with what stands there.
const DIRECTORY: &[DatabaseRole] = &[Operator, Settlement, Approver];

/// Commands, by their path below `cardctl`. A path stands for all below it that have no row of their own. No role at all:
/// anybody may, as far as they get.
const ROLES: &[(&str, Wants)] = &[
    ("agent", does(&[Operator])),
    ("agent list", looks(DIRECTORY)),
    ("agent show", looks(DIRECTORY)),
    ("agent tree", looks(DIRECTORY)),
    ("audit head", looks(&[])),
    ("audit log", looks(&[Support])),
    ("audit verify", looks(&[])),
    ("batch", does(&[Operator])),
    ("batch list", looks(&[Operator])),
    ("batch show", looks(&[Operator])),
    ("card", does(&[Operator])),
    ("card history", looks(&[Support, Operator])),
    ("card show", looks(&[Support, Operator])),
    ("center", does(&[Operator])),
    ("center list", looks(DIRECTORY)),
    ("center show", looks(DIRECTORY)),
    ("cohort diff", looks(&[Operator])),
    ("cohort list", looks(&[Operator])),
    ("cohort policy", does(&[Operator])),
    ("cohort regroup", does(&[Operator])),
    ("cohort show", looks(&[Operator])),
    ("cohort tree", looks(&[Operator])),
    ("db backup", does(&[Owner])),
    ("db check", looks(&[])),
    ("db grant", does(&[Owner])),
    ("db grants", looks(&[Owner])),
    ("db migrate", does(&[Owner])),
    ("db restore", does(&[Owner])),
    ("db revoke", does(&[Owner])),
    ("holder", does(&[Operator])),
    ("holder find", looks(&[Support, Operator])),
    ("holder history", looks(&[Support, Operator])),
    ("holder may", looks(&[Support, Operator])),
    ("holder show", looks(&[Support, Operator])),
    ("key", does(&[Owner])),
    ("key status", looks(&[Owner])),
    ("ledger", looks(BOOKS)),
    ("ledger adjust", does(&[Settlement])),
    ("ledger approve", does(&[Approver])),
    ("ledger refuse", does(&[Approver])),
    ("listing", does(&[Operator])),
    ("listing list", looks(&[Operator])),
    ("listing show", looks(&[Operator])),
    ("notice", does(&[Operator])),
    ("notice list", looks(&[Operator])),
    ("parameter", does(&[Operator])),
    ("parameter code list", looks(&[Support, Operator])),
    ("parameter list", looks(&[Support, Operator])),
    ("parameter regions export", looks(&[Support, Operator])),
    ("parameter regions show", looks(&[Support, Operator])),
    ("party", does(&[Operator])),
    ("party show", looks(DIRECTORY)),
    ("payment add", does(&[Settlement, Operator])),
    ("payment import", does(&[Settlement])),
    ("payment list", looks(&[Settlement])),
    ("payment match", does(&[Settlement])),
    ("payment reconcile", looks(&[Settlement])),
    ("payout", does(&[Settlement])),
    ("payout approve", does(&[Approver])),
    ("payout discard", does(&[Approver])),
    ("payout list", looks(BOOKS)),
    ("payout show", looks(BOOKS)),
    ("period approve", does(&[Approver])),
    ("period close", does(&[Settlement])),
    ("period list", looks(BOOKS)),
    ("period reopen", does(&[Settlement])),
    ("period show", looks(BOOKS)),
    ("plan approve", does(&[Approver])),
    ("plan import", does(&[Settlement])),
    ("plan lint", looks(BOOKS)),
    ("plan list", looks(BOOKS)),
    ("plan show", looks(BOOKS)),
    ("plan simulate", looks(BOOKS)),
    ("plan withdraw", does(&[Approver])),
    ("provider", does(&[Operator])),
    ("provider list", looks(DIRECTORY)),
    ("provider service list", looks(&[Operator])),
    ("provider service show", looks(&[Operator])),
    ("provider show", looks(DIRECTORY)),
    ("purchase", does(&[Settlement])),
    ("purchase list", looks(BOOKS)),
    ("purchase show", looks(BOOKS)),
    ("report activation", looks(&[Operator])),
    ("report cohorts", looks(&[Operator])),
    ("report commission", looks(BOOKS)),
    ("report dashboard", looks(&[])),
    ("report goods", looks(&[Operator])),
    ("report issuance", looks(&[Operator])),
    ("report requests", looks(&[Operator])),
    ("report sales", looks(BOOKS)),
    ("report statement", looks(&[Settlement])),
    ("request", does(&[Operator])),
    ("request list", looks(&[Operator])),
    ("scheme", does(&[Operator])),
    ("scheme list", looks(&[Operator])),
    ("scheme show", looks(&[Operator])),
    ("setting list", looks(DIRECTORY)),
    ("setting set", does(&[Owner])),
    ("settle", does(&[Settlement])),
    ("settle approve", does(&[Approver])),
    ("settle diff", looks(BOOKS)),
    ("settle explain", looks(BOOKS)),
    ("settle lines", looks(BOOKS)),
    ("settle list", looks(BOOKS)),
    ("settle pending", looks(BOOKS)),
    ("settle show", looks(BOOKS)),
    ("staff", does(&[Operator])),
    ("staff list", looks(DIRECTORY)),
    ("staff show", looks(DIRECTORY)),
    ("tier", does(&[Operator])),
    ("tier list", looks(DIRECTORY)),
    ("tier show", looks(DIRECTORY)),
    ("visit", does(&[Operator])),
    ("visit list", looks(&[Operator])),
];

/// Commands that anybody may run: they say what there is to say, work beside the database, or make one of their own.
const ANYBODY: [&str; 9] =
    ["completions", "config", "db status", "demo", "doctor", "help", "init", "parameter inspect", "whoami"];

/// What a command wants, by its path; nothing where anybody may run it.
#[must_use]
pub fn of(path: &str) -> Option<Wants> {
    if ANYBODY
        .iter()
        .any(|of| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    {
        return None;
    }
    let mut path = path;
    loop {
        if let Some((_, wants)) = ROLES.iter().find(|(of, _)| *of == path) {
            return Some(*wants);
        }
        path = path.rsplit_once(' ')?.0;
    }
}

/// What the help says of it.
fn sentence(wants: Wants) -> String {
    let auditor = wants.looks.then_some(DatabaseRole::Auditor);
    let mut words: Vec<&str> = wants.roles.iter().copied().chain(auditor).map(DatabaseRole::as_str).collect();
    let last = words.pop().unwrap_or_default();
    let words = if words.is_empty() { last.to_owned() } else { format!("{} or {last}", words.join(", ")) };
    format!("On PostgreSQL it wants the role {words}.")
}

/// Adds what each command wants to its long help and to the manual.
pub(super) fn add(command: Command, path: &str) -> Command {
    if command.has_subcommands() {
        return command.mut_subcommands(|below| {
            let path = joined(path, below.get_name());
            add(below, &path)
        });
    }
    let Some(wants) = of(path) else { return command };
    let long = command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string);
    command.long_about(format!("{}\n\n{}", long.unwrap_or_default(), sentence(wants)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;

    fn leaves(command: &Command, path: &str, into: &mut Vec<String>) {
        if !command.has_subcommands() {
            into.push(path.to_owned());
        }
        for below in command.get_subcommands() {
            leaves(below, &joined(path, below.get_name()), into);
        }
    }

    #[test]
    fn every_command_is_some_role_s_work() {
        let mut paths = Vec::new();
        leaves(&cli::command(), "", &mut paths);
        let anybody = |path: &str| {
            ANYBODY
                .iter()
                .any(|of| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        for path in &paths {
            assert_eq!(of(path).is_none(), anybody(path), "`{path}` stands in one of the two tables");
        }
        for (path, _) in ROLES {
            let known = paths.iter().any(|leaf| leaf == path || leaf.starts_with(&format!("{path} ")));
            assert!(known, "`{path}` is no command");
        }
        assert!(ROLES.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn nobody_decides_on_what_they_propose() {
        for (decides, proposes) in [
            ("plan approve", "plan import"),
            ("settle approve", "settle run"),
            ("period approve", "period reopen"),
            ("payout approve", "payout create"),
            ("ledger approve", "ledger adjust"),
        ] {
            let roles = |path| of(path).map(|wants| wants.roles);
            assert_eq!(roles(decides), Some(&[Approver][..]), "{decides}");
            assert_eq!(roles(proposes), Some(&[Settlement][..]), "{proposes}");
        }
    }

    #[test]
    fn the_help_names_the_role() {
        let help = |path: &str| of(path).map(sentence).unwrap_or_default();
        assert_eq!(help("settle run"), "On PostgreSQL it wants the role settlement.");
        assert_eq!(help("holder find"), "On PostgreSQL it wants the role support, operator or auditor.");
        assert_eq!(help("audit verify"), "On PostgreSQL it wants the role auditor.");
        assert_eq!(help("provider service add"), "On PostgreSQL it wants the role operator.");
    }
}
