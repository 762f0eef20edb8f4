//! Reading Pandoc's document, as the JSON that `pandoc -t json` writes.
//!
//! 1. `tape` finds the values of the JSON text;
//! 2. `document` takes the metadata, and the parts of a document that
//!    [`write::Pandoc`](crate::write::Pandoc) wrote, to their places in the article;
//! 3. `blocks`, `inlines` and `table` turn nodes into those of the model.
//!
//! Nesting is bounded on the way: a node that would lie too deep is left out and what it holds takes its place.
//! That, and all that is mere decoration, goes by a list of what is still to do and not by recursion.

mod blocks;
mod document;
mod findings;
mod inlines;
mod links;
mod metadata;
mod raw;
mod table;
mod tape;

use serde::Deserialize;

use super::json;
use super::options::{Options, Reading};
use crate::error::Error;
use crate::warning::WarningKind;
use document::Reader;
use tape::{Tape, Value};

/// Reads a Pandoc document of API version 1.20 to 1.23, which is Pandoc 2.8 and later. What a later version adds
/// is reduced to its words.
///
/// Links lead to their own addresses; [`Article::number_links`](crate::Article::number_links) lists them.
///
/// ```
/// let json = r#"{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"Para","c":[
///     {"t":"Link","c":[["",[],[]],[{"t":"Str","c":"so"}],["https://example.org/",""]]}]}]}"#;
/// let mut article = liens::read::pandoc::read(json, &liens::read::Options::default())?.article;
/// article.number_links();
/// assert_eq!(article.links[0].url, "https://example.org/");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// What an article has no node for, and what becomes of it:
///
/// | Pandoc | article |
/// |---|---|
/// | footnote | a note; the words of one that would nest too deep stand in the text, in parentheses |
/// | formula | its TeX, as code |
/// | raw HTML | what it shows, if that is simple; else its text, as code |
/// | other raw text | its text, as code |
/// | quoted text | quotation marks |
/// | citation, small capitals, boxes and spans | what they hold |
/// | lines of a poem | a paragraph with breaks |
/// | foot of a table, heads of its bodies | rows with header cells or without |
/// | subtitle, abstract | blocks at the start of the body |
/// | authors and date | the byline |
/// | other metadata | left out |
///
/// Formulas, raw text, unknown nodes and what is left out give a [warning](WarningKind::Unsupported), one for each
/// kind with the place of the first.
///
/// A document that [`write::Pandoc`](crate::write::Pandoc) wrote gives the article that it was made of.
///
/// # Errors
///
/// [`Error::Pandoc`] when the text is no JSON, or no Pandoc document of a version that starts with 1.
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`] and [`Error::TooMuchExpansion`] by
/// [`Options::limits`].
pub fn read(json: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(json)?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let tape = Tape::of(json)?;
    let root = tape.root();
    let refuse = |value: Value<'_>, message: &str| {
        let offset = value.place().start;
        let (line, column) = json::line_and_column(json, offset);
        Error::Pandoc {
            message: message.to_owned(),
            line,
            column,
            offset,
        }
    };
    let Some(version) = root.get(VERSION_KEY) else {
        return Err(refuse(root, "expected the key \"pandoc-api-version\""));
    };
    let number = |at| version.item(at).and_then(Value::number);
    let (Some(1), Some(minor)) = (number(0), number(1)) else {
        return Err(refuse(version, "expected version 1 of the API"));
    };
    let Some(blocks) = root.get("blocks").filter(|blocks| blocks.is_array()) else {
        return Err(refuse(root, "expected an array \"blocks\""));
    };
    let mut reader = Reader::new(root.get("meta"), minor);
    let mut article = reader.article(blocks);
    article.normalize_with(&options.labels);
    let mut notes = reader.findings.into_notes();
    if article == crate::Article::default() {
        let message = "the document is empty".to_owned();
        notes.add(WarningKind::Empty, None, message);
    }
    let warnings = notes.into_warnings(json);
    options.finish(Reading { article, warnings }, json)
}

const VERSION_KEY: &str = "pandoc-api-version";

/// Whether a text is a document that [`read`] reads, or begins like one.
pub(crate) fn is_document(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "pandoc-api-version")]
        _version: serde::de::IgnoredAny,
    }
    let start = text.trim_start();
    let Some(inside) = start.strip_prefix('{') else {
        return false;
    };
    let key = inside.trim_start().strip_prefix('"');
    key.is_some_and(|key| key.starts_with(VERSION_KEY))
        || serde_json::from_str::<Head>(text).is_ok()
}

/// The name and the content of a node.
fn node(value: Value<'_>) -> Option<(std::borrow::Cow<'_, str>, Option<Value<'_>>)> {
    let tag = value.get("t")?.text()?;
    Some((tag, value.get("c")))
}

/// Whether attributes have a class.
fn has_class(attributes: Option<Value<'_>>, class: &str) -> bool {
    let classes = attributes.and_then(|attributes| attributes.item(1));
    classes.is_some_and(|classes| {
        classes
            .items()
            .any(|found| found.text().as_deref() == Some(class))
    })
}

/// The value of a key among attributes.
fn attribute<'t>(attributes: Option<Value<'t>>, key: &str) -> Option<std::borrow::Cow<'t, str>> {
    let pairs = attributes?.item(2)?;
    let is_it = |pair: &Value<'_>| pair.item(0).and_then(Value::text).as_deref() == Some(key);
    pairs.items().find(is_it)?.item(1)?.text()
}
