//! What plain text carries, on articles made at random: the promise of [`PlainText`].
#![cfg(feature = "text")]

use liens::model::{
    Article, Block, Cell, Definition, Inline, Link, Site, Source, Stamp, StampKind, Target,
};
use liens::read::{self, Options};
use liens::write::{PlainText, Render};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_reads_back_as_what_it_carries(article in any_article(), width in any_width()) {
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
fn a_list_behind_the_values_of_a_field_stays_apart() {
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

// ---- articles

fn any_width() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![Just(None), (50_usize..120).prop_map(Some)]
}

/// Words that look like nothing else.
fn words(
    count: impl Into<proptest::collection::SizeRange>,
) -> impl Strategy<Value = String> + Clone {
    let word = prop_oneof![4 => "[a-zé]{2,9}", 1 => "[A-Z][a-z]{2,6},", 1 => "[日本語文字]{1,6} [a-z]{2,5}"];
    proptest::collection::vec(word, count).prop_map(|words| words.join(" "))
}

fn url() -> impl Strategy<Value = String> {
    "https?://[a-z]{3,8}\\.org/[a-z0-9/_-]{0,90}(\\?[a-z]=[a-z0-9]{1,9}(&[a-z]=[0-9])?)?"
}

/// Running text that ends like a sentence, with links and emphasis and more.
fn run() -> impl Strategy<Value = Vec<Inline>> {
    let link =
        (words(1..4), url()).prop_map(|(text, url)| Inline::link(url, vec![Inline::text(text)]));
    let piece = prop_oneof![
        6 => words(1..20).prop_map(Inline::text),
        4 => link,
        1 => words(1..4).prop_map(|text| Inline::Emphasis { content: vec![Inline::text(text)] }),
        1 => words(1..3).prop_map(|text| Inline::Code { text }),
        1 => words(1..3).prop_map(|alt| Inline::image("https://e.org/i.png", alt)),
    ];
    proptest::collection::vec((piece, proptest::bool::weighted(0.1)), 1..6).prop_map(|pieces| {
        let mut run = vec![Inline::text("Thus ")];
        for (piece, ends) in pieces {
            run.push(piece);
            run.push(if ends {
                Inline::Break {}
            } else {
                Inline::text(" ")
            });
        }
        run.push(Inline::text("so it is."));
        run
    })
}

fn any_block_in_list() -> impl Strategy<Value = Block> {
    let paragraph = run().prop_map(Block::paragraph);
    paragraph.prop_recursive(3, 12, 3, |inner| {
        let item = (run(), proptest::collection::vec(inner, 0..3)).prop_map(|(run, more)| {
            let mut item = vec![Block::paragraph(run)];
            item.extend(more);
            item
        });
        let items = proptest::collection::vec(item, 1..4);
        prop_oneof![
            1 => run().prop_map(Block::paragraph),
            2 => (items, proptest::option::of(1_u32..3)).prop_map(|(items, start)| Block::List {
                ordered: start.is_some(),
                start,
                items,
            }),
            1 => (1_u8..6, words(1..5)).prop_map(|(level, text)| Block::heading(level, vec![Inline::text(text)])),
        ]
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let cell =
        words(1..3).prop_map(|text| Cell::new(vec![Block::paragraph(vec![Inline::text(text)])]));
    let table = (2_usize..4, 2_usize..4).prop_flat_map(move |(columns, rows)| {
        let row = proptest::collection::vec(cell.clone(), columns);
        proptest::collection::vec(row, rows).prop_map(|rows| Block::Table {
            caption: Vec::new(),
            head: Vec::new(),
            rows,
        })
    });
    let code = proptest::collection::vec("( {2}){0,2}[a-z(){};=]{1,12}", 1..4);
    let definition = (words(1..3), run()).prop_map(|(term, run)| Block::DefinitionList {
        items: vec![Definition {
            terms: vec![vec![Inline::text(term)]],
            definitions: vec![vec![Block::paragraph(run)]],
        }],
    });
    prop_oneof![
        4 => run().prop_map(Block::paragraph),
        3 => any_block_in_list(),
        1 => (1_u8..6, words(1..6)).prop_map(|(level, text)| Block::heading(level, vec![Inline::text(text)])),
        1 => proptest::collection::vec(any_block_in_list(), 1..3).prop_map(|content| Block::Quote { content }),
        1 => code.prop_map(|lines| Block::CodeBlock { language: None, text: lines.join("\n") }),
        1 => table,
        1 => definition,
        1 => Just(Block::Rule {}),
    ]
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let kind = prop_oneof![Just(StampKind::Modified), Just(StampKind::Retrieved)];
    kind.prop_map(|kind| Stamp {
        kind,
        text: "29/06/2018 - 14:56".into(),
        at: None,
    })
}

prop_compose! {
    fn any_article()(
        title in words(1..9),
        site in proptest::option::of((words(1..3), url())),
        body in proptest::collection::vec(any_block(), 1..7),
        last in run(),
        source in url(),
        stamp in proptest::option::of(stamp()),
        // No words of the text: behind a number they would be its link's, as some generators print it.
        titled in proptest::option::of("[α-ω]{3,9}( [α-ω]{3,9}){0,2}"),
    ) -> Article {
        let mut article = Article {
            title: Some(vec![Inline::text(title)]),
            site: site.map(|(name, url)| Site { name, url: Some(url) }),
            body,
            source: Some(Source { url: source, stamp }),
            ..Article::default()
        };
        // A rule at the end would set off the footer.
        article.body.push(Block::paragraph(last));
        article.number_links();
        if let Some(Link { title, .. }) = article.links.first_mut() {
            *title = titled;
        }
        article.normalize();
        article
    }
}
