//! Writes warnings for programs: as JSON, or as SARIF 2.1.0 for those that show findings beside the code.

use std::path::Path;

use liens::{Span, Warning};
use serde::Serialize;
use serde_json::{Value, json};

use crate::input::Document;
use crate::joined::elements;

/// The text before the results of a SARIF log, and after them.
pub(super) const SARIF_END: &str = "\n]}]}\n";
pub(super) fn sarif_start() -> String {
    let driver = json!({
        "name": "liens",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
    });
    format!(
        "{{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \
         \"runs\": [{{\"tool\": {{\"driver\": {driver}}}, \"columnKind\": \"unicodeCodePoints\", \"results\": "
    )
}

/// A warning with its page. The field names are part of the `--json` interface.
#[derive(Serialize)]
struct Record<'a> {
    page: &'a str,
    kind: &'static str,
    message: &'a str,
    span: Option<Place>,
}

/// A span of the page, as in JSON documents.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
            line: span.line,
            column: span.column,
        }
    }
}

/// The warnings of a document as elements of a JSON array.
pub(super) fn json(document: &Document) -> String {
    let record = |warning: &'_ Warning| -> Value {
        let record = Record {
            page: &document.name,
            kind: warning.kind.name(),
            message: &warning.message,
            span: warning.span.map(Place::from),
        };
        // Serializing strings and numbers cannot fail.
        serde_json::to_value(record).unwrap_or_default()
    };
    let records: Vec<Value> = document.reading.warnings.iter().map(record).collect();
    elements(&records)
}

/// The warnings of a document as results of a SARIF log.
pub(super) fn sarif(document: &Document) -> String {
    let path = document.origin.path.as_deref();
    let uri = path.map_or("stdin".to_owned(), uri);
    let result = |warning: &Warning| {
        let mut place = json!({"artifactLocation": {"uri": uri}});
        // Spans in a JSON document refer to the page that it was made from.
        if let (Some(span), Some(_)) = (warning.span, &document.source) {
            place["region"] = json!({"startLine": span.line, "startColumn": span.column});
        }
        let mut location = json!({"physicalLocation": place});
        if let Some(url) = &document.origin.url {
            location["logicalLocations"] = json!([{"fullyQualifiedName": url}]);
        }
        json!({
            "ruleId": warning.kind.name(),
            "level": "warning",
            "message": {"text": warning.message},
            "locations": [location],
        })
    };
    let results: Vec<Value> = document.reading.warnings.iter().map(result).collect();
    elements(&results)
}

/// A path as a URL reference: with slashes, and with everything escaped that would be syntax in a URL.
fn uri(path: &Path) -> String {
    let path = path.to_string_lossy();
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
