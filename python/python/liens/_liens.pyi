"""What the native module offers. Its documentation for readers is here and in the README."""

from typing import Any, Literal, Protocol, TypedDict

from typing_extensions import Unpack

InputFormat = Literal["auto", "html", "text", "markdown", "plain", "json", "pandoc"]
OutputFormat = Literal[
    "markdown", "html", "html-page", "text", "words", "print-html", "print-text", "pandoc", "json"
]

Generator = Literal["drupal-print", "backdrop-print", "wp-print", "unknown"]

class Options(TypedDict, total=False):
    """How to read. Every function that reads takes these as keywords."""

    format: InputFormat
    """The format of the input; ``"auto"`` (the default) detects it, ``"text"`` is Markdown or plain text."""
    base_url: str | None
    """The page's URL, used to resolve relative links."""
    date_order: Literal["day-first", "month-first"] | None
    """Which number is the day in dates like ``03/07/2018``, where the page does not show it."""
    labels: dict[str, dict[str, str]] | None
    """Words that a site prints around its articles: language → part → words, ``{"hr": {"links": "Poveznice"}}``.
    Parts are source, modified, retrieved, links, published, by, created, submitted and printed-from."""
    classes: dict[str, list[str]] | None
    """Class names of a site's pages: role → names, ``{"byline": ["entry-author"]}``; ``"#name"`` is an id."""
    strict: bool
    """Whether the first warning is an error."""
    max_bytes: int
    """The most bytes of UTF-8 an input may have (256 MiB)."""
    max_links: int
    """The most links and markers an input may have (5,000,000)."""
    max_depth: int
    """How deep blocks may nest before they are flattened (128)."""

class Link(TypedDict):
    """An entry of the table of links."""

    number: int
    url: str
    title: str | None

class Warning(TypedDict):
    """What was odd in a page, and where: line and column from 1 in characters, start and end in bytes of UTF-8."""

    kind: str
    message: str
    line: int | None
    column: int | None
    start: int | None
    end: int | None

class ArrowArray(Protocol):
    """An array of any library that knows the Arrow PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...

class ArrowStream(Protocol):
    """An array in pieces, such as a ``polars.Series`` or a ``pyarrow.ChunkedArray``, or a table with one column."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

class LiensError(ValueError):
    """A page that cannot be read, or a wrong option. The places are None where there is no single one."""

    line: int | None
    column: int | None
    start: int | None
    end: int | None

class Document:
    """A page that was read: the article and what was odd. Immutable."""

    @property
    def title(self) -> str | None:
        """The words of the title."""

    @property
    def author(self) -> str | None:
        """The author named in the byline."""

    @property
    def published(self) -> str | None:
        """Date and time of the byline, ``2018-06-29T14:56:00``, where it is certain."""

    @property
    def language(self) -> str | None:
        """The language, a BCP 47 tag such as ``fr`` or ``pt-BR``."""

    @property
    def site(self) -> str | None:
        """The name of the site."""

    @property
    def source(self) -> str | None:
        """The URL of the source line."""

    @property
    def text(self) -> str:
        """The words of the article, without links and markup."""

    @property
    def links(self) -> list[Link]:
        """The table of links, in the order of the page."""

    @property
    def metadata(self) -> dict[str, Any]:
        """Further metadata of the page, such as front matter."""

    @property
    def warnings(self) -> list[Warning]:
        """What was odd, in the order of the page."""

    def to(self, format: OutputFormat) -> str:
        """Writes the article. ``"html-page"`` is a complete page, ``"words"`` the words alone.

        Raises:
            LiensError: there is no such format.
        """

    def to_dict(self) -> dict[str, Any]:
        """The article as a tree of dicts and lists, as ``article`` in the JSON document."""

class Column:
    """A table of articles, for ``pyarrow.table(column)``, ``polars.DataFrame(column)``, ``duckdb.sql("from column")``.

    Columns: title, author, published, language, site, source, content (strings), links (list of structs of number,
    url, title), metadata (a JSON object as string), warnings (list of structs of kind, message, line, column), error.
    """

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __len__(self) -> int: ...

def read(data: str | bytes | bytearray, **options: Unpack[Options]) -> Document:
    """Reads a page in any format. Bytes are decoded as browsers and the ``liens`` program do.

    Raises:
        LiensError: the page exceeds a limit, a JSON document is broken, ``strict`` found a warning, or an option
            has a wrong value.
        TypeError: ``data`` is neither str nor bytes, or there is no such option.
        UnicodeEncodeError: ``data`` is a str with a lone surrogate, which is no text.
    """

def read_all(data: str | bytes | bytearray, **options: Unpack[Options]) -> list[Document]:
    """Reads all articles of a document: several printed pages one after the other. There is always at least one.

    Raises:
        LiensError, TypeError: as ``read``.
    """

def convert(data: str | bytes | bytearray, *, to: OutputFormat, **options: Unpack[Options]) -> str:
    """Reads a page and writes it in another format.

    Raises:
        LiensError, TypeError: as ``read``.
    """

def convert_column(
    pages: ArrowArray | ArrowStream,
    *,
    to: OutputFormat = "markdown",
    only: Literal["exports"] | None = None,
    base_urls: ArrowArray | ArrowStream | None = None,
    **options: Unpack[Options],
) -> Column:
    """Converts a column of pages (strings or bytes), on all processors and without the interpreter's lock.

    The result has a row for each page, in order. A page that cannot be read has its message in ``error`` and nothing
    else; a null has nothing at all, and with ``only="exports"`` neither has a page that ``detect_export`` says is none.
    ``base_urls`` is a column with the URL of each page; what is null or no URL there is left to ``base_url``.

    Raises:
        TypeError: ``pages`` is no Arrow array of strings or bytes, or there is no such option.
        LiensError: an option has a wrong value, there are not as many ``base_urls`` as pages, or the articles take
            more than 2 GiB: convert the pages in batches then.
    """

def decode(data: bytes | bytearray, charset: str | None = None) -> str:
    """Decodes the bytes of a page as browsers and the ``liens`` program do; any bytes give a text.

    ``charset`` is what came with the page says, as a ``Content-Type`` does. A byte order mark goes before it, and so does
    UTF-8 that is valid.
    """

def detect_export(data: str | bytes | bytearray, **options: Unpack[Options]) -> Generator | None:
    """Detects whether a page is a print export, and which program wrote it; None for any other page.

    It does not read the page: this is for filtering a crawl first. ``"unknown"`` is an export in plain lines, as text
    has them, whoever wrote it.

    Raises:
        LiensError, TypeError: as ``read``.
    """
