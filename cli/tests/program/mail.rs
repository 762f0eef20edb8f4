//! The program on messages: mail, pages saved as such, mailboxes.

use std::io::Write as _;

use crate::program::Folder;
use flate2::Compression;
use flate2::write::GzEncoder;

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

fn mail(subject: &str, text: &str) -> String {
    format!(
        "From: Mara Quay <mara@example.org>\nSubject: {subject}\nDate: Mon, 4 May 2020 10:00:00 +0200\n\
         Message-ID: <{subject}@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    )
}

fn mailbox(subjects: &[&str]) -> String {
    let line = "From mara@example.org Mon May  4 10:00:00 2020\n";
    let mails = subjects.iter().map(|subject| {
        let text =
            format!("The {subject} [1].\n\n>From here.\n\n[1] https://example.org/{subject}\n");
        format!("{line}{}\n", mail(subject, &text))
    });
    mails.collect()
}

const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/mole/bell\r\n\
    Subject: Bell\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
    Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
    Content-Location: https://example.org/mole/bell\r\n\r\n\
    <h1>Bell</h1><p>See <a href=3D\"../count\">the count</a>.</p>\r\n--b--\r\n";

#[test]
fn a_mail_is_an_article() {
    let text = mail("bell", "The bell [1] rang.\n\n[1] https://example.org/bell");
    let folder = Folder::new("mail_article")
        .with("a.eml", &text)
        .with("a.eml.gz", gzip(&text))
        .with("b", &text)
        .with(
            "c.eml",
            "Subject: bell\n\nThe bell [1] rang.\n\n[1] https://example.org/bell\n",
        );
    for file in ["a.eml", "a.eml.gz", "b", "c.eml"] {
        let document = folder.run(&["convert", file]).quiet().json();
        let article = &document["article"];
        assert_eq!(article["title"][0]["text"], "bell", "{file}");
        assert_eq!(article["links"][0]["url"], "https://example.org/bell");
        assert_eq!(article["body"][0]["content"][1]["number"], 1);
        if file != "c.eml" {
            assert_eq!(article["byline"]["author"], "Mara Quay");
            assert_eq!(article["byline"]["at"], "2020-05-04T10:00:00");
        }
    }
    let links = folder.run_on(text.as_bytes(), &["links"]).quiet();
    assert!(
        links.out.contains("https://example.org/bell"),
        "{}",
        links.out
    );
}

#[test]
fn a_saved_page_knows_where_it_is_from() {
    let folder = Folder::new("mail_saved")
        .with("a.mhtml", SAVED)
        .with("b.html", SAVED);
    for file in ["a.mhtml", "b.html"] {
        let run = folder.run(&["convert", file, "--to", "ndjson"]).quiet();
        let [document] = &run.lines()[..] else {
            panic!("{}", run.out);
        };
        assert_eq!(document["url"], "https://example.org/mole/bell");
        let article = &document["article"];
        assert_eq!(article["source"]["url"], "https://example.org/mole/bell");
        assert_eq!(
            article["body"][0]["content"][1]["url"],
            "https://example.org/count"
        );
    }
}

#[test]
fn a_mailbox_gives_a_page_for_each_message() {
    let text = mailbox(&["bell", "oil"]);
    let folder = Folder::new("mail_box")
        .with("a.mbox", &text)
        .with("a.mbox.gz", gzip(&text))
        .with("2020-May.txt", &text)
        .with("Inbox", &text);
    for file in ["a.mbox", "a.mbox.gz", "2020-May.txt", "Inbox"] {
        let out = format!("out-{}", file.replace('.', "-"));
        folder
            .run(&["convert", file, "--to", "text", "-o", &out])
            .says(0, "2 pages converted");
        assert_eq!(folder.folder(&out).names(), ["0001.txt", "0002.txt"]);
        let second = folder.folder(&out).read("0002.txt");
        assert!(second.contains("The oil [1].\n\nFrom here."), "{second}");
        assert!(second.contains("[1] https://example.org/oil"), "{second}");
        folder
            .run(&["convert", file])
            .says(2, "cannot write several pages");
    }
    let run = folder
        .run(&["convert", "a.mbox", "--to", "ndjson", "-q"])
        .quiet();
    let titles: Vec<_> = run
        .lines()
        .iter()
        .map(|line| line["article"]["title"][0]["text"].clone())
        .collect();
    assert_eq!(titles, ["bell", "oil"]);
}

#[test]
fn mail_is_found_in_folders() {
    let folder = Folder::new("mail_folder")
        .with("mail/a.eml", mail("a", "Words."))
        .with("mail/b.mht", SAVED)
        .with("mail/c.txt", mailbox(&["c", "d"]))
        .with("mail/d.txt", "See [1].\n\n[1] https://example.org/\n")
        .with("mail/Sent", mailbox(&["e", "f"]))
        .with("mail/README", "No mail at all.")
        .with("mail/list/cur/1588.M1P2.host:2,S", mail("g", "Words."))
        .with("mail/list/dovecot.index.log", "no mail");
    folder
        .run(&["convert", "mail", "--to", "text", "-o", "out"])
        .says(0, "8 pages converted");
    assert_eq!(
        folder.folder("out").tree(),
        [
            "Sent/0001.txt", "Sent/0002.txt", "a.txt", "b.txt", "c.txt/0001.txt", "c.txt/0002.txt",
            "d.txt", "list/cur/1588.M1P2.txt",
        ]
    );
}

#[test]
fn several_messages_are_refused_where_one_page_is_read() {
    let text = mailbox(&["bell", "oil"]);
    let folder = Folder::new("mail_several").with("a.txt", &text);
    let found = "expected a page, but found a mailbox (mbox)";
    let links = folder.run(&["links", "a.txt", "-q"]).quiet();
    assert!(
        links.out.ends_with("on 2 pages\n") || links.out.contains(" on 2 pages:"),
        "{}",
        links.out
    );
    folder.run_on(text.as_bytes(), &["convert"]).says(2, found);
    // Also where the second one begins far below.
    let long = mail("long", &"Many words of a long mail.\n".repeat(10_000));
    let line = "From mara@example.org Mon May  4 10:00:00 2020\n";
    let text = format!("{line}{long}\n{line}{long}");
    folder.run_on(text.as_bytes(), &["convert"]).says(2, found);
}

#[test]
fn bounds_hold_for_messages_and_what_is_in_them() {
    let long = mail("long", &"\u{44f} many words.\n".repeat(2_000));
    let (start, end) = (mailbox(&["bell"]), mailbox(&["oil"]));
    let line = "From mara@example.org Mon May  4 10:00:00 2020\n";
    let folder = Folder::new("mail_bounds").with("a.mbox", format!("{start}{line}{long}\n{end}"));
    let run = folder.run(&["convert", "a.mbox", "--to", "ndjson", "--max-size", "10K"]);
    let run = run.says(1, "a.mbox (message 2): it has more than");
    assert_eq!(run.lines().len(), 2);
    // Decoded, the letters take more bytes.
    let text =
        "Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\n\n".to_owned();
    let mut text = text.into_bytes();
    text.extend([0xD1; 600]);
    folder
        .run_on(&text, &["convert", "--max-size", "1000"])
        .says(2, "has more than 1000 bytes");
}

#[test]
fn damage_is_told_with_its_line() {
    let text = "Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee [1].\n\n[1] https://example.org/\n[2] https://example.org/b\n";
    let folder = Folder::new("mail_damage").with("a.eml", text);
    let run = folder.run(&["check", "a.eml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("line 10 of the message: "), "{}", run.out);
    assert!(run.out.contains("a.eml (decoded):4:1"), "{}", run.out);
    let run = folder.run(&["convert", "a.eml"]);
    run.says(0, "a.eml: warning: line 10 of the message: ")
        .says(0, "a.eml (decoded):4:1: warning: ");
}
