//! Work on many things at once: results come in the order of the things, and memory is bounded.
//!
//! One thread finds the work, some do it, and the caller's takes the results. What is under way has a
//! weight, and finding waits until there is room for more. So neither a slow page nor a slow disk lets
//! work or results pile up.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Takes the work that is found.
pub(super) struct Feed<'a, T, R> {
    room: &'a Room,
    tasks: Sender<(T, SyncSender<R>)>,
    promises: Sender<Promise<R>>,
}

/// A result to come.
struct Promise<R> {
    weight: u64,
    result: Receiver<R>,
}

/// How much may be under way.
struct Room {
    limit: u64,
    state: Mutex<RoomState>,
    has_changed: Condvar,
}

#[derive(Default)]
struct RoomState {
    used: u64,
    is_closed: bool,
}

/// Does what `find` sends, on as many threads as there are `jobs`, and gives the results to `take` in the
/// order of sending. All that was sent and not taken weighs no more than `limit`, but a single thing may.
/// When `take` breaks off, nothing more is begun.
pub(super) fn in_order<T: Send, R: Send>(
    jobs: usize,
    limit: u64,
    find: impl FnOnce(&Feed<'_, T, R>) + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let room = Room::new(limit);
    let (task_sender, tasks) = mpsc::channel::<(T, SyncSender<R>)>();
    let (promise_sender, promises) = mpsc::channel();
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((task, result)) = next(&tasks) {
                    if !room.lock().is_closed {
                        // Nobody waits for it when the run was broken off meanwhile.
                        let _ = result.send(work(task));
                    }
                }
            });
        }
        let feed = Feed {
            room: &room,
            tasks: task_sender,
            promises: promise_sender,
        };
        scope.spawn(move || find(&feed));
        for Promise { weight, result } in promises {
            // Without a result, its thread panicked: the scope passes that on.
            let Ok(result) = result.recv() else { break };
            if take(result).is_break() {
                break;
            }
            room.give_back(weight);
        }
        room.close();
    });
}

fn next<T>(tasks: &Mutex<Receiver<T>>) -> Option<T> {
    let tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    tasks.recv().ok()
}

impl<T, R> Feed<'_, T, R> {
    /// Sends work, as soon as there is room; breaks when no more is wanted.
    pub(super) fn send(&self, weight: u64, task: T) -> ControlFlow<()> {
        self.room.take(weight)?;
        let (sender, result) = mpsc::sync_channel(1);
        let is_sent = self.tasks.send((task, sender)).is_ok()
            && self.promises.send(Promise { weight, result }).is_ok();
        if is_sent {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

impl Room {
    fn new(limit: u64) -> Self {
        Self {
            limit,
            state: Mutex::default(),
            has_changed: Condvar::new(),
        }
    }

    /// Waits for room; breaks when there will be none.
    ///
    /// Who had to wait goes on when half of the room is free: to be woken for every single thing would
    /// cost more than finding it.
    fn take(&self, weight: u64) -> ControlFlow<()> {
        let is_over =
            |state: &RoomState| state.used > 0 && state.used.saturating_add(weight) > self.limit;
        let mut state = self.lock();
        if is_over(&state) {
            let waited = self.has_changed.wait_while(state, |state| {
                !state.is_closed && (state.used > self.limit / 2 || is_over(state))
            });
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        if state.is_closed {
            return ControlFlow::Break(());
        }
        state.used += weight;
        ControlFlow::Continue(())
    }

    fn give_back(&self, weight: u64) {
        let mut state = self.lock();
        state.used -= weight;
        if state.used <= self.limit / 2 {
            self.has_changed.notify_all();
        }
    }

    fn close(&self) {
        self.lock().is_closed = true;
        self.has_changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, RoomState> {
        // The state is whole whenever the lock is free, also after a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_faster() {
        for jobs in [1, 2, 7] {
            let mut taken = Vec::new();
            let find = |feed: &Feed<'_, u64, u64>| {
                for number in 0..200 {
                    assert!(feed.send(1, number).is_continue());
                }
            };
            let work = |number| {
                thread::sleep(Duration::from_micros(number * 37 % 500));
                number * 2
            };
            in_order(jobs, 20, find, work, |result| {
                taken.push(result);
                ControlFlow::Continue(())
            });
            assert_eq!(taken, (0..200).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for() {
        let under_way = AtomicU64::new(0);
        let most = AtomicU64::new(0);
        let find = |feed: &Feed<'_, u64, u64>| {
            for weight in (1..=10).cycle().take(300) {
                assert!(feed.send(weight, weight).is_continue());
                let now = under_way.fetch_add(weight, Ordering::SeqCst) + weight;
                most.fetch_max(now, Ordering::SeqCst);
            }
        };
        in_order(
            3,
            25,
            find,
            |weight| weight,
            |weight| {
                // The first is slow, and the others do not run ahead of it.
                thread::sleep(Duration::from_micros(200));
                under_way.fetch_sub(weight, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(under_way.load(Ordering::SeqCst), 0);
        // What was taken is counted as under way for a moment longer here than there.
        let most = most.load(Ordering::SeqCst);
        assert!((20..=35).contains(&most), "{most}");
    }

    #[test]
    fn what_is_heavier_than_all_room_goes_alone() {
        let mut taken = Vec::new();
        let find = |feed: &Feed<'_, u64, u64>| {
            for weight in [1, 1_000, u64::MAX, 1] {
                assert!(feed.send(weight, weight).is_continue());
            }
        };
        in_order(
            2,
            10,
            find,
            |weight| weight,
            |weight| {
                taken.push(weight);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken, [1, 1_000, u64::MAX, 1]);
    }

    #[test]
    fn breaking_off_ends_the_search() {
        let mut sent = 0;
        let find = |feed: &Feed<'_, u64, u64>| {
            while feed.send(1, sent).is_continue() {
                sent += 1;
            }
        };
        in_order(
            2,
            10,
            find,
            |number| number,
            |number| {
                if number < 5 {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        );
        assert!((6..=20).contains(&sent), "{sent}");
    }
}
