//! Options for making a book of pages.

/// Options of `convert --book`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct BookArgs {
    /// Make one document of all pages: a title page, a table of contents, and each page on a new sheet (--to html,
    /// pdf)
    ///
    /// Links between the pages lead to their places in the book. The order is that of the arguments; in a folder, by
    /// name, or as its SUMMARY.md lists the pages, which may also be an argument itself.
    #[arg(long, conflicts_with = "site")]
    pub(crate) book: bool,

    /// The title of a book [default: that of its book.toml, its site, its folder or the output file]
    #[arg(long, value_name = "TITLE", requires = "book")]
    pub(crate) book_title: Option<String>,

    /// Number the links of all pages of a book in one list at its end [default: each page has its own list]
    #[arg(long, requires = "book")]
    pub(crate) one_list: bool,
}
