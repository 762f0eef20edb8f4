//! The numbering of text browsers: `See [3]the report`, and at the end of the page
//!
//! ```text
//! References
//!
//!    1. http://ex.org/
//! ```
//!
//! lynx and elinks number every link of a page, before its words, and a printed page has its own
//! numbers besides. The browser's numbers count up without repeating, so they can be told apart.

use std::collections::HashMap;
use std::ops::Range;

use super::line::Line;
use crate::grammar::marker::marker;
use crate::grammar::url::is_absolute;
use crate::read::patched::Patched;

/// A text without a browser's numbers.
#[derive(Debug)]
pub(super) struct Unnumbered<'a> {
    pub(super) text: Patched<'a>,
    pub(super) links: BrowserLinks,
}

/// The links that a browser numbered.
#[derive(Debug, Default)]
pub(super) struct BrowserLinks {
    /// Where each starts in the text, ascending, and where it leads.
    pub(super) starts: Vec<(usize, String)>,
    /// Where the browser's list stood in the original.
    pub(super) list: Option<Range<usize>>,
}

impl BrowserLinks {
    /// The links that start in a range of the text.
    pub(super) fn within(&self, range: Range<usize>) -> &[(usize, String)] {
        let from = self.starts.partition_point(|(at, _)| *at < range.start);
        let to = self.starts.partition_point(|(at, _)| *at < range.end);
        &self.starts[from..to.max(from)]
    }
}

/// Takes a browser's numbers and list out of a text.
pub(super) fn take_numbers<'a>(input: &'a str, lines: &[Line<'_>]) -> Unnumbered<'a> {
    let mut best: Option<(BrowserList, Vec<Mark>)> = None;
    let mut end = lines.len();
    for _ in 0..LISTS {
        let Some(list) = last_list(lines, end) else {
            break;
        };
        end = list.heading;
        let marks = marks(&input[..lines[end].start], &list);
        // Some numbers fall prey to whoever copied the text; if it is most, the list is the author's own.
        let listed = marks
            .iter()
            .filter(|(_, number)| list.urls.contains_key(number));
        let listed = listed.count();
        let enough = listed > 0 && listed * 2 >= list.urls.len();
        if enough
            && best
                .as_ref()
                .is_none_or(|(_, most)| marks.len() > most.len())
        {
            best = Some((list, marks));
        }
    }
    match best {
        Some((list, marks)) => unnumbered(input, &marks, &list, &places(lines, &list)),
        None => Unnumbered {
            text: Patched::with(input, []),
            links: BrowserLinks::default(),
        },
    }
}

/// How many lists are looked at from the end: lynx has one for each image map besides.
const LISTS: usize = 4;

fn unnumbered<'a>(
    input: &'a str,
    marks: &[Mark],
    list: &BrowserList,
    places: &[Range<usize>],
) -> Unnumbered<'a> {
    let marked = marks.iter().map(|(mark, _)| (mark.clone(), ""));
    let mut missing = 0;
    let mut starts = Vec::with_capacity(marks.len());
    for (mark, number) in marks {
        // An image without a link leads nowhere, nor does an image map by itself.
        let url = list.urls.get(number);
        if let Some(url) = url.filter(|url| !url.starts_with("LYNXIMGMAP:")) {
            starts.push((mark.start - missing, url.clone()));
        }
        missing += mark.len();
    }
    let listed = places.iter().map(|place| (place.clone(), ""));
    let ends = places.first().zip(places.last());
    Unnumbered {
        text: Patched::with(input, marked.chain(listed)),
        links: BrowserLinks {
            starts,
            list: ends.map(|(first, last)| first.start..last.end),
        },
    }
}

/// Where the lines of a list stand, and those that lynx has behind it for image maps. Between them may stand lines of
/// the page.
fn places(lines: &[Line<'_>], list: &BrowserList) -> Vec<Range<usize>> {
    let mut own = list.own.clone();
    let mut last = own.last().copied().unwrap_or(list.heading);
    for (at, line) in lines.iter().enumerate().skip(last + 1) {
        let in_maps = lines[last].text == "[USEMAP]";
        let is_map = line.text == "[USEMAP]" || (in_maps && is_absolute(line.text));
        if is_map || numbered(line).is_some() {
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

/// Whether a text has a line that can start a browser's list; a quick look. An image at the top of the page may
/// have taken the first numbers.
pub(super) fn may_have_list(text: &str) -> bool {
    let has = |number: &str| memchr::memmem::find(text.as_bytes(), number.as_bytes()).is_some();
    [" 1. ", " 2. ", " 3. "].into_iter().any(has)
}

/// A browser's number, with its place in the text.
type Mark = (Range<usize>, u32);

/// A browser's list.
struct BrowserList {
    /// The line of its heading.
    heading: usize,
    /// The lines that are the browser's, ascending: all others in the list are the page's.
    own: Vec<usize>,
    urls: HashMap<u32, String>,
    /// The highest number.
    highest: u32,
}

/// The last list before a line that can be a browser's: below a heading that starts its line, entries
/// from 1 on, set in. elinks gives a number to an image, but no entry, so that the first may be higher.
fn last_list(lines: &[Line<'_>], end: usize) -> Option<BrowserList> {
    let is_first = |at: &usize| match numbered(&lines[*at]) {
        Some((1, _)) => true,
        Some(_) => heading_of(lines, *at).is_some_and(|heading| is_heading(&lines[heading])),
        None => false,
    };
    let first = (0..end).rev().find(is_first)?;
    let heading = heading_of(lines, first)?;
    let mut own: Vec<usize> = (heading..first)
        .filter(|at| is_heading(&lines[*at]))
        .collect();
    let mut urls = HashMap::new();
    let (mut last, mut between) = (0_u32, 0);
    for (at, line) in lines.iter().enumerate().skip(first) {
        match numbered(line) {
            // Behind lines of the page it has to go on counting.
            Some((number, _)) if between > 0 && Some(number) != last.checked_add(1) => break,
            Some((number, url)) => {
                urls.insert(number, url.to_owned());
                own.push(at);
                (last, between) = (number, 0);
            }
            // "Hidden links" has a list of its own.
            None if is_heading(line) => own.push(at),
            None if line.is_blank() || line.text.ends_with(':') => {}
            None if between < BETWEEN => between += 1,
            None => break,
        }
    }
    let end = own.iter().rposition(|at| numbered(&lines[*at]).is_some());
    own.truncate(end.map_or(0, |end| end + 1));
    Some(BrowserList {
        heading,
        own,
        highest: urls.keys().copied().max().unwrap_or(0),
        urls,
    })
}

/// How many lines of the page may stand between two entries: whoever edited the text put them there.
const BETWEEN: usize = 4;

/// Whether a line is a heading that a browser gives its list. Other words above it or in it are the page's.
fn is_heading(line: &Line<'_>) -> bool {
    const HEADINGS: [&str; 3] = ["References", "Visible links", "Hidden links"];
    HEADINGS.contains(&line.text.trim_end_matches(':'))
}

/// The heading right above the first entry of a list: the nearest line that is not set in. Between the two stands
/// "Visible links" at most.
fn heading_of(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let near = first.saturating_sub(4)..first;
    let heading = near.rev().find(|at| {
        let line = &lines[*at];
        line.indent == 0 && !line.is_blank()
    })?;
    let mut between = lines[heading + 1..first]
        .iter()
        .filter(|line| !line.is_blank());
    let is_alone = between.next().is_none_or(|line| numbered(line).is_none());
    (is_alone && between.next().is_none()).then_some(heading)
}

/// An entry of the browser's list, `  12. http://ex.org/`.
fn numbered<'a>(line: &Line<'a>) -> Option<(u32, &'a str)> {
    let starts_well = line.indent > 0 && line.text.starts_with(|c: char| c.is_ascii_digit());
    let (number, url) = starts_well.then(|| line.text.split_once(". "))??;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && is_absolute(url))
        .then(|| Some((number.parse().ok()?, url)))
        .flatten()
}

/// The browser's numbers in the text, ascending: each number once, one after the other. Images have some that
/// the list has not.
fn marks(text: &str, list: &BrowserList) -> Vec<Mark> {
    let mut found: HashMap<u32, Vec<Range<usize>>> = HashMap::new();
    for at in memchr::memchr_iter(b'[', text.as_bytes()) {
        if let Ok((rest, number)) = marker(&text[at..]) {
            let end = text.len() - rest.len();
            if number <= list.highest && precedes_words(rest) {
                found.entry(number).or_default().push(at..end);
            }
        }
    }
    let mut numbers: Vec<u32> = found.keys().copied().collect();
    numbers.sort_unstable();
    let next_behind = |number: u32, at: usize| {
        let places = found.get(&number)?;
        places.get(places.partition_point(|place| place.start < at))
    };
    let mut marks = Vec::new();
    let mut at = 0;
    for (index, number) in numbers.iter().enumerate() {
        let Some(place) = next_behind(*number, at) else {
            continue;
        };
        // A number that is missing must not be found far behind, where it is the page's own.
        let next = numbers
            .get(index + 1)
            .and_then(|next| next_behind(*next, at));
        if next.is_some_and(|next| next.start < place.start) {
            continue;
        }
        marks.push((place.clone(), *number));
        at = place.end;
    }
    marks
}

/// Whether the text behind a number can be the words of a link.
fn precedes_words(rest: &str) -> bool {
    rest.starts_with(|c: char| {
        !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '!' | '?')
    })
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const PAGE: &str = "   See [1]the report [1], [2]that [2]end.\n\n   [1] http://b.com/\n\n\
                        References\n\n   1. http://b.com/\n   2. http://ex.org/c\n";

    #[test]
    fn the_browser_counts_once() {
        let unnumbered = take_numbers(PAGE, &lines(PAGE));
        assert_eq!(
            unnumbered.text.text.trim_ascii_end(),
            "   See the report [1], that [2]end.\n\n   [1] http://b.com/"
        );
        let starts: Vec<_> = unnumbered
            .links
            .starts
            .iter()
            .map(|(at, url)| (*at, url.as_str()))
            .collect();
        assert_eq!(starts, [(7, "http://b.com/"), (23, "http://ex.org/c")]);
    }

    #[test]
    fn what_is_not_the_browser_s_stays() {
        let page = PAGE.replace("References\n", "References\nA note.\n\nHidden links:\n");
        let page = page.replace("   2. http://ex", "Another.\n   2. http://ex") + "\nThe end.\n";
        let text = take_numbers(&page, &lines(&page)).text.text.into_owned();
        let left: Vec<&str> = text.split_whitespace().skip(9).collect();
        assert_eq!(left.join(" "), "A note. Another. The end.", "{text}");
    }

    #[test]
    fn a_bibliography_is_no_browser_s_list() {
        let text = "See [1].\n\nReferences\n\n  1. http://a.org/\n";
        assert!(take_numbers(text, &lines(text)).links.list.is_none());
    }
}
