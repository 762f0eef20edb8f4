//! PDF, printed by a program that people have: a Chromium without a window, or WeasyPrint.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::{Builder, NamedTempFile, TempDir};

use super::failure::Failure;

/// Names of programs that print, the best first.
const ENGINES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "weasyprint",
];
/// How long printing may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program that prints.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    program: PathBuf,
    is_weasyprint: bool,
}

impl Engine {
    /// The program that the user names, or the best on the PATH.
    pub(super) fn find(named: Option<&Path>) -> Result<Self, Failure> {
        let program = match named {
            Some(program) => Some(program.to_owned()),
            None => ENGINES.iter().find_map(|name| on_path(name)),
        };
        let Some(program) = program else {
            let message = "no program that prints PDF is on the PATH: neither Chromium, Chrome or Edge nor WeasyPrint";
            return Err(Failure::new(
                message.to_owned(),
                "install one, or name it with --pdf-engine; or write --to html --standalone and print that",
            ));
        };
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        let is_weasyprint = name.eq_ignore_ascii_case("weasyprint");
        Ok(Self {
            program,
            is_weasyprint,
        })
    }

    /// Prints a page. Its relative images are those beside the file that it was made of.
    pub(super) fn print(&self, html: &str, of: Option<&Path>) -> Result<Vec<u8>, Failure> {
        let failure = |error: io::Error| {
            let program = self.program.display();
            Failure::new(
                format!("{program} could not print: {error}"),
                "another program can be named with --pdf-engine",
            )
        };
        let work = TempDir::new().map_err(failure)?;
        let page = page_file(html, of, &work).map_err(failure)?;
        let pdf = work.path().join("page.pdf");
        let mut result = self.run(page.path(), &pdf, &work, false);
        if result.is_err() && !self.is_weasyprint {
            // Chromium has no sandbox for the user root or in a container, and our pages run nothing.
            result = self.run(page.path(), &pdf, &work, true);
        }
        result.map_err(failure)?;
        fs::read(&pdf).map_err(failure)
    }

    fn run(
        &self,
        page: &Path,
        pdf: &Path,
        work: &TempDir,
        without_sandbox: bool,
    ) -> io::Result<()> {
        let mut command = Command::new(&self.program);
        if self.is_weasyprint {
            command
                .args(["--pdf-variant", "pdf/ua-1"])
                .arg(page)
                .arg(pdf);
        } else {
            let with = |option: &str, path: &Path| {
                let mut option = OsString::from(option);
                option.push(path);
                option
            };
            command
                .args([
                    "--headless",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-extensions",
                ])
                .args([
                    "--no-pdf-header-footer",
                    "--export-tagged-pdf",
                    "--generate-pdf-document-outline",
                ])
                .arg(with("--user-data-dir=", &work.path().join("profile")))
                .arg(with("--print-to-pdf=", pdf));
            if without_sandbox {
                command.arg("--no-sandbox");
            }
            command.arg(page);
        }
        let told = work.path().join("messages");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&told)?);
        let mut child = command.spawn()?;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long"));
            }
            thread::sleep(Duration::from_millis(20));
        };
        if status.success() && pdf.is_file() {
            return Ok(());
        }
        let told = fs::read(told).unwrap_or_default();
        let told = String::from_utf8_lossy(&told);
        let last = told.lines().rfind(|line| !line.trim().is_empty());
        Err(io::Error::other(
            last.unwrap_or("it gave no PDF").to_owned(),
        ))
    }
}

/// The page as a file beside the one that it was made of, or elsewhere where no file can be made there.
fn page_file(html: &str, of: Option<&Path>, work: &TempDir) -> io::Result<NamedTempFile> {
    let beside = of.and_then(Path::parent).map(|folder| match folder {
        here if here == Path::new("") => Path::new("."),
        folder => folder,
    });
    let make = |folder: &Path| {
        Builder::new()
            .prefix(".liens-")
            .suffix(".html")
            .tempfile_in(folder.canonicalize()?)
    };
    let mut file = match beside.map(make) {
        Some(Ok(file)) => file,
        _ => make(work.path())?,
    };
    file.write_all(html.as_bytes())?;
    file.flush()?;
    Ok(file)
}

/// The program of that name on the PATH.
fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(&name))
        .find(|program| program.is_file())
}
