//! What Pandoc itself makes of our documents, and we of its.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::{Command, Stdio};

use liens::model::{
    Align, Article, Block, Byline, Cell, Comment, Definition, Inline, Link, Metadata, Node, Site,
    Source, Stamp, StampKind, Target, Value,
};
use liens::read::{Options, text as read_text};
use liens::write::{Pandoc, PandocApi, Render};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use super::read;
use crate::support::articles::article;

/// Formats that people make of documents.
const FORMATS: [&str; 7] = ["docx", "epub", "latex", "gfm", "html", "odt", "plain"];

/// The program.
struct Program {
    name: OsString,
    api: PandocApi,
}

impl Program {
    /// The program, or `None` where there is none and none is asked for.
    fn find() -> Option<Self> {
        let asked = std::env::var_os("LIENS_PANDOC");
        let name = asked.clone().unwrap_or_else(|| "pandoc".into());
        match Command::new(&name).arg("--version").output() {
            Ok(output) if output.status.success() => {
                let version = String::from_utf8_lossy(&output.stdout);
                let is_old = version
                    .split_whitespace()
                    .nth(1)
                    .is_some_and(|number| number.starts_with("2."));
                Some(Self {
                    name,
                    api: if is_old {
                        PandocApi::V1_22
                    } else {
                        PandocApi::V1_23
                    },
                })
            }
            failed => {
                assert!(asked.is_none(), "LIENS_PANDOC names {name:?}: {failed:?}");
                say("skipped: there is no pandoc, and LIENS_PANDOC names none");
                None
            }
        }
    }

    /// Converts something. Whoever wants no network gives no images.
    #[track_caller]
    fn convert(&self, input: &[u8], from: &str, to: &str, more: &[&str]) -> Vec<u8> {
        let mut child = Command::new(&self.name)
            .args(["--wrap=none", "-f", from, "-t", to, "-o", "-"])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("pandoc starts");
        let mut stdin = child.stdin.take().expect("standard input");
        stdin.write_all(input).expect("pandoc reads");
        drop(stdin);
        let output = child.wait_with_output().expect("pandoc ends");
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "to {to}: {messages}");
        output.stdout
    }

    fn text(&self, input: &[u8], from: &str, to: &str, more: &[&str]) -> String {
        String::from_utf8(self.convert(input, from, to, more)).expect("text")
    }

    fn document_of(&self, article: &Article) -> Vec<u8> {
        Pandoc::for_api(self.api)
            .render_to_string(article)
            .into_bytes()
    }
}

#[expect(clippy::print_stdout, reason = "tests report to whoever runs them")]
fn say(line: &str) {
    println!("{line}");
}

/// Articles made at random, always the same.
fn some_articles(count: usize) -> Vec<Article> {
    let mut runner = TestRunner::deterministic();
    let strategy = article();
    (0..count)
        .map(|_| {
            strategy
                .new_tree(&mut runner)
                .expect("an article")
                .current()
        })
        .collect()
}

/// Puts words in the place of images, which Pandoc would fetch.
fn show_no_images(article: &mut Article) {
    article.for_each_run(|run| {
        for inline in run {
            if let Inline::Image { alt, .. } = inline {
                *inline = Inline::text(std::mem::take(alt));
            }
        }
    });
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(words: &str) -> Vec<Block> {
    vec![Block::paragraph(text(words))]
}

/// An article with a word of its own in each place where words can be, in the order in which they show.
fn article_of_words() -> Article {
    let cell = |words: &str, header| Cell {
        header,
        ..Cell::new(paragraph(words))
    };
    let tall = Cell {
        rowspan: 3,
        align: Some(Align::Right),
        ..cell("tall", true)
    };
    let body = vec![
        Block::heading(2, text("heading")),
        Block::paragraph(vec![
            Inline::listed(1, text("listed")),
            Inline::text(" "),
            Inline::listed(2, vec![]),
            Inline::text(" "),
            Inline::link("https://example.org/unlisted", text("unlisted")),
            Inline::text(" "),
            Inline::Small {
                content: text("small"),
            },
            Inline::text(" "),
            Inline::link("javascript:alert()", text("danger")),
        ]),
        Block::List {
            ordered: true,
            start: Some(7),
            items: vec![paragraph("item")],
        },
        Block::DefinitionList {
            items: vec![Definition {
                terms: vec![text("term"), text("synonym")],
                definitions: vec![paragraph("meaning")],
            }],
        },
        Block::Table {
            caption: vec![],
            head: vec![vec![cell("left", true), cell("right", true)]],
            rows: vec![
                vec![tall, cell("beside", false), cell("more", false)],
                vec![cell("below", false)],
            ],
        },
        Block::Field {
            label: text("label"),
            items: vec![paragraph("value"), paragraph("second")],
        },
    ];
    let byline = |words: &str| {
        Some(Byline {
            author: Some("Anne".into()),
            text: format!("{words} Anne"),
            at: None,
        })
    };
    let mut article = Article {
        title: Some(text("title")),
        language: Some("fr".into()),
        site: Some(Site {
            name: "site".into(),
            url: Some("https://example.org/".into()),
        }),
        breadcrumb: vec![text("home"), text("news")],
        byline: byline("byline"),
        body,
        comments: vec![Comment {
            title: Some(text("reply")),
            byline: byline("commenter"),
            content: paragraph("comment"),
        }],
        footer: vec![Block::heading(3, text("footer"))],
        source: Some(Source {
            url: "https://example.org/source".into(),
            stamp: Some(Stamp {
                kind: StampKind::Modified,
                text: "29/06/2018 - 14:56".into(),
                at: None,
            }),
        }),
        links: vec![
            Link {
                number: 1,
                url: "https://example.org/one".into(),
                title: Some("hidden".into()),
            },
            Link::new(2, "https://example.org/two"),
            Link::new(3, "https://example.org/unused"),
        ],
        ..Article::default()
    };
    article.normalize();
    article
}

#[test]
fn every_format_is_made() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let mut articles = some_articles(12);
    articles.iter_mut().for_each(show_no_images);
    articles.push(article_of_words());
    for article in &articles {
        let document = pandoc.document_of(article);
        for format in FORMATS {
            let made = pandoc.convert(&document, "json", format, &["-s", "--toc"]);
            assert!(!made.is_empty(), "{format}");
        }
    }
}

#[test]
fn documents_survive_pandoc() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    for article in some_articles(40) {
        let json = pandoc.text(&pandoc.document_of(&article), "json", "json", &[]);
        // Pandoc knows no order of metadata.
        let article = Article {
            metadata: sorted(article.metadata),
            ..article
        };
        assert_eq!(read(&json).article, article, "{json}");
    }
}

fn sorted(metadata: Metadata) -> Metadata {
    let entries: BTreeMap<String, Value> = metadata.into_iter().collect();
    let in_order = entries.into_iter();
    in_order
        .map(|(name, value)| (name, sorted_within(value)))
        .collect()
}

fn sorted_within(value: Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(sorted(map)),
        Value::List(items) => items.into_iter().map(sorted_within).collect(),
        value => value,
    }
}

#[test]
fn pandoc_shows_all_words_and_nothing_else() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let article = article_of_words();
    let document = pandoc.document_of(&article);
    let expected = "Publié sur site home news byline Anne heading listed 2 unlisted small danger javascript alert \
        7 item term synonym meaning left right tall beside more below label value second reply commenter Anne comment \
        URL de la source modifié le 29 06 2018 14 56 https example org source footer";
    for format in ["plain", "docx", "epub", "html"] {
        let made = pandoc.convert(&document, "json", format, &[]);
        // What Pandoc reads of its own, so that only what shows is left.
        let shown = match format {
            "plain" => String::from_utf8(made).expect("text"),
            format => pandoc.text(&made, format, "plain", &[]),
        };
        // An e-book and other whole files also show the title and the author.
        let mut shown = words(&shown);
        let start = shown
            .iter()
            .position(|word| word == "Publié")
            .expect("the first word");
        shown.drain(..start);
        assert_eq!(shown.join(" "), words(expected).join(" "), "{format}");
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}

#[test]
fn pandoc_links_what_may_be_linked() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let document = pandoc.document_of(&article_of_words());
    for format in ["html", "docx", "gfm", "odt"] {
        // Without the metadata, which would make it a document of ours again.
        let made = pandoc.convert(&document, "json", format, &[]);
        let json = pandoc.text(&made, format, "json", &[]);
        let links = unlisted(&read(&json).article);
        let expected = ["", "one", "two", "unlisted", "source"];
        let expected = expected.map(|end| format!("https://example.org/{end}"));
        assert_eq!(links, expected, "{format}");
    }
    let html = pandoc.text(&document, "json", "html", &["-s"]);
    assert!(
        !html.contains("\"javascript:") || html.contains("data-url=\"javascript:"),
        "{html}"
    );
    assert!(!html.contains("href=\"javascript:"), "{html}");
    assert!(html.contains("lang=\"fr\""), "{html}");
}

/// The addresses of all links that are in no list.
fn unlisted(article: &Article) -> Vec<String> {
    let url = |node: Node<'_>| match node {
        Node::Inline(Inline::Link {
            target: Target::Url(url),
            ..
        }) => Some(url.clone()),
        _ => None,
    };
    article.walk().filter_map(url).collect()
}

/// The example, between two runs of Pandoc as it stands between Pandoc's reader and writer.
#[test]
fn the_filter_numbers_and_lists_links() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let markdown = "See [the report](https://example.org/r), [a map](https://example.org/m) and \
        [it again](https://example.org/r).";
    let document = pandoc.text(markdown.as_bytes(), "markdown", "json", &[]);
    let filtered = super::pandoc_filter::filter(&document).expect("a document of Pandoc");
    let html = pandoc.text(filtered.as_bytes(), "json", "html", &[]);
    for words in [
        "the report</a><sup>[1]</sup>", "a map</a><sup>[2]</sup>", "it again</a><sup>[1]</sup>",
        ">Links</h2>",
    ] {
        assert!(html.contains(words), "{html}");
    }
    let entries = html.rsplit_once("<ol").expect("a list").1;
    let (first, second) = (entries.find("/r<"), entries.find("/m<"));
    assert!(first.is_some() && first < second, "{html}");
}

#[test]
fn a_real_page_keeps_its_words() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let page = include_str!("../../../examples/pages/lighthouse.fr.txt");
    let reading = read_text(page, &Options::default()).expect("lenient reading does not fail");
    let document = pandoc.document_of(&reading.article);
    let shown = words(&pandoc.text(&document, "json", "plain", &["-s"]));
    let mut rest = shown.iter();
    for word in words(&reading.article.plain_text()) {
        assert!(
            rest.any(|shown| *shown == word),
            "{word} is not shown in its place"
        );
    }
}

/// A document as people write them.
const MARKDOWN: &str = r#"---
title: The *lighthouse*
author: [Anne Onyme, Ed Itor]
date: 29 June 2018
lang: en
---

# Work

See [the report](https://example.org/report "a title"), <https://example.org/> and a note.[^1]

1. one
2. two

   - inner

> "Quoted" words, H~2~O and x^2^, ~~gone~~, `code`.

Term
:   Meaning

| Left | Right |
|:-----|------:|
| a    |     1 |

```rust
let x = 1;
```

* * *

[^1]: What the note says, with [a link](https://example.org/note).
"#;

#[test]
fn documents_of_pandoc_are_read() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let json = pandoc.text(MARKDOWN.as_bytes(), "markdown", "json", &[]);
    let mut article = read(&json).article;
    assert_written(&article);
    let [
        Block::Heading { .. },
        Block::Paragraph { .. },
        Block::List { .. },
        Block::Quote { .. },
        Block::DefinitionList { .. },
        Block::Table { head, rows, .. },
        Block::CodeBlock { language, .. },
        Block::Rule {},
    ] = article.body.as_slice()
    else {
        panic!("{:?}", article.body);
    };
    assert_eq!(language.as_deref(), Some("rust"));
    assert_eq!(head[0][1].align, Some(Align::Right));
    assert_eq!(rows[0][0].align, Some(Align::Left));
    article.number_links();
    let urls: Vec<_> = article.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://example.org/report", "https://example.org/", "https://example.org/note"
        ]
    );
}

/// What the document says in any form.
#[track_caller]
fn assert_written(article: &Article) {
    assert_eq!(
        words(&article.plain_text()),
        words(
            "The lighthouse Work See the report https example org and a note one two inner Quoted words H2O \
             and x2 gone code Term Meaning Left Right a 1 let x 1 What the note says with a link"
        )
    );
    assert_eq!(
        unlisted(article),
        [
            "https://example.org/report", "https://example.org/", "https://example.org/note"
        ]
    );
}

#[test]
fn headings_keep_the_identifiers_that_pandoc_gives_them() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    let headings = "# Light & *sea*\n\n## 2. The `lamp`'s oil\n\n## Light & sea\n\n## 1998\n\n# Été, hiver_1.5\n";
    let json = pandoc.text(headings.as_bytes(), "markdown", "json", &[]);
    let written = Pandoc::for_api(pandoc.api).render_to_string(&read(&json).article);
    let html = |json: &str| pandoc.text(json.as_bytes(), "json", "html", &[]);
    assert!(html(&json).contains("id=\"the-lamps-oil\""), "{json}");
    assert_eq!(html(&written), html(&json));
}

#[test]
fn documents_that_pandoc_read_from_other_forms_are_read() {
    let Some(pandoc) = Program::find() else {
        return;
    };
    for format in ["docx", "html", "epub"] {
        let made = pandoc.convert(MARKDOWN.as_bytes(), "markdown", format, &["-s"]);
        let json = pandoc.text(&made, format, "json", &[]);
        let article = read(&json).article;
        let found = words(&article.plain_text());
        for word in
            words("lighthouse Work See the report and inner Quoted gone Meaning Left Right let")
        {
            assert!(
                found.contains(&word),
                "{format}: {word} is not in {found:?}"
            );
        }
        for url in ["https://example.org/report", "https://example.org/note"] {
            assert!(
                unlisted(&article).iter().any(|found| found == url),
                "{format}: {url}"
            );
        }
    }
}
