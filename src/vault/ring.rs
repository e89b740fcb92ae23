//! The keys that a key file or a key service gives: root keys of one or more versions, or derived keys only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use zeroize::Zeroizing;

use super::keys::{DerivedKey, KeyUse, Keys};
use super::root_key::{LABEL, MalformedKey, RootKey, read_digits, read_version, write_digits};
use super::{VaultError, first};

/// What the first line of a text with derived keys begins with: the program and the version of the text. What the
/// keys are for follows.
const DERIVED: &str = "cardctl-derived-1 ";

/// Longer than any key text, in bytes, so that a wrong file is never read whole. A text for support has about 300
/// keys of each version.
pub(super) const LONGEST: usize = 1 << 20;

/// What derived keys are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Searching, and reading masks.
    Support,
    /// Registering, activating and finding.
    Counter,
    /// Making and checking activation codes.
    Print,
}

impl Purpose {
    /// As written in the text and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Counter => "counter",
            Self::Print => "print",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Support, Self::Counter, Self::Print].into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// Keys as they were given, not yet compared with a database.
pub struct KeyRing(Held);

enum Held {
    /// Root keys by their version; one at least.
    Root(BTreeMap<u8, RootKey>),
    /// Derived keys by their info; a check key at least.
    Derived(Purpose, BTreeMap<String, DerivedKey>),
}

impl KeyRing {
    /// One root key.
    #[must_use]
    pub fn of_root(version: u8, key: RootKey) -> Self {
        Self(Held::Root([(version, key)].into()))
    }

    /// Reads the text of a key file: a line for each version of the root key, or what
    /// [`derived_text`](Self::derived_text) wrote. Empty lines are skipped.
    pub fn parse(text: &str) -> Result<Self, MalformedKey> {
        let mut lines = text.lines().map(str::trim_ascii_end).filter(|line| !line.is_empty()).peekable();
        if lines.peek().is_some_and(|line| line.starts_with(LABEL)) {
            let mut keys = BTreeMap::new();
            for line in lines {
                let (version, key) = RootKey::parse(line)?;
                if keys.insert(version, key).is_some() {
                    return Err(MalformedKey);
                }
            }
            return Ok(Self(Held::Root(keys)));
        }
        let purpose = lines.next().and_then(|line| line.strip_prefix(DERIVED)).and_then(Purpose::named);
        let purpose = purpose.ok_or(MalformedKey)?;
        let mut keys = BTreeMap::new();
        for line in lines {
            let (info, digits) = line.split_once(' ').ok_or(MalformedKey)?;
            version_of(info)?;
            if keys.insert(info.to_owned(), DerivedKey::new(read_digits(digits)?)).is_some() {
                return Err(MalformedKey);
            }
        }
        let ring = Self(Held::Derived(purpose, keys));
        if ring.versions().is_empty() { Err(MalformedKey) } else { Ok(ring) }
    }

    /// The text of root keys; nothing where only derived keys are held.
    #[must_use]
    pub fn root_text(&self) -> Option<Zeroizing<String>> {
        let Held::Root(keys) = &self.0 else { return None };
        let mut text = Zeroizing::new(String::with_capacity(keys.len() * (LABEL.len() + 70)));
        for (version, key) in keys {
            key.write(*version, &mut text);
        }
        Some(text)
    }

    /// What the keys are for: nothing in particular where they are root keys.
    #[must_use]
    pub const fn purpose(&self) -> Option<Purpose> {
        match &self.0 {
            Held::Root(_) => None,
            Held::Derived(purpose, _) => Some(*purpose),
        }
    }

    /// The versions that are here, the oldest first. Of derived keys these are the ones that can be told from wrong
    /// ones; an activation key may be here of an older version, too.
    #[must_use]
    pub fn versions(&self) -> Vec<u8> {
        match &self.0 {
            Held::Root(keys) => keys.keys().copied().collect(),
            Held::Derived(_, keys) => {
                let checks = keys.keys().filter(|info| info.starts_with("check|"));
                let versions: BTreeSet<u8> = checks.filter_map(|info| version_of(info).ok()).collect();
                versions.into_iter().collect()
            }
        }
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> u8 {
        self.versions().last().copied().unwrap_or_default()
    }

    /// The check value of a version, where it is here.
    #[must_use]
    pub fn check_value(&self, version: u8) -> Option<[u8; 16]> {
        let info = KeyUse::Check.info(version);
        match &self.0 {
            Held::Root(_) => Some(first(self.keys(version)?.derive(&info).ok()?.bytes())),
            Held::Derived(_, keys) => keys.get(&info).map(|key| first(key.bytes())),
        }
    }

    /// Adds a root key. Nothing happens to a version that is there already, or where only derived keys are held.
    pub(super) fn add(&mut self, version: u8, key: RootKey) {
        if let Held::Root(keys) = &mut self.0 {
            keys.entry(version).or_insert(key);
        }
    }

    /// Whatever is held of a version.
    pub(super) fn keys(&self, version: u8) -> Option<Keys> {
        match &self.0 {
            Held::Root(keys) => keys.get(&version).map(Keys::of_root),
            Held::Derived(_, keys) => {
                let mine = keys.iter().filter(|(info, _)| version_of(info) == Ok(version));
                let mine: BTreeMap<String, DerivedKey> =
                    mine.map(|(info, key)| (info.clone(), key.clone())).collect();
                (!mine.is_empty()).then_some(Keys::Held(mine))
            }
        }
    }

    /// All versions of which anything is held.
    pub(super) fn touched(&self) -> BTreeSet<u8> {
        match &self.0 {
            Held::Root(keys) => keys.keys().copied().collect(),
            Held::Derived(_, keys) => keys.keys().filter_map(|info| version_of(info).ok()).collect(),
        }
    }
}

/// The text of derived keys.
pub(super) fn derived_text(
    purpose: Purpose,
    keys: &BTreeMap<String, DerivedKey>,
) -> Result<Zeroizing<String>, VaultError> {
    let length: usize = keys.keys().map(|info| info.len() + 66).sum();
    let mut text = Zeroizing::new(String::with_capacity(DERIVED.len() + 16 + length));
    text.push_str(DERIVED);
    text.push_str(purpose.as_str());
    text.push('\n');
    for (info, key) in keys {
        if info.contains(|c: char| c.is_whitespace()) {
            // A name that the text can't hold would be read as another key, or as none.
            return Err(VaultError::KeyNotHeld { info: info.clone() });
        }
        text.push_str(info);
        text.push(' ');
        write_digits(key.bytes(), &mut text);
        text.push('\n');
    }
    Ok(text)
}

/// The version at the end of an info.
fn version_of(info: &str) -> Result<u8, MalformedKey> {
    read_version(info.rsplit_once('|').ok_or(MalformedKey)?.1)
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing")
            .field("purpose", &self.purpose())
            .field("versions", &self.versions())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::root_key::tests::COUNTING;

    #[test]
    fn a_text_has_a_line_for_each_version() {
        let second = COUNTING.replace("key-1", "key-2").replace("00", "ff");
        for text in [format!("{COUNTING}\n{second}\n"), format!("{second}\r\n\n{COUNTING}")] {
            let ring = KeyRing::parse(&text).expect("two keys");
            assert_eq!((ring.versions(), ring.newest(), ring.purpose()), (vec![1, 2], 2, None));
            assert_eq!(*ring.root_text().expect("root keys"), format!("{COUNTING}\n{second}\n"));
            assert_ne!(ring.check_value(1), ring.check_value(2));
            assert_eq!(ring.check_value(3), None);
            assert_eq!(format!("{ring:?}"), "KeyRing { purpose: None, versions: [1, 2] }");
        }
        let one = KeyRing::parse(COUNTING).expect("as keys were written first");
        assert_eq!(one.versions(), [1]);
    }

    #[test]
    fn what_holds_no_keys_is_refused() {
        let digits = &COUNTING[14..];
        for text in [
            String::new(),
            "\n".to_owned(),
            format!("{COUNTING}\n{COUNTING}"),
            format!("{COUNTING}\nsecret"),
            "cardctl-derived-1 support".to_owned(),
            format!("cardctl-derived-1 support\nactivation|1 {digits}"),
            format!("cardctl-derived-1 everybody\ncheck|1 {digits}"),
            format!("cardctl-derived-2 support\ncheck|1 {digits}"),
            format!("cardctl-derived-1 support\ncheck|1 {digits}\ncheck|1 {digits}"),
            format!("cardctl-derived-1 support\ncheck|1 {digits}0"),
            format!("cardctl-derived-1 support\ncheck|1 {digits}\ncheck {digits}"),
            format!("cardctl-derived-1 support\ncheck|1 {digits}\n{COUNTING}"),
        ] {
            assert_eq!(KeyRing::parse(&text).err(), Some(MalformedKey), "{text}");
        }
        let ring =
            KeyRing::parse(&format!("cardctl-derived-1 print\ncheck|2 {digits}\nactivation|1 {digits}"));
        let ring = ring.expect("derived keys");
        assert_eq!((ring.versions(), ring.purpose()), (vec![2], Some(Purpose::Print)));
        assert!(ring.root_text().is_none());
        assert_eq!(ring.touched().into_iter().collect::<Vec<_>>(), [1, 2]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(cardctl-(key|derived)-1 (support\n)?)?(\\PC{0,40}\n?){0,3}") {
            let _: Result<_, _> = KeyRing::parse(&text);
        }
    }
}
