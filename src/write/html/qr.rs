//! Draws QR codes, which lead from paper to a URL.

use std::fmt;

use qrcodegen::{QrCode, QrCodeEcc};

use super::writer::Writer;
use crate::model::url_scheme::{is_relative, is_safe_link};

/// The width of the white border that scanners need, in modules.
const QUIET: i32 = 4;

/// Which URLs get QR codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QrCodes {
    /// None.
    #[default]
    None,
    /// The article's URL.
    Source,
    /// The article's URL and all URLs in the list.
    All,
}

impl<'a, W: fmt::Write + ?Sized> Writer<'a, W> {
    /// Writes the QR code of a URL as SVG, or nothing if the URL is relative, unsafe or too long.
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
