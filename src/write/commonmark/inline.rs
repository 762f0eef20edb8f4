//! Inlines as CommonMark.

use std::fmt;

use super::escape::{closes, destination, opens, title};
use super::{Links, Printer};
use crate::model::Inline;

impl<W: fmt::Write + ?Sized, L: Links> Printer<'_, W, L> {
    /// Writes running text.
    pub(in crate::write) fn inlines(&mut self, run: &[Inline]) -> fmt::Result {
        self.run(run, None)
    }

    /// Writes running text that this character follows.
    fn run(&mut self, run: &[Inline], follows: Option<char>) -> fmt::Result {
        for (at, inline) in run.iter().enumerate() {
            let next = run.get(at + 1);
            let follows = next.map(first_char).or(follows);
            let before_link = matches!(next, Some(Inline::Link { .. } | Inline::Image { .. }));
            let after_emphasis = at > 0 && is_delimited(&run[at - 1]);
            self.inline(inline, follows, before_link, after_emphasis)?;
        }
        Ok(())
    }

    fn inline(
        &mut self,
        inline: &Inline,
        follows: Option<char>,
        before_link: bool,
        after_emphasis: bool,
    ) -> fmt::Result {
        match inline {
            Inline::Text { text } => self.text(text, before_link),
            Inline::Emphasis { content } => {
                self.emphasis(content, "*", "em", follows, after_emphasis)
            }
            Inline::Strong { content } => {
                self.emphasis(content, "**", "strong", follows, after_emphasis)
            }
            Inline::Strikeout { content } => {
                self.emphasis(content, "~~", "del", follows, after_emphasis)
            }
            Inline::Underline { content } => self.tagged(content, "u"),
            Inline::Subscript { content } => self.tagged(content, "sub"),
            Inline::Superscript { content } => self.tagged(content, "sup"),
            Inline::Small { content } => self.tagged(content, "small"),
            Inline::Code { text } => self.code(text),
            Inline::Link { content, target } => {
                let links = self.links;
                links.link(self, content, target)
            }
            Inline::Image { src, alt, title } => self.image(src, alt, title.as_deref()),
            Inline::Break {} if self.in_cell || self.in_heading => self.raw("<br>"),
            Inline::Break {} => {
                self.raw("\\")?;
                self.line_break()
            }
        }
    }

    /// Writes emphasis with delimiters where CommonMark reads them as such, with tags elsewhere.
    fn emphasis(
        &mut self,
        content: &[Inline],
        delimiter: &str,
        tag: &str,
        follows: Option<char>,
        after_emphasis: bool,
    ) -> fmt::Result {
        let (Some(first), Some(last)) = (content.first(), content.last()) else {
            return Ok(());
        };
        // Delimiters that meet other delimiters, and those of deleted text within a word, are read
        // differently by different programs.
        let meets = after_emphasis || is_delimited(first) || is_delimited(last);
        let behind = follows.unwrap_or('\n');
        let within_word =
            delimiter == "~~" && (self.last.is_alphanumeric() || behind.is_alphanumeric());
        let flanks = opens(self.last, first_char(first)) && closes(last_char(last), behind);
        if meets || within_word || !flanks || behind == '*' || behind == '~' {
            return self.tagged(content, tag);
        }
        self.raw(delimiter)?;
        self.run(content, delimiter.chars().next())?;
        self.raw(delimiter)
    }

    fn tagged(&mut self, content: &[Inline], tag: &str) -> fmt::Result {
        self.raw("<")?;
        self.raw(tag)?;
        self.raw(">")?;
        self.run(content, Some('<'))?;
        self.raw("</")?;
        self.raw(tag)?;
        self.raw(">")
    }

    fn code(&mut self, text: &str) -> fmt::Result {
        let fence = "`".repeat(longest_run(text, '`') + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') {
            " "
        } else {
            ""
        };
        self.raw(&fence)?;
        self.raw(pad)?;
        if self.in_cell {
            self.raw(&text.replace('|', "\\|"))?;
        } else {
            self.raw(text)?;
        }
        self.raw(pad)?;
        self.raw(&fence)
    }

    fn image(&mut self, src: &str, alt: &str, image_title: Option<&str>) -> fmt::Result {
        self.raw("![")?;
        self.text(alt, false)?;
        self.raw("](")?;
        destination(self.out, src)?;
        if let Some(image_title) = image_title {
            self.raw(" ")?;
            title(self.out, image_title)?;
        }
        self.raw(")")
    }

    /// Writes `[words](destination)`.
    pub(in crate::write) fn inline_link(&mut self, content: &[Inline], url: &str) -> fmt::Result {
        self.raw("[")?;
        self.run(content, Some(']'))?;
        self.raw("](")?;
        destination(self.out, url)?;
        self.raw(")")
    }
}

/// The longest run of a character in a text.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of)
        .map(|run| run.len() / of.len_utf8())
        .max()
        .unwrap_or(0)
}

/// Whether an inline may be written with delimiters.
fn is_delimited(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Emphasis { .. } | Inline::Strong { .. } | Inline::Strikeout { .. }
    )
}

/// The character that an inline starts with when written; what matters is whether it is a space, a
/// letter or punctuation.
fn first_char(inline: &Inline) -> char {
    match inline {
        Inline::Text { text } => text.chars().next().unwrap_or(' '),
        Inline::Emphasis { .. } | Inline::Strong { .. } => '*',
        Inline::Strikeout { .. } => '~',
        Inline::Code { .. } => '`',
        Inline::Link { .. } => '[',
        Inline::Image { .. } => '!',
        Inline::Break {} => '\\',
        _ => '<',
    }
}

/// The character that an inline ends with when written.
fn last_char(inline: &Inline) -> char {
    match inline {
        Inline::Text { text } => text.chars().next_back().unwrap_or(' '),
        Inline::Break {} => '\n',
        Inline::Link { .. } => ')',
        other => first_char(other),
    }
}
