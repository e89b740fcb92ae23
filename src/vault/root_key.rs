//! The root key and its text.

use std::fmt;

use zeroize::Zeroizing;

use crate::domain::randomness::Randomness;

/// What a line with a root key begins with; the key's version follows.
pub(super) const LABEL: &str = "cardctl-key-";

/// The key that all others are derived from: 32 random bytes, wiped when dropped.
///
/// Its text, in a key file or from a key service, is one line: `cardctl-key-` and the key's version, a space and
/// 64 hexadecimal digits.
pub struct RootKey(Box<Zeroizing<[u8; 32]>>);

/// A text that holds no keys. Says nothing of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key: expected a line of `cardctl-key-1` and 64 hexadecimal digits")]
pub struct MalformedKey;

impl RootKey {
    /// Draws a key. The source must be the operating system's generator.
    pub fn generate(randomness: &mut dyn Randomness) -> Self {
        let mut bytes = Box::<Zeroizing<[u8; 32]>>::default();
        randomness.fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// Reads a line with a key and gives its version, too.
    pub fn parse(line: &str) -> Result<(u8, Self), MalformedKey> {
        let (version, digits) =
            line.strip_prefix(LABEL).and_then(|rest| rest.split_once(' ')).ok_or(MalformedKey)?;
        Ok((read_version(version)?, Self(read_digits(digits)?)))
    }

    /// Adds the key's line to a text that has room for it.
    pub(super) fn write(&self, version: u8, text: &mut String) {
        text.push_str(LABEL);
        text.push_str(&version.to_string());
        text.push(' ');
        write_digits(&self.0, text);
        text.push('\n');
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Reads a key version as it is written: 1 to 255, without a sign or leading zeros.
pub(super) fn read_version(text: &str) -> Result<u8, MalformedKey> {
    let version: u8 = text.parse().map_err(|_| MalformedKey)?;
    if version > 0 && text.bytes().all(|digit| digit.is_ascii_digit()) && !text.starts_with('0') {
        Ok(version)
    } else {
        Err(MalformedKey)
    }
}

/// Reads 64 hexadecimal digits.
pub(super) fn read_digits(digits: &str) -> Result<Box<Zeroizing<[u8; 32]>>, MalformedKey> {
    if digits.len() != 64 {
        return Err(MalformedKey);
    }
    let mut bytes = Box::<Zeroizing<[u8; 32]>>::default();
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Ok(bytes)
}

/// Adds 64 hexadecimal digits to a text that has room for them: growing would leave copies behind.
pub(super) fn write_digits(bytes: &[u8; 32], text: &mut String) {
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
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

    pub(in crate::vault) const COUNTING: &str =
        "cardctl-key-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// The root `00 01 … 1f` of the known answers.
    pub(in crate::vault) fn counting_root() -> RootKey {
        RootKey::parse(COUNTING).expect("a key").1
    }

    fn line(key: &RootKey, version: u8) -> String {
        let mut text = String::new();
        key.write(version, &mut text);
        text
    }

    #[test]
    fn the_text_of_a_key_is_one_line() {
        assert_eq!(counting_root().bytes(), (0..32).collect::<Vec<u8>>());
        assert_eq!(line(&counting_root(), 1), format!("{COUNTING}\n"));
        let text = COUNTING.replace("key-1", "key-255").replace("0a0b", "0A0B");
        let (version, key) = RootKey::parse(&text).expect("a key");
        assert_eq!((version, key.bytes()), (255, counting_root().bytes()));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            String::new(),
            COUNTING[14..].to_owned(),
            COUNTING.replace("key-1", "key-0"),
            COUNTING.replace("key-1", "key-01"),
            COUNTING.replace("key-1", "key-+1"),
            COUNTING.replace("key-1", "key-256"),
            COUNTING.replace("key-1", "key-"),
            COUNTING.replace("1f", "1"),
            COUNTING.replace("1f", "1f2"),
            COUNTING.replace("1f", "1g"),
            COUNTING.replace("1f", "+f"),
            COUNTING.replace("1f", "é"),
            COUNTING.replace(' ', "  "),
            format!(" {COUNTING}"),
            format!("{COUNTING}\n"),
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
        fn what_is_written_is_read_again(seed: u64, version in 1_u8..) {
            let key = RootKey::generate(&mut Seeded::new(seed));
            let text = line(&key, version);
            let (read, again) = RootKey::parse(text.trim_end()).expect("its own text");
            prop_assert_eq!((read, again.bytes()), (version, key.bytes()));
        }

        #[test]
        fn no_text_panics(text in "(cardctl-key-1 )?\\PC{0,70}") {
            let _: Result<_, _> = RootKey::parse(&text);
        }
    }
}
