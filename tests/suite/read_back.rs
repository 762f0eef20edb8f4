//! What [`Markdown`] writes of the links of an article reads back.

#![cfg(feature = "text")]

use crate::support::articles;
use liens::model::{Article, Block, Inline, Link};
use liens::read::{Options, markdown};
use liens::write::{LinkStyle, Markdown, Render};
use proptest::prelude::*;

/// An article of links, each with its words, and some without.
fn article() -> impl Strategy<Value = Article> {
    let title = prop::option::of(articles::words());
    let link = (articles::url(), title);
    prop::collection::vec(link, 1..6).prop_map(|links| {
        let links: Vec<_> = links
            .into_iter()
            .zip(1..)
            .map(|((url, title), number)| Link { number, url, title })
            .collect();
        let words = links.iter().map(|link| {
            let content = vec![Inline::text(format!("words {}", link.number))];
            Block::paragraph(vec![Inline::listed(link.number, content)])
        });
        let mut article = Article {
            body: words.collect(),
            links,
            ..Article::default()
        };
        article.normalize();
        article
    })
}

fn back(article: &Article, style: LinkStyle) -> (String, Article) {
    let markdown = Markdown::default()
        .with_links(style)
        .render_to_string(article);
    let reading = markdown::read(&markdown, &Options::default()).expect("it is read");
    (markdown, reading.article)
}

proptest! {
    #[test]
    fn references_read_back(article in article()) {
        let (markdown, back) = back(&article, LinkStyle::Reference);
        prop_assert_eq!(&back.links, &article.links, "{}", markdown);
        prop_assert_eq!(&back.body, &article.body, "{}", markdown);
    }
}
