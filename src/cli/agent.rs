//! The tree of agents.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// The tree of agents.
#[derive(Debug, Subcommand)]
pub enum AgentCommand {
    /// Add an agent; the same again is `unchanged`
    Add(AgentAdd),
    /// Change an agent's name, region or center
    Set(AgentSet),
    /// Load agents from a CSV file: code,name,parent,region,center,since
    Import(AgentImport),
    /// List all agents
    List,
    /// Draw the tree
    Tree {
        /// Only this agent and those below
        code: Option<String>,
        /// As it was on this day; today when not given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Show an agent, the agents above and the histories
    Show {
        /// The agent's code
        code: String,
    },
    /// Put an agent under another from a day on
    Move(AgentMove),
    /// Suspend an agent: it keeps its place and receives nothing
    Suspend(AgentSince),
    /// End a suspension
    Resume(AgentSince),
    /// Make a holder an agent; the tier or a cohort has to allow it (`refer`). Again it is `unchanged`
    ///
    /// The holder stays one, keeps card, ref and number, and has a balance of each kind from then on. Who is served by
    /// the new agent is told by `holder set`, and by its region.
    Promote(AgentPromote),
}

/// Add an agent.
#[derive(Args, Debug)]
pub struct AgentAdd {
    /// The agent's code
    pub code: String,
    /// The agent's name, or `-` to read it from stdin; kept sealed
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The agent above
    #[arg(long, value_name = "AGENT")]
    pub parent: Option<String>,
    /// The region whose holders belong to this agent when nothing else says so
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// The agent's center
    #[arg(long, value_name = "CENTER")]
    pub center: Option<String>,
    /// The first day under that parent; from the beginning when not given
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

/// Change an agent's name, region or center.
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args(["name", "region", "center"])))]
pub struct AgentSet {
    /// The agent's code
    pub code: String,
    /// The new name, or `-` to read it from stdin; kept sealed
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The new region; `none` for no region
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// The new center; `none` for no center
    #[arg(long, value_name = "CENTER")]
    pub center: Option<String>,
}

/// Load agents from a CSV file.
#[derive(Args, Debug)]
pub struct AgentImport {
    /// The file, or `-` for stdin; parents may come after children
    pub file: PathBuf,
}

/// Put an agent under another.
#[derive(Args, Debug)]
pub struct AgentMove {
    /// The agent's code
    pub code: String,
    /// The agent above from then on; `none` for no one
    #[arg(long, value_name = "AGENT")]
    pub parent: String,
    /// The first day; today when not given
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

/// Make a holder an agent.
#[derive(Args, Debug)]
pub struct AgentPromote {
    /// The holder's ref or card number
    pub holder: String,
    /// The agent's code; the holder's ref when not given
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// The agent above, `none` for no one; the one to whom the holder belongs on that day when not given
    #[arg(long, value_name = "AGENT")]
    pub parent: Option<String>,
    /// The region whose holders belong to this agent when nothing else says so
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// The agent's center
    #[arg(long, value_name = "CENTER")]
    pub center: Option<String>,
    /// The first day; today when not given
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

/// An agent and a day.
#[derive(Args, Debug)]
pub struct AgentSince {
    /// The agent's code
    pub code: String,
    /// The first day; today when not given
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}
