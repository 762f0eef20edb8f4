//! The article of a page that shows it in `<pre>`.
//!
//! Its content distinguishes it from code: it has markers that lead to a list of URLs, and most of the words of the
//! page.

use super::PLACE;
use crate::error::Error;
use crate::label::Vocabulary;
use crate::model::{Article, Block, Inline, inline_text};
use crate::read::html::document;
use crate::read::options::{Options, Reading};
use crate::read::plain;
use crate::warning::WarningKind;

/// How many times longer than the rest of the page the text must be.
const SHARE: usize = 2;

/// Reads the text in `<pre>` with its list, if that is what the page is about.
pub(in crate::read::html) fn read(
    input: &str,
    options: &Options,
) -> Result<Option<Reading>, Error> {
    if !may_have(input) {
        return Ok(None);
    }
    let (around, listing) = document::read_around(input, options)?;
    if listing.is_more || !around.article.links.is_empty() {
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

/// A quick test whether there may be such a text: the page has a `<pre>`, numbers in brackets and URLs.
fn may_have(input: &str) -> bool {
    let mut rest = input.as_bytes();
    while let Some(start) = find_tag(rest, b"pre") {
        rest = &rest[start..];
        let end = find_tag(rest, b"/pre").unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        if has_number(text) && memchr::memmem::find(text, b"://").is_some() {
            return !input.contains(PLACE);
        }
        rest = after;
    }
    false
}

/// Where a tag of that name ends its name.
fn find_tag(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut starts = memchr::memchr_iter(b'<', text).map(|at| at + 1);
    let is_named = |at: &usize| {
        let found = text.get(*at..at + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    starts.find(is_named).map(|at| at + name.len())
}

/// Whether a number stands right after a bracket, or a tag around it.
fn has_number(text: &[u8]) -> bool {
    let mut brackets = memchr::memchr_iter(b'[', text);
    brackets.any(|at| {
        text.get(at + 1)
            .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'<')
    })
}

/// How many bytes of words a page has around the text, except those in links.
fn words_around(article: &Article) -> usize {
    let mut rest = article.clone();
    rest.title = None;
    rest.for_each_run(|run| run.retain(|inline| !matches!(inline, Inline::Link { .. })));
    rest.plain_text().len()
}

/// Whether a block is the placeholder of the text, even if the text begins with a quotation.
fn is_place(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } => inline_text(content).chars().eq([PLACE]),
        Block::Quote { content } => matches!(content.as_slice(), [block] if is_place(block)),
        _ => false,
    }
}

/// Puts the text in its place in the page; `None` if the placeholder is not among the page's top-level blocks.
fn joined(around: Reading, text: Reading, vocabulary: &Vocabulary) -> Option<Reading> {
    let Reading {
        mut article,
        mut warnings,
    } = around;
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
    article.normalize_with(vocabulary);
    Some(Reading { article, warnings })
}
