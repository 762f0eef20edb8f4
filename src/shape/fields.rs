//! Where labelled paragraphs of a text are fields.
//!
//! In text, a field is marked only by its words, as in `Dates: Friday`, and by its position: at the end of the
//! article, or of a part of it that ends with a rule. Readers and writers of text have to agree on this rule, so both
//! use it from here.

use std::borrow::Borrow;
use std::ops::Range;

use crate::grammar::escaped::COLON;
use crate::model::{Block, Inline, inline_text};

/// The maximum length of a label in characters.
const MAX_LABEL_CHARS: usize = 40;
/// The maximum length of a closing line in characters.
const MAX_CLOSING_CHARS: usize = 80;
/// The maximum number of closing lines after the fields.
const MAX_CLOSING_LINES: usize = 3;

/// Whether the words before a colon may be a label: they are short and not a sentence.
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
        && words.chars().nth(MAX_LABEL_CHARS).is_none()
        && !words.contains([
            ':', '.', ',', ';', '!', '?', '[', ']', '\u{fffc}', '\n', COLON,
        ])
}

/// How the label of a paragraph is set.
#[derive(Clone, Copy)]
pub(crate) enum Label {
    /// As plain text, up to a colon at this byte offset.
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

/// Whether a paragraph consists only of links and spaces: then it is another value of the field before it.
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

/// Whether all values are links.
pub(crate) fn are_links(items: &[Vec<Block>]) -> bool {
    let is_links = |item: &Vec<Block>| matches!(item.as_slice(), [Block::Paragraph { content }] if is_links_alone(content));
    items.iter().all(is_links)
}

/// Whether the values of a field are printed on lines of their own, the first one after the label. This is so for a
/// single paragraph and for links; all others are printed as a list.
pub(crate) fn is_printed_on_lines(items: &[Vec<Block>]) -> bool {
    let is_paragraph = |item: &[Block]| matches!(item, [Block::Paragraph { .. }]);
    matches!(items, [item] if is_paragraph(item)) || are_links(items)
}

/// Whether a paragraph is a short line but not a sentence, such as a byline or a date of publication. Such lines may
/// follow the fields.
pub(crate) fn is_short_line(content: &[Inline]) -> bool {
    let text = inline_text(content);
    text.chars().nth(MAX_CLOSING_CHARS).is_none() && !text.ends_with(['.', '!', '?', ':', '…'])
}

/// The ranges of blocks in which a labelled paragraph is read as a field.
///
/// `is_field` returns whether the block at an index is a field or may be one.
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

/// The index of the first of the fields at the end of the blocks; `blocks.len()` if there are none.
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
                closing_lines <= MAX_CLOSING_LINES && is_short_line(content)
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
            "Dates", "Thématiques", "Lieu de l'événement", "タグ", "2nd author",
        ] {
            assert!(is_label(label), "{label}");
        }
        for other in [
            "", "see", "He said. Then", "Well, then", "What is that? It is", "Dates ",
        ] {
            assert!(!is_label(other), "{other}");
        }
    }
}
