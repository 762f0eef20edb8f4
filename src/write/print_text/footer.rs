//! Prints the source line and the numbered list, with labels that the reader will recognize.

use std::borrow::Cow;
use std::fmt;

use super::markers::Markers;
use crate::grammar::source::is_heading;
use crate::grammar::url::{decode_references, is_autolink, starts_as_url};
use crate::label::Vocabulary;
use crate::model::url_scheme::is_safe_link;
use crate::model::{Article, Block, Inline, Link, Source, StampKind};
use crate::normal::{labels, roundtrip};
use crate::write::commonmark::Printer;

pub(super) struct Footer<'a> {
    links: &'a [Link],
    /// An article with only the source and the labels, as they are printed.
    frame: Article,
    /// Whether the source can be printed as a line that readers will recognize.
    has_source: bool,
    pub(super) markers: Markers,
}

impl<'a> Footer<'a> {
    /// The footer of an article, without labels that would keep readers from recognizing it.
    pub(super) fn of(article: &'a Article, vocabulary: &Vocabulary) -> Self {
        let links = article.links.as_slice();
        let mut frame = article.frame();
        if !roundtrip::source_is_recognized(&frame, vocabulary) {
            frame.labels.stamp = None;
        }
        if !roundtrip::source_is_recognized(&frame, vocabulary) {
            frame.labels.source = None;
        }
        let has_source =
            frame.source.is_some() && roundtrip::source_is_recognized(&frame, vocabulary);
        let is_known = roundtrip::heading_is_known(&frame, vocabulary)
            || (is_heading(labels::links(&frame)) && (has_source || counts_addresses(links)));
        if !is_known {
            frame.labels.links = None;
        }
        Self {
            links,
            frame,
            has_source,
            markers: Markers {
                has_list: !links.is_empty(),
                shows_brackets: links.iter().any(|link| is_linked(&link.url)),
            },
        }
    }

    /// Whether the source line or the list shows readers that this is a print export.
    pub(super) fn shows_export(&self) -> bool {
        self.has_source || self.markers.has_list
    }

    /// Whether the list follows the text directly, without a source line above it.
    pub(super) fn is_list_alone(&self) -> bool {
        self.markers.has_list && !self.has_source
    }

    /// The source as an ordinary paragraph, if it cannot be printed as a source line.
    pub(super) fn source_as_text(&self) -> Option<Block> {
        let source = self.frame.source.as_ref().filter(|_| !self.has_source)?;
        let label = labels::source_and_stamp(&self.frame);
        let line = format!("{label}: {}", source.url);
        Some(Block::paragraph(vec![Inline::text(line)]))
    }

    pub(super) fn print<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Markers>,
        vocabulary: &Vocabulary,
    ) -> fmt::Result {
        if let Some(source) = self.frame.source.as_ref().filter(|_| self.has_source) {
            printer.next_block()?;
            self.source(printer, source, vocabulary)?;
        }
        if self.links.is_empty() {
            return Ok(());
        }
        printer.next_block()?;
        let heading = Block::heading(3, vec![Inline::text(labels::links(&self.frame))]);
        printer.block(&heading, false)?;
        for link in self.links {
            printer.next_block()?;
            entry(printer, link)?;
        }
        Ok(())
    }

    fn source<W: fmt::Write + ?Sized>(
        &self,
        printer: &mut Printer<'_, W, Markers>,
        source: &Source,
        vocabulary: &Vocabulary,
    ) -> fmt::Result {
        // Readers recognize that the meaning of the date is unknown only by the line not being bold.
        let kind = source.stamp.as_ref().map(|stamp| stamp.kind);
        let bold = if kind == Some(StampKind::Unknown) {
            ""
        } else {
            "**"
        };
        printer.raw(bold)?;
        printer.plain(labels::source(&self.frame))?;
        if let Some(stamp) = &source.stamp {
            let label = labels::stamp(&self.frame, stamp.kind);
            let (before, after) = labels::around(label, "{date}");
            let is_known = vocabulary.kind_of_stamp(label).is_some();
            let emphasis = if stamp.kind == StampKind::Retrieved && !is_known {
                "*"
            } else {
                ""
            };
            printer.raw(" (")?;
            printer.plain(&before)?;
            printer.raw(emphasis)?;
            printer.plain(&stamp.text)?;
            printer.raw(emphasis)?;
            printer.plain(after)?;
            printer.raw(")")?;
        }
        printer.raw(":")?;
        printer.raw(bold)?;
        address(printer, &source.url)
    }
}

/// Whether the entries count up from 1 and all have URLs: such a list is recognized without a heading.
fn counts_addresses(links: &[Link]) -> bool {
    let is_address = |link: &Link| link.url.is_empty() || starts_as_url(&link.url);
    links
        .iter()
        .zip(1..)
        .all(|(link, number)| link.number == number && is_address(link))
        && links.iter().any(|link| !link.url.is_empty())
}

fn entry<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Markers>,
    link: &Link,
) -> fmt::Result {
    printer.number(link.number)?;
    if let Some(title) = &link.title {
        printer.raw(" ")?;
        printer.plain(title)?;
        printer.raw(":")?;
    }
    // Readers decode listed URLs twice, since the exporter escapes them twice.
    let url = match decode_references(&link.url) == link.url {
        true => Cow::Borrowed(link.url.as_str()),
        false => Cow::Owned(link.url.replace('&', "&amp;")),
    };
    // After a title, markup shows where a URL starts that must not look like one.
    let may_be_missed = |title| starts_as_url(title) || is_autolink(&url);
    if link.title.as_deref().is_some_and(may_be_missed) && !is_linked(&url) && !url.is_empty() {
        printer.raw(" **")?;
        unlinked(printer, &url)?;
        return printer.raw("**");
    }
    address(printer, &url)
}

/// Writes a URL that takes up the rest of the line.
fn address<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Markers>,
    url: &str,
) -> fmt::Result {
    if url.is_empty() {
        return Ok(());
    }
    printer.raw(" ")?;
    if is_linked(url) {
        printer.raw("<")?;
        printer.raw(url)?;
        return printer.raw(">");
    }
    unlinked(printer, url)
}

/// Writes a URL as text that no program will turn into a link.
fn unlinked<W: fmt::Write + ?Sized>(
    printer: &mut Printer<'_, W, Markers>,
    url: &str,
) -> fmt::Result {
    match url.split_once(':') {
        Some((scheme, rest)) if is_autolink(url) => {
            printer.plain(scheme)?;
            printer.raw("&#58;")?;
            printer.plain(rest)
        }
        _ => printer.plain(url),
    }
}

/// Whether the URL of the source or of an entry is written as a link. If not, it must look neither like Markdown nor
/// like a bare URL that programs turn into a link.
fn is_linked(url: &str) -> bool {
    is_autolink(url) && is_safe_link(url)
}
