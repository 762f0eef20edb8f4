//! Deciding which candidates are markers.
//!
//! A candidate is a marker only if the list has its number. Beyond that:
//!
//! - where the page marks markers itself, nothing else is one;
//! - an entry list that is not escaped makes an escaped candidate text, and one that marks up its
//!   addresses besides makes every other candidate a marker;
//! - a candidate behind a link, or alone in its paragraph, is one, and one before a link where more stand there than
//!   behind links;
//! - any other, in the middle of words, is one only if nothing better shows its number: authors
//!   write notes like `[1]` themselves. Between several the order of first use decides.

use std::collections::HashMap;

use super::notes::Notes;
use super::table::Table;
use super::{Candidate, Escape, Sheet, Sign, escaped_colon, escaped_space};
use crate::model::{Inline, Link, Target};
use crate::reference::url::{is_absolute, is_same_place};
use crate::warning::WarningKind;

/// What becomes of each candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Text,
    /// A link to this entry of the table.
    Marker(usize),
    /// Part of the footer, gone from the text.
    Gone,
}

/// Decides all candidates and replaces them in the sheet; `gone` says which are not there any more.
pub(crate) fn resolve(sheet: &mut Sheet, gone: &[bool], table: &Table, notes: &mut Notes) {
    let mut candidates = std::mem::take(&mut sheet.candidates);
    let mut fates = decide(&candidates, gone, table, sheet.is_plain);
    let told = table.shows_brackets || table.is_part;
    let stand_before = !told && stand_before(&candidates, &fates);
    // What a candidate follows is the link of another one, then.
    if !stand_before {
        renumber(&candidates, &mut fates, table, notes);
        warn_of_hrefs(&candidates, &fates, table, notes);
    }
    warn_of_numbers(&candidates, &fates, table, notes);
    let mut replacer = Replacer {
        candidates: &mut candidates,
        fates: &fates,
        table,
        stand_before,
    };
    sheet.for_each_run(|run| replacer.run(run));
}

/// Gives links the numbers of the entries with their addresses: where the list does not print its numbers, as on
/// pages for reading on screens, the text need not either.
pub(crate) fn number_by_address(sheet: &mut Sheet, table: &Table) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for link in &table.links {
        numbers.entry(link.url.as_str()).or_insert(link.number);
    }
    sheet.for_each_run(|run| {
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

/// Which candidates are not in the sheet: they went with the footer.
pub(crate) fn absent(sheet: &mut Sheet) -> Vec<bool> {
    let mut absent = vec![true; sheet.candidates.len()];
    sheet.for_each_run(|run| {
        for index in run.iter().filter_map(candidate_of) {
            if let Some(absent) = absent.get_mut(index) {
                *absent = false;
            }
        }
    });
    absent
}

/// How well a candidate shows that it is a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    None,
    /// In the middle of words.
    Weak,
    /// Beside a link, or alone.
    Strong,
}

fn decide(candidates: &[Candidate], gone: &[bool], table: &Table, is_plain: bool) -> Vec<Fate> {
    let open = |index: usize| !gone[index];
    let indexed = || {
        candidates
            .iter()
            .enumerate()
            .filter(move |(index, _)| open(*index))
    };
    let certain = indexed().any(|(_, candidate)| matches!(candidate.sign, Sign::Certain(_)));
    let raised = !certain
        && !is_plain
        && indexed().any(|(_, candidate)| {
            matches!(candidate.sign, Sign::Raised(_))
                && candidate.follows.is_some()
                && !is_literal(candidate, table)
        });
    let entries: Vec<Option<usize>> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| {
            let number = candidate.sign.number().filter(|_| open(index))?;
            table.index(number)
        })
        .collect();
    let listed = || {
        let listed = candidates.iter().zip(&entries);
        listed.filter_map(|(candidate, entry)| entry.map(|_| candidate))
    };
    let signs = Signs {
        certain,
        raised,
        before: is_plain || more_precede(listed()),
    };
    let evidence: Vec<_> = candidates
        .iter()
        .zip(&entries)
        .map(|(candidate, entry)| match entry {
            Some(_) => evidence(candidate, signs, table),
            None => Evidence::None,
        })
        .collect();
    let chosen = choose_weak(&entries, &evidence, table, is_plain);
    let fate = |index: usize| match (entries[index], evidence[index]) {
        _ if gone[index] => Fate::Gone,
        (Some(entry), Evidence::Strong) => Fate::Marker(entry),
        (Some(entry), Evidence::Weak) if chosen[index] => Fate::Marker(entry),
        _ => Fate::Text,
    };
    (0..candidates.len()).map(fate).collect()
}

/// What the page as a whole tells of its markers.
#[derive(Clone, Copy)]
struct Signs {
    certain: bool,
    raised: bool,
    /// Whether they stand before their links.
    before: bool,
}

fn evidence(candidate: &Candidate, signs: Signs, table: &Table) -> Evidence {
    let Signs {
        certain,
        raised,
        before,
    } = signs;
    if is_literal(candidate, table) {
        return Evidence::None;
    }
    match candidate.sign {
        Sign::Certain(_) => return Evidence::Strong,
        Sign::Reference(_) if table.is_of_definitions => return Evidence::Strong,
        Sign::Reference(_) => return Evidence::None,
        Sign::Raised(_) if raised && candidate.follows.is_some() => return Evidence::Strong,
        _ if certain || raised => return Evidence::None,
        _ => {}
    }
    if candidate.follows.is_some()
        || (candidate.precedes && before)
        || (candidate.alone && !table.is_part)
        || table.shows_brackets
    {
        return Evidence::Strong;
    }
    // Where a page's own markup is left, so are the links of its markers.
    if table.is_part {
        Evidence::None
    } else {
        Evidence::Weak
    }
}

/// Whether the author escaped a candidate in a document that escapes only what is text.
fn is_literal(candidate: &Candidate, table: &Table) -> bool {
    candidate.escape == Escape::Backslash && !table.is_escaped
}

/// The weak candidates that are markers: those of numbers that nothing else shows, if there is markup that
/// could show it, and only as far as they keep the order of first use where a number has several.
fn choose_weak(
    entries: &[Option<usize>],
    evidence: &[Evidence],
    table: &Table,
    is_plain: bool,
) -> Vec<bool> {
    let mut shown: Vec<Shown> = vec![Shown::default(); table.links.len()];
    for (entry, evidence) in entries.iter().zip(evidence) {
        let Some(shown) = entry.and_then(|entry| shown.get_mut(entry)) else {
            continue;
        };
        match evidence {
            Evidence::Strong => shown.strong = true,
            Evidence::Weak => shown.weak += 1,
            Evidence::None => {}
        }
    }
    // The highest number used so far: a number's first use follows that of the number before.
    let mut highest = 0;
    let mut choose = |(entry, evidence): (&Option<usize>, &Evidence)| {
        let Some(entry) = *entry else { return false };
        let (shown, number) = (shown[entry], table.links[entry].number);
        let is_marker = match evidence {
            Evidence::Strong => true,
            Evidence::Weak if shown.strong && !is_plain => false,
            Evidence::Weak => (!shown.strong && shown.weak == 1) || number <= highest + 1,
            Evidence::None => false,
        };
        if is_marker {
            highest = highest.max(number);
        }
        is_marker
    };
    entries.iter().zip(evidence).map(&mut choose).collect()
}

/// The candidates that show an entry's number.
#[derive(Clone, Copy, Default)]
struct Shown {
    strong: bool,
    weak: usize,
}

/// Follows the links themselves where the page's list is numbered differently from its markers: when
/// more links lead to another entry than to their own.
fn renumber(candidates: &[Candidate], fates: &mut [Fate], table: &Table, notes: &mut Notes) {
    let (mut own, mut elsewhere) = (0_usize, Vec::new());
    for (index, candidate) in candidates.iter().enumerate() {
        let (Fate::Marker(entry), Some(href)) = (fates[index], candidate.href()) else {
            continue;
        };
        if is_same_place(&table.links[entry].url, href) {
            own += 1;
        } else if is_absolute(href) {
            elsewhere.push((index, href));
        }
    }
    if elsewhere.len() <= own {
        return;
    }
    let mut entries: HashMap<&str, usize> = HashMap::new();
    for (entry, link) in table.links.iter().enumerate() {
        entries.entry(link.url.as_str()).or_insert(entry);
    }
    let other: Vec<_> = elsewhere
        .into_iter()
        .filter_map(|(index, href)| Some((index, *entries.get(href)?)))
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

/// Warns where a link's own absolute address is not the listed one.
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
fn warn_of_numbers(candidates: &[Candidate], fates: &[Fate], table: &Table, notes: &mut Notes) {
    let mut used = vec![false; table.links.len()];
    for (candidate, fate) in candidates.iter().zip(fates) {
        match fate {
            Fate::Marker(entry) => used[*entry] = true,
            Fate::Text if is_dangling(candidate, table) => notes.add(
                WarningKind::DanglingMarker,
                Some(candidate.place.clone()),
                format!("the list has no entry for the marker {}", candidate.sign),
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

/// Whether text looks so much like a marker that its entry is missed.
fn is_dangling(candidate: &Candidate, table: &Table) -> bool {
    let number = candidate.sign.number();
    let is_listed = number.is_none_or(|number| table.index(number).is_some());
    !is_listed && (candidate.follows.is_some() || matches!(candidate.sign, Sign::Certain(_)))
}

/// Puts what became of the candidates in their place.
struct Replacer<'a> {
    candidates: &'a mut [Candidate],
    fates: &'a [Fate],
    table: &'a Table,
    stand_before: bool,
}

impl Replacer<'_> {
    /// The number of a candidate that is a marker.
    fn number(&self, index: usize) -> Option<u32> {
        match self.fates.get(index)? {
            Fate::Marker(entry) => Some(self.table.links[*entry].number),
            Fate::Text | Fate::Gone => None,
        }
    }

    /// Replaces the candidates of a run.
    fn run(&mut self, run: &mut Vec<Inline>) {
        let is_text = |inline: &Inline| {
            candidate_of(inline).is_some_and(|index| self.number(index).is_none())
        };
        if self.stand_before || run.iter().any(is_text) {
            return self.rebuild(run);
        }
        // Most candidates are markers, and stay where they are.
        for inline in run {
            let number = candidate_of(inline).and_then(|index| self.number(index));
            if let (Inline::Link { target, .. }, Some(number)) = (inline, number) {
                *target = Target::Listed(number);
            }
        }
    }

    fn rebuild(&mut self, run: &mut Vec<Inline>) {
        // Of candidates that are text little is left: their text joins that around them.
        let mut rebuilt = Vec::new();
        for inline in run.drain(..) {
            let Inline::Link {
                content,
                target: Target::Listed(index),
            } = inline
            else {
                push(&mut rebuilt, inline);
                continue;
            };
            let index = index as usize;
            match self.number(index) {
                Some(number) if self.stand_before => {
                    put_back_link(&mut rebuilt, content, &mut self.candidates[index]);
                    rebuilt.push(Inline::listed(number, Vec::new()));
                }
                Some(number) => rebuilt.push(Inline::listed(number, content)),
                None => put_back(&mut rebuilt, content, &mut self.candidates[index]),
            }
        }
        *run = rebuilt;
        if self.stand_before {
            join_with_next(run);
        }
    }
}

/// The candidate that an inline stands for.
pub(crate) fn candidate_of(inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Link {
            target: Target::Listed(index),
            ..
        } => Some(*index as usize),
        _ => None,
    }
}

/// Whether markers stand before their links, as some exporters print them: more of them precede a link
/// than follow one.
fn stand_before(candidates: &[Candidate], fates: &[Fate]) -> bool {
    let markers = || {
        let markers = candidates
            .iter()
            .zip(fates)
            .filter(|(_, fate)| matches!(fate, Fate::Marker(_)));
        markers.map(|(candidate, _)| candidate)
    };
    if markers().any(|candidate| matches!(candidate.sign, Sign::Certain(_))) {
        return false;
    }
    more_precede(markers())
}

/// Whether more of these precede a link than follow one.
fn more_precede<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> bool {
    let (mut before, mut behind) = (0_usize, 0_usize);
    for candidate in candidates {
        before += usize::from(candidate.precedes);
        behind += usize::from(candidate.follows.is_some());
    }
    before > behind
}

/// Puts a candidate back as the text it was, behind the link it followed.
fn put_back(run: &mut Vec<Inline>, content: Vec<Inline>, candidate: &mut Candidate) {
    put_back_link(run, content, candidate);
    let text = Inline::text(candidate.sign.to_string());
    match candidate.sign {
        Sign::Colon => run.push(escaped_colon()),
        Sign::Space => run.push(escaped_space()),
        Sign::Reference(_) => {}
        Sign::Raised(_) => run.push(Inline::Superscript {
            content: vec![text],
        }),
        _ => push(run, text),
    }
}

/// Puts back the link, or the underlined words, that a candidate followed.
fn put_back_link(run: &mut Vec<Inline>, content: Vec<Inline>, candidate: &mut Candidate) {
    if let Some(followed) = candidate.follows.take() {
        run.push(match followed.href {
            Some(href) => Inline::link(href, content),
            None => Inline::Underline { content },
        });
        push(run, Inline::text(followed.gap));
    }
}

/// Adds an inline to a run; text joins the text before it.
fn push(run: &mut Vec<Inline>, inline: Inline) {
    match (run.last_mut(), inline) {
        (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
        (_, inline) => run.push(inline),
    }
}

/// Joins each lone marker with the link behind it.
fn join_with_next(run: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(run.len());
    for mut inline in run.drain(..) {
        if let Inline::Link {
            target: target @ Target::Url(_),
            ..
        } = &mut inline
        {
            let is_marker = |inline: &Inline| matches!(inline, Inline::Link { content, target: Target::Listed(_) } if content.is_empty());
            let marker = match joined.as_slice() {
                [.., marker] if is_marker(marker) => Some(1),
                [.., marker, Inline::Text { text }]
                    if is_marker(marker) && text.trim_ascii().is_empty() =>
                {
                    Some(2)
                }
                _ => None,
            };
            if let Some(count) = marker {
                if let Some(Inline::Link { target: number, .. }) =
                    joined.drain(joined.len() - count..).next()
                {
                    *target = number;
                }
            }
        }
        joined.push(inline);
    }
    *run = joined;
}

/// The characters of preformatted text, candidates as they were printed.
pub(crate) fn literal_text(content: &[Inline], candidates: &[Candidate]) -> String {
    let mut text = String::new();
    for node in crate::model::walk_inlines(content) {
        let crate::model::Node::Inline(inline) = node else {
            continue;
        };
        match inline {
            Inline::Text { text: words } | Inline::Code { text: words } => text.push_str(words),
            Inline::Break {} => text.push('\n'),
            Inline::Link {
                content,
                target: Target::Listed(index),
            } if content.is_empty() => {
                let candidate = candidates.get(*index as usize);
                text.push_str(
                    &candidate
                        .map(|candidate| candidate.sign.to_string())
                        .unwrap_or_default(),
                );
            }
            _ => {}
        }
    }
    text
}
