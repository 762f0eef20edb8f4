//! Reads mailboxes (mbox): messages one after the other, each below a line that begins with `From `.
//!
//! A mailbox is read as a stream: only one message at a time is in memory, and none longer than the limit for pages.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use liens::read::mail::after_mailbox_line;
use memchr::memmem;

use super::warc::Unpacked;

/// The size of the pieces in which lines are read.
const LONGEST_PIECE: u64 = 64 * 1024;

/// A mailbox that is being read.
pub(super) struct Mailbox<R: BufRead> {
    input: Unpacked<R>,
    /// The number of the last message, from 1.
    number: u64,
    /// The first lines of the next message.
    ahead: Vec<u8>,
    /// The maximum length of a message.
    longest: usize,
    is_ended: bool,
}

/// A message found in a mailbox.
#[derive(Debug)]
pub(super) struct Found {
    /// Its number, from 1.
    pub(super) number: u64,
    /// `None` if the message exceeds the limit for pages.
    pub(super) message: Option<Vec<u8>>,
}

impl Mailbox<BufReader<File>> {
    /// Opens a mailbox; `longest` limits the length of messages.
    pub(super) fn open(path: &Path, longest: usize) -> io::Result<Self> {
        let file = BufReader::with_capacity(64 * 1024, File::open(path)?);
        Self::new(file, longest)
    }
}

impl<R: BufRead> Mailbox<R> {
    fn new(input: R, longest: usize) -> io::Result<Self> {
        Ok(Self {
            input: Unpacked::new(input)?,
            number: 0,
            ahead: Vec::new(),
            longest,
            is_ended: false,
        })
    }

    /// The next message; `None` at the end.
    pub(super) fn next_message(&mut self) -> Result<Option<Found>, String> {
        if self.is_ended {
            return Ok(None);
        }
        let found = self.read_message();
        found.map_err(|error| {
            self.is_ended = true;
            format!("message {}: cannot read it: {error}", self.number + 1)
        })
    }

    /// How many bytes of the file were consumed.
    pub(super) fn position(&self) -> u64 {
        self.input.position()
    }

    fn read_message(&mut self) -> io::Result<Option<Found>> {
        let mut message = std::mem::take(&mut self.ahead);
        let mut is_too_long = false;
        let mut is_at_start = true;
        // Also above the first message.
        let mut is_blank_above = message.is_empty();
        loop {
            let line = self.piece()?;
            if line.is_empty() {
                self.is_ended = true;
                break;
            }
            if is_at_start && is_blank_above && after_mailbox_line(&line).is_some() {
                let below = self.piece()?;
                let is_first = message.trim_ascii().is_empty() && !is_too_long;
                if is_field(&below) && !is_first {
                    self.ahead = [line, below].concat();
                    break;
                }
                is_blank_above = below.trim_ascii().is_empty();
                is_at_start = below.ends_with(b"\n");
                message.extend_from_slice(&line);
                message.extend_from_slice(&below);
                continue;
            }
            let is_escaped = is_at_start && is_escaped(&line);
            is_blank_above = is_at_start && line.trim_ascii().is_empty();
            is_at_start = line.ends_with(b"\n");
            message.extend_from_slice(&line[usize::from(is_escaped)..]);
            if message.len() > self.longest {
                is_too_long = true;
                message = Vec::new();
            }
        }
        if message.trim_ascii().is_empty() && !is_too_long {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Found {
            number: self.number,
            message: (!is_too_long).then_some(message),
        }))
    }

    /// The next line, or a piece of a long one; empty at the end.
    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let mut input = self.input.by_ref().take(LONGEST_PIECE);
        input.read_until(b'\n', &mut line)?;
        Ok(line)
    }
}

/// Whether an archive is a mailbox, by its first bytes, or by its name if it is empty or damaged.
pub(super) fn is_mailbox_file(path: &Path) -> bool {
    let start = || {
        Unpacked::new(BufReader::new(File::open(path)?))?
            .fill_buf()
            .map(<[u8]>::to_vec)
    };
    let name = path.to_string_lossy().to_lowercase();
    let is_called = name.ends_with(".mbox") || name.ends_with(".mbox.gz");
    is_called || start().is_ok_and(|start| begins_as_mailbox(&start))
}

/// Whether a file is a mailbox with several messages. One with a single message is read as that message.
pub(super) fn is_mailbox(path: &Path) -> bool {
    let read = || -> Result<bool, String> {
        let mut mailbox = Mailbox::open(path, 0).map_err(|error| error.to_string())?;
        let start = mailbox
            .input
            .fill_buf()
            .map_err(|error| error.to_string())?;
        if !begins_as_mailbox(start) {
            return Ok(false);
        }
        mailbox.next_message()?;
        Ok(mailbox.next_message()?.is_some())
    };
    read().unwrap_or(false)
}

/// Whether bytes begin like a mailbox: with a `From ` line followed by a header field.
pub(super) fn begins_as_mailbox(start: &[u8]) -> bool {
    after_mailbox_line(start.trim_ascii_start()).is_some_and(is_field)
}

/// Whether bytes are a mailbox with several messages.
pub(super) fn has_several(bytes: &[u8]) -> bool {
    begins_as_mailbox(bytes)
        && memmem::find_iter(bytes, "\nFrom ").any(|at| {
            let is_blank_above = bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r");
            is_blank_above && begins_as_mailbox(&bytes[at + 1..])
        })
}

/// Whether a line is a field of a header.
fn is_field(line: &[u8]) -> bool {
    let name = memchr::memchr(b':', line).map(|end| &line[..end]);
    name.is_some_and(|name| !name.is_empty() && name.iter().all(u8::is_ascii_graphic))
}

/// Whether a line was escaped since it would look like the start of a message: `>From`.
fn is_escaped(line: &[u8]) -> bool {
    let words = line
        .iter()
        .position(|byte| *byte != b'>')
        .unwrap_or_default();
    words > 0 && line[words..].starts_with(b"From ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::*;

    const LINE: &str = "From ana@example.org Mon May  4 10:00:00 2020\n";

    fn messages(mailbox: &str, longest: usize) -> Vec<Option<String>> {
        let mut mailbox = Mailbox::new(mailbox.as_bytes(), longest).expect("memory");
        let mut found = Vec::new();
        while let Some(next) = mailbox.next_message().expect("memory") {
            let text = |message: Vec<u8>| String::from_utf8_lossy(&message).into_owned();
            found.push(next.message.map(text));
            assert_eq!(next.number, found.len() as u64);
        }
        found
    }

    #[test]
    fn messages_begin_below_a_blank_line() {
        let whole = format!(
            "{LINE}Subject: A\n\nWords.\nFrom then on, at 10:00, words.\n\nFrom here at 10:00:00 on\n\n\
             >From the mole.\n>>From there.\n> From him.\n\n{LINE}Subject: B\n\nMore.\n"
        );
        let found = messages(&whole, 1_000);
        assert_eq!(
            found,
            [
                Some(format!(
                    "{LINE}Subject: A\n\nWords.\nFrom then on, at 10:00, words.\n\nFrom here at 10:00:00 on\n\n\
                     From the mole.\n>From there.\n> From him.\n\n"
                )),
                Some(format!("{LINE}Subject: B\n\nMore.\n")),
            ]
        );
        assert!(has_several(whole.as_bytes()));
        assert!(!has_several(
            found[1].as_deref().unwrap_or_default().as_bytes()
        ));
        assert_eq!(messages("", 1_000), []);
        assert_eq!(messages("\n \n", 1_000), []);
    }

    #[test]
    fn a_message_that_is_too_long_keeps_no_other() {
        let long = format!("{LINE}Subject: A\n\n{}\n\n", "a".repeat(200_000));
        let short = format!("{LINE}Subject: B\n\nWords.\n");
        let found = messages(&format!("{long}{short}"), 1_000);
        assert_eq!(found, [None, Some(short)]);
    }

    proptest! {
        #[test]
        fn any_lines_come_back(lines in prop::collection::vec(any::<u8>(), 0..40)) {
            const LINES: [&str; 6] = [LINE, "Subject: A\n", "\n", "Words.\n", "From here\n", "no end"];
            let whole: String = lines.iter().map(|line| LINES[usize::from(*line) % LINES.len()]).collect();
            let found: Vec<String> = messages(&whole, 1 << 20).into_iter().flatten().collect();
            assert_eq!(found.concat().trim_end(), whole.trim_end());
        }
    }
}
