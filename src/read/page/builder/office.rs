//! Lists of word processors: paragraphs with a list level in their style, and their bullet or number as text.

use super::frame::{Frame, LeafKind};
use super::stack::Builder;
use crate::model::{Block, Inline, is_blank};

/// The deepest level that there is.
const LEVELS: u8 = 9;

/// An item of such a list.
#[derive(Debug)]
pub(super) struct OfficeItem {
    pub(super) level: u8,
    /// The bullet or number, where it was met.
    pub(super) bullet: Option<String>,
}

/// The list that such items made last: the frame that holds it, and its place among the blocks there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OfficeList {
    home: usize,
    at: usize,
}

impl Builder {
    /// Takes the bullet out of an item; elsewhere, as before a heading, it is words.
    pub(super) fn close_bullet(&mut self, start: usize) {
        let Some(leaf) = self.here().leaf else {
            return;
        };
        if let Frame::Leaf(LeafKind::OfficeItem(OfficeItem {
            bullet: bullet @ None,
            ..
        })) = &mut self.open[leaf].frame
        {
            let mut text = String::new();
            for inline in self.inlines.drain(start..) {
                if let Inline::Text { text: words } = inline {
                    text.push_str(&words);
                }
            }
            *bullet = Some(text);
        }
    }

    /// Adds an item to the list before it, or to one of its own.
    pub(super) fn close_office_item(&mut self, item: OfficeItem, content: Vec<Inline>) {
        if is_blank(&content) {
            return;
        }
        let paragraph = self.paragraph(content);
        let number = item.bullet.as_deref().and_then(number_of);
        let here = *self.here();
        // Inside of each list: a paragraph and its text.
        let room = (self.most_depth.saturating_sub(here.depth + 2)).min(LEVELS.into());
        if room == 0 {
            return self.open[here.home].blocks.push(paragraph);
        }
        let level = usize::from(item.level.max(1)).min(room);
        let blocks = &mut self.open[here.home].blocks;
        let last = OfficeList {
            home: here.home,
            at: blocks.len().wrapping_sub(1),
        };
        if self.office_list != Some(last) {
            self.office_list = Some(OfficeList {
                home: here.home,
                at: blocks.len(),
            });
            blocks.push(list_of(number, Vec::new()));
        }
        add_item(blocks, level, number, paragraph);
    }
}

/// Adds an item to the list that ends these blocks, so many levels down.
fn add_item(blocks: &mut Vec<Block>, level: usize, number: Option<u32>, paragraph: Block) {
    let mut blocks = blocks;
    for _ in 1..level {
        let Some(Block::List { items, .. }) = blocks.last_mut() else {
            return;
        };
        if items.is_empty() {
            items.push(Vec::new());
        }
        let Some(item) = items.last_mut() else { return };
        if !matches!(item.last(), Some(Block::List { .. })) {
            item.push(list_of(number, Vec::new()));
        }
        blocks = item;
    }
    if let Some(Block::List { items, .. }) = blocks.last_mut() {
        items.push(vec![paragraph]);
    }
}

fn list_of(number: Option<u32>, items: Vec<Vec<Block>>) -> Block {
    Block::List {
        ordered: number.is_some(),
        start: number,
        items,
    }
}

/// The number that a bullet shows, `2.`, `b)` or `(iv)`; the first one for all but digits.
fn number_of(bullet: &str) -> Option<u32> {
    let sign = bullet.trim().trim_start_matches('(');
    let name = sign.trim_end_matches(['.', ')']);
    if name.len() == sign.len() || name.is_empty() {
        return name.parse().ok();
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    match last.parse() {
        Ok(number) => Some(number),
        Err(_) => last.chars().all(char::is_alphabetic).then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn bullets_are_told_from_numbers() {
        for (bullet, number) in [
            ("2. ", Some(2)),
            ("b)\u{a0}", Some(1)),
            ("(iv)", Some(1)),
            ("1.3.", Some(3)),
            ("7", Some(7)),
            ("o", None),
            ("·\u{a0}\u{a0}", None),
            ("§", None),
            ("", None),
        ] {
            assert_eq!(number_of(bullet), number, "{bullet}");
        }
    }
}
