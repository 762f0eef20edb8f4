//! Adapts `fmt::Write` to `io::Write`: collects text in large pieces and keeps the I/O error.

use std::fmt;
use std::io::{self, BufWriter, Write as _};

/// Passes text on as UTF-8 bytes, and keeps the I/O error, which `fmt::Error` cannot hold.
struct Utf8<'a, W: io::Write + ?Sized> {
    out: BufWriter<&'a mut W>,
    error: Option<io::Error>,
}

impl<W: io::Write + ?Sized> fmt::Write for Utf8<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.error = Some(error);
            fmt::Error
        })
    }
}

/// Writes what `render` writes as UTF-8, in large pieces.
pub(super) fn write_to<W: io::Write + ?Sized>(
    out: &mut W,
    render: impl FnOnce(&mut dyn fmt::Write) -> fmt::Result,
) -> io::Result<()> {
    let mut out = Utf8 {
        out: BufWriter::new(out),
        error: None,
    };
    let unknown = || io::Error::other("expected the whole article, but the form gave up");
    let written = match render(&mut out) {
        Ok(()) => out.out.flush(),
        Err(fmt::Error) => Err(out.error.take().unwrap_or_else(unknown)),
    };
    if written.is_err() {
        // Dropping the buffer must not try again to write what failed.
        drop(out.out.into_parts());
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Block, Inline};
    use crate::write::{Html, Markdown, Pandoc, Render};

    /// Accepts a limited number of bytes, and counts the writes.
    struct Disk {
        room: usize,
        held: Vec<u8>,
        pieces: usize,
    }

    impl io::Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.pieces += 1;
            if self.held.len() + bytes.len() > self.room {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.held.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn article(paragraphs: usize) -> Article {
        let paragraph = Block::paragraph(vec![Inline::text("Été")]);
        Article {
            body: vec![paragraph; paragraphs],
            ..Article::default()
        }
    }

    fn disk(room: usize) -> Disk {
        Disk {
            room,
            held: Vec::new(),
            pieces: 0,
        }
    }

    #[test]
    fn what_is_written_as_bytes_is_the_string_in_large_pieces() {
        fn same(form: &impl Render) {
            let mut disk = disk(usize::MAX);
            let article = article(1_000);
            form.write_to(&article, &mut disk).expect("there is room");
            assert_eq!(disk.held, form.render_to_string(&article).as_bytes());
            assert!(disk.pieces < 100, "{} pieces", disk.pieces);
        }
        same(&Html::page());
        same(&Markdown::default());
        same(&Pandoc::default());
    }

    #[test]
    fn an_error_of_the_output_is_kept() {
        // The first fails midway, the second only when flushed at the end.
        for paragraphs in [100_000, 1] {
            let mut disk = disk(1);
            let out: &mut dyn io::Write = &mut disk;
            let written = Html::default().write_to(&article(paragraphs), out);
            let error = written.expect_err("there is no room");
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert_eq!(disk.pieces, 1);
        }
    }
}
