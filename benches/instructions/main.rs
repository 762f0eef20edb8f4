//! How many instructions the subjects of the benchmark `peers` take, counted by valgrind: unlike times, these hardly vary.
//!
//! The program runs itself under valgrind, once for each subject and sample. Where there is no valgrind, it says so
//! and is done.

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "other benchmarks take all samples")]
mod support;

use std::io::{self, Write};
use std::process::{Command, ExitCode};
use std::{env, iter};

use support::sample::{Sample, sample, sizes};
use support::subjects::{FORMS, Format, Subject};

/// The first argument by which the program does the work of one subject.
const WORK: &str = "--work";
/// Larger samples tell no more, and take minutes.
const TOO_LARGE: &str = "5 MB";

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [work, form, subject, size] if work == WORK => Ok(work_on(form, subject, size)),
        _ if arguments.iter().any(|argument| argument == "--test") => Ok(ExitCode::SUCCESS),
        _ => print_table(),
    }
}

fn print_table() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    if Command::new("valgrind").arg("--version").output().is_err() {
        writeln!(out, "Nothing was counted: valgrind is not installed.")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(
        out,
        "| work | subject | size | instructions | for each byte |"
    )?;
    writeln!(out, "|---|---|--:|--:|--:|")?;
    for size in sizes().filter(|size| *size != TOO_LARGE) {
        let Some(sample) = sample(size) else { continue };
        for (form, subject) in subjects().filter(|(form, _)| form.measures(&sample)) {
            let count = count(form, subject, &sample)?;
            let share = count as f64 / (form.text)(&sample).len() as f64;
            let (work, name) = (form.name, subject.name);
            writeln!(out, "| {work} | {name} | {size} | {count} | {share:.1} |")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn subjects() -> impl Iterator<Item = (&'static Format, &'static Subject)> {
    FORMS
        .into_iter()
        .flat_map(|form| iter::repeat(form).zip(form.ours.iter().chain(form.peers)))
}

/// How many instructions the work of a subject takes, without what comes before and after.
fn count(form: &Format, subject: &Subject, sample: &Sample) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=*counted*"])
        .arg(env::current_exe()?)
        .args([WORK, form.name, subject.name, sample.size])
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let counted = log
        .lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.ok_or_else(|| io::Error::other(format!("valgrind has not counted:\n{log}")))
}

/// Does the work of a subject once.
fn work_on(form: &str, subject: &str, size: &str) -> ExitCode {
    let is_named = |found: &(&Format, &Subject)| found.0.name == form && found.1.name == subject;
    let (Some((_, subject)), Some(sample)) = (subjects().find(is_named), sample(size)) else {
        return ExitCode::FAILURE;
    };
    counted(subject.run, &sample);
    ExitCode::SUCCESS
}

/// What valgrind counts.
#[inline(never)]
fn counted(run: fn(&Sample), sample: &Sample) {
    run(sample);
}
