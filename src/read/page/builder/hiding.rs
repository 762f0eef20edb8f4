//! What is hidden, and where that ends.
//!
//! If a tag is left open or misplaced, an element that is hidden by its class would hide the rest of the article, too.
//! So a class hides images only up to the next words, and words only up to the next block.

use super::frame::{Frame, Hiding};
use super::stack::Builder;

impl Builder {
    /// Whether words are hidden here.
    pub(crate) fn is_hidden(&self) -> bool {
        matches!(
            self.hiding,
            Hiding::Words | Hiding::Invisible | Hiding::Drawing | Hiding::All
        )
    }

    /// Hides something, and returns the frame that ends this.
    pub(super) fn hide(&mut self, hiding: Hiding) -> Frame {
        Frame::Hiding(std::mem::replace(&mut self.hiding, hiding))
    }

    /// The frame of an element that is declared visible again.
    pub(super) fn show(&mut self, hidden: Hiding) -> Frame {
        match self.hiding == hidden {
            true => self.hide(Hiding::Nothing),
            false => Frame::Through,
        }
    }

    /// Whether a drawing is open whose content is hidden here.
    pub(crate) fn is_drawing(&self) -> bool {
        self.hiding == Hiding::Drawing
    }

    /// Ends this kind of hiding, if it is in force here.
    pub(super) fn show_from(&mut self, hiding: Hiding) {
        if self.hiding == hiding {
            self.hiding = Hiding::Nothing;
        }
    }
}
