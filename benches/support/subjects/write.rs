//! Writing.
//!
//! The forms are of different lengths, so what counts for all of them are the bytes of the article as
//! JSON: then speeds tell how long the same article takes.

use std::hint::black_box;

use liens::model::Article;
use liens::write::{Html, Json, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};

use super::{Format, Subject};

pub(super) const FORM: Format = Format {
    name: "write",
    text: |sample| &sample.article_json,
    ours: &[
        Subject {
            name: "liens PrintHtml",
            run: |sample| write(&PrintHtml::default(), &sample.article),
        },
        Subject {
            name: "liens Html",
            run: |sample| write(&Html::default(), &sample.article),
        },
        Subject {
            name: "liens PrintText",
            run: |sample| write(&PrintText::default(), &sample.article),
        },
        Subject {
            name: "liens PlainText",
            run: |sample| write(&PlainText::default(), &sample.article),
        },
        Subject {
            name: "liens Markdown",
            run: |sample| write(&Markdown::default(), &sample.article),
        },
        Subject {
            name: "liens Pandoc",
            run: |sample| write(&Pandoc::default(), &sample.article),
        },
        Subject {
            name: "liens Json",
            run: |sample| write(&Json::default(), &sample.article),
        },
    ],
    peers: &[Subject {
        name: "serde_json to_string",
        run: |sample| drop(black_box(serde_json::to_string(&sample.article))),
    }],
};

fn write(form: &impl Render, article: &Article) {
    drop(black_box(form.render_to_string(article)));
}
