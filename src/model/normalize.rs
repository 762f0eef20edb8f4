//! Normal form: one way to say what looks the same.
//!
//! Readers return it. Articles in normal form survive writing and reading unchanged, as far as the
//! form they are written in can carry them.

use super::breadcrumb;
use super::field::end_label;
use super::{
    Article, Block, Byline, Cell, Definition, Inline, Labels, Link, MAX_DEPTH, Row, Target,
};
use super::{Stamp, inline_text};
use crate::bytes;
use crate::label::{self, Part};
use crate::legible;
use crate::model::StampKind;
use crate::reference::entry::{address, is_between_addresses, next_entry};

impl Article {
    /// Brings the article into normal form.
    ///
    /// - White space collapses to single spaces and disappears at the edges of a paragraph, at breaks
    ///   and inside the edges of emphasis; no-break spaces disappear at the edges only. NUL becomes U+FFFD.
    /// - Neighbouring texts join, neighbouring code, and neighbouring pieces with the same emphasis; emphasis within
    ///   itself, links within links and empty emphasis dissolve.
    /// - An unlisted link or underlined words that a lone marker follows take the marker's number, as
    ///   they would when the page is read.
    /// - Empty paragraphs, lists, quotes and the like disappear, and rules at the end of the body; numbers out of
    ///   range are moved into it.
    /// - Empty cells at the end of a table row disappear, and so do rows of nothing else.
    /// - The language is filled in where only the printed labels tell it.
    /// - Moments that are certain from the printed dates are filled in, and the author whom a byline names by
    ///   published words, `Submitted by Ada on 29/06/2018 - 14:56`. An author stands in the byline's text, and what
    ///   stands between separators of the breadcrumb is an item of it.
    /// - Labels that could not be told from what stands beside them, that are the language's own words, or that
    ///   belong to a part the article lacks, become `None`.
    ///
    /// What lies deeper than [`MAX_DEPTH`] is left as it is; [`check`](Self::check) reports it.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline};
    ///
    /// let mut article = Article {
    ///     body: vec![
    ///         Block::paragraph(vec![Inline::text(" a\n"), Inline::text(" b")]),
    ///         Block::paragraph(vec![]),
    ///     ],
    ///     ..Article::default()
    /// };
    /// article.normalize();
    /// assert_eq!(article.body, [Block::paragraph(vec![Inline::text("a b")])]);
    /// ```
    pub fn normalize(&mut self) {
        if self
            .language
            .as_deref()
            .is_some_and(|tag| tag.trim_ascii().is_empty())
        {
            self.language = None;
        }
        self.title = self.title.take().and_then(normalize_title);
        if let Some(site) = &mut self.site {
            collapse_words(&mut site.name);
            collapse_option(&mut site.url);
            // A site without a name goes by its address.
            if site.name.is_empty() {
                site.name = site.url.clone().unwrap_or_default();
            }
            if site.name.is_empty() {
                self.site = None;
            }
        }
        self.breadcrumb = std::mem::take(&mut self.breadcrumb)
            .into_iter()
            .flat_map(breadcrumb::split)
            .collect();
        self.breadcrumb.iter_mut().for_each(normalize_inlines);
        self.breadcrumb.retain(|crumb| !crumb.is_empty());
        self.byline = self.byline.take().and_then(normalize_byline);
        normalize_blocks(&mut self.body, 1);
        while self.body.last() == Some(&Block::Rule {}) {
            self.body.pop();
        }
        for comment in &mut self.comments {
            comment.title = comment.title.take().and_then(normalize_title);
            comment.byline = comment.byline.take().and_then(normalize_byline);
            normalize_blocks(&mut comment.content, 1);
        }
        self.comments.retain(|comment| {
            comment.title.is_some() || comment.byline.is_some() || !comment.content.is_empty()
        });
        normalize_blocks(&mut self.footer, 1);
        self.take_title_of_breadcrumb();
        self.normalize_footer();
    }

    /// Brings source, links, labels and language into normal form, where all else is.
    pub(crate) fn normalize_footer(&mut self) {
        self.normalize_links();
        self.tidy_labels();
        legible::give_up_labels(self);
        legible::fill_language(self);
        self.normalize_labels();
        self.fill_moment_of_stamp();
        self.fill_moments_of_bylines();
    }

    /// A heading at the start that the breadcrumb ends with is the title.
    fn take_title_of_breadcrumb(&mut self) {
        let (None, Some(Block::Heading { content, .. }), Some(crumb)) =
            (&self.title, self.body.first(), self.breadcrumb.last())
        else {
            return;
        };
        if inline_text(content) == inline_text(crumb) {
            if let Block::Heading { content, .. } = self.body.remove(0) {
                self.title = Some(content);
            }
        }
    }

    fn fill_moment_of_stamp(&mut self) {
        let is_open = |stamp: &Stamp| stamp.at.is_none();
        if self
            .source
            .as_ref()
            .and_then(|source| source.stamp.as_ref())
            .is_some_and(is_open)
        {
            let moment = legible::moment_of_stamp(self);
            if let Some(stamp) = self
                .source
                .as_mut()
                .and_then(|source| source.stamp.as_mut())
            {
                stamp.at = moment;
            }
        }
    }

    fn fill_moments_of_bylines(&mut self) {
        let language = self.language.as_deref();
        let comments = self.comments.iter_mut();
        let bylines = comments.filter_map(|comment| comment.byline.as_mut());
        for byline in self.byline.iter_mut().chain(bylines) {
            byline.at = byline
                .at
                .or_else(|| legible::moment_in(&byline.text, None, language));
        }
    }

    fn normalize_links(&mut self) {
        if let Some(source) = &mut self.source {
            collapse(&mut source.url);
            if let Some(stamp) = &mut source.stamp {
                collapse(&mut stamp.text);
                if stamp.text.is_empty() {
                    source.stamp = None;
                }
            }
            if source.url.is_empty() && source.stamp.is_none() {
                self.source = None;
            }
        }
        self.links.iter_mut().for_each(normalize_link);
    }

    fn tidy_labels(&mut self) {
        let Labels {
            source,
            stamp,
            links,
            published,
        } = &mut self.labels;
        [source, stamp, links, published]
            .into_iter()
            .for_each(tidy_label);
    }

    fn normalize_labels(&mut self) {
        let language = self.language.as_deref();
        let stamp = self
            .source
            .as_ref()
            .and_then(|source| source.stamp.as_ref());
        let own_stamp = match stamp.map(|stamp| stamp.kind) {
            Some(StampKind::Modified) => label::own(Part::Modified, language),
            Some(StampKind::Retrieved) => label::own(Part::Retrieved, language),
            Some(StampKind::Unknown) | None => "{date}",
        };
        let has_stamp = stamp.is_some();
        let Labels {
            source,
            stamp,
            links,
            published,
        } = &mut self.labels;
        let own_source = label::own(Part::Source, language);
        normalize_label(source, own_source, self.source.is_some());
        normalize_label(stamp, own_stamp, has_stamp);
        let own_links = label::own(Part::Links, language);
        normalize_label(links, own_links, !self.links.is_empty());
        let own_published = label::own(Part::Published, language);
        let own_published = own_published
            .strip_suffix(" {site}")
            .unwrap_or(own_published);
        normalize_label(published, own_published, self.site.is_some());
    }
}

pub(crate) fn normalize_link(Link { number, url, title }: &mut Link) {
    collapse(url);
    collapse_option(title);
    if title.is_none() {
        // As it is printed, an address behind words is one with a title.
        let parts = address(url);
        if let Some(words) = parts.title.map(str::to_owned) {
            *url = parts.url.to_owned();
            *title = Some(words);
        }
    }
    // Behind the number of the next entry, an entry begins.
    let begins = |title: &String| {
        next_entry(title, number.saturating_add(1))
            .is_some_and(|at| is_between_addresses(&format!("{title}: {url}"), at))
    };
    if title.as_ref().is_some_and(begins) {
        *title = None;
    }
}

pub(super) fn is_normal_link(link: &Link) -> bool {
    let is_plain = || link.title.is_none() && address(&link.url).title.is_none();
    is_collapsed(&link.url)
        && (is_plain() || {
            let mut normal = link.clone();
            normalize_link(&mut normal);
            normal == *link
        })
}

/// Brings a label into the form in which it is told from what stands beside it.
fn tidy_label(words: &mut Option<String>) {
    if let Some(label) = words {
        // In labels, no-break spaces are spaces.
        *label = label.replace('\u{a0}', " ");
    }
    collapse_option(words);
    if let Some(label) = words {
        let ends = [':', ' '];
        let mut bare = label.trim_end_matches(ends);
        while let Some(before) = bare.strip_suffix(" {site}") {
            bare = before.trim_end_matches(ends);
        }
        label.truncate(bare.len());
    }
}

fn normalize_label(words: &mut Option<String>, own: &str, is_printed: bool) {
    if !is_printed
        || words
            .as_ref()
            .is_none_or(|words| words.is_empty() || words == own)
    {
        *words = None;
    }
}

fn normalize_title(mut title: Vec<Inline>) -> Option<Vec<Inline>> {
    normalize_inlines(&mut title);
    (!title.is_empty()).then_some(title)
}

pub(crate) fn normalize_byline(mut byline: Byline) -> Option<Byline> {
    collapse_words(&mut byline.text);
    if let Some(author) = &mut byline.author {
        collapse_words(author);
    }
    let named = || legible::author_in(&byline.text);
    byline.author = byline
        .author
        .filter(|author| !author.is_empty())
        .or_else(named);
    if let Some(author) = &byline.author {
        if byline.text.is_empty() {
            byline.text.clone_from(author);
        } else if !byline.text.contains(author.as_str()) {
            byline.text = format!("{author} {}", byline.text);
        }
    }
    (!byline.text.is_empty() || byline.author.is_some()).then_some(byline)
}

pub(crate) fn normalize_blocks(blocks: &mut Vec<Block>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    for block in blocks.iter_mut() {
        normalize_block(block, depth);
    }
    blocks.retain(|block| !is_empty(block));
    let is_unlabelled =
        |block: &Block| matches!(block, Block::Field { label, .. } if label.is_empty());
    if blocks.iter().any(is_unlabelled) {
        *blocks = std::mem::take(blocks)
            .into_iter()
            .flat_map(without_label)
            .collect();
    }
}

/// What a field without a label holds; any other block as it is.
fn without_label(block: Block) -> Vec<Block> {
    match block {
        Block::Field { label, items } if label.is_empty() => items.into_iter().flatten().collect(),
        block => vec![block],
    }
}

fn normalize_items(items: &mut [Vec<Block>], depth: usize) {
    for item in items {
        normalize_blocks(item, depth);
    }
}

fn normalize_block(block: &mut Block, depth: usize) {
    let inside = depth + 1;
    match block {
        Block::Paragraph { content } => normalize_inlines(content),
        Block::Heading { level, content } => {
            *level = (*level).clamp(1, 6);
            normalize_inlines(content);
        }
        Block::List {
            ordered,
            start,
            items,
        } => {
            // CommonMark reads at most nine digits.
            *start = ordered.then(|| start.unwrap_or(1).min(999_999_999));
            normalize_items(items, inside);
        }
        Block::DefinitionList { items } => normalize_definitions(items, inside),
        Block::Quote { content } => normalize_blocks(content, inside),
        Block::CodeBlock { language, text } => normalize_code(language, text),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            normalize_inlines(caption);
            for part in [&mut *head, &mut *rows] {
                part.iter_mut().for_each(|row| normalize_row(row, inside));
                part.retain(|row| !row.is_empty());
            }
            head.retain(|row| row.iter().any(|cell| !cell.content.is_empty()));
            if head.is_empty() && rows.is_empty() {
                *block = Block::paragraph(std::mem::take(caption));
            }
        }
        Block::Figure { content, caption } => {
            normalize_blocks(content, inside);
            normalize_inlines(caption);
            if content.is_empty() {
                *block = Block::paragraph(std::mem::take(caption));
            }
        }
        Block::Field { label, items } => {
            normalize_inlines(label);
            end_label(label);
            normalize_items(items, inside);
            items.retain(|item| !item.is_empty());
            if items.is_empty() {
                *block = Block::paragraph(std::mem::take(label));
            }
        }
        Block::Rule {} => {}
    }
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => content.is_empty(),
        Block::List { items, .. } => items.is_empty(),
        Block::DefinitionList { items } => items.is_empty(),
        Block::Quote { content } => content.is_empty(),
        Block::CodeBlock { text, .. } => text.is_empty(),
        // The others became paragraphs when they were empty.
        Block::Table { .. } | Block::Figure { .. } | Block::Field { .. } | Block::Rule {} => false,
    }
}

fn normalize_definitions(items: &mut Vec<Definition>, depth: usize) {
    for item in items.iter_mut() {
        item.terms.iter_mut().for_each(normalize_inlines);
        item.terms.retain(|term| !term.is_empty());
        normalize_items(&mut item.definitions, depth);
        item.definitions.retain(|definition| !definition.is_empty());
    }
    items.retain(|item| !item.terms.is_empty() || !item.definitions.is_empty());
    *items = regroup(std::mem::take(items));
}

/// Groups terms and definitions as they stand: terms end with the first definition behind them.
fn regroup(items: Vec<Definition>) -> Vec<Definition> {
    let mut groups: Vec<Definition> = Vec::with_capacity(items.len());
    for item in items {
        match groups.last_mut() {
            Some(group) if group.definitions.is_empty() => {
                group.terms.extend(item.terms);
                group.definitions = item.definitions;
            }
            Some(group) if item.terms.is_empty() => group.definitions.extend(item.definitions),
            _ => groups.push(item),
        }
    }
    groups
}

fn normalize_row(row: &mut Row, depth: usize) {
    for Cell {
        colspan,
        rowspan,
        content,
        ..
    } in row.iter_mut()
    {
        // The limits of the HTML standard.
        *colspan = (*colspan).clamp(1, 1000);
        *rowspan = (*rowspan).clamp(1, 65_534);
        normalize_blocks(content, depth);
    }
    let shows = |cell: &Cell| !cell.content.is_empty() || cell.colspan > 1 || cell.rowspan > 1;
    row.truncate(row.iter().rposition(shows).map_or(0, |last| last + 1));
}

fn normalize_code(language: &mut Option<String>, text: &mut String) {
    if text.contains(['\r', '\0']) {
        *text = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\0', "\u{fffd}");
    }
    text.truncate(text.trim_end_matches('\n').len());
    let lines_start = text.len() - text.trim_start_matches('\n').len();
    text.drain(..lines_start);
    *language = language
        .take()
        .and_then(|info| {
            let name = info.split_whitespace().next()?;
            Some(name.replace('\0', "\u{fffd}"))
        })
        .filter(|name| !name.contains('`'));
}

/// What is moved out of emphasis and disappears at the edges of a paragraph.
const SPACES: [char; 2] = [' ', '\u{a0}'];

/// Collapses white space and drops it at both ends.
fn collapse(text: &mut String) {
    if needs_collapse(text) {
        let mut collapsed = String::with_capacity(text.len());
        push_collapsed(&mut collapsed, text);
        *text = collapsed;
    }
    let end = text.trim_end_matches(' ').len();
    text.truncate(end);
    if text.starts_with(' ') {
        text.remove(0);
    }
}

/// Drops line breaks and tabs from an address, and spaces at its ends, as browsers do.
fn normalize_address(url: &mut String) {
    if url.contains(['\n', '\r', '\t', '\0']) {
        *url = url
            .replace(['\n', '\r', '\t'], "")
            .replace('\0', "\u{fffd}");
    }
    if url.starts_with(' ') || url.ends_with(' ') {
        *url = url.trim_matches(' ').to_owned();
    }
}

/// Collapses white space and drops it at both ends, no-break spaces there too.
fn collapse_words(words: &mut String) {
    collapse(words);
    if words.starts_with(SPACES) || words.ends_with(SPACES) {
        *words = words.trim_matches(SPACES).to_owned();
    }
}

fn collapse_option(text: &mut Option<String>) {
    if let Some(some) = text {
        collapse(some);
    }
    if text.as_ref().is_some_and(String::is_empty) {
        *text = None;
    }
}

/// Whether there may be white space other than single spaces, or a NUL, in the text.
pub(crate) fn needs_collapse(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte, next| (byte < b' ') | ((byte == b' ') & (next == b' '));
    bytes.last().is_some_and(|last| *last < b' ') || bytes::any_pair(bytes, is_odd)
}

/// The first space behind a space, other white space, or NUL from an offset on.
fn first_odd(bytes: &[u8], from: usize) -> Option<usize> {
    let mut after_space = false;
    bytes[from..]
        .iter()
        .position(|&byte| {
            // All odd bytes and the space are the lowest there are.
            let odd = byte <= b' ' && (is_odd(byte) || (after_space && byte == b' '));
            after_space = byte == b' ';
            odd
        })
        .map(|at| from + at)
}

/// Whether a byte never stands in collapsed text.
fn is_odd(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | 0)
}

/// Appends a text with each run of white space as one space, also where it meets what stands before, and NUL as
/// the character that replaces it.
pub(crate) fn push_collapsed(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let meets_space = text.starts_with(' ') && out.ends_with(' ');
    if !meets_space && !needs_collapse(text) {
        return out.push_str(text);
    }
    let skip_spaces = |out: &str, from: usize| match out.ends_with(' ') {
        true => {
            from + bytes[from..]
                .iter()
                .take_while(|byte| **byte == b' ')
                .count()
        }
        false => from,
    };
    let mut done = skip_spaces(out, 0);
    while let Some(at) = first_odd(bytes, done) {
        out.push_str(&text[done..at]);
        if bytes[at] == 0 {
            out.push('\u{fffd}');
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        done = skip_spaces(out, at + 1);
    }
    out.push_str(&text[done..]);
}

/// Brings the inlines of one paragraph, heading or the like into normal form.
pub(crate) fn normalize_inlines(run: &mut Vec<Inline>) {
    if let [Inline::Text { text }] = run.as_mut_slice() {
        // Most paragraphs by far.
        collapse_words(text);
        if text.is_empty() {
            run.clear();
        }
        return;
    }
    if is_tidy(run) {
        debug_assert_eq!(tidied(run.clone()), *run, "tidy runs stay as they are");
    } else {
        *run = tidied(std::mem::take(run));
        dissolve_further(run);
    }
}

/// Tidies a run once more where it may need that: what dissolves can bring others together.
fn dissolve_further(run: &mut Vec<Inline>) {
    /// What needs more passes is no text that anyone wrote.
    const FURTHER_PASSES: usize = 2;
    for _ in 0..FURTHER_PASSES {
        if is_tidy(run) {
            return;
        }
        *run = tidied(std::mem::take(run));
    }
}

fn tidied(run: Vec<Inline>) -> Vec<Inline> {
    let mut tidy = Tidy::default();
    tidy.run(run, Inside::default());
    trim_start(&mut tidy.out);
    trim_end(&mut tidy.out);
    tidy.out
}

/// Whether a run certainly is in normal form. Most are, and need not be built anew.
pub(super) fn is_tidy(run: &[Inline]) -> bool {
    is_tidy_inside(run, Inside::default())
}

fn is_tidy_inside(run: &[Inline], inside: Inside) -> bool {
    let is_edge = |inline: Option<&Inline>, has_space: fn(&str) -> bool| match inline {
        Some(Inline::Text { text }) => has_space(text),
        Some(inline) => *inline == Inline::Break {},
        None => false,
    };
    let mut before = None;
    let is_in_place = |inline| is_tidy_behind(before.replace(inline), inline, inside);
    run.iter().all(is_in_place)
        && !is_edge(run.first(), |text| text.starts_with(SPACES))
        && !is_edge(run.last(), |text| text.ends_with(SPACES))
}

/// Whether an inline is in normal form and stays apart from the one before.
fn is_tidy_behind(before: Option<&Inline>, inline: &Inline, inside: Inside) -> bool {
    match inline {
        Inline::Text { text } => match before {
            Some(Inline::Text { .. }) => false,
            Some(Inline::Break {}) if text.starts_with(' ') => false,
            _ => !text.is_empty() && !needs_collapse(text),
        },
        Inline::Code { text } => {
            !matches!(before, Some(Inline::Code { .. })) && !text.is_empty() && is_collapsed(text)
        }
        Inline::Image { src, alt, title } => {
            let has_title = |title: &String| !title.is_empty() && is_collapsed(title);
            is_tidy_address(src) && is_collapsed(alt) && title.as_ref().is_none_or(has_title)
        }
        Inline::Break {} => !matches!(before, Some(Inline::Text { text }) if text.ends_with(' ')),
        Inline::Link { content, target } => {
            let inside_it = Inside {
                link: true,
                ..inside.deeper()
            };
            let is_tidy = match target {
                Target::Listed(_) => !content.is_empty() || !before.is_some_and(may_take_number),
                Target::Url(url) => is_tidy_address(url),
            };
            !inside.link && is_tidy && is_tidy_inside(content, inside_it)
        }
        // A marker that is raised.
        Inline::Superscript { content } if matches!(content.as_slice(), [Inline::Link { content, .. }] if content.is_empty()) => {
            false
        }
        emphasis => {
            let bit = emphasis_bit(emphasis);
            let is_same = |before: &Inline| emphasis_bit(before) == bit;
            let content = emphasis.content().unwrap_or_default();
            let inside_it = Inside {
                emphasis: inside.emphasis | bit,
                ..inside.deeper()
            };
            inside.depth < MAX_DEPTH
                && inside.emphasis & bit == 0
                && !before.is_some_and(is_same)
                && !content.is_empty()
                && is_tidy_inside(content, inside_it)
        }
    }
}

/// Whether a lone marker may give its number to what stands before it, or before the space there.
fn may_take_number(before: &Inline) -> bool {
    match before {
        Inline::Text { text } => text == " ",
        other => is_unlisted(other),
    }
}

/// Whether these are words of a link without its number: the oldest exporters underline them.
fn is_unlisted(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Link {
            target: Target::Url(_),
            ..
        } | Inline::Underline { .. }
    )
}

fn is_collapsed(text: &str) -> bool {
    !needs_collapse(text) && !text.starts_with(' ') && !text.ends_with(' ')
}

fn is_tidy_address(url: &str) -> bool {
    !url.starts_with(' ') && !url.ends_with(' ') && !bytes::any(url.as_bytes(), |byte| byte < b' ')
}

/// What the inlines that are being tidied stand in.
#[derive(Clone, Copy, Default)]
struct Inside {
    depth: usize,
    link: bool,
    /// One bit for each kind of emphasis.
    emphasis: u8,
}

impl Inside {
    /// The same, one level down.
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// Rebuilds a run of inlines.
#[derive(Default)]
struct Tidy {
    out: Vec<Inline>,
}

impl Tidy {
    fn run(&mut self, run: Vec<Inline>, inside: Inside) {
        if inside.depth > MAX_DEPTH {
            return self.out.extend(run);
        }
        for inline in run {
            self.inline(inline, inside);
        }
    }

    fn inline(&mut self, inline: Inline, inside: Inside) {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Code { text } => self.code(text),
            Inline::Image {
                mut src,
                mut alt,
                mut title,
            } => {
                normalize_address(&mut src);
                collapse(&mut alt);
                collapse_option(&mut title);
                self.out.push(Inline::Image { src, alt, title });
            }
            Inline::Break {} => self.line_break(),
            Inline::Link { content, target } => self.link(content, target, inside),
            emphasis => self.emphasis(emphasis, inside),
        }
    }

    fn text(&mut self, mut text: String) {
        if needs_collapse(&text) {
            let mut collapsed = String::with_capacity(text.len());
            push_collapsed(&mut collapsed, &text);
            text = collapsed;
        }
        match self.out.last_mut() {
            Some(Inline::Text { text: before }) => push_collapsed(before, &text),
            Some(Inline::Break {}) => {
                let words = text.trim_start_matches(' ');
                if !words.is_empty() {
                    self.out.push(Inline::text(words));
                }
            }
            _ if text.is_empty() => {}
            _ => self.out.push(Inline::Text { text }),
        }
    }

    fn code(&mut self, mut text: String) {
        collapse(&mut text);
        match self.out.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Code { text: before }) => before.push_str(&text),
            _ => self.out.push(Inline::Code { text }),
        }
    }

    fn line_break(&mut self) {
        if let Some(Inline::Text { text }) = self.out.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if text.is_empty() {
                self.out.pop();
            }
        }
        self.out.push(Inline::Break {});
    }

    /// Tidies what an inline contains.
    fn content(content: Vec<Inline>, inside: Inside) -> Vec<Inline> {
        let mut tidy = Self::default();
        tidy.run(content, inside.deeper());
        tidy.out
    }

    fn link(&mut self, content: Vec<Inline>, mut target: Target, inside: Inside) {
        if let Target::Url(url) = &mut target {
            normalize_address(url);
        }
        if inside.link {
            return self.link_in_link(content, &target, inside);
        }
        let inside = Inside {
            link: true,
            ..inside
        };
        let mut content = Self::content(content, inside);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        if content.is_empty() && self.gives_its_number(&target) {
            self.take_number(target);
        } else {
            self.out.push(Inline::Link { content, target });
        }
        self.run(after, inside);
    }

    /// The content of a link that stands in a link; a lone marker there is text.
    fn link_in_link(&mut self, content: Vec<Inline>, target: &Target, inside: Inside) {
        match target {
            Target::Listed(number) if content.is_empty() => self.text(format!("[{number}]")),
            _ => self.run(content, inside.deeper()),
        }
    }

    /// Whether a lone marker with this target follows an unlisted link.
    fn gives_its_number(&self, target: &Target) -> bool {
        matches!(target, Target::Listed(_))
            && match self.out.as_slice() {
                [.., link, Inline::Text { text }] if text == " " => is_unlisted(link),
                [.., link] => is_unlisted(link),
                [] => false,
            }
    }

    fn take_number(&mut self, number: Target) {
        if let Some(Inline::Text { .. }) = self.out.last() {
            self.out.pop();
        }
        match self.out.last_mut() {
            Some(Inline::Link { target, .. }) => *target = number,
            Some(words @ Inline::Underline { .. }) => {
                let content = words.content_mut().map(std::mem::take).unwrap_or_default();
                let inside = Inside {
                    link: true,
                    ..Inside::default()
                };
                let content = Self::content(content, inside);
                *words = Inline::Link {
                    content,
                    target: number,
                };
            }
            _ => {}
        }
    }

    fn emphasis(&mut self, mut emphasis: Inline, inside: Inside) {
        let bit = emphasis_bit(&emphasis);
        let Some(slot) = emphasis.content_mut() else {
            return;
        };
        let content = std::mem::take(slot);
        if inside.emphasis & bit != 0 {
            return self.run(content, inside.deeper());
        }
        let inside_it = Inside {
            emphasis: inside.emphasis | bit,
            ..inside
        };
        let mut content = Self::content(content, inside_it);
        self.edges_before(&mut content);
        let after = take_end(&mut content);
        // A marker of a page that raises its markers is not raised text.
        let is_marker =
            |inline: &Inline| matches!(inline, Inline::Link { content, .. } if content.is_empty());
        if matches!(emphasis, Inline::Superscript { .. })
            && matches!(content.as_slice(), [one] if is_marker(one))
        {
            self.run(content, inside);
        } else if !content.is_empty() {
            self.push_emphasis(emphasis, content);
        }
        self.run(after, inside);
    }

    fn push_emphasis(&mut self, mut emphasis: Inline, content: Vec<Inline>) {
        match self.out.last_mut() {
            Some(last) if std::mem::discriminant(last) == std::mem::discriminant(&emphasis) => {
                if let Some(before) = last.content_mut() {
                    let mut joined = Self {
                        out: std::mem::take(before),
                    };
                    joined.join(content);
                    *before = joined.out;
                }
            }
            _ => {
                if let Some(slot) = emphasis.content_mut() {
                    *slot = content;
                }
                self.out.push(emphasis);
            }
        }
    }

    /// Appends inlines that are tidy in themselves.
    fn join(&mut self, content: Vec<Inline>) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Code { text } => self.code(text),
                Inline::Link { content, target }
                    if content.is_empty() && self.gives_its_number(&target) =>
                {
                    self.take_number(target);
                }
                emphasis if emphasis_bit(&emphasis) != 0 => {
                    let mut emphasis = emphasis;
                    let content = emphasis.content_mut().map(std::mem::take);
                    self.push_emphasis(emphasis, content.unwrap_or_default());
                }
                other => self.out.push(other),
            }
        }
    }

    /// Moves spaces and breaks from the start of some content to before it.
    fn edges_before(&mut self, content: &mut Vec<Inline>) {
        let mut moved = 0;
        loop {
            match content.get_mut(moved) {
                Some(Inline::Break {}) => {
                    moved += 1;
                    self.line_break();
                }
                Some(Inline::Text { text }) if text.starts_with(SPACES) => {
                    let words = text.trim_start_matches(SPACES);
                    let spaces = text.drain(..text.len() - words.len()).collect();
                    moved += usize::from(text.is_empty());
                    self.text(spaces);
                }
                _ => break,
            }
        }
        content.drain(..moved);
    }
}

/// Takes spaces and breaks from the end of some content.
fn take_end(content: &mut Vec<Inline>) -> Vec<Inline> {
    let mut end = Vec::new();
    loop {
        match content.last_mut() {
            Some(Inline::Break {}) => {
                content.pop();
                end.push(Inline::Break {});
            }
            Some(Inline::Text { text }) if text.ends_with(SPACES) => {
                let spaces = text.split_off(text.trim_end_matches(SPACES).len());
                if text.is_empty() {
                    content.pop();
                }
                end.push(Inline::text(spaces));
            }
            _ => break,
        }
    }
    end.reverse();
    end
}

fn trim_start(run: &mut Vec<Inline>) {
    let mut content = std::mem::take(run);
    Tidy::default().edges_before(&mut content);
    *run = content;
}

fn trim_end(run: &mut Vec<Inline>) {
    take_end(run);
}

/// A bit for each kind of emphasis; 0 for what is none.
fn emphasis_bit(inline: &Inline) -> u8 {
    match inline {
        Inline::Emphasis { .. } => 1,
        Inline::Strong { .. } => 2,
        Inline::Strikeout { .. } => 4,
        Inline::Underline { .. } => 8,
        Inline::Subscript { .. } => 16,
        Inline::Superscript { .. } => 32,
        Inline::Small { .. } => 64,
        _ => 0,
    }
}
