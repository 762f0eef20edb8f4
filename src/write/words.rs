//! What is left of nodes that nest too deep to be written as such.

use crate::model::{Block, Inline, Node, Target, Walk};

/// A piece of what they show.
pub(super) enum Word<'a> {
    Text(&'a str),
    /// A break in a paragraph.
    Space,
    /// The start of a block.
    Block,
    /// A link whose words are not known.
    StandIn(&'a Target),
}

/// The words of these nodes in print order, however deep they nest.
pub(super) fn words(walk: Walk<'_>) -> impl Iterator<Item = Word<'_>> {
    walk.flat_map(|node| match node {
        Node::Block(Block::CodeBlock { text, .. }) => [Some(Word::Block), Some(Word::Text(text))],
        Node::Block(_) => [Some(Word::Block), None],
        Node::Inline(inline) => [word_of(inline), None],
    })
    .flatten()
}

/// What an inline shows beside what it contains.
fn word_of(inline: &Inline) -> Option<Word<'_>> {
    match inline {
        Inline::Text { text } | Inline::Code { text } => Some(Word::Text(text)),
        Inline::Image { alt, .. } => Some(Word::Text(alt)),
        Inline::Break {} => Some(Word::Space),
        Inline::Link { content, target } if content.is_empty() => Some(Word::StandIn(target)),
        _ => None,
    }
}
