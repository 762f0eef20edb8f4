//! The numbered list of a document of ours, and which entry a link leads to.

use std::collections::HashMap;

use super::tape::Value;
use super::{attribute, has_class, metadata};
use crate::model::{Link, MAX_LINK_NUMBER, Target};
use crate::pandoc::{class, entry, key};

/// The list, with its numbers by address.
#[derive(Debug, Default)]
pub(super) struct LinkTable {
    pub(super) links: Vec<Link>,
    by_number: HashMap<u32, usize>,
    /// The first number of each address.
    by_url: HashMap<String, u32>,
}

impl LinkTable {
    /// The list that the metadata holds. An entry without a number that it may have, or with that of another, is
    /// none.
    pub(super) fn of(list: Option<Value<'_>>) -> Self {
        let mut table = Self::default();
        for value in list.into_iter().flat_map(Value::items) {
            let text = |key| metadata::field(value, key).map(metadata::text);
            let number = text(entry::NUMBER).and_then(|number| number.parse().ok());
            let Some(number) = number.filter(|number| (1..=MAX_LINK_NUMBER).contains(number))
            else {
                continue;
            };
            let url = text(entry::URL).unwrap_or_default();
            if table.by_number.contains_key(&number) {
                continue;
            }
            table.by_number.insert(number, table.links.len());
            table.by_url.entry(url.clone()).or_insert(number);
            table.links.push(Link {
                number,
                url,
                title: text(entry::TITLE),
            });
        }
        table
    }

    /// Where a link leads. Its address counts more than its number, since who edits a document changes addresses.
    pub(super) fn target(&self, url: String, attributes: Option<Value<'_>>) -> Target {
        if let Some(number) = self.stated(attributes) {
            if self.url(number) == Some(url.as_str()) {
                return Target::Listed(number);
            }
        }
        match self.by_url.get(&url) {
            Some(number) if !has_class(attributes, class::UNLISTED) => Target::Listed(*number),
            _ => Target::Url(url),
        }
    }

    /// The entry that the attributes name.
    pub(super) fn stated(&self, attributes: Option<Value<'_>>) -> Option<u32> {
        let number = attribute(attributes, key::NUMBER)?.parse().ok()?;
        self.by_number.contains_key(&number).then_some(number)
    }

    /// The title of the entry that a link leads to.
    pub(super) fn title(&self, target: &Target) -> Option<&str> {
        let Target::Listed(number) = target else {
            return None;
        };
        let index = self.by_number.get(number)?;
        self.links.get(*index)?.title.as_deref()
    }

    fn url(&self, number: u32) -> Option<&str> {
        let index = self.by_number.get(&number)?;
        self.links.get(*index).map(|link| link.url.as_str())
    }
}
