//! The article of a page that shows it in `<pre>`.
//!
//! It is told from code by what it holds: numbers that lead to a list of addresses, and most of the words of the page.

use super::PLACE;
use crate::error::Error;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Inline, inline_text};
use crate::read::html::walk;
use crate::read::options::{Options, Reading};
use crate::read::plain;
use crate::warning::WarningKind;

/// How many times the words around it the text has at least.
const SHARE: usize = 2;

/// Reads the text in `<pre>` with its list, if that is what the page is about; `reading` is what was read of the page
/// otherwise.
pub(in crate::read::html) fn read(
    input: &str,
    reading: &Reading,
    options: &Options,
) -> Result<Option<Reading>, Error> {
    if !reading.article.links.is_empty() || !may_have(input) {
        return Ok(None);
    }
    let (around, listing) = walk::read_around(input, options)?;
    if listing.is_more || !listing.text.contains('[') || !listing.text.contains("://") {
        return Ok(None);
    }
    let mut options = options.clone();
    options.strict = false;
    let text = plain::read(&listing.text, &options)?;
    let has_links = text.article.link_numbers().next().is_some();
    if !has_links || listing.text.len() < SHARE * words_around(&around.article) {
        return Ok(None);
    }
    Ok(joined(around, text, &options.labels))
}

/// Whether there may be such a text, for all that can be told at once.
fn may_have(input: &str) -> bool {
    let bytes = input.as_bytes();
    let finds = |tag: &[u8]| memchr::memmem::find(bytes, tag).is_some();
    (finds(b"<pre") || finds(b"<PRE")) && !input.contains(PLACE)
}

/// How many bytes of words a page has beside the text, without those of links.
fn words_around(article: &Article) -> usize {
    let mut rest = article.clone();
    rest.title = None;
    rest.for_each_run(|run| run.retain(|inline| !matches!(inline, Inline::Link { .. })));
    rest.plain_text().len()
}

/// The page with the text in its place; nothing where that is none of the page's own blocks.
fn joined(around: Reading, text: Reading, words: &Vocabulary) -> Option<Reading> {
    let Reading {
        mut article,
        mut warnings,
    } = around;
    let place = PLACE.to_string();
    let is_place = |block: &Block| matches!(block, Block::Paragraph { content } if inline_text(content) == place);
    let at = article.body.iter().position(is_place)?;
    let mut inner = text.article;
    let mut blocks = Vec::new();
    if let Some(title) = inner.title.take() {
        match &article.title {
            Some(_) => blocks.push(Block::heading(2, title)),
            None => article.title = Some(title),
        }
    }
    if let Some(byline) = inner.byline.take() {
        match &article.byline {
            Some(_) => blocks.push(Block::paragraph(vec![Inline::text(byline.text)])),
            None => article.byline = Some(byline),
        }
    }
    blocks.append(&mut inner.body);
    article.body.splice(at..=at, blocks);
    article.footer.splice(0..0, inner.footer);
    article.links = inner.links;
    article.source = article.source.or(inner.source);
    article.labels = inner.labels;
    for (name, value) in inner.metadata {
        article.metadata.insert(name, value);
    }
    let is_about_lists = |kind| {
        matches!(
            kind,
            WarningKind::NoSource | WarningKind::NoList | WarningKind::Empty
        )
    };
    warnings.retain(|warning| !is_about_lists(warning.kind));
    warnings.extend(text.warnings.into_iter().map(|mut warning| {
        warning.span = None;
        warning
    }));
    article.normalize_with(words);
    Some(Reading { article, warnings })
}
