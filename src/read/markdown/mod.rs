//! The Markdown form: CommonMark with GFM tables, from pulldown-cmark's events to a page.
//!
//! Events leave some things out that the article needs: how a bracket was escaped, link definitions,
//! and table cells beyond the header's. Those come from the source, at the events' offsets.

mod definitions;
mod footnotes;
mod guard;
mod pandoc;
mod raw;
mod repair;

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options as Extensions, Parser,
    Tag, TagEnd,
};

use self::definitions::Definitions;
use self::footnotes::Footnotes;
use self::guard::guard;
use self::raw::RawTag;
use self::repair::repair;
use super::front_matter::FrontMatter;
use crate::bytes;
use crate::error::Error;
use crate::grammar::marker::marker;
use crate::label::{Classes, Vocabulary};
use crate::model::{Align, Block, Inline};
use crate::read::options::{Options, Reading};
use crate::read::page::{
    Bracket, Builder, Escape, Kind, Level, Page, Place, assemble, assemble_all,
};
use crate::read::patched::Patched;
use crate::warning::WarningKind;

/// Reads a print export in its Markdown form: what converters make of the page, in any of their styles,
/// and what [`PrintText`](crate::write::PrintText) writes.
///
/// ```
/// let text = "See [the report](#) [1].\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n[1] <https://example.org/r>\n";
/// let reading = liens::read::markdown::read(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
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

/// Reads all articles of a text in the Markdown form, as [`articles`](crate::read::articles) does.
///
/// ```
/// let pages = "The [barn](#) [1].\n\n**Source URL:** https://example.org/barn\n\n**Links**\n[1] https://example.org/oak\n\n\
///              The [byre](#) [1].\n\n**Source URL:** https://example.org/byre\n\n**Links**\n[1] https://example.org/ash\n";
/// let readings = liens::read::markdown::articles(pages, &liens::read::Options::default())?;
/// assert_eq!(readings[1].article.links[0].url, "https://example.org/ash");
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

/// Reads an article in the Markdown form.
fn article(input: &str, options: &Options) -> Result<Reading, Error> {
    let (page, front) = page(input, options);
    Ok(with_front_matter(
        assemble(page, input, options)?,
        front.as_ref(),
        &options.labels,
    ))
}

/// Reads all articles of a text in the Markdown form. Front matter is the first one's.
fn all_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    let (page, front) = page(input, options);
    let mut readings = assemble_all(vec![page], input, options)?;
    if let Some(first) = readings.first_mut() {
        *first = with_front_matter(std::mem::take(first), front.as_ref(), &options.labels);
    }
    Ok(readings)
}

fn page<'a>(input: &'a str, options: &Options) -> (Page, Option<FrontMatter<'a>>) {
    let source = input.strip_prefix('\u{feff}').unwrap_or(input);
    let front = FrontMatter::parse(source);
    let source = &source[front.as_ref().map_or(0, |front| front.end)..];
    let start = input.len() - source.len();
    let guarded = guard(source);
    let repaired = repair(&guarded.text, &options.classes);
    let mut reader = Reader::new(&guarded, &repaired, start, options);
    reader.read();
    let mut page = reader.builder.finish();
    page.is_unmarked = true;
    if let Some(front) = &front {
        state(front, &mut page, start);
    }
    (page, front)
}

fn with_front_matter(
    mut reading: Reading,
    front: Option<&FrontMatter<'_>>,
    labels: &Vocabulary,
) -> Reading {
    if let Some(front) = front {
        front.fill(&mut reading.article, &mut reading.warnings, labels);
    }
    reading
}

/// States what front matter says before the text is looked through for it, and what it says in vain.
fn state(front: &FrontMatter<'_>, page: &mut Page, end: usize) {
    if let (true, Some(title)) = (page.title.is_empty(), front.get("title")) {
        page.title.push(Inline::text(title));
    }
    let language = front.get("lang").map(str::to_owned);
    page.language = page.language.take().or(language);
    let unknown = front.unknown().join(", ");
    if !unknown.is_empty() {
        let message = format!("unsupported front-matter keys: {unknown}");
        let place = (end - front.end..end).into();
        page.notes
            .add(WarningKind::Unsupported, Some(place), message);
    }
}

/// The parts of Markdown that are read.
fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_TASKLISTS
}

struct Reader<'a> {
    source: &'a str,
    guarded: &'a Patched<'a>,
    repaired: &'a Patched<'a>,
    /// Where the source starts in the input.
    offset: usize,
    classes: &'a Classes,
    builder: Builder,
    /// Text that goes on, with what in it may be more than text.
    run: String,
    brackets: Vec<Bracket>,
    /// The open containers of Markdown, innermost last.
    open: Vec<Container>,
    /// The raw tags that are open, innermost last.
    tags: Vec<RawTag>,
    raw: Option<String>,
    table: TableState,
    /// Where the last block ended that stood in no other.
    covered: usize,
    definitions: Definitions,
    footnotes: Footnotes<'a>,
}

/// An open container of Markdown.
struct Container {
    level: Level,
    /// How many raw tags were open before it.
    tags: usize,
    then: Then,
}

/// What follows when a container closes.
enum Then {
    Nothing,
    /// The number of a reference link.
    Marker(u32, Place),
}

#[derive(Default)]
struct TableState {
    aligns: Vec<Option<Align>>,
    column: usize,
    in_head: bool,
    /// Where the last cell ended.
    cell_end: usize,
}

impl<'a> Reader<'a> {
    fn new(
        guarded: &'a Patched<'a>,
        repaired: &'a Patched<'a>,
        offset: usize,
        options: &'a Options,
    ) -> Self {
        Self {
            source: &repaired.text,
            guarded,
            repaired,
            offset,
            classes: &options.classes,
            builder: Builder::new(options.limits.depth),
            run: String::new(),
            brackets: Vec::new(),
            open: Vec::new(),
            tags: Vec::new(),
            raw: None,
            table: TableState::default(),
            covered: 0,
            definitions: Definitions::default(),
            footnotes: Footnotes::of(&repaired.text),
        }
    }

    fn read(&mut self) {
        let parser = Parser::new_ext(self.source, extensions());
        let has_definitions = parser.reference_definitions().iter().next().is_some();
        if has_definitions {
            self.definitions = Definitions::of(self.source);
        }
        let mut events = parser.into_offset_iter();
        while let Some((event, range)) = events.next() {
            if has_definitions && self.open.is_empty() && range.start >= self.covered {
                self.definitions(self.covered..range.start);
            }
            if self.open.is_empty() {
                self.covered = self.covered.max(range.end);
            }
            self.take(event, range, &mut events);
        }
        self.flush();
        if has_definitions {
            self.definitions(self.covered..self.source.len());
        }
        self.footnotes_left();
    }

    /// Takes an event, and those behind it that belong to it.
    fn take<'e>(
        &mut self,
        event: Event<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.image(&dest_url, &title, events),
            Event::Start(Tag::Link {
                link_type: LinkType::Shortcut,
                id,
                ..
            }) if marker(&format!("[{id}]")).is_ok() => {
                self.numbered_shortcut(&id, &range, events);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.footnote_definition(&label, range.start, events);
            }
            Event::FootnoteReference(label) => self.footnote(&label),
            event => self.event(event, range),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::SoftBreak => self.run.push('\n'),
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::HardBreak => {
                self.flush();
                self.builder.inline(Inline::Break {});
            }
            Event::Code(text) => {
                self.flush();
                self.builder.inline(Inline::Code {
                    text: text.into_string(),
                });
            }
            Event::Rule => self.builder.block(Block::Rule {}),
            Event::InlineHtml(html) => {
                self.flush();
                self.markup(&html, &range);
            }
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.markup(&html, &range),
            },
            Event::TaskListMarker(checked) => {
                self.flush();
                self.builder.inline(Inline::Checkbox { checked });
            }
            // These are taken before, or of extensions that are off.
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    // ---- text

    /// Adds text to the run, with the brackets and colons in it that mean something.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let start = self.run.len();
        self.run.push_str(text);
        // Only there it matters, and looking back over backslashes takes time.
        let is_escaped = text.starts_with([':', '[']) && is_escaped(self.source, range.start);
        let is_reference =
            self.source.as_bytes().get(range.start) == Some(&b'&') && !text.starts_with('&');
        let is_reference_to_sign = is_reference && matches!(text, ":" | " ");
        if is_escaped && text.starts_with(':') || is_reference_to_sign {
            self.brackets.push(Bracket {
                at: start,
                source: self.at(range.start),
                escape: Escape::Backslash,
            });
        }
        let has_brackets = bytes::any(text.as_bytes(), |byte| byte == b'[');
        if !has_brackets || is_reference || self.builder.is_preformatted() {
            return;
        }
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            let escape = if at == 0 && is_escaped {
                Escape::Backslash
            } else {
                Escape::None
            };
            self.brackets.push(Bracket {
                at: start + at,
                source: self.at(range.start + at),
                escape,
            });
        }
    }

    /// Hands the run over.
    fn flush(&mut self) {
        if !self.run.is_empty() {
            self.builder.text(&self.run, self.brackets.drain(..));
            self.run.clear();
        }
        self.brackets.clear();
    }

    // ---- containers

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.flush();
        self.builder.at(self.place(&range));
        let mut then = Then::Nothing;
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(heading_level(level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(kind) => Kind::Code {
                language: language(&kind),
            },
            Tag::HtmlBlock => {
                self.raw = Some(String::new());
                return;
            }
            Tag::List(start) => list(start),
            Tag::Item => Kind::Item,
            Tag::Table(aligns) => {
                self.table.aligns = aligns.into_iter().map(align).collect();
                Kind::Table
            }
            Tag::TableHead => {
                self.open_container(Kind::TableHead, Then::Nothing);
                self.start_row(true, &range);
                Kind::Row
            }
            Tag::TableRow => {
                self.start_row(false, &range);
                Kind::Row
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikeout,
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                then = reference_number(link_type, &id, self.place(&range));
                Kind::Link {
                    url: address(link_type, dest_url),
                    title: (!title.is_empty()).then(|| title.into_string()),
                }
            }
            // Images are taken before; the others are of extensions that are off.
            _ => Kind::Group,
        };
        self.open_container(kind, then);
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        self.flush();
        match end {
            TagEnd::HtmlBlock => {
                let raw = self.raw.take().unwrap_or_default();
                return self.markup(&raw, &range);
            }
            TagEnd::TableCell => self.table.cell_end = range.end,
            TagEnd::TableHead => {
                self.close_container();
            }
            TagEnd::TableRow => self.cells_beyond(range.end),
            _ => {}
        }
        self.close_container();
    }

    fn open_container(&mut self, kind: Kind, then: Then) {
        let level = self.builder.open(kind);
        self.open.push(Container {
            level,
            tags: self.tags.len(),
            then,
        });
    }

    fn close_container(&mut self) {
        let Some(Container { level, tags, then }) = self.open.pop() else {
            return;
        };
        self.builder.close(level);
        self.tags.truncate(tags);
        if let Then::Marker(number, place) = then {
            self.builder.reference(number, place);
        }
    }

    fn place(&self, range: &Range<usize>) -> Place {
        (self.original(range.start)..self.original(range.end)).into()
    }

    /// The place in the input of a bracket or colon in the source.
    fn at(&self, at: usize) -> Place {
        let start = self.original(at);
        (start..start + 1).into()
    }

    /// The offset in the input of an offset in the source.
    fn original(&self, at: usize) -> usize {
        self.offset + self.guarded.original(self.repaired.original(at))
    }

    // ---- links and images

    /// `[4]` that a definition `[4]: http://…` makes a link: to us, a marker like any other.
    fn numbered_shortcut<'e>(
        &mut self,
        id: &CowStr<'_>,
        range: &Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.brackets.push(Bracket {
            at: self.run.len(),
            source: self.at(range.start),
            escape: Escape::None,
        });
        self.run.push('[');
        self.run.push_str(id);
        self.run.push(']');
        let _ = events.find(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
    }

    /// An image. Its alternative text is text only; when links stand in it, it is a caption.
    fn image<'e>(
        &mut self,
        src: &str,
        title: &str,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.flush();
        let mut inside = Vec::new();
        let mut depth = 1;
        for (event, range) in events {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.push((event, range));
        }
        let is_caption = inside.iter().any(|(event, _)| {
            matches!(event, Event::Start(Tag::Link { .. }) | Event::InlineHtml(_))
        });
        let alt = if is_caption {
            String::new()
        } else {
            alternative_text(&inside)
        };
        self.builder.inline(Inline::Image {
            src: src.to_owned(),
            alt,
            title: (!title.is_empty()).then(|| title.to_owned()),
            width: None,
            height: None,
        });
        if is_caption {
            self.builder.inline(Inline::Break {});
            for (event, range) in inside {
                if !matches!(
                    event,
                    Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)
                ) {
                    self.event(event, range);
                }
            }
            self.flush();
        }
    }

    // ---- tables

    fn start_row(&mut self, in_head: bool, range: &Range<usize>) {
        self.table.in_head = in_head;
        self.table.column = 0;
        self.table.cell_end = range.start;
    }

    fn cell(&mut self) -> Kind {
        let align = self.table.aligns.get(self.table.column).copied().flatten();
        self.table.column += 1;
        Kind::Cell {
            header: self.table.in_head,
            colspan: 1,
            rowspan: 1,
            align,
        }
    }

    /// The cells of a row beyond those of the header, which the events leave out.
    fn cells_beyond(&mut self, row_end: usize) {
        let start = self.table.cell_end.min(row_end);
        let rest = self.source[start..row_end].trim_end();
        let Some(rest) = rest.trim_start().strip_prefix('|') else {
            return;
        };
        let rest = rest.strip_suffix('|').unwrap_or(rest);
        if rest.is_empty() {
            return;
        }
        for text in split_cells(rest) {
            let kind = self.cell();
            self.open_container(kind, Then::Nothing);
            let text = text.trim();
            let start = text.as_ptr() as usize - self.source.as_ptr() as usize;
            self.cell_text(start..start + text.len());
            self.close_container();
        }
    }

    /// Reads a piece of the source as the text of a cell: that of a table which has no other.
    fn cell_text(&mut self, piece: Range<usize>) {
        const START: &str = "| ";
        if piece.is_empty() {
            return;
        }
        let table = format!("{START}{} |\n|-|\n", &self.source[piece.clone()]);
        let place = |range: Range<usize>| {
            let at = |at: usize| (piece.start + at.saturating_sub(START.len())).min(piece.end);
            at(range.start)..at(range.end)
        };
        let events = Parser::new_ext(&table, extensions()).into_offset_iter();
        let mut events = events.map(|(event, range)| (event, place(range)));
        let is_cell = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableCell));
        if !events.any(|(event, _)| is_cell(&event)) {
            return self.builder.text(&self.source[piece], []);
        }
        while let Some((event, range)) = events.next() {
            if event == Event::End(TagEnd::TableCell) {
                break;
            }
            self.take(event, range, &mut events);
        }
        self.flush();
    }
}

/// Whether the character at this offset has a backslash before it that escapes it.
fn is_escaped(source: &str, at: usize) -> bool {
    let backslashes = source.as_bytes()[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    backslashes % 2 == 1
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) if !info.is_empty() => Some(info.to_string()),
        CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => None,
    }
}

/// A list, which is ordered if it starts with a number.
fn list(start: Option<u64>) -> Kind {
    let number = start.and_then(|start| u32::try_from(start).ok());
    Kind::List {
        ordered: start.is_some(),
        start: number.unwrap_or(1),
    }
}

/// Where a link leads.
fn address(link_type: LinkType, url: CowStr<'_>) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{url}"),
        _ => url.into_string(),
    }
}

fn align(alignment: Alignment) -> Option<Align> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}

/// The number of a reference link, `[words][4]`.
fn reference_number(link_type: LinkType, id: &str, place: Place) -> Then {
    if link_type != LinkType::Reference {
        return Then::Nothing;
    }
    match marker(&format!("[{id}]")) {
        Ok(("", number)) => Then::Marker(number, place),
        _ => Then::Nothing,
    }
}

fn alternative_text(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut alt = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

/// Splits the rest of a table row at its unescaped bars.
fn split_cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in memchr::memchr_iter(b'|', row.as_bytes()) {
        if !is_escaped(row, bar) {
            cells.push(&row[start..bar]);
            start = bar + 1;
        }
    }
    cells.push(&row[start..]);
    cells
}
