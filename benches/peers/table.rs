//! The report: all results in one table, in Markdown.

use std::io::{self, Write};

use super::goals::{FLOORS, Floor, MOST_GROWTH, most_memory};
use super::results::Results;
use super::support::sample::Sample;
use super::support::subjects::{FORMS, Format};

const HEAD: &str = "
| work | subject | size | bytes | MB/s | times as fast as | growth | memory |
|---|---|--:|--:|--:|---|--:|--:|";

/// Prints the results. Ours are bold where they miss a goal.
pub(crate) fn print(results: &Results, samples: &[Sample]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{HEAD}")?;
    for form in FORMS {
        let ours = form.ours.iter().map(|subject| (subject.name, true));
        let peers = form.peers.iter().map(|subject| (subject.name, false));
        for (name, is_ours) in ours.chain(peers) {
            let rows = Rows {
                results,
                samples,
                form,
                name,
                is_ours,
            };
            rows.print(&mut out)?;
        }
    }
    Ok(())
}

/// The rows of one subject.
struct Rows<'a> {
    results: &'a Results,
    samples: &'a [Sample],
    form: &'a Format,
    name: &'a str,
    is_ours: bool,
}

impl Rows<'_> {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for sample in self.samples {
            // A run may be told to measure a part only.
            let Some(time) = self.time(self.name, sample) else {
                continue;
            };
            let bytes = (self.form.text)(sample).len();
            let speed = bytes as f64 / time * 1000.0;
            writeln!(
                out,
                "| {} | {} | {} | {bytes} | {speed:.1} | {} | {} | {} |",
                self.form.name,
                self.name,
                sample.size,
                self.comparisons(sample, time),
                self.growth(sample),
                self.memory(sample),
            )?;
        }
        Ok(())
    }

    /// How many times as fast as the floors it is.
    fn comparisons(&self, sample: &Sample, time: f64) -> String {
        let floors = FLOORS
            .iter()
            .filter(|floor| floor.applies(self.form.name, sample.size));
        let compared = floors.filter_map(|floor| self.comparison(floor, sample, time));
        compared.collect::<Vec<_>>().join(", ")
    }

    fn comparison(&self, floor: &Floor, sample: &Sample, time: f64) -> Option<String> {
        if !self.is_ours {
            return None;
        }
        let peers = floor.peers.iter();
        let (peer, fastest) = peers
            .filter_map(|peer| Some((peer, self.time(peer, sample)?)))
            .min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let ratio = fastest / time;
        let is_met = floor.goal.is_none_or(|goal| ratio >= goal);
        Some(format!("{} {peer}", self.judged(ratio, is_met)))
    }

    /// How many times as long a byte of the largest sample takes as one of the sample before it.
    fn growth(&self, sample: &Sample) -> String {
        let [_, medium, large, ..] = self.samples else {
            return String::new();
        };
        if sample.size != large.size {
            return String::new();
        }
        let of = |sample| {
            let bytes = (self.form.text)(sample).len();
            Some(self.time(self.name, sample)? / bytes as f64)
        };
        let (Some(medium), Some(large)) = (of(medium), of(large)) else {
            return String::new();
        };
        let growth = large / medium;
        self.judged(growth, growth <= MOST_GROWTH)
    }

    fn memory(&self, sample: &Sample) -> String {
        let Some(memory) = self.results.memory(self.form.name, self.name, sample.size) else {
            return String::new();
        };
        self.judged(
            memory,
            most_memory(self.form.name).is_none_or(|most| memory <= most),
        )
    }

    fn time(&self, subject: &str, sample: &Sample) -> Option<f64> {
        self.results.time(self.form.name, subject, sample.size)
    }

    /// A number, in bold type where it is ours and misses its goal.
    fn judged(&self, number: f64, is_met: bool) -> String {
        if self.is_ours && !is_met {
            format!("**{number:.2}**")
        } else {
            format!("{number:.2}")
        }
    }
}
