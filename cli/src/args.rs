//! Defines the arguments and their help, and turns them into options.

mod book;
mod console;
mod help;
pub(super) mod paper;
mod reports;
mod site;

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use liens::read::Options;
use liens::write::{LinkStyle, PandocApi, TableStyle};
use liens::{BaseUrl, DateOrder};

use super::bounds::Bounds;
use super::change::{language_tag, printable_date, printable_url};
use super::failure::Failure;
use super::format::{self, INPUTS, InputFormat, OUTPUTS, OutputFormat, Switches};
use super::label::{Class, Label};
use super::output;
use super::pandoc;
use super::size::{Size, size};
use super::source::Sources;

use book::BookArgs;
pub(super) use console::ConsoleArgs;
use help::{ABOUT, CHECK_EXAMPLES, CONVERT_EXAMPLES, EXAMPLES, LINKS_EXAMPLES, LONG_ABOUT};
use paper::PaperArgs;
pub(super) use reports::{CheckArgs, LinksArgs};
use site::SiteArgs;

#[derive(Debug, Parser)]
#[command(name = "liens", version, about = ABOUT, long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Converts articles from one format to another
    #[command(after_help = CONVERT_EXAMPLES, args_override_self = true)]
    Convert(Box<ConvertArgs>),
    /// Prints the links of each page: number, URL, number of uses, and the words of each use
    #[command(after_help = LINKS_EXAMPLES, args_override_self = true)]
    Links(LinksArgs),
    /// Prints warnings with excerpts; the exit code is 0 if there are none
    #[command(after_help = CHECK_EXAMPLES, args_override_self = true)]
    Check(CheckArgs),
    /// Prints a script that completes arguments in a shell
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Writes the manual pages into a directory
    #[command(hide = true)]
    Manual {
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
}

impl Command {
    /// The console options, which all subcommands that read pages have.
    pub(super) fn console(&self) -> Option<&ConsoleArgs> {
        match self {
            Self::Convert(args) => Some(&args.console),
            Self::Links(args) => Some(&args.console),
            Self::Check(args) => Some(&args.console),
            Self::Completions { .. } | Self::Manual { .. } => None,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ConvertArgs {
    #[command(flatten)]
    pub(super) source: SourceArgs,

    /// The output format [default: by the extension of OUT, else json]
    #[arg(short, long, value_name = "FORMAT", value_parser = output_format())]
    pub(super) to: Option<&'static OutputFormat>,

    /// The file to write, or a directory, in which each result is named after its input. Several
    /// pages need a directory (--to ndjson: a file), which is created. An existing file is replaced
    /// once its new content is complete; an input never is
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,

    /// Treat the first warning as an error
    #[arg(long)]
    pub(super) strict: bool,

    /// Write a complete HTML page, not only the article (--to html)
    #[arg(long)]
    pub(super) standalone: bool,

    /// Write only content, footer, source line and list, not a complete page (--to print-html)
    #[arg(long)]
    pub(super) content_only: bool,

    /// Wrap lines at this column; 0 for no wrapping (--to text) [default: 72]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,

    /// How listed links are written (--to markdown) [default: inline]
    #[arg(long, value_name = "STYLE")]
    links: Option<Style>,

    /// How tables are written (--to markdown) [default: as GFM if that can express the table, else as HTML]
    #[arg(long, value_name = "STYLE")]
    tables: Option<Tables>,

    /// Begin with YAML front matter: title, author, date, lang, site, source (--to markdown)
    #[arg(long)]
    pub(super) front_matter: bool,

    /// Write only the body: no site, title, byline, comments, footer or source line (--to markdown, html)
    #[arg(long)]
    pub(super) body_only: bool,

    /// Write no HTML tags or comments (--to markdown)
    #[arg(long)]
    no_raw_html: bool,

    /// The version of Pandoc's types (--to pandoc) [default: the version of the `pandoc` on the PATH, else 1.23]
    ///
    /// Pandoc only reads documents of its own API version: Pandoc 2.11 to 2.19 has 1.22, Pandoc 3 has 1.23.
    /// Without this option, `pandoc --version` is run to find out.
    #[arg(long, value_name = "VERSION")]
    pandoc_api: Option<Api>,

    /// Break and indent lines (--to json)
    #[arg(long)]
    pub(super) pretty: bool,

    /// Write rows for tables and data frames: the same flat columns for each page, with the article as FORMAT in
    /// the column `content`, and a row with the column `error` for a page that cannot be read (--to ndjson)
    #[arg(
        long,
        value_name = "FORMAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "markdown",
        value_parser = content_format()
    )]
    pub(super) flat: Option<&'static OutputFormat>,

    #[command(flatten)]
    pub(super) site: SiteArgs,

    #[command(flatten)]
    pub(super) paper: PaperArgs,

    #[command(flatten)]
    pub(super) book: BookArgs,

    #[command(flatten)]
    pub(super) changes: ChangeArgs,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,

    #[command(flatten)]
    pub(super) console: ConsoleArgs,
}

/// Changes to each article before it is written.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub(super) struct ChangeArgs {
    /// Number the unlisted links, which turns any article into a print export. The navigation, side columns
    /// and footer of its site go below it, without numbers
    #[arg(long)]
    pub(super) number: bool,

    /// The URL of the article, for the source line; also used to resolve relative links unless --base-url is given
    #[arg(long, value_name = "URL", value_parser = printable_url)]
    pub(super) source_url: Option<String>,

    /// When the article was modified, as printed in the source line: 2018-06-29 14:56.
    /// The page must have a source line, or get one by --source-url
    #[arg(long, value_name = "DATE", value_parser = printable_date)]
    pub(super) modified: Option<String>,

    /// The language of the article and its labels, a BCP 47 tag such as fr or pt-BR
    #[arg(long, value_name = "TAG", value_parser = language_tag)]
    pub(super) lang: Option<String>,
}

/// The pages to read, for subcommands that take many.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct SourceArgs {
    /// Files, folders and archives to read; standard input if omitted or `-`.
    /// In a folder and its subfolders, all html, htm, xhtml, shtml, md, markdown, txt and text files are read,
    /// all json files that liens wrote, mails and saved pages (eml, mht, mhtml), and all archives and mailboxes: warc,
    /// warc.gz, wet, wet.gz, mbox and mbox.gz, or without an ending.
    /// Standard input may be an archive, too.
    /// Hidden files and symbolic links to folders are skipped
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Read the files listed in this file, one per line, or `-` for a list on standard input.
    /// Results keep the listed paths
    #[arg(long, value_name = "LIST", conflicts_with = "files")]
    pub(super) files_from: Option<PathBuf>,

    /// Names are NUL-separated, as from `find -print0`
    #[arg(short = '0', long, requires = "files_from", conflicts_with = "files")]
    pub(super) null: bool,

    /// Skip all pages except those of this kind, which is detected before a page is parsed
    #[arg(long, value_name = "KIND")]
    pub(super) only: Option<Only>,

    /// Number of pages to process in parallel [default: the number of processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

/// Options for reading, which every subcommand has.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingArgs {
    /// The input format
    #[arg(short, long, value_name = "FORMAT", default_value = "auto", value_parser = input_format())]
    pub(super) from: From,

    /// Which number is the day in dates like 03/07/2018, if the page does not reveal it
    #[arg(long, value_name = "ORDER")]
    date_order: Option<Order>,

    /// The page's URL, used to resolve relative links
    #[arg(long, value_name = "URL")]
    base_url: Option<BaseUrl>,

    /// Read only the main content of ordinary HTML pages, and warn about what is left out; print exports are read
    /// whole
    #[arg(long)]
    main: bool,

    /// Words that a site prints around its articles; may be repeated. PART is source, modified,
    /// retrieved, links, published, by, created, submitted or printed-from, as in 'hr:modified=izmijenjeno {date}'
    #[arg(long = "label", value_name = "LANG:PART=WORDS")]
    labels: Vec<Label>,

    /// A class name, or an #id, of a site's pages; may be repeated. ROLE is site, breadcrumb, title, byline, author,
    /// article, content, text, field, field-label, field-item, marker, comments, comment, footer, source, links,
    /// logo, hidden-words or hidden, as in 'byline=entry-author'
    #[arg(long = "class", value_name = "ROLE=NAME")]
    classes: Vec<Class>,

    /// The most bytes a page may have, compressed or not, as in 500000, 500K, 32M, 2G
    #[arg(long, value_name = "SIZE", default_value = "32M", value_parser = size)]
    max_size: Size,

    /// How many times its compressed size a page may have, checked from 4 MiB on
    #[arg(long, value_name = "TIMES", default_value_t = 200)]
    max_ratio: u32,

    /// How much memory all pages being read may take together
    ///
    /// The need of a page is estimated from its length and its markup before it is read: at most 12 bytes for each
    /// byte of prose, and hundreds for each tag, each bracket of Markdown and each line of plain text. Pages wait for
    /// each other; a page that may need more than the limit by itself is refused. The program itself, waiting results
    /// and memory that the allocator keeps are not included, up to about 100 MB per job.
    #[arg(long, value_name = "SIZE", default_value = "320M", value_parser = size)]
    memory: Size,
}

/// The input format; `None` if it is to be detected.
#[derive(Clone, Copy, Debug)]
pub(super) struct From(pub(super) Option<&'static InputFormat>);

/// The value of `--pandoc-api`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Api {
    #[value(name = "1.22")]
    V1_22,
    #[value(name = "1.23")]
    V1_23,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// 29/06/2018, as in most of the world
    DayFirst,
    /// 06/29/2018, as in the United States and on sites with unchanged settings
    MonthFirst,
}

/// The value of `--only`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Only {
    /// Print exports, by their generator's markup, or by a source line and a numbered list
    Exports,
}

/// The value of `--links`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Style {
    /// [words](https://example.org/)
    Inline,
    /// [words][4], and the URLs at the end
    Reference,
    #[value(help = "words[^4], and the URLs in footnotes")]
    Footnote,
}

/// The value of `--tables`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tables {
    /// As GitHub Flavored Markdown, with empty cells in place of spans and each cell on one line
    Gfm,
    /// As HTML with Markdown in the cells
    Html,
}

impl Tables {
    fn style(self) -> TableStyle {
        match self {
            Self::Gfm => TableStyle::Gfm,
            Self::Html => TableStyle::Html,
        }
    }
}

impl Style {
    fn links(self) -> LinkStyle {
        match self {
            Self::Inline => LinkStyle::Inline,
            Self::Reference => LinkStyle::Reference,
            Self::Footnote => LinkStyle::Footnote,
        }
    }
}

impl ConvertArgs {
    /// The output format: the user's choice, otherwise the one that the extension of the output implies.
    pub(super) fn format(&self) -> &'static OutputFormat {
        let by_ending = || output::format_of(self.output.as_deref()?);
        self.to.or_else(by_ending).unwrap_or(&OUTPUTS[0])
    }

    /// The format of the articles themselves, which may be wrapped in rows.
    pub(super) fn content(&self) -> &'static OutputFormat {
        self.flat.unwrap_or_else(|| self.format())
    }

    /// The switches of an output format. A switch that belongs to another format is a usage error.
    pub(super) fn switches_for(&self, format: &OutputFormat) -> Result<Switches, Failure> {
        let switches = [
            ("--pretty", self.pretty),
            ("--flat", self.flat.is_some()),
            ("--standalone", self.standalone),
            ("--content-only", self.content_only),
            ("--width", self.width.is_some()),
            ("--links", self.links.is_some()),
            ("--tables", self.tables.is_some()),
            ("--front-matter", self.front_matter),
            ("--body-only", self.body_only),
            ("--no-raw-html", self.no_raw_html),
            ("--pandoc-api", self.pandoc_api.is_some()),
        ];
        let formats = [Some(format), self.flat];
        let goes_with = |switch| {
            let mut formats = formats.iter().flatten();
            formats.any(|format| format.switches.contains(&switch))
        };
        for (switch, is_given) in switches.into_iter().chain(self.paper.given()) {
            if is_given && !goes_with(switch) {
                let message = format!("{switch} does not go with --to {}", format.name);
                return Err(Failure::new(
                    message, "leave it out, or see `liens convert --help`",
                ));
            }
        }
        Ok(Switches {
            pretty: self.pretty,
            standalone: self.standalone,
            content_only: self.content_only,
            width: self.width,
            links: self.links.map(Style::links),
            tables: self.tables.map(Tables::style),
            front_matter: self.front_matter,
            body_only: self.body_only,
            no_raw_html: self.no_raw_html,
            pandoc_api: self.pandoc_api(self.flat.unwrap_or(format)),
            labels: self.reading.options().labels,
            pages: self.paper.pages()?,
        })
    }

    fn pandoc_api(&self, format: &OutputFormat) -> PandocApi {
        match self.pandoc_api {
            Some(Api::V1_22) => PandocApi::V1_22,
            Some(Api::V1_23) => PandocApi::V1_23,
            None if format.switches.contains(&"--pandoc-api") => pandoc::installed_api(),
            None => PandocApi::default(),
        }
    }
}

impl SourceArgs {
    /// Number of pages to process in parallel.
    pub(super) fn jobs(&self) -> usize {
        let processors = || thread::available_parallelism().map_or(1, NonZero::get);
        self.jobs.map_or_else(processors, usize::from)
    }
}

impl ConvertArgs {
    /// The changes to the articles. One URL for several articles is a usage error.
    pub(super) fn changes_of(&self, sources: &Sources) -> Result<ChangeArgs, Failure> {
        if self.changes.source_url.is_some() && !sources.is_single() {
            return Err(Failure::new(
                "--source-url is the address of one article, but several are read".to_owned(),
                "name a single file",
            ));
        }
        let mut changes = self.changes.clone();
        // On paper, the URL of an unlisted link would be lost.
        changes.number |= self.format().is_pdf;
        Ok(changes)
    }
}

impl ReadingArgs {
    /// The limits on the size of a page.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            length: self.max_size.0,
            ratio: self.max_ratio as usize,
        }
    }

    /// The limit on memory for pages.
    pub(super) fn memory(&self) -> u64 {
        self.memory.0 as u64
    }

    /// The base URL, for a site that of the top of the mirror.
    pub(super) fn base_url(&self) -> Option<&BaseUrl> {
        self.base_url.as_ref()
    }

    /// The library's options.
    pub(super) fn options(&self) -> Options {
        let mut options = Options::default();
        // The program's own limit applies to encoded bytes; decoding may triple their number.
        options.limits.bytes = usize::MAX;
        options.date_order = self.date_order.map(|order| match order {
            Order::DayFirst => DateOrder::DayFirst,
            Order::MonthFirst => DateOrder::MonthFirst,
        });
        options.base_url.clone_from(&self.base_url);
        options.main_only = self.main;
        for label in &self.labels {
            let Label {
                language,
                part,
                words,
            } = label.clone();
            options.labels.add(language, part, words);
        }
        for Class { role, name } in &self.classes {
            options.classes.add(*role, name);
        }
        options
    }
}

/// `auto`, or the name of a format that can be read.
fn input_format() -> impl TypedValueParser<Value = From> {
    let auto = PossibleValue::new("auto")
        .help("What the text looks like, and where that leaves room, what the file's name ends in");
    let formats = INPUTS
        .iter()
        .map(|format| format_value(format.name, format.about, format.endings));
    PossibleValuesParser::new(std::iter::once(auto).chain(formats)).map(|name| {
        let by_ending = || {
            INPUTS
                .iter()
                .find(|format| format.endings.contains(&&*name))
        };
        From(format::named(&name).or_else(by_ending))
    })
}

/// A format as the value of an option. The endings of its files stand for it, too.
fn format_value(
    name: &'static str,
    about: &'static str,
    endings: &'static [&'static str],
) -> PossibleValue {
    let aliases = endings.iter().filter(move |ending| **ending != name);
    PossibleValue::new(name).help(about).aliases(aliases)
}

/// The name of a format that can be written.
fn output_format() -> impl TypedValueParser<Value = &'static OutputFormat> {
    one_of(OUTPUTS.iter())
}

/// The name of a format that a column can hold.
fn content_format() -> impl TypedValueParser<Value = &'static OutputFormat> {
    one_of(OUTPUTS.iter().filter(|format| !format.is_lines))
}

fn one_of(
    formats: impl Iterator<Item = &'static OutputFormat>,
) -> impl TypedValueParser<Value = &'static OutputFormat> {
    let formats = formats.map(|format| format_value(format.name, format.about, format.endings));
    PossibleValuesParser::new(formats).try_map(|name| {
        let mut formats = OUTPUTS.iter();
        let format = formats.find(|format| format.name == name || format.endings.contains(&&*name));
        format.ok_or("no such format")
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn arguments_are_well_defined() {
        Args::command().debug_assert();
    }
}
