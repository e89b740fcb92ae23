//! The purchases of the demo: those of 23,570 customers of CDNOW from 1997-01-01 to 1998-06-30 (see `NOTICE`).

use std::io::Read as _;

use flate2::read::GzDecoder;
use jiff::civil::Date;

use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::error::{Code, Error};

/// A line a customer, in the order of their numbers: `DAY:AMOUNT …`, made by `derive.py`.
const PACKED: &[u8] = include_bytes!("cdnow.txt.gz");

/// The day 0 of the file.
const FIRST_DAY: Date = Date::constant(1997, 1, 1);

/// A purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Purchase {
    /// The customer's number, from 1 without gaps.
    pub(super) customer: usize,
    pub(super) day: Day,
    pub(super) amount: Money,
}

/// All purchases, by customer and day.
pub(super) fn unpack() -> Result<Vec<Purchase>, Error> {
    let damaged = |what: &str| Error::new(Code::Internal, format!("the purchases of the demo: {what}"));
    let mut text = String::new();
    GzDecoder::new(PACKED).read_to_string(&mut text).map_err(|error| damaged(&error.to_string()))?;
    let mut purchases = Vec::with_capacity(70_000);
    let first = Day::from(FIRST_DAY);
    for (line, customer) in text.lines().zip(1..) {
        for purchase in line.split(' ') {
            let read = || {
                let (day, amount) = purchase.split_once(':')?;
                Some((day.parse().ok()?, amount.parse().ok()?))
            };
            let (day, amount) = read().ok_or_else(|| damaged(&format!("line {customer}: `{purchase}`")))?;
            purchases.push(Purchase { customer, day: first.plus(day), amount: Money::from_minor(amount) });
        }
    }
    Ok(purchases)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn they_are_what_was_published() -> Result<(), Error> {
        let purchases = unpack()?;
        assert_eq!(purchases.len(), 69_659);
        assert!(purchases.is_sorted_by_key(|purchase| (purchase.customer, purchase.day)));
        let customers: HashSet<usize> = purchases.iter().map(|purchase| purchase.customer).collect();
        assert_eq!(customers.len(), 23_570);
        assert_eq!((customers.iter().min(), customers.iter().max()), (Some(&1), Some(&23_570)));
        assert_eq!(purchases.iter().map(|purchase| purchase.amount.minor()).sum::<i64>(), 250_031_563);
        assert_eq!(purchases.iter().filter(|purchase| purchase.amount == Money::ZERO).count(), 80);
        let distinct: HashSet<&Purchase> = purchases.iter().collect();
        assert_eq!(purchases.len() - distinct.len(), 255);
        let days = || purchases.iter().map(|purchase| purchase.day.to_string());
        assert_eq!((days().min(), days().max()), (Some("1997-01-01".into()), Some("1998-06-30".into())));
        Ok(())
    }

    #[test]
    fn one_of_them_is_read_right() -> Result<(), Error> {
        // ` 00003 19970330  2   20.76` is the second line of the third customer.
        let third: Vec<Purchase> = unpack()?.into_iter().filter(|purchase| purchase.customer == 3).collect();
        let shown = |purchase: &Purchase| (purchase.day.to_string(), purchase.amount.to_string());
        assert_eq!(third.len(), 6);
        assert_eq!(shown(&third[1]), ("1997-03-30".to_owned(), "20.76".to_owned()));
        Ok(())
    }
}
