//! Lists of word processors: paragraphs with a list level in their style, and their bullet or number as text.

use super::frame::{Frame, LeafKind};
use super::stack::Builder;
use crate::model::{Block, Inline, is_blank};

/// The deepest level that there is.
const LEVELS: u8 = 9;

/// An item of such a list.
#[derive(Debug)]
pub(super) struct OfficeItem {
    /// The list that it belongs to.
    pub(super) list: u32,
    pub(super) level: u8,
    /// The bullet or number, where it was met.
    pub(super) bullet: Option<String>,
}

/// The list that such items made last: the frame that holds it, and how many blocks stand there up to it.
#[derive(Debug)]
pub(super) struct OfficeList {
    home: usize,
    end: usize,
    /// The lists of the last item and of those around it, the outermost first.
    lists: Vec<u32>,
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
        let here = *self.here();
        // Inside of each list: a paragraph and its text.
        let room = (self.most_depth.saturating_sub(here.depth + 2)).min(LEVELS.into());
        let level = usize::from(item.level.max(1)).min(room);
        let blocks = &mut self.open[here.home].blocks;
        let last = self.office_list.take();
        let is_last = |list: &OfficeList| list.home == here.home && list.end == blocks.len();
        let mut lists = last.filter(is_last).map_or(Vec::new(), |list| list.lists);
        add_item(blocks, &mut lists, level, &item, paragraph);
        self.office_list = Some(OfficeList {
            home: here.home,
            end: blocks.len(),
            lists,
        });
    }
}

/// Adds an item to the list that ends these blocks, so many levels down, if it belongs to that list and has the number
/// that follows there, or else to a new list.
fn add_item(
    mut blocks: &mut Vec<Block>,
    lists: &mut Vec<u32>,
    level: usize,
    item: &OfficeItem,
    paragraph: Block,
) {
    lists.truncate(level);
    let bullet = item.bullet.as_deref().unwrap_or_default();
    for depth in 1..level {
        if lists.len() < depth {
            let number = sign_of(bullet, level, None).number(depth);
            blocks.push(list_of(number, vec![Vec::new()]));
            lists.push(item.list);
        }
        let Some(Block::List { items, .. }) = blocks.last_mut() else {
            return;
        };
        let Some(above) = items.last_mut() else {
            return;
        };
        blocks = above;
    }
    let is_same = lists.len() == level && lists.last() == Some(&item.list);
    let next = blocks.last().filter(|_| is_same).and_then(next_number);
    let sign = sign_of(bullet, level, next);
    let number = sign.number(level);
    if !is_same || next != number {
        blocks.push(list_of(number, Vec::new()));
    }
    lists.truncate(level.saturating_sub(1));
    lists.push(item.list);
    if let Some(Block::List { items, .. }) = blocks.last_mut() {
        items.push(match sign {
            Sign::Words => with_words(bullet, paragraph),
            _ => vec![paragraph],
        });
    }
}

/// An item whose number is part of its words.
fn with_words(words: &str, paragraph: Block) -> Vec<Block> {
    let words = Inline::text(words.trim().to_owned() + " ");
    match paragraph {
        Block::Paragraph { mut content } => {
            content.insert(0, words);
            vec![Block::paragraph(content)]
        }
        other => vec![Block::paragraph(vec![words]), other],
    }
}

fn list_of(number: Option<u32>, items: Vec<Vec<Block>>) -> Block {
    Block::List {
        ordered: number.is_some(),
        start: number,
        items,
    }
}

/// The number of an item that continues a list, if that has numbers.
fn next_number(list: &Block) -> Option<u32> {
    match list {
        Block::List { start, items, .. } => start.as_ref()?.checked_add(items.len() as u32),
        _ => None,
    }
}

/// What stands before an item.
#[derive(Debug, PartialEq, Eq)]
enum Sign {
    Bullet,
    /// The number of the item, perhaps after those of the items around it.
    Numbers(Vec<u32>),
    /// What no list says: `Article 1.`
    Words,
}

impl Sign {
    /// The number at a level of the item.
    fn number(&self, level: usize) -> Option<u32> {
        match self {
            Self::Numbers(numbers) if numbers.len() == 1 => numbers.first().copied(),
            Self::Numbers(numbers) => numbers.get(level.checked_sub(1)?).copied(),
            _ => None,
        }
    }
}

/// What a bullet at a level says: `2.`, `b)`, `(iv)` and `3.1` are numbers.
fn sign_of(bullet: &str, level: usize, next: Option<u32>) -> Sign {
    let sign = bullet.trim().trim_start_matches('(');
    let name = sign.trim_end_matches(['.', ')']);
    let is_marked = name.len() < sign.len();
    let numbers: Option<Vec<u32>> = name.split('.').map(|part| part.parse().ok()).collect();
    match numbers {
        Some(numbers) if numbers.len() == 1 || numbers.len() == level => Sign::Numbers(numbers),
        None if !name.contains(char::is_alphanumeric) => Sign::Bullet,
        None if is_marked => match number_in_letters(name, next) {
            Some(number) => Sign::Numbers(vec![number]),
            None => Sign::Words,
        },
        // A letter in a symbol font.
        None if name.chars().nth(1).is_none() => Sign::Bullet,
        _ => Sign::Words,
    }
}

/// The number that letters say: `c` is 3, `iv` is 4. What may be either is the next number, if one of them is that.
fn number_in_letters(name: &str, next: Option<u32>) -> Option<u32> {
    let lower = name.to_lowercase();
    if !lower.is_ascii() {
        // In other alphabets, only the order is known.
        return lower
            .chars()
            .all(char::is_alphabetic)
            .then(|| next.unwrap_or(1));
    }
    let letter = match lower.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    };
    let roman = roman(&lower);
    match (letter, roman) {
        (Some(_), Some(_)) if next.is_some() && next == letter => letter,
        (Some(_), Some(_)) if next.is_some() && next == roman => roman,
        (Some(_), Some(_)) if matches!(lower.as_str(), "i" | "v" | "x") => roman,
        _ => letter.or(roman),
    }
}

/// The value of a Roman numeral in lower case.
fn roman(name: &str) -> Option<u32> {
    let (mut sum, mut last) = (0, 0);
    for letter in name.chars().rev() {
        let value = match letter {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            'd' => 500,
            'm' => 1000,
            _ => return None,
        };
        if value < last {
            sum -= value;
        } else {
            sum += value;
            last = value;
        }
    }
    (name.len() <= 15).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::{Sign, sign_of};

    #[test]
    fn bullets_are_told_from_numbers_and_words() {
        for (bullet, next, number) in [
            ("2. ", None, 2),
            ("b)\u{a0}", None, 2),
            ("(iv)", None, 4),
            ("XIX.", None, 19),
            ("C.", None, 3),
            ("i.", Some(9), 9),
            ("i.", None, 1),
            ("б)", Some(2), 2),
            ("7", None, 7),
        ] {
            assert_eq!(
                sign_of(bullet, 1, next),
                Sign::Numbers(vec![number]),
                "{bullet}"
            );
        }
        assert_eq!(sign_of("3.1", 2, None).number(1), Some(3));
        assert_eq!(sign_of("3.1", 2, None).number(2), Some(1));
        for bullet in ["o", "·\u{a0}\u{a0}", "§", ""] {
            assert_eq!(sign_of(bullet, 1, None), Sign::Bullet, "{bullet}");
        }
        for bullet in ["Article 1.", "3.1", "Step 2:", "aa)"] {
            assert_eq!(sign_of(bullet, 1, None), Sign::Words, "{bullet}");
        }
    }
}
