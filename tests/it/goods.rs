//! Goods that holders sell and swap, and holders who are providers.

use serde_json::json;

use crate::acts::{audited, refused};
use crate::fixture::platform;
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn csv(site: &Site, line: &str) -> String {
    site.cardctl.ok([split(line), vec!["-o", "csv"]].concat())
}

#[test]
fn a_holder_becomes_a_provider_under_their_own_number() {
    on_both(|site| {
        platform(&site);
        let before = audited(&site);
        site.cardctl.ok(split("provider add market-1 --holder H1 --rate 5%"));
        let same = site.cardctl.exits(0, split("provider add market-1 --holder H1 --rate 5%"));
        assert!(same.stderr.contains("unchanged"), "{same}");
        assert_eq!(audited(&site), before + 1);
        // The name of a holder is sealed.
        let shown = site.cardctl.json(split("provider show market-1"));
        assert_eq!(
            (&shown["name"], &shown["rate"], &shown["rates"][0]["since"]),
            (&json!("market-1"), &json!("5%"), &json!("2026-01-01"))
        );
        let number = "SELECT h.ref FROM provider AS p JOIN holder AS h ON h.holder_id = p.provider_id";
        assert_eq!(sql::texts(&site.url, number).expect("it is there"), ["H1"]);

        for (line, status, code, message) in [
            ("market-1 --holder H1 --rate 6%", 1, "conflict", "provider `market-1` exists with another rate"),
            (
                "market-1 --holder H2 --rate 5%",
                1,
                "conflict",
                "provider `market-1` exists with another party",
            ),
            (
                "market-2 --holder H1 --rate 5%",
                1,
                "conflict",
                "holder `H1` is the provider `market-1` already",
            ),
            (
                "H2 --holder H2 --rate 5% --since 2025-12-31",
                2,
                "usage",
                "--since 2025-12-31 lies before the activation",
            ),
            ("H9 --holder H9 --rate 5%", 5, "not-found", "no holder has the ref or card `H9`"),
        ] {
            let error = refused(&site, status, &split(&format!("provider add {line}")));
            assert_eq!((&error["code"], &error["message"]), (&json!(code), &json!(message)), "{line}");
        }
        site.cardctl.exits(2, split("provider add x --rate 5%"));
        site.cardctl.exits(2, split("provider add x --holder H2 --name x --rate 5%"));

        site.write(
            "more.csv",
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H5,,周五,mobile,13900139000,BJ,,,,2026-01-01,,
",
        );
        site.cardctl.ok(split("holder import more.csv --yes"));
        let error = refused(&site, 1, &split("provider add H5 --holder H5 --rate 5%"));
        assert_eq!(error["message"], "the card of `H5` is not activated");
        site.cardctl.ok(split("holder restrict H4 --reason x --yes"));
        let error = refused(&site, 7, &split("provider add H4 --holder H4 --rate 5%"));
        assert_eq!(error["code"], "holder-restricted");
        let refusals = "SELECT action || ' ' || subject FROM audit WHERE outcome = 'refused'";
        assert_eq!(sql::texts(&site.url, refusals).expect("the log"), ["provider add H4"]);
    });
}

#[test]
fn who_buys_and_sells_is_counted_as_each() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("provider add H1 --holder H1 --rate 5%"));
        site.write(
            "till.csv",
            "external_id,card,holder,provider,amount,occurred_at
A,,H3,H1,100.00,2026-02-01
B,,H1,shop,100.00,2026-02-01
C,,H1,H1,100.00,2026-02-01
",
        );
        let counts = site.cardctl.run(split("purchase import till.csv --source till --yes -o json"));
        assert_eq!(counts.status, 3, "{counts}");
        let rejects =
            std::fs::read_to_string(site.directory().join("till.csv.rejects.csv")).expect("rejects");
        assert!(rejects.contains("nobody buys from themselves"), "{rejects}");
        site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
        // As a holder they have 40 % of 12.00, as a provider they owe 5.00.
        let balances = csv(&site, "ledger balances");
        for line in ["holder,H1,4.80,0.00,4.80", "provider,H1,-5.00,0.00,-5.00", "holder,H3,2.00,0.00,2.00"] {
            assert!(balances.lines().any(|each| each == line), "{line}: {balances}");
        }
        let owed = csv(&site, "ledger receivables --columns provider,owed");
        assert!(owed.lines().any(|line| line == "H1,5.00"), "{owed}");
        for (kind, closing) in [("holder", "4.80"), ("provider", "-5.00")] {
            let line = format!("report statement H1 --kind {kind} --month 2026-02");
            let statement = site.cardctl.json(split(&line));
            assert_eq!(statement["closing"], closing, "{line}: {statement}");
        }
        let error = refused(&site, 2, &split("report statement H1 --month 2026-02"));
        assert_eq!(error["code"], "usage", "{error}");
        site.cardctl.ok(split("db check"));
        // What is owed is not paid out, and what is earned is not netted with it.
        let created = site.cardctl.json(split("payout create --through 2026-02-28 --dry-run"));
        assert!(!created.to_string().contains("-5.00"), "{created}");

        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        site.cardctl.ok(split("db check"));
        assert_eq!(site.cardctl.json(split("provider show H1"))["rate"], "5%");
    });
}

/// Everybody may sell and swap, and owes 5 %.
fn market(site: &Site) {
    platform(site);
    site.cardctl.ok(split("tier set standard --permissions sell,swap"));
    site.cardctl.ok(split("tier set gold --permissions swap"));
    site.cardctl.ok(split("setting set goods-rate 5% --reason x"));
}

fn today(site: &Site) -> String {
    let shown = site.cardctl.json(split("listing show 1"));
    shown["created_at"].as_str().expect("a time")[..10].to_owned()
}

#[test]
fn what_is_sold_is_settled_like_any_other_purchase() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("tier set standard --permissions sell"));
        let error = refused(&site, 5, &split("listing add --holder H1 --title radio --price 50.00"));
        assert_eq!(error["message"], "holder `H1` is no provider yet");
        let error = refused(&site, 2, &split("setting set goods-rate 5 --reason x"));
        assert_eq!(error["code"], "usage");
        site.cardctl.ok(split("setting set goods-rate 5% --reason x"));
        let added = "listing add --holder H1 --title radio --price 50.00 --category audio";
        let added = site.cardctl.json(split(added));
        assert_eq!((&added["listing"], &added["amount"]), (&json!(1), &json!("50.00")));
        assert_eq!(site.cardctl.json(split("provider show H1"))["rate"], "5%");

        let sold = site.cardctl.json(split("listing sell 1 --to H3 --price 45.00 --yes"));
        assert_eq!((&sold["price"], &sold["purchase"]), (&json!("45.00"), &json!("listing-1")));
        let shown = site.cardctl.json(split("listing show 1"));
        assert_eq!(
            (&shown["state"], &shown["to"], &shown["purchase"]),
            (&json!("sold"), &json!("H3"), &json!("listing-1"))
        );
        let history = shown["history"].as_array().expect("a table");
        let steps: Vec<_> = history.iter().map(|row| (row["from"].clone(), row["to"].clone())).collect();
        assert_eq!(steps, [(json!(null), json!("open")), (json!("open"), json!("sold"))]);

        site.cardctl.ok(split(&format!("settle run --through {} --post --yes", today(&site))));
        // 5 % of 45.00 are 2.25: 40 % the holder, 20 % A1 and, with nobody above, 10 % more; no staff: the center.
        let lines = csv(&site, "settle lines last");
        assert_eq!(
            lines,
            "source,external_id,role,level,party,amount\n\
             goods,listing-1,holder,,H3,0.90\n\
             goods,listing-1,agent,1,A1,0.68\n\
             goods,listing-1,center,,BJ,0.45\n\
             goods,listing-1,platform,,platform,0.22\n"
        );
        let owed = csv(&site, "ledger receivables --columns provider,owed");
        assert!(owed.lines().any(|line| line == "H1,2.25"), "{owed}");
        site.cardctl.ok(split("db check"));
        site.cardctl.ok(split("audit verify"));
    });
}

#[test]
fn what_no_rule_allows_is_refused_and_changes_nothing() {
    on_both(|site| {
        market(&site);
        site.cardctl.ok(split("listing add --holder H1 --title radio --price 50.00"));
        site.cardctl.ok(split("listing add --holder H1 --title lamp --value 30.00 --wish chair"));
        site.cardctl.ok(split("listing add --holder H2 --title chair --value 20.00 --wish lamp"));
        site.cardctl.ok(split("listing add --holder H3 --title desk --price 10.00"));
        site.cardctl.ok(split("listing withdraw 4 --reason x"));
        let before = audited(&site);
        for (line, status, message) in [
            ("listing sell 1 --to H1 --yes", 2, "nobody buys from themselves"),
            ("listing sell 2 --to H3 --yes", 1, "listing 2 is offered in exchange and not for sale"),
            ("listing sell 4 --to H1 --yes", 1, "listing 4 is withdrawn already"),
            ("listing sell 9 --to H1 --yes", 5, "no listing 9"),
            ("listing sell 1 --to H3 --price 0 --yes", 2, "--price: it must be above 0"),
            ("listing sell 1 --to H3", 7, ""),
            ("listing swap 2 2 --yes", 2, "a listing can't be swapped for itself"),
            ("listing swap 1 2 --yes", 1, "listing 1 is offered for sale and not in exchange"),
            ("listing swap 2 3 --yes", 2, "the stated values differ: 30.00 and 20.00"),
            ("listing swap 2 3 --paid 10.00 --yes", 2, "`--paid` needs to know who pays"),
            ("listing swap 2 3 --paid 10.00 --by 1 --yes", 2, "--by 1: it is neither of the two listings"),
            ("listing withdraw 1", 2, "`listing withdraw` wants a reason"),
            ("listing add --holder H1 --title x --price 1e3", 2, ""),
        ] {
            let error = refused(&site, status, &split(line));
            assert!(message.is_empty() || error["message"] == message, "{line}: {error}");
        }
        assert_eq!(audited(&site), before, "mistakes are no acts");
        // Who lacks the permission or the card leaves a trace of the first.
        let error = refused(&site, 7, &split("listing add --holder H2 --title x --price 5.00"));
        assert_eq!(error["code"], "permission-missing");
        assert_eq!(audited(&site), before + 1);
        site.cardctl.ok(split("card freeze --holder H3 --reason x"));
        for line in ["listing sell 1 --to H3 --yes", "listing add --holder H3 --title x --price 5.00"] {
            let error = refused(&site, 1, &split(line));
            assert_eq!(error["message"], "the card of `H3` is frozen", "{line}");
        }
        site.cardctl.ok(split("tier set standard --permissions swap"));
        let error = refused(&site, 7, &split("listing sell 1 --to H4 --yes"));
        assert_eq!(error["code"], "permission-missing", "who may sell no more");
        let states = "SELECT state FROM listing ORDER BY listing_id";
        assert_eq!(sql::texts(&site.url, states).expect("states"), ["open", "open", "open", "withdrawn"]);
        site.cardctl.exits(2, ["listing", "add", "--holder", "H1", "--title", "a\nb", "--price", "1.00"]);
    });
}

#[test]
fn what_is_swapped_goes_to_each_other_and_the_difference_is_a_purchase() {
    on_both(|site| {
        market(&site);
        site.cardctl
            .ok(split("listing add --holder H1 --title lamp --value 30.00 --wish chair --category light"));
        site.cardctl.ok(split("listing add --holder H2 --title chair --value 20.00 --wish lamp"));
        let swapped = site.cardctl.json(split("listing swap 1 2 --paid 10.00 --by 2 --yes"));
        assert_eq!((&swapped["paid_by"], &swapped["purchase"]), (&json!("H2"), &json!("listing-1")));
        for (listing, to, other) in [("1", "H2", 2), ("2", "H1", 1)] {
            let shown = site.cardctl.json(["listing", "show", listing]);
            assert_eq!(
                (&shown["state"], &shown["to"], &shown["swapped_for"], &shown["purchase"]),
                (&json!("swapped"), &json!(to), &json!(other), &json!("listing-1"))
            );
        }
        let purchases =
            csv(&site, "purchase list --columns source,external_id,holder,provider,amount,category");
        assert!(purchases.ends_with("\ngoods,listing-1,H2,H1,10.00,light\n"), "{purchases}");
        // An even exchange makes none.
        site.cardctl.ok(split("listing add --holder H1 --title lamp --value 30.00 --wish chair"));
        site.cardctl.ok(split("listing add --holder H2 --title chair --value 20.00 --wish lamp"));
        site.cardctl.ok(split("listing swap 3 4 --paid 0.00 --yes"));
        assert_eq!(crate::acts::count(&site, "purchase"), 1);
        site.cardctl.ok(split("settle run --through 2027-12-31 --yes --dry-run"));
        site.cardctl.ok(split("db check"));
    });
}

#[test]
fn who_sees_a_listing_can_have_it() {
    on_both(|site| {
        market(&site);
        site.cardctl.ok(split("scheme add main --facets region:2,sex --priority registered"));
        site.cardctl.ok(split("cohort regroup --yes"));
        site.cardctl.ok(split("listing add --holder H3 --title radio --price 50.00 --cohort 11"));
        site.cardctl.ok(split("listing add --holder H3 --title lamp --price 5.00 --category light"));
        site.cardctl.ok(split("listing add --holder H1 --title chair --value 5.00 --wish x"));
        for (filters, expected) in [
            ("", "3 2 1"),
            ("--visible-to H1", "3 2 1"),
            // Without a region, and of another one.
            ("--visible-to H4", "3 2"),
            ("--visible-to H3", "3 2"),
            ("--visible-to H1 --limit 2", "3 2"),
            ("--holder H3", "2 1"),
            ("--kind swap", "3"),
            ("--category light", "2"),
            ("--cohort 11", "1"),
            ("--state sold", ""),
        ] {
            let listed = csv(&site, format!("listing list --columns listing {filters}").trim());
            let numbers: Vec<&str> = listed.lines().skip(1).collect();
            assert_eq!(numbers.join(" "), expected, "{filters}");
        }
        let error = refused(&site, 7, &split("listing sell 1 --to H4 --yes"));
        assert_eq!(error["message"], "`H4` is not in the cohort that sees listing 1");
        site.cardctl.ok(split("listing sell 1 --to H1 --yes"));
        site.cardctl.ok(split("holder restrict H3 --reason x --yes"));
        let shown = site.cardctl.json(split("listing show 2"));
        assert_eq!(shown["state"], "withdrawn");
        assert_eq!(site.cardctl.json(split("listing show 1"))["state"], "sold");
        let error = refused(&site, 7, &split("listing add --holder H3 --title x --price 1.00"));
        assert_eq!(error["code"], "holder-restricted");
        site.cardctl.ok(split("db check"));
    });
}

#[test]
fn a_listing_is_sold_once_however_many_try() {
    on_both(|site| {
        market(&site);
        for listing in 1..=3 {
            site.cardctl.ok(split("listing add --holder H1 --title radio --price 50.00"));
            let lines = ["H3", "H4", "H3", "H4"].map(|to| format!("listing sell {listing} --to {to} --yes"));
            let running: Vec<_> = lines.iter().map(|line| site.cardctl.spawn(split(line))).collect();
            let outputs: Vec<_> = running.into_iter().map(crate::harness::cardctl::Running::wait).collect();
            let done = outputs.iter().filter(|output| output.status == 0).count();
            let said: Vec<String> = outputs.iter().map(ToString::to_string).collect();
            assert_eq!(done, 1, "{said:?}");
            assert!(outputs.iter().all(|output| [0, 1, 75].contains(&output.status)), "{said:?}");
        }
        assert_eq!(crate::acts::count(&site, "purchase"), 3);
        assert_eq!(crate::acts::count(&site, "listing_event WHERE to_state = 'sold'"), 3);
        site.cardctl.ok(split("db check"));
    });
}

#[test]
fn goods_are_reported_by_category_seller_and_month() {
    on_both(|site| {
        market(&site);
        for line in [
            "listing add --holder H1 --title radio --price 50.00 --category audio",
            "listing add --holder H3 --title radio --price 20.01 --category audio",
            "listing add --holder H3 --title desk --price 99.00",
            "listing add --holder H1 --title lamp --value 30.00 --wish x --category light",
            "listing add --holder H2 --title chair --value 20.00 --wish x",
            "listing sell 1 --to H4 --yes",
            "listing sell 2 --to H4 --yes",
            "listing withdraw 3 --reason x",
            "listing swap 4 5 --paid 10.00 --by 5 --yes",
        ] {
            site.cardctl.ok(split(line));
        }
        let head = "listed,sold,swapped,withdrawn,turnover,commission";
        for (by, expected) in [
            ("category", "audio,2,2,0,0,70.01,3.50\nlight,1,0,1,0,10.00,0.50\n,2,0,1,1,0.00,0.00\n"),
            ("seller", "H1,2,1,1,0,60.00,3.00\nH3,2,1,0,1,20.01,1.00\nH2,1,0,1,0,0.00,0.00\n"),
            ("seller --seller H3", "H3,2,1,0,1,20.01,1.00\n"),
            ("seller --to 2026-01-31", ""),
        ] {
            let report = csv(&site, &format!("report goods --by {by}"));
            let word = by.split(' ').next().expect("a word");
            assert_eq!(report, format!("{word},{head}\n{expected}"), "{by}");
        }
        let report = csv(&site, "report goods --by month");
        let month = &today(&site)[..7];
        assert_eq!(report, format!("month,{head}\n{month},5,2,2,1,80.01,4.00\n"));
    });
}
