//! The command line: arguments, files, messages. What a page means is the library's business.
//!
//! 1. [`args`] says what was asked for, in the words of the tables of [`form`];
//! 2. [`source`] finds the pages: in files, folders and lists, and in the archives that [`warc`] reads;
//! 3. [`batch`] has several pages worked on in [`parallel`], and shows [`progress`];
//! 4. [`input`] turns each page into a document: bytes, unless they are [`binary`], [`decode`]d text, article and warnings;
//! 5. [`convert`], [`links`] or [`check`] makes the result, [`output`] knows its place, and [`replace`] puts
//!    it there;
//! 6. [`message`] tells what was odd or went wrong, with an [`excerpt`] where that helps.

mod args;
mod batch;
mod binary;
mod change;
mod check;
mod convert;
mod decode;
mod excerpt;
mod failure;
mod form;
mod input;
mod label;
mod links;
mod message;
mod output;
mod pandoc;
mod parallel;
mod progress;
mod replace;
mod source;
mod warc;

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

/// The outcome of writing results to standard output or a file, which has a name in messages. A reader
/// that went away, as `head` does, had what it wanted.
fn outcome_of_writing(
    written: io::Result<Outcome>,
    name: &str,
    messages: &mut Messages,
) -> Outcome {
    written.unwrap_or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Outcome::Done;
        }
        messages.failure(&failure::Failure::write(name, &error));
        Outcome::Nothing
    })
}
