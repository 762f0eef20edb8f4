//! Fields: labelled values, either marked up as such or, in a text format, found by their shape.

use crate::model::{Block, Inline, inline_text};
use crate::normal::end_label;
use crate::shape::fields::{Label, are_links, field_zones, is_links_alone, labelled};

/// A field with its label and values, or only its content if it has no label.
///
/// `items` are marked up as values; `blocks` is any other content of the field.
pub(crate) fn field(
    mut label: Vec<Inline>,
    mut items: Vec<Vec<Block>>,
    mut blocks: Vec<Block>,
) -> Vec<Block> {
    if label.is_empty() && blocks.first().is_some_and(is_label) {
        if let Block::Heading { content, .. } | Block::Paragraph { content } = blocks.remove(0) {
            label = content;
        }
    }
    end_label(&mut label);
    if label.is_empty() {
        return items.into_iter().flatten().chain(blocks).collect();
    }
    let mut loose = Vec::new();
    for block in blocks {
        match block {
            Block::List { items: listed, .. } => items.extend(listed),
            block => loose.push(block),
        }
    }
    items.push(loose);
    if items.iter().all(Vec::is_empty) {
        return vec![Block::paragraph(label)];
    }
    vec![Block::Field { label, items }]
}

/// Whether a block is a heading or paragraph that ends with a colon.
pub(super) fn is_label(block: &Block) -> bool {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => {
            let text = inline_text(content);
            text.trim_ascii_end().ends_with([':', '：'])
        }
        _ => false,
    }
}

/// Finds the fields in a text format: labelled paragraphs at the end of the article or of a part of it. In a format
/// without escapes, a labelled sentence is not a field.
pub(crate) fn find_fields(blocks: Vec<Block>, has_escapes: bool) -> Vec<Block> {
    let label_of = |block: &Block| labelled(block).filter(|_| has_escapes || !is_sentence(block));
    let zones = field_zones(&blocks, |at| label_of(&blocks[at]).is_some());
    if zones.is_empty() {
        return blocks;
    }
    let mut found = Found {
        blocks: Vec::with_capacity(blocks.len()),
        takes_links: false,
    };
    let mut zones = zones.into_iter().peekable();
    for (at, mut block) in blocks.into_iter().enumerate() {
        while zones.next_if(|zone| zone.end <= at).is_some() {}
        let in_zone = zones.peek().is_some_and(|zone| zone.contains(&at));
        if !in_zone {
            found.push(block);
        } else if let Some(label) = label_of(&block) {
            found.push(split(&mut block, label));
        } else {
            found.push_value(block);
        }
    }
    found.blocks.into_iter().map(settle).collect()
}

/// Whether a labelled paragraph is a sentence: it continues in lower case after the colon, and ends like a sentence.
fn is_sentence(block: &Block) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    let text = inline_text(content);
    let value = text.split_once(':').map_or("", |(_, value)| value);
    value.trim_ascii_start().starts_with(char::is_lowercase) && text.ends_with(['.', '!', '?'])
}

/// The blocks of an article, with the fields found so far.
struct Found {
    blocks: Vec<Block>,
    /// Whether the last block is a field whose values are all links, so that a further link belongs to it.
    takes_links: bool,
}

impl Found {
    fn push(&mut self, block: Block) {
        self.takes_links = matches!(&block, Block::Field { items, .. } if are_links(items));
        self.blocks.push(block);
    }

    /// Adds a block after a field. Further links, or a list directly after the label, are its values.
    fn push_value(&mut self, block: Block) {
        match (self.blocks.last_mut(), block) {
            (Some(Block::Field { items, .. }), Block::Paragraph { content })
                if self.takes_links && is_links_alone(&content) =>
            {
                items.push(vec![Block::Paragraph { content }]);
            }
            (Some(Block::Field { items, .. }), Block::List { items: listed, .. })
                if items.is_empty() =>
            {
                self.takes_links = are_links(&listed);
                *items = listed;
            }
            (_, block) => self.push(block),
        }
    }
}

/// Splits a labelled paragraph.
fn split(block: &mut Block, label: Label) -> Block {
    let Block::Paragraph { content } = block else {
        return Block::Rule {};
    };
    let mut value = std::mem::take(content);
    let label = match (label, &mut value[0]) {
        (Label::Text(colon), Inline::Text { text }) => {
            let label = text[..colon].to_owned();
            text.drain(..=colon);
            label
        }
        _ => {
            let label = inline_text(&value[..1]);
            value.remove(0);
            label.trim_end_matches(':').to_owned()
        }
    };
    trim_start(&mut value);
    let items = if value.is_empty() {
        Vec::new()
    } else {
        vec![vec![Block::paragraph(value)]]
    };
    Block::Field {
        label: vec![Inline::text(label)],
        items,
    }
}

/// Drops the space between label and value.
fn trim_start(value: &mut Vec<Inline>) {
    let is_space =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.trim_ascii().is_empty());
    let spaces = value.iter().take_while(|inline| is_space(inline)).count();
    value.drain(..spaces);
    if let Some(Inline::Text { text }) = value.first_mut() {
        *text = text.trim_ascii_start().to_owned();
    }
}

/// Turns a field without values back into a paragraph.
fn settle(block: Block) -> Block {
    match block {
        Block::Field { mut label, items } if items.is_empty() => {
            label.push(Inline::text(":"));
            Block::paragraph(label)
        }
        block => block,
    }
}
