//! The `style` attribute of an element: whether the element is shown, and how its words look. Style sheets are not
//! read.

use std::borrow::Cow;

use super::attributes::Attributes;

/// What a `style` attribute declares; `None` where it declares nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether there is a box at all.
    pub(super) is_displayed: Option<bool>,
    /// Whether the element is a block.
    pub(super) is_block: bool,
    /// Whether its content is visible, unless something inside says otherwise.
    pub(super) is_visible: Option<bool>,
    pub(super) is_bold: Option<bool>,
    pub(super) is_italic: Option<bool>,
    pub(super) is_struck: Option<bool>,
    pub(super) is_underlined: Option<bool>,
    pub(super) is_raised: bool,
    pub(super) is_lowered: bool,
    /// Whether line ends of the source show as line breaks.
    pub(super) keeps_lines: Option<bool>,
    /// Whether the font is monospaced, as for code.
    pub(super) is_monospaced: bool,
    /// The list of an item that a word processor writes as a paragraph, and the item's level.
    pub(super) list: u32,
    pub(super) list_level: Option<u8>,
    /// Whether the words are the bullet or number of such an item.
    pub(super) is_bullet: bool,
}

impl Style {
    pub(super) fn of(attributes: &impl Attributes) -> Self {
        let mut style = Self::default();
        if let Some(text) = attributes.get("style") {
            style.declare_all(text, false);
            // `!important` declarations win, then later ones.
            if text.contains('!') {
                style.declare_all(text, true);
            }
        }
        style
    }

    /// Applies the declarations that are important, or those that are not.
    fn declare_all(&mut self, text: &str, important: bool) {
        for (name, value) in declarations(text) {
            let (value, is_important) = importance(value);
            if is_important == important {
                self.declare(&lower_case(name), &lower_case(value));
            }
        }
    }

    fn declare(&mut self, name: &str, value: &str) {
        match name {
            "display" if is_display(value) => {
                self.is_displayed = Some(value != "none");
                self.is_block = BLOCKS.contains(&value);
            }
            "visibility" => match value {
                "hidden" | "collapse" => self.is_visible = Some(false),
                "visible" => self.is_visible = Some(true),
                _ => {}
            },
            "font-weight" => self.is_bold = is_bold(value).or(self.is_bold),
            "font-style" => self.is_italic = is_italic(value).or(self.is_italic),
            "font" => {
                for word in value.split_ascii_whitespace() {
                    self.is_bold = is_bold(word).filter(|bold| *bold).or(self.is_bold);
                    self.is_italic = is_italic(word).filter(|italic| *italic).or(self.is_italic);
                }
            }
            "text-decoration" | "text-decoration-line" => {
                let has = |line| value.split_ascii_whitespace().any(|word| word == line);
                self.is_struck = Some(has("line-through"));
                self.is_underlined = Some(has("underline"));
            }
            "vertical-align" => {
                self.is_raised = value == "super";
                self.is_lowered = value == "sub";
            }
            "font-family" => {
                let fonts = ["monospace", "consolas", "courier", "menlo", "monaco"];
                self.is_monospaced = fonts.iter().any(|font| value.contains(font));
            }
            "white-space" => {
                self.keeps_lines = Some(value.starts_with("pre") || value == "break-spaces");
            }
            "mso-list" => {
                self.is_bullet = value == "ignore";
                let level = |word: &str| word.strip_prefix("level")?.parse().ok();
                let list = |word: &str| word.strip_prefix('l')?.parse().ok();
                self.list_level = value.split_ascii_whitespace().find_map(level);
                self.list = value.split_ascii_whitespace().find_map(list).unwrap_or(0);
            }
            _ => {}
        }
    }
}

/// Values of `display` that set a box on lines of its own.
const BLOCKS: &[&str] = &["block", "flex", "flow-root", "grid", "list-item", "table"];

/// Whether this is a value of `display`; a browser skips any other.
fn is_display(value: &str) -> bool {
    const OTHERS: &[&str] = &["contents", "inherit", "initial", "none", "revert", "unset"];
    const FIRST_PARTS: &[&str] = &["inline", "math", "ruby", "run-in", "table"];
    let is_one = BLOCKS.contains(&value) || OTHERS.contains(&value);
    is_one || FIRST_PARTS.iter().any(|part| value.starts_with(part)) || value.starts_with('-')
}

/// Text in lower case, borrowed if it already is, as most styles are.
fn lower_case(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

fn is_bold(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => {
            let number: u32 = number.parse().ok()?;
            (1..=1000).contains(&number).then_some(number >= 600)
        }
    }
}

fn is_italic(value: &str) -> Option<bool> {
    match value.split_ascii_whitespace().next()? {
        "italic" | "oblique" => Some(true),
        "normal" => Some(false),
        _ => None,
    }
}

/// The value of a declaration without `!important`, and whether it had that.
fn importance(value: &str) -> (&str, bool) {
    let before = value
        .rsplit_once('!')
        .filter(|(_, mark)| mark.trim_ascii().eq_ignore_ascii_case("important"));
    match before {
        Some((before, _)) => (before.trim_ascii(), true),
        None => (value, false),
    }
}

/// The declarations in a style, as names and values. A semicolon within quotes or parentheses does not end one.
fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = style;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = end_of_declaration(rest);
            let declaration = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if let Some((name, value)) = declaration.split_once(':') {
                return Some((name.trim_ascii(), value.trim_ascii()));
            }
        }
        None
    })
}

fn end_of_declaration(style: &str) -> usize {
    let mut quote = None;
    let mut depth = 0_usize;
    for (at, byte) in style.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') => depth = depth.saturating_sub(1),
            (None, b';') if depth == 0 => return at,
            (None, _) => {}
        }
    }
    style.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Only(&'static str);

    impl Attributes for Only {
        fn get(&self, name: &str) -> Option<&str> {
            (name == "style").then_some(self.0)
        }
    }

    #[test]
    fn only_declarations_hide() {
        let is_displayed = |style| Style::of(&Only(style)).is_displayed;
        for hidden in [
            "display:none", "color: red; DISPLAY : None ;", "display:block; display:none",
            "display:none; display:nonesuch", "display: none !important; display: block",
            "background: url('a;b'); display:none",
        ] {
            assert_eq!(is_displayed(hidden), Some(false), "{hidden}");
        }
        for shown in [
            "", "display:none; display:block", "--display:none", "content:'; display:none'",
            "background:url(display:none;display:none)", "display:nonesuch", "display",
        ] {
            assert_ne!(is_displayed(shown), Some(false), "{shown}");
        }
    }

    #[test]
    fn weights_and_lines_are_told() {
        let style = |text| Style::of(&Only(text));
        assert_eq!(style("font-weight: 700").is_bold, Some(true));
        assert_eq!(style("font-weight: 400").is_bold, Some(false));
        assert_eq!(style("font-weight: inherit").is_bold, None);
        assert_eq!(style("font: italic bold 9pt/2 Serif").is_bold, Some(true));
        assert_eq!(style("font: 9pt Serif").is_bold, None);
        assert_eq!(style("font-style: oblique 10deg").is_italic, Some(true));
        assert_eq!(
            style("text-decoration: underline red").is_underlined,
            Some(true)
        );
        assert_eq!(style("text-decoration: none").is_struck, Some(false));
        assert_eq!(style("mso-list:l0 level2 lfo1").list_level, Some(2));
        assert!(style("mso-list:Ignore").is_bullet);
    }
}
