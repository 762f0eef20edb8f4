//! What no reader sees, and where it ends.
//!
//! Where a tag is left open or misplaced, what themes hide by a class would take the rest of the article along. So a
//! class hides images only up to the next words, and words only up to the next block.

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

    /// Hides something, and gives the frame that ends this.
    pub(super) fn hide(&mut self, hiding: Hiding) -> Frame {
        Frame::Hiding(std::mem::replace(&mut self.hiding, hiding))
    }

    /// The frame of what says that it is seen.
    pub(super) fn show(&mut self, hidden: Hiding) -> Frame {
        match self.hiding == hidden {
            true => self.hide(Hiding::Nothing),
            false => Frame::Through,
        }
    }

    /// Whether a drawing is open, of which nothing is shown here.
    pub(crate) fn is_drawing(&self) -> bool {
        self.hiding == Hiding::Drawing
    }

    /// Shows what follows, if that is no longer what is hidden here.
    pub(super) fn show_from(&mut self, hiding: Hiding) {
        if self.hiding == hiding {
            self.hiding = Hiding::Nothing;
        }
    }
}
