//! The options of a reader, and what it returns.

use crate::error::Error;
use crate::grammar::date::DateOrder;
use crate::label::{Classes, Vocabulary};
use crate::limits::Limits;
use crate::model::Article;
use crate::warning::Warning;

/// What a reader returns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The article, in normal form.
    pub article: Article,
    /// The warnings, in the order of the input.
    pub warnings: Vec<Warning>,
}

/// The options of a reader. The defaults suit most pages.
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
    /// The known class names, to which the caller can add those of a site.
    pub classes: Classes,
    /// Which number in a date like `03/07/2018` is the day, if the caller knows the site's order. Otherwise such a date
    /// stays ambiguous, unless the page proves its order.
    pub date_order: Option<DateOrder>,
    /// The page's URL, used to resolve relative links. A base URL that an HTML page states takes precedence; without
    /// either, that of the source line is used for HTML pages.
    #[cfg(feature = "html")]
    pub base_url: Option<crate::BaseUrl>,
    /// Anchors in the page, by `id`, that other documents link to. They stay in the article, like those that its own
    /// links lead to, and are listed as `anchors` in [`Article::metadata`].
    pub anchors: Vec<String>,
    /// Whether the navigation, the side columns and the footer of a site, where HTML marks them as such, are kept out of
    /// the article's body: they go to its footer. Without it all words stay in the order of the page.
    #[cfg(feature = "html")]
    pub site_parts_apart: bool,
    /// Whether only the main content of ordinary HTML pages is read: by landmarks like `<main>` and `<article>`, else
    /// by where most of the text stands outside of links. A warning says how much was left out. Print exports, and pages
    /// that show no main content, are read whole.
    #[cfg(feature = "html")]
    pub main_only: bool,
    /// The limits on the input.
    pub limits: Limits,
    /// Whether the first warning is an error.
    pub strict: bool,
}

impl Options {
    /// Sets the known words of footers.
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

    /// Sets the known class names.
    ///
    /// ```
    /// use liens::label::{ClassRole, Classes};
    /// use liens::read::Options;
    ///
    /// let classes = Classes::default().with(ClassRole::Author, "by-author");
    /// assert_eq!(Options::default().with_classes(classes.clone()).classes, classes);
    /// ```
    #[must_use]
    pub fn with_classes(mut self, classes: Classes) -> Self {
        self.classes = classes;
        self
    }

    /// Keeps the anchors that other documents link to.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use liens::read::{Options, html};
    /// use liens::write::{Html, Render};
    ///
    /// let options = Options::default().with_anchors(["flood"]);
    /// let article = html::read("<h1>The dam</h1><h2 id=flood>The flood</h2><p>In spring.</p>", &options)?.article;
    /// assert!(Html::default().render_to_string(&article).contains(r#"id="flood""#));
    /// # }
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn with_anchors(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.anchors.extend(names.into_iter().map(Into::into));
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

    /// Keeps the navigation, the side columns and the footer of a site out of the body.
    ///
    /// ```
    /// use liens::read::{Options, html};
    ///
    /// let page = "<nav><a href=/tides>Tides</a></nav><h1>The lamp</h1><p>It burns.</p>";
    /// let options = Options::default().with_site_parts_apart();
    /// let article = html::read(page, &options)?.article;
    /// assert_eq!((article.body.len(), article.footer.len()), (1, 1));
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[cfg(feature = "html")]
    #[must_use]
    pub fn with_site_parts_apart(mut self) -> Self {
        self.site_parts_apart = true;
        self
    }

    /// Reads only the main content of ordinary pages.
    ///
    /// ```
    /// use liens::WarningKind;
    /// use liens::read::{Options, html};
    ///
    /// let page = "<p>Sign up for our letters</p><main><h1>The lamp</h1><p>It has burned on the pier every night \
    ///     since the year in which the tower was built, and no ship was lost there.</p></main>";
    /// let reading = html::read(page, &Options::default().with_main_only())?;
    /// assert!(!reading.article.plain_text().contains("letters"));
    /// assert!(reading.warnings.iter().any(|warning| warning.kind == WarningKind::LeftOut));
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[cfg(feature = "html")]
    #[must_use]
    pub fn with_main_only(mut self) -> Self {
        self.main_only = true;
        self
    }

    /// Makes relative URLs absolute, with this base.
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
    pub(super) fn finish(&self, reading: Reading, input: &str) -> Result<Reading, Error> {
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
    pub(super) fn finish_all(
        &self,
        readings: Vec<Reading>,
        input: &str,
    ) -> Result<Vec<Reading>, Error> {
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
    pub(super) fn judge(&self, reading: Reading, input: &str) -> Result<Reading, Error> {
        Ok(self.judge_all(vec![reading], input)?.swap_remove(0))
    }

    #[cfg(any(feature = "text", feature = "html", feature = "serde"))]
    pub(super) fn judge_all(
        &self,
        readings: Vec<Reading>,
        input: &str,
    ) -> Result<Vec<Reading>, Error> {
        let articles = readings.iter().map(|reading| &reading.article);
        self.limits.admit_expansion(articles, input.len())?;
        match readings.iter().find_map(|reading| reading.warnings.first()) {
            Some(warning) if self.strict => Err(Error::Strict(warning.clone())),
            _ => Ok(readings),
        }
    }
}
