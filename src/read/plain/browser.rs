//! Removes the numbering of text browsers: `See [3]the report`, and at the end of the page
//!
//! ```text
//! References
//!
//!    1. http://ex.org/
//! ```
//!
//! They number every link of a page, before its words, and a printed page has numbers of its own besides. The
//! browser's numbers count upwards through the page, which distinguishes them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::line::Line;
use super::marks::{Mark, Marks, precedes_words};
use super::profile::{BROWSERS, Label, Numbering};
use crate::grammar::entry::{address, entry};
use crate::grammar::marker::marker;
use crate::grammar::space::trim_start;
use crate::grammar::url::{is_absolute, starts_as_url};
use crate::read::patched::Patched;

/// A text with the browser's numbers and list removed.
#[derive(Debug)]
pub(super) struct WithoutNumbers<'a> {
    pub(super) text: Patched<'a>,
    pub(super) links: BrowserLinks,
}

/// The links that a browser numbered.
#[derive(Debug, Default)]
pub(super) struct BrowserLinks {
    /// The offset of each link in the text, ascending, and its URL.
    pub(super) starts: Vec<(usize, String)>,
    /// The URLs of links that show no words.
    pub(super) hidden: Vec<String>,
    /// The span of the browser's list in the original text.
    pub(super) list: Option<Range<usize>>,
    /// The spans of its numbers in the original text, ascending.
    pub(super) marks: Vec<Range<usize>>,
}

impl BrowserLinks {
    /// The links that start in a span of the text.
    pub(super) fn within(&self, range: Range<usize>) -> &[(usize, String)] {
        let from = self.starts.partition_point(|(at, _)| *at < range.start);
        let to = self.starts.partition_point(|(at, _)| *at < range.end);
        &self.starts[from..to.max(from)]
    }
}

/// Removes the browser's numbers and its list from a text.
pub(super) fn remove_numbers<'a>(input: &'a str, lines: &[Line<'_>]) -> WithoutNumbers<'a> {
    let lists = BROWSERS
        .iter()
        .flat_map(|numbering| lists(lines, numbering));
    let numbered = lists.filter_map(|mut list| {
        let own = page_entries(&lines[..list.heading]);
        if !own.is_empty() {
            // The page lists such links itself.
            list.hidden.clear();
        }
        let marks = Marks::of(&input[..lines[list.heading].start], &list, &own).find();
        // Some numbers may be lost when a text is copied and edited. If most are missing, the list is the author's
        // own.
        let has_words = |(mark, _): &&Mark| precedes_words(&input[mark.end..]);
        let used = marks.iter().filter(has_words).map(|(_, number)| *number);
        let used: HashSet<u32> = used.collect();
        let listed = used.iter().filter(|number| list.urls.contains_key(number));
        let listed = listed.count();
        (listed > 0 && listed * 2 >= list.urls.len()).then_some((listed, list, marks))
    });
    // Of several lists with equally many numbers in the text, the last one counts.
    let most = numbered.reduce(|one, other| if other.0 > one.0 { other } else { one });
    match most {
        Some((_, list, marks)) => unnumbered(input, &marks, &list, &places(lines, &list)),
        None => WithoutNumbers {
            text: Patched::with(input, []),
            links: BrowserLinks::default(),
        },
    }
}

/// How many lists are examined from the end: lynx adds one for each image map.
const MAX_LISTS: usize = 4;

/// The lists that may be the browser's, from the end.
fn lists<'a>(
    lines: &'a [Line<'a>],
    numbering: &'static Numbering,
) -> impl Iterator<Item = BrowserList> + 'a {
    let mut end = lines.len();
    let next = std::iter::from_fn(move || {
        let list = last_list(&lines[..end], lines, numbering)?;
        end = list.heading;
        Some(list)
    });
    next.take(MAX_LISTS)
}

/// The entries of the page's own lists: a number followed by an address, which may be on the next line.
fn page_entries<'a>(lines: &[Line<'a>]) -> HashMap<u32, &'a str> {
    let mut entries = HashMap::new();
    for (at, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_bracket)
    {
        for start in memchr::memchr_iter(b'[', line.text.as_bytes()) {
            let Ok((rest, number)) = marker(&line.text[start..]) else {
                continue;
            };
            let next = lines.get(at + 1).map_or("", |next| next.text);
            let words = match rest {
                "" => next,
                _ if start == 0 => address(rest).url,
                _ => rest.strip_prefix(' ').unwrap_or_default(),
            };
            let url = words.split(' ').next().unwrap_or_default();
            if starts_as_url(trim_start(url)) {
                entries.insert(number, trim_start(url));
            }
        }
    }
    entries
}

fn unnumbered<'a>(
    input: &'a str,
    marks: &[Mark],
    list: &BrowserList,
    places: &[Range<usize>],
) -> WithoutNumbers<'a> {
    let marked = marks.iter().map(|(mark, _)| (mark.clone(), ""));
    let mut removed = 0;
    let mut starts = Vec::with_capacity(marks.len());
    for (mark, number) in marks {
        // An image without a link leads nowhere, and neither does an image map itself.
        let url = list.urls.get(number);
        if let Some(url) = url.filter(|url| !url.starts_with("LYNXIMGMAP:")) {
            // The words may be on the next line.
            let after = &input[mark.end..];
            let gap = after.len() - after.trim_ascii_start().len();
            starts.push((mark.start - removed + gap, url.clone()));
        }
        removed += mark.len();
    }
    let listed = places.iter().map(|place| (place.clone(), ""));
    let ends = places.first().zip(places.last());
    WithoutNumbers {
        text: Patched::with(input, marked.chain(listed)),
        links: BrowserLinks {
            starts,
            hidden: list.hidden.clone(),
            list: ends.map(|(first, last)| first.start..last.end),
            marks: marks.iter().map(|(mark, _)| mark.clone()).collect(),
        },
    }
}

/// The spans of a list, and of those for image maps that lynx adds after it. Lines of the page may be between them.
fn places(lines: &[Line<'_>], list: &BrowserList) -> Vec<Range<usize>> {
    let mut own = list.own.clone();
    let mut last = own.last().copied().unwrap_or(list.heading);
    for (at, line) in lines.iter().enumerate().skip(last + 1) {
        let in_maps = lines[last].text == "[USEMAP]";
        let is_map = line.text == "[USEMAP]" || (in_maps && is_absolute(line.text));
        if is_map || list.numbering.entry(line).is_some() {
            last = at;
            own.push(at);
        } else if !line.is_blank() {
            break;
        }
    }
    let is_next = |a: &usize, b: &usize| lines[a + 1..*b].iter().all(Line::is_blank);
    let pieces = own.chunk_by(is_next);
    let place = |piece: &[usize]| {
        let last = &lines[piece[piece.len() - 1]];
        lines[piece[0]].start..last.start + last.text.len()
    };
    pieces.map(place).collect()
}

/// Whether a text contains the heading of a browser's list: a quick test. It cannot look for number 1, which an image
/// at the top of the page may have taken.
pub(super) fn may_have_list(text: &str) -> bool {
    let has = |heading: &&str| memchr::memmem::find(text.as_bytes(), heading.as_bytes()).is_some();
    BROWSERS
        .iter()
        .flat_map(|numbering| numbering.headings)
        .any(has)
}

/// The list of links that a browser prints below a page.
pub(super) struct BrowserList {
    pub(super) numbering: &'static Numbering,
    /// The index of the line with its heading.
    heading: usize,
    /// The indices of the browser's own lines, ascending. All other lines in the list belong to the page.
    own: Vec<usize>,
    pub(super) urls: HashMap<u32, String>,
    /// The URLs of links without words, whose numbers may also be those of other links.
    hidden: Vec<String>,
    /// The highest number in `urls`.
    pub(super) highest: u32,
}

/// Finds the last list in `lines` that may be the browser's: a heading on its own line, with entries from 1 below it.
/// elinks numbers images without listing them, so the first number may be higher. The list may continue in `all`
/// lines.
fn last_list(
    lines: &[Line<'_>],
    all: &[Line<'_>],
    numbering: &'static Numbering,
) -> Option<BrowserList> {
    let heading_of = |at: usize| {
        // Cheap, and few lines have a number.
        let number = numbering.number(&lines[at])?;
        let heading = heading_of(lines, at, numbering)?;
        let is_named = || numbering.is_heading(&lines[heading]);
        let is_first = match number {
            (1, url) if is_absolute(url) => {
                numbering.entries == Label::Dot && numbering.is_indented || is_named()
            }
            _ => is_named(),
        };
        is_first.then_some(heading)
    };
    let (first, heading) = (0..lines.len())
        .rev()
        .find_map(|at| Some((at, heading_of(at)?)))?;
    let own = (heading..first).filter(|at| numbering.is_heading(&lines[*at]));
    let mut list = BrowserList {
        numbering,
        heading,
        own: own.collect(),
        urls: HashMap::new(),
        hidden: Vec::new(),
        highest: 0,
    };
    list.read(all, first);
    Some(list)
}

impl BrowserList {
    /// Reads the entries, starting at the first.
    fn read(&mut self, lines: &[Line<'_>], first: usize) {
        let numbering = self.numbering;
        let (mut last, mut between, mut is_hidden) = (0_u32, 0, false);
        // The line above and its number, if it has a number and words. The line belongs to the page, unless its
        // address follows below or it is a form field.
        let mut title = None;
        for (at, line) in lines.iter().enumerate().skip(first) {
            let below = title.take().filter(|_| is_absolute(line.text));
            self.own.extend(below.map(|(at, _)| at));
            let below_title = below.map(|(_, number)| (number, line.text));
            let next = numbering.number(line).map(|(number, _)| (at, number));
            let next = next.filter(|(_, number)| between == 0 && *number > last);
            match below_title.or_else(|| numbering.entry(line)) {
                // After lines of the page, the count has to continue.
                Some((number, _)) if between > 0 && Some(number) != last.checked_add(1) => break,
                Some((number, url)) => {
                    let url = url.to_owned();
                    match is_hidden {
                        true => self.hidden.push(url),
                        false => drop(self.urls.insert(number, url)),
                    }
                    self.own.push(at);
                    (last, between) = (number, 0);
                }
                None if numbering.is_heading(line) => {
                    is_hidden = numbering.hidden == Some(line.text.trim_end_matches(':'));
                    self.own.push(at);
                }
                None if next.is_some() && numbering.lists_fields => self.own.push(at),
                None if next.is_some() => title = next,
                None if line.is_blank() || line.text.ends_with(':') => {}
                None if between < MAX_LINES_BETWEEN => between += 1,
                None => break,
            }
        }
        let is_heading = |at: &usize| numbering.is_heading(&lines[*at]);
        let end = self.own.iter().rposition(|at| !is_heading(at));
        self.own.truncate(end.map_or(0, |end| end + 1));
        self.highest = self.urls.keys().copied().max().unwrap_or(0);
    }
}

/// How many lines of the page may be between two entries: someone who edited the text may have added them.
const MAX_LINES_BETWEEN: usize = 4;

impl Numbering {
    /// Whether a line is a heading that the browser prints in its list. Other lines of words belong to the page.
    fn is_heading(&self, line: &Line<'_>) -> bool {
        self.headings.contains(&line.text.trim_end_matches(':'))
    }

    /// Parses an entry of the list that has an address.
    fn entry<'a>(&self, line: &Line<'a>) -> Option<(u32, &'a str)> {
        self.number(line).filter(|(_, url)| is_absolute(url))
    }

    /// Parses the number of an entry and returns it with the rest of the line. Buttons and other fields have no
    /// address, and titles are on the line above theirs.
    fn number<'a>(&self, line: &Line<'a>) -> Option<(u32, &'a str)> {
        if self.entries == Label::Bracket {
            let (rest, number) = entry(line.text).ok().filter(|_| line.has_bracket)?;
            return Some((number, rest));
        }
        let starts_well = line.text.starts_with(|c: char| c.is_ascii_digit());
        let is_in_place = starts_well && (line.indent > 0) == self.is_indented;
        let (number, rest) = is_in_place.then(|| line.text.split_once(". "))??;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Some((number.parse().ok()?, rest)))?
    }
}

/// The heading directly above the first entry of a list: the nearest line above that is not indented. At most one
/// line may be between them, such as "Visible links".
fn heading_of(lines: &[Line<'_>], first: usize, numbering: &Numbering) -> Option<usize> {
    let near = first.saturating_sub(4)..first;
    let heading = near.rev().find(|at| {
        let line = &lines[*at];
        line.indent == 0 && !line.is_blank()
    })?;
    let mut between = lines[heading + 1..first]
        .iter()
        .filter(|line| !line.is_blank());
    let is_alone = between
        .next()
        .is_none_or(|line| numbering.number(line).is_none());
    (is_alone && between.next().is_none()).then_some(heading)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const PAGE: &str = "   See [1]the report [1], [2]that [2]end.\n\n   [1] http://b.com/\n\n\
                        References\n\n   1. http://b.com/\n   2. http://ex.org/c\n";

    #[test]
    fn numbers_of_equal_urls_repeat() {
        let unnumbered = remove_numbers(PAGE, &lines(PAGE));
        assert_eq!(
            unnumbered.text.text.trim_ascii_end(),
            "   See the report [1], that end.\n\n   [1] http://b.com/"
        );
        let starts: Vec<_> = unnumbered
            .links
            .starts
            .iter()
            .map(|(at, url)| (*at, url.as_str()))
            .collect();
        let url = "http://ex.org/c";
        assert_eq!(starts, [(7, "http://b.com/"), (23, url), (28, url)]);
    }

    #[test]
    fn lines_of_the_page_are_kept() {
        let page = PAGE.replace("References\n", "References\nA note.\n\nHidden links:\n");
        let page = page.replace("   2. http://ex", "Another.\n   2. http://ex") + "\nThe end.\n";
        let text = remove_numbers(&page, &lines(&page)).text.text.into_owned();
        let left: Vec<&str> = text.split_whitespace().skip(9).collect();
        assert_eq!(left.join(" "), "A note. Another. The end.", "{text}");
    }

    #[test]
    fn a_bibliography_is_no_browser_s_list() {
        let text = "See [1].\n\nReferences\n\n  1. http://a.org/\n";
        assert!(remove_numbers(text, &lines(text)).links.list.is_none());
    }
}
