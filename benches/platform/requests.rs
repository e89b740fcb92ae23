//! Receiving requests: signatures are verified, identities and permissions looked up.

use std::fmt::Write as _;
use std::time::SystemTime;

use cardctl::domain::randomness::Seeded;
use cardctl::domain::signature::SigningSecret;
use cardctl::vault::{Vault, key_file};

use crate::harness::{Site, sql};
use crate::people::citizen_id;
use crate::{plain, print, run};

/// What `request import` writes into.
const OF_A_REQUEST: [&str; 4] = ["request", "request_claim", "dispatch_queue", "visit"];
/// So many holders have a secret.
const SENDERS: u32 = 10_000;

pub(crate) fn measure(site: &Site, rows: u32) {
    let command = |line: &str| run(site, line);
    command("tier set standard --permissions request");
    command(
        "provider service add repair --provider shop --address https://127.0.0.1/ \
         --verify signature,window,identity,permission",
    );
    let secrets = give_secrets(site, rows.min(SENDERS));
    site.write("requests.jsonl", &requests("a", rows, &secrets));
    // One scheme counts visits, so that every request moves its holder in three cohorts, which the plain insert knows
    // nothing of.
    command("scheme set again --priority fees,registered --reason bench");
    command("cohort regroup --yes");
    let import = command("request import requests.jsonl --yes");
    print(site, "request, moving", &import, plain::insert(site, &OF_A_REQUEST));
    // None does.
    command("scheme set people --priority registered,fees --reason bench");
    command("cohort regroup --yes");
    for table in ["dispatch_queue", "request_claim", "request", "visit"] {
        sql::execute(&site.url, &format!("DELETE FROM {table}")).expect("as before");
    }
    sql::execute(&site.url, "UPDATE holder SET visits = 0 WHERE visits > 0").expect("as before");
    site.write("requests.jsonl", &requests("b", rows, &secrets));
    let import = command("request import requests.jsonl --yes");
    print(site, "request import", &import, plain::insert(site, &OF_A_REQUEST));
}

/// Gives the first holders secrets, as `holder secret` does one by one, and returns them.
fn give_secrets(site: &Site, holders: u32) -> Vec<SigningSecret> {
    let path = site.directory().join("home/.config/cardctl/cardctl.key");
    let ring = key_file::read(&path).expect("the key file");
    let vault = Vault::of(&ring, &[1]).expect("the first version");
    let ids =
        sql::texts(&site.url, "SELECT CAST(holder_id AS TEXT) FROM holder ORDER BY ref").expect("holders");
    let randomness = &mut Seeded::new(1);
    let mut secrets = Vec::new();
    for ids in ids.chunks(500).take(holders.div_ceil(500) as usize) {
        let mut statement =
            "INSERT INTO holder_secret (holder_id, secret, made_at, made_by) VALUES ".to_owned();
        for (n, id) in ids.iter().enumerate() {
            let secret = SigningSecret::random(randomness);
            let sealed =
                vault.seal("holder_secret", "secret", id, secret.bytes(), randomness).expect("sealed");
            let hex = sealed.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
            let bytes = if site.database == "SQLite" { format!("x'{hex}'") } else { format!("'\\x{hex}'") };
            write!(statement, "{}({id}, {bytes}, 0, '')", if n == 0 { "" } else { ", " })
                .expect("a string grows");
            secrets.push(secret);
        }
        sql::execute(&site.url, &statement).expect("secrets");
    }
    secrets
}

fn requests(name: &str, count: u32, secrets: &[SigningSecret]) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs();
    let now = i64::try_from(now).expect("not so late");
    let mut text = String::new();
    for n in 0..count {
        let holder = n as usize * 7919 % secrets.len();
        let number = u32::try_from(holder).expect("few") + 1;
        let (id, payload) = (format!("{name}_{n:08}"), format!("{{\"what\":\"a bicycle\",\"n\":{n}}}"));
        let signature = secrets[holder].sign(&id, now, payload.as_bytes());
        writeln!(
            text,
            "{{\"id\":\"{id}\",\"holder\":\"H{number:07}\",\"parameter\":{{\"citizen-id\":\"{}\"}},\
             \"service\":\"repair\",\"timestamp\":{now},\"payload\":{payload},\"signature\":\"{signature}\"}}",
            citizen_id(number)
        )
        .expect("a string grows");
    }
    text
}
