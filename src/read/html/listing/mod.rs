//! Text in `<pre>` that is the page's article: mail in the archives of mailing lists, drafts, dumps of text browsers.
//!
//! Such text has markers and a list as plain text has them. So it is collected here apart from the page, and the
//! plain-text reader reads it ([`article`]); the result then goes back to the place of the `<pre>` in the page.

#[cfg(feature = "text")]
mod article;

#[cfg(feature = "text")]
pub(super) use article::read;

/// The placeholder for the text in the page: a noncharacter of Unicode.
pub(super) const PLACE: char = '\u{fdd2}';

/// The text of the `<pre>` elements of a page, as it is collected.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) text: String,
    /// Whether it has something that plain text cannot express, such as links on words.
    pub(super) is_more: bool,
    /// The URL of the innermost open link, and the offset of its words.
    link: Option<(String, usize)>,
    /// The offset at which the open element begins.
    start: usize,
    /// The number of open quotations.
    pub(super) quotes: usize,
}

impl Listing {
    /// Whether nothing was said since an element opened.
    pub(super) fn is_at_start(&self) -> bool {
        self.text[self.start..].trim().is_empty()
    }

    pub(super) fn begin(&mut self) {
        self.start = self.text.len();
    }

    /// Ends a `<pre>`, and prefixes its lines with `>` as often as it is quoted.
    pub(super) fn end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if self.quotes > 0 {
            let marks = ">".repeat(self.quotes);
            let lines: Vec<String> = self.text[self.start..]
                .lines()
                .map(|line| format!("{}\n", format!("{marks} {line}").trim_end()))
                .collect();
            self.text.truncate(self.start);
            self.text.extend(lines);
        }
    }

    pub(super) fn begin_link(&mut self, url: &str) {
        self.link = Some((url.to_owned(), self.text.len()));
    }

    /// Ends an element in the text. A link that shows where it leads is nothing more than its words; so are those that
    /// archives make of addresses of people, and those within the page.
    pub(super) fn end_link(&mut self) {
        let Some((url, start)) = self.link.take() else {
            return;
        };
        let words = self.text[start..].trim();
        let is_shown = url.starts_with(words) || words.contains('@') || words.contains(" at ");
        self.is_more |= !(words.is_empty() || is_shown || url.starts_with('#'));
    }
}
