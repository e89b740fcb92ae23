//! Keys, sealing and the blind index; knows no tables.
//!
//! A 32-byte [`RootKey`] stands in a key file, while keys are rotated two of them: a [`KeyRing`]. HKDF-SHA256 (RFC
//! 5869, salt `cardctl/v1`) derives from it a separate key for every use ([`KeyUse`]), and a [`Vault`] does with
//! these what the program needs:
//!
//! - [`Vault::seal`] and [`Vault::open`]: XChaCha20-Poly1305, bound to table, column and row;
//! - [`Vault::blind_index`] and [`Vault::name_tag`]: keyed hashes, so that sealed values can be looked up;
//! - [`Vault::activation_mac`]: what is stored of an activation code;
//! - [`Vault::check_value`]: tells the right key from a wrong one before anything is written.
//!
//! Every one of them may answer [`VaultError::KeyNotHeld`]: a ring may hold derived keys only, those of one
//! [`Purpose`].

mod code_book;
mod envelope;
pub mod key_command;
pub mod key_file;
mod keys;
mod ring;
mod root_key;
pub mod secret_command;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::card::{ActivationCode, CardNumber};
use crate::domain::randomness::Randomness;

pub use code_book::CodeBook;
pub use envelope::NONCE;
pub use keys::KeyUse;
pub use ring::{KeyRing, Purpose};
pub use root_key::{MalformedKey, RootKey};

use keys::{DerivedKey, Keys};

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
    /// An envelope sealed under a key version that the vault has not.
    #[error("the sealed value was made with key version `{found}`, the newest here is `{held}`")]
    OtherKey {
        /// The key version in the envelope.
        found: u8,
        /// The newest key version of this vault.
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

/// The place under which the activation keys of retired versions are sealed; the row is the version.
const RETAINED: (&str, &str) = ("retained_key", "key");

/// Seals, opens, and makes keyed hashes.
///
/// Usually it has the keys of one version. While keys are rotated it has two: it opens values of both, seals and
/// indexes under the newer one, and gives the search values of both for look-ups and claims.
///
/// Keys are derived once for each use and kept; all methods take `&self`, also from several threads.
pub struct Vault {
    /// The live versions, the newest first.
    live: Vec<u8>,
    /// Keys by their version: those of the live ones, and what else a ring of derived keys holds.
    keys: BTreeMap<u8, Keys>,
    /// The activation keys of versions that were retired, sealed.
    retained: BTreeMap<u8, Vec<u8>>,
    hashes: Kept<HmacSha256>,
    ciphers: Kept<XChaCha20Poly1305>,
}

impl Vault {
    /// The vault of a root key. `version` counts the rotations; it is part of every derivation and stands in
    /// every envelope.
    #[must_use]
    pub fn new(root: RootKey, version: u8) -> Self {
        let ring = KeyRing::of_root(version, root);
        let keys = ring.keys(version).into_iter().map(|keys| (version, keys)).collect();
        Self::with_keys(vec![version], keys)
    }

    /// The vault of a ring with the versions that a database uses, whichever comes first. Fails with the first
    /// version that is not in the ring.
    pub fn of(ring: &KeyRing, live: &[u8]) -> Result<Self, u8> {
        let mut live = live.to_vec();
        live.sort_unstable_by(|one, other| other.cmp(one));
        let held = ring.versions();
        if let Some(missing) = live.iter().find(|version| !held.contains(version)) {
            return Err(*missing);
        }
        // A root key of a retired version would open nothing; a derived activation key still serves.
        let wanted = ring.touched().into_iter();
        let wanted = wanted.filter(|version| live.contains(version) || ring.purpose().is_some());
        let keys = wanted.filter_map(|version| Some((version, ring.keys(version)?))).collect();
        Ok(Self::with_keys(live, keys))
    }

    fn with_keys(live: Vec<u8>, keys: BTreeMap<u8, Keys>) -> Self {
        assert!(!live.is_empty(), "a vault has the keys of one version at least");
        let retained = BTreeMap::new();
        Self { live, keys, retained, hashes: Kept::new(), ciphers: Kept::new() }
    }

    /// Hands over the sealed activation key of a retired version, as [`retained`](Self::retained) made it: codes
    /// that were issued under it are checked with it.
    pub fn retain(&mut self, version: u8, sealed: Vec<u8>) {
        self.retained.insert(version, sealed);
    }

    /// The activation key of a version, sealed under the newest one: codes are kept nowhere, so their hashes can't
    /// be made anew, and the key outlives its root.
    pub fn retained(&self, version: u8, randomness: &mut dyn Randomness) -> Result<Vec<u8>, VaultError> {
        let key = self.activation_key(version)?;
        self.seal(RETAINED.0, RETAINED.1, version, key.bytes(), randomness)
    }

    /// The text of a key file with the keys of these uses, of every live version, and no others.
    pub fn derived_text(
        &self,
        purpose: Purpose,
        uses: &[KeyUse<'_>],
    ) -> Result<Zeroizing<String>, VaultError> {
        let mut keys = BTreeMap::new();
        for version in &self.live {
            for each in uses {
                let info = each.info(*version);
                let key = self.keys_of(*version, &info)?.derive(&info)?;
                keys.insert(info, key);
            }
        }
        if uses.contains(&KeyUse::Activation) {
            for version in self.retained.keys() {
                keys.insert(KeyUse::Activation.info(*version), self.activation_key(*version)?);
            }
        }
        ring::derived_text(purpose, &keys)
    }

    /// The newest key version: the one that seals.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.live[0]
    }

    /// The versions that are live, the newest first: more than one while keys are rotated.
    #[must_use]
    pub fn live(&self) -> &[u8] {
        &self.live
    }

    /// Whether the key of this use is here.
    #[must_use]
    pub fn holds(&self, purpose: KeyUse<'_>) -> bool {
        let info = purpose.info(self.version());
        self.keys_of(self.version(), &info).and_then(|keys| keys.derive(&info)).is_ok()
    }

    /// What the database keeps to recognise the right key. Tells nothing about any other key.
    pub fn check_value(&self) -> Result<[u8; 16], VaultError> {
        let info = KeyUse::Check.info(self.version());
        Ok(first(self.keys_of(self.version(), &info)?.derive(&info)?.bytes()))
    }

    /// The search value of a parameter: the first 16 bytes of HMAC-SHA256 over `namespace:canonical`.
    ///
    /// Equal values have equal digests, so the caller brings the value into its canonical form before.
    pub fn blind_index(&self, namespace: &str, canonical: &str) -> Result<[u8; 16], VaultError> {
        self.blind_index_of(self.version(), namespace, canonical)
    }

    /// The search value of a parameter under one of the live versions.
    pub fn blind_index_of(
        &self,
        version: u8,
        namespace: &str,
        canonical: &str,
    ) -> Result<[u8; 16], VaultError> {
        let digest = self.hash(version, KeyUse::BlindIndex(namespace), namespace, canonical.as_bytes())?;
        Ok(first(&digest.finalize().into_bytes()))
    }

    /// The search values of a parameter under all live versions, with the version, the newest first: a look-up
    /// tries each of them, and a claim is made under each.
    pub fn blind_indexes(&self, namespace: &str, canonical: &str) -> Result<Vec<(u8, [u8; 16])>, VaultError> {
        let digest = |version: &u8| Ok((*version, self.blind_index_of(*version, namespace, canonical)?));
        self.live.iter().map(digest).collect()
    }

    /// The search tag of a canonical name: the first 24 bits of HMAC-SHA256 over `name:NAME`, below 2^24.
    ///
    /// Cut so short on purpose: different names share a tag, so the database does not show how often a
    /// name occurs. Who looks one up opens the hits and compares.
    pub fn name_tag(&self, name: &str) -> Result<u32, VaultError> {
        self.name_tag_of(self.version(), name)
    }

    /// The search tags of a canonical name under all live versions, with the version, the newest first.
    pub fn name_tags(&self, name: &str) -> Result<Vec<(u8, u32)>, VaultError> {
        self.live.iter().map(|version| Ok((*version, self.name_tag_of(*version, name)?))).collect()
    }

    fn name_tag_of(&self, version: u8, name: &str) -> Result<u32, VaultError> {
        let digest = self.hash(version, KeyUse::NameTag, "name", name.as_bytes())?;
        let [a, b, c] = first(&digest.finalize().into_bytes());
        Ok(u32::from_be_bytes([0, a, b, c]))
    }

    /// What is stored of an activation code: the first 16 bytes of HMAC-SHA256 over `card_no:code`, both
    /// without spaces and hyphens, under the newest version, which is stored beside it.
    pub fn activation_mac(&self, card: CardNumber, code: &ActivationCode) -> Result<[u8; 16], VaultError> {
        let digest = self.activation_hash(self.version(), card, code)?;
        Ok(first(&digest.finalize().into_bytes()))
    }

    /// Whether `stored`, which was made under a key version, is of this card and code. Takes the same time wherever
    /// they differ. The version may be a retired one whose activation key was [retained](Self::retain).
    pub fn activation_matches(
        &self,
        version: u8,
        card: CardNumber,
        code: &ActivationCode,
        stored: &[u8; 16],
    ) -> Result<bool, VaultError> {
        let digest = self.activation_hash(version, card, code)?;
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
        let cipher = self.cipher(self.version(), table, column)?;
        Ok(envelope::seal(&cipher, self.version(), place.as_bytes(), plaintext, randomness))
    }

    /// Whether a value is sealed as it would be now: under the newest version.
    #[must_use]
    pub fn is_current(&self, sealed: &[u8]) -> bool {
        sealed.starts_with(&envelope_head(self.version()))
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
        let envelope = envelope::Envelope::read(sealed)?;
        let found = envelope.key_version;
        if !self.live.contains(&found) {
            return Err(VaultError::OtherKey { found, held: self.version() });
        }
        let cipher = self.cipher(found, table, column)?;
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
    fn hash(
        &self,
        version: u8,
        purpose: KeyUse<'_>,
        scope: &str,
        value: &[u8],
    ) -> Result<HmacSha256, VaultError> {
        let keyed = self
            .hashes
            .get(purpose.info(version), |info| Ok(hmac_of(&self.keys_of(version, info)?.derive(info)?)))?;
        Ok(keyed.chain_update(scope).chain_update(b":").chain_update(value))
    }

    fn activation_hash(
        &self,
        version: u8,
        card: CardNumber,
        code: &ActivationCode,
    ) -> Result<HmacSha256, VaultError> {
        let keyed = self
            .hashes
            .get(KeyUse::Activation.info(version), |_| Ok(hmac_of(&self.activation_key(version)?)))?;
        Ok(keyed.chain_update(card.to_string()).chain_update(b":").chain_update(code.as_str()))
    }

    /// The activation key of a live version, or of a retired one: derived keys have it themselves.
    fn activation_key(&self, version: u8) -> Result<DerivedKey, VaultError> {
        let info = KeyUse::Activation.info(version);
        let (Err(_), Some(sealed)) = (self.keys_of(version, &info), self.retained.get(&version)) else {
            return self.keys_of(version, &info)?.derive(&info);
        };
        let opened = self.open(RETAINED.0, RETAINED.1, version, sealed)?;
        let mut key = Box::<Zeroizing<[u8; 32]>>::default();
        if opened.len() != key.len() {
            return Err(VaultError::Truncated);
        }
        key.copy_from_slice(&opened);
        Ok(DerivedKey::new(key))
    }

    fn cipher(&self, version: u8, table: &str, column: &str) -> Result<XChaCha20Poly1305, VaultError> {
        self.ciphers.get(KeyUse::Column { table, column }.info(version), |info| {
            Ok(XChaCha20Poly1305::new(self.keys_of(version, info)?.derive(info)?.bytes().into()))
        })
    }

    /// The keys of a version; `info` names the key that is wanted of them.
    fn keys_of(&self, version: u8, info: &str) -> Result<&Keys, VaultError> {
        self.keys.get(&version).ok_or_else(|| VaultError::KeyNotHeld { info: info.to_owned() })
    }
}

/// What was opened, or nothing where its key is not held: lists are shown without it.
pub fn if_held<T>(opened: Result<T, VaultError>) -> Result<Option<T>, VaultError> {
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(VaultError::KeyNotHeld { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How every envelope begins that is sealed under a key version: format, algorithm, version.
#[must_use]
pub const fn envelope_head(version: u8) -> [u8; 3] {
    envelope::head(version)
}

fn hmac_of(key: &DerivedKey) -> HmacSha256 {
    HmacSha256::new_from_slice(key.bytes()).expect("HMAC takes a key of any length")
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("live", &self.live).finish_non_exhaustive()
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
