//! Normalizes URLs to keys for look-ups, and builds relative URLs between files.

use std::path::{Component, Path};

use ::url::Url;

/// The base against which relative URLs in files of a mirror are resolved. Nothing else can have this host (RFC
/// 2606), and the folders added to it show how far a link climbs above the mirror.
const LOCAL: &str = "http://mirror.invalid/";
const ABOVE: &str = "-/-/-/-/-/-/-/-/";
const LEVEL: &str = "-/";

/// The parts of a URL that was relative in a file of a mirror.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Local {
    /// Whether it began with a slash, and so is relative to the top of the site.
    pub(super) is_from_top: bool,
    /// How many folders it climbs above the mirror.
    pub(super) climbed: usize,
    /// The path from there, decoded.
    pub(super) path: String,
    pub(super) query: Option<String>,
}

/// The base URL for the relative URLs of a file.
pub(super) fn base_of_file(relative: &Path) -> String {
    format!("{LOCAL}{ABOVE}{}", of_path(relative))
}

/// The parts of a URL that was resolved against such a base; `None` for other URLs.
pub(super) fn local(url: &Url) -> Option<Local> {
    let rest = url.as_str().strip_prefix(LOCAL)?;
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let levels = ABOVE.len() / LEVEL.len();
    let is_from_top = !path.starts_with(LEVEL);
    let mut below = path;
    let mut climbed = if is_from_top { 0 } else { levels };
    while let (1.., Some(rest)) = (climbed, below.strip_prefix(LEVEL)) {
        (climbed, below) = (climbed - 1, rest);
    }
    Some(Local {
        is_from_top,
        climbed,
        path: decoded(below),
        query: url.query().map(decoded),
    })
}

/// A key that identifies a web page: host, path and query, but not the scheme, and independent of how it was escaped.
pub(super) fn key(url: &Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let mut key = url.host_str()?.to_owned();
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push_str(&decoded(url.path()));
    if let Some(query) = url.query().filter(|query| !query.is_empty()) {
        key.push('?');
        key.push_str(&decoded(query));
    }
    Some(key)
}

/// Further keys of the same page, the likeliest first: with and without the final slash, and with the name of an
/// index.
pub(super) fn variants(key: &str) -> Vec<String> {
    let (path, query) = match key.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (key, String::new()),
    };
    let mut variants = Vec::new();
    let index = INDEXES
        .iter()
        .find_map(|index| path.strip_suffix(index)?.strip_suffix('/'));
    let stem = index.unwrap_or(path).trim_end_matches('/');
    for variant in [format!("{stem}/{query}"), format!("{stem}{query}")] {
        if variant != key {
            variants.push(variant);
        }
    }
    if index.is_none() && query.is_empty() {
        variants.extend(INDEXES.iter().map(|index| format!("{stem}/{index}")));
    }
    variants
}

const INDEXES: [&str; 3] = ["index.html", "index.htm", "index.php"];

/// The file names under which a mirror may store this path and query.
pub(super) fn files(path: &str, query: Option<&str>) -> Vec<String> {
    let mut files = Vec::new();
    match query.filter(|query| !query.is_empty()) {
        // Wget and HTTrack put queries into file names.
        Some(query) => {
            for name in [format!("{path}?{query}"), format!("{path}@{query}")] {
                files.extend([name.clone(), format!("{name}.html")]);
            }
        }
        None => {
            let stem = path.trim_end_matches('/');
            if !stem.is_empty() && !path.ends_with('/') {
                files.push(path.to_owned());
                files.extend([format!("{stem}.html"), format!("{stem}.htm")]);
            }
            let separator = if stem.is_empty() { "" } else { "/" };
            files.extend(INDEXES.map(|index| format!("{stem}{separator}{index}")));
        }
    }
    files
}

/// The URL that leads from one file to another, both relative to the same folder.
pub(super) fn between(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let plain = path.components().filter_map(|component| match component {
            Component::Normal(name) => Some(escaped(&name.to_string_lossy())),
            _ => None,
        });
        plain.collect()
    };
    let (from, to) = (parts(from), parts(to));
    let folders = from.len().saturating_sub(1);
    let common = from[..folders]
        .iter()
        .zip(&to[..to.len().saturating_sub(1)])
        .take_while(|(a, b)| a == b)
        .count();
    let mut url = "../".repeat(folders - common);
    url.push_str(&to[common..].join("/"));
    // A colon in the first segment would be read as the end of a scheme.
    url
}

/// A path as a URL, with slashes.
pub(super) fn of_path(path: &Path) -> String {
    between(Path::new(""), path)
}

/// A name as part of a URL.
fn escaped(name: &str) -> String {
    let mut url = String::new();
    for byte in name.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'!' | b'*' | b'+' | b',' | b'=' | b'@' => {
                url.push(char::from(byte));
            }
            _ if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

/// Text with its escapes decoded, if the result is UTF-8.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| Some(16 * digit(at + 1)? + digit(at + 2)?));
        match code.flatten().and_then(|code| u8::try_from(code).ok()) {
            Some(code) => {
                plain.push(code);
                at += 3;
            }
            None => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a URL")
    }

    #[test]
    fn keys_do_not_depend_on_scheme_and_escapes() {
        let expected = Some("example.org/a\u{e9}?b=c d".to_owned());
        assert_eq!(
            key(&url("https://EXAMPLE.org:443/a%c3%a9?b=c%20d#e")),
            expected
        );
        assert_eq!(key(&url("http://example.org/a\u{e9}?b=c%20d")), expected);
        assert_eq!(key(&url("mailto:a@example.org")), None);
        assert_eq!(
            variants("h/a"),
            ["h/a/", "h/a/index.html", "h/a/index.htm", "h/a/index.php"]
        );
        assert_eq!(variants("h/a/index.html"), ["h/a/", "h/a"]);
        assert_eq!(variants("h/?q=1"), ["h?q=1"]);
    }

    #[test]
    fn files_of_a_mirror_have_a_base() {
        let base = url(&base_of_file(Path::new("a b/c?d.html")));
        let found = |reference| local(&base.join(reference).expect("a URL")).expect("local");
        let path = |reference| (found(reference).climbed, found(reference).path);
        assert_eq!(path("../x%20y.html#z"), (0, "x y.html".to_owned()));
        assert_eq!(path("x"), (0, "a b/x".to_owned()));
        assert_eq!(path("../-/x"), (0, "-/x".to_owned()));
        assert_eq!(path("../../x"), (1, "x".to_owned()));
        assert_eq!(path("../../../x/y"), (2, "x/y".to_owned()));
        assert_eq!(path("/x"), (0, "x".to_owned()));
        assert!(found("/x").is_from_top && !found("x").is_from_top);
        assert_eq!(found("?p=1").query, Some("p=1".to_owned()));
        assert_eq!(local(&url("http://example.org/x")), None);
    }

    #[test]
    fn files_lead_to_each_other() {
        for (from, to, expected) in [
            ("a.html", "b.html", "b.html"),
            ("a/b.html", "a/c.html", "c.html"),
            ("a/b.html", "c/d e.html", "../c/d%20e.html"),
            ("a.html", "b/c%3A.html", "b/c%253A.html"),
            ("a/b/c", "a", "../../a"),
            ("a/b.html", "a/b.html", "b.html"),
        ] {
            assert_eq!(between(Path::new(from), Path::new(to)), expected);
        }
    }

    #[test]
    fn mirrors_keep_queries_and_indexes_in_names() {
        assert_eq!(files("a", None)[..3], ["a", "a.html", "a.htm"]);
        assert_eq!(files("", None)[0], "index.html");
        assert_eq!(files("a/", None)[0], "a/index.html");
        assert_eq!(files("a.php", Some("id=3"))[1], "a.php?id=3.html");
    }
}
