//! Numbers of phones and their chips: IMEI (the phone), IMSI (the subscription), ICCID (the chip card).
//!
//! The type may be written in front, `imsi:310150123456789`. Without it, 19 or 20 digits that begin with 89 are an
//! ICCID, and 15 digits an IMSI if they begin with China's 460 or 461, and an IMEI otherwise: no body that
//! allocates IMEIs has the number 46.

use zeroize::Zeroizing;

use super::{Draft, Reason, Warning, country, mask, text};
use crate::domain::luhn;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Device {
    Imei,
    Imsi,
    Iccid,
}

impl Device {
    const ALL: [Self; 3] = [Self::Imei, Self::Imsi, Self::Iccid];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Imei => "imei",
            Self::Imsi => "imsi",
            Self::Iccid => "iccid",
        }
    }

    const fn lengths(self) -> &'static [usize] {
        match self {
            Self::Imei | Self::Imsi => &[15],
            Self::Iccid => &[19, 20],
        }
    }

    fn of(number: &str) -> Self {
        if number.len() > 15 && number.starts_with("89") {
            Self::Iccid
        } else if number.starts_with("460") || number.starts_with("461") {
            Self::Imsi
        } else {
            Self::Imei
        }
    }
}

pub(super) fn read(value: &str) -> Result<Draft, Vec<Reason>> {
    let value = text::compact(value);
    let (device, number) = match value.split_once(':') {
        Some((name, number)) => {
            let device = Device::ALL.into_iter().find(|device| device.as_str().eq_ignore_ascii_case(name));
            (device.ok_or_else(|| vec![Reason::Type])?, number)
        }
        None => (Device::of(&value), &**value),
    };
    let mut reasons = Vec::new();
    if !device.lengths().contains(&number.chars().count()) {
        reasons.push(Reason::Length);
    }
    if !number.is_empty() && !text::is_digits(number) {
        reasons.push(Reason::Character);
    }
    if !reasons.is_empty() {
        return Err(reasons);
    }
    let mut draft = Draft::new(&format!("device.{}", device.as_str()), Zeroizing::new(number.to_owned()));
    draft.masked = mask::middle(number, 2, 1);
    draft.facets.set("device_type", device.as_str());
    match device {
        Device::Imei => imei(number, &mut draft)?,
        Device::Imsi => imsi(number, &mut draft)?,
        Device::Iccid => iccid(number, &mut draft)?,
    }
    Ok(draft)
}

/// Type allocation code(8), serial(6), Luhn check digit (3GPP TS 23.003, section 6.2).
fn imei(number: &str, draft: &mut Draft) -> Result<(), Vec<Reason>> {
    if !luhn::is_valid(number) {
        return Err(vec![Reason::Checksum]);
    }
    // What phones with a wiped memory show; the check digit is right.
    if number.bytes().all(|byte| byte == b'0') {
        return Err(vec![Reason::Range]);
    }
    draft.facets.set("tac", &number[..8]);
    Ok(())
}

/// Country(3), network(2 or 3), subscriber (ITU-T E.212). No check digit.
fn imsi(number: &str, draft: &mut Draft) -> Result<(), Vec<Reason>> {
    let country = country::of_mobile(&number[..3]).ok_or_else(|| vec![Reason::Country])?;
    draft.facets.set("country", country);
    if country == "CHN"
        && let Some(operator) = operator(&number[3..5])
    {
        draft.facets.set("operator", operator);
    }
    Ok(())
}

/// 89, country, issuer, account (ITU-T E.118), Luhn check digit. Chinese chips have 20 digits, and not every
/// operator made the last one a check digit, so there it is only a warning.
fn iccid(number: &str, draft: &mut Draft) -> Result<(), Vec<Reason>> {
    if !number.starts_with("89") {
        return Err(vec![Reason::Pattern]);
    }
    if !luhn::is_valid(number) {
        if number.len() == 19 {
            return Err(vec![Reason::Checksum]);
        }
        draft.warnings.push(Warning::CheckDigit);
    }
    if let Some(issuer) = number.strip_prefix("8986") {
        draft.facets.set("country", "CHN");
        if let Some(operator) = operator(&issuer[..2]) {
            draft.facets.set("operator", operator);
        }
    }
    Ok(())
}

/// The Chinese operator of a network code.
fn operator(network: &str) -> Option<&'static str> {
    Some(match network {
        // 20 was China Tietong, part of China Mobile since 2008.
        "00" | "02" | "04" | "07" | "08" | "13" | "20" => "china-mobile",
        "01" | "06" | "09" | "10" => "china-unicom",
        "03" | "05" | "11" | "12" => "china-telecom",
        "15" => "china-broadnet",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{accepted, refused};
    use super::*;

    #[test]
    fn each_type_has_its_namespace() {
        for (value, namespace, canonical, facets) in [
            (
                "490154203237518",
                "device.imei",
                "490154203237518",
                r#"{"device_type":"imei","tac":"49015420"}"#,
            ),
            (
                "IMEI:49-015420-323751-8",
                "device.imei",
                "490154203237518",
                r#"{"device_type":"imei","tac":"49015420"}"#,
            ),
            (
                "460001234567890",
                "device.imsi",
                "460001234567890",
                r#"{"device_type":"imsi","country":"CHN","operator":"china-mobile"}"#,
            ),
            (
                "460110123456789",
                "device.imsi",
                "460110123456789",
                r#"{"device_type":"imsi","country":"CHN","operator":"china-telecom"}"#,
            ),
            (
                "imsi:310150123456789",
                "device.imsi",
                "310150123456789",
                r#"{"device_type":"imsi","country":"USA"}"#,
            ),
            (
                "89860012345678901237",
                "device.iccid",
                "89860012345678901237",
                r#"{"device_type":"iccid","country":"CHN","operator":"china-mobile"}"#,
            ),
            (
                "iccid:8944500000000000006",
                "device.iccid",
                "8944500000000000006",
                r#"{"device_type":"iccid"}"#,
            ),
        ] {
            let device = accepted(&Kind::Device, value);
            assert_eq!((device.namespace(), device.canonical()), (namespace, canonical), "{value}");
            assert_eq!(serde_json::to_string(device.facets()).ok().as_deref(), Some(facets), "{value}");
        }
        assert_eq!(accepted(&Kind::Device, "490154203237518").masked(), "49************8");
    }

    #[test]
    fn what_is_no_device_is_refused() {
        for (value, reasons) in [
            ("490154203237517", &[Reason::Checksum][..]),
            ("000000000000000", &[Reason::Range]),
            ("49015420323751", &[Reason::Length]),
            ("", &[Reason::Length]),
            ("49015420323751x", &[Reason::Character]),
            ("imsi:000150123456789", &[Reason::Country]),
            ("meid:490154203237518", &[Reason::Type]),
            ("8944500000000000007", &[Reason::Checksum]),
            ("iccid:1234567890123456789", &[Reason::Pattern]),
            ("一二三四五六", &[Reason::Length, Reason::Character]),
        ] {
            assert_eq!(refused(&Kind::Device, value), reasons, "{value}");
        }
    }

    #[test]
    fn chinese_chips_without_check_digit_are_doubtful_only() {
        let chip = accepted(&Kind::Device, "89860012345678901230");
        assert_eq!(chip.warnings(), [Warning::CheckDigit]);
    }
}
