//! Writes the JSON document: an article and its warnings, in a stable format for other programs.

use std::fmt;

use serde::Serialize;

use super::render::Render;
use crate::json::{FORMAT, VERSION};
use crate::model::Article;
use crate::warning::Warning;

/// Writes the JSON document that [`read::json`](crate::read::json) reads.
///
/// The document is a contract: within a version, keys and kinds of warnings may be added, and nothing else changes.
/// Programs must ignore keys and kinds that they do not know.
///
/// If an article made by hand nests deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH), only its words, source and
/// link table are written, since no reader would accept more.
///
/// ```
/// use liens::model::Article;
/// use liens::write::{Json, Render};
///
/// let json = Json::default().render_to_string(&Article::default());
/// assert!(json.starts_with(r#"{"format":"liens","version":1,"article":{"#));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Json {
    /// The warnings to write with the article.
    pub warnings: Vec<Warning>,
    /// Whether the JSON is broken into indented lines, for people to read.
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
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use liens::read::{self, Options};
    /// use liens::write::{Json, Render};
    ///
    /// let reading = read::html::read("", &Options::default())?;
    /// let json = Json::default().with_warnings(reading.warnings).render_to_string(&reading.article);
    /// assert!(json.contains(r#""kind":"empty""#));
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<Warning>) -> Self {
        self.warnings = warnings;
        self
    }

    /// Breaks and indents lines.
    ///
    /// ```
    /// use liens::model::Article;
    /// use liens::write::{Json, Render};
    ///
    /// let json = Json::default().pretty().render_to_string(&Article::default());
    /// assert!(json.starts_with("{\n  \"format\": \"liens\","));
    /// ```
    #[must_use]
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    fn document<'a>(&'a self, article: &'a Article) -> Document<'a> {
        Document {
            format: FORMAT,
            version: VERSION,
            article,
            warnings: &self.warnings,
        }
    }
}

impl Render for Json {
    fn render<W: fmt::Write + ?Sized>(&self, article: &Article, out: &mut W) -> fmt::Result {
        out.write_str(&self.render_to_string(article))
    }

    fn render_to_string(&self, article: &Article) -> String {
        let article = article.to_bounded_depth();
        let document = self.document(&article);
        let done = if self.pretty {
            serde_json::to_string_pretty(&document)
        } else {
            serde_json::to_string(&document)
        };
        // Serialization fails only for maps whose keys are not strings, and articles have none.
        done.unwrap_or_default()
    }
}
