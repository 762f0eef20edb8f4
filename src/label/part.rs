//! What words announce.

/// What some words of a print export announce.
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
    /// When the article was last changed: "modified on {date}".
    Modified,
    /// When the page was printed: "retrieved on {date}".
    Retrieved,
    /// The numbered list: "Links".
    Links,
    /// The site: "Published on {site}".
    Published,
    /// The author: "By {author}".
    By,
    /// When the article was written: "Created {date}".
    Created,
    /// Author and moment in one: "Submitted by {author} on {date}".
    Submitted,
    /// The page that was printed, with programs that name it beside the source: "Article printed
    /// from".
    PrintedFrom,
}

impl Part {
    /// All parts, each with its name as command lines have it, `printed-from`.
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
