//! Notes, tasks, anchors, titles of links and sizes of images, in every format that has them.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use liens::model::{Article, Block, Cell, Inline, Link};
use liens::read::{self, Options};
use liens::write::{
    Html, Json, LinkStyle, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render,
};

fn text(words: &str) -> Inline {
    Inline::text(words)
}

fn note_with_blocks() -> Inline {
    let items = [true, false].map(|checked| {
        let task = vec![Inline::Checkbox { checked }, text(" done so far")];
        vec![Block::paragraph(task)]
    });
    Inline::Note {
        content: vec![
            Block::paragraph(vec![
                text("Cast in winter"),
                Inline::note(vec![text("A cold one.")]),
                text(", as "),
                Inline::link("https://example.org/book", vec![text("the book")]),
                text(" says."),
            ]),
            Block::List {
                ordered: false,
                start: None,
                items: items.into(),
            },
        ],
    }
}

fn article() -> Article {
    let cell = |inlines| Cell::new(vec![Block::paragraph(inlines)]);
    let code = Block::CodeBlock {
        language: None,
        text: "ring = on".into(),
    };
    let table = Block::Table {
        caption: vec![],
        head: vec![],
        rows: vec![vec![
            cell(vec![text("Bell"), Inline::note(vec![text("Of brass.")])]),
            cell(vec![
                text("Rope"),
                Inline::Note {
                    content: vec![code],
                },
            ]),
        ]],
    };
    let mut article = Article {
        title: Some(vec![text("The fog bell")]),
        body: vec![
            Block::paragraph(vec![
                text("It is of "),
                Inline::Link {
                    content: vec![text("brass")],
                    target: liens::model::Target::Listed(1),
                    title: Some("What brass is".into()),
                },
                text(" in winter"),
                note_with_blocks(),
                text(", and it rings."),
            ]),
            Block::heading(2, vec![text("Rings"), Inline::note(vec![text("Twice.")])]),
            table,
            Block::paragraph(vec![text("All is well.")]),
        ],
        links: vec![Link::new(1, "https://example.org/brass")],
        ..Article::default()
    };
    article.normalize();
    assert_eq!(article.check(), []);
    article
}

#[test]
fn notes_read_back_where_the_format_has_them() {
    let article = article();
    let options = Options::default();
    let json = Json::default().render_to_string(&article);
    assert_eq!(
        read::json::read(&json, &options).expect("JSON").article,
        article
    );
    let page = PrintHtml::default().render_to_string(&article);
    assert_eq!(
        read::html::read(&page, &options).expect("HTML").article,
        article,
        "{page}"
    );
    let pandoc = Pandoc::default().render_to_string(&article);
    assert_eq!(
        read::pandoc::read(&pandoc, &options)
            .expect("Pandoc")
            .article,
        article,
        "{pandoc}"
    );
    let print = PrintText::default().render_to_string(&article);
    let again = read::markdown::read(&print, &options)
        .expect("text")
        .article;
    assert_eq!(again.body, article.body, "{print}");
    let markdown = Markdown::default()
        .with_links(LinkStyle::Footnote)
        .render_to_string(&article);
    let again = read::markdown::read(&markdown, &options)
        .expect("text")
        .article;
    assert_eq!(again.body[1..], article.body[1..], "{markdown}");
}

#[test]
fn html_leads_to_notes_and_back() {
    let page = Html::default().render_to_string(&article());
    for number in 1..=5 {
        for id in [format!("note-{number}"), format!("note-ref-{number}")] {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{page}");
            assert_eq!(
                page.matches(&format!("href=\"#{id}\"")).count(),
                1,
                "{page}"
            );
        }
    }
}

#[test]
fn plain_text_keeps_notes_apart_from_links() {
    let plain = PlainText::default().render_to_string(&article());
    for part in [
        "brass [1] in winter[^1],", "\n[^1]: Cast in winter[^5]", "\n[^5]: A cold one.\n",
        "☒ done so far",
    ] {
        assert!(plain.contains(part), "{part:?} in\n{plain}");
    }
}

#[test]
fn plain_text_reads_its_notes_back() {
    let notes = ["Of brass.", "Twice an hour."].map(|words| Inline::note(vec![text(words)]));
    let [brass, twice] = notes;
    let body = vec![
        Block::paragraph(vec![text("The bell"), brass, text(" rings.")]),
        Block::paragraph(vec![
            text("It rings often"),
            twice,
            Inline::note(vec![text("At night"), note_within(), text(".")]),
        ]),
    ];
    let article = Article {
        body,
        ..Article::default()
    };
    let plain = PlainText::default().render_to_string(&article);
    let again = read::plain::read(&plain, &Options::default()).expect("text");
    assert_eq!(again.article.body, article.body, "{plain}");
}

fn note_within() -> Inline {
    Inline::note(vec![text("By the book")])
}
