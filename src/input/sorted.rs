//! Rows in order, however many: what doesn't fit into a chunk is sorted chunk by chunk in a temporary file without a name,
//! which nobody else can open and which is gone when the program ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// So many rows are sorted in memory.
const CHUNK: usize = 20_000;

/// Rows that are still being collected.
pub struct Sorter<T> {
    chunk: Vec<T>,
    most: usize,
    full: Vec<File>,
}

impl<T: Ord + Serialize + DeserializeOwned> Default for Sorter<T> {
    fn default() -> Self {
        Self { chunk: Vec::new(), most: CHUNK, full: Vec::new() }
    }
}

impl<T: Ord + Serialize + DeserializeOwned> Sorter<T> {
    /// Adds a row.
    pub fn push(&mut self, row: T) -> Result<(), Error> {
        self.chunk.push(row);
        if self.chunk.len() < self.most {
            return Ok(());
        }
        self.chunk.sort_unstable();
        let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
        for row in self.chunk.drain(..) {
            serde_json::to_writer(&mut file, &row).map_err(|error| failed(error.into()))?;
            file.write_all(b"\n").map_err(failed)?;
        }
        let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        self.full.push(file);
        Ok(())
    }

    /// All rows, the least first. Equal ones come in any order.
    pub fn sorted(mut self) -> Result<Sorted<T>, Error> {
        self.chunk.sort_unstable();
        let mut runs = vec![Run::Memory(self.chunk.into_iter())];
        runs.extend(self.full.into_iter().map(|file| Run::File(BufReader::new(file), String::new())));
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (place, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next()?.map(|row| Reverse((row, place))));
        }
        Ok(Sorted { runs, heads })
    }
}

/// Rows in order.
pub struct Sorted<T> {
    runs: Vec<Run<T>>,
    heads: BinaryHeap<Reverse<(T, usize)>>,
}

enum Run<T> {
    Memory(std::vec::IntoIter<T>),
    File(BufReader<File>, String),
}

impl<T: DeserializeOwned> Run<T> {
    fn next(&mut self) -> Result<Option<T>, Error> {
        match self {
            Self::Memory(rows) => Ok(rows.next()),
            Self::File(file, line) => {
                line.clear();
                if file.read_line(line).map_err(failed)? == 0 {
                    return Ok(None);
                }
                serde_json::from_str(line).map(Some).map_err(|error| failed(error.into()))
            }
        }
    }
}

impl<T: Ord + DeserializeOwned> Sorted<T> {
    /// The next row, which stays.
    #[must_use]
    pub fn peek(&self) -> Option<&T> {
        self.heads.peek().map(|Reverse((row, _))| row)
    }

    /// Takes the next row.
    pub fn take(&mut self) -> Result<Option<T>, Error> {
        let Some(mut head) = self.heads.peek_mut() else { return Ok(None) };
        let place = head.0.1;
        let Some(next) = self.runs[place].next()? else {
            return Ok(Some(PeekMut::pop(head).0.0));
        };
        Ok(Some(std::mem::replace(&mut head.0.0, next)))
    }

    /// Takes the next row where it is as it should be.
    pub fn take_if(&mut self, wanted: impl FnOnce(&T) -> bool) -> Result<Option<T>, Error> {
        if self.peek().is_some_and(wanted) { self.take() } else { Ok(None) }
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::io("can't keep rows in a temporary file", error)
        .hint("the directory for temporary files (`TMPDIR`) needs room for the rows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_whatever_is_in_memory() {
        for most in [1, 2, 7, 100] {
            let mut sorter = Sorter { chunk: Vec::new(), most, full: Vec::new() };
            for n in 0_u64..50 {
                sorter.push((n * 37 % 50, format!("row\n{n}"))).expect("room");
            }
            let mut in_order = sorter.sorted().expect("readable");
            assert_eq!(in_order.peek().map(|(n, _)| *n), Some(0), "{most}");
            assert_eq!(in_order.take_if(|(n, _)| *n > 0).expect("readable"), None);
            let mut found = Vec::new();
            while let Some((n, text)) = in_order.take().expect("readable") {
                assert_eq!(n, text[4..].parse::<u64>().expect("a number") * 37 % 50);
                found.push(n);
            }
            assert_eq!(found, (0..50).collect::<Vec<u64>>(), "{most}");
            assert_eq!(in_order.take().expect("at the end"), None);
        }
    }
}
