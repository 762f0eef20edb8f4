//! What the subjects are compared with, and what this project wants to reach.

/// What the subjects of this crate are compared with.
pub(crate) struct Floor {
    /// The form to whose subjects this applies.
    pub(crate) form: &'static str,
    /// The peers; the fastest of them counts.
    pub(crate) peers: &'static [&'static str],
    /// How many times as fast as that we want to be at least.
    pub(crate) goal: Option<f64>,
}

pub(crate) const FLOORS: [Floor; 9] = [
    Floor {
        form: "read HTML",
        peers: &["html5ever RcDom"],
        goal: Some(1.0),
    },
    Floor {
        form: "read HTML",
        peers: &["htmd", "html2text", "html-to-markdown-rs"],
        goal: Some(1.2),
    },
    Floor {
        form: "read HTML",
        peers: &["html5ever without tree"],
        goal: None,
    },
    Floor {
        form: "read HTML",
        peers: &["html5ever tokens"],
        goal: None,
    },
    Floor {
        form: "read Markdown",
        peers: &["pulldown-cmark events"],
        goal: Some(0.8),
    },
    Floor {
        form: "read Markdown",
        peers: &["comrak"],
        goal: Some(1.5),
    },
    Floor {
        form: "read plain text",
        peers: &["pulldown-cmark events"],
        goal: Some(1.0),
    },
    Floor {
        form: "write",
        peers: &["serde_json to_string"],
        goal: Some(1.0),
    },
    Floor {
        form: "read JSON",
        peers: &["serde_json from_str"],
        goal: None,
    },
];

/// How many times as long a byte of the largest sample may take as one of the sample before it.
pub(crate) const MOST_GROWTH: f64 = 1.1;

/// How many bytes of memory a byte of a page may need where we have a goal: in reading HTML.
pub(crate) fn most_memory(form: &str) -> Option<f64> {
    (form == "read HTML").then_some(10.0)
}
