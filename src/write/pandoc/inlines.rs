//! Writes inlines: text, emphasis, links, images and notes.

use std::fmt;

use super::PandocApi;
use super::links::Destination;
use super::writer::Writer;
use crate::model::url_scheme::{is_relative, is_safe_image, is_safe_link};
use crate::model::{Block, Inline, Target, checkbox_character};
use crate::pandoc::{self, FIGURE_PREFIX, class, key};

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes inlines as elements of an array that the caller has opened.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> fmt::Result {
        let mut inlines = inlines.iter();
        inlines.try_for_each(|inline| self.inline(inline))
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
            Inline::Link {
                content,
                target,
                title,
            } => self.link(content, target, title.as_deref()),
            Inline::Image {
                src,
                alt,
                title,
                width,
                height,
            } => self.image(&Picture {
                src,
                alt,
                title: title.as_deref().unwrap_or_default(),
                size: [(key::WIDTH, *width), (key::HEIGHT, *height)],
            }),
            Inline::Note { content } => self.note(content),
            Inline::Checkbox { checked } => self.text(checkbox_character(*checked)),
            Inline::Anchor { id } => self.node_of("Span", |writer| {
                writer.attributes_with(id, &[], &[])?;
                writer.array(|_| Ok(()))
            }),
            Inline::Break {} => self.leaf("LineBreak"),
        }
    }

    fn around(&mut self, tag: &str, content: &[Inline]) -> fmt::Result {
        self.node(tag, |writer| writer.run(content))
    }

    /// Writes a note. A link around the note does not contain the links in it.
    fn note(&mut self, content: &[Block]) -> fmt::Result {
        let in_link = std::mem::replace(&mut self.in_link, false);
        self.node("Note", |writer| {
            writer.array(|writer| writer.blocks(content))
        })?;
        self.in_link = in_link;
        Ok(())
    }

    fn link(&mut self, content: &[Inline], target: &Target, title: Option<&str>) -> fmt::Result {
        let destination = match self.in_link {
            true => None,
            false => self.links.destination(target),
        };
        match destination {
            None if content.is_empty() => self.stand_in(target),
            None => self.inlines(content),
            Some(to) if is_safe_link(to.url) => self.followed(content, target, title, to),
            Some(to) => self.not_followed(content, target, title, to),
        }
    }

    fn followed(
        &mut self,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
        to: Destination<'_>,
    ) -> fmt::Result {
        let number = to.number.filter(|_| !to.is_plain);
        let number = number.map(|number| number.to_string());
        let number = number.as_deref().map(|number| (key::NUMBER, number));
        // A title that repeats the entry's would be read back as the entry's alone.
        let repeated = title.filter(|title| *title == to.title);
        let repeated = repeated.map(|title| (key::TITLE, title));
        let keys: Vec<_> = number.into_iter().chain(repeated).collect();
        self.node_of("Link", |writer| {
            writer.attributes(&classes(content, to), &keys)?;
            writer.array(|writer| match (content, target) {
                ([], Target::Url(url)) => writer.nameless_span(|writer| writer.text(url)),
                ([], Target::Listed(_)) => writer.stand_in(target),
                (words, _) => writer.linked(words),
            })?;
            writer.address(to.url, title.unwrap_or(to.title))
        })
    }

    /// Writes a link that must not be followed: its words, and its URL as text.
    fn not_followed(
        &mut self,
        content: &[Inline],
        target: &Target,
        title: Option<&str>,
        to: Destination<'_>,
    ) -> fmt::Result {
        let number = to.number.map(|number| number.to_string());
        let key = match &number {
            Some(number) => (key::NUMBER, number.as_str()),
            None => (key::URL, to.url),
        };
        let title = title.map(|title| (key::TITLE, title));
        let keys: Vec<_> = [key].into_iter().chain(title).collect();
        self.span(class::LINK, &keys, |writer| {
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

    /// Writes a link to a URL with these words; only the words if the URL must not be followed.
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

    /// Writes a link target: a URL and its title.
    fn address(&mut self, url: &str, title: &str) -> fmt::Result {
        self.array(|writer| {
            writer.json.string(url)?;
            writer.json.string(title)
        })
    }

    fn image(&mut self, picture: &Picture<'_>) -> fmt::Result {
        let Picture {
            src, alt, title, ..
        } = *picture;
        if !is_fetched(src) {
            let size = picture.size_as_text();
            let mut keys = vec![(key::URL, src)];
            keys.extend((!title.is_empty()).then_some((key::TITLE, title)));
            keys.extend(size.iter().map(|(key, size)| (*key, size.as_str())));
            return self.span(class::IMAGE, &keys, |writer| writer.text(alt));
        }
        if self.api == PandocApi::V1_22 && title.starts_with(FIGURE_PREFIX) && !self.in_link {
            // In a span, the image is not alone in its paragraph, so Pandoc does not turn it into a figure.
            return self.nameless_span(|writer| writer.plain_image(picture));
        }
        self.plain_image(picture)
    }

    fn nameless_span(&mut self, inlines: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        self.node_of("Span", |writer| {
            writer.attributes(&[], &[])?;
            writer.array(inlines)
        })
    }

    fn plain_image(&mut self, picture: &Picture<'_>) -> fmt::Result {
        let size = picture.size_as_text();
        let keys: Vec<_> = size
            .iter()
            .map(|(key, size)| (*key, size.as_str()))
            .collect();
        self.node_of("Image", |writer| {
            writer.attributes(&[], &keys)?;
            writer.array(|writer| writer.text(picture.alt))?;
            writer.address(picture.src, picture.title)
        })
    }

    /// Writes a paragraph of one image with its caption, which is how Pandoc wrote figures before it had a block for
    /// them.
    pub(super) fn image_with_caption(&mut self, image: &Inline, caption: &[Inline]) -> fmt::Result {
        let Inline::Image {
            src,
            alt,
            title,
            width,
            height,
        } = image
        else {
            return self.around("Para", std::slice::from_ref(image));
        };
        let size = size_as_text([(key::WIDTH, *width), (key::HEIGHT, *height)]);
        let mut keys = vec![(key::ALT, alt.as_str())];
        keys.extend(size.iter().map(|(key, size)| (*key, size.as_str())));
        let title = format!("{FIGURE_PREFIX}{}", title.as_deref().unwrap_or_default());
        self.node_of("Para", |writer| {
            writer.node_of("Image", |writer| {
                writer.attributes(&[], &keys)?;
                writer.run(caption)?;
                writer.address(src, &title)
            })
        })
    }
}

/// An image to be written.
struct Picture<'a> {
    src: &'a str,
    alt: &'a str,
    title: &'a str,
    /// The attributes for width and height.
    size: [(&'static str, Option<u32>); 2],
}

impl Picture<'_> {
    fn size_as_text(&self) -> Vec<(&'static str, String)> {
        size_as_text(self.size)
    }
}

fn size_as_text(size: [(&'static str, Option<u32>); 2]) -> Vec<(&'static str, String)> {
    let stated = |(key, pixels): (_, Option<u32>)| Some((key, pixels?.to_string()));
    size.into_iter().filter_map(stated).collect()
}

/// Whether Pandoc may fetch an image. It reads a URL without a host as a file name, so that must not lead out of the
/// directory.
pub(super) fn is_fetched(src: &str) -> bool {
    let leaves = || src.starts_with(['/', '\\']) || src.split(['/', '\\']).any(|part| part == "..");
    is_safe_image(src) && !(is_relative(src) && leaves())
}

/// Classes that tell a reader of the document what it could not infer from the link itself.
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
