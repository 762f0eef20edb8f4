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

#[cfg(test)]
mod tests {
    use super::*;

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
                bytes[at] = b'a';
            }
        }
    }
}
