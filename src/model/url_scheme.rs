//! Decides which URLs a page may link to or show as images.
//!
//! Only URLs with schemes known to be harmless may: a URL is an instruction to the browser, and some schemes run
//! programs.

/// Schemes to which a page may link.
const HARMLESS: &[&str] = &[
    "http", "https", "mailto", "tel", "ftp", "ftps", "news", "nntp", "irc", "ircs", "sip", "sips",
    "sms", "xmpp", "geo", "magnet", "webcal", "matrix",
];

/// Whether a page may link to this URL: it is relative or has a harmless scheme.
pub(crate) fn is_safe_link(url: &str) -> bool {
    // The fast path, for most URLs.
    url.starts_with("https:")
        || url.starts_with("http:")
        || scheme(url).is_none_or(|scheme| {
            HARMLESS
                .iter()
                .any(|harmless| harmless.chars().eq(scheme.clone()))
        })
}

/// Whether a page may show the image at this URL: the page may link to the URL, or the URL contains the image. An
/// embedded SVG is refused, since SVG can hold scripts.
pub(crate) fn is_safe_image(src: &str) -> bool {
    is_safe_link(src) || {
        let mut rest = significant(src);
        let is_image = rest
            .by_ref()
            .take("data:image/".len())
            .eq("data:image/".chars());
        is_image && !rest.take("svg".len()).eq("svg".chars())
    }
}

/// Whether the colon at this position of a text ends a scheme that runs or shows what follows it, `javascript:x`.
/// Some programs make links of bare URLs with any scheme that they know.
pub(crate) fn runs_script(text: &str, at: usize) -> bool {
    let (before, after) = text.as_bytes().split_at(at);
    let ends_with = |name: &[u8]| {
        let start = before.len().checked_sub(name.len());
        start.is_some_and(|start| before[start..].eq_ignore_ascii_case(name))
    };
    matches!(after, [b':', next, ..] if !next.is_ascii_whitespace())
        && (ends_with(b"script") || ends_with(b"data"))
}

/// Whether a URL is in fact a program or embedded content, which means nothing to people.
pub(crate) fn is_script(url: &str) -> bool {
    const SCRIPTS: &[&str] = &["javascript", "vbscript", "livescript", "data", "blob"];
    scheme(url).is_some_and(|scheme| {
        SCRIPTS
            .iter()
            .any(|script| script.chars().eq(scheme.clone()))
    })
}

/// Whether a URL has no scheme.
pub(crate) fn is_relative(url: &str) -> bool {
    scheme(url).is_none()
}

/// The scheme of a URL in lower case; `None` if the URL is relative.
fn scheme(url: &str) -> Option<impl Iterator<Item = char> + Clone + '_> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let end = significant(url).find(|c| !is_part(c));
    (end == Some(':')).then(|| significant(url).take_while(move |c| is_part(c)))
}

/// The significant characters, in lower case. Browsers drop white space and control characters before the scheme of a
/// URL and some within it, and programs that read Markdown drop further kinds.
fn significant(url: &str) -> impl Iterator<Item = char> + Clone + '_ {
    url.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
        .map(|c| c.to_ascii_lowercase())
}

/// Invisible characters: soft hyphen, joiners, direction marks, byte order mark and the like.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' |
        '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_harmless_schemes_and_relative_addresses() {
        let safe = [
            "", "#top", "?q=javascript:alert(1)", "/node/4", "//cdn.example.org/x:y", "node/4:5",
            "./javascript:alert(1)", "http://a.example/", "HTTPS://a.example/",
            " https://a.example/", "ht\ntps://a.example/", "mailto:a@b.example",
            "tel:+33123456789", "ftp://a.example/", "ftps://a.example/", "news:comp.lang",
            "nntp://a.example/x", "irc://a.example/x", "ircs://a.example/x", "sip:a@b.example",
            "sips:a@b.example", "sms:+33123456789", "xmpp:a@b.example", "geo:48.2,16.4",
            "magnet:?xt=urn:x", "webcal://a.example/c.ics", "matrix:r/room:example.org",
            "été: a definition",
        ];
        for url in safe {
            assert!(is_safe_link(url), "{url:?}");
            assert!(is_safe_image(url), "{url:?}");
        }
    }

    #[test]
    fn links_run_nothing() {
        let unsafe_links = [
            "javascript:alert(1)", "JavaScript:alert(1)", " \t\r\njavascript:alert(1)",
            "\u{1}\u{1f}javascript:alert(1)", "\0javascript:alert(1)", "java\nscript:alert(1)",
            "java\tscript:alert(1)", "java\r\nscript\n:alert(1)", "j a v a s c r i p t : alert(1)",
            "java\u{c}script:alert(1)", "java\u{85}script:alert(1)", "javascript\u{7f}:alert(1)",
            "\u{a0}javascript:alert(1)", "\u{2028}javascript:alert(1)",
            "\u{2029}\u{3000}Java\u{200b}Script:alert(1)",
            "\u{feff}java\u{ad}script\u{2009}:alert(1)", "vbscript:x",
            "data:text/html,<script>alert(1)</script>", "data:image/png;base64,AAAA",
            "blob:https://a.example/1", "filesystem:https://a.example/1",
            "view-source:https://a.example/", "file:///etc/passwd", "about:blank", "unknown:x",
            "httpsx://a.example/", "http+x://a.example/", "xhttp://a.example/", "htt:x", ":x",
        ];
        for url in unsafe_links {
            assert!(!is_safe_link(url), "{url:?}");
        }
    }

    #[test]
    fn schemes_in_a_text_run_something_where_an_address_follows() {
        let any = |text: &str| {
            let mut colons = memchr::memchr_iter(b':', text.as_bytes());
            colons.any(|at| runs_script(text, at))
        };
        for text in [
            "javascript:x", "(JavaScript:x", "feed:vbscript:x", "data:text/html,x",
        ] {
            assert!(any(text), "{text:?}");
        }
        for text in [
            "", ":", "script", "The script: x", "Data:", "http://a.example/", "file:x",
        ] {
            assert!(!any(text), "{text:?}");
        }
    }

    #[test]
    fn images_may_be_in_their_address_unless_they_are_svg() {
        for src in [
            "data:image/png;base64,AAAA", "DATA:IMAGE/gif,x", "da\nta:image/jpeg,x",
        ] {
            assert!(is_safe_image(src), "{src:?}");
        }
        for src in [
            "data:image/svg+xml,<svg/>", "data:image/SVG+xml,<svg/>",
            "data:image/s\nvg+xml,<svg/>", " data: image/ svg+xml,<svg/>", "data:text/html,x",
            "data:,x", "data:image", "javascript:alert(1)", "file:///a.png",
        ] {
            assert!(!is_safe_image(src), "{src:?}");
        }
    }
}
