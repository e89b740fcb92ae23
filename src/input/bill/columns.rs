//! Values of a line, and the columns that they stand in.

use std::collections::HashMap;

/// The values of a line, without quotes, backticks and white space around them.
///
/// Values of WeChat Pay begin with a backtick and are not quoted, so that a name may hold commas. All others are split
/// at commas, with quotes as spreadsheets write them; a quote that is never closed ends with the line.
pub(super) fn split(line: &str) -> Vec<String> {
    let line = line.trim_start_matches('\u{feff}');
    if let Some(values) = line.strip_prefix('`') {
        return values.split(",`").map(clean).collect();
    }
    let mut values = Vec::new();
    let mut value = String::new();
    let (mut quoted, mut closed) = (false, false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                value.push('"');
            }
            '"' if quoted => (quoted, closed) = (false, true),
            '"' if !closed && value.trim().is_empty() => {
                value.clear();
                quoted = true;
            }
            ',' if !quoted => {
                values.push(clean(&value));
                value.clear();
                closed = false;
            }
            _ => value.push(character),
        }
    }
    values.push(clean(&value));
    values
}

fn clean(value: &str) -> String {
    let value = value.trim_matches(around);
    value.strip_prefix('`').unwrap_or(value).trim_matches(around).to_owned()
}

fn around(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

/// Names of columns, and where each stands.
pub(super) struct Columns {
    places: HashMap<String, usize>,
    len: usize,
}

impl Columns {
    pub(super) fn of(names: &[String]) -> Self {
        let mut places = HashMap::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            places.entry(normal(name)).or_insert(place);
        }
        Self { places, len: names.len() }
    }

    /// Whether values may be the names of columns: the first one is one.
    pub(super) fn begins_like(&self, values: &[String]) -> bool {
        values.first().is_some_and(|first| self.places.contains_key(&normal(first)))
    }

    /// Whether the same columns stand in the same places.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.places == other.places
    }

    /// Whether there is a column of this name, which is written with half-width brackets.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Makes the values of a line as many as the columns. What is too much is empty at the end, or belongs to `free`,
    /// the column of free text, which is not quoted everywhere.
    pub(super) fn fit(&self, values: &mut Vec<String>, free: &str) -> Result<(), String> {
        while values.len() > self.len && values.last().is_some_and(String::is_empty) {
            values.pop();
        }
        let (found, wanted) = (values.len(), self.len);
        if found == wanted {
            return Ok(());
        }
        match self.place(free) {
            Some(place) if found > wanted => {
                let behind = place + found - wanted;
                let text = values.drain(place..=behind).collect::<Vec<_>>().join(",");
                values.insert(place, text);
                Ok(())
            }
            _ => Err(format!("it has {found} values where the header has {wanted}")),
        }
    }
}

/// A name without what differs from one bill to another.
pub(super) fn normal(name: &str) -> String {
    let wanted =
        |character: &char| !character.is_whitespace() && !matches!(character, '\u{feff}' | '`' | '"');
    let half = |character: char| match character {
        '（' | '【' => '(',
        '）' | '】' => ')',
        '＋' => '+',
        '－' => '-',
        '／' => '/',
        other => other.to_ascii_lowercase(),
    };
    name.chars().filter(wanted).map(half).collect()
}

/// The values of a row by the names of their columns.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) columns: &'a Columns,
    pub(super) values: &'a [String],
}

impl<'a> Fields<'a> {
    /// The value of a column; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &'a str {
        let place = self.columns.place(name);
        place.and_then(|place| self.values.get(place)).map_or("", String::as_str)
    }

    /// The first of these columns that the bill has and that is filled.
    pub(super) fn first(&self, names: &[&str]) -> &'a str {
        names.iter().map(|name| self.get(name)).find(|value| !value.is_empty()).unwrap_or_default()
    }
}
