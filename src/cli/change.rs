//! What the user changes in an article before it is written.

use liens::Article;
use liens::model::{Source, Stamp, StampKind};

use super::args::ChangeArgs;

impl ChangeArgs {
    /// Makes the changes.
    pub(super) fn apply(&self, article: &mut Article) {
        if *self == Self::default() {
            return;
        }
        if let Some(language) = &self.lang {
            article.language = Some(language.clone());
        }
        if let Some(url) = &self.source_url {
            source_of(article).url.clone_from(url);
        }
        if let Some(date) = &self.modified {
            source_of(article).stamp = Some(Stamp {
                kind: StampKind::Modified,
                text: date.clone(),
                at: None,
            });
        }
        if self.number {
            article.number_links();
        }
        // Normal form fills in what the new words tell, such as the moment of a date.
        article.normalize();
    }
}

fn source_of(article: &mut Article) -> &mut Source {
    article.source.get_or_insert_with(|| Source {
        url: String::new(),
        stamp: None,
    })
}
