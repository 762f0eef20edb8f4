//! The first pass over a mirror: collects its pages and, in archives, files and redirects.

use std::path::PathBuf;

use super::facts::Facts;
use super::stored::Stored;
use crate::batch::Batch;
use crate::failure::Failure;
use crate::input::Reader;
use crate::message::Messages;
use crate::source::{Content, Page};

/// All that is kept of a mirror between the passes.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    pub(super) pages: Vec<Facts>,
    pub(super) stored: Vec<Stored>,
    /// Redirects.
    pub(super) moved: Vec<Moved>,
    /// The folders of the input, as the user writes them.
    pub(super) roots: Vec<PathBuf>,
}

/// A redirect from one URL to another.
#[derive(Debug)]
pub(super) struct Moved {
    pub(super) from: String,
    pub(super) to: String,
}

enum Learned {
    Page(Box<Facts>),
    Stored(Stored),
    Moved(Moved),
}

impl Mirror {
    /// Reads all pages, silently: messages will come when they are written.
    pub(super) fn learn(
        batch: &Batch<'_>,
        reader: &Reader,
        roots: Vec<PathBuf>,
    ) -> Result<Self, Failure> {
        let mut mirror = Self {
            roots,
            ..Self::default()
        };
        let roots = mirror.roots.clone();
        let (_, learned) = batch.run(
            |page, messages| learn(page, reader, &roots, messages),
            Learned::size,
            |learned| {
                match learned {
                    Learned::Page(facts) => mirror.pages.push(*facts),
                    Learned::Stored(stored) => mirror.stored.push(stored),
                    Learned::Moved(moved) => mirror.moved.push(moved),
                }
                Ok(())
            },
        );
        learned.map_err(|error| Failure::write("what was learned", &error))?;
        Ok(mirror)
    }
}

fn learn(
    page: Page,
    reader: &Reader,
    roots: &[PathBuf],
    messages: &mut Messages,
) -> Result<Option<Learned>, Failure> {
    let learned = match page.content {
        Content::Stored(_) => Stored::learn(page, reader)?.map(Learned::Stored),
        Content::Moved(to) => page
            .origin
            .url
            .map(|from| Learned::Moved(Moved { from, to })),
        _ => {
            let facts = Facts::learn(page, reader, roots, messages)?;
            facts.map(|facts| Learned::Page(Box::new(facts)))
        }
    };
    Ok(learned)
}

impl Learned {
    /// How many bytes of memory it takes.
    fn size(&self) -> usize {
        match self {
            Self::Page(facts) => facts.size(),
            Self::Stored(stored) => stored.size(),
            Self::Moved(Moved { from, to }) => from.len() + to.len(),
        }
    }
}
