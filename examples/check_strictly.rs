//! Refuses a page in which anything is odd, and shows where.
//!
//!     cargo run --example check_strictly -- page.html
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use liens::read::{self, Options};
use liens::{Error, Span};

fn main() -> ExitCode {
    let Some(page) = std::env::args()
        .nth(1)
        .and_then(|path| std::fs::read_to_string(path).ok())
    else {
        eprintln!("expected the path of a page");
        return ExitCode::from(2);
    };
    match check_strictly(&page) {
        Ok(()) => ExitCode::SUCCESS,
        Err(report) => {
            eprint!("{report}");
            ExitCode::FAILURE
        }
    }
}

/// Reads a page strictly; an error is a report with the place.
pub(crate) fn check_strictly(page: &str) -> Result<(), String> {
    match read::any(page, &Options::default().strict()) {
        Ok(_) => Ok(()),
        Err(Error::Strict(warning)) => {
            let mut report = format!("{warning}\n");
            report.extend(warning.span.and_then(|span| excerpt(page, span)));
            Err(report)
        }
        Err(other) => Err(format!("{other}\n")),
    }
}

/// The line of a place, with marks below it; `None` for a place in another text. The warnings of a JSON document
/// point into the page that it was made of.
fn excerpt(page: &str, span: Span) -> Option<String> {
    let before = page.get(..span.start)?;
    let marked = page.get(span.range())?.lines().next().unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let indent = before[line_start..].chars().count();
    let number = before.matches('\n').count() + 1;
    if (number, indent + 1) != (span.line, span.column) {
        return None;
    }
    let line = page[line_start..].lines().next().unwrap_or_default();
    let (indent, marks) = (
        " ".repeat(indent),
        "^".repeat(marked.chars().count().max(1)),
    );
    Some(format!("{number:>4} | {line}\n     | {indent}{marks}\n"))
}
