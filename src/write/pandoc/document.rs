//! Writes the document from top to bottom: the metadata, then the parts around the body and the body itself.

use std::fmt;

use super::writer::Writer;
use crate::model::{Byline, Comment};
use crate::normal::labels;
use crate::pandoc::{class, key};

/// The heading level of comment titles.
const COMMENT_TITLE_LEVEL: u8 = 3;

impl<W: fmt::Write + ?Sized> Writer<'_, W> {
    /// Writes the whole document.
    pub(super) fn document(&mut self) -> fmt::Result {
        self.json.open_object()?;
        self.json.key("pandoc-api-version")?;
        let version = self.api.numbers();
        self.array(|writer| {
            version
                .iter()
                .try_for_each(|number| writer.json.number(*number))
        })?;
        self.json.key("meta")?;
        self.metadata()?;
        self.json.key("blocks")?;
        self.array(Self::parts)?;
        self.json.close_object()
    }

    fn parts(&mut self) -> fmt::Result {
        let article = self.article;
        self.site()?;
        self.breadcrumb()?;
        if let Some(byline) = &article.byline {
            self.byline(byline)?;
        }
        self.blocks(&article.body)?;
        if !article.comments.is_empty() {
            self.boxed(class::COMMENTS, &[], |writer| {
                article
                    .comments
                    .iter()
                    .try_for_each(|comment| writer.comment(comment))
            })?;
        }
        self.source()?;
        if article.footer.is_empty() {
            return Ok(());
        }
        self.boxed(class::FOOTER, &[], |writer| writer.blocks(&article.footer))
    }

    /// `Published on Site`
    fn site(&mut self) -> fmt::Result {
        let Some(site) = &self.article.site else {
            return Ok(());
        };
        let words = labels::published(self.article);
        self.line(class::SITE, &[], |writer| {
            writer.in_slot(&words, "{site}", |writer| match &site.url {
                Some(url) => writer.linked_words(url, &site.name),
                None => writer.text(&site.name),
            })
        })
    }

    /// `Home › News`
    fn breadcrumb(&mut self) -> fmt::Result {
        let crumbs = &self.article.breadcrumb;
        if crumbs.is_empty() {
            return Ok(());
        }
        self.line(class::BREADCRUMB, &[], |writer| {
            for (at, crumb) in crumbs.iter().enumerate() {
                if at > 0 {
                    writer.text(" › ")?;
                }
                writer.span(class::CRUMB, &[], |writer| writer.inlines(crumb))?;
            }
            Ok(())
        })
    }

    fn byline(&mut self, byline: &Byline) -> fmt::Result {
        let at = byline.at.map(|at| at.to_string());
        let author = byline.author.as_deref().map(|author| (key::AUTHOR, author));
        let at = at.as_deref().map(|at| (key::AT, at));
        let keys: Vec<_> = author.into_iter().chain(at).collect();
        self.line(class::BYLINE, &keys, |writer| writer.text(&byline.text))
    }

    fn comment(&mut self, comment: &Comment) -> fmt::Result {
        self.boxed(class::COMMENT, &[], |writer| {
            if let Some(title) = &comment.title {
                writer.heading(COMMENT_TITLE_LEVEL, &[class::COMMENT_TITLE], title)?;
            }
            if let Some(byline) = &comment.byline {
                writer.byline(byline)?;
            }
            writer.blocks(&comment.content)
        })
    }

    /// `Source URL (modified on 29/06/2018 - 14:56): address`
    fn source(&mut self) -> fmt::Result {
        let Some(source) = &self.article.source else {
            return Ok(());
        };
        let words = labels::source(self.article).trim_end_matches([':', ' ']);
        self.line(class::SOURCE, &[], |writer| {
            writer.text(words)?;
            if let Some(stamp) = &source.stamp {
                let words = labels::stamp(writer.article, stamp.kind);
                let words = words.replacen("{date}", &stamp.text, 1);
                writer.text(&format!(" ({words})"))?;
            }
            if source.url.is_empty() {
                return Ok(());
            }
            writer.text(": ")?;
            writer.linked_words(&source.url, &source.url)
        })
    }

    /// Writes a `Div` around a line of text.
    fn line(
        &mut self,
        class: &str,
        keys: &[(&str, &str)],
        inlines: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        self.boxed(class, keys, |writer| writer.node_of("Para", inlines))
    }
}
