//! Makes relative addresses absolute.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::error::Error;
use crate::grammar::url::is_absolute;
use crate::model::{Article, Inline, Target};

/// The longest address that others are made absolute by: each of them gets a part of it.
const LONGEST_BASE: usize = 2_000;

/// The address of a page, from where the relative addresses on it lead.
///
/// ```
/// use liens::BaseUrl;
///
/// let base: BaseUrl = "https://example.org/news/7".parse()?;
/// assert_eq!(base.to_string(), "https://example.org/news/7");
/// assert!("news/7".parse::<BaseUrl>().is_err());
/// # Ok::<(), liens::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// The address, in the form that the URL standard gives it.
    ///
    /// ```
    /// let base: liens::BaseUrl = "HTTPS://example.org".parse()?;
    /// assert_eq!(base.as_str(), "https://example.org/");
    /// # Ok::<(), liens::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// An address of a page in the page itself, which may be relative to another one. It leads somewhere:
    /// what was made absolute by an address of an unknown scheme could not be followed.
    pub(crate) fn within(outer: Option<&Self>, address: &str) -> Option<Self> {
        let leads_somewhere = |base: &Self| matches!(base.0.scheme(), "http" | "https" | "ftp");
        Self::absolute(outer, address).filter(leads_somewhere)
    }

    /// An absolute address of a scheme with paths, which may be given relative to another one.
    fn absolute(outer: Option<&Self>, address: &str) -> Option<Self> {
        let url = Url::options()
            .base_url(outer.map(|base| &base.0))
            .parse(address);
        let is_base = |url: &Url| !url.cannot_be_a_base() && url.as_str().len() <= LONGEST_BASE;
        url.ok().filter(is_base).map(Self)
    }

    /// Makes an address absolute that is relative and leads out of its page.
    fn resolve(&self, address: &mut String) {
        // Most addresses name their scheme: only for the odd ones is a parser needed.
        let is_relative = !is_absolute(address)
            && Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
        if is_relative && !address.is_empty() && !address.starts_with('#') {
            if let Ok(url) = self.0.join(address) {
                *address = url.into();
            }
        }
    }
}

impl FromStr for BaseUrl {
    type Err = Error;

    /// # Errors
    ///
    /// [`Error::BaseUrl`] for anything but an absolute address of a scheme with paths, like `https`, and for one
    /// of more than 2,000 bytes.
    fn from_str(address: &str) -> Result<Self, Error> {
        Self::absolute(None, address).ok_or_else(|| Error::BaseUrl {
            found: address.to_owned(),
        })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Article {
    /// Makes the relative addresses of links and images absolute.
    ///
    /// Listed addresses and the source are as printed, and stay so; so do addresses within the page, `#here`.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline};
    ///
    /// let mut article = Article {
    ///     body: vec![Block::paragraph(vec![
    ///         Inline::link("../about", vec![Inline::text("About")]),
    ///     ])],
    ///     ..Article::default()
    /// };
    /// article.resolve_urls(&"https://example.org/news/7".parse()?);
    /// article.number_links();
    /// assert_eq!(article.links[0].url, "https://example.org/about");
    /// # Ok::<(), liens::Error>(())
    /// ```
    pub fn resolve_urls(&mut self, base: &BaseUrl) {
        self.for_each_url(|url| base.resolve(url));
    }

    /// Calls a function with the address of each link and image, but for those that stand in the list.
    pub(crate) fn for_each_url(&mut self, mut change: impl FnMut(&mut String)) {
        self.for_each_run(|run| {
            for inline in run {
                match inline {
                    Inline::Link {
                        target: Target::Url(url),
                        ..
                    }
                    | Inline::Image { src: url, .. } => change(url),
                    _ => {}
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Options, html};

    /// Where the first link of a page leads, read with a base.
    fn first_url(page: &str, base: Option<&str>) -> String {
        let options = Options {
            base_url: base.map(|base| base.parse().expect("an absolute address")),
            ..Options::default()
        };
        let article = html::read(page, &options).expect("lenient").article;
        let mut urls = article.walk().filter_map(|node| match node {
            crate::model::Node::Inline(inline) => inline.unlisted_url().map(str::to_owned),
            _ => None,
        });
        urls.next().expect("a link")
    }

    #[test]
    fn the_page_knows_its_base_best_and_its_source_least() {
        let link = "<p><a href=x>x</a></p>";
        let stated = format!("<base href=https://base.example/b/>{link}");
        let relative = format!("<base href=/b/>{link}");
        let printed = format!(
            "<div class=print-content>{link}</div>\
             <div class=print-source_url><strong>Source URL:</strong> https://source.example/s/1</div>"
        );
        let given = Some("https://given.example/g/1");
        assert_eq!(first_url(&stated, given), "https://base.example/b/x");
        assert_eq!(first_url(&relative, given), "https://given.example/b/x");
        assert_eq!(first_url(&relative, None), "x");
        assert_eq!(first_url(&printed, given), "https://given.example/g/x");
        assert_eq!(first_url(&printed, None), "https://source.example/s/x");
        assert_eq!(first_url(link, None), "x");
    }

    #[test]
    fn a_base_has_a_path() {
        for address in ["", "x", "//example.org/", "mailto:a@example.org", "data:,"] {
            assert!(address.parse::<BaseUrl>().is_err(), "{address}");
        }
    }
}
