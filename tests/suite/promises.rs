//! The promises of the library, on articles made at random.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use crate::support::articles::article;
use crate::support::promises::print_text::broken;
use crate::support::tame;
use liens::label::{Part, Vocabulary};
use liens::model::{
    Article, Block, Byline, Inline, Link, MAX_LINK_NUMBER, Metadata, Node, Source, Stamp,
    StampKind, Target, inline_text,
};
use liens::read::{self, Options};
use liens::write::{Html, Json, PlainText, PrintHtml, PrintText, Render};
use proptest::prelude::*;

fn read_text(text: &str) -> Article {
    let reading = read::text(text, &Options::default()).expect("lenient reading does not fail");
    reading.article
}

fn read_html(html: &str) -> Article {
    let reading =
        read::html::read(html, &Options::default()).expect("lenient reading does not fail");
    reading.article
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn normal_form_is_a_fixed_point(article in article()) {
        let mut again = article.clone();
        again.normalize();
        prop_assert_eq!(again, article);
    }

    #[test]
    fn articles_in_normal_form_break_no_rule(article in article()) {
        prop_assert_eq!(article.check(), []);
    }

    #[test]
    fn json_reads_back_equal(article in article()) {
        let json = Json::default().render_to_string(&article);
        prop_assert_eq!(read::json::read(&json, &Options::default()).expect("what was written").article, article);
    }

    #[test]
    fn print_text_reads_back_as_what_it_carries(article in article()) {
        prop_assert_eq!(broken(&article, &Options::default()), None);
    }

    #[test]
    fn print_text_keeps_the_parts_of_a_page(article in page()) {
        prop_assert_eq!(broken(&article, &Options::default()), None);
        let text = PrintText::default().render_to_string(&article);
        let read = read_text(&text);
        let fields = |article: &Article| {
            let is_field = |block: &&Block| matches!(block, Block::Field { .. } | Block::Table { .. });
            article.body.iter().filter(is_field).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(fields(&read), fields(&article), "{}", text);
        prop_assert_eq!(
            (read.title, read.site, read.breadcrumb, read.byline, read.source, read.links),
            (article.title, article.site, article.breadcrumb, article.byline, article.source, article.links),
            "{}", text
        );
    }

    #[test]
    fn print_text_is_told_from_plain_text(article in article()) {
        let text = PrintText::default().render_to_string(&article);
        prop_assert_eq!(read::detect(&text, &Options::default()).format, read::Format::Markdown, "{}", text);
    }

    #[test]
    fn pages_for_paper_read_back_their_links(article in tame::article()) {
        let mut article = article;
        article.number_links();
        let pages = [Html::page().render_to_string(&article), PrintHtml::default().modern().render_to_string(&article)];
        for html in pages {
            let read = read_html(&html);
            prop_assert_eq!(listed_uses(&read), listed_uses(&article), "{}", html);
            prop_assert_eq!(&read.links, &article.links, "{}", html);
            prop_assert_eq!(&read.source, &article.source, "{}", html);
        }
    }

    #[test]
    fn print_html_reads_back_equal(article in article()) {
        let html = PrintHtml::default().render_to_string(&article);
        // Reading makes unlisted addresses absolute.
        let read = read_html(&html);
        let again = PrintHtml::default().render_to_string(&read);
        prop_assert_eq!(read_html(&again), read.clone(), "{}", again);
        // It has no place for further metadata.
        let article = Article { metadata: Metadata::default(), ..article };
        prop_assert_eq!(read, article, "{}", html);
    }
}

/// The number and the words of each use of the list, in order.
fn listed_uses(article: &Article) -> Vec<(u32, String)> {
    let mut uses = Vec::new();
    for node in article.walk() {
        if let Node::Inline(Inline::Link {
            target: Target::Listed(number),
            content,
            ..
        }) = node
        {
            uses.push((*number, inline_text(content)));
        }
    }
    uses
}

/// Pages with all that stands around a text: words that look like nothing else, so that each part is told.
fn page() -> impl Strategy<Value = Article> {
    let byline = prop::option::of(tame::words(1..3)).prop_map(|name| {
        name.map(|name| Byline {
            text: format!("Submitted by {name} on Fri, 06/29/2018 - 14:56"),
            author: None,
            at: None,
        })
    });
    let value = |text: String| vec![Block::paragraph(vec![Inline::text(text)])];
    let values = prop::collection::vec(tame::words(1..4).prop_map(value), 1..3);
    let field = ("[A-Z][a-z]{2,8}", values).prop_map(|(label, items)| Block::Field {
        label: vec![Inline::text(label)],
        items,
    });
    let fields = prop::collection::vec(field, 0..3);
    let parts = (tame::article(), byline, any::<bool>(), fields);
    parts.prop_map(|(mut article, byline, has_crumbs, fields)| {
        article.byline = byline;
        if has_crumbs {
            article.breadcrumb = vec![vec![Inline::text("Home")]];
            article.breadcrumb.extend(article.title.clone());
        }
        article.body.extend(fields);
        article.normalize();
        article
    })
}

/// Words that only the caller knows, in a form of their own: they say what the date means, and that a list follows.
#[test]
fn words_of_the_caller_are_written_as_they_are_read() {
    let words = Vocabulary::default()
        .with("en", Part::Retrieved, "updated on {date}")
        .with("en", Part::Links, "References:");
    let options = Options::default().with_labels(words.clone());
    let mut article = Article {
        body: vec![Block::paragraph(vec![Inline::listed(1, Vec::new())])],
        source: Some(Source {
            url: "https://example.org/a".into(),
            stamp: Some(Stamp {
                kind: StampKind::Retrieved,
                text: "2018-06-29 14:56".into(),
                at: None,
            }),
        }),
        links: vec![Link::new(1, "https://example.org/r")],
        ..Article::default()
    };
    article.labels.stamp = Some("updated on {date}".into());
    article.labels.links = Some("References".into());
    article.normalize_with(&words);
    let written = [
        PrintHtml::default()
            .with_labels(words.clone())
            .render_to_string(&article),
        PrintText::default()
            .with_labels(words.clone())
            .render_to_string(&article),
        PlainText::default()
            .with_labels(words)
            .render_to_string(&article),
    ];
    for written in written {
        let read = read::any(&written, &options).expect("lenient reading does not fail");
        assert_eq!(read.article, article, "{written}");
    }
}

#[test]
fn the_highest_number_reads_back() {
    let words = vec![Inline::text("the report")];
    let article = Article {
        body: vec![Block::paragraph(vec![Inline::listed(
            MAX_LINK_NUMBER, words,
        )])],
        source: Some(Source {
            url: "https://example.org/a".into(),
            stamp: None,
        }),
        links: vec![Link::new(MAX_LINK_NUMBER, "https://example.org/r")],
        ..Article::default()
    };
    let text = PrintText::default().render_to_string(&article);
    assert_eq!(read_text(&text), article, "{text}");
    let html = PrintHtml::default().render_to_string(&article);
    assert_eq!(read_html(&html), article, "{html}");
}
