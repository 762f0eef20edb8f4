//! A queue of footnotes, from the text that refers to them to the list of notes.

use std::collections::VecDeque;

/// The queue of notes that were referred to and are still to be written, with their numbers.
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
    /// Adds a note to which the text refers at this point, and returns its number, from 1.
    pub(super) fn add(&mut self, note: T) -> usize {
        self.pending.push_back(note);
        self.count += 1;
        self.count
    }

    /// Removes the next note to be written, with its number.
    pub(super) fn take(&mut self) -> Option<(usize, T)> {
        let number = self.count + 1 - self.pending.len();
        self.pending.pop_front().map(|note| (number, note))
    }

    /// Whether no note is waiting to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }
}
