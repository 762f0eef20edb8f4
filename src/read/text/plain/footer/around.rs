//! What stands around a list: its heading, and the source line.

use std::ops::Range;

use super::Finder;
use crate::label::Part as Words;
use crate::read::sheet::FoundSource;
use crate::read::text::plain::address::{goes_on, without_repeated};
use crate::reference::source::{Form, heading, is_heading, source_line};
use crate::reference::space::trim_start;
use crate::reference::url::starts_as_url;

/// How many lines a source line may have.
const SOURCE_LINES: usize = 5;
/// How far from its list, or from the end of the text, the source line may stand.
const SOURCE_WITHIN: usize = 40;

/// What stands above a list.
#[derive(Default)]
pub(super) struct Head {
    pub(super) heading: Option<String>,
    pub(super) known: bool,
    /// Whether dashes underline the heading, as mail programs do.
    pub(super) dashes: bool,
    pub(super) source: Option<FoundSource>,
    /// The first line of it all.
    pub(super) start: usize,
}

impl Finder<'_> {
    /// Heading and source line above a line.
    pub(super) fn head(&self, list: usize) -> Head {
        let mut head = Head {
            start: list,
            ..Head::default()
        };
        let Some(mut at) = self.line_above(list) else {
            return head;
        };
        if self.lines[at].is_rule {
            match self.line_above(at) {
                Some(above) if above + 1 == at => {
                    head.dashes = true;
                    at = above;
                }
                _ => return head,
            }
        }
        let text = heading(trim_start(self.lines[at].text));
        let known = self.words.knows(Words::Links, text);
        let above = self
            .line_above(at)
            .and_then(|above| self.source_at(above, true));
        let looks = self.lines[at].text.ends_with([':', '：']) && is_heading(text);
        let short =
            is_heading(text) && (above.is_some() || looks) && self.source_at(at, true).is_none();
        if known || short {
            head.heading = Some(text.to_owned());
            head.known = known;
            head.start = at;
            if let Some((source, start)) = above {
                // The generation that has a colon here has its date in emphasis.
                head.source = Some(FoundSource {
                    emphasis: Some(self.lines[at].text.ends_with([':', '：'])),
                    ..source
                });
                head.start = start;
            }
        } else if let Some((source, start)) = self.source_at(at, true) {
            head.source = Some(source);
            head.start = start;
        }
        head
    }

    /// The nearest line above that is not blank.
    fn line_above(&self, at: usize) -> Option<usize> {
        self.lines[..at].iter().rposition(|line| !line.is_blank())
    }

    /// The source line that ends in a line, and where it starts: it may have been wrapped.
    fn source_at(&self, last: usize, above_list: bool) -> Option<(FoundSource, usize)> {
        let mut text = String::new();
        let mut below: Option<usize> = None;
        for at in (last.saturating_sub(SOURCE_LINES - 1)..=last).rev() {
            let line = &self.lines[at];
            if line.is_blank() {
                continue;
            }
            let Some(below_at) = below else {
                text.push_str(line.text);
                below = Some(at);
                if let Some(source) = self.as_source(&text, at, above_list) {
                    return Some((source, at));
                }
                continue;
            };
            let directly = at + 1 == below_at;
            if !directly && !line.text.ends_with([':', '：']) {
                return None;
            }
            let next = &self.lines[below_at];
            let join = goes_on(line.text, line, next, self.margin, directly).unwrap_or(" ");
            text.insert_str(0, join);
            text.insert_str(0, line.text);
            below = Some(at);
            if let Some(source) = self.as_source(&text, at, above_list) {
                return Some((source, at));
            }
        }
        None
    }

    fn as_source(&self, text: &str, at: usize, above_list: bool) -> Option<FoundSource> {
        let text = without_repeated(trim_start(text));
        let (_, found) = source_line(text).ok()?;
        let known = self.words.knows(Words::Source, found.label);
        // `http:` is no label, and neither is what closes a stamp on a line of its own.
        let is_label = !starts_as_url(text) && found.label.contains(char::is_alphanumeric);
        if !is_label && !known {
            return None;
        }
        // In place of strong letters: a paragraph of its own, or below a rule.
        let is_apart = match at.checked_sub(1).map(|above| &self.lines[above]) {
            Some(above) => {
                above.is_blank() || above.is_rule || !self.margin.wraps(above, &self.lines[at])
            }
            None => true,
        };
        let form = Form {
            known,
            strong: is_apart && !found.url.contains(' '),
            above_list,
        };
        found.is_source(form).then(|| FoundSource {
            line: text.to_owned(),
            emphasis: None,
        })
    }

    /// The last source line before a line, and its own lines.
    pub(super) fn source_within(&self, end: usize) -> Option<(FoundSource, Range<usize>)> {
        let from = end.saturating_sub(SOURCE_WITHIN);
        (from..end).rev().find_map(|at| {
            if self.lines[at].is_blank() {
                return None;
            }
            let (source, start) = self.source_at(at, false)?;
            Some((source, start..at + 1))
        })
    }

    /// A source line behind the list.
    pub(super) fn source_behind(&self, from: usize) -> Option<(FoundSource, Range<usize>)> {
        let to = self.lines.len().min(from + SOURCE_WITHIN);
        let (source, place) = self.source_within(to)?;
        (place.start >= from).then_some((source, place))
    }
}
