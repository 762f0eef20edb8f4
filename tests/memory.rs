//! How much memory reading and writing take at most, as a multiple of the input. It is alone in its program, since
//! it counts what the whole program allocates.
#![cfg(all(feature = "text", feature = "html", feature = "serde"))]

use liens::read::{self, Options, Reading};
use liens::write::{Html, Json, PlainText, PrintHtml, PrintText, Render};
use liens::{Article, Error};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The length of the inputs.
const LENGTH: usize = 256 << 10;
/// How many bytes may be in use at once for each byte of input that is prose, in a page with links.
const MOST_FOR_PROSE: usize = 24;
/// The same for input made to take much: where every byte or two is a node of its own.
const MOST: usize = 400;

/// Units of input that take much for their length.
const UNITS: &[&str] = &[
    "[1]",
    "[",
    "*",
    "*a*",
    "<b>",
    "<p>",
    "<p>a",
    "<i>a</i>",
    "<br>",
    "<td>",
    "<li>",
    "<a href=x>y</a>",
    "a\n\n",
    "- \n",
    "> ",
    "|",
    "&lt;",
    "<hr>",
    "<img>",
    "x  ",
    "1. a\n",
    "<dt>",
];

type Read = fn(&str, &Options) -> Result<Reading, Error>;

const READERS: &[(&str, Read)] = &[
    ("HTML", read::html::read),
    ("Markdown", read::text::read_markdown),
    ("plain text", read::text::read_plain),
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
    assert_bounded(paragraph, MOST_FOR_PROSE);
    for unit in UNITS {
        assert_bounded(unit, MOST);
    }
}

/// Reading and writing a unit over and over takes at most so many bytes for each byte.
#[expect(clippy::print_stdout, reason = "tests report to whoever runs them")]
fn assert_bounded(unit: &str, most: usize) {
    let input = unit.repeat(LENGTH / unit.len());
    for (form, read) in READERS {
        let (reading, of_reading) = peak(|| read(&input, &Options::default()));
        let article = reading.expect("lenient reading does not fail").article;
        let mut peaks = vec![(format!("reading {form}"), of_reading)];
        for (name, write) in WRITERS {
            let (_, of_writing) = peak(|| write(&article));
            peaks.push((format!("{form} written as {name}"), of_writing));
        }
        for (work, peak) in peaks {
            let times = peak.div_ceil(LENGTH);
            if times > most / 2 {
                println!("{unit:?}: {work} takes {times} bytes for each");
            }
            assert!(
                times <= most,
                "{unit:?}: {work} takes {times} bytes for each, more than {most}"
            );
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
