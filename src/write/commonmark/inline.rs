//! Writes inlines as CommonMark.

use std::fmt;

use super::escape::{closes, destination, ends_with_address, opens, title};
use super::printer::{Links, Printer};
use crate::model::Inline;

impl<W: fmt::Write + ?Sized, L: Links> Printer<'_, W, L> {
    /// Writes running text.
    pub(crate) fn inlines(&mut self, run: &[Inline]) -> fmt::Result {
        self.run(run, None)
    }

    /// Writes running text; `follows` is the character after it.
    fn run(&mut self, run: &[Inline], follows: Option<char>) -> fmt::Result {
        for (at, inline) in run.iter().enumerate() {
            let next = run.get(at + 1);
            let follows = next.map(|next| self.first_char(next)).or(follows);
            let is_after_note = at > 0 && matches!(run[at - 1], Inline::Note { .. });
            if is_after_note && matches!(inline, Inline::Link { .. } | Inline::Note { .. }) {
                // Its label would be read as the label of a reference link.
                self.separator()?;
            }
            self.inline(inline, follows)?;
        }
        Ok(())
    }

    fn inline(&mut self, inline: &Inline, follows: Option<char>) -> fmt::Result {
        let joins_words = matches!(
            inline,
            Inline::Text { .. } | Inline::Link { .. } | Inline::Image { .. } | Inline::Note { .. }
        );
        if joins_words {
            self.end_address()?;
        }
        match inline {
            Inline::Text { text } => self.text(text, follows),
            Inline::Emphasis { content } => self.delimited(content, EMPHASIS, follows),
            Inline::Strong { content } => self.delimited(content, STRONG, follows),
            Inline::Strikeout { content } => self.delimited(content, STRIKEOUT, follows),
            Inline::Underline { content } => self.tagged(content, "u"),
            Inline::Subscript { content } => self.tagged(content, "sub"),
            Inline::Superscript { content } => self.tagged(content, "sup"),
            Inline::Small { content } => self.tagged(content, "small"),
            Inline::Code { text } => self.code(text),
            Inline::Link {
                content,
                target,
                title,
            } => {
                let links = self.links;
                links.link(self, content, target, title.as_deref())
            }
            Inline::Image {
                src, alt, title, ..
            } => self.image(src, alt, title.as_deref()),
            Inline::Note { content } => self.note(content),
            Inline::Checkbox { checked: true } => self.raw("[x]"),
            Inline::Checkbox { checked: false } => self.raw("[ ]"),
            Inline::Anchor { id } => self.anchor(id),
            Inline::Break {} if self.in_cell || self.in_heading => {
                self.raw(if self.has_raw_html { "<br>" } else { " " })
            }
            Inline::Break {} => {
                // A bare URL would include the backslash.
                let is_after_address = self.ends_with_address;
                self.raw(if is_after_address { "  " } else { "\\" })?;
                self.line_break()
            }
        }
    }

    /// Writes text between delimiters where all programs recognize these, otherwise between tags.
    fn delimited(
        &mut self,
        content: &[Inline],
        form: Delimited,
        follows: Option<char>,
    ) -> fmt::Result {
        let (Some(first), Some(last)) = (content.first(), content.last()) else {
            return Ok(());
        };
        let after = follows.unwrap_or('\n');
        let flanks =
            opens(self.last, self.first_char(first)) && closes(self.last_char(last), after);
        let around = [self.last, after];
        // Programs differ on delimiters that touch other delimiters.
        let meets_outside = around.iter().any(|c| matches!(c, '*' | '~'));
        let meets_inside = is_delimited(first) || is_delimited(last);
        let delimiter = match form.apart {
            _ if !flanks || meets_outside => None,
            // A bare URL would include them.
            _ if self.ends_with_address || is_bare_address(last) => None,
            // They differ on the delimiters of deleted text within a word, too.
            None if meets_inside || around.iter().any(|c| c.is_alphanumeric()) => None,
            None => Some(form.delimiter),
            Some(apart) if meets_inside => Some(apart).filter(|_| stands_apart(around)),
            Some(_) => Some(form.delimiter),
        };
        let Some(delimiter) = delimiter else {
            return self.tagged(content, form.tag);
        };
        self.raw(delimiter)?;
        self.run(content, delimiter.chars().next())?;
        self.raw(delimiter)
    }

    fn tagged(&mut self, content: &[Inline], tag: &str) -> fmt::Result {
        if !self.has_raw_html {
            return self.run(content, Some('<'));
        }
        self.raw("<")?;
        self.raw(tag)?;
        self.raw(">")?;
        self.run(content, Some('<'))?;
        self.raw("</")?;
        self.raw(tag)?;
        self.raw(">")
    }

    fn code(&mut self, text: &str) -> fmt::Result {
        // Programs differ on whether this escape belongs to the cell or to the code.
        let differs = self.in_cell && text.contains("\\|");
        // At the start of a paragraph, this would end the label of a definition.
        let defines = self.in_brackets && text.contains("]:");
        let breaks_lines = text.contains(['\u{2028}', '\u{2029}']);
        if differs || defines || breaks_lines || self.ends_with_address {
            return self.tagged(&[Inline::text(text)], "code");
        }
        let fence = "`".repeat(longest_run(text, '`') + 1);
        let ends_in = |c| text.starts_with(c) || text.ends_with(c);
        // Parsers strip a space from both ends if both have one, unless there is nothing else.
        let loses_spaces = text.starts_with(' ') && text.ends_with(' ') && text.trim() != "";
        let pad = if ends_in('`') || loses_spaces {
            " "
        } else {
            ""
        };
        if self.ends_with('`') {
            // Two adjacent code spans would be read as one.
            self.separator()?;
        }
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
        self.text(alt, Some(']'))?;
        self.raw("](")?;
        self.destination(src, image_title)?;
        self.raw(")")
    }

    /// Writes an anchor, the target of internal links.
    fn anchor(&mut self, id: &str) -> fmt::Result {
        if !self.has_raw_html {
            return Ok(());
        }
        self.raw("<a id=\"")?;
        self.attribute_value(id)?;
        self.raw("\"></a>")
    }

    /// Writes the value of a tag's attribute; the caller writes the quotes.
    pub(crate) fn attribute_value(&mut self, value: &str) -> fmt::Result {
        self.raw(&htmlize::escape_attribute(value).replace('|', "&#124;"))
    }

    /// Writes `[words](destination "title")`.
    pub(crate) fn titled_link(
        &mut self,
        content: &[Inline],
        url: &str,
        link_title: Option<&str>,
    ) -> fmt::Result {
        self.bracketed(content)?;
        self.raw("(")?;
        self.destination(url, link_title)?;
        self.raw(")")
    }

    /// Writes `[words]`.
    pub(crate) fn bracketed(&mut self, content: &[Inline]) -> fmt::Result {
        self.raw("[")?;
        let is_inner = std::mem::replace(&mut self.in_brackets, true);
        self.run(content, Some(']'))?;
        self.in_brackets = is_inner;
        self.raw("]")
    }

    /// Writes a URL and its title, as in links, images and definitions.
    pub(crate) fn destination(&mut self, url: &str, name: Option<&str>) -> fmt::Result {
        destination(self.out, url)?;
        if let Some(name) = name {
            self.raw(" ")?;
            title(self.out, name)?;
        }
        Ok(())
    }

    /// Writes words; `follows` is the character directly after them.
    pub(crate) fn words_before(&mut self, content: &[Inline], follows: char) -> fmt::Result {
        self.run(content, Some(follows))
    }

    /// Writes something invisible between two things that would be read as one: an empty comment or a zero-width
    /// space.
    pub(crate) fn separator(&mut self) -> fmt::Result {
        self.raw(if self.has_raw_html {
            "<!-- -->"
        } else {
            "&#8203;"
        })
    }

    /// Ends a bare URL that was just written, so that it does not include what follows.
    pub(crate) fn end_address(&mut self) -> fmt::Result {
        if self.ends_with_address {
            self.separator()?;
        }
        Ok(())
    }

    /// The first character of an inline as written; only its kind matters: space, letter or punctuation.
    fn first_char(&self, inline: &Inline) -> char {
        match inline {
            Inline::Text { text } => text.chars().next().unwrap_or(' '),
            Inline::Emphasis { .. } | Inline::Strong { .. } => '*',
            Inline::Strikeout { .. } => '~',
            Inline::Code { .. } => '`',
            Inline::Link {
                content, target, ..
            } => match content.first() {
                Some(first) if self.links.starts_with_words(content, target) => {
                    self.first_char(first)
                }
                _ => '[',
            },
            Inline::Image { .. } => '!',
            Inline::Note { .. } | Inline::Checkbox { .. } => '[',
            Inline::Break {} => '\n',
            _ => '<',
        }
    }

    /// The last character of an inline as written.
    fn last_char(&self, inline: &Inline) -> char {
        match inline {
            Inline::Text { text } => text.chars().next_back().unwrap_or(' '),
            Inline::Break {} => '\n',
            Inline::Link { .. } | Inline::Image { .. } => ')',
            Inline::Note { .. } | Inline::Checkbox { .. } => ']',
            other => self.first_char(other),
        }
    }
}

/// The delimiters and the tag for a kind of marked text.
#[derive(Clone, Copy)]
struct Delimited {
    delimiter: &'static str,
    /// The delimiter to use where the usual one would touch another inside.
    apart: Option<&'static str>,
    tag: &'static str,
}

const EMPHASIS: Delimited = Delimited {
    delimiter: "*",
    apart: Some("_"),
    tag: "em",
};
const STRONG: Delimited = Delimited {
    delimiter: "**",
    apart: Some("__"),
    tag: "strong",
};
const STRIKEOUT: Delimited = Delimited {
    delimiter: "~~",
    apart: None,
    tag: "del",
};

/// Whether underscores between these characters are delimiters: not within words, nor next to other delimiters.
fn stands_apart(around: [char; 2]) -> bool {
    around
        .iter()
        .all(|c| c.is_whitespace() || (c.is_ascii_punctuation() && *c != '_'))
}

/// The longest run of a character in a text.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of)
        .map(|run| run.len() / of.len_utf8())
        .max()
        .unwrap_or(0)
}

/// Whether an inline is text that ends with a bare URL.
fn is_bare_address(inline: &Inline) -> bool {
    matches!(inline, Inline::Text { text } if ends_with_address(text))
}

/// Whether an inline may be written with delimiters.
fn is_delimited(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Emphasis { .. } | Inline::Strong { .. } | Inline::Strikeout { .. }
    )
}
