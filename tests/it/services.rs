//! Services of providers, and the secrets by which requests are signed.

use cardctl::domain::signature::SigningSecret;
use serde_json::{Value, json};

use crate::acts::{count, refused};
use crate::fixture::{bare_platform, opened, waiting_request};
use crate::harness::{Site, on_both, sql};

const ADDRESS: &str = "https://shop.example/requests";

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn platform(site: &Site) {
    bare_platform(site);
    site.cardctl.ok(split("provider add tea --name Tea --rate 5%"));
}

/// The secret in a record.
#[track_caller]
fn secret(record: &Value) -> SigningSecret {
    let text = record["secret"].as_str().unwrap_or_else(|| panic!("no secret: {record}"));
    SigningSecret::parse(text).expect("a secret")
}

fn holder_id(site: &Site, reference: &str) -> String {
    let query = format!("SELECT CAST(holder_id AS TEXT) FROM holder WHERE ref = '{reference}'");
    sql::texts(&site.url, &query).expect("the holder").concat()
}

/// Number and activation code of a card in stock, by serial.
fn card(site: &Site, serial: usize) -> (String, String) {
    let file = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    let cells: Vec<&str> = file.lines().nth(serial).expect("a card").split(',').collect();
    (cells[1].to_owned(), cells[3].to_owned())
}

#[test]
fn a_service_is_added_changed_and_listed() {
    on_both(|site| {
        platform(&site);
        let add = format!("provider service add errand --provider shop --address {ADDRESS}");
        let added = site.cardctl.json(split(&add));
        let first = secret(&added);
        assert_eq!(
            (&added["rule"], &added["open_to"], &added["place"], &added["window_s"], &added["state"]),
            (&json!("first"), &json!("active"), &json!(1), &json!(300), &json!("open"))
        );
        assert_eq!(added["verify"], json!(["signature", "window", "permission"]));
        let which = "place = 1";
        let row = format!(
            "1:{}",
            sql::texts(&site.url, "SELECT CAST(provider_id AS TEXT) FROM provider WHERE code = 'shop'")
                .expect("the provider")
                .concat()
        );
        assert_eq!(opened(&site, 1, ("service_offer", "secret"), &row, which), first.bytes());

        assert_eq!(site.cardctl.ok(split(&add)), "", "the same again");
        for differs in ["--rule region", "--open-to registered", "--place 2", "--region 11", "--window 6m"] {
            let error = refused(&site, 1, &split(&format!("{add} {differs}")));
            assert_eq!(error["code"], "conflict", "{differs}");
            assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("provider service set errand")));
        }
        let second = "provider service add errand --provider tea --address http://127.0.0.1:8080/ --region 3101 \
                      --region 11 --verify identity --rule first";
        let second = site.cardctl.json(split(second));
        assert_ne!(secret(&second), first);
        assert_eq!(
            (&second["place"], &second["regions"], &second["window_s"]),
            (&json!(2), &json!(["11", "3101"]), &Value::Null)
        );

        site.cardctl.ok(split("provider service set errand --rule round-robin --open-to registered"));
        let set = "provider service set errand --provider tea --state paused --everywhere --verify signature,window \
                   --window 1h --place 9 --address https://tea.example/";
        site.cardctl.ok(split(set));
        assert_eq!(site.cardctl.ok(split(set)), "", "unchanged");
        let shown = site.cardctl.json(split("provider service show errand"));
        assert_eq!((&shown["rule"], &shown["open_to"]), (&json!("round-robin"), &json!("registered")));
        assert_eq!(
            shown["providers"][1],
            json!({ "place": 9, "provider": "tea", "state": "paused", "address": "https://tea.example/",
                    "regions": [], "verify": ["signature", "window"], "window_s": 3600 })
        );
        let listed = site.cardctl.json(split("provider service list --service errand"));
        let listed: Vec<&Value> =
            listed.as_array().expect("a list").iter().map(|row| &row["provider"]).collect();
        assert_eq!(listed, ["shop", "tea"]);

        let renewed = site.cardctl.json(split("provider service secret errand --provider shop --yes"));
        assert_ne!(secret(&renewed), first);
        assert_eq!(opened(&site, 1, ("service_offer", "secret"), &row, which), secret(&renewed).bytes());
        // No secret is kept where it could be read.
        let log = site.cardctl.ok(split("audit log -o json"));
        assert!(log.contains("provider service secret") && !log.contains("whsec_"), "{log}");
        assert_eq!(count(&site, "service_turn WHERE turn = 0"), 1);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_no_service_is_refused() {
    on_both(|site| {
        platform(&site);
        let add = |rest: &str| format!("provider service add errand --provider shop --address {rest}");
        for rest in [
            "http://shop.example/",
            "https://clerk:hunter2@shop.example/",
            "https://shop.example/#a",
            "shop",
            "https://shop.example/ --verify permission",
            "https://shop.example/ --verify identity,window",
            "https://shop.example/ --verify identity --window 5m",
            "https://shop.example/ --region 110",
            "https://shop.example/ --window 366d",
            "https://shop.example/ --window 0s",
        ] {
            let error = refused(&site, 2, &split(&add(rest)));
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        assert_eq!(count(&site, "service"), 0);
        let unknown = refused(
            &site,
            5,
            &split("provider service add errand --provider shp --address https://a.example/"),
        );
        assert_eq!(unknown["hint"], "did you mean `shop`?");
        site.cardctl.ok(split(&add(ADDRESS)));
        let unknown = refused(&site, 5, &split("provider service show erand"));
        assert_eq!(unknown["hint"], "did you mean `errand`?");
        refused(&site, 5, &split("provider service set errand --provider tea --place 2"));
        refused(&site, 5, &split("provider service secret errand --provider tea"));
        let asked = refused(&site, 7, &split("provider service secret errand --provider shop"));
        assert_eq!(asked["code"], "needs-confirmation");
    });
}

#[test]
fn a_holder_serves_who_is_a_provider() {
    on_both(|site| {
        platform(&site);
        let add = format!("provider service add errand --holder H1 --address {ADDRESS}");
        let error = refused(&site, 5, &split(&add));
        assert_eq!(error["hint"], "`cardctl provider add CODE --holder H1 --rate 5%` makes them one");
        let insert = "INSERT INTO provider (provider_id, code, name, recorded)
                      SELECT holder_id, 'baker', 'Baker', 0 FROM holder WHERE ref = 'H1'";
        sql::execute(&site.url, insert).expect("the holder becomes one");
        assert_eq!(site.cardctl.json(split(&add))["provider"], "baker");
        site.cardctl.ok(split("provider service set errand --holder H1 --state ended"));
        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        let error = refused(&site, 7, &split("provider service set errand --holder H1 --state open"));
        assert_eq!(error["code"], "holder-restricted");
    });
}

#[test]
fn a_holder_has_one_secret_which_an_activation_makes() {
    on_both(|site| {
        platform(&site);
        // Those who were imported have none until somebody wants one.
        assert_eq!(count(&site, "holder_secret"), 0);
        assert_eq!(site.cardctl.json(split("holder show H1"))["secret_since"], Value::Null);
        let first = secret(&site.cardctl.json(split("holder secret H1 --yes")));
        let second = secret(&site.cardctl.json(split("holder secret H1 --yes")));
        assert_ne!(first, second);
        let id = holder_id(&site, "H1");
        let kept = |id: &str| opened(&site, 1, ("holder_secret", "secret"), id, &format!("holder_id = {id}"));
        assert_eq!(kept(&id), second.bytes());
        let shown = site.cardctl.json(split("holder show H1"));
        assert!(shown["secret_since"].is_string() && !shown.to_string().contains("whsec_"), "{shown}");
        assert_eq!(refused(&site, 7, &split("holder secret H1"))["code"], "needs-confirmation");

        let register = |serial: usize, rest: &str| {
            let (number, code) = card(&site, serial);
            let rest = rest.replace("CODE", &code);
            let line = format!(
                "holder register --card {number} --ref N{serial} --name Ann --parameter mobile=139001390{serial} {rest}"
            );
            let record = site.cardctl.json(split(line.trim()));
            (number, code, record)
        };
        // In one act, by code, by the operator; one who has a secret keeps it.
        let (.., record) = register(11, "--activate --code CODE");
        assert_eq!(kept(&holder_id(&site, "N11")), secret(&record).bytes());
        let (number, code, _) = register(12, "");
        let activate = format!("holder activate --card {number} --code {code}");
        let record = site.cardctl.json(split(&activate));
        assert_eq!(kept(&holder_id(&site, "N12")), secret(&record).bytes());
        assert_eq!(site.cardctl.ok(split(&activate)), "");
        let (number, ..) = register(13, "");
        let record =
            site.cardctl.json(split(&format!("holder activate --card {number} --by-operator --reason x")));
        assert_eq!(kept(&holder_id(&site, "N13")), secret(&record).bytes());
        let (number, code, _) = register(14, "");
        let before = secret(&site.cardctl.json(split("holder secret N14 --yes")));
        site.write("cards.json", &json!([{ "card": number, "code": code }]).to_string());
        let rows = site.cardctl.json(split("holder activate --input cards.json --yes"));
        assert_eq!((&rows[0]["state"], &rows[0]["secret"]), (&json!("active"), &Value::Null));
        assert_eq!(kept(&holder_id(&site, "N14")), before.bytes());
        let log = site.cardctl.ok(split("audit log -o json"));
        assert!(log.contains("holder secret") && !log.contains("whsec_"), "{log}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_key_of_the_counter_makes_secrets_and_that_of_support_none() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("key export --for counter --out counter.key"));
        site.cardctl.ok(split("key export --for support --out support.key"));
        secret(&site.cardctl.json(split("--key-file counter.key holder secret H1 --yes")));
        let error = refused(&site, 7, &split("--key-file support.key holder secret H1 --yes"));
        assert_eq!(error["code"], "key-not-held");
        let (number, code) = card(&site, 11);
        site.cardctl.ok(split(&format!(
            "holder register --card {number} --ref N --name Ann --parameter mobile=13900139000"
        )));
        let line = format!("--key-file counter.key holder activate --card {number} --code {code}");
        secret(&site.cardctl.json(split(&line)));
        // An operator's own act needs no key, and makes no secret without it.
        let (number, _) = card(&site, 12);
        site.cardctl.ok(split(&format!(
            "holder register --card {number} --ref M --name Ann --parameter mobile=13900139001"
        )));
        let line = format!("--key-file none.key holder activate --card {number} --by-operator --reason x");
        assert_eq!(site.cardctl.json(split(&line))["secret"], Value::Null);
    });
}

#[test]
fn secrets_and_requests_are_sealed_anew_by_a_rotation() {
    on_both(|site| {
        platform(&site);
        let offer = secret(
            &site
                .cardctl
                .json(split("provider service add errand --provider shop --address https://a.example/")),
        );
        let holder = secret(&site.cardctl.json(split("holder secret H1 --yes")));
        waiting_request(&site, 1, "r1", "H1");
        site.cardctl.ok(["db", "check"]);
        let rotated = site.cardctl.json(["key", "rotate", "--yes"]);
        assert_eq!(
            (&rotated["secrets"], &rotated["offers"], &rotated["requests"]),
            (&json!(1), &json!(1), &json!(1))
        );
        let id = holder_id(&site, "H1");
        let provider = sql::texts(&site.url, "SELECT CAST(provider_id AS TEXT) FROM service_offer");
        let row = format!("1:{}", provider.expect("the offer").concat());
        assert_eq!(opened(&site, 2, ("holder_secret", "secret"), &id, "holder_id > 0"), holder.bytes());
        assert_eq!(opened(&site, 2, ("service_offer", "secret"), &row, "place = 1"), offer.bytes());
        let payload = opened(&site, 2, ("request", "payload"), "1", "request_id = 1");
        assert_eq!(payload, b"{\"errand\": \"bread\"}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn nothing_of_a_restricted_holder_is_sent() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("provider service add errand --provider shop --address https://a.example/"));
        site.cardctl.ok(split("holder secret H1 --yes"));
        site.cardctl.ok(split("holder secret H2 --yes"));
        waiting_request(&site, 1, "r1", "H1");
        waiting_request(&site, 2, "r2", "H2");
        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        assert_eq!(count(&site, "holder_secret"), 1, "that of the other");
        assert_eq!(count(&site, "dispatch_queue"), 1);
        assert_eq!(count(&site, "request WHERE request_id = 1 AND state = 'cancelled' AND ended_at > 0"), 1);
        assert_eq!(opened(&site, 1, ("request", "payload"), "1", "request_id = 1"), b"");
        assert!(!opened(&site, 1, ("request", "payload"), "2", "request_id = 2").is_empty());
        assert_eq!(refused(&site, 7, &split("holder secret H1 --yes"))["code"], "holder-restricted");
        site.cardctl.ok(["db", "check"]);
    });
}
