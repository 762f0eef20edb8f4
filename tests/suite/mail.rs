//! Messages as data: every folder in `tests/mail-cases` has a message, `input.eml`, and the article that is right for it
//! with its warnings, `article.json`. `about.md` says what the case shows. And what holds for any bytes.
//!
//! `LIENS_BLESS=1 cargo test --test suite mail::` writes the articles anew: read every difference.

use std::fs;
use std::path::{Path, PathBuf};

use liens::read::mail::{self, Message};
use liens::read::{Options, Reading};
use liens::write::{Json, Render};
use liens::{Error, WarningKind};
use proptest::prelude::{any, prop, proptest};

use crate::support::promises;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail-cases");
    let entries = fs::read_dir(&folder).expect("the folder of cases");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "expected cases in {}", folder.display());
    cases
}

fn input(case: &Path) -> Vec<u8> {
    fs::read(case.join("input.eml")).expect("a message")
}

fn read(message: &[u8]) -> Reading {
    mail::read(message, &Options::default()).expect("reading is lenient")
}

#[test]
fn messages_by_hand_give_the_right_articles() {
    let bless = std::env::var_os("LIENS_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let reading = read(&input(&case));
        let json = Json::default().with_warnings(reading.warnings).pretty();
        let found = json.render_to_string(&reading.article) + "\n";
        let expected = case.join("article.json");
        if bless {
            fs::write(&expected, &found).expect("the case's folder");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if expected.replace("\r\n", "\n") != found {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
        promises::kept(reading.article);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_mean_nothing() {
    for case in cases() {
        let message = input(&case);
        let without: Vec<u8> = message
            .iter()
            .copied()
            .filter(|byte| *byte != b'\r')
            .collect();
        assert_eq!(
            read(&without).article,
            read(&message).article,
            "{}",
            case.display()
        );
    }
}

#[test]
fn wherever_a_message_ends_it_is_read() {
    for case in cases() {
        let message = input(&case);
        for end in (0..message.len()).step_by(7) {
            promises::mail(&message[..end]);
        }
    }
}

#[test]
fn warnings_name_lines_of_the_message_and_strict_reading_refuses_them() {
    let message = b"Subject: A\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n";
    let reading = read(message);
    let [warning] = reading.warnings.as_slice() else {
        panic!("{:?}", reading.warnings);
    };
    assert_eq!(warning.kind, WarningKind::Malformed);
    assert!(
        warning.message.starts_with("line 7 of the message: "),
        "{warning}"
    );
    let strict = mail::read(message, &Options::default().strict());
    assert_eq!(strict, Err(Error::Strict(warning.clone())));
}

#[test]
fn parts_in_parts_end_somewhere() {
    let mut message = b"Content-Type: text/plain\n\nWords.\n".to_vec();
    for depth in 0..400 {
        let outer = match depth % 2 {
            0 => format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"),
            _ => "Content-Type: message/rfc822\n\n".to_owned(),
        };
        message.splice(0..0, outer.into_bytes());
    }
    let reading = read(&message);
    assert!(
        reading
            .warnings
            .iter()
            .any(|warning| warning.kind == WarningKind::TooDeep)
    );
    assert!(reading.article.plain_text().contains("Words."));
}

#[test]
fn time_grows_with_the_message() {
    let many = |part: &str| {
        let head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
        format!("{head}{}", part.repeat((1 << 20) / part.len()))
    };
    for message in [
        many("--b\n"),
        many("--b\n\na\n"),
        many("--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n"),
        many("--"),
        many("=?utf-8?q?"),
        format!("Subject: {}\n\n", "=?utf-8?q?a?= ".repeat(1 << 16)),
        format!("To: {}\n\n", "a@b.c,".repeat(1 << 17)),
        format!("Content-Type: a/b; {}\n\n", "a*0*=b;".repeat(1 << 17)),
        "A: b\n".repeat(1 << 18),
    ] {
        let message = Message::parse(message.as_bytes());
        message
            .read(&Options::default())
            .expect("reading is lenient");
    }
}

proptest! {
    #[test]
    fn any_lines_are_read(lines in prop::collection::vec(any::<u8>(), 0..60)) {
        const LINES: [&[u8]; 18] = [
            b"Subject: =?utf-8?q?a_b?=\n", b"MIME-Version: 1.0\n", b"Content-Type: multipart/mixed; boundary=b\n",
            b"Content-Type: multipart/alternative; boundary=\"b\"\n", b"Content-Type: text/html; charset=utf-16\n",
            b"Content-Type: message/rfc822\n", b"Content-Transfer-Encoding: base64\n",
            b"Content-Transfer-Encoding: quoted-printable\n", b"\n", b"\n", b"--b\n", b"--b\n", b"--b--\n", b"V29yZHMu\n",
            b"words=20=\n", b"The bell [1].\n", b"[1] https://example.org/\n", b"\xE9\xFF\r\n",
        ];
        let message: Vec<u8> = lines.iter().flat_map(|line| LINES[usize::from(*line) % LINES.len()]).copied().collect();
        promises::mail(&message);
    }
}
