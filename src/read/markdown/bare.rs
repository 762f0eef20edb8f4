//! Finds bare addresses in a text, which are links in GFM: `https://ex.org/`, `www.ex.org` and `me@ex.org`.
//!
//! pulldown-cmark does not support them, and only pages that are not print exports want them as links.

use std::ops::Range;

use memchr::memchr3_iter;

/// A bare address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) place: Range<usize>,
    pub(super) url: String,
}

/// Whether a text may contain bare addresses.
pub(super) fn may_hold_any(text: &str) -> bool {
    let is_sign = |at: usize| {
        let after = &text.as_bytes()[at..];
        after[0] == b'@' || after.starts_with(b"://") || ends_with(&text[..at], "www")
    };
    memchr3_iter(b':', b'.', b'@', text.as_bytes()).any(is_sign)
}

/// Returns the bare addresses of a text. A colon, dot or at sign that was escaped or written as a reference starts none;
/// `escaped` has the offsets of such characters.
pub(super) fn bare_addresses(text: &str, escaped: &[usize]) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    let mut done = 0;
    for at in memchr3_iter(b':', b'.', b'@', text.as_bytes()) {
        if at < done || escaped.binary_search(&at).is_ok() {
            continue;
        }
        let address = match text.as_bytes()[at] {
            b':' | b'.' => address_at(text, done, at),
            _ => mail(text, done, at).map(|mail| with_protocol(text, done, mail, escaped)),
        };
        let address = address.map(|address| without_references(text, address, escaped));
        if let Some(address) = address {
            done = address.place.end;
            found.push(address);
        }
    }
    found
}

/// The address whose first colon or dot is at `at`, if one starts at `from` or later.
pub(super) fn address_at(text: &str, from: usize, at: usize) -> Option<Bare> {
    match text.as_bytes()[at] {
        b':' => with_scheme(text, from, at),
        _ => with_www(text, from, at),
    }
}

/// Leaves out characters at the end of an address that stand for references, such as `&copy;`.
fn without_references(text: &str, mut address: Bare, escaped: &[usize]) -> Bare {
    for (at, c) in text[..address.place.end].char_indices().rev() {
        if at <= address.place.start || escaped.binary_search(&at).is_err() {
            break;
        }
        address.place.end = at;
        address.url.truncate(address.url.len() - c.len_utf8());
    }
    address
}

/// An address with a scheme whose colon is at `at`: `https://ex.org/`.
fn with_scheme(text: &str, from: usize, at: usize) -> Option<Bare> {
    let rest = text[at..].strip_prefix("://")?;
    let before = &text[from..at];
    let scheme = ["https", "http", "ftp"]
        .into_iter()
        .find(|scheme| ends_with(before, scheme))?;
    let start = at - scheme.len();
    let is_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
    let host = host(rest);
    if is_word || host.is_empty() || !is_domain(host) {
        return None;
    }
    let end = at + "://".len() + length(rest);
    (end > at + "://".len()).then(|| Bare {
        place: start..end,
        url: text[start..end].to_owned(),
    })
}

/// An address whose first dot is at `at`: `www.ex.org`.
fn with_www(text: &str, from: usize, at: usize) -> Option<Bare> {
    let start = at.checked_sub("www".len())?;
    let is_apart = |before: &str| {
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "*_~(".contains(c))
    };
    if start < from || !ends_with(&text[from..at], "www") || !is_apart(&text[..start]) {
        return None;
    }
    let host = host(&text[at + 1..]);
    let end = start + length(&text[start..]);
    (!host.is_empty() && is_domain(host) && end > at + 1).then(|| Bare {
        place: start..end,
        url: format!("http://{}", &text[start..end]),
    })
}

/// An email address whose at sign is at `at`: `me@ex.org`.
fn mail(text: &str, from: usize, at: usize) -> Option<Bare> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let local = text[from..at].trim_end_matches(is_local).len();
    let start = from + local;
    let rest = &text[at + 1..];
    let domain = host(rest).trim_end_matches('.');
    let ends_well = domain.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_mail = start < at && domain.contains('.') && ends_well;
    let end = at + 1 + domain.len();
    is_mail.then(|| Bare {
        place: start..end,
        url: format!("mailto:{}", &text[start..end]),
    })
}

/// Extends an email address by a protocol before it, `mailto:me@ex.org`, and with `xmpp:` also by a path after it.
fn with_protocol(text: &str, from: usize, mail: Bare, escaped: &[usize]) -> Bare {
    let Range { start, mut end } = mail.place;
    let before = &text[from..start];
    let mut protocols = ["mailto:", "xmpp:"].into_iter();
    let Some(protocol) = protocols.find(|protocol| ends_with(before, protocol)) else {
        return mail;
    };
    let first = start - protocol.len();
    let is_word = text[..first].ends_with(|c: char| c.is_ascii_alphanumeric());
    if is_word || escaped.binary_search(&(start - 1)).is_ok() {
        return mail;
    }
    if let (Some(path), "xmpp:") = (text[end..].strip_prefix('/'), protocol) {
        let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.');
        let path = &path[..path.len() - path.trim_start_matches(is_path).len()];
        let path = path.trim_end_matches('.');
        end += if path.is_empty() { 0 } else { 1 + path.len() };
    }
    Bare {
        place: first..end,
        url: text[first..end].to_owned(),
    }
}

/// Whether a text ends with an ASCII word, ignoring case.
fn ends_with(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.is_some_and(|start| text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes()))
}

/// The host name at the start of a text.
fn host(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    &text[..text.len() - text.trim_start_matches(is_part).len()]
}

/// Whether a host name is a valid domain: GFM allows no underscores in its last two parts.
fn is_domain(host: &str) -> bool {
    let mut parts = host.trim_end_matches('.').rsplit('.');
    !host.starts_with('.') && !parts.by_ref().take(2).any(|part| part.contains('_'))
}

/// The length of the address at the start of a text, without punctuation at its end.
fn length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || c == '<');
    let mut address = &text[..end.unwrap_or(text.len())];
    let count = |sign: u8| memchr::memchr_iter(sign, address.as_bytes()).count();
    let mut surplus = count(b')').saturating_sub(count(b'('));
    loop {
        let is_end = |c: char| "?!.,:*_~'\"".contains(c);
        let shorter = address.trim_end_matches(is_end);
        match shorter.strip_suffix(')') {
            Some(shorter) if surplus > 0 => {
                surplus -= 1;
                address = shorter;
            }
            _ => return without_reference(shorter).len(),
        }
    }
}

/// Removes what looks like a character reference from the end of an address.
fn without_reference(address: &str) -> &str {
    let name = address
        .strip_suffix(';')
        .map(|address| address.trim_end_matches(|c: char| c.is_ascii_alphanumeric()));
    match name.and_then(|before| before.strip_suffix('&')) {
        Some(before) if address.len() > before.len() + 2 => before,
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of a text, with `>` before where each leads if that differs.
    fn found(text: &str) -> Vec<String> {
        let show = |bare: Bare| match &text[bare.place] {
            shown if shown == bare.url => shown.to_owned(),
            shown => format!("{shown}>{}", bare.url),
        };
        bare_addresses(text, &[]).into_iter().map(show).collect()
    }

    #[test]
    fn addresses_end_before_punctuation() {
        assert_eq!(
            found("See (https://ex.org/a_(b)), HTTP://ex.org?x=&amp; or www.ex.org/c~."),
            [
                "https://ex.org/a_(b)", "HTTP://ex.org?x=", "www.ex.org/c>http://www.ex.org/c"
            ]
        );
        assert_eq!(
            found("me+you@ex-a.org. ftp://ex.org/<b> http://localhost:80/"),
            [
                "me+you@ex-a.org>mailto:me+you@ex-a.org", "ftp://ex.org/", "http://localhost:80/"
            ]
        );
    }

    #[test]
    fn other_words_are_not_addresses() {
        for text in [
            "xhttp://ex.org", "awww.ex.org",
            "http:// www. @ex.org me@ex me@ex.org- a.b http://a_b.c", "://ex.org", "me@ex.org_",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert!(bare_addresses("http://ex.org", &[4]).is_empty());
    }
}
