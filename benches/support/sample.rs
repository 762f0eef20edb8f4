//! What is read and written: one article in every form.

use liens::model::Article;
use liens::read::{self, Options};
use liens::write::{Json, PlainText, PrintHtml, PrintText, Render};

use super::articles::{LINKS_PER_SECTION, article};
use super::pages;

/// An article with its pages. What is empty is not measured.
pub(crate) struct Sample {
    /// How long its HTML page is, roughly.
    pub(crate) size: &'static str,
    pub(crate) article: Article,
    pub(crate) html: String,
    pub(crate) markdown: String,
    pub(crate) plain: String,
    /// The JSON document of the article.
    pub(crate) json: String,
    /// The article alone in JSON, as serde_json writes it.
    pub(crate) article_json: String,
}

/// The sizes of the article, from the smallest to the largest, and how many sections make them.
const ARTICLES: [(&str, usize); 3] = [("8 KB", 3), ("100 KB", 41), ("5 MB", 2050)];
/// A size, and the page that has it.
type Page = (&'static str, fn() -> String);

/// The pages that have more around the article, as sites serve them.
const PAGES: [Page; 2] = [
    ("print 14 KB", pages::print_page),
    ("modern 150 KB", pages::modern_page),
];

/// All samples.
pub(crate) fn samples() -> Vec<Sample> {
    sizes().filter_map(sample).collect()
}

/// The sizes of the samples: the article, from the smallest to the largest, and the pages.
pub(crate) fn sizes() -> impl Iterator<Item = &'static str> {
    let articles = ARTICLES.iter().map(|(size, _)| *size);
    articles.chain(PAGES.iter().map(|(size, _)| *size))
}

/// The sample of one size.
pub(crate) fn sample(size: &str) -> Option<Sample> {
    let article = ARTICLES.iter().find(|(of, _)| *of == size);
    let page = PAGES.iter().find(|(of, _)| *of == size);
    article
        .map(|(size, sections)| Sample::new(size, *sections))
        .or_else(|| page.map(|(size, page)| Sample::page(size, page())))
}

impl Sample {
    fn new(size: &'static str, sections: usize) -> Self {
        let article = article(sections);
        let sample = Self {
            size,
            html: PrintHtml::default().render_to_string(&article),
            markdown: PrintText::default().render_to_string(&article),
            plain: PlainText::default().render_to_string(&article),
            json: Json::default().render_to_string(&article),
            article_json: serde_json::to_string(&article).expect("articles can be written"),
            article,
        };
        sample.check(sections * LINKS_PER_SECTION);
        sample
    }

    /// A page of HTML alone.
    fn page(size: &'static str, html: String) -> Self {
        let reading = read::html::read(&html, &Options::default());
        let article = reading.expect("pages can be read").article;
        assert!(
            article.title.is_some() && !article.body.is_empty(),
            "{size}"
        );
        Self {
            size,
            article: Article::default(),
            html,
            markdown: String::new(),
            plain: String::new(),
            json: String::new(),
            article_json: String::new(),
        }
    }

    /// Fails where a page does not read back with all its links: then it is no page that is worth
    /// measuring.
    fn check(&self, links: usize) {
        let options = Options::default();
        let readings = [
            read::html::read(&self.html, &options),
            read::markdown::read(&self.markdown, &options),
            read::plain::read(&self.plain, &options),
            read::json::read(&self.json, &Options::default()),
        ];
        for reading in readings {
            let article = reading.expect("pages can be read").article;
            assert_eq!(article.links.len(), links, "{}", self.size);
            assert_eq!(article.links, self.article.links, "{}", self.size);
        }
    }
}
