//! Metadata in `<meta>` and `<link>`.

use super::Tag;
use super::data::{Data, is_date, tags_in};
use crate::read::page::Attributes;

/// The field that a `<meta>` name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Date,
    Modified,
    Language,
    Site,
    Url,
    Description,
    Section,
    Image,
    Tag,
    Tags,
}

/// The names in lower case. Those of one field are in order of precedence.
const NAMES: &[(&str, Field)] = &[
    ("citation_title", Field::Title),
    ("og:title", Field::Title),
    ("parsely-title", Field::Title),
    ("twitter:title", Field::Title),
    ("dc.title", Field::Title),
    ("dcterms.title", Field::Title),
    ("citation_author", Field::Author),
    ("article:author", Field::Author),
    ("author", Field::Author),
    ("parsely-author", Field::Author),
    ("sailthru.author", Field::Author),
    ("byl", Field::Author),
    ("dc.creator", Field::Author),
    ("dcterms.creator", Field::Author),
    ("article:published_time", Field::Date),
    ("citation_publication_date", Field::Date),
    ("citation_date", Field::Date),
    ("og:published_time", Field::Date),
    ("datepublished", Field::Date),
    ("parsely-pub-date", Field::Date),
    ("sailthru.date", Field::Date),
    ("publish-date", Field::Date),
    ("publish_date", Field::Date),
    ("pubdate", Field::Date),
    ("dcterms.issued", Field::Date),
    ("dc.date.issued", Field::Date),
    ("dcterms.created", Field::Date),
    ("dc.date", Field::Date),
    ("dcterms.date", Field::Date),
    ("date", Field::Date),
    ("article:modified_time", Field::Modified),
    ("og:updated_time", Field::Modified),
    ("datemodified", Field::Modified),
    ("dcterms.modified", Field::Modified),
    ("content-language", Field::Language),
    ("og:site_name", Field::Site),
    ("og:url", Field::Url),
    ("og:description", Field::Description),
    ("description", Field::Description),
    ("twitter:description", Field::Description),
    ("dc.description", Field::Description),
    ("dcterms.abstract", Field::Description),
    ("article:section", Field::Section),
    ("og:image", Field::Image),
    ("og:image:url", Field::Image),
    ("twitter:image", Field::Image),
    ("article:tag", Field::Tag),
    ("citation_keywords", Field::Tags),
    ("keywords", Field::Tags),
    ("news_keywords", Field::Tags),
    ("parsely-tags", Field::Tags),
    ("sailthru.tags", Field::Tags),
];

/// How many authors and tags a page may state, at most.
const MOST: usize = 1000;

/// The metadata in the head of a page.
#[derive(Debug, Default)]
pub(super) struct Head {
    data: Data,
    /// For each field, the index in the table of the name whose value was taken.
    ranks: [Option<usize>; 12],
}

impl Head {
    pub(super) fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag
            .get("content")
            .map(str::trim)
            .filter(|text| !text.is_empty())
        else {
            return;
        };
        let names = ["property", "name", "itemprop", "http-equiv"];
        for name in names.iter().filter_map(|name| tag.get(name)) {
            // A property may have several names.
            for name in name.split_ascii_whitespace().take(4) {
                let name = name.to_ascii_lowercase();
                let known = NAMES.iter().position(|(known, _)| *known == name);
                if let Some(rank) = known {
                    self.take(rank, content);
                    return;
                }
            }
        }
    }

    fn take(&mut self, rank: usize, content: &str) {
        let field = NAMES[rank].1;
        let data = &mut self.data;
        match field {
            Field::Tag if data.tags.len() < MOST => data.tags.push(content.to_owned()),
            Field::Tags => {
                let room = MOST.saturating_sub(data.tags.len());
                data.tags.extend(tags_in(content).take(room));
            }
            Field::Author => self.author(rank, content),
            Field::Language if content.contains(',') => {}
            Field::Date | Field::Modified if !is_date(content) => {}
            field if self.is_better(field, rank) => {
                if let Some(value) = self.data.part(field) {
                    *value = Some(content.to_owned());
                }
            }
            _ => {}
        }
    }

    /// A paper has an element for each of its authors.
    fn author(&mut self, rank: usize, content: &str) {
        if content.contains("://") {
            return;
        }
        let at = &mut self.ranks[Field::Author as usize];
        if at.is_none_or(|known| rank < known) {
            *at = Some(rank);
            self.data.authors.clear();
        }
        let is_new = || !self.data.authors.iter().any(|known| known == content);
        if *at == Some(rank) && self.data.authors.len() < 64 && is_new() {
            self.data.authors.push(content.to_owned());
        }
    }

    /// Whether a name takes precedence over the one before. The first of two elements with the same name counts.
    fn is_better(&mut self, field: Field, rank: usize) -> bool {
        let known = &mut self.ranks[field as usize];
        let is_better = known.is_none_or(|known| rank < known);
        if is_better {
            *known = Some(rank);
        }
        is_better
    }

    pub(super) fn link(&mut self, tag: &Tag<'_>) {
        let (Some(rel), Some(href)) = (tag.get("rel"), tag.get("href")) else {
            return;
        };
        let mut rel = rel.split_ascii_whitespace();
        let is_canonical = rel.any(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.data.url.is_none() && !href.trim().is_empty() {
            self.data.url = Some(href.trim().to_owned());
        }
    }

    pub(super) fn finish(self) -> Data {
        // Repeated values count once.
        Data::default().or(self.data)
    }
}

impl Data {
    fn part(&mut self, field: Field) -> Option<&mut Option<String>> {
        Some(match field {
            Field::Title => &mut self.title,
            Field::Date => &mut self.date,
            Field::Modified => &mut self.modified,
            Field::Language => &mut self.language,
            Field::Site => &mut self.site,
            Field::Url => &mut self.og_url,
            Field::Description => &mut self.description,
            Field::Section => &mut self.section,
            Field::Image => &mut self.image,
            Field::Author | Field::Tag | Field::Tags => return None,
        })
    }
}
