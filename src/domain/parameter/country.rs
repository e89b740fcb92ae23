//! Countries: ISO 3166-1 in its three forms, and the mobile country codes of ITU-T E.212.

/// One country a line: alpha-3, alpha-2, numeric, mobile country codes.
const COUNTRIES: &str = include_str!("countries.txt");

/// What stands for a nationality in passports without being a country of ISO 3166-1 (ICAO 9303-3, section 5):
/// organisations, stateless persons and refugees, Kosovo, the Order of Malta, and a withdrawn spelling.
const OF_PASSPORTS: [&str; 20] = [
    "EUE", "RKS", "UNA", "UNK", "UNO", "XAA", "XBA", "XCC", "XCE", "XCO", "XDC", "XES", "XIM", "XMP", "XOM",
    "XPO", "XXA", "XXB", "XXC", "XXX",
];

fn find(holds: impl Fn(&mut std::str::SplitWhitespace<'static>) -> bool) -> Option<&'static str> {
    COUNTRIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .find(|line| holds(&mut line.split_whitespace()))
        .and_then(|line| line.split_whitespace().next())
}

/// The alpha-3 code of a numeric one, which has three digits with leading zeros.
pub(super) fn of_numeric(numeric: &str) -> Option<&'static str> {
    find(|fields| fields.nth(2) == Some(numeric))
}

/// The alpha-3 code of an alpha-2 one.
pub(super) fn of_alpha_2(alpha_2: &str) -> Option<&'static str> {
    find(|fields| fields.nth(1) == Some(alpha_2))
}

/// The alpha-3 code of the country that owns a mobile country code; of several that share it the largest.
pub(super) fn of_mobile(code: &str) -> Option<&'static str> {
    find(|fields| fields.skip(3).any(|field| field == code))
}

/// The country of a passport's issuer or nationality field (fillers cut off), with the British kinds
/// and Germany's single letter made alpha-3.
pub(super) fn of_passport(field: &str) -> Option<&'static str> {
    match field {
        "D" => Some("DEU"),
        "GBD" | "GBN" | "GBO" | "GBP" | "GBS" => Some("GBR"),
        _ => OF_PASSPORTS
            .into_iter()
            .find(|code| *code == field)
            .or_else(|| find(|fields| fields.next() == Some(field))),
    }
}

/// Everything that [`of_passport`] may give.
pub(super) fn issuers() -> impl Iterator<Item = &'static str> {
    let countries = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    countries.filter_map(|line| line.split_whitespace().next()).chain(OF_PASSPORTS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_the_standard_s_249_countries() {
        let rows: Vec<Vec<&str>> =
            COUNTRIES.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(rows.len(), 249);
        for (column, length) in [(0, 3), (1, 2), (2, 3)] {
            assert_eq!(rows.iter().map(|row| row[column]).collect::<BTreeSet<_>>().len(), 249);
            assert!(rows.iter().all(|row| row[column].len() == length), "column {column}");
        }
        let mobile: Vec<&str> = rows.iter().flat_map(|row| &row[3..]).copied().collect();
        assert_eq!(mobile.iter().collect::<BTreeSet<_>>().len(), mobile.len());
        assert!(mobile.iter().all(|code| super::super::text::is_digits(code) && code.len() == 3));
    }

    #[test]
    fn countries_are_found_by_every_code() {
        assert_eq!(of_numeric("124"), Some("CAN"));
        assert_eq!(of_numeric("682"), Some("SAU"));
        assert_eq!(of_numeric("004"), Some("AFG"));
        assert_eq!(of_numeric("4"), None);
        assert_eq!(of_numeric("000"), None);
        assert_eq!(of_alpha_2("HK"), Some("HKG"));
        assert_eq!(of_mobile("460"), Some("CHN"));
        assert_eq!(of_mobile("314"), Some("USA"));
        assert_eq!(of_mobile("000"), None);
        assert_eq!(of_passport("D"), Some("DEU"));
        assert_eq!(of_passport("GBN"), Some("GBR"));
        assert_eq!(of_passport("XXA"), Some("XXA"));
        assert_eq!(of_passport("CHN"), Some("CHN"));
        assert_eq!(of_passport("UTO"), None);
        assert_eq!(of_passport(""), None);
    }
}
