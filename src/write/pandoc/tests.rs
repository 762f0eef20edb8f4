//! Tests of the nodes that are written. `tests/suite/pandoc/program.rs` tests that Pandoc itself reads them as
//! intended.

use super::{Pandoc, PandocApi};
use crate::model::{Article, Block, Inline, Link, Site, Source, Stamp, StampKind};
use crate::write::Render;

fn document(article: &Article) -> String {
    Pandoc::for_api(PandocApi::V1_23).render_to_string(article)
}

/// The document's JSON for these blocks.
fn blocks(body: Vec<Block>, links: Vec<Link>) -> String {
    let article = Article {
        body,
        links,
        ..Article::default()
    };
    let json = document(&article);
    let (_, blocks) = json.split_once(r#""blocks":["#).expect("blocks");
    blocks.strip_suffix("]}").expect("an end").to_owned()
}

fn inlines(content: Vec<Inline>, links: Vec<Link>) -> String {
    let json = blocks(vec![Block::paragraph(content)], links);
    let inside = json.strip_prefix(r#"{"t":"Para","c":["#);
    let inside = inside.and_then(|inside| inside.strip_suffix("]}"));
    inside.expect("a paragraph").to_owned()
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(words: &str) -> Block {
    Block::paragraph(text(words))
}

#[test]
fn an_empty_article_is_a_document() {
    let expected = r#"{"pandoc-api-version":[1,23,1],"meta":{"liens":{"t":"MetaMap","c":{"version":{"t":"MetaString","c":"1"},"labels":{"t":"MetaMap","c":{}},"links":{"t":"MetaList","c":[]}}}},"blocks":[]}"#;
    assert_eq!(document(&Article::default()), expected);
}

#[test]
fn words_are_apart_and_no_break_spaces_are_not() {
    let expected = r#"{"t":"Str","c":"a"},{"t":"Space"},{"t":"Str","c":"b c"},{"t":"LineBreak"},{"t":"Space"},{"t":"Str","c":"\"d\""}"#;
    let content = vec![
        Inline::text("a \n b\u{a0}c"),
        Inline::Break {},
        Inline::text(" \"d\""),
    ];
    assert_eq!(
        inlines(content, vec![]),
        expected.replace("b c", "b\u{a0}c")
    );
}

#[test]
fn links_have_attributes_only_where_the_address_says_too_little() {
    let links = || vec![Link::new(4, "/a"), Link::new(5, "/a")];
    let cases = [
        (
            Inline::listed(4, text("x")),
            r#"{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"x"}],["/a",""]]}"#,
        ),
        (
            Inline::listed(4, vec![]),
            r#"{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"[4]"}],["/a",""]]}"#,
        ),
        (
            Inline::listed(5, text("[5]")),
            r#"{"t":"Link","c":[["",["words"],[["number","5"]]],[{"t":"Str","c":"[5]"}],["/a",""]]}"#,
        ),
        (
            Inline::link("/a", text("x")),
            r#"{"t":"Link","c":[["",["unlisted"],[]],[{"t":"Str","c":"x"}],["/a",""]]}"#,
        ),
        (
            Inline::link("/b", vec![]),
            r#"{"t":"Link","c":[["",[],[]],[{"t":"Span","c":[["",[],[]],[{"t":"Str","c":"/b"}]]}],["/b",""]]}"#,
        ),
        // What breaks the rules of the model keeps its words.
        (Inline::listed(9, text("x")), r#"{"t":"Str","c":"x"}"#),
        (Inline::listed(9, vec![]), r#"{"t":"Str","c":"[9]"}"#),
        (
            Inline::link("/b", vec![Inline::listed(4, text("x"))]),
            r#"{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"x"}],["/b",""]]}"#,
        ),
    ];
    for (inline, expected) in cases {
        assert_eq!(inlines(vec![inline], links()), expected);
    }
}

#[test]
fn what_must_not_be_followed_is_shown_as_text() {
    let image = |src: &str| Inline::image(src, "x");
    let expected = r#"{"t":"Span","c":[["",["link"],[["url","javascript:y"]]],[{"t":"Str","c":"x"},{"t":"Span","c":[["",["address"],[]],[{"t":"Space"},{"t":"Str","c":"(javascript:y)"}]]}]]}"#;
    assert_eq!(
        inlines(vec![Inline::link("javascript:y", text("x"))], vec![]),
        expected
    );
    for kept in [
        "a.png", "./b/c..d.png", "https://example.org/../a.png", "data:image/png;base64,AA",
    ] {
        assert!(
            inlines(vec![image(kept)], vec![]).contains(r#""t":"Image""#),
            "{kept}"
        );
    }
    // Pandoc would take these for files of the machine that it runs on.
    for left in [
        "/etc/passwd", "//example.org/a.png", "../a.png", "a/../../b.png", "..\\a.png",
        "file:///a", "C:\\a.png",
    ] {
        let written = inlines(vec![image(left)], vec![]);
        assert!(
            written.starts_with(r#"{"t":"Span","c":[["",["image"]"#),
            "{written}"
        );
    }
}

#[test]
fn short_items_stand_close_together() {
    let list = |items| Block::List {
        ordered: false,
        start: None,
        items,
    };
    let inner = list(vec![vec![paragraph("b")]]);
    let tight = blocks(
        vec![list(vec![vec![paragraph("a"), inner.clone()], vec![]])],
        vec![],
    );
    assert!(!tight.contains("Para"), "{tight}");
    let loose = blocks(
        vec![list(vec![
            vec![paragraph("a"), paragraph("c")],
            vec![inner],
        ])],
        vec![],
    );
    assert_eq!(loose.matches("Para").count(), 2, "{loose}");
}

#[test]
fn headings_have_identifiers_of_their_own() {
    let heading = || Block::heading(2, text("a"));
    let written = blocks(
        vec![
            heading(),
            Block::Quote {
                content: vec![heading()],
            },
        ],
        vec![],
    );
    for identifier in ["a", "a-1"] {
        let header = format!(r#"{{"t":"Header","c":[2,["{identifier}",[],[]]"#);
        assert_eq!(written.matches(&header).count(), 1, "{written}");
    }
}

#[test]
fn labelled_lines_are_in_the_language_of_the_article() {
    let article = Article {
        language: Some("tr".into()),
        site: Some(Site {
            name: "Site".into(),
            url: None,
        }),
        source: Some(Source {
            url: "/a".into(),
            stamp: Some(Stamp {
                kind: StampKind::Unknown,
                text: "1 2 3".into(),
                at: None,
            }),
        }),
        ..Article::default()
    };
    let json = document(&article);
    let shown: Vec<_> = json
        .split(r#""t":"Str","c":""#)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        shown.join(" "),
        "Site sitesinde yayınlandı Kaynak URL (1 2 3) : /a"
    );
}
