//! Reads and writes metadata in JSON documents, as objects, arrays and scalars.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Float, Metadata, Value};

impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(number.get()),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(map) => map.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Metadata;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Metadata, A::Error> {
                collect(map)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        // Larger numbers lose precision, as in most programs that read JSON.
        #[allow(clippy::cast_precision_loss, reason = "there is no other number")]
        let value = match i64::try_from(number) {
            Ok(number) => Value::Integer(number),
            Err(_) => Float::new(number as f64).map_or(Value::Null, Value::Float),
        };
        Ok(value)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Float::new(number).map_or(Value::Null, Value::Float))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        collect(map).map(Value::Map)
    }
}

fn collect<'de, A: MapAccess<'de>>(mut map: A) -> Result<Metadata, A::Error> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back_with_their_kinds_and_their_order() {
        let json = r#"{"z":[1,-2,0.5,1e21,1000.0],"a":{"b":null,"c":true},"d":"é\n"}"#;
        let metadata: Metadata = serde_json::from_str(json).expect("an object");
        assert_eq!(metadata.get("d"), Some(&"é\n".into()));
        let again = serde_json::to_string(&metadata).expect("JSON");
        assert_eq!(again.replace("1e+21", "1e21"), json);
    }

    #[test]
    fn large_numbers_are_no_errors() {
        let json = r#"{"a":18446744073709551615}"#;
        let metadata: Metadata = serde_json::from_str(json).expect("an object");
        assert_eq!(
            metadata.get("a"),
            Float::new(18_446_744_073_709_551_615.0)
                .map(Value::Float)
                .as_ref()
        );
    }
}
