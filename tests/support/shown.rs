//! What a page shows, and what in it none of our pages may have.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that articles have, and those around them.
const ELEMENTS: &str = " html head body p h1 h2 h3 h4 h5 h6 em strong del s u sub sup small code pre a img br hr \
    blockquote ul ol li table caption colgroup col thead tbody tr th td dl dt dd figure figcaption section div span \
    input ";

pub(crate) struct Shown {
    /// The text with one space between words.
    pub(crate) words: String,
    /// Elements that no article has, attributes that run something, addresses that do.
    pub(crate) strange: Vec<String>,
}

impl Shown {
    pub(crate) fn of(html: &str) -> Self {
        let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
        let mut shown = Self {
            words: String::new(),
            strange: Vec::new(),
        };
        shown.node(&dom.document);
        shown.words = words(&shown.words);
        shown
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } => self.words.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                if !ELEMENTS.contains(&format!(" {} ", name.local)) {
                    self.strange.push(format!("<{}>", name.local));
                }
                for attribute in attrs.borrow().iter() {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    if name.starts_with("on")
                        || name == "srcdoc"
                        || (matches!(name, "href" | "src") && runs(value))
                    {
                        self.strange.push(format!("{name}={value}"));
                    }
                }
                if &*name.local == "br" {
                    self.words.push(' ');
                }
            }
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.node(child);
        }
    }
}

/// Whether an address may run something, however it is spelled.
pub(crate) fn runs(url: &str) -> bool {
    let url: String = url
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect();
    let url = url.replace("%c2%a0", "").replace("%e2%80%a8", "");
    ["javascript:", "vbscript:", "data:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// A text with one space between words.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
