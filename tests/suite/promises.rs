//! The promises of the library, on articles made at random.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use crate::support::articles::article;
use liens::label::{Part, Vocabulary};
use liens::model::{
    Article, Block, Inline, Link, MAX_LINK_NUMBER, Metadata, Source, Stamp, StampKind,
};
use liens::read::{self, Options};
use liens::write::{Json, PlainText, PrintHtml, PrintText, Render};
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
    fn the_text_view_is_its_own(article in article()) {
        let view = article.text_view();
        prop_assert_eq!(view.text_view(), view);
    }

    #[test]
    fn print_text_reads_back_as_the_text_view(article in article()) {
        let text = PrintText::default().render_to_string(&article);
        prop_assert_eq!(read_text(&text), article.text_view(), "{}", text);
    }

    #[test]
    fn print_text_is_told_from_plain_text(article in article()) {
        let text = PrintText::default().render_to_string(&article);
        prop_assert_eq!(read::detect(&text, &Options::default()).format, read::Format::Markdown, "{}", text);
        let again = PrintText::default().render_to_string(&read_text(&text));
        prop_assert_eq!(again, text);
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
            MAX_LINK_NUMBER,
            words,
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
