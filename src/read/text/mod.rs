//! Reading print exports in text form: Markdown, as converters make it, and plain text.

mod form;
mod front_matter;
mod guard;
mod markdown;
mod mended;
mod pandoc;
mod plain;
mod repair;

use super::Form;
use super::options::{Options, Reading};
use crate::error::Error;

pub(crate) use form::detect;

/// Reads a print export as text, in whichever of the two forms [`detect`](crate::read::detect) tells.
///
/// ```
/// let text = "See the report [1].\n\nSource URL: https://example.org/a\nLinks\n[1] https://example.org/r\n";
/// let reading = liens::read::text::read(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report .");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    match detect(input).form {
        Form::Plain => read_plain(input, options),
        _ => read_markdown(input, options),
    }
}

/// Reads a print export in its Markdown form: what converters make of the page, in any of their styles,
/// and what [`PrintText`](crate::write::PrintText) writes.
///
/// ```
/// let text = "See [the report](#) [1].\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n[1] <https://example.org/r>\n";
/// let reading = liens::read::text::read_markdown(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read_markdown(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.finish(markdown::read(input, options)?, input)
}

/// Reads a print export without markup: what text browsers, crawlers and mail make of the page.
///
/// Plain text does not show where the words of a link start. Its markers become links without content where
/// they stand, unless the words are certain: an address, the only word of a line, or what a text browser's
/// own numbers tell.
///
/// ```
/// use liens::model::{Block, Inline};
///
/// let text = "Write to me@example.org [1] or\n[2].\n\nLinks:\n[1] mailto:me@example.org\n[2]\nhttps://example.org/r\n";
/// let reading = liens::read::text::read_plain(text, &liens::read::Options::default())?;
/// let Block::Paragraph { content } = &reading.article.body[0] else { panic!("it is a paragraph") };
/// assert_eq!(content[1], Inline::listed(1, vec![Inline::text("me@example.org")]));
/// assert_eq!(reading.article.links[1].url, "https://example.org/r");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read_plain(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.finish(plain::read(input, options)?, input)
}

/// Reads all articles of a text, in whichever of the two forms [`detect`](crate::read::detect) tells, as
/// [`articles`](crate::read::articles) does.
///
/// ```
/// let pages = "The barn [1] is old.\n\nSource URL: https://example.org/barn\n\nLinks\n[1] https://example.org/oak\n\n\
///              The byre [1] came later.\n\nSource URL: https://example.org/byre\n\nLinks\n[1] https://example.org/ash\n";
/// assert_eq!(liens::read::text::articles(pages, &liens::read::Options::default())?.len(), 2);
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read`].
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    match detect(input).form {
        Form::Plain => plain_articles(input, options),
        _ => markdown_articles(input, options),
    }
}

/// Reads all articles of a text in the Markdown form, as [`articles`](crate::read::articles) does.
///
/// ```
/// let pages = "The [barn](#) [1].\n\n**Source URL:** https://example.org/barn\n\n**Links**\n[1] https://example.org/oak\n\n\
///              The [byre](#) [1].\n\n**Source URL:** https://example.org/byre\n\n**Links**\n[1] https://example.org/ash\n";
/// let readings = liens::read::text::markdown_articles(pages, &liens::read::Options::default())?;
/// assert_eq!(readings[1].article.links[0].url, "https://example.org/ash");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read_markdown`].
pub fn markdown_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.finish_all(markdown::articles(input, options)?, input)
}

/// Reads all articles of a text without markup, as [`articles`](crate::read::articles) does.
///
/// ```
/// let mails = "The count is here [1].\n\nLinks:\n[1] https://example.org/count\n\n\
///              The board is there [1].\n\nLinks:\n[1] https://example.org/board\n";
/// let readings = liens::read::text::plain_articles(mails, &liens::read::Options::default())?;
/// assert_eq!(readings[0].article.links[0].url, "https://example.org/count");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read_plain`].
pub fn plain_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.finish_all(plain::articles(input, options)?, input)
}
