//! Reduces nodes that nest too deep to be written to their words.

use crate::model::{Block, Inline, Node, Target, Walk, checkbox_character};

/// A piece of visible text.
pub(super) enum Word<'a> {
    Text(&'a str),
    /// A break in a paragraph.
    Space,
    /// The start of a block, or of a line in it.
    Block,
    /// A link whose words are unknown.
    StandIn(&'a Target),
}

/// The words of these nodes in print order, at any depth of nesting.
pub(super) fn words(mut walk: Walk<'_>) -> impl Iterator<Item = Word<'_>> {
    let mut is_in_line = false;
    let words_of_next = move || {
        let words = match walk.next()? {
            Node::Block(Block::CodeBlock { text, .. }) => {
                [Some(Word::Block), Some(Word::Text(text))]
            }
            Node::Block(_) => [Some(Word::Block), None],
            Node::Inline(inline) => {
                let starts_line = is_in_line && walk.starts_line();
                [starts_line.then_some(Word::Block), word_of(inline)]
            }
        };
        // A line at the very start of its block needs no break before it.
        is_in_line = !matches!(words, [Some(Word::Block), None]);
        Some(words)
    };
    std::iter::from_fn(words_of_next).flatten().flatten()
}

/// What an inline itself shows, without its content.
fn word_of(inline: &Inline) -> Option<Word<'_>> {
    match inline {
        Inline::Text { text } | Inline::Code { text } => Some(Word::Text(text)),
        Inline::Image { alt, .. } => Some(Word::Text(alt)),
        Inline::Break {} => Some(Word::Space),
        Inline::Link {
            content, target, ..
        } if content.is_empty() => Some(Word::StandIn(target)),
        Inline::Checkbox { checked } => Some(Word::Text(checkbox_character(*checked))),
        _ => None,
    }
}
