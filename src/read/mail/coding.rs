//! Decodes transfer encodings (RFC 2045).
//!
//! Mailing lists append plain lines to encoded parts, and bytes are damaged on the way. So what cannot be decoded is
//! kept as it is.

use std::borrow::Cow;

use data_encoding::{BASE64_NOPAD, Encoding, Specification};

/// A decoded part.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// The first line that is damaged or not encoded, counted from 0.
    pub(super) damaged: Option<usize>,
}

/// Decodes a body; `None` if the encoding is unknown.
pub(super) fn decode<'a>(body: &'a [u8], encoding: &str) -> Option<Decoded<'a>> {
    match encoding {
        "" | "7bit" | "8bit" | "binary" => Some(Decoded {
            bytes: body.into(),
            damaged: None,
        }),
        "quoted-printable" => Some(Decoded {
            bytes: decode_quoted_printable(body).into(),
            damaged: None,
        }),
        "base64" => Some(decode_base64(body)),
        _ => None,
    }
}

/// Decodes quoted-printable. White space at the end of a line was added in transit, and a line that ends with `=`
/// continues on the next.
fn decode_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(body.len());
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
    text
}

/// The byte that two hexadecimal digits encode.
fn byte_of(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(16 * digit(0)? + digit(1)?).ok()
}

/// Decodes base64, line by line.
fn decode_base64(body: &[u8]) -> Decoded<'static> {
    let encoding = lenient();
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let mut damaged = None;
    // The digits that are not decoded yet.
    let mut digits: Vec<u8> = Vec::new();
    for (number, line) in body.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let words = line.trim_ascii();
        let code = words.trim_ascii_end();
        let end = code
            .iter()
            .position(|byte| *byte == b'=')
            .unwrap_or(code.len());
        let is_code = code[..end].iter().all(|byte| is_digit(*byte))
            && code[end..].iter().all(|byte| *byte == b'=');
        if is_code {
            digits.extend_from_slice(&code[..end]);
            let whole = if end < code.len() {
                digits.len()
            } else {
                digits.len() / 4 * 4
            };
            if decode_digits(&encoding, &digits[..whole], &mut bytes) {
                damaged.get_or_insert(number);
            }
            digits.drain(..whole);
        } else {
            decode_digits(&encoding, &digits, &mut bytes);
            digits.clear();
            damaged.get_or_insert(number);
            if bytes.last().is_some_and(|byte| *byte != b'\n') {
                bytes.push(b'\n');
            }
            bytes.extend_from_slice(line);
        }
    }
    if decode_digits(&encoding, &digits, &mut bytes) {
        let last = body.split_inclusive(|byte| *byte == b'\n').count();
        damaged.get_or_insert(last.saturating_sub(1));
    }
    Decoded {
        bytes: bytes.into(),
        damaged,
    }
}

/// Base64 without padding, whose last digit may have superfluous bits.
fn lenient() -> Encoding {
    let mut specification: Specification = BASE64_NOPAD.specification();
    specification.check_trailing_bits = false;
    specification.encoding().unwrap_or(BASE64_NOPAD)
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

/// Decodes digits and returns whether any are lost: a single one at the end encodes nothing.
fn decode_digits(encoding: &Encoding, digits: &[u8], bytes: &mut Vec<u8>) -> bool {
    let is_lossy = digits.len() % 4 == 1;
    let digits = &digits[..digits.len() - usize::from(is_lossy)];
    match encoding.decode(digits) {
        Ok(decoded) => bytes.extend_from_slice(&decoded),
        Err(_) => return true,
    }
    is_lossy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(body: &str, encoding: &str) -> (String, Option<usize>) {
        let found = decode(body.as_bytes(), encoding).expect("a known encoding");
        (
            String::from_utf8_lossy(&found.bytes).into_owned(),
            found.damaged,
        )
    }

    #[test]
    fn quoted_printable_is_decoded() {
        for (packed, expected) in [
            ("a=3Db =c3=A9 \t\r\nc", "a=b \u{e9}\nc"),
            ("one li=\r\nne=20\n\n=\nend=", "one line \n\nend"),
            ("a=b, 1=2, =, =4", "a=b, 1=2, =, =4"),
            ("\u{e9} stays", "\u{e9} stays"),
            ("==3D=\n=3D=", "==="),
        ] {
            assert_eq!(
                decoded(packed, "quoted-printable"),
                (expected.to_owned(), None)
            );
        }
    }

    #[test]
    fn base64_is_decoded_and_other_lines_are_kept() {
        for (packed, expected, damaged) in [
            ("V29yZHMu\n", "Words.", None),
            ("V29y\r\nZHMu\r\n\r\n", "Words.", None),
            ("V29\nyZHMu", "Words.", None),
            ("V29yZHM=", "Words", None),
            ("V29yZA==\nV29yZA==\n", "WordWord", None),
            ("V29yZHM", "Words", None),
            ("V29yZHMuX", "Words.", Some(0)),
            (
                "V29yZHMu\n____\nkeepers mailing list\n",
                "Words.\n____\nkeepers mailing list\n",
                Some(1),
            ),
            ("", "", None),
        ] {
            assert_eq!(
                decoded(packed, "base64"),
                (expected.to_owned(), damaged),
                "{packed:?}"
            );
        }
    }

    #[test]
    fn other_encodings_are_unknown() {
        assert_eq!(decode(b"a", "x-uuencode"), None);
    }
}
