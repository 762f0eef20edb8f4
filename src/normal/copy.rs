//! Gives writers any article in a form that they can rely on: in normal form and not too deep, copied only if
//! necessary.

use std::borrow::Cow;

use super::anchors;
use super::blocks::are_normal_rows;
use super::inlines::{Inside, is_tidy};
use super::{is_normal_link, normalize_blocks, normalize_byline, roundtrip};
use crate::label::Vocabulary;
use crate::model::{Article, Block, Cell, Comment, Inline, MAX_DEPTH, Row};

/// Debug assertions skip larger runs and articles, since their copies would distort measurements of memory.
pub(super) const LARGEST_CHECKED: usize = 1000;

impl Article {
    /// The article in normal form, nesting no deeper than [`MAX_DEPTH`]; copied only if it is not so already. An
    /// article made by hand that nests deeper is reduced to its words, source and link table.
    pub(crate) fn to_normal_form(&self, vocabulary: &Vocabulary) -> Cow<'_, Self> {
        if is_normal(self, vocabulary) {
            debug_assert!(
                self.walk().nth(LARGEST_CHECKED).is_some()
                    || normalized(self.clone(), vocabulary) == *self,
                "it is in normal form: {self:?}"
            );
            return Cow::Borrowed(self);
        }
        Cow::Owned(normalized(self.to_bounded_depth().into_owned(), vocabulary))
    }

    /// The article itself unless it nests deeper than [`MAX_DEPTH`], where recursion could exhaust the stack: then
    /// its words, source and link table, or everything but the metadata if only the metadata is too deep.
    pub(crate) fn to_bounded_depth(&self) -> Cow<'_, Self> {
        let is_deep = self.walk().goes_deeper(MAX_DEPTH);
        match (is_deep, self.metadata.goes_deeper(MAX_DEPTH)) {
            (false, false) => Cow::Borrowed(self),
            (false, true) => Cow::Owned(Self {
                body: self.body.clone(),
                comments: self.comments.clone(),
                footer: self.footer.clone(),
                links: self.links.clone(),
                ..self.frame()
            }),
            (true, _) => Cow::Owned(words_only(self)),
        }
    }

    /// The parts around the body of the article, without comments and metadata, and with at most one entry of the
    /// list: for labels it only matters whether there are any.
    pub(crate) fn frame(&self) -> Self {
        Self {
            language: self.language.clone(),
            direction: self.direction,
            title: self.title.clone(),
            site: self.site.clone(),
            breadcrumb: self.breadcrumb.clone(),
            byline: self.byline.clone(),
            source: self.source.clone(),
            links: self.links.first().cloned().into_iter().collect(),
            labels: self.labels.clone(),
            ..Self::default()
        }
    }
}

fn normalized(mut article: Article, vocabulary: &Vocabulary) -> Article {
    article.normalize_with(vocabulary);
    article
}

/// Whether rules at the end of the body are dropped: something follows the body, or it consists only of rules.
pub(crate) fn loses_rules(article: &Article) -> bool {
    article.body.iter().all(|block| *block == Block::Rule {})
        || !article.comments.is_empty()
        || !article.footer.is_empty()
        || article.source.is_some()
        || !article.links.is_empty()
}

/// Whether an article is certain to be in normal form, as readers return it, and not too deep.
fn is_normal(article: &Article, vocabulary: &Vocabulary) -> bool {
    let stamp = article.stamp();
    !anchors::has_unused(article)
        && are_normal(&article.body, 1)
        && (article.body.last() != Some(&Block::Rule {}) || !loses_rules(article))
        && article.comments.iter().all(|comment| is_normal_comment(comment, article.language.as_deref(), vocabulary))
        && are_normal(&article.footer, 1)
        && article.footer.last() != Some(&Block::Rule {})
        && article.title.as_deref().is_none_or(is_title)
        && article.breadcrumb.iter().all(|crumb| is_title(crumb))
        // Otherwise normal form looks for these in the body.
        && (article.title.is_some() || article.breadcrumb.is_empty())
        && (stamp.is_none_or(|stamp| stamp.at.is_some())
            || roundtrip::moment_of_stamp(article).is_none())
        && article.links.iter().all(is_normal_link)
        && is_normal_frame(article, vocabulary)
}

/// Whether everything but blocks and links is in normal form.
fn is_normal_frame(article: &Article, vocabulary: &Vocabulary) -> bool {
    let frame = article.frame();
    normalized(frame.clone(), vocabulary) == frame
}

fn is_normal_comment(comment: &Comment, language: Option<&str>, vocabulary: &Vocabulary) -> bool {
    let Comment {
        title,
        byline,
        content,
    } = comment;
    are_normal(content, 1)
        && title.as_deref().is_none_or(is_title)
        && byline
            .clone()
            .and_then(|byline| normalize_byline(byline, vocabulary))
            == *byline
        && byline.as_ref().is_none_or(|byline| {
            byline.at.is_some() || roundtrip::moment_in(&byline.text, None, language).is_none()
        })
        && (title.is_some() || byline.is_some() || !content.is_empty())
}

fn is_title(run: &[Inline]) -> bool {
    is_words(run, Inside::default())
}

fn is_words(run: &[Inline], inside: Inside) -> bool {
    !run.is_empty() && is_tidy(run, inside)
}

pub(super) fn are_normal(blocks: &[Block], depth: usize) -> bool {
    are_normal_siblings(blocks, depth, false)
}

/// Whether sibling blocks, perhaps those of a list item, are in normal form.
fn are_normal_siblings(blocks: &[Block], depth: usize, are_item: bool) -> bool {
    /// The depth of tidy inlines: each kind of emphasis once, and a link. Notes in them count their depth from the
    /// start.
    const DEPTH_OF_TEXT: usize = 10;
    let words = |at: usize| Inside::block(depth).starting_item(are_item && at == 0);
    let mut blocks = blocks.iter().enumerate();
    depth + DEPTH_OF_TEXT <= MAX_DEPTH
        && blocks.all(|(at, block)| is_normal_block(block, depth, words(at)))
}

fn is_normal_block(block: &Block, depth: usize, words: Inside) -> bool {
    let inside = depth + 1;
    match block {
        Block::Paragraph { content } => is_words(content, words),
        Block::Heading { level, content } => {
            (1..=6).contains(level) && is_words(content, words.starting_item(false))
        }
        Block::List {
            ordered,
            start,
            items,
        } => {
            let counts = start.is_some_and(|start| start <= 999_999_999);
            !items.is_empty()
                && *ordered == counts
                && *ordered == start.is_some()
                && items
                    .iter()
                    .all(|item| are_normal_siblings(item, inside, true))
        }
        Block::Quote { content } => !content.is_empty() && are_normal(content, inside),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            is_tidy(caption, Inside::block(depth))
                && are_normal_rows(head, rows)
                && head
                    .iter()
                    .chain(rows)
                    .all(|row| is_normal_row(row, inside))
        }
        Block::Rule {} => true,
        // These are rare.
        Block::CodeBlock { .. }
        | Block::DefinitionList { .. }
        | Block::Figure { .. }
        | Block::Field { .. } => {
            !block.walk().goes_deeper(MAX_DEPTH - depth + 1) && {
                let mut normal = vec![block.clone()];
                normalize_blocks(&mut normal, depth);
                normal.as_slice() == std::slice::from_ref(block)
            }
        }
    }
}

fn is_normal_row(row: &Row, depth: usize) -> bool {
    let is_normal = |cell: &Cell| {
        (1..=1000).contains(&cell.colspan)
            && (1..=65_534).contains(&cell.rowspan)
            && are_normal(&cell.content, depth)
    };
    row.iter().all(is_normal)
}

/// The words of an article, a paragraph for each line, with its source and link table.
fn words_only(article: &Article) -> Article {
    let words = article.plain_text();
    let paragraph = |line: &str| Block::paragraph(vec![Inline::text(line)]);
    Article {
        language: article.language.clone(),
        direction: article.direction,
        body: words.lines().map(paragraph).collect(),
        source: article.source.clone(),
        links: article.links.clone(),
        labels: article.labels.clone(),
        ..Article::default()
    }
}
