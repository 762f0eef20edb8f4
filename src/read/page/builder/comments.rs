//! Comments on the article. They stand after it: where text follows, the class `comment` means something else, and the
//! content goes back into the text.

use super::frame::{BlockFrame, Frame};
use super::stack::Builder;
use crate::model::Block;
use crate::read::page::parts::PageComment;

/// Adds the content of what is not a comment after all. A list item becomes one again.
fn put_back(comment: PageComment, blocks: &mut Vec<Block>) {
    if !comment.is_item {
        return blocks.extend(comment.into_blocks());
    }
    let item = comment.into_blocks();
    match blocks.last_mut() {
        Some(Block::List {
            ordered: false,
            items,
            ..
        }) => items.push(item),
        _ => blocks.push(Block::List {
            ordered: false,
            start: None,
            items: vec![item],
        }),
    }
}

impl Builder {
    /// Notes that the comment opened last is a list item.
    pub(crate) fn comment_is_item(&mut self) {
        if let Some(Frame::Blocks(BlockFrame::Comment(comment))) =
            self.open.last_mut().map(|open| &mut open.frame)
        {
            comment.is_item = true;
        }
    }

    /// Counts the comments of a part that closes among the blocks around it.
    pub(super) fn leave_comments(&mut self) {
        let closed = self.open.len();
        let part = self.here().part;
        let before = self.open[part].blocks.len();
        for (of, at) in self.comments.iter_mut().rev() {
            if *of != closed {
                break;
            }
            (*of, *at) = (part, *at + before);
        }
    }

    /// Adds to the content what stands between it and the comments, where it is not for the marked parts of a print export
    /// to say what belongs to it.
    pub(super) fn end_content_at_comments(&mut self) {
        let page = &mut self.page;
        let is_export = page.source.is_some() || page.links.is_some();
        let first = self.comments.first().filter(|(part, _)| *part == 0);
        if let (Some(content), Some((_, place)), false) = (&mut page.content, first, is_export) {
            let blocks = &mut self.open[0].blocks;
            content.extend(blocks.drain(..(*place).min(blocks.len())));
        }
    }

    /// Makes comments blocks of the page again that text follows. Print exports mark their parts, and have comments
    /// wherever they say.
    pub(super) fn put_comments_back(&mut self) {
        let page = &mut self.page;
        let has_parts = page.content.is_some() || page.source.is_some() || page.links.is_some();
        if has_parts {
            return;
        }
        let blocks = std::mem::take(&mut self.open[0].blocks);
        let end = blocks.iter().rposition(|block| *block != Block::Rule {});
        let end = end.map_or(0, |last| last + 1);
        let comments = std::mem::take(&mut page.comments);
        let mut comments = comments.into_iter().zip(&self.comments).peekable();
        let mut whole = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.into_iter().enumerate() {
            let is_here = |(_, (_, place)): &(_, &(usize, usize))| *place <= at && at < end;
            while let Some((comment, _)) = comments.next_if(is_here) {
                put_back(comment, &mut whole);
            }
            whole.push(block);
        }
        page.comments = comments.map(|(comment, _)| comment).collect();
        self.open[0].blocks = whole;
    }
}
