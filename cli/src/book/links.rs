//! Makes links between the pages of a book lead to their places in the book.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use liens::model::{Inline, Node, Target};
use url::Url;

use super::Chapter;

/// Finds pages of a book by file: the number of the first article in each file, from 1, and its anchors.
struct Places {
    chapters: HashMap<PathBuf, usize>,
    anchors: Vec<HashSet<String>>,
}

/// Makes links to a page of the book lead to its place in the book.
pub(super) fn lead_within(chapters: &mut [Chapter]) {
    let places = Places::of(chapters);
    for chapter in chapters {
        let Some(file) = chapter.file.as_deref().and_then(url_of) else {
            continue;
        };
        chapter.article.for_each_run(|run| {
            for inline in run {
                let Inline::Link {
                    target: Target::Url(url),
                    ..
                } = inline
                else {
                    continue;
                };
                // A link within the page itself.
                if url.starts_with('#') {
                    continue;
                }
                if let Some(place) = file.join(url).ok().and_then(|url| places.find(&url)) {
                    *url = place;
                }
            }
        });
    }
}

impl Places {
    fn of(chapters: &[Chapter]) -> Self {
        let mut places = Self {
            chapters: HashMap::new(),
            anchors: Vec::new(),
        };
        for (at, chapter) in chapters.iter().enumerate() {
            if let Some(file) = chapter
                .file
                .as_deref()
                .and_then(|file| file.canonicalize().ok())
            {
                places.chapters.entry(file).or_insert(at + 1);
            }
            let anchors = chapter.article.walk().filter_map(|node| match node {
                Node::Inline(Inline::Anchor { id }) => Some(id.clone()),
                _ => None,
            });
            places.anchors.push(anchors.collect());
        }
        places
    }

    /// The place in the book to which a URL leads, if any.
    fn find(&self, url: &Url) -> Option<String> {
        if url.scheme() != "file" || url.has_host() {
            return None;
        }
        let number = *self.chapters.get(&url.to_file_path().ok()?)?;
        let anchor = url
            .fragment()
            .filter(|name| self.anchors[number - 1].contains(*name));
        Some(match anchor {
            Some(anchor) => format!("#chapter-{number}.{anchor}"),
            None => format!("#chapter-{number}"),
        })
    }
}

fn url_of(file: &Path) -> Option<Url> {
    Url::from_file_path(file.canonicalize().ok()?).ok()
}
