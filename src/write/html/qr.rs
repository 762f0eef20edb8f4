//! QR codes, which lead from paper to an address.

use std::fmt;

use qrcodegen::{QrCode, QrCodeEcc};

use super::writer::Writer;
use crate::write::url_scheme::{is_relative, is_safe_link};

/// The white frame that readers of codes need, in modules.
const QUIET: i32 = 4;

/// Which addresses a page has QR codes of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QrCodes {
    /// None.
    #[default]
    None,
    /// That of the article.
    Source,
    /// That of the article and all in the list.
    All,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the code of an address as a drawing. An address that is relative, not to be followed or too long has none.
    pub(super) fn qr_code(&mut self, url: &str) -> fmt::Result {
        if is_relative(url) || !is_safe_link(url) {
            return Ok(());
        }
        let Ok(code) = QrCode::encode_text(url, QrCodeEcc::Medium) else {
            return Ok(());
        };
        let size = code.size() + 2 * QUIET;
        self.raw_fmt(format_args!(
            "<svg class=\"qr\" role=\"img\" aria-label=\"QR\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
             <path d=\"M0 0h{size}v{size}H0z\" fill=\"#fff\"/><path d=\""
        ))?;
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let start = x;
                while code.get_module(x, y) {
                    x += 1;
                }
                if x > start {
                    let (left, top, width) = (start + QUIET, y + QUIET, x - start);
                    self.raw_fmt(format_args!("M{left} {top}h{width}v1h-{width}z"))?;
                }
                x += 1;
            }
        }
        self.raw("\" fill=\"#000\"/></svg>")
    }
}
