//! To which hosts something may be sent: to public addresses, and to what a site allows beside them.

use std::fmt;
use std::net::IpAddr;

use super::parameter::address_scope;

/// The hosts that a site allows although they have no public address: names, addresses, and networks such as
/// `10.1.0.0/16`.
///
/// Providers' addresses are typed in by operators, and a name may lead anywhere: without this list a request could be
/// sent to whatever stands behind the site's firewall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedHosts(Vec<Allowed>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Allowed {
    Name(String),
    Network(IpAddr, u8),
}

/// A text is no list of hosts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write names, addresses and networks such as `10.1.0.0/16`, with commas between them, or `none`")]
pub struct NoHosts;

impl AllowedHosts {
    /// The word for no host.
    pub const NONE: &str = "none";

    /// Reads the list.
    pub fn parse(text: &str) -> Result<Self, NoHosts> {
        if text == Self::NONE {
            return Ok(Self::default());
        }
        text.split(',')
            .map(|each| Allowed::parse(each.trim()))
            .collect::<Option<_>>()
            .map(Self)
            .ok_or(NoHosts)
    }

    /// Whether something may be sent to a host that has this address.
    #[must_use]
    pub fn permit(&self, host: &str, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address_scope(address) == "public" || self.0.iter().any(|allowed| allowed.covers(host, address))
    }
}

impl Allowed {
    fn parse(text: &str) -> Option<Self> {
        if let Some((address, bits)) = text.split_once('/') {
            let address: IpAddr = address.parse().ok()?;
            let bits: u8 = bits.parse().ok()?;
            let width = if address.is_ipv4() { 32 } else { 128 };
            return (bits <= width).then_some(Self::Network(address, bits));
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Some(Self::Network(address, if address.is_ipv4() { 32 } else { 128 }));
        }
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        let named = !text.is_empty() && text.len() <= 253 && text.bytes().all(is_part);
        named.then(|| Self::Name(text.to_ascii_lowercase()))
    }

    fn covers(&self, host: &str, address: IpAddr) -> bool {
        match self {
            Self::Name(name) => host.eq_ignore_ascii_case(name),
            Self::Network(network, bits) => {
                network.is_ipv4() == address.is_ipv4() && masked(address, *bits) == masked(*network, *bits)
            }
        }
    }
}

/// The first bits of an address, at the upper end.
fn masked(address: IpAddr, bits: u8) -> u128 {
    let (number, width) = match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    match bits.min(width) {
        0 => 0,
        bits => number >> (128 - u32::from(bits)),
    }
}

impl fmt::Display for AllowedHosts {
    /// The list as it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.pad(Self::NONE);
        }
        let texts = self.0.iter().map(|allowed| match allowed {
            Allowed::Name(name) => name.clone(),
            Allowed::Network(address, bits) if *bits == if address.is_ipv4() { 32 } else { 128 } => {
                address.to_string()
            }
            Allowed::Network(address, bits) => format!("{address}/{bits}"),
        });
        f.pad(&texts.collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permits(list: &str, host: &str, address: &str) -> bool {
        let address = address.parse().expect("an address");
        AllowedHosts::parse(list).expect("a list").permit(host, address)
    }

    #[test]
    fn without_a_list_only_public_addresses_are_sent_to() {
        for address in ["8.8.8.8", "::ffff:8.8.8.8", "240e:1::1"] {
            assert!(permits("none", "shop.example", address), "{address}");
        }
        for address in [
            "127.0.0.1",
            "::1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "::ffff:127.0.0.1",
            "fd00::1",
            "fe80::1",
            "64:ff9b::7f00:1",
            "::",
        ] {
            assert!(!permits("none", "shop.example", address), "{address}");
        }
    }

    #[test]
    fn what_is_listed_is_sent_to_and_no_neighbour() {
        assert!(permits("10.1.0.0/16", "x", "10.1.255.255") && !permits("10.1.0.0/16", "x", "10.2.0.0"));
        assert!(permits("127.0.0.1", "x", "127.0.0.1") && !permits("127.0.0.1", "x", "127.0.0.2"));
        assert!(permits("fd00::/8", "x", "fd12::1") && !permits("fd00::/8", "x", "fe80::1"));
        assert!(!permits("0.0.0.0/0", "x", "::1") && permits("0.0.0.0/0", "x", "10.0.0.1"));
        assert!(permits("Intra.Example", "intra.example", "10.9.9.9"));
        assert!(!permits("intra.example", "x.intra.example", "10.9.9.9"));
    }

    #[test]
    fn a_list_is_read_back_and_others_are_refused() {
        for list in ["none", "10.1.0.0/16", "127.0.0.1,shop.intra,fd00::/8"] {
            assert_eq!(AllowedHosts::parse(list).map(|list| list.to_string()), Ok(list.to_owned()));
        }
        for list in ["", "10.0.0.0/33", "10.0.0.0/", "a b", "a,,b", "http://a", "10.1.1.1/-1"] {
            assert_eq!(AllowedHosts::parse(list), Err(NoHosts), "{list}");
        }
    }
}
