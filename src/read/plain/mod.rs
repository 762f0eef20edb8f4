//! Reads plain text without markup, as browsers, crawlers and mail programs produce it.
//!
//! 1. What text browsers add is removed: their own numbers before links, and the list at the end;
//! 2. the engine finds the articles in the lines, each with its source line, list and markers;
//! 3. the lines of an article become blocks, and stay separate lines where the text does not show that they were
//!    wrapped;
//! 4. a marker becomes a link around the words before it where these are certain.

mod base;
mod blocks;
mod browser;
mod bullet;
mod by_number;
mod divided;
mod dress;
mod glued;
mod head;
mod line;
mod marks;
mod notes;
mod page_lines;
mod profile;
mod reflow;
mod table;

use std::ops::Range;

use blocks::Blocks;
use browser::{BrowserLinks, remove_numbers};
use by_number::ByNumber;
use divided::Divided;
use dress::{Bracket, brackets_of, choose_markers, markers_without_list};
use line::{Line, Margin, lines, widen};
use notes::Notes;
use page_lines::page_of;
pub(super) use profile::is_manual_page;
use reflow::{Known, Listed, title_after};

use crate::error::Error;
use crate::grammar::url::decode_references;
use crate::label::{self, Vocabulary};
use crate::read::front_matter::FrontMatter;
use crate::read::numbering::{List, Role, Section, sections};
use crate::read::options::{Options, Reading};
use crate::read::page::{Builder, Footer, Kind, Page, PagePart, assemble, assemble_all};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// Reads a print export without markup: what text browsers, crawlers and mail make of the page.
///
/// Plain text does not show where the words of a link start. So markers become links without content, unless the
/// words are certain: an address, the only word on its line in a print export, or words marked by a text browser's
/// own numbers.
///
/// ```
/// use liens::model::{Block, Inline};
///
/// let text = "Write to me@example.org [1] or\n[2].\n\nLinks:\n[1] mailto:me@example.org\n[2]\nhttps://example.org/r\n";
/// let reading = liens::read::plain::read(text, &liens::read::Options::default())?;
/// let Block::Paragraph { content } = &reading.article.body[0] else { panic!("it is a paragraph") };
/// assert_eq!(content[1], Inline::listed(1, vec![Inline::text("me@example.org")]));
/// assert_eq!(reading.article.links[1].url, "https://example.org/r");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.finish(article(input, options)?, input)
}

/// Reads all articles of a text without markup, as [`articles`](crate::read::articles) does.
///
/// ```
/// let mails = "The count is here [1].\n\nLinks:\n[1] https://example.org/count\n\n\
///              The board is there [1].\n\nLinks:\n[1] https://example.org/board\n";
/// let readings = liens::read::plain::articles(mails, &liens::read::Options::default())?;
/// assert_eq!(readings[0].article.links[0].url, "https://example.org/count");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read`].
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.finish_all(all_articles(input, options)?, input)
}

/// Reads one article of a plain text.
fn article(input: &str, options: &Options) -> Result<Reading, Error> {
    let (mut pages, front) = pages(input, options, false);
    let mut reading = assemble(pages.swap_remove(0), input, options)?.reading;
    front.fill(&mut reading, &options.labels);
    Ok(reading)
}

/// Reads all articles of a plain text.
fn all_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    let (pages, front) = pages(input, options, true);
    let articles = assemble_all(pages, input, options)?.into_iter();
    let mut readings: Vec<_> = articles.map(|article| article.reading).collect();
    if let Some(first) = readings.first_mut() {
        front.fill(first, &options.labels);
    }
    Ok(readings)
}

/// Returns the articles of a text as pages, at least one, and the front matter, which belongs to the first. Unless
/// `all` are wanted, there is only one page, with the rest as its text.
fn pages(input: &str, options: &Options, all: bool) -> (Vec<Page>, FrontMatter) {
    let whole = input.strip_prefix('\u{feff}').unwrap_or(input);
    let start = input.len() - whole.len();
    let front = FrontMatter::readable(whole);
    let source = &whole[front.end..];
    let offset = start + front.end;
    let whole = lines(source);
    let unnumbered = remove_numbers(source, &whole);
    let original = |at: usize| offset + unnumbered.text.original(at);
    let mut lines = match unnumbered.links.list {
        Some(_) => {
            let mut lines = lines(&unnumbered.text.text);
            widen(&mut lines, &unnumbered.links.marks);
            lines
        }
        None => whole,
    };
    glued::split(&mut lines, &options.labels);
    let text = Text {
        margin: Margin::of(&lines),
        lines: &lines,
        browser: &unnumbered.links,
        original: &original,
        offset,
        vocabulary: &options.labels,
        depth: options.limits.depth,
    };
    let mut pages = text.pages(all);
    front.state(&mut pages[0], start);
    (pages, front)
}

/// The number of links that are numbered by a text browser.
pub(super) fn browser_links(text: &str) -> usize {
    if !browser::may_have_list(text) {
        return 0;
    }
    remove_numbers(text, &lines(text)).links.starts.len()
}

/// A plain text as lines.
struct Text<'a> {
    lines: &'a [Line<'a>],
    margin: Margin,
    browser: &'a BrowserLinks,
    /// Maps an offset in the text to the input.
    original: &'a dyn Fn(usize) -> usize,
    /// The offset of the source in the input.
    offset: usize,
    vocabulary: &'a Vocabulary,
    depth: usize,
}

impl Text<'_> {
    fn pages(&self, all: bool) -> Vec<Page> {
        let brackets = brackets_of(self.lines);
        let (page, filled) = page_of(self.lines, &self.margin, &brackets);
        let mut sections = sections(&page, self.vocabulary);
        let has_several = sections.len() > 1;
        if !all {
            sections.truncate(1);
        }
        // Each article extends to the next, blank lines included.
        let mut end = self.lines.len();
        let mut pages = Vec::with_capacity(sections.len());
        for (at, section) in sections.into_iter().enumerate().rev() {
            let start = match at {
                0 => 0,
                _ => filled[section.lines.start],
            };
            let mut article = Article {
                text: self,
                margin: match has_several && all {
                    true => Margin::of(&self.lines[start..end]),
                    false => self.margin,
                },
                roles: vec![Role::Text; end - start],
                lines: start..end,
                builder: Builder::new(self.depth),
            };
            if has_several && !all {
                article.note_several();
            }
            article.set_roles(&section, &filled);
            pages.push(article.read(section, &brackets, &filled));
            end = start;
        }
        pages.reverse();
        pages
    }

    fn place(&self, range: Range<usize>) -> Place {
        ((self.original)(range.start)..(self.original)(range.end)).into()
    }

    /// Maps a place in the text to the input.
    fn original(&self, place: Place) -> Place {
        match place {
            Place::Bytes(range) => self.place(range),
            line @ Place::LineOf(_) => line,
        }
    }
}

/// An article of the text.
struct Article<'a> {
    text: &'a Text<'a>,
    /// The margin of its own lines.
    margin: Margin,
    lines: Range<usize>,
    /// The role of each of its lines.
    roles: Vec<Role>,
    builder: Builder,
}

impl Article<'_> {
    fn read(mut self, mut section: Section, brackets: &[Bracket], filled: &[usize]) -> Page {
        self.warn(&section, brackets, filled);
        let mut list = section.list.take();
        let listed = listed_in(list.as_ref());
        let own = self.own_brackets(&section, brackets, filled);
        let markers = choose_markers(self.text.lines, &self.margin, &own, &listed);
        let own_lines = &self.text.lines[self.lines.clone()];
        let divided = Divided::of(own_lines);
        let margin = self.margin;
        let notes = Notes::of(own_lines, &margin);
        let known = Known {
            notes: &notes,
            precede_words: precede_words(self.text.lines, &own, &listed),
            follow_words: follow_words(&section, list.as_ref(), self.text.vocabulary),
            listed: &listed,
            markers: &markers,
            browser: self.text.browser,
            divided: &divided,
            original: self.text.original,
        };
        let text = self.pieces(Role::Text);
        for piece in &text {
            for piece in head::split(&self.text.lines[piece.clone()], self.text.vocabulary) {
                self.blocks(piece, section.quotes, &known);
            }
        }
        let footer = self.builder.open(Kind::Part(PagePart::Footer));
        for piece in self.pieces(Role::Beside) {
            self.blocks(&self.text.lines[piece], section.quotes, &known);
        }
        if self.lines.end == self.text.lines.len() {
            self.hidden_links();
        }
        self.builder.close(footer);
        for entry in list.iter_mut().flat_map(|list| &mut list.entries) {
            entry.place = entry.place.take().map(|place| self.text.original(place));
        }
        self.builder.page().found = Some(Footer {
            source: section.source,
            list,
            is_decided: true,
            ..Footer::default()
        });
        let mut page = self.builder.finish();
        page.signs.is_unmarked = true;
        page
    }

    /// Sets the roles of its lines. A blank line has the role of the line above, and lines after the section are
    /// text.
    fn set_roles(&mut self, section: &Section, filled: &[usize]) {
        let ends = filled[section.lines.start..].iter().skip(1).copied();
        let ends = ends.chain([self.lines.end]);
        let lines = section.roles.iter().zip(&filled[section.lines.clone()]);
        for ((role, from), to) in lines.zip(ends) {
            self.roles[from - self.lines.start..to - self.lines.start].fill(*role);
        }
    }

    /// Adds the links without words, whose position in the text is unknown.
    fn hidden_links(&mut self) {
        let paragraph = self.builder.open(Kind::Paragraph);
        for url in &self.text.browser.hidden {
            let link = self.builder.open(Kind::link(url));
            self.builder.close(link);
        }
        self.builder.close(paragraph);
    }

    fn blocks(&mut self, lines: &[Line<'_>], quotes: usize, known: &Known<'_>) {
        Blocks::new(lines, &self.margin, known, &mut self.builder, quotes).read();
    }

    /// The spans of adjacent lines with a role, without the rules and blank lines at their ends.
    fn pieces(&self, role: Role) -> Vec<Range<usize>> {
        let first = self.lines.start;
        let line = |at: usize| &self.text.lines[at];
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (at, _) in self
            .roles
            .iter()
            .enumerate()
            .filter(|(_, own)| **own == role)
        {
            let at = first + at;
            match pieces.last_mut() {
                Some(piece) if piece.end == at => piece.end += 1,
                _ if line(at).is_blank() => {}
                _ => pieces.push(at..at + 1),
            }
        }
        let count = pieces.len();
        for (at, piece) in pieces.iter_mut().enumerate() {
            // If more text follows, a rule may underline a title.
            let may_underline = at + 1 < count;
            let lines = &self.text.lines[piece.clone()];
            let is_text = |at: &usize| {
                let is_below = |at: &usize| {
                    at.checked_sub(1)
                        .is_some_and(|above| !lines[above].is_blank())
                };
                let line = &lines[*at];
                !line.is_blank() && (!line.is_rule || may_underline && is_below(at))
            };
            let last = (0..lines.len()).rev().find(is_text);
            piece.end = last.map_or(piece.start, |last| piece.start + last + 1);
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// The brackets of the article that may be markers of its list.
    fn own_brackets<'b>(
        &self,
        section: &Section,
        brackets: &'b [Bracket],
        filled: &[usize],
    ) -> Vec<&'b Bracket> {
        let line = |at: usize| filled.get(at).copied().unwrap_or(self.lines.end);
        let end = section.scope.end.min(section.lines.end);
        let own = line(section.scope.start)..line(end);
        let is_own = |bracket: &&Bracket| {
            let line = &self.text.lines[bracket.line];
            let role = self.roles[bracket.line - self.lines.start];
            let is_here = role != Role::Footer && own.contains(&bracket.line);
            // Text that quotes the list at another level has no markers of it.
            is_here && (section.quotes..=section.deepest).contains(&line.quotes)
        };
        brackets_within(brackets, &self.lines)
            .iter()
            .filter(is_own)
            .collect()
    }

    fn note_several(&mut self) {
        let message =
            "the document has several articles; this is the first, with the others as its text";
        let notes = &mut self.builder.page().notes;
        notes.add(WarningKind::SeveralArticles, None, message.to_owned());
    }

    /// Warns of lists that look like a footer but are not, or of markers without a list.
    fn warn(&mut self, section: &Section, brackets: &[Bracket], filled: &[usize]) {
        let line = |at: usize| &self.text.lines[filled[at]];
        let mut found: Vec<(WarningKind, Place, String)> = Vec::new();
        for list in &section.look_alikes {
            let (first, last) = (line(list.lines.start), line(list.lines.end - 1));
            let place = self.text.place(first.start..last.start + last.text.len());
            let message = format!("a numbered list is left as text: {}", list.why);
            found.push((WarningKind::LookAlike, place, message));
        }
        let without = brackets_within(brackets, &self.lines);
        if section.list.is_some() || !found.is_empty() {
            // The list, or the warning about one, explains the markers.
        } else if let Some(list) = &self.text.browser.list {
            let message = "links were resolved from the text browser's numbering";
            let place = self.text.offset + list.start..self.text.offset + list.end;
            found.push((WarningKind::LookAlike, place.into(), message.to_owned()));
        } else if let Some((first, last)) = markers_without_list(self.text.lines, without) {
            let message = format!("the text has markers up to [{last}], but no list");
            found.push((WarningKind::NoList, self.text.place(first), message));
        }
        for (kind, place, message) in found {
            self.builder.page().notes.add(kind, Some(place), message);
        }
    }
}

/// The brackets on some lines.
fn brackets_within<'b>(brackets: &'b [Bracket], lines: &Range<usize>) -> &'b [Bracket] {
    let from = brackets.partition_point(|bracket| bracket.line < lines.start);
    let to = brackets.partition_point(|bracket| bracket.line < lines.end);
    &brackets[from..to]
}

/// The addresses and titles of a list, by number.
fn listed_in(list: Option<&List>) -> ByNumber<Listed<'_>> {
    let entries = list.into_iter().flat_map(|list| &list.entries);
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

/// Whether a program put each marker after the words of its link, as those that print pages or write mail do. A
/// source line or a known heading above the list shows it.
fn follow_words(section: &Section, list: Option<&List>, vocabulary: &Vocabulary) -> bool {
    let heading = list.and_then(|list| list.heading.as_deref());
    section.source.is_some()
        || heading.is_some_and(|heading| vocabulary.knows(label::Part::Links, heading))
}

/// Whether markers are before the words of their links: more titles of the list follow their number than precede it.
fn precede_words(lines: &[Line<'_>], brackets: &[&Bracket], listed: &ByNumber<Listed<'_>>) -> bool {
    if listed.values().all(|listed| listed.title.is_none()) {
        return false;
    }
    let (mut before, mut after) = (0, 0);
    for bracket in brackets {
        let Some(listed) = listed.get(bracket.numbers[0]) else {
            continue;
        };
        let text = lines[bracket.line].text;
        before += usize::from(title_after(text, bracket.place.end, listed).is_some());
        let words = text[..bracket.place.start].trim_end_matches([' ', '^', '(']);
        after += usize::from(listed.title.is_some_and(|title| words.ends_with(title)));
    }
    before > after
}
