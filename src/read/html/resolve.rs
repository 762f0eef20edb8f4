//! Making relative addresses absolute.

use url::Url;

use crate::model::{Article, Inline, Target};

/// The longest address that others are made absolute by: each of them gets a part of it.
const LONGEST_BASE: usize = 2_000;

/// Makes the relative addresses of links and images absolute, by the page's base or else by its source.
///
/// Listed addresses and the source are as printed, and stay so; addresses within the page stay too.
pub(super) fn resolve(article: &mut Article, base: Option<&str>) {
    let source = article.source.as_ref().map(|source| source.url.as_str());
    let parse = |address: &str| {
        let url = Url::parse(address).ok()?;
        let is_base = !url.cannot_be_a_base() && url.as_str().len() <= LONGEST_BASE;
        is_base.then_some(url)
    };
    let Some(base) = base.and_then(parse).or_else(|| source.and_then(parse)) else {
        return;
    };
    article.for_each_run(|run| {
        for inline in run {
            match inline {
                Inline::Link {
                    target: Target::Url(url),
                    ..
                }
                | Inline::Image { src: url, .. } => resolve_address(url, &base),
                _ => {}
            }
        }
    });
}

fn resolve_address(address: &mut String, base: &Url) {
    let is_relative = Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
    if is_relative && !address.is_empty() && !address.starts_with('#') {
        if let Ok(url) = base.join(address) {
            *address = url.into();
        }
    }
}
