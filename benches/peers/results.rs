//! What was measured, as it lies in files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::support::MEMORY;

/// The results of the benchmarks `peers` and `memory`, of this run or of former ones.
pub(crate) struct Results {
    /// Where criterion keeps its measurements.
    times: PathBuf,
    memory: BTreeMap<String, f64>,
}

impl Results {
    /// Finds the results in the directory that Cargo sets aside for them.
    pub(crate) fn find() -> Self {
        let memory = fs::read_to_string(MEMORY).ok();
        Self {
            times: Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion"),
            memory: memory
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default(),
        }
    }

    /// The directory of criterion's measurements.
    pub(crate) fn times(&self) -> &Path {
        &self.times
    }

    /// The median time that the work takes, in nanoseconds.
    pub(crate) fn time(&self, form: &str, subject: &str, size: &str) -> Option<f64> {
        let directory = self.times.join(form).join(subject).join(size);
        let estimates = fs::read_to_string(directory.join("new/estimates.json")).ok()?;
        let estimates: Value = serde_json::from_str(&estimates).ok()?;
        estimates["median"]["point_estimate"].as_f64()
    }

    /// The most memory that the work takes at a time, in bytes for each byte of text.
    pub(crate) fn memory(&self, form: &str, subject: &str, size: &str) -> Option<f64> {
        let name = format!("{form}/{subject}/{size}");
        self.memory.get(&name).copied()
    }
}
