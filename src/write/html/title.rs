//! The name of an article, for page titles and contents.

use crate::model::{Article, Block, Inline, inline_text};

/// The name of an article: its title, otherwise its first heading.
pub(super) fn title_of(article: &Article) -> Option<String> {
    let title = article.title.as_deref();
    let heading = || {
        article
            .body
            .iter()
            .find_map(heading)
            .map(|(_, content)| content)
    };
    let words = inline_text(title.or_else(heading)?);
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The level and the words of a heading.
pub(super) fn heading(block: &Block) -> Option<(u8, &[Inline])> {
    match block {
        Block::Heading { level, content } => Some((*level, content)),
        _ => None,
    }
}
