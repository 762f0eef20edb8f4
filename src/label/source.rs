//! Recognizes source lines by known words.

use super::part::Part;
use super::vocabulary::Vocabulary;
use crate::grammar::source::{SourceLine, SourceSigns, source_line};
use crate::grammar::url::starts_as_url;

/// A line that has the parts of a source line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LabelledLine<'a> {
    pub(crate) line: SourceLine<'a>,
    /// Whether its label is known.
    pub(crate) is_known: bool,
}

impl Vocabulary {
    /// Parses a line that may be the source line.
    pub(crate) fn labelled_line<'a>(&self, text: &'a str) -> Option<LabelledLine<'a>> {
        let (_, line) = source_line(text).ok()?;
        let is_known = self.knows(Part::Source, line.label);
        Some(LabelledLine { line, is_known })
    }
}

/// The URL of the page in the line that wikis print below the text: `Retrieved from "https://ex.org/"`. Quotation
/// marks are required, because bibliographies have such lines without them.
pub(crate) fn retrieved_from(line: &str) -> Option<&str> {
    const WORDS: [&str; 17] = [
        "Retrieved from", "Abgerufen von", "Récupérée de", "Récupéré de",
        "Ce document provient de", "Obtenido de", "Obtingut de", "Estratto da", "Overgenomen van",
        "Obtido em", "Disponível em", "Hämtad från", "Hentet fra", "Hentet frå",
        "Noudettu kohteesta", "Citováno z", "Źródło:",
    ];
    const OPENS: [char; 6] = ['"', '„', '“', '”', '«', '‘'];
    const CLOSES: [char; 5] = ['"', '“', '”', '»', '’'];
    let is_space = |c: char| c.is_whitespace();
    let rest = WORDS.iter().find_map(|words| line.strip_prefix(words))?;
    let inside = rest.trim_start_matches(is_space).strip_prefix(OPENS)?;
    let url = inside.trim_start_matches(is_space).strip_suffix(CLOSES)?;
    let url = url.trim_end_matches(is_space);
    (starts_as_url(url) && !url.contains(is_space)).then_some(url)
}

impl LabelledLine<'_> {
    /// Whether it is the source line, given whether it is strong and whether it is directly above the list.
    pub(crate) fn is_source(&self, strong: bool, above_list: bool) -> bool {
        self.line.is_source(SourceSigns {
            known: self.is_known,
            strong,
            above_list,
        })
    }

    /// Whether it would be a source line with any address: its label is known, or it has a stamp.
    pub(crate) fn announces_source(&self) -> bool {
        self.is_known || self.line.stamp.is_some()
    }
}
