//! Building a page from what a reader meets, in order.
//!
//! A reader opens and closes [`Kind`]s like the elements of a tree and hands over text in between. The
//! builder makes well-formed blocks of it whatever the order: text outside of any paragraph gets one,
//! blocks inside of emphasis or a link split it, blocks inside of a heading become its text, and what
//! nests too deep joins its parent.

mod candidate;
mod close;
mod frame;
mod hiding;
mod inside;

use super::{Page, Part, Place, Sign};
use crate::grammar::url::is_absolute;
use crate::model::{Align, Block, DateTime, Inline, MAX_DEPTH, is_blank};
use candidate::{place_of, sign_at, sole_marker};
use frame::{Around, BlockFrame, Frame, LeafKind, frame_of, wrap};
use hiding::{Hiding, is_within_line};
use inside::Inside;

/// What a reader opens.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A part of the page.
    Part(Part),
    /// A reader's comment.
    Comment,
    /// The title of a comment or of the page, where markup tells it.
    Title,
    /// A byline and the author's name in it.
    Byline,
    Author,
    /// A box that means nothing by itself.
    Group,
    /// A box whose headings have a meaning.
    Zone(Zone),
    Paragraph,
    Heading(u8),
    Quote,
    List {
        ordered: bool,
        start: u32,
    },
    Item,
    DefinitionList,
    Term,
    Definition,
    Code {
        language: Option<String>,
    },
    Table,
    Caption,
    /// The head rows of a table.
    TableHead,
    Row,
    Cell {
        header: bool,
        colspan: u32,
        rowspan: u32,
        align: Option<Align>,
    },
    Figure,
    FigureCaption,
    Field,
    FieldLabel,
    FieldItem,
    Emphasis,
    Strong,
    Strikeout,
    Underline,
    Subscript,
    Superscript,
    Small,
    InlineCode,
    Link(String),
    /// What contains nothing but a marker by the page's own word.
    Marker,
    /// The site's logo: an image that is no part of the article.
    Logo,
    /// Words that no reader sees; blocks among them are seen.
    HiddenWords,
    /// What no reader sees.
    Hidden,
}

/// Where a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Nowhere special.
    Plain,
    /// In the text of an article or comment.
    Text,
    /// Above the text of an article: the first heading there is its title.
    ArticleHead,
    /// Above the text of a comment.
    CommentHead,
    /// In the head of a table, where a row is a head row.
    TableHead,
}

/// The place of an open kind, to close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level(usize);

/// A bracket or colon in a run of text that means something to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// Byte offset in the run.
    pub(crate) at: usize,
    /// Where it stands in the input: the bracket itself, or the whole line if that is all one knows.
    pub(crate) source: Place,
    pub(crate) escape: Escape,
}

/// How the author kept a character from being markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Escape {
    #[default]
    None,
    Backslash,
}

/// An open kind.
#[derive(Debug)]
struct Open {
    frame: Frame,
    blocks: Vec<Block>,
    /// Where its text starts among [`Builder::inlines`].
    start: usize,
    /// What is true inside of it.
    inside: Inside,
}

/// Where the article of a page begins, to put its head back if it is not the only one.
#[derive(Debug)]
struct ArticleHead {
    level: Level,
    /// The frame that collects its blocks, as long as that is open.
    home: Option<usize>,
    /// How many blocks stood before it.
    at: usize,
    /// The level of the heading that became the title.
    title: Option<u8>,
}

/// How much emphasis blocks may split: it goes around each text inside of them.
const MAX_SPLIT: usize = 16;

/// How many kinds may be open around one that collects blocks: more than elements of an HTML page. Its blocks move
/// when it closes.
const MOST_OPEN: usize = 600;
/// From how many inlines on a text is not copied: that would take its memory twice.
const LONG_TEXT: usize = 1024;

/// Builds a [`Page`].
#[derive(Debug)]
pub(crate) struct Builder {
    open: Vec<Open>,
    /// The text of all open frames, that of the innermost last. Only the innermost frame that collects text ever
    /// gets more, so one stack serves all, and what is closed is as large as it has to be.
    inlines: Vec<Inline>,
    /// The frames of kind [`Frame::Split`].
    split: Vec<usize>,
    hiding: Hiding,
    /// Where the head of the page's article stood.
    article: Option<ArticleHead>,
    /// The articles of the page before the one that is read.
    done: Vec<Page>,
    page: Page,
    /// Where the reader is in the input.
    at: Place,
    /// How deep nodes may nest.
    most_depth: usize,
}

impl Builder {
    /// An empty page, for an article that nests so deep at most.
    pub(crate) fn new(depth: usize) -> Self {
        let page = Open {
            frame: Frame::Blocks(BlockFrame::Page),
            blocks: Vec::new(),
            start: 0,
            inside: Inside::page(),
        };
        Self {
            open: vec![page],
            inlines: Vec::new(),
            split: Vec::new(),
            hiding: Hiding::Nothing,
            article: None,
            done: Vec::new(),
            page: Page::default(),
            at: Place::Bytes(0..0),
            most_depth: depth.min(MAX_DEPTH),
        }
    }

    /// The page itself, for what a reader learns besides blocks.
    pub(crate) fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    /// Says where in the input the following comes from.
    pub(crate) fn at(&mut self, place: Place) {
        self.at = place;
    }

    /// The place of the innermost open kind.
    pub(crate) fn level(&self) -> Level {
        Level(self.open.len())
    }

    /// Opens a kind; the level closes it and all that is opened inside.
    pub(crate) fn open(&mut self, kind: Kind) -> Level {
        let level = self.level();
        if !is_within_line(&kind) {
            self.show_from(Hiding::Words);
        }
        if !self.is_hidden() && self.starts_article(&kind) {
            self.next_article();
        }
        let kind = match kind {
            Kind::Zone(Zone::ArticleHead) if !self.is_hidden() => {
                Kind::Zone(self.zone_of_article())
            }
            kind => kind,
        };
        let frame = match frame_of(kind) {
            _ if self.is_hidden() => Frame::Through,
            Frame::Hiding(hiding) => self.hide(hiding),
            Frame::Around(around) => self.around_or_through(around),
            // What is one anyway would be looked through once more for each.
            Frame::Leaf(LeafKind::InlineCode) if self.here().in_inline_code => Frame::Through,
            Frame::Leaf(LeafKind::Marker) if self.here().in_marker => Frame::Through,
            inline @ Frame::Leaf(LeafKind::Author | LeafKind::InlineCode | LeafKind::Marker) => {
                self.rejoin_split();
                inline
            }
            block => self.block_or_less(block),
        };
        self.push(frame);
        level
    }

    /// What headings mean in an article that begins here. A page of several articles is a listing: none
    /// of their titles is the page's.
    fn zone_of_article(&mut self) -> Zone {
        let level = self.level();
        match self.article.take() {
            None => {
                let home = self.here().home;
                self.article = Some(ArticleHead {
                    level,
                    home: Some(home),
                    at: self.open[home].blocks.len(),
                    title: None,
                });
                Zone::ArticleHead
            }
            Some(first) if level > first.level => {
                self.article = Some(first);
                Zone::Text
            }
            Some(mut first) => {
                self.put_head_back(&mut first);
                self.article = Some(first);
                Zone::Text
            }
        }
    }

    /// Whether another printed article starts with a kind: content or title, behind content and a footer.
    fn starts_article(&self, kind: &Kind) -> bool {
        let has_footer = self.page.source.is_some() || self.page.links.is_some();
        let head = [Part::Site, Part::Breadcrumb, Part::Content];
        let is_head = match kind {
            Kind::Part(part) => head.contains(part),
            kind => matches!(kind, Kind::Title),
        };
        is_head && has_footer && self.page.content.is_some() && self.here().part == 0
    }

    /// Goes on with a page for the next article. All candidates stay together.
    fn next_article(&mut self) {
        let mut next = self.page.next_page();
        next.candidates = std::mem::take(&mut self.page.candidates);
        self.done.push(std::mem::replace(&mut self.page, next));
        self.article = None;
    }

    /// Makes the head of the first article of a listing blocks of it, as long as it is open what they belong to.
    fn put_head_back(&mut self, first: &mut ArticleHead) {
        let Some(home) = first.home.and_then(|home| self.open.get_mut(home)) else {
            return;
        };
        let mut head = Vec::new();
        if let Some(level) = first.title.take() {
            let content = std::mem::take(&mut self.page.title);
            head.push(Block::Heading { level, content });
        }
        if let Some(byline) = self.page.byline.take() {
            head.extend(byline.blocks);
        }
        let at = first.at.min(home.blocks.len());
        home.blocks.splice(at..at, head);
    }

    /// Closes a level and all inside.
    pub(crate) fn close(&mut self, level: Level) {
        while self.open.len() > level.0.max(1) {
            self.close_last();
        }
    }

    /// Closes everything and gives the page.
    pub(crate) fn finish(mut self) -> Page {
        self.close(Level(1));
        self.paragraph_of_loose_text(0);
        let blocks = std::mem::take(&mut self.open[0].blocks);
        match self.page.content {
            Some(_) => self.page.after.extend(blocks),
            None => self.page.before = blocks,
        }
        let mut pages = self.done.into_iter().chain([self.page]);
        let mut first = pages.next().unwrap_or_default();
        first.further = pages.collect();
        if let Some(last) = first.further.last_mut() {
            first.candidates = std::mem::take(&mut last.candidates);
            first.notes = std::mem::take(&mut last.notes);
        }
        first
    }

    // ---- text

    /// Adds a run of text, with its brackets and colons that may be more than text.
    pub(crate) fn text(&mut self, run: &str, brackets: impl IntoIterator<Item = Bracket>) {
        if self.is_hidden() || run.is_empty() || (run == " " && self.is_between_blocks()) {
            return;
        }
        if !run.trim_ascii().is_empty() {
            self.show_from(Hiding::Images);
        }
        self.rejoin_split();
        let mut done = 0;
        for bracket in brackets {
            if bracket.at < done {
                continue;
            }
            let Some((shown, length)) = sign_at(&run[bracket.at..], bracket.escape) else {
                continue;
            };
            self.push_text(&run[done..bracket.at]);
            done = bracket.at + length;
            self.candidate_with(shown, place_of(&bracket.source, length), bracket.escape);
        }
        self.push_text(&run[done..]);
    }

    /// Adds an inline that is no text.
    pub(crate) fn inline(&mut self, inline: Inline) {
        let is_logo = self.hiding == Hiding::Images && matches!(inline, Inline::Image { .. });
        if !self.is_hidden() && !is_logo {
            self.rejoin_split();
            if let Inline::Image { src, .. } = &inline {
                self.page.has_relative |= !is_absolute(src);
            }
            self.inlines.push(inline);
        }
    }

    /// Adds a block without content of its own.
    pub(crate) fn block(&mut self, block: Block) {
        self.show_from(Hiding::Words);
        if self.is_hidden() {
            return;
        }
        let here = self.here();
        if here.in_leaf {
            return self.set_apart();
        }
        let home = here.home;
        self.leave_text();
        self.paragraph_of_loose_text(home);
        self.open[home].blocks.push(block);
    }

    /// The number of the reference link that stands before.
    pub(crate) fn reference(&mut self, number: u32, place: Place) {
        if !self.is_hidden() {
            self.rejoin_split();
            self.candidate(Sign::Reference(number), place, Escape::None);
        }
    }

    /// The number of a link definition.
    pub(crate) fn definition(&mut self, number: u32, place: Place) {
        if !self.is_hidden() {
            self.candidate(Sign::Definition(number), place, Escape::None);
        }
    }

    /// Whether text is kept as it stands here.
    pub(crate) fn is_preformatted(&self) -> bool {
        self.here().code.is_some()
    }

    /// Names the language of the preformatted text that is open.
    pub(crate) fn name_language(&mut self, name: &str) {
        let Some(code) = self.here().code else {
            return;
        };
        if let Frame::Leaf(LeafKind::Code { language }) = &mut self.open[code].frame {
            language.get_or_insert_with(|| name.to_owned());
        }
    }

    /// States the moment of the byline or stamp that is open.
    pub(crate) fn state_moment(&mut self, moment: DateTime) {
        let dated = self.here().dated;
        match &mut self.open[dated].frame {
            Frame::Blocks(BlockFrame::Byline { at, .. }) => {
                at.get_or_insert(moment);
            }
            Frame::Blocks(BlockFrame::Part(Part::Source)) => {
                self.page.moment.get_or_insert(moment);
            }
            _ => {}
        }
    }

    fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text_start();
        if let Some(Inline::Text { text: before }) = self.inlines[start..].last_mut() {
            before.push_str(text);
        } else {
            self.inlines.push(Inline::text(text));
        }
    }

    // ---- frames

    /// What is true where the reader is.
    fn here(&self) -> &Inside {
        &self.open.last().unwrap_or(&self.open[0]).inside
    }

    /// Where the text starts that is being collected.
    fn text_start(&self) -> usize {
        self.open[self.here().text].start
    }

    /// Takes all text from an index on.
    fn take_text(&mut self, start: usize) -> Vec<Inline> {
        if start == 0 && self.inlines.len() >= LONG_TEXT {
            let mut text = std::mem::take(&mut self.inlines);
            text.shrink_to_fit();
            return text;
        }
        self.inlines.split_off(start)
    }

    fn push(&mut self, frame: Frame) {
        let inside = self.here().enter(&frame, self.open.len());
        let blocks = frame.room();
        self.open.push(Open {
            frame,
            blocks,
            start: self.inlines.len(),
            inside,
        });
    }

    /// Emphasis or a link, unless it nests too deep or is a link in a link.
    fn around_or_through(&mut self, around: Around) -> Frame {
        self.rejoin_split();
        let here = self.here();
        // Inside: this node, the paragraph that loose text gets, and the text.
        let inside = here.depth + 1 + usize::from(!here.in_leaf) + 1;
        if inside > self.most_depth {
            self.note_too_deep();
            return Frame::Through;
        }
        if let Around::Link(url) = &around {
            if here.in_link {
                return Frame::Through;
            }
            self.page.link_count += 1;
            self.page.has_relative |= !is_absolute(url);
        }
        Frame::Around(around)
    }

    /// A frame for blocks, or what becomes of it inside of a leaf or too deep.
    fn block_or_less(&mut self, frame: Frame) -> Frame {
        if self.here().in_leaf {
            self.set_apart();
            return Frame::Apart;
        }
        self.leave_text();
        let home = self.here().home;
        self.paragraph_of_loose_text(home);
        let is_node = match &frame {
            Frame::Blocks(blocks) => blocks.is_node(),
            _ => false,
        };
        // Inside: this node, a paragraph and its text.
        let is_deep = is_node && self.here().depth + 3 > self.most_depth;
        if is_deep || (self.open.len() > MOST_OPEN && matches!(frame, Frame::Blocks(_))) {
            self.note_too_deep();
            return Frame::Through;
        }
        match frame {
            Frame::Blocks(blocks) if !self.fits(&blocks) => Frame::Through,
            frame => frame,
        }
    }

    /// Whether a frame that only a certain other may hold stands in it.
    fn fits(&self, blocks: &BlockFrame) -> bool {
        let home = &self.open[self.here().home].frame;
        match blocks {
            BlockFrame::Item => matches!(home, Frame::Blocks(BlockFrame::List { .. })),
            BlockFrame::Definition => {
                matches!(home, Frame::Blocks(BlockFrame::DefinitionList { .. }))
            }
            BlockFrame::Row { .. } => matches!(home, Frame::Blocks(BlockFrame::Table(_))),
            BlockFrame::Cell { .. } => matches!(home, Frame::Blocks(BlockFrame::Row { .. })),
            BlockFrame::FieldItem => matches!(home, Frame::Blocks(BlockFrame::Field { .. })),
            BlockFrame::Byline { .. } => {
                self.here().zone != Zone::Text
                    && matches!(
                        home,
                        Frame::Blocks(
                            BlockFrame::Page | BlockFrame::Part(_) | BlockFrame::Comment(_)
                        )
                    )
            }
            _ => true,
        }
    }

    fn note_too_deep(&mut self) {
        if self.page.too_deep.is_none() {
            self.page.too_deep = Some(self.at.clone());
        }
    }

    /// Keeps words apart that blocks inside of a leaf would have kept apart.
    fn set_apart(&mut self) {
        if self.inlines.len() > self.text_start() {
            self.inlines.push(Inline::Break {});
        }
    }

    /// Splits the emphasis and links that are open around a block that begins.
    fn leave_text(&mut self) {
        if self.here().text == self.here().home {
            return;
        }
        let mut left = Vec::new();
        // What passes everything on may stand in them, like a link in a link.
        while self.here().text != self.here().home {
            let Some(Open { frame, start, .. }) = self.open.pop() else {
                break;
            };
            left.push(match frame {
                Frame::Around(around) => {
                    let content = self.take_text(start);
                    if !content.is_empty() {
                        self.inlines.push(wrap(around.clone(), content));
                    }
                    Frame::Split(around)
                }
                Frame::Split(around) => {
                    self.split.pop();
                    Frame::Split(around)
                }
                other => other,
            });
        }
        // What stands before them is not inside of them.
        self.paragraph_of_loose_text(self.here().home);
        for frame in left.into_iter().rev() {
            self.push_split(frame);
        }
    }

    /// Adds a frame that a block has left, which are as many as before.
    fn push_split(&mut self, frame: Frame) {
        let is_split = matches!(frame, Frame::Split(_));
        if is_split && self.split.len() == MAX_SPLIT {
            self.note_too_deep();
            return self.push(Frame::Through);
        }
        if is_split {
            self.split.push(self.open.len());
        }
        self.push(frame);
    }

    /// Makes split emphasis whole again where text directly follows.
    fn rejoin_split(&mut self) {
        if self.split.is_empty() {
            return;
        }
        let mut arounds = Vec::new();
        while let Some(Frame::Split(_)) = self.open.last().map(|open| &open.frame) {
            if self.here().in_leaf {
                break;
            }
            self.split.pop();
            if let Some(Open {
                frame: Frame::Split(around),
                ..
            }) = self.open.pop()
            {
                arounds.push(around);
            }
        }
        while let Some(around) = arounds.pop() {
            self.push(Frame::Around(around));
        }
    }

    /// Whether text starts a paragraph of its own here.
    fn is_between_blocks(&self) -> bool {
        let here = self.here();
        here.text == here.home && self.inlines.len() == self.open[here.home].start
    }

    /// Makes a paragraph of the text that a frame for blocks has collected.
    fn paragraph_of_loose_text(&mut self, home: usize) {
        let start = self.open[home].start;
        if is_blank(&self.inlines[start..]) {
            return self.inlines.truncate(start);
        }
        let content = self.take_text(start);
        let block = self.paragraph(content);
        self.open[home].blocks.push(block);
    }

    fn paragraph(&mut self, content: Vec<Inline>) -> Block {
        if let Some(index) = sole_marker(&content) {
            if let Some(candidate) = self.page.candidates.get_mut(index) {
                candidate.alone = true;
            }
        }
        Block::paragraph(self.wrap_in_split(content))
    }

    /// Wraps text in the emphasis and links that blocks have split, as far as they stand in the same part of
    /// the page: emphasis left open by the content is none of the footer.
    fn wrap_in_split(&self, mut content: Vec<Inline>) -> Vec<Inline> {
        if self.split.is_empty() {
            return content;
        }
        let part = self.here().part;
        for split in self.split.iter().rev().take_while(|split| **split > part) {
            if let Frame::Split(around) = &self.open[*split].frame {
                content = vec![wrap(around.clone(), content)];
            }
        }
        content
    }
}
