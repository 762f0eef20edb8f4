//! Footnotes of HTML: numbers that link to notes elsewhere on the page. A note counts as one if it links back, or has
//! the same number. It moves to where the text refers to it.

mod references;

use std::collections::{HashMap, VecDeque};

use super::anchors::{Anchors, fragment};
use super::candidate::Candidate;
use super::parts::Page;
use super::replace::literal_text;
use crate::grammar::url::starts_as_url;
use crate::model::{Block, Inline, MAX_DEPTH, Node, for_each_run_in, is_blank, walk_blocks};
use references::{Reference, References, reference};

/// How deep notes may nest in notes.
const LEVELS: usize = 3;

/// Puts the notes of a page where the text refers to them, without nesting nodes deeper than `depth`.
pub(super) fn place_notes(page: &mut Page, most_depth: usize) {
    if page.anchors.are_unwanted() {
        return;
    }
    let depth = most_depth.min(MAX_DEPTH) / (1 + LEVELS);
    let references = References::of(page);
    if references.is_empty() || parts(page).any(|part| walk_blocks(part).goes_deeper(depth)) {
        return;
    }
    let anchors = std::mem::take(&mut page.anchors);
    let mut found = Found {
        anchors: &anchors,
        references: &references,
        candidates: &page.candidates,
        depth,
        notes: HashMap::new(),
    };
    let mut before = std::mem::take(&mut page.before);
    let mut after = std::mem::take(&mut page.after);
    let mut footer = std::mem::take(&mut page.footer);
    let mut content = page.content.take();
    for part in [
        Some(&mut before),
        content.as_mut(),
        Some(&mut after),
        Some(&mut footer),
    ] {
        part.into_iter().for_each(|part| found.take_from(part));
    }
    let Found { mut notes, .. } = found;
    (page.before, page.after, page.footer, page.content) = (before, after, footer, content);
    let mut level = Vec::new();
    let candidates = std::mem::take(&mut page.candidates);
    page.for_each_run(|run| refer(run, &candidates, &mut notes, &mut level));
    let mut levels = vec![level];
    while levels.len() < LEVELS {
        let mut next = Vec::new();
        for note in levels.last_mut().into_iter().flatten() {
            for_each_run_in(note, &mut |run: &mut Vec<Inline>| {
                refer(run, &candidates, &mut notes, &mut next);
            });
        }
        levels.push(next);
    }
    let mut inner = VecDeque::new();
    while let Some(mut level) = levels.pop() {
        for note in &mut level {
            for_each_run_in(note, &mut |run: &mut Vec<Inline>| fill(run, &mut inner));
        }
        inner = level.into();
    }
    page.for_each_run(|run| fill(run, &mut inner));
    page.candidates = candidates;
    put_back(page, notes);
}

/// The parts of a page that may hold notes.
fn parts(page: &Page) -> impl Iterator<Item = &[Block]> {
    let content = page.content.as_deref().unwrap_or_default();
    let parts = [&page.before, &page.after, &page.footer];
    parts.into_iter().map(Vec::as_slice).chain([content])
}

/// Drops the rule that set the notes off, since they are no longer below it.
fn drop_rules(blocks: &mut Vec<Block>) {
    while blocks.last() == Some(&Block::Rule {}) {
        blocks.pop();
    }
}

/// Finds the notes of a page and takes them out.
struct Found<'a> {
    anchors: &'a Anchors,
    references: &'a References,
    candidates: &'a [Candidate],
    /// How deep the nodes of a note may nest.
    depth: usize,
    notes: Notes,
}

/// The items of a list.
type Items = Vec<Vec<Block>>;

/// The notes by the names of their anchors; `None` for those that already moved to their reference.
type Notes = HashMap<String, Option<Vec<Block>>>;

impl Found<'_> {
    fn take_from(&mut self, blocks: &mut Vec<Block>) {
        let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut rest = blocks.drain(..).peekable();
        while let Some(mut block) = rest.next() {
            match &mut block {
                Block::List {
                    ordered,
                    items,
                    start,
                } => {
                    let had_notes = self.notes.len();
                    let rest = self.take_items(std::mem::take(items), *start);
                    if rest.is_empty() && self.notes.len() > had_notes {
                        drop_rules(&mut kept);
                    }
                    let ordered = *ordered;
                    kept.extend(rest.into_iter().map(|(start, items)| Block::List {
                        ordered,
                        start,
                        items,
                    }));
                    continue;
                }
                Block::DefinitionList { items } => {
                    for item in items.iter_mut() {
                        self.take_definition(&mut item.terms, &mut item.definitions);
                        let definitions = item.definitions.iter_mut();
                        definitions.for_each(|definition| self.take_from(definition));
                    }
                    items.retain(|item| !item.terms.is_empty() || !item.definitions.is_empty());
                }
                Block::Paragraph { .. } => {
                    let mut note = vec![block];
                    if self.is_number(&note) {
                        note.extend(rest.next_if(|next| self.is_text_of_note(next)));
                    }
                    if self.take(&mut note, None) {
                        drop_rules(&mut kept);
                        continue;
                    }
                    kept.append(&mut note);
                    continue;
                }
                Block::Quote { content } | Block::Figure { content, .. } => self.take_from(content),
                _ => {}
            }
            kept.push(block);
        }
        drop(rest);
        *blocks = kept;
    }

    /// Takes the items of a list that are notes. The others keep their numbers: they become lists, each with its first
    /// number.
    fn take_items(&mut self, items: Items, start: Option<u32>) -> Vec<(Option<u32>, Items)> {
        let mut lists: Vec<(Option<u32>, Items)> = Vec::new();
        let mut follows = false;
        let mut number = start;
        for mut item in items {
            let own = number.map(|number| number.to_string());
            let is_note = self.take(&mut item, own.as_deref());
            if !is_note {
                self.take_from(&mut item);
                match lists.last_mut().filter(|_| follows || start.is_none()) {
                    Some((_, items)) => items.push(item),
                    None => lists.push((number, vec![item])),
                }
            }
            follows = !is_note;
            number = number.map(|number| number.saturating_add(1));
        }
        lists
    }

    /// Whether blocks are nothing but the number of a note, whose words are then in the next paragraph.
    fn is_number(&self, blocks: &[Block]) -> bool {
        let [Block::Paragraph { content }] = blocks else {
            return false;
        };
        let name = self.name_of(blocks);
        let Some(reference) = name.and_then(|name| self.references.get(&name)) else {
            return false;
        };
        let words = literal_text(content, self.candidates);
        let number =
            words.trim_matches(|c: char| c.is_whitespace() || "[]().:^↑↩\u{fe0e}".contains(c));
        number.is_empty() || number == reference.number
    }

    fn is_text_of_note(&self, block: &Block) -> bool {
        matches!(block, Block::Paragraph { .. })
            && self.name_of(std::slice::from_ref(block)).is_none()
    }

    /// Takes a term that is the number of a note, with what it says.
    fn take_definition(&mut self, terms: &mut Vec<Vec<Inline>>, definitions: &mut Vec<Vec<Block>>) {
        terms.retain(|term| !is_blank(term));
        let [term] = terms.as_mut_slice() else {
            return;
        };
        let mut note = vec![Block::paragraph(std::mem::take(term))];
        note.extend(std::mem::take(definitions).into_iter().flatten());
        if self.take(&mut note, None) {
            return terms.clear();
        }
        if let Block::Paragraph { content } = note.remove(0) {
            *term = content;
        }
        *definitions = vec![note];
    }

    /// Takes blocks that are a note; `own` is the number that they have as an item.
    fn take(&mut self, blocks: &mut Vec<Block>, own: Option<&str>) -> bool {
        let Some(name) = self.name_of(blocks) else {
            return false;
        };
        let Some(reference) = self.references.get(&name) else {
            return false;
        };
        let Reference {
            number,
            is_raised,
            count,
        } = reference;
        let urls = || {
            walk_blocks(blocks).filter_map(|node| match node {
                Node::Inline(inline) => inline.unlisted_url(),
                Node::Block(_) => None,
            })
        };
        let leads_back = |url| self.anchors.leads_back(url, &name);
        // Without a way back both have the number, and it is no list of links.
        let has_number = || own == Some(number.as_str()) || self.starts_with(blocks, number);
        let is_numbered = || *is_raised && has_number() && !self.is_entry(blocks);
        let is_note = self.anchors.is_note(&name) || urls().any(leads_back) || is_numbered();
        let leads_here = |url: &&str| fragment(url) == Some(name.as_str());
        if !is_note
            || self.is_number(blocks)
            || self.notes.contains_key(&name)
            || walk_blocks(blocks).goes_deeper(self.depth)
            || urls().filter(leads_here).count() >= *count
        {
            return false;
        }
        let mut note = std::mem::take(blocks);
        self.tidy(&mut note, &name, number);
        self.notes.insert(name, Some(note));
        true
    }

    /// Whether blocks end with an address, as the entries of a list of links do.
    fn is_entry(&self, blocks: &[Block]) -> bool {
        let Some(Block::Paragraph { content }) = blocks.last() else {
            return false;
        };
        let words = literal_text(content, self.candidates);
        words.split_whitespace().last().is_some_and(starts_as_url)
    }

    /// Whether blocks start with a number and go on with words.
    fn starts_with(&self, blocks: &[Block], number: &str) -> bool {
        let Some(Block::Paragraph { content }) = blocks.first() else {
            return false;
        };
        let is_shown = |inline: &&Inline| match inline {
            Inline::Anchor { .. } => false,
            Inline::Text { text } => !text.trim().is_empty(),
            _ => true,
        };
        let mut shown = content.iter().filter(is_shown);
        match shown.next() {
            Some(Inline::Superscript { content }) => {
                let words = literal_text(content, self.candidates);
                words.trim() == number && (shown.next().is_some() || blocks.len() > 1)
            }
            Some(Inline::Text { text }) => text
                .trim_start()
                .strip_prefix(number)
                .is_some_and(|rest| rest.starts_with(ENDS_OF_NUMBER)),
            _ => false,
        }
    }

    /// The name of the place where some blocks begin.
    fn name_of(&self, blocks: &[Block]) -> Option<String> {
        for node in walk_blocks(blocks) {
            match node {
                Node::Inline(Inline::Anchor { id }) if self.references.get(id).is_some() => {
                    return Some(id.clone());
                }
                Node::Inline(Inline::Text { text }) if text.trim_ascii().is_empty() => {}
                Node::Inline(
                    Inline::Link { .. }
                    | Inline::Superscript { .. }
                    | Inline::Strong { .. }
                    | Inline::Emphasis { .. }
                    | Inline::Small { .. }
                    | Inline::Anchor { .. },
                )
                | Node::Block(
                    Block::Paragraph { .. }
                    | Block::List { .. }
                    | Block::Quote { .. }
                    | Block::Figure { .. },
                ) => {}
                _ => return None,
            }
        }
        None
    }

    /// Removes the number and the back link from a note: they are not part of its words.
    fn tidy(&self, note: &mut Vec<Block>, name: &str, number: &str) {
        for_each_run_in(note, &mut |run: &mut Vec<Inline>| {
            run.retain(|inline| match inline {
                Inline::Anchor { id } => id != name,
                link => link
                    .unlisted_url()
                    .is_none_or(|url| !self.anchors.leads_back(url, name)),
            });
            for inline in run.iter_mut() {
                if let Inline::Superscript { content } = inline {
                    let is_number = literal_text(content, self.candidates).trim() == number;
                    if is_number || is_blank(content) {
                        content.clear();
                    }
                }
            }
            run.retain(|inline| inline.content().is_none_or(|content| !content.is_empty()));
        });
        note.retain(|block| !is_without_words(block));
        if let Some(Block::Paragraph { content }) = note.first_mut() {
            trim_number(content, number);
        }
        if self.references.is_linked(name) {
            put_anchor(note, name);
        }
    }
}

/// Puts an anchor before the first words of a note.
fn put_anchor(note: &mut [Block], name: &str) {
    let content = note.iter_mut().find_map(|block| match block {
        Block::Paragraph { content } if !is_blank(content) => Some(content),
        _ => None,
    });
    let Some(content) = content else { return };
    for inline in content.iter_mut() {
        let Inline::Text { text } = inline else { break };
        text.drain(..text.len() - text.trim_ascii_start().len());
        if !text.is_empty() {
            break;
        }
    }
    let id = name.to_owned();
    content.insert(0, Inline::Anchor { id });
}

/// Whether a paragraph holds nothing, or the brackets from which the number of a note was taken.
fn is_without_words(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } => match content.as_slice() {
            [Inline::Text { text }] => matches!(text.trim(), "" | "[]" | "()"),
            content => is_blank(content),
        },
        _ => false,
    }
}

/// What stands after the number of a note.
const ENDS_OF_NUMBER: [char; 5] = ['.', ')', ':', ' ', '\u{a0}'];

/// Drops the number of a note, or an arrow, from the start of its words.
fn trim_number(content: &mut [Inline], number: &str) {
    let Some(Inline::Text { text }) = content
        .iter_mut()
        .find(|inline| !matches!(inline, Inline::Text { text } if text.trim_ascii().is_empty()))
    else {
        return;
    };
    let words = text.trim_start();
    let rest = words.strip_prefix(['^', '↑', '↩']).or_else(|| {
        // The number itself may have been a link, which is gone.
        let rest = words.strip_prefix(number).unwrap_or(words);
        let is_end = rest.starts_with(ENDS_OF_NUMBER)
            && (rest.len() < words.len() || rest[1..].starts_with(' '));
        is_end.then_some(rest)
    });
    if let Some(rest) = rest {
        *text = rest
            .trim_start_matches('\u{fe0e}')
            .trim_start_matches(ENDS_OF_NUMBER)
            .to_owned();
    }
}

/// Puts empty notes in the places of references, and their content at the end of a list. Further references to a note
/// stay links.
fn refer(
    run: &mut [Inline],
    candidates: &[Candidate],
    notes: &mut Notes,
    placed: &mut Vec<Vec<Block>>,
) {
    for at in 0..run.len() {
        let place = reference(&run[at], candidates).map(|(place, _)| place);
        if let Some(note) = place.and_then(|place| notes.get_mut(place)?.take()) {
            placed.push(note);
            run[at] = Inline::Note {
                content: Vec::new(),
            };
            strip_brackets(run, at);
        }
    }
}

/// Drops the brackets around an inline.
fn strip_brackets(run: &mut [Inline], at: usize) {
    let (before, rest) = run.split_at_mut(at);
    if let (Some(Inline::Text { text: before }), [_, Inline::Text { text: after }, ..]) =
        (before.last_mut(), rest)
    {
        for (open, close) in [('[', ']'), ('(', ')')] {
            if before.ends_with(open) && after.starts_with(close) {
                before.pop();
                after.remove(0);
                return;
            }
        }
    }
}

/// Fills the empty notes of a run in their order.
fn fill(run: &mut [Inline], placed: &mut VecDeque<Vec<Block>>) {
    for inline in run {
        if let Inline::Note { content } = inline {
            if content.is_empty() {
                *content = placed.pop_front().unwrap_or_default();
            }
        }
    }
}

/// Puts notes that are referred to only by notes in notes at the end of the page.
fn put_back(page: &mut Page, notes: Notes) {
    let mut rest: Vec<_> = notes
        .into_iter()
        .filter_map(|(name, note)| Some((name, note?)))
        .collect();
    rest.sort_by(|(one, _), (other, _)| one.cmp(other));
    let blocks = rest.into_iter().flat_map(|(_, note)| note);
    page.after.extend(blocks);
}
