//! What site generators know of an article: YAML between lines of `---`.

use std::fmt;

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
    entries
}

/// Writes a YAML string between double quotes, with the escapes of YAML 1.2, 5.7. To programs that know no front
/// matter it is text like any other, and must be no tag and no link.
fn quoted<W: fmt::Write + ?Sized>(out: &mut W, words: &str) -> fmt::Result {
    out.write_char('"')?;
    let mut before = '"';
    for c in words.chars() {
        match c {
            '<' => out.write_str("\\x3c")?,
            '(' if before == ']' => out.write_str("\\x28")?,
            '"' | '\\' => write!(out, "\\{c}")?,
            // Breaks lines in YAML 1.1, or is not allowed in YAML as it stands.
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            c if c.is_control() => write!(out, "\\x{:02x}", u32::from(c))?,
            c => out.write_char(c)?,
        }
        before = c;
    }
    out.write_char('"')
}
