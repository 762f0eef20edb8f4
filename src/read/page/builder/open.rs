//! Opening kinds: decides which frame a kind gets in its context. What does not fit there passes its content on.

use super::frame::{BlockFrame, Context, Frame, Hiding, InlineFrame, LeafKind, frame_of};
use super::inside::Inside;
use super::kind::{Kind, Zone};
use super::stack::{Builder, Level};
use crate::grammar::url::is_absolute;
use crate::read::page::parts::PagePart;

/// How many kinds may be open around a frame for blocks. Blocks are moved each time a frame closes, so without a bound
/// this would take quadratic time. The bound exceeds the default limit on open elements of HTML.
const MOST_OPEN: usize = 600;
impl Builder {
    /// Opens a kind. [`Builder::close`] with the level closes it, with everything opened inside.
    pub(crate) fn open(&mut self, kind: Kind) -> Level {
        let level = self.level();
        let kind = match kind {
            // What a list names is another page.
            Kind::Title(level) if self.is_in_item() => Kind::Heading(level),
            kind => kind,
        };
        if matches!(kind, Kind::Item) && self.is_outside_list() {
            // The names are those of the item.
            let named = std::mem::take(&mut self.named);
            self.open(Kind::ImpliedList);
            self.named = named;
        }
        if !kind.is_within_line() {
            self.show_from(Hiding::Words);
        }
        if !self.is_hidden() && self.starts_article(&kind) {
            self.next_article();
        }
        let kind = match kind {
            Kind::Zone(Zone::ArticleHead) if !self.is_hidden() => {
                Kind::Zone(self.zone_of_article())
            }
            Kind::SitePart if self.is_beside_article() => Kind::Part(PagePart::Footer),
            kind => kind,
        };
        let frame = match kind {
            Kind::Visible => self.show(Hiding::Invisible),
            Kind::DrawnWords => self.show(Hiding::Drawing),
            // Even the name of a drawing, which is hidden, has a frame.
            Kind::Name => Frame::Context(Context::Name),
            // What is drawn may be linked.
            Kind::Link { .. } if self.is_drawing() => self.frame(kind),
            Kind::Hidden if self.is_drawing() => self.hide(Hiding::All),
            _ if self.is_hidden() => Frame::Through,
            Kind::OwnLines => {
                self.set_apart();
                Frame::Apart
            }
            Kind::Affixes(before, after) => self.open_affixes(before, after),
            Kind::Math(script) => self.open_math(script),
            Kind::Version if self.has_formula() => self.hide(Hiding::All),
            Kind::Version => Frame::Through,
            Kind::Formula => Frame::Context(Context::Formula { shown: self.shown }),
            kind => self.frame(kind),
        };
        self.push(frame);
        level
    }

    pub(super) fn is_in_item(&self) -> bool {
        let home = &self.open[self.here().home].frame;
        matches!(home, Frame::Blocks(BlockFrame::Item))
    }

    /// Whether an item that opens here is outside any list.
    fn is_outside_list(&self) -> bool {
        let here = self.here();
        let home = &self.open[here.home].frame;
        let is_list = matches!(home, Frame::Blocks(BlockFrame::List { .. }));
        !is_list && here.leaf.is_none() && !self.is_hidden()
    }

    /// Whether a box of the site that opens here has to be kept out of the article.
    fn is_beside_article(&self) -> bool {
        let here = self.here();
        self.sets_site_apart
            && !self.is_hidden()
            && here.home == 0
            && !here.in_article
            && here.leaf.is_none()
    }

    /// The frame of a kind that is not hidden here.
    fn frame(&mut self, kind: Kind) -> Frame {
        let Inside {
            code,
            in_inline_code,
            in_marker,
            ..
        } = *self.here();
        match frame_of(kind) {
            Frame::Hiding(hiding) => self.hide(hiding),
            Frame::Inline(InlineFrame::Code) if code.is_some() => {
                self.mark_program();
                Frame::Through
            }
            // Nested inline code is one piece of code; a frame for each would search its text again.
            Frame::Blocks(BlockFrame::Note) => self.note_or_less(),
            Frame::Inline(InlineFrame::Code) if in_inline_code => Frame::Through,
            // Inline code cannot hold emphasis.
            Frame::Inline(
                InlineFrame::Emphasis
                | InlineFrame::Strong
                | InlineFrame::Strikeout
                | InlineFrame::Small,
            ) if in_inline_code => Frame::Through,
            Frame::Inline(inline_frame) => self.inline_or_through(inline_frame),
            Frame::Leaf(LeafKind::Marker) if in_marker => Frame::Through,
            inline @ Frame::Leaf(
                LeafKind::Author | LeafKind::Marker | LeafKind::LineNumber | LeafKind::Bullet,
            ) => {
                self.rejoin_split();
                inline
            }
            context @ Frame::Context(_) => context,
            Frame::Blocks(BlockFrame::Comment(mut comment)) => {
                comment.before = self.page.comments.len();
                self.block_or_less(Frame::Blocks(BlockFrame::Comment(comment)))
            }
            block => self.block_or_less(block),
        }
    }

    /// Emphasis or a link, unless it nests too deep or is a link in a link.
    fn inline_or_through(&mut self, inline_frame: InlineFrame) -> Frame {
        self.rejoin_split();
        let here = self.here();
        // Inside: this node, the paragraph that loose text gets, and the text.
        let inside = here.depth + 1 + usize::from(here.leaf.is_none()) + 1;
        if inside > self.most_depth {
            self.note_too_deep();
            return Frame::Through;
        }
        if let InlineFrame::Link { url, .. } = &inline_frame {
            if here.link.is_some() {
                return Frame::Through;
            }
            self.page.link_count += 1;
            self.page.anchors.link(url);
            self.page.signs.has_relative |= !is_absolute(url);
        }
        Frame::Inline(inline_frame)
    }

    /// A note, unless it nests too deep.
    fn note_or_less(&mut self) -> Frame {
        self.rejoin_split();
        let here = self.here();
        // Inside: this node, the paragraph that it stands in, its own, and the text.
        let inside = here.depth + 1 + usize::from(here.leaf.is_none()) + 2;
        if inside > self.most_depth || self.open.len() > MOST_OPEN {
            self.note_too_deep();
            self.set_apart();
            return Frame::Apart;
        }
        Frame::Blocks(BlockFrame::Note)
    }

    /// A frame for blocks, or what replaces it in a leaf or where it nests too deep.
    fn block_or_less(&mut self, frame: Frame) -> Frame {
        if self.ends_text(&frame) {
            self.leave_leaf();
        }
        if self.here().leaf.is_some() {
            self.set_apart();
            return Frame::Apart;
        }
        self.leave_text();
        let home = self.here().home;
        let loses_names = match &frame {
            Frame::Blocks(blocks) => blocks.is_node(),
            Frame::Leaf(leaf) => matches!(leaf, LeafKind::Code { .. }),
            _ => false,
        };
        if loses_names {
            // These have no text of their own where the anchors could go.
            self.push_names();
        }
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

    /// Whether a frame that opens in running text is no part of it. Markdown's blocks end a raw paragraph, and raw
    /// blocks one of Markdown. Nobody heads a page with a list, but many forget where their heading ends; and a caption
    /// with a heading of its own is a text.
    fn ends_text(&self, frame: &Frame) -> bool {
        let leaf = self.here().leaf.map(|leaf| &self.open[leaf].frame);
        match (frame, leaf) {
            (Frame::Blocks(BlockFrame::Table(_)), _) => true,
            (Frame::Blocks(blocks), Some(Frame::Leaf(LeafKind::Paragraph))) => blocks.is_node(),
            (Frame::Leaf(leaf), Some(Frame::Leaf(LeafKind::Paragraph))) => {
                leaf.is_node() || matches!(leaf, LeafKind::Title(_) | LeafKind::Code(_))
            }
            (Frame::Blocks(BlockFrame::List { .. }), Some(Frame::Leaf(leaf))) => {
                matches!(leaf, LeafKind::Heading(_) | LeafKind::FigureCaption)
            }
            (Frame::Leaf(LeafKind::Heading(_) | LeafKind::Title(_)), Some(Frame::Leaf(leaf))) => {
                matches!(leaf, LeafKind::Heading(_) | LeafKind::FigureCaption)
            }
            _ => false,
        }
    }

    pub(super) fn is_in_paragraph(&self) -> bool {
        let leaf = self.here().leaf.map(|leaf| &self.open[leaf].frame);
        matches!(leaf, Some(Frame::Leaf(LeafKind::Paragraph)))
    }

    /// Whether the frame around is one that may hold this one: items belong in lists, rows in tables, and so on.
    pub(super) fn fits(&self, blocks: &BlockFrame) -> bool {
        let home = &self.open[self.here().home].frame;
        match blocks {
            BlockFrame::Item => matches!(home, Frame::Blocks(BlockFrame::List { .. })),
            BlockFrame::Definition => {
                matches!(home, Frame::Blocks(BlockFrame::DefinitionList { .. }))
            }
            BlockFrame::Row { .. } => matches!(home, Frame::Blocks(BlockFrame::Table(_))),
            BlockFrame::Cell { .. } => matches!(home, Frame::Blocks(BlockFrame::Row { .. })),
            BlockFrame::FieldItem => {
                matches!(home, Frame::Blocks(BlockFrame::Field { .. })) && !self.has_text_in_field()
            }
            BlockFrame::LineNumbers => matches!(home, Frame::Blocks(BlockFrame::Cell { .. })),
            BlockFrame::Byline { .. } => {
                self.here().zone != Zone::Text
                    && !self.is_below_content()
                    && !self.is_in_text()
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
}
