//! Parses entries of the numbered list: number, title and address.

use nom::character::complete::space0;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::marker::{label, marker};
use super::space::trim_start;
use super::url::starts_as_url;

/// The content of an entry after its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) url: &'a str,
}

/// `entry = label *space rest-of-line`
///
/// `[17] http://sp.org/a b.pdf` gives 17 and the address with its space.
pub(crate) fn entry(line: &str) -> IResult<&str, u32> {
    terminated(label, space0).parse(line.trim_ascii_start())
}

/// `address = [title ":" 1*space] url`
///
/// `the report: http://b.com/` gives a title and an address. `http://b.com/: x` is all address, and so is a text
/// without any address, since glossaries look like such lists. No-break spaces and invisible characters before an
/// address do not belong to it.
pub(crate) fn address(rest: &str) -> Address<'_> {
    let url = bare(rest);
    if starts_as_url(url) {
        return Address { title: None, url };
    }
    // Invisible characters before a title belong to it.
    let rest = rest.trim_ascii();
    for (colon, _) in rest.match_indices(':') {
        let url = trim_start(&rest[colon + 1..]);
        if url.len() < rest.len() - colon - 1 && starts_as_url(url) {
            return titled(&rest[..colon], url);
        }
    }
    Address {
        title: None,
        url: rest,
    }
}

/// The same where the markup shows where the URL starts, as in `the report: **http://b.com/**`.
pub(crate) fn marked_address(rest: &str, url_start: usize) -> Address<'_> {
    match rest
        .get(..url_start)
        .map(str::trim_ascii)
        .zip(rest.get(url_start..))
    {
        Some(("", url)) => titled("", bare(url)),
        Some((title, url)) if title.ends_with(':') => titled(&title[..title.len() - 1], bare(url)),
        _ => address(rest),
    }
}

/// An address without the space around it. At its end only ASCII space is removed: the rest may be part of it.
fn bare(url: &str) -> &str {
    trim_start(url).trim_ascii_end()
}

fn titled<'a>(title: &'a str, url: &'a str) -> Address<'a> {
    let title = title.trim_ascii();
    Address {
        title: (!title.is_empty()).then_some(title),
        url,
    }
}

/// Splits entries on the same line, as in `[1] http://a/ [2] http://b/`: returns the offset of the entry with this
/// number in the rest of the line before it. It must follow a space, or a tag that the Markdown parser did not
/// recognize.
pub(crate) fn next_entry(rest: &str, number: u32) -> Option<usize> {
    memchr::memchr_iter(b'[', rest.as_bytes()).find(|&at| {
        let begins = at == 0 || rest[..at].ends_with(|c: char| c.is_whitespace() || c == '>');
        begins && matches!(marker(&rest[at..]), Ok((_, found)) if found == number)
    })
}

/// Whether the text before an offset is an entry with an address, and the text after it starts with one.
pub(crate) fn is_between_addresses(text: &str, at: usize) -> bool {
    let has_address = |entry: &str| starts_as_url(address(entry).url);
    has_address(&text[..at]) && marker(&text[at..]).is_ok_and(|(rest, _)| has_address(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_rest_of_the_line() {
        assert_eq!(
            entry("[17] http://sp.org/a b.pdf"),
            Ok(("http://sp.org/a b.pdf", 17))
        );
        assert_eq!(entry(" [2]http://sp.org/"), Ok(("http://sp.org/", 2)));
        assert!(entry("17] x").is_err());
    }

    #[test]
    fn a_title_ends_before_the_address() {
        let of = |rest| {
            let Address { title, url } = address(rest);
            (title, url)
        };
        assert_eq!(
            of("the report: http://b.com/"),
            (Some("the report"), "http://b.com/")
        );
        assert_eq!(of("a: b: http://b.com/"), (Some("a: b"), "http://b.com/"));
        assert_eq!(of(": http://b.com/"), (None, "http://b.com/"));
        assert_eq!(
            of("\u{200e}+962 6: \u{200e}tel:+9626"),
            (Some("\u{200e}+962 6"), "tel:+9626")
        );
        assert_eq!(of("\u{200e}http://b.com/"), (None, "http://b.com/"));
        assert_eq!(
            of("\u{a0}\u{a0}http://a.org/\u{a0}"),
            (None, "http://a.org/\u{a0}")
        );
        assert_eq!(
            of("\u{a0}: http://b.com/"),
            (Some("\u{a0}"), "http://b.com/")
        );
        assert_eq!(
            of("http://b.com/: http://c/"),
            (None, "http://b.com/: http://c/")
        );
        assert_eq!(of("HTML: a language"), (None, "HTML: a language"));
        assert_eq!(of("10:30"), (None, "10:30"));
        let marked = marked_address("see: Image", 5);
        assert_eq!((marked.title, marked.url), (Some("see"), "Image"));
    }

    #[test]
    fn entries_on_one_line_are_split_by_their_numbers() {
        assert_eq!(next_entry("http://a/ [2] http://b/", 2), Some(10));
        assert_eq!(next_entry("http://a/[2] [3] x", 2), None);
    }
}
