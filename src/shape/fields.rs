//! Where a text format may hold labelled values.
//!
//! In text nothing marks a field but its words, `Dates: Friday`, and its place: at the end of the
//! article, or of a part of it that a rule closes. The readers of text and its writer have to agree on that, so the
//! rule is here.

use std::borrow::Borrow;
use std::ops::Range;

use crate::grammar::escaped::COLON;
use crate::model::{Block, Inline, inline_text};

/// Longest label in characters.
const LABEL_CHARS: usize = 40;
/// Longest closing line in characters.
const CLOSING_CHARS: usize = 80;
/// How many closing lines may follow the fields.
const CLOSING_LINES: usize = 3;

/// Whether these words, that stand before a colon, can be a label: short, and no sentence.
pub(crate) fn is_label(words: &str) -> bool {
    let starts_well = words
        .chars()
        .next()
        .is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    let ends_well = words
        .chars()
        .next_back()
        .is_some_and(|last| !last.is_whitespace());
    starts_well
        && ends_well
        && words.chars().nth(LABEL_CHARS).is_none()
        && !words.contains([
            ':', '.', ',', ';', '!', '?', '[', ']', '\u{fffc}', '\n', COLON,
        ])
}

/// How the label of a paragraph is written.
#[derive(Clone, Copy)]
pub(crate) enum Label {
    /// As text, up to a colon at this byte offset.
    Text(usize),
    /// As strong text that ends with a colon.
    Strong,
}

/// The label of a paragraph: the short text before its first colon.
pub(crate) fn labelled(block: &Block) -> Option<Label> {
    let Block::Paragraph { content } = block else {
        return None;
    };
    match content.first()? {
        Inline::Text { text } => {
            let colon = text.find(':')?;
            let rest = &text[colon + 1..];
            let ends = match rest {
                "" => content.len() == 1,
                _ => rest.starts_with([' ', '\n']),
            };
            (is_label(&text[..colon]) && ends).then_some(Label::Text(colon))
        }
        Inline::Strong { content: strong } => match strong.as_slice() {
            [Inline::Text { text }] => is_label(text.strip_suffix(':')?).then_some(Label::Strong),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a block is a labelled paragraph.
pub(crate) fn is_labelled(block: &Block) -> bool {
    labelled(block).is_some()
}

/// Whether a paragraph consists of links alone (and spaces): a further value of the field before it.
pub(crate) fn is_links_alone(content: &[Inline]) -> bool {
    let mut links = false;
    for inline in content {
        match inline {
            Inline::Link { content, .. } if !content.is_empty() => links = true,
            Inline::Text { text } if text.trim_ascii().is_empty() => {}
            _ => return false,
        }
    }
    links
}

/// Whether there are no values but links.
pub(crate) fn are_links(items: &[Vec<Block>]) -> bool {
    let is_links = |item: &Vec<Block>| matches!(item.as_slice(), [Block::Paragraph { content }] if is_links_alone(content));
    items.iter().all(is_links)
}

/// Whether the values of a field are printed on lines of their own, the first after the label: one
/// paragraph, or links only. All others are printed as a list.
pub(crate) fn is_printed_on_lines(items: &[Vec<Block>]) -> bool {
    let is_paragraph = |item: &[Block]| matches!(item, [Block::Paragraph { .. }]);
    matches!(items, [item] if is_paragraph(item)) || are_links(items)
}

/// Whether a paragraph is a short line and no sentence, like a byline or a date of publication. Such a line may
/// follow the fields without ending them.
pub(crate) fn is_short_line(content: &[Inline]) -> bool {
    let text = inline_text(content);
    text.chars().nth(CLOSING_CHARS).is_none() && !text.ends_with(['.', '!', '?', ':', '…'])
}

/// The ranges of blocks in which a labelled paragraph reads as a field.
///
/// `is_field` says of the block at an index whether it is a field or could be one.
pub(crate) fn field_zones(
    blocks: &[impl Borrow<Block>],
    mut is_field: impl FnMut(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut zones = Vec::new();
    let mut end = blocks.len();
    loop {
        let start = zone_start(&blocks[..end], &mut is_field);
        if start < end {
            zones.push(start..end);
        }
        match blocks[..start]
            .iter()
            .rposition(|block| matches!(block.borrow(), Block::Rule {}))
        {
            Some(rule) => end = rule,
            None => break,
        }
    }
    zones.reverse();
    zones
}

/// Where the fields that end these blocks start; `blocks.len()` when there are none.
fn zone_start(blocks: &[impl Borrow<Block>], is_field: &mut impl FnMut(usize) -> bool) -> usize {
    let mut start = blocks.len();
    let mut closing_lines = 0;
    for (at, block) in blocks.iter().enumerate().rev() {
        let belongs = match block.borrow() {
            _ if is_field(at) => {
                start = at;
                true
            }
            Block::Paragraph { content } if is_links_alone(content) => true,
            Block::List { .. } => at > 0 && is_field(at - 1),
            Block::Paragraph { content } if start == blocks.len() => {
                closing_lines += 1;
                closing_lines <= CLOSING_LINES && is_short_line(content)
            }
            _ => false,
        };
        if !belongs {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short_and_no_sentences() {
        for label in [
            "Dates",
            "Thématiques",
            "Lieu de l'événement",
            "タグ",
            "2nd author",
        ] {
            assert!(is_label(label), "{label}");
        }
        for other in [
            "",
            "see",
            "He said. Then",
            "Well, then",
            "What is that? It is",
            "Dates ",
        ] {
            assert!(!is_label(other), "{other}");
        }
    }
}
