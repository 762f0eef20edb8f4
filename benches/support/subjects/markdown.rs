//! Reading Markdown.

use std::hint::black_box;

use comrak::Arena;
use liens::read::{Options, markdown};

use super::plain::events;
use super::{Format, Subject};
use crate::support::sample::Sample;

pub(super) const FORM: Format = Format {
    name: "read Markdown",
    text: |sample| &sample.markdown,
    ours: &[Subject {
        name: "liens",
        run: |sample| {
            drop(black_box(markdown::read(
                &sample.markdown,
                &Options::default(),
            )))
        },
    }],
    peers: &[
        Subject {
            name: "pulldown-cmark events",
            run: |sample| events(&sample.markdown),
        },
        Subject {
            name: "comrak",
            run: tree,
        },
    ],
};

fn tree(sample: &Sample) {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    let arena = Arena::new();
    black_box(comrak::parse_document(&arena, &sample.markdown, &options));
}
