//! Words above what print exports do not have: lists of notes, and quoted mail.

/// Whether words head a list of notes, books or links, after the number of their section if they have one.
pub(crate) fn heads_notes(words: &str) -> bool {
    /// Those that are not English are what translated manual pages have.
    const NOTES: [&str; 19] = [
        "notes", "references", "sources", "uris", "urls", "footnotes", "endnotes", "anmerkungen",
        "bemerkungen", "fußnoten", "fussnoten", "notas", "note", "noten", "opmerkingen", "uwagi",
        "примечания", "注記", "注意",
    ];
    const LONGEST: usize = 32;
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == ' ';
    let words = words.trim_start_matches(is_of_number);
    words.len() <= LONGEST && NOTES.contains(&words.to_lowercase().as_str())
}

/// Whether a line says whose words are quoted below it, as mail programs write: `Ada Brook wrote:`.
pub(crate) fn announces_quotation(line: &str) -> bool {
    const WROTE: [&str; 12] = [
        "wrote", "writes", "schrieb", "écrit", "escribió", "scritto", "escreveu", "schreef",
        "skrev", "kirjoitti", "napisał", "писал",
    ];
    let words = line.trim_end_matches([':', '：', ' ', '\u{a0}']);
    words.len() < line.len()
        && (words.contains('@') || WROTE.iter().any(|wrote| words.contains(wrote)))
}
