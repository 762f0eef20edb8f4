//! Lines of metadata at the head of a text: `Slug: the-mill`.

/// The maximum number of words in a label, and of bytes.
const MAX_WORDS: usize = 3;
const MAX_LABEL: usize = 40;

/// Parses a line of metadata into label and value. The label may be bold, with its colon inside or after the bold
/// text.
pub(crate) fn metadata_line(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let (label, value) = match line.strip_prefix("**") {
        Some(bold) => bold.split_once(":**").or_else(|| bold.split_once("**:"))?,
        None => line.split_once(':')?,
    };
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
    let is_right = label.starts_with(char::is_alphabetic)
        && label.len() <= MAX_LABEL
        && label.chars().all(is_label)
        && label.split(' ').count() <= MAX_WORDS
        && (value.is_empty() || value.starts_with([' ', '\t']));
    is_right.then(|| (label, value.trim()))
}
