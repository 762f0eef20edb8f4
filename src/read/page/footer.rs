//! Taking the footer, that is source line and list, out of a page.
//!
//! Some pages mark the parts that hold them (`take_parts`). In the others, and for what the parts lack, the engine
//! finds them in the page's blocks as [`Lines`] (`take_from`, `of_blocks`). The engine may also find several articles,
//! one after the other; `Cutter` makes a page of each.

use std::ops::Range;

use super::candidate::{Candidate, CandidateId};
use super::lines::{Lines, keep_before};
use super::parts::{Footer, Page};
use crate::grammar::source::{heading, is_heading};
use crate::label::Vocabulary;
use crate::model::{Block, Inline, Node, for_each_run_in, walk_blocks};
use crate::read::numbering::{
    BracketedNumber, FoundSource, Line, LookAlike, Role, Section, list_of_part, sections,
    source_within,
};
use crate::read::place::Place;
use crate::warning::WarningKind;

/// The articles of a page, each as a page of its own with its footer taken out. Unless `all` are wanted, only the first
/// one, with the others as part of its text.
pub(crate) fn articles(mut page: Page, words: &Vocabulary, all: bool) -> Vec<(Page, Footer)> {
    let further = std::mem::take(&mut page.further);
    if further.is_empty() {
        return of_page(page, words, all);
    }
    if !all {
        return vec![first_of_pages(page, further, words)];
    }
    let mut split = Renamed::of(&mut page);
    let pages = std::iter::once(page).chain(further).map(|mut page| {
        split.rename(&mut [], &mut page, &[]);
        page
    });
    pages.flat_map(|page| of_page(page, words, all)).collect()
}

/// The first of several articles that have parts of their own, with the others as part of its text.
fn first_of_pages(page: Page, further: Vec<Page>, words: &Vocabulary) -> (Page, Footer) {
    let (mut page, mut footer) = of_page(page, words, false).swap_remove(0);
    page.has_escapes |= further.iter().any(|page| page.has_escapes);
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
fn of_page(mut page: Page, words: &Vocabulary, all: bool) -> Vec<(Page, Footer)> {
    let has_parts = page.source.is_some() || page.links.is_some();
    let mut footer = take_parts(&mut page, words);
    if footer.source.is_some() && footer.list.is_some() {
        return vec![(page, footer)];
    }
    footer.candidates = None;
    let mut after = std::mem::take(&mut page.after);
    take_from(&mut after, &mut page, words, &mut footer);
    page.after = after;
    let is_missing = footer.source.is_none() && footer.list.is_none();
    match page.content.take() {
        // The page has parts for the footer, so its content does not hold it, even if the parts are empty.
        Some(content) if has_parts || !is_missing => page.content = Some(content),
        Some(content) => return of_blocks(content, page, words, true, all),
        None if is_missing => {
            let before = std::mem::take(&mut page.before);
            return of_blocks(before, page, words, false, all);
        }
        None => {
            let mut before = std::mem::take(&mut page.before);
            take_from(&mut before, &mut page, words, &mut footer);
            page.before = before;
        }
    }
    vec![(page, footer)]
}

/// Takes the parts of the page that hold source line and list.
fn take_parts(page: &mut Page, words: &Vocabulary) -> Footer {
    let mut footer = Footer::default();
    let mut source = page.source.take().map(|blocks| take_texts(blocks, page));
    if let Some(blocks) = &source {
        footer.source = source_of_part(&Lines::of(blocks, &page.candidates));
    }
    let mut links = take_list_part(page, words, &mut footer);
    for part in [&source, &links].into_iter().flatten() {
        page.footer.extend(images_in(part));
    }
    let parts = source.iter_mut().chain(&mut links).flatten();
    footer.candidates = Some(candidates_in(parts));
    footer
}

fn source_of_part(lines: &Lines) -> Option<FoundSource> {
    let lines = &lines.page.lines;
    let emphasis = lines.iter().filter_map(|line| line.emphasis);
    let texts: Vec<_> = lines.iter().map(|line| &*line.text).collect();
    let line = texts.join(" ");
    (!line.is_empty()).then(|| FoundSource {
        line,
        emphasis: emphasis.reduce(|a, b| a | b),
    })
}

/// Takes the part that holds the list out of the page, and reads the list. Anything else in that part belongs to the
/// site.
fn take_list_part(page: &mut Page, words: &Vocabulary, footer: &mut Footer) -> Option<Vec<Block>> {
    let blocks = page.links.take()?;
    let mut lines = Lines::of(&blocks, &page.candidates);
    let Some(start) = lines
        .page
        .lines
        .iter()
        .position(|line| line.number.is_some())
    else {
        page.footer.extend(blocks);
        return None;
    };
    let mut list = list_of_part(&lines.page, start, words);
    list.is_part = true;
    lines.page.lines.truncate(start);
    if let Some(words) = lines.page.lines.last().map(|last| heading(&last.text)) {
        if is_heading(words) {
            list.heading = Some(words.to_owned());
            lines.page.lines.pop();
        }
    }
    footer.list = Some(list);
    let source = source_within(&lines.page, words).filter(|_| footer.source.is_none());
    let (of_source, found) = source.unzip();
    footer.source = footer.source.take().or(found);
    for (at, line) in lines.page.lines.iter().enumerate() {
        if !of_source
            .as_ref()
            .is_some_and(|lines: &Range<usize>| lines.contains(&at))
        {
            page.footer.push(paragraph(&line.text));
        }
    }
    Some(take_texts(blocks, page))
}

/// The blocks that are text. The others go to the site's footer.
fn take_texts(blocks: Vec<Block>, page: &mut Page) -> Vec<Block> {
    let is_text = |block: &Block| matches!(block, Block::Paragraph { .. } | Block::Heading { .. });
    let (text, others): (_, Vec<Block>) = blocks.into_iter().partition(is_text);
    page.footer.extend(others);
    text
}

/// A line as a paragraph of the site's own footer.
fn paragraph(text: &str) -> Block {
    Block::paragraph(vec![Inline::text(text)])
}

/// The images among the lines of a footer, which belong to the site.
fn images_in(blocks: &[Block]) -> impl Iterator<Item = Block> {
    walk_blocks(blocks).filter_map(|node| match node {
        Node::Inline(image @ Inline::Image { .. }) => Some(Block::paragraph(vec![image.clone()])),
        _ => None,
    })
}

fn candidates_in<'a>(blocks: impl Iterator<Item = &'a mut Block>) -> Vec<CandidateId> {
    let mut candidates = Vec::new();
    for block in blocks {
        for_each_run_in(std::slice::from_mut(block), &mut |run: &mut Vec<Inline>| {
            candidates.extend(run.iter().filter_map(CandidateId::of));
        });
    }
    candidates
}

// ---- by the engine

/// Takes what the footer still lacks from blocks that are not an article of their own.
fn take_from(blocks: &mut Vec<Block>, page: &mut Page, words: &Vocabulary, footer: &mut Footer) {
    if blocks.is_empty() {
        return;
    }
    let lines = Lines::of(blocks, &page.candidates);
    let Some(section) = sections(&lines.page, words).pop() else {
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
    words: &Vocabulary,
    is_content: bool,
    all: bool,
) -> Vec<(Page, Footer)> {
    let lines = Lines::of(&blocks, &page.candidates);
    let mut sections = sections(&lines.page, words);
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
        mark.line < section.from || lines.page.lines[mark.line].quotes > section.deepest
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

/// The blocks of an article without its footer; `base` is the index of the first one in `lines`. What stands beside the
/// footer goes to the site's footer.
fn cut(
    blocks: Vec<Block>,
    base: usize,
    lines: &Lines,
    section: &Section,
    page: &mut Page,
) -> Vec<Block> {
    if section.roles.iter().all(|role| *role == Role::Text) {
        return blocks;
    }
    let mut kept = Vec::with_capacity(blocks.len());
    let mut at = section.lines.start;
    let mut is_cut = false;
    for (index, block) in blocks.into_iter().enumerate() {
        let first = at;
        while at < section.lines.end && lines.places[at].0 == base + index {
            at += 1;
        }
        let role = |at: usize| {
            section
                .roles
                .get(at.checked_sub(section.lines.start)?)
                .copied()
        };
        let roles = &section.roles[first - section.lines.start..at - section.lines.start];
        // A block without lines, like an image, goes with the lines around it.
        let is_inside = at < section.lines.end || at == lines.places.len();
        let is_blank = || roles.is_empty() && is_inside && role(at) != Some(Role::Text);
        // Only paragraphs can be cut: other blocks stay whole if any of their lines is text.
        let is_part = !matches!(block, Block::Paragraph { .. }) && roles.contains(&Role::Text);
        let is_beside = || {
            is_blank()
                && first
                    .checked_sub(1)
                    .and_then(role)
                    .is_some_and(|role| role != Role::Text)
        };
        if is_part || (!is_beside() && roles.iter().all(|role| *role == Role::Text)) {
            kept.push(block);
        } else if roles.iter().all(|role| *role == Role::Beside) {
            page.footer
                .extend(Some(block).filter(|block| *block != Block::Rule {}));
        } else {
            kept.extend(cut_block(
                block,
                &lines.page.lines[first..at],
                &lines.places[first..at],
                roles,
                page,
            ));
        }
        // The rule that sets the footer off goes with it.
        let is_footer = roles.contains(&Role::Footer);
        while is_footer && !is_cut && kept.last() == Some(&Block::Rule {}) {
            kept.pop();
        }
        is_cut |= is_footer;
    }
    kept
}

/// What is left of a block that contains lines of a footer.
fn cut_block(
    mut block: Block,
    lines: &[Line<'_>],
    places: &[(usize, usize)],
    roles: &[Role],
    page: &mut Page,
) -> Option<Block> {
    let before: Vec<_> = images_in(std::slice::from_ref(&block)).collect();
    let first = roles
        .iter()
        .position(|role| *role != Role::Text)
        .unwrap_or(0);
    let kept = match &mut block {
        Block::Paragraph { content } if first > 0 => {
            keep_before(content, places[first].1, &mut page.candidates);
            Some(block)
        }
        _ => None,
    };
    let staying = images_in(kept.as_slice()).count();
    page.footer.extend(before.into_iter().skip(staying));
    let beside = lines
        .iter()
        .zip(roles)
        .skip(first)
        .filter(|(_, role)| **role != Role::Footer);
    page.footer
        .extend(beside.map(|(line, _)| paragraph(&line.text)));
    kept
}
