//! The program `liens`: arguments, files, messages. Reading and writing articles is left to the library.
//!
//! 1. [`args`] parses the arguments, with the names of formats from [`format`], and [`config`] adds options from a
//!    file;
//! 2. [`source`] finds the pages: in files, folders and lists, and in the archives and mailboxes that [`warc`] and
//!    [`mailbox`] read;
//! 3. [`batch`] works on several pages in [`parallel`], and shows [`progress`];
//! 4. [`input`] turns each page into a document: it reads bytes within [`bounds`], refuses [`binary`] data and
//!    [`foreign`] formats, extracts [`mail`] or [`decode`]s text, and parses it when there is [`memory`] for that;
//! 5. [`convert`], [`links`] or [`check`] makes the result, [`output`] knows its place, and [`replace`] writes it
//!    there;
//! 6. [`message`] reports warnings and errors, with an [`excerpt`] where that helps.
//!
//! [`site`] makes a site of many pages, [`book`] one document. [`shell`] writes completions and manual pages.

#![forbid(unsafe_code)]

mod args;
mod batch;
mod binary;
mod body;
mod book;
mod bounds;
mod change;
mod check;
mod config;
mod convert;
mod decode;
mod excerpt;
mod failure;
mod foreign;
mod format;
mod header;
mod input;
mod joined;
mod label;
mod links;
mod mail;
mod mailbox;
mod memory;
mod message;
mod output;
mod pandoc;
mod parallel;
mod pdf;
mod progress;
mod replace;
mod shell;
mod site;
mod size;
mod skipped;
mod source;
mod warc;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command, ConsoleArgs};
use failure::Failure;
use message::{Console, Messages};

fn main() -> ExitCode {
    let given: Vec<OsString> = env::args_os().collect();
    let outcome = match Args::try_parse_from(&given) {
        Ok(args) => match config::with_file(args, &given) {
            Ok(args) => run(args.command),
            Err(failure) => fail(&failure),
        },
        Err(error) => explain(&error),
    };
    ExitCode::from(outcome as u8)
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Convert(args) => convert::run(&args),
        Command::Links(args) => links::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Completions { shell } => shell::completions(shell),
        Command::Manual { directory } => shell::manual(&directory),
    }
}

/// Reports why nothing is done.
fn fail(failure: &Failure) -> Outcome {
    let console = Console::new(&ConsoleArgs::default());
    let mut messages = console.messages();
    messages.failure(failure);
    console.show(&mut messages);
    Outcome::Nothing
}

/// Prints what is wrong with the arguments, or the help that they ask for.
fn explain(error: &clap::Error) -> Outcome {
    let printed = error.print().and_then(|()| io::stdout().flush());
    if error.use_stderr() {
        // If standard error is closed, there is nobody to report to.
        return Outcome::Nothing;
    }
    let console = Console::new(&ConsoleArgs::default());
    let mut messages = console.messages();
    let printed = printed.map(|()| Outcome::Done);
    let outcome = outcome_of_writing(printed, "standard output", &mut messages);
    console.show(&mut messages);
    outcome
}

/// How a run ended; the values are the exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done, perhaps with warnings.
    Done = 0,
    /// Strict reading refused, `check` found something, or some of many files failed.
    Partly = 1,
    /// Nothing could be done.
    Nothing = 2,
}

/// The outcome of writing results to standard output or a file. A broken pipe is no error: the reader, such as
/// `head`, had what it wanted.
fn outcome_of_writing(
    written: io::Result<Outcome>,
    name: &str,
    messages: &mut Messages,
) -> Outcome {
    written.unwrap_or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Outcome::Done;
        }
        messages.failure(&Failure::write(name, &error));
        Outcome::Nothing
    })
}
