//! The link table of a page, and which of its links have a number.

use std::collections::{BTreeMap, VecDeque};

use super::candidate::Candidate;
use super::markers::{Stand, number_by_address, resolve, stands};
use super::notes::Notes;
use super::parts::{Footer, Page};
use super::table::Table;
use crate::model::{Block, Inline, Link, Target, inline_text};
use crate::read::numbering::Dress;

/// Makes the link table of the footer's entries and gives the links of the page their numbers.
pub(super) fn resolve_links(page: &mut Page, footer: &mut Footer, notes: &mut Notes) -> Table {
    let mut stands = match &footer.candidates {
        Some(gone) => {
            let mut stands = vec![Stand::Text(Dress::Spaced); page.candidates.len()];
            gone.iter().for_each(|id| stands[id.index()] = Stand::Gone);
            stands
        }
        None => stands(page),
    };
    for id in &footer.excluded {
        let stand = &mut stands[id.index()];
        if *stand != Stand::Gone {
            *stand = Stand::Excluded;
        }
    }
    let open = page.candidates.iter().zip(&stands);
    let open = open.filter(|(_, stand)| matches!(stand, Stand::Text(_)));
    let open: Vec<&Candidate> = open.map(|(open, _)| open).collect();
    let mut table = match &mut footer.list {
        Some(list) => Table::of_list(list, &open, notes),
        None => Table::of_hrefs(&open, notes).unwrap_or_default(),
    };
    resolve(page, &stands, &table, footer.is_decided, notes);
    if footer.list.as_ref().is_some_and(|list| list.is_ordered) {
        number_by_address(page, &table);
    }
    page.footer.extend(table.repeated.iter().map(entry_as_text));
    if table.links.is_empty() {
        table.links = list_notes(page);
    }
    table
}

/// Makes links of notes that are nothing but an address, where nothing else is listed; gives their list.
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

/// The address that is all that a note says.
fn address_of_note(inline: &Inline) -> Option<&str> {
    let Inline::Note { content } = inline else {
        return None;
    };
    let [Block::Paragraph { content }] = content.as_slice() else {
        return None;
    };
    match content.as_slice() {
        [
            Inline::Link {
                content,
                target: Target::Url(url),
                ..
            },
        ] if inline_text(content) == *url => Some(url),
        _ => None,
    }
}

/// An entry that is none of the table's, as it was printed.
fn entry_as_text(link: &Link) -> Block {
    let mut text = format!("[{}] ", link.number);
    if let Some(title) = &link.title {
        text.push_str(title);
        text.push_str(": ");
    }
    text.push_str(&link.url);
    Block::paragraph(vec![Inline::text(text)])
}
