//! Formulas in MathML without the layout that a browser gives them: fractions on one line, roots with a sign.

use super::frame::{Context, Frame};
use super::kind::{Kind, Script};
use super::stack::Builder;

/// What a place in a formula asks for before its element.
enum Before {
    Nothing,
    Sign(char),
    Kind(Kind),
}

impl Builder {
    /// Opens an element of a formula, after what its place in the element around it asks for.
    pub(super) fn open_math(&mut self, script: Script) -> Frame {
        let place = self.place_in_script(script);
        match before(place) {
            Before::Kind(kind) => _ = self.open(kind),
            Before::Sign(sign) => self.sign(Some(sign)),
            Before::Nothing if self.is_beside_fraction(script) => self.sign(Some(' ')),
            Before::Nothing => {}
        }
        if matches!(place, Some((Script::Root, 1))) {
            self.text("1/", []);
        }
        let is_one_value = match place {
            Some((Script::Fraction | Script::Root, _)) => true,
            Some((Script::Sub | Script::Sup | Script::SubSup, 0)) => script == Script::Fraction,
            _ => false,
        };
        match script {
            Script::Row | Script::Fraction if is_one_value => {
                _ = self.open(Kind::Affixes("(", ")"));
            }
            Script::SquareRoot => _ = self.open(Kind::Affixes("√(", ")")),
            Script::Display => _ = self.open(Kind::Group),
            Script::Fenced { open, .. } => self.sign(open),
            Script::Space => self.sign(Some(' ')),
            _ => {}
        }
        Frame::Context(Context::Math {
            script,
            children: 0,
        })
    }

    /// Adds a formula in TeX, unless the page has just shown it.
    pub(crate) fn tex(&mut self, formula: &str, is_display: bool) {
        if self.last_formula == Some(self.shown) {
            return;
        }
        let level = is_display.then(|| self.open(Kind::Group));
        self.text(formula.trim(), []);
        if let Some(level) = level {
            self.close(level);
        }
    }

    fn sign(&mut self, sign: Option<char>) {
        if let Some(sign) = sign {
            self.text(sign.encode_utf8(&mut [0; 4]), []);
        }
    }

    /// Records an element of a formula that ends. A row ends with its last element.
    pub(super) fn close_math(&mut self, script: Script) {
        if let Script::Fenced { close, .. } = script {
            self.sign(close);
        }
        let ends_here = self.script_before().is_some();
        if script != Script::Row || !ends_here {
            self.last_script = Some((script, self.shown));
        }
    }

    /// Whether an element directly follows a fraction, or is one that follows a number or name: without a space, `2` and
    /// `1/3` would be `21/3`.
    fn is_beside_fraction(&self, script: Script) -> bool {
        let before = self.script_before();
        let is_one = before == Some(Script::Fraction) || script == Script::Fraction;
        is_one && before.is_some_and(|before| before != Script::Sign) && script != Script::Sign
    }

    /// The element of a formula that was closed last, if nothing was shown since.
    fn script_before(&self) -> Option<Script> {
        let (script, shown) = self.last_script?;
        (shown == self.shown).then_some(script)
    }

    /// Whether white space here is between the elements of a formula, where it means nothing.
    pub(crate) fn is_between_math(&self) -> bool {
        let open = self.open.last().map(|open| &open.frame);
        let Some(Frame::Context(Context::Math { script, .. })) = open else {
            return false;
        };
        !matches!(script, Script::Token | Script::Sign)
    }

    /// The element of a formula that an element opens in, and how many stand before it there.
    fn place_in_script(&mut self, opened: Script) -> Option<(Script, usize)> {
        let Frame::Context(Context::Math { script, children }) = &mut self.open.last_mut()?.frame
        else {
            return None;
        };
        // Scripts that stand before it are counted as if they followed it.
        if opened == Script::Prescripts {
            *children = 0;
        }
        *children += 1;
        Some((*script, *children - 1))
    }
}

/// What an element's place asks for before it.
fn before(place: Option<(Script, usize)>) -> Before {
    let Some((script, at @ 1..)) = place else {
        return Before::Nothing;
    };
    match script {
        Script::Fraction => Before::Sign('/'),
        Script::Sub => Before::Kind(Kind::Subscript),
        Script::Root | Script::Sup => Before::Kind(Kind::Superscript),
        Script::SubSup | Script::Scripts if at % 2 == 1 => Before::Kind(Kind::Subscript),
        Script::SubSup | Script::Scripts => Before::Kind(Kind::Superscript),
        Script::Fenced {
            separator: Some(separator),
            ..
        } => Before::Sign(separator),
        Script::Grid => Before::Sign(';'),
        Script::Cells => Before::Sign(' '),
        _ => Before::Nothing,
    }
}
