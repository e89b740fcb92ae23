//! Samples of a delivery: cards and codes as somebody read them off the printed cards.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::command::session::Session;
use crate::domain::card::{ActivationCode, CardNumber, CardState};
use crate::error::{Code, Error};
use crate::store::batch::Batch;
use crate::store::{Tx, card};
use crate::vault::Vault;

/// Longer input is no work of hands.
const LONGEST: u64 = 1024 * 1024;
/// Digits of a card number.
const DIGITS: usize = 16;

/// A line that was understood.
struct Sample {
    line: usize,
    card: CardNumber,
    code: ActivationCode,
}

/// The lines of a file of samples: those that were understood, and why the others were not.
pub(super) struct Samples {
    read: Vec<Sample>,
    /// Line and reason; neither holds a number or a code.
    bad: Vec<(usize, String)>,
}

impl Samples {
    /// Reads a file, or standard input when it is `-`.
    pub(super) fn read(session: &mut Session, path: &Path) -> Result<Self, Error> {
        let mut text = Zeroizing::new(String::new());
        let read = if path == Path::new("-") {
            if session.ui.stdin_is_terminal() {
                session.ui.status("a card's number and its code in a line each; Ctrl-D ends");
            }
            session.ui.stdin().take(LONGEST + 1).read_to_string(&mut text)
        } else {
            std::fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text))
        };
        read.map_err(|error| Error::io(format!("can't read `{}`", path.display()), error))?;
        if text.len() as u64 > LONGEST {
            return Err(Error::new(Code::BadFile, "--samples: more than 1 MiB is no list of samples"));
        }
        let samples = Self::parse(&text);
        if samples.read.is_empty() && samples.bad.is_empty() {
            return Err(Error::new(Code::BadFile, "--samples: no line with a card and its code").hint(
                "one line for each card: its number, a comma or a blank, and the code that stands on it",
            ));
        }
        Ok(samples)
    }

    fn parse(text: &str) -> Self {
        let mut samples = Self { read: Vec::new(), bad: Vec::new() };
        for (place, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let header = place == 0 && line.trim_start().to_ascii_lowercase().starts_with("card");
            if line.trim().is_empty() || header {
                continue;
            }
            match sample(line) {
                Ok((card, code)) => samples.read.push(Sample { line: place + 1, card, code }),
                Err(why) => samples.bad.push((place + 1, why)),
            }
        }
        samples
    }

    /// Compares the samples with what is stored: how many different cards, or the lines that don't fit and why.
    pub(super) async fn compare(
        mut self,
        tx: &mut Tx,
        batch: &Batch,
        vault: &Vault,
    ) -> Result<Result<i64, Vec<(usize, String)>>, Error> {
        let numbers: Vec<i64> = self.read.iter().map(|sample| card::stored(sample.card)).collect();
        let mut known = BTreeMap::new();
        for card in card::many(tx, &numbers).await? {
            known.insert(card.number()?, card);
        }
        for sample in &self.read {
            let mut bad = |why: &str| self.bad.push((sample.line, why.to_owned()));
            let Some(card) = known.get(&sample.card).filter(|card| card.batch_id == batch.batch_id.get())
            else {
                bad("the card is not of this batch");
                continue;
            };
            let stored = card.activation.as_slice().try_into().map_err(|_| {
                crate::store::StoreError::inconsistent("card", "activation", card.serial, "not 16 bytes")
            })?;
            if card.state()? != CardState::Stocked {
                bad(&format!("the card is {}", card.state()?));
            } else if !vault.activation_matches(card.activation_key()?, sample.card, &sample.code, stored)? {
                bad("the code is not the one that was made for this card");
            }
        }
        if self.bad.is_empty() {
            return Ok(Ok(i64::try_from(known.len()).unwrap_or(i64::MAX)));
        }
        self.bad.sort();
        Ok(Err(self.bad))
    }
}

/// Sixteen digits in any grouping, then the code: `card,activation_code`, or the two with spaces.
fn sample(line: &str) -> Result<(CardNumber, ActivationCode), String> {
    let line: Zeroizing<String> = Zeroizing::new(line.nfkc().collect());
    let mut digits = 0;
    let end = line.char_indices().find_map(|(place, character)| {
        digits += usize::from(character.is_ascii_digit());
        (digits == DIGITS).then_some(place + 1)
    });
    let (number, code) = line.split_at(end.unwrap_or(line.len()));
    let card = CardNumber::parse(number.trim()).map_err(|error| error.to_string())?;
    let code = code.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"'));
    if code.is_empty() {
        return Err("the activation code is missing".to_owned());
    }
    let code = ActivationCode::parse(code).map_err(|error| error.to_string())?;
    Ok((card, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_people_type_them() {
        for line in [
            "9156123456783250,7ZK4-M9QX-2T8H-WCV5",
            "9156 1234 5678 3250 7zk4 m9qx 2t8h wcv5",
            "  9156-1234-5678-3250 ; 7ZK4M9QX2T8HWCV5 ",
            "9156123456783250\t7ZK4-M9QX-2T8H-WCV5\r",
            "９１５６１２３４５６７８３２５０，７ＺＫ４-Ｍ９ＱＸ-２Ｔ８Ｈ-ＷＣＶ５",
        ] {
            let (card, code) = sample(line).unwrap_or_else(|why| panic!("{line}: {why}"));
            assert_eq!((card.get(), code.as_str()), (9_156_123_456_783_250, "7ZK4M9QX2T8HWCV5"), "{line}");
        }
    }

    #[test]
    fn a_bad_line_says_why_and_repeats_nothing() {
        let text = "card,activation_code\n\n9156123456783250,7ZK4-M9QX-2T8H-WCV6\n9156123456783251 x\n\
                    9156123456783250\nhello\n9156123456783250,7ZK4-M9QX-2T8H-WCV5\n";
        let samples = Samples::parse(text);
        assert_eq!(samples.read.iter().map(|sample| sample.line).collect::<Vec<_>>(), [7]);
        assert_eq!(samples.bad.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 5, 6]);
        for (line, why) in samples.bad {
            assert!(!why.contains("7ZK4") && !why.contains("9156"), "{line}: {why}");
        }
    }
}
