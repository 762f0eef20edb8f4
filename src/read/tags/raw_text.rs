//! Text in which there are no tags, and where it ends.

use super::is_space;

/// Text in which there are no tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawText {
    /// What this element holds, where character references mean what they mean elsewhere.
    Escapable(&'static str),
    /// What this element holds.
    Verbatim(&'static str),
    Script,
    /// All the rest.
    Plaintext,
    /// What a CDATA section holds.
    Cdata,
}

impl RawText {
    /// What follows the start tag of an HTML element, where no script can run: then `<noscript>` holds tags.
    pub(crate) fn of(name: &str) -> Option<Self> {
        const KINDS: [(&str, RawText); 9] = [
            ("script", RawText::Script),
            ("style", RawText::Verbatim("style")),
            ("title", RawText::Escapable("title")),
            ("textarea", RawText::Escapable("textarea")),
            ("iframe", RawText::Verbatim("iframe")),
            ("xmp", RawText::Verbatim("xmp")),
            ("noembed", RawText::Verbatim("noembed")),
            ("noframes", RawText::Verbatim("noframes")),
            ("plaintext", RawText::Plaintext),
        ];
        let found = KINDS.iter().find(|(raw, _)| raw.eq_ignore_ascii_case(name));
        found.map(|(_, kind)| *kind)
    }

    /// Where it ends that starts here: before its end tag, if there is one.
    pub(crate) fn end(self, bytes: &[u8], start: usize) -> usize {
        let rest = &bytes[start..];
        let length = match self {
            Self::Escapable(name) | Self::Verbatim(name) => memchr::memchr_iter(b'<', rest)
                .find(|at| is_tag(rest[*at..].strip_prefix(b"</"), name.as_bytes())),
            Self::Script => script_length(rest),
            Self::Plaintext | Self::Cdata => None,
        };
        length.map_or(bytes.len(), |length| start + length)
    }
}

/// Whether what stands after a `<` or `</` is this name, and the name is whole.
fn is_tag(behind: Option<&[u8]>, name: &[u8]) -> bool {
    let behind = behind.and_then(|behind| behind.split_at_checked(name.len()));
    behind.is_some_and(|(found, behind)| {
        found.eq_ignore_ascii_case(name)
            && behind
                .first()
                .is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
    })
}

/// How long a script is that has an end tag. In what looks like a comment, the end tag of a script that starts there
/// ends only that one.
fn script_length(script: &[u8]) -> Option<usize> {
    #[derive(Clone, Copy)]
    enum State {
        Script,
        /// After a `<!--` at whose dashes the comment starts.
        Comment(usize),
        /// In a script in such a comment.
        ScriptInComment(usize),
    }
    let mut state = State::Script;
    for at in memchr::memchr2_iter(b'<', b'>', script) {
        let starts = || is_tag(script[at..].strip_prefix(b"<"), b"script");
        let ends = || is_tag(script[at..].strip_prefix(b"</"), b"script");
        let ends_comment = |from: usize| script[at] == b'>' && script[from..at].ends_with(b"--");
        state = match state {
            State::Script | State::Comment(_) if ends() => return Some(at),
            State::Script if script[at..].starts_with(b"<!--") => State::Comment(at + 2),
            State::Comment(from) | State::ScriptInComment(from) if ends_comment(from) => {
                State::Script
            }
            State::Comment(from) if starts() => State::ScriptInComment(from),
            State::ScriptInComment(from) if ends() => State::Comment(from),
            same => same,
        };
    }
    None
}
