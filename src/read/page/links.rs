//! Resolving the links of a page: makes the link table from the footer's list, and gives numbers to the links in the
//! text.

use std::collections::{BTreeMap, VecDeque};

use super::candidate::Candidate;
use super::markers::{Location, locations, number_by_address, resolve};
use super::notes::Notes;
use super::parts::{Footer, Page};
use super::table::Table;
use crate::model::{Block, Inline, Link, inline_text};
use crate::read::numbering::Dress;

/// Makes the link table of the footer's entries and gives the links of the page their numbers.
pub(super) fn resolve_links(page: &mut Page, footer: &mut Footer, notes: &mut Notes) -> Table {
    let mut locations = match &footer.candidates {
        Some(gone) => {
            let mut locations = vec![Location::Text(Dress::Spaced); page.candidates.len()];
            gone.iter()
                .for_each(|id| locations[id.index()] = Location::Gone);
            locations
        }
        None => locations(page),
    };
    for id in &footer.excluded {
        let location = &mut locations[id.index()];
        if *location != Location::Gone {
            *location = Location::Excluded;
        }
    }
    let open = page.candidates.iter().zip(&locations);
    let open = open.filter(|(_, location)| matches!(location, Location::Text(_)));
    let open: Vec<&Candidate> = open.map(|(open, _)| open).collect();
    let mut table = match &mut footer.list {
        Some(list) => Table::of_list(list, &open, notes),
        None => Table::of_hrefs(&open, notes).unwrap_or_default(),
    };
    resolve(page, &locations, &table, footer.is_decided, notes);
    if footer.list.as_ref().is_some_and(|list| list.is_ordered) {
        number_by_address(page, &table);
    }
    page.footer.extend(table.repeated.iter().map(entry_as_text));
    if table.links.is_empty() {
        table.links = list_notes(page);
    }
    table
}

/// If the page has no list, makes numbered links of the notes that are nothing but a URL, and returns their list.
fn list_notes(page: &mut Page) -> Vec<Link> {
    let mut numbers = std::mem::take(&mut page.numbers_of_notes);
    let mut links = BTreeMap::new();
    if numbers.is_empty() {
        return Vec::new();
    }
    page.for_each_run(|run| {
        for inline in run {
            let number = address_of_note(inline)
                .and_then(|url| numbers.get_mut(url))
                .and_then(VecDeque::pop_front);
            let (Some(number), Some(url)) = (number, address_of_note(inline)) else {
                continue;
            };
            let link = Link::new(number, url);
            *inline = Inline::listed(number, Vec::new());
            links.entry(number).or_insert(link);
        }
    });
    links.into_values().collect()
}

/// The URL of a note that is nothing but a URL.
fn address_of_note(inline: &Inline) -> Option<&str> {
    let Inline::Note { content } = inline else {
        return None;
    };
    let [Block::Paragraph { content }] = content.as_slice() else {
        return None;
    };
    match content.as_slice() {
        [link] => {
            let words = inline_text(link.content()?);
            link.unlisted_url().filter(|url| words == **url)
        }
        _ => None,
    }
}

/// An entry that is not in the table, as it was printed.
fn entry_as_text(link: &Link) -> Block {
    let mut text = format!("[{}] ", link.number);
    if let Some(title) = &link.title {
        text.push_str(title);
        text.push_str(": ");
    }
    text.push_str(&link.url);
    Block::paragraph(vec![Inline::text(text)])
}
