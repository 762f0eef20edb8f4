//! Articles made at random of words that look like nothing else.

use liens::model::{
    Article, Block, Cell, Definition, Inline, Link, Site, Source, Stamp, StampKind,
};
use proptest::prelude::*;

/// Words that look like nothing else.
pub(crate) fn words(
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
    pub(crate) fn article()(
        title in words(1..9),
        site in proptest::option::of((words(1..3), url())),
        body in proptest::collection::vec(any_block(), 1..7),
        last in run(),
        source in url(),
        stamp in proptest::option::of(stamp()),
        // No words of the text: after a number they would be its link's, as some generators print it.
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
