//! Emphasis and links that blocks split: each text inside of them gets its own.

use super::frame::{Around, Frame, LeafKind, wrap};
use super::stack::{Builder, Open};
use crate::model::Inline;

/// How much emphasis blocks may split: it goes around each text inside of them.
const MAX_SPLIT: usize = 16;

impl Builder {
    /// Splits the emphasis and links that are open around a block that begins.
    pub(super) fn leave_text(&mut self) {
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
                Frame::Around(mut around) => {
                    let content = self.take_text(start);
                    if !content.is_empty() {
                        let wrapped = self.wrapped(&around, content);
                        self.inlines.extend(wrapped);
                    }
                    // The blocks in it are its words.
                    if let Around::Link { name, .. } = &mut around {
                        *name = None;
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
                Frame::Around(around) => {
                    let content = self.take_text(start);
                    if !content.is_empty() {
                        let wrapped = self.wrapped(&around, content);
                        self.inlines.extend(wrapped);
                    }
                    Frame::Split(around)
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
    pub(super) fn rejoin_split(&mut self) {
        if self.split.is_empty() {
            return;
        }
        let mut arounds = Vec::new();
        while let Some(Frame::Split(_)) = self.open.last().map(|open| &open.frame) {
            if self.here().leaf.is_some() {
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

    /// Wraps text in the emphasis and links that blocks have split, as far as they stand in the same part of
    /// the page: emphasis left open by the content is none of the footer.
    pub(super) fn wrap_in_split(&self, mut content: Vec<Inline>) -> Vec<Inline> {
        if self.split.is_empty() {
            return content;
        }
        let part = self.here().part;
        for split in self.split.iter().rev().take_while(|split| **split > part) {
            if let Frame::Split(around) = &self.open[*split].frame {
                content = self.wrapped(around, content);
            }
        }
        content
    }

    /// Text with what stands around it.
    fn wrapped(&self, around: &Around, content: Vec<Inline>) -> Vec<Inline> {
        match around {
            Around::Code => self.inline_code(content),
            around => vec![wrap(around.clone(), content)],
        }
    }
}
