//! A JSON text as a list of its values, in the order of the text.
//!
//! A tree of values would have to be built, walked and dropped by recursion, and a document may nest
//! deeper than a stack. The list is made in one loop. serde_json says first whether the text is JSON at all,
//! and decodes strings and numbers when they are asked for.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::Error;
use crate::read::json;

/// A JSON text, and where its values are.
#[derive(Debug)]
pub(super) struct Tape<'a> {
    json: &'a str,
    /// Each value before those that it holds; an object holds keys and values in turn.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// The first byte of the value.
    start: usize,
    /// The entry after all that the value holds.
    next: usize,
}

/// A value on the tape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'t> {
    tape: &'t Tape<'t>,
    entry: usize,
}

/// The values that a value holds.
#[derive(Clone, Debug)]
pub(super) struct Items<'t> {
    tape: &'t Tape<'t>,
    entry: usize,
    end: usize,
}

impl<'a> Tape<'a> {
    pub(super) fn of(json: &'a str) -> Result<Self, Error> {
        // What is ignored is read without recursion.
        parse::<IgnoredAny>(json)?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(byte) = json.as_bytes().get(at) {
            let length = match byte {
                b']' | b'}' => {
                    let next = entries.len();
                    let closed = open.pop().and_then(|entry: usize| entries.get_mut(entry));
                    if let Some(entry) = closed {
                        entry.next = next;
                    }
                    1
                }
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' => 1,
                start => {
                    let is_open = matches!(start, b'[' | b'{');
                    if is_open {
                        open.push(entries.len());
                    }
                    let next = entries.len() + 1;
                    entries.push(Entry { start: at, next });
                    match start {
                        b'"' => string_length(json, at)?,
                        _ if is_open => 1,
                        _ => scalar_length(&json[at..]),
                    }
                }
            };
            at += length;
        }
        Ok(Self { json, entries })
    }

    /// The value that is all of the text.
    pub(super) fn root(&self) -> Value<'_> {
        Value {
            tape: self,
            entry: 0,
        }
    }
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::Pandoc {
        message: json::message(&error),
        line: error.line(),
        column: error.column(),
        offset: json::offset(json, error.line(), error.column()),
    })
}

/// The length of the string that starts there, quotes included.
fn string_length(json: &str, start: usize) -> Result<usize, Error> {
    let bytes = json.as_bytes();
    let mut at = start + 1;
    let mut has_escapes = false;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes[at] == b'"' {
            break;
        }
        has_escapes = true;
        at += 2;
    }
    let end = (at + 1).min(bytes.len());
    if has_escapes {
        check_escapes(json, start..end)?;
    }
    Ok(end - start)
}

/// Refuses halves of characters, which only decoding finds.
fn check_escapes(json: &str, place: std::ops::Range<usize>) -> Result<(), Error> {
    let Err(error) = serde_json::from_str::<String>(&json[place.clone()]) else {
        return Ok(());
    };
    // Strings have no line breaks.
    let offset = place.start + error.column().saturating_sub(1);
    let (line, column) = json::line_and_column(json, offset);
    Err(Error::Pandoc {
        message: json::message(&error),
        line,
        column,
        offset,
    })
}

/// The length of the number or the like that the text starts with.
fn scalar_length(text: &str) -> usize {
    let is_end = |byte: u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
    text.bytes().position(is_end).unwrap_or(text.len()).max(1)
}

impl<'t> Value<'t> {
    /// What a value holds: the items of an array; of an object, keys and values in turn.
    pub(super) fn items(self) -> Items<'t> {
        Items {
            tape: self.tape,
            entry: self.entry + 1,
            end: self
                .tape
                .entries
                .get(self.entry)
                .map_or(0, |entry| entry.next),
        }
    }

    /// All values in this one, however deep, itself first.
    pub(super) fn all(self) -> impl Iterator<Item = Self> {
        let end = self.items().end;
        (self.entry..end).map(move |entry| Self { entry, ..self })
    }

    /// The item at a place of a short array.
    pub(super) fn item(self, at: usize) -> Option<Self> {
        self.is_array().then(|| self.items().nth(at)).flatten()
    }

    /// The value of a key; of equal keys the first.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        self.pairs()
            .find(|(found, _)| found == key)
            .map(|(_, value)| value)
    }

    /// The keys of an object with their values.
    pub(super) fn pairs(self) -> impl Iterator<Item = (Cow<'t, str>, Self)> {
        let is_object = self.rest().starts_with('{');
        let mut items = self.items();
        std::iter::from_fn(move || {
            let key = items.next().filter(|_| is_object)?;
            Some((key.text()?, items.next()?))
        })
    }

    pub(super) fn is_array(self) -> bool {
        self.rest().starts_with('[')
    }

    /// The characters of a string.
    pub(super) fn text(self) -> Option<Cow<'t, str>> {
        #[derive(Deserialize)]
        struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
        self.decode::<Text<'t>>().map(|text| text.0)
    }

    pub(super) fn is_true(self) -> bool {
        self.rest().starts_with("true")
    }

    /// A whole number.
    pub(super) fn number(self) -> Option<i64> {
        self.decode()
    }

    /// Where the value starts in the text.
    pub(super) fn place(self) -> std::ops::Range<usize> {
        let start = self.tape.json.len() - self.rest().len();
        start..start + usize::from(!self.rest().is_empty())
    }

    /// The text from the value on.
    fn rest(self) -> &'t str {
        let entry = self.tape.entries.get(self.entry);
        entry.map_or("", |entry| &self.tape.json[entry.start..])
    }

    /// Decodes a string or number.
    fn decode<T: Deserialize<'t>>(self) -> Option<T> {
        if self.rest().starts_with(['[', '{']) {
            return None;
        }
        T::deserialize(&mut serde_json::Deserializer::from_str(self.rest())).ok()
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Value<'t>;

    fn next(&mut self) -> Option<Value<'t>> {
        if self.entry >= self.end {
            return None;
        }
        let value = Value {
            tape: self.tape,
            entry: self.entry,
        };
        self.entry = self.tape.entries.get(self.entry)?.next;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_place_and_key() {
        let tape = Tape::of(r#" {"a":[1, "x\n\u00e9\"", {"b": []}, null,-2.5], "c" : "d"} "#);
        let tape = tape.expect("JSON");
        let root = tape.root();
        let list = root.get("a").expect("a key");
        assert_eq!(list.items().count(), 5);
        assert_eq!(list.item(0).and_then(Value::number), Some(1));
        assert_eq!(
            list.item(1).and_then(Value::text).as_deref(),
            Some("x\né\"")
        );
        assert!(
            list.item(2)
                .and_then(|item| item.get("b"))
                .is_some_and(Value::is_array)
        );
        assert!(list.item(3).is_some_and(|null| null.text().is_none()));
        assert_eq!(list.item(4).and_then(Value::number), None);
        assert!(list.item(5).is_none());
        assert_eq!(root.get("c").and_then(Value::text).as_deref(), Some("d"));
        assert!(root.get("b").is_none());
        assert_eq!(list.place(), 6..7);
        assert_eq!(root.all().count(), 12);
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        for (json, line, column) in [
            ("", 1, 0),
            ("{\"a\":\n [1,]}", 2, 5),
            ("[1] 2", 1, 5),
            ("[\"a\",\n\"\\ud800\"]", 2, 8),
        ] {
            let Err(Error::Pandoc {
                line: found_line,
                column: found_column,
                ..
            }) = Tape::of(json).map(|_| ())
            else {
                panic!("{json} was read");
            };
            assert_eq!((found_line, found_column), (line, column), "{json}");
        }
    }
}
