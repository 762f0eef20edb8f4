//! How much memory reading and writing take at most, as told beforehand. It is alone in its program, since
//! it counts what the whole program allocates.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use liens::read::{self, Format, Options, Reading, memory_needed};
use liens::write::{Html, Json, PlainText, PrintHtml, PrintText, Render};
use liens::{Article, Error};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The length of the inputs.
const LENGTH: usize = 256 << 10;
/// How many bytes may be in use at once for each byte of input that is prose, in a page with links.
const MOST_FOR_PROSE: usize = 24;
/// Units of input that take much for their length.
const UNITS: &[&str] = &[
    "[1]", "[", "*", "*a*", "<b>", "<p>", "<p>a", "<i>a</i>", "<br>", "<td>", "<li>",
    "<a href=x>y</a>", "a\n\n", "- \n", "> ", "|", "&lt;", "<hr>", "<img>", "x  ", "1. a\n",
    "<dt>", "[1] ", "[1](x) ", "[a](b)[1] ", "![](a)", "]", "~a~", "`a`", "<b>a</b>", "<a>",
    "</br>", "a\n", "\n", "#\n", "x  \n", "*a\n", "```\n", "[1]: x\n", "[1] http://a.b\n",
    "a|b\n-|-\n", "|-|\n|-|\n", "\\", "\0", "words and words of prose.\n",
];

type Read = fn(&str, &Options) -> Result<Reading, Error>;

const READERS: &[(Format, Read)] = &[
    (Format::Html, read::html::read),
    (Format::Markdown, read::markdown::read),
    (Format::Plain, read::plain::read),
];

type Write = fn(&Article) -> String;

const WRITERS: &[(&str, Write)] = &[
    ("JSON", |article| Json::default().render_to_string(article)),
    ("HTML", |article| Html::page().render_to_string(article)),
    ("print HTML", |article| {
        PrintHtml::default().render_to_string(article)
    }),
    ("print text", |article| {
        PrintText::default().render_to_string(article)
    }),
    ("plain text", |article| {
        PlainText::default().render_to_string(article)
    }),
];

#[test]
fn memory_is_a_multiple_of_the_input() {
    let paragraph = "<p>Some words of an article, with <a href=\"https://example.org/page\">a link</a> \
         <span class=\"print-footnote\">[1]</span>, and a few more of them until it ends.</p>\n";
    assert_bounded(paragraph, Some(MOST_FOR_PROSE));
    for unit in UNITS {
        assert_bounded(unit, None);
        // Apart from each other, what stands between them is a node as well.
        assert_bounded(&format!("{unit} "), None);
        assert_bounded(&format!("{unit}a "), None);
    }
}

/// Reading a unit over and over, and writing the article, takes at most so many bytes for each byte, and what is
/// told beforehand.
fn assert_bounded(unit: &str, most: Option<usize>) {
    // Vectors that have just doubled take most, so lengths between two powers count as well.
    for length in [LENGTH, LENGTH / 4 * 3 + 100] {
        let input = unit.repeat(length / unit.len());
        for (form, read) in READERS {
            let needed = memory_needed(&input, *form);
            let most = most.map_or(needed, |most| needed.min(most * length));
            let before = ALLOCATOR.current_usage();
            let (reading, of_reading) = peak(|| read(&input, &Options::default()));
            let article = reading.expect("lenient reading does not fail").article;
            let kept = ALLOCATOR.current_usage() - before;
            let mut peaks = vec![(format!("reading {form}"), of_reading)];
            for (name, write) in WRITERS {
                let (_, of_writing) = peak(|| write(&article));
                peaks.push((format!("{form} written as {name}"), kept + of_writing));
            }
            for (work, peak) in peaks {
                assert!(
                    peak <= most,
                    "{unit:?}: {work} takes {} bytes for each, more than {}",
                    peak / length,
                    most / length
                );
            }
        }
    }
}

/// What a piece of work gives, and how many bytes more than before are in use at some moment of it.
fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let result = work();
    (result, ALLOCATOR.peak_usage().saturating_sub(before))
}
