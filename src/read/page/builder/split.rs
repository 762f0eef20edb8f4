//! Emphasis and links that contain blocks. The model does not allow that, so they are split: each text inside gets its
//! own.

use super::frame::{Frame, InlineFrame, LeafKind, wrap};
use super::stack::{Builder, Open};
use crate::model::{Inline, is_blank};

/// How many split frames may be open, since all of them wrap each text inside.
const MAX_SPLIT: usize = 16;

impl Builder {
    /// Splits the emphasis and links that are open where a block begins.
    pub(super) fn leave_text(&mut self) {
        if self.here().text == self.here().home {
            return;
        }
        let mut left = Vec::new();
        // Other frames inside them, such as a link in a link, stay as they are.
        while self.here().text != self.here().home {
            let Some(Open { frame, start, .. }) = self.open.pop() else {
                break;
            };
            left.push(match frame {
                Frame::Inline(mut inline_frame) => {
                    self.wrap_text(&inline_frame, start);
                    // It has words now, those of its blocks.
                    if let InlineFrame::Link { name, .. } = &mut inline_frame {
                        *name = None;
                    }
                    Frame::Split(inline_frame)
                }
                Frame::Split(inline_frame) => {
                    self.split.pop();
                    Frame::Split(inline_frame)
                }
                other => other,
            });
        }
        // The text before them belongs to the frame around them.
        self.paragraph_of_loose_text(self.here().home);
        for frame in left.into_iter().rev() {
            self.push_split(frame);
        }
    }

    /// The paragraph, heading, term or caption that text is collected for.
    fn leaf_of_text(&self) -> Option<usize> {
        let leaf = self.here().leaf.filter(|_| !self.is_hidden())?;
        let is_text = |leaf: &LeafKind| {
            matches!(
                leaf,
                LeafKind::Paragraph
                    | LeafKind::Heading(_)
                    | LeafKind::Title(_)
                    | LeafKind::Term
                    | LeafKind::FigureCaption
            )
        };
        matches!(&self.open[leaf].frame, Frame::Leaf(kind) if is_text(kind)).then_some(leaf)
    }

    /// Ends paragraph, heading, term or caption above a block that begins in it, as a browser shows it. What follows stands
    /// in none.
    pub(super) fn leave_leaf(&mut self) {
        let Some(leaf) = self.leaf_of_text() else {
            return;
        };
        let mut left = Vec::new();
        while self.open.len() > leaf + 1 {
            let Some(Open { frame, start, .. }) = self.open.pop() else {
                break;
            };
            left.push(match frame {
                Frame::Inline(inline_frame) => {
                    self.wrap_text(&inline_frame, start);
                    Frame::Split(inline_frame)
                }
                _ => Frame::Through,
            });
        }
        if let Frame::Leaf(kind @ LeafKind::FigureCaption) = &mut self.open[leaf].frame {
            // The block is a part of the caption, which is a text of the figure then.
            *kind = LeafKind::Paragraph;
        }
        self.close_last();
        self.push(Frame::Through);
        for frame in left.into_iter().rev() {
            self.push_split(frame);
        }
    }

    /// Reopens a frame that was left, so that there are as many as before.
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

    /// Turns split emphasis back into ordinary emphasis where text follows directly.
    pub(super) fn rejoin_split(&mut self) {
        if self.split.is_empty() {
            return;
        }
        let mut inline_frames = Vec::new();
        while let Some(Frame::Split(_)) = self.open.last().map(|open| &open.frame) {
            if self.here().leaf.is_some() {
                break;
            }
            self.split.pop();
            if let Some(Open {
                frame: Frame::Split(inline_frame),
                ..
            }) = self.open.pop()
            {
                inline_frames.push(inline_frame);
            }
        }
        while let Some(inline_frame) = inline_frames.pop() {
            self.push(Frame::Inline(inline_frame));
        }
    }

    /// Wraps text in the split emphasis and links of the same part of the page: emphasis that the content leaves open
    /// must not reach the footer.
    pub(super) fn wrap_in_split(&self, mut content: Vec<Inline>) -> Vec<Inline> {
        if self.split.is_empty() {
            return content;
        }
        let part = self.here().part;
        for split in self.split.iter().rev().take_while(|split| **split > part) {
            if let Frame::Split(inline_frame) = &self.open[*split].frame {
                content = self.wrapped(inline_frame, content);
            }
        }
        content
    }

    /// Puts the text from an index on in emphasis or a link. Space alone needs none.
    fn wrap_text(&mut self, inline_frame: &InlineFrame, start: usize) {
        let mut content = self.take_text(start);
        if !is_blank(&content) {
            content = self.wrapped(inline_frame, content);
        }
        self.inlines.extend(content);
    }

    /// Text in emphasis or a link.
    fn wrapped(&self, inline_frame: &InlineFrame, content: Vec<Inline>) -> Vec<Inline> {
        match inline_frame {
            InlineFrame::Code => self.inline_code(content),
            inline_frame => vec![wrap(inline_frame.clone(), content)],
        }
    }
}
