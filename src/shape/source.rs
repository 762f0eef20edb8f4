//! URLs of sources, as metadata states them.

/// Whether a text is the URL of a page on the web.
pub(crate) fn is_web_address(text: &str) -> bool {
    let lower = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (lower("http://") || lower("https://")) && !text.contains(' ')
}

/// Whether a text that is stated as the source is a URL, and not the name of a book: also one without its site, or of
/// another scheme.
pub(crate) fn is_source(text: &str) -> bool {
    !text.contains(' ') && text.contains(['/', ':'])
}
