//! Writes the exporter's page in modern HTML: the same structure and classes, with a style sheet for paper.

use std::fmt;

use super::style::PageStyle;
use super::writer::Writer;
use crate::model::url_scheme::is_safe_link;
use crate::model::{Link, inline_text};

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes everything before the content.
    pub(super) fn modern_head(&mut self, style: &PageStyle) -> fmt::Result {
        let article = self.article;
        self.raw("<!DOCTYPE html>\n<html")?;
        self.language()?;
        // A direction that only follows from language or letters goes into the style sheet, lest it be read back as
        // stated.
        if let Some(direction) = article.direction {
            self.attribute("dir", direction.name())?;
        }
        self.raw(">\n<head>\n<meta charset=\"utf-8\">\n")?;
        self.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
        if let Some(source) = article.source.as_ref() {
            if is_safe_link(&source.url) {
                self.raw("<base")?;
                self.attribute("href", &source.url)?;
                self.raw(">\n")?;
            }
        }
        self.raw("<title>")?;
        if let Some(title) = &article.title {
            self.plain_text(&inline_text(title))?;
        }
        self.raw("</title>\n<meta name=\"robots\" content=\"noindex, nofollow\">\n")?;
        self.style(&style.sheet(article, false))?;
        self.raw("</head>\n<body>\n")?;
        self.print_site()?;
        self.print_breadcrumb()?;
        self.raw("<hr class=\"print-hr\">\n")
    }

    /// Writes an entry of the list: the exporter's line, in an element that allows a hanging number.
    pub(super) fn modern_entry(&mut self, link: &Link, is_set_off: bool) -> fmt::Result {
        self.raw_fmt(format_args!(
            "<span class=\"entry\"><span class=\"number\">[{}]</span> ",
            link.number
        ))?;
        if let Some(title) = &link.title {
            self.text(title)?;
            self.raw(": ")?;
        }
        // An unlinked URL is strong anyway.
        let is_strong = is_set_off && is_safe_link(&link.url);
        self.raw(if is_strong { "<strong>" } else { "" })?;
        let address = self.address_of(link);
        self.printed_address(&link.url, &address)?;
        self.raw(if is_strong { "</strong>" } else { "" })?;
        self.raw("</span><br>\n")
    }
}
