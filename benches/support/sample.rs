//! What is read and written: one article in every form.

use liens::model::Article;
use liens::read::{self, Options};
use liens::write::{Json, PlainText, PrintHtml, PrintText, Render};

use super::articles::{LINKS_PER_SECTION, article};

/// An article with its pages.
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

/// The samples, from the smallest to the largest.
pub(crate) fn samples() -> [Sample; 3] {
    [("8 KB", 3), ("100 KB", 41), ("5 MB", 2050)]
        .map(|(size, sections)| Sample::new(size, sections))
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
