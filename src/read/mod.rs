//! Reading: from a page in some form to an [`Article`](crate::model::Article).
//!
//! Every reader takes the input and [`Options`], and returns a [`Reading`]. Readers are lenient: any text or HTML
//! page within the [`Limits`] gives an article with all its words; what is odd becomes a
//! [`Warning`](crate::warning::Warning) with its place. [`Options::strict`] turns the first warning into an error.

mod form;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "serde")]
pub mod json;
mod memory;
mod numbering;
mod options;
#[cfg(feature = "serde")]
pub mod pandoc;
mod sheet;
mod tags;
#[cfg(feature = "text")]
pub mod text;

use crate::error::Error;
pub use crate::limits::Limits;
pub use crate::reference::date::DateOrder;
pub use form::{Detection, Form, detect};
pub use memory::memory_needed;
pub use options::{Options, Reading};

pub(crate) use sheet::{
    escaped_colon, escaped_space, find_fields, is_kept_as_text, is_whole_head, leads_to,
    lines_of_byline, show_colons, take_byline, take_head,
};

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
/// Those of the form's reader: [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`],
/// [`Error::TooManyLinks`] and [`Error::TooMuchExpansion`] by [`Options::limits`], and for JSON, also that of
/// Pandoc, what is wrong with the document.
#[cfg(all(feature = "text", feature = "html", feature = "serde"))]
pub fn any(input: &str, options: &Options) -> Result<Reading, Error> {
    match detect(input).form {
        Form::Html => html::read(input, options),
        Form::Markdown => text::read_markdown(input, options),
        Form::Plain => text::read_plain(input, options),
        Form::Json => json::read(input, options),
        Form::Pandoc => pandoc::read(input, options),
    }
}

/// Reads all articles of an input, in whichever form [`detect`] tells: several printed pages one after the other, as
/// in a file that they were collected in. The numbers of each are those of its own list.
///
/// [`any`] gives the first one only, with the others as its text.
///
/// ```
/// let pages = "The barn [1] is old.\n\nSource URL: https://example.org/barn\n\nLinks\n[1] https://example.org/oak\n\n\
///              The byre [1] came later.\n\nSource URL: https://example.org/byre\n\nLinks\n[1] https://example.org/ash\n";
/// let readings = liens::read::articles(pages, &liens::read::Options::default())?;
/// let urls: Vec<_> = readings.iter().map(|reading| reading.article.links[0].url.as_str()).collect();
/// assert_eq!(urls, ["https://example.org/oak", "https://example.org/ash"]);
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`any`]. An input without any article is one that is empty, so there is always a first.
#[cfg(all(feature = "text", feature = "html", feature = "serde"))]
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    match detect(input).form {
        Form::Html => html::articles(input, options),
        Form::Markdown => text::markdown_articles(input, options),
        Form::Plain => text::plain_articles(input, options),
        Form::Json => Ok(vec![json::read(input, options)?]),
        Form::Pandoc => Ok(vec![pandoc::read(input, options)?]),
    }
}
