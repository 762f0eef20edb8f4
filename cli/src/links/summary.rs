//! Sums up the links of all pages.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use liens::{Warning, WarningKind};

use super::{Kind, Row};
use crate::batch::count;
use crate::message::printable;

/// Totals for the links of any number of pages. Memory grows only with the number of hosts.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) pages: usize,
    kinds: BTreeMap<Kind, usize>,
    hosts: HashMap<String, usize>,
    /// Entries of lists that repeat the URL of another.
    repeated: usize,
    /// Entries that no marker leads to.
    unused: usize,
    /// Links whose URL differs from that of their entry.
    differing: usize,
}

/// How many hosts a summary names.
const HOSTS: usize = 20;

impl Summary {
    /// Counts the links of an article.
    pub(super) fn count(&mut self, rows: &[Row], warnings: &[Warning]) {
        let mut seen = HashSet::new();
        for row in rows {
            let uses = row.uses.len();
            *self.kinds.entry(row.kind).or_default() += uses;
            if let Some(host) = &row.host {
                *self.hosts.entry(host.clone()).or_default() += uses;
            }
            if row.number.is_some() {
                self.repeated += usize::from(!seen.insert(row.url.as_str()));
                self.unused += usize::from(uses == 0);
            }
        }
        let differs = |warning: &&Warning| warning.kind == WarningKind::HrefDisagrees;
        self.differing += warnings.iter().filter(differs).count();
    }

    /// Adds the totals of another summary.
    pub(super) fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.repeated += other.repeated;
        self.unused += other.unused;
        self.differing += other.differing;
        for (kind, number) in other.kinds {
            *self.kinds.entry(kind).or_default() += number;
        }
        for (host, number) in other.hosts {
            *self.hosts.entry(host).or_default() += number;
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let links: usize = self.kinds.values().sum();
        write!(
            f,
            "{} on {}",
            count(links, "link"),
            count(self.pages, "page")
        )?;
        let kinds = self.kinds.iter().filter(|(_, number)| **number > 0);
        for (at, (kind, number)) in kinds.enumerate() {
            let separator = if at == 0 { ":" } else { "," };
            write!(f, "{separator} {number} {}", kind.name())?;
        }
        writeln!(f)?;
        let odd = [
            (self.repeated, "list entries repeat a URL of their list"),
            (self.unused, "list entries are not used in the text"),
            (self.differing, "links differ from their list entry"),
        ];
        for (number, words) in odd.into_iter().filter(|(number, _)| *number > 0) {
            writeln!(f, "{number:>8} {words}")?;
        }
        let mut hosts: Vec<(&String, &usize)> = self.hosts.iter().collect();
        hosts.sort_by_key(|(host, number)| (std::cmp::Reverse(**number), *host));
        for (host, number) in hosts.iter().take(HOSTS) {
            let host: String = host.chars().map(printable).collect();
            writeln!(f, "{number:>8} to {host}")?;
        }
        match hosts.len().saturating_sub(HOSTS) {
            0 => Ok(()),
            more => writeln!(f, "{:>8} to {}", "", count(more, "other host")),
        }
    }
}
