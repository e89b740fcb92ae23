//! The global flags that shape input and output.

use std::path::{Path, PathBuf};

use super::Pager;
use super::column::Column;

/// How data is written to stdout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table for people; its looks may change.
    #[default]
    Table,
    /// One json array, or one object.
    Json,
    /// One json object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header; tabs and line breaks as `\t` and `\n`.
    Tsv,
    /// A workbook for spreadsheets: typed cells, totals, a chart where there is one.
    Xlsx,
    /// One page with its pictures in it, for reading and printing.
    Html,
}

impl Format {
    /// The format that the name of a file ends with.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "xlsx" => Some(Self::Xlsx),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// How csv and tsv are encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Encoding {
    /// UTF-8, for programs.
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-8 with a byte order mark, for spreadsheets.
    #[value(name = "utf-8-bom")]
    Utf8Bom,
    /// GB18030, for spreadsheets and programs of Chinese systems.
    #[value(name = "gb18030")]
    Gb18030,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What of a list is shown: `--columns`, `--sort`, `--filter` and `--limit`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keys of columns in the order to show them; all when empty.
    pub columns: Vec<String>,
    /// Keys of columns to sort by, the most important first; `-` before a key for descending.
    pub sort: Vec<String>,
    /// Which rows are shown.
    pub filter: Option<String>,
    /// The most rows to show, counted after filtering and sorting.
    pub limit: Option<u64>,
}

impl Selection {
    /// Whether `--columns help` wants to know which there are.
    pub(super) fn asks_for_columns(&self, columns: &[Column]) -> bool {
        self.wants_columns() && !columns.iter().any(|one| one.key == "help")
    }

    /// Whether `--columns help` was said.
    #[must_use]
    pub fn wants_columns(&self) -> bool {
        matches!(self.columns.as_slice(), [only] if only == "help")
    }

    /// How many rows a command has to read that shows the first so many when nothing is said: as many as `--limit`
    /// says, and all where rows are sorted or left out before they are counted.
    #[must_use]
    pub const fn rows_to_read(&self, usual: u64) -> u64 {
        match self.limit {
            _ if !self.sort.is_empty() || self.filter.is_some() => u64::MAX,
            Some(limit) => limit,
            None => usual,
        }
    }
}

/// The global flags that shape input and output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `--output`.
    pub format: Format,
    /// `--encoding`, of csv and tsv.
    pub encoding: Encoding,
    /// `--columns`, `--sort`, `--filter` and `--limit`.
    pub selection: Selection,
    /// `--color`. Whoever reads the environment puts [`Color::Never`] here for `NO_COLOR` and `TERM=dumb`.
    pub color: Color,
    /// `--quiet`: only results and errors.
    pub quiet: bool,
    /// `--no-input`: never ask.
    pub no_input: bool,
    /// `--yes`: go ahead without asking.
    pub yes: bool,
    /// What shows tables that are longer than the screen.
    pub pager: Option<Pager>,
    /// Where temporary files go; the system's place when nothing is said.
    pub temporary: Option<PathBuf>,
}
