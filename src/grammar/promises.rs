//! What the grammar guarantees for any line. The fuzz target `reference` asserts it for generated lines, and the
//! tests assert it for those that once failed.

use std::ops::Range;

use super::date::{self, DateOrder, Meaning};
use super::entry::{address, entry, marked_address, next_entry};
use super::marker::{self, marker};
use super::source::{heading, is_heading, source_line};
use super::url::{decode_references, is_absolute, is_autolink, is_same_place, starts_as_url};

/// Panics if a guarantee is broken.
pub fn hold(text: &str) {
    for line in text.lines() {
        markers(line);
        entries(line);
        sources(line);
        dates(line);
        urls(line);
    }
}

fn markers(line: &str) {
    if let Ok((rest, number)) = marker(line) {
        assert_eq!(format!("[{number}]{rest}"), line);
        assert!(number > 0);
        assert_eq!(marker::label(line), Ok((rest, number)));
    }
    if let Ok((rest, numbers)) = marker::markers(line) {
        within(rest, line);
        assert!(!numbers.is_empty(), "{line:?}");
    }
}

fn entries(line: &str) {
    if let Ok((rest, number)) = entry(line) {
        within(rest, line);
        let parts = [address(rest), marked_address(rest, rest.len() / 2)];
        for part in parts {
            let url = within(part.url, rest);
            let title = part.title.map(|title| within(title, rest));
            assert!(title.is_none_or(|title| title.end <= url.start), "{line:?}");
        }
        let again = format!("[{number}] {}", address(rest).url);
        assert_eq!(entry(&again), Ok((address(rest).url, number)));
        let found = next_entry(line, number).map(|at| marker(&line[at..]));
        assert!(
            matches!(found, Some(Ok((_, of))) if of == number)
                || marker(line.trim_ascii_start()).is_err(),
            "{line:?}"
        );
    }
}

fn sources(line: &str) {
    let words = heading(line);
    within(words, line);
    assert!(!is_heading(words) || heading(words) == words);
    let Ok((_, source)) = source_line(line) else {
        return;
    };
    let label = within(source.label, line);
    let url = within(source.url, line);
    assert!(
        !source.label.is_empty() && label.end <= url.start,
        "{line:?}"
    );
    let mut printed = source.label.to_owned();
    if let Some(stamp) = source.stamp {
        let parts = [stamp.before, stamp.date, stamp.after].map(|part| within(part, line));
        let is_apart = parts[2].end <= url.start || url.end <= parts[0].start;
        assert!(label.end <= parts[0].start && is_apart, "{line:?}");
        assert!(
            parts[0].end <= parts[1].start && parts[1].end <= parts[2].start,
            "{line:?}"
        );
        assert!(!stamp.date.is_empty(), "{line:?}");
        printed.push_str(&format!(" ({}{}{})", stamp.before, stamp.date, stamp.after));
    }
    printed.push_str(&format!(": {}", source.url));
    assert_eq!(
        source_line(&printed),
        Ok(("", source)),
        "{printed:?} of {line:?}"
    );
}

fn dates(line: &str) {
    let Some(range) = date::find(line) else {
        return;
    };
    let text = &line[range];
    assert!(!text.is_empty() && text.trim_ascii() == text, "{text:?}");
    if let Meaning::Certain(moment) = date::meaning(text, None, None) {
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            assert_eq!(
                date::meaning(text, Some(order), None),
                Meaning::Certain(moment),
                "{text:?}"
            );
        }
        assert_eq!(moment.to_string().parse(), Ok(moment), "{text:?}");
    }
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        assert_ne!(
            date::meaning(text, Some(order), None),
            Meaning::Ambiguous,
            "{text:?}"
        );
    }
}

fn urls(line: &str) {
    let url = line.trim_ascii();
    assert!(!is_autolink(url) || is_absolute(url));
    assert!(is_same_place(url, url));
    let _ = starts_as_url(url);
    let escaped = url.replace('&', "&amp;");
    assert_eq!(decode_references(&escaped), url);
    if !url.contains('&') {
        assert_eq!(decode_references(url), url);
    }
}

/// The span of a part in the text that it was taken from.
fn within(part: &str, text: &str) -> Range<usize> {
    let [part, text] = [part, text].map(|text| text.as_bytes().as_ptr_range());
    assert!(text.start <= part.start && part.end <= text.end);
    part.start.addr() - text.start.addr()..part.end.addr() - text.start.addr()
}

#[cfg(test)]
mod tests {
    use std::fs;

    /// Lines for which the fuzz target `reference` once failed. The files are in the repository but not in the
    /// package.
    #[test]
    fn regressions() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/regressions/reference");
        for file in fs::read_dir(folder).into_iter().flatten() {
            let path = file.expect("a file of the folder").path();
            super::hold(&fs::read_to_string(path).expect("text"));
        }
    }
}
