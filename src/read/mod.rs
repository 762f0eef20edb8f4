//! Reading: from a page in some form to an [`Article`].
//!
//! Every reader takes the input and [`Options`], and returns a [`Reading`]. Readers are lenient: any text or HTML
//! page within the [`Limits`] gives an article with all its words; what is odd becomes a [`Warning`] with its
//! place. [`Options::strict`] turns the first warning into an error.

mod form;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "serde")]
pub mod json;
#[cfg(feature = "text")]
mod markup;
mod numbering;
#[cfg(feature = "serde")]
pub mod pandoc;
mod sheet;
#[cfg(feature = "text")]
pub mod text;

use crate::error::Error;
use crate::label::Vocabulary;
pub use crate::limits::Limits;
use crate::model::Article;
pub use crate::reference::date::DateOrder;
use crate::warning::Warning;
pub use form::{Detection, Form, detect};

pub(crate) use sheet::{
    escaped_colon, find_fields, is_whole_head, leads_to, show_colons, take_byline, take_head,
};

/// What a reader returns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The article, in normal form.
    pub article: Article,
    /// What was odd, in the order of the input.
    pub warnings: Vec<Warning>,
}

/// How to read. The defaults are right for most pages.
///
/// ```
/// use liens::read::{DateOrder, Options};
///
/// let options = Options::default().with_date_order(DateOrder::MonthFirst).strict();
///
/// // The same, field by field.
/// let mut same = Options::default();
/// same.date_order = Some(DateOrder::MonthFirst);
/// same.strict = true;
/// assert_eq!(options, same);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Options {
    /// The words of footers, to which the caller can add those of a site.
    pub labels: Vocabulary,
    /// Which number of a date like `03/07/2018` is the day, where the caller knows it of the site.
    /// Without it such a date stays ambiguous unless the page proves its order.
    pub date_order: Option<DateOrder>,
    /// Where the page was, if its relative addresses shall become absolute. A base that an HTML page states
    /// goes before it; without either, the source line of an HTML page counts.
    #[cfg(feature = "html")]
    pub base_url: Option<crate::BaseUrl>,
    /// How much is read.
    pub limits: Limits,
    /// Whether the first warning is an error.
    pub strict: bool,
}

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
    match detect(input).form {
        Form::Html => html::read(input, options),
        Form::Markdown => text::read_markdown(input, options),
        Form::Plain => text::read_plain(input, options),
        Form::Json => json::read(input, options),
        Form::Pandoc => pandoc::read(input, options),
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
    match detect(input).form {
        Form::Html => html::articles(input, options),
        Form::Markdown => text::markdown_articles(input, options),
        Form::Plain => text::plain_articles(input, options),
        Form::Json => Ok(vec![json::read(input, options)?]),
        Form::Pandoc => Ok(vec![pandoc::read(input, options)?]),
    }
}

impl Options {
    /// Reads with these words of footers.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::read::Options;
    ///
    /// let labels = Vocabulary::default().with("et", Part::Links, "Viited");
    /// assert_eq!(Options::default().with_labels(labels.clone()).labels, labels);
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Vocabulary) -> Self {
        self.labels = labels;
        self
    }

    /// Reads ambiguous dates in this order.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use liens::read::{DateOrder, Options, html};
    ///
    /// let page = "<p>A</p><p><strong>Source URL (modified on 03/07/2018 - 09:00):</strong> https://example.org/a</p>";
    /// let options = Options::default().with_date_order(DateOrder::DayFirst);
    /// let source = html::read(page, &options)?.article.source.expect("a source line");
    /// let at = source.stamp.and_then(|stamp| stamp.at).expect("certain with the order");
    /// assert_eq!((at.day(), at.month()), (3, 7));
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn with_date_order(mut self, order: DateOrder) -> Self {
        self.date_order = Some(order);
        self
    }

    /// Makes relative addresses absolute, as they lead from this page.
    ///
    /// ```
    /// use liens::read::{Options, html};
    ///
    /// let options = Options::default().with_base_url("https://example.org/news/7".parse()?);
    /// let mut article = html::read("<p><a href=/map>The map</a></p>", &options)?.article;
    /// article.number_links();
    /// assert_eq!(article.links[0].url, "https://example.org/map");
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[cfg(feature = "html")]
    #[must_use]
    pub fn with_base_url(mut self, base: crate::BaseUrl) -> Self {
        self.base_url = Some(base);
        self
    }

    /// Reads within these limits.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use liens::Error;
    /// use liens::read::{Limits, Options, html};
    ///
    /// let mut limits = Limits::default();
    /// limits.bytes = 1 << 20;
    /// let options = Options::default().with_limits(limits);
    /// let error = html::read(&"a".repeat(2 << 20), &options);
    /// assert!(matches!(error, Err(Error::TooLong { .. })));
    /// # }
    /// ```
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Makes the first warning an error, [`Error::Strict`].
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use liens::Error;
    /// use liens::read::{Options, html};
    ///
    /// assert!(matches!(html::read("", &Options::default().strict()), Err(Error::Strict(_))));
    /// # }
    /// ```
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Does what the caller asked for besides reading, where the reader has not done so.
    #[cfg(any(feature = "text", feature = "serde"))]
    fn finish(&self, reading: Reading, input: &str) -> Result<Reading, Error> {
        #[cfg(feature = "html")]
        let reading = {
            let mut reading = reading;
            if let Some(base) = &self.base_url {
                reading.article.resolve_urls(base);
            }
            reading
        };
        self.judge(reading, input)
    }

    /// The same for all articles of an input.
    #[cfg(feature = "text")]
    fn finish_all(&self, readings: Vec<Reading>, input: &str) -> Result<Vec<Reading>, Error> {
        #[cfg(feature = "html")]
        let readings = {
            let mut readings = readings;
            if let Some(base) = &self.base_url {
                let articles = readings.iter_mut().map(|reading| &mut reading.article);
                articles.for_each(|article| article.resolve_urls(base));
            }
            readings
        };
        self.judge_all(readings, input)
    }

    /// The reading of an input, unless its article takes too much room, or reading is strict and gave a warning.
    #[cfg(any(feature = "text", feature = "html", feature = "serde"))]
    fn judge(&self, reading: Reading, input: &str) -> Result<Reading, Error> {
        Ok(self.judge_all(vec![reading], input)?.swap_remove(0))
    }

    #[cfg(any(feature = "text", feature = "html", feature = "serde"))]
    fn judge_all(&self, readings: Vec<Reading>, input: &str) -> Result<Vec<Reading>, Error> {
        let articles = readings.iter().map(|reading| &reading.article);
        self.limits.admit_expansion(articles, input.len())?;
        match readings.iter().find_map(|reading| reading.warnings.first()) {
            Some(warning) if self.strict => Err(Error::Strict(warning.clone())),
            _ => Ok(readings),
        }
    }
}
