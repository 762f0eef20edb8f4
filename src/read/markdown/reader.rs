//! Turns the events of pulldown-cmark into a page.
//!
//! Text comes in pieces, split at each escape and character reference. They are collected in a run, so that a marker
//! or an address is found whole, and the run goes to the builder before anything else does.

use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd,
};

use super::bare::{Bare, bare_addresses};
use super::definitions::Definitions;
use super::footnotes::Footnotes;
use super::raw::RawTag;
use super::syntax::extensions;
use super::table::{TableState, align};
use crate::bytes;
use crate::grammar::escaped::{COLON, SPACE};
use crate::label::Classes;
use crate::model::{Block, Inline};
use crate::read::bracket::{Bracket, Escape};
use crate::read::options::Options;
use crate::read::page::{Builder, Kind, Level};
use crate::read::patched::Patched;
use crate::read::place::Place;

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) guarded: &'a Patched<'a>,
    pub(super) repaired: &'a Patched<'a>,
    /// The offset of the source in the input.
    pub(super) offset: usize,
    pub(super) classes: &'a Classes,
    pub(super) builder: Builder,
    /// The text collected so far, and the brackets in it that may start markers.
    pub(super) run: String,
    pub(super) brackets: Vec<Bracket>,
    /// The offsets in the run of escaped characters, which are not part of bare addresses.
    escaped: Vec<usize>,
    /// Whether the text is known not to be a print export: then bare addresses are links, and links without words are
    /// dropped.
    is_ordinary: bool,
    /// Whether the text has links without words.
    pub(super) has_empty_links: bool,
    /// The open containers of Markdown, innermost last.
    pub(super) open: Vec<Container>,
    /// The open raw tags, innermost last.
    pub(super) tags: Vec<RawTag>,
    pub(super) raw: Option<String>,
    pub(super) table: TableState,
    /// The offset where the last outermost block ended.
    pub(super) block_end: usize,
    pub(super) definitions: Definitions,
    /// Whether there are definitions with numbers.
    pub(super) has_numbered_definitions: bool,
    pub(super) footnotes: Footnotes<'a>,
}

/// An open container of Markdown.
pub(super) struct Container {
    pub(super) level: Level,
    /// How many raw tags were open around it.
    pub(super) tags: usize,
    /// The index of the first raw tag that an end tag in it may close.
    pub(super) floor: usize,
    pub(super) on_close: OnClose,
}

/// What to do when a container closes.
pub(super) enum OnClose {
    Nothing,
    /// Add the number of a reference link.
    Marker(u32, Place),
}

impl<'a> Reader<'a> {
    pub(super) fn new(
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
            builder: {
                let mut builder = Builder::new(options.limits.depth);
                builder.keep_anchors(&options.anchors);
                builder
            },
            run: String::new(),
            brackets: Vec::new(),
            escaped: Vec::new(),
            is_ordinary: false,
            has_empty_links: false,
            open: Vec::new(),
            tags: Vec::new(),
            raw: None,
            table: TableState::default(),
            block_end: 0,
            definitions: Definitions::default(),
            has_numbered_definitions: false,
            footnotes: Footnotes::of(&repaired.text),
        }
    }

    /// Sets whether the text is known not to be a print export.
    pub(super) fn for_ordinary_page(mut self, is_ordinary: bool) -> Self {
        self.is_ordinary = is_ordinary;
        self
    }

    pub(super) fn read(&mut self) {
        let parser = Parser::new_ext(self.source, extensions());
        let has_definitions = parser.reference_definitions().iter().next().is_some();
        if has_definitions {
            self.definitions = Definitions::of(&parser);
        }
        let mut events = parser.into_offset_iter();
        while let Some((event, range)) = events.next() {
            if has_definitions && self.open.is_empty() && range.start >= self.block_end {
                self.definitions(self.block_end..range.start);
            }
            // The range of a list may include the definition below it, that of its last item does not.
            if !matches!(
                event,
                Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_))
            ) {
                self.block_end = self.block_end.max(range.end);
            }
            self.read_event(event, range, &mut events);
        }
        self.flush();
        if has_definitions {
            self.definitions(self.block_end..self.source.len());
        }
        self.unread_footnotes();
    }

    /// Reads an event, together with later ones that belong to it.
    pub(super) fn read_event<'e>(
        &mut self,
        event: Event<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        let is_link = matches!(event, Event::Start(Tag::Link { .. }));
        let is_empty = is_link && has_no_words(&self.source[range.start..], range.len());
        self.has_empty_links |= is_empty;
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.image(&dest_url, &title, events),
            _ if is_empty && self.is_ordinary => {
                let _ = events.find(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Shortcut,
                id,
                ..
            }) if self.definitions.number(&id).is_some() => {
                self.numbered_shortcut(&id, &range, events);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.footnote_definition(&label, range.start, events);
            }
            Event::FootnoteReference(label) => self.footnote(&label),
            event => self.single_event(event, range),
        }
    }

    pub(super) fn single_event(&mut self, event: Event<'_>, range: Range<usize>) {
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
                self.builder.checkbox(checked);
            }
            // These were handled above, or belong to extensions that are off.
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Adds text to the run, and records the brackets in it that may start markers.
    fn text(&mut self, text: &str, range: Range<usize>) {
        // Looking back over backslashes takes time, and only before these characters it matters.
        let is_escaped =
            text.starts_with([':', '[', '.', '@']) && is_escaped(self.source, range.start);
        let is_reference =
            self.source.as_bytes().get(range.start) == Some(&b'&') && !text.starts_with('&');
        let is_reference_to_sign = is_reference && matches!(text, ":" | " ");
        let escape = match text.as_bytes().first() {
            _ if self.builder.is_preformatted() => None,
            Some(b':') if is_escaped || is_reference_to_sign => Some(COLON),
            Some(b' ') if is_reference_to_sign => Some(SPACE),
            _ => None,
        };
        if let Some(escape) = escape {
            self.builder.page().signs.has_escapes = true;
            self.run.push(escape);
        }
        self.run.push_str(&text[usize::from(escape.is_some())..]);
        let start = self.run.len() - text.len();
        if is_escaped || is_reference {
            self.escaped.push(start);
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
                source: self.bracket_place(range.start + at),
                escape,
            });
        }
    }

    /// Passes the run to the builder.
    pub(super) fn flush(&mut self) {
        if !self.run.is_empty() {
            self.text_with_links();
            self.run.clear();
        }
        self.brackets.clear();
        self.escaped.clear();
    }

    /// Passes the run to the builder, with bare addresses as links if the page is not an export.
    fn text_with_links(&mut self) {
        let mut brackets = self.brackets.drain(..).peekable();
        let mut done = 0;
        if self.is_ordinary && self.builder.may_link() {
            for Bare { place, url } in bare_addresses(&self.run, &self.escaped) {
                let before = std::iter::from_fn(|| brackets.next_if(|next| next.at < place.start));
                let before = before.map(|bracket| bracket.after(done));
                self.builder.text(&self.run[done..place.start], before);
                let link = self.builder.open(Kind::link(url));
                self.builder.text(&self.run[place.clone()], []);
                self.builder.close(link);
                while brackets.next_if(|next| next.at < place.end).is_some() {}
                done = place.end;
            }
        }
        let rest = brackets.map(|bracket| bracket.after(done));
        self.builder.text(&self.run[done..], rest);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.flush();
        self.builder.at(self.place(&range));
        let mut on_close = OnClose::Nothing;
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(heading_level(level)),
            Tag::BlockQuote(None) => Kind::Quote,
            Tag::BlockQuote(Some(kind)) => return self.start_alert(kind),
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
                self.open_container(Kind::TableHead, OnClose::Nothing);
                self.start_row(true, &range);
                Kind::Row
            }
            Tag::TableRow => {
                self.start_row(false, &range);
                Kind::Row
            }
            // A cell that the row lacks.
            Tag::TableCell if range.start >= self.table.row_end => {
                return self.open_without_level();
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
                on_close = OnClose::of_link(link_type, &id, self.place(&range));
                Kind::Link {
                    url: Self::address(link_type, dest_url),
                    title: (!title.is_empty()).then(|| title.into_string()),
                }
            }
            // Images were handled above; the others belong to extensions that are off.
            _ => Kind::Group,
        };
        self.open_container(kind, on_close);
    }

    /// Opens a quotation whose first line says what kind of alert it is. That line becomes a paragraph of its own.
    fn start_alert(&mut self, kind: BlockQuoteKind) {
        self.open_container(Kind::Quote, OnClose::Nothing);
        let line = self.builder.open(Kind::Paragraph);
        self.builder.text(alert_line(kind), []);
        self.builder.close(line);
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        self.flush();
        match end {
            TagEnd::HtmlBlock => {
                let raw = self.raw.take().unwrap_or_default();
                return self.markup(&raw, &range);
            }
            TagEnd::TableCell if range.start < self.table.row_end => {
                self.table.cell_end = range.end;
            }
            TagEnd::Table => self.builder.fill_rows(),
            TagEnd::TableHead => {
                self.close_container();
            }
            TagEnd::TableRow => self.extra_cells(range.end),
            _ => {}
        }
        self.close_container();
    }

    pub(super) fn open_container(&mut self, kind: Kind, on_close: OnClose) {
        let floor = match kind {
            // A paragraph ends with the tags around it, as on any page.
            Kind::Paragraph => self.open.last().map_or(0, |around| around.floor),
            _ => self.tags.len(),
        };
        let level = self.builder.open(kind);
        self.open.push(Container {
            level,
            tags: self.tags.len(),
            floor,
            on_close,
        });
    }

    /// Opens a container without a level of its own on the page.
    fn open_without_level(&mut self) {
        self.open.push(Container {
            level: self.builder.level(),
            tags: self.tags.len(),
            floor: self.tags.len(),
            on_close: OnClose::Nothing,
        });
    }

    pub(super) fn close_container(&mut self) {
        let Some(Container {
            level,
            tags,
            on_close,
            ..
        }) = self.open.pop()
        else {
            return;
        };
        self.builder.close(level);
        self.tags.truncate(tags);
        if let OnClose::Marker(number, place) = on_close {
            self.builder.reference(number, place);
        }
    }

    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        (self.original(range.start)..self.original(range.end)).into()
    }

    /// The place in the input of a bracket at an offset in the source.
    pub(super) fn bracket_place(&self, at: usize) -> Place {
        let start = self.original(at);
        (start..start + 1).into()
    }

    /// The offset in the input that an offset in the source came from.
    pub(super) fn original(&self, at: usize) -> usize {
        self.offset + self.guarded.original(self.repaired.original(at))
    }
}

/// Whether the character at an offset is escaped by a backslash.
pub(super) fn is_escaped(source: &str, at: usize) -> bool {
    let backslashes = source.as_bytes()[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    backslashes % 2 == 1
}

fn alert_line(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "[!NOTE]",
        BlockQuoteKind::Tip => "[!TIP]",
        BlockQuoteKind::Important => "[!IMPORTANT]",
        BlockQuoteKind::Warning => "[!WARNING]",
        BlockQuoteKind::Caution => "[!CAUTION]",
    }
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

/// Whether the link of this length at the start of a text has no words, `[](https://…)`, and no number after it.
fn has_no_words(text: &str, length: usize) -> bool {
    let (link, after) = text.split_at(length);
    let words = link.strip_prefix('[').map(str::trim_ascii_start);
    let after = after.trim_start_matches([' ', '\\']).strip_prefix('[');
    let is_numbered = after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    words.is_some_and(|words| words.starts_with(']')) && !is_numbered
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) if info.starts_with('{') => in_braces(info),
        CodeBlockKind::Fenced(info) if !info.is_empty() => Some(info.to_string()),
        CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => None,
    }
}

/// The language in braces, among attributes as in `{.rust #id}` or alone as in `{r}`.
fn in_braces(info: &str) -> Option<String> {
    let (attributes, _) = info.trim_start_matches('{').split_once('}')?;
    let mut words = attributes.split([' ', ',']);
    let is_name = |word: &str| !word.is_empty() && !word.contains(['=', '#', '.']);
    let first = words.clone().next().filter(|word| is_name(word));
    let class = words.find_map(|word| word.strip_prefix('.'));
    class.or(first).map(str::to_owned)
}

/// A list, which is ordered if it has a start number.
fn list(start: Option<u64>) -> Kind {
    let number = start.and_then(|start| u32::try_from(start).ok());
    Kind::List {
        ordered: start.is_some(),
        start: number.unwrap_or(1),
    }
}
