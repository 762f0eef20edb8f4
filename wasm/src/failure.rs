//! The error that JavaScript throws.

use liens::{Error, Span};
use serde::Serialize;

/// Why there is no result, and the position in the page.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    message: String,
    span: Option<Span>,
}

impl Failure {
    /// A failure without a position.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            span: None,
        }
    }

    pub(crate) fn to_json(&self) -> String {
        // Serializing strings and numbers cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            span: error.span(),
            message: error.to_string(),
        }
    }
}
