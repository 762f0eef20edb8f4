//! Writes the page around the article.

use std::fmt;

use super::style::PageStyle;
use super::writer::Writer;
use crate::model::{Article, inline_text};
use crate::write::direction;

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes a whole page.
    pub(super) fn page(&mut self, style: &PageStyle) -> fmt::Result {
        self.page_head(&style.sheet(self.article, true))?;
        self.raw("<body>\n")?;
        self.fragment()?;
        self.raw("</body>\n</html>\n")
    }

    /// Writes everything before the body, with this style sheet unless it is empty.
    pub(super) fn page_head(&mut self, sheet: &str) -> fmt::Result {
        let article = self.article;
        self.raw("<!DOCTYPE html>\n<html")?;
        self.language()?;
        if let Some(direction) = direction::of_article(article) {
            self.attribute("dir", direction.name())?;
        }
        self.raw(">\n<head>\n<meta charset=\"utf-8\">\n")?;
        self.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
        self.raw("<title>")?;
        self.plain_text(&title(article))?;
        self.raw("</title>\n")?;
        self.style(sheet)?;
        self.raw("</head>\n")
    }

    /// Writes the `lang` of a page. An empty one means that the language is unknown; without it, a header of the
    /// server might supply one.
    pub(super) fn language(&mut self) -> fmt::Result {
        let language = self.article.language.as_deref();
        self.attribute("lang", language.unwrap_or_default())
    }

    /// Writes a style sheet unless it is empty.
    pub(super) fn style(&mut self, sheet: &str) -> fmt::Result {
        if sheet.is_empty() {
            return Ok(());
        }
        self.raw("<style>\n")?;
        self.raw(sheet)?;
        self.raw("</style>\n")
    }
}

/// The title of the page in the browser.
fn title(article: &Article) -> String {
    let title = inline_text(article.title.as_deref().unwrap_or_default());
    let site = article.site.as_ref().map(|site| site.name.as_str());
    let names = [title.as_str(), site.unwrap_or_default()];
    let name = names.into_iter().find(|name| !name.trim().is_empty());
    name.unwrap_or("Article").trim().to_owned()
}
