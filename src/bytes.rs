//! Looking at bytes, many of them in one step.

/// How many bytes common processors look at in one step.
const STEP: usize = 16;

/// Whether any byte is such a one. There is no early end within a step, so `is_such` has to be short, and without
/// branches.
pub(crate) fn any(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> bool {
    match bytes.last_chunk::<STEP>() {
        // The last step may look again at what the one before has seen.
        Some(last) => {
            let mut steps = bytes.chunks_exact(STEP);
            steps.any(|step| in_step(step, &is_such)) || in_step(last, &is_such)
        }
        None => in_step(bytes, &is_such),
    }
}

/// Where the first such byte stands. As with [`any`], `is_such` has to be short, and without branches.
pub(crate) fn position(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> Option<usize> {
    let mut steps = bytes.chunks_exact(STEP);
    let start = match steps.position(|step| in_step(step, &is_such)) {
        Some(clean) => clean * STEP,
        None => {
            // The rest is looked at together with bytes before it, as far as there are any.
            let last = bytes.last_chunk::<STEP>();
            if last.is_some_and(|last| !in_step(last, &is_such)) {
                return None;
            }
            bytes.len() / STEP * STEP
        }
    };
    let found = bytes[start..].iter().position(|byte| is_such(*byte));
    found.map(|at| start + at)
}

/// The lines of a text, each with its end, as [`str::split_inclusive`] gives them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let rest = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let mut start = 0;
    ends.chain(rest)
        .map(move |end| &text[std::mem::replace(&mut start, end)..end])
}

/// Whether any two neighbours are such ones.
pub(crate) fn any_pair(bytes: &[u8], is_such: impl Fn(u8, u8) -> bool) -> bool {
    let in_step = |(left, right): (&[u8], &[u8])| {
        let pairs = left.iter().zip(right);
        pairs.fold(0, |any, (a, b)| any | u8::from(is_such(*a, *b))) != 0
    };
    let right = bytes.get(1..).unwrap_or_default();
    let left = &bytes[..right.len()];
    match (left.last_chunk::<STEP>(), right.last_chunk::<STEP>()) {
        (Some(last_left), Some(last_right)) => {
            let mut steps = left.chunks_exact(STEP).zip(right.chunks_exact(STEP));
            steps.any(in_step) || in_step((last_left, last_right))
        }
        _ => in_step((left, right)),
    }
}

/// Whether any byte of a step is such a one. Compilers make vectors of bytes, and none of truth values.
fn in_step(step: &[u8], is_such: &impl Fn(u8) -> bool) -> bool {
    step.iter()
        .fold(0, |any, byte| any | u8::from(is_such(*byte)))
        != 0
}

/// All marks that bytes have, where a byte and its right neighbour tell a byte's marks; that of the last byte
/// is 0. There is no early end, so `marks` has to be short, and without branches.
#[cfg(any(feature = "text", test))]
pub(crate) fn marks(bytes: &[u8], marks: impl Fn(u8, u8) -> u8) -> u8 {
    let Some((last, left)) = bytes.split_last() else {
        return 0;
    };
    let right = &bytes[1..];
    let mut found = [0; STEP];
    let mut look = |left: &[u8], right: &[u8]| {
        let pairs = left.iter().zip(right);
        for (found, (a, b)) in found.iter_mut().zip(pairs) {
            *found |= marks(*a, *b);
        }
    };
    match (left.last_chunk::<STEP>(), right.last_chunk::<STEP>()) {
        (Some(last_left), Some(last_right)) => {
            let steps = left.chunks_exact(STEP).zip(right.chunks_exact(STEP));
            steps.for_each(|(left, right)| look(left, right));
            look(last_left, last_right);
        }
        _ => look(left, right),
    }
    found.iter().fold(marks(*last, 0), |all, marks| all | marks)
}

/// Which of these bytes there are: the first by the lowest bit.
#[cfg(any(feature = "text", test))]
pub(crate) fn which(bytes: &[u8], these: [u8; 8]) -> u8 {
    marks(bytes, |byte, _| {
        let bits = (0..).zip(these);
        bits.fold(0, |found, (bit, one)| {
            found | (u8::from(byte == one) << bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_ends() {
        for text in ["", "a", "a\n", "\n\na\r\n b"] {
            assert!(lines(text).eq(text.split_inclusive('\n')), "{text:?}");
        }
    }

    #[test]
    fn every_place_is_looked_at() {
        for length in 0..=50 {
            let mut bytes = vec![b'a'; length];
            assert!(!any(&bytes, |byte| byte == b'b'), "{length}");
            assert_eq!(position(&bytes, |byte| byte == b'b'), None, "{length}");
            assert!(!any_pair(&bytes, |a, b| a != b), "{length}");
            for at in 0..length {
                bytes[at] = b'b';
                assert!(any(&bytes, |byte| byte == b'b'), "{at} of {length}");
                assert_eq!(position(&bytes, |byte| byte == b'b'), Some(at));
                let is_pair = at + 1 < length;
                assert_eq!(
                    any_pair(&bytes, |a, _| a == b'b'),
                    is_pair,
                    "{at} of {length}"
                );
                assert_eq!(
                    any_pair(&bytes, |_, b| b == b'b'),
                    at > 0,
                    "{at} of {length}"
                );
                let seen = marks(&bytes, |a, b| {
                    u8::from(a == b'b') | (u8::from(b == b'b') << 1) | (u8::from(b == 0) << 2)
                });
                assert_eq!(seen, 5 | (u8::from(at > 0) << 1), "{at} of {length}");
                assert_eq!(which(&bytes, *b"_b______"), 2, "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }
}
