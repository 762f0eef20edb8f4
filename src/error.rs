//! Errors: what leaves no article.

use crate::warning::{Span, Warning};

/// Why something could not be read.
///
/// Text and HTML within the [`Limits`](crate::read::Limits) never fail to be read, unless the caller wants it
/// strictly: what is odd there becomes a [`Warning`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The caller asked for strict reading and the input caused a warning.
    #[error("strict reading refused the input: {0}")]
    Strict(Warning),

    /// The text is not a JSON document of this library.
    #[error("expected a liens JSON document, but at line {line}, column {column}: {message}")]
    Json {
        /// What was expected or found.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// Offset in bytes, from 0.
        offset: usize,
    },

    /// The JSON document is of a version that this library does not know.
    #[error("expected JSON document version 1, but found version {found}")]
    Version {
        /// The version that the document states.
        found: u64,
    },

    /// The JSON document's article breaks a rule of the model.
    #[error("the JSON document's article is not well formed: {0}")]
    Article(crate::model::Problem),

    /// The input is longer than [`Limits::bytes`](crate::read::Limits::bytes).
    #[error("expected at most {limit} bytes of input, but found {found}")]
    TooLong {
        /// The limit.
        limit: usize,
        /// The length of the input.
        found: usize,
    },

    /// The input has more links than [`Limits::links`](crate::read::Limits::links).
    #[error("expected at most {limit} links and markers, but found {found}")]
    TooManyLinks {
        /// The limit.
        limit: usize,
        /// How many links and markers the input has.
        found: usize,
    },

    /// The listed addresses would take more room, if they stood with every link, than
    /// [`Limits::expansion`](crate::read::Limits::expansion) allows an input of that length.
    #[error("expanding the link table takes {found} bytes; the limit is {limit}")]
    TooMuchExpansion {
        /// The limit, in bytes.
        limit: usize,
        /// What the addresses would take, in bytes.
        found: usize,
    },

    /// Relative addresses cannot be resolved against this one.
    #[error("expected an absolute address like https://example.org/news/7, but found {found:?}")]
    BaseUrl {
        /// The address.
        found: String,
    },

    /// The text is not a Pandoc document.
    #[error("expected a Pandoc document as JSON, but at line {line}, column {column}: {message}")]
    Pandoc {
        /// What was expected or found.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// Byte of the input, from 0.
        offset: usize,
    },
}

impl Error {
    /// Where in the input the error is, if it has a single place. Columns of JSON count bytes.
    ///
    /// ```
    /// # #[cfg(feature = "serde")] {
    /// let error = liens::read::json::read("{\n\"format\": ?", &Default::default()).unwrap_err();
    /// let span = error.span().expect("a place");
    /// assert_eq!((span.start, span.line, span.column), (12, 2, 11));
    /// # }
    /// ```
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match *self {
            Self::Strict(ref warning) => warning.span,
            Self::Json {
                line,
                column,
                offset,
                ..
            }
            | Self::Pandoc {
                line,
                column,
                offset,
                ..
            } => Some(Span {
                start: offset,
                end: offset,
                line,
                column,
            }),
            Self::Version { .. }
            | Self::Article(_)
            | Self::TooLong { .. }
            | Self::TooManyLinks { .. }
            | Self::TooMuchExpansion { .. }
            | Self::BaseUrl { .. } => None,
        }
    }
}
