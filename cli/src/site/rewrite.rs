//! Rewrites the links and images of an article for its new place.

use std::path::{Path, PathBuf};

use ::url::Url;
use liens::Article;
use liens::model::{Inline, Source, Target, Value};

use super::assets;
use super::pages::{Found, Pages};
use super::url::{self, between};

/// What was found in an article.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// How many lead to another page.
    pub(super) links: usize,
    /// Files that it shows or links to, each with its place in the site.
    pub(super) files: Vec<(PathBuf, PathBuf)>,
    /// The same for files of archives, by their numbers.
    pub(super) stored: Vec<usize>,
    /// How many of the missing stay relative, since it is unknown where they led.
    pub(super) relative: usize,
    /// Links to the old site whose target is missing here, as lines of a table.
    pub(super) missing: Vec<String>,
}

/// Makes the links and images of an article lead to the new files.
pub(super) fn links(article: &mut Article, number: usize, pages: &Pages) -> Links {
    own_urls(article, number, pages);
    let mut found = Links::default();
    let page = pages.facts(number);
    let mut change = |url: &mut String, kind: &str| {
        if url.is_empty() || url.starts_with('#') {
            return;
        }
        let fragment = url.find('#').map(|at| url[at..].to_owned());
        let to =
            |place: &Path| between(&page.place, place) + fragment.as_deref().unwrap_or_default();
        match pages.find(number, url) {
            Found::Page(target) if target == number && fragment.is_some() => {
                *url = fragment.unwrap_or_default();
            }
            Found::Page(target) if kind == "link" => {
                found.links += usize::from(target != number);
                *url = to(&pages.facts(target).place);
            }
            Found::File(file) => {
                let place = assets::place(&file, pages);
                *url = to(&place);
                found.files.push((file, place));
            }
            Found::Stored(file) => {
                *url = to(&pages.stored(file).place);
                found.stored.push(file);
            }
            Found::Away { url: away, is_own } => {
                if is_own {
                    let place = super::url::of_path(&page.place);
                    found.relative += usize::from(Url::parse(&away).is_err());
                    let plain = away.replace(['\t', '\n', '\r'], " ");
                    found.missing.push(format!("{place}\t{kind}\t{plain}\n"));
                }
                *url = away;
            }
            Found::Page(_) => {}
        }
    };
    for link in &mut article.links {
        change(&mut link.url, "link");
    }
    if let Some(url) = article.site.as_mut().and_then(|site| site.url.as_mut()) {
        change(url, "link");
    }
    article.for_each_run(|run| {
        for inline in run {
            match inline {
                Inline::Link {
                    target: Target::Url(url),
                    ..
                } => change(url, "link"),
                Inline::Image { src, .. } => change(src, "image"),
                _ => {}
            }
        }
    });
    found
}

/// Makes a relative URL that an article states for itself absolute, or removes it if it is unknown where it led.
fn own_urls(article: &mut Article, number: usize, pages: &Pages) {
    let absolute = |url: &str| match Url::parse(url) {
        Ok(parsed) if url::local(&parsed).is_some() => pages.absolute(number, &parsed),
        _ => Some(url.to_owned()),
    };
    if let Some(source) = &mut article.source {
        source.url = absolute(&source.url).unwrap_or_default();
    }
    let is_empty = |source: &Source| source.url.is_empty() && source.stamp.is_none();
    article.source = article.source.take().filter(|source| !is_empty(source));
    let stated = article.metadata.get("source").and_then(Value::as_str);
    if let Some(stated) = stated.map(str::to_owned) {
        match absolute(&stated) {
            Some(url) => article.metadata.insert("source", Value::Text(url)),
            None => {
                article.metadata.remove("source");
            }
        }
    }
}

/// The table of missing targets.
pub(super) fn missing_table(missing: &[String]) -> String {
    let mut table = "page\tkind\turl\n".to_owned();
    table.extend(missing.iter().map(String::as_str));
    table
}
