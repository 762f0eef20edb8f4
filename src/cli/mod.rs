//! The command line: arguments, files, messages. What a page means is the library's business.
//!
//! 1. [`args`] says what was asked for, in the words of the tables of [`form`];
//! 2. [`input`] turns each file into a document: bytes, [`decode`]d text, article and warnings;
//! 3. [`convert`], [`links`] or [`check`] makes the result, and [`output`] puts it in its place;
//! 4. [`message`] tells what was odd or went wrong, with an [`excerpt`] where that helps.

mod args;
mod check;
mod convert;
mod decode;
mod excerpt;
mod failure;
mod form;
mod input;
mod links;
mod message;
mod output;
mod pandoc;

use std::io;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use message::Messages;

/// Does what the arguments say.
pub(crate) fn run() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Convert(args) => convert::run(&args),
        Command::Links(args) => links::run(&args),
        Command::Check(args) => check::run(&args),
    };
    ExitCode::from(outcome as u8)
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

/// What became of each file.
#[derive(Default)]
struct Tally {
    done: usize,
    /// Read, but not to the caller's liking.
    refused: usize,
    failed: usize,
}

impl Tally {
    fn outcome(&self) -> Outcome {
        match self {
            Self {
                refused: 0,
                failed: 0,
                ..
            } => Outcome::Done,
            Self {
                done: 0,
                refused: 0,
                ..
            } => Outcome::Nothing,
            _ => Outcome::Partly,
        }
    }
}

/// The outcome of writing results to standard output. A reader that went away, as `head` does, had
/// what it wanted.
fn outcome_of_writing(written: io::Result<Outcome>, messages: &mut Messages) -> Outcome {
    written.unwrap_or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Outcome::Done;
        }
        messages.failure(&failure::Failure::write("standard output", &error));
        Outcome::Nothing
    })
}
