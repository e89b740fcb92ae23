//! Whole commands on variants of their files: the rows get as far as the rules, the keys and the database.

use crate::fixture;
use crate::harness::{Site, on_both};

use super::mutator::{budget, variant};

/// A command and what it may be given.
const FILES: [(&str, &[&str]); 9] = [
    (
        "purchase import FILE --source till --yes",
        &[
            "external_id,card,holder,provider,amount,occurred_at,category,refund_of\ne1,,H1,shop,100.00,2026-02-01,,\ne2,,H2,shop,250.50,2026-02-02T10:00:00+08:00,food,\ne3,,H1,shop,1.00,2026-02-03,,e1\n",
        ],
    ),
    (
        "holder import FILE --yes",
        &[
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\nK1,,周六,mobile,13700137000,BJ,S1,A3,,2026-01-01,199.00,\nK2,,Ann,passport,E12345678,BJ,,,gold,2026-01-01,,\n",
        ],
    ),
    (
        "agent import FILE --yes",
        &["code,name,parent,region,center,since\nN1,North,A1,110000,BJ,2026-01-01\nN2,Near,N1,,,\n"],
    ),
    (
        "visit import FILE --source door --yes",
        &["external_id,card,holder,at,channel\nv1,,H1,2026-02-01T10:00:00+08:00,door\n"],
    ),
    (
        "payment import FILE --source counter --yes",
        &[
            "external_id,holder,card,amount,paid_at,channel,memo\np1,H1,,199.00,2026-02-01,cash,x\np2,H2,,0.01,2026-02-02,cash,\n",
        ],
    ),
    ("payout confirm FILE --yes", &["payout,status,reference,reason\n1-2,paid,r1,\n1-3,failed,,closed\n"]),
    (
        "request import FILE --yes",
        &[
            "{\"id\":\"msg_1\",\"holder\":\"H1\",\"service\":\"repair\",\"timestamp\":1796000000,\"payload\":{\"a\":1},\"signature\":\"v1,AAAA\"}\n{\"id\":\"msg_2\",\"parameter\":{\"mobile\":\"13800138000\"},\"service\":\"repair\",\"timestamp\":1796000000,\"payload\":1}\n",
        ],
    ),
    ("plan import FILE", &[fixture::PLAN]),
    (
        "holder register --input FILE --no-input --yes",
        &[
            "{\"card\":\"9156034883675326\",\"name\":\"周六\",\"parameter\":{\"mobile\":\"13700137000\"},\"fee\":\"199.00\",\"activate\":true,\"code\":\"ABCD\"}",
        ],
    ),
];

#[test]
fn whole_commands_end_with_a_status_of_their_own() {
    on_both(|site: Site| {
        fixture::platform(&site);
        site.cardctl
            .ok("provider service add repair --provider shop --address https://127.0.0.1/ --verify identity"
                .split(' '));
        let each = (budget() / 25).max(4);
        for (line, samples) in FILES {
            let samples: Vec<Vec<u8>> = samples.iter().map(|sample| sample.as_bytes().to_vec()).collect();
            for which in 0..samples.len() {
                for number in 0..each {
                    let bytes = variant(&samples, which, number);
                    std::fs::write(site.directory().join("hostile"), &bytes).expect("a file");
                    let output = site.cardctl.run(line.replace("FILE", "hostile").split(' '));
                    let is_own = [0, 1, 2, 3, 5, 6, 7, 8].contains(&output.status);
                    let is_ours = ["panicked", "please report", "internal"]
                        .iter()
                        .any(|word| output.stderr.contains(word));
                    assert!(is_own && !is_ours, "variant {number}: {}\n{output}", bytes.escape_ascii());
                }
            }
        }
        site.cardctl.ok(["db", "check", "-q"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}
