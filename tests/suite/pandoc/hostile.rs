//! Documents made to break the reader: deep, wide, of unknown nodes, and no documents at all. The sizes are such
//! that work which grows with the square of the input takes minutes.

use std::fmt::Write as _;

use liens::model::{Article, Block, Cell, Inline, MAX_DEPTH};
use liens::write::{Pandoc, Render};
use liens::{Error, WarningKind};

use super::read;

/// A document with these blocks.
fn document(blocks: &str) -> String {
    format!(r#"{{"pandoc-api-version":[1,23,1],"meta":{{}},"blocks":[{blocks}]}}"#)
}

fn paragraph(inlines: &str) -> String {
    format!(r#"{{"t":"Para","c":[{inlines}]}}"#)
}

const ATTRIBUTES: &str = r#"["",[],[]]"#;
const WORD: &str = r#"{"t":"Str","c":"inside"}"#;

/// Nests something in itself; the words inside must stay.
#[track_caller]
fn assert_flattened(open: &str, inside: &str, close: &str, is_told: bool) {
    const TIMES: usize = 30_000;
    let nested = format!("{}{inside}{}", open.repeat(TIMES), close.repeat(TIMES));
    let json = match inside == WORD {
        true => document(&paragraph(&nested)),
        false => document(&nested),
    };
    let reading = read(&json);
    assert_eq!(reading.article.plain_text().trim(), "inside");
    let told = reading.warnings.iter().map(|warning| warning.kind);
    assert_eq!(
        told.collect::<Vec<_>>().contains(&WarningKind::TooDeep),
        is_told
    );
}

#[test]
fn blocks_in_blocks() {
    let inside = paragraph(WORD);
    let nested = [
        (r#"{"t":"BlockQuote","c":["#.to_owned(), "]}", true),
        (r#"{"t":"BulletList","c":[["#.to_owned(), "]]}", true),
        (
            r#"{"t":"OrderedList","c":[[1,{"t":"Decimal"},{"t":"Period"}],[["#.to_owned(),
            "]]]}",
            true,
        ),
        (
            r#"{"t":"DefinitionList","c":[[[],[["#.to_owned(),
            "]]]]}",
            true,
        ),
        (
            format!(r#"{{"t":"Figure","c":[{ATTRIBUTES},[null,[]],["#),
            "]]}",
            true,
        ),
        (format!(r#"{{"t":"Div","c":[{ATTRIBUTES},["#), "]]}", false),
    ];
    for (open, close, is_told) in nested {
        assert_flattened(&open, &inside, close, is_told);
    }
}

#[test]
fn tables_in_tables() {
    let open = format!(
        r#"{{"t":"Table","c":[{ATTRIBUTES},[null,[]],[],[{ATTRIBUTES},[]],[[{ATTRIBUTES},0,[],[[{ATTRIBUTES},[[{ATTRIBUTES},{{"t":"AlignDefault"}},1,1,["#
    );
    let close = format!("]]]]]]],[{ATTRIBUTES},[]]]}}");
    assert_flattened(&open, &paragraph(WORD), &close, true);
}

#[test]
fn inlines_in_inlines() {
    let nested = [
        (r#"{"t":"Emph","c":["#.to_owned(), "]}", true),
        (
            format!(r#"{{"t":"Link","c":[{ATTRIBUTES},["#),
            r#"],["/a",""]]}"#,
            true,
        ),
        (format!(r#"{{"t":"Span","c":[{ATTRIBUTES},["#), "]]}", false),
        (r#"{"t":"SmallCaps","c":["#.to_owned(), "]}", false),
        (r#"{"t":"Cite","c":[[],["#.to_owned(), "]]}", false),
    ];
    for (open, close, is_told) in nested {
        assert_flattened(&open, WORD, close, is_told);
    }
}

#[test]
fn quotation_marks_and_notes_in_each_other() {
    let times = 30_000;
    let open = r#"{"t":"Quoted","c":[{"t":"SingleQuote"},["#.repeat(times);
    let json = document(&paragraph(&format!("{open}{WORD}{}", "]]}".repeat(times))));
    assert_eq!(read(&json).article.plain_text().matches('’').count(), times);

    let open = r#"{"t":"Note","c":[{"t":"Para","c":["#.repeat(times);
    let json = document(&paragraph(&format!("{open}{WORD}{}", "]}]}".repeat(times))));
    let article = read(&json).article;
    assert_eq!(article.plain_text().matches("inside").count(), 1);
}

#[test]
fn a_deep_unknown_node_and_deep_metadata() {
    let times = 30_000;
    let nested = format!(
        "{}{WORD}{}",
        r#"{"t":"News","c":["#.repeat(times),
        "]}".repeat(times)
    );
    let json = document(&nested);
    let reading = read(&json);
    assert_eq!(reading.article.plain_text(), "inside");
    assert_eq!(reading.warnings.len(), 1);

    let list = format!(
        "{}{}",
        r#"{"t":"MetaList","c":["#.repeat(times),
        "]}".repeat(times)
    );
    let json = document("").replace(r#""meta":{}"#, &format!(r#""meta":{{"title":{list}}}"#));
    assert_eq!(read(&json).article, Article::default());
}

#[test]
fn a_wide_table_with_cells_that_reach_down() {
    let cell = |rows: u32| format!(r#"[{ATTRIBUTES},{{"t":"AlignDefault"}},{rows},1,[]]"#);
    let row = |cells: &str| format!("[{ATTRIBUTES},[{cells}]]");
    let column = r#"[{"t":"AlignLeft"},{"t":"ColWidthDefault"}]"#;
    let many = |text: &str, count: usize| vec![text; count].join(",");
    let first = row(&many(&cell(60_000), 5_000));
    let others = many(&row(&cell(1)), 5_000);
    let table = format!(
        r#"{{"t":"Table","c":[{ATTRIBUTES},[null,[]],[{}],[{ATTRIBUTES},[]],[[{ATTRIBUTES},0,[],[{first},{others}]]],[{ATTRIBUTES},[]]]}}"#,
        many(column, 5_000)
    );
    read(&document(&table));
}

#[test]
fn a_table_of_many_columns_is_written_in_few() {
    let cell = |colspan, rowspan| Cell {
        colspan,
        rowspan,
        ..Cell::new(vec![Block::paragraph(vec![Inline::text("a")])])
    };
    let mut rows = vec![vec![cell(1, 2_001); 2_000]];
    rows.extend(vec![vec![cell(1000, 1)]; 2_000]);
    let article = Article {
        body: vec![Block::Table {
            caption: vec![],
            head: vec![],
            rows,
        }],
        ..Article::default()
    };
    let json = Pandoc::default().render_to_string(&article);
    assert!(json.len() < 2_000_000, "{}", json.len());
    assert!(read(&json).article == article, "reads back otherwise");
}

#[test]
fn many_of_everything() {
    let count = 50_000;
    let mut inlines = String::new();
    for number in 0..count {
        let _ = write!(
            inlines,
            r#"{{"t":"Math","c":[{{"t":"InlineMath"}},"x"]}},{{"t":"Space"}},{{"t":"Link","c":[{ATTRIBUTES},[{WORD}],["/{number}","t"]]}},"#
        );
    }
    let json = document(&paragraph(&format!("{inlines}{WORD}")));
    let reading = read(&json);
    assert_eq!(
        reading.article.plain_text().matches("inside").count(),
        count + 1
    );
    // One for the kind, not for each formula.
    assert_eq!(reading.warnings.len(), 1);
}

#[test]
fn nodes_that_are_none() {
    for odd in [
        "1",
        "null",
        r#""words""#,
        "[]",
        "{}",
        r#"{"t":1}"#,
        r#"{"t":"Para"}"#,
        r#"{"t":"Para","c":{}}"#,
        r#"{"t":"Header","c":[]}"#,
        r#"{"t":"Header","c":["x",0,1]}"#,
        r#"{"t":"Table","c":[]}"#,
        r#"{"t":"Table","c":[1,2,3,4,5]}"#,
        r#"{"t":"Table","c":[1,2,3,4,5,6]}"#,
        r#"{"t":"Figure","c":[0]}"#,
        r#"{"t":"OrderedList","c":[[-5],[[]]]}"#,
        r#"{"t":"DefinitionList","c":[1,[],[1,2]]}"#,
        r#"{"t":"CodeBlock","c":[]}"#,
        r#"{"t":"RawBlock","c":["html"]}"#,
        r#"{"t":"Div","c":[]}"#,
        r#"{"t":"LineBlock","c":[1,[2]]}"#,
        r#"{"t":"BulletList","c":[1,"x",{}]}"#,
        r#"{"t":"Para","c":[1,{"t":"Str"},{"t":"Link","c":[]},{"t":"Image","c":5},{"t":"Quoted","c":[]},{"t":"Note"}]}"#,
    ] {
        read(&document(odd));
    }
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    for (json, place, words) in [
        ("", (1, 0), "EOF"),
        ("[]", (1, 1), "pandoc-api-version"),
        ("{}", (1, 1), "pandoc-api-version"),
        ("{\n\"pandoc-api-version\": [2,0]}", (2, 23), "version 1"),
        (
            "{\n \"pandoc-api-version\": \"1.23\"}",
            (2, 24),
            "version 1",
        ),
        (r#" {"pandoc-api-version":[1,23]}"#, (1, 2), "blocks"),
        (
            r#"{"pandoc-api-version":[1,23],"blocks":5}"#,
            (1, 1),
            "blocks",
        ),
        (
            "{\"pandoc-api-version\":[1,23],\n\"blocks\":[}",
            (2, 11),
            "expected value",
        ),
    ] {
        let Err(Error::Pandoc {
            message,
            line,
            column,
            ..
        }) = liens::read::pandoc::read(json, &liens::read::Options::default())
        else {
            panic!("{json} was read");
        };
        assert!(message.contains(words), "{message}");
        assert_eq!((line, column), place, "{json}");
    }
}

#[test]
fn the_deepest_document_of_ours_is_read_on_a_small_stack() {
    let work = || {
        let mut content = vec![Inline::text("a")];
        for level in 0..MAX_DEPTH / 2 {
            content = vec![match level % 2 {
                0 => Inline::Emphasis { content },
                _ => Inline::Strong { content },
            }];
        }
        let mut blocks = vec![Block::paragraph(content)];
        for _ in MAX_DEPTH / 2 + 2..MAX_DEPTH {
            blocks = vec![Block::Quote { content: blocks }];
        }
        let article = Article {
            body: blocks,
            ..Article::default()
        };
        assert_eq!(article.check(), []);
        let mut article = article;
        article.normalize();
        let json = Pandoc::default().render_to_string(&article);
        assert!(read(&json).article == article, "reads back otherwise");
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
    thread.expect("a thread").join().expect("no overflow");
}
