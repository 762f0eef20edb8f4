//! Decides which images of its article a printed page may show: those below the folder of the input file, and those
//! from the web only if wanted.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use liens::Article;
use liens::model::Inline;
use url::Url;

use crate::batch::count;
use crate::message::Messages;

/// The folder for the copies, with a name that no other folder should have.
const FOLDER: &str = "liens-images";

/// Copies of images, in a folder beside the page that shows them.
pub(super) struct Pictures {
    page_folder: PathBuf,
    loads_remote: bool,
    /// The names of copies, by the files themselves.
    copies: HashMap<PathBuf, String>,
}

/// The images of an article that are not shown.
#[derive(Debug, Default)]
pub(super) struct Left {
    remote: usize,
    local: Vec<String>,
}

/// Where an image is.
enum Place {
    /// It has a URL that the page may use as it is, or is embedded in the page.
    Shown,
    Remote,
    File(PathBuf),
    /// It must not be read, or does not exist.
    Nowhere,
}

impl Pictures {
    /// No copies so far.
    pub(super) fn new(folder: &Path, loads_remote: bool) -> Self {
        Self {
            page_folder: folder.to_owned(),
            loads_remote,
            copies: HashMap::new(),
        }
    }

    /// Makes the images of an article lead to copies. Images that may not be shown become their alternative text and
    /// URL.
    pub(super) fn fetch(&mut self, article: &mut Article, of: Option<&Path>) -> io::Result<Left> {
        let base = of.and_then(folder_of);
        let mut left = Left::default();
        let mut fetched = Ok(());
        article.for_each_run(|run| {
            for inline in run {
                let Inline::Image { src, alt, .. } = inline else {
                    continue;
                };
                match self.place(src, base.as_deref()) {
                    Place::Shown => continue,
                    Place::File(file) => match self.copy(file) {
                        Ok(name) => {
                            *src = name;
                            continue;
                        }
                        Err(error) => fetched = Err(error),
                    },
                    Place::Remote => left.remote += 1,
                    Place::Nowhere => left.local.push(src.clone()),
                }
                *inline = in_words(src, alt);
            }
        });
        fetched.map(|()| left)
    }

    fn place(&self, src: &str, base: Option<&Path>) -> Place {
        let url = match base.map(Url::from_directory_path) {
            Some(Ok(base)) => base.join(src),
            _ => Url::parse(src),
        };
        let Ok(url) = url else {
            return Place::Nowhere;
        };
        match (url.scheme(), base) {
            // The writer decides which of these are harmless.
            ("data", _) => Place::Shown,
            ("http" | "https", _) if self.loads_remote => Place::Shown,
            ("http" | "https", _) => Place::Remote,
            ("file", Some(base)) if !url.has_host() => {
                let file = url.to_file_path().ok();
                let real = file.and_then(|file| file.canonicalize().ok());
                let inside = real.filter(|file| file.starts_with(base) && file.is_file());
                inside.map_or(Place::Nowhere, Place::File)
            }
            _ => Place::Nowhere,
        }
    }

    /// Copies a file, and returns the name of the copy.
    fn copy(&mut self, file: PathBuf) -> io::Result<String> {
        if let Some(name) = self.copies.get(&file) {
            return Ok(name.clone());
        }
        // Browsers recognize some image formats only by their extension.
        let ending = file.extension().and_then(|ending| ending.to_str());
        let is_plain = |ending: &&str| ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let ending = ending.filter(is_plain).unwrap_or("image");
        let name = format!("{FOLDER}/{}.{ending}", self.copies.len() + 1);
        fs::create_dir_all(self.page_folder.join(FOLDER))?;
        fs::copy(&file, self.page_folder.join(&name))?;
        self.copies.insert(file, name.clone());
        Ok(name)
    }
}

/// The folder of a file, with symbolic links resolved.
pub(crate) fn folder_of(file: &Path) -> Option<PathBuf> {
    let folder = match file.parent()? {
        here if here == Path::new("") => Path::new("."),
        folder => folder,
    };
    folder.canonicalize().ok()
}

/// The text that replaces an image that is not shown.
fn in_words(src: &str, alt: &str) -> Inline {
    Inline::text(match alt.trim() {
        "" => src.to_owned(),
        alt => format!("{alt} ({src})"),
    })
}

impl Left {
    /// Notes which images are not shown, and what helps.
    pub(super) fn tell(&self, name: &str, messages: &mut Messages) {
        let become_words = |number: usize| match number {
            1 => "is printed as its words and address",
            _ => "are printed as their words and addresses",
        };
        if self.remote > 0 {
            let images = count(self.remote, "image");
            let words = become_words(self.remote);
            let them = if self.remote == 1 { "it" } else { "them" };
            let note = format!("{images} of the web {words}; --remote-images loads {them}");
            messages.note(name, &note);
        }
        if let Some(first) = self.local.first() {
            let images = count(self.local.len(), "image");
            let words = become_words(self.local.len());
            messages.note(
                name,
                &format!(
                    "{images} {words}: there is no such file below the folder of the page ({first})"
                ),
            );
        }
    }
}
