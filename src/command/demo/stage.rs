//! Where the demo's commands run: through the parser and the dispatcher of the command line, in the demo's own
//! database.

use std::path::{Path, PathBuf};

use clap::Parser as _;

use crate::cli::{Cli, GlobalArgs};
use crate::command::session::Session;
use crate::command::stop::Stop;
use crate::command::{dispatch, has_own_out, send_out};
use crate::config::{Config, Origin, Setting};
use crate::error::{Code, Error, Outcome};
use crate::output::{Format, Options, Selection, Ui};
use crate::store::DatabaseUrl;

/// Cells a line of what the commands print; the narration puts it in by four.
const WIDTH: u16 = 96;

/// A demo's directory and configuration.
pub(super) struct Stage {
    pub(super) directory: PathBuf,
    config: Config,
}

/// How a command went.
pub(super) struct Played {
    pub(super) outcome: Outcome,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Stage {
    /// A stage that has nothing of the user's configuration but what concerns the user.
    pub(super) fn new(session: &Session, directory: PathBuf) -> Self {
        let config = Config {
            profile: None,
            production: false,
            environment: None,
            profiles: Vec::new(),
            database: named(DatabaseUrl::Sqlite(directory.join("platform.db"))),
            key_file: named(directory.join("cardctl.key")),
            key_is_credential: false,
            key_command: None,
            witness_file: None,
            ..session.config.clone()
        };
        Self { directory, config }
    }

    /// The database's URL.
    pub(super) fn database(&self) -> String {
        self.config.database.value.to_string()
    }

    /// The key file.
    pub(super) fn key_file(&self) -> &Path {
        &self.config.key_file.value
    }

    /// Runs a command: what follows `cardctl`, where `./` stands for the directory.
    pub(super) async fn play(&self, session: &mut Session, words: &[&str]) -> Result<Played, Error> {
        let place = |word: &&str| match word.strip_prefix("./") {
            Some(name) => self.directory.join(name).into_os_string(),
            None => word.into(),
        };
        let arguments = std::iter::once("cardctl".into()).chain(words.iter().map(place));
        let cli = Cli::try_parse_from(arguments)
            .map_err(|error| Error::new(Code::Internal, "the demo has a wrong command").caused_by(error))?;
        let mut flags = cli.global;
        if has_own_out(&cli.command) {
            flags.out = None;
        }
        let of_file = || flags.out.as_deref().and_then(Format::of_file);
        let options = Options {
            format: flags.output.or_else(of_file).unwrap_or_default(),
            selection: Selection {
                columns: flags.columns.clone(),
                sort: flags.sort.clone(),
                filter: flags.filter.clone(),
                limit: flags.limit,
            },
            color: session.config.color.value,
            no_input: true,
            yes: flags.yes,
            ..Options::default()
        };
        let (mut ui, captured) = session.ui.within(WIDTH, options);
        send_out(&mut ui, &flags)?;
        let scene = Scene::set(session, ui, self.config.clone(), flags);
        // Boxed, since the demo is a command itself.
        let done = Box::pin(dispatch(scene.session, cli.command)).await;
        scene.session.close().await;
        let done = done.and_then(|outcome| scene.session.ui.finish().map(|()| outcome));
        drop(scene);
        // Whoever types the command in the directory sees its files by these names.
        let here = format!("{}/", self.directory.display());
        let shown = |text: String| text.replace(&here, "./");
        Ok(Played { outcome: done?, stdout: shown(captured.stdout()), stderr: shown(captured.stderr()) })
    }

    /// Runs a command that only looks, and reads what it prints.
    pub(super) async fn look(
        &self,
        session: &mut Session,
        words: &[&str],
    ) -> Result<serde_json::Value, Error> {
        let words: Vec<&str> = words.iter().copied().chain(["-o", "json"]).collect();
        let played = self.play(session, &words).await?;
        read(&played.stdout)
    }
}

/// Reads what a command printed with `-o json`.
pub(super) fn read(json: &str) -> Result<serde_json::Value, Error> {
    serde_json::from_str(json)
        .map_err(|error| Error::new(Code::Internal, "a command's json can't be read").caused_by(error))
}

const fn named<T>(value: T) -> Setting<T> {
    Setting { value, origin: Origin::Flag("--dir") }
}

/// The session while it runs a command of the demo. It is itself again afterwards, also when the demo is
/// interrupted amid the command.
struct Scene<'a> {
    session: &'a mut Session,
    /// What is the demo's own.
    aside: Option<(Ui, Config, GlobalArgs, Stop)>,
}

impl<'a> Scene<'a> {
    fn set(session: &'a mut Session, ui: Ui, config: Config, flags: GlobalArgs) -> Self {
        let aside = (
            std::mem::replace(&mut session.ui, ui),
            std::mem::replace(&mut session.config, config),
            std::mem::replace(&mut session.flags, flags),
            // An interruption ends the demo, and nobody goes on with one of its commands.
            std::mem::take(&mut session.stop),
        );
        session.on_stage = true;
        Self { session, aside: Some(aside) }
    }
}

impl Drop for Scene<'_> {
    fn drop(&mut self) {
        if let Some((ui, config, flags, stop)) = self.aside.take() {
            self.session.ui = ui;
            self.session.config = config;
            self.session.flags = flags;
            self.session.on_stage = false;
            self.session.stop = stop;
        }
    }
}
