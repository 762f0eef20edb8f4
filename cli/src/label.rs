//! Words and class names of a site, as `--label` and `--class` give them.

use std::str::FromStr;

use liens::label::{ClassRole, Part};

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
            part: part_named(part)?,
            words: words.to_owned(),
        })
    }
}

fn part_named(name: &str) -> Result<Part, String> {
    Ok(match name {
        "source" => Part::Source,
        "modified" => Part::Modified,
        "retrieved" => Part::Retrieved,
        "links" => Part::Links,
        "published" => Part::Published,
        "by" => Part::By,
        "created" => Part::Created,
        "submitted" => Part::Submitted,
        "printed-from" => Part::PrintedFrom,
        _ => {
            return Err(format!(
                "expected source, modified, retrieved, links, published, by, created, \
                 submitted or printed-from, but found {name:?} instead"
            ));
        }
    })
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
        let known = ClassRole::NAMES.iter().find(|(known, _)| *known == role);
        let (_, role) = known.ok_or_else(|| {
            let names: Vec<_> = ClassRole::NAMES.iter().map(|(name, _)| *name).collect();
            format!(
                "expected one of {}, but found {role:?} instead",
                names.join(", ")
            )
        })?;
        Ok(Self {
            role: *role,
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
            "",
            "fr",
            "fr:links",
            "links=Liens",
            ":links=Liens",
            "fr:links= ",
        ] {
            let error = wrong.parse::<Label>().expect_err(wrong);
            assert!(error.starts_with("expected LANG:PART=WORDS"), "{error}");
        }
        let error = "fr:title=x".parse::<Label>().expect_err("no such part");
        assert!(error.starts_with("expected source,"), "{error}");
    }
}
