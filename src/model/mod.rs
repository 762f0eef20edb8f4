//! The document that every reader fills and every writer prints.
//!
//! It is plain owned data in two layers, blocks and inlines, after the pattern of Pandoc's document
//! type: a paragraph cannot contain a list, because a [`Paragraph`](Block::Paragraph) holds
//! [`Inline`]s and a [`List`](Block::List) holds [`Block`]s. A listed URL lives in one place only,
//! the table [`Article::links`]; an [`Inline::Link`] holds the number that leads there.
//!
//! ```
//! use liens::model::{Article, Block, Inline, Link};
//!
//! let article = Article {
//!     body: vec![Block::paragraph(vec![
//!         Inline::text("See "),
//!         Inline::listed(1, vec![Inline::text("the report")]),
//!         Inline::text("."),
//!     ])],
//!     links: vec![Link::new(1, "https://example.org/report")],
//!     ..Article::default()
//! };
//! assert_eq!(article.plain_text(), "See the report.");
//! assert!(article.check().is_empty());
//! ```

mod check;
mod datetime;
mod metadata;
mod number;
mod plain;
pub(crate) mod url_scheme;
mod walk;

pub use check::Problem;
pub use datetime::{DateTime, ParseDateTimeError};
pub use metadata::{Float, Metadata, Value};
pub use plain::inline_text;
pub(crate) use plain::{block_text, checkbox_character, is_blank};
pub use walk::{Node, Walk};
pub(crate) use walk::{change_run, for_each_run_in, walk_blocks, walk_inlines};

#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// How deep blocks and inlines may nest: a block in [`Article::body`] has depth 1.
///
/// Readers flatten what is deeper, with a warning; [`Article::check`] reports it, and writers keep only its words.
///
/// Walking, checking and writing work at any depth. The derived traits recurse: cloning, comparing, hashing,
/// debug-printing, serializing or dropping an article made by hand that nests many thousands deep may exhaust the
/// stack.
pub const MAX_DEPTH: usize = 128;

/// The highest number that an entry of [`Article::links`] may have: seven digits are the most that readers take
/// for a marker.
///
/// [`Article::check`] reports higher ones.
pub const MAX_LINK_NUMBER: u32 = 9_999_999;

/// An article as a document: what was on the printed page, apart from its layout.
///
/// Each field says where the readers find it. In HTML, class names come first (they are in
/// [`label::Classes`](crate::label::Classes)); without classes, and in Markdown and plain text, position and shape
/// decide, and known words confirm them. JSON documents have every field under its own name; in Pandoc documents that
/// this library wrote, what Pandoc has no place for is in the metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Article {
    /// Language of the content as a BCP 47 tag (`fr`, `pt-BR`). `None` if nothing reveals it: English footer words do
    /// not, since sites print them around content in any language.
    ///
    /// HTML: `lang` of the page; Markdown: `lang` of front matter; Pandoc: `lang` of the metadata. Otherwise the words
    /// around source, date, list and site, in all formats.
    pub language: Option<String>,
    /// Writing direction, where the page states it.
    ///
    /// HTML: `dir` of the page; Pandoc: `dir` of the metadata. Text formats never state it.
    pub direction: Option<Direction>,
    /// The headline.
    ///
    /// HTML: an element of role [`Title`](crate::label::ClassRole::Title), else the heading that starts the content or
    /// that the page's `<title>` names. Markdown: a heading of level 1 or 2 at the start, else `title` of front matter.
    /// Plain text: the line that ends the breadcrumb or stands alone below site and breadcrumb. Pandoc: `title` of the
    /// metadata.
    pub title: Option<Vec<Inline>>,
    /// The site that published the article.
    ///
    /// All formats: the line "Published on …" above the title, the line with site and title between dashes, or "Article
    /// printed from …" at the end; HTML also the role [`Site`](crate::label::ClassRole::Site), Markdown `site` and
    /// `site_url` of front matter, Pandoc `site-name` and `site-url`.
    pub site: Option<Site>,
    /// The trail of pages above the article, outermost first.
    ///
    /// HTML: the role [`Breadcrumb`](crate::label::ClassRole::Breadcrumb). All formats: a line of items between `>`, `›`
    /// or `»` that leads to the title.
    pub breadcrumb: Vec<Vec<Inline>>,
    /// Who wrote the article and when, as printed.
    ///
    /// HTML: the role [`Byline`](crate::label::ClassRole::Byline). All formats: the short line below the title with
    /// known words or a date; Markdown also `author` and `date` of front matter, Pandoc `author` and `date`.
    pub byline: Option<Byline>,
    /// The article itself.
    ///
    /// HTML: the role [`Content`](crate::label::ClassRole::Content), otherwise everything that no other field takes.
    /// Text formats: everything between head and source line.
    pub body: Vec<Block>,
    /// Readers' comments that were printed with the article.
    ///
    /// HTML, and Markdown with raw HTML: the roles [`Comments`](crate::label::ClassRole::Comments) and
    /// [`Comment`](crate::label::ClassRole::Comment), in print exports and wherever you have added names for these roles.
    /// On other pages, and in other text, comments are part of the body.
    pub comments: Vec<Comment>,
    /// What the site prints below every article (postal address, copyright …).
    ///
    /// HTML: the role [`Footer`](crate::label::ClassRole::Footer). All formats: what is next to source line and list
    /// and is part of neither.
    pub footer: Vec<Block>,
    /// The URL of the article and the date printed with it.
    ///
    /// HTML: the role [`Source`](crate::label::ClassRole::Source). All formats: a line with a label, perhaps a date
    /// in parentheses, a colon and a URL, near the list; Markdown also `source` of front matter, Pandoc `source`.
    pub source: Option<Source>,
    /// The numbered list of links, in the order of the page.
    ///
    /// HTML: the role [`Links`](crate::label::ClassRole::Links). All formats: lines with a number in brackets and a
    /// URL, counting up, or the items of a numbered list.
    pub links: Vec<Link>,
    /// The words around source, date and list.
    ///
    /// All formats: as printed on the lines from which the fields above were read.
    pub labels: Labels,
    /// Further metadata of the document: names with values.
    ///
    /// Markdown: front matter beyond the fields above; Pandoc: metadata beyond them.
    #[cfg_attr(feature = "serde", serde(default))]
    pub metadata: Metadata,
}

/// Writing direction of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The site that published an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Site {
    /// Its name, as printed.
    pub name: String,
    /// Its URL, if printed.
    pub url: Option<String>,
}

/// Who wrote something and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Byline {
    /// The author's name, if the page marks it or known words around it identify it.
    pub author: Option<String>,
    /// The whole line as printed ("Submitted by … on …").
    pub text: String,
    /// The date and time in [`text`](Byline::text), if certain.
    pub at: Option<DateTime>,
}

/// A reader's comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Comment {
    /// Its headline.
    pub title: Option<Vec<Inline>>,
    /// Who wrote it and when.
    pub byline: Option<Byline>,
    /// What it says.
    pub content: Vec<Block>,
}

/// The *source URL* line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Source {
    /// The URL as printed, never trimmed or altered (generators add `#comment-0`). Empty if the line has a stamp and
    /// no URL.
    pub url: String,
    /// The date in the line.
    pub stamp: Option<Stamp>,
}

/// The date in the source line and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Stamp {
    /// What happened at that date.
    pub kind: StampKind,
    /// The date as printed, `29/06/2018 - 14:56`.
    pub text: String,
    /// The date and time, if certain: `03/07/2018` alone is not.
    pub at: Option<DateTime>,
}

/// What the date in the source line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum StampKind {
    /// The article was last changed then.
    Modified,
    /// The page was printed then.
    Retrieved,
    /// The page does not say.
    Unknown,
}

/// One entry of the numbered list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Link {
    /// The number as printed, from 1 to [`MAX_LINK_NUMBER`].
    pub number: u32,
    /// The URL as printed, never trimmed or altered. Generators print spaces, relative URLs, `mailto:` and, with
    /// glossary modules, definitions.
    pub url: String,
    /// The text that some generators print before the URL.
    pub title: Option<String>,
}

/// The words that the page used. `None` means the words that [`label`](crate::label) has for the article's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Labels {
    /// Before the source URL: `URL de la source`.
    pub source: Option<String>,
    /// Around the date, with a slot for it: `modifié le {date}`.
    pub stamp: Option<String>,
    /// Above the list: `Liens`.
    pub links: Option<String>,
    /// Around the site's name, with a slot for it where the words do not simply precede it:
    /// `Publié sur`, `{site} sitesinde yayınlandı`.
    pub published: Option<String>,
}

/// A block of the article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading.
    Heading {
        /// From 1 (outermost) to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list of items.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// The first number; `None` in a bullet list.
        start: Option<u32>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Terms with their definitions.
    DefinitionList {
        /// The groups of terms and definitions.
        items: Vec<Definition>,
    },
    /// Quoted blocks.
    Quote {
        /// What is quoted.
        content: Vec<Block>,
    },
    /// Preformatted text.
    CodeBlock {
        /// The programming language, where the source names one.
        language: Option<String>,
        /// The lines, separated by `\n`, without a final one.
        text: String,
    },
    /// A table.
    Table {
        /// Its caption; empty when it has none.
        caption: Vec<Inline>,
        /// Header rows.
        head: Vec<Row>,
        /// All other rows.
        rows: Vec<Row>,
    },
    /// An image or the like with a caption.
    Figure {
        /// The figure proper.
        content: Vec<Block>,
        /// Its caption; empty when it has none.
        caption: Vec<Inline>,
    },
    /// A labelled value of the article ("Dates: …", "Tags: …").
    Field {
        /// The label, without its colon.
        label: Vec<Inline>,
        /// One or more values.
        items: Vec<Vec<Block>>,
    },
    /// A line that separates parts of the text.
    Rule {},
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Cell {
    /// Whether it heads its row or column.
    pub header: bool,
    /// How many columns it spans, from 1.
    pub colspan: u32,
    /// How many rows it spans, from 1.
    pub rowspan: u32,
    /// Alignment of its text, where stated.
    pub align: Option<Align>,
    /// What it holds.
    pub content: Vec<Block>,
}

/// Horizontal alignment in a table cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// Terms that share their definitions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Definition {
    /// One or more terms.
    pub terms: Vec<Vec<Inline>>,
    /// Their definitions.
    pub definitions: Vec<Vec<Block>>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
pub enum Inline {
    /// Words.
    Text {
        /// The characters.
        text: String,
    },
    /// Emphasis, usually italics.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis, usually bold.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Text that was removed.
    Strikeout {
        /// What was removed.
        content: Vec<Inline>,
    },
    /// Underlined text.
    Underline {
        /// What is underlined.
        content: Vec<Inline>,
    },
    /// Lowered text.
    Subscript {
        /// What is lowered.
        content: Vec<Inline>,
    },
    /// Raised text.
    Superscript {
        /// What is raised.
        content: Vec<Inline>,
    },
    /// Small print.
    Small {
        /// What is small.
        content: Vec<Inline>,
    },
    /// Program text.
    Code {
        /// The characters.
        text: String,
    },
    /// A link.
    Link {
        /// The linked words or image. Empty for a marker on its own, whose words are unknown.
        content: Vec<Inline>,
        /// Where it leads.
        #[cfg_attr(feature = "serde", serde(flatten))]
        target: Target,
        /// Advisory text of this link, which browsers show as a tooltip. The entry of a listed link has a title of
        /// its own, [`Link::title`].
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        title: Option<String>,
    },
    /// An image.
    Image {
        /// Its URL as printed.
        src: String,
        /// Its alternative text.
        alt: String,
        /// Advisory text.
        title: Option<String>,
        /// Its displayed width in CSS pixels, if stated.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        width: Option<u32>,
        /// Its displayed height in CSS pixels, if stated.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        height: Option<u32>,
    },
    /// A footnote, at the place in the text that refers to it.
    Note {
        /// What it says.
        content: Vec<Block>,
    },
    /// A checkbox, at the start of a list item.
    Checkbox {
        /// Whether the task is done.
        checked: bool,
    },
    /// The target of links within the document, `#id`.
    Anchor {
        /// Its name, without `#`.
        id: String,
    },
    /// A line break inside a paragraph.
    Break {},
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub enum Target {
    /// To the entry of [`Article::links`] with this number.
    #[cfg_attr(feature = "serde", serde(rename = "number"))]
    Listed(u32),
    /// To this URL, which is not in the list.
    #[cfg_attr(feature = "serde", serde(rename = "url"))]
    Url(String),
}

impl Article {
    /// The entry of the link table with this number.
    ///
    /// This searches the table; to look up many numbers, build a map first.
    ///
    /// ```
    /// use liens::model::{Article, Link};
    ///
    /// let article = Article { links: vec![Link::new(3, "https://example.org/")], ..Article::default() };
    /// assert_eq!(article.link(3).map(|link| link.url.as_str()), Some("https://example.org/"));
    /// assert_eq!(article.link(4), None);
    /// ```
    #[must_use]
    pub fn link(&self, number: u32) -> Option<&Link> {
        self.links.iter().find(|link| link.number == number)
    }
}

impl Article {
    /// The date in the source line.
    pub(crate) fn stamp(&self) -> Option<&Stamp> {
        self.source.as_ref()?.stamp.as_ref()
    }

    pub(crate) fn stamp_mut(&mut self) -> Option<&mut Stamp> {
        self.source.as_mut()?.stamp.as_mut()
    }
}

impl Direction {
    /// The direction's name in HTML and in JSON documents.
    ///
    /// ```
    /// assert_eq!(liens::model::Direction::Rtl.name(), "rtl");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Link {
    /// An entry without a title.
    #[must_use]
    pub fn new(number: u32, url: impl Into<String>) -> Self {
        Self {
            number,
            url: url.into(),
            title: None,
        }
    }
}

impl Block {
    /// A paragraph with this content.
    #[must_use]
    pub fn paragraph(content: Vec<Inline>) -> Self {
        Self::Paragraph { content }
    }

    /// A heading with this content.
    #[must_use]
    pub fn heading(level: u8, content: Vec<Inline>) -> Self {
        Self::Heading { level, content }
    }
}

impl Inline {
    /// A piece of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A link to the entry with this number.
    #[must_use]
    pub fn listed(number: u32, content: Vec<Self>) -> Self {
        Self::Link {
            content,
            target: Target::Listed(number),
            title: None,
        }
    }

    /// A link to a URL that is not in the list.
    #[must_use]
    pub fn link(url: impl Into<String>, content: Vec<Self>) -> Self {
        Self::Link {
            content,
            target: Target::Url(url.into()),
            title: None,
        }
    }

    /// The URL of a link that is not in the list.
    pub(crate) fn unlisted_url(&self) -> Option<&str> {
        match self {
            Self::Link {
                target: Target::Url(url),
                ..
            } => Some(url),
            _ => None,
        }
    }

    /// An image without title and size.
    ///
    /// ```
    /// use liens::model::Inline;
    ///
    /// let image = Inline::image("https://example.org/quay.jpg", "The quay");
    /// assert!(matches!(image, Inline::Image { title: None, width: None, .. }));
    /// ```
    #[must_use]
    pub fn image(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self::Image {
            src: src.into(),
            alt: alt.into(),
            title: None,
            width: None,
            height: None,
        }
    }

    /// A footnote of one paragraph.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline};
    ///
    /// let note = Inline::note(vec![Inline::text("Cast in winter.")]);
    /// let article = Article {
    ///     body: vec![Block::paragraph(vec![Inline::text("The bell"), note, Inline::text(" rings.")])],
    ///     ..Article::default()
    /// };
    /// assert_eq!(article.plain_text(), "The bell rings.\nCast in winter.");
    /// ```
    #[must_use]
    pub fn note(content: Vec<Self>) -> Self {
        Self::Note {
            content: vec![Block::paragraph(content)],
        }
    }

    /// The inlines that this inline contains; `None` for kinds that contain no inlines. Notes contain blocks.
    #[must_use]
    pub fn content(&self) -> Option<&[Self]> {
        match self {
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Strikeout { content }
            | Self::Underline { content }
            | Self::Subscript { content }
            | Self::Superscript { content }
            | Self::Small { content }
            | Self::Link { content, .. } => Some(content),
            Self::Text { .. }
            | Self::Code { .. }
            | Self::Image { .. }
            | Self::Note { .. }
            | Self::Checkbox { .. }
            | Self::Anchor { .. }
            | Self::Break {} => None,
        }
    }

    /// The same, mutably.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Strikeout { content }
            | Self::Underline { content }
            | Self::Subscript { content }
            | Self::Superscript { content }
            | Self::Small { content }
            | Self::Link { content, .. } => Some(content),
            Self::Text { .. }
            | Self::Code { .. }
            | Self::Image { .. }
            | Self::Note { .. }
            | Self::Checkbox { .. }
            | Self::Anchor { .. }
            | Self::Break {} => None,
        }
    }
}

impl Cell {
    /// An ordinary cell of one row and column.
    #[must_use]
    pub fn new(content: Vec<Block>) -> Self {
        Self {
            header: false,
            colspan: 1,
            rowspan: 1,
            align: None,
            content,
        }
    }
}
