//! Candidates for markers, joined with the links beside them.

use super::stack::Builder;
use crate::grammar::marker::markers;
use crate::model::{Inline, Target};
use crate::read::bracket::Escape;
use crate::read::page::candidate::{Candidate, Followed, More, Sign};
use crate::read::place::Place;

impl Builder {
    /// Adds a candidate for a marker, joined with the link it follows.
    pub(super) fn candidate(&mut self, sign: Sign, place: Place, escape: Escape) {
        self.candidate_with((sign, None), place, escape);
    }

    /// Adds a candidate that may show more than its sign.
    pub(super) fn candidate_with(&mut self, (sign, more): Shown, place: Place, escape: Escape) {
        let index = u32::try_from(self.page.candidates.len()).unwrap_or(u32::MAX);
        let follows = match sign {
            sign if sign.is_escape() => None,
            _ => {
                let start = self.text_start();
                follow(&mut self.inlines, start, index)
            }
        };
        if follows.is_none() {
            let shown = if sign.is_escape() {
                vec![Inline::text(sign.to_string())]
            } else {
                Vec::new()
            };
            self.inlines.push(Inline::listed(index, shown));
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
    pub(super) fn take_back(&mut self, sole: Option<usize>) -> Option<Candidate> {
        let last = self.page.candidates.len().checked_sub(1)?;
        if sole != Some(last) || self.page.candidates[last].follows.is_some() {
            return None;
        }
        self.page.candidates.pop()
    }
}

/// A sign with what its bracket holds besides.
type Shown = (Sign, Option<Box<More>>);

/// What stands at a bracket, colon or space, and how many bytes of the run it takes.
pub(super) fn sign_at(run: &str, escape: Escape) -> Option<(Shown, usize)> {
    if run.starts_with(':') {
        return (escape != Escape::None).then_some(((Sign::Colon, None), 1));
    }
    if run.starts_with(' ') {
        return (escape != Escape::None).then_some(((Sign::Space, None), 1));
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
fn follow(inlines: &mut Vec<Inline>, start: usize, index: u32) -> Option<Box<Followed>> {
    let is_words = |inline: &Inline| {
        matches!(
            inline,
            Inline::Link {
                target: Target::Url(_),
                ..
            } | Inline::Underline { .. }
        )
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
        Inline::Link { target, .. } => match std::mem::replace(target, Target::Listed(index)) {
            Target::Url(href) => Some(href),
            Target::Listed(_) => None,
        },
        Inline::Underline { content } => {
            *words = Inline::listed(index, std::mem::take(content));
            None
        }
        _ => None,
    };
    Some(Box::new(Followed { href, gap }))
}

/// The candidate right before the last inline, with at most space in between.
pub(super) fn candidate_before_last(inlines: &[Inline]) -> Option<usize> {
    match inlines {
        [
            ..,
            Inline::Link {
                target: Target::Listed(index),
                ..
            },
            _,
        ] => Some(*index as usize),
        [
            ..,
            Inline::Link {
                target: Target::Listed(index),
                ..
            },
            Inline::Text { text },
            _,
        ] if text.trim_ascii().is_empty() => Some(*index as usize),
        _ => None,
    }
}

/// The candidate that is all there is, apart from spaces and emphasis around it.
pub(super) fn sole_marker(content: &[Inline]) -> Option<usize> {
    let mut found = None;
    for inline in content {
        match inline {
            Inline::Text { text } if text.trim_ascii().is_empty() => {}
            Inline::Link {
                content,
                target: Target::Listed(index),
            } if content.is_empty() && found.is_none() => found = Some(*index as usize),
            _ => return None,
        }
    }
    found
}
