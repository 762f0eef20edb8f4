//! How fast reading and writing are, next to crates that do a part of the work or similar work.
//!
//! BENCHMARKS.md says how to run this and what came out.

mod goals;
mod results;
#[path = "../support/mod.rs"]
mod support;
mod table;

use std::time::Duration;
use std::{env, io};

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use results::Results;
use support::sample::{Sample, samples};
use support::subjects::{FORMS, Format};

fn main() -> io::Result<()> {
    let samples = samples();
    let results = Results::find();
    let mut criterion = Criterion::default()
        .output_directory(results.times())
        .warm_up_time(Duration::from_millis(300))
        .nresamples(2_000)
        .configure_from_args();
    for form in FORMS {
        for sample in samples.iter().filter(|sample| form.measures(sample)) {
            measure(&mut criterion, form, sample);
        }
    }
    criterion.final_summary();
    if is_measuring() {
        table::print(&results, &samples)?;
    }
    Ok(())
}

/// Measures one kind of work on one sample, all subjects in a row: the machine is in the same mood then.
fn measure(criterion: &mut Criterion, form: &Format, sample: &Sample) {
    let length = (form.text)(sample).len();
    let mut group = criterion.benchmark_group(form.name);
    group.throughput(Throughput::Bytes(length as u64));
    if length > 1_000_000 {
        // Each round takes long, so there are few.
        group.sampling_mode(SamplingMode::Flat);
        group.sample_size(10);
        group.measurement_time(Duration::from_secs(4));
    } else {
        group.sample_size(50);
        group.measurement_time(Duration::from_secs(2));
    }
    for subject in form.ours.iter().chain(form.peers) {
        let id = BenchmarkId::new(subject.name, sample.size);
        group.bench_function(id, |bencher| bencher.iter(|| (subject.run)(sample)));
    }
    group.finish();
}

/// Whether criterion measures. Told to test, or run by anything else than `cargo bench`, it does everything
/// once and takes no time.
fn is_measuring() -> bool {
    let has = |word| env::args().any(|argument| argument == word);
    has("--bench") && !has("--test") && !has("--list")
}
