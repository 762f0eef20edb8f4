//! Running text.

use std::fmt;

use super::PandocApi;
use super::links::Destination;
use super::writer::Writer;
use crate::model::{Inline, MAX_DEPTH, Target};
use crate::pandoc::{self, FIGURE_PREFIX, class, key};
use crate::write::url_scheme::{is_relative, is_safe_image, is_safe_link};

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes inlines after each other, in an array that the caller opens.
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

    /// Writes an array of inlines.
    pub(super) fn run(&mut self, inlines: &[Inline]) -> fmt::Result {
        self.array(|writer| writer.inlines(inlines))
    }

    fn inline(&mut self, inline: &Inline) -> fmt::Result {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Emphasis { content } => self.around("Emph", content),
            Inline::Strong { content } => self.around("Strong", content),
            Inline::Strikeout { content } => self.around("Strikeout", content),
            Inline::Underline { content } => self.around("Underline", content),
            Inline::Subscript { content } => self.around("Subscript", content),
            Inline::Superscript { content } => self.around("Superscript", content),
            Inline::Small { content } => {
                self.span(class::SMALL, &[], |writer| writer.inlines(content))
            }
            Inline::Code { text } => self.node_of("Code", |writer| {
                writer.attributes(&[], &[])?;
                writer.json.string(text)
            }),
            Inline::Link { content, target } => self.link(content, target),
            Inline::Image { src, alt, title } => self.image(src, alt, title.as_deref()),
            Inline::Break {} => self.leaf("LineBreak"),
        }
    }

    fn around(&mut self, tag: &str, content: &[Inline]) -> fmt::Result {
        self.node(tag, |writer| writer.run(content))
    }

    fn link(&mut self, content: &[Inline], target: &Target) -> fmt::Result {
        let destination = match self.in_link {
            true => None,
            false => self.links.destination(target),
        };
        match destination {
            None if content.is_empty() => self.stand_in(target),
            None => self.inlines(content),
            Some(to) if is_safe_link(to.url) => self.followed(content, target, to),
            Some(to) => self.not_followed(content, target, to),
        }
    }

    fn followed(
        &mut self,
        content: &[Inline],
        target: &Target,
        to: Destination<'_>,
    ) -> fmt::Result {
        let number = to.number.filter(|_| !to.is_plain);
        let number = number.map(|number| number.to_string());
        let keys = number.as_deref().map(|number| (key::NUMBER, number));
        self.node_of("Link", |writer| {
            writer.attributes(&classes(content, to), keys.as_slice())?;
            writer.array(|writer| match (content, target) {
                ([], Target::Url(url)) => writer.nameless_span(|writer| writer.text(url)),
                ([], Target::Listed(_)) => writer.stand_in(target),
                (words, _) => writer.linked(words),
            })?;
            writer.address(to.url, to.title)
        })
    }

    /// Writes the words of a link, and its address as text.
    fn not_followed(
        &mut self,
        content: &[Inline],
        target: &Target,
        to: Destination<'_>,
    ) -> fmt::Result {
        let number = to.number.map(|number| number.to_string());
        let key = match &number {
            Some(number) => (key::NUMBER, number.as_str()),
            None => (key::URL, to.url),
        };
        self.span(class::LINK, &[key], |writer| {
            writer.linked(content)?;
            writer.span(class::ADDRESS, &[], |writer| match target {
                Target::Url(url) if content.is_empty() => writer.text(url),
                _ => {
                    if content.is_empty() {
                        writer.stand_in(target)?;
                    }
                    writer.text(&format!(" ({})", to.url))
                }
            })
        })
    }

    fn linked(&mut self, content: &[Inline]) -> fmt::Result {
        self.in_link = true;
        self.inlines(content)?;
        self.in_link = false;
        Ok(())
    }

    /// Writes a link around an address that shows as these words; only the words where it must not be followed.
    pub(super) fn linked_words(&mut self, url: &str, words: &str) -> fmt::Result {
        if !is_safe_link(url) {
            self.text(words)?;
            return match words == url {
                true => Ok(()),
                false => self.text(&format!(" ({url})")),
            };
        }
        self.node_of("Link", |writer| {
            writer.attributes(&[], &[])?;
            writer.array(|writer| writer.text(words))?;
            writer.address(url, "")
        })
    }

    /// Writes an address with its title.
    fn address(&mut self, url: &str, title: &str) -> fmt::Result {
        self.array(|writer| {
            writer.json.string(url)?;
            writer.json.string(title)
        })
    }

    fn image(&mut self, src: &str, alt: &str, title: Option<&str>) -> fmt::Result {
        let title = title.unwrap_or_default();
        if !is_fetched(src) {
            let keys = [(key::URL, src), (key::TITLE, title)];
            let keys = if title.is_empty() { &keys[..1] } else { &keys };
            return self.span(class::IMAGE, keys, |writer| writer.text(alt));
        }
        if self.api == PandocApi::V1_22 && title.starts_with(FIGURE_PREFIX) && !self.in_link {
            // Not alone in its paragraph, such an image is no figure.
            return self.nameless_span(|writer| writer.plain_image(src, alt, title));
        }
        self.plain_image(src, alt, title)
    }

    fn nameless_span(&mut self, inlines: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        self.node_of("Span", |writer| {
            writer.attributes(&[], &[])?;
            writer.array(inlines)
        })
    }

    fn plain_image(&mut self, src: &str, alt: &str, title: &str) -> fmt::Result {
        self.node_of("Image", |writer| {
            writer.attributes(&[], &[])?;
            writer.array(|writer| writer.text(alt))?;
            writer.address(src, title)
        })
    }

    /// Writes a paragraph that is an image with its caption, as figures were written before they had a block.
    pub(super) fn image_with_caption(&mut self, image: &Inline, caption: &[Inline]) -> fmt::Result {
        let Inline::Image { src, alt, title } = image else {
            return self.around("Para", std::slice::from_ref(image));
        };
        let title = format!("{FIGURE_PREFIX}{}", title.as_deref().unwrap_or_default());
        self.node_of("Para", |writer| {
            writer.node_of("Image", |writer| {
                writer.attributes(&[], &[(key::ALT, alt)])?;
                writer.run(caption)?;
                writer.address(src, &title)
            })
        })
    }
}

/// Whether Pandoc may fetch an image. It takes an address without a host for a file, so that must not be outside
/// of the directory.
pub(super) fn is_fetched(src: &str) -> bool {
    let leaves = || src.starts_with(['/', '\\']) || src.split(['/', '\\']).any(|part| part == "..");
    is_safe_image(src) && !(is_relative(src) && leaves())
}

/// What a reader of the document could not tell from the link itself.
fn classes(content: &[Inline], to: Destination<'_>) -> Vec<&'static str> {
    let mut classes = Vec::new();
    match (to.number, content) {
        (None, _) if !to.is_plain => classes.push(class::UNLISTED),
        (Some(number), [Inline::Text { text }])
            if text.starts_with('[') && *text == pandoc::stand_in(number) =>
        {
            classes.push(class::WORDS);
        }
        _ => {}
    }
    classes
}
