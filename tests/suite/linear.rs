//! Time and memory that grow with the input and no faster, whatever stands in it over and over.
//!
//! Time is the time that the thread computes, not that which passes, and the shorter of two inputs is the measure
//! of the longer one; see `tests/support/promises/doubling.rs`.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use liens::model::{Article, Block, Cell, Inline, Row};
use promises::Pattern;

use crate::support::promises;

/// Units that made parsers slow, ours or others.
const UNITS: &[&str] = &[
    "word ", "[", "[1", "[1] ", "](", "[](", "[a](b ", "![", "<", "<a ", "</", "<!--", "<![CDATA[",
    "<svg><![CDATA[", "<a \"", "<a b='", "</a b", "<script>", "<script><!--", "<title>",
    "<svg><title>", "<svg><desc>", "<style></style>", "--!>", "&", "&amp;", "*", "_", "*a **b ",
    "~~", "`", "` ``", "|", "\\", ":", "#", "> ", "- ", "1. ", "\t", "\u{a0}", "\0", "\u{feff}",
    "<div>", "<p><b>", "<b><i>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<td>x",
    "<a href=x>y", "<p a=b c=d>", "<span class=print-footnote>[1]", "<select>", "<svg>", "</p>",
    "<pre>", "<pre><code class=language-a>", "<x:y>z</a> ", "<x>y</div>", "<x><a></a>",
    "<svg><a></b>", "<html a{i}=b>", "<body a{i}=b>", "</head> <!---->", "<template><td>",
    "<svg><desc>", "<math><mi>x", "<select><option>x", "<p></p x", "<b a={i}>x</b>", "<b><p></b>",
    "<ul><li></ul>x", "<form><x></form>", "<table> ", "a&ampb\r\n", "<a></b>",
    "<math><area>x</div>", "<b property=dc:date content=2018-06-29T14:56:00>", "a\n\n", "a\n",
    "a  b\n", "- a\n", "  1. http://e.org/\n", "[1] http://e.org/\n", "[1]: http://e.org/\n",
    "[a](#) [1] ", "Links\n[1] http://e.org/\n", "Source URL: http://e.org/\n", "Tags: a\n\n",
    "| a | b |\n|---|---|\n", "```\n", "29/06/2018 - 14:56 ", "=====\n", "\u{c}",
    "<b>\n\n<div>\n\nx\n\n", "<a@b.c> ", "(a:b) ", "[1] http:\n//", "[1] http://e.org\n/b\n",
    "Links\n  2. http://e.org/\n", "[2]a\nLinks\n\n   2. http://e.org/\n", "::: {.a}\n",
    "<span class=\"a\">[a]{.b}", "Words\n\n[a]: http://e.org/\n\n",
];

#[test]
fn time_grows_with_the_length() {
    for unit in UNITS {
        promises::doubling(unit.as_bytes());
    }
}

/// Units that open something many times or once, and units that go on or could close it: what stands before them, the
/// one, what stands between, the other.
const PATTERNS: &[[&str; 4]] = &[
    ["", "[a](b \"x ", "", "y\n"],
    ["", "[a](b 'x ", "", "y\n"],
    ["", "[a](b (x ", "", "y\n"],
    ["", "![a](b \"x ", "", "y\n"],
    ["> - ", "[a](b \"x", "\n", "*y*\n"],
    ["[a](b \"", "x\n", "\") [c](d \"", "y\n"],
    ["", "[a](b \"x\n", "", "y\") "],
    ["[a]\n\n", "[a]: b \"x\n", "", "y\n"],
    ["[a]: b '", "x\n", "", "y'\n"],
    ["", "<a@b.c> ", "", "y\n"],
    ["", "<a b=\"", "", "' c='\n"],
    ["", "<!-- ", "", "--> "],
    ["", "<?", "", "?>\n"],
    ["", "<![CDATA[", "", "]]>"],
    ["", "[", "", "](b)"],
    ["", "[", "", "][a]"],
    ["", "![a](<", "", ">) "],
    ["", "*a ", "", "b* "],
    ["", "_a **b ", "", "c** d_ "],
    ["", "~~a ", "", "b~ "],
    ["", "`", "", "`` "],
    ["", "- ", "```\n", "\n"],
    ["", "- ", "    x\n", "\n"],
    ["", "- ", "x\n", "\n \n"],
    ["", "1. ", "<!--\n", "\n"],
    ["", "> ", "x\n", "y\n"],
    ["", ">", "", "| a |\n"],
    ["", "> - ", "x\n", "[a]: b\n"],
    ["", "| a ", "\n", "|---"],
    ["**b** [a](u)\n\n", "<div>", "", "$<div id=comments>"],
    ["", "<div class=content>x", "", "</div>"],
    ["", "<ul><li>", "", "</ul>\n\n"],
    ["", "<b>", "\n\n", "<p>x\n\n"],
    ["", "<b>", "", "</i>"],
    ["", "<table><tr><td>", "", "</table>"],
    ["", "<template>", "", "<a <b>"],
    ["<font>", "<x>", "", "</font>y"],
    ["<p><font class='", "a ", "'>x</p>", "<p>x"],
    ["<p><a href='", "a", "'>x</p>", "<p>x"],
    ["<table>x<p><font class='", "a ", "'>x</p>", "<p>x"],
    ["<b a='", "x", "'><b b=c><b d=e>", "<b></b>"],
    ["", "<a b={i}>", "", "<p>x"],
    ["<form>", "<div></form><form>", "", "</div>"],
    ["", "<svg><title>", "", "</x>y"],
    ["", "<table><td><b>", "", "x</i>"],
    ["</head>", " <!-- -->", "", "<link>"],
    ["", " \n<i>", "", "[1] "],
    ["", "</b> <a href=x>", "", "[1]word[a]"],
    ["", "::: {.print-content}\n", "", ":::\n"],
    ["", "[a[{i}]{.print-footnote}", "", "]{.b}"],
    ["", "word [{i}] ", "\n\nLinks\n", "[{i}] http://e.org/{i}\n"],
    [
        "", "[a](#) [{i}] ", "\n\n### Links\n\n", "[{i}] <http://e.org/{i}>  \n",
    ],
    ["", "[a][{i}] ", "\n\n", "[{i}]: http://e.org/{i} 'x'\n"],
    [
        "", "[{i}]a ", "\n\nReferences\n\n", "  {i}. http://e.org/{i}\n",
    ],
    [
        "", "a[{i}]\n\n", "Source URL: http://e.org/\nLinks\n", "[{i}] http://e.org/\nx",
    ],
    ["", "Tags: a{i}\n\n", "", "Source URL: http://e.org/{i}\n"],
    [
        "{\"body\":[", "{\"type\":\"quote\",\"content\":[", "", "]},",
    ],
    ["{\"body\":[", "{\"type\":\"rule\"},", "", "\\"],
    [
        "{\"pandoc-api-version\":[1,23],\"meta\":{},\"blocks\":[",
        "{\"t\":\"Div\",\"c\":[[\"\",[],[]],[", "", "]]},",
    ],
    [
        "{\"pandoc-api-version\":[1,23],\"meta\":{},\"blocks\":[{\"t\":\"Para\",\"c\":[",
        "{\"t\":\"Emph\",\"c\":[",
        "",
        "]}",
    ],
    [
        "{\"pandoc-api-version\":[1,23],\"meta\":{", "\"k{i}\":{\"t\":\"MetaList\",\"c\":[", "",
        "]},",
    ],
];

#[test]
fn time_grows_with_the_length_of_both() {
    for [before, unit, middle, second] in PATTERNS {
        promises::repeated(&Pattern {
            before,
            unit,
            middle,
            second,
            after: "",
        });
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
    promises::linear("one very long row", |length| {
        let cells = |cell: &str| cell.repeat(length / 4);
        format!("{}|\n{}|", cells("| a "), cells("|---"))
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
