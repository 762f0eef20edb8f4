//! The ids of a page. If it has several articles, each article's ids begin with the article's own id.

use std::collections::HashMap;
use std::fmt;

use super::writer::Writer;
use crate::model::Article;

/// The ids of one article among several.
pub(super) struct Ids<'a> {
    /// The article's own id.
    chapter: String,
    /// The anchors of the article, and whether each was written. Of several with the same name, the first counts.
    anchors: HashMap<&'a str, bool>,
}

impl<'a> Ids<'a> {
    /// The ids of the article with this number, from 1.
    pub(super) fn of_chapter(number: usize, article: &'a Article) -> Self {
        Self {
            chapter: format!("chapter-{number}"),
            anchors: article.anchors().map(|id| (id, false)).collect(),
        }
    }
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes an id that no other element of the article has.
    pub(super) fn id(&mut self, name: fmt::Arguments<'_>) -> fmt::Result {
        self.raw(" id=\"")?;
        self.id_prefix()?;
        self.raw_fmt(format_args!("{name}\""))
    }

    /// Writes an `href` that leads to such an id.
    pub(super) fn href_to(&mut self, name: fmt::Arguments<'_>) -> fmt::Result {
        self.raw(" href=\"#")?;
        self.id_prefix()?;
        self.raw_fmt(format_args!("{name}\""))
    }

    fn id_prefix(&mut self) -> fmt::Result {
        let Some(ids) = &self.ids else {
            return Ok(());
        };
        let prefix = format!("{}-", ids.chapter);
        self.raw(&prefix)
    }

    /// Writes the id of the whole article, if it is one among several.
    pub(super) fn chapter_id(&mut self) -> fmt::Result {
        match &self.ids {
            Some(ids) => {
                let id = ids.chapter.clone();
                self.attribute("id", &id)
            }
            None => Ok(()),
        }
    }

    /// Writes the id of an anchor. A dot distinguishes it from generated ids.
    pub(super) fn anchor_id(&mut self, id: &'a str) -> fmt::Result {
        let Some(ids) = &mut self.ids else {
            return self.attribute("id", id);
        };
        if ids.anchors.insert(id, true) == Some(true) {
            return Ok(());
        }
        let id = format!("{}.{id}", ids.chapter);
        self.attribute("id", &id)
    }

    /// Writes the `href` for a link of the article. An anchor of the article itself takes precedence.
    pub(super) fn href(&mut self, url: &str) -> fmt::Result {
        let place = url.strip_prefix('#').unwrap_or_default();
        match &self.ids {
            Some(ids) if ids.anchors.contains_key(place) => {
                let url = format!("#{}.{place}", ids.chapter);
                self.url("href", &url)
            }
            _ => self.url("href", url),
        }
    }
}
