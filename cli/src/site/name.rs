//! Names pages by a template: `{year}/{title}`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use ::url::Url;

use super::facts::Facts;
use crate::source::{Names, of_address};

/// The value of `--name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    SourcePath,
    SourceHost,
    Path,
    Title,
    Author,
    Date,
    Year,
    Month,
    Day,
}

const FIELDS: [(&str, Field); 9] = [
    ("source.path", Field::SourcePath),
    ("source.host", Field::SourceHost),
    ("path", Field::Path),
    ("title", Field::Title),
    ("author", Field::Author),
    ("date", Field::Date),
    ("year", Field::Year),
    ("month", Field::Month),
    ("day", Field::Day),
];

impl FromStr for Template {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = value;
        while let Some((text, tail)) = rest.split_once('{') {
            let (name, tail) = tail
                .split_once('}')
                .ok_or_else(|| format!("expected `}}` after {{{tail}"))?;
            let field = FIELDS.iter().find(|(known, _)| *known == name);
            let Some((_, field)) = field else {
                let known: Vec<String> = FIELDS
                    .iter()
                    .map(|(name, _)| format!("{{{name}}}"))
                    .collect();
                return Err(format!(
                    "expected one of {}, but found {{{name}}}",
                    known.join(" ")
                ));
            };
            parts.push(Part::Text(text.to_owned()));
            parts.push(Part::Field(*field));
            rest = tail;
        }
        parts.push(Part::Text(rest.to_owned()));
        if !parts.iter().any(|part| matches!(part, Part::Field(_))) {
            return Err("expected a field, as in {source.path}".to_owned());
        }
        Ok(Self(parts))
    }
}

impl Template {
    /// The place of a page, with its number in case the name is taken. A page that lacks everything in the template
    /// keeps the name of its file.
    pub(super) fn place(
        &self,
        page: &Facts,
        number: u64,
        names: &mut Names,
        extension: &str,
    ) -> PathBuf {
        let mut name = String::new();
        let mut has_any = false;
        for part in &self.0 {
            match part {
                Part::Text(text) => name.push_str(text),
                Part::Field(field) => {
                    let value = field.of(page);
                    has_any |= !value.is_empty();
                    name.push_str(&value);
                }
            }
        }
        if !has_any {
            name = Field::Path.of(page);
        }
        let name = name.trim_start_matches('/');
        // The first part of a URL would be read as the host.
        let path = of_address(&format!("/site/{name}"), extension);
        let path = path.strip_prefix("site").unwrap_or(&path);
        names.record(path, number, extension)
    }
}

impl Field {
    fn of(self, page: &Facts) -> String {
        let url = || Url::parse(page.url.as_deref()?).ok();
        let date = |from: usize, to: usize| {
            let date = page.date.as_deref().and_then(|date| date.get(from..to));
            let is_number = |date: &&str| {
                date.bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-')
            };
            date.filter(is_number).map(str::to_owned)
        };
        let value = match self {
            Self::SourcePath => url().map(|url| {
                let query = url.query().map(|query| format!("?{query}"));
                // A question mark in the name would begin a query.
                format!(
                    "{}{}",
                    url.path(),
                    query.unwrap_or_default().replace('?', "%3F")
                )
            }),
            Self::SourceHost => url().and_then(|url| url.host_str().map(str::to_owned)),
            Self::Path => Some(path_of(&page.place)),
            Self::Title => page.title.as_deref().map(slug::slugify),
            Self::Author => page.author.as_deref().map(slug::slugify),
            Self::Date => date(0, 10),
            Self::Year => date(0, 4),
            Self::Month => date(5, 7),
            Self::Day => date(8, 10),
        };
        value.unwrap_or_default()
    }
}

/// A path without the extension, with slashes.
fn path_of(place: &Path) -> String {
    place
        .with_extension("")
        .to_string_lossy()
        .replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(template: &str, page: &Facts) -> String {
        let template: Template = template.parse().expect("a template");
        let place = template.place(page, 7, &mut Names::default(), "html");
        place.to_string_lossy().into_owned()
    }

    #[test]
    fn pages_are_named_by_what_they_are() {
        let page = Facts {
            place: "a/b.html".into(),
            title: Some("\u{c9}t\u{e9}: a / b".to_owned()),
            url: Some("https://example.org/news/7.html?x=1".to_owned()),
            date: Some("2018-06-29T14:56:00".to_owned()),
            ..Facts::default()
        };
        for (template, expected) in [
            ("{source.path}", "news/7.html%3Fx=1.html"),
            (
                "{source.host}/{source.path}", "example.org/news/7.html%3Fx=1.html",
            ),
            ("{year}/{month}/{title}", "2018/06/ete-a-b.html"),
            ("{date}-{title}", "2018-06-29-ete-a-b.html"),
            ("posts/{path}", "posts/a/b.html"),
            ("../{title}", "%2E%2E/ete-a-b.html"),
            ("by/{author}", "a/b.html"),
        ] {
            assert_eq!(name(template, &page), expected, "{template}");
        }
        for wrong in ["", "a", "{a}", "{title"] {
            let error = wrong.parse::<Template>().expect_err(wrong);
            assert!(error.starts_with("expected "), "{error}");
        }
    }
}
