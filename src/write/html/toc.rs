//! Writes the table of contents: the headings, each linked to its place in the text.

use std::fmt;

use super::title::heading;
use super::writer::Writer;
use crate::model::{Article, inline_text};

/// The ids of headings, with a number after it.
const PLACE: &str = "section-";

/// The headings in the table of contents, by their ids.
pub(super) struct Sections {
    place: String,
    /// How many headings were written with their id so far.
    written: usize,
}

impl Sections {
    /// The headings of one article among several.
    pub(super) fn of_chapter(number: usize) -> Self {
        Self {
            place: format!("chapter-{number}-{PLACE}"),
            written: 0,
        }
    }
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the table of contents if there are at least two headings.
    pub(super) fn toc(&mut self) -> fmt::Result {
        if !self.has_toc {
            return Ok(());
        }
        if self.article.body.iter().filter_map(heading).count() < 2 {
            return Ok(());
        }
        let place = self.place();
        self.raw("<nav class=\"toc\" role=\"doc-toc\">\n<ol>\n")?;
        self.headings(self.article, &place, 1)?;
        self.sections = Some(Sections { place, written: 0 });
        self.raw("</ol>\n</nav>\n")
    }

    /// Writes the entries for an article's headings, the highest of which get this depth.
    fn headings(&mut self, article: &Article, place: &str, depth: u8) -> fmt::Result {
        let levels = article
            .body
            .iter()
            .filter_map(heading)
            .map(|(level, _)| level);
        let top = levels.min().unwrap_or(1);
        for (at, (level, content)) in article.body.iter().filter_map(heading).enumerate() {
            let (depth, at) = (level - top + depth, at + 1);
            self.raw_fmt(format_args!("<li class=\"level-{depth}\"><a href=\"#"))?;
            self.attribute_value(place)?;
            self.raw_fmt(format_args!("{at}\">"))?;
            self.text(&inline_text(content))?;
            self.raw("</a></li>\n")?;
        }
        Ok(())
    }

    /// Writes the entries for the headings of one article among several.
    pub(super) fn chapter_toc(&mut self, number: usize, article: &Article) -> fmt::Result {
        self.headings(article, &Sections::of_chapter(number).place, 2)
    }

    /// A prefix for ids that no anchor of the article has.
    fn place(&self) -> String {
        let mut place = PLACE.to_owned();
        if self.article.anchors().any(|id| id.starts_with(PLACE)) {
            // A prefix longer than any that is taken.
            let longest = self.article.anchors().map(str::len);
            place.push_str(&"-".repeat(longest.max().unwrap_or_default()));
        }
        place
    }

    /// Writes the body, with an id on each heading that is in the table of contents.
    pub(super) fn body(&mut self) -> fmt::Result {
        for block in &self.article.body {
            self.is_listed_heading = self.sections.is_some() && heading(block).is_some();
            self.blocks(std::slice::from_ref(block))?;
        }
        Ok(())
    }

    /// Writes the id of the heading whose start tag is open, if it is in the table of contents.
    pub(super) fn place_of_heading(&mut self) -> fmt::Result {
        if !std::mem::take(&mut self.is_listed_heading) {
            return Ok(());
        }
        let Some(sections) = &mut self.sections else {
            return Ok(());
        };
        sections.written += 1;
        let place = format!("{}{}", sections.place, sections.written);
        self.attribute("id", &place)
    }
}
