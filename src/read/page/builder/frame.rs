//! Frames: what an open kind does with the text and blocks inside it, and what it has collected so far.

use super::code::Code;
use super::kind::{Kind, Script, Zone};
use super::office::OfficeItem;
use super::table::TableFrame;
use crate::model::{Align, Block, DateTime, Definition, Inline, Row, Target};
use crate::read::page::parts::{PageComment, PagePart};

/// What an open kind does with its content.
#[derive(Debug)]
pub(super) enum Frame {
    /// Collects blocks.
    Blocks(BlockFrame),
    /// Collects text. Blocks in it become text.
    Leaf(LeafKind),
    /// Emphasis or a link around text.
    Inline(InlineFrame),
    /// Emphasis or a link that blocks have split: it wraps each text inside.
    Split(InlineFrame),
    /// Passes its content on to the frame around it.
    Through,
    /// The same, for the article or a section of it.
    Article,
    /// The same, and gives headings a meaning.
    Zone(Zone),
    /// The same, with line breaks around the content. It is a block inside a leaf.
    Apart,
    /// Hides something. It holds what was hidden before, to restore that.
    Hiding(Hiding),
    /// Passes its content on, and remembers something meanwhile.
    Context(Context),
}

/// What is hidden at the current place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hiding {
    #[default]
    Nothing,
    /// Images up to the next words.
    Images,
    /// Words up to the next block.
    Words,
    /// Everything that is not declared visible again.
    Invisible,
    /// A drawing, except for its words.
    Drawing,
    All,
}

#[derive(Debug)]
pub(super) enum BlockFrame {
    Page,
    Part(PagePart),
    Comment(Box<PageComment>),
    Byline {
        author: Option<String>,
        at: Option<DateTime>,
    },
    Quote,
    List {
        ordered: bool,
        start: u32,
        items: Vec<Vec<Block>>,
        /// The lists before it that have other numbers, though the page has one list for all.
        earlier: Vec<Block>,
        /// Whether the numbers go down; `start` is 0 where they go down to 1.
        counts_down: bool,
        /// Whether it was opened for an item outside any list.
        is_implied: bool,
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
        /// The caption, where it stands above what the figure shows.
        above: Vec<Inline>,
        caption: Vec<Inline>,
    },
    Field {
        label: Vec<Inline>,
        items: Vec<Vec<Block>>,
    },
    FieldItem,
    /// A footnote, within the text that refers to it.
    Note,
    /// A cell's line numbers of the code in the cell beside it.
    LineNumbers,
    /// Lines of code, each a block.
    CodeLines,
}

#[derive(Debug)]
pub(super) enum LeafKind {
    Paragraph,
    Heading(u8),
    Title(u8),
    Term,
    Caption,
    FigureCaption,
    FieldLabel,
    Author,
    Code(Code),
    Marker,
    /// What may be a line number of code.
    LineNumber,
    OfficeItem(OfficeItem),
    Bullet,
}

#[derive(Clone, Debug)]
pub(super) enum InlineFrame {
    Emphasis,
    Strong,
    Strikeout,
    Underline,
    Subscript,
    Superscript,
    Small,
    Code,
    Link {
        url: String,
        title: Option<String>,
        /// The words of the link if it has none of its own.
        name: Option<String>,
        /// Whether it leads to the place where it stands.
        is_permalink: bool,
    },
}

impl Frame {
    /// An empty vector for its blocks. Most items and cells hold one block, but a vector that grows starts with room
    /// for four.
    pub(super) fn room(&self) -> Vec<Block> {
        match self {
            Self::Blocks(BlockFrame::Item | BlockFrame::Cell { .. }) => Vec::with_capacity(1),
            _ => Vec::new(),
        }
    }
}

impl BlockFrame {
    /// Whether it becomes a block of the article, which counts for the nesting depth.
    pub(super) fn is_node(&self) -> bool {
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

    /// Adds the block that it becomes; `inside` are the blocks directly in it, outside items, rows and the like.
    pub(super) fn close_node(self, inside: Vec<Block>, blocks: &mut Vec<Block>) {
        match self {
            Self::Quote => blocks.push(Block::Quote { content: inside }),
            Self::List {
                ordered,
                start,
                mut items,
                earlier,
                counts_down,
                is_implied,
            } => {
                add_loose(&mut items, inside);
                blocks.extend(earlier);
                if counts_down {
                    return blocks.extend(lists_down(start, items));
                }
                if let (true, Some(Block::List { items: above, .. })) =
                    (is_implied, blocks.last_mut())
                {
                    return above.extend(items);
                }
                blocks.push(Block::List {
                    ordered,
                    start: ordered.then_some(start),
                    items,
                });
            }
            // A definition list without any term is used to indent its content.
            Self::DefinitionList { items } if items.is_empty() => blocks.extend(inside),
            Self::DefinitionList { mut items } => {
                add_loose_definition(&mut items, inside);
                blocks.push(Block::DefinitionList { items });
            }
            Self::Table(table) => table.close(inside, blocks),
            Self::Figure { above, caption } => blocks.push(figure(above, inside, caption)),
            _ => blocks.extend(inside),
        }
    }

    /// What headings mean inside of it.
    pub(super) fn zone(&self, outside: Zone) -> Zone {
        match self {
            Self::Comment(_) => Zone::CommentHead,
            Self::Page | Self::Part(_) | Self::Row { .. } => outside,
            _ => Zone::Plain,
        }
    }
}

/// A list for each item of one whose numbers go down, from a number or to 1: the numbers of a list go up.
fn lists_down(start: u32, items: Vec<Vec<Block>>) -> impl Iterator<Item = Block> {
    let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let first = if start == 0 { count } else { start };
    items
        .into_iter()
        .zip(0..)
        .map(move |(item, at)| Block::List {
            ordered: true,
            start: Some(first.saturating_sub(at)),
            items: vec![item],
        })
}

/// Adds what stands in a list but in none of its items, often a nested list. A browser shows it as part of the item
/// above.
pub(super) fn add_loose(items: &mut Vec<Vec<Block>>, loose: Vec<Block>) {
    match items.last_mut() {
        _ if loose.is_empty() => {}
        Some(item) => item.extend(loose),
        None => items.push(loose),
    }
}

/// The same for a definition list.
pub(super) fn add_loose_definition(items: &mut Vec<Definition>, loose: Vec<Block>) {
    if loose.is_empty() {
        return;
    }
    match items.last_mut() {
        Some(item) => add_loose(&mut item.definitions, loose),
        None => items.push(Definition {
            terms: Vec::new(),
            definitions: vec![loose],
        }),
    }
}

/// A figure with its caption. Captions are written below, so words above what it shows are a paragraph of it.
fn figure(above: Vec<Inline>, mut content: Vec<Block>, caption: Vec<Inline>) -> Block {
    if content.is_empty() {
        let caption = [above, caption].concat();
        return Block::Figure { content, caption };
    }
    if !above.is_empty() {
        content.insert(0, Block::paragraph(above));
    }
    Block::Figure { content, caption }
}

impl LeafKind {
    /// Whether it becomes a block of the article, which counts for the nesting depth.
    pub(super) fn is_node(&self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Heading(_) | Self::OfficeItem(_)
        )
    }
}

pub(super) fn frame_of(kind: Kind) -> Frame {
    match kind {
        Kind::Part(part) => Frame::Blocks(BlockFrame::Part(part)),
        Kind::Comment => Frame::Blocks(BlockFrame::Comment(Box::default())),
        Kind::Title(level) => Frame::Leaf(LeafKind::Title(level)),
        Kind::Byline => Frame::Blocks(BlockFrame::Byline {
            author: None,
            at: None,
        }),
        Kind::Author => Frame::Leaf(LeafKind::Author),
        Kind::Group | Kind::SitePart => Frame::Through,
        Kind::Article => Frame::Article,
        Kind::Zone(zone) => Frame::Zone(zone),
        Kind::Paragraph => Frame::Leaf(LeafKind::Paragraph),
        Kind::Heading(level) => Frame::Leaf(LeafKind::Heading(level)),
        Kind::Quote => Frame::Blocks(BlockFrame::Quote),
        Kind::List { ordered, start } => Frame::Blocks(BlockFrame::List {
            ordered,
            start,
            items: Vec::new(),
            earlier: Vec::new(),
            counts_down: false,
            is_implied: false,
        }),
        Kind::ListDown(start) => Frame::Blocks(BlockFrame::List {
            ordered: true,
            start: start.unwrap_or(0),
            items: Vec::new(),
            earlier: Vec::new(),
            counts_down: true,
            is_implied: false,
        }),
        Kind::ImpliedList => Frame::Blocks(BlockFrame::List {
            ordered: false,
            start: 1,
            items: Vec::new(),
            earlier: Vec::new(),
            counts_down: false,
            is_implied: true,
        }),
        Kind::Item => Frame::Blocks(BlockFrame::Item),
        Kind::DefinitionList => Frame::Blocks(BlockFrame::DefinitionList { items: Vec::new() }),
        Kind::Term => Frame::Leaf(LeafKind::Term),
        Kind::Definition => Frame::Blocks(BlockFrame::Definition),
        Kind::Code { language } => Frame::Leaf(LeafKind::Code(Code {
            language,
            ..Code::default()
        })),
        Kind::Table => Frame::Blocks(BlockFrame::Table(Box::default())),
        Kind::Caption => Frame::Leaf(LeafKind::Caption),
        Kind::TableHead => Frame::Zone(Zone::TableHead),
        Kind::TableBody => Frame::Zone(Zone::TableBody),
        Kind::TableFoot => Frame::Zone(Zone::TableFoot),
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
            above: Vec::new(),
            caption: Vec::new(),
        }),
        Kind::FigureCaption => Frame::Leaf(LeafKind::FigureCaption),
        Kind::Field => Frame::Blocks(BlockFrame::Field {
            label: Vec::new(),
            items: Vec::new(),
        }),
        Kind::FieldLabel => Frame::Leaf(LeafKind::FieldLabel),
        Kind::FieldItem => Frame::Blocks(BlockFrame::FieldItem),
        Kind::Emphasis => Frame::Inline(InlineFrame::Emphasis),
        Kind::Strong => Frame::Inline(InlineFrame::Strong),
        Kind::Strikeout => Frame::Inline(InlineFrame::Strikeout),
        Kind::Underline => Frame::Inline(InlineFrame::Underline),
        Kind::Subscript => Frame::Inline(InlineFrame::Subscript),
        Kind::Superscript => Frame::Inline(InlineFrame::Superscript),
        Kind::Small => Frame::Inline(InlineFrame::Small),
        Kind::InlineCode => Frame::Inline(InlineFrame::Code),
        Kind::Note => Frame::Blocks(BlockFrame::Note),
        Kind::Link { url, title } => Frame::Inline(InlineFrame::Link {
            url,
            title,
            name: None,
            is_permalink: false,
        }),
        Kind::LineNumber => Frame::Leaf(LeafKind::LineNumber),
        Kind::CodeLine => Frame::Leaf(LeafKind::Code(Code {
            is_program: true,
            ..Code::default()
        })),
        Kind::CodeLines => Frame::Blocks(BlockFrame::CodeLines),
        Kind::LineNumbers => Frame::Blocks(BlockFrame::LineNumbers),
        Kind::OfficeItem { list, level } => Frame::Leaf(LeafKind::OfficeItem(OfficeItem {
            list,
            level,
            bullet: None,
        })),
        Kind::Bullet => Frame::Leaf(LeafKind::Bullet),
        Kind::NoScript => Frame::Context(Context::NoScript),
        Kind::Media(name) => Frame::Context(Context::Media {
            name,
            is_linked: false,
        }),
        Kind::Picture => Frame::Context(Context::Picture { source: None }),
        Kind::Name => Frame::Context(Context::Name),
        Kind::Lines(keeps) => Frame::Context(Context::Lines(keeps)),
        // `Builder::open` handles these, since they depend on the context.
        Kind::Affixes(..)
        | Kind::Math(_)
        | Kind::Formula
        | Kind::Version
        | Kind::Visible
        | Kind::OwnLines
        | Kind::DrawnWords => Frame::Through,
        Kind::Drawing => Frame::Hiding(Hiding::Drawing),
        Kind::Invisible => Frame::Hiding(Hiding::Invisible),
        Kind::Marker => Frame::Leaf(LeafKind::Marker),
        Kind::Logo => Frame::Hiding(Hiding::Images),
        Kind::HiddenWords => Frame::Hiding(Hiding::Words),
        Kind::Hidden => Frame::Hiding(Hiding::All),
    }
}

pub(super) fn wrap(inline_frame: InlineFrame, content: Vec<Inline>) -> Inline {
    match inline_frame {
        InlineFrame::Emphasis => Inline::Emphasis { content },
        InlineFrame::Strong => Inline::Strong { content },
        InlineFrame::Strikeout => Inline::Strikeout { content },
        InlineFrame::Underline => Inline::Underline { content },
        InlineFrame::Subscript => Inline::Subscript { content },
        InlineFrame::Superscript => Inline::Superscript { content },
        InlineFrame::Small => Inline::Small { content },
        InlineFrame::Link { url, title, .. } => Inline::Link {
            content,
            target: Target::Url(url),
            title,
        },
        // `Builder::inline_code` handles this unless there is nothing but text.
        InlineFrame::Code => Inline::Code {
            text: crate::model::inline_text(&content),
        },
    }
}

/// What a frame remembers while it is open.
#[derive(Debug)]
pub(super) enum Context {
    /// Signs that a browser adds around words: the closing one, and [`Builder::shown`](super::stack::Builder::shown)
    /// when it was opened.
    Affixes { after: &'static str, shown: usize },
    /// A formula, of which only the first version with words is kept, and `shown` when it was opened.
    Formula { shown: usize },
    /// An element of a formula, and how many elements in it were opened.
    Math { script: Script, children: usize },
    /// What a page shows only if scripts do not run.
    NoScript,
    /// Video, audio or the like; the name for its link, until it has one.
    Media {
        name: Option<String>,
        is_linked: bool,
    },
    /// A picture with several sources, and the first of them.
    Picture { source: Option<String> },
    /// The name of a drawing.
    Name,
    /// Whether line ends are shown.
    Lines(bool),
}
