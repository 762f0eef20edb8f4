//! All pages of a site: to which one a URL belongs, and where each is now.

mod find;

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use ::url::Url;

use super::FILES;
use super::facts::Facts;
use super::mirror::{Mirror, Moved};
use super::name::Template;
use super::stored::Stored;
use super::url;
use crate::source::Names;
pub(super) use find::Found;

/// The pages, and what is known of their mirror. Only names and titles take memory.
pub(super) struct Pages {
    pages: Vec<Facts>,
    /// Pages by the name that the search gives their result.
    by_place: HashMap<PathBuf, usize>,
    by_file: HashMap<String, usize>,
    by_url: HashMap<String, usize>,
    /// Pages by URLs that no page states but that usually had the same content: `node/7` for `print/7`.
    by_custom: HashMap<String, usize>,
    /// The files of archives that are not pages.
    stored: Vec<Stored>,
    stored_by_url: HashMap<String, usize>,
    hosts: HashSet<String>,
    /// The URL of the mirror's top, and whether the user gave it.
    top: Option<(Url, bool)>,
    roots: Vec<PathBuf>,
    /// The names of the site's files, in lower case.
    taken: HashSet<String>,
    /// The anchors in each page to which others link.
    anchors: HashMap<usize, Vec<String>>,
    index: PathBuf,
}

impl Pages {
    pub(super) fn new(
        mirror: Mirror,
        top: Option<Url>,
        template: Option<&Template>,
        extension: &'static str,
    ) -> Self {
        let mut pages = mirror.pages;
        let places = pages.iter().map(|page| page.place.clone());
        let by_place = places.zip(0..).collect();
        if let Some(template) = template {
            let mut names = Names::default();
            for (number, page) in (1..).zip(&mut pages) {
                page.place = template.place(page, number, &mut names, extension);
            }
        }
        let urls = pages.iter().flat_map(|page| &page.urls);
        let urls = urls.filter_map(|url| Url::parse(url).ok());
        let hosts = urls.filter_map(|url| url.host_str().map(str::to_owned));
        let mut all = Self {
            by_place,
            by_file: HashMap::new(),
            by_url: HashMap::new(),
            by_custom: HashMap::new(),
            stored: mirror.stored,
            stored_by_url: HashMap::new(),
            hosts: hosts.collect(),
            top: None,
            roots: mirror.roots,
            taken: FILES.map(str::to_owned).into(),
            anchors: HashMap::new(),
            index: PathBuf::new(),
            pages,
        };
        all.top = match top {
            Some(url) => Some((url, true)),
            None => all.likely_top().map(|url| (url, false)),
        };
        let host = all.top.as_ref().and_then(|(url, _)| url.host_str());
        all.hosts.extend(host.map(str::to_owned));
        all.look_up_files();
        all.complete();
        all.look_up_urls();
        all.index = all.free_index(extension);
        all.taken.insert(lower(&all.index));
        all.place_stored();
        all.follow(&mirror.moved);
        all.anchors = all.places_led_to();
        all
    }

    /// The anchors in each page to which others link.
    fn places_led_to(&self) -> HashMap<usize, Vec<String>> {
        let mut anchors: HashMap<usize, Vec<String>> = HashMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            for url in &page.to_places {
                let Some((_, fragment)) = url.split_once('#') else {
                    continue;
                };
                if let (Found::Page(to), false) = (self.find(number, url), fragment.is_empty()) {
                    anchors.entry(to).or_default().push(url::decoded(fragment));
                }
            }
        }
        for names in anchors.values_mut() {
            names.sort();
            names.dedup();
        }
        anchors
    }

    /// The anchors in a page to which others link.
    pub(super) fn anchors(&self, number: usize) -> Vec<String> {
        self.anchors.get(&number).cloned().unwrap_or_default()
    }

    /// Indexes pages by file, and then by the relative URLs that they state for themselves.
    fn look_up_files(&mut self) {
        for (number, page) in self.pages.iter().enumerate() {
            self.taken.insert(lower(&page.place));
            if let Some(path) = page.path.as_deref().and_then(plain) {
                self.by_file.entry(path).or_insert(number);
            }
        }
        for (number, page) in self.pages.iter().enumerate() {
            for local in page.relative.iter().filter_map(url::local) {
                if let Some(file) = self.stated_file(page, &local) {
                    self.by_file.entry(file).or_insert(number);
                }
            }
        }
    }

    /// Makes the relative URLs that pages state for themselves absolute, unless that is the URL of another page.
    fn complete(&mut self) {
        for number in 0..self.pages.len() {
            let relative = self.pages[number].relative.clone();
            for url in relative {
                let page = &self.pages[number];
                let file = url::local(&url).and_then(|local| self.stated_file(page, &local));
                let is_own = file.is_some_and(|file| self.by_file.get(&file) == Some(&number));
                let absolute = self.absolute(number, &url).filter(|_| is_own);
                let page = &mut self.pages[number];
                page.url = page.url.take().or_else(|| absolute.clone());
                let is_new = |url: &String| !page.urls.contains(url);
                let new = absolute.filter(is_new);
                page.urls.extend(new);
            }
        }
    }

    /// Indexes pages by the URLs they state. A URL that a page states first takes precedence over one that another
    /// page states second.
    fn look_up_urls(&mut self) {
        let most = self.pages.iter().map(|page| page.urls.len()).max();
        for rank in 0..most.unwrap_or_default() {
            for (number, page) in self.pages.iter().enumerate() {
                let url = page.urls.get(rank).and_then(|url| Url::parse(url).ok());
                if let Some(key) = url.as_ref().and_then(url::key) {
                    self.by_url.entry(key).or_insert(number);
                }
            }
        }
        for (number, page) in self.pages.iter().enumerate() {
            let stated = page
                .urls
                .iter()
                .filter_map(|url| url::key(&Url::parse(url).ok()?));
            let stated: Vec<String> = stated.chain(self.url_of_file(page)).collect();
            for key in stated.iter().filter_map(|key| custom(key)) {
                self.by_custom.entry(key).or_insert(number);
            }
        }
    }

    /// Gives the files of archives unique places, and indexes them by URL. The first capture of each counts.
    fn place_stored(&mut self) {
        for mut file in std::mem::take(&mut self.stored) {
            let is_known = |files: &HashMap<String, usize>| files.contains_key(&file.key);
            if is_known(&self.by_url) || is_known(&self.stored_by_url) {
                continue;
            }
            file.place = self.free_place(file.place);
            self.taken.insert(lower(&file.place));
            self.stored_by_url
                .insert(file.key.clone(), self.stored.len());
            self.stored.push(file);
        }
    }

    /// Makes redirects lead to the same pages as their targets, unless something was captured there.
    fn follow(&mut self, moved: &[Moved]) {
        const MOST: usize = 10;
        let key = |url: &str| url::key(&Url::parse(url).ok()?);
        let mut next: HashMap<String, String> = HashMap::new();
        for Moved { from, to } in moved {
            if let (Some(from), Some(to)) = (key(from), key(to)) {
                next.entry(from).or_insert(to);
            }
        }
        for Moved { from, .. } in moved {
            let Some(key) = key(from) else { continue };
            let steps = std::iter::successors(Some(&key), |key| next.get(*key)).take(MOST);
            for step in steps.cloned().collect::<Vec<_>>() {
                if let Some(page) = self.by_url.get(&step).copied() {
                    if self.by_url.insert(key.clone(), page).is_none() {
                        self.pages[page].urls.push(from.clone());
                    }
                    break;
                }
                if let Some(file) = self.stored_by_url.get(&step).copied() {
                    self.stored_by_url.insert(key.clone(), file);
                    break;
                }
            }
        }
    }

    /// The likely URL of the mirror's top, if most pages are from the same site.
    fn likely_top(&self) -> Option<Url> {
        let mut origins: HashMap<String, usize> = HashMap::new();
        let mut stating = 0;
        for page in self.pages.iter().filter(|page| page.path.is_some()) {
            if let Some(url) = page.url.as_ref().and_then(|url| Url::parse(url).ok()) {
                *origins
                    .entry(url.origin().ascii_serialization())
                    .or_default() += 1;
                stating += 1;
            }
        }
        let (origin, _) = origins
            .into_iter()
            .find(|(_, number)| 2 * number > stating)?;
        Url::parse(&origin).ok()
    }

    /// The key of the URL that a file of a mirror had, without the extension that mirrors add.
    fn url_of_file(&self, page: &Facts) -> Option<String> {
        let relative = plain(page.path.as_deref()?.strip_prefix(&page.root).ok()?)?;
        let stem = relative.strip_suffix(".html").unwrap_or(&relative);
        match stem.split_once('/') {
            Some((host, _)) if self.hosts.contains(host) => Some(stem.to_owned()),
            _ => {
                let (top, _) = self.top.as_ref()?;
                url::key(&top.join(stem).ok()?)
            }
        }
    }

    pub(super) fn all(&self) -> &[Facts] {
        &self.pages
    }

    pub(super) fn facts(&self, number: usize) -> &Facts {
        &self.pages[number]
    }

    /// A file of an archive that is not a page.
    pub(super) fn stored(&self, number: usize) -> &Stored {
        &self.stored[number]
    }

    pub(super) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// The page to whose result the search gave this place.
    pub(super) fn of_place(&self, place: &Path) -> Option<usize> {
        self.by_place.get(place).copied()
    }

    /// Whether a URL leads to a page.
    pub(super) fn leads_to(&self, url: &Url, page: usize) -> bool {
        self.find_url(url) == Some(Found::Page(page))
    }

    /// A free name in the site for a file that is not a page.
    pub(super) fn free_place(&self, place: PathBuf) -> PathBuf {
        let mut place = place;
        while self.taken.contains(&lower(&place)) {
            let mut name = place.file_stem().unwrap_or_default().to_owned();
            name.push("~");
            if let Some(ending) = place.extension() {
                name.push(".");
                name.push(ending);
            }
            place.set_file_name(name);
        }
        place
    }

    /// Where the index of all pages goes: to a name that no page has.
    pub(super) fn index_place(&self) -> &Path {
        &self.index
    }

    fn free_index(&self, extension: &str) -> PathBuf {
        let index = PathBuf::from(format!("index.{extension}"));
        match self.taken.contains(&lower(&index)) {
            true => self.free_place(format!("contents.{extension}").into()),
            false => index,
        }
    }
}

/// The usual URL of the content whose print version has this one.
fn custom(key: &str) -> Option<String> {
    let (host, path) = key.split_once('/')?;
    let path = path.trim_end_matches('/');
    let plain = path
        .strip_prefix("print/")
        .or_else(|| path.strip_prefix("printer-friendly/"))
        .or_else(|| path.strip_suffix("/print"))?;
    let is_number = plain.bytes().all(|byte| byte.is_ascii_digit());
    let node = if is_number { "node/" } else { "" };
    Some(format!("{host}/{node}{plain}")).filter(|_| !plain.is_empty())
}

/// The name of a file in lower case, since some file systems ignore case.
fn lower(place: &Path) -> String {
    place.to_string_lossy().to_lowercase()
}

/// A path without `.`, with slashes; `None` if it contains `..`.
fn plain(path: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            Component::RootDir => parts.push(""),
            Component::ParentDir => parts.push(".."),
            Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}
