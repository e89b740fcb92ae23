//! Internet addresses: a weak parameter, of which the scope and the block count.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use zeroize::Zeroizing;

use super::{Draft, Reason, text};

pub(super) fn read(value: &str) -> Result<Draft, Vec<Reason>> {
    let written = text::without_spaces(value);
    if written.is_empty() {
        return Err(vec![Reason::Length]);
    }
    let address: IpAddr = written.parse().map_err(|_| {
        let known = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
        vec![if written.chars().all(known) { Reason::Pattern } else { Reason::Character }]
    })?;
    // ::ffff:192.0.2.1 is the same host as 192.0.2.1.
    let address = address.to_canonical();
    let mut draft = Draft::new("ip", Zeroizing::new(address.to_string()));
    let block = match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            draft.masked = format!("{a}.{b}.{c}.*");
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            draft.masked = format!("{a:x}:{b:x}:{c:x}:*");
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    };
    draft.facets.set("ip_scope", scope(address));
    draft.facets.set("ip_block", block);
    Ok(draft)
}

/// Who can stand behind an address: `public`, or one of the scopes to which nothing from outside comes.
#[must_use]
pub const fn scope(address: IpAddr) -> &'static str {
    match address.to_canonical() {
        IpAddr::V4(address) => scope_of_v4(address),
        IpAddr::V6(address) => scope_of_v6(address),
    }
}

/// The special-purpose registry (RFC 6890 and its successors), as far as it tells who can stand behind it.
const fn scope_of_v4(address: Ipv4Addr) -> &'static str {
    match address.octets() {
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => "private",
        [100, 64..=127, ..] => "cgnat",
        [127, ..] => "loopback",
        [169, 254, ..] => "link-local",
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => "documentation",
        [198, 18 | 19, ..] => "benchmarking",
        [224..=239, ..] => "multicast",
        [0 | 240..=255, ..] => "reserved",
        _ => "public",
    }
}

const fn scope_of_v6(address: Ipv6Addr) -> &'static str {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => "loopback",
        [0xfc00..=0xfdff, ..] => "private",
        [0xfe80..=0xfebf, ..] => "link-local",
        [0xff00..=0xffff, ..] => "multicast",
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => "documentation",
        [0x2000..=0x3fff, ..] => "public",
        // NAT64: an IPv4 host behind a translator.
        [0x64, 0xff9b, ..] => "nat64",
        _ => "reserved",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{accepted, refused};
    use super::*;

    #[test]
    fn scope_and_block() {
        for (value, canonical, scope, block, masked) in [
            ("8.8.8.8", "8.8.8.8", "public", "8.8.8.0/24", "8.8.8.*"),
            ("10.1.2.3", "10.1.2.3", "private", "10.1.2.0/24", "10.1.2.*"),
            ("172.31.0.1", "172.31.0.1", "private", "172.31.0.0/24", "172.31.0.*"),
            ("172.32.0.1", "172.32.0.1", "public", "172.32.0.0/24", "172.32.0.*"),
            ("100.64.0.1", "100.64.0.1", "cgnat", "100.64.0.0/24", "100.64.0.*"),
            ("100.128.0.1", "100.128.0.1", "public", "100.128.0.0/24", "100.128.0.*"),
            ("127.0.0.1", "127.0.0.1", "loopback", "127.0.0.0/24", "127.0.0.*"),
            ("203.0.113.9", "203.0.113.9", "documentation", "203.0.113.0/24", "203.0.113.*"),
            ("255.255.255.255", "255.255.255.255", "reserved", "255.255.255.0/24", "255.255.255.*"),
            ("::ffff:8.8.8.8", "8.8.8.8", "public", "8.8.8.0/24", "8.8.8.*"),
            ("２４０e:1:2:3::4", "240e:1:2:3::4", "public", "240e:1:2::/48", "240e:1:2:*"),
            ("2001:DB8::1", "2001:db8::1", "documentation", "2001:db8::/48", "2001:db8:0:*"),
            ("fe80::1", "fe80::1", "link-local", "fe80::/48", "fe80:0:0:*"),
            ("fd00::1", "fd00::1", "private", "fd00::/48", "fd00:0:0:*"),
            ("64:ff9b::8.8.8.8", "64:ff9b::808:808", "nat64", "64:ff9b::/48", "64:ff9b:0:*"),
            ("::1", "::1", "loopback", "::/48", "0:0:0:*"),
        ] {
            let ip = accepted(&Kind::Ip, value);
            assert_eq!((ip.canonical(), ip.masked()), (canonical, masked));
            assert_eq!(ip.facets().get("ip_scope"), Some(&scope.into()), "{value}");
            assert_eq!(ip.facets().get("ip_block"), Some(&block.into()), "{value}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for (value, reason) in [
            ("", Reason::Length),
            ("1.2.3", Reason::Pattern),
            ("256.1.1.1", Reason::Pattern),
            ("1.2.3.04", Reason::Pattern),
            ("::1::", Reason::Pattern),
            ("example.com", Reason::Character),
            ("fe80::1%eth0", Reason::Character),
        ] {
            assert_eq!(refused(&Kind::Ip, value), [reason], "{value}");
        }
    }
}
