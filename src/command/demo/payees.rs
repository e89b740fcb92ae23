//! Who is paid in the demo, and where: the files that `party identify` and `party account set` read. Numbers and
//! accounts are made up, as the people are.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use serde_json::json;

use super::people::Person;
use crate::error::Error;

/// Agents that are organisations: code, name, unified social credit code.
const ORGANISATIONS: [(&str, &str, &str); 3] = [
    ("CN", "China Agency", "91110000MAQW72744B"),
    ("SH", "Shanghai Agency", "91310000MAM7CQAE8D"),
    ("SH-PD", "Pudong Agency", "91310115MAL77U1C6P"),
];

/// Who else is identified: code, and the name where the platform knows it already.
const PERSONS: [(&str, Option<&str>); 3] =
    [("BJ-HD", None), ("S1", Some("欧阳修文")), ("S2", Some("司马青"))];

/// So many persons beside the holders have an identity.
pub(super) const STRANGERS: usize = PERSONS.len();

/// Who has an account at a bank.
const AT_BANK: [&str; 8] = ["CN", "SH", "SH-PD", "BJ-HD", "S1", "S2", "C1", "C14048"];

/// Who has one at Alipay; `S2-new` is where S2 is paid after their bank refused.
const AT_ALIPAY: [&str; 3] = ["C07592", "C19339", "S2-new"];

/// Writes `identities/CODE.json` and `accounts/CODE.json`. Nobody but the owner may read them.
pub(super) fn write(directory: &Path, strangers: &[Person]) -> Result<(), Error> {
    for name in ["identities", "accounts"] {
        let path = directory.join(name);
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|error| Error::io(format!("can't make `{}`", path.display()), error))?;
    }
    let put = |kind: &str, code: &str, content: &serde_json::Value| {
        let path = directory.join(kind).join(format!("{code}.json"));
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .and_then(|mut file| writeln!(file, "{content}"))
            .map_err(|error| Error::io(format!("can't write `{}`", path.display()), error))
    };
    for (code, name, number) in ORGANISATIONS {
        let identity =
            json!({ "kind": "organisation", "name": name, "number": number, "verified": "licence-seen" });
        put("identities", code, &identity)?;
    }
    for ((code, name), person) in PERSONS.iter().zip(strangers) {
        let (name, number) = (name.unwrap_or(&person.name), &person.citizen_id);
        let identity =
            json!({ "kind": "citizen-id", "name": name, "number": number, "verified": "document-seen" });
        put("identities", code, &identity)?;
    }
    for (code, n) in AT_BANK.iter().zip(1_u32..) {
        let account = json!({ "kind": "bank", "account": format!("9999{n:015}"), "bank": "Bank of the Demo",
            "bank-code": "999000000001" });
        put("accounts", code, &account)?;
    }
    for (code, n) in AT_ALIPAY.iter().zip(1_u32..) {
        put("accounts", code, &json!({ "kind": "alipay", "account": format!("20889999{n:08}") }))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Context;
    use crate::domain::payee::IdentityKind;
    use crate::domain::region::RegionTable;

    #[test]
    fn organisations_have_valid_numbers_and_the_names_of_their_agencies() {
        let context = Context {
            today: jiff::civil::date(1997, 1, 1),
            regions: RegionTable::embedded(),
            strict_region: true,
            codes: &[],
        };
        let agents = include_str!("agents.csv");
        for (code, name, number) in ORGANISATIONS {
            assert_eq!(IdentityKind::Organisation.number(number, &context).as_deref(), Ok(number), "{code}");
            assert!(agents.contains(&format!("\n{code},{name},")), "{code}");
        }
    }
}
