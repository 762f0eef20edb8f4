//! Limits the memory for pages being read: pages that need much wait for each other.

use std::cell::Cell;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The amount of memory from which a thread that has held it counts as worn.
const MUCH: u64 = 8 << 20;

thread_local! {
    static IS_WORN: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread has held much memory. Allocators keep part of the memory that a thread freed, scattered over
/// its arena, and cannot give it to other threads until the thread ends.
pub(super) fn is_thread_worn() -> bool {
    IS_WORN.get()
}

/// The memory that all pages being read at the same time may take.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) limit: u64,
    used: Mutex<u64>,
    has_changed: Condvar,
}

/// A part of the memory, reserved until it is dropped.
///
/// A thread that has one never waits for another, so there is no deadlock.
#[derive(Debug)]
pub(super) struct Share {
    memory: Arc<Memory>,
    size: u64,
}

impl Memory {
    pub(super) fn new(limit: u64) -> Arc<Self> {
        Arc::new(Self {
            limit,
            used: Mutex::default(),
            has_changed: Condvar::new(),
        })
    }

    /// Waits until this much is free, or nobody else has any.
    pub(super) fn share(self: &Arc<Self>, size: u64) -> Share {
        let is_full = |used: &mut u64| *used > 0 && used.saturating_add(size) > self.limit;
        let waited = self.has_changed.wait_while(self.used(), is_full);
        let mut used = waited.unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_add(size);
        IS_WORN.set(IS_WORN.get() || size >= MUCH);
        Share {
            memory: Arc::clone(self),
            size,
        }
    }

    fn used(&self) -> MutexGuard<'_, u64> {
        // The value is a single number, valid even after a panic.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Share {
    /// Gives back all but this much.
    pub(super) fn shrink(&mut self, size: u64) {
        let size = size.min(self.size);
        *self.memory.used() -= self.size - size;
        self.size = size;
        self.memory.has_changed.notify_all();
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.shrink(0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_more_is_shared_than_there_is() {
        let memory = Memory::new(10);
        let (used, most) = (AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for size in 1..=10 {
                let (memory, used, most) = (&memory, &used, &most);
                scope.spawn(move || {
                    let mut share = memory.share(10);
                    share.shrink(size);
                    let now = used.fetch_add(size, Ordering::SeqCst) + size;
                    most.fetch_max(now, Ordering::SeqCst);
                    thread::sleep(Duration::from_micros(500));
                    used.fetch_sub(size, Ordering::SeqCst);
                });
            }
        });
        assert!((1..=10).contains(&most.into_inner()));
        assert_eq!(*memory.used(), 0);
    }

    #[test]
    fn a_thread_that_held_much_is_worn() {
        let memory = Memory::new(MUCH);
        let is_worn_by = |size| {
            let memory = &memory;
            thread::scope(|scope| {
                let thread = scope.spawn(move || {
                    drop(memory.share(size));
                    is_thread_worn()
                });
                thread.join().expect("the thread ends")
            })
        };
        assert!(!is_worn_by(MUCH - 1));
        assert!(is_worn_by(MUCH));
    }

    #[test]
    fn what_is_larger_than_all_goes_alone() {
        let memory = Memory::new(10);
        let share = memory.share(u64::MAX);
        drop(share);
        drop(memory.share(5));
        assert_eq!(*memory.used(), 0);
    }
}
