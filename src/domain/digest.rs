//! The digest of a run (`SETTLEMENT.md` section 5): equal exactly when the same items got the same lines.
//!
//! The hashes of the items are added modulo 2^256, so the order doesn't matter, and slices of a run can be
//! computed apart and merged.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::money::Money;
use super::role::{Role, Slot};

/// What is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A purchase.
    Purchase,
    /// A refund of one.
    Refund,
}

/// The record of one item under construction, in a buffer to be used again for the next.
///
/// `source TAB external_id LF`, then per line in the fixed order `role TAB level TAB party TAB minor-units
/// LF`, where only agents have a level. Unambiguous because identifiers have no control characters.
#[derive(Clone, Debug, Default)]
pub struct ItemRecord {
    text: Vec<u8>,
    lines: [u64; Role::ALL.len()],
    amounts: [i128; Role::ALL.len()],
}

impl ItemRecord {
    /// Begins the record of another item.
    pub fn begin(&mut self, source: &str, external_id: &str) {
        self.lines = Default::default();
        self.amounts = Default::default();
        self.text.clear();
        self.text.extend_from_slice(source.as_bytes());
        self.text.push(b'\t');
        self.text.extend_from_slice(external_id.as_bytes());
        self.text.push(b'\n');
    }

    /// Adds a line; lines come in the fixed order. `party` is the holder's ref, the code of an agent, staff
    /// member or center, or `platform`.
    pub fn line(&mut self, slot: Slot, party: &str, amount: Money) {
        self.labelled(&Label::of(slot, party), amount);
    }

    /// The same, with a label that was made before.
    pub fn labelled(&mut self, label: &Label, amount: Money) {
        self.lines[label.role as usize] += 1;
        self.amounts[label.role as usize] += i128::from(amount.minor());
        self.text.extend_from_slice(label.text.as_bytes());
        self.number(amount.minor());
        self.text.push(b'\n');
    }

    /// Appends a number in decimal: the formatting of the standard library would cost more than the hash.
    fn number(&mut self, number: i64) {
        let mut digits = [0; 20];
        let mut begin = digits.len();
        let mut left = number.unsigned_abs();
        loop {
            begin -= 1;
            digits[begin] = b'0' + u8::try_from(left % 10).expect("a digit");
            left /= 10;
            if left == 0 {
                break;
            }
        }
        if number < 0 {
            begin -= 1;
            digits[begin] = b'-';
        }
        self.text.extend_from_slice(&digits[begin..]);
    }
}

/// What stands before the amount in the record of a line: `role TAB level TAB party TAB`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    role: Role,
    text: String,
}

impl Label {
    /// The label of a receiver.
    #[must_use]
    pub fn of(slot: Slot, party: &str) -> Self {
        let mut label = Self { role: slot.role(), text: String::with_capacity(16 + party.len()) };
        label.set(slot, party);
        label
    }

    /// Makes it the label of another receiver, in the same buffer.
    pub fn set(&mut self, slot: Slot, party: &str) {
        self.role = slot.role();
        self.text.clear();
        self.text.push_str(self.role.as_str());
        self.text.push('\t');
        if let Some(level) = slot.level() {
            self.text.push_str(&level.to_string());
        }
        self.text.push('\t');
        self.text.push_str(party);
        self.text.push('\t');
    }
}

/// A sum of SHA-256 hashes, read as big-endian numbers, modulo 2^256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HashSum {
    high: u128,
    low: u128,
}

impl HashSum {
    /// The sum of these bytes, big-endian.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let (high, low) = bytes.split_at(16);
        let half = |bytes: &[u8]| bytes.iter().fold(0, |half, byte| half << 8 | u128::from(*byte));
        Self { high: half(high), low: half(low) }
    }

    /// The bytes, big-endian.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&self.high.to_be_bytes());
        bytes[16..].copy_from_slice(&self.low.to_be_bytes());
        bytes
    }

    /// The SHA-256 of one record.
    #[must_use]
    pub fn of(record: &[u8]) -> Self {
        Self::from_bytes(Sha256::digest(record).into())
    }

    /// Adds another one.
    pub fn add(&mut self, other: Self) {
        let (low, carry) = self.low.overflowing_add(other.low);
        self.low = low;
        self.high = self.high.wrapping_add(other.high).wrapping_add(carry.into());
    }

    /// Takes away what was added.
    pub fn subtract(&mut self, other: Self) {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        self.low = low;
        self.high = self.high.wrapping_sub(other.high).wrapping_sub(borrow.into());
    }
}

impl fmt::Display for HashSum {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}{:032x}", self.high, self.low)
    }
}

impl FromStr for HashSum {
    type Err = ParseIntError;

    /// 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let half = |digits: Option<&str>| {
            // What is no digit, a sign or too short is refused in the words of what reads no number.
            let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
            u128::from_str_radix(digits.unwrap_or_default(), 16)
        };
        let whole = text.len() == 64;
        Ok(Self { high: half(text.get(..32).filter(|_| whole))?, low: half(text.get(32..))? })
    }
}

/// The SHA-256 of a text as 64 hexadecimal digits.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    // The sum of one hash.
    HashSum::of(text.as_bytes()).to_string()
}

/// The lines of one role in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleTotal {
    /// How many.
    pub lines: u64,
    /// Their sum.
    pub amount: Money,
}

/// The totals of a run, or of a part of it, and the hash of its items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunDigest {
    /// Settled purchases, also those without lines.
    pub purchases: u64,
    /// Settled refunds, also those without lines.
    pub refunds: u64,
    /// The sum of the pools.
    pub pool: Money,
    /// The lines of each role, in the fixed order.
    pub roles: [RoleTotal; Role::ALL.len()],
    /// The sum of the hashes of all items.
    pub hash: HashSum,
}

/// A total of a run leaves the range of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a total of the run is above what 64 bits hold")]
pub struct TotalError;

impl RunDigest {
    /// All lines.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.roles.iter().fold(0, |lines, role| role.lines.saturating_add(lines))
    }

    /// Adds an item of this `pool`. After an error the digest is of no use.
    pub fn add_item(&mut self, kind: ItemKind, pool: Money, record: &ItemRecord) -> Result<(), TotalError> {
        let mut item = Self { pool, hash: HashSum::of(&record.text), ..Self::default() };
        match kind {
            ItemKind::Purchase => item.purchases = 1,
            ItemKind::Refund => item.refunds = 1,
        }
        for (role, (lines, amount)) in item.roles.iter_mut().zip(record.lines.into_iter().zip(record.amounts))
        {
            let amount = i64::try_from(amount).map_err(|_| TotalError)?;
            *role = RoleTotal { lines, amount: Money::from_minor(amount) };
        }
        self.merge(&item)
    }

    /// Adds what was computed apart. After an error the digest is of no use.
    pub fn merge(&mut self, other: &Self) -> Result<(), TotalError> {
        self.purchases = self.purchases.checked_add(other.purchases).ok_or(TotalError)?;
        self.refunds = self.refunds.checked_add(other.refunds).ok_or(TotalError)?;
        self.pool = self.pool.checked_add(other.pool).ok_or(TotalError)?;
        for (role, more) in self.roles.iter_mut().zip(&other.roles) {
            role.lines = role.lines.checked_add(more.lines).ok_or(TotalError)?;
            role.amount = role.amount.checked_add(more.amount).ok_or(TotalError)?;
        }
        self.hash.add(other.hash);
        Ok(())
    }

    /// The digest as it is shown: `sha256:` and 64 hexadecimal digits.
    ///
    /// SHA-256 of `purchases TAB refunds TAB lines TAB pool LF`, per role in the fixed order
    /// `role TAB lines TAB minor-units LF`, and the hash sum in hexadecimal with LF.
    #[must_use]
    pub fn finish(&self) -> String {
        let Self { purchases, refunds, pool, roles, hash } = self;
        let mut rows = vec![format!("{purchases}\t{refunds}\t{}\t{}\n", self.lines(), pool.minor())];
        rows.extend(
            Role::ALL
                .into_iter()
                .zip(roles)
                .map(|(role, total)| format!("{role}\t{}\t{}\n", total.lines, total.amount.minor())),
        );
        rows.push(format!("{hash}\n"));
        format!("sha256:{}", sha256_hex(&rows.concat()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Item = (ItemKind, i64, &'static str, &'static str, &'static [(i64, &'static str, i64)]);

    const ITEMS: [Item; 4] = [
        (ItemKind::Purchase, 1003, "shop", "A-1", &[(0, "H1", 491), (67, "platform", 512)]),
        (
            ItemKind::Purchase,
            49,
            "shop",
            "餐-2",
            &[
                (0, "H2", 1),
                (1, "AG1", 20),
                (64, "AG9", 3),
                (65, "S1", 10),
                (66, "C1", 10),
                (67, "platform", 5),
            ],
        ),
        (ItemKind::Purchase, 0, "pos", "A-1", &[]),
        (ItemKind::Refund, -1, "shop", "R-1", &[(0, "H1", -1), (65, "S1", 1), (67, "platform", -1)]),
    ];

    /// Computed from the definition by another program (Python's hashlib).
    const KNOWN: &str = "sha256:44d8128d3766cebcc24f0daa68dbb7fa9461edf2b027543eee74591a9cd2fa96";

    fn digest(items: &[Item]) -> RunDigest {
        let mut digest = RunDigest::default();
        let mut record = ItemRecord::default();
        for (kind, pool, source, external_id, lines) in items {
            record.begin(source, external_id);
            for (slot, party, amount) in *lines {
                record.line(Slot::try_from(*slot).expect("a slot"), party, Money::from_minor(*amount));
            }
            digest.add_item(*kind, Money::from_minor(*pool), &record).expect("small totals");
        }
        digest
    }

    #[test]
    fn a_known_run_has_its_known_digest() {
        let digest = digest(&ITEMS);
        assert_eq!((digest.purchases, digest.refunds, digest.lines(), digest.pool.minor()), (3, 1, 11, 1051));
        assert_eq!(
            digest.roles.map(|role| (role.lines, role.amount.minor())),
            [(3, 491), (2, 23), (2, 11), (1, 10), (3, 516)]
        );
        // The four hashes sum to more than 2^256 once.
        assert_eq!(
            digest.hash.to_string(),
            "8a99c578040fe9b27e01ade92c3d3f324621dd414ed2238345e45c0db0bcd136"
        );
        assert_eq!(digest.finish(), KNOWN);
        assert_eq!(
            RunDigest::default().finish(),
            "sha256:9ae26fa7b3175d46a370b2630046f214cf10988ca9b83f635284ad9f8151da5f"
        );
    }

    #[test]
    fn numbers_of_every_length_are_written() {
        for number in [0, 7, -1, 10, -109, i64::MAX, i64::MIN] {
            let mut record = ItemRecord::default();
            record.number(number);
            assert_eq!(record.text, number.to_string().into_bytes());
        }
    }

    #[test]
    fn every_part_of_an_item_counts() {
        let [first, ..] = ITEMS;
        let (kind, pool, source, external_id, lines) = first;
        let changed: [Item; 7] = [
            (ItemKind::Refund, pool, source, external_id, lines),
            (kind, pool + 1, source, external_id, lines),
            (kind, pool, "shoP", external_id, lines),
            (kind, pool, source, "A-2", lines),
            (kind, pool, source, external_id, &[(1, "H1", 491), (67, "platform", 512)]),
            (kind, pool, source, external_id, &[(0, "H2", 491), (67, "platform", 512)]),
            (kind, pool, source, external_id, &[(0, "H1", 492), (67, "platform", 511)]),
        ];
        for item in changed {
            assert_ne!(digest(&[item]).finish(), digest(&[first]).finish(), "{item:?}");
        }
    }

    #[test]
    fn a_state_that_was_stored_goes_on() {
        let mut resumed = digest(&ITEMS[..2]);
        resumed.hash = HashSum::from_bytes(resumed.hash.to_bytes());
        resumed.merge(&digest(&ITEMS[2..])).expect("small totals");
        assert_eq!(resumed.finish(), KNOWN);
    }

    #[test]
    fn a_total_beyond_64_bits_is_refused() {
        let mut digest = RunDigest { pool: Money::from_minor(i64::MAX), ..RunDigest::default() };
        let one = RunDigest { pool: Money::from_minor(1), ..RunDigest::default() };
        assert_eq!(digest.merge(&one), Err(TotalError));

        let mut record = ItemRecord::default();
        record.begin("shop", "A-1");
        record.line(Slot::HOLDER, "H1", Money::from_minor(i64::MAX));
        record.line(Slot::HOLDER, "H1", Money::from_minor(i64::MAX));
        assert_eq!(RunDigest::default().add_item(ItemKind::Purchase, Money::ZERO, &record), Err(TotalError));
    }

    #[test]
    fn carries_go_through_and_the_sum_wraps() {
        let sum = |a: [u8; 32], b: [u8; 32]| {
            let mut sum = HashSum::from_bytes(a);
            sum.add(HashSum::from_bytes(b));
            sum.to_bytes()
        };
        let number = |low: u8| std::array::from_fn(|index| if index == 31 { low } else { 0 });
        assert_eq!(sum([0xff; 32], number(1)), number(0));
        let less = |a: [u8; 32], b: [u8; 32]| {
            let mut sum = HashSum::from_bytes(a);
            sum.subtract(HashSum::from_bytes(b));
            sum.to_bytes()
        };
        assert_eq!(less(number(0), number(1)), [0xff; 32]);
        assert_eq!(less(number(2), number(3)), [0xff; 32]);
        assert_eq!(sum([0xff; 32], number(3)), number(2));
        let lower_half_full = std::array::from_fn(|index| if index < 16 { 0 } else { 0xff });
        let next = std::array::from_fn(|index| u8::from(index == 15));
        assert_eq!(sum(lower_half_full, number(1)), next);
        assert_eq!(less(next, number(1)), lower_half_full);
        let text = HashSum::from_bytes(lower_half_full).to_string();
        assert_eq!(text.parse(), Ok(HashSum::from_bytes(lower_half_full)));
        for wrong in [&text[1..], &format!("{text}0"), &text.replace('f', "+"), &text.replace('f', "é")] {
            assert!(wrong.parse::<HashSum>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn neither_order_nor_slices_matter(
            items in Just(ITEMS.to_vec()).prop_shuffle(),
            cut in 0..=ITEMS.len(),
        ) {
            let mut merged = digest(&items[..cut]);
            prop_assert_eq!(merged.merge(&digest(&items[cut..])), Ok(()));
            prop_assert_eq!(merged.finish(), KNOWN);
        }
    }
}
