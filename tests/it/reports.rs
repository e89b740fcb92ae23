//! Reports against numbers that were counted by hand.
//!
//! The commission of the platform below, with the plan of the fixture, the provider `shop` of 10 % and `mall` of 20 %:
//!
//! | item | stamp | pool | holder | agents | staff | center | platform |
//! |---|---|---|---|---|---|---|---|
//! | P1 H1 shop 100.00, February | standard, LOW EAST TOP | 10.00 | 4.00 | LOW 2.00, EAST 1.00 | 1.00 | BJ 1.00 | 1.00 |
//! | P2 H2 mall 200.00, February | gold, EAST TOP | 40.00 | 20.00 | EAST 8.00, TOP 4.00 | 4.00 | BJ 4.00 | |
//! | P3 H3 shop 50.00, February | standard, WEST TOP | 5.00 | 2.00 | WEST 1.00, TOP 0.50 | | SH 1.00 | 0.50 |
//! | P4 H4 mall 10.00, February | standard, no agent | 2.00 | 0.80 | | | SH 0.40 | 0.80 |
//! | P5 H1 mall 100.00, March | gold, LOW WEST TOP | 20.00 | 10.00 | LOW 4.00, WEST 2.00 | 2.00 | BJ 2.00 | |
//! | P6 H2 shop 30.00, March | gold, EAST TOP | 3.00 | 1.50 | EAST 0.60, TOP 0.30 | 0.30 | BJ 0.30 | |
//! | R1 of P1 40.00, March | as P1 | -4.00 | -1.60 | LOW -0.80, EAST -0.40 | -0.40 | BJ -0.40 | -0.40 |
//! | P7 H3 shop 20.00, April | as P3 | 2.00 | not posted | | | | |

use serde_json::{Value, json};

use crate::acts::refused;
use crate::fixture::{PLAN, import_plan};
use crate::harness::{Site, on_both, sql};

const HOLDERS: &str = "\
ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H1,,赵一,citizen-id,110102197502030839,BJ,S1,LOW,,2026-01-01,,
H2,,钱二,citizen-id,11010519491231002X,BJ,S1,EAST,gold,2026-01-01,,
H3,,孙三,citizen-id,440524188001010014,SH,,WEST,,2026-01-01,,
H4,,李四,mobile,13800138000,SH,,,,2026-01-01,,
";

const WAITING: &str = "\
ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H5,,周五,citizen-id,110102200002290014,BJ,S1,EAST,,2026-01-01,,
";

const PURCHASES: &str = "\
external_id,card,holder,provider,amount,occurred_at,category,refund_of
P1,,H1,shop,100.00,2026-02-10,food,
P2,,H2,mall,200.00,2026-02-15,travel,
P3,,H3,shop,50.00,2026-02-20,food,
P4,,H4,mall,10.00,2026-02-28,,
P5,,H1,mall,100.00,2026-03-05,travel,
P6,,H2,shop,30.00,2026-03-20,,
R1,,H1,shop,40.00,2026-03-10,,P1
P7,,H3,shop,20.00,2026-04-02,food,
";

/// Two centers, a tree whose lowest agent moves, tiers that change, a refund, and runs: 1 posted, 2 discarded, 3 posted,
/// 4 calculated.
fn platform(site: &Site) {
    let run = |line: &str| site.cardctl.ok(line.split(' '));
    run("init --name Test --single-operator");
    run("center add BJ --name Beijing");
    run("center add SH --name Shanghai");
    run("staff add S1 --name Wang --center BJ");
    run("provider add shop --name Shop --rate 10%");
    run("provider add mall --name Mall --rate 20%");
    run("provider add idle --name Idle --rate 20%");
    run("tier add standard --name Standard --rank 1 --default");
    run("tier add gold --name Gold --rank 2");
    for agent in ["TOP --name Top", "EAST --name East --parent TOP", "WEST --name West --parent TOP"] {
        run(&format!("agent add {agent}"));
    }
    run("agent add LOW --name Low --parent EAST");
    run("agent move LOW --parent WEST --since 2026-03-01 --yes");
    run("scheme add region --facets region:2,sex --priority registered");
    run("batch issue --center BJ --count 10 --out print1 --yes");
    run("batch receive 1 --count 10 --yes");
    run("batch release 1 --serials 1-6 --agent EAST --yes");
    run("batch release 1 --serials 7-8 --yes");
    run("batch issue --center SH --count 5 --out print2 --yes");
    run("batch release 2 --serials 1,3-5 --agent WEST --yes");
    run("batch release 2 --serials 2 --yes");
    site.write("holders.csv", HOLDERS);
    run("holder import holders.csv --activate --yes");
    site.write("waiting.csv", WAITING);
    run("holder import waiting.csv --yes");
    run("holder set H1 --tier gold --since 2026-03-01 --reason promoted");
    site.write("purchases.csv", PURCHASES);
    run("purchase import purchases.csv --source till --yes");
    import_plan(site, PLAN);
    run("settle run --through 2026-02-28 --post --yes");
    run("settle run --through 2026-03-31 --yes");
    run("settle discard 2 --yes");
    run("settle run --through 2026-03-31 --post --yes");
    run("settle run --through 2026-04-30 --yes");
}

/// The rows of a report, each with these columns only.
#[track_caller]
fn rows(site: &Site, line: &str, columns: &str) -> Vec<String> {
    let arguments = split(line).chain(["-o", "csv", "--columns", columns]);
    site.cardctl.ok(arguments).lines().skip(1).map(str::to_owned).collect()
}

/// An amount of a csv cell in minor units.
fn minor(text: &str) -> i64 {
    text.replace('.', "").parse().expect("an amount with two decimals")
}

/// The sum of a column of amounts.
#[track_caller]
fn sum(site: &Site, line: &str, column: &str) -> i64 {
    rows(site, line, column).iter().map(|cell| minor(cell)).sum()
}

#[test]
fn sales_are_those_that_were_counted() {
    on_both(|site| {
        platform(&site);
        let sales = |filter: &str, columns: &str| rows(&site, &format!("report sales {filter}"), columns);
        let all = "purchases,amount,refunds,refunded,net,holders,average";
        assert_eq!(
            sales("--by provider", &format!("provider,{all}")),
            ["mall,3,310.00,0,0.00,310.00,3,103.33", "shop,4,200.00,1,40.00,160.00,3,50.00"]
        );
        assert_eq!(
            sales("--by tier", &format!("tier,{all}")),
            ["standard,4,180.00,1,40.00,140.00,3,45.00", "gold,3,330.00,0,0.00,330.00,2,110.00"]
        );
        assert_eq!(
            sales("--by center", &format!("center,{all}")),
            ["BJ,4,430.00,1,40.00,390.00,2,107.50", "SH,3,80.00,0,0.00,80.00,2,26.67"]
        );
        // The refund is of the category and of the agents of its purchase.
        assert_eq!(
            sales("--by category", "category,purchases,net"),
            ["travel,2,300.00", "food,3,130.00", ",2,40.00"]
        );
        assert_eq!(
            sales("--by agent", "agent,purchases,refunds,net,holders"),
            ["EAST,2,0,230.00,1", "LOW,2,1,160.00,1", "WEST,2,0,70.00,1", ",1,0,10.00,1"]
        );
        assert_eq!(
            sales("--by agent --subtree", "agent,purchases,refunds,net,holders"),
            [
                "TOP,6,1,460.00,3",
                "EAST,3,1,290.00,2",
                "WEST,3,0,170.00,2",
                "LOW,2,1,160.00,1",
                ",1,0,10.00,1"
            ]
        );
        assert_eq!(
            sales("--by month", &format!("month,{all}")),
            [
                "2026-02,4,360.00,0,0.00,360.00,4,90.00",
                "2026-03,2,130.00,1,40.00,90.00,2,65.00",
                "2026-04,1,20.00,0,0.00,20.00,1,20.00"
            ]
        );
        assert_eq!(sales("--by quarter", "quarter,net"), ["2026-Q1,450.00", "2026-Q2,20.00"]);
        assert_eq!(sales("--by year", "year,net,holders"), ["2026,470.00,4"]);
        assert_eq!(
            sales("--by week", "week,net"),
            [
                "2026-W07,300.00",
                "2026-W08,50.00",
                "2026-W09,10.00",
                "2026-W10,100.00",
                "2026-W11,-40.00",
                "2026-W12,30.00",
                "2026-W14,20.00"
            ]
        );
        assert_eq!(
            sales("--by day --from 2026-02-28 --to 2026-03-10", "day,net,average"),
            ["2026-02-28,10.00,10.00", "2026-03-05,100.00,100.00", "2026-03-10,-40.00,"]
        );
    });
}

#[test]
fn what_is_held_and_what_waits_is_counted_as_it_was_recorded() {
    on_both(|site| {
        platform(&site);
        // A refund whose purchase is not known has the stamp of its own day, until the purchase comes.
        let late = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n\
                    R2,,H1,shop,5.00,2026-03-25,,P9\n";
        site.write("late.csv", late);
        site.cardctl.ok(split("purchase import late.csv --source till --yes"));
        let of_tiers = || rows(&site, "report sales --by tier", "tier,purchases,refunds,net");
        assert_eq!(of_tiers(), ["standard,4,1,140.00", "gold,3,1,325.00"]);
        let purchase = late.replace("R2,", "P9,").replace("03-25,,P9", "02-11,food,");
        site.write("late.csv", &purchase);
        site.cardctl.ok(split("purchase import late.csv --source till --yes"));
        assert_eq!(of_tiers(), ["standard,5,2,140.00", "gold,3,0,330.00"]);
        site.cardctl.ok(["purchase", "hold", "P9", "--reason", "disputed"]);
        assert_eq!(of_tiers(), ["standard,5,2,140.00", "gold,3,0,330.00"]);
    });
}

#[test]
fn however_sales_are_summed_and_divided_the_whole_is_the_same() {
    on_both(|site| {
        platform(&site);
        let net = |filter: &str| sum(&site, &format!("report sales {filter}"), "net");
        for by in
            ["provider", "category", "tier", "center", "agent", "day", "week", "month", "quarter", "year"]
        {
            assert_eq!(net(&format!("--by {by}")), 47_000, "{by}");
            assert_eq!(net(&format!("--by {by} --agent EAST")), 29_000, "{by}");
            assert_eq!(net(&format!("--by {by} --tier gold --center BJ")), 33_000, "{by}");
        }
        let direct = ["TOP", "EAST", "WEST", "LOW"].map(|agent| net(&format!("--agent {agent} --direct")));
        assert_eq!(direct, [0, 23_000, 7_000, 16_000]);
        // H4 has no agent.
        assert_eq!(direct.iter().sum::<i64>() + 1_000, 47_000);
        assert_eq!(net("--agent TOP"), 46_000);
        for parts in [
            ["--center BJ", "--center SH"],
            ["--tier standard", "--tier gold"],
            ["--provider shop", "--provider mall"],
            ["--to 2026-03-09", "--from 2026-03-10"],
            ["--to 2026-02", "--from 2026-03"],
        ] {
            assert_eq!(parts.map(net).iter().sum::<i64>(), 47_000, "{parts:?}");
        }
        assert_eq!(
            ["11", "44", "unknown"].map(|cohort| net(&format!("--cohort {cohort}"))),
            [39_000, 7_000, 1_000]
        );
        assert_eq!(net("--cohort 11/F --scheme region"), 23_000);
        assert_eq!(net("--month 2026-03 --provider shop --agent EAST"), -1_000);
    });
}

#[test]
fn commission_is_that_which_was_counted() {
    on_both(|site| {
        platform(&site);
        let commission =
            |filter: &str, columns: &str| rows(&site, &format!("report commission {filter}"), columns);
        assert_eq!(
            commission("--run 1", "run,role,lines,amount"),
            ["1,holder,4,26.80", "1,agent,6,16.50", "1,staff,2,5.00", "1,center,4,6.40", "1,platform,3,2.30"]
        );
        assert_eq!(
            commission("", "role,lines,amount"),
            ["holder,7,36.70", "agent,12,22.20", "staff,5,6.90", "center,7,8.30", "platform,4,1.90"]
        );
        assert_eq!(
            commission("--by level", "role,level,lines,amount"),
            [
                "holder,,7,36.70",
                "agent,1,6,14.80",
                "agent,2,6,7.40",
                "staff,,5,6.90",
                "center,,7,8.30",
                "platform,,4,1.90"
            ]
        );
        assert_eq!(
            commission("--by agent", "agent,lines,amount"),
            ["EAST,4,9.20", "LOW,3,5.20", "TOP,3,4.80", "WEST,2,3.00"]
        );
        // What LOW received is EAST's until February and WEST's from March on.
        assert_eq!(
            commission("--by agent --subtree", "agent,amount"),
            ["TOP,22.20", "EAST,10.40", "WEST,7.00", "LOW,5.20"]
        );
        assert_eq!(
            commission("--by agent --subtree --run 1", "agent,amount"),
            ["TOP,16.50", "EAST,11.00", "LOW,2.00", "WEST,1.00"]
        );
        assert_eq!(
            commission("--by holder", "holder,lines,amount"),
            ["H2,2,21.50", "H1,3,12.40", "H3,1,2.00", "H4,1,0.80"]
        );
        assert_eq!(commission("--by staff", "staff,lines,amount"), ["S1,5,6.90"]);
        assert_eq!(commission("--by center", "center,lines,amount"), ["BJ,5,6.90", "SH,2,1.40"]);
        assert_eq!(commission("--by tier", "tier,amount"), ["standard,13.00", "gold,63.00"]);
        assert_eq!(commission("--by provider", "provider,amount"), ["mall,62.00", "shop,14.00"]);
        assert_eq!(commission("--by month", "month,amount"), ["2026-02,57.00", "2026-03,19.00"]);
        assert_eq!(
            commission("--by run", "of_run,through,amount"),
            ["1,2026-02-28,57.00", "3,2026-03-31,19.00"]
        );
        assert_eq!(
            commission("--by week --from 2026-03", "week,amount"),
            ["2026-W10,20.00", "2026-W11,-4.00", "2026-W12,3.00"]
        );
        // The posted runs, or any one of them; a run belongs to the day through which it goes.
        assert_eq!(commission("--month 2026-03 --by run", "of_run,amount"), ["3,19.00"]);
        assert_eq!(commission("--run 4 --by provider", "run,provider,amount"), ["4,shop,2.00"]);
        assert_eq!(commission("--run 2 --by provider", "provider,amount"), ["mall,20.00", "shop,-1.00"]);
    });
}

#[test]
fn however_commission_is_summed_and_divided_the_whole_is_the_same() {
    on_both(|site| {
        platform(&site);
        let amount = |filter: &str| sum(&site, &format!("report commission {filter}"), "amount");
        for by in ["role", "level", "tier", "provider", "run", "day", "week", "month", "quarter", "year"] {
            assert_eq!(amount(&format!("--by {by}")), 7_600, "{by}");
            // P1, P2, P6 and R1.
            assert_eq!(amount(&format!("--by {by} --agent EAST")), 4_900, "{by}");
            assert_eq!(amount(&format!("--by {by} --tier gold --provider mall")), 6_000, "{by}");
            assert_eq!(amount(&format!("--by {by} --cohort 44")), 500, "{by}");
        }
        // Those who receive sum up to their role, whatever is chosen.
        for filter in ["", "--agent EAST", "--center SH", "--run 3", "--month 2026-02", "--cohort 11/M"] {
            let roles = rows(&site, &format!("report commission {filter}"), "role,amount");
            for role in ["holder", "agent", "staff", "center"] {
                let of_role =
                    roles.iter().find_map(|row| row.strip_prefix(role)).expect("all roles are there");
                let received = amount(&format!("--by {role} {filter}"));
                assert_eq!(received, minor(&of_role[1..]), "{role} {filter}");
            }
        }
        for parts in [
            ["--center BJ", "--center SH"],
            ["--tier standard", "--tier gold"],
            ["--provider shop", "--provider mall"],
            ["--to 2026-02", "--from 2026-03"],
            ["--run 1", "--run 3"],
        ] {
            assert_eq!(parts.map(amount).iter().sum::<i64>(), 7_600, "{parts:?}");
        }
        let direct = ["TOP", "EAST", "WEST", "LOW"].map(|agent| amount(&format!("--agent {agent} --direct")));
        assert_eq!(direct, [0, 4_300, 500, 2_600]);
        assert_eq!(direct.iter().sum::<i64>() + 200, 7_600);
    });
}

#[test]
fn commission_agrees_with_the_ledger_and_with_the_run() {
    on_both(|site| {
        platform(&site);
        let balances = rows(&site, "ledger balances", "kind,party,earned");
        for (kind, by) in [("holder", "holder"), ("agent", "agent"), ("staff", "staff"), ("center", "center")]
        {
            let mut earned: Vec<String> = balances
                .iter()
                .filter_map(|row| row.strip_prefix(kind)?.strip_prefix(','))
                .map(str::to_owned)
                .collect();
            let mut received = rows(&site, &format!("report commission --by {by}"), &format!("{by},amount"));
            earned.sort();
            received.sort();
            assert_eq!(received, earned, "{kind}");
        }
        for run in ["1", "3", "4"] {
            let shown = site.cardctl.json(["settle", "show", run]);
            let report = site.cardctl.json(["report", "commission", "--run", run]);
            let totals = shown["totals"].as_array().expect("totals");
            for (total, row) in totals.iter().zip(report.as_array().expect("rows")) {
                assert_eq!(
                    (&total["role"], &total["lines"], &total["amount"]),
                    (&row["role"], &row["lines"], &row["amount"])
                );
            }
        }
    });
}

#[test]
fn a_time_and_a_run_are_compared_with_what_was_before() {
    on_both(|site| {
        platform(&site);
        let columns = "role,amount,before,change,change_percent";
        let compared = [
            "holder,9.90,26.80,-16.90,-63.1%",
            "agent,5.70,16.50,-10.80,-65.5%",
            "staff,1.90,5.00,-3.10,-62.0%",
            "center,1.90,6.40,-4.50,-70.3%",
            "platform,-0.40,2.30,-2.70,-117.4%",
        ];
        // The run before 3 is 1: 2 is discarded.
        for filter in
            ["--run 3 --compare previous", "--run 3 --compare 1", "--month 2026-03 --compare previous"]
        {
            assert_eq!(rows(&site, &format!("report commission {filter}"), columns), compared, "{filter}");
        }
        // Nothing was posted in January, so that no percentage leads from it.
        assert_eq!(
            rows(
                &site,
                "report commission --month 2026-02 --compare previous --by staff",
                "staff,before,change,change_percent"
            ),
            ["S1,0.00,5.00,"]
        );
        // Before the first run there is nothing that could be compared.
        let first = site.cardctl.json(split("report commission --run 1 --compare previous"));
        assert_eq!(first[0]["before"], Value::Null);
        assert_eq!(first[0]["change_percent"], Value::Null);
        // Who received something only before is there as well.
        assert_eq!(
            rows(
                &site,
                "report commission --run 4 --compare 3 --by agent",
                "agent,lines,amount,before,change"
            ),
            [
                "WEST,1,0.40,2.00,-1.60",
                "TOP,1,0.20,0.30,-0.10",
                "LOW,0,0.00,3.20,-3.20",
                "EAST,0,0.00,0.20,-0.20"
            ]
        );
        for line in [
            "report commission --compare previous",
            "report commission --to 2026-03 --compare previous",
            "report commission --month 2026-03 --compare 1",
            "report commission --run 3 --compare previous --by month",
            "report commission --run 3 --compare soon",
        ] {
            refused(&site, 2, &split(line).collect::<Vec<_>>());
        }
        refused(&site, 5, &["report", "commission", "--run", "3", "--compare", "9"]);
    });
}

#[test]
fn what_is_not_counted_is_told() {
    on_both(|site| {
        platform(&site);
        let told = |line: &str| site.cardctl.exits(0, split(line)).stderr;
        let uncounted = told("report commission");
        assert!(uncounted.contains("run 4 with 2.00 is calculated and not posted"), "{uncounted}");
        assert!(uncounted.contains("cardctl settle approve 4"), "{uncounted}");
        assert_eq!(told("report commission --month 2026-03"), "");
        assert_eq!(told("report commission --run 4"), "");
        assert!(told("report commission --run 2").contains("run 2 is discarded"));
    });
}

#[test]
fn issuance_follows_every_card() {
    on_both(|site| {
        platform(&site);
        let issuance =
            |filter: &str, columns: &str| rows(&site, &format!("report issuance {filter}"), columns);
        let columns = "cards,received,released,stocked,sold,active,lost,void";
        assert_eq!(
            issuance("", &format!("batch,center,{columns}")),
            ["1,BJ,10,10,8,7,1,2,0,0", "2,SH,5,,5,3,0,2,0,0"]
        );
        assert_eq!(issuance("--by center", "center,batches,cards,stocked"), ["BJ,1,10,7", "SH,1,5,3"]);
        assert_eq!(
            issuance("--by agent", "agent,batches,cards,released,stocked,registered,active"),
            ["EAST,1,6,6,3,3,2", "WEST,1,4,4,3,1,1", ",2,5,3,4,1,1"]
        );
        // A loss, a replacement from the same stock, and a card that is void.
        site.cardctl.ok(["card", "lost", "--holder", "H3", "--reason", "lost", "--yes"]);
        assert_eq!(issuance("--agent WEST", "stocked,active,lost"), ["3,0,1"]);
        site.cardctl.ok(["card", "replace", "--holder", "H3", "--by-operator", "--reason", "lost", "--yes"]);
        site.cardctl.ok(["batch", "void", "1", "--serials", "9-10", "--reason", "spoiled", "--yes"]);
        assert_eq!(
            issuance("--by agent", "agent,cards,stocked,sold,active,frozen,lost,replaced,void"),
            ["EAST,6,3,1,2,0,0,0,0", "WEST,4,2,0,1,0,0,1,0", ",5,2,0,1,0,0,0,2"]
        );
        // LOW has no stock; EAST has its own, and TOP that of both.
        assert_eq!(issuance("--by batch --agent EAST --direct", "batch,cards"), ["1,6"]);
        assert_eq!(issuance("--by batch --agent TOP", "batch,cards"), ["1,6", "2,4"]);
        assert_eq!(issuance("--agent TOP --direct", "batch"), Vec::<String>::new());
        assert_eq!(issuance("--center SH --by agent", "agent,cards"), ["WEST,4", ",1"]);
        // The month is that of the platform's time zone: 16:00 UTC is midnight in Shanghai.
        for (batch, at) in [(1, "1769875199999999"), (2, "1769875200000000")] {
            let moved = format!("UPDATE batch SET issued_at = {at} WHERE batch_id = {batch}");
            sql::execute(&site.url, &moved).expect("the batch is there");
        }
        assert_eq!(issuance("--by month", "month,cards"), ["2026-01,10", "2026-02,5"]);
        assert_eq!(issuance("--month 2026-02", "batch,issued_on"), ["2,2026-02-01"]);
        assert_eq!(issuance("--to 2026-01-31", "batch"), ["1"]);
    });
}

#[test]
fn activation_follows_cards_to_the_first_purchase() {
    on_both(|site| {
        platform(&site);
        // H1 took 2 hours, H2 1, H3 40 and H4 3.
        for (holder, hours) in [("H1", 2_i64), ("H2", 1), ("H3", 40), ("H4", 3)] {
            let waited = hours * 3_600_000_000;
            let update =
                format!("UPDATE holder SET activated_at = registered_at + {waited} WHERE ref = '{holder}'");
            sql::execute(&site.url, &update).expect("the holder is there");
        }
        let activation =
            |filter: &str, columns: &str| rows(&site, &format!("report activation {filter}"), columns);
        assert_eq!(
            activation("", "step,cards,of_previous,of_first,median_hours,p90_hours,longest_hours"),
            [
                "issued,15,,100.0%,,,",
                "released,13,86.7%,86.7%,,,",
                "registered,5,38.5%,33.3%,,,",
                "activated,4,80.0%,26.7%,2,40,40",
                "purchased,4,100.0%,26.7%,,,"
            ]
        );
        let columns = "issued,released,registered,activated,activated_of_registered,purchased,median_hours";
        assert_eq!(
            activation("--by center", &format!("center,{columns}")),
            ["BJ,10,8,3,2,66.7%,2,1", "SH,5,5,2,2,100.0%,2,3"]
        );
        assert_eq!(
            activation("--by agent", &format!("agent,{columns}")),
            ["EAST,6,6,3,2,66.7%,2,1", "WEST,4,4,1,1,100.0%,1,40", ",5,3,1,1,100.0%,1,3"]
        );
        // A card that nobody has is of no tier.
        assert_eq!(
            activation("--by tier", &format!("tier,{columns}")),
            ["standard,,,3,2,66.7%,2,3", "gold,,,2,2,100.0%,2,1"]
        );
        assert_eq!(
            activation("--tier gold", "step,cards,of_first"),
            ["registered,2,100.0%", "activated,2,100.0%", "purchased,2,100.0%"]
        );
        assert_eq!(activation("--cohort 11", "step,cards"), ["registered,3", "activated,2", "purchased,2"]);
        assert_eq!(
            activation("--center SH", "step,cards"),
            ["issued,5", "released,5", "registered,2", "activated,2", "purchased,2"]
        );
        assert_eq!(activation("--agent TOP --direct", "step"), Vec::<String>::new());
        assert_eq!(activation("--to 2020-01-01", "step"), Vec::<String>::new());
    });
}

#[test]
fn cohorts_have_what_their_members_did() {
    on_both(|site| {
        platform(&site);
        let cohorts = |filter: &str, columns: &str| rows(&site, &format!("report cohorts {filter}"), columns);
        let columns = "path,members,active,buyers,purchases,refunds,net,commission";
        assert_eq!(
            cohorts("", columns),
            ["11,3,2,2,4,1,390.00,33.90", "44,1,1,1,2,0,70.00,2.00", "unknown,1,1,1,1,0,10.00,0.80"]
        );
        assert_eq!(
            cohorts("--depth 2 --cohort 11", columns),
            ["11/F,1,1,1,2,0,230.00,21.50", "11/M,2,1,1,2,1,160.00,12.40"]
        );
        assert_eq!(
            cohorts("--month 2026-03 --provider shop", "path,members,net,commission"),
            ["11,3,-10.00,-0.10", "44,1,0.00,0.00", "unknown,1,0.00,0.00"]
        );
        assert_eq!(cohorts("--scheme region", "name")[0], "北京市");
        refused(&site, 2, &["report", "cohorts", "--depth", "3"]);
        refused(&site, 2, &["report", "cohorts", "--depth", "1", "--cohort", "11/M"]);
        refused(&site, 5, &["report", "cohorts", "--scheme", "regoin"]);
    });
}

/// Requests as they would have been received on two days of March, and how they ended: id, day, service, state and reason,
/// milliseconds to the end, attempts.
const REQUESTS: [(i64, i64, &str, &str, &str, i64, i64); 12] = [
    (1, 2, "errand", "delivered", "", 100, 1),
    (2, 2, "errand", "delivered", "", 400, 3),
    (3, 2, "errand", "delivered", "", 200, 1),
    (4, 2, "errand", "refused", "signature", 0, 0),
    (5, 2, "errand", "refused", "stale", 0, 0),
    (6, 2, "errand", "refused", "signature", 0, 0),
    (7, 3, "errand", "dead", "", 9_000, 10),
    (8, 3, "errand", "waiting", "", 0, 2),
    (9, 3, "repair", "delivered", "", 1_234, 1),
    (10, 3, "repair", "cancelled", "", 50, 0),
    (11, 3, "repair", "waiting", "", 0, 0),
    (12, 3, "repair", "refused", "stale", 0, 0),
];

#[test]
fn requests_are_counted_with_what_became_of_them() {
    on_both(|site| {
        platform(&site);
        for service in ["errand", "repair"] {
            let address = format!("https://{service}.example/");
            site.cardctl.ok([
                "provider",
                "service",
                "add",
                service,
                "--provider",
                "shop",
                "--address",
                &address,
            ]);
        }
        let shop = "(SELECT provider_id FROM provider WHERE code = 'shop')";
        for (id, day, service, state, reason, took, attempts) in REQUESTS {
            // Noon in Shanghai.
            let at = (1_772_337_600 + (day - 1) * 86_400) * 1_000_000;
            let ended = if state == "waiting" { "NULL".to_owned() } else { (at + took * 1_000).to_string() };
            let reason = if reason.is_empty() { "NULL".to_owned() } else { format!("'{reason}'") };
            let provider = if ["delivered", "dead"].contains(&state) { shop } else { "NULL" };
            let payload = if site.database == "SQLite" { "x'00'" } else { "'\\x00'" };
            let mut statements = vec![format!(
                "INSERT INTO request (request_id, holder_id, external_id, service, sent_at, received_at, payload, state,
                                      refusal, provider_id, ended_at)
                 VALUES ({id}, 7, 'r{id}', '{service}', {at}, {at}, {payload}, '{state}', {reason}, {provider}, {ended})"
            )];
            statements.extend((1..=attempts).map(|n| {
                format!("INSERT INTO delivery_attempt VALUES ({id}, 0, 7, {n}, 1, {at}, 5, NULL, 'timeout')")
            }));
            // What was sent of a notice under the same number is another thing.
            statements.push(format!(
                "INSERT INTO delivery_attempt VALUES ({id}, 1, 7, 1, 1, {at}, 5, 204, 'delivered')"
            ));
            let statements = statements.join(";");
            sql::execute(&site.url, &statements).expect("a request past the program");
        }
        let counts = "received,accepted,refused,delivered,waiting,dead,cancelled,attempts";
        assert_eq!(
            rows(&site, "report requests", &format!("service,{counts}")),
            ["errand,8,5,3,3,1,1,0,17", "repair,4,3,1,1,1,0,1,1"],
        );
        assert_eq!(
            rows(&site, "report requests", "service,attempts_per_delivery,median_ms,p90_ms,slowest_ms"),
            ["errand,1.67,200,400,400", "repair,1.00,1234,1234,1234"],
        );
        assert_eq!(
            rows(&site, "report requests --by day", "day,received,delivered,median_ms,slowest_ms"),
            ["2026-03-02,6,3,200,400", "2026-03-03,6,1,1234,1234"],
        );
        assert_eq!(
            rows(&site, "report requests --by outcome", "outcome,received,attempts,attempts_per_delivery"),
            [
                "delivered,4,6,1.50",
                "refused: signature,2,0,",
                "refused: stale,2,0,",
                "waiting,2,2,",
                "cancelled,1,0,",
                "dead,1,10,",
            ],
        );
        assert_eq!(
            rows(&site, "report requests --by provider", "provider,received,delivered,dead,median_ms"),
            [",7,0,0,", "shop,5,4,1,200"],
        );
        let line = "report requests --from 2026-03-03 --to 2026-03-03 --service repair --provider shop";
        assert_eq!(rows(&site, line, "service,received,p90_ms"), ["repair,1,1234"]);
        assert_eq!(site.cardctl.json(split("report requests --to 2026-03-01")), json!([]));
        let error = refused(&site, 5, &split("report requests --service erand").collect::<Vec<_>>());
        assert_eq!(error["hint"], "did you mean `errand`?");
    });
}

#[test]
fn the_dashboard_tells_a_month_and_what_is_open() {
    on_both(|site| {
        platform(&site);
        let told = site.cardctl.json(split("report dashboard --month 2026-03"));
        for (figure, value) in [
            ("platform", json!("Test")),
            ("month", json!("2026-03")),
            ("purchases", json!(2)),
            ("purchases_change", json!("-50.0%")),
            ("refunds", json!(1)),
            ("refunds_change", Value::Null),
            ("sales", json!("90.00")),
            ("sales_change", json!("-75.0%")),
            ("buyers", json!(2)),
            ("commission", json!("19.00")),
            ("commission_change", json!("-66.7%")),
            ("cards_in_stock", json!(10)),
            ("active_holders", json!(4)),
            ("active_holders_change", json!("0.0%")),
            ("unsettled", json!(0)),
            ("runs_not_posted", json!(1)),
            ("last_run", json!("4 through 2026-04-30, calculated, 2.00")),
        ] {
            assert_eq!(told[figure], value, "{figure}");
        }
        // They registered at midnight in Shanghai, which is another month in Greenwich.
        let joined = |month: &str| {
            let told = site.cardctl.json(["report", "dashboard", "--month", month]);
            ["registered", "activated", "active_holders"].map(|figure| told[figure].clone())
        };
        assert_eq!(joined("2025-12"), [0, 0, 0].map(|count| json!(count)));
        assert_eq!(joined("2026-01"), [5, 4, 4].map(|count| json!(count)));
        let months = told["sales_by_month"].as_array().expect("months");
        assert_eq!(months.len(), 12);
        assert_eq!(months[0], json!({"month": "2025-04", "purchases": 0, "refunds": 0, "net": "0.00"}));
        assert_eq!(months[10], json!({"month": "2026-02", "purchases": 4, "refunds": 0, "net": "360.00"}));
        let roles = told["commission_by_role"].as_array().expect("roles");
        assert_eq!(roles.len(), 60);
        assert_eq!(roles[55], json!({"month": "2026-03", "role": "holder", "amount": "9.90"}));
        assert_eq!(told["top_agents"][0], json!({"agent": "LOW", "lines": 2, "amount": "3.20"}));
        assert_eq!(told["top_providers"][0]["provider"], "mall");
        assert_eq!(told["cohorts"][0]["net"], "90.00");
        let open = told["open"].as_array().expect("what is open");
        let run = open.iter().find(|row| row["what"] == "run 4 is calculated").expect("the run");
        assert_eq!(run["command"], "cardctl settle approve 4");
        assert_eq!(run["amount"], "20.00");
        assert!(open.iter().any(|row| row["command"] == "cardctl period close 2026-02"), "{open:?}");
    });
}

#[test]
fn an_empty_platform_has_empty_reports() {
    on_both(|site| {
        site.cardctl.ok(["init", "--single-operator"]);
        for report in ["issuance", "activation", "sales", "requests"] {
            let output = site.cardctl.exits(0, ["report", report]);
            assert_eq!(output.stdout, "", "{output}");
            assert_eq!(site.cardctl.json(["report", report]), json!([]));
        }
        let roles = site.cardctl.json(["report", "commission"]);
        assert_eq!(roles.as_array().map(Vec::len), Some(5));
        assert_eq!(roles[0], json!({"role": "holder", "lines": 0, "amount": "0.00"}));
        let compared = site.cardctl.json(split("report commission --month 2026-03 --compare previous"));
        assert_eq!((&compared[0]["before"], &compared[0]["change_percent"]), (&json!("0.00"), &Value::Null));
        assert_eq!(site.cardctl.json(split("report commission --by agent --subtree")), json!([]));
        refused(&site, 5, &["report", "cohorts"]);
        refused(&site, 5, &["report", "commission", "--run", "last"]);
        let told = site.cardctl.json(["report", "dashboard"]);
        assert_eq!((&told["sales"], &told["sales_change"]), (&json!("0.00"), &Value::Null));
        assert_eq!((&told["last_run"], &told["open"]), (&Value::Null, &json!([])));
        site.cardctl.ok(["scheme", "add", "region", "--facets", "region:2", "--priority", "registered"]);
        assert_eq!(site.cardctl.json(["report", "cohorts"]), json!([]));
        site.cardctl.ok(["report", "dashboard"]);
    });
}

#[test]
fn a_filter_that_says_nothing_is_refused() {
    on_both(|site| {
        platform(&site);
        for line in [
            "report issuance --tier gold",
            "report issuance --provider shop",
            "report activation --provider shop",
            "report sales --direct",
            "report sales --by center --subtree",
            "report commission --by role --subtree",
            "report commission --run 1 --month 2026-03",
            "report sales --month 2026-03 --from 2026-01",
            "report sales --from 2026-03 --to 2026-02",
            "report sales --from soon",
            "report sales --month 2026-13",
            "report sales --by weekday",
            "report sales --scheme region",
            "report requests --center BJ",
            "report requests --by month",
            "report dashboard --month soon",
            "report dashboard --center BJ",
        ] {
            let error = refused(&site, 2, &split(line).collect::<Vec<_>>());
            assert_eq!(error["code"], "usage", "{line}");
        }
        for (line, nearest) in [
            ("report sales --center BI", "BJ"),
            ("report sales --agent ESAT", "EAST"),
            ("report sales --tier golt", "gold"),
            ("report sales --provider sohp", "shop"),
            ("report sales --cohort 12", "11"),
            ("report commission --agent WSET", "WEST"),
            ("report issuance --agent LOV", "LOW"),
            ("report requests --provider sohp", "shop"),
            ("report dashboard --scheme regoin", "region"),
        ] {
            let error = refused(&site, 5, &split(line).collect::<Vec<_>>());
            let hint = error["hint"].to_string();
            assert!(hint.contains(&format!("did you mean `{nearest}`")), "{line}: {error}");
        }
    });
}

#[test]
fn reports_are_drawn() {
    let site = Site::on_sqlite();
    platform(&site);
    let drawn = site.cardctl.ok(split("report sales --by month --chart"));
    assert!(drawn.contains("2026-02") && drawn.contains("####"), "{drawn}");
    for line in [
        "report issuance --chart",
        "report activation --chart",
        "report activation --by month --chart",
        "report cohorts --chart",
        "report commission --by level --chart",
        "report commission --by run --chart",
    ] {
        assert!(site.cardctl.ok(split(line)).contains('#'), "{line}");
    }
}

#[test]
fn a_page_has_the_filters_the_totals_and_the_picture() {
    let site = Site::on_sqlite();
    platform(&site);
    let page = site.cardctl.ok(split("report sales --by month --tier gold --to 2026-03 -o html"));
    for wanted in
        ["<h1>Sales by month</h1>", "2026-03-31", "gold", "<svg", "<td>2026-02</td>", ">Total<", "330.00"]
    {
        assert!(page.contains(wanted), "no `{wanted}` in {page}");
    }
    let page = site.cardctl.ok(split("report dashboard --month 2026-03 -o html"));
    for wanted in [
        "<h1>Test in 2026-03</h1>",
        "<h2>Commission by role</h2>",
        "<h2>Open</h2>",
        "<svg",
        "settle approve 4",
    ] {
        assert!(page.contains(wanted), "no `{wanted}` in {page}");
    }
    site.cardctl.ok(split("report commission --by agent -o xlsx --out agents.xlsx"));
    let book = std::fs::read(site.directory().join("agents.xlsx")).expect("the workbook");
    assert!(book.starts_with(b"PK"));
    // What is below two agents is in the rows of both: no total would be right.
    let total = |line: &str| site.cardctl.ok(split(line)).lines().any(|row| row.starts_with("total"));
    assert!(total("report commission --by agent") && total("report sales --by agent"));
    assert!(!total("report commission --by agent --subtree") && !total("report sales --by agent --subtree"));
}

fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}
