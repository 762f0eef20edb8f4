//! What the text form can carry.
//!
//! [`PrintText`](crate::write::PrintText) writes an article's text view, and reading that text gives the
//! text view back. The view is found by asking the reader itself where the form leaves room for doubt, so
//! it stands here, between the two sides, and belongs to neither.

use crate::label::{Part, Vocabulary};
use crate::legible;
use crate::model::field::{is_labelled, is_printed_on_lines};
use crate::model::for_each_run_in;
use crate::model::{
    Article, Block, Byline, Cell, Comment, Inline, MAX_DEPTH, Row, Stamp, StampKind, inline_text,
    normalize_inlines,
};
use crate::read::{escaped_colon, find_fields, show_colons, take_head};
use crate::reference::source::{Form, SourceLine, StampText, is_heading};
use crate::reference::url::{is_autolink, starts_as_url};
use crate::write::{labels, print_text::site_line};

impl Article {
    /// The article as far as [the text form](crate::write::PrintText) can carry it, in normal form.
    ///
    /// Kept are title, site, all words of the body and their order, links with their numbers,
    /// paragraphs, headings, lists, quotes, code, plain tables, trailing fields, images, source, stamp
    /// and the link table. The text form has no place for the following:
    ///
    /// - direction and breadcrumb are lost; the language stays as far as the footer's words tell it;
    /// - byline, comments and site footer become blocks of the body, the latter two behind a rule;
    /// - a heading of level 1 at the start is the title;
    /// - tables lose spans, captions, row headers and all head rows but the first, which become
    ///   paragraphs, empty cells and ordinary rows; the blocks of a cell become its lines;
    /// - definition lists and figures become paragraphs;
    /// - fields stay fields at the end of the article, or before a rule, if their label is short and no
    ///   sentence; elsewhere they become paragraphs;
    /// - a label or a title of a listed link that could not be told from what stands beside it is lost,
    ///   and so is a stamp without any digit; a stamp's moment stays only if its text alone, or other
    ///   dates of the article, make it certain.
    ///
    /// Of an article that nests deeper than [`check`](Self::check) allows, only words and links of the table
    /// are kept.
    ///
    /// ```
    /// use liens::model::{Article, Block, Direction, Inline};
    ///
    /// let article = Article {
    ///     direction: Some(Direction::Ltr),
    ///     body: vec![Block::paragraph(vec![Inline::text("All is well.")])],
    ///     ..Article::default()
    /// };
    /// let view = article.text_view();
    /// assert_eq!(view.direction, None);
    /// assert_eq!(view.body, article.body);
    /// assert_eq!(view.text_view(), view);
    /// ```
    #[must_use]
    pub fn text_view(&self) -> Self {
        let mut view = if is_too_deep(self) {
            words_only(self)
        } else {
            self.clone()
        };
        view.normalize();
        view.direction = None;
        view.breadcrumb.clear();
        fold(&mut view);
        view.body = plain_blocks(std::mem::take(&mut view.body));
        view.body = regroup_fields(std::mem::take(&mut view.body));
        read_head(&mut view);
        view_footer(&mut view);
        view.normalize();
        view
    }
}

/// Whether an article nests deeper than well-formed ones.
fn is_too_deep(article: &Article) -> bool {
    let mut walk = article.walk();
    while walk.next().is_some() {
        if walk.depth() > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// The words of an article, a paragraph for each line, with its source and table.
fn words_only(article: &Article) -> Article {
    let words = article.plain_text();
    let paragraph = |line: &str| Block::paragraph(vec![Inline::text(line)]);
    Article {
        body: words.lines().map(paragraph).collect(),
        source: article.source.clone(),
        links: article.links.clone(),
        labels: article.labels.clone(),
        ..Article::default()
    }
}

/// Moves what the form has no part for into the body.
fn fold(view: &mut Article) {
    if let Some(Byline { text, author, .. }) = view.byline.take() {
        let words = if text.is_empty() {
            author.unwrap_or_default()
        } else {
            text
        };
        view.body
            .insert(0, Block::paragraph(vec![Inline::text(words)]));
    }
    let comments = std::mem::take(&mut view.comments);
    append_part(
        &mut view.body,
        comments.into_iter().flat_map(blocks_of_comment).collect(),
    );
    append_part(&mut view.body, std::mem::take(&mut view.footer));
}

fn append_part(body: &mut Vec<Block>, part: Vec<Block>) {
    if !part.is_empty() {
        body.push(Block::Rule {});
        body.extend(part);
    }
}

fn blocks_of_comment(comment: Comment) -> Vec<Block> {
    let title = comment.title.map(|title| Block::heading(3, title));
    let byline = comment
        .byline
        .map(|byline| Block::paragraph(vec![Inline::text(byline.text)]));
    title
        .into_iter()
        .chain(byline)
        .chain(comment.content)
        .collect()
}

// ---- blocks

/// Replaces the blocks that Markdown lacks, down to the deepest.
fn plain_blocks(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().flat_map(plain_block).collect()
}

fn plain_block(block: Block) -> Vec<Block> {
    match block {
        Block::List {
            ordered,
            start,
            items,
        } => vec![Block::List {
            ordered,
            start,
            items: items.into_iter().map(nested_blocks).collect(),
        }],
        Block::Quote { content } => vec![Block::Quote {
            content: nested_blocks(content),
        }],
        Block::DefinitionList { items } => {
            let mut plain = Vec::new();
            for item in items {
                plain.extend(item.terms.into_iter().map(Block::paragraph));
                plain.extend(item.definitions.into_iter().flat_map(plain_blocks));
            }
            plain
        }
        Block::Figure { content, caption } => {
            let mut plain = plain_blocks(content);
            plain.push(Block::paragraph(caption));
            plain
        }
        Block::Table {
            caption,
            head,
            rows,
        } => vec![Block::paragraph(caption), plain_table(head, rows)],
        Block::Field { label, items } => vec![Block::Field {
            label,
            items: items.into_iter().map(nested_blocks).collect(),
        }],
        block => vec![block],
    }
}

/// Plain blocks in which fields, that have no meaning there, are paragraphs.
fn nested_blocks(blocks: Vec<Block>) -> Vec<Block> {
    let expand = |block| match block {
        Block::Field { label, items } => printed_field(&label, items),
        block => vec![block],
    };
    plain_blocks(blocks).into_iter().flat_map(expand).collect()
}

/// A table of one head row at most, and of cells with a paragraph at most.
fn plain_table(mut head: Vec<Row>, rows: Vec<Row>) -> Block {
    let more = if head.is_empty() {
        Vec::new()
    } else {
        head.split_off(1)
    };
    let mut head: Vec<Row> = head
        .into_iter()
        .filter_map(|row| plain_row(row, true))
        .collect();
    let rows = more.into_iter().chain(rows);
    let mut rows: Vec<Row> = rows.filter_map(|row| plain_row(row, false)).collect();
    // One line states the alignment for whole columns.
    let first = head.first().or(rows.first());
    let aligns: Vec<_> = first.into_iter().flatten().map(|cell| cell.align).collect();
    for row in head.iter_mut().chain(&mut rows) {
        for (at, cell) in row.iter_mut().enumerate() {
            cell.align = aligns.get(at).copied().flatten();
        }
    }
    Block::Table {
        caption: Vec::new(),
        head,
        rows,
    }
}

/// A row of plain cells up to the last one with text; none when there is no text.
fn plain_row(row: Row, header: bool) -> Option<Row> {
    let mut row: Row = row
        .into_iter()
        .map(|cell| plain_cell(cell, header))
        .collect();
    let last = row.iter().rposition(|cell| !cell.content.is_empty())?;
    row.truncate(last + 1);
    Some(row)
}

fn plain_cell(cell: Cell, header: bool) -> Cell {
    let mut lines = Vec::new();
    collect_lines(cell.content, &mut lines);
    let mut content = lines.join(&Inline::Break {});
    normalize_inlines(&mut content);
    Cell {
        header,
        align: cell.align,
        ..Cell::new(if content.is_empty() {
            Vec::new()
        } else {
            vec![Block::paragraph(content)]
        })
    }
}

/// The text of blocks, a run for each line.
fn collect_lines(blocks: Vec<Block>, lines: &mut Vec<Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => lines.push(content),
            Block::List { items, .. } => items
                .into_iter()
                .for_each(|item| collect_lines(item, lines)),
            Block::Quote { content } => collect_lines(content, lines),
            Block::CodeBlock { text, .. } => {
                let code = |line: &str| vec![Inline::Code { text: line.into() }];
                lines.extend(text.lines().map(code));
            }
            Block::Table {
                head,
                rows,
                caption,
            } => {
                lines.push(caption);
                for cell in head.into_iter().chain(rows).flatten() {
                    collect_lines(cell.content, lines);
                }
            }
            Block::Rule {} => {}
            other => collect_lines(nested_blocks(vec![other]), lines),
        }
    }
}

// ---- fields

/// The paragraphs, or paragraph and list, that a field is printed as.
fn printed_field(label: &[Inline], items: Vec<Vec<Block>>) -> Vec<Block> {
    let label = inline_text(label);
    let is_paragraph = |item: &Vec<Block>| matches!(item.as_slice(), [Block::Paragraph { .. }]);
    let on_lines = is_printed_on_lines(&items);
    if !on_lines {
        let label = Block::paragraph(vec![Inline::text(format!("{label}:"))]);
        let list = Block::List {
            ordered: false,
            start: None,
            items,
        };
        return vec![label, list];
    }
    debug_assert!(
        items.iter().all(is_paragraph),
        "values on lines are paragraphs"
    );
    let mut printed: Vec<Block> = items.into_iter().flatten().collect();
    if let Some(Block::Paragraph { content }) = printed.first_mut() {
        content.insert(0, Inline::text(format!("{label}: ")));
    }
    printed
}

/// Keeps the fields that are read as fields where they stand.
fn regroup_fields(blocks: Vec<Block>) -> Vec<Block> {
    let words = Vocabulary::default();
    let printed = blocks.into_iter().flat_map(|block| match block {
        Block::Field { label, items } => {
            let printed = printed_field(&label, items);
            // With these words it would be the source line.
            let label = inline_text(&label);
            let label = label.split(':').next().unwrap_or_default();
            if words.knows(Part::Source, label) {
                hide_label(printed)
            } else {
                printed
            }
        }
        block => hide_label(vec![block]),
    });
    let mut blocks = find_fields(printed.collect());
    for_each_run_in(&mut blocks, &mut show_colons);
    blocks
}

/// Hides the colon of a labelled paragraph that is no field.
fn hide_label(mut blocks: Vec<Block>) -> Vec<Block> {
    if blocks.first().is_some_and(is_labelled) {
        for_each_run_in(&mut blocks[..1], &mut hide_colons);
    }
    blocks
}

/// Replaces colons as the reader does with those that the writer escapes.
fn hide_colons(run: &mut Vec<Inline>) {
    let mut hidden = Vec::with_capacity(run.len());
    for inline in run.drain(..) {
        match inline {
            Inline::Text { text } if text.contains(':') && text != ":" => {
                for (at, piece) in text.split(':').enumerate() {
                    if at > 0 {
                        hidden.push(escaped_colon());
                    }
                    hidden.push(Inline::text(piece));
                }
            }
            other => hidden.push(other),
        }
    }
    *run = hidden;
}

// ---- head and footer

/// Reads site and title as the reader does from what is printed at the start.
fn read_head(view: &mut Article) {
    let words = Vocabulary::default();
    loop {
        let mut printed: Vec<Block> = site_line(view).map(Block::paragraph).into_iter().collect();
        printed.extend(view.title.take().map(|title| Block::heading(1, title)));
        let length = view.body.len();
        printed.append(&mut view.body);
        view.site = None;
        take_head(view, &mut printed, &words);
        view.breadcrumb.clear();
        view.body = printed;
        fold(view);
        view.normalize();
        if view.body.len() >= length {
            break;
        }
    }
}

/// Keeps source, stamp and labels as far as they are told from each other, and the language that the
/// words tell.
fn view_footer(view: &mut Article) {
    let words = Vocabulary::default();
    view_source(view, &words);
    view_links(view);
    let printed = legible::printed_words(view);
    legible::state_labels(view, printed);
    view.language = None;
    legible::fill_language(view);
    let moment = legible::moment_of_stamp(view);
    if let Some(stamp) = stamp_mut(view) {
        stamp.at = moment;
    }
}

fn stamp_mut(view: &mut Article) -> Option<&mut Stamp> {
    view.source.as_mut()?.stamp.as_mut()
}

/// Gives up labels, then the stamp, then the source until the reader tells the rest apart.
fn view_source(view: &mut Article, words: &Vocabulary) {
    let give_up: [fn(&mut Article); 4] = [
        |view| view.labels.stamp = None,
        |view| view.labels.source = None,
        |view| {
            if let Some(source) = &mut view.source {
                source.stamp = None;
            }
        },
        |view| view.source = None,
    ];
    for give_up in give_up {
        if legible::source_is_legible(view) && is_recognised(view, words) {
            break;
        }
        give_up(view);
    }
    if let (Some(told), Some(stamp)) = (legible::kind_of_stamp(view), stamp_mut(view)) {
        stamp.kind = told;
    }
}

/// Whether the source line would be found where it stands.
fn is_recognised(view: &Article, words: &Vocabulary) -> bool {
    let Some(source) = &view.source else {
        return true;
    };
    let label = labels::source(view);
    let kind = source.stamp.as_ref().map(|stamp| stamp.kind);
    let stamp = source.stamp.as_ref().map(|stamp| StampText {
        before: "",
        date: &stamp.text,
        after: "",
    });
    let line = SourceLine {
        label,
        stamp,
        url: &source.url,
    };
    line.is_source(Form {
        known: words.knows(Part::Source, label),
        strong: kind != Some(StampKind::Unknown),
        above_list: !view.links.is_empty(),
    })
}

/// Keeps the heading of the list if it can be told, and titles that stand before an address in angle
/// brackets.
fn view_links(view: &mut Article) {
    let heading = labels::links(view);
    let counts = view
        .links
        .iter()
        .zip(1..)
        .all(|(link, number)| link.number == number);
    let addresses = view
        .links
        .iter()
        .all(|link| link.url.is_empty() || starts_as_url(&link.url));
    let formed = is_heading(heading);
    if !legible::heading_is_known(view)
        && !(formed && (view.source.is_some() || (counts && addresses)))
    {
        view.labels.links = None;
    }
    for link in &mut view.links {
        if !is_autolink(&link.url) {
            link.title = None;
        }
    }
}
