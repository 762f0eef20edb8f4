"""A small archive of a crawl."""

import gzip
from pathlib import Path

PAGES = {
    f"https://example.org/{name}": f"<h1>The {name}</h1><p>See <a href='/map'>the map</a> of the {name}."
    for name in ("mill", "barn", "byre", "lamp")
}
# One of them is a print export.
PAGES["https://example.org/lamp"] += "<div class='print-source_url'>Source URL: https://example.org/lamp</div>"


def write(path: Path) -> None:
    """Writes the pages as responses, each in a gzip member, and a record that is no page."""
    with path.open("wb") as file:
        for url, page in PAGES.items():
            file.write(gzip.compress(record(url, "text/html; charset=utf-8", page)))
        file.write(gzip.compress(record("https://example.org/robots.txt", "text/plain", "User-agent: *")))


def record(url: str, media_type: str, body: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n{body}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-18T09:41:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Identified-Payload-Type: {media_type.split(';')[0]}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
