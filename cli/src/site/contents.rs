//! Builds the index of a site: by date, site, author and tag.

use std::collections::BTreeMap;
use std::path::Path;

use liens::Article;
use liens::model::{Block, Inline};
use serde_json::json;

use super::facts::Facts;
use super::pages::Pages;
use super::url::between;

/// The index for programs.
pub(super) fn json(pages: &Pages) -> String {
    let index = json!({"format": "liens-site", "version": 1, "pages": pages.all()});
    format!("{index:#}\n")
}

/// The index for people, as a page of the site.
pub(super) fn page(pages: &Pages) -> Article {
    let place = pages.index_place().to_owned();
    let mut body = Vec::new();
    let year = |page: &Facts| {
        let year = page.date.as_deref().and_then(|date| date.get(..4));
        year.map(str::to_owned).into_iter().collect()
    };
    section("By date", pages, &place, true, year, &mut body);
    let site = |page: &Facts| page.site.clone().into_iter().collect();
    section("By site", pages, &place, false, site, &mut body);
    let author = |page: &Facts| page.author.clone().into_iter().collect();
    section("By author", pages, &place, false, author, &mut body);
    section(
        "By tag",
        pages,
        &place,
        false,
        |page| page.tags.clone(),
        &mut body,
    );
    body.push(heading(2, "All pages"));
    let mut all: Vec<&Facts> = pages.all().iter().collect();
    all.sort_by_key(|page| title(page).to_lowercase());
    body.push(list(&all, &place));
    Article {
        title: Some(vec![Inline::text("Contents")]),
        language: Some("en".to_owned()),
        body,
        ..Article::default()
    }
}

/// The pages grouped by a property; nothing if no page has it.
fn section(
    words: &str,
    pages: &Pages,
    place: &Path,
    is_latest_first: bool,
    names: impl Fn(&Facts) -> Vec<String>,
    body: &mut Vec<Block>,
) {
    let mut groups: BTreeMap<String, Vec<&Facts>> = BTreeMap::new();
    for page in pages.all() {
        for name in names(page) {
            groups.entry(name).or_default().push(page);
        }
    }
    if groups.is_empty() {
        return;
    }
    body.push(heading(2, words));
    let mut groups: Vec<(String, Vec<&Facts>)> = groups.into_iter().collect();
    if is_latest_first {
        groups.reverse();
    }
    for (name, mut pages) in groups {
        if is_latest_first {
            pages.sort_by(|a, b| b.date.cmp(&a.date));
        }
        body.push(heading(3, &name));
        body.push(list(&pages, place));
    }
}

fn heading(level: u8, words: &str) -> Block {
    Block::heading(level, vec![Inline::text(words)])
}

fn list(pages: &[&Facts], place: &Path) -> Block {
    let item = |page: &&Facts| {
        let words = vec![Inline::text(title(page))];
        let mut line = vec![Inline::link(between(place, &page.place), words)];
        if let Some(date) = page.date.as_deref().and_then(|date| date.get(..10)) {
            line.push(Inline::text(format!(" ({date})")));
        }
        vec![Block::paragraph(line)]
    };
    Block::List {
        ordered: false,
        start: None,
        items: pages.iter().map(item).collect(),
    }
}

fn title(page: &Facts) -> String {
    let name = || page.place.with_extension("").to_string_lossy().into_owned();
    page.title.clone().unwrap_or_else(name)
}
