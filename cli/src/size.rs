//! Parses numbers of bytes as users write them: `500`, `64K`, `32M`, `2G`.

/// The value of an option that is a number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size(pub(super) usize);

/// Parses a number of bytes, at least 1.
pub(super) fn size(value: &str) -> Result<Size, String> {
    let digits = value.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match &value[digits.len()..] {
        "" => 1_usize,
        "k" | "K" => 1 << 10,
        "m" | "M" => 1 << 20,
        "g" | "G" => 1 << 30,
        _ => return Err("expected bytes, as in 500000, 64K, 32M or 2G".to_owned()),
    };
    let number: usize = digits
        .parse()
        .map_err(|_| "expected a number first, as in 32M".to_owned())?;
    match number.checked_mul(unit) {
        Some(bytes) if bytes > 0 => Ok(Size(bytes)),
        Some(_) => Err("expected more than nothing".to_owned()),
        None => Err("that is more than this computer can count".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (value, bytes) in [("1", 1), ("64K", 65_536), ("2m", 2 << 20), ("3G", 3 << 30)] {
            assert_eq!(size(value), Ok(Size(bytes)), "{value}");
        }
        for wrong in [
            "", "M", "0", "0K", "-1", "1.5M", "5T", "32 M", "99999999999G",
        ] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
