//! The rows of a file, read into applications on a thread of their own while those before are written.

use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use super::application::Application;
use super::desk::Desk;
use super::row::read;
use crate::error::Error;
use crate::input::{CsvFile, Row};

/// A row, and what it asks for or what is wrong with it.
pub struct Asked {
    /// The row.
    pub row: Row,
    /// What it asks for.
    pub application: Result<Application, Error>,
}

/// Reads a file in slices. At most two wait: one on its way, and one that is being read.
pub fn read_ahead(
    file: Arc<CsvFile>,
    desk: Arc<Desk>,
    slice: usize,
    by_operator: bool,
) -> Receiver<Result<Vec<Asked>, Error>> {
    let (sender, receiver) = channel(1);
    spawn_blocking(move || {
        if let Err(error) = send(&file, &desk, slice, by_operator, &sender) {
            // Who waits no more for slices does not wait for the reason either.
            let _ = sender.blocking_send(Err(error));
        }
    });
    receiver
}

fn send(
    file: &CsvFile,
    desk: &Desk,
    slice: usize,
    by_operator: bool,
    sender: &Sender<Result<Vec<Asked>, Error>>,
) -> Result<(), Error> {
    let mut asked = Vec::with_capacity(slice);
    for row in file.rows() {
        let row = row?;
        let application = read(&row, desk, by_operator);
        asked.push(Asked { row, application });
        if asked.len() == slice && sender.blocking_send(Ok(std::mem::take(&mut asked))).is_err() {
            // The import has ended before the file.
            return Ok(());
        }
    }
    if !asked.is_empty() {
        let _ = sender.blocking_send(Ok(asked));
    }
    Ok(())
}
