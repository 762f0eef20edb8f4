//! Reading: from a page in some form to an [`Article`](crate::model::Article).
//!
//! Every reader takes the input and [`Options`], and returns a [`Reading`]. Readers are lenient: any text or HTML
//! page within the [`Limits`] gives an article with all its words; what is odd becomes a
//! [`Warning`](crate::warning::Warning) with its place. [`Options::strict`] turns the first warning into an error.

mod bracket;
#[cfg(feature = "decode")]
mod decode;
mod detect;
#[cfg(feature = "text")]
mod facts;
#[cfg(feature = "text")]
mod front_matter;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "serde")]
pub mod json;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "text")]
pub mod markdown;
mod memory;
mod numbering;
mod options;
mod page;
#[cfg(feature = "serde")]
pub mod pandoc;
#[cfg(feature = "text")]
mod patched;
mod place;
#[cfg(feature = "text")]
pub mod plain;
mod tags;

use crate::error::Error;
pub use crate::grammar::date::DateOrder;
pub use crate::limits::Limits;
#[cfg(feature = "decode")]
pub use decode::{Decoded, EncodingReason, declared_encoding, decode};
pub use detect::{Detection, Format, Generator, detect, detect_export};
pub use memory::memory_needed;
pub use options::{Options, Reading};

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
    match detect(input, options).format {
        Format::Html => html::read(input, options),
        Format::Markdown => markdown::read(input, options),
        Format::Plain => plain::read(input, options),
        Format::Json => json::read(input, options),
        Format::Pandoc => pandoc::read(input, options),
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
    match detect(input, options).format {
        Format::Html => html::articles(input, options),
        Format::Markdown => markdown::articles(input, options),
        Format::Plain => plain::articles(input, options),
        Format::Json => Ok(vec![json::read(input, options)?]),
        Format::Pandoc => Ok(vec![pandoc::read(input, options)?]),
    }
}

/// Reads a print export as text, in whichever of the two forms [`detect`] tells.
///
/// ```
/// let text = "See the report [1].\n\nSource URL: https://example.org/a\nLinks\n[1] https://example.org/r\n";
/// let reading = liens::read::text(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report .");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
#[cfg(feature = "text")]
pub fn text(input: &str, options: &Options) -> Result<Reading, Error> {
    match detect(input, options).format {
        Format::Plain => plain::read(input, options),
        _ => markdown::read(input, options),
    }
}

/// Reads all articles of a text, in whichever of the two forms [`detect`] tells, as
/// [`articles`] does.
///
/// ```
/// let pages = "The barn [1] is old.\n\nSource URL: https://example.org/barn\n\nLinks\n[1] https://example.org/oak\n\n\
///              The byre [1] came later.\n\nSource URL: https://example.org/byre\n\nLinks\n[1] https://example.org/ash\n";
/// assert_eq!(liens::read::text_articles(pages, &liens::read::Options::default())?.len(), 2);
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`text`].
#[cfg(feature = "text")]
pub fn text_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    match detect(input, options).format {
        Format::Plain => plain::articles(input, options),
        _ => markdown::articles(input, options),
    }
}
