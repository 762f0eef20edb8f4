//! Footnotes in plain text: replaces them by labels, and collects them for the end of the page.

use std::borrow::Cow;

use crate::model::{Article, Block, Inline, Node, for_each_run_in};
use crate::write::notes::Notes;

/// The article with a label in place of each note, and the notes in the order of their labels.
pub(super) fn extract(article: &Article) -> (Cow<'_, Article>, Vec<Vec<Block>>) {
    let is_note = |node| matches!(node, Node::Inline(Inline::Note { .. }));
    let article = article.to_bounded_depth();
    if !article.walk().any(is_note) {
        return (article, Vec::new());
    }
    let mut article = article.into_owned();
    let mut notes = Notes::default();
    article.for_each_run(|run| label(run, &mut notes));
    let mut labelled = Vec::new();
    while let Some((_, mut note)) = notes.take() {
        for_each_run_in(&mut note, &mut |run: &mut Vec<Inline>| {
            label(run, &mut notes);
        });
        labelled.push(note);
    }
    (Cow::Owned(article), labelled)
}

fn label(run: &mut [Inline], notes: &mut Notes<Vec<Block>>) {
    for inline in run {
        if let Inline::Note { content } = inline {
            let number = notes.add(std::mem::take(content));
            *inline = Inline::text(format!("[^{number}]"));
        }
    }
}
