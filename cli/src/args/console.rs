//! Options for messages, and for the file with further options.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ValueEnum;
use codespan_reporting::term::termcolor::ColorChoice;

/// Options that every subcommand has.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ConsoleArgs {
    /// Print errors only: no warnings, notes, progress or summary
    #[arg(short, long, overrides_with = "verbose")]
    pub(crate) quiet: bool,

    /// Name every file that is skipped, and say why
    #[arg(short, long, overrides_with = "quiet")]
    pub(crate) verbose: bool,

    /// When to print in color
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// A TOML file with options, labels and class names [default: liens.toml, if there is one here]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The value of `--color`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR or TERM forbids it
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether to write colors to a stream.
    pub(crate) fn choice(self, stream: &impl IsTerminal) -> ColorChoice {
        match self {
            Self::Auto if stream.is_terminal() => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Auto | Self::Never => ColorChoice::Never,
        }
    }
}
