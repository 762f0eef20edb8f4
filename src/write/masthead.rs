//! The lines above an article, which all text formats print alike.

use super::unlinked;
use crate::model::{Article, Inline};
use crate::normal::labels;

/// The breadcrumb as one line, `Home > News`.
pub(super) fn breadcrumb_line(article: &Article) -> Option<Vec<Inline>> {
    let crumbs = &article.breadcrumb;
    (!crumbs.is_empty()).then(|| crumbs.join(&Inline::text(" > ")))
}

/// The line that names the site.
pub(super) fn site_line(article: &Article) -> Option<Vec<Inline>> {
    let site = article.site.as_ref()?;
    let words = labels::published(article);
    let (before, after) = labels::around(&words, "{site}");
    let name = Inline::Emphasis {
        content: vec![Inline::text(site.name.as_str())],
    };
    let mut line = vec![Inline::text(before), name, Inline::text(after)];
    if let Some(url) = &site.url {
        line.push(Inline::text(" ("));
        line.push(unlinked::address(url));
        line.push(Inline::text(")"));
    }
    Some(line)
}
