//! Visits of holders.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Visits of holders, which count where a scheme's priority says so.
#[derive(Debug, Subcommand)]
pub enum VisitCommand {
    /// Load visits from a CSV file
    ///
    /// The same row again is skipped and counted, another row under the same id is a conflict, and nothing is lost
    /// or doubled when a file is loaded twice or a load is killed. `cardctl holder visit` records a single one.
    Import(VisitImport),
    /// List visits, the newest first; 100 unless --limit says otherwise
    List {
        /// Only those of this holder, by ref or card number
        #[arg(long, value_name = "REF")]
        holder: Option<String>,
    },
}

/// Load visits from a CSV file.
#[derive(Args, Debug)]
pub struct VisitImport {
    /// The file, or `-` for stdin: `external_id,card,holder,at` and, where wanted, `channel`
    pub file: PathBuf,
    /// Where the rows come from; an external id is unique within its source
    #[arg(long, value_name = "NAME")]
    pub source: String,
    /// Where rejected rows go; FILE.rejects.csv when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Load all rows or none
    #[arg(long)]
    pub all_or_nothing: bool,
}
