"""Pages for tests that want many: those of the folder that LIENS_SHARED names, or a few of our own."""

import gzip
import os
from pathlib import Path

from . import warc

ROOT = Path(__file__).parent.parent.parent


def pages() -> list[str]:
    """Pages of HTML in UTF-8, in an order that is always the same."""
    shared = os.environ.get("LIENS_SHARED")
    if shared:
        paths = [*Path(shared, "oracle").rglob("*.html"), *Path(shared, "corpus").glob("*.html")]
    else:
        paths = list((ROOT / "tests" / "cases").glob("*/input.html"))
    texts = []
    for path in sorted(paths):
        data = path.read_bytes()
        try:
            # Bytes of other encodings are decoded by each engine in its own way.
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if "<html" in text and not path.name.endswith(".source.html"):
            texts.append(text)
    return texts


def write_folder(folder: Path, texts: list[str]) -> None:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.html").write_bytes(text.encode())


def write_warcs(folder: Path, texts: list[str], files: int = 2) -> None:
    folder.mkdir()
    for at in range(files):
        with (folder / f"{at}.warc.gz").open("wb") as file:
            for number, text in list(enumerate(texts))[at::files]:
                url = f"https://example.org/{number}"
                record = warc.record(url, "text/html; charset=utf-8", text)
                file.write(gzip.compress(record, 1))
