//! `liens check`.

use std::io::{self, Write as _};

use codespan_reporting::diagnostic::Diagnostic;
use codespan_reporting::term::termcolor::StandardStream;

use super::args::CheckArgs;
use super::input::Input;
use super::message::{Messages, color_for, show};
use super::{Outcome, Tally, outcome_of_writing};

/// Shows the warnings of every file, and how many there are.
pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut messages = Messages::new(false);
    let checked = check(args, &mut messages);
    outcome_of_writing(checked, &mut messages)
}

fn check(args: &CheckArgs, messages: &mut Messages) -> io::Result<Outcome> {
    let mut stdout = StandardStream::stdout(color_for(&io::stdout()));
    let mut tally = Tally::default();
    let mut warnings = 0;
    for input in Input::all(&args.files) {
        let document = match input.read(&args.reading, messages) {
            Ok(document) => document,
            Err(failure) => {
                messages.failure(&failure);
                tally.failed += 1;
                continue;
            }
        };
        for warning in &document.reading.warnings {
            show(&mut stdout, Diagnostic::warning(), &document, warning)?;
        }
        warnings += document.reading.warnings.len();
        match document.reading.warnings.len() {
            0 => tally.done += 1,
            _ => tally.refused += 1,
        }
    }
    writeln!(stdout, "{}", summary(&tally, warnings))?;
    stdout.flush()?;
    Ok(tally.outcome())
}

/// `2 warnings in 1 of 3 files`
fn summary(tally: &Tally, warnings: usize) -> String {
    let files = tally.done + tally.refused;
    let found = match warnings {
        0 => format!("no warnings in {}", count(files, "file")),
        _ if files == 1 => format!("{} in 1 file", count(warnings, "warning")),
        _ => format!(
            "{} in {} of {}",
            count(warnings, "warning"),
            tally.refused,
            count(files, "file")
        ),
    };
    match tally.failed {
        0 => found,
        failed => format!("{found}; {} could not be read", count(failed, "file")),
    }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_in_words() {
        let tally = |done, refused, failed| Tally {
            done,
            refused,
            failed,
        };
        let cases = [
            (tally(1, 0, 0), 0, "no warnings in 1 file"),
            (tally(0, 1, 0), 1, "1 warning in 1 file"),
            (tally(2, 1, 0), 2, "2 warnings in 1 of 3 files"),
            (
                tally(0, 1, 1),
                2,
                "2 warnings in 1 file; 1 file could not be read",
            ),
        ];
        for (tally, warnings, words) in cases {
            assert_eq!(summary(&tally, warnings), words);
        }
    }
}
