//! What stands in arguments, fields, settings and files of one text.

use std::collections::BTreeSet;
use std::path::Path;

use cardctl::cli;
use cardctl::domain::card::{ActivationCode, CardNumber, Prefix, SerialRanges};
use cardctl::domain::day::{Calendar, Day};
use cardctl::domain::environment::Environment;
use cardctl::domain::hosts::AllowedHosts;
use cardctl::domain::identifier::{Code, line_of_text};
use cardctl::domain::money::Money;
use cardctl::domain::notice::{Expiry, MessageClasses};
use cardctl::domain::parameter::{self, CodeCheck, CodePattern, Context, Kind};
use cardctl::domain::payee::{AccountKind, IdentityKind, cnaps};
use cardctl::domain::payout::parse_row_id;
use cardctl::domain::period::Period;
use cardctl::domain::plain_text;
use cardctl::domain::plan::Plan;
use cardctl::domain::policy::Permission;
use cardctl::domain::ppm::Ppm;
use cardctl::domain::region::RegionTable;
use cardctl::domain::request::Message;
use cardctl::domain::scheme::{Grouping, Priority, Scheme};
use cardctl::domain::service::{Address, Checks, Regions};
use cardctl::domain::signature::SigningSecret;
use cardctl::domain::withholding::Withholding;
use cardctl::output::{Column, Options, Selection, Streams, Ui, Value, safe};
use cardctl::store::DatabaseUrl;
use cardctl::vault::{KeyRing, RootKey};

use super::mutator::try_texts;

/// The day on which parameters are judged.
fn context(codes: &[CodePattern]) -> Context<'_> {
    let today = Day::parse("2026-11-26").expect("a day").date();
    Context { today, regions: RegionTable::embedded(), strict_region: false, codes }
}

#[test]
fn amounts_rates_and_times() {
    let calendar = Calendar::of_zone("Asia/Shanghai").expect("a zone");
    try_texts("money", &["12.34", "-0.05", "92233720368547758.07", "1,234.50"], |text| {
        if let Ok(money) = Money::parse(text) {
            let again = Money::parse(&money.to_string()).expect("what is written is read");
            assert_eq!(again, money, "{text}");
        }
    });
    try_texts("rate", &["12%", "0.0001%", "100%", "0.12"], |text| {
        if let Ok(rate) = Ppm::parse(text) {
            assert_eq!(Ppm::parse(&rate.to_string()), Ok(rate), "{text}");
        }
    });
    try_texts("day", &["2026-11-26", "0001-01-01", "9999-12-31"], |text| {
        if let Ok(day) = Day::parse(text) {
            assert_eq!(Day::parse(&day.to_string()), Ok(day), "{text}");
            _ = calendar.first_moment(day);
        }
    });
    try_texts("month", &["2026-10", "9999-12", "0001-01"], |text| _ = Period::parse(text).is_ok());
    try_texts(
        "instant",
        &["2026-11-26T10:00:00+08:00", "2026-11-26 10:00:00", "2026-11-26", "2026-11-26T10:00:00.123456789Z"],
        |text| {
            if let Ok(instant) = calendar.parse_instant(text) {
                _ = calendar.day_of(instant);
            }
        },
    );
    try_texts("expiry", &["2026-11-26", "30d", "12h", "2026-11-26T10:00:00Z"], |text| {
        _ = Expiry::parse(text).is_ok();
    });
    try_texts("withholding", &["none", "per-time", "cumulative"], |text| {
        _ = text.parse::<Withholding>().is_ok();
    });
}

#[test]
fn names_and_numbers() {
    let samples = &["BJ-XC", "H-001", "production", "sell,swap", "17,90-95", "1-4294967295", "12:34"];
    try_texts("identifiers", samples, |text| {
        _ = Code::parse(text).is_ok();
        _ = line_of_text(text, 40).is_ok();
        _ = text.parse::<Environment>().is_ok();
        _ = text.parse::<Permission>().is_ok();
        _ = parse_row_id(text);
        _ = plain_text::component(text);
        _ = plain_text::code_of(text);
        _ = AllowedHosts::parse(text).is_ok();
        _ = MessageClasses::parse(text).is_ok();
        _ = cnaps(text).is_ok();
        drop(safe(text));
    });
    try_texts("serials", &["17,90-95", "1-4294967295", "1-1,2-2,3"], |text| {
        if let Ok(ranges) = text.parse::<SerialRanges>() {
            _ = (ranges.count(), ranges.last(), ranges.contains(7));
            let again = ranges.to_string().parse::<SerialRanges>();
            assert!(again.is_ok(), "{text} became {ranges}");
        }
    });
    try_texts("cards", &["9156 0348 8367 5326", "9156034883675326"], |text| {
        if let Ok(card) = CardNumber::parse(text) {
            assert_eq!(CardNumber::parse(&card.to_string()), Ok(card));
        }
        _ = Prefix::parse(text).is_ok();
    });
    try_texts("activation codes", &["ABCD-EFGH-JKMN-PQRB", "000000000000001 2"], |text| {
        if let Ok(code) = ActivationCode::parse(text) {
            assert!(ActivationCode::parse(&code.grouped()).is_ok());
        }
    });
    let identities = [IdentityKind::CitizenId, IdentityKind::Passport];
    let accounts = ["bank", "alipay", "wechat"];
    let context = context(&[]);
    try_texts(
        "accounts",
        &["6222020200112233445", "agent@example.com", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"],
        |text| {
            for kind in identities {
                _ = kind.number(text, &context).is_ok();
            }
            for kind in accounts.iter().filter_map(|kind| kind.parse::<AccountKind>().ok()) {
                _ = kind.account(text).is_ok();
            }
        },
    );
}

#[test]
fn parameters_of_all_kinds() {
    let pattern = CodePattern::new("member", "[A-Z]{2}[0-9]{6}").expect("a pattern");
    let codes = [pattern];
    let context = context(&codes);
    let kinds: Vec<Kind> =
        Kind::BUILT_IN.into_iter().chain(["code.member".parse().expect("a kind")]).collect();
    let samples = [
        "110102197502030839",
        "11010519491231002X",
        "110102750203083",
        "932682198501010017",
        "E12345678",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "+86 138-0013-8000",
        "(010)62345678",
        "100000",
        "北京市西城区西长安街1号",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "490154203237518",
        "imsi:460001234567890",
        "89860012345678901234",
        "AB123456",
        "１１０１０２１９７５０２０３０８３９",
    ];
    try_texts("parameters", &samples, |text| {
        for kind in &kinds {
            _ = parameter::parse(kind, text, &context).is_ok();
        }
        _ = parameter::recognise(text, &context).len();
        _ = parameter::lookups(text, &context).len();
        _ = parameter::inspect(text, None, &context);
        for (namespace, kind) in
            [("cn.id", &kinds[0]), ("passport.xxx", &kinds[1]), ("device.imsi", &kinds[2])]
        {
            drop(parameter::recall(kind, namespace, text, Some(text), &context));
        }
    });
    try_texts("kinds", &["citizen-id", "code.member", "passport"], |text| {
        _ = text.parse::<Kind>().is_ok();
    });
    try_texts("masks", &["段誉", "张", "", "Ann B"], |text| {
        _ = parameter::mask_name(text);
        _ = parameter::mask_ends(text);
    });
}

#[test]
fn patterns_of_site_codes() {
    let samples = ["[A-Z]{2}[0-9]{6}", "A\\d{3}-?[^x]", "(?:a|b)+", "x{1,1000}", "9999AAAA****"];
    let values = ["AB123456", "", "x", "110102197502030839", "￿"];
    try_texts("patterns", &samples, |text| {
        for make in [CodePattern::new, CodePattern::exact_case] {
            let Ok(pattern) = make("member", text) else { continue };
            let pattern = pattern.check(CodeCheck::Luhn);
            let codes = [pattern];
            let kind = "code.member".parse().expect("a kind");
            for value in values.iter().copied().chain([text]) {
                _ = parameter::parse(&kind, value, &context(&codes)).is_ok();
            }
        }
        _ = CodePattern::new(text, "9999").is_ok();
        _ = text.parse::<CodeCheck>().is_ok();
        let placed = CodePattern::new("member", "99999999").map(|pattern| pattern.placed(text).is_ok());
        _ = placed.is_ok();
    });
}

#[test]
fn schemes_and_policies() {
    let facets = ["region:2,region:4,region:6,birth-year,sex", "age-band:10,tier", "postcode:2,postcode:3"];
    try_texts("schemes", &facets, |text| {
        _ = Scheme::parse(text, "registered,visits,fees").is_ok();
        _ = Grouping::parse(text).is_ok();
        _ = Checks::parse(text).is_ok();
        _ = Regions::parse(text).is_ok();
    });
    try_texts(
        "priorities",
        &["registered,visits", "visits=5/visit,fees=0.1/unit", "spent=0.000001/unit"],
        |text| {
            if let Ok(priority) = Priority::parse(text) {
                _ = priority.read(text.as_bytes());
                assert!(Priority::parse(&priority.to_string()).is_ok(), "{text} became {priority}");
            }
        },
    );
}

#[test]
fn addresses_and_databases() {
    let samples = [
        "https://tea.example/requests",
        "https://user:pw@[2001:db8::1%25eth0]:65536/a?b#c",
        "https://xn--fiqs8s/",
        "https://0x7f.1/",
        "sqlite:platform.db",
        "postgres://me:se@cret@db:5432/card?sslmode=require&password=x",
        "postgres:///card?host=/run&port=99999",
    ];
    try_texts("addresses", &samples, |text| {
        _ = Address::parse(text).is_ok();
        if let Ok(url) = text.parse::<DatabaseUrl>() {
            let shown = format!("{url} {url:?}");
            let is_password = text.starts_with("postgres://me:se@cret@db");
            assert!(!is_password || !shown.contains("se@cret"), "{shown}");
        }
    });
}

#[test]
fn keys_and_secrets() {
    let key = "cardctl-key v1 1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    let samples = [
        key,
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "# comment\n\n",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ];
    try_texts("keys", &samples, |text| {
        _ = KeyRing::parse(text).is_ok();
        _ = RootKey::parse(text).is_ok();
        if let Ok(secret) = SigningSecret::parse(text) {
            _ = secret.verifies("msg_1", 0, text.as_bytes(), text);
        }
        let secret = SigningSecret::of_bytes([7; 32]).expect("a secret");
        assert!(!secret.verifies("msg_1", 0, b"x", text), "{text}");
    });
}

#[test]
fn requests() {
    let samples = [
        r#"{"id":"msg_1","holder":"H1","service":"repair","timestamp":1796000000,"payload":{"a":[1,2]},"signature":"v1,AAAA"}"#,
        r#"{"id":"msg_1","parameter":{"kind":"mobile","value":"13800138000"},"service":"repair","timestamp":"1796000000","payload":"x\u0000"}"#,
        r#"{"id":"msg_1","card":"9156034883675326","service":"repair","timestamp":1e400,"payload":1}"#,
    ];
    try_texts("requests", &samples, |text| {
        if let Ok(message) = Message::parse(text) {
            _ = message.signed().len();
        }
    });
    let deep = "[".repeat(200_000);
    assert!(Message::parse(&deep).is_err());
    let within = |payload: &str| {
        format!(r#"{{"id":"a","holder":"H1","service":"x","timestamp":1,"payload":{payload}}}"#)
    };
    // As deep as anybody likes: it is handed on as it is, or refused, and nobody climbs down.
    let deep = within(&format!("{}{}", "[".repeat(20_000), "]".repeat(20_000)));
    if let Ok(message) = Message::parse(&deep) {
        _ = message.signed().len();
    }
    let keyed = within(&format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000)));
    drop(Message::parse(&keyed));
    let parameter = format!(
        r#"{{"id":"a","parameter":{}{},"service":"x","timestamp":1,"payload":1}}"#,
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    assert!(Message::parse(&parameter).is_err());
}

#[test]
fn plans() {
    let tiers = BTreeSet::from(["gold".to_owned()]);
    try_texts("plans", &[crate::fixture::PLAN], |text| match Plan::parse(text, &tiers) {
        Ok(plan) => {
            _ = (plan.canonical().len(), plan.content_hash());
            for (tier, category) in plan.combinations() {
                _ = plan.resolve(tier, category);
            }
        }
        Err(error) => _ = format!("{error} {:?}", error.problems()),
    });
    // Deeper than the stack is.
    for deep in [
        format!("x = {}", "[".repeat(200_000)),
        format!("x = {}{}", "[".repeat(200_000), "]".repeat(200_000)),
        format!("x = {}", "{a=".repeat(100_000)),
        format!("[{}x]\n", "a.".repeat(100_000)),
        format!("{}x = 1\n", "a.".repeat(100_000)),
    ] {
        assert!(Plan::parse(&deep, &tiers).is_err());
    }
}

#[test]
fn region_tables() {
    let whole = RegionTable::embedded().text();
    let sample: String = whole.split_inclusive('\n').take(40).collect();
    let successors = "# version 2026.11\ncode,from_year,to_year,name,successor\n110102,1980,,Xicheng,\n110103,1980,2010,Xuanwu,110102\n";
    try_texts("regions", &[&sample, successors], |text| {
        if let Ok(table) = RegionTable::parse(text) {
            _ = table.by_address("北京市西城区");
            _ = table.full_name("110102", Some(1975));
            _ = table.status("110102", i16::MAX, i16::MIN);
            _ = table.successor("110103");
        }
    });
}

#[test]
fn what_is_shown_of_a_list() {
    let columns = [Column::new("code", "CODE"), Column::new("amount", "AMOUNT"), Column::new("at", "AT")];
    let samples = [
        "code=H1 and not (amount>=100 or at is not empty)",
        "amount in (1.00, 2, '3') and code~\"x\"",
        "not not not code=a",
        "-amount,code",
    ];
    let day = Day::parse("2026-11-26").expect("a day").date();
    let list = |selection: Selection| {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options { selection, ..Options::default() });
        let made = (|| {
            let mut list = ui.list(&columns)?;
            for (code, amount) in [("H1", 10_000), ("H\u{202e}2", -5)] {
                let amount = Money::from_minor(amount);
                list.row([Value::text(code), Value::Money(amount), Value::Date(day)])?;
            }
            list.end().map(drop)
        })();
        drop(made);
        assert!(!captured.stdout().contains('\u{202e}'));
    };
    try_texts("selections", &samples, |text| {
        let words: Vec<String> = text.split(',').map(str::to_owned).collect();
        list(Selection { filter: Some(text.to_owned()), ..Selection::default() });
        list(Selection { sort: words.clone(), ..Selection::default() });
        list(Selection { columns: words, ..Selection::default() });
    });
    for deep in ["(".repeat(100_000), "not ".repeat(100_000), "code=a or ".repeat(100_000)] {
        list(Selection { filter: Some(deep), ..Selection::default() });
    }
}

#[test]
fn command_lines() {
    let samples = [
        "purchase import a.csv --source till --yes",
        "settle run --through 2026-02-28 --post",
        "-o json --limit 99999999999999999999 ledger balances",
        "holder register --parameter mobile=V --input - --fee 1e400",
        "batch issue --center BJ --count -1 --out d",
    ];
    try_texts("arguments", &samples, |text| {
        let words = std::iter::once("cardctl").chain(text.split(' '));
        if let Err(error) = cli::parse(words) {
            _ = error.to_string();
        }
    });
}

#[test]
fn configurations() {
    let directory = tempfile::TempDir::with_prefix("cardctl-hostile-").expect("a directory");
    let path = directory.path().join("config.toml");
    let sample = "database = \"sqlite:a.db\"\nprofile = \"main\"\n\n[profiles.main]\nproduction = true\nenvironment = \"production\"\nkey_file = \"/k\"\n";
    let parsed = |text: &[u8]| {
        std::fs::write(&path, text).expect("a file");
        config(&path);
    };
    super::mutator::try_all("configuration", &[sample.as_bytes()], parsed);
    parsed(format!("x = {}", "[".repeat(200_000)).as_bytes());
    parsed(format!("x = {}", "{a=".repeat(100_000)).as_bytes());
    parsed(format!("[{}x]\n", "a.".repeat(100_000)).as_bytes());
}

fn config(path: &Path) {
    use cardctl::config::Config;
    use cardctl::host::Variables;

    let flags = cli::GlobalArgs { config: Some(path.to_owned()), ..cli::GlobalArgs::default() };
    let home = ("HOME".to_owned(), std::ffi::OsString::from("/nowhere"));
    let variables = Variables::from([home]);
    match Config::resolve(&flags, &variables) {
        Ok(config) => _ = format!("{config:?}"),
        Err(error) => _ = error.full_message(),
    }
}
