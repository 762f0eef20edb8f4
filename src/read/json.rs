//! Reading the JSON document that [`write::Json`](crate::write::Json) writes.

use serde::Deserialize;

use super::options::{Options, Reading};
use crate::error::Error;
use crate::json::{FORMAT, VERSION};
use crate::model::{Article, MAX_DEPTH, Problem};
use crate::warning::Warning;

/// How deep arrays and objects may nest: a node of the article takes up to four of them (a cell: row
/// list, row, cell, content), and the document around the article a few.
const MAX_NESTING: usize = 4 * MAX_DEPTH + 16;

/// What says whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Deserialize)]
struct Document {
    format: String,
    version: u64,
    article: Article,
    #[serde(default)]
    warnings: Vec<Warning>,
}

/// Reads a JSON document.
///
/// ```
/// use liens::model::Article;
/// use liens::read::{self, Options};
/// use liens::write::{Json, Render};
///
/// let json = Json::default().render_to_string(&Article::default());
/// assert_eq!(read::json::read(&json, &Options::default())?.article, Article::default());
/// # Ok::<(), liens::Error>(())
/// ```
///
/// The warnings are those of the document: they point into the page that it was made of.
///
/// A later release may write more than this one knows in documents of the same version. Keys that are not known
/// are passed over, and warnings of kinds that are not known are [`Other`](crate::WarningKind::Other). A block or
/// an inline of an unknown type is an error, since its words would be lost: new types make a new version.
///
/// # Errors
///
/// [`Error::Json`] when the text is no such document, [`Error::Version`] when it is one of another
/// major version, [`Error::Article`] when its article breaks a rule of the model. [`Error::Strict`] if
/// [`Options::strict`] is set, [`Error::TooLong`] and [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read(json: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(json)?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    check_nesting(json)?;
    let Document {
        format,
        version,
        article,
        warnings,
    } = parse(json).map_err(|error| what_is_wrong(json, error))?;
    check_head(&format, version)?;
    match article.check().into_iter().next() {
        Some(problem) => Err(Error::Article(problem)),
        None => options.finish(Reading { article, warnings }, json),
    }
}

/// Why a text is no document: its format or version where that says it, else what the parser says.
fn what_is_wrong(json: &str, error: Error) -> Error {
    let head = parse(json).and_then(|Head { format, version }| check_head(&format, version));
    head.err().unwrap_or(error)
}

fn check_head(format: &str, version: u64) -> Result<(), Error> {
    if format != FORMAT {
        return Err(Error::Json {
            message: format!("expected \"format\": \"liens\", but found {format:?}"),
            line: 1,
            column: 1,
            offset: 0,
        });
    }
    match version {
        VERSION => Ok(()),
        found => Err(Error::Version { found }),
    }
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    // Nesting was checked before.
    deserializer.disable_recursion_limit();
    let value =
        T::deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| Error::Json {
        message: message(&error),
        line: error.line(),
        column: error.column(),
        offset: offset(json, error.line(), error.column()),
    })
}

/// Where in a text a column of a line stands, both from 1, the column in bytes.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// Line and column of an offset, both from 1, the column in bytes.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    (line, offset - line_start + 1)
}

/// What the parser says, without the place that it adds.
pub(super) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// Refuses what nests too deep, before a parser recurses into it.
fn check_nesting(json: &str) -> Result<(), Error> {
    let mut depth: usize = 0;
    let mut rest = json.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            b'"' => rest = behind_string(behind),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            return Err(Error::Article(Problem::TooDeep {
                depth: MAX_DEPTH + 1,
            }));
        }
    }
    Ok(())
}

/// What stands after a string, of which this is all but the first quote.
fn behind_string(mut rest: &[u8]) -> &[u8] {
    while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
        let escaped = usize::from(rest[at] == b'\\');
        rest = rest.get(at + 1 + escaped..).unwrap_or_default();
        if escaped == 0 {
            return rest;
        }
    }
    &[]
}

/// Whether a text is, or begins like, a document that [`read`] reads.
///
/// Our writer names the format first, so that also a damaged document is known for what it was meant to be;
/// other programs may have changed the order.
pub(crate) fn is_document(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('{') && (begins_with_format(start).unwrap_or(false) || has_head(start))
}

fn begins_with_format(text: &str) -> Option<bool> {
    let rest = text.strip_prefix('{')?.trim_start();
    let rest = rest.strip_prefix("\"format\"")?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    Some(rest.starts_with("\"liens\""))
}

fn has_head(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Format {
        format: String,
    }
    serde_json::from_str::<Format>(text).is_ok_and(|head| head.format == FORMAT)
}
