//! Signed requests of holders, from their receipt to the provider that takes them.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::acts::{count, refused};
use crate::fixture::bare_platform;
use crate::harness::provider::{Manner, Provider, signature_of};
use crate::harness::{Site, on_both, on_both_durable, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("not so late")
}

/// The platform of the tests, whose holders may send requests, with the service `repair` at a provider.
pub(crate) struct Scene {
    pub(crate) provider: Provider,
    /// What signs for the provider.
    secret: String,
}

impl Scene {
    fn new(site: &Site) -> Self {
        Self::with(site, "")
    }

    /// The same, with so many requests of one holder that wait to be sent.
    pub(crate) fn waiting(site: &Site, requests: usize) -> Self {
        let scene = Self::new(site);
        let key = secret(site, "H1");
        let lines: Vec<String> =
            (0..requests).map(|n| request(&format!("m{n}"), "H1", &key).to_string()).collect();
        site.write("day.jsonl", &lines.join("\n"));
        site.cardctl.ok(split("request import day.jsonl --yes"));
        scene
    }

    fn with(site: &Site, more: &str) -> Self {
        bare_platform(site);
        for tier in ["standard", "gold"] {
            site.cardctl.ok(["tier", "set", tier, "--permissions", "request"]);
        }
        site.cardctl.ok(split("setting set allowed-hosts 127.0.0.1 --reason test"));
        let provider = Provider::start();
        let line =
            format!("provider service add repair --provider shop --address {}{more}", provider.address());
        let added = site.cardctl.json(split(&line));
        Self { provider, secret: added["secret"].as_str().expect("a secret").to_owned() }
    }
}

/// A secret for a holder.
fn secret(site: &Site, holder: &str) -> String {
    let made = site.cardctl.json(["holder", "secret", holder, "--yes"]);
    made["secret"].as_str().unwrap_or_else(|| panic!("no secret: {made}")).to_owned()
}

/// A signed request.
fn request(id: &str, holder: &str, secret: &str) -> Value {
    at(id, holder, secret, now())
}

fn at(id: &str, holder: &str, secret: &str, timestamp: i64) -> Value {
    let payload = json!({ "what": "a bicycle", "n": id });
    let signature = signature_of(secret, id, &timestamp.to_string(), &payload.to_string());
    json!({ "id": id, "holder": holder, "service": "repair", "timestamp": timestamp, "payload": payload,
            "signature": signature })
}

fn submit(site: &Site, message: &Value) -> String {
    site.cardctl.with_stdin(&message.to_string()).ok(["request", "submit", "-"])
}

/// Why a request is refused.
#[track_caller]
fn refusal(site: &Site, message: &Value) -> String {
    let id = message["id"].as_str().expect("an id").to_owned();
    let output =
        site.cardctl.with_stdin(&message.to_string()).exits(7, ["request", "submit", "-", "-o", "json"]);
    let error = output.stderr.lines().last().unwrap_or_default();
    let error: Value = serde_json::from_str(error).unwrap_or_else(|_| panic!("{output}"));
    assert_eq!(error["error"]["code"], "request-refused", "{output}");
    shown(site, &id)["refusal"].as_str().expect("a reason").to_owned()
}

#[track_caller]
fn shown(site: &Site, id: &str) -> Value {
    site.cardctl.json(["request", "show", id])
}

#[track_caller]
fn dispatch(site: &Site, status: i32, more: &str) -> Value {
    let line = format!("request dispatch --yes -o json{more}");
    let output = site.cardctl.exits(status, split(&line));
    if output.stdout.is_empty() { Value::Null } else { serde_json::from_str(&output.stdout).expect("json") }
}

/// Lets time pass for whatever waits: what was to be sent later is due, and what a dead dispatcher held is free.
pub(crate) fn later(site: &Site) {
    sql::execute(&site.url, "UPDATE dispatch_queue SET next_at = 0, leased_until = 0").expect("later");
}

#[test]
fn a_signed_request_is_taken_by_its_provider() {
    on_both(|site| {
        let scene = Scene::new(&site);
        let secret = secret(&site, "H1");
        let message = request("msg_1", "H1", &secret);
        submit(&site, &message);
        let again = site.cardctl.with_stdin(&message.to_string()).exits(0, ["request", "submit", "-"]);
        assert!(again.stderr.contains("unchanged") && again.stdout.is_empty(), "{again}");
        assert_eq!(count(&site, "request"), 1);
        let another = site.cardctl.with_stdin(&request("msg_1", "H1", &secret).to_string().replace('b', "B"));
        let another = another.exits(1, ["request", "submit", "-", "-o", "json"]);
        assert!(another.stderr.contains("\"code\":\"conflict\""), "{another}");

        let sent = dispatch(&site, 0, "");
        assert_eq!((&sent["sent"], &sent["delivered"], &sent["dead"]), (&json!(1), &json!(1), &json!(0)));
        assert_eq!(sent["providers"][0]["provider"], "shop");
        let [delivery] = scene.provider.deliveries().try_into().expect("one message");
        assert!(delivery.is_signed_with(&scene.secret) && !delivery.is_signed_with(&secret));
        assert_eq!((delivery.id(), delivery.path.as_str()), ("msg_1", "/requests?of=cards"));
        assert!(delivery.headers["user-agent"].starts_with("cardctl/"));
        let body = delivery.json();
        assert_eq!(body["type"], "request");
        assert_eq!(
            body["data"],
            json!({ "id": "msg_1", "service": "repair", "holder": "H1", "payload": message["payload"] })
        );
        let found = shown(&site, "msg_1");
        assert_eq!((&found["state"], &found["provider"]), (&json!("delivered"), &json!("shop")));
        assert_eq!(found["attempts"][0]["status"], 204);
        let nothing = site.cardctl.exits(0, split("request dispatch --yes"));
        assert!(nothing.stderr.contains("nothing is due"), "{nothing}");
        assert_eq!(scene.provider.deliveries().len(), 1);
        // It was a visit, too.
        assert_eq!(site.cardctl.json(split("visit list --holder H1"))[0]["channel"], "request");
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn a_payload_is_shown_for_a_reason_only() {
    on_both(|site| {
        Scene::new(&site);
        submit(&site, &request("msg_1", "H1", &secret(&site, "H1")));
        assert_eq!(shown(&site, "msg_1").get("payload"), None);
        assert_eq!(refused(&site, 2, &split("request show msg_1 --reveal --yes"))["code"], "usage");
        let line = "request show msg_1 --reveal --reason dispute --yes";
        assert!(
            site.cardctl.json(split(line))["payload"].as_str().is_some_and(|text| text.contains("bicycle"))
        );
        let log = site.cardctl.ok(split("audit log -o json"));
        assert!(log.contains("request reveal") && !log.contains("bicycle"), "{log}");
    });
}

#[test]
fn a_request_is_refused_for_its_own_reason_and_kept() {
    on_both(|site| {
        let scene = Scene::with(&site, " --verify signature,window,identity,permission");
        let key = secret(&site, "H1");
        let told = |mut message: Value, name: &str, value: Value| {
            message[name] = value;
            message
        };
        let mut n = 0;
        let mut good = || {
            n += 1;
            told(request(&format!("r{n}"), "H1", &key), "parameter", json!("citizen-id=110102197502030839"))
        };
        submit(&site, &good());
        let other = secret(&site, "H2");
        let mut of_another = request("other", "H1", &other);
        of_another["parameter"] = json!("citizen-id=110102197502030839");
        for (message, reason) in [
            (of_another, "signature"),
            (told(good(), "signature", Value::Null), "signature"),
            (told(good(), "payload", json!({})), "signature"),
            (told(good(), "timestamp", json!(now() - 1)), "signature"),
            (told(good(), "holder", json!("H2")), "signature"),
            (told(good(), "holder", json!("H3")), "no-secret"),
            (told(good(), "holder", json!("nobody")), "unknown-holder"),
            (told(good(), "service", json!("cleaning")), "unknown-service"),
            (told(good(), "parameter", json!("citizen-id=11010519491231002X")), "identity"),
            (told(good(), "parameter", Value::Null), "identity"),
            (told(at("old", "H1", &key, now() - 600), "parameter", json!("110102197502030839")), "stale"),
            (told(at("new", "H1", &key, now() + 600), "parameter", json!("110102197502030839")), "future"),
        ] {
            assert_eq!(refusal(&site, &message), reason, "{message}");
        }
        // By the parameter alone the holder is known, too.
        let mut alone = good();
        alone.as_object_mut().expect("an object").remove("holder");
        submit(&site, &alone);

        site.cardctl.ok(split("tier set standard --permissions none"));
        assert_eq!(refusal(&site, &good()), "permission");
        site.cardctl.ok(split("tier set standard --permissions request"));
        site.cardctl.ok(split("scheme add main --facets region:2 --priority registered"));
        site.cardctl.ok(split("cohort regroup --yes"));
        site.cardctl.ok(split("cohort policy 11 --services cleaning --acknowledge DS08 --reason test --yes"));
        assert_eq!(refusal(&site, &good()), "service");
        site.cardctl.ok(split("cohort policy 11 --services repair --acknowledge DS08 --reason test --yes"));
        submit(&site, &good());
        site.cardctl.ok(split("card freeze --holder H1 --reason test --yes"));
        assert_eq!(refusal(&site, &good()), "card-blocked");
        site.cardctl.ok(split("card unfreeze --holder H1 --reason test --yes"));
        site.cardctl.ok(split("provider service set repair --provider shop --state paused"));
        assert_eq!(refusal(&site, &good()), "no-provider");
        assert!(scene.provider.deliveries().is_empty());
        let kept = site.cardctl.json(split("request list --state refused"));
        assert_eq!(kept.as_array().expect("a list").len(), 16);
        let refusals = site.cardctl.json(split("audit log"));
        let refusals = refusals.as_array().expect("a list").iter();
        let refusals =
            refusals.filter(|row| row["outcome"] == "refused" && row["action"] == "request submit");
        assert_eq!(refusals.count(), 16);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn whoever_guesses_an_id_does_not_keep_it_from_its_holder() {
    on_both(|site| {
        Scene::new(&site);
        let key = secret(&site, "H1");
        let forged = request("msg_1", "H1", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert_eq!(refusal(&site, &forged), "signature");
        assert_eq!(refusal(&site, &forged), "signature");
        assert_eq!(count(&site, "request"), 1, "the same again is the same");
        let good = at("msg_1", "H1", &key, now() - 5);
        submit(&site, &good);
        assert_eq!(shown(&site, "msg_1")["state"], "waiting");
        assert_eq!(count(&site, "request"), 2);
        let again =
            site.cardctl.with_stdin(&forged.to_string()).exits(1, ["request", "submit", "-", "-o", "json"]);
        assert!(again.stderr.contains("conflict"), "{again}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_file_of_requests_is_received_once_and_bad_lines_come_back() {
    on_both(|site| {
        let scene = Scene::new(&site);
        let (one, two) = (secret(&site, "H1"), secret(&site, "H2"));
        let first = request("a1", "H1", &one);
        let mut lines = vec![first.to_string(), "{\"id\": \"a2\", ".to_owned(), String::new()];
        lines.push(request("a3", "H2", &two).to_string());
        lines.push(first.to_string());
        lines.push(request("a4", "H2", &one).to_string());
        lines.push(at("a1", "H1", &one, now() - 7).to_string());
        lines.push("[1, 2]".to_owned());
        lines.push("{\"id\": \"a5\"}".to_owned());
        site.write("day.jsonl", &lines.join("\n"));
        let import = |status, file: &str| {
            let output = site.cardctl.exits(status, ["request", "import", file, "--yes", "-o", "json"]);
            let counts: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output}"));
            ["read", "accepted", "refused", "skipped", "conflicts", "rejected"]
                .map(|key| counts[key].as_u64().unwrap_or_else(|| panic!("{key}: {output}")))
        };
        assert_eq!(import(3, "day.jsonl"), [8, 2, 1, 1, 1, 3]);
        let rejects = fs::read_to_string(site.directory().join("day.jsonl.rejects.jsonl")).expect("rejects");
        let rejects: Vec<Value> =
            rejects.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
        let told: Vec<(u64, &str)> = rejects
            .iter()
            .map(|row| {
                (
                    row["rejected_line"].as_u64().expect("a line"),
                    row["rejected_reason"].as_str().expect("why"),
                )
            })
            .collect();
        let [(2, early), (8, array), (9, missing), (7, conflict)] = told[..] else { panic!("{told:?}") };
        assert_eq!(early, "it is no JSON object: it ends early");
        assert!(array.contains("another type") || array.contains("no JSON object"), "{array}");
        assert_eq!(missing, "it has no `service`");
        assert!(conflict.starts_with("conflict"), "{conflict}");
        assert_eq!(import(3, "day.jsonl"), [8, 0, 0, 4, 1, 3]);

        // What is corrected in the rejects file is taken from it.
        let corrected = json!({ "rejected_line": 2, "rejected_reason": early,
                                "text": request("a2", "H2", &two).to_string() });
        site.write("corrected.jsonl", &format!("{corrected}\n"));
        assert_eq!(import(0, "corrected.jsonl"), [1, 1, 0, 0, 0, 0]);
        assert_eq!(dispatch(&site, 0, "")["delivered"], 3);
        let mut ids = scene.provider.ids();
        ids.sort_unstable();
        assert_eq!(ids, ["a1", "a2", "a3"]);

        site.write("whole.jsonl", &format!("{}\nno json\n", request("b1", "H1", &one)));
        let whole = ["request", "import", "whole.jsonl", "--all-or-nothing", "--yes"];
        site.cardctl.exits(8, whole);
        assert_eq!(count(&site, "request WHERE external_id = 'b1'"), 0);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_sent_first_is_said_by_three_cohorts_and_their_ranks() {
    on_both(|site| {
        let scene = Scene::new(&site);
        // H1 and H2 are of 11, H3 of 44, H4 of nowhere. H2 registered with H1, and comes first when H2 visits more.
        site.cardctl.ok(split("scheme add main --facets region:2 --priority visits,registered"));
        site.cardctl.ok(split("cohort regroup --yes"));
        site.cardctl
            .ok(split("cohort policy 44 --service-priority 1 --acknowledge DS08 --reason test --yes"));
        site.cardctl
            .ok(split("cohort policy 11 --service-priority 2 --acknowledge DS08 --reason test --yes"));
        for _ in 0..3 {
            site.cardctl.ok(split("holder visit H2"));
        }
        let keys: Vec<String> = ["H1", "H2", "H3", "H4"].map(|holder| secret(&site, holder)).into();
        for (id, holder) in [("a-H4", 3), ("b-H1", 0), ("c-H2", 1), ("d-H1", 0), ("e-H3", 2), ("f-H4", 3)] {
            submit(&site, &request(id, ["H1", "H2", "H3", "H4"][holder], &keys[holder]));
        }
        dispatch(&site, 0, " --concurrency 1");
        // Between two of one holder the older one, although H1 had visited more often by the second.
        assert_eq!(scene.provider.ids(), ["e-H3", "c-H2", "b-H1", "d-H1", "a-H4", "f-H4"]);
    });
}

#[test]
fn what_a_provider_does_not_take_is_sent_again_and_then_given_up() {
    on_both(|site| {
        let scene = Scene::new(&site);
        submit(&site, &request("msg_1", "H1", &secret(&site, "H1")));
        scene.provider.is_to(Manner::Answers(503, "Retry-After: 3600\r\n"));
        let sent = dispatch(&site, 0, " --tries 3");
        assert_eq!((&sent["failed"], &sent["dead"]), (&json!(1), &json!(0)));
        let wait = sql::texts(
            &site.url,
            "SELECT CAST((q.next_at - a.at) / 60000000 AS TEXT) FROM dispatch_queue AS q
             JOIN delivery_attempt AS a ON a.item_id = q.item_id",
        );
        let minutes: i64 = wait.expect("a wait").concat().parse().expect("minutes");
        assert!((60..=72).contains(&minutes), "{minutes}: as long as it asked for");
        assert_eq!(dispatch(&site, 0, ""), Value::Null, "not yet");

        later(&site);
        scene.provider.is_to(Manner::Dies);
        dispatch(&site, 0, " --tries 3");
        later(&site);
        scene.provider.is_to(Manner::Answers(410, ""));
        let sent = dispatch(&site, 3, " --tries 3");
        assert_eq!(sent["dead"], 1);
        let found = shown(&site, "msg_1");
        let outcomes: Vec<&Value> = found["attempts"]
            .as_array()
            .expect("attempts")
            .iter()
            .map(|attempt| &attempt["outcome"])
            .collect();
        assert_eq!(outcomes, ["refused", "unreachable", "refused"]);
        assert_eq!(found["state"], "dead");
        later(&site);
        assert_eq!(dispatch(&site, 0, ""), Value::Null, "it is dead");

        scene.provider.is_to(Manner::Takes);
        site.cardctl.ok(split("request retry --dead --yes"));
        assert_eq!(dispatch(&site, 0, "")["delivered"], 1);
        assert_eq!(shown(&site, "msg_1")["attempts"].as_array().map(Vec::len), Some(4));
        assert_eq!(scene.provider.ids(), ["msg_1"; 4], "it has the same id each time");
        let error = refused(&site, 1, &split("request retry msg_1 --yes"));
        assert_eq!(error["code"], "run-state");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_request_that_is_cancelled_is_not_sent() {
    on_both(|site| {
        let scene = Scene::new(&site);
        let key = secret(&site, "H1");
        submit(&site, &request("msg_1", "H1", &key));
        submit(&site, &request("msg_2", "H1", &key));
        site.cardctl.ok(split("request cancel msg_1 --reason withdrawn --yes"));
        let again = site.cardctl.exits(0, split("request cancel msg_1 --reason withdrawn --yes"));
        assert!(again.stderr.contains("unchanged"), "{again}");
        dispatch(&site, 0, "");
        assert_eq!(scene.provider.ids(), ["msg_2"]);
        assert_eq!(shown(&site, "msg_1")["state"], "cancelled");
        assert_eq!(
            refused(&site, 1, &split("request cancel msg_2 --reason late --yes"))["code"],
            "run-state"
        );
        assert_eq!(
            refused(&site, 5, &split("request cancel msg_3 --reason late --yes"))["code"],
            "not-found"
        );
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_slow_provider_holds_up_no_other() {
    on_both(|site| {
        let slow = Scene::new(&site);
        site.cardctl.ok(split("provider add quick --name Quick --rate 1%"));
        let quick = Provider::start();
        let line = format!("provider service add cleaning --provider quick --address {}", quick.address());
        site.cardctl.ok(split(&line));
        let key = secret(&site, "H1");
        let mut lines = String::new();
        // The slow ones came first.
        for (service, id) in (0..60).map(|n| (if n < 30 { "repair" } else { "cleaning" }, format!("m{n}"))) {
            let mut message = request(&id, "H1", &key);
            message["service"] = json!(service);
            writeln!(lines, "{message}").expect("a string grows");
        }
        site.write("day.jsonl", &lines);
        site.cardctl.ok(split("request import day.jsonl --yes"));
        slow.provider.is_to(Manner::Slow(Duration::from_millis(400)));
        let running = site.cardctl.spawn(split("request dispatch --yes --concurrency 4"));
        quick.wait_for(30);
        let slow_then = slow.provider.deliveries().len();
        assert!(slow_then < 30, "all {slow_then} slow ones came before");
        let output = running.wait();
        assert_eq!(output.status, 0, "{output}");
        assert_eq!((slow.provider.deliveries().len(), quick.deliveries().len()), (30, 30));
    });
}

#[test]
fn a_provider_that_does_not_answer_is_left_alone_for_this_time() {
    on_both(|site| {
        let scene = Scene::waiting(&site, 20);
        scene.provider.is_to(Manner::Dies);
        let sent = dispatch(&site, 0, " --concurrency 1");
        assert_eq!((&sent["sent"], &sent["providers"][0]["left_alone"]), (&json!(5), &json!(true)));
        scene.provider.is_to(Manner::Takes);
        later(&site);
        assert_eq!(dispatch(&site, 0, "")["delivered"], 20);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn nothing_is_sent_to_addresses_that_are_not_allowed() {
    on_both(|site| {
        let scene = Scene::new(&site);
        let key = secret(&site, "H1");
        submit(&site, &request("msg_1", "H1", &key));
        site.cardctl.ok(split("setting set allowed-hosts none --reason test"));
        dispatch(&site, 0, "");
        assert_eq!(shown(&site, "msg_1")["attempts"][0]["outcome"], "forbidden");
        // A name is looked up, and what it leads to counts.
        let port = scene.provider.port;
        let named = format!("provider service set repair --provider shop --address http://localhost:{port}/");
        site.cardctl.ok(split(&named));
        later(&site);
        dispatch(&site, 0, "");
        assert_eq!(shown(&site, "msg_1")["attempts"][1]["outcome"], "forbidden");
        assert!(scene.provider.deliveries().is_empty());
        site.cardctl.ok(split("setting set allowed-hosts localhost --reason test"));
        later(&site);
        dispatch(&site, 0, "");
        assert_eq!(scene.provider.ids(), ["msg_1"]);

        // Nor is a redirect followed to another host, which a port makes it.
        submit(&site, &request("msg_2", "H1", &key));
        let elsewhere = Provider::start();
        scene.provider.is_to(Manner::Redirects(elsewhere.address()));
        dispatch(&site, 0, "");
        let found = shown(&site, "msg_2");
        assert_eq!((&found["state"], &found["attempts"][0]["status"]), (&json!("waiting"), &json!(307)));
        assert!(elsewhere.deliveries().is_empty());
    });
}

#[test]
fn of_several_dispatchers_none_sends_what_another_sends() {
    on_both(|site| {
        let scene = Scene::waiting(&site, 300);
        scene.provider.is_to(Manner::Slow(Duration::from_millis(10)));
        let running: Vec<_> = (0..4).map(|_| site.cardctl.spawn(split("request dispatch --yes"))).collect();
        for each in running {
            let output = each.wait();
            assert_eq!(output.status, 0, "{output}");
        }
        assert_eq!((scene.provider.different(), scene.provider.deliveries().len()), (300, 300));
        assert!(scene.provider.overlapped().is_empty());
        assert_eq!(count(&site, "dispatch_queue"), 0);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_killed_dispatcher_loses_no_request() {
    on_both_durable(|site| {
        let scene = Scene::waiting(&site, 120);
        scene.provider.is_to(Manner::Slow(Duration::from_millis(20)));
        let mut came = 0;
        for _ in 0..3 {
            let running = site.cardctl.spawn(split("request dispatch --yes --concurrency 4"));
            came += 20;
            scene.provider.wait_for(came);
            running.signal("KILL");
            running.wait();
            came = scene.provider.deliveries().len();
            site.cardctl.ok(["db", "check"]);
            // What it held is nobody else's until the lease is over.
            let held = count(&site, "dispatch_queue WHERE leased_until > 0");
            assert!((1..=8).contains(&held), "{held} are held");
            later(&site);
        }
        scene.provider.is_to(Manner::Takes);
        dispatch(&site, 0, "");
        assert_eq!(scene.provider.different(), 120, "each came at least once");
        assert_eq!(count(&site, "request WHERE state = 'delivered'"), 120);
        assert_eq!(count(&site, "dispatch_queue"), 0);
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn an_interrupted_dispatcher_waits_for_what_is_on_its_way() {
    on_both(|site| {
        let scene = Scene::waiting(&site, 60);
        scene.provider.is_to(Manner::Slow(Duration::from_millis(100)));
        let running = site.cardctl.spawn(split("request dispatch --yes --concurrency 2"));
        scene.provider.wait_for(5);
        running.signal("INT");
        let output = running.wait();
        assert_eq!(output.status, 130, "{output}");
        assert!(output.stderr.contains("run it again to go on"), "{output}");
        let came = scene.provider.deliveries().len();
        assert!(came < 60, "it went on");
        assert_eq!(count(&site, "dispatch_queue WHERE leased_until > 0"), 0);
        assert_eq!(count(&site, "request WHERE state = 'delivered'"), came);
        scene.provider.is_to(Manner::Takes);
        dispatch(&site, 0, "");
        assert_eq!(scene.provider.deliveries().len(), 60, "none came twice");
    });
}

#[test]
fn providers_take_turns_and_serve_their_regions() {
    on_both(|site| {
        let first = Scene::with(&site, " --rule round-robin");
        site.cardctl.ok(split("provider add other --name Other --rate 1%"));
        let second = Provider::start();
        let line = format!("provider service add repair --provider other --address {}", second.address());
        site.cardctl.ok(split(&line));
        let keys = ["H1", "H3"].map(|holder| secret(&site, holder));
        for n in 0..10 {
            submit(&site, &request(&format!("m{n}"), "H1", &keys[0]));
        }
        dispatch(&site, 0, "");
        assert_eq!((first.provider.deliveries().len(), second.deliveries().len()), (5, 5));

        site.cardctl.ok(split("scheme add main --facets region:2 --priority registered"));
        site.cardctl.ok(split("cohort regroup --yes"));
        site.cardctl.ok(split("provider service set repair --rule region"));
        site.cardctl.ok(split("provider service set repair --provider other --region 44"));
        submit(&site, &request("of-44", "H3", &keys[1]));
        submit(&site, &request("of-11", "H1", &keys[0]));
        dispatch(&site, 0, "");
        assert_eq!(second.ids().last().map(String::as_str), Some("of-44"));
        assert_eq!(first.provider.ids().last().map(String::as_str), Some("of-11"));
    });
}
