//! The articles of a page, each with its footer taken out.
//!
//! Where the page does not mark the parts that hold the footer, and for what these lack, the engine finds it in the
//! page's blocks as [`Lines`] (`take_from`, `of_blocks`). The engine may also find several articles, one after the other:
//! `Cutter` makes a page of each.

use super::candidate::{Candidate, CandidateId};
use super::footer::{candidates_in, cut, take_parts};
use super::lines::Lines;
use super::parts::{Footer, Page};
use crate::label::Vocabulary;
use crate::model::{Block, Inline, for_each_run_in};
use crate::read::numbering::{BracketedNumber, LookAlike, Section, sections};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// The articles of a page, each as a page of its own with its footer taken out. Unless `all` are wanted, only the first
/// one, with the others as part of its text.
pub(crate) fn articles(mut page: Page, vocabulary: &Vocabulary, all: bool) -> Vec<(Page, Footer)> {
    let further = std::mem::take(&mut page.further);
    if further.is_empty() {
        return of_page(page, vocabulary, all);
    }
    if !all {
        return vec![first_of_pages(page, further, vocabulary)];
    }
    let mut split = Renamed::of(&mut page);
    let pages = std::iter::once(page).chain(further).map(|mut page| {
        split.rename(&mut [], &mut page, &[]);
        page
    });
    pages
        .flat_map(|page| of_page(page, vocabulary, all))
        .collect()
}

/// The first of several articles that have parts of their own, with the others as part of its text.
fn first_of_pages(page: Page, further: Vec<Page>, vocabulary: &Vocabulary) -> (Page, Footer) {
    let (mut page, mut footer) = of_page(page, vocabulary, false).swap_remove(0);
    page.signs.has_escapes |= further.iter().any(|page| page.signs.has_escapes);
    page.signs.has_anchors |= further.iter().any(|page| page.signs.has_anchors);
    let mut rest: Vec<_> = further.into_iter().flat_map(Page::into_blocks).collect();
    footer.excluded.extend(candidates_in(rest.iter_mut()));
    page.content
        .as_mut()
        .unwrap_or(&mut page.before)
        .extend(rest);
    note_several(&mut page);
    (page, footer)
}

fn note_several(page: &mut Page) {
    let message =
        "the document has several articles; this is the first, with the others as its text";
    page.notes
        .add(WarningKind::SeveralArticles, None, message.into());
}

/// The articles of a page.
fn of_page(mut page: Page, vocabulary: &Vocabulary, all: bool) -> Vec<(Page, Footer)> {
    let has_parts = page.source.is_some() || page.links.is_some();
    let mut footer = take_parts(&mut page, vocabulary);
    if footer.source.is_some() && footer.list.is_some() {
        return vec![(page, footer)];
    }
    footer.candidates = None;
    let mut after = std::mem::take(&mut page.after);
    take_from(&mut after, &mut page, vocabulary, &mut footer);
    page.after = after;
    let is_missing = footer.source.is_none() && footer.list.is_none();
    match page.content.take() {
        // The page has parts for the footer, so its content does not hold it, even if the parts are empty.
        Some(content) if has_parts || !is_missing => page.content = Some(content),
        Some(content) => return of_blocks(content, page, vocabulary, true, all),
        None if is_missing => {
            let before = std::mem::take(&mut page.before);
            return of_blocks(before, page, vocabulary, false, all);
        }
        None => {
            let mut before = std::mem::take(&mut page.before);
            take_from(&mut before, &mut page, vocabulary, &mut footer);
            page.before = before;
        }
    }
    vec![(page, footer)]
}

/// Takes what the footer still lacks from blocks that are not an article of their own.
fn take_from(
    blocks: &mut Vec<Block>,
    page: &mut Page,
    vocabulary: &Vocabulary,
    footer: &mut Footer,
) {
    if blocks.is_empty() {
        return;
    }
    let lines = Lines::of(blocks, &page.candidates);
    let Some(section) = sections(&lines.page, vocabulary).pop() else {
        return;
    };
    let is_new = |section: &Section| {
        let list = section.list.is_none() || footer.list.is_none();
        let source = section.source.is_none() || footer.source.is_none();
        list && source && (section.list.is_some() || section.source.is_some())
    };
    if is_new(&section) {
        let old = std::mem::take(blocks);
        *blocks = cut(old, 0, &lines, &section, page);
        footer.excluded.extend(excluded(&lines, &section, false));
        footer.source = footer.source.take().or(section.source);
        footer.list = footer.list.take().or(section.list);
    }
}

/// The articles in some blocks, which are the content of a page, or all of a page without parts.
fn of_blocks(
    blocks: Vec<Block>,
    mut page: Page,
    vocabulary: &Vocabulary,
    is_content: bool,
    all: bool,
) -> Vec<(Page, Footer)> {
    let lines = Lines::of(&blocks, &page.candidates);
    let mut sections = sections(&lines.page, vocabulary);
    let has_source = sections.iter().any(|section| section.source.is_some());
    if is_content && !has_source {
        // The footer of marked content stands outside the content.
        page.content = Some(blocks);
        return vec![(page, Footer::default())];
    }
    if sections.len() > 1 && !all {
        sections.truncate(1);
        note_several(&mut page);
    }
    let mut split = (sections.len() > 1).then(|| Renamed::of(&mut page));
    let mut cutter = Cutter {
        lines: &lines,
        blocks,
        page,
        is_content,
        all,
    };
    // From the end, so that the indices of the remaining blocks stay valid.
    let sections = sections.into_iter().rev();
    let mut articles: Vec<_> = sections
        .map(|section| cutter.last_article(section, split.as_mut()))
        .collect();
    articles.reverse();
    articles
}

/// Cuts articles off the end of a page.
struct Cutter<'a> {
    lines: &'a Lines,
    /// The blocks that are left.
    blocks: Vec<Block>,
    page: Page,
    /// Whether the blocks are the content of the page.
    is_content: bool,
    all: bool,
}

impl Cutter<'_> {
    /// Cuts off the last article that is left, and takes its footer out.
    fn last_article(&mut self, section: Section, split: Option<&mut Renamed>) -> (Page, Footer) {
        let is_first = section.lines.start == 0;
        let (start, mut own, mut page) = if is_first {
            let own = std::mem::take(&mut self.blocks);
            (0, own, std::mem::take(&mut self.page))
        } else {
            let start = self.lines.places[section.lines.start].0;
            (start, self.blocks.split_off(start), self.page.next_page())
        };
        let mut excluded = excluded(self.lines, &section, !self.all);
        if let Some(split) = split {
            excluded = split.rename(&mut own, &mut page, &excluded);
        }
        note_look_alikes(self.lines, &section, &mut page);
        let own = cut(own, start, self.lines, &section, &mut page);
        if self.is_content && is_first {
            page.content = Some(own);
        } else {
            page.before = own;
        }
        let footer = Footer {
            source: section.source,
            list: section.list,
            excluded,
            ..Footer::default()
        };
        (page, footer)
    }
}

/// The candidates of a page that is cut into several articles. Each article gets its own, with new ids.
struct Renamed {
    candidates: Vec<Option<Candidate>>,
    /// The new id of each candidate that an article has got.
    names: Vec<Option<CandidateId>>,
}

impl Renamed {
    fn of(page: &mut Page) -> Self {
        let candidates = std::mem::take(&mut page.candidates);
        Self {
            names: vec![None; candidates.len()],
            candidates: candidates.into_iter().map(Some).collect(),
        }
    }

    /// Moves the candidates in an article to its page, and changes their placeholders. Returns the new ids of `some`.
    fn rename(
        &mut self,
        blocks: &mut [Block],
        page: &mut Page,
        some: &[CandidateId],
    ) -> Vec<CandidateId> {
        let mut own = Vec::new();
        let mut rename = |run: &mut Vec<Inline>| {
            for inline in run {
                let Some(old) = CandidateId::of(inline) else {
                    continue;
                };
                let candidate = self.candidates.get_mut(old.index());
                let candidate = candidate.and_then(Option::take);
                if let (Some(candidate), Inline::Link { target, .. }) = (candidate, inline) {
                    let new = CandidateId::new(own.len());
                    self.names[old.index()] = Some(new);
                    *target = new.target();
                    own.push(candidate);
                }
            }
        };
        page.for_each_run(&mut rename);
        for part in [&mut page.source, &mut page.links].into_iter().flatten() {
            for_each_run_in(part, &mut rename);
        }
        for_each_run_in(blocks, &mut rename);
        page.candidates = own;
        some.iter()
            .filter_map(|old| self.names[old.index()].take())
            .collect()
    }
}

/// The candidates that cannot be markers of an article's list: those in a text that has a list of its own and, if the
/// articles after this one are kept as its text (`with_rest`), those in them.
fn excluded(lines: &Lines, section: &Section, with_rest: bool) -> Vec<CandidateId> {
    let marks = &lines.page.marks;
    let at = |line: usize| marks.partition_point(|mark| mark.line < line);
    let (start, end) = (at(section.lines.start), at(section.lines.end));
    let is_other = |mark: &&BracketedNumber| {
        !section.scope.contains(&mark.line) || lines.page.lines[mark.line].quotes > section.deepest
    };
    let own = marks[start..end].iter().filter(is_other);
    let rest = marks[end..].iter().filter(|_| with_rest);
    let both = own.chain(rest);
    both.map(|mark| CandidateId::new(mark.id)).collect()
}

/// Warns of numbered lists that are left as text.
fn note_look_alikes(lines: &Lines, section: &Section, page: &mut Page) {
    for LookAlike { lines: list, why } in &section.look_alikes {
        let mut numbers = lines.page.lines[list.clone()].iter();
        let place: Option<Place> = numbers.find_map(|line| line.number.as_ref()?.place.clone());
        let message = format!("a numbered list is left as text: {why}");
        page.notes.add(WarningKind::LookAlike, place, message);
    }
}
