//! "The stack of open elements", and which of them are in scope.

use super::events::Namespace;
use super::foreign::Integration;
use super::names::{Flags, IMPLIED, Name, SCOPE, TABLE_SCOPE};

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    pub(super) name: Name,
    pub(super) flags: Flags,
    pub(super) namespace: Namespace,
    pub(super) integration: Integration,
    /// Its name as written, in any case; empty if its tag was implied.
    pub(super) text: &'a str,
    /// Unique in the page.
    pub(super) id: u32,
}

impl Open<'_> {
    pub(super) fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }
}

/// The open elements. An element that is removed while others are open in it stays on the stack as [`Name::Removed`]:
/// its end is reported after theirs.
#[derive(Debug)]
pub(super) struct Stack<'a> {
    pub(super) open: Vec<Open<'a>>,
}

impl<'a> Stack<'a> {
    pub(super) fn new() -> Self {
        Self {
            open: Vec::with_capacity(32),
        }
    }

    /// "The current node"
    pub(super) fn current(&self) -> Option<&Open<'a>> {
        self.open.last()
    }

    pub(super) fn current_is(&self, name: Name) -> bool {
        self.current().is_some_and(|open| open.name == name)
    }

    pub(super) fn current_has(&self, flags: Flags) -> bool {
        self.current().is_some_and(|open| open.is(flags))
    }

    /// "Has an element in the specific scope": elements with one of the flags `ends` delimit the scope.
    pub(super) fn has_in(&self, ends: Flags, is_wanted: impl Fn(&Open<'a>) -> bool) -> bool {
        for open in self.open.iter().rev() {
            if is_wanted(open) {
                return true;
            }
            if open.is(ends) {
                return false;
            }
        }
        false
    }

    pub(super) fn in_scope(&self, name: Name) -> bool {
        self.has_in(SCOPE, |open| open.name == name)
    }

    pub(super) fn in_table_scope(&self, name: Name) -> bool {
        self.has_in(TABLE_SCOPE, |open| open.name == name)
    }

    /// The position of an element that was not removed.
    pub(super) fn position(&self, id: u32) -> Option<usize> {
        let is_it = |open: &Open<'_>| open.id == id && open.name != Name::Removed;
        self.open.iter().rposition(is_it)
    }

    /// Whether the end tag of the current node is implied, and its name is not `except`.
    pub(super) fn implies_end(&self, except: Name) -> bool {
        self.current()
            .is_some_and(|open| open.is(IMPLIED) && open.name != except)
    }
}
