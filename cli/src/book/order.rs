//! Determines the order of a book's pages: as named, or as in a SUMMARY.md of mdBook or GitBook.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use liens::model::{Inline, Node, Target};
use liens::read::{self, Options};
use toml::de::{DeTable, DeValue};
use url::Url;

use crate::args::SourceArgs;
use crate::message::Messages;

/// The name of a file that lists the pages of a book.
const SUMMARY: &str = "SUMMARY.md";

/// The pages in order, and what is known of the book.
pub(super) struct Order {
    pub(super) source: SourceArgs,
    /// The title from the book.toml of its folder.
    pub(super) title: Option<String>,
}

impl Order {
    /// The pages that the user names; a SUMMARY.md, or a folder with one, is replaced by the pages it lists.
    pub(super) fn of(source: &SourceArgs, messages: &mut Messages) -> Self {
        let mut order = Self {
            source: source.clone(),
            title: None,
        };
        order.source.files.clear();
        for file in &source.files {
            let listed = summary_of(file).and_then(|summary| {
                let listed = pages_of(&summary, messages)?;
                order.title = order.title.take().or_else(|| title_for(&summary));
                Some(listed)
            });
            match listed {
                Some(listed) => order.source.files.extend(listed),
                None => order.source.files.push(file.clone()),
            }
        }
        order
    }
}

/// The SUMMARY.md that a named path stands for.
fn summary_of(named: &Path) -> Option<PathBuf> {
    if named.file_name().is_some_and(|name| name == SUMMARY) {
        return Some(named.to_owned());
    }
    let summary = named.join(SUMMARY);
    summary.is_file().then_some(summary)
}

/// The files that a list names, each once; `None` if there are none. They are below the folder of the list.
fn pages_of(summary: &Path, messages: &mut Messages) -> Option<Vec<PathBuf>> {
    let text = fs::read_to_string(summary).ok()?;
    let article = read::markdown::read(&text, &Options::default())
        .ok()?
        .article;
    let folder = summary.parent()?;
    let real = Path::new(".").join(folder).canonicalize().ok()?;
    let base = Url::from_directory_path(&real).ok()?;
    let mut known = HashSet::new();
    let mut pages = Vec::new();
    let targets = article.walk().filter_map(|node| match node {
        Node::Inline(Inline::Link { target, .. }) => Some(target),
        _ => None,
    });
    for target in targets {
        let url = match target {
            Target::Url(url) => Some(url.as_str()),
            Target::Listed(number) => article.link(*number).map(|link| link.url.as_str()),
        };
        // Draft chapters have no URL, and other links of a list are not pages of the book.
        let url = url.filter(|url| !url.is_empty() && !url.starts_with('#'));
        let Some(url) = url.and_then(|url| base.join(url).ok()) else {
            continue;
        };
        let Some(file) = url.to_file_path().ok().filter(|_| url.scheme() == "file") else {
            continue;
        };
        match file.strip_prefix(&real) {
            Ok(below) if known.insert(file.clone()) => pages.push(folder.join(below)),
            Ok(_) => {}
            Err(_) => messages.note(
                &summary.display().to_string(),
                &format!(
                    "{} is left out: it does not lie below the folder",
                    file.display()
                ),
            ),
        }
    }
    (!pages.is_empty()).then_some(pages)
}

/// The title in the book.toml beside a SUMMARY.md, or above its folder.
fn title_for(summary: &Path) -> Option<String> {
    let folder = summary.canonicalize().ok()?.parent()?.to_owned();
    let files = [Some(folder.as_path()), folder.parent()];
    let texts = files
        .into_iter()
        .flatten()
        .filter_map(|folder| fs::read_to_string(folder.join("book.toml")).ok());
    texts.into_iter().find_map(|text| {
        let table = DeTable::parse(&text).ok()?;
        let DeValue::Table(book) = table.get_ref().get("book")?.get_ref() else {
            return None;
        };
        match book.get("title")?.get_ref() {
            DeValue::String(title) => Some(title.to_string()),
            _ => None,
        }
    })
}
