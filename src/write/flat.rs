//! Flat rows for tables and data frames.

use serde::Serialize;

use crate::model::{Article, inline_text};
use crate::warning::Warning;

/// A page as a row of a table: the same columns for every page, with nothing deeper than a list of structs.
///
/// Table engines infer a type from the nested document of [`Json`](super::Json) that changes with the data; these
/// columns never do. What a page does not have is `None` or empty.
///
/// ```
/// use liens::read::{self, Options};
/// use liens::write::{FlatRow, Markdown, Render};
///
/// let page = "<h1>The mill</h1><p>See <a href=https://example.org/map>the map</a>.";
/// let reading = read::html::read(page, &Options::default())?;
/// let content = Markdown::default().render_to_string(&reading.article);
/// let row = FlatRow::new(&reading.article, &reading.warnings, content);
/// assert_eq!(row.title.as_deref(), Some("The mill"));
/// assert_eq!(row.error, None);
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FlatRow {
    /// The words of the title.
    pub title: Option<String>,
    /// The author of the byline.
    pub author: Option<String>,
    /// The date and time of the byline, as in `2018-06-29T14:56:00`, where it is certain.
    pub published: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The URL of the source line.
    pub source: Option<String>,
    /// The article in the format that the caller chose. `None` if the page could not be read.
    pub content: Option<String>,
    /// The table of links.
    pub links: Vec<FlatLink>,
    /// Further metadata as a JSON object, `None` if there is none.
    pub metadata: Option<String>,
    /// The warnings of the reader.
    pub warnings: Vec<FlatWarning>,
    /// Why the page could not be read; all other columns are then empty.
    pub error: Option<String>,
}

/// An entry of the table of links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FlatLink {
    /// The number in the list.
    pub number: u32,
    /// The URL as printed.
    pub url: String,
    /// The title that some lists print next to the URL.
    pub title: Option<String>,
}

/// A warning with its position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FlatWarning {
    /// The [name](crate::WarningKind::name) of its kind.
    pub kind: &'static str,
    /// The problem in words.
    pub message: String,
    /// The line in the decoded input, from 1, if the warning has a position.
    pub line: Option<u64>,
    /// The column in characters, from 1.
    pub column: Option<u64>,
}

impl FlatRow {
    /// The row of an article, with its content as a writer wrote it.
    #[must_use]
    pub fn new(article: &Article, warnings: &[Warning], content: String) -> Self {
        let byline = article.byline.as_ref();
        Self {
            title: article.title.as_deref().map(inline_text),
            author: byline.and_then(|byline| byline.author.clone()),
            published: byline.and_then(|byline| byline.at).map(|at| at.to_string()),
            language: article.language.clone(),
            site: article.site.as_ref().map(|site| site.name.clone()),
            source: article.source.as_ref().map(|source| source.url.clone()),
            content: Some(content),
            links: links(article),
            metadata: metadata(article),
            warnings: warnings.iter().map(FlatWarning::new).collect(),
            error: None,
        }
    }

    /// The row of a page that could not be read.
    #[must_use]
    pub fn failed(error: impl Into<String>) -> Self {
        Self {
            error: Some(error.into()),
            ..Self::default()
        }
    }
}

fn links(article: &Article) -> Vec<FlatLink> {
    let link = |link: &crate::model::Link| FlatLink {
        number: link.number,
        url: link.url.clone(),
        title: link.title.clone(),
    };
    article.links.iter().map(link).collect()
}

fn metadata(article: &Article) -> Option<String> {
    let is_empty = article.metadata.is_empty();
    (!is_empty).then(|| serde_json::to_string(&article.metadata).unwrap_or_default())
}

impl FlatWarning {
    fn new(warning: &Warning) -> Self {
        Self {
            kind: warning.kind.name(),
            message: warning.message.clone(),
            line: warning.span.map(|span| span.line as u64),
            column: warning.span.map(|span| span.column as u64),
        }
    }
}
