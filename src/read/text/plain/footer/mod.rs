//! Source line and list in plain text.
//!
//! Lines are all there is, so the list is found by counting: from the end upwards, lines that start
//! with one number less each. What stands between two entries goes on with the first of them, where
//! the text was wrapped, or is the head or foot of a page that came in between.

mod around;
mod run;

use std::ops::Range;

use around::Head;
use run::Run;

use super::line::{Line, Margin};
use crate::label::{Part as Words, Vocabulary};
use crate::read::sheet::{Escape, Footer, FoundSource, List, is_address};
use crate::reference::source::source_line;

/// A footer in the lines of a text.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) footer: Footer,
    /// The lines of the article.
    pub(super) body: Range<usize>,
    /// The lines that stand in or behind the footer and are none of it.
    pub(super) rest: Vec<usize>,
    /// The `>` before the lines of the footer.
    pub(super) quotes: usize,
}

impl Placed {
    /// A text that is an article throughout.
    pub(super) fn without_footer(lines: &[Line<'_>]) -> Self {
        Self {
            footer: Footer::default(),
            body: 0..lines.len(),
            rest: Vec::new(),
            quotes: 0,
        }
    }
}

/// What a text has of footers.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) footer: Option<Placed>,
    /// The line behind the last list of another article above, whose numbers are none of the footer's.
    pub(super) others: usize,
    /// A list that is left as text: another article's, or one that looks alike where there is none of an exporter's.
    pub(super) look_alike: Option<LookAlike>,
}

/// A numbered list that is not the article's.
#[derive(Debug)]
pub(super) struct LookAlike {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    pub(super) why: &'static str,
}

/// Finds the footer of a text.
pub(super) fn find(lines: &[Line<'_>], margin: &Margin, words: &Vocabulary) -> Found {
    let finder = Finder {
        lines,
        margin,
        words,
    };
    let mut look_alike = None;
    let mut end = lines.len();
    while let Some(run) = finder.last_run(end) {
        let head = finder.head(run.start);
        match judge(&run, &head) {
            Verdict::List => {
                let footer = finder.place(run, head);
                let other = finder.list_of_another(footer.body.end);
                return Found {
                    footer: Some(footer),
                    others: other.as_ref().map_or(0, |run| run.end),
                    look_alike: other.map(|run| finder.look_alike(&run, ANOTHER)),
                };
            }
            Verdict::LookAlike(why) => {
                look_alike.get_or_insert_with(|| finder.look_alike(&run, why));
            }
            Verdict::Text => {}
        }
        end = run.start;
    }
    let source = finder.source_within(lines.len());
    Found {
        footer: source.map(|(source, at)| finder.place_source(source, at)),
        others: 0,
        look_alike,
    }
}

/// Why a list is left as text that has a source line of its own.
const ANOTHER: &str = "it is that of another article above";

enum Verdict {
    List,
    LookAlike(&'static str),
    Text,
}

/// Whether a run is the list of an exporter.
fn judge(run: &Run, head: &Head) -> Verdict {
    let entries = &run.entries;
    let counts = entries
        .iter()
        .zip(1..)
        .all(|(entry, number)| entry.number == number);
    let addresses = entries.iter().filter(|entry| is_address(entry)).count();
    let all = addresses == entries.len();
    if head.source.is_some() || (head.known && counts && !head.dashes && !run.defines) {
        return Verdict::List;
    }
    match () {
        () if addresses * 2 < entries.len() && entries.len() > 1 && counts => {
            Verdict::LookAlike("its entries are no addresses, as those of a bibliography")
        }
        // Numbers alone are no list.
        () if entries.iter().all(|entry| entry.text.is_empty()) => Verdict::Text,
        () if addresses == 0 || !all => Verdict::Text,
        () if run.defines => Verdict::LookAlike("its numbers are definitions, `[1]: …`"),
        () if head.dashes => Verdict::LookAlike("dashes underline its heading, as in mail"),
        () if !counts => Verdict::LookAlike("it does not count from 1"),
        () => Verdict::List,
    }
}

struct Finder<'a> {
    lines: &'a [Line<'a>],
    margin: &'a Margin,
    words: &'a Vocabulary,
}

impl<'a> Finder<'a> {
    /// The last list before a line that is another article's: known words above it name a source.
    fn list_of_another(&self, mut end: usize) -> Option<Run> {
        let is_known = |source: &FoundSource| {
            source_line(&source.line)
                .is_ok_and(|(_, line)| self.words.knows(Words::Source, line.label))
        };
        while let Some(run) = self.last_run(end) {
            if self.head(run.start).source.as_ref().is_some_and(is_known) {
                return Some(run);
            }
            end = run.start;
        }
        None
    }

    fn look_alike(&self, run: &Run, why: &'static str) -> LookAlike {
        let (first, last) = (&self.lines[run.start], &self.lines[run.end - 1]);
        LookAlike {
            place: first.start..last.start + last.text.len(),
            why,
        }
    }

    fn place(&self, run: Run, mut head: Head) -> Placed {
        let list = head.start..run.end;
        let found = match head.source.take() {
            Some(source) => Some((source, list.clone())),
            None => self
                .source_within(list.start)
                .or_else(|| self.source_behind(list.end)),
        };
        let (source, of_source) = found.unzip();
        let of_source = of_source.unwrap_or(list.clone());
        let start = list.start.min(of_source.start);
        let is_rest = |at: &usize| {
            let of_list = list.contains(at) && run.strays.binary_search(at).is_err();
            !of_list && (!of_source.contains(at) || list.contains(at))
        };
        Placed {
            quotes: self.lines[run.start].quotes,
            body: 0..start,
            rest: (start..self.lines.len()).filter(is_rest).collect(),
            footer: Footer {
                source,
                list: Some(List {
                    heading: head.heading,
                    entries: run.entries,
                    escape: Escape::None,
                    bare_links: false,
                    is_part: false,
                    is_ordered: false,
                }),
                // The text of the article is all that is read.
                candidates: Some(Vec::new()),
                ..Footer::default()
            },
        }
    }

    fn place_source(&self, source: FoundSource, place: Range<usize>) -> Placed {
        Placed {
            quotes: self.lines[place.start].quotes,
            body: 0..place.start,
            rest: (place.end..self.lines.len()).collect(),
            footer: Footer {
                source: Some(source),
                candidates: Some(Vec::new()),
                ..Footer::default()
            },
        }
    }
}
