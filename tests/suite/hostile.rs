//! Pages made to break readers: huge, deep, cut off. Each must be read, to a sound article that keeps its
//! words, in time that grows with its length.
//!
//! The sizes are such that a debug build takes less than three seconds for each; work that grows with the
//! square of the input takes minutes at these sizes.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use crate::support::promises::print_text::broken;
use liens::model::{Article, Block, Inline, MAX_DEPTH, Problem};
use liens::read::{self, Options, Reading};
use liens::write::{Html, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};
use liens::{Warning, WarningKind};

/// Reads a page and asserts what holds for every page.
fn read(input: &str) -> Reading {
    sound(input, read::text(input, &Options::default()))
}

fn sound(input: &str, reading: Result<Reading, liens::Error>) -> Reading {
    let reading = reading.expect("lenient reading does not fail");
    let article = &reading.article;
    assert_eq!(article.check(), []);
    let mut normal = article.clone();
    normal.normalize();
    assert!(normal == *article, "not in normal form");
    assert_spans(&reading.warnings, input);
    reading
}

fn assert_spans(warnings: &[Warning], input: &str) {
    for warning in warnings {
        if let Some(span) = warning.span {
            assert!(input.get(span.range()).is_some(), "{warning:?}");
        }
    }
}

/// Writes and reads once more: the text form is a fixed point.
fn assert_fixed_point(reading: &Reading) {
    assert_eq!(broken(&reading.article, &Options::default()), None);
}

fn has(reading: &Reading, kind: WarningKind) -> bool {
    reading.warnings.iter().any(|warning| warning.kind == kind)
}

/// How often a word stands in the article.
fn count(reading: &Reading, word: &str) -> usize {
    let text = reading.article.plain_text();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|found| *found == word)
        .count()
}

/// The body of a page with a footer of one entry.
fn page(body: &str) -> String {
    format!(
        "{body}\n\n**Source URL:** <http://example.org/>\n\n### Links\n\n[1] <http://example.org/1>\n"
    )
}

/// A page that nests something in itself: the words inside stay, with a warning.
fn assert_flattened(open: &str, close: &str) {
    const TIMES: usize = 10_000;
    let body = format!(
        "before\n\n{}inside{}\n\nafter",
        open.repeat(TIMES),
        close.repeat(TIMES)
    );
    let reading = read(&page(&body));
    assert_eq!(
        reading
            .article
            .plain_text()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        "before inside after"
    );
    assert!(has(&reading, WarningKind::TooDeep));
    assert_eq!(reading.article.links.len(), 1);
    assert_fixed_point(&reading);
}

/// Places are those of the input, also after something that was mended.
#[test]
fn quotes_too_deep_after_a_broken_address() {
    let broken = "[words](https://example.org/a b/c)\n\n";
    let input = format!("{broken}{}deep", "> ".repeat(200));
    let reading = read(&input);
    let mut warnings = reading.warnings.iter();
    let too_deep = warnings.find(|warning| warning.kind == WarningKind::TooDeep);
    let span = too_deep.and_then(|warning| warning.span).expect("a place");
    assert_eq!(span.line, 3);
    assert!(input[span.range()].starts_with("> ") && input[span.range()].ends_with("> deep"));
}

// ---- nothing

#[test]
fn an_empty_page() {
    assert_eq!(read("").article, Article::default());
    assert!(has(&read(""), WarningKind::Empty));
}

#[test]
fn only_white_space() {
    for space in ["\n", " ", "\t\t", "\r\n\r\n", "\0", "\u{c}", " \\\n "] {
        let reading = read(&space.repeat(1000));
        assert_fixed_point(&reading);
    }
    assert!(has(&read(&" \n".repeat(100_000)), WarningKind::Empty));
}

// ---- long

#[test]
fn a_line_of_ten_megabytes() {
    let words = 2_000_000;
    let reading = read(&"word ".repeat(words));
    assert_eq!(reading.article.plain_text().len(), 5 * words - 1);
}

#[test]
fn a_word_of_ten_megabytes() {
    let reading = read(&"w".repeat(10_000_000));
    assert_eq!(reading.article.plain_text().len(), 10_000_000);
}

#[test]
fn many_links() {
    let count = 20_000;
    let mut text: String = (1..=count)
        .map(|n| format!("See [page {n}](#) [{n}].\n\n"))
        .collect();
    text.push_str("**Source URL:** <http://example.org/>\n\n### Links\n\n");
    text.extend((1..=count).map(|n| format!("[{n}] <http://example.org/{n}>\n\n")));
    let reading = read(&text);
    assert_eq!(reading.article.links.len(), count);
    assert_eq!(reading.article.body.len(), count);
    assert_eq!(reading.warnings, []);
}

#[test]
fn a_list_of_a_hundred_thousand_entries() {
    let count = 100_000;
    let mut text = page("").replace("### Links\n\n[1] <http://example.org/1>\n", "**Links**\n");
    text.extend((1..=count).map(|n| format!("[{n}] http://e.org/{n}\n")));
    text.insert_str(0, "A [b](#) [1] c [100000] d [100001].");
    let reading = sound(&text, read::markdown::read(&text, &Options::default()));
    assert_eq!(reading.article.links.len(), count);
    assert_eq!(
        reading.article.link_numbers().collect::<Vec<_>>(),
        [1, 100_000]
    );
    assert_eq!(reading.warnings.len(), count - 2);
}

#[test]
fn a_list_on_one_line() {
    let count = 500;
    let mut text = page("x").replace("### Links\n\n[1] <http://example.org/1>\n", "**Links**\n");
    text.extend((1..=count).map(|n| format!("[{n}] http://example.org/{n} ")));
    let reading = read(&text);
    assert_eq!(reading.article.links.len(), count);
    assert!(
        reading
            .article
            .links
            .iter()
            .all(|link| link.url == format!("http://example.org/{}", link.number))
    );
}

#[test]
fn a_long_list_on_one_line() {
    let count = 100_000;
    let mut text = page("x").replace("### Links\n\n[1] <http://example.org/1>\n", "**Links**\n");
    text.extend((1..=count).map(|n| format!("[{n}] http://example.org/{n} ")));
    assert_eq!(read(&text).article.links.len(), count);
}

#[test]
fn an_entry_of_many_lines() {
    let mut text = page("[x](#) [1]").replace(
        "### Links\n\n[1] <http://example.org/1>\n", "**Links**\n[1] http://example.org/a-\n",
    );
    text.push_str(&"b-\n".repeat(5_000));
    let reading = read(&text);
    assert_eq!(
        reading.article.links[0].url.len(),
        "http://example.org/a-".len() + 2 * 5_000
    );
}

#[test]
fn many_markers_without_an_entry_on_one_line() {
    let count = 5_000;
    let body: String = (2..count + 2).map(|n| format!("[x](#) [{n}] ")).collect();
    let reading = read(&page(&body));
    let dangling = reading
        .warnings
        .iter()
        .filter(|warning| warning.kind == WarningKind::DanglingMarker);
    assert_eq!(dangling.count(), count);
}

// ---- deep

#[test]
fn nested_quotes() {
    assert_flattened("> ", "");
}

#[test]
fn nested_bullets() {
    assert_flattened("- ", "");
}

#[test]
fn nested_numbers() {
    assert_flattened("1. ", "");
}

#[test]
fn nested_raw_quotes() {
    assert_flattened("<blockquote>\n\n", "\n\n</blockquote>\n\n");
}

#[test]
fn nested_divs() {
    let body = format!(
        "{}inside\n\n{}",
        "<div>\n\n".repeat(10_000),
        "</div>\n\n".repeat(10_000)
    );
    let reading = read(&page(&body));
    assert_eq!(
        reading.article.body,
        [Block::paragraph(vec![Inline::text("inside")])]
    );
}

#[test]
fn divs_that_never_end() {
    let reading = read(&"<div class=\"field\">\n\nword\n\n".repeat(2_000));
    assert_eq!(count(&reading, "word"), 2_000);
    assert_fixed_point(&reading);
}

#[test]
fn nested_spans() {
    let body = format!(
        "{}inside{}",
        "<span>".repeat(10_000),
        "</span>".repeat(10_000)
    );
    let reading = read(&page(&body));
    assert_eq!(
        reading.article.body,
        [Block::paragraph(vec![Inline::text("inside")])]
    );
}

#[test]
fn nested_emphasis() {
    for (open, close) in [
        ("*a **b ", "** *"),
        ("<em>a <b>b ", "</b></em>"),
        ("<sup>a <i>b ", ""),
        ("_a *b ", "*_ "),
    ] {
        let body = format!("{}inside{}", open.repeat(1_000), close.repeat(1_000));
        let reading = read(&page(&body));
        assert_eq!(count(&reading, "a") + count(&reading, "b"), 2_000, "{open}");
        assert_eq!(count(&reading, "inside"), 1);
        assert_fixed_point(&reading);
    }
}

#[test]
fn emphasis_around_blocks() {
    let body = "<em>\n\n<div>\n\nword\n\n<b>\n\n<p>word</p>\n\n".repeat(100);
    let reading = read(&page(&body));
    assert_eq!(count(&reading, "word"), 200);
    assert_fixed_point(&reading);
}

#[test]
fn much_emphasis_around_blocks() {
    let body = "<em>\n\n<div>\n\nword\n\n<b>\n\n<p>word</p>\n\n".repeat(10_000);
    let reading = read(&page(&body));
    assert_eq!(count(&reading, "word"), 20_000);
    assert_fixed_point(&reading);
}

#[test]
fn nested_links_and_images() {
    for open in ["[", "![", "[a](b ", "<a href=\"x\">a ", "![a](b) "] {
        let reading = read(&page(&format!("{}inside", open.repeat(10_000))));
        assert_eq!(count(&reading, "inside"), 1, "{open}");
        assert_fixed_point(&reading);
    }
}

#[test]
fn nested_tables() {
    let body = format!(
        "{}inside{}",
        "<table><tr><td>".repeat(1_000),
        "</td></tr></table>".repeat(1_000)
    );
    let reading = read(&page(&body));
    assert_eq!(reading.article.plain_text(), "inside");
    assert_fixed_point(&reading);
}

// ---- odd characters

#[test]
fn signs_in_great_numbers() {
    let signs = [
        "[", "[1", "[1]", "](", "[](", "<", "<a ", "</", "<!", "&", "&amp;", "&#91;", "*", "_",
        "~~", "`", "|", ":", "\\:", "#", "> \n",
    ];
    for sign in signs {
        let reading = read(&page(&format!("inside {}", sign.repeat(20_000))));
        assert_eq!(count(&reading, "inside"), 1, "{sign}");
        assert_eq!(reading.article.links.len(), 1, "{sign}");
        assert_fixed_point(&reading);
    }
}

#[test]
fn brackets_in_a_hundred_thousand() {
    for sign in ["[", "[1", "](", "<", "&amp;"] {
        let reading = read(&sign.repeat(100_000));
        let shown = sign.replace("&amp;", "&").repeat(100_000);
        assert!(reading.article.plain_text() == shown, "{sign}");
    }
}

#[test]
fn backslashes() {
    let reading = read(&page(&format!("{}[1]", "\\".repeat(10_000))));
    assert_eq!(reading.article.plain_text().len(), 5_000);
}

#[test]
fn tags_that_never_end() {
    let tags = [
        "<a href=\"", "<div class='", "<!-- ", "<p", "<table><tr><td", "<script>", "<pre>",
        "<span class=\"print-footnote\">", "<ul><li>", "<h2>",
    ];
    for tag in tags {
        for text in [
            format!("before\n\n{tag} inside\n\nafter [1]"),
            format!("before {tag} inside\nafter [1]"),
        ] {
            let reading = read(&page(&text));
            assert_eq!(count(&reading, "before"), 1, "{text}");
            assert_fixed_point(&reading);
        }
    }
}

#[test]
fn a_page_cut_at_every_byte() {
    let page = "Published on *Sïte* (<http://example.org>)\n\n# Títle\n\n| a | [b](#) [1] |\n|---|:-:|\n| `c` | d | e [2] |\n\n\
        > - *[x](http://e.org/?a=1&amp;b)* [1] and <span class=\"print-footnote\">\\[2\\]</span>\n\n\
        ```rs\nlet a = [1];\n```\n\nTags: [y](#) [2]\n\n[z](#) [3]\n\n\
        **Quell-URL (geändert am 03/04/2017 -\n11:20):** <http://example.org/p>\n\n**Links:**  \n\
        \\[1\\] http://e.org/?a=1&amp;amp;b  \n[2] the *title*: **http://é.org/**  \n[4] <mailto:a@e.org>\n\n--  \nbye [3]\n";
    for end in (0..=page.len()).filter(|end| page.is_char_boundary(*end)) {
        let reading = read(&page[..end]);
        assert_fixed_point(&reading);
    }
    for start in (0..page.len()).filter(|start| page.is_char_boundary(*start)) {
        read(&page[start..]);
    }
}

// ---- articles made by hand

/// Quotes nested so deep around a paragraph.
fn deep_blocks(depth: usize) -> Article {
    let mut block = Block::paragraph(vec![Inline::text("inside")]);
    for _ in 0..depth {
        block = Block::Quote {
            content: vec![block],
        };
    }
    Article {
        body: vec![block],
        ..Article::default()
    }
}

/// Emphasis nested so deep around a word.
fn deep_inlines(depth: usize) -> Article {
    let mut inline = Inline::text("inside");
    for at in 0..depth {
        let content = vec![inline];
        inline = if at % 2 == 0 {
            Inline::Emphasis { content }
        } else {
            Inline::Strong { content }
        };
    }
    Article {
        body: vec![Block::paragraph(vec![inline])],
        ..Article::default()
    }
}

#[test]
fn articles_as_deep_as_may_be() {
    // The paragraph and the text take two.
    let article = deep_blocks(MAX_DEPTH - 2);
    assert_eq!(article.check(), []);
    assert_eq!(broken(&article, &Options::default()), None);
}

#[test]
fn articles_too_deep_are_refused_and_do_no_harm() {
    for article in [deep_blocks(500), deep_inlines(500)] {
        assert!(matches!(article.check()[..], [Problem::TooDeep { .. }]));
        assert_eq!(article.plain_text(), "inside");
        assert!(article.clone() == article);
        assert!(
            Html::default()
                .render_to_string(&article)
                .contains("inside")
        );
    }
    drop((deep_blocks(5_000), deep_inlines(5_000)));
}

#[test]
fn articles_too_deep_are_written_as_text() {
    for mut article in [deep_blocks(5_000), deep_inlines(5_000)] {
        for text in [
            Html::default().render_to_string(&article),
            Markdown::default().render_to_string(&article),
            Pandoc::default().render_to_string(&article),
            PlainText::default().render_to_string(&article),
            PrintHtml::default().render_to_string(&article),
            PrintText::default().render_to_string(&article),
        ] {
            assert!(text.contains("inside"), "{text}");
        }
        article.normalize();
    }
}

#[test]
#[cfg(feature = "serde")]
fn articles_too_deep_are_json_documents_of_their_words() {
    use liens::write::Json;
    for article in [deep_blocks(5_000), deep_inlines(5_000)] {
        for json in [Json::default(), Json::default().pretty()] {
            let json = json.render_to_string(&article);
            let reading = read::json::read(&json, &Options::default());
            let read = reading.expect("not too deep").article;
            assert_eq!(read.plain_text(), "inside");
        }
    }
}

/// Plain text that is all of one kind: as many as a debug build reads in a moment.
#[test]
fn plain_text_of_one_kind() {
    let many = 20_000;
    let entries: String = (1..=many)
        .map(|n| format!("[{n}] http://e.org/{n}\n"))
        .collect();
    let crowded: String = (1..=many)
        .map(|n| format!("[{n}] http://e.org/{n} "))
        .collect();
    let deep: String = (0..1000)
        .map(|n| format!("{}* item\n", " ".repeat(2 * n)))
        .collect();
    let row = "x  ".repeat(many);
    for page in [
        format!("Links\n{entries}"),
        format!("Links\n{crowded}"),
        format!("{} quoted\n", ">".repeat(many)),
        format!("> {}\n", "> ".repeat(many)),
        deep,
        format!("{row}y\n{row}y\n"),
        "[1] http://e.org/\n".repeat(many),
        "[1]\n".repeat(many),
        "[1]".repeat(many),
        "Source URL:\n".repeat(many),
        "Source URL: http://e.org/\n".repeat(many),
        "  1. http://e.org/\n".repeat(many),
        "1. item\n\n".repeat(many),
        format!(
            "[1]word\n\nReferences\n\n{}",
            "  1. http://e.org/\n".repeat(many)
        ),
        "=====\n".repeat(many),
        "\u{c}\n".repeat(many),
        "a\tb\t\tc\n".repeat(many),
        "word ".repeat(many),
        "日本".repeat(many),
        "<".repeat(many),
        format!("1. a\n{}", "b\n".repeat(many)),
        format!("{}\n{}", "a  ".repeat(many), "a  a\n".repeat(many)),
        format!(
            "x\n\nLinks\n[1] http://e.org/{}",
            "aaaaaaaaaa\n".repeat(many)
        ),
        format!("a\n    b\n{}c\n", "\t".repeat(many)),
        format!(
            "{}\nLinks\n[1] http://e.org/{}\n",
            "a [1] ".repeat(many),
            "x".repeat(many)
        ),
    ] {
        // Many links to a long address are refused, but not for the time that reading them takes.
        let mut options = Options::default();
        options.limits.expansion = usize::MAX;
        sound(&page, read::plain::read(&page, &options));
    }
}

/// Found by mutation: places that overlap where a text browser's numbers, carets and titles meet.
#[test]
fn plain_text_with_numbers_that_overlap() {
    for page in [
        "See the ^[1][1] word.\n\n[1] http://b.com/\n\nReferences\n\n   1. http://b.com/\n",
        "Text [1] see [3] it.\n\nMore [2] other.\n\nLinks\n[1] see [3] it: http://a.org/\n\
         [2] other: http://b.org/\n[3] y: http://c.org/\n",
        "A [1].\n\nLinks\n[1] http://b.org/\nSource URL: http://a.org/x",
        "\u{feff}   See [1]the report.\n\néReferences\n\n   1. http://ex.org/éé\n",
        "foo\n       bar [2]baz\n           qux\n\nReferences\n\n  1. http://a.org/\n  2. http://b.org/\n",
    ] {
        sound(page, read::plain::read(page, &Options::default()));
    }
}
