//! The Markdown form: CommonMark with GFM tables, from pulldown-cmark's events to a page.
//!
//! Events leave some things out that the article needs: how a bracket was escaped, link definitions,
//! and table cells beyond the header's. Those come from the source, at the events' offsets.

mod definitions;
mod guard;
mod links;
mod pandoc;
mod raw;
mod reader;
mod repair;
mod syntax;
mod table;

use self::guard::guard;
use self::reader::Reader;
use self::repair::repair;
use super::front_matter::FrontMatter;
use crate::error::Error;
use crate::read::options::{Options, Reading};
use crate::read::page::{Page, assemble, assemble_all};

/// Reads a print export in its Markdown form: what converters make of the page, in any of their styles,
/// and what [`PrintText`](crate::write::PrintText) writes.
///
/// ```
/// let text = "See [the report](#) [1].\n\n**Source URL:** <https://example.org/a>\n\n### Links\n\n[1] <https://example.org/r>\n";
/// let reading = liens::read::markdown::read(text, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.finish(article(input, options)?, input)
}

/// Reads all articles of a text in the Markdown form, as [`articles`](crate::read::articles) does.
///
/// ```
/// let pages = "The [barn](#) [1].\n\n**Source URL:** https://example.org/barn\n\n**Links**\n[1] https://example.org/oak\n\n\
///              The [byre](#) [1].\n\n**Source URL:** https://example.org/byre\n\n**Links**\n[1] https://example.org/ash\n";
/// let readings = liens::read::markdown::articles(pages, &liens::read::Options::default())?;
/// assert_eq!(readings[1].article.links[0].url, "https://example.org/ash");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read`].
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.finish_all(all_articles(input, options)?, input)
}

/// Reads an article in the Markdown form.
fn article(input: &str, options: &Options) -> Result<Reading, Error> {
    let (page, front) = page(input, options);
    let mut reading = assemble(page, input, options)?;
    front.fill(&mut reading, &options.labels);
    Ok(reading)
}

/// Reads all articles of a text in the Markdown form. Front matter is the first one's.
fn all_articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    let (page, front) = page(input, options);
    let mut readings = assemble_all(vec![page], input, options)?;
    if let Some(first) = readings.first_mut() {
        front.fill(first, &options.labels);
    }
    Ok(readings)
}

fn page(input: &str, options: &Options) -> (Page, FrontMatter) {
    let whole = input.strip_prefix('\u{feff}').unwrap_or(input);
    let offset = input.len() - whole.len();
    let front = FrontMatter::of(whole);
    let source = &whole[front.end..];
    let guarded = guard(source);
    let repaired = repair(&guarded.text, &options.classes);
    let mut reader = Reader::new(&guarded, &repaired, offset + front.end, options);
    front.show_broken(whole, &mut reader.builder);
    reader.read();
    let mut page = reader.builder.finish();
    page.is_unmarked = true;
    front.state(&mut page, offset);
    (page, front)
}
