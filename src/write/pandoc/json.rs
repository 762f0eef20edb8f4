//! Writes JSON token by token, without building a value in memory first.

use std::fmt;

use crate::bytes;

/// Writes JSON. It adds the commas; the caller closes what it opened.
pub(super) struct Json<'a, W: ?Sized> {
    out: &'a mut W,
    /// Whether the next value follows another in the same array or object, and so needs a comma.
    follows: bool,
}

impl<'a, W: fmt::Write + ?Sized> Json<'a, W> {
    pub(super) fn new(out: &'a mut W) -> Self {
        Self {
            out,
            follows: false,
        }
    }

    pub(super) fn open_array(&mut self) -> fmt::Result {
        self.open("[")
    }

    pub(super) fn close_array(&mut self) -> fmt::Result {
        self.close("]")
    }

    pub(super) fn open_object(&mut self) -> fmt::Result {
        self.open("{")
    }

    pub(super) fn close_object(&mut self) -> fmt::Result {
        self.close("}")
    }

    /// Writes the start of a value as raw JSON; more writes follow.
    pub(super) fn open(&mut self, json: &str) -> fmt::Result {
        self.comma()?;
        self.follows = false;
        self.out.write_str(json)
    }

    /// Writes raw JSON inside a value.
    pub(super) fn raw(&mut self, json: &str) -> fmt::Result {
        self.out.write_str(json)
    }

    /// Writes the end of a value as raw JSON.
    pub(super) fn close(&mut self, json: &str) -> fmt::Result {
        self.follows = true;
        self.out.write_str(json)
    }

    /// Writes the key of the next value.
    pub(super) fn key(&mut self, key: &str) -> fmt::Result {
        self.string(key)?;
        self.follows = false;
        self.out.write_char(':')
    }

    pub(super) fn string(&mut self, text: &str) -> fmt::Result {
        self.comma()?;
        self.out.write_char('"')?;
        self.characters(text, needs_escape(text))?;
        self.out.write_char('"')
    }

    /// Writes a part of a string; the caller writes the quotes.
    #[inline]
    pub(super) fn characters(&mut self, text: &str, needs_escape: bool) -> fmt::Result {
        if needs_escape {
            self.escaped(text)
        } else {
            self.out.write_str(text)
        }
    }

    /// Writes a value given as JSON.
    pub(super) fn value(&mut self, json: &str) -> fmt::Result {
        self.comma()?;
        self.out.write_str(json)
    }

    pub(super) fn number(&mut self, number: u32) -> fmt::Result {
        self.comma()?;
        write!(self.out, "{number}")
    }

    pub(super) fn size(&mut self, size: usize) -> fmt::Result {
        self.comma()?;
        write!(self.out, "{size}")
    }

    /// Writes a fraction, from 0 to 1.
    pub(super) fn share(&mut self, share: f64) -> fmt::Result {
        self.comma()?;
        write!(self.out, "{share}")
    }

    pub(super) fn null(&mut self) -> fmt::Result {
        self.comma()?;
        self.out.write_str("null")
    }

    fn comma(&mut self) -> fmt::Result {
        if self.follows {
            self.out.write_char(',')?;
        }
        self.follows = true;
        Ok(())
    }

    fn escaped(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = bytes::position(rest.as_bytes(), is_escaped) {
            self.out.write_str(&rest[..at])?;
            match rest.as_bytes()[at] {
                byte @ (b'"' | b'\\') => write!(self.out, "\\{}", char::from(byte))?,
                control => write!(self.out, "\\u{control:04x}")?,
            }
            rest = &rest[at + 1..];
        }
        self.out.write_str(rest)
    }
}

/// Whether a text has characters that JSON strings must escape.
pub(super) fn needs_escape(text: &str) -> bool {
    bytes::any(text.as_bytes(), is_escaped)
}

fn is_escaped(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_and_control_characters_are_escaped() {
        let mut out = String::new();
        let mut json = Json::new(&mut out);
        let print = |json: &mut Json<'_, String>| {
            json.open_object()?;
            json.key("a\"\\\n\0é")?;
            json.open_array()?;
            json.number(1)?;
            json.open_array()?;
            json.close_array()?;
            json.null()?;
            json.close_array()?;
            json.key("b")?;
            json.share(0.5)?;
            json.close_object()
        };
        print(&mut json).expect("strings take everything");
        assert_eq!(out, r#"{"a\"\\\u000a\u0000é":[1,[],null],"b":0.5}"#);
    }
}
