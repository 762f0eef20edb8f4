//! Reading print exports as HTML pages.
//!
//! 1. `parser` reports elements and text as events, in one pass; where something in the page moves, `html5ever`
//!    parses it, behind a guard that keeps it from quadratic work, and reports the same events;
//! 2. `walk` hands them to the page that all readers share (`read/page`), which makes an article of itself;
//! 3. `document` makes relative URLs absolute, and fills in what the page states of itself (`stated`) and does not print;
//! 4. where the article is text in `<pre>` with a list of links, the plain reader reads that (`listing`).

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

/// Reads a page: what an exporter printed, also when its template was changed or a mirror rewrote it, or
/// any other HTML page.
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
/// [`Error::Strict`] if [`Options::strict`] is set, [`Error::TooLong`], [`Error::TooManyLinks`] and
/// [`Error::TooMuchExpansion`] by [`Options::limits`].
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

/// The tree of a page as the parser reports it, in lines, or why html5ever has to read the page.
///
/// For tests of the parser only.
#[doc(hidden)]
pub fn outline(page: &str, options: &Options) -> Result<String, String> {
    outline::outline(page, &options.limits).map_err(|bail| format!("{bail:?}"))
}
