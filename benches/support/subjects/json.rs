//! Reading JSON.

use std::hint::black_box;

use liens::model::Article;
use liens::read::json;

use super::{Format, Subject};

pub(super) const FORM: Format = Format {
    name: "read JSON",
    text: |sample| &sample.json,
    ours: &[Subject {
        name: "liens",
        run: |sample| {
            drop(black_box(json::read(
                &sample.json,
                &liens::read::Options::default(),
            )))
        },
    }],
    peers: &[Subject {
        name: "serde_json from_str",
        run: |sample| {
            drop(black_box(serde_json::from_str::<Article>(
                &sample.article_json,
            )))
        },
    }],
};
