//! Reading plain text.
//!
//! Nothing else reads it. The measure is what it would cost to take it for Markdown.

use std::hint::black_box;

use liens::read::{Options, plain};
use pulldown_cmark::Parser;

use super::{Format, Subject};

pub(super) const FORM: Format = Format {
    name: "read plain text",
    text: |sample| &sample.plain,
    ours: &[Subject {
        name: "liens",
        run: |sample| drop(black_box(plain::read(&sample.plain, &Options::default()))),
    }],
    peers: &[Subject {
        name: "pulldown-cmark events",
        run: |sample| events(&sample.plain),
    }],
};

/// All events of a text, with the extensions that the reader of Markdown uses.
pub(super) fn events(text: &str) {
    let extensions =
        pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, extensions) {
        black_box(event);
    }
}
