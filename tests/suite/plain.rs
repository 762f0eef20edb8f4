//! What plain text carries, on articles made at random: the promise of [`PlainText`].
#![cfg(feature = "text")]

use crate::support::tame;
use liens::model::{Article, Block, Cell, Definition, Inline, Link, Site, Source, Target};
use liens::read::{self, Options};
use liens::write::{PlainText, Render};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_reads_back_as_what_it_carries(article in tame::article(), width in any_width()) {
        let mut writer = PlainText::default();
        writer.width = width;
        let text = writer.render_to_string(&article);
        let reading = read::text(&text, &Options::default());
        let read = reading.expect("lenient reading does not fail").article;
        prop_assert_eq!(without_words(read), without_words(carried(article)), "{}", text);
    }
}

#[test]
fn a_line_break_in_words_ends_no_line() {
    let mut article = Article {
        site: Some(Site {
            name: "The\nWharf".into(),
            url: Some("https://\nexample.org/".into()),
        }),
        breadcrumb: vec![vec![
            Inline::text("Home"),
            Inline::Break {},
            Inline::text("port"),
        ]],
        title: Some(vec![Inline::text("All\nis well")]),
        body: vec![
            Block::paragraph(vec![Inline::text("one\r\ntwo")]),
            Block::paragraph(vec![
                Inline::text("three\n"),
                Inline::Code {
                    text: "four\nfive".into(),
                },
            ]),
        ],
        source: Some(Source {
            url: "https://example.org/\na".into(),
            stamp: None,
        }),
        links: vec![Link::new(1, "https://example.org/\nr")],
        ..Article::default()
    };
    article.links[0].title = Some("the\nreport".into());
    let expected = "\
Published on The Wharf (https:// example.org/)

Home port

All is well
===========

one two

three four five

Source URL: https://example.org/ a

Links
[1] the report: https://example.org/ r
";
    assert_eq!(PlainText::default().render_to_string(&article), expected);
}

#[test]
fn addresses_of_unlisted_links_are_words() {
    let link = |url: &str, words: &str| {
        let words = Inline::link(url, vec![Inline::text(words)]);
        vec![words, Inline::text("; ")]
    };
    let run = [
        link("map.html", "the map"),
        link("https://example.org/", "https://example.org"),
        link("mailto:a@example.org", "a@example.org"),
        link("map.html", "map.html"),
        link("#notes", "below"),
        link("", "nowhere"),
    ];
    let article = Article {
        body: vec![Block::paragraph(run.concat())],
        ..Article::default()
    };
    let writer = PlainText::default().with_width(None);
    assert_eq!(
        writer.render_to_string(&article),
        "the map (map.html); https://example.org; a@example.org; map.html; below; nowhere; \n"
    );
}

#[test]
fn a_list_after_the_values_of_a_field_stays_apart() {
    let item = |words: &str| vec![Block::paragraph(vec![Inline::text(words)])];
    let list = Block::List {
        ordered: false,
        start: None,
        items: vec![item("c")],
    };
    let field = |items: Vec<Vec<Block>>| Block::Field {
        label: vec![Inline::text("Tags")],
        items,
    };
    let article = Article {
        body: vec![
            field(vec![item("a"), item("b")]),
            list.clone(),
            field(vec![item("a")]),
            list,
        ],
        ..Article::default()
    };
    let expected = "Tags:\n\n  * a\n  * b\n\n  + c\n\nTags: a\n\n  * c\n";
    assert_eq!(PlainText::default().render_to_string(&article), expected);
}

#[test]
fn terms_stay_apart_in_a_cell() {
    let text = |words: &str| vec![Inline::text(words)];
    let item = |term, words| Definition {
        terms: vec![text(term)],
        definitions: vec![vec![Block::paragraph(text(words))]],
    };
    let items = vec![item("K", "v"), item("L", "w")];
    let article = Article {
        body: vec![Block::Table {
            caption: Vec::new(),
            head: Vec::new(),
            rows: vec![vec![Cell::new(vec![Block::DefinitionList { items }])]],
        }],
        ..Article::default()
    };
    let text = PlainText::default().render_to_string(&article);
    assert_eq!(text, "K v L w\n");
}

#[test]
fn a_linked_picture_without_words_has_none() {
    let image = Inline::Image {
        src: "https://example.org/i.png".into(),
        alt: String::new(),
        title: None,
        width: None,
        height: None,
    };
    let link = Inline::link("https://example.org/l", vec![image]);
    let article = Article {
        body: vec![Block::paragraph(vec![
            Inline::text("See "),
            link,
            Inline::text("."),
        ])],
        ..Article::default()
    };
    assert_eq!(PlainText::default().render_to_string(&article), "See .\n");
}

#[test]
fn links_in_lists_within_a_cell_keep_their_addresses() {
    let link = Inline::link("https://example.org/l", vec![Inline::text("list")]);
    let items = vec![vec![Block::paragraph(vec![link])]];
    let list = Block::List {
        ordered: false,
        start: None,
        items,
    };
    let article = Article {
        body: vec![Block::Table {
            caption: Vec::new(),
            head: Vec::new(),
            rows: vec![vec![Cell::new(vec![list])]],
        }],
        ..Article::default()
    };
    let text = PlainText::default().render_to_string(&article);
    assert_eq!(text, "list (https://example.org/l)\n");
}

// ---- what plain text carries

/// The article as plain text carries it, but for the words of links.
fn carried(mut article: Article) -> Article {
    article.body = blocks(article.body, Place::Page);
    article.for_each_run(|run| *run = inlines(std::mem::take(run)));
    article.normalize();
    article
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Page,
    List,
}

fn blocks(all: Vec<Block>, place: Place) -> Vec<Block> {
    all.into_iter().flat_map(|one| block(one, place)).collect()
}

fn block(block: Block, place: Place) -> Vec<Block> {
    match block {
        // Headings have three levels, and none in lists.
        Block::Heading { content, .. } if place == Place::List => vec![Block::paragraph(content)],
        Block::Heading { level, content } => vec![Block::heading(level.min(3), content)],
        // Lists have no rules, and quotes there are no more than set in.
        Block::Rule {} if place == Place::List => Vec::new(),
        Block::Quote { content } if place == Place::List => blocks(content, place),
        Block::Quote { content } => vec![Block::Quote {
            content: blocks(content, place),
        }],
        Block::List {
            ordered,
            start,
            items,
        } => vec![Block::List {
            ordered,
            start,
            items: items
                .into_iter()
                .map(|item| blocks(item, Place::List))
                .collect(),
        }],
        // Code has no language.
        Block::CodeBlock { text, .. } => vec![Block::CodeBlock {
            language: None,
            text,
        }],
        // Tables have no head rows.
        Block::Table { head, rows, .. } => {
            let mut rows: Vec<_> = head.into_iter().chain(rows).collect();
            for cell in rows.iter_mut().flatten() {
                cell.header = false;
            }
            vec![Block::Table {
                caption: Vec::new(),
                head: Vec::new(),
                rows,
            }]
        }
        // Definitions are paragraphs.
        Block::DefinitionList { items } => {
            let item = |item: Definition| {
                let terms = item.terms.into_iter().map(Block::paragraph);
                terms
                    .chain(item.definitions.into_iter().flatten())
                    .collect::<Vec<_>>()
            };
            items.into_iter().flat_map(item).collect()
        }
        other => vec![other],
    }
}

/// Running text has no emphasis and no code, images are their `alt` text, and unlisted addresses are words.
fn inlines(run: Vec<Inline>) -> Vec<Inline> {
    let carried = |inline: Inline| match inline {
        Inline::Code { text } | Inline::Image { alt: text, .. } => vec![Inline::text(text)],
        Inline::Link {
            content,
            target: Target::Url(url),
            ..
        } => {
            let mut words = inlines(content);
            words.push(Inline::text(format!(" ({url})")));
            words
        }
        Inline::Link {
            content, target, ..
        } => vec![Inline::Link {
            content: inlines(content),
            target,
            title: None,
        }],
        Inline::Emphasis { content } | Inline::Strong { content } => inlines(content),
        other => vec![other],
    };
    run.into_iter().flat_map(carried).collect()
}

/// The article with the words of links before them: where they start is not certain.
fn without_words(mut article: Article) -> Article {
    article.for_each_run(|run| {
        let apart = |inline: Inline| match inline {
            Inline::Link {
                content,
                target: Target::Listed(number),
                ..
            } if !content.is_empty() => {
                let mut words = content;
                words.extend([Inline::text(" "), Inline::listed(number, Vec::new())]);
                words
            }
            other => vec![other],
        };
        *run = std::mem::take(run).into_iter().flat_map(apart).collect();
    });
    article.normalize();
    article
}

fn any_width() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![Just(None), (50_usize..120).prop_map(Some)]
}
