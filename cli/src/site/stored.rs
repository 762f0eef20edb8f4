//! Finds the files of archives that are not pages, and names them in the site.

use std::path::PathBuf;

use ::url::Url;
use file_format::FileFormat;

use super::url::key;
use crate::failure::Failure;
use crate::input::Reader;
use crate::source::{Origin, Page, of_address};

/// A file of an archive.
#[derive(Debug)]
pub(super) struct Stored {
    /// The key of its URL.
    pub(super) key: String,
    /// The archive, and the number of its record there.
    pub(super) record: (PathBuf, u64),
    /// Where it goes.
    pub(super) place: PathBuf,
}

impl Stored {
    /// The file, if its URL is a web URL and its record is complete; otherwise `None`.
    pub(super) fn learn(page: Page, reader: &Reader) -> Result<Option<Self>, Failure> {
        let url = page.origin.url.as_deref();
        let url = url.and_then(|url| Url::parse(url).ok());
        let (Some(url), Some(record)) = (url, record(&page.origin)) else {
            return Ok(None);
        };
        let folder = page.place.clone();
        let (Some(key), Some(file)) = (key(&url), reader.stored(page)?) else {
            return Ok(None);
        };
        Ok(Some(Self {
            key,
            record,
            place: folder.join(name_of(&url, &file.bytes)),
        }))
    }

    /// How many bytes of memory it takes.
    pub(super) fn size(&self) -> usize {
        self.key.len() + self.record.0.as_os_str().len() + self.place.as_os_str().len()
    }
}

/// What identifies a record.
pub(super) fn record(origin: &Origin) -> Option<(PathBuf, u64)> {
    Some((origin.path.clone()?, origin.record?))
}

/// The name of a file: that of its URL, with an extension for its type.
fn name_of(url: &Url, bytes: &[u8]) -> PathBuf {
    let mut name = of_address(url.as_str(), "");
    if let Some(ending) = ending(url, bytes) {
        let has = name
            .extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(&ending));
        if !has {
            let mut file = name.file_name().unwrap_or_default().to_owned();
            file.push(format!(".{ending}"));
            name.set_file_name(file);
        }
    }
    name
}

/// The extension of a file in its URL. If a script sent the file, as its query shows, the extension is detected from
/// the first bytes.
fn ending(url: &Url, bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 5;
    let name = url.path_segments().and_then(|mut parts| parts.next_back());
    let own = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, own)| own);
    let is_plain = |own: &&str| {
        (1..=LONGEST).contains(&own.len()) && own.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let own = own.filter(is_plain).map(str::to_owned);
    let seen = || match FileFormat::from_bytes(bytes) {
        FileFormat::ArbitraryBinaryData | FileFormat::PlainText | FileFormat::Empty => None,
        format => Some(format.extension().to_owned()),
    };
    match url.query() {
        None => own.or_else(seen),
        Some(_) => seen().or(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_endings() {
        let (gif, text) = (b"GIF89a\x01\0\x01\0\0\0\0;".as_slice(), b"a,b".as_slice());
        for (url, bytes, expected) in [
            ("https://example.org/a/b.png", gif, "example.org/a/b.png"),
            (
                "https://example.org/a/b.png?x=1", gif, "example.org/a/b.png%3Fx=1.gif",
            ),
            (
                "https://example.org/image.php?id=3", gif, "example.org/image.php%3Fid=3.gif",
            ),
            (
                "https://example.org/get?file=b.gif", gif, "example.org/get%3Ffile=b.gif",
            ),
            (
                "https://example.org/image/3", gif, "example.org/image/3.gif",
            ),
            ("https://example.org/", gif, "example.org/index.gif"),
            (
                "https://example.org/list.csv?v=2", text, "example.org/list.csv%3Fv=2.csv",
            ),
            ("https://example.org/list", text, "example.org/list"),
            ("https://example.org/a.html", text, "example.org/a.html"),
        ] {
            let url = Url::parse(url).expect("a URL");
            assert_eq!(name_of(&url, bytes), PathBuf::from(expected), "{url}");
        }
    }
}
