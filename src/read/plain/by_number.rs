//! A sorted map from the numbers in brackets to what is known about them.

/// A value for each of some numbers.
#[derive(Debug)]
pub(super) struct ByNumber<T>(Vec<(u32, T)>);

impl<T> ByNumber<T> {
    /// Sorts the values by number. `merge` merges a later value for the same number into the earlier one.
    pub(super) fn new(mut all: Vec<(u32, T)>, merge: impl Fn(&mut T, &mut T)) -> Self {
        all.sort_by_key(|(number, _)| *number);
        all.dedup_by(|(number, later), (same, earlier)| {
            let is_same = number == same;
            if is_same {
                merge(earlier, later);
            }
            is_same
        });
        Self(all)
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        Some(&self.0[self.index(number)?].1)
    }

    /// The index of a number among those that have a value.
    pub(super) fn index(&self, number: u32) -> Option<usize> {
        let at = self.0.binary_search_by_key(&number, |(number, _)| *number);
        at.ok()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_value() {
        let all = vec![(7, 'a'), (1, 'b'), (7, 'c'), (3, 'd')];
        let last = ByNumber::new(all.clone(), std::mem::swap);
        assert_eq!(last.values().collect::<String>(), "bdc");
        assert_eq!((last.get(7), last.get(2)), (Some(&'c'), None));
        let least = ByNumber::new(all, |one, other| *one = *other.min(one));
        assert_eq!(least.get(7), Some(&'a'));
    }
}
