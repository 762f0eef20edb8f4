//! Maps class names and ids to the parts of a page: its title, its list of links and so on.
//!
//! They are the strongest evidence of what an element is, since templates set them, and need no guessing.

/// What an element with a certain class contains.
///
/// The names are those in the templates of the generators, and in themes around them; [`Classes`] has the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClassRole {
    /// The site's name.
    Site,
    /// The breadcrumb.
    Breadcrumb,
    /// The title of the article.
    Title,
    /// Author and date of the article.
    Byline,
    /// The author's name, within a byline.
    Author,
    /// The article, including its head.
    Article,
    /// The text of the article, or of a comment.
    Content,
    /// A box with text within the content.
    Text,
    /// A field: a label with its values.
    Field,
    /// The label of a field.
    FieldLabel,
    /// A value of a field.
    FieldItem,
    /// The number of a link.
    Marker,
    /// All comments. On a page that is no print export, this role and that of a comment count only if you add names.
    Comments,
    /// One comment.
    Comment,
    /// What the site prints below the article.
    Footer,
    /// The line with the URL of the article.
    Source,
    /// The list of links.
    Links,
    /// The site's logo. Images in it are not printed up to its first words.
    Logo,
    /// Words for programs, which are not printed; blocks inside are.
    HiddenWords,
    /// What is not printed, with everything inside.
    Hidden,
}

impl ClassRole {
    /// All roles with their names on the command line, such as `field-label`.
    pub const NAMES: &[(&str, Self)] = &[
        ("site", Self::Site),
        ("breadcrumb", Self::Breadcrumb),
        ("title", Self::Title),
        ("byline", Self::Byline),
        ("author", Self::Author),
        ("article", Self::Article),
        ("content", Self::Content),
        ("text", Self::Text),
        ("field", Self::Field),
        ("field-label", Self::FieldLabel),
        ("field-item", Self::FieldItem),
        ("marker", Self::Marker),
        ("comments", Self::Comments),
        ("comment", Self::Comment),
        ("footer", Self::Footer),
        ("source", Self::Source),
        ("links", Self::Links),
        ("logo", Self::Logo),
        ("hidden-words", Self::HiddenWords),
        ("hidden", Self::Hidden),
    ];
}

/// The known class names: those of the generators, and those that you add for your sites.
///
/// ```
/// # #[cfg(feature = "html")] {
/// use liens::label::{ClassRole, Classes};
/// use liens::read::{Options, html};
///
/// let page = "<h1>The mill</h1><p class=entry-meta>Ada, 29/06/2018 - 14:56</p><p>It turns.</p>";
/// let classes = Classes::default().with(ClassRole::Byline, "entry-meta");
/// let article = html::read(page, &Options::default().with_classes(classes))?.article;
/// assert_eq!(article.byline.expect("a byline").text, "Ada, 29/06/2018 - 14:56");
/// # }
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes {
    extra: Vec<(ClassRole, String)>,
}

impl Classes {
    /// Adds a class name, or an id as `#name`. It takes precedence over the built-in names.
    ///
    /// ```
    /// use liens::label::{ClassRole, Classes};
    ///
    /// let mut classes = Classes::default();
    /// classes.add(ClassRole::Title, "#headline");
    /// assert_eq!(classes, Classes::default().with(ClassRole::Title, "#headline"));
    /// ```
    pub fn add(&mut self, role: ClassRole, name: impl Into<String>) {
        self.extra.push((role, name.into()));
    }

    /// Returns the same with one more class name.
    #[must_use]
    pub fn with(mut self, role: ClassRole, name: impl Into<String>) -> Self {
        self.add(role, name);
        self
    }

    /// Whether names were added that mark comments, which then are comments on any page.
    pub(crate) fn add_comments(&self) -> bool {
        let marks_comments = |role| matches!(role, ClassRole::Comments | ClassRole::Comment);
        self.extra.iter().any(|(role, _)| marks_comments(*role))
    }

    /// The role of an element by its id, or else by its first known class; `element` is its name in lowercase.
    pub(crate) fn role(&self, element: &str, class: &str, id: &str) -> Option<ClassRole> {
        let of_id = || self.role_of(element, id, true);
        let of_class = || {
            let mut names = class.split_ascii_whitespace();
            names.find_map(|name| self.role_of(element, name, false))
        };
        of_id().or_else(of_class)
    }

    fn role_of(&self, element: &str, name: &str, is_id: bool) -> Option<ClassRole> {
        if name.is_empty() {
            return None;
        }
        let is_added = |added: &str| match added.strip_prefix('#') {
            Some(id) => is_id && id == name,
            None => !is_id && added == name,
        };
        let added = self.extra.iter().find(|(_, added)| is_added(added));
        if let Some((role, _)) = added {
            return Some(*role);
        }
        let table = if is_id { IDS } else { CLASSES };
        let at = table.binary_search_by_key(&name, |row| row.0).ok()?;
        let (_, elements, role) = table[at];
        elements.have(element).then_some(role)
    }
}

/// The elements on which a name counts.
#[derive(Clone, Copy)]
enum Elements {
    /// All, even the rows and cells of tables.
    Any,
    /// All but those.
    All,
    /// All but inline elements, which many themes call `comment` or `content`, too.
    Boxes,
    /// Boxes other than paragraphs.
    Containers,
    Div,
}

impl Elements {
    fn have(self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::All => !matches!(name, "tr" | "td" | "th"),
            Self::Boxes => {
                Self::All.have(name) && !matches!(name, "span" | "a" | "em" | "strong" | "b" | "i")
            }
            Self::Containers => name != "p" && Self::Boxes.have(name),
            Self::Div => name == "div",
        }
    }
}

/// A sorted table of names: the name, the elements on which it counts, and its role.
type Table = &'static [(&'static str, Elements, ClassRole)];

const CLASSES: Table = &[
    ("comment", Elements::Containers, ClassRole::Comment),
    ("comment-wrapper", Elements::All, ClassRole::Comments),
    ("content", Elements::Boxes, ClassRole::Text),
    ("element-hidden", Elements::Any, ClassRole::HiddenWords),
    ("entry-content", Elements::All, ClassRole::Content),
    ("entry-date", Elements::All, ClassRole::Byline),
    ("entry-title", Elements::All, ClassRole::Title),
    ("field", Elements::All, ClassRole::Field),
    ("field-item", Elements::All, ClassRole::FieldItem),
    ("field-items", Elements::Boxes, ClassRole::Text),
    ("field-label", Elements::All, ClassRole::FieldLabel),
    ("field-label-inline", Elements::All, ClassRole::FieldLabel),
    (
        "field-label-inline-first",
        Elements::All,
        ClassRole::FieldLabel,
    ),
    ("hat", Elements::All, ClassRole::Site),
    ("node", Elements::All, ClassRole::Article),
    ("print-breadcrumb", Elements::All, ClassRole::Breadcrumb),
    ("print-content", Elements::All, ClassRole::Content),
    ("print-created", Elements::All, ClassRole::Byline),
    ("print-footer", Elements::All, ClassRole::Footer),
    ("print-footnote", Elements::All, ClassRole::Marker),
    ("print-links", Elements::All, ClassRole::Links),
    ("print-logo", Elements::All, ClassRole::Logo),
    ("print-site_name", Elements::All, ClassRole::Site),
    ("print-source_url", Elements::All, ClassRole::Source),
    ("print-submitted", Elements::All, ClassRole::Byline),
    ("print-title", Elements::All, ClassRole::Title),
    ("rdf-meta", Elements::Any, ClassRole::HiddenWords),
    ("source_url", Elements::All, ClassRole::Source),
    ("submitted", Elements::All, ClassRole::Byline),
    ("username", Elements::All, ClassRole::Author),
];

const IDS: Table = &[
    ("BlogContent", Elements::Div, ClassRole::Content),
    ("BlogDate", Elements::All, ClassRole::Byline),
    ("BlogTitle", Elements::All, ClassRole::Title),
    ("comments", Elements::Div, ClassRole::Comments),
    ("comments_box", Elements::Div, ClassRole::Comments),
    // What a web archive adds above and below its copy of a page.
    ("donato", Elements::Div, ClassRole::Hidden),
    ("wm-ipp", Elements::Div, ClassRole::Hidden),
    ("wm-ipp-base", Elements::Div, ClassRole::Hidden),
    ("wm-ipp-print", Elements::Div, ClassRole::Hidden),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [CLASSES, IDS] {
            assert!(table.windows(2).all(|rows| rows[0].0 < rows[1].0));
        }
    }

    #[test]
    fn an_id_goes_before_classes_and_added_names_before_known_ones() {
        let classes = Classes::default();
        let role = |class, id| classes.role("div", class, id);
        assert_eq!(role("x print-title", ""), Some(ClassRole::Title));
        assert_eq!(role("print-title", "comments"), Some(ClassRole::Comments));
        assert_eq!(classes.role("span", "comment", ""), None);
        assert_eq!(role("comments", "print-title"), None);
        let added = Classes::default()
            .with(ClassRole::Byline, "print-title")
            .with(ClassRole::Hidden, "#menu");
        assert_eq!(added.role("p", "print-title", ""), Some(ClassRole::Byline));
        assert_eq!(added.role("p", "menu", "menu"), Some(ClassRole::Hidden));
        assert_eq!(added.role("p", "menu", ""), None);
    }
}
