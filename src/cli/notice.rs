//! Notices to the members of cohorts.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Notices to the members of cohorts.
#[derive(Debug, Subcommand)]
pub enum NoticeCommand {
    /// Send a notice to the members of a cohort
    ///
    /// It is the platform's, or that of a holder who is in the cohort, has the permission `notify` and a card in use. Members
    /// come for it by `notice list --holder`; with --service it is also sent to a provider of that service for each of them,
    /// by `request dispatch`: in the order of the classes that the setting `message-classes` names, and within a class by the
    /// members' ranks. The class of a member is what the nearest of their cohorts says (`cohort policy --message-class`),
    /// unless --class says one for all.
    Send(NoticeSend),
    /// List what was sent, or what a holder may see; 100 unless --limit says otherwise
    ///
    /// What was sent is listed with how many it was for, how many of their providers took it and how many have read it, the
    /// newest first. What a holder sees is good at this moment: the most urgent class first, then the newest.
    List(NoticeList),
    /// Show a notice with its body
    Show(NoticeShow),
    /// End a notice: nobody sees it any more, and it is sent to nobody any more; wants --reason
    Withdraw {
        /// The notice's number
        #[arg(value_parser = clap::value_parser!(i64).range(1..))]
        notice: i64,
    },
}

/// Send a notice.
#[derive(Args, Debug)]
pub struct NoticeSend {
    /// To the members of this cohort and of those below it
    #[arg(long, value_name = "PATH")]
    pub cohort: String,
    /// The scheme of the cohort; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// What it is about, in one line
    #[arg(long, value_name = "TEXT", required_unless_present = "input")]
    pub title: Option<String>,
    /// What it says; `-` reads it from stdin
    #[arg(long, value_name = "TEXT", required_unless_present = "input", allow_hyphen_values = true)]
    pub body: Option<String>,
    /// A JSON object with `title` and `body`; `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["title", "body"])]
    pub input: Option<PathBuf>,
    /// The holder who sends it, by ref or card; the platform when not given
    #[arg(long, value_name = "REF")]
    pub from_holder: Option<String>,
    /// Until when it is good: the last day, or a number of days such as `7d`; for good when not given
    #[arg(long, value_name = "DATE|DAYS")]
    pub expires: Option<String>,
    /// The class for all members, one of the setting `message-classes`
    #[arg(long, value_name = "WORD")]
    pub class: Option<String>,
    /// Send it through a provider of this service, too
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
}

/// List notices.
#[derive(Args, Debug)]
pub struct NoticeList {
    /// What this holder may see, by ref or card
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Only what the holder has not read
    #[arg(long, requires = "holder")]
    pub unread: bool,
}

/// Show a notice.
#[derive(Args, Debug)]
pub struct NoticeShow {
    /// The notice's number
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    pub notice: i64,
    /// As this holder sees it, by ref or card
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Mark it as read by the holder
    #[arg(long, requires = "holder")]
    pub read: bool,
}
