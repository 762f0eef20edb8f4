//! Detects print exports and their generators from the bytes of a page, without building a tree or a document.

mod lines;
mod markup;

use std::borrow::Cow;
use std::fmt;

use memchr::memmem;

use super::html_sign;
use crate::read::Options;

/// A program that writes print exports.
///
/// ```
/// use liens::read::Generator;
///
/// assert_eq!(Generator::WpPrint.to_string(), "wp-print");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Generator {
    /// The module `print` of Drupal 4.7 to 7.
    DrupalPrint,
    /// The module `print` of Backdrop.
    BackdropPrint,
    /// The plugin WP-Print of WordPress.
    WpPrint,
    /// A program that cannot be identified: the page has the lines of a print export but no generator's markup, as in
    /// plain text.
    Unknown,
}

impl Generator {
    /// The name in lowercase with hyphens: `drupal-print`, `backdrop-print`, `wp-print` or `unknown`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DrupalPrint => "drupal-print",
            Self::BackdropPrint => "backdrop-print",
            Self::WpPrint => "wp-print",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Detects whether a page is a print export, and which program wrote it: `None` for any other page.
///
/// This is for filtering a crawl before reading it. For most pages it costs a search for a few words. Only where one
/// of them occurs are the page's tags examined:
///
/// 1. the generators' own templates are recognized by their class names, ids and style sheets;
/// 2. any other page is an export if a list of links that starts with `[1]` stands right below a source line or a
///    heading with known words. In a text that is not HTML, a source line is enough if its label has several words.
///    The labels in the options count as known.
///
/// Bytes may be in any encoding that keeps ASCII, and in UTF-16 with a byte order mark.
///
/// ```
/// use liens::read::{Generator, Options, detect_export};
///
/// let generator = |page: &str| detect_export(page.as_bytes(), &Options::default());
/// let export = r#"<div class="print-content">A</div><div class="print-source_url">Source URL: http://ex.org/</div>"#;
/// assert_eq!(generator(export), Some(Generator::DrupalPrint));
/// let text = "See the map [1].\n\nSource URL: http://ex.org/\n\nLinks\n[1] http://ex.org/map\n";
/// assert_eq!(generator(text), Some(Generator::Unknown));
/// assert_eq!(generator("<p>See <a href=map>the map</a>."), None);
/// ```
#[must_use]
pub fn detect_export(page: &[u8], options: &Options) -> Option<Generator> {
    let page = &*ascii_compatible(page);
    let has_signs = markup::WORDS
        .iter()
        .any(|word| memmem::find(page, word).is_some());
    let has_list = || memmem::find(page, b"[1").is_some();
    if !has_signs && starts_with_tag(page) && !has_list() {
        return None;
    }
    let text = String::from_utf8_lossy(page);
    let by_markup = || has_signs.then(|| markup::generator(&text)).flatten();
    let by_lines = || {
        let has_lines = match html_sign(&text).is_some() {
            true => lines::in_html(&text, &options.labels),
            false => lines::in_text(&text, &options.labels),
        };
        has_lines.then_some(Generator::Unknown)
    };
    by_markup().or_else(by_lines)
}

/// Returns the page in an encoding that keeps ASCII.
fn ascii_compatible(page: &[u8]) -> Cow<'_, [u8]> {
    #[cfg(feature = "decode")]
    if page.starts_with(b"\xFE\xFF") || page.starts_with(b"\xFF\xFE") {
        let text = crate::read::decode(page, None).text;
        return Cow::Owned(text.into_owned().into_bytes());
    }
    Cow::Borrowed(page)
}

/// Whether a page starts with a tag rather than a URL in angle brackets.
fn starts_with_tag(page: &[u8]) -> bool {
    let page = page.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(page);
    let start = page.trim_ascii_start();
    start.starts_with(b"<") && !start.starts_with(b"<http")
}
