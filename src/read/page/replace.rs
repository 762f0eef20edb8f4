//! Replacing each candidate in the page by what was decided: a link to its entry, or the text that it was.

use super::candidate::{Candidate, CandidateId, Sign};
use super::masthead::is_same;
use super::table::Table;
use crate::model::{Inline, Link, Target};

/// What a candidate turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Text,
    /// A link to this entry of the table.
    Marker(usize),
    /// Part of the footer, gone from the text.
    Gone,
}

/// The title of a link, unless its entry already has it: links to a definition share its title.
fn own_title(title: Option<String>, entry: Option<&Link>) -> Option<String> {
    let of_entry = entry.and_then(|entry| entry.title.as_deref());
    title.filter(|title| !of_entry.is_some_and(|of_entry| is_same(title, of_entry)))
}

/// Replaces candidates by what was decided for each.
pub(super) struct Replacer<'a> {
    pub(super) candidates: &'a mut [Candidate],
    pub(super) fates: &'a [Fate],
    pub(super) table: &'a Table,
    pub(super) stand_before: bool,
}

impl Replacer<'_> {
    /// The entry that a candidate leads to, if it is a marker.
    fn entry(&self, id: CandidateId) -> Option<&Link> {
        match self.fates.get(id.index())? {
            Fate::Marker(entry) => Some(&self.table.links[*entry]),
            Fate::Text | Fate::Gone => None,
        }
    }

    /// The numbers of a candidate that is a marker, after the first one.
    fn further(&self, id: CandidateId) -> Vec<u32> {
        let numbers = self.candidates[id.index()].numbers().skip(1);
        let entries = numbers.filter_map(|number| self.table.index(number));
        entries
            .map(|entry| self.table.links[entry].number)
            .collect()
    }

    /// Whether an inline keeps its place: it is no candidate, or a marker with one number that belongs to what it
    /// follows.
    fn is_in_place(&self, inline: &Inline) -> bool {
        CandidateId::of(inline).is_none_or(|id| {
            let has_one_number = self.candidates[id.index()].more.is_none();
            has_one_number && !self.stand_before && self.entry(id).is_some()
        })
    }

    /// Puts the number of its entry on a candidate that keeps its place.
    fn number(&self, inline: &mut Inline) {
        let Inline::Link { target, title, .. } = inline else {
            return;
        };
        let id = CandidateId::of_target(target);
        if let Some(entry) = id.and_then(|id| self.entry(id)) {
            *target = Target::Listed(entry.number);
            *title = own_title(title.take(), Some(entry));
        }
    }

    /// Replaces the candidates of a run.
    pub(super) fn run(&mut self, run: &mut Vec<Inline>) {
        // In most runs all are a number in place of another, if there are any.
        if run.iter().all(|inline| self.is_in_place(inline)) {
            return run.iter_mut().for_each(|inline| self.number(inline));
        }
        // A candidate that is text merges with the text around it, so this gets shorter than the run.
        let mut rebuilt = Vec::new();
        for inline in run.drain(..) {
            let (id, content, title) = match CandidateId::take(inline) {
                Ok(taken) => taken,
                Err(inline) => {
                    push(&mut rebuilt, inline);
                    continue;
                }
            };
            let entry = self.entry(id);
            let number = entry.map(|entry| entry.number);
            let title = own_title(title, entry);
            let further = self.further(id);
            let candidate = &mut self.candidates[id.index()];
            match number {
                Some(number) if self.stand_before => {
                    put_back_link(&mut rebuilt, content, title, candidate);
                    rebuilt.push(marker_alone(number));
                    rebuilt.extend(further.into_iter().map(marker_alone));
                }
                Some(number) => {
                    rebuilt.push(Inline::Link {
                        content,
                        target: Target::Listed(number),
                        title,
                    });
                    rebuilt.extend(further.into_iter().map(marker_alone));
                }
                None => put_back(&mut rebuilt, content, title, candidate),
            }
        }
        *run = rebuilt;
        if self.stand_before {
            join_with_next(run);
        }
    }
}

/// A marker whose words are not known.
fn marker_alone(number: u32) -> Inline {
    Inline::listed(number, Vec::new())
}

/// Puts a candidate back as the text it was, after the link it followed.
fn put_back(
    run: &mut Vec<Inline>,
    content: Vec<Inline>,
    title: Option<String>,
    candidate: &mut Candidate,
) {
    put_back_link(run, content, title, candidate);
    let text = Inline::text(candidate.shown());
    match candidate.sign {
        Sign::Reference(_) => {}
        Sign::Raised(_) => run.push(Inline::Superscript {
            content: vec![text],
        }),
        _ => push(run, text),
    }
}

/// Puts back the link, or the underlined words, that a candidate followed.
fn put_back_link(
    run: &mut Vec<Inline>,
    content: Vec<Inline>,
    title: Option<String>,
    candidate: &mut Candidate,
) {
    if let Some(followed) = candidate.follows.take() {
        run.push(match followed.href {
            Some(href) => Inline::Link {
                content,
                target: Target::Url(href),
                title,
            },
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

/// Joins each lone marker with the link after it.
fn join_with_next(run: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(run.len());
    for mut inline in run.drain(..) {
        if let Inline::Link {
            target: target @ Target::Url(_),
            ..
        } = &mut inline
        {
            let is_marker = |inline: &Inline| matches!(inline, Inline::Link { content, target: Target::Listed(_), .. } if content.is_empty());
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
                content, target, ..
            } if content.is_empty() => {
                let id = CandidateId::of_target(target);
                let candidate = id.and_then(|id| candidates.get(id.index()));
                text.push_str(&candidate.map(Candidate::shown).unwrap_or_default());
            }
            _ => {}
        }
    }
    text
}
