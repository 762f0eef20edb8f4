//! What the subjects are compared with, and what this project wants to reach.

/// What the subjects of this crate are compared with.
pub(crate) struct Floor {
    /// The form to whose subjects this applies.
    pub(crate) form: &'static str,
    /// The peers; the fastest of them counts.
    pub(crate) peers: &'static [&'static str],
    /// The samples to which it applies; all, where none is named.
    pub(crate) sizes: &'static [&'static str],
    /// How many times as fast as that we want to be at least.
    pub(crate) goal: Option<f64>,
}

impl Floor {
    pub(crate) fn applies(&self, form: &str, size: &str) -> bool {
        self.form == form && (self.sizes.is_empty() || self.sizes.contains(&size))
    }
}

const fn floor(form: &'static str, peers: &'static [&'static str], goal: Option<f64>) -> Floor {
    Floor {
        form,
        peers,
        sizes: &[],
        goal,
    }
}

const fn html(peers: &'static [&'static str], sizes: &'static [&'static str], goal: f64) -> Floor {
    Floor {
        sizes,
        ..floor("read HTML", peers, Some(goal))
    }
}

const RC_DOM: &[&str] = &["html5ever RcDom"];
const CONVERTERS: &[&str] = &["htmd", "html2text", "html-to-markdown-rs"];

pub(crate) const FLOORS: [Floor; 13] = [
    html(RC_DOM, &["8 KB", "100 KB"], 2.0),
    html(RC_DOM, &["5 MB"], 1.4),
    html(RC_DOM, &["print 14 KB"], 2.5),
    html(RC_DOM, &["modern 150 KB"], 3.0),
    html(CONVERTERS, &["8 KB", "100 KB", "5 MB"], 3.0),
    html(CONVERTERS, &["print 14 KB", "modern 150 KB"], 3.5),
    floor("read HTML", &["html5ever without tree"], None),
    floor("read HTML", &["html5ever tokens"], None),
    floor("read Markdown", &["pulldown-cmark events"], Some(0.42)),
    floor("read Markdown", &["comrak"], Some(1.0)),
    floor("read plain text", &["pulldown-cmark events"], Some(0.7)),
    floor("write", &["serde_json to_string"], Some(1.0)),
    floor("read JSON", &["serde_json from_str"], None),
];

/// How many times as long a byte of the largest sample may take as one of the sample before it.
pub(crate) const MOST_GROWTH: f64 = 1.1;

/// How many bytes of memory a byte of a page may need where we have a goal: in reading HTML.
pub(crate) fn most_memory(form: &str) -> Option<f64> {
    (form == "read HTML").then_some(5.0)
}
