//! x
use super::Render;
use crate::model::Article;
use std::fmt;
/// x
#[derive(Default)]
pub struct PrintText;
impl Render for PrintText {
    fn render<W: fmt::Write + ?Sized>(&self, _: &Article, _: &mut W) -> fmt::Result {
        Ok(())
    }
}
