//! Reading: from a page in some form to an [`Article`].
//!
//! Readers are lenient. Whatever the input, text readers return an article with all its words; what
//! is odd becomes a [`Warning`] with its place. [`Options::strict`] turns the first warning into an
//! error.

mod form;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "serde")]
pub mod json;
#[cfg(feature = "text")]
mod markup;
#[cfg(feature = "serde")]
pub mod pandoc;
mod sheet;
#[cfg(feature = "text")]
pub mod text;

use crate::error::Error;
use crate::label::Vocabulary;
use crate::model::Article;
pub use crate::reference::date::DateOrder;
use crate::warning::Warning;
pub use form::{Detection, Form, detect};

pub(crate) use sheet::{escaped_colon, find_fields, show_colons, take_head};

/// What a reader returns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The article, in normal form.
    pub article: Article,
    /// What was odd, in the order of the input.
    pub warnings: Vec<Warning>,
}

/// How to read.
///
/// ```
/// use liens::read::{DateOrder, Options};
///
/// let mut options = Options::default();
/// options.date_order = Some(DateOrder::MonthFirst);
/// options.strict = true;
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The words of footers, to which the caller can add those of a site.
    pub labels: Vocabulary,
    /// Which number of a date like `03/07/2018` is the day, where the caller knows it of the site.
    /// Without it such a date stays ambiguous unless the page proves its order.
    pub date_order: Option<DateOrder>,
    /// Whether the first warning is an error.
    pub strict: bool,
}

impl Options {
    /// The reading, or its first warning as an error where reading is strict.
    #[cfg(any(feature = "text", feature = "html"))]
    fn judge(&self, reading: Reading) -> Result<Reading, Error> {
        match reading.warnings.first() {
            Some(warning) if self.strict => Err(Error::Strict(warning.clone())),
            _ => Ok(reading),
        }
    }
}
