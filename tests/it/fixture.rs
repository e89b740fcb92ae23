//! A small platform for the tests of money: one center, two staff, three agents in a chain, two tiers, a
//! provider of 12 %, and holders H1 to H4 since 2026-01-01.

use std::fmt::Write as _;

use cardctl::domain::randomness::Seeded;
use cardctl::vault::{Vault, key_file};

use crate::harness::{Site, sql};

/// The plan of most tests: 40 % holder (gold 50 %), agents 20 % and 10 %, staff 10 %, center 10 %.
pub(crate) const PLAN: &str = r#"
name = "standard"
effective_from = "2026-01-01"

[[share]]
role = "holder"
rate = "40%"

[[share]]
role = "holder"
tier = "gold"
rate = "50%"

[[share]]
role = "agent"
level = 1
rate = "20%"

[[share]]
role = "agent"
level = 2
rate = "10%"
missing = "last-agent"

[[share]]
role = "staff"
rate = "10%"
missing = "center"

[[share]]
role = "center"
rate = "10%"
"#;

/// H1: staff and the lowest agent. H2: gold. H3: no staff, the top agent. H4: nobody but the center.
const HOLDERS: &str = "\
ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H1,,赵一,citizen-id,110102197502030839,BJ,S1,A3,,2026-01-01,,
H2,,钱二,citizen-id,11010519491231002X,BJ,S1,A3,gold,2026-01-01,199.00,
H3,,孙三,citizen-id,440524188001010014,BJ,,A1,,2026-01-01,,
H4,,李四,mobile,13800138000,BJ,,,,2026-01-01,,
";

/// Makes the platform, with the plan approved.
pub(crate) fn platform(site: &Site) {
    bare_platform(site);
    import_plan(site, PLAN);
}

/// Makes the platform without a plan.
pub(crate) fn bare_platform(site: &Site) {
    let run = |line: &str| site.cardctl.ok(line.split(' '));
    run("init --name Test --single-operator");
    run("center add BJ --name Beijing");
    run("staff add S1 --name Wang --center BJ");
    run("provider add shop --name Shop --rate 12%");
    run("tier add standard --name Standard --rank 1 --default");
    run("tier add gold --name Gold --rank 2 --min-fee 199.00");
    run("agent add A1 --name Top");
    run("agent add A2 --name Middle --parent A1");
    run("agent add A3 --name Low --parent A2");
    run("batch issue --center BJ --count 20 --out print --release --yes");
    site.write("holders.csv", HOLDERS);
    run("holder import holders.csv --activate --yes");
}

/// The platform's keys, with these versions in use.
fn vault(site: &Site, live: &[u8]) -> Vault {
    let path = site.directory().join("home/.config/cardctl/cardctl.key");
    let ring = key_file::read(&path).expect("the key file");
    Vault::of(&ring, live).expect("the key file has these versions")
}

/// What the program would have sealed under the first version of the key, as SQL.
pub(crate) fn sealed(
    site: &Site,
    table: &'static str,
    column: &'static str,
    row: &str,
    text: &str,
) -> String {
    let randomness = &mut Seeded::new(1);
    let sealed =
        vault(site, &[1]).seal(table, column, row, text.as_bytes(), randomness).expect("a root key seals");
    let hex = sealed.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    if site.url.starts_with("postgres") {
        format!("decode('{hex}', 'hex')")
    } else {
        format!("unhex('{hex}')")
    }
}

/// What a sealed value of one row opens to, under a version of the key.
pub(crate) fn opened(
    site: &Site,
    version: u8,
    (table, column): (&'static str, &'static str),
    row: &str,
    which: &str,
) -> Vec<u8> {
    let hex = if site.url.starts_with("postgres") {
        format!("encode({column}, 'hex')")
    } else {
        format!("hex({column})")
    };
    let hex =
        sql::texts(&site.url, &format!("SELECT {hex} FROM {table} WHERE {which}")).expect("the row").concat();
    let digits = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
    let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(digits).collect();
    vault(site, &[version]).open(table, column, row, &bytes).expect("it opens").to_vec()
}

/// A request of a holder that waits for the service `errand`, which is the first one, as if it had been received.
pub(crate) fn waiting_request(site: &Site, id: i64, external_id: &str, holder: &str) {
    let of = format!("FROM holder WHERE ref = '{holder}'");
    let payload = sealed(site, "request", "payload", &id.to_string(), "{\"errand\": \"bread\"}");
    sql::execute(
        &site.url,
        &format!(
            "INSERT INTO request_claim SELECT '{external_id}', {id}, holder_id {of};
             INSERT INTO request (request_id, holder_id, external_id, service, sent_at, received_at, payload, state)
             SELECT {id}, holder_id, '{external_id}', 'errand', 0, 0, {payload}, 'waiting' {of};
             INSERT INTO dispatch_queue (service_id, kind, priority, key, item_id, holder_id, tries, next_at,
                                         leased_until)
             SELECT 1, 0, 500, name, {id}, holder_id, 0, 0, 0 {of};
             UPDATE counter SET next = {id} + 1 WHERE name = 'request' AND next <= {id}"
        ),
    )
    .expect("a request past the program");
}

/// Imports a plan and approves it.
pub(crate) fn import_plan(site: &Site, text: &str) {
    site.write("plan.toml", text);
    site.cardctl.ok(["plan", "import", "plan.toml"]);
    let name = text.lines().find_map(|line| line.strip_prefix("name = ")).expect("a plan has a name");
    let from = text.lines().find_map(|line| line.strip_prefix("effective_from = ")).expect("and a date");
    let version = format!("{}@{}", name.trim_matches('"'), from.trim_matches('"'));
    site.cardctl.ok(["plan", "approve", &version, "--yes"]);
}

/// Imports rows of `external_id,holder,amount,occurred_at,category,refund_of` of the provider `shop` and returns
/// the counts.
pub(crate) fn purchases(site: &Site, rows: &[&str]) -> serde_json::Value {
    let mut text = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n".to_owned();
    for row in rows {
        let fields: Vec<&str> = row.split(',').collect();
        let [id, holder, amount, at, category, refund_of] = fields[..] else { panic!("six fields: {row}") };
        writeln!(text, "{id},,{holder},shop,{amount},{at},{category},{refund_of}").expect("a string grows");
    }
    site.write("purchases.csv", &text);
    let output = site.cardctl.run("purchase import purchases.csv --source till --yes -o json".split(' '));
    assert!([0, 3].contains(&output.status), "{output}");
    serde_json::from_str(&output.stdout).expect("counts in json")
}

/// The lines of a run: `external_id role level party amount`.
pub(crate) fn lines(site: &Site, run: &str) -> Vec<String> {
    let text = site.cardctl.ok(["settle", "lines", run, "-o", "csv"]);
    text.lines().skip(1).map(|line| line.trim_start_matches("till,").replace(',', " ")).collect()
}
