//! The words around source, stamp, list and site: the article's own, else those of its language.

use crate::label::{self, Part};
use crate::model::{Article, StampKind};

/// Before the source URL.
pub(crate) fn source(article: &Article) -> &str {
    or_own(article.labels.source.as_deref(), Part::Source, article)
}

/// Above the list.
pub(crate) fn links(article: &Article) -> &str {
    or_own(article.labels.links.as_deref(), Part::Links, article)
}

/// Around the stamp's date, with a slot for it.
pub(crate) fn stamp(article: &Article, kind: StampKind) -> &str {
    let own = article.labels.stamp.as_deref();
    match kind {
        StampKind::Modified => or_own(own, Part::Modified, article),
        StampKind::Retrieved => or_own(own, Part::Retrieved, article),
        StampKind::Unknown => own.unwrap_or("{date}"),
    }
}

/// Around the site's name, with a slot for it.
pub(crate) fn published(article: &Article) -> String {
    let words = or_own(
        article.labels.published.as_deref(),
        Part::Published,
        article,
    );
    if words.contains("{site}") {
        words.to_owned()
    } else {
        format!("{words} {{site}}")
    }
}

fn or_own<'a>(words: Option<&'a str>, part: Part, article: &Article) -> &'a str {
    words.unwrap_or_else(|| label::own(part, article.language.as_deref()))
}
