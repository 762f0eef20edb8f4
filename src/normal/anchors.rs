//! Anchors in normal form: only those remain that an unlisted link of the article leads to, or that the metadata lists
//! as targets of other documents. No format would show the others.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::grammar::url::decoded_fragment;
use crate::model::{Article, Inline, Node, Value};

/// The name of the metadata that lists anchors to which other documents lead.
pub(crate) const ANCHORS: &str = "anchors";

/// Drops the anchors to which no link leads.
pub(super) fn drop_unused(article: &mut Article) {
    if article.anchors().next().is_none() {
        return;
    }
    let used: HashSet<String> = fragments(article).map(Cow::into_owned).collect();
    article.for_each_run(|run| {
        run.retain(|inline| !matches!(inline, Inline::Anchor { id } if !used.contains(id)));
    });
}

/// Whether there are any anchors to which no link leads.
pub(super) fn has_unused(article: &Article) -> bool {
    let mut anchors = article.anchors().peekable();
    if anchors.peek().is_none() {
        return false;
    }
    let used: HashSet<Cow<'_, str>> = fragments(article).collect();
    anchors.any(|id| !used.contains(id))
}

/// The fragments to which links of this article or of others lead.
fn fragments(article: &Article) -> impl Iterator<Item = Cow<'_, str>> {
    let listed = article.metadata.get(ANCHORS).and_then(Value::as_list);
    let listed = listed.unwrap_or_default().iter().filter_map(Value::as_str);
    let linked = article.walk().filter_map(|node| match node {
        Node::Inline(inline) => inline
            .unlisted_url()?
            .strip_prefix('#')
            .map(decoded_fragment),
        Node::Block(_) => None,
    });
    listed.map(Cow::Borrowed).chain(linked)
}
