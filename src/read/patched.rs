//! A text in which pieces were replaced, with the way back to the original.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of a text, and what takes its place.
pub(super) type Edit = (Range<usize>, Cow<'static, str>);

/// A text with some pieces of the original replaced.
#[derive(Debug)]
pub(super) struct Patched<'a> {
    pub(super) text: Cow<'a, str>,
    cuts: Vec<Cut>,
}

/// Where something was replaced.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// The end of the new words in the text, and of the old ones in the original.
    end: usize,
    original: usize,
}

impl<'a> Patched<'a> {
    /// The text with other words for these pieces, which come in ascending order.
    pub(super) fn with(
        original: &'a str,
        edits: impl IntoIterator<Item = (Range<usize>, &'static str)>,
    ) -> Self {
        let borrowed = |(piece, words)| (piece, Cow::Borrowed(words));
        Self::replaced(original, edits.into_iter().map(borrowed))
    }

    /// The same with words that may have been made for it.
    pub(super) fn replaced(
        original: &'a str,
        edits: impl IntoIterator<Item = (Range<usize>, Cow<'static, str>)>,
    ) -> Self {
        let mut text = String::new();
        let mut cuts: Vec<Cut> = Vec::new();
        let mut done = 0;
        for (piece, words) in edits {
            text.push_str(&original[done..piece.start]);
            text.push_str(&words);
            cuts.push(Cut {
                end: text.len(),
                original: piece.end,
            });
            done = piece.end;
        }
        if cuts.is_empty() {
            return Self {
                text: Cow::Borrowed(original),
                cuts,
            };
        }
        text.push_str(&original[done..]);
        Self {
            text: Cow::Owned(text),
            cuts,
        }
    }

    /// The offset in the original of an offset in the text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let passed = self.cuts.partition_point(|cut| cut.end <= offset);
        let found = match passed.checked_sub(1).map(|last| self.cuts[last]) {
            Some(cut) => cut.original + (offset - cut.end),
            None => offset,
        };
        // Within new words: where the old ones end, at most.
        self.cuts
            .get(passed)
            .map_or(found, |next| found.min(next.original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let original = "a[1]b [22]c";
        let mended = Patched::with(original, [(1..4, ""), (5..6, "__"), (6..10, "")]);
        assert_eq!(mended.text, "ab__c");
        let back = |piece: &str| mended.original(mended.text.find(piece).expect("it is there"));
        assert_eq!((back("a"), back("b"), back("c")), (0, 4, 10));
    }

    #[test]
    fn a_whole_text_is_not_copied() {
        assert!(matches!(Patched::with("a", []).text, Cow::Borrowed("a")));
    }
}
