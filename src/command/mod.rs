//! The commands, one file each: load, show what will happen, confirm, one transaction, report.

mod access;
mod agent;
mod audit;
mod batch;
mod card;
mod cohort;
mod command_line;
mod complete;
pub mod completions;
mod config;
mod db;
mod demo;
mod doctor;
mod duty;
mod effect;
mod failure;
mod help;
mod holder;
mod init;
mod key;
mod keys;
mod ledger;
mod listing;
mod loading;
mod notice;
mod parameter;
mod party;
mod payee;
mod payment;
mod payout;
mod period;
mod permission;
mod place;
mod placing;
mod plan;
mod platform;
mod purchase;
mod regions;
mod report;
mod request;
mod scheme;
mod service;
mod session;
mod setting;
mod settle;
mod stop;
mod tries;
mod visit;
mod whoami;
mod yardstick;

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};

pub use db::{CheckPass, passes};
pub use session::Session;
use stop::{Stop, Watch};

use crate::cli::{self, BatchCommand, Cli, Command, KeyCommand};
use crate::config::Config;
use crate::error::{Code, Error, Outcome};
use crate::host::{Host, Variables};
use crate::output::{Color, Format, Options, Pager, Selection, Ui};

/// Runs the program and returns its exit status.
#[must_use]
pub fn run(host: Host) -> u8 {
    if let Some(asked) = complete::asked(&host) {
        complete::run(host, asked);
        return 0;
    }
    let mut cli = match cli::parse(&host.arguments) {
        Ok(cli) => cli,
        Err(error) => return unparsed(&error, host),
    };
    if has_own_out(&cli.command) {
        cli.global.out = None;
    }
    let config = match Config::resolve(&cli.global, &host.environment) {
        Ok(config) => config,
        Err(error) => {
            let format = cli.global.output.unwrap_or_default();
            let mut ui = Ui::new(host.streams, Options { format, ..Options::default() });
            let error = with_next_step(error, &cli.path);
            ui.error(&error);
            return error.exit();
        }
    };
    let path = cli.path.clone();
    let exit = host.exit;
    let mut session = session(host, config, &cli);
    let watched = Watch::begin(session.stop.clone(), session.ui.voice(), exit);
    let _watch = match watched {
        Ok(watch) => watch,
        Err(error) => {
            let error = Error::io("can't watch for signals", error);
            session.ui.error(&error);
            return error.exit();
        }
    };
    if let Err(error) = session.ui.init_logging(cli.global.verbose) {
        session.ui.error(&error);
        return error.exit();
    }
    let detailed = matches!(
        &cli.command,
        Command::Settle(cli::SettleCommand::Run(run)) if run.detailed_exitcode
    );
    let done = execute(&mut session, cli.command).and_then(|outcome| {
        session.ui.finish()?;
        Ok(outcome)
    });
    match done {
        Ok(outcome) => outcome.exit(detailed),
        Err(error) => {
            let error = duty::named(error, &path, session.standing.as_ref());
            let error = with_next_step(error, &path);
            session.ui.error(&error);
            error.exit()
        }
    }
}

/// No error leaves its reader without a next step: where nothing better is known, it is to read about it.
fn with_next_step(error: Error, path: &str) -> Error {
    if !error.hints().is_empty() {
        return error;
    }
    match error.code() {
        Code::OutputClosed => error,
        Code::Usage => error.hint(format!("`cardctl help {path}` prints what it takes, with examples")),
        code => error.hint(format!("`cardctl help error {}` says why it may be and what to do", code.name())),
    }
}

/// Whether `--out` names what the command makes: clap gives the value to the global flag of this name, too.
const fn has_own_out(command: &Command) -> bool {
    matches!(
        command,
        Command::Batch(BatchCommand::Issue(_) | BatchCommand::Export(_))
            | Command::Key(KeyCommand::Export(_))
            | Command::Payout(cli::PayoutCommand::Export(_))
    ) || writes_its_files(command)
}

/// Whether what is for a page or a sheet goes into files that the command names itself.
const fn writes_its_files(command: &Command) -> bool {
    matches!(command, Command::Report(cli::ReportCommand::Statement(cli::ReportStatement { all: true, .. })))
}

fn session(host: Host, config: Config, cli: &Cli) -> Session {
    let options = Options {
        format: config.output.value,
        encoding: cli.global.encoding.unwrap_or_default(),
        selection: Selection {
            columns: cli.global.columns.clone(),
            sort: cli.global.sort.clone(),
            filter: cli.global.filter.clone(),
            limit: cli.global.limit,
        },
        color: config.color.value,
        quiet: cli.global.quiet,
        no_input: cli.global.no_input,
        yes: cli.global.yes,
        pager: if cli.global.no_pager { None } else { pager(&host) },
        temporary: host.environment.text("TMPDIR").map(PathBuf::from),
    };
    let temporary = options.temporary.clone().unwrap_or_else(|| PathBuf::from("/tmp"));
    Session {
        ui: Ui::new(host.streams, options),
        config,
        flags: cli.global.clone(),
        randomness: host.randomness,
        temporary,
        search_path: host.environment.raw("PATH").cloned(),
        command: cli.path.clone(),
        password: access::Password::default(),
        variables: variables(&host.environment),
        opened: RefCell::default(),
        keys: keys::Keys::default(),
        clock: host.clock,
        newest: Cell::default(),
        user: host.user,
        machine: host.machine,
        process: host.process,
        effect: effect::Effect::default(),
        path: cli.path.clone(),
        standing: None,
        looks_as: None,
        entered: false,
        on_stage: false,
        left_behind: None,
        stop: Stop::default(),
    }
}

/// What of the environment bears on the surroundings: the first variable that is set says in which characters is
/// written, as `locale(7)` has it.
fn variables(environment: &Variables) -> doctor::Variables {
    let text = |name: &str| environment.text(name).map(str::to_owned);
    doctor::Variables {
        locale: text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG")),
        terminal: text("TERM"),
        zone: text("TZ"),
    }
}

/// What shows long tables: the program that the environment names, else `less`, which leaves colours as they are and
/// what was shown on the screen.
fn pager(host: &Host) -> Option<Pager> {
    let named = host.environment.raw("CARDCTL_PAGER").or_else(|| host.environment.raw("PAGER"));
    let pager = Pager::named(named.map_or(Some("less"), |name| name.to_str())?)?;
    Some(if host.environment.text("LESS").is_none() { pager.with("LESS", "FRX") } else { pager })
}

/// Sends data to the file of the global `--out`.
fn send_out(ui: &mut Ui, flags: &cli::GlobalArgs) -> Result<(), Error> {
    let Some(path) = &flags.out else { return Ok(()) };
    let file =
        File::create(path).map_err(|error| Error::io(format!("can't write `{}`", path.display()), error))?;
    ui.redirect(Box::new(BufWriter::new(file)))
}

/// Runs a command to its end, or to the signal that ends it.
fn execute(session: &mut Session, command: Command) -> Result<Outcome, Error> {
    let stop = session.stop.clone();
    send_out(&mut session.ui, &session.flags)?;
    if !writes_its_files(&command) {
        session.ui.check_destination()?;
    }
    // One connection at a time does the work: more threads would only cost start-up.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::io("can't start the runtime", error))?;
    let done = runtime.block_on(async {
        let done = tokio::select! {
            biased;
            error = stop.cut() => Err(error),
            done = dispatch(session, command) => done,
        };
        session.close().await;
        done
    });
    match session.left_behind.take() {
        Some(where_it_is) => done.map_err(|error| error.hint(where_it_is)),
        None => done,
    }
}

async fn dispatch(session: &mut Session, command: Command) -> Result<Outcome, Error> {
    session.effect = effect::Effect::of(&command);
    let only_looks = matches!(session.effect, effect::Effect::Apart | effect::Effect::Looks);
    if session.ui.options().selection.wants_columns() && !only_looks {
        return Err(Error::new(Code::Usage, "`--columns help` is for commands that show something")
            .hint("this one would change something first; `cardctl help` and `--help` explain it"));
    }
    // `init` makes what was not there.
    session.ui.shows_a_change(!only_looks || matches!(command, Command::Init(_)));
    session.entered = false;
    match command {
        Command::Init(init) => init::run(session, init).await,
        Command::Demo(demo) => demo::run(session, demo).await,
        Command::Doctor(doctor) => doctor::run(session, doctor).await,
        Command::Whoami => whoami::run(session).await,
        Command::Completions { shell, dynamic } => completions::run(session, shell, dynamic),
        Command::Db(command) => db::run(session, command).await,
        Command::Setting(command) => setting::run(session, command).await,
        Command::Config(command) => config::run(session, command).await,
        Command::Key(command) => key::run(session, command).await,
        Command::Center(command) => party::center::run(session, command).await,
        Command::Staff(command) => party::staff::run(session, command).await,
        Command::Provider(command) => party::provider::run(session, command).await,
        Command::Tier(command) => party::tier::run(session, command).await,
        Command::Agent(command) => agent::run(session, command).await,
        Command::Party(command) => payee::run(session, command).await,
        Command::Batch(command) => batch::run(session, command).await,
        Command::Card(command) => card::run(session, command).await,
        Command::Holder(command) => holder::run(session, command).await,
        Command::Parameter(command) => parameter::run(session, command).await,
        Command::Scheme(command) => scheme::run(session, command).await,
        Command::Cohort(command) => cohort::run(session, command).await,
        Command::Visit(command) => visit::run(session, command).await,
        Command::Request(command) => request::run(session, command).await,
        Command::Payment(command) => payment::run(session, command).await,
        Command::Purchase(command) => purchase::run(session, command).await,
        Command::Plan(command) => plan::run(session, command).await,
        Command::Settle(command) => settle::run(session, command).await,
        Command::Period(command) => period::run(session, command).await,
        Command::Payout(command) => payout::run(session, command).await,
        Command::Ledger(command) => ledger::run(session, command).await,
        Command::Listing(command) => listing::run(session, command).await,
        Command::Notice(command) => notice::run(session, command).await,
        Command::Report(command) => report::run(session, command).await,
        Command::Audit(command) => audit::run(session, command).await,
        Command::Help(command) => help::run(session, command).await,
    }
}

/// A command line that is not understood, or a request for help or the version.
fn unparsed(error: &clap::Error, host: Host) -> u8 {
    let wants_json = |argument: &OsString| {
        matches!(
            argument.to_str(),
            Some("json" | "jsonl" | "--output=json" | "--output=jsonl" | "-ojson" | "-ojsonl")
        )
    };
    let help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let plain = host.variable("NO_COLOR").is_some() || host.variable("TERM") == Some("dumb");
    let json = !help && host.arguments.iter().any(wants_json);
    let format = if json { Format::Json } else { Format::Table };
    let color = if plain { Color::Never } else { Color::Auto };
    let mut ui = Ui::new(host.streams, Options { format, color, ..Options::default() });
    if json {
        let text = error.to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            .filter_map(|kind| error.get(kind))
            .flat_map(|suggested| match suggested {
                ContextValue::String(near) => vec![near.clone()],
                ContextValue::Strings(near) => near.clone(),
                _ => Vec::new(),
            });
        let error = near.fold(Error::new(Code::Usage, message), |error, near| {
            error.hint(format!("did you mean `{near}`?"))
        });
        let error = error.hint("`--help` after the command prints what it takes");
        ui.error(&error);
        return error.exit();
    }
    match ui.usage(error).and_then(|()| ui.finish()) {
        Ok(()) => u8::try_from(error.exit_code()).unwrap_or(2),
        Err(error) => error.exit(),
    }
}
