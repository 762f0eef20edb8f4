//! Cutting a page into articles: each ends with its footer, a source line with or without a list.

use std::ops::Range;

use super::entries::List;
use super::finder::Finder;
use super::line::{LineKind, PageLines};
use super::list::{ListAt, gaps};
use super::reply::is_reply;
use super::source::{FoundSource, HEAD_LINES};
use crate::label::Vocabulary;
use crate::read::bracket::Escape;

/// How far from its list, or from the end of the page, the source line may stand.
const SOURCE_WITHIN: usize = 24;
/// How many lines of words may stand after a footer and belong to it.
const BESIDE: usize = 12;

/// The role of a line in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    /// Part of the source line or the list.
    Footer,
    /// In or after the footer, but not part of it: the site's own text.
    Beside,
}

/// An article of a page.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) lines: Range<usize>,
    /// What each of its lines is.
    pub(crate) roles: Vec<Role>,
    pub(crate) source: Option<FoundSource>,
    pub(crate) list: Option<List>,
    /// The quotation depth of its footer.
    pub(crate) quotes: usize,
    /// The lines whose numbers refer to its list: what stands above or below has a list of its own.
    pub(crate) scope: Range<usize>,
    /// The deepest quotation whose numbers refer to its list: deeper quotations have a list of their own.
    pub(crate) deepest: usize,
    /// Numbered lists that are left as text.
    pub(crate) look_alikes: Vec<LookAlike>,
}

/// A numbered list that is left as text.
#[derive(Debug)]
pub(crate) struct LookAlike {
    pub(crate) lines: Range<usize>,
    pub(crate) why: &'static str,
}

/// Why some lists are left as text although they are lists.
const QUOTED: &str = "it is that of the text that is quoted";
const ANOTHER: &str = "it is that of the text above it";

/// Cuts a page into its articles, at least one.
pub(crate) fn sections(page: &PageLines<'_>, vocabulary: &Vocabulary) -> Vec<Section> {
    let finder = Finder::new(page, vocabulary);
    let lists = finder.lists();
    let footers = footers(&lists, page);
    let mut cutter = Cutter {
        finder: &finder,
        lists: lists.into_iter().map(Some).collect(),
        done: 0,
        passed: 0,
        sections: Vec::new(),
    };
    cutter.run(footers);
    cutter.sections
}

/// The lists of one article, by their indices, and where its numbers may stand.
struct Footer {
    lists: Vec<usize>,
    from: usize,
    deepest: usize,
}

impl Footer {
    fn of(list: usize) -> Self {
        Self {
            lists: vec![list],
            from: 0,
            deepest: usize::MAX,
        }
    }
}

/// The lists that end an article, from the top down.
fn footers(lists: &[ListAt], page: &PageLines<'_>) -> Vec<Footer> {
    let quotes = |list: &ListAt| page.lines[list.lines.end - 1].quotes;
    let mut footers: Vec<Footer> = Vec::new();
    // Where lists stand in quotations that cannot be the footer.
    let mut deepest = usize::MAX;
    for (at, list) in lists.iter().enumerate().rev() {
        let may_be = !page.has_markup || quotes(list) == 0;
        let Some(below) = footers.last_mut() else {
            match may_be {
                _ if !list.is_list() => {}
                true => footers.push(Footer {
                    deepest,
                    ..Footer::of(at)
                }),
                false => deepest = deepest.min(quotes(list) - 1),
            }
            continue;
        };
        let next = &lists[below.lists[below.lists.len() - 1]];
        if is_of_text_above(list, next, page) {
            below.from = below.from.max(list.lines.end);
            continue;
        }
        // What is quoted may have its own addresses without much that speaks for a list.
        let lists_its_own = list.all_urls && quotes(list) > quotes(next);
        if !list.is_list() && !lists_its_own || is_literal(list, next) {
            continue;
        }
        if quotes(list) > quotes(next) {
            below.deepest = below.deepest.min(quotes(list) - 1);
        } else if quotes(list) < quotes(next) {
            let deepest = below.deepest.min(quotes(next) - 1);
            *below = Footer {
                deepest,
                ..Footer::of(at)
            };
        } else if goes_on(list, next) {
            below.lists.push(at);
        } else if list.rank() >= next.rank() && (list.rank() > 0 || list.all_used) {
            match page.lines.get(list.lines.end) {
                Some(line) if line.is_directly_below() => {
                    below.from = below.from.max(list.lines.end)
                }
                _ => footers.push(Footer::of(at)),
            }
        } else if list.all_used
            && list.all_urls
            && has_marks(page, list.lines.end..next.lines.start)
        {
            // It looks less like an exporter's list, but more text with numbers follows it, whose list is the one below.
            below.from = below.from.max(list.lines.end);
        }
    }
    footers.reverse();
    let is_reply = is_reply(page);
    for footer in &mut footers {
        footer.lists.reverse();
        if is_reply {
            footer.deepest = footer.deepest.min(quotes(&lists[footer.lists[0]]));
        }
    }
    footers
}

/// Whether the notes or books above a list, rather than the list, are what the numbers in the text refer to: the text has
/// more numbers than the list. Only in plain text, where nothing marks the numbers of an exporter.
fn is_of_text_above(notes: &ListAt, list: &ListAt, page: &PageLines<'_>) -> bool {
    let count = |list: &ListAt| list.list.entries.len();
    let is_level = page.lines[notes.lines.start].quotes == page.lines[list.lines.start].quotes;
    !page.has_markup && is_level && notes.are_notes() && count(notes) > count(list)
}

/// Whether there are numbers in brackets on some lines.
fn has_marks(page: &PageLines<'_>, lines: Range<usize>) -> bool {
    let next = page.marks.partition_point(|mark| mark.line < lines.start);
    page.marks
        .get(next)
        .is_some_and(|mark| mark.line < lines.end)
}

/// Whether the numbers of a list are escaped in a page whose own list shows that it escapes only what is text.
fn is_literal(list: &ListAt, own: &ListAt) -> bool {
    let is_printed = !own.list.is_ordered && !own.list.is_of_definitions;
    list.list.escape == Escape::Backslash && own.list.escape == Escape::None && is_printed
}

/// Whether a list goes on with the numbers of one above, so that both are of one article.
fn goes_on(above: &ListAt, below: &ListAt) -> bool {
    let last = above.numbers().max().unwrap_or(0);
    let are = above.list.is_of_definitions;
    let have_sources = above.source.is_some() || below.source.is_some();
    let rise = || below.numbers().all(|number| number > last);
    are == below.list.is_of_definitions && !have_sources && (are || rise())
}

struct Cutter<'a> {
    finder: &'a Finder<'a>,
    lists: Vec<Option<ListAt>>,
    /// The line after the last article.
    done: usize,
    /// How many of the lists stand above that.
    passed: usize,
    sections: Vec<Section>,
}

impl Cutter<'_> {
    fn run(&mut self, footers: Vec<Footer>) {
        let count = self.finder.lines.len();
        let mut starts: Vec<usize> = footers
            .iter()
            .filter_map(|footer| Some(self.lists[footer.lists[0]].as_ref()?.lines.start))
            .collect();
        starts.push(count);
        for (at, footer) in footers.iter().enumerate() {
            let is_last = at + 2 == starts.len();
            self.article(footer, starts[at + 1], is_last);
        }
        if footers.is_empty() {
            self.without_list();
        }
    }

    /// An article that ends with a footer; the next one has its list at a line.
    fn article(&mut self, footer: &Footer, next: usize, is_last: bool) {
        let of_footer: Vec<ListAt> = footer
            .lists
            .iter()
            .filter_map(|list| self.lists[*list].take())
            .collect();
        let (Some(first), Some(last)) = (of_footer.first(), of_footer.last()) else {
            return;
        };
        let list = first.lines.start..last.lines.end;
        let source = self.source_of(first, &list, next, is_last);
        let source_lines = source.map(|at| self.finder.sources[at].lines.clone());
        let end = match &source_lines {
            Some(lines) => lines.end.max(list.end),
            None => list.end,
        };
        // Its last lines may head the next list as well.
        let end = end.min(next);
        let lines = self.done..if is_last {
            self.finder.lines.len()
        } else {
            end
        };
        let start = source_lines
            .as_ref()
            .map_or(list.start, |lines| lines.start.min(list.start))
            .max(self.done);
        let mut section = Section {
            roles: vec![Role::Text; lines.len()],
            source: source.map(|at| self.finder.sources[at].found.clone()),
            list: None,
            quotes: self.finder.lines[last.lines.end - 1].quotes,
            scope: footer.from..self.end_of_scope(&of_footer),
            deepest: footer.deepest,
            look_alikes: Vec::new(),
            lines,
        };
        let is_at_head = first.source.is_none() && source.is_some_and(|at| self.is_at_head(at));
        let is_framed = source.is_some() && !is_at_head;
        section.set(source_lines.unwrap_or(0..0), Role::Footer);
        let text = self.set_lists(&mut section, &of_footer);
        let between = match of_footer.len() {
            1 if !is_at_head => start..end,
            _ => last.lines.start..end,
        };
        self.beside(&mut section, between, &text, is_framed);
        section.list = Some(joined(of_footer));
        let colon = section.list.as_ref().and_then(|list| list.has_colon);
        if let Some(source) = section
            .source
            .as_mut()
            .filter(|_| !self.finder.page.has_markup)
        {
            // The generation that has a colon above its list has its date in emphasis.
            source.emphasis = colon;
        }
        self.push(section);
    }

    /// Where the text ends whose numbers may refer to lists. In plain text, what stands below a list whose numbers are all
    /// used above it is another text, as the message to which a mail replies.
    fn end_of_scope(&self, lists: &[ListAt]) -> usize {
        let is_complete = !self.finder.page.has_markup && lists.iter().all(|list| list.all_used);
        let end = lists.last().map_or(usize::MAX, |list| list.lines.end);
        if is_complete { end } else { usize::MAX }
    }

    /// Sets what the lines of lists are; gives those of text between their entries, which has a marker of the next one.
    fn set_lists(&self, section: &mut Section, lists: &[ListAt]) -> Vec<usize> {
        let mut text = Vec::new();
        for list in lists {
            section.set(list.lines.clone(), Role::Footer);
            for gap in gaps(&list.strays) {
                let is_text = gap.iter().any(|line| self.has_mark(*line));
                let role = if is_text { Role::Text } else { Role::Beside };
                section.set(gap[0]..gap[0] + gap.len(), role);
                text.extend(gap.iter().filter(|_| is_text));
            }
        }
        text
    }

    fn has_mark(&self, line: usize) -> bool {
        let marks = &self.finder.page.marks;
        let first = marks.partition_point(|mark| mark.line < line);
        marks.get(first).is_some_and(|mark| mark.line == line)
    }

    /// Sets the role of lines in a footer that are not part of it, and of those after it, unless a text continues
    /// there.
    fn beside(&self, section: &mut Section, footer: Range<usize>, text: &[usize], is_framed: bool) {
        for at in footer.clone().filter(|at| text.binary_search(at).is_err()) {
            let role = &mut section.roles[at - section.lines.start];
            if *role == Role::Text {
                *role = Role::Beside;
            }
        }
        let after = footer.end..section.lines.end;
        let is_words =
            |at: usize| matches!(self.finder.lines[at].kind, LineKind::Text | LineKind::Rule);
        let is_short = is_framed && !after.is_empty() && after.len() <= BESIDE;
        // What has a source line is another text.
        let has_source = || {
            let sources = self.finder.sources.iter().rev();
            let mut after = sources.take_while(|source| source.lines.start >= footer.end);
            after.any(|source| source.is_sure)
        };
        if is_short && after.clone().all(is_words) && !has_source() {
            section.set(after, Role::Beside);
        }
    }

    /// The source line of a list: right above it, right after it, or a little further.
    fn source_of(
        &self,
        first: &ListAt,
        list: &Range<usize>,
        next: usize,
        is_last: bool,
    ) -> Option<usize> {
        if first.source.is_some() {
            return first.source;
        }
        let sources = &self.finder.sources;
        let after = sources.partition_point(|source| source.lines.start < list.end);
        let is_here = |at: &usize| sources[*at].is_sure && sources[*at].lines.start >= self.done;
        let is_right_after = |at: &usize| {
            let start = sources[*at].lines.start;
            let between = &self.finder.lines[list.end..start];
            start < next && between.iter().all(|line| line.kind == LineKind::Rule)
        };
        let right_after = Some(after)
            .filter(|at| *at < sources.len())
            .filter(is_here)
            .filter(is_right_after);
        let above = (0..after)
            .rev()
            .take_while(|at| sources[*at].lines.end + SOURCE_WITHIN > list.start);
        let above = || {
            above
                .filter(is_here)
                .find(|at| sources[*at].lines.end <= list.start)
        };
        let further = || {
            let near = (after..sources.len())
                .take_while(|at| sources[*at].lines.end <= list.end + SOURCE_WITHIN);
            near.filter(|_| is_last)
                .filter(is_here)
                .filter(|at| !self.is_signed(list.end..sources[*at].lines.start))
                .last()
        };
        let at_head = || {
            self.source_at_head()
                .filter(|at| sources[*at].lines.end <= list.start)
        };
        right_after.or_else(above).or_else(further).or_else(at_head)
    }

    /// Whether a mail is signed on some lines: nothing below that is its source.
    fn is_signed(&self, lines: Range<usize>) -> bool {
        self.finder.lines[lines]
            .iter()
            .any(|line| line.text == "--")
    }

    /// The source line at the head of what is not cut yet.
    fn source_at_head(&self) -> Option<usize> {
        let sources = &self.finder.sources;
        let first = sources.partition_point(|source| source.lines.start < self.done);
        let mut near = (first..sources.len()).take(HEAD_LINES);
        near.find(|at| sources[*at].is_sure && self.is_at_head(*at))
    }

    /// Whether a source line stands at the head: no more than the title and the like above it, and the text below.
    fn is_at_head(&self, source: usize) -> bool {
        self.finder
            .is_head(self.done, &self.finder.sources[source].lines)
    }

    /// A page that has no list: its source line is near its end, or at its head.
    fn without_list(&mut self) {
        let count = self.finder.lines.len();
        let from = count.saturating_sub(SOURCE_WITHIN);
        let near = self
            .finder
            .sources
            .iter()
            .rev()
            .take_while(|source| source.lines.end > from);
        let near_end = near.into_iter().find(|source| source.is_sure);
        let at_head = self.source_at_head().map(|at| &self.finder.sources[at]);
        let source = near_end.or(at_head);
        let is_at_head = source.is_some_and(|source| self.finder.is_head(0, &source.lines));
        let mut section = Section {
            lines: 0..count,
            roles: vec![Role::Text; count],
            source: source.map(|source| source.found.clone()),
            list: None,
            quotes: source
                .filter(|_| !is_at_head)
                .map_or(0, |source| self.finder.lines[source.lines.start].quotes),
            scope: 0..usize::MAX,
            deepest: usize::MAX,
            look_alikes: Vec::new(),
        };
        if let Some(source) = source {
            section.set(source.lines.clone(), Role::Footer);
            if !is_at_head {
                self.beside(&mut section, source.lines.clone(), &[], true);
            }
        }
        self.push(section);
    }

    /// Adds an article, with lists that are left as text in it: those of something else, and the last that looks alike
    /// where there is no other.
    fn push(&mut self, mut section: Section) {
        let is_here = |list: &Option<ListAt>| {
            list.as_ref()
                .is_none_or(|list| list.lines.end <= section.lines.end)
        };
        let count = self.lists[self.passed..]
            .iter()
            .take_while(|list| is_here(list))
            .count();
        let here = self.lists[self.passed..][..count].iter().flatten();
        self.passed += count;
        let mut look_alike = None;
        for list in here {
            let is_quoted = self.finder.lines[list.lines.end - 1].quotes > section.quotes;
            let lines = list.lines.clone();
            match list.is_list() {
                _ if list.lines.end <= section.scope.start => section.look_alikes.push(LookAlike {
                    lines,
                    why: ANOTHER,
                }),
                true if is_quoted => section.look_alikes.push(LookAlike { lines, why: QUOTED }),
                true => {}
                false => {
                    look_alike = list
                        .why_not()
                        .map(|why| LookAlike { lines, why })
                        .or(look_alike)
                }
            }
        }
        if section.list.is_none() {
            section.look_alikes.extend(look_alike);
        }
        self.done = section.lines.end;
        self.sections.push(section);
    }
}

impl Section {
    fn set(&mut self, lines: Range<usize>, role: Role) {
        for at in lines {
            if let Some(own) = at
                .checked_sub(self.lines.start)
                .and_then(|at| self.roles.get_mut(at))
            {
                *own = role;
            }
        }
    }
}

/// Lists of one article as one.
fn joined(lists: Vec<ListAt>) -> List {
    let mut lists = lists.into_iter().map(|list| list.list);
    let mut first = lists.next().unwrap_or_default();
    for list in lists {
        first.entries.extend(list.entries);
        first.bare_links |= list.bare_links;
        first.heading = first.heading.or(list.heading);
    }
    first
}
