//! What site generators know of an article: YAML between lines of `---`.

use std::fmt;

use super::url_scheme::runs_script;
use crate::model::{Article, DateTime, StampKind, inline_text};

/// Writes the front matter of an article; none when nothing is known.
pub(super) fn write<W: fmt::Write + ?Sized>(out: &mut W, article: &Article) -> fmt::Result {
    let entries = entries(article);
    if entries.is_empty() {
        return Ok(());
    }
    out.write_str("---\n")?;
    for (name, value) in entries {
        write!(out, "{name}: ")?;
        match value {
            Value::Words(words) => quoted(out, &words)?,
            Value::Moment(moment) => write!(out, "{moment}")?,
        }
        out.write_char('\n')?;
    }
    out.write_str("---\n\n")
}

enum Value {
    Words(String),
    Moment(DateTime),
}

fn entries(article: &Article) -> Vec<(&'static str, Value)> {
    let mut entries = Vec::new();
    let mut enter = |name, words: Option<&str>| {
        entries.extend(words.map(|words| (name, Value::Words(words.to_owned()))));
    };
    let title = article.title.as_ref().map(|title| inline_text(title));
    enter("title", title.as_deref());
    let byline = article.byline.as_ref();
    enter("author", byline.and_then(|byline| byline.author.as_deref()));
    enter("lang", article.language.as_deref());
    let site = article.site.as_ref();
    enter("site", site.map(|site| site.name.as_str()));
    enter("site_url", site.and_then(|site| site.url.as_deref()));
    let source = article.source.as_ref();
    enter(
        "source",
        source
            .map(|source| source.url.as_str())
            .filter(|url| !url.is_empty()),
    );
    let at = byline.and_then(|byline| byline.at);
    entries.extend(at.map(|at| ("date", Value::Moment(at))));
    if let Some(stamp) = source.and_then(|source| source.stamp.as_ref()) {
        let name = match stamp.kind {
            StampKind::Modified => "modified",
            StampKind::Retrieved => "retrieved",
            StampKind::Unknown => "stamp",
        };
        let value = match stamp.at {
            Some(at) => Value::Moment(at),
            None => Value::Words(stamp.text.clone()),
        };
        entries.push((name, value));
    }
    entries.retain(|(_, value)| match value {
        Value::Words(words) => may_hold(words),
        Value::Moment(_) => true,
    });
    entries
}

/// Whether words may stand in front matter. Pandoc reads them as Markdown, and some templates as HTML: what would be a
/// tag, a link or attributes to them stays in the text.
pub(super) fn may_hold(words: &str) -> bool {
    let starts_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    let has_tag = || {
        words
            .split('<')
            .skip(1)
            .any(|behind| behind.starts_with(starts_tag))
    };
    let has_script =
        || memchr::memchr_iter(b':', words.as_bytes()).any(|at| runs_script(words, at));
    !words.contains('{') && !words.contains("](") && !has_tag() && !has_script()
}

/// Writes a YAML string between double quotes, with the escapes of YAML 1.2, 5.7.
fn quoted<W: fmt::Write + ?Sized>(out: &mut W, words: &str) -> fmt::Result {
    out.write_char('"')?;
    for c in words.chars() {
        match c {
            '"' | '\\' => write!(out, "\\{c}")?,
            // Breaks lines in YAML 1.1, or is not allowed in YAML as it stands.
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            c if c.is_control() => write!(out, "\\x{:02x}", u32::from(c))?,
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}
