//! Lists: whether a run of entries is the list of an article, by the evidence in it and around it.

use std::ops::Range;

use super::entries::{Entry, List};
use super::evidence::{LIST, OfList};
use super::finder::Finder;
use super::line::LineKind;
use super::run::Run;
use crate::grammar::marker::label;
use crate::grammar::source::{heading, is_heading};
use crate::grammar::space::trim_start;
use crate::label::{Part as Words, heads_notes};

/// How many lines after a list are searched for a source line, which suggests that the list is the author's.
const SOURCE_BELOW: usize = 12;

/// A run of entries with its heading and source line, and the evidence about it.
#[derive(Debug)]
pub(super) struct ListAt {
    /// Its lines, from its heading or source line to its last entry.
    pub(super) lines: Range<usize>,
    pub(super) list: List,
    /// Lines between the entries that belong to none.
    pub(super) strays: Vec<usize>,
    /// The index of the source line above it.
    pub(super) source: Option<usize>,
    pub(super) is_known: bool,
    pub(super) all_used: bool,
    pub(super) all_urls: bool,
    score: i32,
    counts: bool,
}

/// What stands above a list.
#[derive(Default)]
struct Head {
    heading: Option<String>,
    has_colon: Option<bool>,
    is_known: bool,
    is_of_notes: bool,
    source: Option<usize>,
    start: usize,
}

impl Finder<'_> {
    /// All runs of entries with what stands around them, from the top down.
    pub(super) fn lists(&self) -> Vec<ListAt> {
        let runs = self.runs();
        let mut lists: Vec<ListAt> = Vec::with_capacity(runs.len());
        let mut uses = Uses::new(self);
        for (at, run) in runs.iter().enumerate() {
            let limit = runs.get(at + 1).map_or(self.lines.len(), |next| next.start);
            let mut list = self.list_of_run(run, limit, &mut uses);
            if lists.last().is_some_and(|above| list.counts_on(above)) {
                list.counts = true;
                list.score += OfList::CountsFromOne.weight();
            }
            match lists.last_mut() {
                Some(above) if above.takes(&list) => above.extend(list),
                _ => lists.push(list),
            }
            if let Some(list) = lists.last().filter(|list| list.is_list()) {
                uses.end_scope(list.lines.end);
            }
        }
        lists
    }

    fn list_of_run(&self, run: &Run, limit: usize, uses: &mut Uses<'_>) -> ListAt {
        let entries = self.entries(run, limit);
        let mut head = self.head(run.start);
        let all = &entries.list.entries;
        let all_used = uses.are_all_used(all, run.start);
        let notes = match entries.list.is_dotted {
            true => gaps(&entries.strays).count(),
            false => 0,
        };
        let counts = counts(all, all_used, notes);
        // Numbers without entries are not a list.
        let any = all.iter().any(|entry| !entry.text.is_empty());
        let all_urls = any && all.iter().all(Entry::is_url);
        if head.is_of_notes && !all_urls {
            head = Head {
                start: run.start,
                ..Head::default()
            };
        }
        let is_bare = head.source.is_none() && head.heading.is_none();
        let markers = all.iter().filter(|entry| ends_in_marker(&entry.text));
        let holds_markers = markers.count() * 2 > all.len();
        let signs = [
            (head.is_known, OfList::KnownHeading),
            (head.is_of_notes, OfList::NotesHeading),
            (head.source.is_some(), OfList::SourceAbove),
            (entries.list.is_of_definitions, OfList::Definitions),
            (counts, OfList::CountsFromOne),
            (all_urls, OfList::AllUrls),
            (all_used, OfList::AllUsed),
            (
                is_bare && self.has_source_below(entries.end),
                OfList::SourceBelow,
            ),
            (holds_markers, OfList::HoldsMarkers),
            (
                entries.list.is_ordered || entries.list.is_dotted,
                OfList::Items,
            ),
        ];
        let signs = signs.iter().filter(|(is_such, _)| *is_such);
        ListAt {
            lines: head.start..entries.end,
            source: head.source,
            is_known: head.is_known,
            strays: entries.strays,
            list: List {
                heading: head.heading,
                has_colon: head.has_colon,
                ..entries.list
            },
            score: match entries.is_torn {
                true => 0,
                false => signs.map(|(_, sign)| sign.weight()).sum(),
            },
            counts,
            all_urls,
            all_used,
        }
    }

    fn has_source_below(&self, end: usize) -> bool {
        let next = self
            .sources
            .partition_point(|source| source.lines.start < end);
        let mut below = self.sources[next..]
            .iter()
            .take_while(|source| source.lines.start < end + SOURCE_BELOW);
        below.any(|source| source.is_sure)
    }

    /// Heading and source line above a line.
    fn head(&self, list: usize) -> Head {
        let mut head = Head {
            start: list,
            ..Head::default()
        };
        let Some(at) = self.text_above(list) else {
            return head;
        };
        let line = &self.lines[at];
        let text = heading(trim_start(&line.text));
        head.is_known = self.heads_list(at);
        head.is_of_notes = !head.is_known && line.number.is_none() && heads_notes(text);
        let above = || {
            self.text_above(at)
                .and_then(|above| self.source_ending_at(above))
        };
        let looks = line.kind == LineKind::Heading || line.text.ends_with([':', '：']);
        let own = self.source_ending_at(at);
        let is_short = || {
            is_heading(text)
                && line.number.is_none()
                && own.is_none()
                && (looks || above().is_some())
        };
        if head.is_known || head.is_of_notes || is_short() {
            head.heading = Some(text.to_owned());
            head.has_colon = Some(line.text.ends_with([':', '：']));
            head.start = at;
            head.source = above();
        } else {
            head.source = own;
        }
        if let Some(source) = head.source {
            head.start = self.sources[source].lines.start;
        }
        head
    }

    /// The nearest line of text above, skipping rules.
    fn text_above(&self, at: usize) -> Option<usize> {
        /// How many rules are skipped at most.
        const RULES: usize = 3;
        let mut above = (at.saturating_sub(RULES + 1)..at).rev();
        let above = above.find(|above| self.lines[*above].kind != LineKind::Rule)?;
        let line = &self.lines[above];
        let is_text = matches!(line.kind, LineKind::Text | LineKind::Heading);
        (is_text && line.quotes == self.lines[at].quotes).then_some(above)
    }

    /// Whether a line is a known heading of lists, and nothing else.
    pub(super) fn heads_list(&self, at: usize) -> bool {
        let text = heading(trim_start(&self.lines[at].text));
        is_heading(text) && self.vocabulary.knows(Words::Links, text)
    }

    /// The index of the source line that ends with a line.
    fn source_ending_at(&self, at: usize) -> Option<usize> {
        let next = self
            .sources
            .partition_point(|source| source.lines.end <= at);
        self.sources
            .get(next)
            .filter(|source| source.lines.end == at + 1)
            .map(|_| next)
    }
}

impl ListAt {
    /// Whether the evidence makes it the list of an article.
    pub(super) fn is_list(&self) -> bool {
        self.score >= LIST
    }

    /// Whether it is no list of links, but notes or books that the text uses all.
    pub(super) fn are_notes(&self) -> bool {
        let is_printed = !self.list.is_ordered && !self.list.is_dotted;
        !self.is_list() && self.counts && self.all_used && is_printed
    }

    /// Why it is not the list of an article, if it looks like one.
    pub(super) fn why_not(&self) -> Option<&'static str> {
        let entries = &self.list.entries;
        let urls = entries.iter().filter(|entry| entry.is_url()).count();
        match () {
            () if self.is_list() => None,
            () if !self.all_urls && urls == entries.len() => {
                Some("it is unknown which address belongs to which number")
            }
            () if self.list.is_ordered || self.list.is_dotted => None,
            () if urls * 2 < entries.len() && entries.len() > 1 && self.counts => {
                Some("its entries are no addresses, as those of a bibliography")
            }
            () if self.all_urls && !self.counts => Some("it does not count from 1"),
            () if self.all_urls => Some("it stands in the article, and may be its author's"),
            () => None,
        }
    }

    /// How strongly it looks like an exporter's list: most with a source line of its own, then with a known heading.
    pub(super) fn rank(&self) -> u8 {
        match self.source {
            Some(_) => 2,
            None => u8::from(self.is_known || self.list.is_of_definitions),
        }
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.list.entries.iter().map(|entry| entry.number)
    }

    /// Whether it counts on from the list above, as where each section has a list of its own.
    fn counts_on(&self, above: &Self) -> bool {
        let follows = |last: u32| self.numbers().next() == last.checked_add(1);
        let is_next = above.numbers().last().is_some_and(follows);
        !self.counts && is_next && above.is_list() && self.all_used && self.all_urls
    }

    /// Whether a list right below continues this one: below a heading, a list may begin with any number.
    fn takes(&self, below: &Self) -> bool {
        let is_headed = self.rank() > 0 && below.list.heading.is_none() && below.source.is_none();
        is_headed
            && below.lines.start == self.lines.end
            && below.list.is_ordered == self.list.is_ordered
            && self.numbers().all(|number| number != 1)
    }

    fn extend(&mut self, below: Self) {
        self.lines.end = below.lines.end;
        self.strays.extend(below.strays);
        self.list.entries.extend(below.list.entries);
        self.list.bare_links |= below.list.bare_links;
        self.all_urls &= below.all_urls;
        self.all_used &= below.all_used;
        self.counts = false;
    }
}

/// Lines between entries that belong to none, those without an entry between them together.
pub(super) fn gaps(strays: &[usize]) -> impl Iterator<Item = &[usize]> {
    strays.chunk_by(|above, below| above + 1 == *below)
}

/// Whether entries count up from 1 or 0, but for the numbers of notes between them. If the text uses them all, they may
/// begin with any number.
fn counts(entries: &[Entry], all_used: bool, mut notes: usize) -> bool {
    /// The highest number that a list begins with: years are higher.
    const MOST: u32 = 999;
    let most = if all_used && entries.len() > 1 {
        MOST
    } else {
        1
    };
    let mut next = entries.first().map_or(0, |entry| entry.number.min(most));
    entries.iter().all(|entry| {
        if entry.number == next + 1 && notes > 0 {
            notes -= 1;
            next += 1;
        }
        let is_next = entry.number == next;
        next += 1;
        is_next
    })
}

/// Whether an entry ends with a marker after its own words.
fn ends_in_marker(text: &str) -> bool {
    let start = text.ends_with(']').then(|| text.rfind('[')).flatten();
    start.is_some_and(|start| start > 0 && label(&text[start..]).is_ok())
}

/// Which numbers the text uses, from the end of the last list on.
struct Uses<'a> {
    marks: std::iter::Peekable<std::slice::Iter<'a, super::line::BracketedNumber>>,
    /// The last line in which a number stands.
    last: std::collections::HashMap<u32, usize>,
    from: usize,
}

impl<'a> Uses<'a> {
    fn new(finder: &Finder<'a>) -> Self {
        Self {
            marks: finder.page.marks.iter().peekable(),
            last: std::collections::HashMap::new(),
            from: 0,
        }
    }

    /// Whether each entry of a list that starts with a line has a mark above it.
    fn are_all_used(&mut self, entries: &[Entry], start: usize) -> bool {
        while let Some(mark) = self.marks.next_if(|mark| mark.line < start) {
            self.last.insert(mark.number, mark.line);
        }
        let is_used = |entry: &Entry| {
            self.last
                .get(&entry.number)
                .is_some_and(|line| *line >= self.from)
        };
        entries.iter().all(is_used)
    }

    /// What stands above a line has its list.
    fn end_scope(&mut self, line: usize) {
        self.from = line;
    }
}
