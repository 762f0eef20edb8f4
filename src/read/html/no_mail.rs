//! In place of the mail in a page, where nothing reads plain text.

use crate::read::Options;
use crate::read::page::Builder;

/// There is none.
#[derive(Debug)]
pub(super) enum Mail {}

impl Mail {
    pub(super) fn of(_: &str, _: &Options) -> Option<Self> {
        None
    }

    pub(super) fn begin(&mut self, _: usize) {
        match *self {}
    }

    pub(super) fn is_open(&self) -> bool {
        match *self {}
    }

    pub(super) fn push(&mut self, _: &str) {
        match *self {}
    }

    pub(super) fn end(&mut self, _: &mut Builder, _: &Options) {
        match *self {}
    }
}
