//! The programs that write pages as plain text, and what only one of them does.

/// Whether a text starts as a formatted manual page does: with its name on both sides of a line, `BELL(1) … BELL(1)`, or
/// with the section that every page has first.
pub(crate) fn is_manual_page(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or_default();
    // Between the names stands more than a space.
    let has_gap = first.trim_ascii().contains("  ");
    let mut words = first.split_ascii_whitespace();
    let ends = words.next().zip(words.last());
    let names_page = |(first, last): (&str, &str)| {
        has_gap && first == last && first.contains('(') && first.ends_with(')')
    };
    let is_set_in = |line: &str| line.starts_with("   ") || line.starts_with('\t');
    ends.is_some_and(names_page)
        || first == "NAME"
            && lines
                .next()
                .is_some_and(|line| is_set_in(line) && line.contains(" - "))
}

/// How a text browser numbers the links of a page: before their words, and in a list at the end.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The words above its list, and those above its further parts.
    pub(super) headings: &'static [&'static str],
    /// Words above links that show no words.
    pub(super) hidden: Option<&'static str>,
    /// How entries are numbered.
    pub(super) entries: Label,
    /// Whether entries are set in, and headings are not.
    pub(super) is_set_in: bool,
    /// Whether the list has the fields of forms as well: they have words and no address.
    pub(super) lists_fields: bool,
}

/// How the number of an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `1. http://…`
    Dot,
    /// `[1] http://…`
    Bracket,
}

/// The text browsers that number links.
pub(super) const BROWSERS: [Numbering; 3] = [
    // lynx and elinks.
    Numbering {
        headings: &["References", "Visible links", "Hidden links"],
        hidden: Some("Hidden links"),
        entries: Label::Dot,
        is_set_in: true,
        lists_fields: false,
    },
    // links2 with `-html-numbered-links`.
    Numbering {
        headings: &["Links"],
        hidden: None,
        entries: Label::Dot,
        is_set_in: false,
        lists_fields: true,
    },
    // w3m with `display_link_number`.
    Numbering {
        headings: &["References"],
        hidden: None,
        entries: Label::Bracket,
        is_set_in: false,
        lists_fields: false,
    },
];
