//! The elements that the standard's rules mention by name, and their categories, as a table.

/// The categories of an element, as bits.
pub(super) type Flags = u16;

/// "Special" elements.
pub(super) const SPECIAL: Flags = 1;
/// Elements that delimit a scope, a list item scope, a button scope, a table scope.
pub(super) const SCOPE: Flags = 1 << 1;
pub(super) const LIST_SCOPE: Flags = 1 << 2;
pub(super) const BUTTON_SCOPE: Flags = 1 << 3;
pub(super) const TABLE_SCOPE: Flags = 1 << 4;
/// Elements whose end tags are implied; and those that are when a template ends.
pub(super) const IMPLIED: Flags = 1 << 5;
pub(super) const THOROUGHLY_IMPLIED: Flags = 1 << 6;
/// `<h1>` to `<h6>`.
pub(super) const HEADING: Flags = 1 << 7;
/// A table and its parts that cannot hold text: text in them moves before the table ("foster parenting").
pub(super) const FOSTERS: Flags = 1 << 8;
/// Start tags that end SVG and MathML.
pub(super) const BREAKOUT: Flags = 1 << 9;
/// `<tbody>`, `<thead>` and `<tfoot>`.
pub(super) const SECTION: Flags = 1 << 10;
/// `<td>` and `<th>`.
pub(super) const CELL: Flags = 1 << 11;

/// What a start tag does in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Any,
    Anchor,
    Block,
    Body,
    Button,
    Embedded,
    Form,
    Formatting,
    Frameset,
    /// By the rules of the head.
    Head,
    Heading,
    Html,
    Ignored,
    Image,
    Input,
    Item,
    Math,
    Nobr,
    Option,
    OptionGroup,
    Plaintext,
    Preformatted,
    RawText,
    RubyBase,
    RubyText,
    Rule,
    Select,
    Svg,
    Table,
    /// A void element among text.
    Void,
    /// A void element in another.
    VoidPart,
    Xmp,
}

/// What an end tag does in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Any,
    Block,
    Body,
    Break,
    Embedded,
    Form,
    Formatting,
    Heading,
    Html,
    Item,
    Paragraph,
    Template,
}

/// A row of the table.
struct Row {
    text: &'static str,
    flags: Flags,
    start: Start,
    end: End,
}

macro_rules! names {
    ($($name:ident $text:literal [$($flag:ident)*] $start:ident $end:ident)*) => {
        /// An element that is known by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Name {
            /// Any other element of HTML, and all of SVG and MathML.
            Other,
            /// An element that was removed from the stack of open elements while others were open in it.
            Removed,
            $($name),*
        }

        const ROWS: &[Row] = &[
            Row { text: "", flags: 0, start: Start::Any, end: End::Any },
            Row { text: "", flags: 0, start: Start::Any, end: End::Any },
            $(Row { text: $text, flags: 0 $(| $flag)*, start: Start::$start, end: End::$end }),*
        ];

        /// All known elements, in alphabetical order.
        const SORTED: &[(u128, Name)] = &[$((key($text.as_bytes()), Name::$name)),*];
    };
}

names! {
    A "a" [] Anchor Formatting
    Address "address" [SPECIAL] Block Block
    Applet "applet" [SPECIAL SCOPE] Embedded Embedded
    Area "area" [SPECIAL] Void Any
    Article "article" [SPECIAL] Block Block
    Aside "aside" [SPECIAL] Block Block
    B "b" [BREAKOUT] Formatting Formatting
    Base "base" [SPECIAL] Head Any
    Basefont "basefont" [SPECIAL] Head Any
    Bgsound "bgsound" [SPECIAL] Head Any
    Big "big" [BREAKOUT] Formatting Formatting
    Blockquote "blockquote" [SPECIAL BREAKOUT] Block Block
    Body "body" [SPECIAL BREAKOUT] Body Body
    Br "br" [SPECIAL BREAKOUT] Void Break
    Button "button" [SPECIAL BUTTON_SCOPE] Button Block
    Caption "caption" [SPECIAL SCOPE THOROUGHLY_IMPLIED] Ignored Any
    Center "center" [SPECIAL BREAKOUT] Block Block
    Code "code" [BREAKOUT] Formatting Formatting
    Col "col" [SPECIAL] Ignored Any
    Colgroup "colgroup" [SPECIAL THOROUGHLY_IMPLIED] Ignored Any
    Dd "dd" [SPECIAL IMPLIED BREAKOUT] Item Item
    Details "details" [SPECIAL] Block Block
    Dialog "dialog" [] Block Block
    Dir "dir" [SPECIAL] Block Block
    Div "div" [SPECIAL BREAKOUT] Block Block
    Dl "dl" [SPECIAL BREAKOUT] Block Block
    Dt "dt" [SPECIAL IMPLIED BREAKOUT] Item Item
    Em "em" [BREAKOUT] Formatting Formatting
    Embed "embed" [SPECIAL BREAKOUT] Void Any
    Fieldset "fieldset" [SPECIAL] Block Block
    Figcaption "figcaption" [SPECIAL] Block Block
    Figure "figure" [SPECIAL] Block Block
    Font "font" [] Formatting Formatting
    Footer "footer" [SPECIAL] Block Block
    Form "form" [SPECIAL] Form Form
    Frame "frame" [SPECIAL] Ignored Any
    Frameset "frameset" [SPECIAL] Frameset Any
    H1 "h1" [SPECIAL HEADING BREAKOUT] Heading Heading
    H2 "h2" [SPECIAL HEADING BREAKOUT] Heading Heading
    H3 "h3" [SPECIAL HEADING BREAKOUT] Heading Heading
    H4 "h4" [SPECIAL HEADING BREAKOUT] Heading Heading
    H5 "h5" [SPECIAL HEADING BREAKOUT] Heading Heading
    H6 "h6" [SPECIAL HEADING BREAKOUT] Heading Heading
    Head "head" [SPECIAL BREAKOUT] Ignored Any
    Header "header" [SPECIAL] Block Block
    Hgroup "hgroup" [SPECIAL] Block Block
    Hr "hr" [SPECIAL BREAKOUT] Rule Any
    Html "html" [SPECIAL SCOPE TABLE_SCOPE] Html Html
    I "i" [BREAKOUT] Formatting Formatting
    Iframe "iframe" [SPECIAL] RawText Any
    Image "image" [] Image Any
    Img "img" [SPECIAL BREAKOUT] Void Any
    Input "input" [SPECIAL] Input Any
    Isindex "isindex" [SPECIAL] Any Any
    Keygen "keygen" [] Void Any
    Li "li" [SPECIAL IMPLIED BREAKOUT] Item Item
    Link "link" [SPECIAL] Head Any
    Listing "listing" [SPECIAL BREAKOUT] Preformatted Block
    Main "main" [SPECIAL] Block Block
    Marquee "marquee" [SPECIAL SCOPE] Embedded Embedded
    Math "math" [] Math Any
    Menu "menu" [SPECIAL BREAKOUT] Block Block
    Meta "meta" [SPECIAL BREAKOUT] Head Any
    Nav "nav" [SPECIAL] Block Block
    Nobr "nobr" [BREAKOUT] Nobr Formatting
    Noembed "noembed" [SPECIAL] RawText Any
    Noframes "noframes" [SPECIAL] Head Any
    Noscript "noscript" [SPECIAL] Any Any
    Object "object" [SPECIAL SCOPE] Embedded Embedded
    Ol "ol" [SPECIAL LIST_SCOPE BREAKOUT] Block Block
    Optgroup "optgroup" [IMPLIED] OptionGroup Any
    Option "option" [IMPLIED] Option Any
    P "p" [SPECIAL IMPLIED BREAKOUT] Block Paragraph
    Param "param" [SPECIAL] VoidPart Any
    Plaintext "plaintext" [SPECIAL] Plaintext Any
    Pre "pre" [SPECIAL BREAKOUT] Preformatted Block
    Rb "rb" [IMPLIED] RubyBase Any
    Rp "rp" [IMPLIED] RubyText Any
    Rt "rt" [IMPLIED] RubyText Any
    Rtc "rtc" [IMPLIED] RubyBase Any
    Ruby "ruby" [BREAKOUT] Any Any
    S "s" [BREAKOUT] Formatting Formatting
    Script "script" [SPECIAL] Head Any
    Search "search" [] Block Block
    Section "section" [SPECIAL] Block Block
    Select "select" [SPECIAL SCOPE] Select Block
    Small "small" [BREAKOUT] Formatting Formatting
    Source "source" [SPECIAL] VoidPart Any
    Span "span" [BREAKOUT] Any Any
    Strike "strike" [BREAKOUT] Formatting Formatting
    Strong "strong" [BREAKOUT] Formatting Formatting
    Style "style" [SPECIAL] Head Any
    Sub "sub" [BREAKOUT] Any Any
    Summary "summary" [SPECIAL] Block Block
    Sup "sup" [BREAKOUT] Any Any
    Svg "svg" [] Svg Any
    Table "table" [SPECIAL SCOPE TABLE_SCOPE FOSTERS BREAKOUT] Table Any
    Tbody "tbody" [SPECIAL THOROUGHLY_IMPLIED FOSTERS SECTION] Ignored Any
    Td "td" [SPECIAL SCOPE THOROUGHLY_IMPLIED CELL] Ignored Any
    Template "template" [SPECIAL SCOPE TABLE_SCOPE] Head Template
    Textarea "textarea" [SPECIAL] RawText Any
    Tfoot "tfoot" [SPECIAL THOROUGHLY_IMPLIED FOSTERS SECTION] Ignored Any
    Th "th" [SPECIAL SCOPE THOROUGHLY_IMPLIED CELL] Ignored Any
    Thead "thead" [SPECIAL THOROUGHLY_IMPLIED FOSTERS SECTION] Ignored Any
    Title "title" [SPECIAL] Head Any
    Tr "tr" [SPECIAL THOROUGHLY_IMPLIED FOSTERS] Ignored Any
    Track "track" [SPECIAL] VoidPart Any
    Tt "tt" [BREAKOUT] Formatting Formatting
    U "u" [BREAKOUT] Formatting Formatting
    Ul "ul" [SPECIAL LIST_SCOPE BREAKOUT] Block Block
    Var "var" [BREAKOUT] Any Any
    Wbr "wbr" [SPECIAL] Void Any
    Xmp "xmp" [SPECIAL] Xmp Any
}

/// A lower-case name as a number, in alphabetical order. Names of more than 16 bytes are unknown.
const fn key(name: &[u8]) -> u128 {
    let mut key = [0; 16];
    let mut at = 0;
    while at < name.len() && at < key.len() {
        key[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    u128::from_be_bytes(key)
}

impl Name {
    /// The element of a name in any case.
    pub(super) fn of(name: &str) -> Self {
        // Keys are padded with NUL, which no known name has.
        if name.len() > 16 || name.contains('\0') {
            return Self::Other;
        }
        let key = key(name.as_bytes());
        let found = SORTED.binary_search_by_key(&key, |(known, _)| *known);
        found.map_or(Self::Other, |at| SORTED[at].1)
    }

    /// Its name in lower case; empty for any other element.
    pub(super) fn text(self) -> &'static str {
        ROWS[self as usize].text
    }

    pub(super) fn flags(self) -> Flags {
        ROWS[self as usize].flags
    }

    pub(super) fn is(self, flags: Flags) -> bool {
        self.flags() & flags != 0
    }

    /// What its start tag does in the body.
    pub(super) fn start(self) -> Start {
        ROWS[self as usize].start
    }

    /// What its end tag does in the body.
    pub(super) fn end(self) -> End {
        ROWS[self as usize].end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        assert!(SORTED.is_sorted_by_key(|(key, _)| key));
        for (_, name) in SORTED {
            assert_eq!(Name::of(&name.text().to_ascii_uppercase()), *name);
        }
        for other in ["", "x", "divx", "di", "averyveryverylongname"] {
            assert_eq!(Name::of(other), Name::Other);
        }
    }
}
