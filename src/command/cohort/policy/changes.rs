//! The changes of a policy that are asked for.

use std::collections::BTreeSet;

use crate::cli::CohortPolicy;
use crate::command::failure::code;
use crate::domain::policy::{Permission, Policy};
use crate::error::{Code, Error};

/// The word that leaves something to the cohort above.
const INHERIT: &str = "inherit";
/// The word for an empty list.
pub(super) const NONE: &str = "none";

/// What is to become of a term.
enum Term<T> {
    /// It stays as it is.
    Kept,
    /// It is left to the cohort above.
    Inherited,
    /// It is this from now on.
    Set(T),
}

impl<T: Clone> Term<T> {
    fn read(text: Option<&str>, read: impl FnOnce(&str) -> Result<T, Error>) -> Result<Self, Error> {
        match text {
            None => Ok(Self::Kept),
            Some(INHERIT) => Ok(Self::Inherited),
            Some(text) => read(text).map(Self::Set),
        }
    }

    const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept)
    }

    fn apply(&self, term: &mut Option<T>) {
        match self {
            Self::Kept => {}
            Self::Inherited => *term = None,
            Self::Set(value) => *term = Some(value.clone()),
        }
    }
}

/// What is to become of a policy.
pub(super) struct Changes {
    service_priority: Term<u16>,
    allow: BTreeSet<Permission>,
    deny: BTreeSet<Permission>,
    inherit: BTreeSet<Permission>,
    services: Term<BTreeSet<String>>,
    message_class: Term<String>,
}

impl Changes {
    pub(super) fn of(arguments: &CohortPolicy) -> Result<Self, Error> {
        let service_priority = Term::read(arguments.service_priority.as_deref(), |text| {
            let number = text.parse::<u16>().ok().filter(|number| (1..=999).contains(number));
            number.ok_or_else(|| {
                Error::new(Code::Usage, format!("--service-priority: `{text}` is none"))
                    .hint("write a number from 1, served first, to 999, or `inherit`")
            })
        })?;
        let services = arguments.services.as_ref().map(|words| words.join(","));
        let services = Term::read(services.as_deref(), |text| {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != NONE);
            words.map(|word| Ok(code("--services", word)?.as_str().to_owned())).collect()
        })?;
        let message_class = Term::read(arguments.message_class.as_deref(), |text| {
            Ok(code("--message-class", text)?.as_str().to_owned())
        })?;
        let changes = Self {
            service_priority,
            allow: permissions("--allow", &arguments.allow)?,
            deny: permissions("--deny", &arguments.deny)?,
            inherit: permissions("--inherit", &arguments.inherit)?,
            services,
            message_class,
        };
        let mut named = BTreeSet::new();
        for permission in changes.allow.iter().chain(&changes.deny).chain(&changes.inherit) {
            if !named.insert(permission) {
                let message =
                    format!("`{permission}` is named by more than one of `--allow`, `--deny`, `--inherit`");
                return Err(Error::new(Code::Usage, message));
            }
        }
        Ok(changes)
    }

    pub(super) fn is_empty(&self) -> bool {
        let permissions = [&self.allow, &self.deny, &self.inherit];
        self.service_priority.is_kept()
            && self.services.is_kept()
            && self.message_class.is_kept()
            && permissions.iter().all(|named| named.is_empty())
    }

    pub(super) fn applied(&self, before: &Policy) -> Policy {
        let mut after = before.clone();
        for permission in self.allow.iter().chain(&self.deny).chain(&self.inherit) {
            after.allowed.remove(permission);
            after.denied.remove(permission);
        }
        after.allowed.extend(&self.allow);
        after.denied.extend(&self.deny);
        self.service_priority.apply(&mut after.service_priority);
        self.services.apply(&mut after.services);
        self.message_class.apply(&mut after.message_class);
        after
    }
}

fn permissions(flag: &str, words: &[String]) -> Result<BTreeSet<Permission>, Error> {
    let read = |word: &String| {
        let word = word.trim();
        word.parse::<Permission>().map_err(|error| {
            Error::new(Code::Usage, format!("{flag}: {error}"))
                .did_you_mean(word, Permission::ALL.iter().map(|known| known.as_str()))
        })
    };
    words.iter().map(read).collect()
}
