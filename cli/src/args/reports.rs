//! Options of the subcommands that report on pages, `links` and `check`.

use super::{ConsoleArgs, ReadingArgs, SourceArgs};
use crate::check;
use crate::links;

#[derive(Debug, clap::Args)]
pub(crate) struct LinksArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// Print a JSON array of {page, number, url, title, kind, host, uses, places}, where `uses` are the words of each use,
    /// and `kind` is listed, inline, internal, relative or broken
    #[arg(long, overrides_with_all = ["csv", "tsv"])]
    json: bool,

    /// Print comma-separated lines, one for each use of a link
    #[arg(long, overrides_with_all = ["json", "tsv"])]
    csv: bool,

    /// Print tab-separated lines, one for each use of a link
    #[arg(long, overrides_with_all = ["json", "csv"])]
    tsv: bool,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) console: ConsoleArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// Print a JSON array of {page, kind, message, span}
    #[arg(long, overrides_with = "sarif")]
    json: bool,

    /// Print a SARIF 2.1.0 log, as code hosts and editors show it
    #[arg(long, overrides_with = "json")]
    sarif: bool,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) console: ConsoleArgs,
}

impl LinksArgs {
    /// How links are written.
    pub(crate) fn layout(&self) -> links::Layout {
        match self {
            Self { json: true, .. } => links::Layout::Json,
            Self { csv: true, .. } => links::Layout::Delimited(b','),
            Self { tsv: true, .. } => links::Layout::Delimited(b'\t'),
            _ => links::Layout::Table,
        }
    }
}

impl CheckArgs {
    /// How warnings are written.
    pub(crate) fn layout(&self) -> check::Layout {
        match self {
            Self { json: true, .. } => check::Layout::Json,
            Self { sarif: true, .. } => check::Layout::Sarif,
            _ => check::Layout::Excerpts,
        }
    }
}
