//! Writing inlines as HTML, without adding any white space.

use std::fmt;

use super::Images;
use super::writer::Writer;
use crate::model::url_scheme::{is_safe_image, is_safe_link, is_script};
use crate::model::{Inline, Target};

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes inlines one after the other.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) -> fmt::Result {
        let mut inlines = inlines.iter();
        inlines.try_for_each(|inline| self.inline(inline))
    }

    fn inline(&mut self, inline: &'a Inline) -> fmt::Result {
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
            Inline::Link {
                content,
                target,
                title,
            } => {
                let title = title.as_deref();
                match self.print {
                    Some(_) => self.print_link(content, target, title),
                    None => self.link(content, target, title),
                }
            }
            Inline::Image {
                src,
                alt,
                title,
                width,
                height,
            } => self.image(src, alt, title.as_deref(), [*width, *height]),
            Inline::Note { content } => self.note_reference(content),
            Inline::Checkbox { checked: true } => {
                self.raw("<input type=\"checkbox\" checked=\"checked\" disabled=\"disabled\" />")
            }
            Inline::Checkbox { checked: false } => {
                self.raw("<input type=\"checkbox\" disabled=\"disabled\" />")
            }
            Inline::Anchor { id } => self.anchor(id),
            Inline::Break {} => self.raw("<br>"),
        }
    }

    fn code(&mut self, text: &str) -> fmt::Result {
        self.raw("<code>")?;
        self.text(text)?;
        self.raw("</code>")
    }

    /// Writes an anchor.
    fn anchor(&mut self, id: &'a str) -> fmt::Result {
        let tag = if self.in_link { "span" } else { "a" };
        self.raw("<")?;
        self.raw(tag)?;
        self.anchor_id(id)?;
        self.raw(">")?;
        self.end_tag(tag)
    }

    /// Writes a link, or only a span if it must not or cannot be one.
    fn link(&mut self, content: &'a [Inline], target: &Target, title: Option<&str>) -> fmt::Result {
        let (url, place) = match target {
            Target::Url(url) => (Some(url.as_str()), None),
            Target::Listed(number) => self.links.next_use(*number, content).unzip(),
        };
        let href = url.filter(|url| !self.in_link && is_safe_link(url));
        let tag = if href.is_some() { "a" } else { "span" };
        let number = place
            .filter(|_| self.shows_numbers)
            .map(|place| place.number);
        if let (Some(number), Some(place), []) = (number, place, content) {
            // Its words are unknown, so it is not a link itself: its entry in the list is.
            self.raw("<span class=\"print-footnote lone\"")?;
            self.use_id(place)?;
            return self.raw_fmt(format_args!(">[{number}]</span>"));
        }
        self.raw("<")?;
        self.raw(tag)?;
        if let Some(href) = href {
            self.href(href)?;
        }
        self.title(title)?;
        if let Some(place) = place {
            self.use_id(place)?;
        }
        self.raw(">")?;
        self.linked_words(href.is_some(), content, target)?;
        self.end_tag(tag)?;
        match number {
            Some(number) => self.raw_fmt(format_args!(
                "<span class=\"print-footnote\"> [{number}]</span>"
            )),
            None => Ok(()),
        }
    }

    /// Writes the words of a link, and its URL if nothing else shows it.
    fn linked_words(
        &mut self,
        is_linked: bool,
        content: &'a [Inline],
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

    /// Writes words that link to a URL, or the words and the URL if it must not be linked.
    pub(super) fn address(&mut self, url: &str, words: &str) -> fmt::Result {
        if is_safe_link(url) {
            self.raw("<a")?;
            self.url("href", url)?;
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

    fn image(
        &mut self,
        src: &str,
        alt: &str,
        title: Option<&str>,
        size: [Option<u32>; 2],
    ) -> fmt::Result {
        match self.images {
            Images::Keep => {}
            Images::Drop => return Ok(()),
            Images::Line => return self.image_line(src, alt),
        }
        if !is_safe_image(src) {
            return self.unseen_image(src, alt, title);
        }
        self.raw("<img")?;
        self.url("src", src)?;
        self.attribute("alt", alt)?;
        self.title(title)?;
        for (name, pixels) in ["width", "height"].into_iter().zip(size) {
            if let Some(pixels) = pixels {
                self.raw_fmt(format_args!(" {name}=\"{pixels}\""))?;
            }
        }
        self.raw(">")
    }

    /// Writes the alternative text of an image and its URL, unless the URL contains the image itself.
    fn image_line(&mut self, src: &str, alt: &str) -> fmt::Result {
        self.raw("<span class=\"image\">")?;
        self.text(alt)?;
        if !is_script(src) {
            self.raw(if alt.is_empty() { "" } else { " (" })?;
            match self.in_link {
                true => self.text(src)?,
                false => self.printed_address(src, src)?,
            }
            self.raw(if alt.is_empty() { "" } else { ")" })?;
        }
        self.raw("</span>")
    }

    /// Writes a title, with the space before it.
    pub(super) fn title(&mut self, title: Option<&str>) -> fmt::Result {
        title.map_or(Ok(()), |title| self.attribute("title", title))
    }

    /// Writes the text that replaces an image whose URL must not be followed.
    fn unseen_image(&mut self, src: &str, alt: &str, title: Option<&str>) -> fmt::Result {
        self.raw("<span")?;
        self.attribute("data-src", src)?;
        self.title(title)?;
        self.raw(">")?;
        self.text(alt)?;
        self.raw("</span>")
    }
}
