//! Writes the byline: a line of text in which author and time are marked.

use std::fmt;
use std::ops::Range;

use super::writer::Writer;
use crate::grammar::date;
use crate::model::{Byline, DateTime};

/// What a span of the line is.
enum Mark {
    Author,
    Moment(DateTime),
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// `By <span class="author">Anne</span> on <time>…</time>`
    pub(super) fn byline(&mut self, class: &str, byline: &Byline) -> fmt::Result {
        let text = byline.text.as_str();
        self.raw_fmt(format_args!("<p class=\"{class}\">"))?;
        if let Some(author) = absent_author(byline) {
            self.author(author)?;
            if !text.is_empty() {
                self.raw(" ")?;
            }
        }
        let mut written = 0;
        for (range, mark) in marks(byline) {
            self.text(&text[written..range.start])?;
            written = range.end;
            match mark {
                Mark::Author => self.author(&text[range])?,
                Mark::Moment(at) => self.time(at, &text[range])?,
            }
        }
        self.text(&text[written..])?;
        self.raw("</p>\n")
    }

    fn author(&mut self, name: &str) -> fmt::Result {
        self.raw("<span class=\"author\">")?;
        self.text(name)?;
        self.raw("</span>")
    }

    /// Writes words as a `<time>`.
    pub(super) fn time(&mut self, at: DateTime, words: &str) -> fmt::Result {
        self.raw_fmt(format_args!("<time datetime=\"{at}\">"))?;
        self.text(words)?;
        self.raw("</time>")
    }
}

/// The author, if the line does not name them.
fn absent_author(byline: &Byline) -> Option<&str> {
    let author = byline.author.as_deref()?;
    (!byline.text.contains(author)).then_some(author)
}

/// The spans to mark in the line, in order. Without a readable date, the time is that of the whole line.
fn marks(byline: &Byline) -> Vec<(Range<usize>, Mark)> {
    let text = byline.text.as_str();
    let mut marks = Vec::new();
    if let Some(at) = byline.at {
        let date = date::find(text).unwrap_or(0..text.len());
        marks.push((date, Mark::Moment(at)));
    }
    if let Some(author) = author_in(byline) {
        let is_apart =
            |(date, _): &(Range<usize>, Mark)| author.end <= date.start || date.end <= author.start;
        if marks.iter().all(is_apart) {
            marks.push((author, Mark::Author));
        }
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks
}

/// The span where the line names the author.
fn author_in(byline: &Byline) -> Option<Range<usize>> {
    let author = byline.author.as_deref().filter(|name| !name.is_empty())?;
    let start = byline.text.find(author)?;
    Some(start..start + author.len())
}
