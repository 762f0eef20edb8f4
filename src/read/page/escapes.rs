//! Replacing escaped colons and spaces, which are held as noncharacters while a page is read, by plain ones.

use crate::grammar::escaped::{COLON, show};
use crate::model::{Article, Byline, Inline};

/// Shows the escaped colons of a run, once there are no labels to find.
pub(super) fn show_colons(run: &mut [Inline]) {
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
        &mut labels.source, &mut labels.stamp, &mut labels.links, &mut labels.published,
    ] {
        label.iter_mut().for_each(show);
    }
}
