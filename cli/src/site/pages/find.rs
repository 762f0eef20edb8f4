//! Finds where the URLs of a page lead.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ::url::Url;

use super::super::facts::Facts;
use super::super::url::{self, Local};
use super::{Pages, plain};

/// The target of a URL.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Found {
    Page(usize),
    /// Another file of the mirror.
    File(PathBuf),
    /// A file of an archive that is not a page.
    Stored(usize),
    /// Elsewhere.
    Away {
        /// Its URL, absolute if that is known.
        url: String,
        /// Whether it belongs to the old site.
        is_own: bool,
    },
}

impl Pages {
    /// Finds the target of a URL of a page, given as the reader returns it: absolute, or as printed.
    pub(in super::super) fn find(&self, from: usize, text: &str) -> Found {
        let page = &self.pages[from];
        let away = |url: &str, is_own| Found::Away {
            url: url.to_owned(),
            is_own,
        };
        let base = base_of(page);
        let parsed = Url::options().base_url(base.as_ref()).parse(text);
        let Ok(parsed) = parsed else {
            return away(text, false);
        };
        if let Some(local) = url::local(&parsed) {
            return self.find_local(page, &local, &parsed);
        }
        match self.find_url(&parsed) {
            Some(found) => found,
            None => {
                let is_own = parsed
                    .host_str()
                    .is_some_and(|host| self.hosts.contains(host));
                away(text, is_own)
            }
        }
    }

    /// Finds the target of a URL that was relative in a file.
    fn find_local(&self, page: &Facts, local: &Local, url: &Url) -> Found {
        if let Some(path) = &path_in_mirror(page, local) {
            let folder = self.folder_of(page, local);
            let query = local.query.as_deref();
            let found = self.page_of_file(&folder, path, query);
            if let Some(found) = found.filter(|found| may_be_of_one_site(page, &self.pages[*found]))
            {
                return Found::Page(found);
            }
            if let Some(file) = self.file_in(&folder, path, query) {
                return Found::File(file);
            }
        }
        let reference = relative_again(page, local, url);
        match self.joined(page, &reference) {
            Some(absolute) => self.find_url(&absolute).unwrap_or(Found::Away {
                url: absolute.into(),
                is_own: true,
            }),
            None => Found::Away {
                url: reference,
                is_own: true,
            },
        }
    }

    /// The URL on the old site for one that the reader resolved against the base of a file; `None` if it is unknown.
    /// Other URLs are returned as they are.
    pub(in super::super) fn absolute(&self, number: usize, url: &Url) -> Option<String> {
        let page = &self.pages[number];
        match url::local(url) {
            Some(local) => {
                let reference = relative_again(page, &local, url);
                self.joined(page, &reference).map(String::from)
            }
            None => Some(url.to_string()),
        }
    }

    /// The URL on the old site to which a relative reference of a page led.
    fn joined(&self, page: &Facts, reference: &str) -> Option<Url> {
        let own = page.url.as_ref().and_then(|url| Url::parse(url).ok());
        let (top, is_certain) = match &self.top {
            Some((top, is_certain)) => (Some(top), *is_certain),
            None => (None, false),
        };
        let by_top = || {
            let relative = page.path.as_deref()?.strip_prefix(&page.root).ok()?;
            let place = top?.join(&url::of_path(relative)).ok()?;
            place.join(reference).ok()
        };
        match own {
            Some(own) if !is_certain => own.join(reference).ok(),
            _ => by_top(),
        }
    }

    /// Finds the target of an absolute URL.
    pub(super) fn find_url(&self, url: &Url) -> Option<Found> {
        let key = url::key(url)?;
        let keys = std::iter::once(key.clone()).chain(url::variants(&key));
        let stated = keys.filter_map(|key| self.by_url.get(&key).copied()).next();
        let page = self.page_of_mirror(url, stated).or(stated);
        let file = || self.file_of_mirror(url).map(Found::File);
        let stored = || self.stored_by_url.get(&key).copied().map(Found::Stored);
        let custom = || self.by_custom.get(&key).copied().map(Found::Page);
        page.map(Found::Page)
            .or_else(file)
            .or_else(stored)
            .or_else(custom)
    }

    /// The page that a mirror has for an absolute URL: in the folder of its host, or below the top, unless another
    /// page states the URL or this page states a different one.
    fn page_of_mirror(&self, url: &Url, stated: Option<usize>) -> Option<usize> {
        let (path, query) = path_of(url);
        let host = url.host_str()?;
        let is_certain = self.certainty_of_top(host);
        self.roots.iter().find_map(|root| {
            let by_top = || {
                let is_certain = is_certain?;
                let found = self.page_of_file(root, &path, query.as_deref())?;
                let own = self.pages[found].url.as_deref();
                let own = own.and_then(|own| Url::parse(own).ok());
                let is_likely = match own {
                    Some(own) => own.host_str() == Some(host) && path.contains('/'),
                    None => true,
                };
                (is_certain || is_likely || stated == Some(found)).then_some(found)
            };
            let by_host = self.page_of_file(&root.join(host), &path, query.as_deref());
            by_host.or_else(by_top)
        })
    }

    /// The file, not a page, that a mirror has for an absolute URL.
    fn file_of_mirror(&self, url: &Url) -> Option<PathBuf> {
        let (path, query) = path_of(url);
        let host = url.host_str()?;
        let is_top = self.certainty_of_top(host).is_some();
        self.roots.iter().find_map(|root| {
            let by_host = self.file_in(&root.join(host), &path, query.as_deref());
            let by_top = || self.file_in(root, &path, query.as_deref());
            by_host.or_else(|| is_top.then(by_top)?)
        })
    }

    /// If the top of the mirror has this host: whether that is certain.
    fn certainty_of_top(&self, host: &str) -> Option<bool> {
        let (top, is_certain) = self.top.as_ref()?;
        (top.host_str() == Some(host)).then_some(*is_certain)
    }

    /// The file in which a mirror would store a URL that a page states.
    pub(super) fn stated_file(&self, page: &Facts, local: &Local) -> Option<String> {
        let path = path_in_mirror(page, local)?;
        let name = match local.query.as_deref() {
            Some(query) => format!("{path}?{query}"),
            None => path,
        };
        plain(&self.folder_of(page, local).join(name))
    }

    /// The folder of a mirror in which a relative URL of a page is looked up.
    fn folder_of(&self, page: &Facts, local: &Local) -> PathBuf {
        let relative = page.path.as_deref();
        let relative = relative.and_then(|path| path.strip_prefix(&page.root).ok());
        let first = relative.and_then(|path| path.iter().next());
        let host = first.filter(|first| self.hosts.contains(&*first.to_string_lossy()));
        match host.filter(|_| local.is_from_top) {
            Some(host) => page.root.join(host),
            None => page.root.clone(),
        }
    }

    /// A file of a mirror with this path and query that is not a page.
    fn file_in(&self, folder: &Path, path: &str, query: Option<&str>) -> Option<PathBuf> {
        let file = file_in(folder, path, query)?;
        let is_page = plain(&file).is_some_and(|file| self.by_file.contains_key(&file));
        Some(file).filter(|_| !is_page)
    }

    fn page_of_file(&self, folder: &Path, path: &str, query: Option<&str>) -> Option<usize> {
        let folder = plain(folder)?;
        let files = url::files(path, query).into_iter();
        let mut files = files.filter_map(|file| plain(&Path::new(&folder).join(file)));
        files.find_map(|file| self.by_file.get(&file).copied())
    }
}

/// Path and query of a URL, decoded; the path is relative.
fn path_of(url: &Url) -> (String, Option<String>) {
    let path = url::decoded(url.path());
    (
        path.trim_start_matches('/').to_owned(),
        url.query().map(url::decoded),
    )
}

/// The path of a relative URL in its mirror; `None` if it leads elsewhere. It may lead out of the mirror and back in.
fn path_in_mirror(page: &Facts, local: &Local) -> Option<String> {
    let mut path = local.path.as_str();
    if local.climbed > 0 {
        let root = page.root.canonicalize().ok()?;
        let names: Vec<&OsStr> = root.iter().collect();
        let first = names.len().checked_sub(local.climbed)?;
        for name in &names[first..] {
            path = path.strip_prefix(name.to_str()?)?.strip_prefix('/')?;
        }
    }
    Some(path.to_owned())
}

/// The base URL of a page.
fn base_of(page: &Facts) -> Option<Url> {
    let of_file = page.path.as_deref().map(|path| {
        let relative = path.strip_prefix(&page.root).unwrap_or(path);
        url::base_of_file(relative)
    });
    Url::parse(&of_file.or_else(|| page.url.clone())?).ok()
}

/// The original reference of a URL that was resolved against the base of a file.
fn relative_again(page: &Facts, local: &Local, url: &Url) -> String {
    if local.is_from_top {
        let after = url.fragment().map(|part| format!("#{part}"));
        let query = url.query().map(|query| format!("?{query}"));
        return format!(
            "{}{}{}",
            url.path(),
            query.unwrap_or_default(),
            after.unwrap_or_default()
        );
    }
    let relative = base_of(page).and_then(|base| base.make_relative(url));
    match relative {
        // The crate gives this for the folder itself.
        Some(relative) if relative.starts_with('/') => format!(".{relative}"),
        Some(relative) => relative,
        None => url.path().to_owned(),
    }
}

/// Whether two pages may belong to the same site, by the URLs they state.
fn may_be_of_one_site(a: &Facts, b: &Facts) -> bool {
    let host = |page: &Facts| {
        let url = Url::parse(page.url.as_deref()?).ok()?;
        url.host_str()
            .map(|host| host.trim_start_matches("www.").to_owned())
    };
    match (host(a), host(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// A file of a mirror with this path and query that is not hidden and is not reached through a symbolic link.
fn file_in(folder: &Path, path: &str, query: Option<&str>) -> Option<PathBuf> {
    let real = folder.canonicalize().ok()?;
    let is_hidden = |part: &str| part.starts_with('.');
    let names = match query.filter(|query| !query.is_empty()) {
        Some(query) => vec![
            format!("{path}?{query}"),
            format!("{path}@{query}"),
            path.to_owned(),
        ],
        None => vec![path.to_owned()],
    };
    let files = names
        .into_iter()
        .filter(|name| !name.split(['/', '\\']).any(is_hidden));
    let mut files = files.map(|name| folder.join(name));
    files.find(|file| {
        let is_inside = file
            .canonicalize()
            .is_ok_and(|file| file.starts_with(&real));
        is_inside && file.is_file()
    })
}
