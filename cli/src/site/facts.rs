//! Collects the facts about a page: where it was, and what the index says about it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use liens::Article;
use liens::model::{Inline, Node, StampKind, Target, Value, inline_text};
use serde::Serialize;
use url::Url;

use super::url::{base_of_file, local};
use crate::failure::Failure;
use crate::input::Reader;
use crate::message::Messages;
use crate::source::Page;

/// All that is kept of a page between the passes.
#[derive(Debug, Default, Serialize)]
pub(super) struct Facts {
    /// Where its result goes. Before the pages are named, this is the place without a template.
    #[serde(rename = "file", serialize_with = "as_url")]
    pub(super) place: PathBuf,
    pub(super) title: Option<String>,
    /// The URL that it had.
    pub(super) url: Option<String>,
    /// As ISO 8601.
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) site: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) language: Option<String>,
    /// Its file, and the folder of the mirror that contains it.
    #[serde(skip)]
    pub(super) path: Option<PathBuf>,
    #[serde(skip)]
    pub(super) root: PathBuf,
    /// The URLs by which it is known, the most authoritative first.
    #[serde(skip)]
    pub(super) urls: Vec<String>,
    /// The relative ones among these, resolved against the base of its file.
    #[serde(skip)]
    pub(super) relative: Vec<Url>,
    /// URLs with a fragment to which it links.
    #[serde(skip)]
    pub(super) to_places: Vec<String>,
}

fn as_url<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&super::url::of_path(path))
}

/// The maximum length to which titles and names are cut.
const LONGEST: usize = 300;

impl Facts {
    /// Reads a page, and keeps the facts about it.
    pub(super) fn learn(
        page: Page,
        reader: &Reader,
        roots: &[PathBuf],
        messages: &mut Messages,
    ) -> Result<Option<Self>, Failure> {
        let (place, path) = (page.place.clone(), page.origin.path.clone());
        let captured = page.origin.url.clone();
        let page = with_base(page, roots);
        let base = page.origin.url.as_deref();
        let base = base.and_then(|base| Url::parse(base).ok());
        let Some(document) = reader.read(page, messages)? else {
            return Ok(None);
        };
        let article = &document.reading.article;
        let source = article.source.as_ref().map(|source| source.url.as_str());
        // URLs that the head states besides the printed one.
        let stated = |name| article.metadata.get(name).and_then(Value::as_str);
        let urls = [
            captured.as_deref(),
            source,
            stated("source"),
            stated("canonical"),
        ];
        let urls = urls.into_iter().flatten();
        let urls = urls.filter_map(|url| Url::options().base_url(base.as_ref()).parse(url).ok());
        let (relative, mut urls): (Vec<Url>, Vec<Url>) = urls.partition(|url| local(url).is_some());
        let mut seen = HashSet::new();
        urls.retain(|url| seen.insert(url.clone()));
        let urls: Vec<String> = urls.into_iter().map(String::from).collect();
        let root = path.as_deref().map(|path| root_of(path, roots).to_owned());
        Ok(Some(Self {
            place,
            url: urls.first().cloned(),
            root: root.unwrap_or_default(),
            // The path of an archive says nothing about the page.
            path: path.filter(|_| captured.is_none()),
            urls,
            relative,
            to_places: to_places(article),
            ..Self::of_article(article)
        }))
    }

    fn of_article(article: &Article) -> Self {
        let byline = article.byline.as_ref();
        let short = |text: String| -> Option<String> {
            let words: Vec<&str> = text.split_whitespace().collect();
            let text: String = words.join(" ").chars().take(LONGEST).collect();
            Some(text).filter(|text| !text.is_empty())
        };
        let title = article.title.as_ref().map(|title| inline_text(title));
        let stated = |name: &str| article.metadata.get(name).and_then(Value::as_str);
        let author = byline.and_then(|byline| byline.author.clone());
        Self {
            title: title.and_then(short),
            date: date(article),
            author: author
                .or_else(|| stated("author").map(str::to_owned))
                .and_then(short),
            site: article
                .site
                .as_ref()
                .and_then(|site| short(site.name.clone())),
            tags: tags(article),
            language: article.language.clone(),
            ..Self::default()
        }
    }

    /// How many bytes of memory it takes.
    pub(super) fn size(&self) -> usize {
        let texts = [&self.title, &self.url, &self.author, &self.site];
        let texts = texts.into_iter().flatten().chain(&self.urls);
        let texts = texts.chain(&self.tags).chain(&self.to_places);
        texts.map(String::len).sum::<usize>() + 2 * self.place.as_os_str().len()
    }
}

/// The folder of the mirror that contains a file.
fn root_of<'a>(path: &Path, roots: &'a [PathBuf]) -> &'a Path {
    let around = roots.iter().filter(|root| path.starts_with(root));
    let longest = around.max_by_key(|root| root.components().count());
    longest.map_or(Path::new(""), PathBuf::as_path)
}

/// Gives a page of a mirror a base URL that shows which of its URLs were relative.
pub(super) fn with_base(mut page: Page, roots: &[PathBuf]) -> Page {
    if let (None, Some(path)) = (&page.origin.url, &page.origin.path) {
        let relative = path.strip_prefix(root_of(path, roots)).unwrap_or(path);
        page.origin.url = Some(base_of_file(relative));
    }
    page
}

/// The URLs of other pages with a fragment to which an article links.
fn to_places(article: &Article) -> Vec<String> {
    let listed = article.links.iter().map(|link| link.url.as_str());
    let linked = article.walk().filter_map(|node| match node {
        Node::Inline(Inline::Link {
            target: Target::Url(url),
            ..
        }) => Some(url.as_str()),
        _ => None,
    });
    let urls = listed.chain(linked);
    let urls = urls.filter(|url| url.contains('#') && !url.starts_with('#'));
    let mut urls: Vec<String> = urls.map(str::to_owned).collect();
    urls.sort();
    urls.dedup();
    urls
}

/// When an article was published, or otherwise modified.
fn date(article: &Article) -> Option<String> {
    let published = article.byline.as_ref().and_then(|byline| byline.at);
    let stated = article.metadata.get("date").and_then(Value::as_str);
    let stamp = article
        .source
        .as_ref()
        .and_then(|source| source.stamp.as_ref());
    let modified = stamp
        .filter(|stamp| stamp.kind != StampKind::Retrieved)
        .and_then(|stamp| stamp.at);
    let date = published.map(|at| at.to_string());
    date.or_else(|| stated.map(str::to_owned))
        .or_else(|| modified.map(|at| at.to_string()))
}

fn tags(article: &Article) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for name in ["tags", "keywords", "categories"] {
        match article.metadata.get(name) {
            Some(Value::Text(words)) => {
                tags.extend(words.split([',', ';']).map(|tag| tag.trim().to_owned()));
            }
            Some(Value::List(values)) => {
                tags.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
    }
    tags.retain(|tag| !tag.is_empty() && tag.len() <= LONGEST);
    tags.sort();
    tags.dedup();
    tags
}
