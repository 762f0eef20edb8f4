//! Reading print exports in text form.

mod markdown;
mod repair;

use super::{Options, Reading};
use crate::error::Error;

/// Reads a print export in its Markdown form: what converters make of the page, in any of their styles,
/// and what [`PrintText`](crate::write::PrintText) writes.
///
/// ```
/// let text = "See [the report](#) [1].\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n[1] <https://example.org/r>\n";
/// let reading = liens::read::text::read(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Only [`Error::Strict`], and only if [`Options::strict`] is set.
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    options.judge(markdown::read(input, options))
}
