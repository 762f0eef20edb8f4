//! Anchors: those stay that an unlisted link of the article leads to. Of any other, no format shows anything.

use std::collections::HashSet;

use crate::model::{Article, Inline, Node, Target};

/// Drops the anchors to which no link leads.
pub(super) fn drop_unused(article: &mut Article) {
    if !has_unused(article) {
        return;
    }
    let used: HashSet<String> = fragments(article).map(str::to_owned).collect();
    article.for_each_run(|run| {
        run.retain(|inline| !matches!(inline, Inline::Anchor { id } if !used.contains(id)));
    });
}

/// Whether there are any.
pub(super) fn has_unused(article: &Article) -> bool {
    let mut anchors = anchors(article).peekable();
    if anchors.peek().is_none() {
        return false;
    }
    let used: HashSet<&str> = fragments(article).collect();
    anchors.any(|id| !used.contains(id))
}

fn anchors(article: &Article) -> impl Iterator<Item = &str> {
    article.walk().filter_map(|node| match node {
        Node::Inline(Inline::Anchor { id }) => Some(id.as_str()),
        _ => None,
    })
}

/// The fragments that links within the article lead to.
fn fragments(article: &Article) -> impl Iterator<Item = &str> {
    article.walk().filter_map(|node| match node {
        Node::Inline(Inline::Link {
            target: Target::Url(url),
            ..
        }) => url.strip_prefix('#'),
        _ => None,
    })
}
