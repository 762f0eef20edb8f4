//! Reading HTML pages: print exports, and any other page.
//!
//! `document` runs these steps in order:
//!
//! 1. `parse` chooses a parser. `parser` reports elements and text as events in one pass, without a tree. If the
//!    page has markup for which the standard moves nodes, `html5ever` builds the tree instead, behind a guard against
//!    quadratic work, and reports the same events.
//! 2. `walk` passes the events to the builder of the page that all readers share (`read/page`), and the page's
//!    metadata, such as `<meta>` and JSON-LD, to `stated`.
//! 3. `read/page` turns the page into an article.
//! 4. `document` makes relative URLs absolute, and fills in from the metadata what the page does not print.
//!
//! Two kinds of pages take more steps. Where the article is text in `<pre>` with a list of links, the plain-text reader
//! reads it (`listing`). Where only the main content is wanted, `main_part` chooses its elements first.

mod document;
mod html5ever;
mod listing;
mod main_part;
mod outline;
mod parse;
mod parser;
mod stated;
mod walk;
mod xhtml;

use super::options::{Options, Reading};
use crate::error::Error;

/// Reads an HTML page: a print export, even with a changed template or rewritten by a mirror, or any other page.
///
/// Warnings point to whole lines of the input.
///
/// ```
/// let html = r#"<div class="print-content"><p>See <a href="https://example.org/r">the report</a>
/// <span class="print-footnote">[1]</span>.</p></div>
/// <div class="print-source_url"><strong>Source URL:</strong> https://example.org/a</div>
/// <div class="print-links"><p><strong>Links</strong><br />[1] https://example.org/r<br /></p></div>"#;
/// let reading = liens::read::html::read(html, &liens::read::Options::default())?;
/// assert_eq!(reading.article.links[0].url, "https://example.org/r");
/// assert_eq!(reading.article.plain_text(), "See the report.");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Strict`] if [`Options::strict`] is set; [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] if the page exceeds [`Options::limits`].
pub fn read(input: &str, options: &Options) -> Result<Reading, Error> {
    options.limits.admit(input)?;
    options.judge(document::read(input, options)?, input)
}

/// Reads all articles of an HTML document, as [`articles`](crate::read::articles) does.
///
/// ```
/// let page = |name| format!("<h1>{name}</h1><p>See <a href=https://example.org/{name}>it</a> [1].</p>
/// <p><strong>Source URL:</strong> https://example.org/of-{name}</p><p><strong>Links</strong><br>[1] https://example.org/{name}</p>");
/// let pages = page("barn") + &page("byre");
/// let readings = liens::read::html::articles(&pages, &liens::read::Options::default())?;
/// assert_eq!(readings[1].article.links[0].url, "https://example.org/byre");
/// # Ok::<(), liens::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`read`].
pub fn articles(input: &str, options: &Options) -> Result<Vec<Reading>, Error> {
    options.limits.admit(input)?;
    options.judge_all(document::articles(input, options)?, input)
}

/// The tree of a page as our own parser reports it, one line for each node, or the reason why html5ever has to parse
/// the page. Only for tests of the parser.
#[doc(hidden)]
pub fn outline(page: &str, options: &Options) -> Result<String, String> {
    outline::outline(page, &options.limits).map_err(|bail| format!("{bail:?}"))
}
