//! Time and memory that grow with the input and no faster, whatever stands in it over and over.
//!
//! Time is the time that the thread computes, not that which passes, and the shorter of two inputs is the measure
//! of the longer one; see `tests/support/promises/doubling.rs`.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use liens::model::{Article, Block, Cell, Inline, Row};

use crate::support::promises;

/// Units that made parsers slow, ours or others.
const UNITS: &[&str] = &[
    "word ",
    "[",
    "[1",
    "[1] ",
    "](",
    "[](",
    "[a](b ",
    "![",
    "<",
    "<a ",
    "</",
    "<!--",
    "<![CDATA[",
    "<svg><![CDATA[",
    "<a \"",
    "<a b='",
    "</a b",
    "<script>",
    "<script><!--",
    "<title>",
    "<svg><title>",
    "<svg><desc>",
    "<style></style>",
    "--!>",
    "&",
    "&amp;",
    "*",
    "_",
    "*a **b ",
    "~~",
    "`",
    "` ``",
    "|",
    "\\",
    ":",
    "#",
    "> ",
    "- ",
    "1. ",
    "\t",
    "\u{a0}",
    "\0",
    "\u{feff}",
    "<div>",
    "<p><b>",
    "<b><i>",
    "<blockquote>",
    "<ul><li>",
    "<table><tr><td>",
    "<td>x",
    "<a href=x>y",
    "<p a=b c=d>",
    "<span class=print-footnote>[1]",
    "<select>",
    "<svg>",
    "</p>",
    "<pre>",
    "<pre><code class=language-a>",
    "<x:y>z</a> ",
    "<x>y</div>",
    "<x><a></a>",
    "<svg><a></b>",
    "<a></b>",
    "<math><area>x</div>",
    "<b property=dc:date content=2018-06-29T14:56:00>",
    "a\n\n",
    "a\n",
    "a  b\n",
    "- a\n",
    "  1. http://e.org/\n",
    "[1] http://e.org/\n",
    "[1]: http://e.org/\n",
    "[a](#) [1] ",
    "Links\n[1] http://e.org/\n",
    "Source URL: http://e.org/\n",
    "Tags: a\n\n",
    "| a | b |\n|---|---|\n",
    "```\n",
    "29/06/2018 - 14:56 ",
    "=====\n",
    "\u{c}",
    "<b>\n\n<div>\n\nx\n\n",
    "<a@b.c> ",
    "(a:b) ",
    "[1] http:\n//",
    "[1] http://e.org\n/b\n",
    "Links\n  2. http://e.org/\n",
    "[2]a\nLinks\n\n   2. http://e.org/\n",
    "::: {.a}\n",
    "<span class=\"a\">[a]{.b}",
    "Words\n\n[a]: http://e.org/\n\n",
];

#[test]
fn time_grows_with_the_length() {
    for unit in UNITS {
        promises::doubling(unit.as_bytes());
    }
}

/// A table in which each row had as many cells as the longest would grow with rows times columns.
#[test]
fn short_rows_and_one_long_row() {
    promises::linear("short rows and one long row of HTML", |length| {
        let many = |unit: &str| unit.repeat(length / 16);
        let [short, long] = ["<tr><td>x", "<td>y"].map(many);
        format!("<table>{short}<tr>{long}</table>")
    });
    promises::linear("short rows and one long row of Markdown", |length| {
        let many = |unit: &str| unit.repeat(length / 16);
        let [head, rule, short] = ["| a ", "|---", "| b |\n"].map(many);
        format!("{head}|\n{rule}|\n{short}")
    });
}

/// The same for what is written, which takes room before it takes time.
#[test]
fn short_rows_and_one_long_row_take_no_room_for_each_column() {
    let cell = |_| Cell::new(vec![Block::paragraph(vec![Inline::text("x")])]);
    let row = |cells: usize| (0..cells).map(cell).collect::<Row>();
    let mut rows = vec![row(1); 2_000];
    rows.push(row(2_000));
    let article = Article {
        body: vec![Block::Table {
            caption: Vec::new(),
            head: Vec::new(),
            rows,
        }],
        ..Article::default()
    };
    for (form, text) in promises::all_forms(&article) {
        // Pandoc's document says much of each cell and column, but not of each column in each row.
        assert!(text.len() < 2_000_000, "{form}: {} bytes", text.len());
    }
}
