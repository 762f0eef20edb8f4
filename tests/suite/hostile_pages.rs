//! Pages made to break the reader of HTML, and pages of any form that are far larger than any article. Each must
//! be read whole, in time that grows with its length: at these sizes, work that grows with the square of the
//! input takes minutes, and each test here takes seconds.
//!
//! `tests/hostile.rs` has such pages in text forms.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::fmt::Write as _;

use crate::support::promises::{self, assert_safe, sound};
use liens::model::{Article, Block, Inline, Link, MAX_DEPTH, Target};
use liens::read::{self, Options, Reading};
use liens::write::{Html, PrintHtml, Render};
use liens::{Error, WarningKind};

type Read = fn(&str, &Options) -> Result<Reading, Error>;

const READERS: [Read; 3] = [read::html::read, read::markdown::read, read::plain::read];

fn read_html(page: &str) -> Reading {
    sound(page, read::html::read)
}

/// The words of a page, a space between them.
fn words(page: &str) -> String {
    let text = read_html(page).article.plain_text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(reading: &Reading, kind: WarningKind) -> bool {
    reading.warnings.iter().any(|warning| warning.kind == kind)
}

/// How deep an article nests.
fn depth(article: &Article) -> usize {
    let mut walk = article.walk();
    let mut deepest = 0;
    while walk.next().is_some() {
        deepest = deepest.max(walk.depth());
    }
    deepest
}

// ---- deep

/// A hundred thousand of a tag in each other: what is in and around them stays.
fn assert_flattened(open: &str, close: &str) {
    const TIMES: usize = 100_000;
    for close in [close, ""] {
        let [open, close] = [open, close].map(|tag| tag.repeat(TIMES));
        let page = format!("<p>before</p>{open}inside{close}<p>after</p>");
        let reading = read_html(&page);
        let text = reading.article.plain_text();
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words, ["before", "inside", "after"]);
        assert!(depth(&reading.article) <= MAX_DEPTH);
    }
}

#[test]
fn nested_divs() {
    assert_flattened("<div>", "</div>");
}

#[test]
fn nested_quotes() {
    assert_flattened("<blockquote>", "</blockquote>");
    let page = "<blockquote>".repeat(100_000) + "inside";
    assert!(has(&read_html(&page), WarningKind::TooDeep));
}

#[test]
fn nested_bullets() {
    assert_flattened("<ul><li>", "</li></ul>");
}

#[test]
fn nested_numbers() {
    assert_flattened("<ol><li>", "</li></ol>");
}

#[test]
fn nested_definitions() {
    assert_flattened("<dl><dd>", "</dd></dl>");
}

#[test]
fn nested_bold() {
    assert_flattened("<b>", "</b>");
}

#[test]
fn nested_emphasis_of_many_kinds() {
    assert_flattened("<b><i><u><small>", "</small></u></i></b>");
}

#[test]
fn nested_fonts_that_are_all_different() {
    let open: String = (0..100_000).map(|n| format!("<font size={n}>")).collect();
    assert_eq!(words(&format!("{open}inside")), "inside");
}

#[test]
fn nested_spans_and_unknown_elements() {
    assert_flattened("<span>", "</span>");
    assert_flattened("<x-y>", "</x-y>");
}

#[test]
fn nested_links() {
    // A link in a link ends the outer one.
    assert_flattened("<a href=\"http://example.org/\">", "</a>");
}

#[test]
fn nested_tables() {
    assert_flattened("<table><tr><td>", "</td></tr></table>");
}

#[test]
fn nested_foreign_elements() {
    assert_flattened("<math><mi>", "</mi></math>");
    // What SVG shows is a picture.
    let page = format!("<p>before</p>{}inside", "<svg>".repeat(100_000));
    assert_eq!(words(&page), "before");
}

#[test]
fn nested_templates_forms_and_buttons() {
    for tag in [
        "<template>", "<form>", "<button>", "<ruby>", "<object>", "<marquee>", "<applet>",
    ] {
        let page = format!("<p>before</p>{}", tag.repeat(100_000));
        assert_eq!(words(&page), "before", "{tag}");
    }
}

// ---- left open

#[test]
fn emphasis_left_open_in_every_paragraph() {
    let page = "<p><b><i>word".repeat(20_000);
    let article = read_html(&page).article;
    assert_eq!(article.body.len(), 20_000);
    assert_eq!(article.plain_text().matches("word").count(), 20_000);
}

#[test]
fn every_element_left_open() {
    for name in [
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body",
        "button", "caption", "center", "cite", "code", "colgroup", "dd", "del", "details", "dfn",
        "dir", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer",
        "form", "h1", "h6", "header", "hgroup", "html", "i", "ins", "kbd", "label", "legend", "li",
        "listing", "main", "mark", "marquee", "menu", "nav", "nobr", "ol", "optgroup", "p", "pre",
        "q", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u",
        "ul", "var", "xmp", "a@b.example",
    ] {
        let page = format!(
            "<p>before</p>{}",
            format!("<{name} class=x>word ").repeat(2_000)
        );
        let text = read_html(&page).article.plain_text();
        assert_eq!(text.matches("before").count(), 1, "<{name}>");
        assert_eq!(text.matches("word").count(), 2_000, "<{name}>");
    }
}

#[test]
fn tags_that_never_end() {
    for tag in [
        "<", "</", "<a", "<a ", "<a href", "<a href=", "<a href=\"", "<a href='", "<!", "<!-",
        "<!--", "<!-- -", "<!DOCTYPE", "<?", "<![CDATA[", "<script", "<script>", "<style>",
        "<textarea>", "<title>", "<plaintext", "<svg><![CDATA[", "&", "&#", "&#x", "&am",
    ] {
        for page in [
            format!("<p>before</p>{tag}"),
            format!("<p>before</p>{}", tag.repeat(20_000)),
            format!("<p>before</p>{tag}{}", "x".repeat(20_000)),
        ] {
            assert!(words(&page).starts_with("before"), "{tag}");
        }
    }
}

#[test]
fn end_tags_of_nothing() {
    for tag in [
        "</p>", "</div>", "</b>", "</table>", "</li>", "</body>", "</html>", "</br>", "</h1>",
        "</x>",
    ] {
        let page = format!("before {} after", tag.repeat(50_000));
        assert_eq!(words(&page), "before after", "{tag}");
    }
}

// ---- many

#[test]
fn a_hundred_thousand_links_to_one_address() {
    let links =
        "<p><a href=\"http://example.org/1\">one</a> <span class=\"print-footnote\">[1]</span></p>";
    let page = footer_page(
        &links.repeat(100_000),
        &[(1, "http://example.org/1".into())],
    );
    let reading = read_html(&page);
    assert_eq!(reading.warnings, []);
    assert_eq!(
        reading
            .article
            .link_numbers()
            .filter(|number| *number == 1)
            .count(),
        100_000
    );
    let html = Html::default().render_to_string(&reading.article);
    assert_eq!(
        html.matches("href=\"http://example.org/1\"").count(),
        100_001
    );
}

#[test]
fn a_hundred_thousand_links_to_as_many_addresses() {
    let mut body = String::new();
    let mut entries = Vec::new();
    for n in 1..=100_000 {
        let url = format!("http://example.org/{n}");
        let _ = write!(
            body,
            "<p><a href=\"{url}\">x</a> <span class=\"print-footnote\">[{n}]</span></p>"
        );
        entries.push((n, url));
    }
    let reading = read_html(&footer_page(&body, &entries));
    assert_eq!(reading.warnings, []);
    assert!(reading.article.link_numbers().eq(1..=100_000));
    assert_eq!(
        reading.article.links.last(),
        Some(&Link::new(100_000, "http://example.org/100000"))
    );
}

/// The exporter's page with this content and list.
fn footer_page(content: &str, entries: &[(u32, String)]) -> String {
    let mut list = String::new();
    for (number, url) in entries {
        let _ = writeln!(list, "[{number}] {url}<br />");
    }
    format!(
        "<div class=\"print-content\">{content}</div>\
         <div class=\"print-source_url\"><strong>Source URL:</strong> http://example.org/</div>\
         <div class=\"print-links\"><p><strong>Links</strong><br />{list}</p></div>"
    )
}

#[test]
fn a_million_entries() {
    const MANY: u32 = 1_000_000;
    let mut list = String::with_capacity(30 << 20);
    for number in 1..=MANY {
        let _ = writeln!(list, "[{number}] http://e.org/{number}");
    }
    let text = format!("See one [1] and [1000000].\n\nSource URL: http://e.org/\nLinks\n{list}");
    let reading =
        read::plain::read(&text, &Options::default()).expect("lenient reading does not fail");
    let article = reading.article;
    assert_eq!(article.links.len(), 1_000_000);
    assert!(article.link_numbers().eq([1, MANY]));
    assert_eq!(
        article.links.last(),
        Some(&Link::new(MANY, "http://e.org/1000000"))
    );
}

#[test]
fn signs_in_a_hundred_thousand() {
    for sign in [
        "[", "[1", "[1]", "](", "<", "&", "&amp", "\u{202e}", "\u{200b}", "\u{fffe}",
    ] {
        let text = sign.repeat(100_000);
        for read in READERS {
            let reading = read(&format!("before {text} after"), &Options::default());
            let text = reading
                .expect("lenient reading does not fail")
                .article
                .plain_text();
            assert!(
                text.starts_with("before") && text.ends_with("after"),
                "{sign}"
            );
        }
    }
}

#[test]
fn attributes_without_end() {
    let many: String = (0..100_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let same = " class=\"x\"".repeat(100_000);
    let long = format!(" title=\"{}\"", "x ".repeat(1_000_000));
    let classes = format!(" class=\"{}\"", "x ".repeat(100_000));
    for attributes in [many, same, long, classes] {
        let page = format!("<p>before</p><p{attributes}>inside</p><p{attributes}>after</p>");
        let words = words(&page);
        assert!(words.starts_with("before") && words.ends_with("after"));
    }
}

/// Where only the tree tells tags from text: each of these would take minutes as tags with all their attributes.
#[test]
fn attributes_without_end_in_drawings() {
    let many: String = (0..100_000).map(|n| format!(" a{n}")).collect();
    for before in [
        "<svg><style>", "<svg><title>", "<svg><script/>", "<math><textarea>", "</p",
    ] {
        let page = format!("<p>before</p>{before}<b{many}>x");
        let reading = read_html(&page);
        assert!(has(&reading, WarningKind::Unsupported), "{before}");
    }
}

/// What no browser takes for a tag loses no words and gives no warning.
#[test]
fn no_attributes_in_what_is_no_tag() {
    let many: String = (0..200).map(|n| format!(" v{n}=\"x\"")).collect();
    for (start, end) in [
        ("<script>if(a", "</script>"),
        ("<script><!-- <script>a", "</script> --></script>"),
        ("<style>/* a", "*/</style>"),
        ("<textarea>", "</textarea>"),
        ("<iframe>", "</iframe>"),
        ("<xmp>", "</xmp>"),
        ("<svg><![CDATA[", "]]></svg>"),
        ("<svg><desc><style>", "</style></desc></svg>"),
        ("<!-- ", "-->"),
        ("<!--> a --!><!-- ", "--!>"),
        ("<a title='", "'>"),
        ("<?x <!y", ">"),
    ] {
        let page = format!("<p>before</p>{start}<b{many} {end}<p>after</p>");
        let reading = read_html(&page);
        assert!(!has(&reading, WarningKind::Unsupported), "{start}");
        let text = reading.article.plain_text();
        assert!(
            text.starts_with("before") && text.ends_with("after"),
            "{start}: {text}"
        );
    }
}

#[test]
fn a_number_too_large_is_text() {
    for number in [
        "99999999999999999999", "4294967296", "10000000", "-1", "1e3",
    ] {
        for read in READERS {
            let page = format!("word [{number}]\n\nLinks\n[{number}] http://example.org/\n");
            let reading = sound(&page, read);
            assert_eq!(reading.article.links, [], "{number}");
            assert!(
                reading
                    .article
                    .plain_text()
                    .contains(&format!("[{number}]")),
                "{number}"
            );
        }
    }
}

#[test]
fn markers_in_markers() {
    for sign in ["[[1]]", "[1[1]1]", "[[1]", "[1]]", "[1][1]", "[[[[1]]]]"] {
        let span = format!("<span class=\"print-footnote\">{sign}</span>");
        let nested = format!(
            "{}[1]{}",
            "<span class=\"print-footnote\">".repeat(50),
            "</span>".repeat(50)
        );
        for marker in [sign.to_owned(), span, nested] {
            let content =
                format!("<p>before <a href=\"http://example.org/1\">word</a> {marker} after</p>");
            let page = footer_page(&content, &[(1, "http://example.org/1".into())]);
            let reading = read_html(&page);
            let text = reading.article.plain_text();
            assert!(
                text.starts_with("before word") && text.ends_with("after"),
                "{text}"
            );
        }
    }
}

// ---- large

#[test]
fn a_hundred_megabytes_in_one_text() {
    let text = "word ".repeat(20 << 20);
    for read in READERS {
        let reading = read(&text, &Options::default()).expect("lenient reading does not fail");
        let body = reading.article.body;
        let [Block::Paragraph { content }] = body.as_slice() else {
            panic!("expected one paragraph, but found {}", body.len());
        };
        let [Inline::Text { text: read }] = content.as_slice() else {
            panic!("expected one text, but found {}", content.len());
        };
        assert_eq!(read.len(), text.len() - 1);
    }
}

#[test]
fn tables_of_ten_thousand_columns() {
    let cells = "<td>x".repeat(10_000);
    let html = format!("<table><tr>{cells}<tr><td>y<tr>{cells}</table>");
    let row = "| x ".repeat(10_000);
    let markdown = format!(
        "{row}|\n{}|\n{}{row}|\n",
        "|---".repeat(10_000),
        "| y |\n".repeat(20)
    );
    let wide: (&str, Read) = (&html, read::html::read);
    for (page, read) in [wide, (&markdown, read::markdown::read)] {
        let article = sound(page, read).article;
        let [Block::Table { head, rows, .. }] = article.body.as_slice() else {
            panic!("expected a table, but found {} blocks", article.body.len());
        };
        let lengths = head.iter().chain(rows).map(Vec::len);
        assert_eq!(
            lengths.clone().filter(|length| *length == 10_000).count(),
            2
        );
        assert!(lengths.min() == Some(1));
    }
}

#[test]
fn spans_of_more_than_there_is() {
    for span in ["0", "-1", "4294967295", "4294967296", "1000000000", "x"] {
        let cell = format!("<td colspan={span} rowspan={span}>word");
        let page = format!("<table><tr>{}</table>", cell.repeat(100));
        let article = read_html(&page).article;
        assert_eq!(article.plain_text().matches("word").count(), 100, "{span}");
        let print = PrintHtml::default().render_to_string(&article);
        assert!(sound(&print, read::html::read).article == article, "{span}");
    }
}

// ---- odd characters

#[test]
fn every_entity() {
    let mut page = String::new();
    let mut expected = String::new();
    for (name, (first, second)) in html5ever::data::NAMED_ENTITIES.entries() {
        let characters = [*first, *second].map(|c| char::from_u32(c).filter(|c| *c != '\0'));
        // Space collapses, and an open name reaches into what follows.
        let is_space = characters.iter().flatten().any(|c| c.is_whitespace());
        if characters[0].is_some() && name.ends_with(';') && !is_space {
            let _ = writeln!(page, "<p>&{name}</p>");
            expected.extend(characters.iter().flatten());
            expected.push('\n');
        }
    }
    assert!(expected.lines().count() > 2_000);
    assert_eq!(read_html(&page).article.plain_text(), expected.trim_end());
}

#[test]
fn numbers_that_are_no_characters() {
    for number in [
        "0", "xD800", "xDFFF", "x110000", "99999999999999999999", "xFFFE", "x1F", "128", "-1", "",
    ] {
        let page = format!("<p>before &#{number}; after</p>");
        let words = words(&page);
        assert!(
            words.starts_with("before ") && words.ends_with(" after"),
            "{number}"
        );
    }
}

#[test]
fn bytes_that_are_no_characters() {
    let bytes: [&[u8]; 8] = [
        b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbf\xbe", b"\xc0\x80",
        b"\xf5\x80\x80\x80", b"\xe2\x82",
    ];
    for odd in bytes {
        let page = [b"<p>before ", odd, b" after</p>"].concat();
        promises::html(&page);
        promises::text(&page);
        let decoded = read::decode(&page, None);
        let words = words(&decoded.text);
        assert!(
            words.starts_with("before ") && words.ends_with(" after"),
            "{odd:?}"
        );
    }
}

#[test]
fn odd_characters_are_kept() {
    for odd in [
        "\u{feff}", "\u{fffe}", "\u{ffff}", "\u{fffd}", "\u{fffc}", "\u{200b}", "\u{200d}",
        "\u{200e}", "\u{200f}", "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{61c}",
        "\u{ad}", "\u{2060}", "\u{e000}", "\u{10ffff}", "\u{1}", "\u{7f}", "\u{85}",
    ] {
        let page = format!("be{odd}fore [word](http://example.org/{odd}) after");
        for read in READERS {
            let text = sound(&page, read).article.plain_text();
            assert!(
                text.starts_with(&format!("be{odd}fore")),
                "{odd:?} in {text:?}"
            );
        }
        promises::text(page.as_bytes());
        promises::html(page.as_bytes());
        promises::text(format!("{odd}{odd}word\n\n{odd} word").as_bytes());
        promises::html(format!("<p>{odd}word</p>{odd}<p>{odd} word").as_bytes());
    }
}

#[test]
fn nul_becomes_a_replacement_character_or_nothing() {
    for read in READERS {
        let text = sound("be\0fore\n\n\0\n\nafter \0", read)
            .article
            .plain_text();
        assert!(!text.contains('\0'), "{text:?}");
        assert!(text.starts_with("be") && text.contains("after"), "{text:?}");
    }
}

#[test]
fn mail_addresses_in_angle_brackets() {
    let page = "Ada <ada@example.org> wrote, and <bob@example.org>\ntoo; <a@b> did not.";
    for read in [read::markdown::read as Read, read::plain::read] {
        let text = sound(page, read).article.plain_text();
        for word in [
            "ada@example.org", "bob@example.org", "a@b", "wrote", "did not.",
        ] {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
    // In HTML they are tags, of elements without a meaning: browsers show nothing of them.
    assert_eq!(words(page), "Ada wrote, and too; did not.");
}

// ---- addresses

#[test]
fn base_addresses_made_to_harm() {
    for base in [
        "javascript:alert(1)//", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "http://[", "http://user:password@example.org:99999/", "//", "\\\\example.org",
        "about:blank", "file:///etc/", "x:", "\u{1}", "&#106;avascript:x",
    ] {
        let page = format!(
            "<base href=\"{base}\"><base href=\"http://second.example/\">\
             <p><a href=\"a\">one</a> <a href=\"?b\">two</a> <a href=\"#c\">three</a> <a href=\"//d\">four</a> \
             <img src=\"e.png\" alt=five></p>"
        );
        let article = read_html(&page).article;
        assert_eq!(article.plain_text(), "one two three four five", "{base}");
        assert_safe(&article);
    }
}

#[test]
fn a_base_address_of_a_megabyte_is_not_copied_to_every_link() {
    let base = format!("http://example.org/{}/", "x".repeat(1 << 20));
    let links = "<a href=\"y\">word</a> ".repeat(1_000);
    let article = read_html(&format!("<base href=\"{base}\"><p>{links}</p>")).article;
    let total: usize = article
        .walk()
        .filter_map(|node| match node {
            liens::model::Node::Inline(Inline::Link {
                target: Target::Url(url),
                ..
            }) => Some(url.len()),
            _ => None,
        })
        .sum();
    assert!(
        total < 16 << 20,
        "{total} bytes of addresses from a page of one megabyte"
    );
}
