//! The words of an article, without markup.

use std::collections::VecDeque;

use super::walk::{walk_blocks, walk_inlines};
use super::{Article, Block, Inline, Node, Walk};

impl Article {
    /// The text of title, body and comments: one line for each paragraph, term, caption or the like.
    ///
    /// Markers and the footer are left out. Images are their `alt` text, checkboxes the characters ☐ and ☒. Notes
    /// follow at the end.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline};
    ///
    /// let article = Article {
    ///     title: Some(vec![Inline::text("News")]),
    ///     body: vec![Block::paragraph(vec![
    ///         Inline::Strong { content: vec![Inline::text("All")] },
    ///         Inline::text(" is well."),
    ///     ])],
    ///     ..Article::default()
    /// };
    /// assert_eq!(article.plain_text(), "News\nAll is well.");
    /// ```
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = Lines::default();
        lines.inlines(self.title.as_deref().unwrap_or_default());
        lines.walk(walk_blocks(&self.body));
        for comment in &self.comments {
            lines.inlines(comment.title.as_deref().unwrap_or_default());
            if let Some(byline) = &comment.byline {
                lines.start();
                lines.text.push_str(&byline.text);
            }
            lines.walk(walk_blocks(&comment.content));
        }
        lines.end()
    }
}

/// The text of a run of inlines, such as the words of a link or a heading. Breaks become spaces; notes are left out.
///
/// ```
/// use liens::model::{Inline, inline_text};
///
/// let words = vec![
///     Inline::Emphasis { content: vec![Inline::text("The")] },
///     Inline::Break {},
///     Inline::text("report"),
/// ];
/// assert_eq!(inline_text(&words), "The report");
/// ```
#[must_use]
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut lines = Lines::default();
    lines.walk(walk_inlines(inlines));
    lines.text
}

/// The character that stands for a checkbox in plain text.
pub(crate) fn checkbox_character(checked: bool) -> &'static str {
    if checked { "☒" } else { "☐" }
}

/// The text of blocks, with their notes at the end.
pub(crate) fn block_text(blocks: &[Block]) -> String {
    let mut lines = Lines::default();
    lines.walk(walk_blocks(blocks));
    lines.end()
}

/// Whether a run of inlines shows nothing: no words, no link, no image.
pub(crate) fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text } => text.bytes().all(|byte| byte.is_ascii_whitespace()),
        Inline::Break {} => true,
        _ => false,
    })
}

#[derive(Default)]
struct Lines<'a> {
    text: String,
    /// The queue of notes whose text is still to be added.
    notes: VecDeque<&'a [Block]>,
}

impl<'a> Lines<'a> {
    fn start(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Finishes the text with the lines of the notes.
    fn end(mut self) -> String {
        while let Some(note) = self.notes.pop_front() {
            self.walk(walk_blocks(note));
        }
        self.text
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        self.start();
        self.walk(walk_inlines(inlines));
    }

    fn walk(&mut self, mut walk: Walk<'a>) {
        while let Some(node) = walk.next() {
            if walk.starts_line() {
                self.start();
            }
            match node {
                Node::Block(block) => {
                    self.start();
                    if let Block::CodeBlock { text, .. } = block {
                        self.text.push_str(text);
                    }
                }
                Node::Inline(Inline::Text { text } | Inline::Code { text }) => {
                    self.text.push_str(text);
                }
                Node::Inline(Inline::Image { alt, .. }) => self.text.push_str(alt),
                Node::Inline(Inline::Break {}) => self.text.push(' '),
                Node::Inline(Inline::Checkbox { checked }) => {
                    self.text.push_str(checkbox_character(*checked));
                }
                Node::Inline(Inline::Note { content }) => {
                    walk.skip_note(content);
                    self.notes.push_back(content);
                }
                Node::Inline(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Definition;

    #[test]
    fn terms_and_captions_start_lines() {
        let text = |words: &str| vec![Inline::text(words)];
        let paragraph = |words| vec![Block::paragraph(text(words))];
        let image = Inline::image("i.png", "a lamp");
        let items = vec![
            Definition {
                terms: vec![text("Alpha"), text("Beta")],
                definitions: vec![paragraph("first"), paragraph("second")],
            },
            Definition {
                terms: vec![text("Gamma")],
                definitions: vec![paragraph("third")],
            },
        ];
        let article = Article {
            body: vec![
                Block::DefinitionList { items },
                Block::Figure {
                    content: vec![Block::paragraph(vec![image])],
                    caption: vec![
                        Inline::Strong {
                            content: text("The"),
                        },
                        Inline::text(" lamp"),
                    ],
                },
            ],
            ..Article::default()
        };
        let expected = "Alpha\nBeta\nfirst\nsecond\nGamma\nthird\na lamp\nThe lamp";
        assert_eq!(article.plain_text(), expected);
    }
}
