//! Keys, sealing and the blind index; knows no tables.
//!
//! One 32-byte [`RootKey`] stands in a key file. HKDF-SHA256 (RFC 5869, salt `cardctl/v1`) derives from it a
//! separate key for every use ([`KeyUse`]), and a [`Vault`] does with these what the program needs:
//!
//! - [`Vault::seal`] and [`Vault::open`]: XChaCha20-Poly1305, bound to table, column and row;
//! - [`Vault::blind_index`] and [`Vault::name_tag`]: keyed hashes, so that sealed values can be looked up;
//! - [`Vault::activation_mac`]: what is stored of an activation code;
//! - [`Vault::check_value`]: tells the right key from a wrong one before anything is written.
//!
//! Every one of them may answer [`VaultError::KeyNotHeld`]: a vault that was [narrowed](Vault::narrowed) has
//! only some of the keys.

mod code_book;
mod envelope;
pub mod key_file;
mod keys;
mod root_key;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::card::{ActivationCode, CardNumber};
use crate::domain::randomness::Randomness;

pub use code_book::CodeBook;
pub use keys::KeyUse;
pub use root_key::{MalformedKey, RootKey};

use keys::Keys;

type HmacSha256 = Hmac<Sha256>;

/// Why the vault could not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The vault holds derived keys only, and this one is not among them.
    #[error("the key `{info}` is not held here")]
    KeyNotHeld {
        /// The HKDF info of the key.
        info: String,
    },
    /// Too short for an envelope.
    #[error("the sealed value is cut off")]
    Truncated,
    /// An envelope of a newer program.
    #[error("the sealed value has the unknown format `{0}`")]
    UnknownFormat(u8),
    /// An envelope sealed in another way.
    #[error("the sealed value was made with the unknown algorithm `{0}`")]
    UnknownAlgorithm(u8),
    /// An envelope sealed under another key version. While keys are rotated the caller holds a vault of each.
    #[error("the sealed value was made with key version `{found}`, the key here has `{held}`")]
    OtherKey {
        /// The key version in the envelope.
        found: u8,
        /// The key version of this vault.
        held: u8,
    },
    /// Damaged, moved from another table, column or row, or sealed under another key.
    #[error("the sealed value of `{table}.{column}` does not open: it is damaged or of another row")]
    NotAuthentic {
        /// The table it was read from.
        table: &'static str,
        /// The column it was read from.
        column: &'static str,
    },
    /// It opened and holds something else than text.
    #[error("the sealed value of `{table}.{column}` is not text")]
    NotText {
        /// The table it was read from.
        table: &'static str,
        /// The column it was read from.
        column: &'static str,
    },
}

/// Seals, opens, and makes keyed hashes, with the keys of one version.
///
/// Keys are derived once for each use and kept; all methods take `&self`, also from several threads.
pub struct Vault {
    version: u8,
    keys: Keys,
    hashes: Kept<HmacSha256>,
    ciphers: Kept<XChaCha20Poly1305>,
}

impl Vault {
    /// The vault of a root key. `version` counts the rotations; it is part of every derivation and stands in
    /// every envelope.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "the root key is wiped when the vault is made")]
    pub fn new(root: RootKey, version: u8) -> Self {
        Self::with_keys(Keys::of_root(&root), version)
    }

    fn with_keys(keys: Keys, version: u8) -> Self {
        Self { version, keys, hashes: Kept::new(), ciphers: Kept::new() }
    }

    /// A vault that has the keys of these uses and no others, so that it can do nothing else.
    pub fn narrowed(&self, uses: &[KeyUse<'_>]) -> Result<Self, VaultError> {
        let keys = self.keys.only(uses.iter().map(|each| each.info(self.version)))?;
        Ok(Self::with_keys(keys, self.version))
    }

    /// The key version.
    #[must_use]
    pub const fn version(&self) -> u8 {
        self.version
    }

    /// What the database keeps to recognise the right key. Tells nothing about any other key.
    pub fn check_value(&self) -> Result<[u8; 16], VaultError> {
        let key = self.keys.derive(&KeyUse::Check.info(self.version))?;
        Ok(first(key.bytes()))
    }

    /// The search value of a parameter: the first 16 bytes of HMAC-SHA256 over `namespace:canonical`.
    ///
    /// Equal values have equal digests, so the caller brings the value into its canonical form before.
    pub fn blind_index(&self, namespace: &str, canonical: &str) -> Result<[u8; 16], VaultError> {
        let digest = self.hash(KeyUse::BlindIndex(namespace), namespace, canonical.as_bytes())?;
        Ok(first(&digest.finalize().into_bytes()))
    }

    /// The search tag of a canonical name: the first 24 bits of HMAC-SHA256 over `name:NAME`, below 2^24.
    ///
    /// Cut so short on purpose: different names share a tag, so the database does not show how often a
    /// name occurs. Who looks one up opens the hits and compares.
    pub fn name_tag(&self, name: &str) -> Result<u32, VaultError> {
        let digest = self.hash(KeyUse::NameTag, "name", name.as_bytes())?;
        let [a, b, c] = first(&digest.finalize().into_bytes());
        Ok(u32::from_be_bytes([0, a, b, c]))
    }

    /// What is stored of an activation code: the first 16 bytes of HMAC-SHA256 over `card_no:code`, both
    /// without spaces and hyphens.
    pub fn activation_mac(&self, card: CardNumber, code: &ActivationCode) -> Result<[u8; 16], VaultError> {
        let digest = self.hash(KeyUse::Activation, &card.to_string(), code.as_str().as_bytes())?;
        Ok(first(&digest.finalize().into_bytes()))
    }

    /// Whether `stored` is of this card and code. Takes the same time wherever they differ.
    pub fn activation_matches(
        &self,
        card: CardNumber,
        code: &ActivationCode,
        stored: &[u8; 16],
    ) -> Result<bool, VaultError> {
        let digest = self.hash(KeyUse::Activation, &card.to_string(), code.as_str().as_bytes())?;
        Ok(digest.verify_truncated_left(stored).is_ok())
    }

    /// Seals a value for its place. `row` is the text of the row's key, `17` or, with several columns, `17:2`.
    ///
    /// The envelope is format, algorithm and key version (a byte each), nonce (24 bytes), ciphertext and
    /// tag: 43 bytes more than the value.
    ///
    /// # Panics
    /// When `table` or `column`, which are constants of the program, hold a `|`.
    pub fn seal(
        &self,
        table: &'static str,
        column: &'static str,
        row: impl fmt::Display,
        plaintext: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, VaultError> {
        let place = place(table, column, row);
        let cipher = self.cipher(table, column)?;
        Ok(envelope::seal(&cipher, self.version, place.as_bytes(), plaintext, randomness))
    }

    /// Opens what was sealed for this place.
    ///
    /// # Panics
    /// When `table` or `column`, which are constants of the program, hold a `|`.
    pub fn open(
        &self,
        table: &'static str,
        column: &'static str,
        row: impl fmt::Display,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let place = place(table, column, row);
        let envelope = envelope::Envelope::read(sealed, self.version)?;
        let cipher = self.cipher(table, column)?;
        envelope.open(&cipher, place.as_bytes()).ok_or(VaultError::NotAuthentic { table, column })
    }

    /// Opens a text that was sealed for this place.
    ///
    /// # Panics
    /// When `table` or `column`, which are constants of the program, hold a `|`.
    pub fn open_text(
        &self,
        table: &'static str,
        column: &'static str,
        row: impl fmt::Display,
        sealed: &[u8],
    ) -> Result<Zeroizing<String>, VaultError> {
        let mut bytes = self.open(table, column, row, sealed)?;
        match String::from_utf8(std::mem::take(&mut *bytes)) {
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(error) => {
                drop(Zeroizing::new(error.into_bytes()));
                Err(VaultError::NotText { table, column })
            }
        }
    }

    /// The keyed hash of `scope:value`, ready to be finished or compared.
    fn hash(&self, purpose: KeyUse<'_>, scope: &str, value: &[u8]) -> Result<HmacSha256, VaultError> {
        let keyed = self.hashes.get(purpose.info(self.version), |info| {
            let key = self.keys.derive(info)?;
            Ok(HmacSha256::new_from_slice(key.bytes()).expect("HMAC takes a key of any length"))
        })?;
        Ok(keyed.chain_update(scope).chain_update(b":").chain_update(value))
    }

    fn cipher(&self, table: &str, column: &str) -> Result<XChaCha20Poly1305, VaultError> {
        self.ciphers.get(KeyUse::Column { table, column }.info(self.version), |info| {
            Ok(XChaCha20Poly1305::new(self.keys.derive(info)?.bytes().into()))
        })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("version", &self.version).finish_non_exhaustive()
    }
}

/// The short tag that tells people apart where the value is masked: `id#cbc3091b`.
///
/// The word before `#` is the family of the namespace: `cn.id` gives `id`, `passport.FR` `passport`.
#[must_use]
pub fn short_tag(namespace: &str, digest: &[u8; 16]) -> String {
    let family = namespace.strip_prefix("cn.").unwrap_or(namespace);
    let family = family.split('.').next().unwrap_or(family);
    let [a, b, c, d] = first(digest);
    format!("{family}#{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// The additional data of an envelope: `table|column|row`.
fn place(table: &str, column: &str, row: impl fmt::Display) -> String {
    assert!(!table.contains('|') && !column.contains('|'), "`{table}`, `{column}` hold no separator");
    format!("{table}|{column}|{row}")
}

/// The first `N` bytes.
fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    *bytes.first_chunk().expect("a digest is longer than what is kept of it")
}

/// Keyed states by their HKDF info, made on first use: an import asks for the same few, a million times.
struct Kept<T>(Mutex<HashMap<String, T>>);

impl<T: Clone> Kept<T> {
    fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    fn get(&self, info: String, make: impl FnOnce(&str) -> Result<T, VaultError>) -> Result<T, VaultError> {
        // A thread that panicked here left whole entries or none.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = kept.get(&info) {
            return Ok(state.clone());
        }
        let state = make(&info)?;
        kept.insert(info, state.clone());
        Ok(state)
    }
}

#[cfg(test)]
mod tests;
