//! `party show`: identity and account, masked, and what is owed.

use super::named;
use crate::cli::PartyNamed;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::holder::{Holder, sealed_row};
use crate::store::parameter::{self, Life};
use crate::store::{StoreError, Tx, party_account, party_identity, payout};
use crate::vault::{Vault, VaultError, if_held};

const BALANCES: [Column; 4] = [
    Column::new("kind", "KIND"),
    Column::new("earned", "EARNED"),
    Column::new("paid", "PAID"),
    Column::new("balance", "BALANCE"),
];

/// Runs `party show`.
pub(super) async fn run(session: &mut Session, whom: &PartyNamed) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let party = named(&mut tx, whom).await?;
    if let Some(error) = party.restricted() {
        return Err(error);
    }
    let vault = vault.as_ref();
    let kinds: Vec<Value> = party.kinds.iter().map(|kind| Value::code(kind.as_str())).collect();
    let mut record = Record::new()
        .field("party", "party", Value::code(party.code.clone()))
        .field("number", "number", party.id.get())
        .field("kinds", "is", Value::List(kinds));
    let identity = match &party.holder {
        Some(holder) => Identity::of_holder(&mut tx, &platform, vault, holder).await?,
        None => Identity::of_party(&mut tx, &platform, vault, party.id).await?,
    };
    record.extend(identity.record());
    let account = party_account::of(&mut tx, party.id).await?;
    let mask = match &account {
        Some(account) => {
            let row = sealed_row(account.party_id, account.n);
            shown(vault, ("party_account", "account_mask"), &row, &account.account_mask)?
        }
        None => Value::Null,
    };
    record.push("account_kind", "account kind", account.as_ref().map(|each| Value::code(each.kind.clone())));
    record.push("account", "account", mask);
    record.push("bank", "bank", account.as_ref().and_then(|each| each.bank.clone()).map(Value::text));
    let bank_code = account.as_ref().and_then(|each| each.bank_code.clone());
    record.push("bank_code", "clearing number", bank_code.map(Value::code));
    record.push("account_since", "account since", account.map(|each| platform.instant(each.recorded)));

    let mut table = Table::new(&BALANCES);
    let mut balance = Money::ZERO;
    for (kind, earned, paid) in payout::balances_of(&mut tx, party.id).await? {
        let too_much =
            || StoreError::inconsistent("posting", "amount", party.id.get(), "a balance above 64 bits");
        let left = earned.checked_add(Money::from_minor(-paid.minor())).ok_or_else(too_much)?;
        balance = balance.checked_add(left).ok_or_else(too_much)?;
        table.row([Value::code(kind.as_str()), earned.into(), paid.into(), left.into()]);
    }
    record.push("balance", "balance", balance);
    record.push("balances", "balances", table);
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

/// What of an identity is shown.
struct Identity {
    kind: Value,
    name: Value,
    number: Value,
    verified_at: Value,
    method: Value,
    verified_by: Value,
}

impl Default for Identity {
    fn default() -> Self {
        let [kind, name, number, verified_at, method, verified_by] = [const { Value::Null }; 6];
        Self { kind, name, number, verified_at, method, verified_by }
    }
}

impl Identity {
    /// A holder's name, and the document that proves it.
    async fn of_holder(
        tx: &mut Tx,
        platform: &Platform,
        vault: Option<&Vault>,
        holder: &Holder,
    ) -> Result<Self, Error> {
        let name = vault.map(|vault| holders::mask_of_name(vault, holder)).transpose()?;
        let name = name.map_or(Value::Null, |name| Value::text(name.to_string()));
        let mut identity = Self { name, ..Self::default() };
        let lives = parameter::lives(tx, holder.holder_id).await?;
        let document = lives.into_iter().filter(is_document).max_by_key(|life| life.verified_at);
        if let Some(Life { parameter: stored, verified_at, method, operator, .. }) = document {
            let row = sealed_row(stored.holder_id, stored.n);
            identity.kind = Value::code(stored.kind);
            identity.number = shown(vault, ("holder_parameter", "mask"), &row, &stored.mask)?;
            identity.verified(platform, verified_at, method, operator);
        }
        Ok(identity)
    }

    /// What was recorded of any other party.
    async fn of_party(
        tx: &mut Tx,
        platform: &Platform,
        vault: Option<&Vault>,
        party: PartyId,
    ) -> Result<Self, Error> {
        let Some(known) = party_identity::of(tx, party).await? else { return Ok(Self::default()) };
        let row = party.get().to_string();
        let mut identity = Self {
            name: shown(vault, ("party_identity", "name_mask"), &row, &known.name_mask)?,
            number: shown(vault, ("party_identity", "number_mask"), &row, &known.number_mask)?,
            kind: Value::code(known.kind),
            ..Self::default()
        };
        identity.verified(platform, known.verified_at, known.method, known.verified_by);
        Ok(identity)
    }

    fn verified(&mut self, platform: &Platform, at: Option<i64>, method: Option<String>, by: Option<String>) {
        self.verified_at = at.map(|at| platform.instant(at)).into();
        self.method = method.map(Value::text).into();
        self.verified_by = by.map(Value::code).into();
    }

    fn record(self) -> Record {
        Record::new()
            .field("identity", "identity", self.kind)
            .field("name", "name", self.name)
            .field("document", "document", self.number)
            .field("verified_at", "verified at", self.verified_at)
            .field("method", "method", self.method)
            .field("verified_by", "verified by", self.verified_by)
    }
}

/// What proves who a holder is.
fn is_document(life: &Life) -> bool {
    life.retired_at.is_none() && ["citizen-id", "passport"].contains(&life.parameter.kind.as_str())
}

/// A mask, where its key is held.
fn shown(
    vault: Option<&Vault>,
    (table, column): (&'static str, &'static str),
    row: &str,
    sealed: &[u8],
) -> Result<Value, VaultError> {
    let open = |vault: &Vault| if_held(vault.open_text(table, column, row, sealed));
    let opened = vault.map(open).transpose()?.flatten();
    Ok(opened.map_or(Value::Null, |text| Value::code(text.to_string())))
}
