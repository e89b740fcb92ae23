//! `party account set`: where a party is paid from now on.

use serde_json::json;
use zeroize::Zeroizing;

use super::{named, value};
use crate::cli::{AccountWord, PartyAccountSet, PartyNamed};
use crate::command::failure::name;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::payee::{AccountKind, cnaps, mask_account};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder::sealed_row;
use crate::store::party_account::{self, StoredAccount};
use crate::vault::Vault;

const ACTION: &str = "party account set";

/// Runs `party account set`.
pub(super) async fn set(session: &mut Session, mut arguments: PartyAccountSet) -> Result<Outcome, Error> {
    let whom = PartyNamed {
        party: std::mem::take(&mut arguments.party.party),
        party_kind: arguments.party.party_kind.take(),
    };
    let mut given = Given::of(session, arguments)?;
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let party = named(&mut tx, &whom).await?;
    let known = party_account::of(&mut tx, party.id).await?;
    let own_name = if party.restricted().is_some() { None } else { party.name(&mut tx, &vault).await? };
    tx.rollback().await?;
    if let Some(error) = party.restricted() {
        return Err(session.refuse(&store, &platform, ACTION, &party.code, error).await);
    }
    let Some(name) = given.name.take().or(own_name) else {
        return Err(Error::new(Code::Usage, "missing `--name`"));
    };
    let code = &party.code;
    if let Some(known) = &known {
        if given.is(&vault, known, &name)? {
            return Ok(unchanged(session, code));
        }
        let row = sealed_row(party.id, known.n);
        let before = vault.open_text("party_account", "account_mask", row, &known.account_mask)?;
        let preview = Record::new()
            .field("party", "party", Value::code(code.clone()))
            .field("kind_before", "kind before", Value::code(known.kind.clone()))
            .field("account_before", "account before", Value::code(before.to_string()))
            .field("kind", "kind", Value::code(given.kind.as_str()))
            .field("account", "account", Value::code(mask_account(&given.account)));
        session.confirm(&preview, "Pay to this account from now on?")?;
    }
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    // As it stands now. Two at once get the same number, which the primary key refuses to one of them.
    let last = party_account::of(&mut tx, party.id).await?;
    if let Some(last) = &last
        && given.is(&vault, last, &name)?
    {
        tx.rollback().await?;
        return Ok(unchanged(session, code));
    }
    let n = last.map_or(0, |last| last.n) + 1;
    let row = sealed_row(party.id, n);
    let mut seal = |column, text: &str| {
        vault.seal("party_account", column, &row, text.as_bytes(), &mut *session.randomness)
    };
    let (account, account_mask) =
        (seal("account", &given.account)?, seal("account_mask", &mask_account(&given.account))?);
    let sealed_name = seal("name", &name)?;
    let stored = StoredAccount {
        party_id: party.id,
        n,
        kind: given.kind.as_str().to_owned(),
        account,
        account_mask,
        name: sealed_name,
        bank: given.bank.clone(),
        bank_code: given.bank_code.clone(),
        recorded: session.now().as_microsecond(),
        recorded_by: platform.operator.clone(),
    };
    party_account::insert(&mut tx, &stored).await?;
    let detail = json!({ "n": n, "kind": given.kind.as_str(), "replaced": known.is_some() });
    tx.commit(&session.entry(&platform, ACTION, code, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("party", "party", Value::code(code.clone()))
            .field("n", "n", n)
            .field("kind", "kind", Value::code(given.kind.as_str()))
            .field("account", "account", Value::code(mask_account(&given.account)))
            .field("name", "name", Value::text(crate::domain::parameter::mask_name(&name)))
            .field("bank", "bank", given.bank.map(Value::text))
            .field("bank_code", "clearing number", given.bank_code.map(Value::code)),
    )?;
    session.ui.status(&format!("next: `cardctl party show {code}`"));
    Ok(Outcome::Done)
}

fn unchanged(session: &mut Session, code: &str) -> Outcome {
    session.ui.status(&format!("the account of `{code}` is unchanged"));
    Outcome::NothingToDo
}

/// An account as it was given.
struct Given {
    kind: AccountKind,
    account: Zeroizing<String>,
    name: Option<Zeroizing<String>>,
    bank: Option<String>,
    bank_code: Option<String>,
}

impl Given {
    fn of(session: &mut Session, arguments: PartyAccountSet) -> Result<Self, Error> {
        let PartyAccountSet { party: _, kind, account, name: given_name, bank, bank_code, input } = arguments;
        let kind = kind.map(|kind| match kind {
            AccountWord::Bank => AccountKind::Bank,
            AccountWord::Alipay => AccountKind::Alipay,
            AccountWord::Wechat => AccountKind::Wechat,
        });
        let (kind, account, given_name, bank, bank_code) = match input {
            None => {
                let account = value(session, "--account", account)?;
                (kind, account, value(session, "--name", given_name)?, bank, bank_code)
            }
            Some(path) => {
                let keys = ["kind", "account", "name", "bank", "bank-code"];
                let [kind, account, name, bank, bank_code] = holders::texts(session, &path, keys)?;
                let text = |text: Option<Zeroizing<String>>| text.map(|text| text.to_string());
                let kind = kind.map(|kind| read_kind(&kind)).transpose()?;
                (kind, account, name, text(bank), text(bank_code))
            }
        };
        let kind = match kind {
            Some(kind) => kind,
            None => read_kind(&session.ui.prompt("Kind of account", "--kind")?)?,
        };
        let account = match account {
            Some(account) => account,
            None => session.ui.prompt_secret("Account", "--account")?,
        };
        let wrong = |flag: &str, error| Error::new(Code::Usage, format!("{flag}: {error}"));
        let account = kind.account(&account).map_err(|error| wrong("--account", error))?;
        let (bank, bank_code) = match kind {
            AccountKind::Bank => {
                let bank = match bank {
                    Some(bank) => bank,
                    None => session.ui.prompt("Name of the bank", "--bank")?,
                };
                let number = match bank_code {
                    Some(number) => number,
                    None => session.ui.prompt("Clearing number of the bank", "--bank-code")?,
                };
                let number = cnaps(&number).map_err(|error| wrong("--bank-code", error))?;
                (Some(name("--bank", &bank)?.to_owned()), Some(number))
            }
            _ if bank.is_some() || bank_code.is_some() => {
                return Err(Error::new(
                    Code::Usage,
                    "`--bank` and `--bank-code` are of an account at a bank",
                ));
            }
            _ => (None, None),
        };
        let given_name = match &given_name {
            Some(text) => Some(Zeroizing::new(name("--name", text)?.to_owned())),
            None => None,
        };
        Ok(Self { kind, account: Zeroizing::new(account), name: given_name, bank, bank_code })
    }

    /// Whether it is the account that stands.
    fn is(&self, vault: &Vault, known: &StoredAccount, name: &str) -> Result<bool, Error> {
        let row = sealed_row(known.party_id, known.n);
        let account = vault.open_text("party_account", "account", &row, &known.account)?;
        let known_name = vault.open_text("party_account", "name", &row, &known.name)?;
        Ok(known.kind == self.kind.as_str()
            && *account == *self.account
            && *known_name == name
            && known.bank == self.bank
            && known.bank_code == self.bank_code)
    }
}

fn read_kind(text: &str) -> Result<AccountKind, Error> {
    text.trim().parse().map_err(|_| {
        let known: Vec<&str> = AccountKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Error::new(Code::Usage, "that is no kind of account").hint(format!("kinds: {}", known.join(", ")))
    })
}
