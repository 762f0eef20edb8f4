#!/usr/bin/env python3
"""Runs liens.lua with each Pandoc that is named: test.py pandoc /opt/pandoc-3/bin/pandoc

The variable LIENS names the program, `target/debug/liens` by default.
"""

import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
LUA = HERE / "liens.lua"
LIENS = os.environ.get("LIENS", str(HERE.parent.parent / "target/debug/liens"))

PAGE = """\
<!DOCTYPE html><html lang="fr"><head><meta charset="iso-8859-1"><title>La lampe</title></head><body class="print">
<div class="print-content"><h1 class="print-title">La lampe a été allumée</h1>
<p>Voir <a href="https://example.org/carnet">le carnet</a> <span class="print-footnote">[1]</span>.
<img src="lampe_files/lampe%20rouge.png" alt="Une lampe"></p></div>
<div class="print-source_url">URL source: https://example.org/phare/lampe</div>
<div class="print-links"><p><strong>Liens</strong><br>[1] https://example.org/carnet</p></div></body></html>
"""

TEXT = """\
The tide is high, see the table [1].

Source URL: https://example.org/tide

Links
[1] https://example.org/table
"""


def picture() -> bytes:
    """A red pixel as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


class Integration(unittest.TestCase):
    pandoc = "pandoc"

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "lampe.html").write_bytes(PAGE.encode("iso-8859-1"))
        (self.folder / "lampe_files").mkdir()
        (self.folder / "lampe_files/lampe rouge.png").write_bytes(picture())
        (self.folder / "tide.txt").write_text(TEXT)

    def run_pandoc(self, *arguments: str, input: str = "", cwd: Path | None = None) -> str:
        done = subprocess.run(
            [self.pandoc, *arguments],
            input=input.encode(),
            cwd=cwd or self.folder,
            env={**os.environ, "LIENS": LIENS},
            capture_output=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def test_a_page_in_another_encoding_keeps_letters_and_links(self) -> None:
        plain = self.run_pandoc("-f", str(LUA), "lampe.html", "-s", "-t", "plain")
        self.assertIn("La lampe a été allumée", plain)
        html = self.run_pandoc("-f", str(LUA), "lampe.html", "-t", "html")
        self.assertIn('<a href="https://example.org/carnet">le carnet</a>', html)

    def test_plain_text_on_standard_input_is_read(self) -> None:
        html = self.run_pandoc("-f", str(LUA), "-t", "html", input=TEXT)
        self.assertIn('href="https://example.org/table"', html)

    def test_office_documents_and_books_have_links_and_saved_images(self) -> None:
        for form, media in [("docx", r"word/media/.*\.png"), ("epub", r"EPUB/media/.*\.png")]:
            # Also from elsewhere: images lie beside the page, not where Pandoc is started.
            page, result = str(self.folder / "lampe.html"), self.folder / f"lampe.{form}"
            self.run_pandoc("-f", str(LUA), page, "-o", str(result), cwd=HERE)
            with zipfile.ZipFile(result) as packed:
                names = packed.namelist()
                self.assertTrue(any(re.fullmatch(media, name) for name in names), names)
                texts = "".join(packed.read(name).decode("utf-8", "replace") for name in names)
                self.assertIn("https://example.org/carnet", texts)
                self.assertIn("le carnet", texts)

    def test_metadata_says_title_language_and_source(self) -> None:
        json = self.run_pandoc("-f", str(LUA), "lampe.html", "-t", "json")
        for word in ['"title"', '"lang"', "https://example.org/phare/lampe"]:
            self.assertIn(word, json)

    def test_any_document_is_written_for_paper(self) -> None:
        post = "---\ntitle: Tides\nsource-url: https://example.org/post\n---\nSee [the map](/map), *again* [the map](/map).\n"
        html = self.run_pandoc("-f", "markdown", "-t", str(LUA), input=post)
        self.assertIn('the map</a> <span class="print-footnote">[1]</span>', html)
        self.assertIn("[1] https://example.org/map", html)
        self.assertIn("<strong>Source URL:</strong> https://example.org/post", html)
        self.assertNotIn("[2]", html)

    def test_text_is_written_where_the_name_says_so(self) -> None:
        self.run_pandoc("-f", "markdown", "-t", str(LUA), "-o", "out.txt", input="See [the map](https://example.org/map).\n")
        text = (self.folder / "out.txt").read_text()
        self.assertIn("[the map](#) [1]", text)
        self.assertIn("[1] <https://example.org/map>", text)

    def test_what_was_written_for_paper_is_read_again(self) -> None:
        post = "# Tides\n\nSee [the map](https://example.org/map).\n\n> Quoted\n"
        printed = self.run_pandoc("-f", "markdown", "-t", str(LUA), input=post)
        again = self.run_pandoc("-f", str(LUA), "-t", "commonmark", input=printed)
        for words in ["# Tides", "[the map](https://example.org/map)", "> Quoted"]:
            self.assertIn(words, again)


if __name__ == "__main__":
    failed = False
    for pandoc in sys.argv[1:] or ["pandoc"]:
        version = subprocess.run([pandoc, "--version"], capture_output=True, check=True, text=True).stdout
        print(version.splitlines()[0], flush=True)
        Integration.pandoc = pandoc
        tests = unittest.defaultTestLoader.loadTestsFromTestCase(Integration)
        failed |= not unittest.TextTestRunner().run(tests).wasSuccessful()
    sys.exit(failed)
