//! Shows messages to the user, separately from the results.

use std::io::{self, Write as _};

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files;
use codespan_reporting::term::termcolor::{Buffer, BufferWriter, Color, ColorSpec, WriteColor};
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};
use liens::Warning;

use super::args::ConsoleArgs;
use super::excerpt::Excerpt;
use super::failure::Failure;
use super::input::Document;

/// Standard error.
pub(super) struct Console {
    /// `None` if nothing is shown.
    stderr: Option<BufferWriter>,
    is_quiet: bool,
    is_verbose: bool,
}

/// Messages, collected until they are shown.
pub(super) struct Messages {
    buffer: Buffer,
    is_quiet: bool,
}

impl Console {
    /// Standard error, for errors and, unless quiet, for all other messages.
    pub(super) fn new(args: &ConsoleArgs) -> Self {
        Self {
            stderr: Some(BufferWriter::stderr(args.color.choice(&io::stderr()))),
            is_quiet: args.quiet,
            is_verbose: args.verbose,
        }
    }

    /// A console that shows nothing, for work whose messages will come again.
    pub(super) fn silent() -> Self {
        Self {
            stderr: None,
            is_quiet: true,
            is_verbose: false,
        }
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.is_verbose
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// An empty collection of messages.
    pub(super) fn messages(&self) -> Messages {
        Messages {
            buffer: match &self.stderr {
                Some(stderr) => stderr.buffer(),
                None => Buffer::no_color(),
            },
            is_quiet: self.is_quiet,
        }
    }

    /// Shows the messages collected so far. If standard error is closed, they are silently dropped.
    pub(super) fn show(&self, messages: &mut Messages) {
        if let Some(stderr) = &self.stderr {
            let _ = stderr.print(&messages.buffer);
        }
        messages.buffer.clear();
    }
}

impl Messages {
    pub(super) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// How many bytes of memory they take.
    pub(super) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Adds a note about an input, which is not a warning.
    pub(super) fn note(&mut self, name: &str, note: &str) {
        if !self.is_quiet {
            let _ = line(&mut self.buffer, name, Color::Green, "note", note);
        }
    }

    /// Adds the summary of a run over many pages.
    pub(super) fn summary(&mut self, summary: &str) {
        if !self.is_quiet {
            let _ = writeln!(self.buffer, "{summary}");
        }
    }

    /// Adds the warnings of a document, one line each.
    pub(super) fn warnings(&mut self, document: &Document) {
        if self.is_quiet {
            return;
        }
        for warning in &document.reading.warnings {
            let place = place(document, warning);
            let message = format!("{} [{}]", warning.message, warning.kind.name());
            if line(&mut self.buffer, &place, Color::Yellow, "warning", &message).is_err() {
                return;
            }
        }
    }

    /// Adds a failure that does not concern a document's text.
    pub(super) fn failure(&mut self, failure: &Failure) {
        let (message, help) = match failure {
            Failure::Plain { message, help } => (message, help.as_deref()),
            Failure::Full { message } => (message, None),
            Failure::Strict => return,
        };
        let _ = line(&mut self.buffer, "", Color::Red, "error", message);
        if let Some(help) = help {
            let _ = line(&mut self.buffer, "", Color::Cyan, "help", help);
        }
    }

    /// Whether a document has no warnings; otherwise adds the first as an error.
    pub(super) fn accept(&mut self, document: &Document) -> bool {
        let Some(warning) = document.reading.warnings.first() else {
            return true;
        };
        let _ = show(&mut self.buffer, Diagnostic::error(), document, warning);
        false
    }
}

/// Adds a warning with an excerpt of the text that it is about.
pub(super) fn show(
    stream: &mut impl WriteColor,
    diagnostic: Diagnostic<()>,
    document: &Document,
    warning: &Warning,
) -> io::Result<()> {
    let source = document.source.as_deref();
    let name = document.source_name.as_ref().unwrap_or(&document.name);
    let name = all_printable(name);
    let excerpt = source
        .zip(warning.span)
        .and_then(|(source, span)| Excerpt::new(&name, source, span));
    let message = all_printable(&warning.message);
    let diagnostic = diagnostic
        .with_code(warning.kind.name())
        .with_message(message);
    let styles = Styles::default();
    let mut stream = StylesWriter::new(stream, &styles);
    let config = Config::default();
    let shown = match excerpt {
        Some(excerpt) => {
            let label = Label::primary((), excerpt.marked.clone());
            let diagnostic = diagnostic.with_label(label);
            emit_to_write_style(&mut stream, &config, &excerpt, &diagnostic)
        }
        None => {
            let diagnostic = diagnostic.with_note(all_printable(&place(document, warning)));
            let no_files = files::SimpleFile::new("", "");
            emit_to_write_style(&mut stream, &config, &no_files, &diagnostic)
        }
    };
    shown.map_err(|error| match error {
        files::Error::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// The position of a warning: `FILE:3:1`, or as much as is known.
fn place(document: &Document, warning: &Warning) -> String {
    let name = &document.name;
    match (warning.span, &document.source) {
        (Some(span), Some(_)) => {
            let name = document.source_name.as_ref().unwrap_or(name);
            format!("{name}:{}:{}", span.line, span.column)
        }
        (Some(span), None) => format!(
            "{name} (made from line {}, column {})",
            span.line, span.column
        ),
        (None, _) => name.clone(),
    }
}

/// Writes `PLACE: warning: message`, with colour for the second part.
fn line(
    stream: &mut impl WriteColor,
    place: &str,
    color: Color,
    severity: &str,
    message: &str,
) -> io::Result<()> {
    if !place.is_empty() {
        write!(stream, "{}: ", all_printable(place))?;
    }
    stream.set_color(ColorSpec::new().set_fg(Some(color)).set_bold(true))?;
    write!(stream, "{severity}")?;
    stream.reset()?;
    writeln!(stream, ": {}", all_printable(message))
}

fn all_printable(text: &str) -> String {
    text.chars().map(printable).collect()
}

/// The character, unless it would control the terminal, break the line, or change the direction of the text around
/// it.
pub(super) fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_line_end(c) || is_direction(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Whether a character ends lines without being a control character: LINE SEPARATOR and PARAGRAPH SEPARATOR.
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character controls text direction: those with the property `Bidi_Control` and their deprecated
/// relatives. Such a character could make a URL or name look like another.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_change_the_line_is_replaced() {
        for c in "\n\r\0\u{1b}\u{7f}\u{85}\u{9b}\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\u{206a}".chars() {
            assert_eq!(printable(c), char::REPLACEMENT_CHARACTER, "{c:?}");
        }
        // Letters of all directions, and joiners.
        for c in " a\u{e9}\u{5d0}\u{627}\u{200c}\u{200d}\u{2027}\u{202f}\u{1f6b2}".chars() {
            assert_eq!(printable(c), c, "{c:?}");
        }
        assert_eq!(printable('\t'), ' ');
    }
}
