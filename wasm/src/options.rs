//! Maps the options from JavaScript to those of the library.

use std::collections::BTreeMap;

use liens::label::{ParseNameError, Vocabulary};
use liens::read::{self, DateOrder};
use liens::write::{LinkStyle, PandocApi, TableStyle};
use serde::Deserialize;

use crate::changes::Changes;
use crate::failure::Failure;

/// The options from JavaScript, named as in the program. Unknown names are refused, lest a misspelt option be
/// silently ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Options {
    pub(crate) from: Option<String>,
    /// The name of the page's file, or its URL, whose extension decides on the format where the text is ambiguous.
    pub(crate) name: Option<String>,
    pub(crate) charset: Option<String>,
    base_url: Option<String>,
    date_order: Option<Order>,
    labels: BTreeMap<String, BTreeMap<String, String>>,
    classes: BTreeMap<String, Vec<String>>,
    pub(crate) strict: bool,
    pub(crate) max_memory: Option<f64>,

    number: bool,
    source_url: Option<String>,
    modified: Option<String>,
    lang: Option<String>,

    pub(crate) to: Option<String>,
    pub(crate) pretty: bool,
    pub(crate) standalone: bool,
    pub(crate) content_only: bool,
    pub(crate) width: Option<usize>,
    pub(crate) links: Option<Links>,
    pub(crate) tables: Option<Tables>,
    pub(crate) front_matter: bool,
    pub(crate) pandoc_api: Option<Api>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    DayFirst,
    MonthFirst,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Links {
    Inline,
    Reference,
    Footnote,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tables {
    Gfm,
    Html,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) enum Api {
    #[serde(rename = "1.22")]
    V1_22,
    #[serde(rename = "1.23")]
    V1_23,
}

impl Options {
    /// The options for reading. Strictness is applied after the changes to the article, not by the reader.
    pub(crate) fn reading(&self, changes: &Changes) -> Result<read::Options, Failure> {
        let mut options = read::Options::default().with_labels(self.labels()?);
        options.date_order = self.date_order.map(|order| match order {
            Order::DayFirst => DateOrder::DayFirst,
            Order::MonthFirst => DateOrder::MonthFirst,
        });
        for (role, names) in &self.classes {
            let role = role.parse().map_err(unknown_name)?;
            for name in names {
                options.classes.add(role, name);
            }
        }
        // A given source URL also resolves relative URLs.
        let base = self.base_url.as_ref().or(changes.source_url.as_ref());
        options.base_url = base.map(|url| url.parse()).transpose()?;
        // For print, only links of the article get numbers, not those that the site prints around it.
        options.site_parts_apart = changes.number;
        Ok(options)
    }

    /// The label words, for reading and writing.
    pub(crate) fn labels(&self) -> Result<Vocabulary, Failure> {
        let mut labels = Vocabulary::default();
        for (language, parts) in &self.labels {
            for (part, words) in parts {
                let part = part.parse().map_err(unknown_name)?;
                labels.add(language.clone(), part, words.clone());
            }
        }
        Ok(labels)
    }

    pub(crate) fn changes(&self) -> Result<Changes, Failure> {
        Changes {
            number: self.number,
            source_url: self.source_url.clone(),
            modified: self.modified.clone(),
            language: self.lang.clone(),
        }
        .checked()
    }
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` wants it")]
fn unknown_name(error: ParseNameError) -> Failure {
    Failure::new(error.to_string())
}

impl From<Links> for LinkStyle {
    fn from(links: Links) -> Self {
        match links {
            Links::Inline => Self::Inline,
            Links::Reference => Self::Reference,
            Links::Footnote => Self::Footnote,
        }
    }
}

impl From<Tables> for TableStyle {
    fn from(tables: Tables) -> Self {
        match tables {
            Tables::Gfm => Self::Gfm,
            Tables::Html => Self::Html,
        }
    }
}

impl From<Api> for PandocApi {
    fn from(api: Api) -> Self {
        match api {
            Api::V1_22 => Self::V1_22,
            Api::V1_23 => Self::V1_23,
        }
    }
}
