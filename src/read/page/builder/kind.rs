//! What a reader can open.

use crate::model::Align;
use crate::read::page::parts::Part;

/// What a reader opens.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A part of the page.
    Part(Part),
    /// A reader's comment.
    Comment,
    /// The title of a comment or of the page, where markup tells it.
    Title,
    /// A byline and the author's name in it.
    Byline,
    Author,
    /// A box that means nothing by itself.
    Group,
    /// A box whose headings have a meaning.
    Zone(Zone),
    Paragraph,
    Heading(u8),
    Quote,
    List {
        ordered: bool,
        start: u32,
    },
    Item,
    DefinitionList,
    Term,
    Definition,
    Code {
        language: Option<String>,
    },
    Table,
    Caption,
    /// The head rows of a table.
    TableHead,
    Row,
    Cell {
        header: bool,
        colspan: u32,
        rowspan: u32,
        align: Option<Align>,
    },
    Figure,
    FigureCaption,
    Field,
    FieldLabel,
    FieldItem,
    Emphasis,
    Strong,
    Strikeout,
    Underline,
    Subscript,
    Superscript,
    Small,
    InlineCode,
    Link(String),
    /// What contains nothing but a marker by the page's own word.
    Marker,
    /// The site's logo: an image that is no part of the article.
    Logo,
    /// Words that no reader sees; blocks among them are seen.
    HiddenWords,
    /// What no reader sees.
    Hidden,
}

/// Where a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Nowhere special.
    Plain,
    /// In the text of an article or comment.
    Text,
    /// Above the text of an article: the first heading there is its title.
    ArticleHead,
    /// Above the text of a comment.
    CommentHead,
    /// In the head of a table, where a row is a head row.
    TableHead,
}

impl Kind {
    /// Whether it stands within a line.
    pub(super) fn is_within_line(&self) -> bool {
        matches!(
            self,
            Self::Author
                | Self::Emphasis
                | Self::Strong
                | Self::Strikeout
                | Self::Underline
                | Self::Subscript
                | Self::Superscript
                | Self::Small
                | Self::InlineCode
                | Self::Link(_)
                | Self::Marker
                | Self::Logo
                | Self::HiddenWords
                | Self::Hidden
        )
    }
}
