//! Converts YAML front matter from the parser's events to names with values.
//!
//! Aliases are expanded, up to [`EXPANSION`] times the length of the text: nested aliases could otherwise fill the
//! memory.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use super::Fault;
use crate::model::{MAX_DEPTH, Metadata, Value};

/// How large all copies of anchored values may be together, as a multiple of the length of the text.
const EXPANSION: usize = 10;

/// Parses a YAML text into names and values; `None` if it is a scalar, a list or empty.
pub(super) fn parse(text: &str) -> Result<Option<Metadata>, Fault> {
    let mut reader = Reader {
        open: Vec::new(),
        root: None,
        anchored: HashMap::new(),
        room: text.len().saturating_mul(EXPANSION),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| fault(text, &error))?;
        reader.read_event(event).map_err(|message| Fault {
            at: byte_offset(text, span.start.index()),
            message,
        })?;
    }
    match reader.root {
        Some(Value::Map(map)) if !map.is_empty() => Ok(Some(map)),
        _ => Ok(None),
    }
}

fn fault(text: &str, error: &ScanError) -> Fault {
    Fault {
        at: byte_offset(text, error.marker().index()),
        message: error.info().to_owned(),
    }
}

/// The byte offset of a character: the parser counts characters.
fn byte_offset(text: &str, character: usize) -> usize {
    let mut offsets = text.char_indices().map(|(at, _)| at);
    offsets.nth(character).unwrap_or(text.len())
}

struct Reader {
    /// The open lists and maps, each with its anchor (0 if it has none).
    open: Vec<(Open, usize)>,
    root: Option<Value>,
    anchored: HashMap<usize, Value>,
    /// How many more bytes may be copied.
    room: usize,
}

enum Open {
    List(Vec<Value>),
    Map {
        entries: Vec<(String, Value)>,
        names: HashSet<String>,
        /// The name whose value comes next.
        name: Option<String>,
    },
}

impl Reader {
    fn read_event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.value(scalar(&text, style, tag.as_deref()), anchor)
            }
            Event::SequenceStart(anchor, _) => self.start(Open::List(Vec::new()), anchor),
            Event::MappingStart(anchor, _) => {
                let (entries, names, name) = (Vec::new(), HashSet::new(), None);
                self.start(
                    Open::Map {
                        entries,
                        names,
                        name,
                    },
                    anchor,
                )
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((Open::List(items), anchor)) => self.value(Value::List(items), anchor),
                Some((Open::Map { entries, .. }, anchor)) => {
                    self.value(Value::Map(entries.into_iter().collect()), anchor)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let value = self.copy_of(anchor)?;
                self.value(value, 0)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                Err("expected one document, but found another".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, open: Open, anchor: usize) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!(
                "expected at most {MAX_DEPTH} nested lists and maps, but found more"
            ));
        }
        self.open.push((open, anchor));
        Ok(())
    }

    /// Adds a value to the list or map that is open.
    fn value(&mut self, value: Value, anchor: usize) -> Result<(), String> {
        if anchor != 0 {
            let copy = self.copy(&value)?;
            self.anchored.insert(anchor, copy);
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some((Open::List(items), _)) => items.push(value),
            Some((
                Open::Map {
                    entries,
                    names,
                    name,
                },
                _,
            )) => match name.take() {
                Some(name) => entries.push((name, value)),
                None => {
                    let found = name_of(value)?;
                    if !names.insert(found.clone()) {
                        return Err(format!(
                            "expected each name once, but found {found:?} twice"
                        ));
                    }
                    *name = Some(found);
                }
            },
        }
        Ok(())
    }

    fn copy_of(&mut self, anchor: usize) -> Result<Value, String> {
        let Some(value) = self.anchored.remove(&anchor) else {
            return Err("expected an anchor above the alias, but found none".to_owned());
        };
        let copy = self.copy(&value);
        self.anchored.insert(anchor, value);
        copy
    }

    fn copy(&mut self, value: &Value) -> Result<Value, String> {
        let room = self.room.checked_sub(weight(value));
        self.room = room.ok_or("expected aliases of moderate size, but they expand to too much")?;
        Ok(value.clone())
    }
}

/// How much a value counts against the room: its bytes and those of its names, and one for each value.
fn weight(value: &Value) -> usize {
    1 + match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(weight).sum(),
        Value::Map(map) => map
            .iter()
            .map(|(name, value)| name.len() + weight(value))
            .sum(),
        _ => 0,
    }
}

/// The value of a scalar. Unless it is plain, it is text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    match style {
        ScalarStyle::Plain if !is_text => Value::of_bare_word(text),
        _ => Value::from(text),
    }
}

fn name_of(value: Value) -> Result<String, String> {
    match value {
        Value::Text(text) => Ok(text),
        Value::Null => Ok("null".to_owned()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Float(number) => Ok(number.to_string()),
        Value::List(_) | Value::Map(_) => {
            Err("expected a name, but found a list or map".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fault_of(text: &str) -> Fault {
        parse(text).expect_err(text)
    }

    #[test]
    fn scalars_are_what_yaml_says() {
        let text = "a: \"A \\\"b\\\" \\\\ \\u2028\\x07\"\nb: 'it''s'\nc: http://ex.org/#a\nd:\ne: !!str 12\n\
                    f: >\n  one\n  two\ng: |\n  one\n  two\nh: no\ni: 1.10\nj: 2020-01-02 10:00:00 +0100 # when\n";
        let map = parse(text).expect("YAML").expect("a map");
        let expected = Metadata::from_iter([
            ("a", Value::from("A \"b\" \\ \u{2028}\u{7}")),
            ("b", "it's".into()),
            ("c", "http://ex.org/#a".into()),
            ("d", Value::Null),
            ("e", "12".into()),
            ("f", "one two\n".into()),
            ("g", "one\ntwo\n".into()),
            ("h", "no".into()),
            ("i", "1.10".into()),
            ("j", "2020-01-02 10:00:00 +0100".into()),
        ]);
        assert_eq!(map, expected);
    }

    #[test]
    fn aliases_are_expanded() {
        let map = parse("a: &x [1, {b: c}]\nd: *x\n")
            .expect("YAML")
            .expect("a map");
        assert_eq!(map.get("a"), map.get("d"));
    }

    #[test]
    fn faults_have_places() {
        let text = "é: \"a\nb: c\n";
        assert!(fault_of(text).at > 3);
        assert!(fault_of("a: 1\na: 2\n").message.contains("twice"));
        assert!(fault_of("a: *x\n").message.contains("anchor"));
        assert!(fault_of("a: b: c\n").at < 8);
        assert!(fault_of("? [a]\n: b\n").message.contains("name"));
    }

    #[test]
    fn what_would_grow_too_large_or_too_deep_is_refused() {
        let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
        for n in 1..30 {
            let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
            bomb += &format!("a{n}: &a{n} [{aliases}]\n");
        }
        assert!(fault_of(&bomb).message.contains("aliases"));
        for deep in [
            "a: ".to_owned() + &"[".repeat(100_000),
            "a: ".to_owned() + &"{b: ".repeat(100_000),
            (0..2000).map(|n| " ".repeat(n) + "a:\n").collect(),
            "- ".repeat(100_000),
        ] {
            assert!(parse(&deep).is_err());
        }
    }

    #[test]
    fn other_yaml_has_no_names() {
        for text in ["", "Text\n", "- a\n- b\n", "{}\n", "# a\n"] {
            assert_eq!(parse(text).ok(), Some(None), "{text}");
        }
    }
}
