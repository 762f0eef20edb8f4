//! Reading: from a page in some format to an [`Article`](crate::model::Article).
//!
//! Every reader takes the input and [`Options`], and returns a [`Reading`]. Readers are lenient: any text or HTML page
//! within the [`Limits`] gives an article with all its words, and anything odd becomes a
//! [`Warning`](crate::warning::Warning) with its place. [`Options::strict`] turns the first warning into an error.
//!
//! `decode` turns bytes into text and [`detect()`] finds its format. The readers of HTML, Markdown and plain text
//! then fill a common page (`page`), which becomes the article; mail is read by these three. JSON and Pandoc documents
//! already hold the structure of an article and need no page.

mod bracket;
#[cfg(feature = "decode")]
mod decode;
mod detect;
#[cfg(any(feature = "text", feature = "html"))]
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

/// Detects the format of an input, as [`detect`] does, and reads it.
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
/// Those of the format's reader: [`Error::Strict`] if [`Options::strict`] is set; [`Error::TooLong`],
/// [`Error::TooManyLinks`] and [`Error::TooMuchExpansion`] if the input exceeds [`Options::limits`]; for JSON,
/// including Pandoc's, also an error that says what is wrong with the document.
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

/// Detects the format of an input and reads all its articles: a file may hold several printed pages, one after the
/// other. The markers of each article refer to its own list.
///
/// [`any`] returns only the first article and keeps the others as part of its text.
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
/// Those of [`any`]. The result is never empty: an empty input is one empty article.
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

/// Reads a text as Markdown or as plain text, whichever [`detect`] finds.
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
/// [`Error::Strict`] if [`Options::strict`] is set; [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] if the text exceeds [`Options::limits`].
#[cfg(feature = "text")]
pub fn text(input: &str, options: &Options) -> Result<Reading, Error> {
    match detect(input, options).format {
        Format::Plain => plain::read(input, options),
        _ => markdown::read(input, options),
    }
}

/// Reads all articles of a text as Markdown or as plain text, whichever [`detect`] finds. See [`articles`].
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
