//! Parses sizes of images.

/// The CSS pixels of a width or height: `120` or `120px`. Relative sizes such as `50%` have none.
///
/// ```text
/// size = digits [ "." digits ] [ "px" ]
/// ```
pub(crate) fn pixels(size: &str) -> Option<u32> {
    let size = size.trim_ascii();
    let number = size.strip_suffix("px").unwrap_or(size).trim_ascii_end();
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
    whole.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn only_pixels_are_a_size() {
        for (size, expected) in [
            ("120", Some(120)),
            (" 120px ", Some(120)),
            ("120.5", Some(120)),
            ("50%", None),
            ("12em", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(pixels(size), expected, "{size:?}");
        }
    }
}
