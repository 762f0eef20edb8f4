//! Builds the style sheet of a whole page from the options and the article.

use std::fmt::{self, Write as _};

use super::title::title_of;
use crate::model::{Article, Direction, inline_text};
use crate::write::direction;

const BASE: &str = include_str!("base.css");
const PRINT: &str = include_str!("print.css");
const BOOK: &str = include_str!("book.css");
/// Shows numbers after words only on paper.
const NUMBERS_ON_PAPER_ONLY: &str =
    "@media screen {\n  .print-footnote:not(.lone) { display: none; }\n}\n";
/// The longest running head, in characters: it is one line, and longer titles end in an ellipsis.
const LONGEST_HEAD: usize = 60;

/// How a whole page looks, on paper and on screen.
///
/// ```
/// use liens::model::Article;
/// use liens::write::{Html, PageStyle, Paper, Render, Typeface};
///
/// let style = PageStyle::default().paper(Paper::Letter).typeface(Typeface::Sans);
/// let html = Html::page().with_style(style).render_to_string(&Article::default());
/// assert!(html.contains("size: letter;"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PageStyle {
    /// The paper size; `None` leaves it to the printer.
    pub paper: Option<Paper>,
    /// The typeface of the text.
    pub typeface: Typeface,
    /// Where numbers are shown after the words of listed links.
    pub numbers: Numbers,
    /// How listed URLs are printed.
    pub addresses: Addresses,
    /// CSS that is put after the page's own.
    pub css: String,
    /// Whether the page has no style sheet of its own, only that of [`css`](Self::css), if any.
    pub without_own: bool,
}

/// A paper size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// 8.5 × 11 in.
    Letter,
    /// 8.5 × 14 in.
    Legal,
}

/// The typeface of a page's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Typeface {
    /// With serifs, as books are.
    #[default]
    Serif,
    /// Without serifs.
    Sans,
}

/// Where numbers are shown after the words of listed links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Numbers {
    /// On paper only: on the screen one can click.
    #[default]
    Print,
    /// On paper and on the screen.
    Always,
    /// Nowhere.
    Never,
}

/// How listed URLs are printed. Links always lead to the full URL, and the screen shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Addresses {
    /// Without `https://` and `mailto:`, and with escapes and `xn--` decoded where nobody could mistake the letters
    /// for others (with the feature `readable-urls`).
    #[default]
    Short,
    /// As they are.
    Full,
}

impl PageStyle {
    /// Prints on this paper.
    #[must_use]
    pub fn paper(mut self, paper: Paper) -> Self {
        self.paper = Some(paper);
        self
    }

    /// Sets the text in this typeface.
    #[must_use]
    pub fn typeface(mut self, typeface: Typeface) -> Self {
        self.typeface = typeface;
        self
    }

    /// Sets where numbers are shown after the words of listed links.
    #[must_use]
    pub fn numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = numbers;
        self
    }

    /// Sets how listed URLs are printed.
    #[must_use]
    pub fn addresses(mut self, addresses: Addresses) -> Self {
        self.addresses = addresses;
        self
    }

    /// Appends CSS.
    #[must_use]
    pub fn with_css(mut self, css: &str) -> Self {
        self.css.push_str(css);
        self
    }

    /// Leaves out the page's own style sheet.
    #[must_use]
    pub fn without_own(mut self) -> Self {
        self.without_own = true;
        self
    }

    /// The whole style sheet; empty if there is none.
    pub(super) fn sheet(&self, article: &Article, hides_numbers: bool) -> String {
        self.with_own(article, hides_numbers, |_| Ok(()))
    }

    /// The whole style sheet of a book; `cover` has what its articles have in common.
    pub(super) fn book_sheet(&self, cover: &Article, articles: &[Article]) -> String {
        self.with_own(cover, true, |sheet| {
            sheet.push_str(BOOK);
            for (at, article) in articles.iter().enumerate() {
                let Some(title) = title_of(article) else {
                    continue;
                };
                let side = sides(cover)[1];
                let (number, words) = (at + 1, css_string(&head(&title)));
                writeln!(
                    sheet,
                    "@page chapter-{number} {{ @top-{side} {{ content: {words}; }} }}\n#chapter-{number} {{ page: chapter-{number}; }}"
                )?;
            }
            Ok(())
        })
    }

    /// The page's own style sheet, followed by further rules and the user's CSS.
    fn with_own(
        &self,
        article: &Article,
        hides_numbers: bool,
        add: impl Fn(&mut String) -> fmt::Result,
    ) -> String {
        let mut sheet = String::new();
        if !self.without_own {
            sheet.push_str(BASE);
            if self.typeface == Typeface::Sans {
                sheet.push_str(":root, .book > article { --text: var(--sans); }\n");
            }
            sheet.push_str(PRINT);
            if hides_numbers && self.numbers == Numbers::Print {
                sheet.push_str(NUMBERS_ON_PAPER_ONLY);
            }
            // Writing to a string does not fail.
            let _ = self.pages(article, &mut sheet);
            let _ = add(&mut sheet);
        }
        // Nothing in a style sheet may end the `<style>` element.
        sheet.push_str(&self.css.replace("</", "<\\/"));
        if !sheet.is_empty() && !sheet.ends_with('\n') {
            sheet.push('\n');
        }
        sheet
    }

    /// Writes the paper size and the running head and foot of each page.
    fn pages(&self, article: &Article, sheet: &mut String) -> fmt::Result {
        sheet.push_str("@page {\n");
        if let Some(paper) = self.paper {
            writeln!(sheet, "  size: {};", paper.css())?;
        }
        let title = article.title.as_deref().map(inline_text);
        let site = article.site.as_ref().map(|site| site.name.as_str());
        let heads = [site, title.as_deref()]
            .into_iter()
            .flatten()
            .filter(|words| !words.trim().is_empty());
        for (side, words) in sides(article).into_iter().zip(heads) {
            let words = css_string(&head(words));
            writeln!(sheet, "  @top-{side} {{ content: {words}; }}")?;
        }
        sheet.push_str("}\n");
        if is_rtl(article) {
            sheet.push_str(":root { direction: rtl; }\n");
        }
        Ok(())
    }
}

/// The sides of a page, starting with the one where lines start.
fn sides(article: &Article) -> [&'static str; 2] {
    match is_rtl(article) {
        true => ["right", "left"],
        false => ["left", "right"],
    }
}

fn is_rtl(article: &Article) -> bool {
    direction::of_article(article) == Some(Direction::Rtl)
}

impl Paper {
    fn css(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A5 => "A5",
            Self::Letter => "letter",
            Self::Legal => "legal",
        }
    }
}

/// Words on one line, shortened to leave room for the rest.
fn head(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_HEAD) {
        Some((end, _)) => {
            let kept = &line[..end];
            let kept = kept.rsplit_once(' ').map_or(kept, |(before, _)| before);
            format!("{kept}…")
        }
        None => line,
    }
}

/// A CSS string in which everything but letters and digits is escaped.
fn css_string(words: &str) -> String {
    let mut string = String::from("\"");
    for c in words.chars() {
        if c.is_alphanumeric() {
            string.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(string, "\\{:x} ", u32::from(c));
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Site};

    #[test]
    fn no_title_and_no_css_end_the_style_element() {
        let article = Article {
            title: Some(vec![Inline::text("</style><script>\"\\\n}")]),
            ..Article::default()
        };
        let style = PageStyle::default().with_css("a { content: \"</style>\" }");
        let sheet = style.sheet(&article, true);
        assert!(!sheet.contains("</"), "{sheet}");
        assert!(
            sheet.contains(
                r#"@top-left { content: "\3c \2f style\3e \3c script\3e \22 \5c \20 \7d "; }"#
            ),
            "{sheet}"
        );
        assert!(
            sheet.ends_with("a { content: \"<\\/style>\" }\n"),
            "{sheet}"
        );
    }

    #[test]
    fn heads_are_short_and_start_where_the_text_does() {
        let article = Article {
            language: Some("ar".into()),
            title: Some(vec![Inline::text("word ".repeat(30))]),
            site: Some(Site {
                name: "Site".into(),
                url: None,
            }),
            ..Article::default()
        };
        let sheet = PageStyle::default().sheet(&article, true);
        assert!(
            sheet.contains("@top-right { content: \"Site\"; }"),
            "{sheet}"
        );
        let title = format!(
            "@top-left {{ content: \"{}word\\2026 \"; }}",
            "word\\20 ".repeat(11)
        );
        assert!(sheet.contains(&title), "{sheet}");
    }

    #[test]
    fn a_page_may_have_no_style_at_all() {
        assert_eq!(
            PageStyle::default()
                .without_own()
                .sheet(&Article::default(), true),
            ""
        );
    }
}
