//! Finds entries of the list by their numbers.

use std::collections::HashMap;

use crate::model::Link;

/// An index from numbers to positions in the list.
pub(super) enum Entries {
    /// The entries count up from 1 to this number, as in nearly all lists: no map is needed.
    Counted(usize),
    Numbered(HashMap<u32, usize>),
}

impl Entries {
    /// The index of a list. Of entries with the same number, the first counts.
    pub(super) fn first_of(links: &[Link]) -> Self {
        Self::of(links, |entries| {
            for (at, link) in links.iter().enumerate() {
                entries.entry(link.number).or_insert(at);
            }
        })
    }

    /// The index of a list. Of entries with the same number, the last counts.
    pub(super) fn last_of(links: &[Link]) -> Self {
        Self::of(links, |entries| {
            entries.extend(links.iter().map(|link| link.number).zip(0..));
        })
    }

    fn of(links: &[Link], fill: impl FnOnce(&mut HashMap<u32, usize>)) -> Self {
        let mut numbered = links.iter().zip(1..);
        if numbered.all(|(link, number)| link.number == number) {
            return Self::Counted(links.len());
        }
        let mut entries = HashMap::with_capacity(links.len());
        fill(&mut entries);
        Self::Numbered(entries)
    }

    /// The position of the entry with this number.
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        match self {
            Self::Counted(length) => {
                let number = usize::try_from(number).ok()?;
                number.checked_sub(1).filter(|at| at < length)
            }
            Self::Numbered(entries) => entries.get(&number).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(numbers: &[u32], entries: fn(&[Link]) -> Entries) -> Vec<Option<usize>> {
        let links: Vec<Link> = numbers
            .iter()
            .map(|number| Link::new(*number, ""))
            .collect();
        let entries = entries(&links);
        (0..5).map(|number| entries.place(number)).collect()
    }

    #[test]
    fn entries_are_found_whether_they_count_or_not() {
        let counted = [None, Some(0), Some(1), Some(2), None];
        assert_eq!(places(&[1, 2, 3], Entries::first_of), counted);
        assert_eq!(places(&[1, 2, 3], Entries::last_of), counted);
        assert_eq!(places(&[], Entries::first_of), [None; 5]);
        let gap = [None, Some(1), None, Some(0), None];
        assert_eq!(places(&[3, 1], Entries::first_of), gap);
        assert_eq!(places(&[3, 1], Entries::last_of), gap);
    }

    #[test]
    fn of_entries_with_one_number_one_counts() {
        let numbers = [1, 2, 2, 1];
        assert_eq!(
            places(&numbers, Entries::first_of),
            [None, Some(0), Some(1), None, None]
        );
        assert_eq!(
            places(&numbers, Entries::last_of),
            [None, Some(3), Some(2), None, None]
        );
    }
}
