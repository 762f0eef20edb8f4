//! Reports what the user should know about how bytes were decoded.

use liens::read::{Decoded, EncodingReason};

/// A note on an encoding that may be wrong, or in which characters were lost.
pub(super) fn note(decoded: &Decoded<'_>) -> Option<String> {
    let (reason, is_uncertain) = match decoded.reason {
        EncodingReason::ByteOrderMark => ("its byte order mark says", false),
        EncodingReason::Charset => ("the server said", false),
        EncodingReason::Declaration => ("the page declares", true),
        EncodingReason::Guess => ("its bytes suggest", true),
        _ => return None,
    };
    if !is_uncertain && !decoded.replaced {
        return None;
    }
    let loss = if decoded.replaced {
        "; some characters could not be read and became U+FFFD"
    } else {
        ""
    };
    let advice = if is_uncertain {
        "; if that is wrong, convert it to UTF-8 first"
    } else {
        ""
    };
    let encoding = decoded.encoding;
    Some(format!("read as {encoding}, as {reason}{loss}{advice}"))
}

#[cfg(test)]
mod tests {
    use liens::read::decode;

    use super::*;

    fn note_on(bytes: &[u8], charset: Option<&str>) -> String {
        note(&decode(bytes, charset)).unwrap_or_default()
    }

    #[test]
    fn what_is_certain_needs_no_note() {
        assert_eq!(note_on("été".as_bytes(), None), "");
        assert_eq!(note_on(b"\xFF\xFEa\0", None), "");
        assert_eq!(note_on(b"<p>\xE8</p>", Some("iso-8859-2")), "");
    }

    #[test]
    fn possible_errors_are_reported_with_their_reason() {
        assert_eq!(
            note_on(b"<meta charset='ISO-8859-2'><p>\xE8</p>", None),
            "read as ISO-8859-2, as the page declares; if that is wrong, convert it to UTF-8 first"
        );
        assert_eq!(
            note_on(b"\xFF\xFE\xE9", None),
            "read as UTF-16LE, as its byte order mark says; some characters could not be read and became U+FFFD"
        );
    }
}
