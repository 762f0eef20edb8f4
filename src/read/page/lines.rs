//! Blocks as lines of plain text, for the engine that finds the footer among them.
//!
//! The engine knows no blocks, so each line comes with the index of its block and of the line in it:
//! [`footer`](super::footer) cuts the blocks by these.

use super::candidate::{Candidate, CandidateId, Sign};
use crate::bytes;
use crate::grammar::escaped::{self, SPACE};
use crate::model::{Block, Inline, Node, Target, walk_blocks};
use crate::read::bracket::Escape;
use crate::read::numbering::{
    BracketedNumber, Line, LineKind, Number, NumberStyle, PageLines, Parting, ends_in_url,
    number_at_start,
};

/// Longer lines without a colon near their start are prose: no label or heading is as long.
const PROSE: usize = 1000;

/// A guess at the length of the words in a link or emphasis, to reserve room.
const SHORT: usize = 32;

/// Blocks as lines, and which block each line comes from.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) page: PageLines<'static>,
    /// For each line, the index of its block, and that of the line in the block, blank lines included.
    pub(super) places: Vec<(usize, usize)>,
}

impl Lines {
    /// The lines of blocks.
    pub(super) fn of(blocks: &[Block], candidates: &[Candidate]) -> Self {
        let mut lines = Self::default();
        lines.page.has_markup = true;
        // Most blocks are a line each.
        lines.page.lines.reserve(blocks.len());
        lines.places.reserve(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let mut splitter = Splitter::new(candidates, &mut lines, at);
            splitter.block(block, 0);
        }
        lines
    }
}

struct Splitter<'a> {
    candidates: &'a [Candidate],
    lines: &'a mut Lines,
    line: Line<'static>,
    /// The index of the current block, and that of the current line in it.
    block: usize,
    index: usize,
    /// The candidate at the start of the current line.
    marker: Option<CandidateId>,
    /// How many inlines are open, such as emphasis or links. Line breaks inside one do not end the line.
    inside: usize,
    strong: bool,
    emphasis: bool,
    /// Whether a line break was left out, since it is in a URL.
    is_cut: bool,
}

impl<'a> Splitter<'a> {
    fn new(candidates: &'a [Candidate], lines: &'a mut Lines, block: usize) -> Self {
        Self {
            candidates,
            lines,
            line: Line::new("", LineKind::Text, Parting::Block),
            block,
            index: 0,
            marker: None,
            inside: 0,
            strong: false,
            emphasis: false,
            is_cut: false,
        }
    }

    fn block(&mut self, block: &Block, quotes: usize) {
        match block {
            Block::Paragraph { content } => self.paragraph(content, LineKind::Text, quotes),
            Block::Heading { content, .. } => self.paragraph(content, LineKind::Heading, quotes),
            Block::Rule {} => self.push(Line::new("", LineKind::Rule, Parting::Block), quotes),
            Block::Quote { content } => content
                .iter()
                .for_each(|block| self.block(block, quotes + 1)),
            Block::List {
                ordered,
                start,
                items,
            } if quotes == 0 && items.iter().flatten().all(is_paragraph) => {
                self.items(items, start.filter(|_| *ordered), block);
            }
            block => match numbered_pairs(block).filter(|_| quotes == 0) {
                Some(pairs) => pairs
                    .iter()
                    .for_each(|pair| self.paragraph(pair, LineKind::Text, 0)),
                None => self.other(block, quotes),
            },
        }
    }

    /// A block that is not text.
    fn other(&mut self, block: &Block, quotes: usize) {
        self.marks_in(std::slice::from_ref(block));
        self.push(Line::new("", LineKind::Other, Parting::Block), quotes);
    }

    /// Records the candidates in blocks whose words are not part of any line.
    fn marks_in(&mut self, blocks: &[Block]) {
        for node in walk_blocks(blocks) {
            if let Node::Inline(inline) = node {
                CandidateId::of(inline)
                    .into_iter()
                    .for_each(|id| self.mark(id));
            }
        }
    }

    /// A list whose items may be entries: each starts with a number, or the list is ordered.
    fn items(&mut self, items: &[Vec<Block>], start: Option<u32>, block: &Block) {
        let before = self.lines.page.lines.len();
        let marks = self.lines.page.marks.len();
        let mut are_entries = true;
        for (at, item) in items.iter().enumerate() {
            let first = self.lines.page.lines.len();
            item.iter().for_each(|block| self.block(block, 0));
            let Some(line) = self.lines.page.lines.get_mut(first) else {
                are_entries = false;
                break;
            };
            if line.number.is_none() {
                let number = start.and_then(|start| start.checked_add(u32::try_from(at).ok()?));
                let of_item = |number| Number {
                    number,
                    length: 0,
                    escape: Escape::None,
                    place: None,
                    style: NumberStyle::Item,
                };
                line.number = number.map(of_item).map(Box::new);
            }
            are_entries &= line.number.is_some();
            for line in &mut self.lines.page.lines[first..] {
                line.quotes_label = true;
                line.parting = Parting::Line;
            }
        }
        if !are_entries {
            self.lines.page.lines.truncate(before);
            self.lines.places.truncate(before);
            self.lines.page.marks.truncate(marks);
            self.other(block, 0);
        }
    }

    fn paragraph(&mut self, content: &[Inline], kind: LineKind, quotes: usize) {
        self.index = 0;
        let lengths = content.iter().map(|inline| match inline {
            Inline::Text { text } => text.len(),
            _ => SHORT,
        });
        let text = String::with_capacity(lengths.sum());
        self.line = Line::new(text, kind, Parting::Block);
        let first = self.lines.page.lines.len();
        for inline in content {
            self.inline(inline);
        }
        self.end_line(Parting::Block);
        let lines = &mut self.lines.page.lines;
        // Pandoc escapes the numbers of a list and ends each line with a backslash. At the end of a paragraph, where it breaks
        // no line, the backslash stays.
        if let Some(last) = lines[first..].last_mut() {
            let number = last.number.as_ref();
            let is_escaped = number.is_some_and(|number| number.escape == Escape::Backslash);
            if is_escaped && last.text.ends_with('\\') && ends_in_url(&last.text) {
                last.text.to_mut().pop();
            }
        }
        if let Some(line) = self.lines.page.lines.get_mut(first) {
            // Blank lines within the paragraph do not count before its first line.
            line.parting = Parting::Block;
        }
        for line in &mut self.lines.page.lines[first..] {
            line.quotes += quotes;
        }
    }

    fn push(&mut self, line: Line<'static>, quotes: usize) {
        self.lines.page.lines.push(Line { quotes, ..line });
        self.lines.places.push((self.block, self.index));
    }

    fn mark(&mut self, id: CandidateId) {
        let candidate = self.candidates.get(id.index());
        let numbers = candidate.into_iter().flat_map(Candidate::numbers);
        let line = self.lines.page.lines.len();
        self.lines
            .page
            .marks
            .extend(numbers.map(|number| BracketedNumber {
                line,
                number,
                id: id.index(),
            }));
    }

    // ---- text

    fn run(&mut self, run: &[Inline]) {
        self.inside += 1;
        for inline in run {
            self.inline(inline);
        }
        self.inside -= 1;
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Code { text } => {
                self.line.quotes_label |= text.contains(": ") || text.ends_with(':');
                self.push_text(text);
            }
            Inline::Break {} => self.break_line(Parting::Line),
            Inline::Link {
                content, target, ..
            } => self.link(content, target),
            Inline::Note { content } => self.marks_in(content),
            Inline::Image { .. } => {}
            Inline::Strong { content } => {
                self.line.last_piece = Some(self.line.text.len());
                self.strong = true;
                self.run(content);
            }
            Inline::Emphasis { content } => {
                self.emphasis = true;
                self.run(content);
            }
            other => self.run(other.content().unwrap_or_default()),
        }
    }

    fn text(&mut self, text: &str) {
        if escaped::has(text, SPACE) {
            return self.text(&text.replace(SPACE, " "));
        }
        for line in bytes::lines(text) {
            self.push_text(line.strip_suffix('\n').unwrap_or(line));
            if line.ends_with('\n') {
                self.break_line(Parting::Wrapped);
            }
        }
    }

    /// Adds text to the line, without white space at the line's start or where a URL goes on.
    fn push_text(&mut self, text: &str) {
        let is_start = std::mem::take(&mut self.is_cut) || self.line.text.is_empty();
        let text = if is_start {
            text.trim_ascii_start()
        } else {
            text
        };
        self.line.text.to_mut().push_str(text);
    }

    fn link(&mut self, content: &[Inline], target: &Target) {
        if let Target::Url(url) = target {
            return self.unlisted_link(content, url);
        }
        let id = CandidateId::of_target(target);
        let Some((id, candidate)) = id.and_then(|id| Some((id, self.candidates.get(id.index())?)))
        else {
            return;
        };
        if let Some(followed) = &candidate.follows {
            self.unlisted_link(content, followed.href.as_deref().unwrap_or_default());
            self.text(&followed.gap);
        }
        self.candidate(id, candidate);
    }

    fn unlisted_link(&mut self, content: &[Inline], url: &str) {
        let start = self.line.text.len();
        self.line.last_piece = Some(start);
        self.run(content);
        if self.line.text.get(start..) == Some(url) {
            self.line.bare_link = Some(self.line.text.len());
        }
        let words = self.line.text.get(start..).unwrap_or_default();
        if is_short_for(words, url) {
            let text = self.line.text.to_mut();
            text.truncate(start);
            text.push_str(url);
        }
    }

    fn candidate(&mut self, id: CandidateId, candidate: &Candidate) {
        if self.line.text.trim_start_matches(['>', ' ']).is_empty() {
            self.marker = Some(id);
        }
        self.mark(id);
        self.line.text.to_mut().push_str(&candidate.shown());
    }

    /// Ends a line within a paragraph.
    fn break_line(&mut self, parting: Parting) {
        if self.inside > 0 {
            let goes_on = (self.line.text.ends_with(['-', '/']) || self.is_cut_to_length())
                && ends_in_url(&self.line.text);
            if !goes_on {
                self.push_text(" ");
            }
            self.is_cut = goes_on;
            return;
        }
        let length = self.line.text.len();
        self.end_line(parting);
        // Lines of a list are much of a length.
        self.line.text.to_mut().reserve(length);
        self.index += 1;
    }

    /// Whether the line breaks after a multiple of the characters to which WP-Print cuts the addresses of its list.
    fn is_cut_to_length(&self) -> bool {
        const CUT: usize = 100;
        let piece = self
            .line
            .last_piece
            .and_then(|start| self.line.text.get(start..));
        piece.is_some_and(|piece| !piece.is_empty() && piece.chars().count() % CUT == 0)
    }

    /// Adds the line, unless it is blank, and starts another.
    fn end_line(&mut self, parting: Parting) {
        let next = Line::new("", self.line.kind, parting);
        let mut line = std::mem::replace(&mut self.line, next);
        let marker = self.marker.take();
        let (strong, emphasis) = (
            std::mem::take(&mut self.strong),
            std::mem::take(&mut self.emphasis),
        );
        let quotes = take_quotes(&mut line);
        let length = line.text.trim_ascii_end().len();
        if length == 0 {
            self.line.parting = line.parting.max(parting);
            return;
        }
        line.text.to_mut().truncate(length);
        line.bare_link = line.bare_link.filter(|end| *end <= length);
        line.is_apart = strong || line.parting > Parting::Wrapped;
        line.emphasis = (strong || emphasis).then_some(emphasis);
        // A heading cannot be an entry.
        let marker = marker.filter(|_| line.kind == LineKind::Text);
        line.number =
            marker.and_then(|id| number_of(&self.candidates[id.index()], &line.text).map(Box::new));
        if line.text.len() > PROSE && line.number.is_none() && !has_early_colon(&line.text) {
            line.text.to_mut().clear();
            line.kind = LineKind::Other;
        }
        if is_drawn_rule(&line.text) {
            line.kind = LineKind::Rule;
        }
        self.push(line, quotes);
    }
}

/// Removes the `>` of quoted mail from the start of a line, and returns how many there were.
fn take_quotes(line: &mut Line<'_>) -> usize {
    let bare = line.text.trim_start_matches(['>', ' ']);
    let length = line.text.len() - bare.len();
    let quotes = line.text[..length].matches('>').count();
    if quotes > 0 {
        line.text.to_mut().drain(..length);
        let after = |at: Option<usize>| at.and_then(|at| at.checked_sub(length));
        line.last_piece = after(line.last_piece);
        line.bare_link = after(line.bare_link);
    }
    quotes
}

/// Whether a line of text is drawn as a rule: `------`.
fn is_drawn_rule(text: &str) -> bool {
    let first = text.chars().next();
    let is_sign = |c: char| matches!(c, '-' | '_' | '=' | '*' | '~');
    text.len() > 3 && first.is_some_and(is_sign) && text.chars().all(|c| Some(c) == first)
}

/// The number of the candidate at the start of a line, as that of an entry.
fn number_of(candidate: &Candidate, text: &str) -> Option<Number> {
    let (number, length) = number_at_start(text)?;
    let (style, colon) = match candidate.sign {
        Sign::Definition(_) => (NumberStyle::Definition, ": ".len()),
        _ => (NumberStyle::Printed, 0),
    };
    Some(Number {
        number: Some(candidate.sign.number()).filter(|own| *own == number)?,
        length: length + colon,
        escape: candidate.escape,
        place: Some(candidate.place.clone()),
        style,
    })
}

fn has_early_colon(text: &str) -> bool {
    let mut start = text.bytes().take(PROSE);
    start.any(|byte| matches!(byte, b':' | 0xef))
}

/// The entries of a list that is a table, or terms with definitions: pairs of a number and one paragraph, as one line each.
fn numbered_pairs(block: &Block) -> Option<Vec<Vec<Inline>>> {
    let pair = |number: &[Inline], text: &[Block]| -> Option<Vec<Inline>> {
        let ([number], [Block::Paragraph { content }]) = (number, text) else {
            return None;
        };
        CandidateId::of(number)?;
        let mut pair = vec![number.clone(), Inline::text(" ")];
        pair.extend(content.iter().cloned());
        Some(pair)
    };
    match block {
        Block::DefinitionList { items } => items
            .iter()
            .map(|item| match (&*item.terms, &*item.definitions) {
                ([number], [text]) => pair(number, text),
                _ => None,
            })
            .collect(),
        Block::Table { head, rows, .. } if head.is_empty() => rows
            .iter()
            .map(|row| match row.as_slice() {
                [first, second] => match first.content.as_slice() {
                    [Block::Paragraph { content }] => pair(content, &second.content),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Whether words show a URL without its scheme, and perhaps cut short, as programs that find addresses in text do.
fn is_short_for(words: &str, url: &str) -> bool {
    let cut = words
        .strip_suffix('…')
        .or_else(|| words.strip_suffix("..."));
    match (url.strip_prefix("mailto:"), url.split_once("://"), cut) {
        (Some(address), _, _) => words == address,
        (_, Some((_, rest)), Some(start)) => {
            start.contains('/') && (rest.starts_with(start) || url.starts_with(start))
        }
        (_, Some((_, rest)), None) => words.trim_end_matches('/') == rest.trim_end_matches('/'),
        _ => false,
    }
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_breaks_outside_of_other_inlines_end_lines() {
        let content = vec![
            Inline::text("a\nb "),
            Inline::Strong {
                content: vec![Inline::text("c\nd")],
            },
            Inline::text("\ne"),
        ];
        let block = Block::paragraph(content);
        let lines = Lines::of(&[block], &[]);
        let texts: Vec<_> = lines.page.lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, ["a", "b c d", "e"]);
        assert_eq!(lines.places, [(0, 0), (0, 1), (0, 2)]);
    }
}
