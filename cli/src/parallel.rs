//! An ordered parallel map: results come in the order of the tasks, and the work in flight is bounded by bytes.
//!
//! One thread finds tasks, the workers process them, and the caller's thread takes the results. Everything in flight
//! has a weight, first that of the task and then that of its result, and finding waits while the total is too high.
//! If results weigh more than their tasks did, only the task whose result is taken next goes on until there is room
//! again. So neither a slow page nor a slow disk lets tasks or results pile up.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Scope};

use super::memory;

/// The queue into which found tasks are sent.
pub(super) struct Feed<'a, T, R> {
    room: &'a Room,
    tasks: Sender<Task<T, R>>,
    promises: Sender<Receiver<Weighed<R>>>,
}

/// A task with its number, from 0.
struct Task<T, R> {
    number: u64,
    work: Weighed<T>,
    result: SyncSender<Weighed<R>>,
}

/// A value with its weight.
pub(super) struct Weighed<T> {
    pub(super) weight: u64,
    pub(super) value: T,
}

/// The limit on what is in flight, and what is.
struct Room {
    limit: u64,
    state: Mutex<RoomState>,
    has_changed: Condvar,
}

#[derive(Default)]
struct RoomState {
    used: u64,
    /// How many tasks entered, and how many left.
    entered: u64,
    left: u64,
    /// How many tasks are waiting for room for their results.
    held_back: usize,
    is_closed: bool,
}

/// Processes what `find` sends, on `jobs` threads, and passes the results to `take` in the order of sending. All that
/// was sent and not yet taken weighs at most `limit`, apart from what each worker is processing. After `take` breaks,
/// no further task is started.
pub(super) fn in_order<T: Send, R: Send>(
    jobs: usize,
    limit: u64,
    find: impl FnOnce(&Feed<'_, T, R>) + Send,
    work: impl Fn(T) -> Weighed<R> + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let room = Room::new(limit);
    let (task_sender, tasks) = mpsc::channel::<Task<T, R>>();
    let (promise_sender, promises) = mpsc::channel();
    let tasks = Mutex::new(tasks);
    let work_until_worn = || {
        while let Some(task) = next(&tasks) {
            if room.wait_for_turn(task.number).is_continue() {
                let done = work(task.work.value);
                room.exchange(task.work.weight, done.weight);
                // Nobody receives it if the run was broken off in the meantime.
                let _ = task.result.send(done);
            }
            if memory::is_thread_worn() {
                return true;
            }
        }
        false
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            run_worker(scope, &work_until_worn);
        }
        let feed = Feed {
            room: &room,
            tasks: task_sender,
            promises: promise_sender,
        };
        scope.spawn(move || find(&feed));
        for promise in promises {
            // Without a result, the worker panicked, which the scope propagates.
            let Ok(Weighed { weight, value }) = promise.recv() else {
                break;
            };
            if take(value).is_break() {
                break;
            }
            room.leave(weight);
        }
        room.close();
    });
}

/// Runs work on a thread, and replaces the thread as long as the work returns that it is not done.
fn run_worker<'scope>(scope: &'scope Scope<'scope, '_>, work: &'scope (impl Fn() -> bool + Sync)) {
    scope.spawn(move || {
        if work() {
            run_worker(scope, work);
        }
    });
}

fn next<T>(tasks: &Mutex<Receiver<T>>) -> Option<T> {
    let tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    tasks.recv().ok()
}

impl<T, R> Feed<'_, T, R> {
    /// Sends a task as soon as there is room; breaks if no more are wanted.
    pub(super) fn send(&self, weight: u64, value: T) -> ControlFlow<()> {
        let Some(number) = self.room.enter(weight) else {
            return ControlFlow::Break(());
        };
        let work = Weighed { weight, value };
        let (result, promise) = mpsc::sync_channel(1);
        let task = Task {
            number,
            work,
            result,
        };
        if self.tasks.send(task).is_ok() && self.promises.send(promise).is_ok() {
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

    /// Waits for room, and returns the number of the task that enters; `None` if the room was closed.
    ///
    /// A thread that had to wait goes on only once half of the room is free: waking it for every single task would
    /// cost more than finding the task.
    fn enter(&self, weight: u64) -> Option<u64> {
        let is_over =
            |state: &RoomState| state.used > 0 && state.used.saturating_add(weight) > self.limit;
        let mut state = self.lock();
        if is_over(&state) {
            state = self.wait_while(state, |state| state.used > self.limit / 2 || is_over(state));
        }
        if state.is_closed {
            return None;
        }
        let number = state.entered;
        state.used += weight;
        state.entered += 1;
        Some(number)
    }

    /// Waits until there is room for the result of a task, or the task is the next to leave; breaks if the room was
    /// closed.
    fn wait_for_turn(&self, number: u64) -> ControlFlow<()> {
        let mut state = self.lock();
        state.held_back += 1;
        state = self.wait_while(state, |state| {
            state.used > self.limit && state.left < number
        });
        state.held_back -= 1;
        if state.is_closed {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Replaces the weight of a task by that of its result.
    fn exchange(&self, task: u64, result: u64) {
        let mut state = self.lock();
        state.used = state.used.saturating_sub(task).saturating_add(result);
        self.notify(&state);
    }

    fn leave(&self, weight: u64) {
        let mut state = self.lock();
        state.used = state.used.saturating_sub(weight);
        state.left += 1;
        self.notify(&state);
    }

    fn close(&self) {
        self.lock().is_closed = true;
        self.has_changed.notify_all();
    }

    /// Wakes waiting threads, if they may be able to go on.
    fn notify(&self, state: &RoomState) {
        if state.held_back > 0 || state.used <= self.limit / 2 {
            self.has_changed.notify_all();
        }
    }

    /// Waits while a condition holds, or until the room is closed.
    fn wait_while<'a>(
        &self,
        state: MutexGuard<'a, RoomState>,
        is_so: impl Fn(&RoomState) -> bool,
    ) -> MutexGuard<'a, RoomState> {
        let waited = self
            .has_changed
            .wait_while(state, |state| !state.is_closed && is_so(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, RoomState> {
        // The state is consistent whenever the lock is free, even after a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;

    fn weighed<T>(weight: u64, value: T) -> Weighed<T> {
        Weighed { weight, value }
    }

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
                weighed(1, number * 2)
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
            |weight| weighed(weight, weight),
            |weight| {
                // The first is slow, and the others must not run ahead of it.
                thread::sleep(Duration::from_micros(200));
                under_way.fetch_sub(weight, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(under_way.load(Ordering::SeqCst), 0);
        // A result is counted as in flight here for a moment longer than in the room.
        let most = most.load(Ordering::SeqCst);
        assert!((20..=35).contains(&most), "{most}");
    }

    #[test]
    fn results_that_weigh_more_than_their_work_do_not_pile_up() {
        const RESULT: u64 = 8;
        let (under_way, most, mut taken) = (AtomicU64::new(0), AtomicU64::new(0), 0);
        let find = |feed: &Feed<'_, u64, u64>| {
            for number in 0..100 {
                assert!(feed.send(1, number).is_continue());
            }
        };
        let work = |number| {
            let now = under_way.fetch_add(RESULT, Ordering::SeqCst) + RESULT;
            most.fetch_max(now, Ordering::SeqCst);
            weighed(RESULT, number)
        };
        in_order(3, 20, find, work, |number| {
            assert_eq!(number, taken);
            taken += 1;
            thread::sleep(Duration::from_micros(500));
            under_way.fetch_sub(RESULT, Ordering::SeqCst);
            ControlFlow::Continue(())
        });
        assert_eq!(taken, 100);
        // The limit, and what each worker is processing.
        let most = most.load(Ordering::SeqCst);
        assert!(most <= 20 + 3 * RESULT, "{most}");
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
            |weight| weighed(weight, weight),
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
            |number| weighed(1, number),
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
