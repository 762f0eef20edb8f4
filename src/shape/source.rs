//! Recognizes the URLs of sources in metadata.

/// Whether a text is the URL of a page on the web.
pub(crate) fn is_web_address(text: &str) -> bool {
    let lower = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (lower("http://") || lower("https://")) && !text.contains(' ')
}

/// Whether a value given as the source is a URL rather than, say, the title of a book. It may be relative or have any
/// scheme.
pub(crate) fn is_source(text: &str) -> bool {
    !text.contains(' ') && text.contains(['/', ':'])
}
