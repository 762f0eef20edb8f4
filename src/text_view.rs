//! What the text form can carry.
//!
//! [`PrintText`](crate::write::PrintText) writes an article's text view, and reading that text gives the
//! text view back. The view is found by asking the reader itself where the form leaves room for doubt, so
//! it stands here, between the two sides, and belongs to neither.

use std::borrow::Cow;

use crate::grammar::source::{SourceLine, SourceSigns, StampText, is_heading};
use crate::grammar::url::starts_as_url;
use crate::label::{Part, Vocabulary};
use crate::model::{Article, Block, Byline, Inline, Link, StampKind, for_each_run_in, inline_text};
use crate::normal::labels;
use crate::normal::roundtrip;
use crate::normal::{normalize_blocks, normalize_link};
use crate::read::{
    escaped_colon, escaped_space, find_fields, is_kept_as_text, is_whole_head, leads_to,
    lines_of_byline, show_colons, take_byline, take_head,
};
use crate::shape::fields::is_labelled;
use crate::write::TableStyle;
use crate::write::commonmark::{blocks_of_comment, is_plain, plain_blocks, printed_field};
use crate::write::print_text::{breadcrumb_line, is_linked, reads_as_source, site_line};
use crate::write::unlinked::{Which, without_unsafe_links};

impl Article {
    /// The article as far as [the text form](crate::write::PrintText) can carry it, in normal form.
    ///
    /// Kept are site, breadcrumb, title, all words of the body and their order, links with their numbers,
    /// paragraphs, headings, lists, quotes, code, plain tables, trailing fields, images, source, stamp
    /// and the link table. The text form has no place for the following:
    ///
    /// - direction is lost; the language stays as far as the footer's words tell it;
    /// - a breadcrumb that does not end with the title becomes a paragraph;
    /// - a byline stays one below a title, if published words tell author and time; another one, comments and site
    ///   footer become blocks of the body, the latter two behind a rule;
    /// - a heading of level 1 at the start is the title;
    /// - tables lose spans, captions, row headers and all head rows but the first, which become
    ///   paragraphs, empty cells and ordinary rows; the blocks of a cell become its lines;
    /// - a link or image whose address has a scheme that may run a program becomes its words and the address;
    /// - definition lists and figures become paragraphs;
    /// - fields stay fields at the end of an article that has a source or listed links, or before a rule, if their label
    ///   is short, no sentence, and has no link; elsewhere they become paragraphs;
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
        let words = Vocabulary::default();
        TextView::of(self.to_normal_form(&words), &words).into_article()
    }
}

/// The text view of an article as it is printed. What stays as it is, nearly all, is not copied.
pub(crate) struct TextView<'a> {
    /// All but body and list.
    pub(crate) frame: Article,
    pub(crate) body: Vec<Cow<'a, Block>>,
    /// The paragraphs of the body, by their places in it, that only an escaped space keeps from being read as part
    /// of the head or as the byline.
    pub(crate) kept_as_text: Vec<usize>,
    pub(crate) links: Cow<'a, [Link]>,
    /// The words that are known.
    pub(crate) words: &'a Vocabulary,
}

impl<'a> TextView<'a> {
    /// The view of an article in normal form.
    pub(crate) fn of(article: Cow<'a, Article>, words: &'a Vocabulary) -> Self {
        let article = without_unsafe_links(article, Which::Unlisted, words);
        let mut frame = Article {
            direction: None,
            byline: None,
            ..article.frame()
        };
        let crumbs = breadcrumb_line(&frame).filter(|_| !leads_to_title(&frame));
        if crumbs.is_some() {
            frame.breadcrumb.clear();
        }
        let mut view = Self {
            frame,
            body: Vec::with_capacity(article.body.len()),
            kept_as_text: Vec::new(),
            links: Cow::Borrowed(&[]),
            words,
        };
        let bylines = usize::from(article.byline.is_some());
        view.fold(article, crumbs);
        view_source(&mut view.frame, words);
        view.regroup_fields();
        view.read_head();
        view.keep_bylines(bylines);
        view_source(&mut view.frame, words);
        view.view_links();
        view
    }

    /// Whether source line or list show readers that this is a print export.
    pub(crate) fn is_export(&self) -> bool {
        self.frame.source.is_some() || !self.links.is_empty()
    }

    /// The view as an article of its own, in normal form.
    fn into_article(self) -> Article {
        let words = self.words;
        let mut view = Article {
            body: self.body.into_iter().map(Cow::into_owned).collect(),
            links: self.links.into_owned(),
            ..self.frame
        };
        for at in self.kept_as_text {
            keep_as_text(&mut view.body[at]);
        }
        take_byline(&mut view, words, None);
        view.body.iter_mut().for_each(show_as_text);
        // Language and moment stay as far as the printed words tell them.
        let printed = roundtrip::printed_words(&view);
        roundtrip::state_labels(&mut view, printed);
        view.language = None;
        roundtrip::fill_language(&mut view, words);
        let moment = roundtrip::moment_of_stamp(&view);
        if let Some(stamp) = roundtrip::stamp_mut(&mut view) {
            stamp.at = moment;
        }
        view.normalize_footer(words);
        view
    }

    // ---- body

    /// Puts all blocks into the body, in forms that the text has, and what else it has no part for.
    fn fold(&mut self, article: Cow<'a, Article>, crumbs: Option<Vec<Inline>>) {
        if let Some(Byline { text, author, .. }) = &article.byline {
            let words = match (text.as_str(), author) {
                ("", Some(author)) => author,
                _ => text,
            };
            self.push(Block::paragraph(vec![Inline::text(words.as_str())]));
        }
        if let Some(crumbs) = crumbs {
            self.push(Block::paragraph(crumbs));
        }
        let (body, comments, footer);
        match article {
            Cow::Borrowed(article) => {
                body = borrowed(&article.body);
                comments = article.comments.clone();
                footer = borrowed(&article.footer);
                self.links = Cow::Borrowed(&article.links);
            }
            Cow::Owned(article) => {
                body = owned(article.body);
                comments = article.comments;
                footer = owned(article.footer);
                self.links = Cow::Owned(article.links);
                // It was not in normal form, and one pass may bring things together for another.
                self.frame.normalize_with(self.words);
            }
        }
        self.append(body);
        let comments = comments.into_iter().flat_map(blocks_of_comment);
        self.append_part(owned(comments.collect()));
        self.append_part(footer);
    }

    fn append_part(&mut self, part: Vec<Cow<'a, Block>>) {
        if !part.is_empty() {
            self.push(Block::Rule {});
            self.append(part);
        }
    }

    fn append(&mut self, blocks: Vec<Cow<'a, Block>>) {
        for block in blocks {
            if is_plain(&block, TableStyle::Gfm) {
                self.body.push(block);
            } else {
                self.body.extend(owned(plain_blocks(
                    vec![block.into_owned()],
                    TableStyle::Gfm,
                )));
            }
        }
    }

    fn push(&mut self, block: Block) {
        self.body.push(Cow::Owned(block));
    }

    /// Keeps the fields that are read as fields where they stand.
    fn regroup_fields(&mut self) {
        let is_field = |block: &Cow<'_, Block>| matches!(**block, Block::Field { .. });
        let is_export = self.is_export();
        // Above the first one nothing is read as a field, since nothing is printed as one.
        if let Some(first) = self.body.iter().position(is_field) {
            let blocks = self.body.drain(first..).map(Cow::into_owned).collect();
            let blocks = match is_export {
                true => regroup_fields(blocks, self.frame.source.is_some(), self.words),
                false => blocks.into_iter().flat_map(printed_block).collect(),
            };
            self.body.extend(owned(blocks));
        }
    }

    /// Brings the blocks that are not the article's own into normal form.
    fn normalize_body(&mut self) {
        let mut body = Vec::with_capacity(self.body.len());
        for block in self.body.drain(..) {
            match block {
                Cow::Borrowed(_) => body.push(block),
                Cow::Owned(block) => {
                    let mut blocks = vec![block];
                    normalize_blocks(&mut blocks, 1);
                    body.extend(owned(blocks));
                }
            }
        }
        while body.last().is_some_and(|last| **last == Block::Rule {}) {
            body.pop();
        }
        self.body = body;
    }

    // ---- head

    /// Reads site, breadcrumb and title as the reader does from what is printed at the start. What is a paragraph
    /// is kept one.
    fn read_head(&mut self) {
        loop {
            let length = self.body.len();
            let mut head = self.printed_head();
            let above = head.len();
            let mut below = 0;
            while below < length && !is_whole_head(&head) {
                head.push(Block::clone(&self.body[below]));
                below += 1;
            }
            let kept = paragraph_to_keep(&head, above, self.words);
            let (mut read, rest) = read_head(&head, kept, self.words);
            // What stands above it may have been taken, or be left of the head.
            let place = |at| rest.len() - (head.len() - at);
            self.kept_as_text = kept.into_iter().map(place).collect();
            self.body.splice(..below, owned(rest));
            self.append_part(owned(std::mem::take(&mut read.footer)));
            self.place_head(read);
            self.normalize_body();
            if self.body.len() >= length {
                break;
            }
        }
    }

    /// What is printed above the body, as blocks.
    fn printed_head(&self) -> Vec<Block> {
        let site = site_line(&self.frame).map(Block::paragraph);
        let crumbs = breadcrumb_line(&self.frame).map(Block::paragraph);
        let title = self.frame.title.clone();
        let title = title.map(|title| Block::heading(1, title));
        [site, crumbs, title].into_iter().flatten().collect()
    }

    /// Keeps paragraphs below so many with the byline from being read as part of it.
    fn keep_bylines(&mut self, bylines: usize) {
        let start = self.body.iter().take(2);
        let mut start: Vec<Block> = start.map(|block| Block::clone(block)).collect();
        for (at, block) in start.iter_mut().enumerate() {
            if self.kept_as_text.contains(&at) {
                keep_as_text(block);
            }
        }
        let found = lines_of_byline(&start, self.words);
        if self.frame.title.is_some() && found.is_some_and(|(lines, _)| lines > bylines) {
            self.kept_as_text.push(bylines);
        }
    }

    /// Takes over what was read as site, breadcrumb and title, unless it is what was printed.
    fn place_head(&mut self, read: Article) {
        let frame = &mut self.frame;
        let is_same_site = read.site == frame.site
            && (read.site.is_none() || labels::published(&read) == labels::published(frame));
        let has_crumbs = [&read, frame]
            .iter()
            .any(|part| !part.breadcrumb.is_empty());
        if is_same_site && !has_crumbs && read.title == frame.title {
            return;
        }
        frame.breadcrumb = read.breadcrumb;
        frame.title = read.title;
        frame.site = read.site;
        frame.labels.published = read.labels.published;
        frame.normalize_with(self.words);
    }

    // ---- footer

    /// Keeps the heading of the list if it can be told, and titles that stand before an address in angle
    /// brackets.
    fn view_links(&mut self) {
        let counts = self
            .links
            .iter()
            .zip(1..)
            .all(|(link, number)| link.number == number);
        let is_address = |link: &Link| link.url.is_empty() || starts_as_url(&link.url);
        let any = self.links.iter().any(|link| !link.url.is_empty());
        let has_addresses = || any && self.links.iter().all(is_address);
        let frame = &mut self.frame;
        let formed = is_heading(labels::links(frame));
        if !roundtrip::heading_is_known(frame, self.words)
            && !(formed && (frame.source.is_some() || (counts && has_addresses())))
        {
            frame.labels.links = None;
        }
        let loses_title = |link: &Link| link.title.is_some() && !is_linked(&link.url);
        if self.links.iter().any(loses_title) {
            for link in self
                .links
                .to_mut()
                .iter_mut()
                .filter(|link| loses_title(link))
            {
                link.title = None;
                normalize_link(link);
            }
        }
    }
}

/// The paragraph of the body that has to be kept as text, or one would be read as part of the head. The body starts
/// below the first blocks of the page.
fn paragraph_to_keep(page: &[Block], above: usize, words: &Vocabulary) -> Option<usize> {
    let is_paragraph = |block: &&Block| matches!(block, Block::Paragraph { .. });
    let paragraphs: Vec<&Block> = page[above..].iter().filter(is_paragraph).collect();
    let loses_none = |kept: &Option<usize>| {
        let (_, rest) = read_head(page, *kept, words);
        let mut left = rest.iter().filter(is_paragraph).rev();
        paragraphs.iter().rev().all(|one| left.next() == Some(one))
    };
    let places = (above..page.len()).filter(|at| is_paragraph(&&page[*at]));
    let first = places.clone().next();
    // It ends the head: kept should be the one that the head would reach for, and not what stands above it.
    let mut choices = std::iter::once(None).chain(places.rev().map(Some));
    choices.find(loses_none).unwrap_or(first)
}

/// Reads the head of a page as the reader does, where one paragraph may be kept as text, and gives what is left.
fn read_head(page: &[Block], kept: Option<usize>, words: &Vocabulary) -> (Article, Vec<Block>) {
    let mut rest = page.to_vec();
    if let Some(kept) = kept {
        keep_as_text(&mut rest[kept]);
    }
    let mut read = Article::default();
    take_head(&mut read, &mut rest, words);
    rest.iter_mut().for_each(show_as_text);
    (read, rest)
}

/// Whether the breadcrumb ends with the title, by which readers know it.
fn leads_to_title(article: &Article) -> bool {
    let line = breadcrumb_line(article);
    let title = article.title.as_deref().map(inline_text);
    line.zip(title)
        .is_some_and(|(line, title)| leads_to(&line, &title))
}

fn borrowed(blocks: &[Block]) -> Vec<Cow<'_, Block>> {
    blocks.iter().map(Cow::Borrowed).collect()
}

fn owned<'a>(blocks: Vec<Block>) -> Vec<Cow<'a, Block>> {
    blocks.into_iter().map(Cow::Owned).collect()
}

/// Marks a paragraph as the writer does that is not to be read as anything else.
fn keep_as_text(block: &mut Block) {
    if let Block::Paragraph { content } = block {
        content.insert(0, escaped_space());
    }
}

/// Undoes that.
fn show_as_text(block: &mut Block) {
    if let (true, Block::Paragraph { content }) = (is_kept_as_text(block), block) {
        content.remove(0);
    }
}

// ---- fields

/// The blocks that a field is printed as; any other block as it is.
fn printed_block(block: Block) -> Vec<Block> {
    match block {
        Block::Field { label, items } => printed_field(label, items),
        block => vec![block],
    }
}

/// Blocks with those fields that are read as fields where they stand.
fn regroup_fields(blocks: Vec<Block>, has_source: bool, words: &Vocabulary) -> Vec<Block> {
    let is_source = |block: &Block| !has_source && reads_as_source(block, words);
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
    for_each_run_in(&mut blocks, &mut |run| show_colons(run));
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

// ---- source

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
        if roundtrip::source_is_legible(view) && is_recognised(view, words) {
            break;
        }
        give_up(view);
    }
    if let (Some(told), Some(stamp)) = (
        roundtrip::kind_of_stamp(view, words),
        roundtrip::stamp_mut(view),
    ) {
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
    line.is_source(SourceSigns {
        known: words.knows(Part::Source, label),
        strong: kind != Some(StampKind::Unknown),
        above_list: !view.links.is_empty(),
    })
}
