//! Writes front matter for site generators: YAML between lines of `---`.

use std::fmt;

use super::yaml;
use crate::model::url_scheme::runs_script;
use crate::model::{Article, DateTime, Source, StampKind, Value, inline_text};
use crate::shape::byline;
use crate::shape::source::is_source;

/// Writes the front matter of an article, or nothing if there is nothing to put in it.
pub(super) fn write<W: fmt::Write + ?Sized>(out: &mut W, article: &Article) -> fmt::Result {
    let facts = facts(article);
    // A list or map in the metadata holds more than the article's own field of that name.
    let is_more = |name: &str| {
        let more = article.metadata.get(name);
        matches!(more, Some(Value::List(_) | Value::Map(_)))
    };
    let facts: Vec<_> = facts.iter().filter(|(name, _)| !is_more(name)).collect();
    let is_stated = |name: &str| facts.iter().any(|(stated, _)| *stated == name);
    let metadata = article.metadata.iter();
    let metadata = metadata.filter(|(name, value)| !is_stated(name) && may_be_written(name, value));
    let facts = facts.iter().map(|(name, value)| (*name, value));
    let entries: Vec<(&str, &Value)> = facts.chain(metadata).collect();
    if entries.is_empty() {
        return Ok(());
    }
    out.write_str("---\n")?;
    yaml::map(out, entries)?;
    out.write_str("---\n\n")
}

/// The facts that the parts of an article state, as far as they may be written.
fn facts(article: &Article) -> Vec<(&'static str, Value)> {
    let mut facts = Vec::new();
    let mut state = |name, words: Option<String>| {
        let words = words.filter(|words| !words.trim().is_empty() && may_hold(words));
        facts.extend(words.map(|words| (name, Value::Text(words))));
    };
    let byline = article.byline.as_ref();
    state(
        "title",
        article.title.as_ref().map(|title| inline_text(title)),
    );
    state("author", byline.and_then(|byline| byline.author.clone()));
    state("lang", article.language.clone());
    // A URL alone would be read back as other metadata.
    let site = article.site.as_ref().filter(|site| may_hold(&site.name));
    state("site", site.map(|site| site.name.clone()));
    state("site_url", site.and_then(|site| site.url.clone()));
    let source = article.source.as_ref();
    let url = source.map(|source| source.url.clone());
    state("source", url.filter(|url| is_source(url)));
    state("date", date(article));
    if let Some(stamp) = article.stamp() {
        let name = match stamp.kind {
            StampKind::Modified => "modified",
            StampKind::Retrieved => "retrieved",
            StampKind::Unknown => "stamp",
        };
        let adds_to_text = |at: &DateTime| stamp.text.parse().ok() != Some(*at);
        let at = stamp.at.filter(adds_to_text).map(|at| at.to_string());
        state(name, at.or_else(|| Some(stamp.text.clone())));
    }
    facts
}

/// The date of the byline: as ISO 8601 where it is certain, or as printed if the byline holds nothing else.
fn date(article: &Article) -> Option<String> {
    let byline = article.byline.as_ref()?;
    let stated = byline::stated_date(byline, article.language.as_deref());
    let stated = stated.filter(|date| !date.is_empty()).map(str::to_owned);
    stated.or_else(|| byline.at.map(|at| at.to_string()))
}

/// Whether front matter holds everything that the source line does.
pub(super) fn holds_source(source: &Source) -> bool {
    let holds_url = source.url.is_empty() || (is_source(&source.url) && may_hold(&source.url));
    let stamp = source.stamp.as_ref();
    holds_url && stamp.is_none_or(|stamp| may_hold(&stamp.text))
}

/// Whether front matter holds everything that the byline does.
pub(super) fn holds_byline(article: &Article) -> bool {
    let byline = article.byline.as_ref();
    byline.is_some_and(|byline| {
        may_hold(&byline.text) && byline::stated_date(byline, article.language.as_deref()).is_some()
    })
}

/// Whether words may be written in front matter. Pandoc reads them as Markdown, and some templates as HTML, so words
/// that would be read as a tag, a link or attributes stay in the text.
pub(super) fn may_hold(words: &str) -> bool {
    !words.contains('{') && !words.contains("](") && !has_tag(words) && !has_script(words)
}

/// Whether further metadata may be written: templates show values as HTML, and Pandoc reads them as Markdown, in which
/// braces hold attributes. What could run there is left out.
fn may_be_written(name: &str, value: &Value) -> bool {
    let is_harmless = |words: &str| {
        let attributes = words
            .split_once('{')
            .is_some_and(|(_, inside)| inside.contains('='));
        !attributes && !has_tag(words) && !has_script(words)
    };
    yaml::may_be_name(name) && is_harmless(name) && yaml::texts(value).into_iter().all(is_harmless)
}

fn has_tag(words: &str) -> bool {
    let starts_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    let mut after = words.split('<').skip(1);
    after.any(|after| after.starts_with(starts_tag))
}

fn has_script(words: &str) -> bool {
    memchr::memchr_iter(b':', words.as_bytes()).any(|at| runs_script(words, at))
}
