//! Joins the lines of text with `format=flowed` (RFC 3676), where a line that ends in a space continues on the next.

/// Undoes the wrapping of a text. With `delsp`, the space at the end of a line is removed, too.
pub(super) fn unwrapped(text: &str, delsp: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    // The quotation depth of the line above, if it continues.
    let mut open: Option<usize> = None;
    for (number, line) in text.lines().enumerate() {
        let words = line.trim_start_matches('>');
        let depth = line.len() - words.len();
        let words = unstuffed(words, depth);
        let goes_on = words.ends_with(' ') && words != SIGNATURE;
        if open != Some(depth) || words == SIGNATURE {
            if number > 0 {
                whole.push('\n');
            }
            push_quotes(&mut whole, depth, words.is_empty());
        }
        whole.push_str(if goes_on && delsp {
            &words[..words.len() - 1]
        } else {
            words
        });
        open = goes_on.then_some(depth);
    }
    if text.ends_with('\n') {
        whole.push('\n');
    }
    whole
}

/// The line above a signature. It ends in a space but does not continue.
const SIGNATURE: &str = "-- ";

/// Removes the space that was inserted before a line, unless the line would look quoted without it.
fn unstuffed(words: &str, depth: usize) -> &str {
    match words.strip_prefix(' ') {
        Some(rest) if depth > 0 || !rest.starts_with('>') => rest,
        _ => words,
    }
}

fn push_quotes(text: &mut String, depth: usize, is_empty: bool) {
    text.extend(std::iter::repeat_n('>', depth));
    if depth > 0 && !is_empty {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined() {
        for (text, expected) in [
            ("The bell \nrang.\n\nTwice.\n", "The bell rang.\n\nTwice.\n"),
            ("> The bell \n> rang.\nNo.", "> The bell rang.\nNo."),
            (
                ">> The bell \n> rang \n> once.", ">> The bell \n> rang once.",
            ),
            ("Words \n-- \nMara", "Words \n-- \nMara"),
            (" >no quote\n From here", " >no quote\nFrom here"),
            (">\n> a", ">\n> a"),
            ("", ""),
            ("\n\na\n", "\n\na\n"),
        ] {
            assert_eq!(unwrapped(text, false), expected, "{text:?}");
        }
        assert_eq!(
            unwrapped("\u{9727} \n\u{306e}\n", true),
            "\u{9727}\u{306e}\n"
        );
    }
}
