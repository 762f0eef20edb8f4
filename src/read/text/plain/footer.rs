//! Source line and list in plain text.
//!
//! Lines are all there is, so the list is found by counting: from the end upwards, lines that start
//! with one number less each. What stands between two entries goes on with the first of them, where
//! the text was wrapped, or is the head or foot of a page that came in between.

use std::ops::Range;

use super::address::{goes_on, is_cut_in_scheme, without_repeated};
use super::line::{Line, Margin};
use crate::label::{Part as Words, Vocabulary};
use crate::read::sheet::{Entry, Escape, Footer, FoundSource, List, is_address, split_entries};
use crate::reference::entry::{address, entry, next_entry};
use crate::reference::source::{Form, SourceLine, heading, is_heading, source_line};
use crate::reference::space::trim_start;
use crate::reference::url::{is_same_place, starts_as_url};

/// How many lines an entry may have, if blank lines are among them.
const ENTRY_LINES: usize = 8;
/// The same, if a page ends among them, with its foot and the head of the next one.
const PAGE_LINES: usize = 24;
/// How many lines several entries may have that stand on them one behind another.
const CROWDED_LINES: usize = 200;
/// How many lines a source line may have.
const SOURCE_LINES: usize = 5;
/// How far from its list, or from the end of the text, the source line may stand.
const SOURCE_WITHIN: usize = 40;

/// A footer in the lines of a text.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) footer: Footer,
    /// The lines of the article.
    pub(super) body: Range<usize>,
    /// The lines that stand in or behind the footer and are none of it.
    pub(super) rest: Vec<usize>,
    /// The `>` before the lines of the footer.
    pub(super) quotes: usize,
}

impl Placed {
    /// A text that is an article throughout.
    pub(super) fn without_footer(lines: &[Line<'_>]) -> Self {
        Self {
            footer: Footer::default(),
            body: 0..lines.len(),
            rest: Vec::new(),
            quotes: 0,
        }
    }
}

/// What a text has of footers.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) footer: Option<Placed>,
    /// The line behind the last list of another article above, whose numbers are none of the footer's.
    pub(super) others: usize,
    /// A list that is left as text: another article's, or one that looks alike where there is none of an exporter's.
    pub(super) look_alike: Option<LookAlike>,
}

/// A numbered list that is not the article's.
#[derive(Debug)]
pub(super) struct LookAlike {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    pub(super) why: &'static str,
}

/// Finds the footer of a text.
pub(super) fn find(lines: &[Line<'_>], margin: &Margin, words: &Vocabulary) -> Found {
    let finder = Finder {
        lines,
        margin,
        words,
    };
    let mut look_alike = None;
    let mut end = lines.len();
    while let Some(run) = finder.last_run(end) {
        let head = finder.head(run.start);
        match judge(&run, &head) {
            Verdict::List => {
                let footer = finder.place(run, head);
                let other = finder.list_of_another(footer.body.end);
                return Found {
                    footer: Some(footer),
                    others: other.as_ref().map_or(0, |run| run.end),
                    look_alike: other.map(|run| finder.look_alike(&run, ANOTHER)),
                };
            }
            Verdict::LookAlike(why) => {
                look_alike.get_or_insert_with(|| finder.look_alike(&run, why));
            }
            Verdict::Text => {}
        }
        end = run.start;
    }
    let source = finder.source_within(lines.len());
    Found {
        footer: source.map(|(source, at)| finder.place_source(source, at)),
        others: 0,
        look_alike,
    }
}

/// A run of lines that count up.
struct Run {
    start: usize,
    end: usize,
    entries: Vec<Entry>,
    /// Lines between the entries that are none of them.
    strays: Vec<usize>,
    /// Whether numbers are written as definitions, `[1]: http://…`.
    defines: bool,
}

/// What stands above a list.
#[derive(Default)]
struct Head {
    heading: Option<String>,
    known: bool,
    /// Whether dashes underline the heading, as mail programs do.
    dashes: bool,
    source: Option<FoundSource>,
    /// The first line of it all.
    start: usize,
}

/// Why a list is left as text that has a source line of its own.
const ANOTHER: &str = "it is that of another article above";

enum Verdict {
    List,
    LookAlike(&'static str),
    Text,
}

/// Whether a run is the list of an exporter.
fn judge(run: &Run, head: &Head) -> Verdict {
    let entries = &run.entries;
    let counts = entries
        .iter()
        .zip(1..)
        .all(|(entry, number)| entry.number == number);
    let addresses = entries.iter().filter(|entry| is_address(entry)).count();
    let all = addresses == entries.len();
    if head.source.is_some() || (head.known && counts && !head.dashes && !run.defines) {
        return Verdict::List;
    }
    match () {
        () if addresses * 2 < entries.len() && entries.len() > 1 && counts => {
            Verdict::LookAlike("its entries are no addresses, as those of a bibliography")
        }
        // Numbers alone are no list.
        () if entries.iter().all(|entry| entry.text.is_empty()) => Verdict::Text,
        () if addresses == 0 || !all => Verdict::Text,
        () if run.defines => Verdict::LookAlike("its numbers are definitions, `[1]: …`"),
        () if head.dashes => Verdict::LookAlike("dashes underline its heading, as in mail"),
        () if !counts => Verdict::LookAlike("it does not count from 1"),
        () => Verdict::List,
    }
}

struct Finder<'a> {
    lines: &'a [Line<'a>],
    margin: &'a Margin,
    words: &'a Vocabulary,
}

impl<'a> Finder<'a> {
    // ---- the list

    /// The last run that ends before a line.
    fn last_run(&self, end: usize) -> Option<Run> {
        let last = self.lines[..end]
            .iter()
            .rposition(|line| number(line).is_some())?;
        let mut start = last;
        let mut first = number(&self.lines[last])?;
        while first > 1 {
            let above = self.number_above(start);
            match above {
                Some((at, number)) if self.goes_before(at, number, start, first) => {
                    (start, first) = (at, number);
                }
                _ => break,
            }
        }
        Some(self.read_run(start, last, end))
    }

    /// The nearest line above that starts with a number.
    fn number_above(&self, start: usize) -> Option<(usize, u32)> {
        let from = start.saturating_sub(CROWDED_LINES);
        let mut blank = false;
        let mut most = ENTRY_LINES;
        for at in (from..start).rev() {
            if let Some(number) = number(&self.lines[at]) {
                return Some((at, number));
            }
            if self.lines[at].new_page {
                most = PAGE_LINES;
            }
            blank |= self.lines[at].is_blank();
            if blank && at + most < start {
                break;
            }
        }
        None
    }

    /// Whether the entry in one line can stand before the one in another.
    fn goes_before(&self, at: usize, number: u32, below: usize, first: u32) -> bool {
        if self.lines[at].quotes != self.lines[below].quotes {
            return false;
        }
        let apart = self.lines[at + 1..below].iter().any(Line::is_blank);
        number + 1 == first || (!apart && (number < first || is_address_line(&self.lines[at])))
    }

    /// Reads the entries from one line to another, and what goes on with the last of them.
    fn read_run(&self, start: usize, last: usize, limit: usize) -> Run {
        let mut entries: Vec<Entry> = Vec::new();
        let mut strays = Vec::new();
        let mut end = start;
        let mut before: Option<usize> = None;
        // The last number so far, also of those within a line.
        let mut counted = 0;
        for at in start..limit {
            let line = &self.lines[at];
            if line.is_blank() {
                continue;
            }
            let is_last = at > last;
            if !is_last && number(line).is_some() {
                entries.extend(self.new_entry(line));
                counted = entries.last().map_or(0, |entry| entry.number);
            } else if let Some((entry, before)) = entries.last_mut().zip(before) {
                match self.join_to(entry, counted, at, before) {
                    Some(join) if !is_last || self.ends_list(entry, counted, at, before) => {
                        entry.text.push_str(join);
                        entry.text.push_str(line.text);
                    }
                    _ if is_last => break,
                    _ => {
                        strays.push(at);
                        continue;
                    }
                }
            }
            counted = count_on(line.text, counted);
            before = Some(at);
            end = at + 1;
        }
        let defines = entries.iter().any(|entry| entry.text.starts_with(": "));
        Run {
            start,
            end,
            entries: finished(entries),
            strays,
            defines,
        }
    }

    /// What joins a line to the entry above it, whose last line is `before`, if it goes on with that.
    fn join_to(
        &self,
        entry: &Entry,
        counted: u32,
        at: usize,
        before: usize,
    ) -> Option<&'static str> {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        let join = goes_on(&entry.text, above, line, self.margin, at == before + 1)?;
        let counts_on = entry.text.ends_with(']') || next_entry(line.text, counted + 1).is_some();
        (counts_on || !self.is_of_page(before, at)).then_some(join)
    }

    /// Whether a line is the foot of a page, or behind its end, and the line of an entry above it was not cut there.
    fn is_of_page(&self, above: usize, at: usize) -> bool {
        /// How many blank lines stand between the foot of a page and its end, at most.
        const FOOT_BLANKS: usize = 3;
        let line = &self.lines[at];
        let ends_page = || {
            let mut below = self.lines[at + 1..].iter().take(FOOT_BLANKS + 1);
            below
                .find(|below| below.new_page || !below.is_blank())
                .is_some_and(|below| below.new_page)
        };
        let counts = || !line.text.contains(char::is_alphabetic);
        let is_foot = (!line.is_one_word || counts()) && ends_page();
        let is_behind = || self.lines[above + 1..=at].iter().any(|line| line.new_page);
        (is_foot || is_behind()) && !self.margin.is_full(&self.lines[above])
    }

    fn new_entry(&self, line: &Line<'_>) -> Option<Entry> {
        let (text, number) = entry(trim_start(line.text)).ok()?;
        let url = trim_start(text);
        let text = if starts_as_url(url) { url } else { text };
        Some(Entry {
            number,
            text: text.to_owned(),
            url_start: None,
            place: Some((line.start..line.start + line.text.len() - text.len()).into()),
        })
    }

    /// Whether a line behind the last number of a list goes on with it: it has its address or more entries,
    /// or it is directly below and the line above had no room for it.
    fn ends_list(&self, entry: &Entry, counted: u32, at: usize, before: usize) -> bool {
        let (above, line) = (&self.lines[before], &self.lines[at]);
        let is_source =
            |(_, found): (&str, SourceLine<'_>)| self.words.knows(Words::Source, found.label);
        if source_line(trim_start(line.text)).is_ok_and(is_source) {
            return false;
        }
        let has_address = |text: &str| text.split(' ').any(starts_as_url);
        if !has_address(&entry.text) || entry.text.ends_with(']') {
            return has_address(line.text);
        }
        if at != before + 1 || line.quotes != above.quotes {
            return false;
        }
        if is_cut_in_scheme(&entry.text, line) {
            return true;
        }
        let more = next_entry(line.text, counted + 1).is_some();
        let set_in = line.indent > above.indent && starts_as_url(&entry.text);
        let no_room = self.margin.is_full(above) || self.margin.wraps(above, line);
        // Lines break before the path of an address, too.
        let is_path = line.text.starts_with('/') && !line.text.starts_with("//");
        let is_rest = is_path || !starts_as_url(line.text);
        more || set_in || (line.is_one_word && is_rest && no_room)
    }

    /// The last list before a line that is another article's: known words above it name a source.
    fn list_of_another(&self, mut end: usize) -> Option<Run> {
        let is_known = |source: &FoundSource| {
            source_line(&source.line)
                .is_ok_and(|(_, line)| self.words.knows(Words::Source, line.label))
        };
        while let Some(run) = self.last_run(end) {
            if self.head(run.start).source.as_ref().is_some_and(is_known) {
                return Some(run);
            }
            end = run.start;
        }
        None
    }

    fn look_alike(&self, run: &Run, why: &'static str) -> LookAlike {
        let (first, last) = (&self.lines[run.start], &self.lines[run.end - 1]);
        LookAlike {
            place: first.start..last.start + last.text.len(),
            why,
        }
    }

    // ---- what stands above

    /// Heading and source line above a line.
    fn head(&self, list: usize) -> Head {
        let mut head = Head {
            start: list,
            ..Head::default()
        };
        let Some(mut at) = self.line_above(list) else {
            return head;
        };
        if self.lines[at].is_rule {
            match self.line_above(at) {
                Some(above) if above + 1 == at => {
                    head.dashes = true;
                    at = above;
                }
                _ => return head,
            }
        }
        let text = heading(trim_start(self.lines[at].text));
        let known = self.words.knows(Words::Links, text);
        let above = self
            .line_above(at)
            .and_then(|above| self.source_at(above, true));
        let looks = self.lines[at].text.ends_with([':', '：']) && is_heading(text);
        let short =
            is_heading(text) && (above.is_some() || looks) && self.source_at(at, true).is_none();
        if known || short {
            head.heading = Some(text.to_owned());
            head.known = known;
            head.start = at;
            if let Some((source, start)) = above {
                // The generation that has a colon here has its date in emphasis.
                head.source = Some(FoundSource {
                    emphasis: Some(self.lines[at].text.ends_with([':', '：'])),
                    ..source
                });
                head.start = start;
            }
        } else if let Some((source, start)) = self.source_at(at, true) {
            head.source = Some(source);
            head.start = start;
        }
        head
    }

    /// The nearest line above that is not blank.
    fn line_above(&self, at: usize) -> Option<usize> {
        self.lines[..at].iter().rposition(|line| !line.is_blank())
    }

    /// The source line that ends in a line, and where it starts: it may have been wrapped.
    fn source_at(&self, last: usize, above_list: bool) -> Option<(FoundSource, usize)> {
        let mut text = String::new();
        let mut below: Option<usize> = None;
        for at in (last.saturating_sub(SOURCE_LINES - 1)..=last).rev() {
            let line = &self.lines[at];
            if line.is_blank() {
                continue;
            }
            let Some(below_at) = below else {
                text.push_str(line.text);
                below = Some(at);
                if let Some(source) = self.as_source(&text, at, above_list) {
                    return Some((source, at));
                }
                continue;
            };
            let directly = at + 1 == below_at;
            if !directly && !line.text.ends_with([':', '：']) {
                return None;
            }
            let next = &self.lines[below_at];
            let join = goes_on(line.text, line, next, self.margin, directly).unwrap_or(" ");
            text.insert_str(0, join);
            text.insert_str(0, line.text);
            below = Some(at);
            if let Some(source) = self.as_source(&text, at, above_list) {
                return Some((source, at));
            }
        }
        None
    }

    fn as_source(&self, text: &str, at: usize, above_list: bool) -> Option<FoundSource> {
        let text = without_repeated(trim_start(text));
        let (_, found) = source_line(text).ok()?;
        let known = self.words.knows(Words::Source, found.label);
        // `http:` is no label, and neither is what closes a stamp on a line of its own.
        let is_label = !starts_as_url(text) && found.label.contains(char::is_alphanumeric);
        if !is_label && !known {
            return None;
        }
        // In place of strong letters: a paragraph of its own, or below a rule.
        let is_apart = match at.checked_sub(1).map(|above| &self.lines[above]) {
            Some(above) => {
                above.is_blank() || above.is_rule || !self.margin.wraps(above, &self.lines[at])
            }
            None => true,
        };
        let form = Form {
            known,
            strong: is_apart && !found.url.contains(' '),
            above_list,
        };
        found.is_source(form).then(|| FoundSource {
            line: text.to_owned(),
            emphasis: None,
        })
    }

    /// The last source line before a line, and its own lines.
    fn source_within(&self, end: usize) -> Option<(FoundSource, Range<usize>)> {
        let from = end.saturating_sub(SOURCE_WITHIN);
        (from..end).rev().find_map(|at| {
            if self.lines[at].is_blank() {
                return None;
            }
            let (source, start) = self.source_at(at, false)?;
            Some((source, start..at + 1))
        })
    }

    // ---- the result

    fn place(&self, run: Run, mut head: Head) -> Placed {
        let list = head.start..run.end;
        let found = match head.source.take() {
            Some(source) => Some((source, list.clone())),
            None => self
                .source_within(list.start)
                .or_else(|| self.source_behind(list.end)),
        };
        let (source, of_source) = found.unzip();
        let of_source = of_source.unwrap_or(list.clone());
        let start = list.start.min(of_source.start);
        let is_rest = |at: &usize| {
            let of_list = list.contains(at) && run.strays.binary_search(at).is_err();
            !of_list && (!of_source.contains(at) || list.contains(at))
        };
        Placed {
            quotes: self.lines[run.start].quotes,
            body: 0..start,
            rest: (start..self.lines.len()).filter(is_rest).collect(),
            footer: Footer {
                source,
                list: Some(List {
                    heading: head.heading,
                    entries: run.entries,
                    escape: Escape::None,
                    bare_links: false,
                    is_part: false,
                    is_ordered: false,
                }),
                // The text of the article is all that is read.
                candidates: Some(Vec::new()),
                ..Footer::default()
            },
        }
    }

    /// A source line behind the list.
    fn source_behind(&self, from: usize) -> Option<(FoundSource, Range<usize>)> {
        let to = self.lines.len().min(from + SOURCE_WITHIN);
        let (source, place) = self.source_within(to)?;
        (place.start >= from).then_some((source, place))
    }

    fn place_source(&self, source: FoundSource, place: Range<usize>) -> Placed {
        Placed {
            quotes: self.lines[place.start].quotes,
            body: 0..place.start,
            rest: (place.end..self.lines.len()).collect(),
            footer: Footer {
                source: Some(source),
                candidates: Some(Vec::new()),
                ..Footer::default()
            },
        }
    }
}

/// Entries as they are once all lines are read: apart, and each with one address.
fn finished(entries: Vec<Entry>) -> Vec<Entry> {
    let mut entries = split_entries(entries);
    for entry in &mut entries {
        entry.text.truncate(without_repeated(&entry.text).len());
    }
    show_addresses(&mut entries);
    entries
}

/// Says where the addresses of entries with titles start, where the title is an address itself or the
/// address looks like none: `http://a.org/: http://a.org/` and `top: #`.
fn show_addresses(entries: &mut [Entry]) {
    let has_title = |entry: &&Entry| address(&entry.text).title.is_some();
    let are_titled = entries.iter().filter(has_title).count() * 2 >= entries.len();
    for entry in entries {
        if memchr::memchr(b' ', entry.text.as_bytes()).is_none() {
            continue;
        }
        let found = address(&entry.text);
        let Some((title, url)) = entry
            .text
            .rsplit_once(": ")
            .filter(|_| found.title.is_none())
        else {
            continue;
        };
        let is_title = match starts_as_url(found.url) {
            true if title.contains(' ') => false,
            true => are_titled && starts_as_url(url) || is_same_place(title, url),
            false => are_titled,
        };
        if is_title {
            entry.url_start = Some(title.len() + 2);
        }
    }
}

/// The last number that a line with several entries counts up to.
fn count_on(mut text: &str, mut number: u32) -> u32 {
    while let Some(at) = next_entry(text, number + 1) {
        number += 1;
        text = &text[at + 1..];
    }
    number
}

/// The number that a line starts with, if it can be an entry.
fn number(line: &Line<'_>) -> Option<u32> {
    if !line.has_bracket {
        return None;
    }
    let (text, number) = entry(trim_start(line.text)).ok()?;
    let bare = trim_start(text);
    let gap = bare.len() < text.len() || line.text[..line.text.len() - text.len()].ends_with(' ');
    (gap || text.is_empty() || text.starts_with(':') || starts_as_url(bare)).then_some(number)
}

fn is_address_line(line: &Line<'_>) -> bool {
    matches!(entry(trim_start(line.text)), Ok((text, _)) if starts_as_url(trim_start(text)))
}
