//! Applies the caller's changes to an article before it is written, as the program does.

use liens::label::Vocabulary;
use liens::model::{Source, Stamp, StampKind};
use liens::read::Reading;
use liens::{Article, BaseUrl, WarningKind};

use crate::failure::Failure;

/// The changes.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Changes {
    pub(crate) number: bool,
    pub(crate) source_url: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
}

impl Changes {
    /// Checks that the URL can be printed as it is.
    pub(crate) fn checked(self) -> Result<Self, Failure> {
        if let Some(url) = &self.source_url {
            url.parse::<BaseUrl>()?;
            if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
                return Err(Failure::new("expected a sourceUrl without white space"));
            }
        }
        Ok(self)
    }

    pub(crate) fn apply(&self, reading: &mut Reading, labels: &Vocabulary) -> Result<(), Failure> {
        if *self == Self::default() {
            return Ok(());
        }
        let article = &mut reading.article;
        if let Some(language) = &self.language {
            article.language = Some(language.clone());
        }
        if let Some(url) = &self.source_url {
            source_of(article).url.clone_from(url);
        }
        if let Some(date) = &self.modified {
            let Some(source) = &mut article.source else {
                let message = "the page has no source line for `modified`: give its sourceUrl, too";
                return Err(Failure::new(message));
            };
            source.stamp = Some(Stamp {
                kind: StampKind::Modified,
                text: date.clone(),
                at: None,
            });
        }
        if self.number {
            article.number_links();
        }
        // Normal form fills in what the new words reveal, such as the time of a printed date.
        article.normalize_with(labels);
        let is_settled = |kind| match kind {
            WarningKind::NoSource => self.source_url.is_some(),
            WarningKind::AmbiguousDate => self.modified.is_some(),
            _ => false,
        };
        reading.warnings.retain(|warning| !is_settled(warning.kind));
        Ok(())
    }
}

fn source_of(article: &mut Article) -> &mut Source {
    article.source.get_or_insert_with(|| Source {
        url: String::new(),
        stamp: None,
    })
}
