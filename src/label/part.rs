//! The parts of a print export that words announce.

/// A part of a print export that is announced by words.
///
/// ```
/// # #[cfg(feature = "text")] {
/// use liens::label::{Part, Vocabulary};
/// use liens::read::{self, Options};
///
/// let vocabulary = Vocabulary::default().with("en", Part::Links, "References");
/// let page = "See the map [1].\n\nReferences\n[1] https://example.org/map\n";
/// let article = read::text(page, &Options::default().with_labels(vocabulary))?.article;
/// assert_eq!(article.labels.links.as_deref(), Some("References"));
/// # }
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The address of the article: "Source URL".
    Source,
    /// The date of the article's last change: "modified on {date}".
    Modified,
    /// The date of printing: "retrieved on {date}".
    Retrieved,
    /// The numbered list of links: "Links".
    Links,
    /// The site: "Published on {site}".
    Published,
    /// The author: "By {author}".
    By,
    /// The date when the article was written: "Created {date}".
    Created,
    /// Author and date together: "Submitted by {author} on {date}".
    Submitted,
    /// The page that was printed, which some programs print in addition to the source: "Article printed from".
    PrintedFrom,
}

impl Part {
    /// All parts with their names on the command line, such as `printed-from`.
    pub const NAMES: &[(&str, Self)] = &[
        ("source", Self::Source),
        ("modified", Self::Modified),
        ("retrieved", Self::Retrieved),
        ("links", Self::Links),
        ("published", Self::Published),
        ("by", Self::By),
        ("created", Self::Created),
        ("submitted", Self::Submitted),
        ("printed-from", Self::PrintedFrom),
    ];
}
