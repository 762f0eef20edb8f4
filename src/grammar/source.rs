//! Parses the source line: label, stamp and address.
//!
//! A source line is recognized by its form alone here. Whether its label is known, and whether it is in the right
//! place, is for the caller to say ([`SourceSigns`]).

use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::{char, multispace0, one_of};
use nom::combinator::{map_opt, not, opt, verify};
use nom::error::{Error, ErrorKind};
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::date;
use super::entry::entry;
use super::space::trim_start;
use super::url::starts_as_url;

/// The maximum length of a label in characters, without the space around it. Known ones have up to 40, but labels are
/// free text.
const MAX_LABEL_CHARS: usize = 120;
/// The maximum length of a stamp in characters.
const MAX_STAMP_CHARS: usize = 160;

/// A source line in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceLine<'a> {
    pub(crate) label: &'a str,
    pub(crate) stamp: Option<StampText<'a>>,
    pub(crate) url: &'a str,
}

/// A stamp: a date with the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StampText<'a> {
    pub(crate) before: &'a str,
    pub(crate) date: &'a str,
    pub(crate) after: &'a str,
}

impl StampText<'_> {
    /// The words with a slot for the date: `modified on {date}`.
    pub(crate) fn label(&self) -> String {
        format!("{}{{date}}{}", self.before, self.after)
    }

    /// Whether it is so long that it must be prose in parentheses.
    fn is_long(&self) -> bool {
        let parts = [self.before, self.date, self.after];
        parts.map(|part| part.chars().count()).iter().sum::<usize>() > MAX_STAMP_CHARS
    }
}

/// What is known about a line besides its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceSigns {
    /// Whether its label is known.
    pub(crate) known: bool,
    /// Whether part of it is strong.
    pub(crate) strong: bool,
    /// Whether it is directly above the list.
    pub(crate) above_list: bool,
}

impl SourceLine<'_> {
    /// Whether the line really is a source line, not any label with some text. It needs a known label before a
    /// possible address, or an address with a stamp, or an address in the place and type of a source line. Callers do
    /// not ask where the markup of a page names its source line.
    pub(crate) fn is_source(&self, signs: SourceSigns) -> bool {
        if self.stamp.is_some_and(|stamp| stamp.is_long()) {
            return false;
        }
        let address = starts_as_url(self.url);
        let one_word = !self.url.contains(' ') && self.url.contains(['.', '/']);
        let known = match self.url {
            "" => self.stamp.is_some(),
            _ => signs.above_list || address || one_word,
        };
        let looks = signs.above_list && signs.strong && !self.url.contains(' ');
        (signs.known && known) || (address && (self.stamp.is_some() || looks))
    }
}

/// `source-line = label *space ["(" stamp ")" *space] colon *space url [1*space "(" stamp ")"]`, the colon not before
/// `//`
///
/// `URL source (modifié le 29/06/2018 - 14:56): https://ex.org/p`; the URL may be missing. Some themes print a stamp
/// of their own after the address: `Quell-URL: https://ex.org/p (gedruckt am 29.06.2018)`.
pub(crate) fn source_line(line: &str) -> IResult<&str, SourceLine<'_>> {
    // Most lines are prose without a colon.
    if !may_have_colon(line) {
        return Err(nom::Err::Error(Error::new(line, ErrorKind::Char)));
    }
    let (rest, label) = label(line.trim_ascii_start())?;
    let (rest, stamp) = opt(in_parentheses).parse(rest)?;
    let (rest, _) = (multispace0, colon).parse(rest)?;
    // The colon in `http://` does not end a label.
    let (rest, _) = not(tag("//")).parse(rest)?;
    let url = trim_start(rest).trim_ascii_end();
    let (url, stamp) = match stamp {
        Some(_) => (url, stamp),
        None => stamp_after(url).map_or((url, None), |(url, stamp)| (url, Some(stamp))),
    };
    let line = SourceLine {
        label: label.trim_ascii_end(),
        stamp,
        url,
    };
    Ok(("", line))
}

/// Whether a text may contain a colon, as a source line does: a quick test. 0xEF is the first byte of the fullwidth
/// colon.
pub(crate) fn may_have_colon(text: &str) -> bool {
    memchr::memchr2(b':', 0xef, text.as_bytes()).is_some()
}

/// Whether a text may contain the end of a source line's label: a colon, or the parenthesis of a stamp.
pub(crate) fn may_have_label(text: &str) -> bool {
    memchr::memchr3(b':', 0xef, b'(', text.as_bytes()).is_some()
}

/// `label = 1*char`, up to a parenthesis, colon or bracket, and at most [`MAX_LABEL_CHARS`] long; one that starts with
/// `>` would be a quotation
fn label(input: &str) -> IResult<&str, &str> {
    let words = take_till1(|c| matches!(c, '(' | ':' | '：' | '[' | '\u{fffc}'));
    verify(words, |words: &str| {
        let words = words.trim_ascii();
        !words.is_empty() && !words.starts_with('>') && !is_longer(words, MAX_LABEL_CHARS)
    })
    .parse(input)
}

/// Whether a text has more than a number of characters.
pub(crate) fn is_longer(text: &str, chars: usize) -> bool {
    text.chars().nth(chars).is_some()
}

/// `colon = ":" / "："`
fn colon(input: &str) -> IResult<&str, char> {
    one_of(":：")(input)
}

/// `in-parentheses = "(" stamp ")"`, up to the first closing parenthesis before a colon
fn in_parentheses(input: &str) -> IResult<&str, StampText<'_>> {
    delimited(
        (multispace0, char('(')),
        map_opt(before_close, stamp),
        char(')'),
    )
    .parse(input)
}

/// The text up to a `)` that a colon follows.
fn before_close(input: &str) -> IResult<&str, &str> {
    let closes = |&(at, _): &(usize, &str)| colon(input[at + 1..].trim_ascii_start()).is_ok();
    match input.match_indices(')').find(closes) {
        Some((at, _)) => Ok((&input[at..], &input[..at])),
        None => Err(nom::Err::Error(Error::new(input, ErrorKind::Char))),
    }
}

/// Splits an address without spaces from the stamp in parentheses after it.
fn stamp_after(url: &str) -> Option<(&str, StampText<'_>)> {
    let (url, inside) = url.strip_suffix(')')?.split_once(" (")?;
    let url = url.trim_ascii_end();
    let is_address = starts_as_url(url) && !url.contains(' ');
    // Here the date must be certain. Finding one is slow, so it comes last.
    if !is_address || inside.contains(['(', ')']) || date::find(inside).is_none() {
        return None;
    }
    let stamp = stamp(inside).filter(|stamp| !stamp.is_long())?;
    Some((url, stamp))
}

/// `stamp = words date words`, where either words may be missing
///
/// `retrieved on 06/29/2018 - 14:56` is split before `06`. A date in an unknown format extends from the first digit
/// to the end.
pub(crate) fn stamp(inside: &str) -> Option<StampText<'_>> {
    let range = match date::find(inside) {
        Some(range) => range,
        None => inside.find(|c: char| c.is_numeric())?..inside.trim_ascii_end().len(),
    };
    Some(StampText {
        before: inside[..range.start].trim_ascii_start(),
        date: &inside[range.clone()],
        after: inside[range.end..].trim_ascii_end(),
    })
}

/// `heading = words [colon]`: the heading of a list without its colon
pub(crate) fn heading(line: &str) -> &str {
    line.trim_ascii()
        .trim_end_matches([':', '：'])
        .trim_ascii_end()
}

/// Whether unknown words may be the heading of the list.
pub(crate) fn is_heading(words: &str) -> bool {
    /// The maximum length of a heading in characters.
    const MAX_HEADING_CHARS: usize = 60;
    !is_longer(words, MAX_HEADING_CHARS)
        && !words.is_empty()
        && entry(words).is_err()
        // It would quote the line.
        && !words.starts_with('>')
        && heading(words) == words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Label, stamp in its parts, and address.
    type Parts<'a> = (&'a str, Option<(&'a str, &'a str, &'a str)>, &'a str);

    fn parts(line: &str) -> Option<Parts<'_>> {
        let (_, line) = source_line(line).ok()?;
        let stamp = line.stamp.map(|s| (s.before, s.date, s.after));
        Some((line.label, stamp, line.url))
    }

    #[test]
    fn label_stamp_and_address_are_split() {
        assert_eq!(
            parts("URL de la source (modifié le 29/06/2018 - 14:56): https://ex.org/p"),
            Some((
                "URL de la source",
                Some(("modifié le ", "29/06/2018 - 14:56", "")),
                "https://ex.org/p"
            ))
        );
        assert_eq!(
            parts("Kaynak URL (29/06/2018 - 14:56 tarihinde yazdırıldı):http://ex.org"),
            Some((
                "Kaynak URL",
                Some(("", "29/06/2018 - 14:56", " tarihinde yazdırıldı")),
                "http://ex.org"
            ))
        );
        assert_eq!(parts("Source URL:"), Some(("Source URL", None, "")));
        assert_eq!(
            parts("URL source\u{a0}:\u{a0}http://ex.org/\u{a0}"),
            Some(("URL source\u{a0}", None, "http://ex.org/\u{a0}"))
        );
        assert_eq!(
            parts("Source URL: http://ex.org/a_(b)"),
            Some(("Source URL", None, "http://ex.org/a_(b)"))
        );
    }

    #[test]
    fn a_stamp_may_follow_the_address() {
        assert_eq!(
            parts("Quell-URL: http://ex.org/a (gedruckt am 29.06.2018)"),
            Some((
                "Quell-URL",
                Some(("gedruckt am ", "29.06.2018", "")),
                "http://ex.org/a"
            ))
        );
        for url in [
            "http://ex.org/a (b)", "http://ex.org/a_(29.06.2018)", "http://ex.org/a b (29.06.2018)",
        ] {
            assert_eq!(parts(&format!("URL: {url}")), Some(("URL", None, url)));
        }
    }

    #[test]
    fn a_date_of_unknown_form_is_kept_whole() {
        assert_eq!(
            parts("Page (as of day 3 of the moon): /p"),
            Some(("Page", Some(("as of day ", "3 of the moon", "")), "/p"))
        );
    }

    #[test]
    fn a_stamp_as_long_as_prose_is_not_in_a_source_line() {
        let line = format!("Source URL (in {} 2018): https://ex.org/", "x".repeat(160));
        let (_, line) = source_line(&line).expect("it has all parts");
        let signs = SourceSigns {
            known: true,
            strong: true,
            above_list: true,
        };
        assert!(!line.is_source(signs));
    }

    #[test]
    fn prose_is_not_a_source_line() {
        for line in [
            "", ": x", "no colon here", "A note (see below) and more", "[1] x: y",
            "see http://ex.org/",
        ] {
            assert_eq!(parts(line), None, "{line}");
        }
    }
}
