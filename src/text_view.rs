//! What the text form can carry.
//!
//! [`PrintText`](crate::write::PrintText) writes an article's text view, and reading that text gives the
//! text view back. The view is found by asking the reader itself where the form leaves room for doubt, so
//! it stands here, between the two sides, and belongs to neither.

use crate::label::{Part, Vocabulary};
use crate::legible;
use crate::model::field::is_labelled;
use crate::model::for_each_run_in;
use crate::model::{Article, Block, Byline, Inline, Link, StampKind, inline_text};
use crate::read::{escaped_colon, find_fields, show_colons, take_head};
use crate::reference::source::{Form, SourceLine, StampText, is_heading};
use crate::reference::url::{is_autolink, starts_as_url};
use crate::write::commonmark::{blocks_of_comment, plain_blocks, printed_field};
use crate::write::labels;
use crate::write::print_text::{reads_as_source, site_line};

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
    /// - fields stay fields at the end of the article, or before a rule, if their label is short, no sentence,
    ///   and has no link; elsewhere they become paragraphs;
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
        let mut view = self.to_normal_form().into_owned();
        view.direction = None;
        view.breadcrumb.clear();
        fold(&mut view);
        view.body = plain_blocks(std::mem::take(&mut view.body));
        let blocks = std::mem::take(&mut view.body);
        view.body = regroup_fields(blocks, view.source.is_some());
        read_head(&mut view);
        view_footer(&mut view);
        view.normalize_footer();
        view
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

// ---- fields

/// Keeps the fields that are read as fields where they stand.
fn regroup_fields(blocks: Vec<Block>, has_source: bool) -> Vec<Block> {
    let words = Vocabulary::default();
    let is_source = |block: &Block| !has_source && reads_as_source(block, &words);
    let printed = blocks.into_iter().flat_map(|block| match block {
        Block::Field { label, items } => {
            let name = inline_text(&label);
            let printed = printed_field(label, items);
            // With these words it, or a further value of it, would be the source line.
            let name = name.split(':').next().unwrap_or_default();
            if words.knows(Part::Source, name) || printed.iter().skip(1).any(is_source) {
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
    if let Some(stamp) = legible::stamp_mut(view) {
        stamp.at = moment;
    }
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
    if let (Some(told), Some(stamp)) = (legible::kind_of_stamp(view), legible::stamp_mut(view)) {
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
    let is_address = |link: &Link| link.url.is_empty() || starts_as_url(&link.url);
    let any = view.links.iter().any(|link| !link.url.is_empty());
    let addresses = any && view.links.iter().all(is_address);
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
