//! Text in `<pre>` that is the page's article: mail in the archives of mailing lists, drafts, dumps of text browsers.
//!
//! Such text has its numbers and its list as plain text has them, so the plain reader reads it ([`article`]), and the
//! rest of the page is what stands around it.

#[cfg(feature = "text")]
mod article;

#[cfg(feature = "text")]
pub(super) use article::read;

/// Stands in the page for the text: a code point that Unicode keeps from texts.
pub(super) const PLACE: char = '\u{fdd2}';

/// The text that a page shows in `<pre>`, as it is collected.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) text: String,
    /// Whether it has something that plain text cannot say, as links on words.
    pub(super) is_more: bool,
    /// Where the innermost link in it leads, and where its words begin.
    link: Option<(String, usize)>,
    /// Where the element begins that is open.
    start: usize,
    /// How deep it is quoted.
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

    /// Ends an element: its lines are quoted as the page shows it.
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
