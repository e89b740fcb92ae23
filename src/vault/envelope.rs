//! The bytes of a sealed value: format ‖ algorithm ‖ key version ‖ nonce ‖ ciphertext and tag.

use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::VaultError;
use crate::domain::randomness::Randomness;

const FORMAT: u8 = 1;
/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Its nonce is long enough to be drawn at random.
const ALGORITHM: u8 = 1;
const HEADER: usize = 3;
/// Random bytes in an envelope: each value that is sealed draws so many.
pub const NONCE: usize = 24;
const TAG: usize = 16;

/// How every envelope begins that is sealed under a key version.
pub(super) const fn head(key_version: u8) -> [u8; HEADER] {
    [FORMAT, ALGORITHM, key_version]
}

/// Seals `plaintext`; `place` must be the same when it is opened.
pub(super) fn seal(
    cipher: &XChaCha20Poly1305,
    key_version: u8,
    place: &[u8],
    plaintext: &[u8],
    randomness: &mut dyn Randomness,
) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    randomness.fill(&mut nonce);
    // With room for all: growing would leave the plaintext behind.
    let mut sealed = Vec::with_capacity(HEADER + NONCE + plaintext.len() + TAG);
    sealed.extend_from_slice(&head(key_version));
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plaintext);
    let tag = cipher
        .encrypt_inout_detached(&XNonce::from(nonce), place, (&mut sealed[HEADER + NONCE..]).into())
        .expect("a value is far below the limit of 256 GiB");
    sealed.extend_from_slice(&tag);
    sealed
}

/// An envelope whose head was read.
pub(super) struct Envelope<'a> {
    /// The version of the key that it was sealed under.
    pub(super) key_version: u8,
    nonce: &'a [u8; NONCE],
    ciphertext: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Takes the bytes apart.
    pub(super) fn read(sealed: &'a [u8]) -> Result<Self, VaultError> {
        let ([format, algorithm, key_version], rest) =
            sealed.split_first_chunk::<HEADER>().ok_or(VaultError::Truncated)?;
        if *format != FORMAT {
            return Err(VaultError::UnknownFormat(*format));
        }
        if *algorithm != ALGORITHM {
            return Err(VaultError::UnknownAlgorithm(*algorithm));
        }
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::Truncated)?;
        if ciphertext.len() < TAG {
            return Err(VaultError::Truncated);
        }
        Ok(Self { key_version: *key_version, nonce, ciphertext })
    }

    /// The plaintext; nothing when key or place differ, or a bit was changed.
    pub(super) fn open(&self, cipher: &XChaCha20Poly1305, place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut text = Zeroizing::new(self.ciphertext.to_vec());
        cipher.decrypt_in_place(&XNonce::from(*self.nonce), place, &mut *text).ok()?;
        Some(text)
    }
}
