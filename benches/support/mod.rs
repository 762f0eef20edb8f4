//! What the benchmarks of time and of memory share.

mod articles;
mod pages;
mod prose;
pub(crate) mod sample;
pub(crate) mod subjects;

/// Where the benchmark of memory leaves what it found, for the benchmark of time to show it.
pub(crate) const MEMORY: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/memory.json");
