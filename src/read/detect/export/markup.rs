//! Recognizes generators by class names, ids and style sheets of their templates.

use super::Generator;
use crate::read::tags::{Piece, Pieces, Tag};

/// Every page with one of the templates contains at least one of these words.
pub(super) const WORDS: &[&[u8]] = &[b"print-", b"wp-print", b"BlogContent"];

/// Class names that only the module `print` uses.
const DRUPAL: [&str; 2] = ["print-source_url", "print-site_name"];

/// Class names of the module `print` that other sites may also use.
const DRUPAL_AND_OTHERS: [&str; 9] = [
    "print-breadcrumb", "print-content", "print-created", "print-footer", "print-hr",
    "print-links", "print-submitted", "print-taxonomy", "print-title",
];

/// How many of the class names in [`DRUPAL_AND_OTHERS`] identify the module.
const ENOUGH_OF_DRUPAL: u32 = 4;

/// Returns the generator whose template a page has.
pub(super) fn generator(page: &str) -> Option<Generator> {
    let mut signs = Signs::default();
    let mut is_marker = false;
    for (_, piece) in Pieces::new(page) {
        match piece {
            Piece::Start(tag) => {
                is_marker = false;
                for (name, value) in tag.attributes() {
                    is_marker |= signs.attribute(&tag, name, value);
                }
            }
            Piece::Text(text) => {
                signs.is_drupal |= is_marker && text.trim_ascii_start().starts_with('[');
                is_marker = false;
            }
            _ => is_marker = false,
        }
    }
    signs.generator()
}

/// The signs of generators seen so far.
#[derive(Default)]
struct Signs {
    is_drupal: bool,
    is_backdrop: bool,
    /// Which names of [`DRUPAL_AND_OTHERS`] were seen, one bit each.
    drupal_and_others: u32,
    /// Which signs of WP-Print were seen, one bit each. A single one may be on a site that only links to such pages.
    wp_print: u32,
}

impl Signs {
    /// Examines an attribute and returns whether its element holds the number of a link.
    fn attribute(&mut self, tag: &Tag<'_>, name: &str, value: &str) -> bool {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("class") {
            return self.classes(tag, value);
        }
        let sign = match value {
            _ if is("content") && value.starts_with("Backdrop CMS") => {
                self.is_backdrop = true;
                None
            }
            "print-link" | "comments_controls" if is("id") => Some(0),
            "#comments_controls" if is("href") => Some(1),
            _ if is("href") && is_style_sheet(value) => Some(2),
            "BlogContent" if is("id") => Some(3),
            "BlogTitle" if is("id") => Some(4),
            _ => None,
        };
        self.wp_print |= sign.map_or(0, |bit| 1 << bit);
        false
    }

    fn classes(&mut self, tag: &Tag<'_>, classes: &str) -> bool {
        let mut is_marker = false;
        for class in classes.split_ascii_whitespace() {
            is_marker |= class == "print-footnote";
            self.is_drupal |= DRUPAL.contains(&class);
            let common = DRUPAL_AND_OTHERS.iter().position(|name| *name == class);
            self.drupal_and_others |= common.map_or(0, |bit| 1 << bit);
            let is_body = tag.name.eq_ignore_ascii_case("body");
            if class == "wp-print-url" || (class == "wp-print" && is_body) {
                self.wp_print |= 1 << 5;
            }
        }
        is_marker
    }

    fn generator(&self) -> Option<Generator> {
        if self.is_drupal || self.drupal_and_others.count_ones() >= ENOUGH_OF_DRUPAL {
            return Some(match self.is_backdrop {
                true => Generator::BackdropPrint,
                false => Generator::DrupalPrint,
            });
        }
        (self.wp_print.count_ones() >= 2).then_some(Generator::WpPrint)
    }
}

/// Whether a URL is that of WP-Print's style sheet, or of the file of the same name with which a theme may replace
/// it.
fn is_style_sheet(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "print-css.css" | "wp-print.css")
}
