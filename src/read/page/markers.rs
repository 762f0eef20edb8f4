//! Deciding which candidates are markers, with the engine, and replacing them in the page.
//!
//! The engine chooses by how each candidate looks ([`Dress`]). That depends on what stands next to it, on the page as a
//! whole ([`PageSigns`]) and on the list. Where the links in the page contradict the list, this is settled or becomes a
//! warning here.

use std::collections::HashMap;

use super::candidate::{Candidate, CandidateId, Followed, Sign};
use super::notes::Notes;
use super::parts::Page;
use super::replace::{Fate, Replacer};
use super::table::Table;
use crate::grammar::script::is_unspaced;
use crate::grammar::url::{is_absolute, is_rooted, is_same_place, path, place_key, starts_as_url};
use crate::model::{Inline, Link, Target};
use crate::read::bracket::Escape;
use crate::read::numbering::{self, Dress, choose};
use crate::warning::WarningKind;

/// Where a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// No longer in the page: it went with the footer.
    Gone,
    /// In the text. It looks like this, unless a link next to it says more.
    Text(Dress),
    /// In text that belongs to another list.
    Excluded,
}

/// Decides all candidates and replaces them in the page.
pub(crate) fn resolve(
    page: &mut Page,
    locations: &[Location],
    table: &Table,
    is_decided: bool,
    notes: &mut Notes,
) {
    let mut candidates = std::mem::take(&mut page.candidates);
    // If the page marks up its markers, it has no others.
    let is_open = !candidates.is_empty() && !table.links.is_empty();
    if is_open && !candidates.iter().any(is_certain) {
        page.for_each_run(|run| take_out_of_links(run, &mut candidates, table));
    }
    if is_open {
        page.for_each_run(|run| join_with_emphasized(run, &mut candidates, table));
    }
    let mut fates = decide(&candidates, locations, table, is_decided);
    let told = table.shows_brackets || table.is_part;
    let stand_before = !told && stand_before(&candidates, &fates);
    // If markers stand before their links, the link that a candidate follows belongs to another one.
    if !stand_before {
        renumber(&candidates, &mut fates, table, notes);
        warn_of_hrefs(&candidates, &fates, table, notes);
    }
    warn_of_numbers(&candidates, locations, &fates, table, notes);
    let mut replacer = Replacer {
        candidates: &mut candidates,
        fates: &fates,
        table,
        stand_before,
    };
    if !fates.is_empty() {
        page.for_each_run(|run| replacer.run(run));
    }
}

/// Gives each link the number of the entry with its URL. Pages for screens, whose list does not print its numbers, need
/// not print them in the text, either.
pub(crate) fn number_by_address(page: &mut Page, table: &Table) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for link in &table.links {
        numbers.entry(link.url.as_str()).or_insert(link.number);
    }
    page.for_each_run(|run| {
        for inline in run {
            if let Inline::Link { target, .. } = inline {
                let number = match target {
                    Target::Url(url) => numbers.get(url.as_str()),
                    Target::Listed(_) => None,
                };
                if let Some(number) = number {
                    *target = Target::Listed(*number);
                }
            }
        }
    });
}

/// Where each candidate is.
pub(crate) fn locations(page: &mut Page) -> Vec<Location> {
    let mut locations = vec![Location::Gone; page.candidates.len()];
    if locations.is_empty() {
        return locations;
    }
    page.for_each_run(|run| {
        for at in 0..run.len() {
            let location = CandidateId::of(&run[at]).and_then(|id| locations.get_mut(id.index()));
            if let Some(location) = location {
                *location = Location::Text(dress_among(&run[..at], &run[at + 1..]));
            }
        }
    });
    locations
}

/// How a candidate looks by the inlines before and after it.
fn dress_among(before: &[Inline], after: &[Inline]) -> Dress {
    // The second bracket of `array[0][1]` looks as the first does.
    let before = match before {
        [words @ .., index] if CandidateId::of(index).is_some() && is_without_words(index) => words,
        before => before,
    };
    let starts_line = match before.last() {
        None | Some(Inline::Break {}) => true,
        Some(Inline::Text { text }) => match text.chars().next_back() {
            Some(c) if c.is_alphanumeric() && !is_unspaced(c) => return Dress::Attached,
            last => last == Some('\n'),
        },
        Some(_) => false,
    };
    let rest = match after.first() {
        Some(Inline::Text { text }) => text
            .split('\n')
            .next()
            .unwrap_or_default()
            .trim_ascii_start(),
        _ => "",
    };
    match starts_line {
        true if starts_as_url(rest) => Dress::Entry,
        true if !rest.is_empty() => Dress::Note,
        _ => Dress::Spaced,
    }
}

fn is_without_words(inline: &Inline) -> bool {
    inline.content().is_some_and(<[Inline]>::is_empty)
}

fn decide(
    candidates: &[Candidate],
    locations: &[Location],
    table: &Table,
    is_decided: bool,
) -> Vec<Fate> {
    let page = PageSigns::of(candidates, locations, table);
    let mut ranked: Vec<u32> = table.links.iter().map(|link| link.number).collect();
    ranked.sort_unstable();
    let rank = |entry: usize| ranked.binary_search(&table.links[entry].number).ok();
    let dressed: Vec<_> = candidates
        .iter()
        .zip(locations)
        .map(|(candidate, location)| numbering::Contender {
            entries: match location {
                Location::Text(_) => {
                    numbering::entries_of(candidate.numbers(), |number| rank(table.index(number)?))
                }
                Location::Gone | Location::Excluded => Vec::new(),
            },
            dress: match location {
                Location::Text(_) if is_decided => Dress::Certain,
                Location::Text(plain) => dress(candidate, *plain, page, table),
                Location::Gone | Location::Excluded => Dress::Text,
            },
        })
        .collect();
    let chosen = choose(&dressed);
    let entry_of = |candidate: &Candidate| table.index(candidate.sign.number());
    let fate = |index: usize| match (locations[index], entry_of(&candidates[index])) {
        (Location::Gone, _) => Fate::Gone,
        (_, Some(entry)) if chosen[index] => Fate::Marker(entry),
        _ => Fate::Text,
    };
    (0..candidates.len()).map(fate).collect()
}

/// Moves markers out of their links: some themes print a marker inside the link, after the words. It is one if the link
/// leads to the same place as its entry.
fn take_out_of_links(run: &mut [Inline], candidates: &mut [Candidate], table: &Table) {
    for inline in run {
        let Inline::Link {
            content, target, ..
        } = inline
        else {
            continue;
        };
        let (Target::Url(href), Some(id)) = (&*target, content.last().and_then(CandidateId::of))
        else {
            continue;
        };
        let Some(candidate) = candidates.get_mut(id.index()).filter(|_| content.len() > 1) else {
            continue;
        };
        let is_escaped = candidate.escape != Escape::None;
        if candidate.follows.is_some() || candidate.more.is_some() || is_escaped {
            continue;
        }
        let entry = table.index(candidate.sign.number());
        if !entry.is_some_and(|entry| is_same_place(&table.links[entry].url, href)) {
            continue;
        }
        content.pop();
        let mut gap = String::new();
        if let Some(Inline::Text { text }) = content.last_mut() {
            gap = text.split_off(text.trim_end().len());
        }
        let number = id.target();
        if let Target::Url(href) = std::mem::replace(target, number) {
            let href = Some(href);
            candidate.follows = Some(Box::new(Followed { href, gap }));
        }
    }
}

/// Joins candidates with the links before them that are all there is in some emphasis, if they lead to the same place.
fn join_with_emphasized(run: &mut [Inline], candidates: &mut [Candidate], table: &Table) {
    for at in 1..run.len() {
        let is_gap = matches!(&run[at - 1], Inline::Text { text } if text.trim_ascii().is_empty());
        let Some(words) = at.checked_sub(1 + usize::from(is_gap)) else {
            continue;
        };
        let id = CandidateId::of(&run[at]).filter(|_| is_without_words(&run[at]));
        let Some((id, candidate)) = id.and_then(|id| Some((id, candidates.get_mut(id.index())?)))
        else {
            continue;
        };
        let entry = table.index(candidate.sign.number());
        let leads_there = |href| entry.is_some_and(|at| is_same_place(&table.links[at].url, href));
        let is_free = candidate.follows.is_none() && candidate.more.is_none();
        if !is_free || !emphasized_link(&run[words]).is_some_and(leads_there) {
            continue;
        }
        swap_with_inside(&mut run[words]);
        if let Inline::Link { target, .. } = &mut run[words] {
            if let Target::Url(href) = std::mem::replace(target, id.target()) {
                let gap = " ".repeat(usize::from(is_gap));
                let href = Some(href);
                candidate.follows = Some(Box::new(Followed { href, gap }));
            }
        }
        run[words + 1..=at].fill(Inline::text(""));
    }
}

/// The address of the link that is all there is in some emphasis.
fn emphasized_link(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Strong { content } | Inline::Emphasis { content } => match content.as_slice() {
            [link] => link.unlisted_url(),
            _ => None,
        },
        _ => None,
    }
}

/// Swaps an inline with the only one inside it: a link in emphasis becomes emphasis in a link.
fn swap_with_inside(outer: &mut Inline) {
    let Some(mut inner) = outer.content_mut().and_then(Vec::pop) else {
        return;
    };
    if let (Some(outside), Some(inside)) = (outer.content_mut(), inner.content_mut()) {
        std::mem::swap(outside, inside);
    }
    std::mem::swap(outer, &mut inner);
    if let Some(content) = outer.content_mut() {
        content.push(inner);
    }
}

fn is_certain(candidate: &Candidate) -> bool {
    matches!(candidate.sign, Sign::Certain(_))
}

/// What the page as a whole shows about its markers.
#[derive(Clone, Copy)]
struct PageSigns {
    /// Whether some are marked up as such.
    certain: bool,
    /// Whether they are superscripts after their links.
    raised: bool,
    /// Whether they stand before their links.
    before: bool,
}

impl PageSigns {
    fn of(candidates: &[Candidate], locations: &[Location], table: &Table) -> Self {
        let here = || {
            let all = candidates.iter().zip(locations);
            all.filter(|(_, location)| matches!(location, Location::Text(_)))
                .map(|(candidate, _)| candidate)
        };
        let is_listed = |candidate: &&Candidate| table.index(candidate.sign.number()).is_some();
        let is_raised = |candidate: &Candidate| {
            matches!(candidate.sign, Sign::Raised(_)) && candidate.follows.is_some()
        };
        let certain = here().any(is_certain);
        Self {
            certain,
            raised: !certain
                && here().any(|candidate| is_raised(candidate) && !is_literal(candidate, table)),
            before: more_precede(here().filter(is_listed)),
        }
    }
}

/// How a candidate looks; `plain` is how it looks if neither a link nor the page says more.
fn dress(candidate: &Candidate, plain: Dress, page: PageSigns, table: &Table) -> Dress {
    if is_literal(candidate, table) {
        return Dress::Text;
    }
    let follows = candidate.follows.is_some();
    match candidate.sign {
        Sign::Certain(_) => return Dress::Certain,
        Sign::Reference(_) if table.is_of_definitions => return Dress::Certain,
        Sign::Reference(_) => return Dress::Text,
        Sign::Raised(_) if page.raised && follows => return Dress::RaisedLink,
        _ if page.certain || page.raised => return Dress::Text,
        _ => {}
    }
    match () {
        () if follows || (candidate.precedes && page.before) || table.shows_brackets => Dress::Link,
        // Where the page kept the markup of its list, it also kept the links that its markers follow.
        () if table.is_part => Dress::Text,
        () if candidate.alone => Dress::Alone,
        () if matches!(candidate.sign, Sign::Raised(_)) => Dress::Raised,
        () => plain,
    }
}

/// Whether a candidate was escaped, in a document that escapes only text and not its markers.
fn is_literal(candidate: &Candidate, table: &Table) -> bool {
    candidate.escape == Escape::Backslash && !table.is_escaped
}

/// Trusts the links where the list is numbered differently from the markers, that is if more links lead to another
/// entry than to the one with their number.
fn renumber(candidates: &[Candidate], fates: &mut [Fate], table: &Table, notes: &mut Notes) {
    let (mut own, mut elsewhere) = (0_usize, Vec::new());
    for (index, candidate) in candidates.iter().enumerate() {
        let (Fate::Marker(entry), Some(href)) = (fates[index], candidate.href()) else {
            continue;
        };
        let url = table.links[entry].url.as_str();
        if is_same_place(url, href) || (is_rooted(href) && is_same_place(path(url), href)) {
            own += 1;
        } else if is_absolute(href) || is_rooted(href) {
            elsewhere.push((index, href));
        }
    }
    if elsewhere.len() <= own {
        return;
    }
    let mut entries = HashMap::new();
    for (entry, link) in table.links.iter().enumerate() {
        for url in [link.url.as_str(), path(&link.url)] {
            entries.entry(place_key(url)).or_insert(entry);
        }
    }
    let other: Vec<_> = elsewhere
        .into_iter()
        .filter_map(|(index, href)| Some((index, *entries.get(&place_key(href))?)))
        .collect();
    if other.len() <= own {
        return;
    }
    let place = other
        .first()
        .map(|(index, _)| candidates[*index].place.clone());
    notes.add(
        WarningKind::RenumberedList,
        place,
        format!(
            "{} markers have the number of another entry than their link's; the links count",
            other.len()
        ),
    );
    for (index, right) in other {
        fates[index] = Fate::Marker(right);
    }
}

/// Warns of links whose own absolute URL differs from the listed one.
fn warn_of_hrefs(candidates: &[Candidate], fates: &[Fate], table: &Table, notes: &mut Notes) {
    for (candidate, fate) in candidates.iter().zip(fates) {
        let (Fate::Marker(entry), Some(href)) = (fate, candidate.href()) else {
            continue;
        };
        let Link { number, url, .. } = &table.links[*entry];
        if is_absolute(href) && !is_same_place(url, href) {
            notes.add(
                WarningKind::HrefDisagrees,
                Some(candidate.place.clone()),
                format!("link {number} leads to {href}, but the list says {url}"),
            );
        }
    }
}

/// Warns of markers without an entry and of entries without a marker.
fn warn_of_numbers(
    candidates: &[Candidate],
    locations: &[Location],
    fates: &[Fate],
    table: &Table,
    notes: &mut Notes,
) {
    let mut used = vec![false; table.links.len()];
    for ((candidate, location), fate) in candidates.iter().zip(locations).zip(fates) {
        match fate {
            Fate::Text if *location == Location::Excluded => {}
            Fate::Marker(entry) => {
                used[*entry] = true;
                let further = candidate.numbers().skip(1);
                for entry in further.filter_map(|number| table.index(number)) {
                    used[entry] = true;
                }
            }
            Fate::Text if is_dangling(candidate, table) => notes.add(
                WarningKind::DanglingMarker,
                Some(candidate.place.clone()),
                format!("the list has no entry for the marker {}", candidate.shown()),
            ),
            Fate::Text | Fate::Gone => {}
        }
    }
    for (entry, link) in table.links.iter().enumerate() {
        if !used[entry] {
            notes.add(
                WarningKind::UnreferencedEntry,
                table.place(entry),
                format!("no marker leads to entry {} ({})", link.number, link.url),
            );
        }
    }
}

/// Whether text looks so much like a marker that its entry must be missing.
fn is_dangling(candidate: &Candidate, table: &Table) -> bool {
    let is_listed = candidate
        .numbers()
        .all(|number| table.index(number).is_some());
    !is_listed && (candidate.follows.is_some() || is_certain(candidate))
}

/// Whether markers stand before their links, as some exporters print them. They do if more of them precede a link than
/// follow one.
fn stand_before(candidates: &[Candidate], fates: &[Fate]) -> bool {
    let markers = || {
        let markers = candidates
            .iter()
            .zip(fates)
            .filter(|(_, fate)| matches!(fate, Fate::Marker(_)));
        markers.map(|(candidate, _)| candidate)
    };
    !markers().any(is_certain) && more_precede(markers())
}

/// Whether more of these candidates precede a link than follow one.
fn more_precede<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> bool {
    let (mut preceding, mut following) = (0_usize, 0_usize);
    for candidate in candidates {
        preceding += usize::from(candidate.precedes);
        following += usize::from(candidate.follows.is_some());
    }
    preceding > following
}
