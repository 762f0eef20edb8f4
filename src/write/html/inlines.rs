//! Running text. No white space is added to it.

use std::borrow::Cow;
use std::fmt;

use super::writer::Writer;
use crate::model::{Inline, MAX_DEPTH, Target};
use crate::write::url_scheme::{is_safe_image, is_safe_link, is_script};

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes inlines after each other.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> fmt::Result {
        self.depth += 1;
        for inline in inlines {
            if self.depth > MAX_DEPTH {
                self.words(inline.walk())?;
            } else {
                self.inline(inline)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn inline(&mut self, inline: &Inline) -> fmt::Result {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Emphasis { content } => self.wrapped("em", content),
            Inline::Strong { content } => self.wrapped("strong", content),
            Inline::Strikeout { content } => self.wrapped("del", content),
            Inline::Underline { content } => self.wrapped("u", content),
            Inline::Subscript { content } => self.wrapped("sub", content),
            Inline::Superscript { content } => self.wrapped("sup", content),
            Inline::Small { content } => self.wrapped("small", content),
            Inline::Code { text } => self.code(text),
            Inline::Link { content, target } if self.print.is_some() => {
                self.print_link(content, target)
            }
            Inline::Link { content, target } => self.link(content, target),
            Inline::Image { src, alt, title } => self.image(src, alt, title.as_deref()),
            Inline::Break {} => self.raw("<br>"),
        }
    }

    fn code(&mut self, text: &str) -> fmt::Result {
        self.raw("<code>")?;
        self.text(text)?;
        self.raw("</code>")
    }

    /// Writes a link, or a mere span where there is nothing to link to.
    fn link(&mut self, content: &[Inline], target: &Target) -> fmt::Result {
        let (url, place) = match target {
            Target::Url(url) => (Some(url.as_str()), None),
            Target::Listed(number) => self.links.next_use(*number, content).unzip(),
        };
        let href = url.filter(|url| !self.in_link && is_safe_link(url));
        let tag = if href.is_some() { "a" } else { "span" };
        self.raw("<")?;
        self.raw(tag)?;
        if let Some(href) = href {
            self.attribute("href", &address(href))?;
        }
        if let Some(place) = place {
            self.raw_fmt(format_args!(" id=\"{place}\""))?;
        }
        self.raw(">")?;
        self.linked_words(href.is_some(), content, target)?;
        self.end_tag(tag)
    }

    /// Writes the words of a link, and its address where nothing else says it.
    fn linked_words(
        &mut self,
        is_linked: bool,
        content: &[Inline],
        target: &Target,
    ) -> fmt::Result {
        if content.is_empty() {
            return self.stand_in(target);
        }
        let was_in_link = self.in_link;
        self.in_link |= is_linked;
        self.inlines(content)?;
        self.in_link = was_in_link;
        let shows = |url: &str| matches!(content, [Inline::Text { text }] if text == url);
        match target {
            Target::Url(url) if !is_linked && !is_script(url) && !shows(url) => {
                self.raw(" (")?;
                self.text(url)?;
                self.raw(")")
            }
            _ => Ok(()),
        }
    }

    /// Writes words that link to an address, or the words and the address where it must not be
    /// linked.
    pub(super) fn address(&mut self, url: &str, words: &str) -> fmt::Result {
        if is_safe_link(url) {
            self.raw("<a")?;
            self.attribute("href", url)?;
            self.raw(">")?;
            self.text(words)?;
            return self.raw("</a>");
        }
        self.raw("<span>")?;
        self.text(words)?;
        if words != url {
            self.raw(" (")?;
            self.text(url)?;
            self.raw(")")?;
        }
        self.raw("</span>")
    }

    fn image(&mut self, src: &str, alt: &str, title: Option<&str>) -> fmt::Result {
        if !is_safe_image(src) {
            return self.unseen_image(src, alt, title);
        }
        self.raw("<img")?;
        self.attribute("src", src)?;
        self.attribute("alt", alt)?;
        if let Some(title) = title {
            self.attribute("title", title)?;
        }
        self.raw(">")
    }

    /// Writes the words that stand for an image whose address must not be followed.
    fn unseen_image(&mut self, src: &str, alt: &str, title: Option<&str>) -> fmt::Result {
        self.raw("<span")?;
        self.attribute("data-src", src)?;
        if let Some(title) = title {
            self.attribute("title", title)?;
        }
        self.raw(">")?;
        self.text(alt)?;
        self.raw("</span>")
    }
}

/// An address as it stands in an attribute: no browser takes a space there.
fn address(url: &str) -> Cow<'_, str> {
    match url.contains(' ') {
        true => Cow::Owned(url.replace(' ', "%20")),
        false => Cow::Borrowed(url),
    }
}
