//! Taking the footer, that is source line and list, out of a page: the parts that the page marks as such
//! ([`take_parts`]), or the lines that the engine has found ([`cut`]).

use std::ops::Range;

use super::candidate::{Candidate, CandidateId};
use super::lines::Lines;
use super::parts::{Footer, Page};
use crate::grammar::source::{heading, is_heading};
use crate::label::Vocabulary;
use crate::model::{Block, Inline, Node, Target, for_each_run_in, walk_blocks};
use crate::read::numbering::{FoundSource, Line, Role, Section, list_of_part, source_within};

/// Takes the parts of the page that hold source line and list.
pub(super) fn take_parts(page: &mut Page, vocabulary: &Vocabulary) -> Footer {
    let mut footer = Footer::default();
    let mut source = page.source.take().map(|blocks| take_texts(blocks, page));
    if let Some(blocks) = &source {
        footer.source = source_of_part(&Lines::of(blocks, &page.candidates));
    }
    let mut links = take_list_part(page, vocabulary, &mut footer);
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
        is_of_wiki: false,
    })
}

/// Takes the part that holds the list out of the page, and reads the list. Anything else in that part belongs to the
/// site.
fn take_list_part(
    page: &mut Page,
    vocabulary: &Vocabulary,
    footer: &mut Footer,
) -> Option<Vec<Block>> {
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
    let mut list = list_of_part(&lines.page, start, vocabulary);
    list.is_part = true;
    lines.page.lines.truncate(start);
    if let Some(words) = lines.page.lines.last().map(|last| heading(&last.text)) {
        if is_heading(words) {
            list.heading = Some(words.to_owned());
            lines.page.lines.pop();
        }
    }
    footer.list = Some(list);
    let source = source_within(&lines.page, vocabulary).filter(|_| footer.source.is_none());
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

pub(super) fn candidates_in<'a>(blocks: impl Iterator<Item = &'a mut Block>) -> Vec<CandidateId> {
    let mut candidates = Vec::new();
    for block in blocks {
        for_each_run_in(std::slice::from_mut(block), &mut |run: &mut Vec<Inline>| {
            candidates.extend(run.iter().filter_map(CandidateId::of));
        });
    }
    candidates
}

/// The blocks of an article without its footer; `base` is the index of the first one in `lines`. What stands beside the
/// footer goes to the site's footer.
pub(super) fn cut(
    blocks: Vec<Block>,
    base: usize,
    lines: &Lines,
    section: &Section,
    page: &mut Page,
) -> Vec<Block> {
    let is_text = section.roles.iter().all(|role| *role == Role::Text);
    if is_text || is_shown_by_wiki(section, page) {
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

/// Whether the footer of a section is only the line with the address that a wiki shows below its text. What the page
/// shows there and below is no footer of a print export.
fn is_shown_by_wiki(section: &Section, page: &Page) -> bool {
    let source = section.source.as_ref();
    !page.signs.is_unmarked
        && section.list.is_none()
        && source.is_some_and(|source| source.is_of_wiki)
}

/// What is left of a block that contains lines of a footer: what stands above them, and what stands below.
fn cut_block(
    mut block: Block,
    lines: &[Line<'_>],
    places: &[(usize, usize)],
    roles: &[Role],
    page: &mut Page,
) -> Vec<Block> {
    let all: Vec<_> = images_in(std::slice::from_ref(&block)).collect();
    let is_cut = |role: &Role| *role != Role::Text;
    let first = roles.iter().position(is_cut).unwrap_or(0);
    let end = roles.iter().rposition(is_cut).map_or(0, |last| last + 1);
    let mut kept = Vec::new();
    if let Block::Paragraph { content } = &mut block {
        let candidates = &mut page.candidates;
        let below = places
            .get(end)
            .map(|(_, line)| split_off_line(content, *line, candidates));
        if first > 0 {
            split_off_line(content, places[first].1, candidates);
            kept.push(block);
        }
        kept.extend(below.map(Block::paragraph));
    }
    let stay: Vec<_> = images_in(&kept).collect();
    page.footer
        .extend(all.into_iter().filter(|image| !stay.contains(image)));
    let inside = lines[first..end].iter().zip(&roles[first..end]);
    let beside = inside.filter(|(_, role)| **role == Role::Beside);
    page.footer
        .extend(beside.map(|(line, _)| paragraph(&line.text)));
    kept
}

/// Splits a paragraph before the line with this index, and returns what starts with that line.
fn split_off_line(
    content: &mut Vec<Inline>,
    line: usize,
    candidates: &mut [Candidate],
) -> Vec<Inline> {
    let mut ends = 0;
    for at in 0..content.len() {
        if ends == line {
            return content.split_off(at);
        }
        match &mut content[at] {
            Inline::Break {} => ends += 1,
            Inline::Text { text } => {
                let passed = text.matches('\n').count();
                if ends + passed >= line {
                    let mut cuts = text.match_indices('\n').map(|(cut, _)| cut);
                    let cut = cuts.nth(line - ends - 1).unwrap_or(text.len());
                    let mut rest = vec![Inline::text(text.split_off(cut).trim_start_matches('\n'))];
                    rest.extend(content.drain(at + 1..));
                    return rest;
                }
                ends += passed;
            }
            Inline::Link { target, .. } => {
                let id = CandidateId::of_target(target);
                let Some(candidate) = id.and_then(|id| candidates.get_mut(id.index())) else {
                    continue;
                };
                let passed = gap_lines(candidate);
                if passed > 0 && ends + passed >= line {
                    // The link stays; the number after it starts the next line.
                    if let Some(followed) = candidate.follows.take() {
                        *target = Target::Url(followed.href.unwrap_or_default());
                    }
                    return content.split_off(at + 1);
                }
                ends += passed;
            }
            _ => {}
        }
    }
    Vec::new()
}

fn gap_lines(candidate: &Candidate) -> usize {
    let gap = candidate
        .follows
        .as_ref()
        .map(|followed| followed.gap.as_str());
    gap.map_or(0, |gap| gap.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_cut_between_lines() {
        let mut content = vec![
            Inline::text("a\nb "),
            Inline::Strong {
                content: vec![Inline::text("c\nd")],
            },
            Inline::text("\ne"),
        ];
        assert_eq!(
            split_off_line(&mut content, 2, &mut []),
            [Inline::text("e")]
        );
        assert_eq!(content.len(), 3);
        assert_eq!(content[2], Inline::text(""));
        split_off_line(&mut content, 1, &mut []);
        assert_eq!(content, [Inline::text("a")]);
    }
}
