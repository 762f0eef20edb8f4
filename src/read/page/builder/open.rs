//! Opening kinds: which frame each gets where it stands.

use super::frame::{Around, BlockFrame, Frame, Hiding, LeafKind, frame_of};
use super::kind::{Kind, Zone};
use super::stack::{Builder, Level};
use crate::grammar::url::is_absolute;

/// How many kinds may be open around one that collects blocks: more than elements of an HTML page. Its blocks move
/// when it closes.
const MOST_OPEN: usize = 600;
impl Builder {
    /// Opens a kind; the level closes it and all that is opened inside.
    pub(crate) fn open(&mut self, kind: Kind) -> Level {
        let level = self.level();
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
}
