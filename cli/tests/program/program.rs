//! Running the program in a folder of its own.
#![allow(dead_code, reason = "each file of tests uses a part of this")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An article without anything odd.
pub(crate) const GOOD: &str = "\
See [the report](#) [1] and [the report again](#) [1], then\u{a0}[2].

**URL de la source (modifié le 29/06/2018 - 14:56):** <https://example.org/a>

### Liens

[1] <https://example.org/report?a=1&b=2>

[2] <https://example.org/image>
";

/// An article whose date could be read in two ways.
pub(crate) const ODD: &str = "\
See [the report](#) [1].

**Source URL (modified on 03/07/2018 - 10:00):** <https://example.org/a>

### Links

[1] <https://example.org/report>
";

/// A directory of one test, empty at first. Names of tests differ between files too.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        let parent = path.parent().expect("the folder");
        fs::create_dir_all(parent).expect("a folder for the test");
        fs::write(path, content).expect("a file for the test");
        self
    }

    /// A folder in it.
    pub(crate) fn folder(&self, name: &str) -> Self {
        Self(self.0.join(name))
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of all files, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry.expect("an entry")))
            .collect();
        names.sort();
        names
    }

    /// The paths of all files in it and below, hidden ones too, sorted.
    pub(crate) fn tree(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten() {
                let entry = entry.expect("an entry");
                let path = entry.path();
                if entry.file_type().expect("a type").is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&self.0).expect("a path in the folder");
                    paths.push(path.display().to_string());
                }
            }
        }
        paths.sort();
        paths
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_liens"));
        command.args(args).current_dir(&self.0);
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let output = self.command(args).stdin(Stdio::null()).output();
        Run::of(output.expect("the program starts"))
    }

    pub(crate) fn run_on(&self, input: &[u8], args: &[&str]) -> Run {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input");
        // A program that refuses its arguments does not read.
        let _ = stdin.write_all(input);
        drop(stdin);
        Run::of(child.wait_with_output().expect("the program ends"))
    }
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("results are UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// Checks the exit code and that nothing was said.
    #[track_caller]
    pub(crate) fn quiet(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.err);
        assert_eq!(self.err, "");
        self
    }

    /// Checks the exit code and part of what was said.
    #[track_caller]
    pub(crate) fn says(self, code: i32, words: &str) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.err);
        assert!(
            self.err.contains(words),
            "expected {words:?} in {:?}",
            self.err
        );
        self
    }

    /// The lines of the output, each a JSON value.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let value =
            |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(value).collect()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}
