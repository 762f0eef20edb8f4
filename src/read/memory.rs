//! How much memory reading takes at most, estimated from what an input is made of.

use super::Format;

/// What reading a byte costs, whichever it is, and what certain bytes cost on top: those that begin a node.
struct Costs {
    any: usize,
    marks: &'static [(u8, usize)],
}

/// Measured on the inputs of `tests/memory.rs`, which holds them: vectors that have just doubled included.
const HTML: Costs = Costs {
    any: 12,
    marks: &[(b'<', 760), (b'[', 600), (b'&', 10)],
};

const MARKDOWN: Costs = Costs {
    any: 12,
    marks: &[
        (b'\n', 1000),
        (b'[', 1200),
        (b'>', 950),
        (b'|', 400),
        (b']', 380),
        (b'*', 710),
        (b'_', 700),
        (b'~', 700),
        (b'&', 180),
        (b'<', 220),
        (b'`', 460),
        (b'\\', 70),
        (b'\0', 10),
    ],
};

const PLAIN: Costs = Costs {
    any: 12,
    marks: &[
        (b'\n', 1000),
        (b'[', 850),
        (b'<', 10),
        (b'&', 10),
        (b'\0', 10),
    ],
};

const JSON: Costs = Costs {
    any: 16,
    marks: &[(b'{', 150), (b'[', 150)],
};

const PANDOC: Costs = Costs {
    any: 12,
    marks: &[(b'{', 200), (b'[', 200), (b',', 150), (b'"', 100)],
};

/// How many bytes of memory it may take to read an input in a format and to write its article, in any format but
/// Pandoc's, besides the input itself.
///
/// It is an upper bound that was found by measuring, and far above what most pages take: a page of nothing but
/// tags takes hundreds of bytes for each, and this distinguishes it from one of prose before it is read. Who reads pages of
/// strangers can refuse those that would take too much.
///
/// ```
/// use liens::read::{Format, memory_needed};
///
/// let prose = "Some words of an article. ".repeat(1_000);
/// let tags = "<b>x</b><br>".repeat(1_000);
/// assert!(memory_needed(&prose, Format::Html) < 20 * prose.len());
/// assert!(memory_needed(&tags, Format::Html) > 100 * tags.len());
/// ```
#[must_use]
pub fn memory_needed(input: &str, form: Format) -> usize {
    let Costs { any, marks } = match form {
        Format::Html => HTML,
        Format::Markdown => MARKDOWN,
        Format::Plain => PLAIN,
        Format::Json => JSON,
        Format::Pandoc => PANDOC,
    };
    let mut costs = [any; 256];
    for (mark, cost) in marks {
        costs[usize::from(*mark)] += cost;
    }
    input.bytes().fold(0, |sum: usize, byte| {
        sum.saturating_add(costs[usize::from(byte)])
    })
}
