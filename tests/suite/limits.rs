//! Limits: what is too much is an error that names the limit, or is flattened with a warning; no word is lost.
#![cfg(all(feature = "text", feature = "html"))]

use liens::model::Node;
use liens::read::{Limits, Options, Reading, html, markdown, plain};
use liens::{Error, WarningKind};

/// A page, and its reader.
type Read = fn(&str, &Options) -> Result<Reading, Error>;

const READERS: [Read; 3] = [html::read, markdown::read, plain::read];

fn limited(change: impl Fn(&mut Limits)) -> Options {
    let mut options = Options::default();
    change(&mut options.limits);
    options
}

fn warns_of(reading: &Reading, kind: WarningKind, words: &str) -> bool {
    let is_it = |warning: &liens::Warning| {
        warning.kind == kind && warning.message.contains(words) && warning.span.is_some()
    };
    reading.warnings.iter().any(is_it)
}

#[test]
fn an_input_that_is_too_long_is_refused() {
    let options = limited(|limits| limits.bytes = 9);
    for read in READERS {
        assert_eq!(
            read("ten bytes!", &options),
            Err(Error::TooLong {
                limit: 9,
                found: 10
            })
        );
        assert!(read("nine byte", &options).is_ok());
    }
}

#[cfg(feature = "serde")]
#[test]
fn documents_are_read_by_the_same_options() {
    use liens::read::{json, pandoc};

    let documents: [(Read, &str); 2] = [
        (
            json::read,
            r#"{"format":"liens","version":1,"article":{"language":null,"direction":null,"title":null,"site":null,
                "breadcrumb":[],"byline":null,"body":[{"type":"paragraph","content":[
                {"type":"link","content":[],"url":"map"}]}],"comments":[],"footer":[],"source":null,"links":[],
                "labels":{"source":null,"stamp":null,"links":null,"published":null}},
                "warnings":[{"kind":"no_source","message":"no source","span":null}]}"#,
        ),
        (
            pandoc::read,
            r#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[
                {"t":"Link","c":[["",[],[]],[{"t":"Str","c":"a"}],["map",""]]},
                {"t":"Math","c":[{"t":"InlineMath"},"x"]}]}]}"#,
        ),
    ];
    let base = "https://example.org/news/7".parse().expect("an address");
    let options = Options::default().with_base_url(base);
    for (read, document) in documents {
        let mut article = read(document, &options).expect("a document").article;
        article.number_links();
        assert_eq!(article.links[0].url, "https://example.org/news/map");

        let strictly = read(document, &Options::default().strict());
        assert!(matches!(strictly, Err(Error::Strict(_))), "{strictly:?}");

        let limits = limited(|limits| limits.bytes = document.len() - 1);
        let refused = read(document, &limits);
        assert!(matches!(refused, Err(Error::TooLong { .. })), "{refused:?}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_document_may_expand_as_little_as_a_page() {
    use liens::model::{Article, Block, Inline, Link};
    use liens::read::json;
    use liens::write::{Json, Render};

    let of_links = |links: usize| {
        let mut link = Link::new(1, "https://example.org/");
        link.title = Some("a".repeat(100_000));
        let article = Article {
            body: vec![Block::paragraph(vec![
                Inline::listed(
                    1,
                    vec![Inline::text("w")]
                );
                links
            ])],
            links: vec![link],
            ..Article::default()
        };
        Json::default().render_to_string(&article)
    };
    assert!(json::read(&of_links(90), &Options::default()).is_ok());
    let refused = json::read(&of_links(200), &Options::default());
    assert!(
        matches!(refused, Err(Error::TooMuchExpansion { .. })),
        "{refused:?}"
    );
}

#[test]
fn too_many_links_are_refused() {
    let options = limited(|limits| limits.links = 3);
    let entries = "[1] http://ex.org/1\n[2] http://ex.org/2\n[3] http://ex.org/3\n";
    let link = "<a href=x>x</a> ";
    let marked = "[x](#) [1] and [y](#) [2]\n";
    let pages: [(Read, String, String); 3] = [
        (html::read, link.repeat(3), link.repeat(4)),
        (markdown::read, "[x](y) ".repeat(3), marked.to_owned()),
        (
            plain::read,
            format!("x\n\nLinks\n{entries}"),
            format!("x\n\nLinks\n{entries}[4] http://ex.org/4\n"),
        ),
    ];
    for (read, few, many) in pages {
        assert!(read(&few, &options).is_ok(), "{few}");
        let error = read(&many, &options).expect_err("too many links");
        assert_eq!(error, Error::TooManyLinks { limit: 3, found: 4 }, "{many}");
    }
}

#[test]
fn addresses_that_would_take_too_much_room_are_refused() {
    let url = |length: usize| format!("https://example.org/{}", "a".repeat(length));
    let list = |url: &str| format!("**Source URL:** http://e.org/\n\n**Links**\n[1] {url}\n");
    let markdown = |url: &str, links: usize| format!("{}\n\n{}", "w [1] ".repeat(links), list(url));
    let html = |url: &str, links: usize| {
        format!(
            "<p>{}</p><div class=print-links><p>Links<br>[1] {url}</p></div>",
            "w <span class=print-footnote>[1]</span> ".repeat(links)
        )
    };
    type Page<'a> = &'a dyn Fn(&str, usize) -> String;
    let pages: [(Read, Page<'_>); 3] = [
        (html::read, &html),
        (markdown::read, &markdown),
        (plain::read, &markdown),
    ];
    for (read, page) in pages {
        // To an address that is not long, any number of links may lead.
        assert!(read(&page(&url(200), 10_000), &Options::default()).is_ok());
        assert!(read(&page(&url(100_000), 90), &Options::default()).is_ok());
        let long = page(&url(100_000), 200);
        let found = 200 * url(100_000).len();
        let limit = 100 * long.len();
        assert_eq!(
            read(&long, &Options::default()),
            Err(Error::TooMuchExpansion { limit, found })
        );
        assert!(read(&long, &limited(|limits| limits.expansion = 200)).is_ok());
    }
}

#[test]
fn what_nests_too_deep_is_flattened() {
    let options = limited(|limits| limits.depth = 8);
    let html = format!(
        "{}words{}",
        "<blockquote>".repeat(20),
        "</blockquote>".repeat(20)
    );
    let markdown = format!("{}words", "> ".repeat(20));
    for (read, page) in [(html::read as Read, html), (markdown::read, markdown)] {
        let reading = read(&page, &options).expect("lenient");
        assert_eq!(reading.article.plain_text(), "words");
        let depth = reading
            .article
            .walk()
            .filter(|node| matches!(node, Node::Block(_)))
            .count();
        assert!((4..=8).contains(&depth), "{depth}");
        assert!(
            warns_of(&reading, WarningKind::TooDeep, "deeper than 8"),
            "{reading:?}"
        );
        let deep = read(&page, &Options::default()).expect("lenient");
        assert!(!warns_of(&deep, WarningKind::TooDeep, ""));
    }
}

#[test]
fn open_elements_are_bounded() {
    let page = format!("{}words", "<div>".repeat(100));
    let options = limited(|limits| limits.elements = 50);
    let reading = html::read(&page, &options).expect("lenient");
    assert_eq!(reading.article.plain_text(), "words");
    assert!(
        warns_of(&reading, WarningKind::TooDeep, "more than 50 elements"),
        "{reading:?}"
    );

    let page = format!("{}words", "<b><i>".repeat(8));
    let options = limited(|limits| limits.formatting = 4);
    let reading = html::read(&page, &options).expect("lenient");
    assert_eq!(reading.article.plain_text(), "words");
    assert!(
        warns_of(&reading, WarningKind::TooDeep, "or 4 formatting"),
        "{reading:?}"
    );
    assert!(!warns_of(
        &html::read(&page, &Options::default()).expect("lenient"),
        WarningKind::TooDeep,
        ""
    ));
}

#[test]
fn attributes_of_a_tag_are_bounded() {
    let page = "<p>\n<a x y z href='http://ex.org/'>words</a>";
    let options = limited(|limits| limits.attributes = 3);
    let reading = html::read(page, &options).expect("lenient");
    assert_eq!(reading.article.plain_text(), "words");
    let warning = reading
        .warnings
        .iter()
        .find(|warning| warning.kind == WarningKind::Unsupported);
    let span = warning.and_then(|warning| warning.span).expect("a place");
    assert_eq!(&page[span.range()], "href='http://ex.org/'");
    assert_eq!(span.line, 2);
}
