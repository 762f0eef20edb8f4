//! Deciding which numbers in the text are markers of the list.
//!
//! A number is a marker only if the list has it. Of several with one number those that look most like a marker are
//! markers, by the weight of their dress. What no page itself marks is a marker only in order: authors write notes
//! like `[1]` themselves, and between several the order of first use decides.

use super::evidence::{Dress, STRONG};

/// A number in the text that the list may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Which entry of the list has its number, in the order of numbers.
    pub(crate) entry: Option<usize>,
    pub(crate) dress: Dress,
}

/// Says of each candidate, in the order of the page, whether it is a marker.
pub(crate) fn choose(candidates: &[Candidate]) -> Vec<bool> {
    let entries = Entries::of(candidates);
    // The first entry that no marker has reached: its first use follows that of the entry before.
    let mut next = 0;
    let mut is_marker = |candidate: &Candidate| {
        let Some(entry) = candidate.entry else {
            return false;
        };
        let best = entries.best[entry];
        let weight = candidate.dress.weight();
        let (is_next, in_order) = (entry == next, entry <= next);
        let chosen = match candidate.dress {
            Dress::Text => false,
            dress if weight < best.weight => {
                dress == Dress::Note && is_next && best.weight < STRONG
            }
            _ if weight >= STRONG => true,
            // Where most markers stand behind a space, what stands behind a letter has to be the next one.
            Dress::Attached if entries.attached_are_few => is_next && best.count == 1,
            _ => best.count == 1 || in_order,
        };
        if chosen {
            next = next.max(entry + 1);
        }
        chosen
    };
    candidates.iter().map(&mut is_marker).collect()
}

/// The candidates of an entry that look most like markers.
#[derive(Clone, Copy, Default)]
struct Best {
    weight: i32,
    count: usize,
    dress: Option<Dress>,
}

struct Entries {
    best: Vec<Best>,
    attached_are_few: bool,
}

impl Entries {
    fn of(candidates: &[Candidate]) -> Self {
        let count = candidates
            .iter()
            .filter_map(|candidate| candidate.entry)
            .max();
        let mut best = vec![Best::default(); count.map_or(0, |last| last + 1)];
        for candidate in candidates {
            let Some(best) = candidate.entry.and_then(|entry| best.get_mut(entry)) else {
                continue;
            };
            let weight = candidate.dress.weight();
            if weight > best.weight {
                *best = Best {
                    weight,
                    count: 0,
                    dress: Some(candidate.dress),
                };
            }
            best.count += usize::from(weight == best.weight);
        }
        let seen = best.iter().filter(|best| best.weight > 0);
        let attached = best
            .iter()
            .filter(|best| best.dress == Some(Dress::Attached))
            .count();
        Self {
            attached_are_few: attached * 2 < seen.count(),
            best,
        }
    }
}
