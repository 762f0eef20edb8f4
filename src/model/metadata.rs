//! Further metadata of an article: names with values like those of JSON.

#[cfg(feature = "serde")]
mod json;

use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Names with values, in order. Names are unique.
///
/// ```
/// use liens::model::{Metadata, Value};
///
/// let mut metadata = Metadata::from_iter([("tags", Value::from_iter(["fog", "brass"])), ("weight", 12.into())]);
/// assert_eq!(metadata.get("weight"), Some(&Value::Integer(12)));
///
/// metadata.insert("draft", true);
/// let names: Vec<&str> = metadata.iter().map(|(name, _)| name).collect();
/// assert_eq!(names, ["tags", "weight", "draft"]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Metadata {
    entries: Vec<(String, Value)>,
}

/// A value of [`Metadata`].
///
/// ```
/// use liens::model::Value;
///
/// assert_eq!(Value::from("fog").as_str(), Some("fog"));
/// assert_eq!(Value::from_iter([1, 2]), Value::List(vec![Value::Integer(1), Value::Integer(2)]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing: the name alone.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(Float),
    /// Words.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Names with values.
    Map(Metadata),
}

/// A number that is finite, so that equal ones are equal.
///
/// ```
/// use liens::model::Float;
///
/// assert_eq!(Float::new(0.5).map(Float::get), Some(0.5));
/// assert_eq!(Float::new(f64::NAN), None);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Float(f64);

impl Metadata {
    /// The value with this name.
    ///
    /// This looks through all names.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    /// Sets the value of a name, replacing any that it has. A new name comes last.
    ///
    /// This searches all names. To add many, collect them from an iterator instead; of equal names, the first then
    /// counts.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let (name, value) = (name.into(), value.into());
        match self.entries.iter_mut().find(|(found, _)| *found == name) {
            Some((_, old)) => *old = value,
            None => self.entries.push((name, value)),
        }
    }

    /// Removes a name and returns its value.
    ///
    /// ```
    /// let mut metadata = liens::model::Metadata::from_iter([("draft", true)]);
    /// assert_eq!(metadata.remove("draft"), Some(true.into()));
    /// assert!(metadata.is_empty());
    /// ```
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.entries.iter().position(|(found, _)| found == name)?;
        Some(self.entries.remove(at).1)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The number of names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether lists and maps nest deeper than `depth`; these names are the first level.
    pub(crate) fn goes_deeper(&self, depth: usize) -> bool {
        let mut open: Vec<(&Value, usize)> = self.iter().map(|(_, value)| (value, 1)).collect();
        while let Some((value, at)) = open.pop() {
            if at > depth {
                return true;
            }
            match value {
                Value::List(items) => open.extend(items.iter().map(|item| (item, at + 1))),
                Value::Map(map) => open.extend(map.iter().map(|(_, value)| (value, at + 1))),
                _ => {}
            }
        }
        false
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

/// Of equal names, the first counts.
impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Metadata {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut entries: Vec<(String, Value)> = entries
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        let mut is_first = Vec::with_capacity(entries.len());
        let mut names = HashSet::with_capacity(entries.len());
        is_first.extend(entries.iter().map(|(name, _)| names.insert(name.as_str())));
        let mut is_first = is_first.into_iter();
        entries.retain(|_| is_first.next().unwrap_or_default());
        Self { entries }
    }
}

impl IntoIterator for Metadata {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl Value {
    /// The value of a word that is not marked as text: null, true or false, a number, or text. A number that would be
    /// written differently is text, since it may not be one: a version `1.10`, a code `007`.
    pub(crate) fn of_bare_word(word: &str) -> Self {
        let is_written_so = |number: &dyn fmt::Display| number.to_string() == word;
        match word {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            _ => {}
        }
        if let Some(number) = word
            .parse()
            .ok()
            .filter(|number: &i64| is_written_so(number))
        {
            return Self::Integer(number);
        }
        let float = word.parse().ok().and_then(Float::new);
        match float.filter(|float| is_written_so(float)) {
            Some(float) => Self::Float(float),
            None => Self::from(word),
        }
    }

    /// The text, if it is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    ///
    /// ```
    /// use liens::model::Value;
    ///
    /// assert_eq!(Value::from_iter(["fog"]).as_list(), Some(&["fog".into()][..]));
    /// assert_eq!(Value::from("fog").as_list(), None);
    /// ```
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The names and values, if it is a map.
    ///
    /// ```
    /// use liens::model::{Metadata, Value};
    ///
    /// let crew = Metadata::from_iter([("crew", 3)]);
    /// assert_eq!(Value::Map(crew.clone()).as_map(), Some(&crew));
    /// ```
    #[must_use]
    pub fn as_map(&self) -> Option<&Metadata> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Metadata> for Value {
    fn from(map: Metadata) -> Self {
        Self::Map(map)
    }
}

impl<V: Into<Value>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl Float {
    /// The number, unless it is infinite or NaN.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        // There is no negative zero.
        let number = if number == 0.0 { 0.0 } else { number };
        number.is_finite().then_some(Self(number))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

// Finite numbers equal themselves.
impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// The shortest notation that keeps its value, with a decimal point or an exponent.
impl fmt::Display for Float {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0)
    }
}

impl fmt::Debug for Float {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_names_counts() {
        let metadata = Metadata::from_iter([("a", 1), ("b", 2), ("a", 3)]);
        let entries: Vec<_> = metadata.iter().collect();
        assert_eq!(
            entries,
            [("a", &Value::Integer(1)), ("b", &Value::Integer(2))]
        );
    }

    #[test]
    fn a_name_keeps_its_place() {
        let mut metadata = Metadata::from_iter([("a", 1), ("b", 2)]);
        metadata.insert("a", "c");
        assert_eq!(
            format!("{metadata:?}"),
            r#"{"a": Text("c"), "b": Integer(2)}"#
        );
    }

    #[test]
    fn bare_words_are_numbers_only_as_these_are_written() {
        for (word, value) in [
            ("12", Value::Integer(12)),
            ("-3", Value::Integer(-3)),
            ("0.5", Value::Float(Float(0.5))),
            ("1000.0", Value::Float(Float(1000.0))),
            ("True", Value::Bool(true)),
            ("~", Value::Null),
        ] {
            assert_eq!(Value::of_bare_word(word), value);
        }
        for word in [
            "1.10", "007", "+1", "1e3", ".5", "inf", "NaN", "0x1F", "1_000", "no",
            "99999999999999999999",
        ] {
            assert_eq!(Value::of_bare_word(word), word.into());
        }
    }

    #[test]
    fn depth_counts_lists_and_maps() {
        let list = Value::from_iter([Value::from_iter(["a"])]);
        let metadata = Metadata::from_iter([("b", list)]);
        assert!(metadata.goes_deeper(2));
        assert!(!metadata.goes_deeper(3));
    }
}
