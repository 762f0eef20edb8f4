//! Mails of plain words whose bytes were packed for their way as quoted-printable (RFC 2045).

use encoding_rs::Encoding;

use super::binary::START;
use super::foreign;

/// A mail as it was meant: its header as it is, its words unpacked, and their encoding. Nothing for other bytes.
pub(super) fn unpacked(bytes: &[u8]) -> Option<(Vec<u8>, Option<&'static Encoding>)> {
    let start = &bytes[..bytes.len().min(START)];
    let (fields, body) = foreign::sent(start)?;
    let media = fields.media_type();
    let is_plain = media
        .as_ref()
        .is_none_or(|media| media.name == "text/plain");
    let encoding = fields.get("Content-Transfer-Encoding").unwrap_or_default();
    if !is_plain || !encoding.eq_ignore_ascii_case("quoted-printable") {
        return None;
    }
    let (header, body) = bytes.split_at(start.len() - body.len());
    let mut mail = header.to_vec();
    unquote(body, &mut mail);
    Some((mail, media.and_then(|media| media.charset)))
}

/// Undoes quoted-printable. White space at the end of a line was added on the way, and a line that ends with `=`
/// goes on with the next. What is no such code stays as it is.
fn unquote(body: &[u8], text: &mut Vec<u8>) {
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        let (mut rest, goes_on) = match words.strip_suffix(b"=") {
            Some(words) => (words, true),
            None => (words, false),
        };
        while let Some(at) = memchr::memchr(b'=', rest) {
            text.extend_from_slice(&rest[..at]);
            rest = &rest[at + 1..];
            match byte_of(rest) {
                Some(byte) => {
                    text.push(byte);
                    rest = &rest[2..];
                }
                None => text.push(b'='),
            }
        }
        text.extend_from_slice(rest);
        if !goes_on && line.ends_with(b"\n") {
            text.push(b'\n');
        }
    }
}

/// The byte that two digits name.
fn byte_of(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(16 * digit(0)? + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_line_ends_are_undone() {
        for (packed, expected) in [
            ("a=3Db =c3=A9 \t\r\nc", "a=b \u{e9}\nc"),
            ("one li=\r\nne=20\n\n=\nend=", "one line \n\nend"),
            ("a=b, 1=2, =, =4", "a=b, 1=2, =, =4"),
            ("\u{e9} stays", "\u{e9} stays"),
            ("==3D=\n=3D=", "==="),
        ] {
            let mut text = Vec::new();
            unquote(packed.as_bytes(), &mut text);
            assert_eq!(String::from_utf8_lossy(&text), expected, "{packed:?}");
        }
    }

    #[test]
    fn only_mails_of_plain_words_are_unpacked() {
        let mail = |fields: &str| {
            let mail = format!("From: Ana\n{fields}\n\na=3Db\n");
            unpacked(mail.as_bytes()).map(|(mail, charset)| {
                let mail = String::from_utf8_lossy(&mail).into_owned();
                assert!(mail.starts_with("From: Ana\n"), "{mail}");
                let body = mail.rsplit("\n\n").next().unwrap_or_default();
                (body.to_owned(), charset.map(Encoding::name))
            })
        };
        let packed = "MIME-Version: 1.0\nContent-Transfer-Encoding: Quoted-Printable";
        let found = mail(&format!(
            "{packed}\nContent-Type: text/plain; charset=\"latin1\""
        ));
        assert_eq!(found, Some(("a=b\n".to_owned(), Some("windows-1252"))));
        assert_eq!(mail(packed), Some(("a=b\n".to_owned(), None)));
        assert_eq!(mail(&format!("{packed}\nContent-Type: text/html")), None);
        assert_eq!(mail("MIME-Version: 1.0\nContent-Type: text/plain"), None);
        assert_eq!(mail("Content-Transfer-Encoding: quoted-printable"), None);
    }
}
