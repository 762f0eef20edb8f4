//! The programs that write pages as plain text, and what is peculiar to each.

/// Whether a text starts as a formatted manual page does: with its name at both ends of a line, `BELL(1) … BELL(1)`,
/// or with the section that comes first in every manual page.
pub(crate) fn is_manual_page(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or_default();
    // The names are separated by more than one space.
    let has_gap = first.trim_ascii().contains("  ");
    let mut words = first.split_ascii_whitespace();
    let ends = words.next().zip(words.last());
    let names_page = |(first, last): (&str, &str)| {
        has_gap && first == last && first.contains('(') && first.ends_with(')')
    };
    let is_indented = |line: &str| line.starts_with("   ") || line.starts_with('\t');
    ends.is_some_and(names_page)
        || first == "NAME"
            && lines
                .next()
                .is_some_and(|line| is_indented(line) && line.contains(" - "))
}

/// How a text browser numbers the links of a page, in the text and in a list at the end.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The headings of its list and of the further parts of it.
    pub(super) headings: &'static [&'static str],
    /// The heading of links that show no words.
    pub(super) hidden: Option<&'static str>,
    /// How entries are numbered.
    pub(super) entries: Label,
    /// Whether entries are indented, unlike headings.
    pub(super) is_indented: bool,
    /// Whether the list also has form fields, which have words but no address.
    pub(super) lists_fields: bool,
}

/// How the number of an entry is printed.
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
        is_indented: true,
        lists_fields: false,
    },
    // links2 with `-html-numbered-links`.
    Numbering {
        headings: &["Links"],
        hidden: None,
        entries: Label::Dot,
        is_indented: false,
        lists_fields: true,
    },
    // w3m with `display_link_number`.
    Numbering {
        headings: &["References"],
        hidden: None,
        entries: Label::Bracket,
        is_indented: false,
        lists_fields: false,
    },
];
