//! `liens check`: prints the warnings of every page, for people, or as [`records`] for programs.

mod records;

use std::io::{self, Write as _};

use codespan_reporting::diagnostic::Diagnostic;
use codespan_reporting::term::termcolor::{Buffer, BufferWriter};

use crate::args::CheckArgs;
use crate::batch::{Batch, Tally, count};
use crate::failure::Failure;
use crate::input::Reader;
use crate::joined::Joined;
use crate::message::{Console, Messages, show};
use crate::source::{Page, Results, Sources};
use crate::{Outcome, outcome_of_writing};

/// The findings in a page.
struct Findings {
    text: Text,
    warnings: usize,
}

/// The warnings of a page.
enum Text {
    Excerpts(Buffer),
    Records(String),
}

/// How warnings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Excerpts,
    Json,
    Sarif,
}

impl Layout {
    /// The text around the records of the pages; `None` for excerpts.
    fn output(self) -> Option<Joined> {
        match self {
            Self::Excerpts => None,
            Self::Json => Some(Joined::array("", "\n]\n")),
            Self::Sarif => Some(Joined::array(&records::sarif_start(), records::SARIF_END)),
        }
    }
}

impl Text {
    fn len(&self) -> usize {
        match self {
            Self::Excerpts(buffer) => buffer.len(),
            Self::Records(text) => text.len(),
        }
    }
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
    let layout = args.layout();
    let mut output = layout.output();
    let mut warnings = 0;
    let mut odd = 0;
    let (mut tally, written) = batch.run(
        |page, messages| check(page, &reader, layout, stdout.buffer(), messages),
        |findings| findings.text.len(),
        |findings| {
            warnings += findings.warnings;
            odd += usize::from(findings.warnings > 0);
            match (&findings.text, &mut output) {
                (Text::Records(text), Some(output)) => output.print(text),
                (Text::Excerpts(text), _) => stdout.print(text),
                _ => Ok(()),
            }
        },
    );
    tally.done -= odd;
    tally.refused = odd;
    let written = written.and_then(|()| {
        if let Some(output) = output {
            output.end()?;
            return Ok(tally.outcome());
        }
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
    layout: Layout,
    mut text: Buffer,
    messages: &mut Messages,
) -> Result<Option<Findings>, Failure> {
    let Some(document) = reader.read(page, messages)? else {
        return Ok(None);
    };
    let text = match layout {
        Layout::Json => Text::Records(records::json(&document)),
        Layout::Sarif => Text::Records(records::sarif(&document)),
        Layout::Excerpts => {
            for warning in &document.reading.warnings {
                show(&mut text, Diagnostic::warning(), &document, warning)
                    .map_err(|error| Failure::write(&document.name, &error))?;
            }
            Text::Excerpts(text)
        }
    };
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
