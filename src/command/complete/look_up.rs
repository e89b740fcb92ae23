//! Where the names come from: the configuration and a glance at the database, within a time that nobody notices.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap_complete::engine::CompletionCandidate;

use super::line::Line;
use super::names::Kind;
use crate::cli::GlobalArgs;
use crate::command::place::{self, Place};
use crate::command::{db, setting};
use crate::config::{Config, NamedProfile};
use crate::domain::environment::Environment;
use crate::error::Code;
use crate::host::Variables;
use crate::output::safe;
use crate::store::glance::{self, Coded, Surroundings};
use crate::store::{Access, Store, StoreError, Tx, batch, period, plan, run, scheme, service, source, tier};

/// How long somebody who types waits for names at most. Starting the program comes on top of it.
const PATIENCE: Duration = Duration::from_millis(200);

/// More runs, batches or months than anybody chooses from: the newest ones.
const NEWEST: usize = 50;

/// What stands for the newest run or batch.
const LAST: &str = "last";

/// A name and what stands beside it.
type Name = (String, String);

/// What is known of the place where names are looked up.
#[derive(Clone)]
pub struct LookUp {
    flags: GlobalArgs,
    /// The scheme that the line names.
    scheme: Option<String>,
    variables: Variables,
}

impl LookUp {
    /// By the flags on the line and the environment.
    pub fn new(line: &Line, variables: Variables) -> Self {
        let flags = GlobalArgs {
            database: line.value("--database"),
            profile: line.value("--profile"),
            config: line.value("--config").map(PathBuf::from),
            ..GlobalArgs::default()
        };
        Self { flags, scheme: line.value("--scheme"), variables }
    }

    /// The names of a kind that begin with what is typed; none where they can't be had at once.
    pub fn names(&self, kind: Kind, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str().map(str::to_owned) else { return Vec::new() };
        let (answer, answered) = mpsc::channel();
        let look_up = self.clone();
        // Whatever it waits for, a file, a name server or a database: the program doesn't wait for the thread, and
        // ends it by ending.
        thread::spawn(move || {
            let names = look_up.find(kind, &typed).unwrap_or_default();
            // What isn't one word can't be written into the line as it is.
            let fits = |(name, _): &Name| {
                name.starts_with(&typed)
                    && !name.contains(|sign: char| sign.is_whitespace() || sign.is_control())
            };
            _ = answer.send(names.into_iter().filter(fits).collect::<Vec<_>>());
        });
        let names = answered.recv_timeout(PATIENCE).unwrap_or_default();
        let candidate = |(name, beside): Name| {
            let beside = (!beside.is_empty()).then(|| safe(&beside).into_owned().into());
            CompletionCandidate::new(name).help(beside)
        };
        names.into_iter().map(candidate).collect()
    }

    fn find(&self, kind: Kind, typed: &str) -> Option<Vec<Name>> {
        let listed = |names: &mut dyn Iterator<Item = (&str, &str)>| {
            Some(names.map(|(name, beside)| (name.to_owned(), beside.to_owned())).collect())
        };
        match kind {
            Kind::Setting => return listed(&mut setting::known()),
            Kind::CheckPass => return listed(&mut db::passes().map(|told| (told.name, told.proves))),
            Kind::ErrorCode => return listed(&mut Code::ALL.iter().map(|code| (code.name(), ""))),
            Kind::Profile => return self.profiles(|_| true),
            Kind::Confirmation => return Some(self.confirmations()),
            _ => {}
        }
        let config = Config::resolve(&self.flags, &self.variables).ok()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
        runtime.block_on(async {
            let mut access = Access::from(config.database.value.clone());
            access.variables = config.connection.variables.clone();
            let store = glance::open(&access, &self.surroundings()).await?;
            let right = right_place(&config, &store).await;
            let names = if right { self.look(&store, kind, typed).await.ok() } else { None };
            store.close().await;
            names
        })
    }

    /// The profiles of the configuration file. One that is being typed can't be in force yet.
    fn profiles(&self, wanted: impl Fn(&NamedProfile) -> bool) -> Option<Vec<Name>> {
        let flags = GlobalArgs { config: self.flags.config.clone(), ..GlobalArgs::default() };
        let profiles = Config::profiles(&flags, &self.variables).ok()?;
        let beside = |profile: &NamedProfile| {
            let database = profile.database.as_ref().map(ToString::to_string).unwrap_or_default();
            if profile.production { format!("{database} (production)") } else { database }
        };
        let profiles = profiles.iter().filter(|profile| wanted(profile));
        Some(profiles.map(|profile| (profile.name.clone(), beside(profile))).collect())
    }

    /// The profiles of production, and the environment where none of them is in use.
    fn confirmations(&self) -> Vec<Name> {
        let mut names = self.profiles(|profile| profile.production).unwrap_or_default();
        let environment = (Environment::PRODUCTION.to_owned(), "where no profile is marked".to_owned());
        if !names.iter().any(|(name, _)| *name == environment.0) {
            names.push(environment);
        }
        names
    }

    fn surroundings(&self) -> Surroundings {
        let named = self.variables.raw("PGPASSFILE").map(PathBuf::from);
        let at_home = self.variables.raw("HOME").map(|home| PathBuf::from(home).join(".pgpass"));
        Surroundings {
            password: self.variables.raw("PGPASSWORD").is_some(),
            password_files: named.into_iter().chain(at_home).collect(),
        }
    }

    async fn look(&self, store: &Store, kind: Kind, typed: &str) -> Result<Vec<Name>, StoreError> {
        let mut tx = store.snapshot().await?;
        let tx = &mut tx;
        Ok(match kind {
            Kind::Center => glance::codes(tx, Coded::Center, typed).await?,
            Kind::Staff => glance::codes(tx, Coded::Staff, typed).await?,
            Kind::Agent => glance::codes(tx, Coded::Agent, typed).await?,
            Kind::Provider => glance::codes(tx, Coded::Provider, typed).await?,
            Kind::Party => {
                let mut names = Vec::new();
                for of in [Coded::Agent, Coded::Staff, Coded::Center, Coded::Provider] {
                    names.extend(glance::codes(tx, of, typed).await?);
                }
                names.sort();
                names.dedup_by(|one, other| one.0 == other.0);
                names
            }
            Kind::Tier => {
                let tiers = tier::list(tx).await?;
                tiers.into_iter().map(|tier| (tier.code, tier.name)).collect()
            }
            Kind::Source => {
                let sources = source::list(tx).await?;
                sources.into_iter().map(|(_, name)| (name, String::new())).collect()
            }
            Kind::Scheme => {
                let schemes = scheme::list(tx).await?;
                schemes.into_iter().map(|stored| (stored.name, stored.scheme.facets_text())).collect()
            }
            Kind::Service => {
                let services = service::list(tx).await?;
                services.into_iter().map(|service| (service.code, service.rule.to_string())).collect()
            }
            Kind::Cohort => self.cohorts(tx, typed).await?,
            Kind::Plan => plans(tx).await?,
            Kind::Run => runs(tx).await?,
            Kind::Batch => batches(tx).await?,
            Kind::Period => {
                let standings = period::standings(tx).await?;
                let name = |standing: &period::Standing| {
                    (standing.period.to_string(), standing.state.as_str().to_owned())
                };
                standings.iter().rev().take(NEWEST).map(name).collect()
            }
            Kind::CheckPass | Kind::Confirmation | Kind::ErrorCode | Kind::Profile | Kind::Setting => {
                Vec::new()
            }
        })
    }

    /// The cohorts of the level that is being typed, in the scheme that the line names, or the only one. Where more
    /// levels follow, a name ends with the slash before the next.
    async fn cohorts(&self, tx: &mut Tx, typed: &str) -> Result<Vec<Name>, StoreError> {
        let mut schemes = scheme::list(tx).await?;
        if let Some(name) = &self.scheme {
            schemes.retain(|stored| stored.name == *name);
        }
        let [stored] = schemes.as_slice() else { return Ok(Vec::new()) };
        let levels = stored.scheme.groupings().len();
        let found = glance::cohorts(tx, stored, typed).await?;
        let name = |(path, members): (String, i64)| {
            let more = path.split('/').count() < levels;
            let members = format!("{members} {}", if members == 1 { "member" } else { "members" });
            (if more { format!("{path}/") } else { path }, members)
        };
        Ok(found.into_iter().map(name).collect())
    }
}

/// Whether profile and database agree: in the wrong database there is nothing to choose.
async fn right_place(config: &Config, store: &Store) -> bool {
    config.environment.is_none()
        || place::marked(store).await.is_ok_and(|marked| Place::agreed(config, marked).is_ok())
}

/// The names of plans, and each version by its date.
async fn plans(tx: &mut Tx) -> Result<Vec<Name>, StoreError> {
    let mut names: Vec<Name> = Vec::new();
    let versions = plan::list(tx).await?;
    for version in &versions {
        let name = version.plan.name();
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), "the newest version".to_owned()));
        }
    }
    names.extend(versions.iter().map(|version| {
        let name = format!("{}@{}", version.plan.name(), version.effective_from.date());
        (name, version.state.as_str().to_owned())
    }));
    Ok(names)
}

async fn runs(tx: &mut Tx) -> Result<Vec<Name>, StoreError> {
    let runs = run::list(tx).await?;
    let mut names = Vec::new();
    for run in runs.iter().take(NEWEST) {
        let beside = format!("{}, through {}", run.state()?.as_str(), run.through()?.date());
        if names.is_empty() {
            names.push((LAST.to_owned(), format!("run {}: {beside}", run.run_id)));
        }
        names.push((run.run_id.to_string(), beside));
    }
    Ok(names)
}

async fn batches(tx: &mut Tx) -> Result<Vec<Name>, StoreError> {
    let mut batches = batch::list(tx).await?;
    batches.sort_by_key(|batch| std::cmp::Reverse(batch.batch_id.get()));
    let mut names = Vec::new();
    for batch in batches.iter().take(NEWEST) {
        let beside = format!("{}, {} cards, {}", batch.center, batch.cards, batch.state()?.as_str());
        if names.is_empty() {
            names.push((LAST.to_owned(), format!("batch {}: {beside}", batch.batch_id)));
        }
        names.push((batch.batch_id.to_string(), beside));
    }
    Ok(names)
}
