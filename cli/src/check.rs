//! `liens check`.

use std::io::{self, Write as _};

use codespan_reporting::diagnostic::Diagnostic;
use codespan_reporting::term::termcolor::{Buffer, BufferWriter};

use super::args::CheckArgs;
use super::batch::{Batch, Tally, count};
use super::failure::Failure;
use super::input::Reader;
use super::message::{Console, Messages, show};
use super::source::{Page, Results, Sources};
use super::{Outcome, outcome_of_writing};

/// What was found in a page.
struct Findings {
    text: Buffer,
    warnings: usize,
}

/// Shows the warnings of every page, and how many there are.
pub(super) fn run(args: &CheckArgs) -> Outcome {
    let console = Console::new(&args.console);
    let mut messages = console.messages();
    let outcome = check_all(args, &console, &mut messages).unwrap_or_else(|failure| {
        messages.failure(&failure);
        Outcome::Nothing
    });
    console.show(&mut messages);
    outcome
}

fn check_all(
    args: &CheckArgs,
    console: &Console,
    messages: &mut Messages,
) -> Result<Outcome, Failure> {
    let stdout = BufferWriter::stdout(args.console.color.choice(&io::stdout()));
    let sources = Sources::new(&args.source, args.reading.bounds().length)?;
    let reader = Reader::new(&args.reading).only(args.source.only);
    let batch = Batch {
        sources: &sources,
        results: Results::default(),
        jobs: args.source.jobs(),
        console,
    };
    let mut warnings = 0;
    let mut odd = 0;
    let (mut tally, written) = batch.run(
        |page, messages| check(page, &reader, stdout.buffer(), messages),
        |findings| findings.text.len(),
        |findings| {
            warnings += findings.warnings;
            odd += usize::from(findings.warnings > 0);
            stdout.print(&findings.text)
        },
    );
    tally.done -= odd;
    tally.refused = odd;
    let written = written.and_then(|()| {
        let mut text = stdout.buffer();
        writeln!(text, "{}", summary(&tally, warnings))?;
        stdout.print(&text)?;
        Ok(tally.outcome())
    });
    Ok(outcome_of_writing(written, "standard output", messages))
}

fn check(
    page: Page,
    reader: &Reader,
    mut text: Buffer,
    messages: &mut Messages,
) -> Result<Option<Findings>, Failure> {
    let Some(document) = reader.read(page, messages)? else {
        return Ok(None);
    };
    let name = &document.name;
    for warning in &document.reading.warnings {
        show(&mut text, Diagnostic::warning(), &document, warning)
            .map_err(|error| Failure::write(name, &error))?;
    }
    Ok(Some(Findings {
        text,
        warnings: document.reading.warnings.len(),
    }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_in_words() {
        let tally = |done, refused, failed| Tally {
            done,
            refused,
            failed,
            ..Tally::default()
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
