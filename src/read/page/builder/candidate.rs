//! Candidates for markers, joined with the links next to them.

use super::stack::Builder;
use crate::grammar::marker::{marker, markers};
use crate::model::{Inline, Target};
use crate::read::bracket::Escape;
use crate::read::page::candidate::{Candidate, CandidateId, Followed, More, Sign};
use crate::read::place::Place;

impl Builder {
    /// Adds a candidate, joined with the link that it follows.
    pub(super) fn candidate(&mut self, sign: Sign, place: Place, escape: Escape) {
        self.candidate_with((sign, None), place, escape);
    }

    /// Adds a candidate that may show more than its sign.
    pub(super) fn candidate_with(&mut self, (sign, more): Shown, place: Place, escape: Escape) {
        let id = CandidateId::new(self.page.candidates.len());
        let start = self.text_start();
        let follows = follow(&mut self.inlines, start, id);
        if follows.is_none() {
            self.inlines.push(id.inline(Vec::new()));
        }
        self.page.candidates.push(Candidate {
            sign,
            more,
            place,
            escape,
            follows,
            precedes: false,
            alone: false,
        });
    }

    /// Takes back the last candidate if it is the [`sole_marker`] of some content, to place it where the element
    /// around it stands.
    pub(super) fn take_back(&mut self, sole: Option<CandidateId>) -> Option<Candidate> {
        let last = self.page.candidates.len().checked_sub(1)?;
        if sole?.index() != last || self.page.candidates[last].follows.is_some() {
            return None;
        }
        self.page.candidates.pop()
    }
}

/// A sign with what else its bracket holds.
type Shown = (Sign, Option<Box<More>>);

/// The numbers in a bracket at the start of a run, and the length of the bracket in bytes.
pub(super) fn sign_at(run: &str) -> Option<(Shown, usize)> {
    // Nearly all are plain, with nothing after that may make a range of them.
    if let Ok((rest, number)) = marker(run) {
        if rest.starts_with(|c: char| c.is_ascii() && c != '-') || rest.is_empty() {
            return Some(((Sign::Text(number), None), run.len() - rest.len()));
        }
    }
    let (rest, mut numbers) = markers(run).ok()?;
    let shown = &run[..run.len() - rest.len()];
    let number = numbers.remove(0);
    let is_plain = numbers.is_empty() && !shown.contains(' ');
    let more = (!is_plain).then(|| {
        let shown = shown.to_owned();
        Box::new(More { shown, numbers })
    });
    Some(((Sign::Text(number), more), shown.len()))
}

/// The place of a sign of this length that starts with a bracket there.
pub(super) fn place_of(bracket: &Place, length: usize) -> Place {
    match bracket {
        Place::Bytes(bytes) if bytes.len() == 1 => (bytes.start..bytes.start + length).into(),
        around => around.clone(),
    }
}

/// Joins a candidate with the link at the end of the text that starts at an index, when nothing but space is in
/// between.
fn follow(inlines: &mut Vec<Inline>, start: usize, id: CandidateId) -> Option<Box<Followed>> {
    let is_words = |inline: &Inline| {
        matches!(inline, Inline::Underline { .. }) || inline.unlisted_url().is_some()
    };
    let gap = match &mut inlines[start..] {
        [.., words] if is_words(words) => String::new(),
        [.., words, Inline::Text { text }] if is_words(words) && text.trim_ascii().is_empty() => {
            let gap = std::mem::take(text);
            inlines.pop();
            gap
        }
        _ => return None,
    };
    let words = inlines.last_mut()?;
    let href = match words {
        Inline::Link { target, .. } => match std::mem::replace(target, id.target()) {
            Target::Url(href) => Some(href),
            Target::Listed(_) => None,
        },
        Inline::Underline { content } => {
            *words = id.inline(std::mem::take(content));
            None
        }
        _ => None,
    };
    Some(Box::new(Followed { href, gap }))
}

/// The candidate right before the last inline, with at most space in between.
pub(super) fn candidate_before_last(inlines: &[Inline]) -> Option<CandidateId> {
    let (_, before) = inlines.split_last()?;
    match before {
        [.., inline, Inline::Text { text }] if text.trim_ascii().is_empty() => {
            CandidateId::of(inline)
        }
        _ => CandidateId::of(before.last()?),
    }
}

/// The candidate that is all there is, apart from spaces and emphasis around it.
pub(super) fn sole_marker(content: &[Inline]) -> Option<CandidateId> {
    let mut found = None;
    for inline in content {
        match inline {
            Inline::Text { text } if text.trim_ascii().is_empty() => {}
            Inline::Link {
                content, target, ..
            } if content.is_empty() && found.is_none() => {
                found = Some(CandidateId::of_target(target)?);
            }
            _ => return None,
        }
    }
    found
}
