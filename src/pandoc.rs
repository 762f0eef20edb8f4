//! What reader and writer of Pandoc documents agree on: the names of all that Pandoc has no node for.
//!
//! The names mean something only in a document whose metadata has [`KEY`]. In any other, a `Div` with the
//! class `comments` is a box like all boxes.

use crate::model::StampKind;

/// The key in the metadata under which a document of ours keeps what Pandoc has no place for.
pub(crate) const KEY: &str = "liens";

/// The version of these names.
pub(crate) const VERSION: &str = "1";

/// Keys of the metadata that any template may use.
pub(crate) mod meta {
    pub(crate) const TITLE: &str = "title";
    pub(crate) const AUTHOR: &str = "author";
    pub(crate) const DATE: &str = "date";
    pub(crate) const LANGUAGE: &str = "lang";
    pub(crate) const DIRECTION: &str = "dir";
    pub(crate) const SITE_NAME: &str = "site-name";
    pub(crate) const SITE_URL: &str = "site-url";
    pub(crate) const SOURCE: &str = "source";
    pub(crate) const SOURCE_DATE: &str = "source-date";

    /// The keys that an article has parts for, and [`KEY`](super::KEY).
    pub(crate) const ALL: [&str; 10] = [
        TITLE,
        AUTHOR,
        DATE,
        LANGUAGE,
        DIRECTION,
        SITE_NAME,
        SITE_URL,
        SOURCE,
        SOURCE_DATE,
        super::KEY,
    ];
}

/// Keys below [`KEY`].
pub(crate) mod own {
    pub(crate) const VERSION: &str = "version";
    /// The direction is that of the language; the article states none.
    pub(crate) const DIRECTION_OF_LANGUAGE: &str = "direction-of-language";
    pub(crate) const STAMP_KIND: &str = "stamp-kind";
    pub(crate) const STAMP_AT: &str = "stamp-at";
    pub(crate) const LABELS: &str = "labels";
    pub(crate) const LINKS: &str = "links";
    /// Further metadata whose names are those of [`meta`](super::meta).
    pub(crate) const METADATA: &str = "metadata";
}

/// Keys of the labels.
pub(crate) mod label {
    pub(crate) const SOURCE: &str = "source";
    pub(crate) const STAMP: &str = "stamp";
    pub(crate) const LINKS: &str = "links";
    pub(crate) const PUBLISHED: &str = "published";
}

/// Keys of an entry of the link table.
pub(crate) mod entry {
    pub(crate) const NUMBER: &str = "number";
    pub(crate) const URL: &str = "url";
    pub(crate) const TITLE: &str = "title";
}

/// Classes of `Div`, `Span`, `Header`, `Link` and cells.
pub(crate) mod class {
    /// "Published on …". For human eyes only.
    pub(crate) const SITE: &str = "site";
    pub(crate) const BREADCRUMB: &str = "breadcrumb";
    pub(crate) const CRUMB: &str = "crumb";
    pub(crate) const BYLINE: &str = "byline";
    pub(crate) const COMMENTS: &str = "comments";
    pub(crate) const COMMENT: &str = "comment";
    pub(crate) const COMMENT_TITLE: &str = "comment-title";
    /// The source line. For human eyes only.
    pub(crate) const SOURCE: &str = "source";
    pub(crate) const FOOTER: &str = "footer";
    pub(crate) const FIELD: &str = "field";
    pub(crate) const FIGURE: &str = "figure";
    pub(crate) const CAPTION: &str = "caption";
    pub(crate) const SMALL: &str = "small";
    /// A header cell where the table's structure does not say so.
    pub(crate) const HEADER: &str = "header";
    /// A cell of the table's head that heads nothing.
    pub(crate) const DATA: &str = "data";
    /// A link in no list, though its address is in the list.
    pub(crate) const UNLISTED: &str = "unlisted";
    /// A link whose words are its own number in brackets; without the class these stand for unknown words.
    pub(crate) const WORDS: &str = "words";
    /// A link that Pandoc must not follow.
    pub(crate) const LINK: &str = "link";
    /// The address of such a link. For human eyes only.
    pub(crate) const ADDRESS: &str = "address";
    /// An image that Pandoc must not fetch.
    pub(crate) const IMAGE: &str = "image";
    /// A cell that is none of the article's: Pandoc has one in every place of a table.
    pub(crate) const FILLER: &str = "filler";
}

/// Keys of attributes.
pub(crate) mod key {
    pub(crate) const AUTHOR: &str = "author";
    pub(crate) const AT: &str = "at";
    pub(crate) const NUMBER: &str = "number";
    pub(crate) const URL: &str = "url";
    pub(crate) const TITLE: &str = "title";
    pub(crate) const ALT: &str = "alt";
    /// How many columns and rows a cell spans, where the table has not so many for it.
    pub(crate) const COLUMNS: &str = "columns";
    pub(crate) const ROWS: &str = "rows";
}

/// How a link to this entry shows whose words are not known. A link to an unlisted address shows the
/// address instead, in a span without attributes, which no other text of ours has around it.
pub(crate) fn stand_in(number: u32) -> String {
    format!("[{number}]")
}

/// What the title of an image begins with that was a figure before Pandoc had figures (API 1.22).
pub(crate) const FIGURE_PREFIX: &str = "fig:";

/// How many columns of a table a reader keeps account of. No sheet of paper has so many.
pub(crate) const MAX_COLUMNS: usize = 1000;

/// What the metadata call a kind of stamp.
pub(crate) fn name_of_kind(kind: StampKind) -> &'static str {
    match kind {
        StampKind::Modified => "modified",
        StampKind::Retrieved => "retrieved",
        StampKind::Unknown => "unknown",
    }
}
