//! Escaped colons and spaces in blocks: what they keep from being more than text, and their end.

use crate::grammar::escaped::{COLON, SPACE, show};
use crate::model::{Article, Block, Byline, Inline};

/// Whether an escaped space keeps a block from being more than the paragraph that it is.
pub(crate) fn is_kept_as_text(block: &Block) -> bool {
    let is_escape =
        |inline: &Inline| matches!(inline, Inline::Text { text } if text.contains(SPACE));
    matches!(block, Block::Paragraph { content } if content.iter().any(is_escape))
}

/// Shows the escaped colons of a run, once there are no labels to find.
pub(crate) fn show_colons(run: &mut [Inline]) {
    for text in texts_of(run).filter(|text| text.contains(COLON)) {
        *text = text.replace(COLON, ":");
    }
}

fn texts_of(run: &mut [Inline]) -> impl Iterator<Item = &mut String> {
    run.iter_mut().filter_map(|inline| match inline {
        Inline::Text { text } | Inline::Code { text } => Some(text),
        _ => None,
    })
}

/// Shows all escaped characters of an article.
pub(super) fn show_in_article(article: &mut Article) {
    article.for_each_run(|run| texts_of(run).for_each(show));
    if let Some(site) = &mut article.site {
        show(&mut site.name);
        site.url.iter_mut().for_each(show);
    }
    let bylines = article
        .comments
        .iter_mut()
        .map(|comment| &mut comment.byline);
    for Byline { author, text, .. } in bylines.chain([&mut article.byline]).flatten() {
        author.iter_mut().for_each(show);
        show(text);
    }
    for link in &mut article.links {
        show(&mut link.url);
        link.title.iter_mut().for_each(show);
    }
    if let Some(source) = &mut article.source {
        show(&mut source.url);
        let stamp = source.stamp.as_mut();
        stamp.into_iter().for_each(|stamp| show(&mut stamp.text));
    }
    let labels = &mut article.labels;
    for label in [
        &mut labels.source,
        &mut labels.stamp,
        &mut labels.links,
        &mut labels.published,
    ] {
        label.iter_mut().for_each(show);
    }
}
