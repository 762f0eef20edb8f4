//! Normal form: the one way to express each of the things that look the same on a page.
//!
//! Readers return articles in normal form. These survive writing and reading unchanged, as far as the format can carry
//! them. So normal form also fills in what the printed words say for certain, such as the date in a stamp:
//! [`roundtrip`].

pub(crate) mod anchors;
mod blocks;
pub(crate) mod breadcrumb;
mod copy;
mod edges;
mod inlines;
pub(crate) mod labels;
pub(crate) mod roundtrip;
mod strings;
pub(crate) mod table;

pub(crate) use blocks::{end_label, normalize_blocks};
pub(crate) use copy::loses_rules;
pub(crate) use inlines::normalize_inlines;
#[cfg(feature = "html")]
pub(crate) use strings::needs_collapse;
pub(crate) use strings::{is_collapsed, push_collapsed};

use crate::grammar::entry::{address, is_between_addresses, next_entry};
use crate::label::{self, Part, Vocabulary};
use crate::model::{Article, Block, Byline, Inline, Labels, Link, StampKind, inline_text};
use strings::{collapse, collapse_option, collapse_words};

impl Article {
    /// Brings the article into normal form.
    ///
    /// - White space collapses to single spaces and disappears at the edges of a paragraph, at breaks
    ///   and inside the edges of emphasis; no-break spaces disappear at the edges only. NUL becomes U+FFFD.
    /// - Adjacent texts join, and so do adjacent pieces of code or of the same emphasis. Emphasis within the same
    ///   emphasis, links within links and empty emphasis are unwrapped.
    /// - An unlisted link or underlined words that a lone marker follows take the marker's number, as
    ///   they would when the page is read.
    /// - Empty paragraphs, lists, quotes and the like disappear, and so do rules at the end of the body. Numbers out of
    ///   range are clamped.
    /// - Rows of a table in which no cell begins disappear, spans end with the last row of head or body, and a first row
    ///   made of header cells is the head. A table without any words is its caption.
    /// - A missing language is filled in if the printed labels reveal it.
    /// - Dates and times that are certain from the printed text are filled in, and so is the author whom a byline
    ///   names by published words, `Submitted by Ada on 29/06/2018 - 14:56`. An author is always named in the
    ///   byline's text, and the text between separators of the breadcrumb is an item.
    /// - Labels that could not be distinguished from the text next to them, that are the language's own words, or
    ///   that belong to a part the article lacks, become `None`.
    ///
    /// Anything deeper than [`MAX_DEPTH`](crate::model::MAX_DEPTH) is left as it is; [`check`](Self::check) reports
    /// it.
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
        self.normalize_with(&Vocabulary::default());
    }

    /// Brings the article into normal form, as [`normalize`](Self::normalize) does, with further known words, which
    /// should be the same that the article is read and written with.
    ///
    /// ```
    /// use liens::label::{Part, Vocabulary};
    /// use liens::model::{Article, Source, Stamp, StampKind};
    ///
    /// let stamp = Stamp { kind: StampKind::Retrieved, text: "2018-06-29".into(), at: None };
    /// let mut article = Article {
    ///     source: Some(Source { url: "https://example.org/a".into(), stamp: Some(stamp) }),
    ///     ..Article::default()
    /// };
    /// article.labels.stamp = Some("updated on {date}".into());
    /// let words = Vocabulary::default().with("en", Part::Retrieved, "updated on {date}");
    /// article.normalize_with(&words);
    /// assert_eq!(article.labels.stamp.as_deref(), Some("updated on {date}"));
    /// // The published words say that this one means a modification.
    /// article.normalize();
    /// assert_eq!(article.labels.stamp, None);
    /// ```
    pub fn normalize_with(&mut self, vocabulary: &Vocabulary) {
        anchors::drop_unused(self);
        self.normalize_all_but_anchors(vocabulary);
    }

    /// Brings an article into normal form in which no anchor is unused.
    pub(crate) fn normalize_all_but_anchors(&mut self, vocabulary: &Vocabulary) {
        self.normalize_head(vocabulary);
        normalize_blocks(&mut self.body, 1);
        for comment in &mut self.comments {
            comment.title = comment.title.take().and_then(normalize_title);
            comment.byline = comment
                .byline
                .take()
                .and_then(|byline| normalize_byline(byline, vocabulary));
            normalize_blocks(&mut comment.content, 1);
        }
        self.comments.retain(|comment| {
            comment.title.is_some() || comment.byline.is_some() || !comment.content.is_empty()
        });
        normalize_blocks(&mut self.footer, 1);
        self.normalize_across_parts(vocabulary);
    }

    /// Brings everything but the blocks into normal form; these must already be.
    pub(crate) fn normalize_all_but_blocks(&mut self, vocabulary: &Vocabulary) {
        self.normalize_head(vocabulary);
        self.normalize_across_parts(vocabulary);
    }

    /// Brings language, title, site, breadcrumb and byline into normal form.
    fn normalize_head(&mut self, vocabulary: &Vocabulary) {
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
            // A site without a name is named by its URL.
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
        self.byline = self
            .byline
            .take()
            .and_then(|byline| normalize_byline(byline, vocabulary));
    }

    /// Brings into normal form what depends on several parts of the article: title, footer and rules at the end.
    fn normalize_across_parts(&mut self, vocabulary: &Vocabulary) {
        self.take_title_of_breadcrumb();
        self.normalize_footer(vocabulary);
        // In print, a rule sets off what follows the body anyway, and rules alone are no content.
        let loses_rules = copy::loses_rules(self);
        while loses_rules && self.body.last() == Some(&Block::Rule {}) {
            self.body.pop();
        }
        while self.footer.last() == Some(&Block::Rule {}) {
            self.footer.pop();
        }
    }

    /// Brings source, links, labels and language into normal form; everything else must already be.
    pub(crate) fn normalize_footer(&mut self, vocabulary: &Vocabulary) {
        self.normalize_links();
        self.tidy_labels();
        roundtrip::drop_illegible_labels(self, vocabulary);
        roundtrip::fill_language(self, vocabulary);
        self.normalize_labels();
        self.fill_moment_of_stamp();
        self.fill_moments_of_bylines();
    }

    /// Makes a heading at the start the title, if the breadcrumb ends with it.
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
        if self.stamp().is_some_and(|stamp| stamp.at.is_none()) {
            let moment = roundtrip::moment_of_stamp(self);
            if let Some(stamp) = self.stamp_mut() {
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
                .or_else(|| roundtrip::moment_in(&byline.text, None, language));
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
        let stamp = self.stamp();
        let own_stamp = match stamp.map(|stamp| stamp.kind) {
            Some(StampKind::Modified) => label::words_to_write(Part::Modified, language),
            Some(StampKind::Retrieved) => label::words_to_write(Part::Retrieved, language),
            Some(StampKind::Unknown) | None => "{date}",
        };
        let has_stamp = stamp.is_some();
        let Labels {
            source,
            stamp,
            links,
            published,
        } = &mut self.labels;
        let own_source = label::words_to_write(Part::Source, language);
        normalize_label(source, own_source, self.source.is_some());
        normalize_label(stamp, own_stamp, has_stamp);
        let own_links = label::words_to_write(Part::Links, language);
        normalize_label(links, own_links, !self.links.is_empty());
        let own_published = label::words_to_write(Part::Published, language);
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
        // When printed, a URL after words reads as a URL with a title.
        let parts = address(url);
        if let Some(words) = parts.title.map(str::to_owned) {
            *url = parts.url.to_owned();
            *title = Some(words);
        }
    }
    // At the next entry's number in the title, readers would begin another entry.
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

/// Brings a label into the form in which readers separate it from the text next to it.
fn tidy_label(words: &mut Option<String>) {
    if let Some(label) = words {
        // In labels, no-break spaces count as spaces.
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

pub(crate) fn normalize_byline(mut byline: Byline, vocabulary: &Vocabulary) -> Option<Byline> {
    collapse_words(&mut byline.text);
    if let Some(author) = &mut byline.author {
        collapse_words(author);
    }
    let named = || roundtrip::author_in(&byline.text, vocabulary);
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
