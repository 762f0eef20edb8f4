//! Builds an article by hand, lets it number its links, and prints it as a page for paper.
//!
//!     cargo run --example build_article > page.html
#![allow(clippy::print_stdout, clippy::print_stderr)]

use liens::Article;
use liens::model::{Block, Inline, Source, Stamp, StampKind};
use liens::write::{PrintHtml, Render};

fn main() {
    print!("{}", PrintHtml::default().render_to_string(&article()));
}

pub(crate) fn article() -> Article {
    let mut article = Article {
        language: Some("en".into()),
        title: Some(vec![Inline::text("The harbour clock")]),
        body: vec![
            Block::paragraph(vec![
                Inline::text("It is right again, says "),
                Inline::link(
                    "https://example.org/keeper",
                    vec![Inline::text("the keeper")],
                ),
                Inline::text("."),
            ]),
            Block::List {
                ordered: false,
                start: None,
                items: vec![vec![Block::paragraph(vec![Inline::link(
                    "https://example.org/tides",
                    vec![Inline::text("Tides of the week")],
                )])]],
            },
        ],
        source: Some(Source {
            url: "https://example.org/clock".into(),
            stamp: Some(Stamp {
                kind: StampKind::Modified,
                text: "2026-03-18 09:41".into(),
                // Normal form reads the moment from the text.
                at: None,
            }),
        }),
        ..Article::default()
    };
    article.number_links();
    article.normalize();
    assert!(
        article.check().is_empty(),
        "the article keeps the rules of the model"
    );
    article
}
