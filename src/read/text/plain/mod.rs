//! The plain form: text as browsers, crawlers and mail leave it, without any markup.
//!
//! 1. What text browsers add is taken out: their own numbers before links, and the list at the end;
//! 2. source line and list are found, line by line, from the end;
//! 3. the lines of the article become blocks; where their form leaves it open, lines stay lines;
//! 4. numbers become candidates for markers, with a link around the words before them where these are
//!    certain. The sheet decides, as for every form.

mod address;
mod base;
mod blocks;
mod browser;
mod bullet;
mod by_number;
mod flow;
mod footer;
mod glued;
mod head;
mod line;
mod table;

use std::cell::Cell;
use std::ops::Range;

use blocks::Blocks;
use browser::{BrowserLinks, take_numbers};
use by_number::ByNumber;
use flow::{Fit, Known, Listed, fit, title_behind};
use footer::{LookAlike, Placed, find};
use line::{Line, Margin, lines};

use crate::error::Error;
use crate::label::Vocabulary;
use crate::read::options::{Options, Reading};
use crate::read::sheet::{Builder, Footer, Form, Kind, Part, Place, assemble};
use crate::reference::marker::marker;
use crate::reference::url::decode_references;
use crate::warning::WarningKind;

/// Reads an article in the plain form.
pub(super) fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    let source = input.strip_prefix('\u{feff}').unwrap_or(input);
    let offset = input.len() - source.len();
    let all = lines(source);
    let unnumbered = take_numbers(source, &all);
    let original = |at: usize| offset + unnumbered.text.original(at);
    let mut lines = match unnumbered.links.list {
        Some(_) => lines(&unnumbered.text.text),
        None => all,
    };
    glued::part(&mut lines, &options.labels);
    let mut page = Page {
        margin: Margin::of(&lines),
        lines: &lines,
        browser: &unnumbered.links,
        original: &original,
        offset,
        builder: Builder::new(options.limits.depth),
        highest: Cell::new(0),
    };
    page.builder.sheet().is_plain = true;
    page.read(&options.labels);
    let form = Form { is_unmarked: true };
    assemble(page.builder.finish(), input, options, form)
}

/// How many links of a text have a text browser's numbers.
pub(super) fn browser_links(text: &str) -> usize {
    if !browser::may_have_list(text) {
        return 0;
    }
    take_numbers(text, &lines(text)).links.starts.len()
}

struct Page<'a> {
    lines: &'a [Line<'a>],
    margin: Margin,
    browser: &'a BrowserLinks,
    /// The place in the input of an offset in the text.
    original: &'a dyn Fn(usize) -> usize,
    /// Where the source starts in the input.
    offset: usize,
    builder: Builder,
    /// The highest number among the markers so far.
    highest: Cell<u32>,
}

impl Page<'_> {
    fn read(&mut self, words: &Vocabulary) {
        let found = find(self.lines, &self.margin, words);
        let mut placed = found
            .footer
            .unwrap_or_else(|| Placed::without_footer(self.lines));
        let body = &self.lines[article_lines(self.lines, &placed.body)];
        self.warn(body, &placed, found.look_alike);
        let (others, own) = body.split_at(found.others.min(body.len()));
        let best = best_fits(own, &self.margin);
        let listed = listed_in(&placed.footer);
        let none_listed = ByNumber::new(Vec::new(), |_, _| ());
        for piece in head::split(others, words) {
            self.blocks(piece, placed.quotes, &none_listed, &best);
        }
        for piece in head::split(own, words) {
            self.blocks(piece, placed.quotes, &listed, &best);
        }
        let footer = self.builder.open(Kind::Part(Part::Footer));
        for piece in placed.rest.chunk_by(|a, b| a + 1 == *b) {
            let piece = &self.lines[piece[0]..piece[0] + piece.len()];
            self.blocks(piece, placed.quotes, &none_listed, &best);
        }
        self.builder.close(footer);
        for entry in placed
            .footer
            .list
            .iter_mut()
            .flat_map(|list| &mut list.entries)
        {
            entry.place = entry.place.take().map(|place| self.original(place));
        }
        self.builder.sheet().found = Some(placed.footer);
    }

    fn blocks(
        &mut self,
        lines: &[Line<'_>],
        quotes: usize,
        listed: &ByNumber<Listed<'_>>,
        best: &ByNumber<Fit>,
    ) {
        let known = Known {
            stand_before: stand_before(lines, listed),
            listed,
            browser: self.browser,
            best,
            highest: &self.highest,
            original: self.original,
        };
        Blocks::new(lines, &self.margin, &known, &mut self.builder, quotes).read();
    }

    fn place(&self, range: Range<usize>) -> Place {
        ((self.original)(range.start)..(self.original)(range.end)).into()
    }

    /// The place in the input of a place in the text that is read.
    fn original(&self, place: Place) -> Place {
        match place {
            Place::Bytes(range) => self.place(range),
            line @ Place::Line(_) => line,
        }
    }

    /// Warns of what looks like a footer and is none, or of what lacks one.
    fn warn(&mut self, body: &[Line<'_>], placed: &Placed, look_alike: Option<LookAlike>) {
        if placed.footer.list.is_some() && look_alike.is_none() {
            return;
        }
        let (kind, place, message) = if let Some(LookAlike { place, why }) = look_alike {
            let message = format!("a numbered list is left as text: {why}");
            (WarningKind::LookAlike, self.place(place), message)
        } else if let Some(list) = &self.browser.list {
            let message = "links were resolved from the text browser's numbering";
            let place = self.offset + list.start..self.offset + list.end;
            (WarningKind::LookAlike, place.into(), message.to_owned())
        } else if let Some((first, last)) = markers_without_list(body) {
            let message = format!("the text has markers up to [{last}], but no list");
            (WarningKind::NoList, self.place(first), message)
        } else {
            return;
        };
        self.builder.sheet().notes.add(kind, Some(place), message);
    }
}

/// The lines of the article without what sets them off from the footer.
fn article_lines(lines: &[Line<'_>], body: &Range<usize>) -> Range<usize> {
    let is_text = |line: &Line<'_>| !line.is_blank() && !line.is_rule;
    let end = lines[body.clone()]
        .iter()
        .rposition(is_text)
        .map_or(body.start, |last| body.start + last + 1);
    body.start..end
}

/// The entries of a list, for the words that show where they lead.
fn listed_in(footer: &Footer) -> ByNumber<Listed<'_>> {
    let entries = footer.list.iter().flat_map(|list| &list.entries);
    let listed = entries.map(|entry| {
        let found = entry.address();
        let listed = Listed {
            printed: found.url,
            url: decode_references(found.url),
            title: found.title,
        };
        (entry.number, listed)
    });
    ByNumber::new(listed.collect(), std::mem::swap)
}

/// How well the best bracket of each number fits as a marker. Brackets right behind a word count only
/// where that is how the page prints its markers.
fn best_fits(lines: &[Line<'_>], margin: &Margin) -> ByNumber<Fit> {
    let mut fits = Vec::new();
    for (at, line) in with_brackets(lines) {
        let goes_on = at > 0 && margin.wraps(&lines[at - 1], line) && !lines[at - 1].is_blank();
        for (place, number) in brackets(line.text) {
            let fit = match place.start {
                0 if goes_on => Fit::Marker,
                _ => fit(line.text, &place),
            };
            fits.push((number, fit));
        }
    }
    let mut best = ByNumber::new(fits, |best, fit| *best = *fit.max(best));
    let attached = best.values().filter(|fit| **fit == Fit::Attached).count();
    if attached * 2 < best.values().count() {
        best.values_mut()
            .filter(|fit| **fit == Fit::Attached)
            .for_each(|fit| *fit = Fit::Marker);
    }
    best
}

/// Whether markers stand before the words of their links: more titles of the list stand behind their number
/// than before it.
fn stand_before(lines: &[Line<'_>], listed: &ByNumber<Listed<'_>>) -> bool {
    if listed.values().all(|listed| listed.title.is_none()) {
        return false;
    }
    let (mut before, mut behind) = (0, 0);
    for (_, line) in with_brackets(lines) {
        for (place, number) in brackets(line.text) {
            let Some(listed) = listed.get(number) else {
                continue;
            };
            before += usize::from(title_behind(line.text, place.end, listed).is_some());
            let words = line.text[..place.start].trim_end_matches([' ', '^', '(']);
            behind += usize::from(listed.title.is_some_and(|title| words.ends_with(title)));
        }
    }
    before > behind
}

/// The lines that have brackets, with their places.
fn with_brackets<'b, 'a>(lines: &'b [Line<'a>]) -> impl Iterator<Item = (usize, &'b Line<'a>)> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_bracket)
}

/// The numbers in brackets of a line.
fn brackets(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(|start| {
        let (rest, number) = marker(&text[start..]).ok()?;
        Some((start..text.len() - rest.len(), number))
    })
}

/// The place of the first marker, where the text has markers that count from 1 on and no list: whoever
/// copied it cut the list off.
fn markers_without_list(lines: &[Line<'_>]) -> Option<(Range<usize>, u32)> {
    let mut first = None;
    let mut highest = 0;
    for (_, line) in with_brackets(lines) {
        for (place, number) in brackets(line.text) {
            if place.start == 0 {
                // It may be a note of the author's, below the text.
                return None;
            }
            if number == highest + 1 && fit(line.text, &place) == Fit::Marker {
                highest = number;
                first.get_or_insert(line.start + place.start..line.start + place.end);
            }
        }
    }
    first.filter(|_| highest > 2).map(|first| (first, highest))
}
