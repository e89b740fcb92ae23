//! `demo`: the whole main job on real purchases, in a database of its own.

mod answers;
mod circle;
mod directory;
mod inputs;
mod outcome;
mod payees;
mod people;
mod purchases;
mod stage;
mod steps;
mod telling;

use circle::Circle;
use outcome::{Loaded, Settled};
use stage::Stage;
use steps::{CHAPTERS, Chapter, Shows, Step};

use crate::cli::Demo;
use crate::command::command_line::command_line;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, arguments: Demo) -> Result<Outcome, Error> {
    if session.flags.database.is_some() || session.flags.key_file.is_some() {
        return Err(Error::new(Code::Usage, "the demo makes a database and a key file of its own")
            .hint("say where by `--dir`, and leave `--database` and `--key-file` out"));
    }
    let began = session.now();
    let directory = directory::prepare(session, arguments.dir.as_deref())?;
    session.left_behind = Some(format!("what the demo made so far is in `{}`", directory.display()));
    let stage = Stage::new(session, directory);
    let inputs = inputs::write(&stage.directory)?;
    session.ui.narrate(&telling::beginning(&stage, &inputs))?;

    let mut loaded = None;
    for Chapter { title, steps } in CHAPTERS {
        let title = session.ui.heading(title);
        session.ui.narrate(&format!("\n{title}\n"))?;
        for step in *steps {
            let stdout = play(session, &stage, step).await?;
            if step.partial {
                loaded = Some(Loaded::read(&stdout)?);
            }
        }
    }
    let loaded = loaded.ok_or_else(|| Error::new(Code::Internal, "no purchases were loaded"))?;
    loaded.check(&inputs)?;
    let settled = Settled::look(session, &stage).await?;
    settled.check()?;
    let figures = Circle::look(session, &stage).await?.check()?;
    session.left_behind = None;

    let took = session.now().duration_since(began);
    session.ui.narrate(&telling::ending(&stage, &loaded, &settled, &figures, took))?;
    if !telling::is_the_result(session.ui.options()) {
        session.ui.record(outcome::record(&stage, &inputs, &loaded, &settled, &figures, took)?)?;
    }
    Ok(Outcome::Done)
}

/// Tells of a step and runs its command. Gives what the command printed.
async fn play(session: &mut Session, stage: &Stage, step: &Step) -> Result<String, Error> {
    session.ui.narrate(&telling::before(step))?;
    if let Some(answer) = &step.answer {
        answer.write(&stage.directory)?;
    }
    let began = session.now();
    let line = command_line(step.words);
    let played = stage
        .play(session, step.words)
        .await
        .map_err(|error| error.hint(format!("the demo stopped at `{line}`")))?;
    if matches!(played.outcome, Outcome::Partial) != step.partial || played.outcome == Outcome::Differences {
        let message = format!("the demo expected something else of `{line}`");
        let said = played.stderr.lines().chain(played.stdout.lines()).take(5).collect::<Vec<_>>().join("; ");
        return Err(Error::new(Code::Failed, message).hint(format!("it said: {said}")));
    }
    let took = session.now().duration_since(began);
    let lines = match step.shows {
        Shows::Nothing => 0,
        Shows::Head(lines) => lines,
        Shows::All => usize::MAX,
    };
    session.ui.narrate(&telling::after(&played, lines, took))?;
    Ok(played.stdout)
}
