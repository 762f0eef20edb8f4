//! Parses the values of `--label` and `--class`: words and class names of a site.

use std::str::FromStr;

use liens::label::{ClassRole, ParseNameError, Part};

/// The value of `--label`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) language: String,
    pub(super) part: Part,
    pub(super) words: String,
}

impl FromStr for Label {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let expected = || {
            format!(
                "expected LANG:PART=WORDS, as in fr:links=Adresses, but found {value:?} instead"
            )
        };
        let (key, words) = value.split_once('=').ok_or_else(expected)?;
        let (language, part) = key.split_once(':').ok_or_else(expected)?;
        if language.is_empty() || words.trim().is_empty() {
            return Err(expected());
        }
        Ok(Self {
            language: language.to_owned(),
            part: part
                .parse()
                .map_err(|error: ParseNameError| error.to_string())?,
            words: words.to_owned(),
        })
    }
}

/// The value of `--class`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) role: ClassRole,
    pub(super) name: String,
}

impl FromStr for Class {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let (role, name) = value
            .split_once('=')
            .filter(|(_, name)| !name.is_empty() && !name.contains(char::is_whitespace))
            .ok_or_else(|| {
                format!(
                    "expected ROLE=NAME, as in byline=entry-author, but found {value:?} instead"
                )
            })?;
        Ok(Self {
            role: role
                .parse()
                .map_err(|error: ParseNameError| error.to_string())?,
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_a_role_and_a_name() {
        let class: Class = "byline=entry-author".parse().expect("a class");
        assert_eq!(class.role, ClassRole::Byline);
        assert_eq!(class.name, "entry-author");
        for wrong in ["", "byline", "byline=", "byline=a b"] {
            let error = wrong.parse::<Class>().expect_err(wrong);
            assert!(error.starts_with("expected ROLE=NAME"), "{error}");
        }
        let error = "headline=x".parse::<Class>().expect_err("no such role");
        assert!(error.starts_with("expected one of site, "), "{error}");
    }

    #[test]
    fn labels_have_three_parts() {
        let label: Label = "tr:modified={date} tarihinde = oldu"
            .parse()
            .expect("a label");
        assert_eq!(label.language, "tr");
        assert_eq!(label.part, Part::Modified);
        assert_eq!(label.words, "{date} tarihinde = oldu");
        for wrong in [
            "", "fr", "fr:links", "links=Liens", ":links=Liens", "fr:links= ",
        ] {
            let error = wrong.parse::<Label>().expect_err(wrong);
            assert!(error.starts_with("expected LANG:PART=WORDS"), "{error}");
        }
        let error = "fr:title=x".parse::<Label>().expect_err("no such part");
        assert!(error.starts_with("expected one of source,"), "{error}");
    }
}
