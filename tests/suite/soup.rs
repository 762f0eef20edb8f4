//! Pieces that mean something to the readers, in any order: what no author writes, and a broken page may hold.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::promises::{self, Pattern};

/// Pieces of pages, for the parsers of HTML, Markdown and plain text alike.
const PIECES: &[&str] = &[
    "<b>", "</b>", "<i>", "<u>", "</u>", "<s>", "<sup>", "</sup>", "<small>", "<code>", "</code>",
    "<q>", "<font>", "<a href=x>", "<a href=http://e.org/>", "</a>", "<img src=x>", "<br>", "<hr>",
    "<!-- -->", "<p>", "</p>", "<div>", "</div>", "<center>", "<h1>", "</h1>", "<h3>",
    "<blockquote>", "</blockquote>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<dl>", "<dt>",
    "<dd>", "<pre>", "</pre>", "<table>", "<caption>", "<thead>", "<tr>", "<td>", "</td>",
    "</table>", "<figure>", "<figcaption>", "<svg>", "<math>", "<select>", "<option>",
    "<template>", "<textarea>", "<iframe src=x>", "<div class=print-content>",
    "<div class=print-title>", "<div class=print-links>", "<div class=print-footer>",
    "<div class=print-source_url>", "<span class=print-footnote>", "</span>",
    "<span class=username>", "<div class=node>", "<div class=content>", "<div class=submitted>",
    "<div class=comment>", "<div class=field>", "<div class=field-label>",
    "<div class=field-item>", "<b property=dc:date content=2018-06-29T14:56:00>", "word ", "x",
    " ", "\t", "    ", "\n", "\n\n", "  * ", "\u{a0}", "&amp;", "&", "«", "•", "-", ": ", "> ",
    "- ", "1. ", "# ", "---\n", "=====\n", "```\n", "|", "| a | b |\n|---|---|\n", "**", "*", "_",
    "`", "~~", "[", "](", "]", "(", ")", "\\[", "[1]", "[2] ", "[{i}]", " [1]", "^[1]", "[1]word",
    "[a][1]", "![a](b)", "[a](b \"x ", "[a]: b 'x\n", "http://e.org/", "http://e.org/x-\n",
    "<http://e.org/>", "[1]: http://e.org/\n", "[1] http://e.org/\n", "[{i}] http://e.org/{i}\n",
    "   1. http://e.org/\n", "Links\n", "Links:\n\n", "References\n\n", "Visible links\n",
    "Source URL: http://e.org/\n", "Tags: ", "29/06/2018 - 14:56 ",
];

/// Some pieces in any order.
fn soup(most: usize) -> impl Strategy<Value = String> {
    vec(select(PIECES), 1..=most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn any_order_is_read(page in soup(24)) {
        promises::of_html(&page);
        promises::of_text(&page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_order_over_and_over_takes_linear_time(
        (before, middle, after) in (soup(3), soup(2), soup(3)),
        (unit, second) in (soup(4), soup(4)),
    ) {
        promises::repeated(&Pattern {
            before: &before,
            unit: &unit,
            middle: &middle,
            second: &second,
            after: &after,
        });
    }
}
