//! Writes what shells and `man` need: completion scripts and manual pages.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Outcome;
use super::args::{Args, ConsoleArgs};
use super::failure::Failure;
use super::message::Console;
use super::outcome_of_writing;

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "liens", &mut script);
    let console = Console::new(&ConsoleArgs::default());
    let mut messages = console.messages();
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(&script).and_then(|()| stdout.flush());
    let written = written.map(|()| Outcome::Done);
    let outcome = outcome_of_writing(written, "standard output", &mut messages);
    console.show(&mut messages);
    outcome
}

/// Writes the manual pages into a directory, one for the program and one for each subcommand.
pub(super) fn manual(directory: &Path) -> Outcome {
    let written = fs::create_dir_all(directory)
        .and_then(|()| clap_mangen::generate_to(Args::command(), directory));
    let Err(error) = written else {
        return Outcome::Done;
    };
    let console = Console::new(&ConsoleArgs::default());
    let mut messages = console.messages();
    let name = format!("to {}", directory.display());
    messages.failure(&Failure::write(&name, &error));
    console.show(&mut messages);
    Outcome::Nothing
}
