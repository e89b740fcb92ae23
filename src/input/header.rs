//! The columns that a file must and may have, and those that it has.

use super::record::Record;
use crate::error::{Code, Error};

/// The columns of a rejects file; every file may have them, and nobody reads them.
pub(super) const REJECTED: [&str; 2] = ["rejected_line", "rejected_reason"];

/// A longer name is cut in messages.
const LONGEST_SHOWN: usize = 40;

/// The contract of a kind of file: which columns it has, in any order.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// Columns that the file must have. Their values may still be empty.
    pub required: &'static [&'static str],
    /// Columns that the file may have. Where one is left out, its values are empty.
    pub optional: &'static [&'static str],
}

/// A column of a [`Header`], found once: `const AMOUNT: Column = PURCHASES.column("amount");`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(usize);

impl Header {
    /// The column of this name.
    ///
    /// # Panics
    ///
    /// When the header has no such column. Where the result is a constant, that is an error of compilation.
    #[must_use]
    pub const fn column(&self, name: &str) -> Column {
        let mut index = 0;
        while index < self.required.len() + self.optional.len() {
            let known = if index < self.required.len() {
                self.required[index]
            } else {
                self.optional[index - self.required.len()]
            };
            if is_same(known.as_bytes(), name.as_bytes()) {
                return Column(index);
            }
            index += 1;
        }
        panic!("the header has no column of this name")
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    fn knows(&self, name: &str) -> bool {
        self.names().chain(REJECTED).any(|known| known == name)
    }

    fn bad(&self, message: String) -> Error {
        let mut hint = format!("columns: {}", self.required.join(", "));
        if !self.optional.is_empty() {
            hint.push_str("; optional: ");
            hint.push_str(&self.optional.join(", "));
        }
        Error::new(Code::BadFile, message).hint(hint)
    }

    /// The refusal of a file without any row.
    pub(super) fn empty(&self, shown: &str) -> Error {
        self.bad(format!("{shown} is empty; its first line must name the columns"))
    }

    /// Finds the columns in the first row of a file.
    pub(super) fn find(&self, first: &Record, shown: &str) -> Result<Layout, Error> {
        let line = first.line;
        let names: Vec<&str> = first.fields().map(str::trim).collect();
        if !names.iter().any(|name| self.knows(name)) {
            // It may be a row of personal data, so it is not quoted.
            let error = self.bad(format!("line {line} of {shown} names none of the columns"));
            return Err(match self.separator(&names) {
                Some(separator) => error.hint(format!("columns are separated by commas, not by {separator}")),
                None => error.hint("the first line must name the columns"),
            });
        }
        for (index, name) in names.iter().enumerate() {
            if name.is_empty() {
                let message =
                    format!("line {line} of {shown} has no name for column {} of {}", index + 1, names.len());
                return Err(self.bad(message));
            }
            if !self.knows(name) {
                let message = format!("line {line} of {shown} has an unknown column `{}`", shortened(name));
                return Err(self.bad(message).did_you_mean(name, self.names()));
            }
            if names[..index].contains(name) {
                return Err(self.bad(format!("line {line} of {shown} names the column `{name}` twice")));
            }
        }
        let missing: Vec<String> = self
            .required
            .iter()
            .filter(|name| !names.contains(name))
            .map(|name| format!("`{name}`"))
            .collect();
        if !missing.is_empty() {
            let noun = if missing.len() == 1 { "column" } else { "columns" };
            return Err(self.bad(format!("line {line} of {shown} lacks the {noun} {}", missing.join(", "))));
        }
        let places = self.names().map(|known| names.iter().position(|name| *name == known)).collect();
        Ok(Layout { names: names.into_iter().map(str::to_owned).collect(), places })
    }

    /// The layout of a file with all columns, in their order.
    pub(super) fn whole(&self) -> Layout {
        let names: Vec<String> = self.names().map(str::to_owned).collect();
        let places = (0..names.len()).map(Some).collect();
        Layout { names, places }
    }

    fn separator(&self, names: &[&str]) -> Option<&'static str> {
        let separators = [(';', "`;`"), ('\t', "tabs"), ('|', "`|`")];
        let separated = |by: char| names.iter().flat_map(move |name| name.split(by)).map(str::trim);
        separators.into_iter().find(|(by, _)| separated(*by).any(|name| self.knows(name))).map(|(_, s)| s)
    }
}

const fn is_same(left: &[u8], right: &[u8]) -> bool {
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

fn shortened(name: &str) -> String {
    let mut shown: String = name.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    shown
}

/// Where the columns stand in one file.
#[derive(Debug)]
pub(super) struct Layout {
    /// The names in the order of the file.
    pub(super) names: Vec<String>,
    /// For each [`Column`] its place in the file.
    places: Vec<Option<usize>>,
}

impl Layout {
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column.0).copied().flatten()
    }
}
