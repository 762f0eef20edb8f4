//! Finds out the API version of the `pandoc` on this machine, which has to read what is written for it.

use std::process::{Command, Stdio};

use liens::write::PandocApi;

/// The API version of the `pandoc` on the PATH; the current version if there is none.
pub(super) fn installed_api() -> PandocApi {
    let output = Command::new("pandoc")
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let version = output.map(|output| output.stdout).unwrap_or_default();
    api_of(&String::from_utf8_lossy(&version))
}

/// The API version in the output of `pandoc --version`: `pandoc 3.1.2`, or `pandoc 2.17.1.1` with a line `Compiled
/// with pandoc-types 1.22.2.1` below.
fn api_of(version: &str) -> PandocApi {
    let major = version
        .split_whitespace()
        .nth(1)
        .and_then(|number| number.split('.').next())
        .and_then(|major| major.parse().ok());
    match major {
        Some(2) => PandocApi::V1_22,
        _ => PandocApi::V1_23,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_version_implies_the_api_version() {
        let cases = [
            (
                "pandoc 2.17.1.1\nCompiled with pandoc-types 1.22.2.1, texmath",
                PandocApi::V1_22,
            ),
            ("pandoc.exe 2.19\nCompiled with", PandocApi::V1_22),
            ("pandoc 3.1.2\nFeatures: +server +lua", PandocApi::V1_23),
            ("pandoc 10.0", PandocApi::V1_23),
            ("", PandocApi::V1_23),
            ("pandoc: not found", PandocApi::V1_23),
        ];
        for (version, api) in cases {
            assert_eq!(api_of(version), api, "{version}");
        }
    }
}
