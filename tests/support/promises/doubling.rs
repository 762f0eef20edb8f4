//! Work that grows no faster than the input.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use liens::Error;
use liens::read::{self, Options, Reading};
use liens::write::{Html, Json, Markdown, Pandoc, PlainText, PrintHtml, PrintText, Render};

/// The shortest input that is measured. Where a guard ends quadratic work, it does so in fewer bytes.
const SHORTEST: usize = 16 << 10;
/// How many times longer the next input is.
const TIMES: usize = 4;
/// The second input.
const MIDDLE: usize = SHORTEST * TIMES;
/// How many times more work that may be. Quadratic work is sixteen times as much.
const MOST: u32 = 9;
/// Less time is not told from none.
const NOISE: Duration = Duration::from_millis(2);
/// How often a measurement is repeated until it is taken for true.
const TRIES: usize = 5;

/// What sets off the unit from what stands before it and behind it, where there is anything.
const BETWEEN: char = '\u{1e}';

/// A unit over and over: reading it and writing it takes time that grows with its length.
pub(crate) fn doubling(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let mut parts = input.splitn(3, BETWEEN);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(unit), behind) => repeated(before, unit, behind.unwrap_or_default()),
        _ => repeated("", &input, ""),
    }
}

/// The same for a unit over and over between other text.
pub(crate) fn repeated(before: &str, unit: &str, behind: &str) {
    if unit.is_empty() {
        return;
    }
    let input = |length: usize| {
        let many = unit.repeat(length.div_ceil(unit.len()));
        format!("{before}{many}{behind}")
    };
    linear(
        &format!("many {unit:?} between {before:?} and {behind:?}"),
        input,
    );
}

/// The same for inputs that are made for a length.
pub(crate) fn linear(what: &str, input: impl Fn(usize) -> String) {
    for (name, work) in WAYS {
        let grows_from = |length| grows(*work, &input(length), &input(length * TIMES));
        // A step may be the one from below a limit to above it, two steps are not. Some work shows only in the
        // second step how it grows.
        let grows = grows_from(MIDDLE) && (grows_from(SHORTEST) || grows_from(MIDDLE * TIMES));
        assert!(!grows, "{name} takes more than linear time for {what}");
    }
}

/// What is done with an input.
type Work = fn(&str);

const WAYS: &[(&str, Work)] = &[
    ("HTML", |page| all_forms(page, read::html::read)),
    ("Markdown", |page| {
        all_forms(page, read::text::read_markdown)
    }),
    ("plain text", |page| all_forms(page, read::text::read_plain)),
];

/// Reads a page and writes it in all forms, unless it is refused since it would grow too much there.
fn all_forms(page: &str, read: fn(&str, &Options) -> Result<Reading, Error>) {
    let article = &match read(page, &Options::default()) {
        Err(Error::TooMuchExpansion { .. }) => return,
        reading => reading.expect("lenient reading does not fail").article,
    };
    black_box(Json::default().render_to_string(article));
    black_box(Html::default().render_to_string(article));
    black_box(Markdown::default().render_to_string(article));
    black_box(Pandoc::default().render_to_string(article));
    black_box(PrintHtml::default().render_to_string(article));
    black_box(PrintText::default().render_to_string(article));
    black_box(PlainText::default().render_to_string(article));
}

/// Whether the longer input takes more time than it may, in the best of some tries: other programs can only
/// make work slower.
fn grows(work: Work, short: &str, long: &str) -> bool {
    let mut best = [Duration::MAX; 2];
    for _ in 0..TRIES {
        for (best, input) in best.iter_mut().zip([short, long]) {
            let start = ThreadTime::now();
            work(input);
            *best = start.elapsed().min(*best);
        }
        if best[1] <= best[0] * MOST + NOISE {
            return false;
        }
    }
    true
}
