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
pub use crate::limits::Limits;
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
    /// Where the page was, if its relative addresses shall become absolute. A base that an HTML page states
    /// goes before it; without either, the source line of an HTML page counts.
    #[cfg(feature = "html")]
    pub base_url: Option<crate::BaseUrl>,
    /// How much is read.
    pub limits: Limits,
    /// Whether the first warning is an error.
    pub strict: bool,
}

/// Reads an input in whichever form [`detect`] tells.
///
/// ```
/// let page = "<h1>News</h1><p>See <a href=\"https://example.org/r\">the report</a>.</p>";
/// let article = liens::read::any(page, &liens::read::Options::default())?.article;
/// assert_eq!(article.plain_text(), "News\nSee the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of the form's reader: [`Error::Strict`] if [`Options::strict`] is set, and for JSON, also that of
/// Pandoc, what is wrong with the document.
#[cfg(all(feature = "text", feature = "html", feature = "serde"))]
pub fn any(input: &str, options: &Options) -> Result<Reading, Error> {
    match detect(input).form {
        Form::Html => html::read(input, options),
        Form::Markdown => text::read_markdown(input, options),
        Form::Plain => text::read_plain(input, options),
        Form::Json => options.finish(json::read(input)?),
        Form::Pandoc => options.finish(pandoc::read(input)?),
    }
}

impl Options {
    /// Does what the caller asked for besides reading, where the reader has not done so.
    #[cfg(feature = "text")]
    fn finish(&self, reading: Reading) -> Result<Reading, Error> {
        #[cfg(feature = "html")]
        let reading = {
            let mut reading = reading;
            if let Some(base) = &self.base_url {
                reading.article.resolve_urls(base);
            }
            reading
        };
        self.judge(reading)
    }

    /// The reading, or its first warning as an error where reading is strict.
    #[cfg(any(feature = "text", feature = "html"))]
    fn judge(&self, reading: Reading) -> Result<Reading, Error> {
        match reading.warnings.first() {
            Some(warning) if self.strict => Err(Error::Strict(warning.clone())),
            _ => Ok(reading),
        }
    }
}
