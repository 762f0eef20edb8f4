//! The JSON document: an article and its warnings, as a contract with other programs.

use std::fmt;
use std::io;

use serde::Serialize;

use super::Render;
use crate::model::Article;
use crate::warning::Warning;

/// Writes the JSON document that [`read::json`](crate::read::json) reads.
///
/// ```
/// use liens::model::Article;
/// use liens::write::{Json, Render};
///
/// let json = Json::default().render_to_string(&Article::default());
/// assert!(json.starts_with(r#"{"format":"liens","version":1,"article":{"#));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Json {
    /// The warnings that go with the article.
    pub warnings: Vec<Warning>,
    /// Whether lines are broken and indented for human eyes.
    pub pretty: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u64,
    article: &'a Article,
    warnings: &'a [Warning],
}

impl Json {
    /// Writes these warnings with the article.
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<Warning>) -> Self {
        self.warnings = warnings;
        self
    }

    /// Breaks and indents lines.
    #[must_use]
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }
}

impl Render for Json {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        let document = Document {
            format: "liens",
            version: crate::read::json::VERSION,
            article,
            warnings: &self.warnings,
        };
        let sink = Utf8Sink(out);
        let done = if self.pretty {
            serde_json::to_writer_pretty(sink, &document)
        } else {
            serde_json::to_writer(sink, &document)
        };
        done.map_err(|_| fmt::Error)
    }
}

/// Hands the bytes of a writer of text on as text.
struct Utf8Sink<'a, W: ?Sized>(&'a mut W);

impl<W: fmt::Write + ?Sized> io::Write for Utf8Sink<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // serde_json writes whole characters.
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
