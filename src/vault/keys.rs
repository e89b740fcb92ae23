//! Deriving a key for every use.

use std::collections::BTreeMap;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use super::{RootKey, VaultError};

/// The salt of every derivation.
const SALT: &[u8] = b"cardctl/v1";

/// A derived key. Boxed, so that moving it leaves no copy behind; can't be shown.
#[derive(Clone, Default)]
pub(super) struct DerivedKey(Box<Zeroizing<[u8; 32]>>);

impl DerivedKey {
    pub(super) const fn new(bytes: Box<Zeroizing<[u8; 32]>>) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// What a derived key is for. Each has a key of its own, and none leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse<'a> {
    /// The value that tells the right key from a wrong one.
    Check,
    /// Looking up parameters of this namespace, such as `cn.id` or `passport.FR`.
    BlindIndex(&'a str),
    /// Looking up names.
    NameTag,
    /// Sealing and opening one column.
    Column {
        /// The table.
        table: &'a str,
        /// Its column.
        column: &'a str,
    },
    /// Comparing activation codes.
    Activation,
}

impl KeyUse<'_> {
    /// The HKDF info of the key in this version: `bidx|person_param|cn.id|1`.
    #[must_use]
    pub fn info(&self, version: u8) -> String {
        match self {
            Self::Check => format!("check|{version}"),
            Self::BlindIndex(namespace) => format!("bidx|person_param|{namespace}|{version}"),
            Self::NameTag => format!("bidx|name|{version}"),
            Self::Column { table, column } => format!("aead|{table}|{column}|{version}"),
            Self::Activation => format!("activation|{version}"),
        }
    }
}

/// Where derived keys come from.
#[derive(Clone)]
pub(super) enum Keys {
    /// Any key: the state of HKDF after extracting from the root.
    Root(Hkdf<Sha256>),
    /// These keys, by their info.
    Held(BTreeMap<String, DerivedKey>),
}

impl Keys {
    pub(super) fn of_root(root: &RootKey) -> Self {
        let (mut extracted, hkdf) = Hkdf::extract(Some(SALT), root.bytes());
        extracted.as_mut_slice().zeroize();
        Self::Root(hkdf)
    }

    /// The key of this info.
    pub(super) fn derive(&self, info: &str) -> Result<DerivedKey, VaultError> {
        match self {
            Self::Root(hkdf) => {
                let mut key = DerivedKey::default();
                hkdf.expand(info.as_bytes(), key.0.as_mut_slice())
                    .expect("32 bytes are one block of SHA-256");
                Ok(key)
            }
            Self::Held(keys) => {
                keys.get(info).cloned().ok_or_else(|| VaultError::KeyNotHeld { info: info.to_owned() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::root_key::tests::counting_root;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    #[test]
    fn known_keys() {
        let keys = Keys::of_root(&counting_root());
        // The first is a published vector, the others pin what databases hold. All were computed a second
        // time, with another implementation of HMAC.
        for (purpose, version, info, key) in [
            (
                KeyUse::BlindIndex("cn.id"),
                1,
                "bidx|person_param|cn.id|1",
                "0657597d2c0fff1f0117f02c1e3fe700dd7ccfa306c6fc0299d2b3c219f2fd4b",
            ),
            (KeyUse::Check, 1, "check|1", "b9fb455edd8b940d5e280cc36979c46e6ed8c935b9e1dc8a545ab651d4402940"),
            (KeyUse::Check, 2, "check|2", "29aae47934216891238c33e49394714ffa61f8006bc0fed2c47d496d00626216"),
            (
                KeyUse::Activation,
                1,
                "activation|1",
                "a28dd37b42995921817257f75d6907d6aab7ffedcec9852ff9dc2782720a0b23",
            ),
            (
                KeyUse::NameTag,
                1,
                "bidx|name|1",
                "56876e70009ab30d5e39dae8b0b867918b86646ecc2177a6c330c31d7a2d0573",
            ),
            (
                KeyUse::Column { table: "holder", column: "name" },
                1,
                "aead|holder|name|1",
                "5c2ffdb0771c0343dac3fd6b71edc1f718f51482173470d4e3414533618ab2c3",
            ),
            (
                KeyUse::BlindIndex("phone"),
                1,
                "bidx|person_param|phone|1",
                "360582b06c7bf594cce506f8e0b8c266ba48b2039ba12ac735bc036bf32fb9fb",
            ),
            (
                KeyUse::BlindIndex("passport.CHN"),
                1,
                "bidx|person_param|passport.CHN|1",
                "13eb70e10b6d39cdbe12d843d817a2ae2db1abc949be27d2fa224a176bc7e70f",
            ),
            (
                KeyUse::BlindIndex("device.imei"),
                2,
                "bidx|person_param|device.imei|2",
                "6b6a2b24d96bdf765e12e6dcb6a493731c3dab89c611a703ceeccc7793d26b93",
            ),
            (
                KeyUse::Column { table: "holder", column: "name_mask" },
                1,
                "aead|holder|name_mask|1",
                "c13c2c3e9fdf64c37aacaeababfb14d08ce87a39c10ca8d8bc1ceef4e24f6608",
            ),
            (
                KeyUse::Column { table: "holder_parameter", column: "value" },
                1,
                "aead|holder_parameter|value|1",
                "c18d917c4298b3203b8be96729f6a675d507cd6a776679cceb35193ef8a2c477",
            ),
            (
                KeyUse::Column { table: "holder_parameter", column: "mask" },
                1,
                "aead|holder_parameter|mask|1",
                "1553ba8725905d66fd12218b881881240bf5ef8948784857a8bf3169ef8f71c5",
            ),
            (
                KeyUse::Column { table: "staff", column: "name" },
                1,
                "aead|staff|name|1",
                "d76fd807e99777bf12ab635ab2c3fd57c77b69d2321ae43438ed323e6d07d118",
            ),
            (
                KeyUse::Column { table: "agent", column: "name" },
                1,
                "aead|agent|name|1",
                "7a65d4b7f14899a6d57b3d9cf924a05ef13717088608ea8d033cfde6d6e68d65",
            ),
            (
                KeyUse::Column { table: "retained_key", column: "key" },
                2,
                "aead|retained_key|key|2",
                "ba02a807583b5e30e4ac6489b66f27114bdf34d1112129cd862bd0f6bc684198",
            ),
        ] {
            assert_eq!(purpose.info(version), info);
            assert_eq!(keys.derive(info).map(|derived| hex(derived.bytes())).as_deref(), Ok(key), "{info}");
        }
    }

    #[test]
    fn a_choice_of_keys_holds_no_other() {
        let keys = Keys::of_root(&counting_root());
        let check = keys.derive("check|1").expect("the root derives every key");
        let chosen = Keys::Held([("check|1".to_owned(), check)].into());
        let bytes = |keys: &Keys, info| keys.derive(info).map(|key| *key.bytes());
        assert_eq!(bytes(&chosen, "check|1"), bytes(&keys, "check|1"));
        let other = VaultError::KeyNotHeld { info: "check|2".to_owned() };
        assert_eq!(bytes(&chosen, "check|2"), Err(other));
    }
}
