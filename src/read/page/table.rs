//! The link table, made from the footer's list or, without a list, from the links that markers follow.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memchr;

use super::candidate::{Candidate, Sign};
use super::notes::Notes;
use crate::grammar::entry::Address;
use crate::grammar::url::{decode_references, is_absolute, is_same_place};
use crate::model::{Link, MAX_LINK_NUMBER};
use crate::read::bracket::Escape;
use crate::read::numbering::{Entry, List};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// The link table, and what its list says about markers.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) links: Vec<Link>,
    /// The place of each link's entry in the input.
    places: Vec<Option<Place>>,
    /// The indices of links that are not at the index that their number implies.
    elsewhere: HashMap<u32, usize>,
    /// Whether the list's own numbers are escaped, so that an escape in the text means nothing.
    pub(crate) is_escaped: bool,
    /// Whether every bracket that is not escaped is a marker: the writer of a list that marks up its URLs, but does not
    /// escape its numbers, would have escaped other brackets.
    pub(crate) shows_brackets: bool,
    /// Whether the page marks up the list, so that its markers would stand next to links.
    pub(crate) is_part: bool,
    /// Whether the list consists of Markdown's link definitions.
    pub(crate) is_of_definitions: bool,
    /// Whether the list counts from 0. Tables count from 1, so its numbers here are one higher than printed.
    from_zero: bool,
    /// Further entries with numbers that the list had before.
    pub(crate) repeated: Vec<Link>,
}

impl Table {
    /// The index of the link with this printed number.
    pub(crate) fn index(&self, number: u32) -> Option<usize> {
        self.index_of(number.checked_add(u32::from(self.from_zero))?)
    }

    fn index_of(&self, number: u32) -> Option<usize> {
        let expected = number.checked_sub(1)? as usize;
        match self.links.get(expected) {
            Some(link) if link.number == number => Some(expected),
            _ => self.elsewhere.get(&number).copied(),
        }
    }

    /// The place of a link's entry in the input.
    pub(crate) fn place(&self, index: usize) -> Option<Place> {
        self.places.get(index).cloned().flatten()
    }

    /// The table of a list, whose entries it takes. The links that `candidates` follow, footer excepted, help to read
    /// the entries.
    pub(crate) fn of_list(list: &mut List, candidates: &[&Candidate], notes: &mut Notes) -> Self {
        let mut table = Self {
            is_escaped: list.escape == Escape::Backslash,
            is_part: list.is_part,
            shows_brackets: list.escape == Escape::None
                && list.bare_links
                && !list.is_of_definitions,
            is_of_definitions: list.is_of_definitions,
            from_zero: list.entries.iter().any(|entry| entry.number == 0),
            ..Self::default()
        };
        let hrefs = Hrefs::of(list, candidates);
        for entry in std::mem::take(&mut list.entries) {
            let place = entry.place.clone();
            let mut link = hrefs.link(entry);
            link.number = (link.number + u32::from(table.from_zero)).min(MAX_LINK_NUMBER);
            table.enter(link, place, notes);
        }
        if table.from_zero {
            let message = "the list counts from 0; its numbers are one higher in the article";
            notes.add(WarningKind::RenumberedList, table.place(0), message.into());
        }
        if table.is_of_definitions {
            table.sort();
        }
        table.warn_of_gaps(notes);
        table
    }

    /// The table that links imply if the page has markers but no list. `None` if nothing shows that they are markers.
    pub(crate) fn of_hrefs(candidates: &[&Candidate], notes: &mut Notes) -> Option<Self> {
        let certain = candidates
            .iter()
            .any(|candidate| matches!(candidate.sign, Sign::Certain(_)));
        if !certain && !count_up(candidates) {
            return None;
        }
        let mut table = Self {
            is_escaped: true,
            ..Self::default()
        };
        for candidate in candidates {
            let counts = !certain || matches!(candidate.sign, Sign::Certain(_));
            let (true, Some(href)) = (counts, candidate.href()) else {
                continue;
            };
            let number = candidate.sign.number();
            if number > 0 && table.index(number).is_none() {
                table.push(Link::new(number, href), None);
            }
        }
        if table.links.is_empty() {
            return None;
        }
        table.sort();
        notes.add(
            WarningKind::NoList,
            None,
            "the page has markers but no list; the table is made of the links themselves".into(),
        );
        Some(table)
    }

    fn enter(&mut self, link: Link, place: Option<Place>, notes: &mut Notes) {
        let Some(first) = self.index_of(link.number) else {
            return self.push(link, place);
        };
        notes.add(
            WarningKind::DuplicateNumber,
            place,
            format!(
                "the list has number {} again, for {}; the first counts",
                link.number, link.url
            ),
        );
        if link != self.links[first] {
            self.repeated.push(link);
        }
    }

    fn push(&mut self, link: Link, place: Option<Place>) {
        let index = self.links.len();
        if link.number as usize != index + 1 {
            self.elsewhere.insert(link.number, index);
        }
        self.places.push(place);
        self.links.push(link);
    }

    /// Puts the links in the order of their numbers.
    fn sort(&mut self) {
        let places = std::mem::take(&mut self.places);
        let links = std::mem::take(&mut self.links);
        self.elsewhere.clear();
        let mut entries: Vec<_> = links.into_iter().zip(places).collect();
        entries.sort_by_key(|(link, _)| link.number);
        for (link, place) in entries {
            self.push(link, place);
        }
    }

    fn warn_of_gaps(&self, notes: &mut Notes) {
        let mut numbers: Vec<u32> = self.links.iter().map(|link| link.number).collect();
        numbers.sort_unstable();
        let mut before = 0;
        for number in numbers {
            let missing = number - before - 1;
            if missing > 0 {
                let more = if missing > 1 {
                    format!(" to {}", number - 1)
                } else {
                    String::new()
                };
                notes.add(
                    WarningKind::MissingNumber,
                    self.index_of(number).and_then(|index| self.place(index)),
                    format!("the list has no number {}{more}", before + 1),
                );
            }
            before = number;
        }
    }
}

/// Whether candidates after absolute links count 1, 2, 3 … at their first use, and there are two at
/// least.
fn count_up(candidates: &[&Candidate]) -> bool {
    let mut highest = 0;
    for candidate in candidates {
        let (Sign::Text(number), Some(href)) = (candidate.sign, candidate.href()) else {
            continue;
        };
        if number > highest + 1 || !is_absolute(href) {
            return false;
        }
        highest = highest.max(number);
    }
    highest >= 2
}

/// Where the links with each number lead, in order, for the entries whose spelling that decides.
struct Hrefs<'a>(Vec<(u32, &'a str)>);

impl<'a> Hrefs<'a> {
    fn of(list: &List, candidates: &[&'a Candidate]) -> Self {
        let mut hrefs = Vec::new();
        let depends = |entry: &Entry| entry.text.contains('&') || are_words(entry);
        if list.entries.iter().any(depends) {
            let with_number =
                |candidate: &&'a Candidate| Some((candidate.sign.number(), candidate.href()?));
            hrefs.extend(candidates.iter().filter_map(with_number));
            hrefs.sort_unstable();
        }
        Self(hrefs)
    }

    /// The link that an entry lists.
    fn link(&self, entry: Entry) -> Link {
        if let Some(url) = self.in_place_of_words(&entry) {
            return Link {
                number: entry.number,
                url,
                title: Some(entry.text),
            };
        }
        let Address { title, url } = entry.address();
        let title = title.map(str::to_owned);
        // Most entries are an address as it stands, and nothing else.
        let own = match memchr(b'&', url.as_bytes()) {
            Some(_) => Some(self.decoded(&entry, url)),
            None => (url.len() < entry.text.len()).then(|| url.to_owned()),
        };
        Link {
            number: entry.number,
            url: own.unwrap_or(entry.text),
            title,
        }
    }

    /// Where the links of an entry lead that is a definition of their words and no address.
    fn in_place_of_words(&self, entry: &Entry) -> Option<String> {
        if entry.url_start.is_some() || !are_words(entry) {
            return None;
        }
        let first = self.0.partition_point(|(number, _)| *number < entry.number);
        let (number, href) = self.0.get(first)?;
        // A URL with spaces looks like words; the link that leads there has them escaped.
        let escaped = entry.text.replace(' ', "%20");
        let relative = escaped.trim_start_matches(['.', '/']);
        let is_url = is_same_place(&escaped, href) || href.ends_with(relative);
        (*number == entry.number && is_absolute(href) && !is_url).then(|| (*href).to_owned())
    }

    /// Generators escape listed addresses twice. A second decoding is right unless a link with that
    /// number leads exactly to the address as it stands.
    fn decoded(&self, entry: &Entry, url: &str) -> String {
        let url = match entry.url_start {
            // html2text sets ampersands apart in emphasised addresses.
            Some(_) => Cow::Owned(url.replace(" &", "&")),
            None => Cow::Borrowed(url),
        };
        match self.0.binary_search(&(entry.number, &url)) {
            Ok(_) => url.into_owned(),
            Err(_) => decode_references(&url).into_owned(),
        }
    }
}

/// Whether what stands for the URL of an entry is words: only an absolute URL may have spaces. A colon alone makes none,
/// as in `Wick:a cord that draws oil`.
fn are_words(entry: &Entry) -> bool {
    let url = entry.address().url;
    let Some((first, _)) = url.split_once(' ') else {
        return false;
    };
    !is_absolute(first) || !first.contains(['/', '?', '@', '=', '#'])
}
