use proptest::prelude::*;

use super::root_key::tests::{COUNTING, counting_root};
use super::*;
use crate::domain::randomness::Seeded;

/// A source whose bytes count up from 0x40: the nonce of the known envelope.
struct Counting;

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for (byte, value) in bytes.iter_mut().zip(0x40..) {
            *byte = value;
        }
    }
}

fn vault() -> Vault {
    Vault::new(counting_root(), 1)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn card(text: &str) -> CardNumber {
    CardNumber::parse(text).expect("a card number")
}

fn code(text: &str) -> ActivationCode {
    ActivationCode::parse(text).expect("an activation code")
}

/// Everything a vault keeps in a database, pinned: another answer would lock every site out of its data.
/// The first is a published vector; all were computed a second time, with another implementation.
#[test]
fn known_answers() -> Result<(), VaultError> {
    let vault = vault();
    assert_eq!(hex(&vault.blind_index("cn.id", "110102197502030839")?), "cbc3091ba09417284ed38a8535cc5dd8");
    assert_eq!(hex(&vault.blind_index("phone", "+8613800138000")?), "aadf0e700064c8e4beaafb53e953f33d");
    assert_eq!(vault.name_tag("段誉")?, 0x12_3906);
    assert_eq!(
        hex(&vault.activation_mac(card("9156123456783250"), &code("ABCDEFGHJKMNPQRB"))?),
        "70a1d2551070d3baa53b6109a86fc3db"
    );
    assert_eq!(hex(&vault.check_value()?), "b9fb455edd8b940d5e280cc36979c46e");
    assert_eq!(
        hex(&vault.seal("holder", "name", 42, "段誉".as_bytes(), &mut Counting)?),
        "010101404142434445464748494a4b4c4d4e4f5051525354555657\
         0669e9a16086ffe52546f25a9e76b3f4374a9892a4d3"
    );
    Ok(())
}

#[test]
fn a_kept_key_gives_the_same_answer_as_a_fresh_one() -> Result<(), VaultError> {
    let used = vault();
    for _ in 0..2 {
        for namespace in ["cn.id", "phone", "passport.FR", "passport.F"] {
            for value in ["1", "2"] {
                assert_eq!(used.blind_index(namespace, value)?, vault().blind_index(namespace, value)?);
            }
        }
        assert_eq!(used.name_tag("段誉")?, vault().name_tag("段誉")?);
    }
    Ok(())
}

#[test]
fn every_namespace_and_version_has_digests_of_its_own() -> Result<(), VaultError> {
    let (one, two) = (vault(), Vault::new(counting_root(), 2));
    let digests = [
        one.blind_index("cn.id", "7")?,
        one.blind_index("phone", "7")?,
        one.blind_index("device.imei", "7")?,
        two.blind_index("cn.id", "7")?,
        two.blind_index("phone", "7")?,
    ];
    for (place, digest) in digests.iter().enumerate() {
        assert!(!digests[..place].contains(digest), "{place}");
    }
    assert_ne!(one.check_value()?, two.check_value()?);
    assert_ne!(one.name_tag("段誉")?, two.name_tag("段誉")?);
    Ok(())
}

#[test]
fn short_tags_name_the_family() {
    let digest = *b"\xcb\xc3\x09\x1b\xa0\x94\x17\x28\x4e\xd3\x8a\x85\x35\xcc\x5d\xd8";
    for (namespace, tag) in [
        ("cn.id", "id#cbc3091b"),
        ("phone", "phone#cbc3091b"),
        ("passport.FR", "passport#cbc3091b"),
        ("device.imei", "device#cbc3091b"),
        ("code.loyalty.gold", "code#cbc3091b"),
    ] {
        assert_eq!(short_tag(namespace, &digest), tag);
    }
    assert_eq!(short_tag("phone", &[0; 16]), "phone#00000000");
}

#[test]
fn a_sealed_value_opens_in_its_place_only() -> Result<(), VaultError> {
    let vault = vault();
    let sealed = vault.seal("holder", "name", 17, b"Ann", &mut Seeded::new(1))?;
    assert_eq!(**vault.open("holder", "name", 17, &sealed)?, *b"Ann");
    assert_eq!(**vault.open("holder", "name", "17", &sealed)?, *b"Ann");
    for (table, column, row) in
        [("holder", "name", "18"), ("holder", "name", "1"), ("holder", "mask", "17"), ("staff", "name", "17")]
    {
        assert_eq!(
            vault.open(table, column, row, &sealed),
            Err(VaultError::NotAuthentic { table, column }),
            "{table}.{column} {row}"
        );
    }
    Ok(())
}

#[test]
fn place_is_bound_by_the_additional_data_as_well_as_by_the_key() -> Result<(), VaultError> {
    // The same key and nonce: only the additional data tell the rows apart.
    let vault = vault();
    let cipher = vault.cipher(1, "holder", "name")?;
    let sealed = envelope::seal(&cipher, 1, b"holder|name|17", b"Ann", &mut Counting);
    assert_eq!(vault.seal("holder", "name", 17, b"Ann", &mut Counting), Ok(sealed.clone()));
    let envelope = envelope::Envelope::read(&sealed)?;
    assert!(envelope.open(&cipher, b"holder|name|17").is_some());
    for place in [b"holder|mask|17".as_slice(), b"staff|name|17", b"holder|name|17 ", b""] {
        assert!(envelope.open(&cipher, place).is_none());
    }
    Ok(())
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() -> Result<(), VaultError> {
    let vault = vault();
    let sealed = vault.seal("holder", "name", 17, "段誉".as_bytes(), &mut Seeded::new(1))?;
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let head = changed[bit / 8];
        let expected = match bit / 8 {
            0 => VaultError::UnknownFormat(head),
            1 => VaultError::UnknownAlgorithm(head),
            2 => VaultError::OtherKey { found: head, held: 1 },
            _ => VaultError::NotAuthentic { table: "holder", column: "name" },
        };
        assert_eq!(vault.open("holder", "name", 17, &changed), Err(expected), "bit {bit}");
    }
    for length in 0..sealed.len() {
        let expected = if length < 43 {
            VaultError::Truncated
        } else {
            VaultError::NotAuthentic { table: "holder", column: "name" }
        };
        assert_eq!(vault.open("holder", "name", 17, &sealed[..length]), Err(expected), "{length} bytes");
    }
    let longer = [sealed.as_slice(), &[0]].concat();
    assert!(vault.open("holder", "name", 17, &longer).is_err());
    Ok(())
}

#[test]
fn another_key_opens_nothing_and_has_another_check_value() -> Result<(), VaultError> {
    let other = Vault::new(RootKey::generate(&mut Seeded::new(9)), 1);
    let sealed = vault().seal("holder", "name", 17, b"Ann", &mut Seeded::new(1))?;
    assert_eq!(
        other.open("holder", "name", 17, &sealed),
        Err(VaultError::NotAuthentic { table: "holder", column: "name" })
    );
    assert_ne!(other.check_value()?, vault().check_value()?);
    assert_ne!(other.blind_index("phone", "7")?, vault().blind_index("phone", "7")?);

    let rotated = Vault::new(counting_root(), 2);
    assert_eq!(rotated.open("holder", "name", 17, &sealed), Err(VaultError::OtherKey { found: 1, held: 2 }));
    Ok(())
}

#[test]
fn the_same_value_is_never_sealed_alike() -> Result<(), VaultError> {
    let (vault, mut source) = (vault(), Seeded::new(1));
    let one = vault.seal("holder", "name", 17, b"Ann", &mut source)?;
    let two = vault.seal("holder", "name", 17, b"Ann", &mut source)?;
    assert_ne!(one[3..27], two[3..27]);
    assert_ne!(one[27..30], two[27..30]);
    Ok(())
}

#[test]
fn text_is_opened_as_text() -> Result<(), VaultError> {
    let (vault, mut source) = (vault(), Seeded::new(1));
    let sealed = vault.seal("holder", "name", 17, "段誉".as_bytes(), &mut source)?;
    assert_eq!(*vault.open_text("holder", "name", 17, &sealed)?, "段誉");
    let sealed = vault.seal("holder", "name", 17, b"\xff", &mut source)?;
    assert_eq!(
        vault.open_text("holder", "name", 17, &sealed),
        Err(VaultError::NotText { table: "holder", column: "name" })
    );
    Ok(())
}

#[test]
#[should_panic(expected = "hold no separator")]
fn a_table_with_a_separator_is_a_mistake_of_the_program() {
    let _: Result<_, _> = vault().seal("holder|name", "x", 1, b"", &mut Counting);
}

#[test]
fn activation_codes_match_their_card_only() -> Result<(), VaultError> {
    let vault = vault();
    let (first, second) = (card("9156123456783250"), card("9156 1234 5678 3268"));
    let right = code("7ZK4-M9QX-2T8H-WCV5");
    let stored = vault.activation_mac(first, &right)?;
    assert_eq!(vault.activation_matches(1, first, &code("7zk4 m9qx 2t8h wcv5"), &stored), Ok(true));
    assert_eq!(vault.activation_matches(1, first, &code("ABCDEFGHJKMNPQRB"), &stored), Ok(false));
    assert_eq!(vault.activation_matches(1, second, &right, &stored), Ok(false));
    for byte in 0..16 {
        let mut changed = stored;
        changed[byte] ^= 1;
        assert_eq!(vault.activation_matches(1, first, &right, &changed), Ok(false), "{byte}");
    }
    Ok(())
}

/// A vault that has the keys of these uses only, by way of their text.
fn narrowed(whole: &Vault, purpose: Purpose, uses: &[KeyUse<'_>]) -> Vault {
    let text = whole.derived_text(purpose, uses).expect("a whole vault");
    let ring = KeyRing::parse(&text).expect("its own text");
    assert_eq!(ring.purpose(), Some(purpose));
    Vault::of(&ring, whole.live()).expect("all live versions")
}

#[test]
fn derived_keys_search_and_open_masks_and_nothing_else() -> Result<(), VaultError> {
    let (whole, mut source) = (vault(), Seeded::new(1));
    let mask_column = KeyUse::Column { table: "holder", column: "mask" };
    let uses = [KeyUse::Check, KeyUse::BlindIndex("cn.id"), KeyUse::NameTag, mask_column];
    let support = narrowed(&whole, Purpose::Support, &uses);
    assert_eq!(support.version(), 1);
    assert_eq!(support.check_value(), whole.check_value());
    assert_eq!(support.blind_index("cn.id", "7"), whole.blind_index("cn.id", "7"));
    assert_eq!(support.name_tag("段誉"), whole.name_tag("段誉"));
    let mask = whole.seal("holder", "mask", 17, "段**".as_bytes(), &mut source)?;
    assert_eq!(*support.open_text("holder", "mask", 17, &mask)?, "段**");
    assert!(uses.iter().all(|each| support.holds(*each)));

    let name = whole.seal("holder", "name", 17, "段誉".as_bytes(), &mut source)?;
    let refused = |info: &str| VaultError::KeyNotHeld { info: info.to_owned() };
    assert_eq!(support.open("holder", "name", 17, &name), Err(refused("aead|holder|name|1")));
    assert_eq!(support.seal("holder", "name", 17, b"", &mut source), Err(refused("aead|holder|name|1")));
    assert_eq!(support.blind_index("phone", "7"), Err(refused("bidx|person_param|phone|1")));
    let (number, secret) = (card("9156123456783250"), code("ABCDEFGHJKMNPQRB"));
    assert_eq!(support.activation_mac(number, &secret), Err(refused("activation|1")));
    assert_eq!(support.activation_matches(1, number, &secret, &[0; 16]), Err(refused("activation|1")));
    assert!(!support.holds(KeyUse::Activation) && whole.holds(KeyUse::Activation));
    assert_eq!(
        support.derived_text(Purpose::Print, &[KeyUse::Activation]).err(),
        Some(refused("activation|1"))
    );
    let unspeakable = KeyUse::BlindIndex("code.a b");
    assert!(whole.derived_text(Purpose::Print, &[unspeakable]).is_err(), "its text would be read otherwise");
    Ok(())
}

/// The root of the known answers under two versions, and with the first one alone.
fn rotating() -> (Vault, Vault) {
    let second = COUNTING.replace("key-1", "key-2").replace("00", "ff");
    let ring = KeyRing::parse(&format!("{COUNTING}\n{second}")).expect("two keys");
    (Vault::of(&ring, &[1, 2]).expect("both"), Vault::of(&ring, &[1]).expect("the first"))
}

#[test]
fn while_keys_are_rotated_both_versions_open_and_search_and_the_newer_one_seals() -> Result<(), VaultError> {
    let ((both, before), mut source) = (rotating(), Seeded::new(1));
    assert_eq!((both.version(), both.live()), (2, [2, 1].as_slice()));
    let old = before.seal("holder", "name", 17, b"Ann", &mut source)?;
    assert_eq!(**both.open("holder", "name", 17, &old)?, *b"Ann");
    assert!(before.is_current(&old) && !both.is_current(&old));
    let new = both.seal("holder", "name", 17, b"Ann", &mut source)?;
    assert!(both.is_current(&new));
    assert_eq!(before.open("holder", "name", 17, &new), Err(VaultError::OtherKey { found: 2, held: 1 }));

    let indexes = both.blind_indexes("phone", "7")?;
    assert_eq!(indexes, [(2, both.blind_index("phone", "7")?), (1, before.blind_index("phone", "7")?)]);
    assert_ne!(indexes[0].1, indexes[1].1);
    let tags = both.name_tags("段誉")?;
    assert_eq!(tags, [(2, both.name_tag("段誉")?), (1, before.name_tag("段誉")?)]);
    assert_eq!(before.blind_indexes("phone", "7")?.len(), 1);
    Ok(())
}

#[test]
fn a_version_that_is_not_in_the_ring_is_named() {
    let ring = KeyRing::parse(COUNTING).expect("a key");
    assert_eq!(Vault::of(&ring, &[1, 2]).err(), Some(2));
    assert_eq!(Vault::of(&ring, &[3]).err(), Some(3));
}

#[test]
fn codes_of_a_retired_version_are_checked_with_its_retained_key() -> Result<(), VaultError> {
    let (both, before) = rotating();
    let (number, right) = (card("9156123456783250"), code("ABCDEFGHJKMNPQRB"));
    let stored = before.activation_mac(number, &right)?;
    assert_ne!(both.activation_mac(number, &right)?, stored);
    assert!(both.activation_matches(1, number, &right, &stored)?);

    // The root of the first version is gone.
    let second = KeyRing::parse(&COUNTING.replace("key-1", "key-2").replace("00", "ff")).expect("a key");
    let mut after = Vault::of(&second, &[2]).expect("the second");
    let not_held = VaultError::KeyNotHeld { info: "activation|1".to_owned() };
    assert_eq!(after.activation_matches(1, number, &right, &stored), Err(not_held));
    after.retain(1, both.retained(1, &mut Seeded::new(1))?);
    assert!(after.activation_matches(1, number, &right, &stored)?);
    assert!(!after.activation_matches(1, number, &code("7ZK4M9QX2T8HWCV5"), &stored)?);

    // A counter takes it along, and it is sealed for its own version only.
    let counter = narrowed(&after, Purpose::Counter, &[KeyUse::Check, KeyUse::Activation]);
    assert!(counter.activation_matches(1, number, &right, &stored)?);
    let mut wrong = Vault::of(&second, &[2]).expect("the second");
    wrong.retain(3, both.retained(1, &mut Seeded::new(1))?);
    assert!(wrong.activation_matches(3, number, &right, &stored).is_err());
    Ok(())
}

#[test]
fn debugging_shows_no_key() -> Result<(), VaultError> {
    let vault = vault();
    vault.blind_index("cn.id", "7")?;
    assert_eq!(format!("{vault:?}"), "Vault { live: [1], .. }");
    Ok(())
}

#[test]
fn a_vault_serves_several_threads() {
    fn shared<T: Send + Sync>(value: T) -> T {
        value
    }
    let vault = shared(vault());
    let alone = vault.blind_index("phone", "7");
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(|| vault.blind_index("phone", "7"))).collect();
        for worker in workers {
            assert_eq!(worker.join().expect("no panic"), alone);
        }
    });
}

proptest! {
    #[test]
    fn what_is_sealed_opens_again(
        value in proptest::collection::vec(any::<u8>(), 0..300), row: i64, version in 1_u8.., seed: u64,
    ) {
        let vault = Vault::new(RootKey::generate(&mut Seeded::new(seed)), version);
        let sealed = vault.seal("holder_parameter", "value", row, &value, &mut Seeded::new(seed)).expect("a whole vault");
        prop_assert_eq!(sealed.len(), value.len() + 43);
        let opened = vault.open("holder_parameter", "value", row, &sealed).expect("its own");
        prop_assert_eq!(&*opened, &value);
    }

    #[test]
    fn what_was_not_sealed_here_never_opens(mut bytes in proptest::collection::vec(any::<u8>(), 0..120), head: bool) {
        if head {
            for (byte, right) in bytes.iter_mut().zip([1, 1, 1]) {
                *byte = right;
            }
        }
        prop_assert!(vault().open("holder", "name", 1, &bytes).is_err());
    }

    #[test]
    fn name_tags_have_24_bits(name in "\\PC*") {
        prop_assert!(vault().name_tag(&name).expect("a whole vault") < 1 << 24);
    }
}
