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
    /// The title of a comment or of the page, where markup says so.
    Title(u8),
    /// A byline and the author's name in it.
    Byline,
    Author,
    /// A box that means nothing by itself.
    Group,
    /// A box that is the article, or a section of it.
    Article,
    /// A box of the site around it, such as its navigation.
    SitePart,
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
    /// The list that items have which stand in none.
    ImpliedList,
    DefinitionList,
    Term,
    Definition,
    Code {
        language: Option<String>,
    },
    Table,
    Caption,
    /// The rows of a table that are its head, its body or a part of that, and its foot.
    TableHead,
    TableBody,
    TableFoot,
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
    Link {
        url: String,
        title: Option<String>,
    },
    /// A footnote, where the text refers to it.
    Note,
    /// What contains nothing but a marker by the page's own word.
    Marker,
    /// The site's logo: an image that is no part of the article.
    Logo,
    /// Words that no reader sees; blocks among them are seen.
    HiddenWords,
    /// What no reader sees.
    Hidden,
    /// What no reader sees unless it says of itself that it is seen, and what says so.
    Invisible,
    Visible,
    /// Words between signs that a browser draws.
    Around(&'static str, &'static str),
    /// A formula, and one of its versions, of which the first one with words is enough.
    Formula,
    Version,
    /// What a page shows to those without scripts.
    NoScript,
    /// A film, a sound or the like, with its name; its source makes a link of it.
    Media(Option<String>),
    /// A picture with several sources.
    Picture,
    /// A drawing; nothing of it is read but the words in it, and its name.
    Drawing,
    DrawnWords,
    /// Text whose line ends are shown, or are spaces again.
    Lines(bool),
    /// The name of a drawing, which a link without words takes.
    Name,
    /// What may be the number of a line of code, and a column of them.
    LineNumber,
    LineNumbers,
    /// A paragraph that a word processor means as an item of a list, with its level; and the bullet before it.
    OfficeItem(u8),
    Bullet,
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
    /// In the head, the body or the foot of a table, where a row is one of these.
    TableHead,
    TableBody,
    TableFoot,
}

impl Kind {
    /// A link without a title.
    pub(crate) fn link(url: impl Into<String>) -> Self {
        Self::Link {
            url: url.into(),
            title: None,
        }
    }

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
                | Self::Link { .. }
                | Self::Note
                | Self::Marker
                | Self::Logo
                | Self::HiddenWords
                | Self::Hidden
                | Self::Invisible
                | Self::Visible
                | Self::Around(..)
                | Self::Formula
                | Self::Version
                | Self::NoScript
                | Self::Media(_)
                | Self::Picture
                | Self::Drawing
                | Self::DrawnWords
                | Self::Lines(_)
                | Self::Name
                | Self::LineNumber
                | Self::Bullet
        )
    }
}
