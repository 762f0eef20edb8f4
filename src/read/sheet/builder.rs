//! Building a sheet from what a reader meets, in order.
//!
//! A reader opens and closes [`Kind`]s like the elements of a tree and hands over text in between. The
//! builder makes well-formed blocks of it whatever the order: text outside of any paragraph gets one,
//! blocks inside of emphasis or a link split it, blocks inside of a heading become its text, and what
//! nests too deep joins its parent.

use std::ops::Range;

use nom::Parser;

use super::{Candidate, Followed, Part, Sheet, SheetByline, SheetComment, Sign};
use crate::model::is_blank;
use crate::model::{Align, Block, Cell, DateTime, Definition, Inline, MAX_DEPTH, Row, Target};
use crate::reference::marker::marker;

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
    pub(crate) source: Range<usize>,
    pub(crate) escape: Escape,
}

/// How the author kept a character from being markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    None,
    Backslash,
}

/// How a frame treats what stands inside of it.
#[derive(Debug)]
enum Frame {
    /// Collects blocks.
    Blocks(BlockFrame),
    /// Collects text, and blocks only as text.
    Leaf(LeafKind),
    /// Emphasis or a link around text.
    Around(Around),
    /// Emphasis or a link that blocks have split: it goes around each text inside.
    Split(Around),
    /// Passes everything on.
    Through,
    /// Passes everything on, and gives headings a meaning.
    Zone(Zone),
    /// Passes everything on as text, set apart from what stands around it.
    Apart,
    /// Drops everything.
    Hidden,
}

#[derive(Debug)]
enum BlockFrame {
    Page,
    Part(Part),
    Comment(Box<SheetComment>),
    Byline {
        author: Option<String>,
        at: Option<DateTime>,
    },
    Quote,
    List {
        ordered: bool,
        start: u32,
        items: Vec<Vec<Block>>,
    },
    Item,
    DefinitionList {
        items: Vec<Definition>,
    },
    Definition,
    Table(Box<TableFrame>),
    Row {
        cells: Row,
    },
    Cell {
        header: bool,
        colspan: u32,
        rowspan: u32,
        align: Option<Align>,
    },
    Figure {
        caption: Vec<Inline>,
    },
    Field {
        label: Vec<Inline>,
        items: Vec<Vec<Block>>,
    },
    FieldItem,
}

#[derive(Debug, Default)]
struct TableFrame {
    caption: Vec<Inline>,
    head: Vec<Row>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum LeafKind {
    Paragraph,
    Heading(u8),
    Title,
    Term,
    Caption,
    FigureCaption,
    FieldLabel,
    Author,
    Code { language: Option<String> },
    InlineCode,
    Marker,
}

#[derive(Debug)]
enum Around {
    Emphasis,
    Strong,
    Strikeout,
    Underline,
    Subscript,
    Superscript,
    Small,
    Link(String),
}

impl Frame {
    /// Where its blocks go. Most items hold one; vectors that grow begin with room for four.
    fn room(&self) -> Vec<Block> {
        match self {
            Self::Blocks(BlockFrame::Item | BlockFrame::Cell { .. }) => Vec::with_capacity(1),
            _ => Vec::new(),
        }
    }
}

/// An open kind.
#[derive(Debug)]
struct Open {
    frame: Frame,
    blocks: Vec<Block>,
    /// Where its text starts among [`Builder::inlines`].
    start: usize,
    /// The frame that collects blocks here.
    home: usize,
    /// The frame that collects text here.
    text: usize,
    /// How many nodes of the article are open, this one included.
    depth: usize,
    zone: Zone,
    /// The byline or part that is open here, which a stated moment belongs to.
    dated: usize,
    /// Whether a leaf is open here.
    in_leaf: bool,
    /// The preformatted text that is open here.
    code: Option<usize>,
    in_inline_code: bool,
    in_link: bool,
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

/// Builds a [`Sheet`].
#[derive(Debug)]
pub(crate) struct Builder {
    open: Vec<Open>,
    /// The text of all open frames, that of the innermost last. Only the innermost frame that collects text ever
    /// gets more, so one stack serves all, and what is closed is as large as it has to be.
    inlines: Vec<Inline>,
    /// The frames of kind [`Frame::Split`].
    split: Vec<usize>,
    hidden: usize,
    /// Where the head of the page's article stood.
    article: Option<ArticleHead>,
    sheet: Sheet,
    /// Where the reader is in the input.
    at: Range<usize>,
    /// How deep nodes may nest.
    most_depth: usize,
}

impl Builder {
    /// An empty sheet, for an article that nests so deep at most.
    pub(crate) fn new(depth: usize) -> Self {
        let page = Open {
            frame: Frame::Blocks(BlockFrame::Page),
            blocks: Vec::new(),
            start: 0,
            home: 0,
            text: 0,
            depth: 0,
            zone: Zone::Plain,
            dated: 0,
            in_leaf: false,
            code: None,
            in_inline_code: false,
            in_link: false,
        };
        Self {
            open: vec![page],
            inlines: Vec::new(),
            split: Vec::new(),
            hidden: 0,
            article: None,
            sheet: Sheet::default(),
            at: 0..0,
            most_depth: depth.min(MAX_DEPTH),
        }
    }

    /// The sheet itself, for what a reader learns besides blocks.
    pub(crate) fn sheet(&mut self) -> &mut Sheet {
        &mut self.sheet
    }

    /// Says where in the input the following comes from.
    pub(crate) fn at(&mut self, place: Range<usize>) {
        self.at = place;
    }

    /// The place of the innermost open kind.
    pub(crate) fn level(&self) -> Level {
        Level(self.open.len())
    }

    /// Opens a kind; the level closes it and all that is opened inside.
    pub(crate) fn open(&mut self, kind: Kind) -> Level {
        let level = self.level();
        let kind = match kind {
            Kind::Zone(Zone::ArticleHead) if self.hidden == 0 => Kind::Zone(self.zone_of_article()),
            kind => kind,
        };
        let frame = match frame_of(kind) {
            _ if self.hidden > 0 => Frame::Through,
            Frame::Hidden => {
                self.hidden += 1;
                Frame::Hidden
            }
            Frame::Around(around) => self.around_or_through(around),
            // What is code anyway would be looked through once more for each.
            Frame::Leaf(LeafKind::InlineCode) if self.top().in_inline_code => Frame::Through,
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
                let home = self.top().home;
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

    /// Makes the head of the first article of a listing blocks of it, as long as it is open what they belong to.
    fn put_head_back(&mut self, first: &mut ArticleHead) {
        let Some(home) = first.home.and_then(|home| self.open.get_mut(home)) else {
            return;
        };
        let mut head = Vec::new();
        if let Some(level) = first.title.take() {
            let content = std::mem::take(&mut self.sheet.title);
            head.push(Block::Heading { level, content });
        }
        if let Some(byline) = self.sheet.byline.take() {
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

    /// Closes everything and gives the sheet.
    pub(crate) fn finish(mut self) -> Sheet {
        self.close(Level(1));
        self.paragraph_of_loose_text(0);
        let blocks = std::mem::take(&mut self.open[0].blocks);
        match self.sheet.content {
            Some(_) => self.sheet.after.extend(blocks),
            None => self.sheet.before = blocks,
        }
        self.sheet
    }

    // ---- text

    /// Adds a run of text, with its brackets and colons that may be more than text.
    pub(crate) fn text(&mut self, run: &str, brackets: &[Bracket]) {
        if self.hidden > 0 || run.is_empty() || (run == " " && self.is_between_blocks()) {
            return;
        }
        self.rejoin_split();
        let mut done = 0;
        for bracket in brackets {
            if bracket.at < done {
                continue;
            }
            let Some((sign, length)) = sign_at(&run[bracket.at..], bracket.escape) else {
                continue;
            };
            self.push_text(&run[done..bracket.at]);
            done = bracket.at + length;
            self.candidate(sign, place_of(&bracket.source, length), bracket.escape);
        }
        self.push_text(&run[done..]);
    }

    /// Adds an inline that is no text.
    pub(crate) fn inline(&mut self, inline: Inline) {
        if self.hidden == 0 {
            self.rejoin_split();
            self.inlines.push(inline);
        }
    }

    /// Adds a block without content of its own.
    pub(crate) fn block(&mut self, block: Block) {
        if self.hidden > 0 {
            return;
        }
        let top = self.top();
        if top.in_leaf {
            return self.set_apart();
        }
        let home = top.home;
        self.leave_text();
        self.paragraph_of_loose_text(home);
        self.open[home].blocks.push(block);
    }

    /// The number of the reference link that stands before.
    pub(crate) fn reference(&mut self, number: u32, span: Range<usize>) {
        if self.hidden == 0 {
            self.rejoin_split();
            self.candidate(Sign::Reference(number), span, Escape::None);
        }
    }

    /// Whether text is kept as it stands here.
    pub(crate) fn is_preformatted(&self) -> bool {
        self.top().code.is_some()
    }

    /// Names the language of the preformatted text that is open.
    pub(crate) fn name_language(&mut self, name: &str) {
        let Some(code) = self.top().code else {
            return;
        };
        if let Frame::Leaf(LeafKind::Code { language }) = &mut self.open[code].frame {
            language.get_or_insert_with(|| name.to_owned());
        }
    }

    /// States the moment of the byline or stamp that is open.
    pub(crate) fn state_moment(&mut self, moment: DateTime) {
        let dated = self.top().dated;
        match &mut self.open[dated].frame {
            Frame::Blocks(BlockFrame::Byline { at, .. }) => {
                at.get_or_insert(moment);
            }
            Frame::Blocks(BlockFrame::Part(Part::Source)) => {
                self.sheet.moment.get_or_insert(moment);
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

    /// Adds a candidate for a marker, joined with the link it follows.
    fn candidate(&mut self, sign: Sign, span: Range<usize>, escape: Escape) {
        let index = u32::try_from(self.sheet.candidates.len()).unwrap_or(u32::MAX);
        let follows = match sign {
            Sign::Colon => None,
            _ => {
                let start = self.text_start();
                follow(&mut self.inlines, start, index)
            }
        };
        if follows.is_none() {
            let shown = if sign == Sign::Colon {
                vec![Inline::text(":")]
            } else {
                Vec::new()
            };
            self.inlines.push(Inline::listed(index, shown));
        }
        self.sheet.candidates.push(Candidate {
            sign,
            span,
            escape,
            follows,
            precedes: false,
            alone: false,
        });
    }

    // ---- frames

    fn top(&self) -> &Open {
        self.open.last().unwrap_or(&self.open[0])
    }

    /// Where the text starts that is being collected.
    fn text_start(&self) -> usize {
        self.open[self.top().text].start
    }

    /// Takes all text from an index on.
    fn take_text(&mut self, start: usize) -> Vec<Inline> {
        self.inlines.drain(start..).collect()
    }

    fn push(&mut self, frame: Frame) {
        let here = self.open.len();
        let top = self.top();
        let (mut home, mut text) = (top.home, top.text);
        let (mut depth, mut in_leaf, mut in_link) = (top.depth, top.in_leaf, top.in_link);
        let (mut code, mut in_inline_code) = (top.code, top.in_inline_code);
        let (mut zone, mut dated) = (top.zone, top.dated);
        match &frame {
            Frame::Blocks(blocks) => {
                zone = blocks.zone(zone);
                (home, text) = (here, here);
                depth += usize::from(blocks.is_node());
                if matches!(blocks, BlockFrame::Byline { .. } | BlockFrame::Part(_)) {
                    dated = here;
                }
            }
            Frame::Leaf(leaf) => {
                text = here;
                depth += usize::from(leaf.is_node());
                in_leaf = true;
                if matches!(leaf, LeafKind::Code { .. }) {
                    code = Some(here);
                }
                in_inline_code |= matches!(leaf, LeafKind::InlineCode);
            }
            Frame::Around(around) => {
                text = here;
                depth += 1;
                in_link |= matches!(around, Around::Link(_));
            }
            Frame::Split(around) => {
                depth += 1;
                in_link |= matches!(around, Around::Link(_));
            }
            Frame::Zone(new) => zone = *new,
            Frame::Through | Frame::Apart | Frame::Hidden => {}
        }
        let blocks = frame.room();
        self.open.push(Open {
            frame,
            blocks,
            start: self.inlines.len(),
            home,
            text,
            depth,
            zone,
            dated,
            in_leaf,
            code,
            in_inline_code,
            in_link,
        });
    }

    /// Emphasis or a link, unless it nests too deep or is a link in a link.
    fn around_or_through(&mut self, around: Around) -> Frame {
        self.rejoin_split();
        let top = self.top();
        // Inside: this node, the paragraph that loose text gets, and the text.
        let inside = top.depth + 1 + usize::from(!top.in_leaf) + 1;
        if inside > self.most_depth {
            self.note_too_deep();
            return Frame::Through;
        }
        if matches!(around, Around::Link(_)) {
            if top.in_link {
                return Frame::Through;
            }
            self.sheet.link_count += 1;
        }
        Frame::Around(around)
    }

    /// A frame for blocks, or what becomes of it inside of a leaf or too deep.
    fn block_or_less(&mut self, frame: Frame) -> Frame {
        if self.top().in_leaf {
            self.set_apart();
            return Frame::Apart;
        }
        self.leave_text();
        let home = self.top().home;
        self.paragraph_of_loose_text(home);
        let is_node = match &frame {
            Frame::Blocks(blocks) => blocks.is_node(),
            _ => false,
        };
        // Inside: this node, a paragraph and its text.
        if is_node && self.top().depth + 3 > self.most_depth {
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
        let home = &self.open[self.top().home].frame;
        match blocks {
            BlockFrame::Item => matches!(home, Frame::Blocks(BlockFrame::List { .. })),
            BlockFrame::Definition => {
                matches!(home, Frame::Blocks(BlockFrame::DefinitionList { .. }))
            }
            BlockFrame::Row { .. } => matches!(home, Frame::Blocks(BlockFrame::Table(_))),
            BlockFrame::Cell { .. } => matches!(home, Frame::Blocks(BlockFrame::Row { .. })),
            BlockFrame::FieldItem => matches!(home, Frame::Blocks(BlockFrame::Field { .. })),
            BlockFrame::Byline { .. } => {
                self.top().zone != Zone::Text
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
        if self.sheet.too_deep.is_none() {
            self.sheet.too_deep = Some(self.at.clone());
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
        let mut arounds = Vec::new();
        while let Some(Open {
            frame: Frame::Around(_),
            ..
        }) = self.open.last()
        {
            if let Some(Open {
                frame: Frame::Around(around),
                start,
                ..
            }) = self.open.pop()
            {
                let content = self.take_text(start);
                if !content.is_empty() {
                    self.inlines.push(wrap(&around, content));
                }
                arounds.push(around);
            }
        }
        if !arounds.is_empty() {
            // What stands before them is not inside of them.
            let home = self.top().home;
            if self.top().text == home {
                self.paragraph_of_loose_text(home);
            }
        }
        while let Some(around) = arounds.pop() {
            if self.split.len() < MAX_SPLIT {
                self.split.push(self.open.len());
                self.push(Frame::Split(around));
            } else {
                self.note_too_deep();
                self.push(Frame::Through);
            }
        }
    }

    /// Makes split emphasis whole again where text directly follows.
    fn rejoin_split(&mut self) {
        let mut arounds = Vec::new();
        while let Some(Frame::Split(_)) = self.open.last().map(|open| &open.frame) {
            if self.top().in_leaf {
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
        let top = self.top();
        top.text == top.home && self.inlines.len() == self.open[top.home].start
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
            if let Some(candidate) = self.sheet.candidates.get_mut(index) {
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
        let is_part = |open: &Open| matches!(open.frame, Frame::Blocks(BlockFrame::Part(_)));
        let part = self.open.iter().rposition(is_part).unwrap_or(0);
        for split in self.split.iter().rev().take_while(|split| **split > part) {
            if let Frame::Split(around) = &self.open[*split].frame {
                content = vec![wrap(around, content)];
            }
        }
        content
    }

    fn close_last(&mut self) {
        let home = self.top().home;
        match &self.top().frame {
            Frame::Through | Frame::Zone(_)
                if !self.top().in_leaf && self.hidden == 0 && self.top().text == home =>
            {
                self.paragraph_of_loose_text(home);
            }
            Frame::Split(_) if self.top().text == home => {
                self.paragraph_of_loose_text(home);
                self.split.pop();
            }
            Frame::Blocks(_) => self.paragraph_of_loose_text(home),
            _ => {}
        }
        let Some(open) = self.open.pop() else { return };
        if let Some(article) = &mut self.article {
            article.home = article.home.filter(|home| *home < self.open.len());
        }
        match open.frame {
            Frame::Blocks(frame) => self.close_blocks(frame, open.blocks),
            // These leave their text where it is.
            Frame::Leaf(LeafKind::Author) => self.close_author(open.start),
            Frame::Leaf(LeafKind::Marker) => self.close_marker(open.start),
            Frame::Leaf(leaf) => {
                let content = self.take_text(open.start);
                self.close_leaf(leaf, content);
            }
            Frame::Around(around) => {
                let content = self.take_text(open.start);
                self.close_around(&around, content);
            }
            Frame::Apart => self.set_apart(),
            Frame::Hidden => self.hidden -= 1,
            Frame::Split(_) | Frame::Through | Frame::Zone(_) => {}
        }
    }

    fn close_around(&mut self, around: &Around, content: Vec<Inline>) {
        if matches!(around, Around::Superscript) {
            if let Some(candidate) = self.take_back(sole_marker(&content)) {
                if let Sign::Text(number) = candidate.sign {
                    return self.candidate(Sign::Raised(number), candidate.span, candidate.escape);
                }
                self.sheet.candidates.push(candidate);
            }
        }
        // Emphasis around nothing is nothing; a link around nothing may carry a marker.
        if !content.is_empty() || matches!(around, Around::Link(_)) {
            self.inlines.push(wrap(around, content));
        }
        if matches!(around, Around::Link(_)) {
            let before = candidate_before_last(&self.inlines[self.text_start()..]);
            if let Some(candidate) = before.and_then(|index| self.sheet.candidates.get_mut(index)) {
                candidate.precedes = true;
            }
        }
    }

    /// Takes back the last candidate if it is the [`sole_marker`] of some content, to place it where the element
    /// around it stands.
    fn take_back(&mut self, sole: Option<usize>) -> Option<Candidate> {
        let last = self.sheet.candidates.len().checked_sub(1)?;
        if sole != Some(last) || self.sheet.candidates[last].follows.is_some() {
            return None;
        }
        self.sheet.candidates.pop()
    }

    fn close_leaf(&mut self, leaf: LeafKind, content: Vec<Inline>) {
        let home = self.top().home;
        match leaf {
            LeafKind::Paragraph => {
                if !is_blank(&content) {
                    let block = self.paragraph(content);
                    self.open[home].blocks.push(block);
                }
            }
            LeafKind::Heading(level) => self.close_heading(level, content),
            LeafKind::Title => self.close_title(1, content),
            LeafKind::Term => self.close_term(content),
            LeafKind::Caption => match &mut self.open[home].frame {
                Frame::Blocks(BlockFrame::Table(table)) => table.caption.extend(content),
                _ => self.open[home].blocks.push(Block::paragraph(content)),
            },
            LeafKind::FigureCaption => match &mut self.open[home].frame {
                Frame::Blocks(BlockFrame::Figure { caption }) => caption.extend(content),
                _ => self.open[home].blocks.push(Block::paragraph(content)),
            },
            LeafKind::FieldLabel => self.close_field_label(content),
            LeafKind::Code { language } => self.close_code(language, content),
            LeafKind::InlineCode => self.close_inline_code(content),
            LeafKind::Author | LeafKind::Marker => self.inlines.extend(content),
        }
    }

    fn close_heading(&mut self, level: u8, content: Vec<Inline>) {
        if is_blank(&content) {
            return;
        }
        let content = self.wrap_in_split(content);
        let top = self.top();
        match top.zone {
            Zone::Plain | Zone::Text | Zone::TableHead => {
                let home = top.home;
                self.open[home]
                    .blocks
                    .push(Block::Heading { level, content });
            }
            Zone::ArticleHead | Zone::CommentHead => self.close_title(level, content),
        }
    }

    /// A title belongs to the comment it stands in, or to the page. A second one is a heading, and so is
    /// one below the byline of a comment: it would lose its place.
    fn close_title(&mut self, level: u8, content: Vec<Inline>) {
        let comment = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| match &mut open.frame {
                Frame::Blocks(BlockFrame::Comment(comment)) => Some(comment),
                _ => None,
            });
        let title = match comment {
            Some(comment) if comment.byline.is_some() => None,
            Some(comment) => Some(&mut comment.title),
            None => Some(&mut self.sheet.title),
        };
        if let (Some(article), Some(_)) = (&mut self.article, &title) {
            article.title = Some(level);
        }
        match title.filter(|title| is_blank(title)) {
            Some(title) => *title = content,
            None => self.push_block(Block::Heading { level, content }),
        }
    }

    /// Adds a block to the frame that collects them here, unless it shows nothing.
    fn push_block(&mut self, block: Block) {
        let blank = match &block {
            Block::Paragraph { content } | Block::Heading { content, .. } => is_blank(content),
            _ => false,
        };
        if !blank {
            let home = self.top().home;
            self.open[home].blocks.push(block);
        }
    }

    fn close_term(&mut self, term: Vec<Inline>) {
        let home = self.top().home;
        let Frame::Blocks(BlockFrame::DefinitionList { items }) = &mut self.open[home].frame else {
            self.open[home].blocks.push(Block::paragraph(term));
            return;
        };
        match items.last_mut() {
            Some(item) if item.definitions.is_empty() => item.terms.push(term),
            _ => items.push(Definition {
                terms: vec![term],
                definitions: Vec::new(),
            }),
        }
    }

    fn close_field_label(&mut self, content: Vec<Inline>) {
        let field = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| match &mut open.frame {
                Frame::Blocks(BlockFrame::Field { label, .. }) => Some(label),
                _ => None,
            });
        match field {
            Some(label) if label.is_empty() => *label = content,
            _ => {
                let home = self.top().home;
                self.open[home].blocks.push(Block::paragraph(content));
            }
        }
    }

    /// The first author of a byline is the one.
    fn close_author(&mut self, start: usize) {
        let home = self.top().home;
        if let Frame::Blocks(BlockFrame::Byline { author: None, at }) = self.open[home].frame {
            let author = Some(self.literal_text(&self.inlines[start..]));
            self.open[home].frame = Frame::Blocks(BlockFrame::Byline { author, at });
        }
    }

    /// Preformatted text in which links stand becomes a paragraph of code, since code blocks hold text only.
    fn close_code(&mut self, language: Option<String>, content: Vec<Inline>) {
        let is_link = |inline: &Inline| match inline {
            Inline::Link { content, target } => {
                !content.is_empty() || matches!(target, Target::Url(_))
            }
            _ => false,
        };
        let block = if content.iter().any(is_link) {
            Block::paragraph(content.into_iter().flat_map(code_lines).collect())
        } else {
            let text = self.literal_text(&content);
            Block::CodeBlock { language, text }
        };
        self.push_block(block);
    }

    /// Code keeps what links and markers it has beside its text.
    fn close_inline_code(&mut self, content: Vec<Inline>) {
        if content.iter().all(|inline| self.is_literal(inline)) {
            let mut text = self.literal_text(&content);
            if !self.is_preformatted() {
                text = text.replace('\n', " ");
            }
            self.inlines.push(Inline::Code { text });
        } else {
            for inline in content {
                let inline = match inline {
                    Inline::Text { text } if !text.trim_ascii().is_empty() => Inline::Code { text },
                    other => other,
                };
                self.inlines.push(inline);
            }
        }
    }

    /// A marker element is a marker if it holds one, otherwise what it holds.
    fn close_marker(&mut self, start: usize) {
        let sole = sole_marker(&self.inlines[start..]);
        if let Some(candidate) = self.take_back(sole) {
            match candidate.sign.number() {
                Some(number) => {
                    self.inlines.truncate(start);
                    self.candidate(Sign::Certain(number), candidate.span, Escape::None);
                }
                None => self.sheet.candidates.push(candidate),
            }
        }
    }

    fn close_blocks(&mut self, frame: BlockFrame, blocks: Vec<Block>) {
        let home = self.top().home;
        match frame {
            BlockFrame::Page => {}
            BlockFrame::Part(part) => self.close_part(part, blocks),
            BlockFrame::Comment(mut comment) => {
                comment.content.extend(blocks);
                self.sheet.comments.push(*comment);
            }
            BlockFrame::Byline { author, at } => {
                self.close_byline(SheetByline { author, at, blocks })
            }
            BlockFrame::Field { label, items } => self.close_field(label, items, blocks),
            BlockFrame::Item | BlockFrame::FieldItem | BlockFrame::Definition => {
                self.close_item(blocks)
            }
            BlockFrame::Row { cells } => self.close_row(cells, blocks),
            BlockFrame::Cell {
                header,
                colspan,
                rowspan,
                align,
            } => {
                if let Frame::Blocks(BlockFrame::Row { cells, .. }) = &mut self.open[home].frame {
                    cells.push(Cell {
                        header,
                        colspan,
                        rowspan,
                        align,
                        content: blocks,
                    });
                }
            }
            node => node.close_node(blocks, &mut self.open[home].blocks),
        }
    }

    fn close_item(&mut self, blocks: Vec<Block>) {
        let home = self.top().home;
        match &mut self.open[home].frame {
            Frame::Blocks(BlockFrame::List { items, .. } | BlockFrame::Field { items, .. }) => {
                items.push(blocks);
            }
            Frame::Blocks(BlockFrame::DefinitionList { items }) => match items.last_mut() {
                Some(item) => item.definitions.push(blocks),
                None => items.push(Definition {
                    terms: Vec::new(),
                    definitions: vec![blocks],
                }),
            },
            _ => self.open[home].blocks.extend(blocks),
        }
    }

    fn close_row(&mut self, mut cells: Row, blocks: Vec<Block>) {
        let home = self.top().home;
        let head = self.top().zone == Zone::TableHead;
        if !blocks.is_empty() {
            cells.push(Cell::new(blocks));
        }
        if let Frame::Blocks(BlockFrame::Table(table)) = &mut self.open[home].frame {
            match head && table.rows.is_empty() {
                true => table.head.push(cells),
                false => table.rows.push(cells),
            }
        }
    }

    fn close_part(&mut self, part: Part, blocks: Vec<Block>) {
        let sheet = &mut self.sheet;
        match part {
            Part::Site => sheet.site.extend(blocks),
            Part::Breadcrumb => sheet.breadcrumb.extend(blocks),
            Part::Content => self.close_content(blocks),
            // What stands around the comments, such as a heading, ends the article.
            Part::Comments => {
                let home = self.top().home;
                self.open[home].blocks.extend(blocks);
            }
            Part::Footer => sheet.footer.extend(blocks),
            Part::Source => sheet.source.get_or_insert_default().extend(blocks),
            Part::Links => sheet.links.get_or_insert_default().extend(blocks),
        }
    }

    fn close_content(&mut self, blocks: Vec<Block>) {
        let before = std::mem::take(&mut self.open[0].blocks);
        match &mut self.sheet.content {
            Some(content) => {
                content.extend(before);
                content.extend(blocks);
            }
            None => {
                self.sheet.before = before;
                self.sheet.content = Some(blocks);
            }
        }
    }

    fn close_byline(&mut self, byline: SheetByline) {
        if byline.blocks.is_empty() && byline.author.is_none() {
            return;
        }
        let comment = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| match &mut open.frame {
                Frame::Blocks(BlockFrame::Comment(comment)) => Some(comment),
                _ => None,
            });
        let slot = match comment {
            Some(comment) => &mut comment.byline,
            None => &mut self.sheet.byline,
        };
        match slot {
            Some(first) => {
                first.blocks.extend(byline.blocks);
                first.author = first.author.take().or(byline.author);
                first.at = first.at.or(byline.at);
            }
            None => *slot = Some(byline),
        }
    }

    /// A field with its label; without one it is just what it holds.
    fn close_field(&mut self, label: Vec<Inline>, items: Vec<Vec<Block>>, blocks: Vec<Block>) {
        let field = super::fields::field(label, items, blocks);
        let home = self.top().home;
        self.open[home].blocks.extend(field);
    }

    /// Whether an inline is text of code: `a[10]` is no marker there.
    fn is_literal(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Text { .. } | Inline::Break {} => true,
            Inline::Link {
                target: Target::Listed(index),
                ..
            } => {
                let candidate = self.sheet.candidates.get(*index as usize);
                candidate.is_some_and(|candidate| {
                    candidate.follows.is_none() && !matches!(candidate.sign, Sign::Certain(_))
                })
            }
            _ => false,
        }
    }

    /// The characters of preformatted text, candidates turned back.
    fn literal_text(&self, content: &[Inline]) -> String {
        super::markers::literal_text(content, &self.sheet.candidates)
    }
}

impl BlockFrame {
    /// Whether it becomes a block of the article.
    fn is_node(&self) -> bool {
        matches!(
            self,
            Self::Quote
                | Self::List { .. }
                | Self::DefinitionList { .. }
                | Self::Table(_)
                | Self::Figure { .. }
                | Self::Field { .. }
        )
    }

    /// Adds the block that it becomes; `inside` is what stands loose in it.
    fn close_node(self, inside: Vec<Block>, blocks: &mut Vec<Block>) {
        match self {
            Self::Quote => blocks.push(Block::Quote { content: inside }),
            Self::List {
                ordered,
                start,
                mut items,
            } => {
                if !inside.is_empty() {
                    items.push(inside);
                }
                blocks.push(Block::List {
                    ordered,
                    start: ordered.then_some(start),
                    items,
                });
            }
            Self::DefinitionList { items } => {
                blocks.push(Block::DefinitionList { items });
                blocks.extend(inside);
            }
            Self::Table(table) => {
                let TableFrame {
                    caption,
                    head,
                    rows,
                } = *table;
                blocks.extend(inside);
                blocks.push(Block::Table {
                    caption,
                    head,
                    rows,
                });
            }
            Self::Figure { caption } => blocks.push(Block::Figure {
                content: inside,
                caption,
            }),
            _ => blocks.extend(inside),
        }
    }

    /// What headings mean inside of it.
    fn zone(&self, outside: Zone) -> Zone {
        match self {
            Self::Comment(_) => Zone::CommentHead,
            Self::Page | Self::Part(_) | Self::Row { .. } => outside,
            _ => Zone::Plain,
        }
    }
}

impl LeafKind {
    /// Whether it becomes a block of the article.
    fn is_node(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_))
    }
}

fn frame_of(kind: Kind) -> Frame {
    match kind {
        Kind::Part(part) => Frame::Blocks(BlockFrame::Part(part)),
        Kind::Comment => Frame::Blocks(BlockFrame::Comment(Box::default())),
        Kind::Title => Frame::Leaf(LeafKind::Title),
        Kind::Byline => Frame::Blocks(BlockFrame::Byline {
            author: None,
            at: None,
        }),
        Kind::Author => Frame::Leaf(LeafKind::Author),
        Kind::Group => Frame::Through,
        Kind::Zone(zone) => Frame::Zone(zone),
        Kind::Paragraph => Frame::Leaf(LeafKind::Paragraph),
        Kind::Heading(level) => Frame::Leaf(LeafKind::Heading(level)),
        Kind::Quote => Frame::Blocks(BlockFrame::Quote),
        Kind::List { ordered, start } => Frame::Blocks(BlockFrame::List {
            ordered,
            start,
            items: Vec::new(),
        }),
        Kind::Item => Frame::Blocks(BlockFrame::Item),
        Kind::DefinitionList => Frame::Blocks(BlockFrame::DefinitionList { items: Vec::new() }),
        Kind::Term => Frame::Leaf(LeafKind::Term),
        Kind::Definition => Frame::Blocks(BlockFrame::Definition),
        Kind::Code { language } => Frame::Leaf(LeafKind::Code { language }),
        Kind::Table => Frame::Blocks(BlockFrame::Table(Box::default())),
        Kind::Caption => Frame::Leaf(LeafKind::Caption),
        Kind::TableHead => Frame::Zone(Zone::TableHead),
        Kind::Row => Frame::Blocks(BlockFrame::Row { cells: Vec::new() }),
        Kind::Cell {
            header,
            colspan,
            rowspan,
            align,
        } => Frame::Blocks(BlockFrame::Cell {
            header,
            colspan,
            rowspan,
            align,
        }),
        Kind::Figure => Frame::Blocks(BlockFrame::Figure {
            caption: Vec::new(),
        }),
        Kind::FigureCaption => Frame::Leaf(LeafKind::FigureCaption),
        Kind::Field => Frame::Blocks(BlockFrame::Field {
            label: Vec::new(),
            items: Vec::new(),
        }),
        Kind::FieldLabel => Frame::Leaf(LeafKind::FieldLabel),
        Kind::FieldItem => Frame::Blocks(BlockFrame::FieldItem),
        Kind::Emphasis => Frame::Around(Around::Emphasis),
        Kind::Strong => Frame::Around(Around::Strong),
        Kind::Strikeout => Frame::Around(Around::Strikeout),
        Kind::Underline => Frame::Around(Around::Underline),
        Kind::Subscript => Frame::Around(Around::Subscript),
        Kind::Superscript => Frame::Around(Around::Superscript),
        Kind::Small => Frame::Around(Around::Small),
        Kind::InlineCode => Frame::Leaf(LeafKind::InlineCode),
        Kind::Link(url) => Frame::Around(Around::Link(url)),
        Kind::Marker => Frame::Leaf(LeafKind::Marker),
        Kind::Hidden => Frame::Hidden,
    }
}

fn wrap(around: &Around, content: Vec<Inline>) -> Inline {
    match around {
        Around::Emphasis => Inline::Emphasis { content },
        Around::Strong => Inline::Strong { content },
        Around::Strikeout => Inline::Strikeout { content },
        Around::Underline => Inline::Underline { content },
        Around::Subscript => Inline::Subscript { content },
        Around::Superscript => Inline::Superscript { content },
        Around::Small => Inline::Small { content },
        Around::Link(url) => Inline::link(url.clone(), content),
    }
}

/// What stands at a bracket or colon, and how many bytes of the run it takes.
fn sign_at(run: &str, escape: Escape) -> Option<(Sign, usize)> {
    if run.starts_with(':') {
        return (escape != Escape::None).then_some((Sign::Colon, 1));
    }
    let (rest, number) = marker.parse(run).ok()?;
    Some((Sign::Text(number), run.len() - rest.len()))
}

/// The place of a sign of this length that starts with a bracket there.
fn place_of(bracket: &Range<usize>, length: usize) -> Range<usize> {
    if bracket.len() == 1 {
        bracket.start..bracket.start + length
    } else {
        bracket.clone()
    }
}

/// Preformatted text as code with breaks, its indentation as no-break spaces.
fn code_lines(inline: Inline) -> Vec<Inline> {
    let Inline::Text { text } = inline else {
        return vec![inline];
    };
    let mut lines = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            lines.push(Inline::Break {});
        }
        let code = line.trim_ascii_start();
        let indent = "\u{a0}".repeat(line.len() - code.len());
        let words = code.trim_ascii_end();
        lines.push(Inline::Code {
            text: indent + words,
        });
        if words.len() < code.len() {
            lines.push(Inline::text(" "));
        }
    }
    lines
}

/// Joins a candidate with the link at the end of the text that starts at an index, when nothing but space is in
/// between.
fn follow(inlines: &mut Vec<Inline>, start: usize, index: u32) -> Option<Followed> {
    let is_words = |inline: &Inline| {
        matches!(
            inline,
            Inline::Link {
                target: Target::Url(_),
                ..
            } | Inline::Underline { .. }
        )
    };
    let gap = match &inlines[start..] {
        [.., words] if is_words(words) => String::new(),
        [.., words, Inline::Text { text }] if is_words(words) && text.trim_ascii().is_empty() => {
            let gap = text.clone();
            inlines.pop();
            gap
        }
        _ => return None,
    };
    let words = inlines.last_mut()?;
    let href = match words {
        Inline::Link { target, .. } => match std::mem::replace(target, Target::Listed(index)) {
            Target::Url(href) => Some(href),
            Target::Listed(_) => None,
        },
        Inline::Underline { content } => {
            *words = Inline::listed(index, std::mem::take(content));
            None
        }
        _ => None,
    };
    Some(Followed { href, gap })
}

/// The candidate right before the last inline, with at most space in between.
fn candidate_before_last(inlines: &[Inline]) -> Option<usize> {
    match inlines {
        [
            ..,
            Inline::Link {
                target: Target::Listed(index),
                ..
            },
            _,
        ] => Some(*index as usize),
        [
            ..,
            Inline::Link {
                target: Target::Listed(index),
                ..
            },
            Inline::Text { text },
            _,
        ] if text.trim_ascii().is_empty() => Some(*index as usize),
        _ => None,
    }
}

/// The candidate that is all there is, apart from spaces and emphasis around it.
fn sole_marker(content: &[Inline]) -> Option<usize> {
    let mut found = None;
    for inline in content {
        match inline {
            Inline::Text { text } if text.trim_ascii().is_empty() => {}
            Inline::Link {
                content,
                target: Target::Listed(index),
            } if content.is_empty() && found.is_none() => found = Some(*index as usize),
            _ => return None,
        }
    }
    found
}
