//! Formulas in MathML without the layout that a browser gives them: fractions on one line, roots with a sign.

use super::frame::{Context, Frame};
use super::kind::{Kind, Script};
use super::stack::Builder;

impl Builder {
    /// Opens an element of a formula, after what its place in the element around it asks for.
    pub(super) fn open_math(&mut self, script: Script) -> Frame {
        let place = self.place_in_script();
        let (kind, sign) = match place {
            Some((Script::Fraction, 1)) => (None, "/"),
            Some((Script::Root, 1)) => (Some(Kind::Superscript), "1/"),
            Some((Script::Sub | Script::SubSup, 1)) => (Some(Kind::Subscript), ""),
            Some((Script::Sup, 1) | (Script::SubSup, 2)) => (Some(Kind::Superscript), ""),
            _ => (None, ""),
        };
        if let Some(kind) = kind {
            self.open(kind);
        }
        self.text(sign, []);
        let is_one_value = matches!(place, Some((Script::Fraction | Script::Root, _)));
        match script {
            Script::Row if is_one_value => drop(self.open(Kind::Affixes("(", ")"))),
            Script::SquareRoot => drop(self.open(Kind::Affixes("√(", ")"))),
            _ => {}
        }
        Frame::Context(Context::Math {
            script,
            children: 0,
        })
    }

    /// The element of a formula that an element opens in, and how many stand before it there.
    fn place_in_script(&mut self) -> Option<(Script, usize)> {
        match &mut self.open.last_mut()?.frame {
            Frame::Context(Context::Math { script, children }) => {
                let at = *children;
                *children += 1;
                Some((*script, at))
            }
            _ => None,
        }
    }
}
