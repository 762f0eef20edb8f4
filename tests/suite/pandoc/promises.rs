//! What is written is read back equal.

use liens::model::{
    Align, Article, Block, Byline, Cell, Direction, Inline, Link, MAX_DEPTH, Site, Source, Stamp,
    StampKind,
};
use liens::write::{Pandoc, PandocApi, Render};
use proptest::prelude::*;

use super::read;
use crate::support::articles::article;

const APIS: [PandocApi; 2] = [PandocApi::V1_22, PandocApi::V1_23];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_document_reads_back_equal(article in article(), api in prop::sample::select(&APIS[..])) {
        let json = Pandoc::for_api(api).render_to_string(&article);
        let reading = read(&json);
        prop_assert_eq!(reading.article, article, "{}", json);
        prop_assert_eq!(reading.warnings, []);
    }
}

/// Asserts that an article reads back equal, for what is made at random too rarely. Gives the documents.
#[track_caller]
fn assert_kept(article: &Article) -> [String; 2] {
    let mut normal = article.clone();
    normal.normalize();
    assert_eq!(normal, *article, "not in normal form");
    APIS.map(|api| {
        let json = Pandoc::for_api(api).render_to_string(article);
        assert_eq!(read(&json).article, *article, "{json}");
        json
    })
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

/// An article of paragraphs with one inline each.
fn article_of(inlines: Vec<Inline>, links: Vec<Link>) -> Article {
    Article {
        body: inlines
            .into_iter()
            .map(|inline| Block::paragraph(vec![inline]))
            .collect(),
        links,
        ..Article::default()
    }
}

#[test]
fn links_keep_their_numbers_words_and_titles() {
    let entry = |number, url: &str, title: Option<&str>| Link {
        number,
        url: url.into(),
        title: title.map(Into::into),
    };
    assert_kept(&article_of(
        vec![
            Inline::listed(4, text("words")),
            Inline::listed(4, vec![]),
            Inline::listed(4, text("[4]")),
            Inline::listed(4, text("[7]")),
            Inline::listed(7, text("the same address")),
            Inline::listed(7, vec![]),
            Inline::link("/a", text("the same, unlisted")),
            Inline::link("/a", vec![]),
            Inline::link("/a", text("/a")),
            Inline::link("/b", vec![]),
            Inline::link("", text("nowhere")),
            Inline::listed(2, vec![Inline::Code { text: "x".into() }]),
        ],
        vec![
            entry(4, "/a", Some("title")),
            entry(7, "/a", None),
            entry(2, "", None),
            entry(9, "an unused definition", Some("its \"title\"")),
        ],
    ));
}

#[test]
fn an_entry_with_a_number_that_no_article_has_is_none() {
    let article = article_of(
        vec![Inline::listed(10_000_000, text("words"))],
        vec![Link::new(10_000_000, "https://example.org/")],
    );
    let read = read(&Pandoc::default().render_to_string(&article)).article;
    let unlisted = vec![Inline::link("https://example.org/", text("words"))];
    assert_eq!(read, article_of(unlisted, vec![]));
}

#[test]
fn addresses_that_must_not_be_followed_are_kept_as_text() {
    let evil = "javascript:alert(1)";
    let image = |title: Option<&str>| Inline::Image {
        src: evil.into(),
        alt: "some words".into(),
        title: title.map(Into::into),
    };
    let article = Article {
        site: Some(Site {
            name: "Site".into(),
            url: Some(evil.into()),
        }),
        source: Some(Source {
            url: evil.into(),
            stamp: None,
        }),
        ..article_of(
            vec![
                Inline::listed(1, text("words")),
                Inline::listed(1, vec![]),
                Inline::listed(2, text("[2]")),
                Inline::link(evil, text("words")),
                Inline::link(evil, vec![]),
                image(None),
                image(Some("title")),
            ],
            vec![Link::new(1, evil), Link::new(2, evil)],
        )
    };
    for json in assert_kept(&article) {
        assert!(!json.contains(r#""t":"Link""#), "{json}");
        assert!(!json.contains(r#""t":"Image""#), "{json}");
    }
}

#[test]
fn figures_keep_what_they_hold() {
    let image = |alt: &str, title: Option<&str>| {
        Block::paragraph(vec![Inline::Image {
            src: "/a.png".into(),
            alt: alt.into(),
            title: title.map(Into::into),
        }])
    };
    let figure = |content, caption| Block::Figure { content, caption };
    let article = Article {
        body: vec![
            figure(vec![image("", None)], text("caption")),
            figure(vec![image("caption", Some("title"))], text("caption")),
            figure(vec![image("alt", Some("fig:title"))], text("caption")),
            figure(vec![image("alt", None)], vec![]),
            figure(
                vec![image("alt", None), image("alt", None)],
                text("caption"),
            ),
            figure(vec![figure(vec![image("", None)], vec![])], vec![]),
            image("no figure", Some("fig:title")),
            figure(vec![Block::Rule {}], text("caption")),
        ],
        ..Article::default()
    };
    let [old, new] = assert_kept(&article);
    assert!(!old.contains(r#""t":"Figure""#) && new.contains(r#""t":"Figure""#));
}

#[test]
fn cells_keep_what_they_say_of_themselves() {
    let cell = |header, colspan, rowspan, align| Cell {
        header,
        colspan,
        rowspan,
        align,
        content: vec![Block::paragraph(text("a"))],
    };
    let plain = || cell(false, 1, 1, None);
    let (left, right) = (Some(Align::Left), Some(Align::Right));
    let table = |head, rows| Block::Table {
        caption: vec![],
        head,
        rows,
    };
    let article = Article {
        body: vec![
            // Columns that are aligned, and one that is not.
            table(
                vec![vec![cell(true, 1, 1, left), cell(true, 1, 1, right)]],
                vec![vec![cell(false, 1, 1, left), cell(false, 1, 1, None)]],
            ),
            // Header cells in and out of their places.
            table(
                vec![vec![cell(true, 1, 1, None), plain()]],
                vec![
                    vec![cell(true, 1, 1, None), plain(), cell(true, 1, 1, None)],
                    vec![cell(true, 1, 1, None), cell(true, 2, 1, None)],
                ],
            ),
            // Spans, below each other and beyond the columns that are left.
            table(
                vec![],
                vec![
                    vec![cell(true, 1, 2, None), cell(false, 2, 2, left)],
                    vec![cell(true, 1, 1, right)],
                ],
            ),
            // More columns than cells could make.
            table(vec![], vec![vec![cell(false, 1000, 1, right), plain()]]),
        ],
        ..Article::default()
    };
    for json in assert_kept(&article) {
        assert!(json.len() < 10_000, "{}", json.len());
    }
}

#[test]
fn the_head_is_kept() {
    let article = Article {
        language: Some("ar".into()),
        byline: Some(Byline {
            author: Some("Anne".into()),
            text: "by Anne, some day".into(),
            at: "2018-06-29T14:56:00".parse().ok(),
        }),
        source: Some(Source {
            url: String::new(),
            stamp: Some(Stamp {
                kind: StampKind::Retrieved,
                text: "some day".into(),
                at: "2018-06-29T14:56:00".parse().ok(),
            }),
        }),
        ..article_of(vec![Inline::text("a")], vec![])
    };
    for json in assert_kept(&article) {
        for part in [
            r#""dir":{"t":"MetaString","c":"rtl"}"#,
            r#""date":{"t":"MetaInlines","c":[{"t":"Str","c":"2018-06-29"}]}"#,
            r#""author":{"t":"MetaInlines","c":[{"t":"Str","c":"Anne"}]}"#,
        ] {
            assert!(json.contains(part), "{json}");
        }
    }
    for direction in [Direction::Ltr, Direction::Rtl] {
        assert_kept(&Article {
            direction: Some(direction),
            ..article.clone()
        });
    }
}

#[test]
fn nesting_is_kept_to_the_depth_that_is_promised() {
    let nested = |depth: usize| {
        let mut blocks = vec![Block::paragraph(text("deepest"))];
        for level in 2..depth {
            let content = blocks;
            blocks = vec![match level % 3 {
                0 => Block::Quote { content },
                1 => Block::Field {
                    label: text("label"),
                    items: vec![content],
                },
                _ => Block::Table {
                    caption: vec![],
                    head: vec![],
                    rows: vec![vec![Cell::new(content)]],
                },
            }];
        }
        Article {
            body: blocks,
            ..Article::default()
        }
    };
    assert_kept(&nested(MAX_DEPTH));
    // Deeper ones, which break the rules of the model, keep their words.
    let json = Pandoc::default().render_to_string(&nested(3 * MAX_DEPTH));
    assert_eq!(
        read(&json).article.plain_text().matches("deepest").count(),
        1
    );
}
