//! Where in the page the builder is: what stands above decides what may be the byline, or the name of the site.

use super::frame::BlockFrame;
use super::stack::Builder;
use crate::model::{Block, inline_text};
use crate::read::page::fields::is_label;

impl Builder {
    /// Whether a heading and text stand above.
    pub(super) fn is_below_text(&self) -> bool {
        let blocks = &self.open[self.here().home].blocks;
        let heading = blocks
            .iter()
            .position(|block| matches!(block, Block::Heading { .. }));
        let below = blocks.get(heading.map_or(blocks.len(), |at| at + 1)..);
        below.is_some_and(|below| {
            below
                .iter()
                .any(|block| matches!(block, Block::Paragraph { .. }))
        })
    }

    /// Whether the field that is open here has content other than items and a label.
    pub(super) fn has_text_in_field(&self) -> bool {
        match self.open[self.here().home].blocks.as_slice() {
            [] => false,
            [label] => !is_label(label),
            _ => true,
        }
    }

    /// Whether a byline may open here.
    pub(crate) fn may_have_byline(&self) -> bool {
        self.fits(&BlockFrame::Byline {
            author: None,
            at: None,
        })
    }

    /// Whether the text of the page is over, and no comment on it is read.
    pub(super) fn is_below_content(&self) -> bool {
        self.page.content.is_some() && self.here().comment.is_none()
    }

    /// Whether text stands above on a page that has no parts, below the heading if there is one.
    pub(super) fn is_in_text(&self) -> bool {
        if self.page.content.is_some() || !self.page.site.is_empty() {
            return false;
        }
        let home = self.here().home;
        let blocks = &self.open[home].blocks;
        let mut headings = blocks.iter();
        let heading = headings.position(|block| matches!(block, Block::Heading { .. }));
        let titled = self.titled.filter(|titled| titled.home == home);
        let start = heading.map(|at| at + 1).or(titled.map(|titled| titled.at));
        let above = blocks.get(start.unwrap_or_default()..).unwrap_or_default();
        above.iter().any(|block| match block {
            Block::Paragraph { content } => !inline_text(content).trim().is_empty(),
            _ => false,
        })
    }
}
