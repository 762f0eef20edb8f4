//! Converts TOML front matter from the parser's tables to names with values.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;
use crate::model::{Float, MAX_DEPTH, Metadata, Value};

/// Parses a TOML text into names and values.
pub(super) fn parse(text: &str) -> Result<Metadata, Fault> {
    let table = DeTable::parse(text).map_err(|error| Fault {
        at: error.span().map_or(0, |span| span.start),
        message: error.message().to_owned(),
    })?;
    metadata(table.into_inner(), 1).ok_or_else(|| Fault {
        at: 0,
        message: format!("expected at most {MAX_DEPTH} nested lists and tables, but found more"),
    })
}

/// The entries of a table, in the order of the text; `None` if they nest too deep.
fn metadata(table: DeTable<'_>, depth: usize) -> Option<Metadata> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    let entries = entries.into_iter().map(|(name, value)| {
        let value = any_value(value, depth)?;
        Some((name.into_inner().into_owned(), value))
    });
    entries.collect()
}

fn any_value(value: Spanned<DeValue<'_>>, depth: usize) -> Option<Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    Some(match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => {
            let digits = number.as_str();
            let found = i64::from_str_radix(digits, number.radix());
            found.map_or_else(|_| digits.into(), Value::Integer)
        }
        DeValue::Float(number) => {
            let digits = number.as_str();
            let found = digits.parse().ok().and_then(Float::new);
            found.map_or_else(|| digits.into(), Value::Float)
        }
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| any_value(item, depth + 1));
            Value::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => Value::Map(metadata(table, depth + 1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_kinds_and_their_order() {
        let text = "z = \"a\\u00e9\"\ndate = 2020-01-02T10:00:00Z\nn = 1_000\nf = 0.50\nb = true\n\
                    tags = [\"fog\", 'brass']\n[params]\nseason = \"winter\"\n";
        let expected = Metadata::from_iter([
            ("z", Value::from("aé")),
            ("date", "2020-01-02T10:00:00Z".into()),
            ("n", 1000.into()),
            ("f", Value::Float(Float::new(0.5).expect("finite"))),
            ("b", true.into()),
            ("tags", Value::from_iter(["fog", "brass"])),
            ("params", Metadata::from_iter([("season", "winter")]).into()),
        ]);
        assert_eq!(parse(text).expect("TOML"), expected);
    }

    #[test]
    fn faults_have_places() {
        let fault = parse("a = 1\nb = \"c\n").expect_err("no closing quote");
        assert!((10..=13).contains(&fault.at), "{fault:?}");
        for deep in [
            "a = ".to_owned() + &"[".repeat(100_000),
            "a.".repeat(100_000) + "b = 1\n",
            format!("[{}]\n", vec!["a"; 70].join(".")) + &vec!["b"; 70].join(".") + " = 1\n",
        ] {
            assert!(parse(&deep).is_err());
        }
    }
}
