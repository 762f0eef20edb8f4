//! XHTML: pages that are XML, where a tag that ends in a slash is a whole element.
//!
//! HTML knows no such tags. A browser that takes a page for HTML reads all that follows `<script/>` or `<title/>` as its
//! text, so nobody serves such a page as HTML.

use memchr::memmem;

/// The elements whose content HTML reads as mere text.
const RAW: &[&str] = &[
    "title", "textarea", "style", "script", "iframe", "xmp", "noembed", "noframes", "noscript",
];

/// What of XML there is in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Xhtml {
    /// Whether the page declares to be XML.
    pub(super) is_declared: bool,
    /// The elements that hide the rest of a page which only names the namespace, as many pages of HTML do.
    hiding: Vec<&'static str>,
}

impl Xhtml {
    pub(super) fn of(page: &str) -> Self {
        /// How far the tag of the root is looked for.
        const HEAD: usize = 2048;
        let page = page.trim_start_matches('\u{feff}').trim_ascii_start();
        let bytes = page.as_bytes();
        let head = &bytes[..bytes.len().min(HEAD)];
        if memmem::find(head, b"http://www.w3.org/1999/xhtml").is_none() {
            return Self::default();
        }
        let mut hiding = closed_at_once(bytes);
        hiding.retain(|name| memmem::find(bytes, format!("</{name}").as_bytes()).is_none());
        Self {
            is_declared: page.starts_with("<?xml"),
            hiding,
        }
    }

    /// Whether a tag that ends in a slash is a whole element.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        self.is_declared || self.hiding.contains(&name)
    }
}

/// The names of [`RAW`] of which a page has a tag that ends in a slash.
fn closed_at_once(page: &[u8]) -> Vec<&'static str> {
    let mut found = Vec::new();
    for slash in memmem::find_iter(page, b"/>") {
        let start = memchr::memrchr(b'>', &page[..slash]).map_or(0, |end| end + 1);
        let tag = &page[start..slash];
        for at in memchr::memchr_iter(b'<', tag) {
            let is_named = |name: &&&str| tag[at + 1..].starts_with(name.as_bytes());
            found.extend(RAW.iter().filter(is_named));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::Xhtml;

    #[test]
    fn pages_say_that_they_are_xml() {
        let root = "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
        let page = |before: &str, after: &str| Xhtml::of(&format!("{before}{root}{after}"));
        assert!(page("<?xml version='1.0'?>\n", "<title/>").is_whole("p"));
        assert!(page("\u{feff}", "<title/><p>").is_whole("title"));
        assert!(!page("", "<title/><p>").is_whole("p"));
        assert_eq!(page("", "<script src='a'/></script>"), Xhtml::default());
        assert_eq!(page("", "<title></title>"), Xhtml::default());
        let plain = "<?xml version='1.0'?><html><title/>";
        assert_eq!(Xhtml::of(plain), Xhtml::default());
    }
}
