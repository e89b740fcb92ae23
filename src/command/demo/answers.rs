//! What the bank answers to a payout, as a file that `payout confirm` reads. There is no bank in the demo, so its
//! answer is made from the file by which it was told whom to pay.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::error::{Code, Error};

/// An answer of the bank.
pub(super) struct Answer {
    /// The file by which the bank was told whom to pay.
    pub(super) to: &'static str,
    /// The file that it answers with.
    pub(super) file: &'static str,
    /// What became of these rows: party, status, reason.
    pub(super) of: &'static [(&'static str, &'static str, &'static str)],
    /// What became of all others; nothing is said of them where this is nothing.
    pub(super) others: Option<&'static str>,
}

impl Answer {
    /// Writes it into the demo's directory, where `./` names a file of the demo's.
    pub(super) fn write(&self, directory: &Path) -> Result<(), Error> {
        let path = |name: &str| directory.join(name.trim_start_matches("./"));
        let failed = |name, error| Error::io(format!("can't use `{}`", path(name).display()), error);
        let told = fs::read(path(self.to)).map_err(|error| failed(self.to, error))?;
        fs::write(path(self.file), self.text(&told)?).map_err(|error| failed(self.file, error))
    }

    fn text(&self, told: &[u8]) -> Result<String, Error> {
        let mut text = "payout,status,reference,reason\n".to_owned();
        for (row, cells) in rows(told)? {
            let own = self.of.iter().find(|(party, ..)| cells.iter().any(|cell| cell == party));
            let (status, reason) = match (own, self.others) {
                (Some((_, status, reason)), _) => (*status, *reason),
                (None, Some(status)) => (status, ""),
                (None, None) => continue,
            };
            // Writing to a string can't fail.
            let _ = writeln!(text, "{row},{status},B-{row},{reason}");
        }
        Ok(text)
    }
}

/// The rows of a file that tells whom to pay, each with its name. The memo has it, as what is said to the payee, in
/// every format: `csv` in UTF-8 and `alipay-batch` in GBK.
fn rows(told: &[u8]) -> Result<Vec<(String, Vec<String>)>, Error> {
    let text = match std::str::from_utf8(told) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::GBK.decode(told).0,
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            Error::new(Code::Internal, "the file that tells the bank can't be read").caused_by(error)
        })?;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let name = cells.last().and_then(|memo| memo.split_once(' '));
        if let Some(name) = name.map(|(_, name)| name.to_owned()) {
            rows.push((name, cells));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::party::PartyKind;
    use crate::domain::payee::AccountKind;
    use crate::domain::payout_file::{Head, PayoutFormat, PayoutRow};
    use crate::domain::role::Role;

    fn told(format: PayoutFormat) -> Vec<u8> {
        let row = |party: &str, id: &str| PayoutRow {
            id: id.to_owned(),
            kind: PartyKind::Role(Role::Staff),
            party: party.to_owned(),
            name: "司马青".to_owned(),
            account_kind: AccountKind::Alipay,
            account: "2088000000000001".to_owned(),
            bank: None,
            bank_code: None,
            net: Money::from_minor(1),
            memo: format!("佣金 {id}"),
        };
        let head = Head {
            message: "1-1",
            created: "",
            currency: "CNY",
            on: crate::domain::day::Day::BEGINNING,
            debtor: None,
            rows: 2,
            net: Money::from_minor(2),
        };
        let row = |n, party, id| format.row(n, "CNY", &row(party, id)).expect("it can be carried");
        [format.head(&head), row(1, "S1", "1-000001"), row(2, "S2", "1-000002"), format.end()].concat()
    }

    const HEADER: &str = "payout,status,reference,reason\n";

    #[test]
    fn every_row_is_answered_or_those_that_are_meant() {
        let answer = |of, others| Answer { to: "", file: "", of, others };
        let csv = told(PayoutFormat::Csv);
        let all = answer(&[("S2", "failed", "closed")], Some("paid")).text(&csv).expect("an answer");
        assert_eq!(all, format!("{HEADER}1-000001,paid,B-1-000001,\n1-000002,failed,B-1-000002,closed\n"));
        let one = answer(&[("S1", "paid", "")], None).text(&csv).expect("an answer");
        assert_eq!(one, format!("{HEADER}1-000001,paid,B-1-000001,\n"));
        let of_firm = answer(&[], Some("paid")).text(&told(PayoutFormat::AlipayBatch)).expect("an answer");
        assert_eq!(of_firm, format!("{HEADER}1-000001,paid,B-1-000001,\n1-000002,paid,B-1-000002,\n"));
    }
}
