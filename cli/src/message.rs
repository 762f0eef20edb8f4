//! What the user is told beside the results.

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
    stderr: BufferWriter,
    is_quiet: bool,
    is_verbose: bool,
}

/// Messages, collected until they are shown.
pub(super) struct Messages {
    buffer: Buffer,
    is_quiet: bool,
}

impl Console {
    /// Standard error, for errors and, unless quiet, for all that there is to say.
    pub(super) fn new(args: &ConsoleArgs) -> Self {
        Self {
            stderr: BufferWriter::stderr(args.color.choice(&io::stderr())),
            is_quiet: args.quiet,
            is_verbose: args.verbose,
        }
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.is_verbose
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// New messages, none so far.
    pub(super) fn messages(&self) -> Messages {
        Messages {
            buffer: self.stderr.buffer(),
            is_quiet: self.is_quiet,
        }
    }

    /// Shows what was collected so far. Where standard error is gone, it is lost without further ado.
    pub(super) fn show(&self, messages: &mut Messages) {
        let _ = self.stderr.print(&messages.buffer);
        messages.buffer.clear();
    }
}

impl Messages {
    pub(super) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// How many bytes they take.
    pub(super) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Tells something about an input that is worth knowing and no warning.
    pub(super) fn note(&mut self, name: &str, note: &str) {
        if !self.is_quiet {
            let _ = line(&mut self.buffer, name, Color::Green, "note", note);
        }
    }

    /// Tells how a run over many pages went.
    pub(super) fn summary(&mut self, summary: &str) {
        if !self.is_quiet {
            let _ = writeln!(self.buffer, "{summary}");
        }
    }

    /// Tells the warnings of a document, a line each.
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

    /// Tells a failure that concerns no document's text.
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

    /// Whether a document has no warnings; else tells the first, as an error.
    pub(super) fn accept(&mut self, document: &Document) -> bool {
        let Some(warning) = document.reading.warnings.first() else {
            return true;
        };
        let _ = show(&mut self.buffer, Diagnostic::error(), document, warning);
        false
    }
}

/// Shows a warning with the text that it is about.
pub(super) fn show(
    stream: &mut impl WriteColor,
    diagnostic: Diagnostic<()>,
    document: &Document,
    warning: &Warning,
) -> io::Result<()> {
    let source = document.source.as_deref();
    let name = all_printable(&document.name);
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

/// Where a warning belongs: `FILE:3:1`, or what can be said.
fn place(document: &Document, warning: &Warning) -> String {
    let name = &document.name;
    match (warning.span, &document.source) {
        (Some(span), Some(_)) => format!("{name}:{}:{}", span.line, span.column),
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

/// The character, unless it would command the terminal, break the line, or turn what stands around it.
pub(super) fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_line_end(c) || is_direction(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Whether a character that is no control character ends lines: LINE SEPARATOR and PARAGRAPH SEPARATOR.
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character says in which direction words run, as all with the property `Bidi_Control` do and their
/// deprecated kin: it could show an address or name as another.
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
        // Letters of all directions, and what joins them.
        for c in " a\u{e9}\u{5d0}\u{627}\u{200c}\u{200d}\u{2027}\u{202f}\u{1f6b2}".chars() {
            assert_eq!(printable(c), c, "{c:?}");
        }
        assert_eq!(printable('\t'), ' ');
    }
}
