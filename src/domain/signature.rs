//! Signatures of messages, as the specification of Standard Webhooks says: HMAC-SHA256 over `id.timestamp.payload`.
//!
//! Source: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::randomness::Randomness;

/// How the text of a secret begins.
const PREFIX: &str = "whsec_";
/// How a signature of this kind begins.
const VERSION: &str = "v1,";
/// Bytes of a secret that is made here. The specification allows 24 to 64.
const MADE: usize = 32;
/// The longest header of signatures that is read: several stand beside each other while a secret is exchanged.
const LONGEST: usize = 1024;

/// The secret that two share, by which one signs and the other verifies.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Zeroizing<Vec<u8>>);

/// A text or some bytes are no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signing secret is `whsec_` and 24 to 64 bytes in base64")]
pub struct NoSecret;

impl SigningSecret {
    /// A new one.
    #[must_use]
    pub fn random(randomness: &mut dyn Randomness) -> Self {
        let mut bytes = Zeroizing::new(vec![0; MADE]);
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads the text, with or without its prefix.
    pub fn parse(text: &str) -> Result<Self, NoSecret> {
        let encoded = text.strip_prefix(PREFIX).unwrap_or(text);
        Self::of_bytes(STANDARD.decode(encoded).map_err(|_| NoSecret)?)
    }

    /// The secret of these bytes.
    pub fn of_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, NoSecret> {
        let bytes = Zeroizing::new(bytes.into());
        if (24..=64).contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(NoSecret) }
    }

    /// The bytes, to be sealed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text that is shown once.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{PREFIX}{}", STANDARD.encode(&*self.0)))
    }

    /// The signature of a message: `v1,` and base64. The timestamp is in seconds since 1970.
    #[must_use]
    pub fn sign(&self, id: &str, timestamp: i64, payload: &[u8]) -> String {
        let code = self.code(id, timestamp, payload).finalize().into_bytes();
        format!("{VERSION}{}", STANDARD.encode(code))
    }

    /// Whether one of the signatures, with spaces between them, is of this message. Takes the same time wherever one
    /// differs.
    #[must_use]
    pub fn verifies(&self, id: &str, timestamp: i64, payload: &[u8], signatures: &str) -> bool {
        if signatures.len() > LONGEST {
            return false;
        }
        let code = self.code(id, timestamp, payload);
        signatures
            .split(' ')
            .filter_map(|signature| STANDARD.decode(signature.strip_prefix(VERSION)?).ok())
            .any(|signature| code.clone().verify_slice(&signature).is_ok())
    }

    fn code(&self, id: &str, timestamp: i64, payload: &[u8]) -> Hmac<Sha256> {
        Hmac::<Sha256>::new_from_slice(&self.0)
            .expect("HMAC takes a key of any length")
            .chain_update(id)
            .chain_update(".")
            .chain_update(timestamp.to_string())
            .chain_update(".")
            .chain_update(payload)
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::randomness::Seeded;

    /// The vector that the specification's libraries share.
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP: i64 = 1_614_265_330;
    const PAYLOAD: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn secret() -> SigningSecret {
        SigningSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret")
    }

    #[test]
    fn the_published_vector_is_met() {
        assert_eq!(secret().sign(ID, TIMESTAMP, PAYLOAD), SIGNATURE);
        assert!(secret().verifies(ID, TIMESTAMP, PAYLOAD, SIGNATURE));
        assert_eq!(secret().text().as_str(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    #[test]
    fn of_several_signatures_one_has_to_be_right() {
        let other = SigningSecret::random(&mut Seeded::new(1)).sign(ID, TIMESTAMP, PAYLOAD);
        let verifies = |signatures: &str| secret().verifies(ID, TIMESTAMP, PAYLOAD, signatures);
        assert!(verifies(&format!("{other} {SIGNATURE}")));
        assert!(verifies(&format!("v1a,AAAA {SIGNATURE} v1,=")));
        for wrong in ["", "v1,", "v1", " ", &other, &SIGNATURE[3..], &format!("v2{}", &SIGNATURE[2..])] {
            assert!(!verifies(wrong), "{wrong:?}");
        }
        assert!(!verifies(&format!("{}{SIGNATURE}", "v1,AA== ".repeat(200))), "too long");
    }

    #[test]
    fn every_part_is_signed() {
        let secret = secret();
        assert!(!secret.verifies("msg_2", TIMESTAMP, PAYLOAD, SIGNATURE));
        assert!(!secret.verifies(ID, TIMESTAMP + 1, PAYLOAD, SIGNATURE));
        assert!(!secret.verifies(ID, TIMESTAMP, b"{}", SIGNATURE));
        assert!(!SigningSecret::random(&mut Seeded::new(2)).verifies(ID, TIMESTAMP, PAYLOAD, SIGNATURE));
    }

    #[test]
    fn a_secret_is_read_back_and_others_are_refused() {
        let made = SigningSecret::random(&mut Seeded::new(3));
        assert_eq!(SigningSecret::parse(&made.text()), Ok(made.clone()));
        assert_eq!(SigningSecret::of_bytes(made.bytes()), Ok(made));
        for wrong in ["", "whsec_", "whsec_AAAA", "whsec_%", &format!("whsec_{}", "A".repeat(88))] {
            assert_eq!(SigningSecret::parse(wrong), Err(NoSecret), "{wrong}");
        }
        assert_eq!(format!("{:?}", secret()), "SigningSecret");
    }
}
