//! Applies the user's changes to an article before it is written, and validates their values.

use liens::label::Vocabulary;
use liens::model::{Source, Stamp, StampKind};
use liens::read::{self, Options, Reading};
use liens::write::{PrintText, Render};
use liens::{Article, BaseUrl, WarningKind};

use super::args::ChangeArgs;
use super::failure::Failure;

impl ChangeArgs {
    /// Makes the changes. A date without a URL is a usage error, since there is no source line to hold it.
    pub(super) fn apply(
        &self,
        name: &str,
        reading: &mut Reading,
        labels: &Vocabulary,
    ) -> Result<(), Failure> {
        if *self == Self::default() {
            return Ok(());
        }
        let article = &mut reading.article;
        if let Some(language) = &self.lang {
            article.language = Some(language.clone());
        }
        if let Some(url) = &self.source_url {
            source_of(article).url.clone_from(url);
        }
        if let Some(date) = &self.modified {
            let source = source_of(article);
            if source.url.is_empty() {
                let message = format!("{name} has no source line for the date of --modified");
                return Err(Failure::new(message, "give its address with --source-url"));
            }
            source.stamp = Some(modified(date));
        }
        if self.number {
            article.number_links();
        }
        // Normal form fills in what the new words reveal, such as the time of a printed date.
        article.normalize_with(labels);
        reading
            .warnings
            .retain(|warning| !self.resolves(warning.kind));
        Ok(())
    }

    /// Whether a change supplies what this warning says is missing.
    fn resolves(&self, kind: WarningKind) -> bool {
        match kind {
            WarningKind::NoSource => self.source_url.is_some(),
            WarningKind::AmbiguousDate => self.modified.is_some(),
            _ => false,
        }
    }
}

fn source_of(article: &mut Article) -> &mut Source {
    article.source.get_or_insert_with(|| Source {
        url: String::new(),
        stamp: None,
    })
}

fn modified(date: &str) -> Stamp {
    Stamp {
        kind: StampKind::Modified,
        text: date.to_owned(),
        at: None,
    }
}

/// An absolute URL without anything that would need escaping, since printed URLs are never altered.
pub(super) fn printable_url(value: &str) -> Result<String, String> {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control();
    match value.parse::<BaseUrl>() {
        Ok(_) if value.chars().all(is_plain) => Ok(value.to_owned()),
        Ok(_) => Err("expected an address without white space".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// A date that can be distinguished from the words around it once it is printed.
pub(super) fn printable_date(value: &str) -> Result<String, String> {
    let source = Source {
        url: "https://example.org/".to_owned(),
        stamp: Some(modified(value)),
    };
    let article = Article {
        source: Some(source),
        ..Article::default()
    };
    let page = PrintText::default().render_to_string(&article);
    let read = read::text(&page, &Options::default());
    let stamp = read.map(|reading| reading.article.source.and_then(|source| source.stamp));
    match stamp.map_err(|error| error.to_string())? {
        Some(stamp) if stamp.text == value => Ok(stamp.text),
        _ => Err("expected a date as pages print it, such as 2018-06-29 14:56".to_owned()),
    }
}

/// A tag in the form of BCP 47: subtags of at most eight letters and digits, the first without digits.
pub(super) fn language_tag(value: &str) -> Result<String, String> {
    let mut subtags = value.split('-');
    let is_subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_language = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_tag = subtags.clone().all(is_subtag) && subtags.next().is_some_and(is_language);
    if is_tag {
        Ok(value.to_owned())
    } else {
        Err("expected a BCP 47 tag such as fr or pt-BR".to_owned())
    }
}
