//! Refuses a page in which anything is odd, and shows where.
//!
//!     cargo run --example check_strictly -- page.html
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use liens::Error;
use liens::read::{self, Options};

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
            if let Some(span) = warning.span {
                let line = page.lines().nth(span.line - 1).unwrap_or_default();
                let before = " ".repeat(span.column - 1);
                let marks = "^".repeat(page[span.range()].chars().count().max(1));
                report.push_str(&format!(
                    "{:>4} | {line}\n     | {before}{marks}\n",
                    span.line
                ));
            }
            Err(report)
        }
        Err(other) => Err(format!("{other}\n")),
    }
}
