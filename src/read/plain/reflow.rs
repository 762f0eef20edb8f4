//! Running text: joins lines to a paragraph, and adds the links whose words are certain.

use std::borrow::Cow;
use std::ops::Range;

use super::blocks::Blocks;
use super::browser::BrowserLinks;
use super::by_number::ByNumber;
use super::divided::{Divided, Gap};
use super::dress::raised;
use super::line::{Line, Margin};
use super::notes::{self, Notes};
use crate::grammar::marker::markers;
use crate::grammar::script::is_unspaced;
use crate::grammar::url::{is_absolute, is_same_place, starts_as_url};
use crate::model::Inline;
use crate::read::bracket::{Bracket, Escape};
use crate::read::page::{Builder, Kind};

/// The maximum length of an address for which the words of a link are searched.
const MAX_ADDRESS: usize = 4000;

/// What is known about the text and its links while it is read.
pub(super) struct Known<'a> {
    pub(super) listed: &'a ByNumber<Listed<'a>>,
    pub(super) browser: &'a BrowserLinks,
    pub(super) divided: &'a Divided,
    pub(super) notes: &'a Notes<'a>,
    /// The offsets of markers in the text, ascending.
    pub(super) markers: &'a [usize],
    /// Whether markers are before the words of their links, as the titles in the list show.
    pub(super) precede_words: bool,
    /// Whether a program put each marker after the words of its link. A person may put it anywhere.
    pub(super) follow_words: bool,
    /// Maps an offset in the text to the input.
    pub(super) original: &'a dyn Fn(usize) -> usize,
}

impl Known<'_> {
    /// Whether the bracket at an offset of the text is a marker.
    pub(super) fn is_marker(&self, start: usize) -> bool {
        self.markers.binary_search(&start).is_ok()
    }

    /// Whether there is a marker in a span of the text.
    pub(super) fn has_marker(&self, range: Range<usize>) -> bool {
        let next = self.markers.partition_point(|start| *start < range.start);
        self.markers
            .get(next)
            .is_some_and(|start| *start < range.end)
    }
}

/// An entry of the list.
#[derive(Debug)]
pub(super) struct Listed<'a> {
    /// The address as printed; `url` is the address that is meant.
    pub(super) printed: &'a str,
    pub(super) url: Cow<'a, str>,
    pub(super) title: Option<&'a str>,
}

/// The text of a paragraph, with the offsets that its pieces had in the text of the page.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// The offsets where pieces start: in this text, and in the text of the page.
    pieces: Vec<(usize, usize)>,
}

impl Flow {
    /// Replaces the text by the lines of a paragraph, joined where they were wrapped.
    pub(super) fn fill(&mut self, lines: &[Line<'_>], margin: &Margin, divided: &Divided) {
        self.text.clear();
        self.pieces.clear();
        let mut above: Option<&Line<'_>> = None;
        for line in lines {
            match above {
                None => {}
                Some(above) if !margin.wraps(above, line) => self.text.push('\n'),
                Some(above) => match gap(above, line, divided) {
                    Gap::Space => self.text.push(' '),
                    Gap::Nothing => {}
                    Gap::NoHyphen => drop(self.text.pop()),
                },
            }
            self.push(line.text, line.start);
            above = Some(line);
        }
    }

    pub(super) fn push(&mut self, text: &str, start: usize) {
        self.pieces.push((self.text.len(), start));
        self.text.push_str(text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Maps an offset in this text to the text of the page.
    fn page_offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, place) = self.pieces[piece.saturating_sub(1)];
        place + (at - start)
    }

    /// Maps an offset in the text of the page to this text, within its pieces.
    fn own_offset(&self, place: usize) -> usize {
        let piece = self.pieces.partition_point(|(_, start)| *start <= place);
        let (start, first) = self.pieces[piece.saturating_sub(1)];
        let end = self
            .pieces
            .get(piece)
            .map_or(self.text.len(), |(start, _)| *start);
        (start + place.saturating_sub(first)).min(end)
    }

    /// Passes the text to the builder.
    pub(super) fn emit(&self, builder: &mut Builder, known: &Known<'_>) {
        let Some((_, first)) = self.pieces.first() else {
            return;
        };
        let last = self.page_offset(self.text.len());
        let browser: Vec<(usize, &str)> = known
            .browser
            .within(*first..last.max(first + 1))
            .iter()
            .map(|(place, url)| (self.own_offset(*place), url.as_str()))
            .collect();
        let mut emitter = Emitter {
            starts: browser.iter().map(|(start, _)| *start).collect(),
            flow: self,
            known,
            builder,
            done: 0,
            floor: 0,
            brackets: Vec::new(),
        };
        emitter.run(&browser);
    }
}

/// What to put between two lines that were one: nothing between characters of scripts without spaces, inside an
/// address, or inside a word.
fn gap(above: &Line<'_>, line: &Line<'_>, divided: &Divided) -> Gap {
    let last = above.text.as_bytes().last();
    let in_address = || {
        let word = above.text.rsplit([' ', '(', '<']).next();
        word.is_some_and(starts_as_url)
    };
    let is_tight = match last {
        // The caret of a superscript, before its number.
        Some(b'^') => line.text.starts_with('['),
        Some(b'/' | b'-') => in_address(),
        _ => above.continues_unspaced(line),
    };
    match is_tight {
        true => Gap::Nothing,
        false if above.breaks_word(line) => divided.gap(above, line),
        false => Gap::Space,
    }
}

struct Emitter<'a, 'b> {
    flow: &'a Flow,
    /// The offsets where a text browser's links start, ascending.
    starts: Vec<usize>,
    known: &'a Known<'a>,
    builder: &'b mut Builder,
    /// How much of the text was passed to the builder.
    done: usize,
    /// The end of the last marker or link, before which the words of the next cannot start.
    floor: usize,
    /// The brackets in the text after `done`.
    brackets: Vec<Bracket>,
}

impl<'a> Emitter<'a, '_> {
    fn run(&mut self, mut browser: &[(usize, &'a str)]) {
        let text = self.flow.text.as_str();
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'[', &text.as_bytes()[at..]) {
            let start = at + found;
            at = start + 1;
            if let Some(end) = self.note(start) {
                at = end;
                continue;
            }
            let Ok((rest, numbers)) = markers(&text[start..]) else {
                continue;
            };
            at = text.len() - rest.len();
            if start < self.done {
                // It is inside the words of a link.
                continue;
            }
            let count = browser.partition_point(|(start_of_link, _)| *start_of_link <= start);
            let (before, further) = browser.split_at(count);
            browser = further;
            self.marker(start..at, numbers[0], before);
        }
        self.browser_links(browser);
        self.text_up_to(text.len());
    }

    /// Adds the note that a label refers to, if there is one, and returns the offset after the label.
    fn note(&mut self, start: usize) -> Option<usize> {
        let text = self.flow.text.as_str();
        let (number, length) = notes::label(&text[start..]).filter(|_| start >= self.done)?;
        let known = self.known;
        let lines = known.notes.begin(number)?;
        self.text_up_to(start);
        match lines {
            // If the note is only an address, it is a link.
            [line] if is_absolute(line.text) && !line.text.contains(' ') => {
                self.builder.note_of_url(number, line.text);
            }
            _ => {
                let note = self.builder.open(Kind::Note);
                Blocks::new(lines, known.notes.margin, known, self.builder, 0).read();
                self.builder.close(note);
            }
        }
        known.notes.end();
        self.done = start + length;
        self.floor = self.done;
        Some(self.done)
    }

    /// Adds a bracket with a number, and before it the browser's links that start there.
    fn marker(&mut self, place: Range<usize>, number: u32, browser: &[(usize, &'a str)]) {
        let text = self.flow.text.as_str();
        let raised = raised(text, &place);
        let end = raised.as_ref().map_or(place.start, |raised| raised.start);
        let listed = self.known.listed.get(number);
        let is_marker = self.known.is_marker(self.flow.page_offset(place.start));
        // Every link has a copy of its address until it is numbered.
        let is_short = |listed: &&Listed<'_>| listed.url.len() <= MAX_ADDRESS;
        if let Some(listed) = listed.filter(|_| is_marker).filter(is_short) {
            let of_browser = browser
                .last()
                .filter(|(start, url)| *start >= self.floor && leads_to(url, listed));
            let others = &browser[..browser.len() - usize::from(of_browser.is_some())];
            self.browser_links(others);
            if self.known.precede_words {
                return self.marker_before(&place, listed);
            }
            let words = text[self.floor..end].trim_end_matches(' ');
            let start = of_browser.map(|(start, _)| *start).or_else(|| {
                let start = certain_words(words, listed)
                    .or_else(|| only_word(words).filter(|_| self.known.follow_words));
                Some(self.floor + start?)
            });
            if let Some(start) = start {
                let url = match of_browser {
                    Some((_, url)) if *url == listed.printed => listed.printed,
                    _ => &listed.url,
                };
                self.link(start..end, url.to_owned());
            }
        } else {
            self.browser_links(browser);
        }
        let Some(raised) = raised else {
            return self.bracket(&place, is_marker);
        };
        self.text_up_to(end);
        let superscript = self.builder.open(Kind::Superscript);
        // Skip the markup of the superscript.
        self.done = self.done.max(place.start);
        self.bracket(&place, is_marker);
        self.text_up_to(place.end);
        self.builder.close(superscript);
        self.done = self.done.max(raised.end);
    }

    /// Adds a marker and, after it, the words of its link, which are its title.
    fn marker_before(&mut self, place: &Range<usize>, listed: &Listed<'_>) {
        self.bracket(place, true);
        if let Some(words) = title_after(&self.flow.text, place.end, listed) {
            self.link(words, listed.url.to_string());
        }
    }

    fn bracket(&mut self, place: &Range<usize>, is_marker: bool) {
        if is_marker {
            self.floor = place.end;
            let start = self.flow.page_offset(place.start);
            let original = (self.known.original)(start);
            self.brackets.push(Bracket {
                at: place.start,
                source: (original..original + 1).into(),
                escape: Escape::None,
            });
        }
    }

    /// Adds a link around some text, without the space at its end and without the angle brackets in which mail
    /// programs print an address.
    fn link(&mut self, words: Range<usize>, url: String) {
        let text = &self.flow.text;
        let start = words.start.max(self.done).min(words.end);
        let end = start + text[start..words.end].trim_end().len();
        let is_word = |words: &str| !words.contains([' ', '\n', '<', '>']);
        let is_bracketed = start > self.done
            && text[..start].ends_with('<')
            && text[start..end].strip_suffix('>').is_some_and(is_word);
        let bracket = usize::from(is_bracketed);
        self.text_up_to(start - bracket);
        self.done += bracket;
        let link = self.builder.open(Kind::link(url));
        self.text_up_to(end - bracket);
        self.builder.close(link);
        self.done += bracket;
        self.floor = end;
    }

    /// Adds the browser's links whose end is not marked: around an address that is shown, around the only word that
    /// the link can have, or else around nothing.
    fn browser_links(&mut self, links: &[(usize, &'a str)]) {
        for (start, url) in links {
            let start = (*start).max(self.floor);
            let rest = &self.flow.text[start..];
            let word = rest
                .split([' ', '\n', ')', ',', '['])
                .next()
                .unwrap_or_default();
            let shown = match shows(word, url) {
                true => word.len(),
                false => self.only_word(start).len(),
            };
            self.link(start..start + shown, (*url).to_owned());
        }
    }

    /// The only word that a browser's link can have: nothing else follows before the end of the text, before the next
    /// link, or before the parenthesis that closes the one directly in front.
    fn only_word(&self, start: usize) -> &'a str {
        let text = self.flow.text.as_str();
        let next = self.starts.partition_point(|other| *other <= start);
        let end = self.starts.get(next).copied().unwrap_or(text.len());
        let rest = &text[start..end.max(start)];
        let is_closed = text[..start].ends_with('(');
        let word = match rest.find(char::is_whitespace) {
            Some(space) if rest[space..].trim_start().is_empty() => &rest[..space],
            None => rest,
            Some(space) if is_closed => rest[..space].split_once(')').map_or("", |(word, _)| word),
            Some(_) => "",
        };
        let word = match is_closed {
            true => word.split_once(')').map_or(word, |(word, _)| word),
            false => word,
        };
        word.trim_end_matches(['.', ',', ';', ':', '!', '?', '(', '[', '"', '”'])
    }

    /// Passes the text up to an offset to the builder, with its line breaks.
    fn text_up_to(&mut self, end: usize) {
        if end <= self.done {
            return;
        }
        let text = &self.flow.text.as_bytes()[..end];
        let mut brackets = std::mem::take(&mut self.brackets);
        let mut further = brackets.as_mut_slice();
        while let Some(length) = memchr::memchr(b'\n', &text[self.done..]) {
            further = self.line_up_to(self.done + length, further);
            self.builder.inline(Inline::Break {});
            self.done += 1;
        }
        self.line_up_to(end, further);
        brackets.clear();
        self.brackets = brackets;
    }

    /// Passes the text up to an offset to the builder, with its brackets; returns the brackets after it.
    fn line_up_to<'c>(&mut self, end: usize, brackets: &'c mut [Bracket]) -> &'c mut [Bracket] {
        let start = self.done;
        let further = brackets.iter().position(|bracket| bracket.at >= end);
        let (of_line, further) = brackets.split_at_mut(further.unwrap_or(brackets.len()));
        for bracket in of_line.iter_mut() {
            bracket.at -= start;
        }
        let of_line = of_line.iter().cloned();
        self.builder.text(&self.flow.text[start..end], of_line);
        self.done = end;
        further
    }
}

/// The offset of the words of a link at the end of a text, if they are certain: an address, or the title that the
/// list gives.
fn certain_words(text: &str, listed: &Listed<'_>) -> Option<usize> {
    let last = text.rfind([' ', '\n']).map_or(0, |space| space + 1);
    let word = &text[last..];
    if word.is_empty() {
        return None;
    }
    let word_start = last + (word.len() - word.trim_start_matches(['(', '<', '"', '“', '«']).len());
    let bare = &text[word_start..];
    let bare = match text[..word_start].ends_with('<') {
        true => bare.strip_suffix('>').unwrap_or(bare),
        false => bare,
    };
    if shows(bare, &listed.url) || (starts_as_url(bare) && bare.contains("://")) {
        return Some(word_start);
    }
    let title = listed.title.filter(|title| text.ends_with(title))?;
    Some(text.len() - title.len())
}

/// The offset of the last word of a text, if it is all there is on its line or after the marker before.
fn only_word(text: &str) -> Option<usize> {
    let start = text.rfind([' ', '\n']).map_or(0, |space| space + 1);
    let word = &text[start..];
    let is_all = start == 0 || text[..start].ends_with('\n');
    let is_of_word =
        |c: char| (c.is_alphanumeric() && !is_unspaced(c)) || matches!(c, '-' | '\'' | '’');
    (is_all && !word.is_empty() && word.chars().all(is_of_word)).then_some(start)
}

/// The span of an entry's title, if it follows the marker directly.
pub(super) fn title_after(text: &str, end: usize, listed: &Listed<'_>) -> Option<Range<usize>> {
    let title = listed.title?;
    let rest = text[end..].strip_prefix(' ')?;
    rest.starts_with(title)
        .then(|| end + 1..end + 1 + title.len())
}

/// Whether the words of a link are its address.
fn shows(words: &str, url: &str) -> bool {
    /// How much longer an address may be than the words that show it: by scheme, slash and some spaces.
    const LONGER: usize = 64;
    fn bare(url: &str) -> &str {
        let url = url.strip_prefix("mailto:").unwrap_or(url);
        url.strip_prefix("http://")
            .or_else(|| url.strip_prefix("https://"))
            .unwrap_or(url)
    }
    !words.is_empty()
        && url.len().abs_diff(words.len()) <= LONGER
        && is_same_place(bare(words), bare(url))
}

/// Whether a browser's link and an entry have the same URL.
fn leads_to(url: &str, listed: &Listed<'_>) -> bool {
    is_same_place(url, &listed.url) || is_same_place(url, listed.printed)
}
