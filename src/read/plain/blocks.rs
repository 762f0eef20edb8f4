//! Groups lines into blocks: paragraphs, lists, headings, quotations, preformatted text and simple tables.
//!
//! Where the text does not show for certain what a block is, it becomes a paragraph that keeps its lines.

mod heading;

use super::base::{Base, base};
use super::bullet::Bullet;
use super::line::{Line, Margin};
use super::reflow::{Flow, Known};
use super::table;
use crate::model::Block;
use crate::read::page::{Builder, Kind, Level};

/// How far a quotation is indented, at least.
const QUOTE_INDENT: usize = 2;
/// The maximum number of lines in an item that is recognized by the number of the next item.
const ITEM_LINES: usize = 200;
/// Numbers from here on are more likely years than items, unless the next item continues the count.
const FIRST_YEAR: u32 = 1000;
/// If the whole text is indented further than this, indentation does not show quotations.
const MAX_MARGIN: usize = 4;
/// Reads lines into blocks.
pub(super) struct Blocks<'a> {
    lines: &'a [Line<'a>],
    margin: &'a Margin,
    known: &'a Known<'a>,
    builder: &'a mut Builder,
    /// The margin, where ordinary paragraphs start.
    base: Base,
    /// How many `>` are before all lines.
    quotes: usize,
    /// The indent of the last paragraph.
    above: usize,
    /// The open containers, innermost last.
    open: Vec<Container>,
    /// The indices of those that are quotations marked by `>`.
    quotations: Vec<usize>,
    /// A buffer for the text of a paragraph.
    flow: Flow,
}

struct Container {
    level: Level,
    kind: ContainerKind,
}

enum ContainerKind {
    /// A quotation marked by `>`.
    Quote,
    /// A quotation shown by its indentation.
    Indented(usize),
    List {
        /// The indent of its bullets.
        indent: usize,
        /// The column where the words of its items start.
        words: usize,
        ordered: bool,
        mark: char,
        last: u32,
        item: Level,
    },
}

impl<'a> Blocks<'a> {
    pub(super) fn new(
        lines: &'a [Line<'a>],
        margin: &'a Margin,
        known: &'a Known<'a>,
        builder: &'a mut Builder,
        quotes: usize,
    ) -> Self {
        let base = base(lines);
        Self {
            lines,
            margin,
            known,
            builder,
            base,
            above: base.indent,
            quotes,
            open: Vec::new(),
            quotations: Vec::new(),
            flow: Flow::default(),
        }
    }

    pub(super) fn read(mut self) {
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if let Some(end) = self.known.notes.end_if_moved(line.start) {
                let own = self.lines[at..].iter().take_while(|line| line.start < end);
                at += own.count();
                continue;
            }
            self.quote(line.quotes.saturating_sub(self.quotes));
            at = if line.is_blank() {
                at + 1
            } else {
                self.block(at)
            };
        }
        self.close_to(0);
    }

    /// Reads the block that starts at a line and returns the line after it.
    fn block(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let start = (self.known.original)(line.start);
        let end = (self.known.original)(line.start + line.text.len());
        self.builder.at((start..end).into());
        if let Some((level, end)) = self.framed_heading(at) {
            return self.push_heading(level, at + 1, end);
        }
        if line.is_rule && line.text.len() > 4 {
            self.leave(0);
            self.builder.block(Block::Rule {});
            return at + 1;
        }
        if let Some(bullet) = self.bullet(at) {
            return self.item(at, bullet);
        }
        let blank_above = self.blank_above(at);
        let end = self.paragraph_end(at);
        if let Some((level, end)) = self.heading(at, end) {
            return self.push_heading(level, at, end);
        }
        self.leave_for_text(line.indent);
        if blank_above && self.is_quotation(at, end) && !self.keeps_layout(at, end) {
            let level = self.builder.open(Kind::Quote);
            let kind = ContainerKind::Indented(line.indent);
            self.open.push(Container { level, kind });
        }
        self.above = line.indent;
        self.text(at, end);
        end
    }

    /// Adds a line as a heading and returns `end`, the line after it.
    fn push_heading(&mut self, level: u8, at: usize, end: usize) -> usize {
        self.leave(0);
        let heading = self.builder.open(Kind::Heading(level));
        self.flow(&self.lines[at..=at]);
        self.builder.close(heading);
        end
    }

    // ---- containers

    /// Opens and closes quotations marked by `>`.
    fn quote(&mut self, quotes: usize) {
        let open = self.quotations.len();
        if quotes < open {
            self.close_to(self.quotations[quotes]);
        } else if quotes > open {
            self.leave(0);
        }
        while self.quotations.len() < quotes {
            self.quotations.push(self.open.len());
            let level = self.builder.open(Kind::Quote);
            let kind = ContainerKind::Quote;
            self.open.push(Container { level, kind });
        }
    }

    fn close_to(&mut self, count: usize) {
        if let Some(container) = self.open.get(count) {
            self.builder.close(container.level);
            self.open.truncate(count);
            let quotations = self.quotations.partition_point(|at| *at < count);
            self.quotations.truncate(quotations);
        }
    }

    /// How many containers are open up to the innermost quotation marked by `>`: indentation closes none of them.
    fn floor(&self) -> usize {
        self.quotations.last().map_or(0, |last| last + 1)
    }

    /// Closes lists and quotations inside that quotation, down to a number of them.
    fn leave(&mut self, count: usize) {
        self.close_to(self.floor() + count);
    }

    /// Closes the lists and quotations that text with this indent does not belong to.
    fn leave_for_text(&mut self, indent: usize) {
        let floor = self.floor();
        while self.open.len() > floor {
            let stays = match &self.open[self.open.len() - 1].kind {
                ContainerKind::Indented(at) => indent >= *at,
                ContainerKind::List { words, .. } => indent + 1 >= *words,
                ContainerKind::Quote => true,
            };
            if stays {
                break;
            }
            self.close_to(self.open.len() - 1);
        }
    }

    // ---- lists

    /// Reads the first paragraph of an item.
    fn item(&mut self, at: usize, bullet: Bullet) -> usize {
        let line = &self.lines[at];
        let has_siblings = self.leave_for_item(line.indent, bullet);
        match self.open.last_mut() {
            Some(Container {
                kind: ContainerKind::List { last, item, .. },
                ..
            }) if has_siblings => {
                *last = bullet.number;
                self.builder.close(*item);
                *item = self.builder.open(Kind::Item);
            }
            _ => self.open_list(line.indent, bullet),
        }
        let end = self.paragraph_end(at);
        let mut lines = self.lines[at..end].to_vec();
        let first = &mut lines[0];
        first.start += bullet.length;
        first.text = &first.text[bullet.length..];
        self.paragraph(&lines);
        end
    }

    /// Opens a list and its first item.
    fn open_list(&mut self, indent: usize, bullet: Bullet) {
        let level = self.builder.open(Kind::List {
            ordered: bullet.ordered,
            start: bullet.number,
        });
        let item = self.builder.open(Kind::Item);
        let kind = ContainerKind::List {
            indent,
            words: indent + bullet.width,
            ordered: bullet.ordered,
            mark: bullet.mark,
            last: bullet.number,
            item,
        };
        self.open.push(Container { level, kind });
    }

    /// Closes containers until the innermost is a list of this item's siblings, or one that the item is nested in.
    /// Returns whether it has siblings.
    fn leave_for_item(&mut self, bullet_indent: usize, bullet: Bullet) -> bool {
        let floor = self.floor();
        while self.open.len() > floor {
            match &self.open[self.open.len() - 1].kind {
                ContainerKind::List { indent, mark, .. } => {
                    let level = bullet_indent.abs_diff(*indent) <= 1;
                    if level && *mark == bullet.mark {
                        return true;
                    }
                    if !level && bullet_indent > *indent {
                        return false;
                    }
                }
                ContainerKind::Indented(indent) if bullet_indent >= *indent => return false,
                _ => {}
            }
            self.close_to(self.open.len() - 1);
        }
        false
    }

    /// The bullet at the start of a line, if it is one in this context.
    fn bullet(&self, at: usize) -> Option<Bullet> {
        let line = &self.lines[at];
        let bullet = line.has_bullet.then(|| Bullet::of(line.text))??;
        if bullet.certain {
            return Some(bullet);
        }
        if self.stands_out(at) && self.has_text_below(at) {
            return None;
        }
        if self.has_sibling(line.indent, bullet) {
            return Some(bullet);
        }
        // Browsers indent a list below a paragraph but leave no blank line above it.
        let is_indented_below = |above: &Line<'_>| {
            line.indent > self.base.indent
                && line.indent >= above.indent + QUOTE_INDENT
                && !above.has_bullet
        };
        let starts = self.blank_above(at)
            || at
                .checked_sub(1)
                .is_some_and(|above| is_indented_below(&self.lines[above]))
            || (line.indent > self.base.indent && self.lines[at - 1].text.ends_with(':'))
            || self.in_list_above(line.indent);
        let is_indented = line.indent > self.base.indent;
        let is_list = match bullet.ordered {
            true => {
                (is_indented && bullet.number < FIRST_YEAR)
                    || self.has_next_number(at, bullet.number)
            }
            false if line.text.starts_with("o ") => is_indented && self.in_list_above(line.indent),
            false => !line.text.ends_with(" -"),
        };
        (starts && is_list).then_some(bullet)
    }

    /// Whether an item with this bullet would go on with an open list, or is further out than one with such bullets.
    fn has_sibling(&self, bullet_indent: usize, bullet: Bullet) -> bool {
        self.open.iter().any(|container| match &container.kind {
            ContainerKind::List {
                indent,
                ordered,
                mark,
                last,
                ..
            } => {
                bullet_indent <= indent + 1
                    && *mark == bullet.mark
                    && (!ordered || bullet.number == last + 1)
            }
            _ => false,
        })
    }

    /// Whether the innermost container is a list whose bullets are indented less.
    fn in_list_above(&self, below: usize) -> bool {
        matches!(self.open.last(), Some(Container { kind: ContainerKind::List { indent, .. }, .. }) if *indent < below)
    }

    /// Whether the next block starts with the next number.
    fn has_next_number(&self, at: usize, number: u32) -> bool {
        let indent = self.lines[at].indent;
        let near = self.lines[at + 1..].iter().take(ITEM_LINES);
        let mut further = near
            .skip_while(|line| !line.is_blank() && (line.indent > indent + 1 || !line.has_bullet));
        let next = further.find(|line| !line.is_blank() && line.indent <= indent + 1);
        next.is_some_and(|next| {
            next.indent.abs_diff(indent) <= 1
                && Bullet::of(next.text)
                    .is_some_and(|bullet| bullet.ordered && bullet.number == number + 1)
        })
    }

    // ---- text

    fn blank_above(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|above| {
            let above = &self.lines[above];
            above.is_blank() || above.is_rule || above.quotes != self.lines[at].quotes
        })
    }

    /// The line after the paragraph that starts at a line.
    fn paragraph_end(&self, at: usize) -> usize {
        let first = &self.lines[at];
        let is_item = self.bullet(at).is_some();
        let mut end = at + 1;
        while let Some(line) = self.lines.get(end) {
            let above = &self.lines[end - 1];
            let ends = line.is_blank()
                || line.quotes != first.quotes
                || line.new_page
                || line.is_rule
                || self.bullet(end).is_some_and(|bullet| {
                    bullet.certain
                        || !self.margin.wraps(above, line)
                        || self.has_sibling(line.indent, bullet)
                })
                || (!self.margin.wraps(above, line) && self.starts_new(at, end, is_item));
            if ends {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a line that is not the rest of a wrapped one starts a new paragraph: it is indented less than the text
    /// of an item, or is indented below a term.
    fn starts_new(&self, first: usize, at: usize, is_item: bool) -> bool {
        let (start, line) = (&self.lines[first], &self.lines[at]);
        if is_item {
            return line.indent <= start.indent;
        }
        let above = first
            .checked_sub(1)
            .map(|above| &self.lines[above])
            .filter(|above| !above.is_blank());
        // The first term, or one below the definition of another.
        let is_term = start.indent <= self.base.indent
            && (self.blank_above(first) || above.is_some_and(|above| above.indent > start.indent));
        let defines = at == first + 1 && is_term && line.indent >= start.indent + QUOTE_INDENT;
        // Lines with several indents are preformatted.
        let mut below = self.lines[at..]
            .iter()
            .take_while(|below| !below.is_blank() && below.indent >= line.indent);
        if defines {
            return below.all(|below| below.indent <= line.indent + 1);
        }
        let is_definition = above.is_some_and(|above| start.indent >= above.indent + QUOTE_INDENT);
        is_definition && line.indent + QUOTE_INDENT <= start.indent
    }

    /// Whether lines are indented like a quotation.
    fn is_quotation(&self, at: usize, end: usize) -> bool {
        let indent = self.lines[at].indent;
        let inside = match self.open.last().map(|container| &container.kind) {
            Some(ContainerKind::List { .. }) => return false,
            Some(ContainerKind::Indented(at)) => *at,
            _ => self.base.indent,
        };
        let centred = end == at + 1 && indent > inside + 8;
        let is_deeper = indent >= inside + QUOTE_INDENT && indent > self.above;
        self.base.is_of_prose && self.base.indent <= MAX_MARGIN && is_deeper && !centred
    }

    /// Whether lines are a table or preformatted, so that their indentation does not make them a quotation.
    fn keeps_layout(&self, at: usize, end: usize) -> bool {
        let lines = &self.lines[at..end];
        table::rows(lines).is_some() || self.is_preformatted(lines)
    }

    /// Adds lines as preformatted text, a table or a paragraph, whichever they look like.
    fn text(&mut self, at: usize, end: usize) {
        let lines = &self.lines[at..end];
        if lines.iter().all(|line| is_barred(line.text)) && !self.has_browser_links(lines) {
            let inside: Vec<_> = lines
                .iter()
                .map(|line| line.text.strip_prefix("| ").unwrap_or_default())
                .collect();
            return self.code(&inside.join("\n"));
        }
        if let Some(rows) = table::rows(lines) {
            return table::emit(&rows, self.builder, self.known);
        }
        if self.is_preformatted(lines) {
            let indent = lines.iter().map(|line| line.indent).min().unwrap_or(0);
            let indented = |line: &Line<'_>| " ".repeat(line.indent - indent) + line.text;
            let text: Vec<String> = lines.iter().map(indented).collect();
            return self.code(&text.join("\n"));
        }
        self.paragraph(lines);
    }

    fn paragraph(&mut self, lines: &[Line<'_>]) {
        let paragraph = self.builder.open(Kind::Paragraph);
        self.flow(lines);
        self.builder.close(paragraph);
    }

    fn flow(&mut self, lines: &[Line<'_>]) {
        self.flow.fill(lines, self.margin, self.known.divided);
        self.flow.emit(self.builder, self.known);
    }

    /// Whether lines are preformatted: their indents differ, none of them is wrapped, and none has a number of the
    /// list, which could not be a link in preformatted text.
    fn is_preformatted(&self, lines: &[Line<'_>]) -> bool {
        let [first, rest @ ..] = lines else {
            return false;
        };
        let deeper = rest.iter().any(|line| line.indent > first.indent + 1);
        let mut pairs = lines.windows(2);
        let mut is_wrapped = || pairs.any(|pair| self.margin.wraps(&pair[0], &pair[1]));
        let has_marker = |line: &Line<'_>| {
            self.known
                .has_marker(line.start..line.start + line.text.len())
        };
        deeper && !is_wrapped() && !lines.iter().any(has_marker) && !self.has_browser_links(lines)
    }

    /// Whether there are links of a text browser in some lines.
    fn has_browser_links(&self, lines: &[Line<'_>]) -> bool {
        let place = |lines: &[Line<'_>]| {
            Some(lines.first()?.start..lines.last()?.start + lines.last()?.text.len())
        };
        place(lines).is_some_and(|place| !self.known.browser.within(place).is_empty())
    }

    fn code(&mut self, text: &str) {
        let code = self.builder.open(Kind::Code { language: None });
        self.builder.text(text, []);
        self.builder.close(code);
    }
}

/// Whether a line has a bar before it, as [`PlainText`](crate::write::PlainText) marks preformatted text, and none
/// after it, as in a table.
fn is_barred(text: &str) -> bool {
    text == "|" || (text.starts_with("| ") && !text.ends_with('|'))
}
