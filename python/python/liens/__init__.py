"""Convert printer-friendly pages to structured documents and back.

A print export is a page on which every link is followed by a number, and which ends with the article's URL and a
numbered list of links. ``read`` puts each link back on its words::

    >>> import liens
    >>> page = "See [the map](#) [1].\\n\\n**Source URL:** https://example.org/a\\n\\n**Links**\\n[1] https://example.org/map\\n"
    >>> document = liens.read(page)
    >>> document.source
    'https://example.org/a'
    >>> liens.convert(page, to="words")
    'See the map.'

``liens.detect_export`` tells such pages from others before they are read. ``liens.convert_column`` converts an Arrow
column of pages. ``liens.datatrove`` and ``liens.spark`` plug into
these engines.
"""

from ._liens import (
    Column,
    Document,
    LiensError,
    convert,
    convert_column,
    decode,
    detect_export,
    read,
    read_all,
)

__all__ = [
    "Column",
    "Document",
    "LiensError",
    "convert",
    "convert_column",
    "decode",
    "detect_export",
    "read",
    "read_all",
]
