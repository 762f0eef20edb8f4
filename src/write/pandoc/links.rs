//! Looks up links in the numbered list.
//!
//! Links in a Pandoc document hold URLs, not numbers. Usually the URL implies the number of its entry; a link needs
//! an attribute only where the URL would imply the wrong number, or a number for a link that has none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::{Article, Link, Target};
use crate::write::entries::Entries;

/// The entries of the list, by number and by URL.
pub(super) struct LinkTable<'a> {
    links: &'a [Link],
    entries: Entries,
    /// The number of the first entry with each URL.
    by_url: HashMap<&'a str, u32>,
    /// For each entry, whether its URL alone implies its number.
    is_plain: Vec<bool>,
}

/// Where a link leads.
#[derive(Clone, Copy)]
pub(super) struct Destination<'a> {
    pub(super) url: &'a str,
    /// The title of the entry.
    pub(super) title: &'a str,
    /// The number of the entry; `None` for an unlisted URL.
    pub(super) number: Option<u32>,
    /// Whether the URL alone implies the number, or its absence.
    pub(super) is_plain: bool,
}

impl<'a> LinkTable<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let links = article.links.as_slice();
        let mut by_url = HashMap::with_capacity(links.len());
        let is_plain = |link: &'a Link| match by_url.entry(link.url.as_str()) {
            Entry::Vacant(vacant) => {
                vacant.insert(link.number);
                true
            }
            Entry::Occupied(first) => *first.get() == link.number,
        };
        Self {
            links,
            entries: Entries::first_of(links),
            is_plain: links.iter().map(is_plain).collect(),
            by_url,
        }
    }

    /// Where a link leads; `None` when the list lacks its number.
    pub(super) fn destination<'t>(&self, target: &'t Target) -> Option<Destination<'t>>
    where
        'a: 't,
    {
        match target {
            Target::Listed(number) => {
                let at = self.entries.place(*number)?;
                let link = &self.links[at];
                Some(Destination {
                    url: &link.url,
                    title: link.title.as_deref().unwrap_or_default(),
                    number: Some(*number),
                    is_plain: self.is_plain[at],
                })
            }
            Target::Url(url) => Some(Destination {
                url,
                title: "",
                number: None,
                is_plain: !self.by_url.contains_key(url.as_str()),
            }),
        }
    }
}
