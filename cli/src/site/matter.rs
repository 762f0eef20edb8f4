//! Fills in the metadata that site generators expect in front matter.

use liens::Article;
use liens::model::Value;
use url::Url;

use super::facts::Facts;

/// Adds to the metadata of an article what its front matter would lack: slug, old paths, tags, date.
pub(super) fn fill_in(article: &mut Article, facts: &Facts) {
    let metadata = &mut article.metadata;
    let slug = facts.place.file_stem().unwrap_or_default();
    let mut state = |name: &str, value: Value| {
        if metadata.get(name).is_none() {
            metadata.insert(name, value);
        }
    };
    // An index needs no slug: it is the page of its folder.
    if slug != "index" {
        state("slug", Value::Text(slug.to_string_lossy().into_owned()));
    }
    let texts = |words: Vec<String>| Value::List(words.into_iter().map(Value::Text).collect());
    let aliases = aliases(facts);
    if !aliases.is_empty() {
        state("aliases", texts(aliases));
    }
    if !facts.tags.is_empty() {
        state("tags", texts(facts.tags.clone()));
    }
    let has_date = article
        .byline
        .as_ref()
        .is_some_and(|byline| byline.at.is_some());
    if let Some(date) = facts.date.clone().filter(|_| !has_date) {
        state("date", Value::Text(date));
    }
}

/// The old paths of a page, without queries, which aliases cannot have.
fn aliases(facts: &Facts) -> Vec<String> {
    let urls = facts.urls.iter().filter_map(|url| Url::parse(url).ok());
    let urls = urls.filter(|url| url.query().is_none() && url.path() != "/");
    let mut aliases: Vec<String> = urls.map(|url| url.path().to_owned()).collect();
    aliases.sort();
    aliases.dedup();
    aliases
}
