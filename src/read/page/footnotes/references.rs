//! References to notes: links within the page whose words are a number or a sign.

use std::collections::{HashMap, HashSet};

use crate::model::Inline;
use crate::read::page::anchors::fragment;
use crate::read::page::candidate::Candidate;
use crate::read::page::parts::Page;
use crate::read::page::replace::literal_text;

/// The numbers of links within the page, by where they lead.
pub(super) struct References {
    by_place: HashMap<String, Reference>,
    /// The places that links with other words lead to.
    linked: HashSet<String>,
}

pub(super) struct Reference {
    pub(super) number: String,
    /// Whether it is raised, as nothing but the numbers of notes are.
    pub(super) is_raised: bool,
    /// How many there are.
    pub(super) count: usize,
}

impl References {
    pub(super) fn of(page: &mut Page) -> Self {
        let mut references = HashMap::new();
        let mut linked = HashSet::new();
        let candidates = std::mem::take(&mut page.candidates);
        page.for_each_run(|run| {
            for inline in run.iter() {
                let raised = match inline {
                    Inline::Superscript { content } => content.as_slice(),
                    _ => &[],
                };
                // Raised ones are met a second time, as links.
                let links = raised.iter().map(|link| (link, true, 0));
                let own = (inline, is_raised_within(inline), 1);
                for (link, is_raised, count) in links.chain([own]) {
                    let Some((place, number)) = reference(link, &candidates) else {
                        linked.extend(place_of(link).map(str::to_owned));
                        continue;
                    };
                    let known = references.entry(place.to_owned()).or_insert(Reference {
                        number,
                        is_raised,
                        count: 0,
                    });
                    known.is_raised |= is_raised;
                    known.count += count;
                }
            }
        });
        page.candidates = candidates;
        Self {
            by_place: references,
            linked,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }

    /// The reference that leads to a place.
    pub(super) fn get(&self, place: &str) -> Option<&Reference> {
        self.by_place.get(place)
    }

    /// Whether links lead to a place that do not become its note: only the first reference does.
    pub(super) fn is_linked(&self, place: &str) -> bool {
        let count = self.get(place).map_or(0, |reference| reference.count);
        count > 1 || self.linked.contains(place)
    }
}

/// Whether all that a link shows is raised.
fn is_raised_within(link: &Inline) -> bool {
    let content = link.content().unwrap_or_default();
    matches!(content, [Inline::Superscript { .. }])
}

/// Where a link within the page leads.
fn place_of(inline: &Inline) -> Option<&str> {
    inline.unlisted_url().and_then(fragment)
}

/// Where a link within the page leads whose words are a number or a sign like one, and these.
pub(super) fn reference<'a>(
    inline: &'a Inline,
    candidates: &[Candidate],
) -> Option<(&'a str, String)> {
    let place = place_of(inline)?;
    let words = literal_text(inline.content()?, candidates);
    let number = words
        .trim()
        .trim_start_matches(['[', '('])
        .trim_end_matches([']', ')', '.']);
    is_number_like(number).then(|| (place, number.to_owned()))
}

/// Whether a text is a short number, also a Roman one, a letter, or a sign that stands for one.
fn is_number_like(text: &str) -> bool {
    let is_sign = |c| matches!(c, '*' | '†' | '‡' | '§' | '¶');
    match text.len() {
        0 => false,
        _ if text.bytes().all(|byte| byte.is_ascii_digit()) => text.len() <= 4,
        1 => {
            is_sign(text.chars().next().unwrap_or(' ')) || text.as_bytes()[0].is_ascii_alphabetic()
        }
        2..=6 if text.bytes().all(|byte| b"ivxl".contains(&byte)) => true,
        _ => text.chars().all(is_sign) && text.chars().count() <= 3,
    }
}
