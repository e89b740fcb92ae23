//! One holder whose parameters are changed, in one transaction.

use serde_json::json;

use super::claim::{self, Owner, is_strong};
use crate::command::holder::{self as holders, check_age, mask_of_name};
use crate::command::placing::{self, Moved, Unplaced};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::parameter::{Facets, Parameter};
use crate::error::{Code, Error};
use crate::store::holder::{self, Holder, StoredParameter, sealed_row};
use crate::store::parameter::{self, Life};
use crate::store::{Store, Tx, lock};
use crate::vault::{Vault, short_tag};

/// The holder, everything that they were known by, and what it is judged by.
pub(super) struct Person {
    pub(super) platform: Platform,
    pub(super) vault: Vault,
    pub(super) yardstick: Yardstick,
    pub(super) holder: Holder,
    lives: Vec<Life>,
}

impl Person {
    /// Begins a transaction for an act on them and reads them; until it ends nobody else places or moves holders, and
    /// no keys are rotated.
    pub(super) async fn load(
        session: &Session,
        store: &Store,
        action: &str,
        text: &str,
    ) -> Result<(Tx, Self), Error> {
        session.key_ring().await?;
        let mut tx = store.begin().await?;
        lock::share_keys(&mut tx).await?;
        lock::hold_placements(&mut tx).await?;
        let platform = Platform::load(session, store, &mut tx).await?;
        let (mut tx, holder) = holders::named_to_change(session, store, &platform, tx, action, text).await?;
        let vault = session.vault(&mut tx).await?;
        let yardstick = Yardstick::load(&mut tx, platform.today(session).date()).await?;
        let lives = parameter::lives(&mut tx, holder.holder_id).await?;
        Ok((tx, Self { platform, vault, yardstick, holder, lives }))
    }

    /// The parameters that count.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Life> {
        self.lives.iter().filter(|life| life.retired_at.is_none())
    }

    /// The parameter of a number, retired or not.
    pub(super) fn numbered(&self, n: i64) -> Result<&Life, Error> {
        let found = self.lives.iter().find(|life| life.parameter.n == n);
        found.ok_or_else(|| no_such_parameter(&self.holder, n))
    }

    /// The one that counts and has this kind and value.
    pub(super) fn same(&self, wanted: &Parameter) -> Result<Option<&Life>, Error> {
        let kind = wanted.kind().to_string();
        for life in self.standing() {
            let stored = &life.parameter;
            if stored.kind == kind && stored.namespace == wanted.namespace() {
                let row = sealed_row(stored.holder_id, stored.n);
                let value = self.vault.open_text("holder_parameter", "value", &row, &stored.value)?;
                if *value == wanted.canonical() {
                    return Ok(Some(life));
                }
            }
        }
        Ok(None)
    }

    /// Whether a guardian consented to a parameter that tells of a child, now or before.
    pub(super) async fn check_age(
        &self,
        session: &Session,
        tx: &mut Tx,
        wanted: &Parameter,
        consent: Option<&str>,
    ) -> Result<(), Error> {
        let id = self.holder.holder_id;
        let known = parameter::guardian_consent(tx, id).await?;
        let today = self.platform.today(session).date();
        check_age([wanted.facets()], known.as_deref().or(consent), today)?;
        if let Some(consent) = consent.filter(|consent| known.as_deref() != Some(*consent)) {
            parameter::set_guardian_consent(tx, id, consent).await?;
        }
        Ok(())
    }

    /// Adds a parameter after all others and gives its number.
    pub(super) async fn add(
        &mut self,
        session: &mut Session,
        tx: &mut Tx,
        wanted: &Parameter,
    ) -> Result<i64, Error> {
        let holder_id = self.holder.holder_id;
        let n = self.lives.iter().map(|life| life.parameter.n).max().unwrap_or_default() + 1;
        if let Some(owner) = claim::claim(tx, &self.vault, holder_id, n, wanted).await? {
            return Err(self.taken(tx, wanted, &owner).await?);
        }
        let row = sealed_row(holder_id, n);
        let vault = &self.vault;
        let mut seal = |column, text: &str| {
            vault.seal("holder_parameter", column, &row, text.as_bytes(), &mut *session.randomness)
        };
        let stored = StoredParameter {
            holder_id,
            n,
            kind: wanted.kind().to_string(),
            namespace: wanted.namespace().to_owned(),
            tag: short_tag(wanted.namespace(), &vault.blind_index(wanted.namespace(), wanted.canonical())?),
            value: seal("value", wanted.canonical())?,
            mask: seal("mask", wanted.masked())?,
            told: wanted.told().map(|told| seal("told", told)).transpose()?,
        };
        let recorded = session.now().as_microsecond();
        parameter::insert(tx, &stored, recorded).await?;
        self.lives.push(Life {
            parameter: stored,
            recorded,
            retired_at: None,
            verified_at: None,
            method: None,
            operator: None,
        });
        Ok(n)
    }

    /// Retires a parameter: it counts no more, and its value may become somebody else's.
    pub(super) async fn retire(&mut self, session: &Session, tx: &mut Tx, n: i64) -> Result<(), Error> {
        let at = session.now().as_microsecond();
        parameter::retire(tx, self.holder.holder_id, n, at).await?;
        let Some(place) = self.lives.iter().position(|life| life.parameter.n == n) else {
            return Err(no_such_parameter(&self.holder, n));
        };
        self.lives[place].retired_at = Some(at);
        claim::release(tx, &self.vault, &self.lives[place], self.standing()).await
    }

    /// Whether something still identifies the person.
    pub(super) fn check_identified(&self) -> Result<(), Error> {
        if self.standing().any(is_strong) {
            return Ok(());
        }
        let reference = &self.holder.reference;
        Err(Error::new(Code::Conflict, format!("nothing would identify `{reference}` any more"))
            .hint("a holder has one strong parameter at least; `cardctl parameter replace` puts another in its place"))
    }

    /// Places the holder anew by what the standing parameters mean; the first that tells a facet decides it.
    pub(super) async fn reclassify(
        &self,
        session: &Session,
        store: &Store,
        tx: &mut Tx,
    ) -> Result<Vec<Moved>, Error> {
        let standing = self.standing().map(|life| self.yardstick.meaning(&self.vault, &life.parameter));
        let meanings: Vec<Facets> = standing.collect::<Result<_, Error>>()?;
        let id = self.holder.holder_id;
        placing::classify(tx, id, &meanings).await?;
        let (today, at) = (self.platform.today(session), session.now().as_microsecond());
        placing::follow(store, tx, today, at, &[id], Unplaced::Wait).await
    }

    /// The refusal of what belongs to somebody else.
    async fn taken(&self, tx: &mut Tx, wanted: &Parameter, owner: &Owner) -> Result<Error, Error> {
        let digest = self.vault.blind_index(wanted.namespace(), wanted.canonical())?;
        let tag = short_tag(wanted.namespace(), &digest);
        let Some(other) = holder::by_id(tx, owner.holder).await? else {
            return Ok(Error::new(Code::Inconsistency, format!("`{tag}` belongs to nobody who is there"))
                .hint("run `cardctl db check` for the whole extent"));
        };
        if other.restricted_at.is_some() {
            return Ok(Error::new(Code::HolderRestricted, format!("`{tag}` belongs to a restricted holder"))
                .hint("nobody can be given it while the restriction lasts"));
        }
        let (name, reference) = (mask_of_name(&self.vault, &other)?, &other.reference);
        Ok(Error::new(
            Code::Conflict,
            format!("`{tag}` is registered already: {} (ref `{reference}`)", *name),
        )
        .hint(format!(
            "if it was given to somebody else since, free it: `cardctl parameter retire {reference} {} --reason TEXT`",
            owner.n
        )))
    }

    /// What the audit log says of a change.
    pub(super) fn detail(
        &self,
        added: Option<i64>,
        retired: Option<i64>,
        moved: &[Moved],
    ) -> serde_json::Value {
        let shown = |n: i64| {
            let life = self.lives.iter().find(|life| life.parameter.n == n);
            life.map(|life| json!({ "n": n, "kind": life.parameter.kind, "tag": life.parameter.tag }))
        };
        let moved: Vec<&str> = moved.iter().map(|moved| moved.scheme.as_str()).collect();
        json!({ "added": added.and_then(shown), "retired": retired.and_then(shown), "moved": moved })
    }
}

/// A holder has no parameter of this number.
pub(super) fn no_such_parameter(holder: &Holder, n: i64) -> Error {
    let reference = &holder.reference;
    Error::new(Code::NotFound, format!("`{reference}` has no parameter {n}"))
        .hint(format!("`cardctl parameter list {reference}` lists them with their numbers"))
}
