//! Prints PDF with an installed program: a headless Chromium, or WeasyPrint.
//!
//! The page and the images that it may show ([`pictures`]) are put in a temporary folder, with the files beside the
//! user's template and style sheets ([`beside`]). Chromium runs without network access unless images from the web are
//! wanted.

mod beside;
mod pictures;

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use liens::Article;
use tempfile::TempDir;

use super::args::paper::PaperArgs;
use super::failure::Failure;
use super::message::Messages;
use pictures::Pictures;

pub(crate) use pictures::folder_of;

/// Names of programs that print, the best first.
const ENGINES: &[&str] = &[
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge", "weasyprint",
];
/// How long printing may take, and again for each MiB of the page.
const PATIENCE: Duration = Duration::from_secs(120);
const PATIENCE_PER_MIB: Duration = Duration::from_secs(60);

/// A program that prints.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    program: PathBuf,
    is_weasyprint: bool,
    has_sandbox: bool,
    loads_remote_images: bool,
    /// The folders of the template and of the style sheets.
    folders: Vec<PathBuf>,
}

impl Engine {
    /// The program that the user names, or the best on the PATH.
    pub(super) fn find(paper: &PaperArgs, messages: &mut Messages) -> Result<Self, Failure> {
        let args = &paper.pdf;
        let program = match &args.pdf_engine {
            Some(program) => Some(program.clone()),
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
        let lacks_sandbox = !is_weasyprint && !args.no_sandbox && is_root();
        if lacks_sandbox {
            let note = "runs without its sandbox, which it lacks for the user root (--no-sandbox hides this note)";
            messages.note(&program.display().to_string(), note);
        }
        Ok(Self {
            program,
            is_weasyprint,
            has_sandbox: !args.no_sandbox && !lacks_sandbox,
            loads_remote_images: args.remote_images,
            folders: paper.folders(),
        })
    }

    /// Creates the folder from which a page is printed.
    pub(super) fn prepare(&self) -> Result<Printing<'_>, Failure> {
        let work = TempDir::new().map_err(|error| self.failure(&error))?;
        let folder = work.path().join("page");
        fs::create_dir(&folder).map_err(|error| self.failure(&error))?;
        Ok(Printing {
            engine: self,
            pictures: Pictures::new(&folder, self.loads_remote_images),
            folder,
            work,
        })
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let message = format!("{} could not print: {error}", self.program.display());
        let help = match error.to_string().contains("sandbox") {
            true => "--no-sandbox has it print without its sandbox",
            false => "another program can be named with --pdf-engine",
        };
        Failure::new(message, help)
    }

    /// The command that prints a page.
    fn command(&self, page: &Path, pdf: &Path, work: &Path) -> Command {
        let mut command = Command::new(&self.program);
        if self.is_weasyprint {
            command.args(["--pdf-variant", "pdf/ua-1"]);
            command.arg(page).arg(pdf);
            return command;
        }
        let with = |option: &str, path: &Path| {
            let mut option = OsString::from(option);
            option.push(path);
            option
        };
        command.args([
            "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--no-pdf-header-footer", "--export-tagged-pdf",
            "--generate-pdf-document-outline",
        ]);
        if !self.loads_remote_images {
            // No host name or IP address resolves.
            command.arg("--host-resolver-rules=MAP * ~NOTFOUND");
        }
        if !self.has_sandbox {
            command.arg("--no-sandbox");
        }
        command
            .arg(with("--user-data-dir=", &work.join("profile")))
            .arg(with("--print-to-pdf=", pdf))
            .arg(page);
        command
    }
}

/// A page about to be printed.
pub(super) struct Printing<'a> {
    engine: &'a Engine,
    work: TempDir,
    /// The folder with the page, the files it shows and nothing else.
    folder: PathBuf,
    pictures: Pictures,
}

impl Printing<'_> {
    /// Fetches the images of an article that was read from this file. Images that the page may not show become their
    /// alternative text and URL.
    pub(super) fn fetch_images(
        &mut self,
        article: &mut Article,
        file: Option<&Path>,
        name: &str,
        messages: &mut Messages,
    ) -> Result<(), Failure> {
        let fetched = self.pictures.fetch(article, file);
        let left = fetched.map_err(|error| self.engine.failure(&error))?;
        left.tell(name, messages);
        Ok(())
    }

    /// Prints a page.
    pub(super) fn print(self, html: &str) -> Result<Vec<u8>, Failure> {
        self.printed(html)
            .map_err(|error| self.engine.failure(&error))
    }

    fn printed(&self, html: &str) -> io::Result<Vec<u8>> {
        let work = self.work.path();
        let [pdf, stderr] = ["page.pdf", "messages"].map(|name| work.join(name));
        let page = self.folder.join("liens-page.html");
        fs::write(&page, html)?;
        beside::link(&self.engine.folders, &self.folder);
        let mut command = self.engine.command(&page, &pdf, work);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&stderr)?);
        let mebibytes = u32::try_from(html.len() >> 20).unwrap_or(u32::MAX);
        let patience = PATIENCE + PATIENCE_PER_MIB.saturating_mul(mebibytes);
        let status = wait(command.spawn()?, patience)?;
        if status.success() && pdf.is_file() {
            return fs::read(&pdf);
        }
        let stderr = fs::read(stderr).unwrap_or_default();
        Err(io::Error::other(reason(&String::from_utf8_lossy(&stderr))))
    }
}

/// Waits for a program, but no longer than `patience`.
fn wait(mut child: Child, patience: Duration) -> io::Result<ExitStatus> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if start.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long"));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Why a program printed nothing, in its own words: its message about the sandbox, or its last message.
fn reason(stderr: &str) -> String {
    let mut lines = stderr.lines().filter(|line| !line.trim().is_empty());
    let of_sandbox = lines.clone().find(|line| line.contains("sandbox"));
    let line = of_sandbox.or_else(|| lines.next_back());
    line.unwrap_or("it gave no PDF").to_owned()
}

/// Whether the user is root, by the owner of a new file.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let file = tempfile::tempfile().and_then(|file| file.metadata());
    file.is_ok_and(|file| file.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// The program of that name on the PATH.
fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(&name))
        .find(|program| program.is_file())
}
