//! The context that nested kinds inherit: which open frames collect text and blocks, and what headings mean.

use super::frame::{BlockFrame, Context, Frame, InlineFrame, LeafKind};
use super::kind::Zone;

/// The context inside an open kind. Numbers are indices of open frames. The default is that of the page itself, the
/// first of all frames.
#[derive(Clone, Copy, Debug, Default)]
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
    /// The open byline or part that a stated date belongs to.
    pub(super) dated: usize,
    /// The reader's comment that is open here.
    pub(super) comment: Option<usize>,
    /// Whether an article or a section is open here.
    pub(super) in_article: bool,
    /// The innermost leaf that is open here.
    pub(super) leaf: Option<usize>,
    /// The preformatted text that is open here.
    pub(super) code: Option<usize>,
    pub(super) in_inline_code: bool,
    pub(super) in_marker: bool,
    /// The link that is open here.
    pub(super) link: Option<usize>,
    /// The formula that is open here.
    pub(super) formula: Option<usize>,
    /// The film, picture or the like that is open here.
    pub(super) media: Option<usize>,
    /// Whether the content is shown only if scripts do not run.
    pub(super) is_without_scripts: bool,
    /// Whether line ends are shown.
    pub(super) keeps_lines: bool,
}

impl Inside {
    /// Inside of a frame that opens here, the open frame of that index.
    pub(super) fn enter(self, frame: &Frame, index: usize) -> Self {
        match frame {
            Frame::Blocks(blocks) => self.enter_blocks(blocks, index),
            Frame::Leaf(leaf) => self.enter_leaf(leaf, index),
            Frame::Inline(inline_frame) => Self {
                text: index,
                ..self.enter_inline(inline_frame, index)
            },
            Frame::Split(inline_frame) => self.enter_inline(inline_frame, index),
            Frame::Zone(zone) => Self {
                zone: *zone,
                ..self
            },
            Frame::Article => Self {
                in_article: true,
                ..self
            },
            Frame::Context(context) => self.enter_context(context, index),
            Frame::Through | Frame::Apart | Frame::Hiding(_) => self,
        }
    }

    fn enter_context(mut self, context: &Context, index: usize) -> Self {
        match context {
            Context::Formula { .. } => self.formula = Some(index),
            Context::Media { .. } | Context::Picture { .. } => self.media = Some(index),
            Context::NoScript => self.is_without_scripts = true,
            Context::Lines(keeps) => self.keeps_lines = *keeps,
            Context::Affixes { .. } | Context::Math { .. } | Context::Name => {}
        }
        self
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
            BlockFrame::Note => {
                // A note is a text of its own, wherever the reference stands.
                return Self {
                    depth: self.depth + 1,
                    part: index,
                    zone: Zone::Plain,
                    leaf: None,
                    code: None,
                    in_inline_code: false,
                    in_marker: false,
                    link: None,
                    formula: None,
                    media: None,
                    ..self
                };
            }
            _ => {}
        }
        self
    }

    fn enter_leaf(mut self, leaf: &LeafKind, index: usize) -> Self {
        self.text = index;
        self.depth += usize::from(leaf.is_node());
        self.leaf = Some(index);
        match leaf {
            LeafKind::Code(_) => self.code = Some(index),
            LeafKind::Marker => self.in_marker = true,
            _ => {}
        }
        self
    }

    fn enter_inline(mut self, inline_frame: &InlineFrame, index: usize) -> Self {
        self.depth += 1;
        if matches!(inline_frame, InlineFrame::Link { .. }) {
            self.link = Some(index);
        }
        self.in_inline_code |= matches!(inline_frame, InlineFrame::Code);
        self
    }
}
