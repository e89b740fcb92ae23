use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

pub(super) const TODAY: Date = date(2026, 10, 1);

pub(super) static CODES: LazyLock<Vec<CodePattern>> = LazyLock::new(|| {
    vec![
        CodePattern::new("member", "M99999999").expect("a pattern"),
        CodePattern::new("club", "C99999999999").expect("a pattern").check(CodeCheck::Luhn),
        CodePattern::new("short", "K9999999").expect("a pattern").check(CodeCheck::Luhn),
    ]
});

fn context(strict_region: bool) -> Context<'static> {
    Context { today: TODAY, regions: RegionTable::embedded(), strict_region, codes: &CODES }
}

#[test]
fn a_look_up_is_under_what_a_registration_claims() {
    for value in ["138 0013 8000", "110102197502030839", "+85221234567", "490154203237518", "E12345678"] {
        let claimed: Vec<(String, String)> = recognise(value, &context(false))
            .iter()
            .filter(|reading| reading.kind().is_strong())
            .map(|reading| (reading.namespace().to_owned(), reading.canonical().to_owned()))
            .collect();
        assert!(!claimed.is_empty(), "{value}");
        let mut looked_up: Vec<(String, String)> = lookups(value, &context(false))
            .into_iter()
            .map(|lookup| (lookup.namespace, lookup.canonical.to_string()))
            .collect();
        looked_up.retain(|lookup| claimed.contains(lookup));
        assert_eq!(looked_up.len(), claimed.len(), "{value}");
    }
}

#[track_caller]
pub(super) fn accepted(kind: &Kind, value: &str) -> Parameter {
    parse(kind, value, &context(false)).unwrap_or_else(|reasons| panic!("`{value}` refused: {reasons:?}"))
}

pub(super) fn accepted_strictly(kind: &Kind, value: &str) -> Result<(), Vec<Reason>> {
    parse(kind, value, &context(true)).map(|_| ())
}

#[track_caller]
pub(super) fn refused(kind: &Kind, value: &str) -> Vec<Reason> {
    parse(kind, value, &context(false)).expect_err("accepted")
}

fn kinds(value: &str) -> Vec<String> {
    recognise(value, &context(false)).into_iter().map(|reading| reading.kind.to_string()).collect()
}

#[test]
fn kinds_are_read_as_they_are_written() {
    for kind in Kind::BUILT_IN.into_iter().chain([Kind::Code("member".to_owned())]) {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    for word in ["", "code", "code.", "Mobile", "id"] {
        assert_eq!(word.parse::<Kind>(), Err(UnknownKind(word.to_owned())));
    }
    let strong: Vec<String> =
        Kind::BUILT_IN.iter().filter(|kind| kind.is_strong()).map(ToString::to_string).collect();
    assert_eq!(strong, ["citizen-id", "driving-licence", "social-security", "passport", "mobile", "device"]);
    assert!(Kind::Code(String::new()).is_strong());
}

#[test]
fn values_without_a_kind_are_recognised() {
    for (value, expected) in [
        ("110102197502030839", &["citizen-id"][..]),
        ("490154203237518", &["device"]),
        ("110102750203083", &["citizen-id"]),
        ("13800138000", &["mobile"]),
        ("+85221234567", &["landline", "mobile"]),
        ("010-62345678", &["landline"]),
        ("0755", &["area-code"]),
        ("755", &[]),
        ("100032", &["postcode"]),
        ("E12345678", &["passport"]),
        ("M12345678", &["passport", "code.member"]),
        ("C79927398713", &["code.club"]),
        ("C79927398710", &[]),
        ("K7992738", &["code.short", "passport"]),
        ("K7992739", &[]),
        ("8.8.8.8", &["ip"]),
        ("2001:db8::1", &["ip"]),
        ("北京市西城区西长安街1号", &["address"]),
        ("段誉", &[]),
        ("", &[]),
    ] {
        assert_eq!(kinds(value), expected, "{value}");
    }
}

#[test]
fn a_refused_value_has_the_reasons_of_its_likeliest_kind() {
    for (value, kind, reasons) in [
        ("440308199901101513", Some(Kind::CitizenId), &[Reason::Checksum][..]),
        ("44030819990110", Some(Kind::CitizenId), &[Reason::Length]),
        ("11010219750203A839", Some(Kind::CitizenId), &[Reason::Character]),
        ("K7992739", Some(Kind::Code("short".to_owned())), &[Reason::Checksum]),
        ("17412345678", Some(Kind::Mobile), &[Reason::Range]),
        ("+8617412345678", Some(Kind::Mobile), &[Reason::Range]),
        ("990000", Some(Kind::Postcode), &[Reason::Region]),
        ("0100", Some(Kind::AreaCode), &[Reason::Region]),
        ("1.2.3.256", Some(Kind::Ip), &[Reason::Pattern]),
        ("段誉", None, &[Reason::Kind]),
        ("", None, &[Reason::Kind]),
    ] {
        let inspection = inspect(value, None, &context(false));
        assert_eq!(
            (inspection.kind, inspection.outcome.map(|_| ())),
            (kind, Err(reasons.to_vec())),
            "{value}"
        );
    }
    let inspection = inspect("13800138000", Some(&Kind::Passport), &context(false));
    assert_eq!(inspection.kind, Some(Kind::Passport));
    assert_eq!(inspection.outcome, Err(vec![Reason::Length]));
    let inspection = inspect("13800138000", None, &context(false));
    assert_eq!(inspection.outcome.map(|reading| reading.kind), Ok(Kind::Mobile));
}

#[test]
fn the_facets_of_an_id_number_are_those_of_the_interface() {
    let id = accepted(&Kind::CitizenId, "110102197502030839");
    assert_eq!(
        serde_json::to_string(id.facets()).ok().as_deref(),
        Some(
            r#"{"region":"110102","region_name":"北京市西城区","region_status":"current","birth_year":1975,"sex":"M","country":"CHN"}"#
        )
    );
}

#[test]
fn no_log_has_the_value() {
    let text = format!("{:?}", accepted(&Kind::CitizenId, "110102197502030839"));
    assert_eq!(text, "Parameter(citizen-id 1****************9 in cn.id)");
}

#[test]
fn overlong_values_are_refused_unread() {
    let value = "1".repeat(1 << 20);
    for kind in Kind::BUILT_IN {
        assert_eq!(refused(&kind, &value), [Reason::Length], "{kind}");
    }
    assert_eq!(inspect(&value, None, &context(false)).kind, None);
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let codes =
        [Kind::Code("member".to_owned()), Kind::Code("club".to_owned()), Kind::Code("none".to_owned())];
    prop::sample::select(Kind::BUILT_IN.into_iter().chain(codes).collect::<Vec<_>>())
}

/// Valid values of all kinds, to be damaged.
fn any_valid() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "110102197502030839",
        "110102750203083",
        "911124198108030024",
        "E12345678",
        "CAN:AB123456",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "E123456782CHN7502031M3501014<<<<<<<<<<<<<<<8",
        "imsi:310150123456789",
        "+86 138-0013-8000",
        "(010)62345678",
        "0755",
        "100032",
        "北京市西城区西长安街1号",
        "2001:db8::1",
        "imei:490154203237518",
        "460001234567890",
        "89860012345678901237",
        "C79927398713",
    ])
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_a_reason(kind in any_kind(), value in "\\PC{0,60}|.{0,60}", strict: bool) {
        match parse(&kind, &value, &context(strict)) {
            Ok(parameter) => {
                prop_assert!(!parameter.canonical().is_empty());
                prop_assert!(namespaces(context(strict).codes).iter().any(|name| name == parameter.namespace()));
            }
            Err(reasons) => {
                prop_assert!(!reasons.is_empty());
                prop_assert!(reasons.is_sorted(), "{reasons:?}");
            }
        }
        let _ = inspect(&value, None, &context(strict));
        let _ = mask_name(&value);
    }

    #[test]
    fn damaged_values_never_panic(value in any_valid(), at: prop::sample::Index, put: char, cut: prop::sample::Index) {
        let mut signs: Vec<char> = value.chars().collect();
        signs[at.index(value.chars().count())] = put;
        let damaged: String = signs.iter().collect();
        signs.truncate(cut.index(signs.len()));
        let shortened: String = signs.iter().collect();
        for text in [&damaged, &shortened] {
            for kind in Kind::BUILT_IN.iter().chain([&Kind::Code("club".to_owned())]) {
                let _ = parse(kind, text, &context(true));
            }
            let _ = recognise(text, &context(false));
        }
    }

    #[test]
    fn every_namespace_is_listed(value in any_valid()) {
        let listed = namespaces(context(false).codes);
        for reading in recognise(value, &context(false)) {
            prop_assert!(listed.iter().any(|name| name == reading.namespace()), "{}", reading.namespace());
        }
    }

    #[test]
    fn what_is_canonical_is_read_as_itself(value in any_valid()) {
        for reading in recognise(value, &context(false)) {
            // A type or country written in front is not part of the number.
            let prefix = match reading.namespace().split_once('.') {
                Some(("passport", country)) => format!("{country}:"),
                Some(("device", device)) => format!("{device}:"),
                _ => String::new(),
            };
            prop_assume!(prefix != "UTO:" && prefix != "XXX:");
            let again = accepted(reading.kind(), &format!("{prefix}{}", reading.canonical()));
            prop_assert_eq!((again.canonical(), again.namespace()), (reading.canonical(), reading.namespace()));
        }
    }

    #[test]
    fn what_is_stored_means_what_was_read(value in any_valid()) {
        for reading in recognise(value, &context(false)) {
            let (namespace, canonical) = (reading.namespace(), reading.canonical());
            let facets = recall(reading.kind(), namespace, canonical, reading.told(), &context(false));
            prop_assert_eq!(facets.birth_date(), reading.facets().birth_date());
            let pairs = |facets: &Facets| {
                facets.iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect::<BTreeMap<_, _>>()
            };
            prop_assert_eq!(pairs(&facets), pairs(reading.facets()));
        }
    }

    #[test]
    fn masks_hide_the_value(value in any_valid()) {
        for reading in recognise(value, &context(false)).into_iter().filter(|reading| reading.kind.is_strong()) {
            let hidden = reading.masked().chars().filter(|c| *c == '*').count();
            prop_assert!(hidden >= 3, "{}", reading.masked());
            prop_assert!(!reading.masked().contains(reading.canonical()));
        }
    }
}
