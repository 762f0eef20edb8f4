//! Writes YAML as people write it: a line for each value, lists and maps indented, quotes only where needed.

use std::fmt;

use crate::model::Value;

/// The indentation of lists and maps.
const STEP: usize = 2;

/// The longest key: parsers look no further for its colon.
const LONGEST_NAME: usize = 1000;

/// Whether a name may be a key.
pub(super) fn may_be_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
}

/// Writes keys with values, each on its own lines.
pub(super) fn map<'v, W: fmt::Write + ?Sized>(
    out: &mut W,
    entries: impl IntoIterator<Item = (&'v str, &'v Value)>,
) -> fmt::Result {
    entries
        .into_iter()
        .try_for_each(|(name, value)| entry(out, name, value, 0))
}

fn entry<W: fmt::Write + ?Sized>(
    out: &mut W,
    name: &str,
    value: &Value,
    indent: usize,
) -> fmt::Result {
    write!(out, "{:indent$}", "")?;
    text(out, name)?;
    out.write_char(':')?;
    after(out, value, indent)
}

/// Writes a value after a key or the dash of an item, with the line end.
fn after<W: fmt::Write + ?Sized>(out: &mut W, value: &Value, indent: usize) -> fmt::Result {
    let inside = indent + STEP;
    match value {
        Value::List(items) if !items.is_empty() => {
            out.write_char('\n')?;
            items.iter().try_for_each(|item| {
                write!(out, "{:inside$}-", "")?;
                after(out, item, inside)
            })
        }
        Value::Map(map) if map.iter().any(|(name, _)| may_be_name(name)) => {
            out.write_char('\n')?;
            let mut entries = map.iter().filter(|(name, _)| may_be_name(name));
            entries.try_for_each(|(name, value)| entry(out, name, value, inside))
        }
        scalar => {
            out.write_char(' ')?;
            match scalar {
                Value::Null => out.write_str("null")?,
                Value::Bool(value) => write!(out, "{value}")?,
                Value::Integer(number) => write!(out, "{number}")?,
                Value::Float(number) => write!(out, "{number}")?,
                Value::Text(words) => text(out, words)?,
                Value::List(_) => out.write_str("[]")?,
                Value::Map(_) => out.write_str("{}")?,
            }
            out.write_char('\n')
        }
    }
}

fn text<W: fmt::Write + ?Sized>(out: &mut W, words: &str) -> fmt::Result {
    if is_plain(words) {
        out.write_str(words)
    } else {
        quoted(out, words)
    }
}

/// Whether every version of YAML reads these words without quotes as the same text.
fn is_plain(words: &str) -> bool {
    /// Characters that start, or may start, something other than plain text.
    const MARKS: [char; 20] = [
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@',
        '`', '=',
    ];
    let is_unbroken = |c: char| !c.is_control() && !is_break(c);
    !words.starts_with(MARKS)
        && !words.starts_with(char::is_whitespace)
        && !words.ends_with(char::is_whitespace)
        && !words.starts_with("...")
        && !words.starts_with("<<")
        && !words.contains(": ")
        && !words.ends_with(':')
        && !words.contains(" #")
        && words.chars().all(is_unbroken)
        && !is_special(words)
}

/// Whether words mean something other than text. In YAML 1.1, which many programs use, that includes yes and no,
/// numbers with underscores or in another base, and times of day. Dates are left as dates.
fn is_special(words: &str) -> bool {
    const TRUTHS: [&str; 9] = ["", "~", "null", "true", "false", "yes", "no", "on", "off"];
    let is_number = || {
        let is_part =
            |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | '_' | '+' | ':' | 'x' | 'o' | '-');
        words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+'))
            && words.chars().all(is_part)
            && !is_date(words)
            || [".inf", ".nan", "+.inf"]
                .iter()
                .any(|name| words.eq_ignore_ascii_case(name))
    };
    let is_truth = |name: &&str| words.eq_ignore_ascii_case(name);
    TRUTHS.iter().any(is_truth) || matches!(words, "y" | "Y" | "n" | "N") || is_number()
}

/// `2020-01-02`
fn is_date(words: &str) -> bool {
    let parts: Vec<&str> = words.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2)
        && parts.iter().all(is_number)
}

/// Whether a character breaks lines in YAML 1.1, or is not allowed unescaped in YAML.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Writes a YAML string between double quotes, with the escapes of YAML 1.2, 5.7.
fn quoted<W: fmt::Write + ?Sized>(out: &mut W, words: &str) -> fmt::Result {
    out.write_char('"')?;
    for c in words.chars() {
        match c {
            '"' | '\\' => write!(out, "\\{c}")?,
            '\n' => out.write_str("\\n")?,
            '\t' => out.write_str("\\t")?,
            c if is_break(c) => write!(out, "\\u{:04x}", u32::from(c))?,
            c if c.is_control() => write!(out, "\\x{:02x}", u32::from(c))?,
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}

/// All texts of a value, including the keys of maps.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Text(text) => texts.push(text.as_str()),
            Value::List(items) => open.extend(items),
            Value::Map(map) => {
                texts.extend(map.iter().map(|(name, _)| name));
                open.extend(map.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metadata;

    fn written(metadata: &Metadata) -> String {
        let mut out = String::new();
        map(&mut out, metadata.iter()).expect("strings take everything");
        out
    }

    #[test]
    fn lists_and_maps_are_set_in() {
        let crew = Metadata::from_iter([
            ("names", Value::from_iter(["Ana", "Ben"])),
            ("count", 2.into()),
        ]);
        let metadata = Metadata::from_iter([
            (
                "tags",
                Value::from_iter([
                    Value::from("fog"),
                    Value::from_iter(["a"]),
                    crew.clone().into(),
                ]),
            ),
            ("crew", crew.into()),
            ("none", Value::List(Vec::new())),
            ("nothing", Value::Null),
        ]);
        let expected = "tags:\n  - fog\n  -\n    - a\n  -\n    names:\n      - Ana\n      - Ben\n    count: 2\n\
                        crew:\n  names:\n    - Ana\n    - Ben\n  count: 2\nnone: []\nnothing: null\n";
        assert_eq!(written(&metadata), expected);
    }

    #[test]
    fn quotes_stand_where_they_are_needed() {
        let is_quoted = |words: &str| {
            let mut out = String::new();
            text(&mut out, words).expect("strings take everything");
            out.starts_with('"')
        };
        for words in [
            "fog", "a:b", "https://example.org/#a", "2020-01-02", "2020-01-02 10:00:00 +0100",
            "it's", "a, b", "no one", "1 May",
        ] {
            assert!(!is_quoted(words), "{words}");
        }
        for words in [
            "", " a", "a ", "- a", "a: b", "a:", "a #b", "#a", "yes", "No", "null", "12", "1.10",
            "0x1F", "1_000", "12:30:45", "1e3", ".5", "[a]", "{{ a }}", "\"a\"", "@a", "a\nb",
            "a\u{2028}b", "...", "y", "+1",
        ] {
            assert!(is_quoted(words), "{words}");
        }
    }
}
