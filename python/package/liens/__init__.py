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

``liens.convert_column`` does the same for an Arrow column of pages. ``liens.datatrove`` and ``liens.spark`` plug into
these engines.
"""

from ._liens import Column, Document, LiensError, convert, convert_column, read, read_all

__all__ = [
    "Column",
    "Document",
    "LiensError",
    "convert",
    "convert_column",
    "read",
    "read_all",
]
