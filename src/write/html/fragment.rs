//! The article from top to bottom: what stands around its body, and in which order.

use std::fmt;

use super::direction;
use super::writer::Writer;
use crate::model::{Comment, Site, Source, Stamp};
use crate::write::labels;

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes the whole article.
    pub(super) fn fragment(&mut self) -> fmt::Result {
        let article = self.article;
        self.raw("<article")?;
        if let Some(language) = &article.language {
            self.attribute("lang", language)?;
        }
        // Where nothing is known of the language, the browser may look at the letters.
        let auto = article.language.is_none().then_some("auto");
        if let Some(direction) = direction::known(article).or(auto) {
            self.attribute("dir", direction)?;
        }
        self.raw(">\n")?;
        self.header()?;
        self.blocks(&article.body)?;
        self.comments()?;
        self.source()?;
        self.link_list()?;
        self.site_footer()?;
        self.raw("</article>\n")
    }

    fn header(&mut self) -> fmt::Result {
        let article = self.article;
        let is_empty = article.site.is_none()
            && article.breadcrumb.is_empty()
            && article.title.is_none()
            && article.byline.is_none();
        if is_empty {
            return Ok(());
        }
        self.raw("<header>\n")?;
        if let Some(site) = &article.site {
            self.site(site)?;
        }
        self.breadcrumb()?;
        if let Some(title) = &article.title {
            self.line("h1", title)?;
        }
        if let Some(byline) = &article.byline {
            self.byline(byline)?;
        }
        self.raw("</header>\n")
    }

    /// `Published on <a>Site</a>`
    fn site(&mut self, site: &Site) -> fmt::Result {
        let words = labels::published(self.article);
        self.raw("<p class=\"site\">")?;
        self.in_slot(&words, "{site}", |writer| match &site.url {
            Some(url) if site.name.is_empty() => writer.address(url, url),
            Some(url) => writer.address(url, &site.name),
            None => writer.text(&site.name),
        })?;
        self.raw("</p>\n")
    }

    fn breadcrumb(&mut self) -> fmt::Result {
        let crumbs = &self.article.breadcrumb;
        if crumbs.is_empty() {
            return Ok(());
        }
        self.raw("<nav class=\"breadcrumb\">\n<ol>\n")?;
        for crumb in crumbs {
            self.line("li", crumb)?;
        }
        self.raw("</ol>\n</nav>\n")
    }

    fn comments(&mut self) -> fmt::Result {
        let comments = &self.article.comments;
        if comments.is_empty() {
            return Ok(());
        }
        self.raw("<section class=\"comments\">\n")?;
        for comment in comments {
            self.comment(comment)?;
        }
        self.raw("</section>\n")
    }

    fn comment(&mut self, comment: &Comment) -> fmt::Result {
        self.raw("<article class=\"comment\">\n")?;
        if comment.title.is_some() || comment.byline.is_some() {
            self.raw("<header>\n")?;
            if let Some(title) = &comment.title {
                self.line("h3", title)?;
            }
            if let Some(byline) = &comment.byline {
                self.byline(byline)?;
            }
            self.raw("</header>\n")?;
        }
        self.blocks(&comment.content)?;
        self.raw("</article>\n")
    }

    /// `Source URL (modified on <time>): <a>address</a>`
    fn source(&mut self) -> fmt::Result {
        let Some(source) = &self.article.source else {
            return Ok(());
        };
        let words = labels::source(self.article);
        self.raw("<footer>\n<p class=\"source\">")?;
        self.text(words.trim_end_matches([':', ' ']))?;
        if let Some(stamp) = &source.stamp {
            self.raw(" (")?;
            self.stamp(stamp)?;
            self.raw(")")?;
        }
        self.source_address(source)?;
        self.raw("</p>\n</footer>\n")
    }

    fn source_address(&mut self, source: &Source) -> fmt::Result {
        if source.url.is_empty() {
            return Ok(());
        }
        self.raw(": ")?;
        self.address(&source.url, &source.url)
    }

    fn stamp(&mut self, stamp: &Stamp) -> fmt::Result {
        let words = labels::stamp(self.article, stamp.kind);
        self.in_slot(words, "{date}", |writer| match stamp.at {
            Some(at) => writer.time(at, &stamp.text),
            None => writer.text(&stamp.text),
        })
    }

    /// Writes words with something in their slot, or behind them when they have none.
    fn in_slot(
        &mut self,
        words: &str,
        slot: &str,
        fill: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        if let Some((before, after)) = words.split_once(slot) {
            self.text(before)?;
            fill(self)?;
            return self.text(after);
        }
        self.text(words)?;
        if !words.is_empty() {
            self.raw(" ")?;
        }
        fill(self)
    }

    /// What the site prints below every article.
    fn site_footer(&mut self) -> fmt::Result {
        let footer = &self.article.footer;
        if footer.is_empty() {
            return Ok(());
        }
        self.raw("<footer class=\"site-footer\">\n")?;
        self.blocks(footer)?;
        self.raw("</footer>\n")
    }
}
