//! The encoding that a page declares in its first bytes, found as the HTML standard's "prescan" finds it: in the
//! attributes of `<meta>`, outside comments and other tags, and in an XML declaration.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use crate::read::tags::{Attributes, is_space};

/// How many bytes at the start of a page may hold the declaration.
const PRESCAN: usize = 1024;

/// The name of the encoding that a page declares by a `<meta>` or an XML declaration among its first bytes.
///
/// The search follows the HTML standard, with one exception: encodings that the standard forbids to decode, such as
/// ISO-2022-KR, count as not declared. Otherwise all text would be lost.
///
/// ```
/// use liens::read::declared_encoding;
///
/// let page = b"<script charset=utf-8></script><meta charset = 'windows-1251'>";
/// assert_eq!(declared_encoding(page), Some("windows-1251"));
/// assert_eq!(declared_encoding(b"<p>charset=windows-1251"), None);
/// ```
#[must_use]
pub fn declared_encoding(page: &[u8]) -> Option<&'static str> {
    declared(page).map(Encoding::name)
}

/// The encoding that a page declares.
pub(super) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = &page[..page.len().min(PRESCAN)];
    match head {
        [b'<', 0, b'?', 0, b'x', 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, b'?', 0, b'x', ..] => Some(UTF_16BE),
        _ => of_meta(head).or_else(|| of_xml_declaration(head)),
    }
}

/// What the first `<meta>` with a known encoding says. The prescan finds tags differently from the tokenizer: it knows
/// no raw text, comments end only with `-->`, and a slash does not end the name of any tag but `<meta>`.
fn of_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'<', &head[at..])?;
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            // The dashes of `<!-->` begin and end the comment.
            at += 2 + memchr::memmem::find(&rest[2..], b"-->")?;
            continue;
        }
        let name = match rest {
            [b'<', b'/', name @ ..] => name,
            [_, name @ ..] => name,
            [] => return None,
        };
        let start = head.len() - name.len();
        if name.first().is_some_and(u8::is_ascii_alphabetic) {
            let is_end = |byte: &u8| is_space(*byte) || *byte == b'>';
            let end = name.iter().position(is_end)?;
            let is_meta = start == at + 1 && is_meta(name);
            let length = if is_meta { b"meta".len() } else { end };
            let mut attributes = Attributes::new(head, start + length);
            let encoding = of_attributes(head, &mut attributes);
            at = attributes.close()?;
            if let Some(encoding) = encoding.filter(|_| is_meta) {
                return Some(encoding);
            }
        } else if matches!(rest, [_, b'!' | b'/' | b'?', ..]) {
            at += memchr::memchr(b'>', rest)?;
        } else {
            at = start;
        }
    }
}

/// Whether a tag without its `<` is a `<meta>` that has attributes.
fn is_meta(tag: &[u8]) -> bool {
    tag.get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
        && tag
            .get(4)
            .is_some_and(|byte| is_space(*byte) || *byte == b'/')
}

/// What the attributes of a `<meta>` declare. The first attribute of each name counts, and `content` counts only
/// together with `http-equiv=content-type`.
fn of_attributes(head: &[u8], attributes: &mut Attributes<'_>) -> Option<&'static Encoding> {
    let (mut pragma, mut content, mut charset) = (None, None, None);
    for attribute in attributes {
        let value = head[attribute.value].to_ascii_lowercase();
        match head[attribute.name].to_ascii_lowercase().as_slice() {
            b"http-equiv" => _ = pragma.get_or_insert(value == b"content-type"),
            b"content" => _ = content.get_or_insert_with(|| of_content(&value)),
            b"charset" => _ = charset.get_or_insert_with(|| known(&value)),
            _ => {}
        }
    }
    match charset {
        Some(charset) => charset,
        None => content.flatten().filter(|_| pragma == Some(true)),
    }
}

/// The encoding in `text/html; charset=utf-8`, in lower case.
fn of_content(content: &[u8]) -> Option<&'static Encoding> {
    let mut rest = content;
    loop {
        let at = memchr::memmem::find(rest, b"charset")?;
        rest = &rest[at + b"charset".len()..];
        skip(&mut rest, is_space);
        if let Some(value) = rest.strip_prefix(b"=") {
            rest = value;
            break;
        }
    }
    skip(&mut rest, is_space);
    match rest {
        [quote @ (b'"' | b'\''), value @ ..] => known(&value[..memchr::memchr(*quote, value)?]),
        value => {
            let ends = |byte: &u8| is_space(*byte) || *byte == b';';
            known(value.split(ends).next()?)
        }
    }
}

/// The encoding in `<?xml version="1.0" encoding="utf-8"?>` at the very start.
fn of_xml_declaration(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memchr(b'>', declaration)?];
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut rest = &declaration[at + b"encoding".len()..];
    skip(&mut rest, is_space);
    rest = rest.strip_prefix(b"=")?;
    skip(&mut rest, is_space);
    match rest {
        [quote @ (b'"' | b'\''), value @ ..] => known(&value[..memchr::memchr(*quote, value)?]),
        _ => None,
    }
}

/// The encoding of a label. A declaration that can be read byte by byte is not in UTF-16, whatever it claims.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

fn skip(rest: &mut &[u8], is_skipped: impl Fn(u8) -> bool) {
    let end = rest.iter().position(|byte| !is_skipped(*byte));
    *rest = &rest[end.unwrap_or(rest.len())..];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_where_the_standard_looks_for_them() {
        for (page, name) in [
            ("<meta charset=windows-1251>", "windows-1251"),
            ("<META\n CHARSET = 'KOI8-R' />", "KOI8-R"),
            ("<meta/charset=\"koi8-r\"/>", "KOI8-R"),
            ("text <meta name=a charset=koi8-r>", "KOI8-R"),
            (
                "<meta content='text/html; charset = koi8-r; x' http-equiv=Content-Type>",
                "KOI8-R",
            ),
            (
                "<meta http-equiv=content-type content='a charset b charset=\"koi8-r\"'>",
                "KOI8-R",
            ),
            ("<meta charset=utf-16>", "UTF-8"),
            ("<meta charset=x-user-defined>", "windows-1252"),
            ("<meta charset=nonsense><meta charset=koi8-r>", "KOI8-R"),
            (
                "<script charset=utf-8></script><meta charset=koi8-r>", "KOI8-R",
            ),
            (
                "<a title='<meta charset=utf-8>'><meta charset=koi8-r>", "KOI8-R",
            ),
            (
                "<!-- <meta charset=utf-8> --><meta charset=koi8-r>", "KOI8-R",
            ),
            ("<!--><meta charset=koi8-r>", "KOI8-R"),
            ("<?xml version='1.0' encoding = 'koi8-r'?><p>", "KOI8-R"),
            ("<\0?\0x\0m\0l\0", "UTF-16LE"),
            ("\0<\0?\0x\0m\0l", "UTF-16BE"),
        ] {
            assert_eq!(declared_encoding(page.as_bytes()), Some(name), "{page}");
        }
    }

    #[test]
    fn what_is_no_declaration_declares_nothing() {
        for page in [
            "", "<", "</", "<meta", "<meta charset", "<meta charset=", "<meta charset=koi8-r",
            "<meta charset>", "<meta charset=''>", "<meta charset=iso-2022-kr>",
            "<metacharset=koi8-r>", "</meta charset=koi8-r>", "<meta data-charset=koi8-r>",
            "<meta name=description content='charset=koi8-r'>",
            "<meta http-equiv=content-type content='charset=\"koi8-r'>",
            "<!-- <meta charset=koi8-r>", "<!meta charset=koi8-r>", "<p>charset=koi8-r",
            " <?xml encoding='koi8-r'?>", "<?xml encoding=koi8-r?>",
        ] {
            assert_eq!(declared_encoding(page.as_bytes()), None, "{page}");
        }
        let late = format!("{}<meta charset=koi8-r>", " ".repeat(PRESCAN));
        assert_eq!(declared_encoding(late.as_bytes()), None);
    }
}
