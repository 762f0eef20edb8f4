//! What was text stays text: whatever an article says, programs that render our Markdown show these words, and no
//! element, attribute or link that the article does not have.
//!
//! Two parsers in Rust are asked about articles made at random; cmark-gfm, markdown-it, mistune and Pandoc about
//! hostile ones, and a real browser goes through what they make of them. The variable `LIENS_RENDERERS` names a Python
//! that has the packages of `tests/support/renderers.txt`; without it these are skipped.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use liens::model::{Article, Block, Inline, Link, Target};
use liens::write::{LinkStyle, Markdown, PrintText, Render};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::shown::{self, Shown};
use crate::support::{browser, hostile, skipped};

// ---- articles made at random

/// Pieces of hostile texts: bare addresses, tags, markup, and characters that some take for the end of a line.
const PIECES: &[&str] = &[
    "http://e.org/", "HTTPS://e.org/a_b", "ftp://e.org/", "www.e.org/", "a@b.org",
    "mailto:a@b.org", "xmpp:a@b.org/", "javascript:x", "feed:JavaScript:x", "data:text/html,x",
    "&colon;", "&Tab;", "{onclick=x}", "{=html}", ":::", "<img src=x onerror=x>", "<b onclick=x>",
    "</p>", "<!--", "&lt;i>", "&#60;", "[x](javascript:x)", "<javascript:x>", "```", "\u{2028}",
    "\u{2029}", "\u{a0}", "\u{2019}", "\u{e9}", "word", "1. ", "- ", " ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    let character = "[-\\\\`*_\\[\\](){}<>&~|!:#.,;'\"=+/@ ax0]";
    vec(prop_oneof![3 => piece, 4 => character], 1..8).prop_map(|pieces| pieces.concat())
}

fn url() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "http://e.org/", "\u{2028}javascript:", "Data:text/html,", "/",
    ]);
    (start, text()).prop_map(|(start, text)| format!("{start}{text}"))
}

fn inline() -> impl Strategy<Value = Inline> {
    let words = || vec(text().prop_map(Inline::text), 1..2);
    prop_oneof![
        6 => text().prop_map(Inline::text),
        2 => words().prop_map(|content| Inline::Emphasis { content }),
        2 => words().prop_map(|content| Inline::Strong { content }),
        1 => words().prop_map(|content| Inline::Strikeout { content }),
        3 => text().prop_map(|text| Inline::Code { text }),
        2 => (url(), words()).prop_map(|(url, words)| Inline::link(url, words)),
        1 => (url(), text()).prop_map(|(src, alt)| Inline::image(src, alt)),
        1 => Just(Inline::Break {}),
    ]
}

/// An article of one block, in normal form.
fn article() -> impl Strategy<Value = Article> {
    (0..4, vec(inline(), 1..5)).prop_map(|(kind, content)| {
        let mut article = Article {
            body: vec![match kind {
                0 => Block::heading(2, content),
                1 => Block::List {
                    ordered: false,
                    start: None,
                    items: vec![vec![Block::paragraph(content)]],
                },
                _ => Block::paragraph(content),
            }],
            ..Article::default()
        };
        article.normalize();
        article.normalize();
        article
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn parsers_show_the_words_and_nothing_else(article in article()) {
        for (form, markdown) in forms(&article) {
            for (parser, html) in [("comrak", comrak(&markdown)), ("pulldown-cmark", pulldown(&markdown))] {
                let shown = Shown::of(&html);
                prop_assert!(shown.strange.is_empty(), "{parser}, {form}: {:?} in\n{markdown}\n{html}", shown.strange);
                prop_assert_eq!(&shown.words, &words_of(&article), "{}, {}:\n{}\n{}", parser, form, markdown, html);
            }
        }
    }
}

/// The article in each of the forms that are Markdown.
fn forms(article: &Article) -> [(&'static str, String); 4] {
    let markdown = |style| Markdown::default().with_links(style);
    [
        ("print-text", PrintText::default().render_to_string(article)),
        (
            "inline",
            markdown(LinkStyle::Inline).render_to_string(article),
        ),
        (
            "reference",
            markdown(LinkStyle::Reference)
                .front_matter()
                .render_to_string(article),
        ),
        (
            "footnote",
            markdown(LinkStyle::Footnote).render_to_string(article),
        ),
    ]
}

fn comrak(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

fn pulldown(markdown: &str) -> String {
    let options = pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TABLES;
    let mut html = String::new();
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(markdown, options),
    );
    html
}

/// The words of an article, and the addresses that must not be links after those of their links.
fn words_of(article: &Article) -> String {
    let mut shown = article.clone();
    shown.for_each_run(|run| {
        let before = std::mem::take(run);
        for inline in before {
            match inline {
                Inline::Link {
                    content,
                    target: Target::Url(url),
                    ..
                } if shown::runs(&url) => {
                    // A script is no place to go to: its link is its words.
                    run.extend(content);
                }
                // The words of an image are no text of its page.
                Inline::Image { src, alt, .. } if shown::runs(&src) => {
                    run.push(Inline::text(image_as_text(&src, &alt)));
                }
                Inline::Image { .. } => {}
                other => run.push(other),
            }
        }
    });
    shown::words(&shown.plain_text())
}

/// The words of an image, and its address, of which the image itself is left out.
fn image_as_text(src: &str, alt: &str) -> String {
    let is_image = src.to_lowercase().starts_with("data:");
    let address = src.split(',').next().filter(|_| is_image).unwrap_or(src);
    if alt.is_empty() {
        address.into()
    } else {
        format!("{alt} ({address})")
    }
}

// ---- what renderers once took for more than text

fn paragraph(content: Vec<Inline>) -> Article {
    Article {
        body: vec![Block::paragraph(content)],
        ..Article::default()
    }
}

#[test]
fn notes_are_no_part_of_an_address_before_them() {
    let mut article = paragraph(vec![
        Inline::listed(1, vec![Inline::text("http://e.org/a")]),
        Inline::Code { text: "<b>".into() },
    ]);
    article.links = vec![Link::new(1, "http://e.org/b")];
    let markdown = Markdown::default().with_links(LinkStyle::Footnote);
    let expected = "http://e.org/a<!-- -->[^1]`<b>`\n\n[^1]: <http://e.org/b>\n";
    assert_eq!(markdown.render_to_string(&article), expected);
}

#[test]
fn addresses_and_titles_start_no_code() {
    let article = paragraph(vec![
        Inline::link("http://e.org/`a", vec![Inline::text("words")]),
        Inline::Image {
            src: "http://e.org/`b".into(),
            alt: "words".into(),
            title: Some("`c".into()),
            width: None,
            height: None,
        },
    ]);
    let expected = "[words](http://e.org/\\`a)![words](http://e.org/\\`b \"\\`c\")\n";
    assert_eq!(Markdown::default().render_to_string(&article), expected);
    assert_eq!(PrintText::default().render_to_string(&article), expected);
}

#[test]
fn front_matter_holds_no_markup() {
    let written = |title: &str| {
        let mut article = paragraph(vec![Inline::text("words")]);
        article.title = Some(vec![Inline::text(title)]);
        Markdown::default()
            .front_matter()
            .render_to_string(&article)
    };
    for (title, value) in [
        ("5 < 6 & 7 > 6", "5 < 6 & 7 > 6"),
        ("\"The mill\"", r#""\"The mill\"""#),
        ("Data: 4 m", r#""Data: 4 m""#),
        ("The mill [sic]", "The mill [sic]"),
    ] {
        assert_eq!(
            written(title),
            format!("---\ntitle: {value}\n---\n\nwords\n")
        );
    }
    for value in ["<b onclick=x>", "[x]{onclick=y}", "javascript:x"] {
        let mut article = paragraph(vec![Inline::text("words")]);
        article.metadata.insert("summary", value);
        let written = Markdown::default()
            .front_matter()
            .render_to_string(&article);
        assert_eq!(written, "words\n");
    }
    for (title, heading) in [
        ("<b onclick=x>", "&lt;b onclick=x>"),
        ("[x](y)", "\\[x\\](y)"),
        ("[x]{onclick=y}", "\\[x\\]\\{onclick=y}"),
        ("javascript:x", "javascript&#58;x"),
    ] {
        assert_eq!(written(title), format!("# {heading}\n\nwords\n"));
    }
}

// ---- hostile articles, in programs that others use

#[test]
fn renderers_run_nothing_and_show_no_element_of_a_text() {
    let Some(python) = python() else { return };
    renderers_show_what_runs(&python);
    let mut failures = Vec::new();
    let seen = browser::visit(|host| {
        let articles = hostile::made_of_vectors(host);
        let texts: Vec<_> = articles.iter().flat_map(forms).collect();
        let markdown: Vec<_> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let mut pages = vec![String::new(); articles.len()];
        for (renderer, rendered) in render(&python, &markdown) {
            assert_eq!(rendered.len(), texts.len(), "{renderer}");
            for (at, html) in rendered.iter().enumerate() {
                let (form, text) = &texts[at];
                let strange = Shown::of(html).strange;
                if !strange.is_empty() {
                    let place = format!("{renderer}, {form}: {strange:?}");
                    failures.push((place, format!("{text}\n----\n{html}")));
                }
                pages[at / (texts.len() / articles.len())] += html;
            }
        }
        pages
    });
    assert!(failures.is_empty(), "{}", written_to_disk(&failures));
    assert!(seen.as_ref().is_none_or(BTreeSet::is_empty), "{seen:?}");
}

/// Raw HTML is on in all renderers: else there would be nothing to find.
fn renderers_show_what_runs(python: &OsString) {
    for (renderer, rendered) in render(python, &["a <b onclick=x>b</b>\n"]) {
        let strange = Shown::of(&rendered[0]).strange;
        assert_eq!(strange, ["<b>", "onclick=x"], "{renderer}");
    }
}

/// Writes the Markdown and the pages with what they must not have to files, and tells where.
fn written_to_disk(failures: &[(String, String)]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("renderers");
    // What an earlier run left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut told = format!("{} pages, in {}:\n", failures.len(), folder.display());
    for (at, (place, text)) in failures.iter().enumerate() {
        fs::write(folder.join(format!("{at}.txt")), text).expect("a file");
        told += &format!("{at}.txt, {place}\n");
    }
    told
}

/// What each renderer makes of the texts.
fn render(python: &OsString, texts: &[&str]) -> BTreeMap<String, Vec<String>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/renderers.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("LIENS_RENDERERS names a Python");
    let input = serde_json::to_vec(texts).expect("JSON");
    child
        .stdin
        .take()
        .expect("standard input")
        .write_all(&input)
        .expect("the script reads");
    let output = child.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "{}", output.status);
    serde_json::from_slice(&output.stdout).expect("pages")
}

fn python() -> Option<OsString> {
    let named = std::env::var_os("LIENS_RENDERERS");
    if named.is_none() {
        skipped("LIENS_RENDERERS names no Python with the packages of tests/support/renderers.txt");
    }
    named
}
