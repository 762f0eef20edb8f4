//! Prints the head: site, breadcrumb, title and byline.

use crate::model::{Article, Block, Inline, inline_text};
use crate::shape::masthead::leads_to;
use crate::write::commonmark::Page;
use crate::write::masthead::{breadcrumb_line, site_line};

/// The parts of an article's head that are printed above its body.
pub(super) struct Head<'a> {
    pub(super) article: &'a Article,
    /// The number of lines for site and breadcrumb.
    pub(super) lines: usize,
    pub(super) has_crumbs: bool,
}

impl<'a> Head<'a> {
    /// Adds site, breadcrumb, title and byline to the page. Without markup, readers recognize a breadcrumb by the
    /// title below it; any other breadcrumb becomes part of the text.
    pub(super) fn print(article: &'a Article, page: &mut Page<'a>) -> Self {
        let title = article.title.as_deref();
        let leads =
            |crumbs: &Vec<Inline>| title.is_some_and(|title| leads_to(crumbs, &inline_text(title)));
        let (crumbs, odd_crumbs) = match breadcrumb_line(article) {
            Some(line) if leads(&line) => (Some(line), None),
            line => (None, line),
        };
        let has_crumbs = crumbs.is_some();
        page.extend(
            site_line(article)
                .into_iter()
                .chain(crumbs)
                .map(Block::paragraph),
        );
        let lines = page.blocks.len();
        page.extend(title.map(|title| Block::heading(1, title.to_vec())));
        let byline = article.byline.as_ref();
        let byline = byline.map(|byline| vec![Inline::text(byline.text.as_str())]);
        page.extend(byline.into_iter().chain(odd_crumbs).map(Block::paragraph));
        Self {
            article,
            lines,
            has_crumbs,
        }
    }
}
