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

/// What sets off the parts of a pattern in the input of the fuzz target.
const BETWEEN: char = '\u{1e}';

/// What in a unit stands for its number, so that no two are the same.
const COUNTER: &str = "{i}";

/// Units over and over, and what stands around them: often what opens something, many times, and then what could
/// close it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pattern<'a> {
    pub(crate) before: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) middle: &'a str,
    pub(crate) second: &'a str,
    pub(crate) after: &'a str,
}

impl<'a> Pattern<'a> {
    /// The parts of an input: a unit, a unit between others, or two units.
    fn of(input: &'a str) -> Self {
        let parts: Vec<_> = input.splitn(5, BETWEEN).collect();
        let mut pattern = Self::default();
        match parts[..] {
            [before, unit] => (pattern.before, pattern.unit) = (before, unit),
            [before, unit, after] => {
                (pattern.before, pattern.unit, pattern.after) = (before, unit, after);
            }
            [before, unit, middle, second, ..] => {
                (pattern.before, pattern.unit) = (before, unit);
                (pattern.middle, pattern.second) = (middle, second);
                pattern.after = parts.get(4).copied().unwrap_or_default();
            }
            _ => pattern.unit = input,
        }
        pattern
    }

    /// An input of about this length.
    fn make(&self, length: usize) -> String {
        let units = [self.unit, self.second];
        let each = length / units.iter().filter(|unit| !unit.is_empty()).count().max(1);
        let [unit, second] = units.map(|unit| many(unit, each));
        [self.before, &unit, self.middle, &second, self.after].concat()
    }
}

/// A unit so often that it takes about this length.
fn many(unit: &str, length: usize) -> String {
    if unit.is_empty() {
        return String::new();
    }
    let times = length.div_ceil(unit.len());
    if unit.contains(COUNTER) {
        let numbered = |number: usize| unit.replace(COUNTER, &number.to_string());
        return (1..=times).map(numbered).collect();
    }
    unit.repeat(times)
}

/// Units over and over: reading and writing them takes time that grows with their length.
pub(crate) fn doubling(input: &[u8]) {
    repeated(&Pattern::of(&String::from_utf8_lossy(input)));
}

/// The same for a pattern.
pub(crate) fn repeated(pattern: &Pattern<'_>) {
    if !(pattern.unit.is_empty() && pattern.second.is_empty()) {
        linear(&format!("{pattern:?}"), |length| pattern.make(length));
    }
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
    ("Markdown", |page| all_forms(page, read::markdown::read)),
    ("plain text", |page| all_forms(page, read::plain::read)),
    ("detection", |page| {
        black_box(read::detect(page, &Options::default()));
    }),
    // Mostly these say at once that it is none.
    ("JSON", |page| {
        black_box(read::json::read(page, &Options::default()).is_ok());
    }),
    ("Pandoc's document", |page| {
        black_box(read::pandoc::read(page, &Options::default()).is_ok());
    }),
];

/// Reads a page, checks it and writes it in all forms, and reads those that are no text again; unless it is refused
/// since it would grow too much there.
fn all_forms(page: &str, read: fn(&str, &Options) -> Result<Reading, Error>) {
    let article = &match read(page, &Options::default()) {
        Err(Error::TooMuchExpansion { .. }) => return,
        reading => reading.expect("lenient reading does not fail").article,
    };
    black_box(article.check());
    let json = Json::default().render_to_string(article);
    black_box(read::json::read(&json, &Options::default()).is_ok());
    black_box(Html::default().render_to_string(article));
    black_box(Markdown::default().render_to_string(article));
    let pandoc = Pandoc::default().render_to_string(article);
    black_box(read::pandoc::read(&pandoc, &Options::default()).is_ok());
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
