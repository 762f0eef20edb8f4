//! Pandoc documents, written and read: on articles made at random, on documents by hand, and with Pandoc itself.
//!
//! The variable `LIENS_PANDOC` names the program; then it must be there. Without the variable, `pandoc` is tried,
//! and where it is missing its tests say that they are skipped.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

mod cases;
mod hostile;
#[path = "../../../examples/pandoc_filter.rs"]
#[allow(dead_code)]
mod pandoc_filter;
mod program;
mod promises;

use liens::read::{self, Reading};

/// Reads a document and asserts what holds for every one.
fn read(json: &str) -> Reading {
    let reading = read::pandoc::read(json, &read::Options::default()).expect("a Pandoc document");
    assert_eq!(reading.article.check(), []);
    let mut normal = reading.article.clone();
    normal.normalize();
    assert!(normal == reading.article, "not in normal form");
    for span in reading.warnings.iter().filter_map(|warning| warning.span) {
        assert!(json.get(span.range()).is_some(), "{span:?}");
    }
    reading
}
