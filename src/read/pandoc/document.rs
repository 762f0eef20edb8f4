//! The parts of the article: from the metadata, and from the boxes of a document of ours.

use super::findings::Findings;
use super::links::LinkTable;
use super::tape::Value;
use super::{attribute, has_class, metadata, node};
use crate::model::{Article, Byline, Comment, Inline};
use crate::pandoc::{self, class, key, own};

/// A document on its way to an article.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    pub(super) meta: Option<Value<'t>>,
    /// What the metadata of a document of ours keep for its reader; `None` in any other.
    pub(super) own: Option<Value<'t>>,
    /// The second number of the API version.
    pub(super) minor: i64,
    pub(super) table: LinkTable,
    pub(super) findings: Findings,
}

impl<'t> Reader<'t> {
    pub(super) fn new(meta: Option<Value<'t>>, minor: i64) -> Self {
        let own = meta.and_then(|meta| meta.get(pandoc::KEY)).filter(|own| {
            let version = metadata::field(*own, own::VERSION).map(metadata::text);
            version.as_deref() == Some(pandoc::VERSION)
        });
        let list = own
            .and_then(|own| metadata::field(own, own::LINKS))
            .and_then(|list| metadata::content(list, "MetaList"));
        Self {
            meta,
            own,
            minor,
            table: LinkTable::of(list),
            findings: Findings::default(),
        }
    }

    /// Whether the document is one of ours, whose classes mean something.
    pub(super) fn is_own(&self) -> bool {
        self.own.is_some()
    }

    pub(super) fn article(&mut self, blocks: Value<'t>) -> Article {
        let mut article = Article::default();
        article.body = self.metadata(&mut article);
        for value in blocks.items() {
            self.part(value, &mut article);
        }
        article.links = std::mem::take(&mut self.table.links);
        article
    }

    /// Attributes and content of a box, in a document of ours.
    fn box_of(&self, value: Value<'t>) -> Option<(Option<Value<'t>>, Value<'t>)> {
        let (tag, content) = node(value).filter(|_| self.is_own())?;
        let content = content.filter(|_| tag == "Div")?;
        Some((content.item(0), content.item(1)?))
    }

    /// Takes a block of the document to its place in the article.
    fn part(&mut self, value: Value<'t>, article: &mut Article) {
        let Some((attributes, content)) = self.box_of(value) else {
            return article.body.extend(self.block(value, 1));
        };
        let is = |class| has_class(attributes, class);
        if is(class::SITE) || is(class::SOURCE) {
            // The metadata say the same.
        } else if is(class::BREADCRUMB) {
            article.breadcrumb = self.breadcrumb(content);
        } else if is(class::BYLINE) {
            article.byline = Some(self.byline(attributes, content));
        } else if is(class::COMMENTS) {
            let comments = content.items().map(|value| self.comment(value));
            article.comments = comments.collect();
        } else if is(class::FOOTER) {
            article.footer = self.blocks(content, 1);
        } else {
            article.body.extend(self.block(value, 1));
        }
    }

    /// The items of a trail, which stand in spans.
    fn breadcrumb(&mut self, content: Value<'t>) -> Vec<Vec<Inline>> {
        let paragraph = content.items().next().and_then(node);
        let inlines = paragraph.and_then(|(_, inlines)| inlines);
        let mut crumbs = Vec::new();
        for value in inlines.into_iter().flat_map(Value::items) {
            let Some((_, Some(span))) = node(value) else {
                continue;
            };
            if has_class(span.item(0), class::CRUMB) {
                crumbs.extend(span.item(1).map(|content| self.inlines(content, 1)));
            }
        }
        crumbs
    }

    fn byline(&mut self, attributes: Option<Value<'t>>, content: Value<'t>) -> Byline {
        Byline {
            author: attribute(attributes, key::AUTHOR).map(Into::into),
            text: metadata::in_one_line(self.blocks(content, 1)),
            at: attribute(attributes, key::AT).and_then(|at| at.parse().ok()),
        }
    }

    /// A box with a comment; a block that stands among them is one as well.
    fn comment(&mut self, value: Value<'t>) -> Comment {
        let mut comment = Comment::default();
        let boxed = self.box_of(value);
        let Some((_, content)) = boxed.filter(|(found, _)| has_class(*found, class::COMMENT))
        else {
            comment.content = self.block(value, 1);
            return comment;
        };
        for value in content.items() {
            match (self.comment_title(value), self.box_of(value)) {
                (Some(title), _) if comment.title.is_none() => {
                    comment.title = Some(self.inlines(title, 1));
                }
                (_, Some((found, content))) if has_class(found, class::BYLINE) => {
                    comment.byline = Some(self.byline(found, content));
                }
                _ => comment.content.extend(self.block(value, 1)),
            }
        }
        comment
    }

    /// The text of a comment's headline.
    fn comment_title(&self, value: Value<'t>) -> Option<Value<'t>> {
        let (tag, content) = node(value)?;
        let content = content.filter(|_| tag == "Header")?;
        has_class(content.item(1), class::COMMENT_TITLE)
            .then(|| content.item(2))
            .flatten()
    }
}
