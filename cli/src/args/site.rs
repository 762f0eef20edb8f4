//! Options for making a site of pages.

use crate::site::Template;

/// Options of `convert --site`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct SiteArgs {
    /// Make a site: links between the pages lead to the new files, other files of the mirror are copied, and an
    /// index and redirects are written. The format is html unless --to is markdown, which gets front matter;
    /// --base-url is the URL of the mirror's top. The pages are read twice
    #[arg(long, requires = "output")]
    pub(crate) site: bool,

    /// Name the pages of a site by a template of {source.path}, {source.host}, {path}, {title}, {author}, {date},
    /// {year}, {month} and {day}, as in '{year}/{title}'
    #[arg(long, value_name = "TEMPLATE", requires = "site")]
    pub(crate) name: Option<Template>,

    /// Write only the files of a site that change
    #[arg(long, requires = "site")]
    pub(crate) update: bool,
}
