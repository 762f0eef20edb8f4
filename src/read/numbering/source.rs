//! Source lines, recognized by their label, their stamp or their shape.

use std::ops::Range;

use super::finder::Finder;
use super::join::{join, without_repeated};
use super::line::{Line, LineKind, PageLines, Parting};
use crate::grammar::escaped::shown;
use crate::grammar::source::{SourceLine, may_have_colon, may_have_label};
use crate::grammar::space::trim_start;
use crate::grammar::url::starts_as_url;
use crate::label::{LabelledLine, Vocabulary, retrieved_from};

/// How many lines a source line may have.
const SOURCE_LINES: usize = 5;
/// How many lines may stand above a source line at the head.
pub(super) const HEAD_LINES: usize = 6;

/// A source line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundSource {
    /// The line itself.
    pub(crate) line: String,
    /// Whether its date is emphasised; `None` where nothing shows it.
    pub(crate) emphasis: Option<bool>,
    /// Whether it is the line below the text that wikis show on every page, not only in print.
    pub(crate) is_of_wiki: bool,
}

/// A source line with its position in the page.
#[derive(Clone, Debug)]
pub(super) struct SourceAt {
    pub(super) lines: Range<usize>,
    pub(super) found: FoundSource,
    /// Whether it is a source line wherever it stands, and not only right above a list.
    pub(super) is_sure: bool,
    /// Whether its label is known.
    pub(super) is_known: bool,
}

impl<'a> Finder<'a> {
    /// A page with its source lines found.
    pub(super) fn new(page: &'a PageLines<'a>, vocabulary: &'a Vocabulary) -> Self {
        let mut finder = Self {
            page,
            lines: &page.lines,
            vocabulary,
            sources: Vec::new(),
        };
        finder.sources = finder.all_sources();
        finder
    }

    /// All source lines of the page.
    fn all_sources(&self) -> Vec<SourceAt> {
        let mut sources = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            let source = self.source_from(at);
            at = source.as_ref().map_or(at + 1, |source| source.lines.end);
            sources.extend(source);
        }
        sources
    }

    /// The source line that starts with a line, with all lines that continue it.
    fn source_from(&self, at: usize) -> Option<SourceAt> {
        let first = &self.lines[at];
        let may_start = first.kind == LineKind::Text
            && first.number.is_none()
            && !first.quotes_label
            && (first.quotes == 0 || !self.page.has_markup || self.may_quote_source(at));
        let may_be_label = || may_have_label(&first.text) || self.is_cut_label(at);
        if !may_start || !may_be_label() || self.goes_on_with(at) {
            return None;
        }
        let mut text = first.text.clone().into_owned();
        let mut best = self.as_source(&text, first).map(|found| (at + 1, found));
        let last = self.lines.len().min(at + SOURCE_LINES);
        for next in at + 1..last {
            let Some(gap) = self.join_of_source(&text, next, best.is_some()) else {
                break;
            };
            text.push_str(gap);
            text.push_str(&self.lines[next].text);
            match self.as_source(&text, first) {
                Some(found) => best = Some((next + 1, found)),
                // A whole line went on with words.
                None if best.is_some() => break,
                None => {}
            }
        }
        let (end, (found, is_sure, is_known)) = best?;
        let lines = at..end;
        if first.quotes > 0 && self.page.has_markup && !(is_known && self.is_head(0, &lines)) {
            return None;
        }
        let emphasis = self.lines[lines.clone()].iter();
        let emphasis = emphasis
            .filter_map(|line| line.emphasis)
            .reduce(|a, b| a | b);
        Some(SourceAt {
            lines,
            found: FoundSource {
                is_of_wiki: starts_as_url(&found),
                line: found,
                emphasis,
            },
            is_sure,
            is_known,
        })
    }

    /// Whether a quotation is one line near the start, as some set the source line off.
    fn may_quote_source(&self, at: usize) -> bool {
        let is_quoted = |at: Option<usize>| {
            let line = at.and_then(|at| self.lines.get(at));
            line.is_some_and(|line| line.quotes > 0)
        };
        at <= HEAD_LINES
            && self.lines[at].quotes == 1
            && !is_quoted(at.checked_sub(1))
            && !is_quoted(Some(at + 1))
    }

    /// Whether source lines stand at the head of what starts with a line: above them no more than title, byline and
    /// rules, and below them a text.
    pub(super) fn is_head(&self, from: usize, source: &Range<usize>) -> bool {
        /// How many lines title and byline have at most.
        const WORDS: usize = 3;
        /// How long each of them is at most, in bytes.
        const LONGEST: usize = 150;
        if source.start > from + HEAD_LINES {
            return false;
        }
        let is_prose = |line: &Line<'_>| {
            line.number.is_some() || line.text.len() > LONGEST || line.text.ends_with('.')
        };
        let above = &self.lines[from..source.start];
        let is_head = above.iter().all(|line| match line.kind {
            LineKind::Heading | LineKind::Rule => true,
            LineKind::Text => !is_prose(line),
            LineKind::Other => false,
        });
        let is_words = |line: &&Line<'_>| line.kind != LineKind::Rule;
        let words = above.iter().filter(is_words).count();
        let below = &self.lines[source.end..];
        let next = below.iter().position(|line| line.kind != LineKind::Rule);
        let is_text = |at: usize| below[at].number.is_none() && !self.heads_list(source.end + at);
        is_head && words <= WORDS && next.is_some_and(is_text)
    }

    /// Whether a line may be the first words of a label that goes on with the next.
    fn is_cut_label(&self, at: usize) -> bool {
        /// How long such words are at most.
        const WORDS: usize = 30;
        let next = self.lines.get(at + 1);
        self.lines[at].text.len() <= WORDS
            && next
                .is_some_and(|next| next.parting == Parting::Wrapped && may_have_colon(&next.text))
    }

    /// Whether a sentence goes on with a line.
    fn goes_on_with(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        let is_open = above.is_some_and(|above| {
            above
                .text
                .ends_with(|c: char| c.is_alphanumeric() || c == ',')
        });
        is_open && !self.lines[at].is_apart
    }

    /// What joins a line to the start of a source line above it, if it goes on with that.
    fn join_of_source(&self, text: &str, next: usize, is_whole: bool) -> Option<&'static str> {
        let (above, line) = (&self.lines[next - 1], &self.lines[next]);
        let is_text = line.kind == LineKind::Text && line.number.is_none();
        if !is_text || line.quotes != above.quotes || self.heads_list(next) {
            return None;
        }
        if text.ends_with([':', '：']) {
            let is_url = starts_as_url(trim_start(&line.text)) || line.text.starts_with("//");
            return is_url.then_some(if line.text.starts_with("//") { "" } else { " " });
        }
        if !line.is_directly_below() {
            return None;
        }
        match is_whole {
            true if above.ends_with_whole_url() => None,
            true => join(text, above, line, self.page)
                .filter(|gap| gap.is_empty() && line.is_one_word()),
            false => Some(join(text, above, line, self.page).unwrap_or(" ")),
        }
    }

    /// A text as a source line, whether that is sure, and whether its label is known.
    fn as_source(&self, text: &str, first: &Line<'_>) -> Option<(String, bool, bool)> {
        let text = without_repeated(trim_start(text));
        if let Some(url) = retrieved_from(text) {
            return Some((url.to_owned(), true, true));
        }
        let found = self.vocabulary.labelled_line(text)?;
        // An escaped colon ends no label, but addresses that are no links have one.
        let url = shown(found.line.url);
        let known = found.is_known;
        let found = LabelledLine {
            line: SourceLine {
                url: &url,
                ..found.line
            },
            ..found
        };
        // `http:` is no label, and neither is what closes a stamp on a line of its own.
        let has_letters =
            || self.page.has_markup || found.line.label.contains(char::is_alphanumeric);
        if !known && (starts_as_url(text) || !has_letters()) {
            return None;
        }
        let is_source = |above_list| found.is_source(first.is_apart, above_list);
        is_source(true).then(|| (text.to_owned(), is_source(false), known))
    }
}
