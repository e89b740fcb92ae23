//! The platform itself: making it, looking after it, asking for help.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What kind of cards the law sees in the platform's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Regime {
    /// Cards of one issuer, group or franchise brand
    SinglePurpose,
    /// Cards of several groups, under a license
    MultiPurposeLicensed,
    /// The card identifies its holder and holds no money
    #[default]
    NoStoredValue,
}

impl Regime {
    /// As stored in the settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SinglePurpose => "single-purpose",
            Self::MultiPurposeLicensed => "multi-purpose-licensed",
            Self::NoStoredValue => "no-stored-value",
        }
    }
}

/// Make a database, its schema and its key file.
#[derive(Args, Debug)]
pub struct Init {
    /// The platform's name
    #[arg(long, value_name = "NAME", default_value = "platform")]
    pub name: String,
    /// What kind of cards the law sees in the platform's
    #[arg(long, value_enum, default_value_t)]
    pub regime: Regime,
    /// The time zone in which days begin, by its IANA name
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai")]
    pub time_zone: String,
    /// The currency, one with two decimals
    #[arg(long, value_name = "CODE", default_value = "CNY")]
    pub currency: String,
    /// One operator may prepare and approve: no four eyes, and `settle run --post` is allowed
    #[arg(long)]
    pub single_operator: bool,
    /// The environment that the database belongs to, such as `production` or `test`; that of the profile when not given
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
}

/// Look for what is wrong around the program.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Also read the whole file of an SQLite database and check its structure, which takes time
    #[arg(long)]
    pub thorough: bool,
}

/// A role of the platform in its database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DatabaseRoleWord {
    /// Looks up one holder at a time, masked, and sees what it was refused itself
    Support,
    /// The counter and the directory, loads of holders and visits, cohorts, requests, goods and notices
    Operator,
    /// Purchases, fees, settlement runs, months and payouts
    Settlement,
    /// Decides on plans, runs, months, payouts and adjustments
    Approver,
    /// Reads everything but sealed values, without a key
    Auditor,
    /// Migrations, settings, keys and grants; the tables are theirs
    Owner,
}

/// Run the whole main job on real purchases in a fresh database.
#[derive(Args, Debug)]
pub struct Demo {
    /// An empty or new directory for database, key, print file and inputs; a new one below the system's
    /// temporary directory when not given
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Look after the database.
#[derive(Debug, Subcommand)]
pub enum DbCommand {
    /// Show the schema's version and what the database holds
    Status,
    /// Bring the schema up to this program's version
    ///
    /// On PostgreSQL the rights of all roles are brought up with it.
    Migrate,
    /// Give a user of the server a role of the platform (PostgreSQL)
    ///
    /// A role is a group on the server, named after the database and the role, such as `cards_support`; the first grant
    /// makes it, for which the owner needs CREATEROLE. Its rights on tables and columns are brought up to date with every
    /// grant and every migration. Who has several roles may do what any of them may.
    ///
    /// On SQLite there are no users: whoever can write the file may do everything.
    Grant {
        /// The role
        #[arg(value_enum)]
        role: DatabaseRoleWord,
        /// The user, who can log in to the server already
        user: String,
    },
    /// Take a role of the platform from a user of the server (PostgreSQL)
    Revoke {
        /// The role
        #[arg(value_enum)]
        role: DatabaseRoleWord,
        /// The user
        user: String,
    },
    /// List who has which role of the platform (PostgreSQL)
    Grants,
    /// Copy the whole database into a file while others go on working
    ///
    /// The copy is one state of the database: what was committed before it began is in it, and nothing that came later. Beside
    /// FILE stands FILE.json, which says what the copy is of: platform, environment, schema, counts, the head of the audit log,
    /// and size and SHA-256 of the file. Both are written whole, synced and then given their names, so that an interrupted
    /// backup leaves nothing that looks like one. An entry in the audit log says that all data was taken out; it is in the
    /// copy, too.
    ///
    /// The key is not in it. Without its key file nobody can read personal data in a backup, neither a thief nor you: keep a
    /// copy of the key, made by `key export`, and keep it apart from the backups.
    ///
    /// How often: every night before the settlement, and before each `db migrate`. Where to: another disk, another machine,
    /// another place; a backup beside its database burns with it. Name it with the date, keep some, and have each one proved by
    /// `db restore --verify --dry-run`. A backup that nobody has tried to restore is a hope.
    ///
    /// On PostgreSQL `pg_dump` is run, which has to be on PATH and not older than the server, and which gets the password in
    /// its environment and never as an argument. Rights of other users are not in the copy.
    Backup(DbBackup),
    /// Put a backup in the place of the database, after it has been proved whole
    ///
    /// Before anything is touched, FILE has to be what FILE.json says: its SHA-256, its size, the database's own check of the
    /// file, all references between tables, the audit log from its beginning to the head that was written down, and the counts.
    /// If there is a key, it has to be the backup's. With --verify `db check` has to pass, too. What was verified is told.
    ///
    /// On SQLite the copy is then made beside the database and takes its place in one step. A database that stands there is
    /// replaced only with --replace, only while nobody has it open, and never deleted: it is kept beside, under its name with
    /// the time. On PostgreSQL `pg_restore` fills an empty database, in one transaction; make one with `createdb` and name it by
    /// --database. The restore is an entry in the audit log of what was restored. Roles are the server's, and not in a backup: whoever
    /// has one for a database of this name has it again, and others get one by `cardctl db grant`.
    ///
    /// With --dry-run it ends before anything is touched, so that a script can prove last night's backup: exit 0 when all is
    /// well, 8 when the file is not what was written, 6 when its contents are wrong.
    Restore(DbRestore),
    /// Prove what is always true, pass by pass; exit 6 when something is not
    ///
    /// Each pass proves one of the rules that the manual lists, or that rows which refer to one another are there. It reads
    /// one state of the database, wants no key and changes nothing.
    Check {
        /// Run only these passes; may be given several times, or with commas
        #[arg(long, value_name = "NAME", value_delimiter = ',')]
        pass: Vec<String>,
        /// Look only at this run and the later ones, at their items and at what was recorded since, for every night
        #[arg(long, value_name = "RUN")]
        since: Option<String>,
        /// List the passes with what each proves, and run none
        #[arg(long, conflicts_with = "since")]
        list: bool,
    },
}

/// Copy the whole database into a file.
#[derive(Args, Debug)]
pub struct DbBackup {
    /// The file to write; FILE.json is written beside it
    pub file: PathBuf,
    /// Write over a backup of this name
    #[arg(long)]
    pub force: bool,
}

/// Put a backup in the place of the database.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a flag is said or not")]
pub struct DbRestore {
    /// The file that `db backup` wrote, with FILE.json beside it
    pub file: PathBuf,
    /// Run all passes of `db check` on the backup, too
    #[arg(long)]
    pub verify: bool,
    /// Prove the backup and touch nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take the place of a database that stands there; it is kept beside
    #[arg(long)]
    pub replace: bool,
    /// Take a file without FILE.json: nothing says then whether it is what was written
    #[arg(long)]
    pub no_manifest: bool,
}

/// Show and set the platform's policy.
#[derive(Debug, Subcommand)]
pub enum SettingCommand {
    /// List all settings
    List,
    /// Set one; wants --reason
    Set {
        /// The setting's name
        key: String,
        /// Its new value
        value: String,
    },
}

/// Show the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show the values in force
    Show {
        /// Show where each value is from
        #[arg(long)]
        origin: bool,
    },
    /// Print where the configuration file is looked for
    Path,
    /// List the profiles of the configuration file, each with its database
    ///
    /// `current` marks the one that other commands would use now. A database is shown without its password.
    Profiles,
}

/// The audit log.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// List changes and refusals, the oldest first
    Log {
        /// Only entries after this number
        #[arg(long, value_name = "SEQ", default_value_t = 0)]
        after: i64,
    },
    /// Follow the chain from its beginning; exit 6 when it is broken
    ///
    /// Names the first entry that was changed, deleted, inserted or swapped, with what should be there and what is. Who
    /// can write the whole database can hash the whole log anew, and the chain alone can't show that: `--against` compares
    /// it with heads that were kept elsewhere, and finds a log that was cut or written anew.
    Verify {
        /// Compare with this head, or with every one that stands in this file: lines `TIME SEQ:HASH what`, as `audit head
        /// --witness` adds them, or any json with a field `audit_head`, such as a manifest or what a command printed
        #[arg(long, value_name = "FILE|SEQ:HASH")]
        against: Option<String>,
    },
    /// Print the chain's head, to be kept elsewhere
    ///
    /// `SEQ:HASH` is the number of the last entry and its hash, which covers all entries up to it.
    Head {
        /// Add the head to this file, as a line `TIME SEQ:HASH what`
        #[arg(long, value_name = "FILE")]
        witness: Option<PathBuf>,
    },
}

/// Commands, error codes and exit statuses explained.
///
/// `cardctl help NOUN VERB` prints what `--help` after that command prints, and `cardctl help` what the program can do.
#[derive(Args, Debug)]
#[command(override_usage = "cardctl help [NOUN [VERB]]\n       cardctl help errors|error CODE|exit-codes")]
pub struct Help {
    /// What about.
    #[command(subcommand)]
    pub topic: Option<HelpTopic>,
}

/// What there is help about.
#[derive(Debug, Subcommand)]
pub enum HelpTopic {
    /// List all error codes
    Errors,
    /// Explain an error code: what happened, why it may be, and what to do
    Error {
        /// The code, such as `run-locked`
        code: String,
    },
    /// List the exit statuses, with the error codes of each
    ExitCodes,
    /// A command
    #[command(external_subcommand)]
    Of(Vec<String>),
}
