//! How much memory the subjects of the benchmark `peers` need at most.
//!
//! This is a program of its own, because counting makes every allocation slower.

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};

use peak_alloc::PeakAlloc;
use support::MEMORY;
use support::sample::{Sample, samples};
use support::subjects::{FORMS, Subject};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() -> io::Result<()> {
    let mut peaks = BTreeMap::new();
    for sample in &samples() {
        for form in FORMS.iter().filter(|form| form.measures(sample)) {
            for subject in form.ours.iter().chain(form.peers) {
                let length = (form.text)(sample).len() as f64;
                let name = format!("{}/{}/{}", form.name, subject.name, sample.size);
                peaks.insert(name, peak(subject, sample) as f64 / length);
            }
        }
    }
    fs::write(MEMORY, serde_json::to_string_pretty(&peaks)?)?;
    writeln!(io::stdout(), "Written for the table of `peers`: {MEMORY}")
}

/// How many bytes more than before are in use at some moment of the work.
fn peak(subject: &Subject, sample: &Sample) -> usize {
    // What is set up once and kept is no cost of the work.
    (subject.run)(sample);
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    (subject.run)(sample);
    ALLOCATOR.peak_usage() - before
}
