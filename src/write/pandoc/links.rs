//! The numbered list: what links look up in it.
//!
//! A document shows addresses and no numbers. An address tells the number of its entry, and only where it
//! would tell another one, or tell one where there is none, a link needs an attribute.

use std::collections::HashMap;

use crate::model::{Article, Link, Target};

/// The entries by number and by address.
pub(super) struct LinkTable<'a> {
    by_number: HashMap<u32, &'a Link>,
    /// The first of each address.
    by_url: HashMap<&'a str, u32>,
}

/// Where a link leads.
#[derive(Clone, Copy)]
pub(super) struct Destination<'a> {
    pub(super) url: &'a str,
    /// The title of the entry.
    pub(super) title: &'a str,
    /// The number of the entry; `None` for an unlisted address.
    pub(super) number: Option<u32>,
    /// Whether the address alone tells the number, or that there is none.
    pub(super) is_plain: bool,
}

impl<'a> LinkTable<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let mut table = Self {
            by_number: HashMap::with_capacity(article.links.len()),
            by_url: HashMap::with_capacity(article.links.len()),
        };
        for link in &article.links {
            table.by_number.entry(link.number).or_insert(link);
            table.by_url.entry(&link.url).or_insert(link.number);
        }
        table
    }

    /// Where a link leads; `None` when the list lacks its number.
    pub(super) fn destination<'t>(&self, target: &'t Target) -> Option<Destination<'t>>
    where
        'a: 't,
    {
        match target {
            Target::Listed(number) => {
                let link = self.by_number.get(number)?;
                Some(Destination {
                    url: &link.url,
                    title: link.title.as_deref().unwrap_or_default(),
                    number: Some(*number),
                    is_plain: self.by_url.get(link.url.as_str()) == Some(number),
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
