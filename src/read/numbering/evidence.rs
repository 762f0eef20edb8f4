//! The evidence that identifies a list and its markers, with all weights of the engine.
//!
//! The evidence for a list is added up and compared with [`LIST`]. A mark has exactly one look, and its weight is
//! compared with that of the other marks with the same number.

/// The weight of evidence that a run of entries needs to be a list.
pub(super) const LIST: i32 = 4;

/// A mark with at least this weight is a marker whatever the other marks are.
pub(super) const STRONG: i32 = 20;

/// The most that a bracket with several numbers weighs: `[1, 2]` may be an interval, so any other mark with one of
/// these numbers counts more.
pub(super) const SEVERAL: i32 = 1;

/// Evidence for or against a run of entries being the list of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfList {
    /// Words above it that are known as headings of lists.
    KnownHeading,
    /// Words above it that head lists of links as well as notes and books, and nothing but addresses below them.
    NotesHeading,
    /// A source line right above it.
    SourceAbove,
    /// Markdown's own definitions.
    Definitions,
    CountsFromOne,
    AllUrls,
    AllUsed,
    /// A source line below it, and neither heading nor source line above it.
    SourceBelow,
    /// Markers at the end of its entries.
    HoldsMarkers,
    /// Its numbers are those of an ordered list, or look like them.
    Items,
}

impl OfList {
    pub(super) const fn weight(self) -> i32 {
        match self {
            // Exporters print words above their lists; hardly anyone else prints the same ones above entries.
            Self::KnownHeading => 4,
            // Manual pages and drafts list their links under "NOTES" or "URIs". Books have such lists too, but no address each.
            Self::NotesHeading => 2,
            // Exporters print the source line and then the list. Nothing else has a label, a date and a URL there.
            Self::SourceAbove => 4,
            // Markdown says itself that these are where links lead.
            Self::Definitions => 4,
            // Exporters count from 1 and leave nothing out. So do bibliographies.
            Self::CountsFromOne => 2,
            // Bibliographies and notes have words. So has a glossary of an exporter.
            Self::AllUrls => 2,
            // Exporters list what the text uses; an author's list may be read by itself.
            Self::AllUsed => 1,
            // A bare list above the source line stands in the article: the author may have written it.
            Self::SourceBelow => -1,
            // Exporters number the links of the article, so those of an author's list have markers.
            Self::HoldsMarkers => -2,
            // Ordered lists of links are common: it takes known words, and nothing but URLs.
            Self::Items => -3,
        }
    }
}

/// How a mark looks in the text, which says how likely it is a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dress {
    /// It is certainly text: by the page's markup or escapes, or because it belongs to another list.
    Text,
    /// The page marks it up as a marker, as with a `print-footnote`.
    Certain,
    /// Raised, after a link.
    RaisedLink,
    /// Beside a link, or words that are the entry's URL or title.
    Link,
    /// Alone in its paragraph.
    Alone,
    /// Raised, after words.
    Raised,
    /// After words and a space.
    Spaced,
    /// At the start of a line, before words: an author's note, or after an image.
    Note,
    /// Right after a letter, as in `a[10]`.
    Attached,
    /// At the start of a line, before a URL: an author's list.
    Entry,
}

impl Dress {
    pub(super) const fn weight(self) -> i32 {
        match self {
            Self::Text => 0,
            // Nobody writes these but exporters.
            Self::Certain | Self::RaisedLink => STRONG + 2,
            // Exporters print the number beside the link; authors' notes stand next to words.
            Self::Link => STRONG + 1,
            // Where a link had no words, the number is left.
            Self::Alone => STRONG,
            // Authors raise their notes less often than exporters their markers.
            Self::Raised => 6,
            // As exporters print it, and many authors.
            Self::Spaced => 5,
            // What stands at the start of a line may be the author's note itself.
            Self::Note => 4,
            // As in code; exporters hardly ever leave the space out.
            Self::Attached => 3,
            // A number before a URL lists it.
            Self::Entry => 2,
        }
    }
}
