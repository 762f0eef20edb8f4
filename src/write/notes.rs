//! Notes on their way from the text that refers to them to the list of notes.

use std::collections::VecDeque;

/// Notes that were referred to and still have to be written, with their numbers.
pub(super) struct Notes<T> {
    count: usize,
    pending: VecDeque<T>,
}

impl<T> Default for Notes<T> {
    fn default() -> Self {
        Self {
            count: 0,
            pending: VecDeque::new(),
        }
    }
}

impl<T> Notes<T> {
    /// Adds a note that the text refers to here; gives its number, from 1.
    pub(super) fn add(&mut self, note: T) -> usize {
        self.pending.push_back(note);
        self.count += 1;
        self.count
    }

    /// Takes the note that is to be written next, with its number.
    pub(super) fn take(&mut self) -> Option<(usize, T)> {
        let number = self.count + 1 - self.pending.len();
        self.pending.pop_front().map(|note| (number, note))
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }
}
