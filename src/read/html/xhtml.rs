//! XHTML: pages that are XML, where a self-closing tag such as `<title/>` is a whole element.
//!
//! HTML ignores that slash: parsed as HTML, everything after `<script/>` or `<title/>` would be raw text of that
//! element, and the page would be empty. So such pages are recognized and read as what they are.

use memchr::memmem;

/// The elements whose content is raw text in HTML.
const RAW: &[&str] = &[
    "title", "textarea", "style", "script", "iframe", "xmp", "noembed", "noframes", "noscript",
];

/// Which self-closing tags of a page are whole elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Xhtml {
    /// Whether the page declares to be XML.
    pub(super) is_declared: bool,
    /// The raw text elements that are self-closed and never closed otherwise: read as HTML, they would swallow the rest
    /// of the page. They matter where a page does not declare to be XML; many HTML pages name the XHTML namespace.
    hiding: Vec<&'static str>,
}

impl Xhtml {
    pub(super) fn of(page: &str) -> Self {
        /// How many bytes are searched for the root element's namespace.
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

    /// Whether a self-closing tag with this name is a whole element.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        self.is_declared || self.hiding.contains(&name)
    }
}

/// The names in [`RAW`] for which a page has a self-closing tag.
fn closed_at_once(page: &[u8]) -> Vec<&'static str> {
    let mut found = Vec::new();
    for slash in memmem::find_iter(page, b"/>") {
        let before = memchr::memrchr2_iter(b'<', b'>', &page[..slash]);
        for at in before.take_while(|at| page[*at] == b'<') {
            let is_named = |name: &&&str| page[at + 1..slash].starts_with(name.as_bytes());
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
