//! What text says of itself by an escape: a colon that ends no label, a paragraph that is nothing but text.
//!
//! Writers of text escape what its shape could make more of; readers keep the escape in the text until they have
//! looked at all shapes.

use crate::model::{Block, Inline, MAX_LINK_NUMBER, Target};

/// The number of a link that stands for an escaped colon, which ends no label, or for an escaped space, by which its
/// paragraph is text, as long as fields and head are looked for. No entry has it.
pub(crate) const ESCAPED: u32 = u32::MAX;
const _: () = assert!(ESCAPED > MAX_LINK_NUMBER);

/// What stands for an escaped colon until fields are found.
pub(crate) fn escaped_colon() -> Inline {
    Inline::listed(ESCAPED, vec![Inline::text(":")])
}

/// What stands for an escaped space until the head is found: its paragraph is text, whatever it looks like.
pub(crate) fn escaped_space() -> Inline {
    Inline::listed(ESCAPED, vec![Inline::text(" ")])
}

/// Makes escaped colons text again.
pub(crate) fn show_colons(run: &mut [Inline]) {
    for inline in run.iter_mut().filter(|inline| is_escaped_colon(inline)) {
        *inline = Inline::text(":");
    }
}

/// Makes all that is escaped text again.
pub(crate) fn show_escapes(run: &mut [Inline]) {
    show_colons(run);
    for inline in run.iter_mut().filter(|inline| is_escape(inline)) {
        *inline = Inline::text(" ");
    }
}

/// Whether this stands for an escaped colon.
pub(crate) fn is_escaped_colon(inline: &Inline) -> bool {
    is_escape(inline) && *inline == escaped_colon()
}

fn is_escape(inline: &Inline) -> bool {
    matches!(inline, Inline::Link { target, .. } if *target == Target::Listed(ESCAPED))
}

/// Whether an escaped space keeps a block from being more than the paragraph that it is.
pub(crate) fn is_kept_as_text(block: &Block) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    content
        .iter()
        .any(|inline| is_escape(inline) && *inline == escaped_space())
}
