//! Parses header fields of WARC records and HTTP responses.

use encoding_rs::Encoding;

/// The fields of a header.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

/// The value of a `Content-Type` field.
#[derive(Debug)]
pub(super) struct MediaType {
    /// In lower case, as `text/html`.
    pub(super) name: String,
    pub(super) charset: Option<&'static Encoding>,
}

impl Fields {
    /// Parses header lines. A line that is not a field is ignored, and one that begins with white space continues the
    /// field before it.
    pub(super) fn of_lines<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            let line = String::from_utf8_lossy(line);
            if let Some((_, value)) = fields.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
                value.push(' ');
                value.push_str(line.trim());
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first field of that name, ignoring case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .0
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The media type of the content, if stated.
    pub(super) fn media_type(&self) -> Option<MediaType> {
        let mut parts = self.get("Content-Type")?.split(';');
        let name = parts.next()?.trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            let label = value.trim().trim_matches(['"', '\'']);
            is_charset.then(|| Encoding::for_label_no_replacement(label.as_bytes()))?
        });
        Some(MediaType { name, charset })
    }
}

impl MediaType {
    pub(super) fn is_html(&self) -> bool {
        matches!(self.name.as_str(), "text/html" | "application/xhtml+xml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::of_lines(text.lines().map(str::as_bytes))
    }

    #[test]
    fn fields_are_found_by_name() {
        let fields = fields(" stray\nA: 1\nno field\nb : 2:3\n\tmore\nA: 4");
        assert_eq!(fields.get("a"), Some("1"));
        assert_eq!(fields.get("B"), Some("2:3 more"));
        assert_eq!(fields.get("c"), None);
    }

    #[test]
    fn media_types_have_a_charset() {
        for (value, name, charset) in [
            ("text/html", "text/html", None),
            (
                "Text/HTML ; Charset=\"latin1\"",
                "text/html",
                Some("windows-1252"),
            ),
            (
                "text/plain; format=flowed; charset=utf-8",
                "text/plain",
                Some("UTF-8"),
            ),
            ("text/html; charset=of-no-use", "text/html", None),
            // Browsers do not decode this encoding: the whole page would become a single U+FFFD.
            ("text/html; charset=iso-2022-kr", "text/html", None),
        ] {
            let found = fields(&format!("content-type: {value}"))
                .media_type()
                .expect(value);
            assert_eq!(found.name, name);
            assert_eq!(found.charset.map(Encoding::name), charset, "{value}");
        }
        assert!(fields("").media_type().is_none());
    }
}
