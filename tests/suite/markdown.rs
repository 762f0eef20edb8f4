//! What [`Markdown`] promises: other programs read the same words, links and structure out of it.
//!
//! An article and what a parser makes of its Markdown are both turned into an outline, a list of strings.

#![cfg(feature = "text")]

use crate::support::articles;
use comrak::nodes::{AstNode, ListType, NodeValue};
use liens::model::{
    Article, Block, Cell, Inline, Link, Metadata, Row, Site, Source, Stamp, StampKind, Target,
    inline_text,
};
use liens::read::{self, Options};
use liens::write::{LinkStyle, Markdown, Render, TableStyle};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

const STYLES: [LinkStyle; 3] = [LinkStyle::Inline, LinkStyle::Reference, LinkStyle::Footnote];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn pulldown_cmark_reads_what_was_written(article in article()) {
        for style in STYLES {
            let text = write(&article, style);
            same(&pulldown(&text), &expected(&article, style, Notes::All), &text)?;
        }
    }

    #[test]
    fn comrak_reads_what_was_written(article in article()) {
        for style in STYLES {
            let text = write(&article, style);
            same(&comrak(&text), &expected(&article, style, Notes::Used), &text)?;
        }
    }

    #[test]
    fn front_matter_is_set_apart(article in articles::article()) {
        let mut markdown = Markdown::default().with_tables(TableStyle::Gfm);
        markdown.front_matter = true;
        let text = markdown.render_to_string(&article);
        let (front, rest) = match text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) {
            Some((front, rest)) => (front, rest.strip_prefix('\n').expect("a blank line")),
            None => ("", text.as_str()),
        };
        let read = read::text(&text, &Options::default()).expect("lenient reading does not fail").article;
        check_metadata(&article.metadata, &read.metadata)?;
        // What Pandoc would read as markup stands in the text.
        let is_told = |name: &str| front.lines().any(|line| line.starts_with(name));
        let mut bare = article.clone();
        bare.site = bare.site.take().filter(|site| {
            !is_told("site: ") || (site.url.is_some() && !is_told("site_url: "))
        });
        bare.source = bare.source.take().filter(|source| {
            let is_stamped = ["modified: ", "retrieved: ", "stamp: "].into_iter().any(is_told);
            !is_told("source: ") && !source.url.is_empty() || (source.stamp.is_some() && !is_stamped)
        });
        bare.title = bare.title.take().filter(|title| title.iter().any(has_link) || !is_told("title: "));
        // A byline of author and date alone is told.
        if rest != write(&bare, LinkStyle::Inline) {
            let byline = bare.byline.take();
            prop_assert_eq!(rest, write(&bare, LinkStyle::Inline));
            prop_assert_eq!(read.byline, byline);
        }
    }
}

/// Further metadata comes back, but for what could run in a template.
fn check_metadata(written: &Metadata, read: &Metadata) -> Result<(), TestCaseError> {
    for (name, value) in read.iter() {
        prop_assert_eq!(written.get(name), Some(value), "{}", name);
    }
    for (name, value) in written.iter() {
        let may_run = format!("{name}{value:?}").contains(['<', '{']);
        prop_assert!(may_run || read.get(name).is_some(), "{}", name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// What GFM cannot say of a table is said as HTML, whatever stands around it, and is read again.
    #[test]
    fn tables_as_html_are_read_back(table in table(), depth in 0..4_usize, style in 0..2_usize) {
        let mut body = vec![table.clone()];
        for level in 0..depth {
            body = match level % 2 {
                0 => vec![Block::Quote { content: body }],
                _ => vec![Block::List { ordered: false, start: None, items: vec![body] }],
            };
        }
        let mut article = Article { body, ..Article::default() };
        article.normalize();
        let style = [TableStyle::Html, TableStyle::Auto][style];
        let text = Markdown::default().with_tables(style).render_to_string(&article);
        let back = read::markdown::read(&text, &Options::default()).expect("it is read").article;
        prop_assert_eq!(back.body, article.body, "{}", text);
    }
}

/// Tables with what Markdown can say in their cells.
fn table() -> impl Strategy<Value = Block> {
    let line = "[a-z]{1,3}( [a-z*.&]{1,3})?".prop_map(|text| vec![Inline::text(text)]);
    let link = "[a-z]{1,3}".prop_map(|word| {
        vec![Inline::link(
            "https://example.org/a",
            vec![Inline::text(word)],
        )]
    });
    let line = prop_oneof![3 => line, 1 => link];
    let paragraph = line.clone().prop_map(Block::paragraph);
    let block = prop_oneof![
        4 => paragraph.clone(),
        1 => Just(Block::CodeBlock { language: None, text: "x\n\n y".into() }),
        1 => paragraph.prop_map(|item| Block::List {
            ordered: false,
            start: None,
            items: vec![vec![item.clone()], vec![item]],
        }),
        1 => line.clone().prop_map(|content| Block::Heading { level: 2, content }),
    ];
    let content = proptest::collection::vec(block, 0..3);
    let cell = (any::<bool>(), 1..3_u32, 1..3_u32, content).prop_map(
        |(header, colspan, rowspan, content)| Cell {
            header,
            colspan,
            rowspan,
            align: None,
            content,
        },
    );
    let row = proptest::collection::vec(cell, 1..4);
    let rows = |range| proptest::collection::vec(row.clone(), range);
    (proptest::option::of(line), rows(0..3), rows(1..4)).prop_map(|(caption, head, rows)| {
        Block::Table {
            caption: caption.unwrap_or_default(),
            head,
            rows,
        }
    })
}

/// Fails where two outlines differ first.
fn same(found: &[String], expected: &[String], text: &str) -> Result<(), TestCaseError> {
    let same = found
        .iter()
        .zip(expected)
        .take_while(|(a, b)| a == b)
        .count();
    let context = &expected[same.saturating_sub(3)..same];
    prop_assert_eq!(
        found.get(same),
        expected.get(same),
        "after {:?} in\n{}",
        context,
        text
    );
    Ok(())
}

/// Articles without site and source, whose lines have words of their own: they are tested by example.
fn article() -> impl Strategy<Value = Article> {
    articles::article().prop_map(|mut article| {
        article.site = None;
        article.source = None;
        article
    })
}

fn write(article: &Article, style: LinkStyle) -> String {
    let mut markdown = Markdown::default().with_tables(TableStyle::Gfm);
    markdown.links = style;
    markdown.render_to_string(article)
}

fn has_link(inline: &Inline) -> bool {
    match inline {
        Inline::Link { .. } | Inline::Image { .. } => true,
        other => other
            .content()
            .is_some_and(|content| content.iter().any(has_link)),
    }
}

/// An outline in the making: text that meets text is one.
#[derive(Default)]
struct Outline(Vec<String>);

impl Outline {
    fn mark(&mut self, mark: impl Into<String>) {
        self.0.push(mark.into());
    }

    /// The start of a paragraph. Those of tight lists and of cells are implied.
    fn paragraph(&mut self) {
        if !matches!(self.0.last().map(String::as_str), Some("item" | "cell")) {
            self.mark("paragraph");
        }
    }

    /// An inline tag. Code in tags is code.
    fn tag(&mut self, tag: &str) {
        if tag == "</code>" {
            if let [.., start, text] = self.0.as_slice() {
                if let ("<code>", Some(text)) = (start.as_str(), text.strip_prefix('“')) {
                    let code = format!("code {text:?}");
                    self.0.truncate(self.0.len() - 2);
                    return self.mark(code);
                }
            }
        }
        if tag != "<!-- -->" {
            self.mark(tag);
        }
    }

    fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.starts_with('“') => last.push_str(text),
            _ => self.0.push(format!("“{text}")),
        }
    }

    fn image(&mut self, src: &str, alt: &str, title: &str) {
        self.mark(format!("image {src} {alt:?} {title:?}"));
    }

    fn definition(&mut self, number: &str) {
        self.mark(format!("definition {number}"));
    }
}

#[test]
fn site_and_source_stand_where_a_page_has_them() {
    let article = Article {
        language: Some("fr".into()),
        title: Some(vec![Inline::text("La digue")]),
        site: Some(Site {
            name: "Le Phare".into(),
            url: Some("https://example.org/".into()),
        }),
        body: vec![Block::paragraph(vec![Inline::text("Tout va bien.")])],
        source: Some(Source {
            url: "https://example.org/digue".into(),
            stamp: Some(Stamp {
                kind: StampKind::Modified,
                text: "29/06/2018 - 14:56".into(),
                at: None,
            }),
        }),
        ..Article::default()
    };
    let expected = "\
Publié sur *Le Phare* (<https://example.org/>)

# La digue

Tout va bien.

**URL de la source (modifié le 29/06/2018 - 14:56):** <https://example.org/digue>
";
    assert_eq!(write(&article, LinkStyle::Inline), expected);
    let mut markdown = Markdown::default();
    markdown.front_matter = true;
    let expected = r#"---
title: La digue
lang: fr
site: Le Phare
site_url: https://example.org/
source: https://example.org/digue
modified: 2018-06-29T14:56:00
---

Tout va bien.
"#;
    assert_eq!(markdown.render_to_string(&article), expected);
}

#[test]
fn an_address_that_runs_a_program_is_no_link() {
    let run = vec![
        Inline::listed(1, vec![Inline::text("one")]),
        Inline::text(" and "),
        Inline::link("javascript:two()", vec![Inline::text("two")]),
        Inline::text(" and "),
        Inline::listed(1, vec![]),
    ];
    let article = Article {
        body: vec![Block::paragraph(run)],
        links: vec![
            Link::new(1, "javascript:one()"),
            Link::new(2, "javascript:unused()"),
        ],
        ..Article::default()
    };
    let expected = "one (javascript&#58;one()) and two and \\[1\\] (javascript&#58;one())\n\n\
        \\[2\\] javascript&#58;unused()\n";
    for style in STYLES {
        assert_eq!(write(&article, style), expected, "{style:?}");
    }
}

#[test]
fn an_address_that_is_no_link_stands_once_with_its_title() {
    let mut article = Article {
        site: Some(Site {
            name: "Wharf".into(),
            url: Some("urn:wharf".into()),
        }),
        body: vec![Block::paragraph(vec![
            Inline::link("urn:a", vec![Inline::text("urn:a")]),
            Inline::text(" and "),
            Inline::link("urn:b", vec![]),
            Inline::text(" and "),
            Inline::listed(1, vec![Inline::text("the map")]),
            Inline::text(" and "),
            Inline::listed(3, vec![Inline::text("a plan")]),
        ])],
        source: Some(Source {
            url: "file:///srv/a.html".into(),
            stamp: None,
        }),
        links: vec![
            Link::new(1, "file:///x"),
            Link::new(2, "file:///y"),
            Link::new(3, "file:///z"),
        ],
        ..Article::default()
    };
    article.links[0].title = Some("Important words".into());
    article.links[1].title = Some("Other words".into());
    article.links[2].title = Some("a plan".into());
    let expected = "Published on *Wharf* (urn:wharf)\n\n\
        urn:a and urn:b and the map (Important words: file:///x) and a plan (file:///z)\n\n\
        **Source URL:** file:///srv/a.html\n\n\
        \\[2\\] Other words: file:///y\n";
    for style in STYLES {
        assert_eq!(write(&article, style), expected, "{style:?}");
    }
}

#[test]
fn an_image_that_may_run_a_program_is_text() {
    let image = |src: &str, alt: &str, title: Option<&str>| Inline::Image {
        src: src.into(),
        alt: alt.into(),
        title: title.map(Into::into),
        width: None,
        height: None,
    };
    let png = "data:image/png;base64,AAAA";
    for (image, expected) in [
        (
            image("javascript:alert(1)", "*pic*", Some("a title")),
            "\\*pic\\* (a title: javascript&#58;alert(1))",
        ),
        (image("file:///a.png", "", None), "file:///a.png"),
        (
            image("data:image/svg+xml;base64,PHN2Zy8+", "a map", None),
            "a map (data&#58;image/svg+xml;base64)",
        ),
        (
            image(png, "a map", None),
            "![a map](data:image/png;base64,AAAA)",
        ),
    ] {
        let article = Article {
            body: vec![Block::paragraph(vec![image])],
            ..Article::default()
        };
        assert_eq!(write(&article, LinkStyle::Inline), format!("{expected}\n"));
    }
}

#[test]
fn what_needs_no_escape_has_none() {
    let link = |url: &str| Inline::link(url, vec![Inline::text("a")]);
    let strong = |words: &str| Inline::Strong {
        content: vec![Inline::text(words)],
    };
    let emphasis = |content| Inline::Emphasis { content };
    for (run, expected) in [
        (
            vec![link("https://ex.org/Lamp_(sea)_((old))")],
            "[a](https://ex.org/Lamp_(sea)_((old)))",
        ),
        (
            vec![link("https://ex.org/a)(")],
            "[a](https://ex.org/a\\)\\()",
        ),
        (
            vec![link("https://ex.org/((((a))))")],
            "[a](https://ex.org/\\(\\(\\(\\(a\\)\\)\\)\\))",
        ),
        (vec![Inline::text("2 * 3 and *a*")], "2 * 3 and \\*a\\*"),
        (
            vec![
                Inline::text("So "),
                emphasis(vec![strong("it")]),
                Inline::text("."),
            ],
            "So _**it**_.",
        ),
        (
            vec![emphasis(vec![Inline::text("very "), strong("old")])],
            "_very **old**_",
        ),
        (
            vec![Inline::Strong {
                content: vec![Inline::text("very "), emphasis(vec![Inline::text("old")])],
            }],
            "__very *old*__",
        ),
        (
            vec![
                Inline::text("un"),
                emphasis(vec![strong("it")]),
                Inline::text("ed"),
            ],
            "un<em>**it**</em>ed",
        ),
    ] {
        let article = Article {
            body: vec![Block::paragraph(run)],
            ..Article::default()
        };
        assert_eq!(write(&article, LinkStyle::Inline), format!("{expected}\n"));
    }
}

#[test]
fn dashes_at_the_start_of_a_line_make_no_rule_heading_or_table() {
    for (line, written) in [
        ("--|--", "\\--|--"),
        ("--:|:-", "\\--:|:-"),
        ("--:", "\\--:"),
        ("-- -", "\\-- -"),
        ("- a", "\\- a"),
        ("-: a", "-: a"),
        ("-- a", "-- a"),
        ("--- a | b", "--- a | b"),
    ] {
        let article = Article {
            body: vec![Block::paragraph(vec![
                Inline::text("a|b"),
                Inline::Break {},
                Inline::text(line),
            ])],
            ..Article::default()
        };
        let text = write(&article, LinkStyle::Inline);
        assert_eq!(text, format!("a|b\\\n{written}\n"));
        let expected = expected(&article, LinkStyle::Inline, Notes::All);
        assert_eq!(pulldown(&text), expected);
        assert_eq!(comrak(&text), expected);
    }
}

#[test]
fn what_meets_in_a_line_is_neither_item_nor_definition() {
    let listed = |content| Inline::listed(1, content);
    for line in [
        // With a footnote, the words of a link stand in no brackets.
        vec![Inline::text("0"), listed(vec![Inline::text("0. a")])],
        vec![listed(vec![Inline::Code { text: "]:".into() }])],
        vec![
            listed(vec![
                Inline::text("a "),
                Inline::Code {
                    text: "b[1]: c".into(),
                },
            ]),
            Inline::text(" d"),
        ],
    ] {
        let article = Article {
            body: vec![Block::paragraph(line)],
            links: vec![Link::new(1, "https://example.org/")],
            ..Article::default()
        };
        for style in STYLES {
            let text = write(&article, style);
            assert_eq!(
                pulldown(&text),
                expected(&article, style, Notes::All),
                "{text}"
            );
            assert_eq!(
                comrak(&text),
                expected(&article, style, Notes::Used),
                "{text}"
            );
        }
    }
}

#[test]
fn what_nothing_links_to_stays_as_a_definition() {
    let article = Article {
        body: vec![Block::paragraph(vec![
            Inline::listed(2, vec![Inline::text("a")]),
            Inline::text(" "),
            Inline::listed(2, vec![]),
        ])],
        links: vec![
            Link::new(1, "https://example.org/1"),
            Link::new(2, "https://example.org/2"),
        ],
        ..Article::default()
    };
    let inline = "[a](https://example.org/2) [\\[2\\]](https://example.org/2)\n\n\
        [1]: https://example.org/1\n";
    assert_eq!(write(&article, LinkStyle::Inline), inline);
    let reference = "[a][2] [\\[2\\]][2]\n\n\
        [1]: https://example.org/1\n[2]: https://example.org/2\n";
    assert_eq!(write(&article, LinkStyle::Reference), reference);
    let footnote = "a[^2] [^2]\n\n[^1]: <https://example.org/1>\n[^2]: <https://example.org/2>\n";
    assert_eq!(write(&article, LinkStyle::Footnote), footnote);
}

// ---- the outline of an article

/// Which footnotes a parser keeps, and in which order.
#[derive(Clone, Copy)]
enum Notes {
    /// All, as they were written.
    All,
    /// Those that the text refers to, by first use.
    Used,
}

fn expected(article: &Article, style: LinkStyle, notes: Notes) -> Vec<String> {
    let mut page = Article {
        body: page(article.clone()),
        links: article.links.clone(),
        ..Article::default()
    };
    page.normalize();
    let mut expected = Expected {
        article: &page,
        style,
        outline: Outline::default(),
    };
    expected.blocks(&page.body);
    if style == LinkStyle::Footnote {
        expected.notes(notes);
    }
    expected.outline.0
}

/// The blocks of a page, all such as Markdown has.
fn page(article: Article) -> Vec<Block> {
    let mut page = Vec::new();
    if !article.breadcrumb.is_empty() {
        page.push(Block::paragraph(
            article.breadcrumb.join(&Inline::text(" › ")),
        ));
    }
    page.extend(article.title.map(|title| Block::heading(1, title)));
    page.extend(
        article
            .byline
            .map(|byline| Block::paragraph(vec![Inline::text(byline.text)])),
    );
    let plain_body = article.body.into_iter();
    let mut body: Vec<Block> = plain_body.flat_map(|block| plain(block, true)).collect();
    // What stands at the end of a figure or definition may be a rule; the one below it is enough.
    let is_last = article.comments.is_empty() && article.footer.is_empty();
    while !is_last && body.last() == Some(&Block::Rule {}) {
        body.pop();
    }
    page.extend(body);
    if !article.comments.is_empty() {
        page.push(Block::Rule {});
    }
    for comment in article.comments {
        page.extend(comment.title.map(|title| Block::heading(3, title)));
        page.extend(
            comment
                .byline
                .map(|byline| Block::paragraph(vec![Inline::text(byline.text)])),
        );
        page.extend(comment.content);
    }
    if !article.footer.is_empty() {
        page.push(Block::Rule {});
        page.extend(article.footer);
    }
    let mut page: Vec<Block> = page
        .into_iter()
        .flat_map(|block| plain(block, true))
        .collect();
    // Nothing is left for the last rules to set off.
    while !is_last && page.last() == Some(&Block::Rule {}) {
        page.pop();
    }
    page
}

fn plain(block: Block, is_outermost: bool) -> Vec<Block> {
    let nested = |blocks: Vec<Block>| -> Vec<Block> {
        blocks
            .into_iter()
            .flat_map(|block| plain(block, false))
            .collect()
    };
    match block {
        Block::List {
            ordered,
            start,
            items,
        } => vec![Block::List {
            ordered,
            start,
            items: items.into_iter().map(nested).collect(),
        }],
        Block::Quote { content } => vec![Block::Quote {
            content: nested(content),
        }],
        Block::DefinitionList { items } => {
            let item = |item: liens::model::Definition| {
                let terms = item.terms.into_iter().map(Block::paragraph);
                let definitions = item.definitions.into_iter().flatten();
                terms.chain(definitions).collect::<Vec<_>>()
            };
            let blocks = items.into_iter().flat_map(item);
            blocks
                .flat_map(|block| plain(block, is_outermost))
                .collect()
        }
        Block::Figure { content, caption } => {
            let caption = (!caption.is_empty()).then(|| Block::paragraph(caption));
            let blocks = content.into_iter().chain(caption);
            blocks
                .flat_map(|block| plain(block, is_outermost))
                .collect()
        }
        Block::Field { label, items } => {
            field(label, items.into_iter().map(nested).collect(), is_outermost)
        }
        Block::Table {
            caption,
            head,
            rows,
        } => {
            let width = width(&head).max(width(&rows));
            let mut head = placed(head, width).into_iter();
            let first = head.next().unwrap_or_default();
            let rows = placed(rows, width);
            let mut rows: Vec<Row> = std::iter::once(first).chain(head).chain(rows).collect();
            let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
            for row in &mut rows {
                row.resize_with(longest, || Cell::new(Vec::new()));
            }
            let mut rows = rows.into_iter().map(plain_row);
            let table = Block::Table {
                caption: Vec::new(),
                head: rows.next().into_iter().collect(),
                rows: rows.collect(),
            };
            vec![Block::paragraph(caption), table]
        }
        block => vec![block],
    }
}

/// A label in bold type, or as text where it stands in something and has no links and images, with its values
/// after it or in a list.
fn field(mut label: Vec<Inline>, mut items: Vec<Vec<Block>>, is_outermost: bool) -> Vec<Block> {
    let mut printed = if is_outermost {
        label.push(Inline::text(":"));
        vec![Inline::Strong { content: label }]
    } else if has_links_or_images(&label) {
        label.push(Inline::text(":"));
        label
    } else {
        let mut words = String::new();
        words_of(&label, &mut words);
        vec![Inline::text(format!("{words}:"))]
    };
    let is_link =
        |inline: &Inline| matches!(inline, Inline::Link { content, .. } if !content.is_empty());
    let is_space =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.trim().is_empty());
    let is_links = |item: &Vec<Block>| {
        matches!(item.as_slice(), [Block::Paragraph { content }]
            if content.iter().any(is_link) && content.iter().all(|inline| is_link(inline) || is_space(inline)))
    };
    let is_one =
        matches!(items.as_slice(), [item] if matches!(item.as_slice(), [Block::Paragraph { .. }]));
    if !is_one && !items.iter().all(is_links) {
        let list = Block::List {
            ordered: false,
            start: None,
            items,
        };
        return vec![Block::paragraph(printed), list];
    }
    if let Some(Block::Paragraph { content }) = items.first_mut().and_then(|item| item.first_mut())
    {
        printed.push(Inline::text(" "));
        printed.append(content);
        *content = printed;
    }
    items.into_iter().flatten().collect()
}

fn has_links_or_images(run: &[Inline]) -> bool {
    run.iter().any(|inline| match inline {
        Inline::Link { .. } | Inline::Image { .. } => true,
        other => has_links_or_images(other.content().unwrap_or_default()),
    })
}

fn words_of(run: &[Inline], words: &mut String) {
    for inline in run {
        match inline {
            Inline::Text { text } | Inline::Code { text } => words.push_str(text),
            Inline::Image { alt, .. } => words.push_str(alt),
            Inline::Break {} => words.push('\n'),
            other => words_of(other.content().unwrap_or_default(), words),
        }
    }
}

/// How many columns rows may have: those of each row's cells, and of those above that reach down into it.
fn width(rows: &[Row]) -> usize {
    let reaching = |at: usize| {
        let above = rows[..at].iter().enumerate();
        let above = above.flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)));
        let above = above.filter(move |(row, cell)| row + cell.rowspan as usize > at);
        above.map(|(_, cell)| cell).chain(&rows[at])
    };
    let width = |at| reaching(at).map(|cell| cell.colspan as usize).sum();
    (0..rows.len()).map(width).max().unwrap_or(0)
}

/// Rows with each cell in the first free column, and empty cells before it where there is none.
fn placed(rows: Vec<Row>, width: usize) -> Vec<Row> {
    let mut taken = std::collections::HashSet::new();
    let mut placed = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let mut cells = Row::new();
        let mut column = 0;
        for cell in row {
            while taken.contains(&(at, column)) {
                column += 1;
            }
            cells.resize_with(column, || Cell::new(Vec::new()));
            let start = column;
            while column == start
                || (column < width.min(start + cell.colspan as usize)
                    && !taken.contains(&(at, column)))
            {
                taken.extend((at..at + cell.rowspan as usize).map(|row| (row, column)));
                column += 1;
            }
            cells.push(cell);
        }
        placed.push(cells);
    }
    placed
}

fn plain_row(row: Row) -> Row {
    let plain_cell = |cell: liens::model::Cell| {
        let mut lines = Vec::new();
        cell.content
            .into_iter()
            .for_each(|block| collect_lines(block, &mut lines));
        lines.retain(|line| !line.is_empty());
        liens::model::Cell::new(vec![Block::paragraph(lines.join(&Inline::Break {}))])
    };
    row.into_iter().map(plain_cell).collect()
}

fn collect_lines(block: Block, lines: &mut Vec<Vec<Inline>>) {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => lines.push(content),
        Block::List { items, .. } => {
            items
                .into_iter()
                .flatten()
                .for_each(|block| collect_lines(block, lines));
        }
        Block::Quote { content } => content
            .into_iter()
            .for_each(|block| collect_lines(block, lines)),
        Block::CodeBlock { text, .. } => {
            lines.extend(
                text.lines()
                    .map(|line| vec![Inline::Code { text: line.into() }]),
            );
        }
        Block::Table {
            caption,
            head,
            rows,
        } => {
            lines.push(caption);
            let cells = head.into_iter().chain(rows).flatten();
            cells
                .flat_map(|cell| cell.content)
                .for_each(|block| collect_lines(block, lines));
        }
        Block::Rule {} => {}
        other => plain(other, false)
            .into_iter()
            .for_each(|block| collect_lines(block, lines)),
    }
}

struct Expected<'a> {
    article: &'a Article,
    style: LinkStyle,
    outline: Outline,
}

impl Expected<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => {
                self.outline.paragraph();
                self.run(content);
            }
            Block::Heading { level, content } => {
                self.outline.mark(format!("heading {level}"));
                self.run(content);
            }
            Block::List { start, items, .. } => {
                self.outline.mark(format!("list {start:?}"));
                for item in items {
                    self.outline.mark("item");
                    self.blocks(item);
                }
                self.outline.mark("/list");
            }
            Block::Quote { content } => {
                self.outline.mark("quote");
                self.blocks(content);
                self.outline.mark("/quote");
            }
            Block::CodeBlock { language, text } => {
                let language = language.as_deref().unwrap_or_default();
                self.outline.mark(format!("code {language:?} {text:?}"));
            }
            Block::Table { head, rows, .. } => self.table(head, rows),
            Block::Rule {} => self.outline.mark("rule"),
            other => panic!("Markdown has no {other:?}"),
        }
    }

    fn table(&mut self, head: &[Row], rows: &[Row]) {
        let columns = head.iter().chain(rows).map(Vec::len).max().unwrap_or(0);
        let empty = Row::new();
        for row in std::iter::once(head.first().unwrap_or(&empty)).chain(rows) {
            self.outline.mark("row");
            for column in 0..columns {
                self.outline.mark("cell");
                self.blocks(row.get(column).map_or(&[], |cell| cell.content.as_slice()));
            }
        }
    }

    fn run(&mut self, run: &[Inline]) {
        for inline in run {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let tag = match inline {
            Inline::Text { text } => return self.outline.text(text),
            Inline::Code { text } => return self.outline.mark(format!("code {text:?}")),
            Inline::Break {} => return self.outline.mark("<br>"),
            Inline::Image {
                src, alt, title, ..
            } => {
                return self
                    .outline
                    .image(src, alt, title.as_deref().unwrap_or_default());
            }
            Inline::Link {
                content,
                target,
                title,
            } => {
                return self.link(content, target, title.as_deref());
            }
            Inline::Note { .. } | Inline::Checkbox { .. } | Inline::Anchor { .. } => {
                unreachable!("no article of these tests has any")
            }
            Inline::Emphasis { .. } => "em",
            Inline::Strong { .. } => "strong",
            Inline::Strikeout { .. } => "del",
            Inline::Underline { .. } => "u",
            Inline::Subscript { .. } => "sub",
            Inline::Superscript { .. } => "sup",
            Inline::Small { .. } => "small",
        };
        self.outline.mark(format!("<{tag}>"));
        self.run(inline.content().unwrap_or_default());
        self.outline.mark(format!("</{tag}>"));
    }

    fn link(&mut self, content: &[Inline], target: &Target, own_title: Option<&str>) {
        let (number, url, title) = match target {
            Target::Url(url) => (None, url, ""),
            Target::Listed(number) => {
                let link = self
                    .article
                    .links
                    .iter()
                    .find(|link| link.number == *number);
                let link = link.expect("what is listed is in the list");
                (
                    Some(*number),
                    &link.url,
                    link.title.as_deref().unwrap_or_default(),
                )
            }
        };
        if let (Some(number), LinkStyle::Footnote) = (number, self.style) {
            self.run(content);
            return self.outline.mark(format!("note {number}"));
        }
        let title = own_title.unwrap_or(title);
        // Beside its words, a title that repeats them says nothing. Definitions stand apart from the words.
        let is_defined =
            number.is_some() && self.style == LinkStyle::Reference && own_title.is_none();
        let words = match number {
            Some(number) if content.is_empty() => format!("[{number}]"),
            _ => inline_text(content),
        };
        let repeats = !is_defined && words == title;
        let title = if repeats { "" } else { title };
        self.outline.mark(format!("link {url} {title:?}"));
        match number.filter(|_| content.is_empty()) {
            Some(number) => self.outline.text(&format!("[{number}]")),
            None => self.run(content),
        }
        self.outline.mark("/link");
    }

    fn notes(&mut self, notes: Notes) {
        let mut links: Vec<_> = self.article.links.iter().collect();
        if let Notes::Used = notes {
            let mut used: Vec<u32> = Vec::new();
            for number in self.article.link_numbers() {
                if !used.contains(&number) {
                    used.push(number);
                }
            }
            links.retain(|link| used.contains(&link.number));
            links.sort_by_key(|link| used.iter().position(|number| *number == link.number));
        }
        for link in links {
            self.outline.definition(&link.number.to_string());
            self.outline.mark("item");
            if let Some(title) = &link.title {
                self.outline.text(&format!("{title}: "));
            }
            self.outline.mark(format!("link {} {:?}", link.url, ""));
            self.outline.text(&link.url);
            self.outline.mark("/link");
        }
    }
}

// ---- the outline that pulldown-cmark sees

fn pulldown(text: &str) -> Vec<String> {
    use pulldown_cmark::{CodeBlockKind, Options};
    let extensions =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut outline = Outline::default();
    let mut events = Parser::new_ext(text, extensions);
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Paragraph) => outline.paragraph(),
            Event::Start(Tag::Heading { level, .. }) => {
                outline.mark(format!("heading {}", level as u8))
            }
            Event::Start(Tag::List(start)) => outline.mark(format!("list {start:?}")),
            Event::End(TagEnd::List(_)) => outline.mark("/list"),
            Event::Start(Tag::Item) => outline.mark("item"),
            Event::Start(Tag::BlockQuote(_)) => outline.mark("quote"),
            Event::End(TagEnd::BlockQuote(_)) => outline.mark("/quote"),
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => "indented".into(),
                };
                let text = text_until(&mut events, TagEnd::CodeBlock);
                outline.mark(format!(
                    "code {language:?} {:?}",
                    text.trim_end_matches('\n')
                ));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => outline.mark("row"),
            Event::Start(Tag::TableCell) => outline.mark("cell"),
            Event::Start(Tag::Emphasis) => outline.mark("<em>"),
            Event::End(TagEnd::Emphasis) => outline.mark("</em>"),
            Event::Start(Tag::Strong) => outline.mark("<strong>"),
            Event::End(TagEnd::Strong) => outline.mark("</strong>"),
            Event::Start(Tag::Strikethrough) => outline.mark("<del>"),
            Event::End(TagEnd::Strikethrough) => outline.mark("</del>"),
            Event::Start(Tag::Link {
                dest_url, title, ..
            }) => {
                outline.mark(format!("link {dest_url} {:?}", &*title));
            }
            Event::End(TagEnd::Link) => outline.mark("/link"),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let alt = text_until(&mut events, TagEnd::Image);
                outline.image(&dest_url, &alt, &title);
            }
            Event::Start(Tag::FootnoteDefinition(number)) => {
                outline.definition(&number);
                outline.mark("item");
            }
            Event::FootnoteReference(number) => outline.mark(format!("note {number}")),
            Event::Text(text) => outline.text(&text),
            Event::Code(text) => outline.mark(format!("code {:?}", &*text)),
            Event::HardBreak => outline.mark("<br>"),
            Event::Rule => outline.mark("rule"),
            Event::InlineHtml(html) => outline.tag(&html),
            Event::Html(html) if html.trim_end() == "<!-- -->" => {}
            Event::Start(Tag::Table(_) | Tag::HtmlBlock) => {}
            Event::End(_) => {}
            other => outline.mark(format!("{other:?}")),
        }
    }
    outline.0
}

fn text_until<'a>(events: &mut impl Iterator<Item = Event<'a>>, end: TagEnd) -> String {
    let mut all = String::new();
    for event in events {
        match event {
            Event::End(found) if found == end => break,
            Event::Text(text) => all.push_str(&text),
            other => all.push_str(&format!("{other:?}")),
        }
    }
    all
}

// ---- the outline that comrak sees

fn comrak(text: &str) -> Vec<String> {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    let root = comrak::parse_document(&arena, text, &options);
    let mut outline = Outline::default();
    comrak_node(root, &mut outline);
    outline.0
}

fn comrak_node<'a>(node: &'a AstNode<'a>, outline: &mut Outline) {
    let value = node.data.borrow().value.clone();
    let end = match &value {
        NodeValue::Paragraph => {
            outline.paragraph();
            ""
        }
        NodeValue::Heading(heading) => {
            outline.mark(format!("heading {}", heading.level));
            ""
        }
        NodeValue::List(list) => {
            let start = (list.list_type == ListType::Ordered).then_some(list.start);
            outline.mark(format!("list {start:?}"));
            "/list"
        }
        NodeValue::Item(_) => {
            outline.mark("item");
            ""
        }
        NodeValue::BlockQuote => {
            outline.mark("quote");
            "/quote"
        }
        NodeValue::CodeBlock(code) => {
            outline.mark(format!(
                "code {:?} {:?}",
                code.info,
                code.literal.trim_end_matches('\n')
            ));
            ""
        }
        NodeValue::TableRow(_) => {
            outline.mark("row");
            ""
        }
        NodeValue::TableCell => {
            outline.mark("cell");
            ""
        }
        NodeValue::Emph => {
            outline.mark("<em>");
            "</em>"
        }
        NodeValue::Strong => {
            outline.mark("<strong>");
            "</strong>"
        }
        NodeValue::Strikethrough => {
            outline.mark("<del>");
            "</del>"
        }
        NodeValue::Link(link) => {
            outline.mark(format!("link {} {:?}", link.url, link.title));
            "/link"
        }
        NodeValue::Image(image) => {
            let mut alt = String::new();
            for node in node.descendants() {
                if let NodeValue::Text(text) = &node.data.borrow().value {
                    alt.push_str(text);
                }
            }
            return outline.image(&image.url, &alt, &image.title);
        }
        NodeValue::FootnoteDefinition(note) => {
            outline.definition(&note.name);
            outline.mark("item");
            ""
        }
        NodeValue::FootnoteReference(note) => {
            outline.mark(format!("note {}", note.name));
            ""
        }
        NodeValue::Text(text) => {
            outline.text(text);
            ""
        }
        NodeValue::Code(code) => {
            outline.mark(format!("code {:?}", code.literal));
            ""
        }
        NodeValue::LineBreak => {
            outline.mark("<br>");
            ""
        }
        NodeValue::ThematicBreak => {
            outline.mark("rule");
            ""
        }
        NodeValue::HtmlInline(html) => {
            outline.tag(html);
            ""
        }
        NodeValue::HtmlBlock(html) if html.literal.trim_end() == "<!-- -->" => "",
        NodeValue::Document | NodeValue::Table(_) => "",
        other => {
            outline.mark(format!("{other:?}"));
            ""
        }
    };
    for child in node.children() {
        comrak_node(child, outline);
    }
    if !end.is_empty() {
        outline.mark(end);
    }
}

#[test]
fn a_link_whose_words_are_unknown_is_a_link_of_markdown() {
    let dump = "Wool came from [1]the upland farms, and salt from [2]\nthe pans below.\n\nReferences\n\n   \
                1. https://example.org/farms\n   2. https://example.org/pans\n";
    let reading = read::plain::read(dump, &Options::default()).expect("lenient");
    let written = Markdown::default().render_to_string(&reading.article);
    assert_eq!(
        written,
        "Wool came from [](https://example.org/farms)the upland farms, and salt from \
         [](https://example.org/pans)the pans below.\n"
    );
}
