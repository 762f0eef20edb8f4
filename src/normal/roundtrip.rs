//! What a reader can recognize again in print: which labels can be distinguished from the words next to them, and which
//! date and time a printed date means.
//!
//! Articles in normal form survive printing and reading, so normal form depends on the grammar that readers use.
//! Readers and writers call the functions here, too, so that all three agree.

use super::labels;
use crate::grammar::date::{self, DateOrder, Meaning};
use crate::grammar::source::{self, SourceLine, StampText, is_heading, source_line};
use crate::grammar::url::starts_as_url;
use crate::label::{Part, Vocabulary};
use crate::model::{Article, DateTime, Stamp, StampKind};

/// The date and time of the article's stamp, if its text or other dates of the article make it certain.
pub(crate) fn moment_of_stamp(article: &Article) -> Option<DateTime> {
    match meaning_of_stamp(article, None) {
        Meaning::Certain(at) => Some(at),
        Meaning::Ambiguous | Meaning::Unknown => None,
    }
}

/// How to read the stamp's date: in the order that the caller gives, or as language and other dates of the article
/// show.
pub(crate) fn meaning_of_stamp(article: &Article, order: Option<DateOrder>) -> Meaning {
    let Some(stamp) = article.stamp() else {
        return Meaning::Unknown;
    };
    let language = article.language.as_deref();
    match date::meaning(&stamp.text, order, language) {
        Meaning::Ambiguous => {}
        decided => return decided,
    }
    let mut text = article.plain_text();
    if let Some(byline) = &article.byline {
        text.push('\n');
        text.push_str(&byline.text);
    }
    match date::proven_order(&text) {
        Some(order) => date::meaning(&stamp.text, Some(order), language),
        None => Meaning::Ambiguous,
    }
}

/// The date and time in a text, if there is only one and it is certain.
pub(crate) fn moment_in(
    text: &str,
    order: Option<DateOrder>,
    language: Option<&str>,
) -> Option<DateTime> {
    let range = date::find(text)?;
    match date::meaning(&text[range], order, language) {
        Meaning::Certain(at) => Some(at),
        Meaning::Ambiguous | Meaning::Unknown => None,
    }
}

/// The author named in a byline by known words.
pub(crate) fn author_in(byline: &str, vocabulary: &Vocabulary) -> Option<String> {
    vocabulary.author_in(byline).map(str::to_owned)
}

/// Drops labels that readers could not distinguish from the text next to them, and a stamp's label that contradicts
/// its kind.
pub(crate) fn drop_illegible_labels(article: &mut Article, vocabulary: &Vocabulary) {
    let mut is_legible = source_is_legible(article);
    if !is_legible {
        separate_stamp_from_words(article);
        is_legible = source_is_legible(article);
    }
    let kind = article.stamp().map(|stamp| stamp.kind);
    let contradicts = kind_of_stamp(article, vocabulary).is_some_and(|stated| Some(stated) != kind);
    if contradicts || !is_legible {
        article.labels.stamp = None;
        is_legible = source_is_legible(article);
    }
    if !is_legible {
        article.labels.source = None;
    }
    if !is_heading(labels::links(article)) {
        article.labels.links = None;
    }
}

/// The site in the line at the foot of WordPress's page, `Article printed from My Blog: http://ex.org`: its name and
/// its URL.
pub(crate) fn printed_from<'a>(
    line: &'a str,
    vocabulary: &Vocabulary,
) -> Option<(&'a str, &'a str)> {
    let (_, line) = source_line(line).ok()?;
    let name = vocabulary.name_after(Part::PrintedFrom, line.label)?;
    let is_address = starts_as_url(line.url) && !line.url.contains(char::is_whitespace);
    (is_address && line.stamp.is_none()).then_some((name, line.url))
}

/// Moves words around the date from the stamp's text to its label, where readers put them.
fn separate_stamp_from_words(article: &mut Article) {
    let Some(stamp) = article.stamp() else {
        return;
    };
    let Some(StampText {
        before,
        date,
        after,
    }) = source::stamp(&stamp.text)
    else {
        return;
    };
    let words = labels::around(labels::stamp(article, stamp.kind), "{date}");
    let mut parted = Article {
        language: article.language.clone(),
        source: article.source.clone(),
        labels: article.labels.clone(),
        ..Article::default()
    };
    parted.labels.stamp = Some(format!("{}{before}{{date}}{after}{}", words.0, words.1));
    if let Some(stamp) = parted.stamp_mut() {
        stamp.text = date.to_owned();
    }
    if source_is_legible(&parted) {
        article.source = parted.source;
        article.labels.stamp = parted.labels.stamp;
    }
}

/// Whether label, stamp and URL can be separated again when the source line is read.
pub(crate) fn source_is_legible(article: &Article) -> bool {
    let Some((line, meant)) = printed_source(article) else {
        return article.source.is_none();
    };
    matches!(source_line(&line), Ok((_, read)) if read == meant)
}

/// Whether readers also recognize the source line among other lines, above the list or as the last line of the page.
/// It is bold unless the meaning of its date is unknown.
pub(crate) fn source_is_recognized(article: &Article, vocabulary: &Vocabulary) -> bool {
    let Some((line, meant)) = printed_source(article) else {
        return article.source.is_none();
    };
    let is_unknown = |stamp: &Stamp| stamp.kind == StampKind::Unknown;
    let stamp = article.stamp();
    let strong = !stamp.is_some_and(is_unknown);
    let read = vocabulary.labelled_line(&line);
    read.is_some_and(|read| read.line == meant && read.is_source(strong, !article.links.is_empty()))
}

/// The source line as printed, and its parts; `None` without a source, or if the stamp's label has no slot for the
/// date.
fn printed_source(article: &Article) -> Option<(String, SourceLine<'_>)> {
    let source = article.source.as_ref()?;
    let label = labels::source(article);
    let mut line = label.to_owned();
    let mut printed = None;
    if let Some(stamp) = &source.stamp {
        let words = labels::stamp(article, stamp.kind);
        let (before, after) = words.split_once("{date}")?;
        line.push_str(&format!(" ({before}{}{after})", stamp.text));
        printed = Some(StampText {
            before,
            date: &stamp.text,
            after,
        });
    }
    line.push_str(": ");
    line.push_str(&source.url);
    let meant = SourceLine {
        label,
        stamp: printed,
        url: &source.url,
    };
    Some((line, meant))
}

/// The kind of stamp that the printed words indicate, if they are known.
pub(crate) fn kind_of_stamp(article: &Article, vocabulary: &Vocabulary) -> Option<StampKind> {
    let kind = article.source.as_ref()?.stamp.as_ref()?.kind;
    vocabulary.kind_of_stamp(labels::stamp(article, kind))
}

/// The labels that the article is printed with, each with its part.
pub(crate) fn printed_words(article: &Article) -> Vec<(Part, String)> {
    let mut printed = Vec::new();
    if let Some(source) = &article.source {
        printed.push((Part::Source, labels::source(article).to_owned()));
        if let Some(stamp) = &source.stamp {
            printed.push((
                part_of_stamp(stamp.kind),
                labels::stamp(article, stamp.kind).to_owned(),
            ));
        }
    }
    if !article.links.is_empty() {
        printed.push((Part::Links, labels::links(article).to_owned()));
    }
    if article.site.is_some() {
        printed.push((Part::Published, labels::published(article)));
    }
    printed
}

fn part_of_stamp(kind: StampKind) -> Part {
    match kind {
        StampKind::Retrieved => Part::Retrieved,
        StampKind::Modified | StampKind::Unknown => Part::Modified,
    }
}

/// Fills in a missing language if the printed labels reveal it. The labels stay the same.
pub(crate) fn fill_language(article: &mut Article, vocabulary: &Vocabulary) {
    if article.language.is_some() {
        return;
    }
    let printed = printed_words(article);
    let borrowed: Vec<_> = printed
        .iter()
        .map(|(part, words)| (*part, words.as_str()))
        .collect();
    article.language = vocabulary.infer_language(&borrowed);
    if article.language.is_some() {
        state_labels(article, printed);
    }
}

/// Sets these words as the article's own labels.
pub(crate) fn state_labels(article: &mut Article, printed: Vec<(Part, String)>) {
    for (part, words) in printed {
        let label = match part {
            Part::Source => &mut article.labels.source,
            Part::Links => &mut article.labels.links,
            Part::Published => &mut article.labels.published,
            _ => &mut article.labels.stamp,
        };
        *label = Some(words);
    }
}

/// Whether the words above the list are known; the lack of any is known, too.
pub(crate) fn heading_is_known(article: &Article, vocabulary: &Vocabulary) -> bool {
    vocabulary.knows(Part::Links, labels::links(article))
}
