//! The labels that are printed around source, stamp, list and site: the article's own, or else those of its language.

use std::borrow::Cow;

use crate::label::{self, Part};
use crate::model::{Article, StampKind};

/// The words before the source URL.
pub(crate) fn source(article: &Article) -> &str {
    or_own(article.labels.source.as_deref(), Part::Source, article)
}

/// The words above the list.
pub(crate) fn links(article: &Article) -> &str {
    or_own(article.labels.links.as_deref(), Part::Links, article)
}

/// The words around the stamp's date, with a slot for it.
pub(crate) fn stamp(article: &Article, kind: StampKind) -> &str {
    let own = article.labels.stamp.as_deref();
    match kind {
        StampKind::Modified => or_own(own, Part::Modified, article),
        StampKind::Retrieved => or_own(own, Part::Retrieved, article),
        StampKind::Unknown => own.unwrap_or("{date}"),
    }
}

/// The words before the source URL with the date: `Source URL (modified on 29/06/2018)`.
pub(crate) fn source_and_stamp(article: &Article) -> String {
    let mut words = source(article).to_owned();
    if let Some(printed) = article.stamp() {
        let (before, after) = around(stamp(article, printed.kind), "{date}");
        words.push_str(&format!(" ({before}{}{after})", printed.text));
    }
    words
}

/// The words around the site's name, with a slot for it.
pub(crate) fn published(article: &Article) -> String {
    let words = or_own(
        article.labels.published.as_deref(),
        Part::Published,
        article,
    );
    with_slot(words)
}

/// Adds to words around a site's name the slot, which may be omitted at the end.
pub(crate) fn with_slot(words: &str) -> String {
    if words.contains("{site}") {
        words.to_owned()
    } else {
        format!("{words} {{site}}")
    }
}

/// Splits such words into those before and those after the slot. Words without a slot come before. Only the first
/// slot counts: filling all of them would let a label multiply what fills it.
pub(crate) fn around<'a>(words: &'a str, slot: &str) -> (Cow<'a, str>, &'a str) {
    match words.split_once(slot) {
        Some((before, after)) => (before.into(), after),
        None if words.is_empty() => (words.into(), ""),
        None => (format!("{words} ").into(), ""),
    }
}

fn or_own<'a>(words: Option<&'a str>, part: Part, article: &Article) -> &'a str {
    words.unwrap_or_else(|| label::words_to_write(part, article.language.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_slot_stand_before_it() {
        let around = |words| {
            let (before, after) = around(words, "{date}");
            format!("{before}|{after}")
        };
        assert_eq!(around("modifié le {date}"), "modifié le |");
        assert_eq!(around("{date} tarihinde"), "| tarihinde");
        assert_eq!(around("modified"), "modified |");
        assert_eq!(around(""), "|");
        assert_eq!(around("{date} or {date}"), "| or {date}");
    }

    #[test]
    fn slots_of_a_label_do_not_multiply_what_they_are_filled_with() {
        use crate::model::{Labels, Site, Source, Stamp};
        use crate::write::{Html, Markdown, Pandoc, PrintHtml, PrintText, Render};

        let slots = "{site}{date}".repeat(1000);
        let article = Article {
            site: Some(Site {
                name: "m".repeat(1000),
                url: None,
            }),
            source: Some(Source {
                url: "https://example.org/a".into(),
                stamp: Some(Stamp {
                    kind: StampKind::Modified,
                    text: "m".repeat(1000),
                    at: None,
                }),
            }),
            labels: Labels {
                source: Some(slots.clone()),
                stamp: Some(slots.clone()),
                links: Some(slots.clone()),
                published: Some(slots),
            },
            ..Article::default()
        };
        let written = [
            PrintHtml::default().render_to_string(&article),
            Html::default().render_to_string(&article),
            PrintText::default().render_to_string(&article),
            Markdown::default().render_to_string(&article),
            Pandoc::default().render_to_string(&article),
            #[cfg(feature = "text")]
            crate::write::PlainText::default().render_to_string(&article),
        ];
        for written in written {
            assert!(written.len() < 200_000, "{}", written.len());
        }
    }

    #[cfg(feature = "text")]
    #[test]
    fn no_format_loses_the_date_beside_a_label_without_a_slot() {
        use crate::model::{Labels, Source, Stamp};
        use crate::write::{Html, PlainText, PrintHtml, Render};

        let article = Article {
            source: Some(Source {
                url: "https://example.org/a".into(),
                stamp: Some(Stamp {
                    kind: StampKind::Modified,
                    text: "29/06/2018 - 14:56".into(),
                    at: None,
                }),
            }),
            labels: Labels {
                stamp: Some("changed".into()),
                ..Labels::default()
            },
            ..Article::default()
        };
        for written in [
            PlainText::default().render_to_string(&article),
            PrintHtml::default().render_to_string(&article),
            Html::default().render_to_string(&article),
        ] {
            assert!(written.contains("changed 29/06/2018 - 14:56"), "{written}");
        }
    }
}
