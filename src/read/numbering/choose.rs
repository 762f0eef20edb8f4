//! Deciding which numbers in the text are markers of the list.
//!
//! A number is a marker only if the list has it. Of several brackets with the same number, those that look most like a
//! marker are chosen, by the weight of their [`Dress`]. Brackets that the page does not mark up as markers also have to
//! be in order: authors write notes like `[1]` themselves, so the order of first use decides between several.

use super::evidence::{Dress, SEVERAL, STRONG};

/// A bracket in the text with numbers that the list may have.
#[derive(Debug)]
pub(crate) struct Contender {
    /// The entries with its numbers, in the order of numbers; empty unless the list has all of them.
    pub(crate) entries: Vec<usize>,
    pub(crate) dress: Dress,
}

impl Contender {
    fn weight(&self) -> i32 {
        match self.entries.len() {
            0 | 1 => self.dress.weight(),
            _ => self.dress.weight().min(SEVERAL),
        }
    }
}

/// The entries with these numbers, if there is one for each.
pub(crate) fn entries_of(
    numbers: impl Iterator<Item = u32>,
    entry_of: impl Fn(u32) -> Option<usize>,
) -> Vec<usize> {
    let entries: Option<Vec<usize>> = numbers.map(entry_of).collect();
    entries.unwrap_or_default()
}

/// Decides for each contender, in the order of the page, whether it is a marker.
pub(crate) fn choose(contenders: &[Contender]) -> Vec<bool> {
    let mut chooser = Chooser {
        entries: Entries::of(contenders),
        next: 0,
    };
    let mut chosen: Vec<bool> = contenders
        .iter()
        .map(|one| chooser.is_marker(one))
        .collect();
    let has_several = |contender: &Contender| contender.entries.len() > 1;
    let mut several = contenders.iter().zip(&chosen);
    // Whoever needs one bracket for several numbers means others as well, and no intervals.
    if several.any(|(contender, is_chosen)| *is_chosen && has_several(contender)) {
        for (contender, is_chosen) in contenders.iter().zip(&mut chosen) {
            *is_chosen |= has_several(contender) && contender.dress == Dress::Spaced;
        }
    }
    chosen
}

struct Chooser {
    entries: Entries,
    /// The first entry that no marker has used yet: its first use has to come after that of the entry before.
    next: usize,
}

impl Chooser {
    /// Whether a contender is a marker. One with several numbers is a marker if one of these needs it.
    fn is_marker(&mut self, contender: &Contender) -> bool {
        let mut chosen = false;
        let mut next = self.next;
        for entry in &contender.entries {
            chosen |= self.is_chosen(contender, *entry, next);
            next = next.max(entry + 1);
        }
        if chosen {
            self.next = next;
        }
        chosen
    }

    fn is_chosen(&self, contender: &Contender, entry: usize, next: usize) -> bool {
        let best = self.entries.best[entry];
        let weight = contender.weight();
        let (is_next, in_order) = (entry == next, entry <= next);
        match contender.dress {
            Dress::Text => false,
            dress if weight < best.weight => {
                dress == Dress::Note && is_next && best.weight < STRONG
            }
            _ if weight >= STRONG => true,
            // Where most markers stand after a space, what stands after a letter has to be the next one.
            Dress::Attached if self.entries.attached_are_few => is_next && best.count == 1,
            _ => best.count == 1 || in_order,
        }
    }
}

/// The contenders of an entry that look most like markers.
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
    fn of(contenders: &[Contender]) -> Self {
        let count = contenders
            .iter()
            .flat_map(|contender| contender.entries.iter().copied())
            .max();
        let mut best = vec![Best::default(); count.map_or(0, |last| last + 1)];
        for contender in contenders {
            let weight = contender.weight();
            for entry in &contender.entries {
                let best = &mut best[*entry];
                if weight > best.weight {
                    *best = Best {
                        weight,
                        count: 0,
                        dress: Some(contender.dress),
                    };
                }
                best.count += usize::from(weight == best.weight);
            }
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
