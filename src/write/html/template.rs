//! Templates for whole pages: text with placeholders for parts of an article.

use std::fmt;
use std::str::FromStr;

use super::Html;
use super::style::PageStyle;
use super::writer::Writer;
use crate::model::{Article, inline_text};
use crate::write::{direction, escape};

/// A page of your own around the parts of an article.
///
/// `{{part}}` is replaced by a part, and the text in `{{#part}}…{{/part}}` is written only if the article has that
/// part.
///
/// | part | what it is |
/// |---|---|
/// | `lang`, `dir` | language and direction, as in `lang="{{lang}}"` |
/// | `title`, `site`, `author`, `source-url` | words, escaped for text and for attributes in quotes |
/// | `style` | the style sheet, to be put between `<style>` and `</style>` |
/// | `article` | the whole article, an `<article>` with all of the following |
/// | `header` | site, breadcrumb, title and byline |
/// | `toc` | the table of contents |
/// | `body`, `comments`, `notes` | the text, its comments and its notes |
/// | `source` | the line with the source URL and its date |
/// | `links` | the numbered list |
/// | `footer` | what the site prints below every article |
///
/// ```
/// use liens::model::{Article, Inline};
/// use liens::write::{Html, Render, Template};
///
/// let template: Template = "<title>{{title}}</title>{{#site}}<p>{{site}}</p>{{/site}}\n".parse()?;
/// let article = Article { title: Some(vec![Inline::text("A & B")]), ..Article::default() };
/// let html = Html::page().with_template(template).render_to_string(&article);
/// assert_eq!(html, "<title>A &amp; B</title>\n");
/// assert!("{{tilte}}".parse::<Template>().is_err());
/// # Ok::<_, liens::write::TemplateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Template(Vec<Piece>);

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// There is no part of that name.
    #[error("line {line}: no part is called `{name}`; there are {}", NAMES.join(", "))]
    UnknownPart {
        /// The name.
        name: String,
        /// The line, from 1.
        line: usize,
    },
    /// `{{` without `}}`, or `{{#part}}` without `{{/part}}`, or the other way round.
    #[error("line {line}: `{{{{{name}` is not closed, or closes nothing")]
    Unbalanced {
        /// The text between the braces.
        name: String,
        /// The line, from 1.
        line: usize,
    },
}

/// The names of the parts.
const NAMES: [&str; 16] = [
    "lang", "dir", "title", "site", "author", "source-url", "style", "article", "header", "toc",
    "body", "comments", "notes", "source", "links", "footer",
];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Piece {
    Text(String),
    Part(&'static str),
    /// If the article lacks this part, skip to the piece with this index.
    If(&'static str, usize),
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut open: Vec<(&'static str, usize)> = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let line = 1 + text[..text.len() - rest.len() + start]
                .matches('\n')
                .count();
            pieces.push(Piece::Text(rest[..start].to_owned()));
            let after = &rest[start + 2..];
            let unbalanced = |name: &str| TemplateError::Unbalanced {
                name: name.to_owned(),
                line,
            };
            let end = after.find("}}").ok_or_else(|| unbalanced(""))?;
            let name = after[..end].trim();
            match (name.strip_prefix('#'), name.strip_prefix('/')) {
                (Some(name), _) => {
                    let name = known(name, line)?;
                    open.push((name, pieces.len()));
                    pieces.push(Piece::If(name, 0));
                }
                (_, Some(closed)) => match open.pop() {
                    Some((name, at)) if name == closed.trim() => {
                        pieces[at] = Piece::If(name, pieces.len());
                    }
                    _ => return Err(unbalanced(name)),
                },
                _ => pieces.push(Piece::Part(known(name, line)?)),
            }
            rest = &after[end + 2..];
        }
        if let Some((name, _)) = open.pop() {
            let line = 1 + text.matches('\n').count();
            return Err(TemplateError::Unbalanced {
                name: format!("#{name}"),
                line,
            });
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self(pieces))
    }
}

fn known(name: &str, line: usize) -> Result<&'static str, TemplateError> {
    let mut names = NAMES.into_iter();
    names
        .find(|known| *known == name.trim())
        .ok_or_else(|| TemplateError::UnknownPart {
            name: name.to_owned(),
            line,
        })
}

impl Template {
    /// Writes the page for an article.
    pub(super) fn render<W: fmt::Write + ?Sized>(
        &self,
        html: &Html,
        article: &Article,
        out: &mut W,
    ) -> fmt::Result {
        let parts = Parts::of(html, article)?;
        let mut at = 0;
        while let Some(piece) = self.0.get(at) {
            at += 1;
            match piece {
                Piece::Text(text) => out.write_str(text)?,
                Piece::Part(name) => out.write_str(&parts.get(name))?,
                Piece::If(name, end) if parts.get(name).is_empty() => at = *end,
                Piece::If(..) => {}
            }
        }
        Ok(())
    }
}

/// The parts of an article, as HTML.
struct Parts<'a> {
    article: &'a Article,
    style: &'a PageStyle,
    written: Vec<(&'static str, String)>,
}

impl<'a> Parts<'a> {
    fn of(html: &'a Html, article: &'a Article) -> Result<Self, fmt::Error> {
        let mut out = String::new();
        let mut writer = Writer::new(article, &mut out);
        writer.set_up(html);
        let written = writer.parts()?;
        Ok(Self {
            article,
            style: &html.style,
            written,
        })
    }

    fn get(&self, name: &str) -> String {
        let article = self.article;
        let words = match name {
            "article" => return self.written.iter().map(|(_, part)| part.as_str()).collect(),
            "style" => return self.style.sheet(article, true),
            "lang" => article.language.clone(),
            "dir" => direction::of_article(article).map(|direction| direction.name().to_owned()),
            "title" => article.title.as_deref().map(inline_text),
            "site" => article.site.as_ref().map(|site| site.name.clone()),
            "author" => article
                .byline
                .as_ref()
                .and_then(|byline| byline.author.clone()),
            "source-url" => article.source.as_ref().map(|source| source.url.clone()),
            _ => {
                let part = self.written.iter().find(|(part, _)| *part == name);
                return part.map(|(_, part)| part.clone()).unwrap_or_default();
            }
        };
        let mut escaped = String::new();
        // Writing to a string does not fail.
        let _ = escape::attribute(&mut escaped, &words.unwrap_or_default());
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Inline, Link};
    use crate::write::Render;

    fn page(template: &str) -> String {
        let article = Article {
            language: Some("en".into()),
            title: Some(vec![Inline::text("A \"B\"")]),
            body: vec![Block::paragraph(vec![Inline::listed(
                1,
                vec![Inline::text("c")],
            )])],
            links: vec![Link::new(1, "https://example.org/")],
            ..Article::default()
        };
        let template = template.parse().expect("a template");
        Html::page()
            .with_template(template)
            .render_to_string(&article)
    }

    #[test]
    fn parts_stand_where_the_template_names_them() {
        assert_eq!(
            page("{{ lang }}|{{title}}|{{dir}}|{{site}}"),
            "en|A &quot;B&quot;||"
        );
        assert_eq!(
            page("{{#site}}{{#title}}x{{/title}}{{/site}}{{#title}}y{{/title}}"),
            "y"
        );
        let html = page("{{links}}{{body}}");
        assert!(
            html.find("class=\"links").expect("a list") < html.find("<p>").expect("a text"),
            "{html}"
        );
        assert_eq!(page("{{article}}"), page("{{article}}"));
        assert!(page("{{article}}").ends_with("</article>\n"));
    }

    #[test]
    fn errors_say_where() {
        let error = |text: &str| text.parse::<Template>().expect_err("an error").to_string();
        assert!(
            error("a\n{{tilte}}")
                .starts_with("line 2: no part is called `tilte`; there are lang, dir")
        );
        assert_eq!(
            error("{{title"),
            "line 1: `{{` is not closed, or closes nothing"
        );
        assert_eq!(
            error("{{#title}}\n"),
            "line 2: `{{#title` is not closed, or closes nothing"
        );
        assert_eq!(
            error("{{/title}}"),
            "line 1: `{{/title` is not closed, or closes nothing"
        );
    }
}
