//! The root key and its text.

use std::fmt;

use zeroize::Zeroizing;

use crate::domain::randomness::Randomness;

/// What a key text begins with: the program and the version of the text.
const LABEL: &str = "cardctl-key-1 ";

/// The key that all others are derived from: 32 random bytes, wiped when dropped.
///
/// Its text, in a key file or from a key service, is one line: `cardctl-key-1`, a space and 64 hexadecimal
/// digits.
pub struct RootKey(Box<Zeroizing<[u8; 32]>>);

/// A text that is no root key. Says nothing of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key: expected one line with `cardctl-key-1` and 64 hexadecimal digits")]
pub struct MalformedKey;

impl RootKey {
    /// Draws a key. The source must be the operating system's generator.
    pub fn generate(randomness: &mut dyn Randomness) -> Self {
        let mut bytes = Box::<Zeroizing<[u8; 32]>>::default();
        randomness.fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// Reads the text of a key; white space after it is skipped.
    pub fn parse(text: &str) -> Result<Self, MalformedKey> {
        let digits = text.trim_ascii_end().strip_prefix(LABEL).ok_or(MalformedKey)?.as_bytes();
        if digits.len() != 64 {
            return Err(MalformedKey);
        }
        let mut bytes = Box::<Zeroizing<[u8; 32]>>::default();
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }

    /// The text of the key: one line with its end.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        // With room for all: growing would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(LABEL.len() + 65));
        text.push_str(LABEL);
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
            }
        }
        text.push('\n');
        text
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// The value of a hexadecimal digit.
const fn nibble(digit: u8) -> Result<u8, MalformedKey> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(MalformedKey),
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey(…)")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::randomness::Seeded;

    const COUNTING: &str = "cardctl-key-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// The root `00 01 … 1f` of the known answers.
    pub(in crate::vault) fn counting_root() -> RootKey {
        RootKey::parse(COUNTING).expect("a key")
    }

    #[test]
    fn the_text_of_a_key_is_one_line() {
        assert_eq!(counting_root().bytes(), (0..32).collect::<Vec<u8>>());
        assert_eq!(*counting_root().to_text(), format!("{COUNTING}\n"));
        for text in [format!("{COUNTING}\n"), format!("{COUNTING}\r\n"), COUNTING.replace("0a0b", "0A0B")] {
            assert_eq!(
                RootKey::parse(&text).map(|key| key.to_text()),
                Ok(counting_root().to_text()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            String::new(),
            COUNTING[14..].to_owned(),
            COUNTING.replace("key-1", "key-2"),
            COUNTING.replace("1f", "1"),
            COUNTING.replace("1f", "1f2"),
            COUNTING.replace("1f", "1g"),
            COUNTING.replace("1f", "+f"),
            COUNTING.replace("1f", "é"),
            format!(" {COUNTING}"),
            format!("{COUNTING}\n{COUNTING}"),
        ] {
            assert_eq!(RootKey::parse(&text).err(), Some(MalformedKey), "{text}");
        }
    }

    #[test]
    fn drawn_keys_differ_and_debugging_shows_none() {
        let mut source = Seeded::new(1);
        let (one, two) = (RootKey::generate(&mut source), RootKey::generate(&mut source));
        assert_ne!(one.bytes(), two.bytes());
        assert_eq!(format!("{one:?}"), "RootKey(…)");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(seed: u64) {
            let key = RootKey::generate(&mut Seeded::new(seed));
            let again = RootKey::parse(&key.to_text()).expect("its own text");
            prop_assert_eq!(again.bytes(), key.bytes());
        }

        #[test]
        fn no_text_panics(text in "(cardctl-key-1 )?\\PC{0,70}") {
            let _: Result<_, _> = RootKey::parse(&text);
        }
    }
}
