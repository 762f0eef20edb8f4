//! What holds for whatever a reader returns.

use std::error::Error as _;

use liens::read::{Options, Reading};
use liens::{Error, Span, Warning};

/// Reads a page and asserts that the reading is sound.
pub(crate) fn sound(page: &str, read: fn(&str, &Options) -> Result<Reading, Error>) -> Reading {
    let reading = read(page, &super::all()).expect("lenient reading does not fail");
    assert_eq!(reading.article.check(), []);
    let mut normal = reading.article.clone();
    normal.normalize();
    assert!(
        normal == reading.article,
        "not in normal form:\n{:?}\nbut\n{normal:?}",
        reading.article
    );
    assert_spans(&reading.warnings, page);
    let mut options = super::all();
    options.strict = true;
    match (read(page, &options), reading.warnings.first()) {
        (Err(error @ Error::Strict(_)), Some(first)) => {
            assert_eq!(error, Error::Strict(first.clone()));
            speaks(&error);
        }
        (Ok(strict), None) => assert!(strict == reading, "the same input gave two readings"),
        (strict, first) => panic!("{strict:?} in spite of {first:?}"),
    }
    reading
}

/// An error says something, in one line, and so do its causes.
pub(crate) fn speaks(error: &Error) {
    let mut cause = error.source();
    assert!(!error.to_string().is_empty());
    while let Some(error) = cause {
        assert!(!error.to_string().is_empty());
        cause = error.source();
    }
}

/// Warnings come in the order of the page, with places inside of it.
fn assert_spans(warnings: &[Warning], page: &str) {
    let mut before = 0;
    for warning in warnings {
        let Some(span) = warning.span else {
            before = usize::MAX;
            continue;
        };
        assert!(before <= span.start, "{warning:?} is late");
        before = span.start;
        assert!(page.get(span.range()).is_some(), "{warning:?}");
        assert_eq!((span.line, span.column), place(page, span), "{warning:?}");
    }
}

fn place(page: &str, span: Span) -> (usize, usize) {
    let passed = &page[..span.start];
    let line = passed.rsplit('\n').next().unwrap_or_default();
    (passed.matches('\n').count() + 1, line.chars().count() + 1)
}
