//! What a real browser does with pages that are written of hostile input: nothing. No script runs, not even when
//! all is clicked, and no request leaves but those for the images that an article shows.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use liens::write::{Html, PrintHtml, Render};

use crate::support::{browser, hostile};

#[test]
fn nothing_runs_and_nothing_leaves() {
    let pages = |host: &str| {
        let of_article = |article: &_| {
            [
                Html::page().render_to_string(article),
                Html::default().render_to_string(article),
                PrintHtml::default().render_to_string(article),
                PrintHtml::default().modern().render_to_string(article),
            ]
        };
        hostile::articles(host)
            .iter()
            .flat_map(of_article)
            .collect()
    };
    if let Some(seen) = browser::visit(pages) {
        assert!(seen.is_empty(), "{seen:?}");
    }
}
