//! `pain.001`: a customer credit transfer initiation, ISO 20022 pain.001.001.09, one payment information block of
//! transfers in the platform's currency. Banks are named by their number in the Chinese clearing system (CNAPS).

use std::fmt::Write as _;

use super::{Field, Head, PayoutRow, Refusal, check_length};

/// `Max140Text` of the schema: names, and what the payee is told.
const LONGEST_TEXT: usize = 140;
/// `Max35Text`: what identifies a message or a transfer.
const LONGEST_ID: usize = 35;
/// `Max34Text`: an account.
const LONGEST_ACCOUNT: usize = 34;

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debtor {
    name: String,
    account: String,
    bank_code: String,
}

impl Debtor {
    /// Who pays from which account at the bank of which clearing number.
    pub fn new(name: &str, account: &str, bank_code: &str) -> Result<Self, Refusal> {
        for (field, text, most) in
            [(Field::Name, name, LONGEST_TEXT), (Field::Account, account, LONGEST_ACCOUNT)]
        {
            if text.trim().is_empty() {
                return Err(Refusal::Missing(field));
            }
            super::check_text(field, text)?;
            check_length(field, text, most)?;
        }
        if !super::is_clearing_number(bank_code) {
            return Err(Refusal::BankCode);
        }
        Ok(Self { name: name.to_owned(), account: account.to_owned(), bank_code: bank_code.to_owned() })
    }
}

pub fn head(head: &Head<'_>) -> Vec<u8> {
    let Head { message, created, on, rows, net, debtor, .. } = head;
    let (name, account, bank) = debtor.map_or(("", "", ""), |debtor| {
        (debtor.name.as_str(), debtor.account.as_str(), debtor.bank_code.as_str())
    });
    let (name, message) = (escaped(name), escaped(message));
    let (account, agent) = (account_of(account), agent(bank, None));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">
<CstmrCdtTrfInitn>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>{created}</CreDtTm><NbOfTxs>{rows}</NbOfTxs><CtrlSum>{net}</CtrlSum>\
         <InitgPty><Nm>{name}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>{message}</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>{rows}</NbOfTxs><CtrlSum>{net}</CtrlSum>
<ReqdExctnDt><Dt>{on}</Dt></ReqdExctnDt>
<Dbtr><Nm>{name}</Nm></Dbtr><DbtrAcct>{account}</DbtrAcct><DbtrAgt>{agent}</DbtrAgt>
"
    )
    .into_bytes()
}

pub fn row(currency: &str, row: &PayoutRow) -> Result<Vec<u8>, Refusal> {
    let code = row.bank_code.as_deref().ok_or(Refusal::Missing(Field::BankCode))?;
    for (field, text, most) in [
        (Field::Id, &row.id, LONGEST_ID),
        (Field::Name, &row.name, LONGEST_TEXT),
        (Field::Account, &row.account, LONGEST_ACCOUNT),
        (Field::Memo, &row.memo, LONGEST_TEXT),
    ] {
        check_length(field, text, most)?;
    }
    if let Some(bank) = &row.bank {
        check_length(Field::Bank, bank, LONGEST_TEXT)?;
    }
    let (id, name) = (escaped(&row.id), escaped(&row.name));
    let (net, agent, account) = (row.net, agent(code, row.bank.as_deref()), account_of(&row.account));
    let mut text = format!(
        "<CdtTrfTxInf><PmtId><EndToEndId>{id}</EndToEndId></PmtId>\
         <Amt><InstdAmt Ccy=\"{currency}\">{net}</InstdAmt></Amt>\
         <CdtrAgt>{agent}</CdtrAgt><Cdtr><Nm>{name}</Nm></Cdtr><CdtrAcct>{account}</CdtrAcct>"
    );
    if !row.memo.is_empty() {
        // Writing into a string never fails.
        _ = write!(text, "<RmtInf><Ustrd>{}</Ustrd></RmtInf>", escaped(&row.memo));
    }
    text.push_str("</CdtTrfTxInf>\n");
    Ok(text.into_bytes())
}

pub fn end() -> Vec<u8> {
    b"</PmtInf>\n</CstmrCdtTrfInitn>\n</Document>\n".to_vec()
}

fn agent(clearing_number: &str, bank: Option<&str>) -> String {
    let name = bank.map(|bank| format!("<Nm>{}</Nm>", escaped(bank))).unwrap_or_default();
    format!(
        "<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>{clearing_number}</MmbId>\
         </ClrSysMmbId>{name}</FinInstnId>"
    )
}

fn account_of(number: &str) -> String {
    format!("<Id><Othr><Id>{}</Id></Othr></Id>", escaped(number))
}

/// Text within an element. Characters that XML can't have were refused before.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
