//! The kinds of blocks, inlines and boxes that a reader can open on the builder.

use crate::model::Align;
use crate::read::page::parts::PagePart;

/// What a reader opens. For some kinds, the builder decides by their context what becomes of them.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A part of the page.
    Part(PagePart),
    /// A comment on the article.
    Comment,
    /// The title of a comment or of the page, marked up as such, with its heading level.
    Title(u8),
    /// A byline, and the author's name in it.
    Byline,
    Author,
    /// A box without a meaning of its own.
    Group,
    /// A box that is the article, or a section of it.
    Article,
    /// A box of the site around the article, such as its navigation.
    SitePart,
    /// A box that gives the headings in it a meaning.
    Zone(Zone),
    Paragraph,
    Heading(u8),
    Quote,
    List {
        ordered: bool,
        start: u32,
    },
    /// An ordered list whose numbers go down, from this one or to 1.
    ListDown(Option<u32>),
    Item,
    /// The list of items outside any list.
    ImpliedList,
    DefinitionList,
    Term,
    Definition,
    Code {
        language: Option<String>,
    },
    Table,
    Caption,
    /// The head of a table, one of its bodies, and its foot.
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
    /// An element that the page marks up as a marker, like a `print-footnote`.
    Marker,
    /// The site's logo: an image that is not part of the article.
    Logo,
    /// Words that are hidden up to the next block.
    HiddenWords,
    /// Anything that is hidden with all its content.
    Hidden,
    /// What `visibility: hidden` hides, and what `visibility: visible` shows again in it.
    Invisible,
    Visible,
    /// Words between two signs that a browser adds, such as quotation marks.
    Affixes(&'static str, &'static str),
    /// An element of a formula in MathML.
    Math(Script),
    /// A formula, and one of its alternative versions: the first one with words is kept.
    Formula,
    Version,
    /// What a page shows only if scripts do not run.
    NoScript,
    /// Video, audio or the like, with its name. Its source makes it a link.
    Media(Option<String>),
    /// A picture with several sources.
    Picture,
    /// A drawing, of which only the name and the words in it are read.
    Drawing,
    DrawnWords,
    /// Part of a text on lines of its own.
    OwnLines,
    /// Text in which line ends are shown, or no longer are.
    Lines(bool),
    /// The name of a drawing. A link without other words takes it.
    Name,
    /// What may be the line number of a line of code, and a column of these.
    LineNumber,
    LineNumbers,
    /// A box that may hold a line of code in each of its boxes, and such a line.
    CodeLines,
    CodeLine,
    /// A paragraph that is a list item to a word processor, with its list and level; and the bullet before it.
    OfficeItem {
        list: u32,
        level: u8,
    },
    Bullet,
}

/// How an element of MathML sets its children, which follow each other in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// A formula on lines of its own.
    Display,
    /// One after another.
    Row,
    /// A name, number or text, without children.
    Token,
    /// A sign, such as that of a sum.
    Sign,
    /// The first over the second.
    Fraction,
    /// All below the sign of a root.
    SquareRoot,
    /// The first below the sign of a root, whose index is the second.
    Root,
    /// The others below the first, or raised after it, or one of each.
    Sub,
    Sup,
    SubSup,
    /// The others below and raised after the first by turns.
    Scripts,
    /// What follows stands before the first, in [`Self::Scripts`].
    Prescripts,
    /// Between signs, with another sign between them.
    Fenced {
        open: Option<char>,
        close: Option<char>,
        separator: Option<char>,
    },
    /// Rows one below the other.
    Grid,
    /// The cells of such a row.
    Cells,
    /// A gap.
    Space,
}

/// Where a heading or a row of a table stands, which decides what it means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Nowhere special.
    #[default]
    Plain,
    /// In the text of an article or comment.
    Text,
    /// Above the text of an article: the first heading there is its title.
    ArticleHead,
    /// Above the text of a comment.
    CommentHead,
    /// In the head, a body or the foot of a table.
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

    /// Whether it is inline, so that opening it starts no block.
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
                | Self::Affixes(..)
                | Self::Math(_)
                | Self::Formula
                | Self::Version
                | Self::NoScript
                | Self::Media(_)
                | Self::Picture
                | Self::Drawing
                | Self::DrawnWords
                | Self::OwnLines
                | Self::Lines(_)
                | Self::Name
                | Self::LineNumber
                | Self::Bullet
        )
    }
}
