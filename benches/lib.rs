//! The benchmarks of liens: `cargo bench -p liens-benches`. They are in `peers/` and `memory/`.
