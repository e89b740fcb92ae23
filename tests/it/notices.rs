//! Notices to the members of cohorts: sent in the order of class and rank, come for, read, and ended.

use serde_json::{Value, json};

use crate::acts::{count, refused};
use crate::fixture::bare_platform;
use crate::harness::provider::{Delivery, Manner, Provider};
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// A citizen ID number with its check digit (GB 11643).
fn citizen_id(seventeen: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        seventeen.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{seventeen}{}", &"10X98765432"[sum % 11..=sum % 11])
}

/// Who is where: H1 and H5 are in 11/M, H2 and H6 in 11/F, H3 in 44/M. By visits H6 is the first of 11, then H5, H1, H2.
fn peopled(site: &Site) {
    bare_platform(site);
    let (man, woman) = (citizen_id("11010219800101003"), citizen_id("11010219800101004"));
    site.write(
        "more.csv",
        &format!(
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H5,,E,citizen-id,{man},BJ,,,,2026-01-02,,
H6,,F,citizen-id,{woman},BJ,,,,2026-01-02,,
"
        ),
    );
    site.cardctl.ok(split("holder import more.csv --activate --yes"));
    site.cardctl.ok(split("scheme add main --facets region:2,sex --priority visits,registered"));
    site.cardctl.ok(split("scheme add late --facets sex --priority registered"));
    site.cardctl.ok(split("cohort regroup --yes"));
    for holder in ["H6", "H6", "H6", "H5", "H5", "H1"] {
        site.cardctl.ok(["holder", "visit", holder]);
    }
}

/// The same with the service `inform` at a provider.
fn served(site: &Site) -> (Provider, String) {
    peopled(site);
    site.cardctl.ok(split("setting set allowed-hosts 127.0.0.1 --reason test"));
    let provider = Provider::start();
    let line = format!("provider service add inform --provider shop --address {}", provider.address());
    let added = site.cardctl.json(split(&line));
    (provider, added["secret"].as_str().expect("a secret").to_owned())
}

fn send(site: &Site, more: &str) -> Value {
    site.cardctl.json(split(&format!("notice send --scheme main --body body --yes {more}")))
}

fn say(site: &Site, path: &str, class: &str) {
    let line = format!("cohort policy {path} --message-class {class} --reason test --yes");
    site.cardctl.ok(split(&line));
}

fn dispatch(site: &Site) -> Value {
    let output = site.cardctl.exits(0, split("request dispatch --yes -o json --concurrency 1"));
    if output.stdout.is_empty() { Value::Null } else { serde_json::from_str(&output.stdout).expect("json") }
}

/// Number of the notice and ref of the holder of everything that came, in order.
fn came(provider: &Provider) -> Vec<String> {
    let told = |delivery: &Value| format!("{} {}", delivery["data"]["notice"], delivery["data"]["holder"]);
    provider.deliveries().iter().map(|delivery| told(&delivery.json()).replace('"', "")).collect()
}

fn texts(site: &Site, query: &str) -> Vec<String> {
    sql::texts(&site.url, query).expect("the query runs")
}

/// The numbers of what a holder sees, in order.
fn seen(site: &Site, holder: &str, more: &str) -> Vec<i64> {
    let rows = site.cardctl.json(split(&format!("notice list --holder {holder}{more}")));
    let rows = rows.as_array().expect("a list").iter();
    rows.map(|row| row["notice"].as_i64().expect("a number")).collect()
}

#[test]
fn notices_are_sent_in_the_order_of_classes_and_ranks() {
    on_both(|site| {
        let (provider, secret) = served(&site);
        say(&site, "11 --scheme main", "bulk");
        say(&site, "11/F --scheme main", "urgent");
        // The older scheme says something of H1 and H5, and nothing of H3.
        say(&site, "M --scheme late", "normal");
        let first = send(&site, "--cohort 11 --title one --service inform");
        assert_eq!((&first["members"], &first["queued"]), (&json!(4), &json!(4)));
        send(&site, "--cohort 11 --title two --service inform --class normal --expires 3d");
        send(&site, "--cohort 44 --title three --service inform");
        assert_eq!(
            texts(
                &site,
                "SELECT CAST(q.item_id AS TEXT) || ' ' || h.ref || ' ' || CAST(q.priority AS TEXT)
                 FROM dispatch_queue AS q JOIN holder AS h ON h.holder_id = q.holder_id
                 WHERE q.item_id <> 2 ORDER BY q.item_id, h.ref",
            ),
            ["1 H1 3", "1 H2 1", "1 H5 3", "1 H6 1", "3 H3 2"],
        );
        site.cardctl.ok(["db", "check"]);
        let sent = dispatch(&site);
        assert_eq!((&sent["sent"], &sent["delivered"], &sent["expired"]), (&json!(9), &json!(9), &json!(0)));
        let mut came = came(&provider);
        // Its key is of another cohort's size, and it stands somewhere among the others of its class.
        came.retain(|each| each != "3 H3");
        assert_eq!(came, ["1 H6", "1 H2", "2 H6", "2 H5", "2 H1", "2 H2", "1 H5", "1 H1"]);
        let deliveries = provider.deliveries();
        let of_h6 = &deliveries[0];
        assert!(of_h6.is_signed_with(&secret));
        let number = texts(&site, "SELECT CAST(holder_id AS TEXT) FROM holder WHERE ref = 'H6'").concat();
        assert_eq!(of_h6.id(), format!("notice/1/{number}"));
        let body = of_h6.json();
        assert_eq!(body["type"], "notice");
        assert!(body["timestamp"].as_str().is_some_and(|text| text.ends_with('Z')), "{body}");
        assert_eq!(
            body["data"],
            json!({ "notice": 1, "holder": "H6", "title": "one", "body": "body", "expires_at": null })
        );
        let second = deliveries.iter().map(Delivery::json).find(|each| each["data"]["notice"] == 2);
        assert!(second.is_some_and(|body| body["data"]["expires_at"].is_string()));
        let list = site.cardctl.json(split("notice list"));
        let told: Vec<[&Value; 5]> = list
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| ["notice", "title", "members", "delivered", "state"].map(|key| &row[key]))
            .collect();
        let expected =
            json!([[3, "three", 1, 1, "open"], [2, "two", 4, 4, "open"], [1, "one", 4, 4, "open"]]);
        assert_eq!(json!(told), expected);
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn a_rank_that_changes_before_the_dispatch_counts() {
    on_both(|site| {
        let (provider, _) = served(&site);
        send(&site, "--cohort 11 --title one --service inform");
        for _ in 0..4 {
            site.cardctl.ok(["holder", "visit", "H2"]);
        }
        dispatch(&site);
        assert_eq!(came(&provider), ["1 H2", "1 H6", "1 H5", "1 H1"]);
    });
}

#[test]
fn members_come_for_their_notices_and_read_them() {
    on_both(|site| {
        peopled(&site);
        say(&site, "11/F --scheme main", "urgent");
        send(&site, "--cohort 11 --title one");
        send(&site, "--cohort 11 --title two --class bulk");
        send(&site, "--cohort 11 --title three --class normal");
        send(&site, "--cohort 11/M --title four");
        send(&site, "--cohort 44 --title five");
        // What has no class of its own has that of the reader's cohort, and comes last where there is none.
        assert_eq!(seen(&site, "H2", ""), [1, 3, 2]);
        assert_eq!(seen(&site, "H1", ""), [3, 2, 4, 1]);
        assert_eq!(seen(&site, "H3", ""), [5]);
        assert_eq!(seen(&site, "H4", ""), [0; 0]);
        assert_eq!(seen(&site, "H1", " --limit 2"), [3, 2]);
        let list = site.cardctl.json(split("notice list --holder H2"));
        assert_eq!((&list[0]["class"], &list[0]["title"]), (&json!("urgent"), &json!("one")));

        let shown = site.cardctl.json(split("notice show 1 --holder H2"));
        assert_eq!((&shown["body"], &shown["read_at"]), (&json!("body"), &Value::Null));
        let entries = count(&site, "audit");
        let read = site.cardctl.json(split("notice show 1 --holder H2 --read"));
        assert!(read["read_at"].is_string(), "{read}");
        let again = site.cardctl.json(split("notice show 1 --holder H2 --read"));
        assert_eq!(again, read, "it was read once");
        assert_eq!(count(&site, "audit"), entries + 1);
        assert_eq!(seen(&site, "H2", " --unread"), [3, 2]);
        assert_eq!(seen(&site, "H1", " --unread"), [3, 2, 4, 1]);
        let sent = site.cardctl.json(split("notice show 1"));
        assert_eq!((&sent["read"], &sent["members"], &sent["from"]), (&json!(1), &json!(4), &Value::Null));

        for notice in ["4", "5", "6"] {
            let error = refused(&site, 5, &["notice", "show", notice, "--holder", "H2", "--read"]);
            assert_eq!(error["message"], format!("no notice {notice}"), "nobody learns what is for others");
        }
        assert_eq!(count(&site, "notice_read"), 1);
        site.cardctl.ok(split("setting set message-classes bulk,normal,urgent --reason test"));
        send(&site, "--cohort 11 --title six --class bulk");
        assert_eq!(seen(&site, "H2", "")[0], 6);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_good_no_more_is_neither_seen_nor_sent() {
    on_both(|site| {
        let (provider, _) = served(&site);
        send(&site, "--cohort 11 --title one --service inform --expires 1d");
        send(&site, "--cohort 44 --title two --service inform --expires 2099-12-31");
        sql::execute(&site.url, "UPDATE notice SET expires_at = 1 WHERE notice_id = 1")
            .expect("its time comes");
        assert_eq!(seen(&site, "H1", ""), [0; 0]);
        assert_eq!(refused(&site, 5, &split("notice show 1 --holder H1"))["code"], "not-found");
        let sent = dispatch(&site);
        assert_eq!((&sent["sent"], &sent["expired"]), (&json!(1), &json!(4)));
        assert_eq!(came(&provider), ["2 H3"]);
        assert_eq!(count(&site, "dispatch_queue"), 0);
        let list = site.cardctl.json(split("notice list"));
        assert_eq!((&list[1]["state"], &list[1]["delivered"]), (&json!("expired"), &json!(0)));
        for expires in ["0d", "2020-01-01", "soon"] {
            let line =
                ["notice", "send", "--scheme", "main", "--cohort", "11", "--title", "x", "--body", "x"];
            let error = refused(&site, 2, &[line.as_slice(), &["--yes", "--expires", expires]].concat());
            assert_eq!(error["code"], "usage", "{expires}");
        }
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_withdrawn_is_sent_to_nobody_any_more() {
    on_both(|site| {
        let (provider, _) = served(&site);
        send(&site, "--cohort 11 --title one --service inform");
        provider.is_to(Manner::Answers(503, ""));
        dispatch(&site);
        assert_eq!(provider.deliveries().len(), 4);
        assert_eq!(
            refused(&site, 2, &split("notice withdraw 1 --yes"))["code"],
            "usage",
            "it wants a reason"
        );
        let withdrawn = site.cardctl.json(split("notice withdraw 1 --reason wrong --yes"));
        assert_eq!((&withdrawn["state"], &withdrawn["unqueued"]), (&json!("withdrawn"), &json!(4)));
        let again = site.cardctl.exits(0, split("notice withdraw 1 --reason wrong --yes"));
        assert!(again.stderr.contains("unchanged: withdrawn already"), "{again}");
        sql::execute(&site.url, "UPDATE dispatch_queue SET next_at = 0").expect("later");
        assert_eq!(dispatch(&site), Value::Null);
        assert_eq!(seen(&site, "H1", ""), [0; 0]);
        let shown = site.cardctl.json(split("notice show 1"));
        assert_eq!((&shown["state"], &shown["waiting"]), (&json!("withdrawn"), &json!(0)));
        assert_eq!(refused(&site, 5, &split("notice withdraw 2 --reason x --yes"))["code"], "not-found");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn members_share_with_their_own_cohorts_when_they_may() {
    on_both(|site| {
        let (provider, _) = served(&site);
        let from = |holder: &str, cohort: &str| {
            let line = format!(
                "notice send --scheme main --cohort {cohort} --title x --body y --from-holder {holder} --yes"
            );
            line.split(' ').map(str::to_owned).collect::<Vec<_>>()
        };
        let not = |status: i32, holder: &str, cohort: &str| {
            let line = from(holder, cohort);
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            refused(&site, status, &line)["code"].clone()
        };
        assert_eq!(not(7, "H1", "11"), "permission-missing");
        for tier in ["standard", "gold"] {
            site.cardctl.ok(["tier", "set", tier, "--permissions", "notify"]);
        }
        assert_eq!(not(7, "H1", "44"), "permission-missing", "that is not where they are");
        assert_eq!(not(7, "H1", "11/F"), "permission-missing", "nor that");
        site.cardctl.ok(split("cohort policy 11/F --scheme main --deny notify --reason test --yes"));
        assert_eq!(not(7, "H2", "11"), "permission-missing");
        site.cardctl.ok(split("card freeze --holder H5 --reason test --yes"));
        assert_eq!(not(1, "H5", "11"), "run-state");
        site.cardctl.ok(split("holder restrict H6 --reason test --yes"));
        assert_eq!(not(7, "H6", "11"), "holder-restricted");
        assert_eq!(count(&site, "notice"), 0);
        let refusals = "audit WHERE action = 'notice send' AND outcome = 'refused'";
        assert_eq!(count(&site, refusals), 5);

        // Of four one is restricted, and who sends it knows it.
        let line = [from("H1", "11"), vec!["--service".to_owned(), "inform".to_owned()]].concat();
        let sent = site.cardctl.json(&line);
        assert_eq!((&sent["members"], &sent["queued"], &sent["from"]), (&json!(2), &json!(2), &json!("H1")));
        dispatch(&site);
        assert_eq!(came(&provider), ["1 H5", "1 H2"]);
        assert_eq!(site.cardctl.json(split("notice list --holder H5"))[0]["from"], "H1");
        let log = site.cardctl.json(split("audit log"));
        let log = log.as_array().expect("a list").iter().filter(|entry| entry["action"] == "notice send");
        let details: Vec<String> = log.map(|entry| entry["detail"].to_string()).collect();
        assert!(details.len() == 6 && details.iter().all(|detail| !detail.contains("11")), "{details:?}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn nothing_goes_to_a_restricted_holder_or_stays_of_them() {
    on_both(|site| {
        let (provider, _) = served(&site);
        site.cardctl.ok(split("tier set standard --permissions notify"));
        send(&site, "--cohort 11 --title one --service inform");
        site.cardctl.ok(split(
            "notice send --scheme main --cohort 11 --title mine --body y --from-holder H1 --service inform --yes",
        ));
        for holder in ["H1", "H5"] {
            site.cardctl.ok(["notice", "show", "1", "--holder", holder, "--read"]);
        }
        assert_eq!(seen(&site, "H5", "").len(), 2);
        site.cardctl.ok(split("holder restrict H1 --reason asked --yes"));
        assert_eq!(count(&site, "notice_read"), 1);
        assert_eq!(seen(&site, "H5", ""), [1], "what they sent is withdrawn");
        let list = site.cardctl.json(split("notice list"));
        assert_eq!((&list[0]["from"], &list[0]["state"]), (&json!("(restricted)"), &json!("withdrawn")));
        assert_eq!(refused(&site, 7, &split("notice list --holder H1"))["code"], "holder-restricted");
        dispatch(&site);
        assert_eq!(came(&provider), ["1 H6", "1 H5", "1 H2"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_notice_goes_by_an_open_service_that_the_cohort_may_use() {
    on_both(|site| {
        served(&site);
        let not = |status: i32, more: &str| {
            let line = format!("notice send --scheme main --cohort 11 --title x --body y --yes {more}");
            refused(&site, status, &split(&line))
        };
        assert_eq!(not(5, "--service informs")["hint"], "did you mean `inform`?");
        assert_eq!(not(5, "--class quick")["code"], "not-found");
        site.cardctl.ok(split(
            "cohort policy 11 --scheme main --services tea --acknowledge DS08 --reason test --yes",
        ));
        assert_eq!(not(7, "--service inform")["code"], "permission-missing");
        site.cardctl.ok(split(
            "cohort policy 11 --scheme main --services inform,tea --acknowledge DS08 --reason test --yes",
        ));
        site.cardctl.ok(split("provider service set inform --provider shop --state paused"));
        assert_eq!(not(1, "--service inform")["code"], "run-state");
        assert_eq!(count(&site, "notice"), 0);
        site.cardctl.ok(split("provider service set inform --provider shop --state open"));
        let asked = site.cardctl.exits(7, split("notice send --scheme main --cohort 11 --title x --body y"));
        assert!(asked.stderr.contains("--yes"), "{asked}");
        send(&site, "--cohort 11 --title one --service inform");
        assert_eq!(count(&site, "dispatch_queue"), 4);
    });
}

#[test]
fn what_a_notice_says_is_sealed_and_sealed_anew() {
    on_both(|site| {
        peopled(&site);
        let line = split("notice send --scheme main --cohort 11 --title Gathering --body - --yes -o json");
        let sent = site.cardctl.with_stdin("Mr Duan\nspeaks at nine\n").ok(line);
        assert!(sent.contains("Gathering"), "{sent}");
        let input = r#"{"title": "Second", "body": "of a file"}"#;
        site.write("notice.json", input);
        site.cardctl.ok(split("notice send --scheme main --cohort 11 --input notice.json --yes"));
        let shown = site.cardctl.json(split("notice show 1"));
        assert_eq!(shown["body"], "Mr Duan\nspeaks at nine");
        let bytes = if site.database == "SQLite" { "hex" } else { "encode" };
        let format = if site.database == "SQLite" { "" } else { ", 'hex'" };
        let stored =
            texts(&site, &format!("SELECT {bytes}(body{format}) || {bytes}(title{format}) FROM notice"));
        let plain = "Duan".bytes().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert!(!stored.concat().to_lowercase().contains(&plain));
        let rotated = site.cardctl.json(split("key rotate --yes"));
        assert_eq!(rotated["notices"], 2);
        assert_eq!(site.cardctl.json(split("notice show 1")), shown);
        assert_eq!(site.cardctl.json(split("notice list"))[0]["title"], "Second");
        let log = site.cardctl.ok(split("audit log -o json"));
        assert!(!log.contains("Gathering") && !log.contains("Duan"), "{log}");
        site.cardctl.ok(["db", "check"]);
    });
}
