//! Context inherited by nested elements.

use super::frame::{Around, BlockFrame, Frame, LeafKind};
use super::kind::Zone;

/// Where one is inside of an open kind. All of it passes on to what opens there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inside {
    /// The frame that collects blocks here.
    pub(super) home: usize,
    /// The frame that collects text here.
    pub(super) text: usize,
    /// How many nodes of the article are open, this one included.
    pub(super) depth: usize,
    /// What a heading means here.
    pub(super) zone: Zone,
    /// The part of the page.
    pub(super) part: usize,
    /// The byline or part that is open here, which a stated moment belongs to.
    pub(super) dated: usize,
    /// The reader's comment that is open here.
    pub(super) comment: Option<usize>,
    /// Whether a leaf is open here.
    pub(super) in_leaf: bool,
    /// The preformatted text that is open here.
    pub(super) code: Option<usize>,
    pub(super) in_inline_code: bool,
    pub(super) in_marker: bool,
    pub(super) in_link: bool,
}

impl Inside {
    /// The page itself, the first of all frames.
    pub(super) fn page() -> Self {
        Self {
            home: 0,
            text: 0,
            depth: 0,
            zone: Zone::Plain,
            part: 0,
            dated: 0,
            comment: None,
            in_leaf: false,
            code: None,
            in_inline_code: false,
            in_marker: false,
            in_link: false,
        }
    }

    /// Inside of a frame that opens here, the open frame of that index.
    pub(super) fn enter(self, frame: &Frame, index: usize) -> Self {
        match frame {
            Frame::Blocks(blocks) => self.enter_blocks(blocks, index),
            Frame::Leaf(leaf) => self.enter_leaf(leaf, index),
            Frame::Around(around) => Self {
                text: index,
                ..self.enter_around(around)
            },
            Frame::Split(around) => self.enter_around(around),
            Frame::Zone(zone) => Self {
                zone: *zone,
                ..self
            },
            Frame::Through | Frame::Apart | Frame::Hiding(_) => self,
        }
    }

    fn enter_blocks(mut self, blocks: &BlockFrame, index: usize) -> Self {
        self.home = index;
        self.text = index;
        self.zone = blocks.zone(self.zone);
        self.depth += usize::from(blocks.is_node());
        match blocks {
            BlockFrame::Part(_) => {
                self.part = index;
                self.dated = index;
            }
            BlockFrame::Byline { .. } => self.dated = index,
            BlockFrame::Comment(_) => self.comment = Some(index),
            _ => {}
        }
        self
    }

    fn enter_leaf(mut self, leaf: &LeafKind, index: usize) -> Self {
        self.text = index;
        self.depth += usize::from(leaf.is_node());
        self.in_leaf = true;
        match leaf {
            LeafKind::Code { .. } => self.code = Some(index),
            LeafKind::InlineCode => self.in_inline_code = true,
            LeafKind::Marker => self.in_marker = true,
            _ => {}
        }
        self
    }

    fn enter_around(mut self, around: &Around) -> Self {
        self.depth += 1;
        self.in_link |= matches!(around, Around::Link(_));
        self
    }
}
