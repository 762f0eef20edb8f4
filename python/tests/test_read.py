"""Reading and converting single pages."""

import threading

import pytest

import liens

PAGE = """# The lamp

See [the notebook](#) [1].

**Source URL (modified on 18/03/2026 - 09:41):** https://example.org/lighthouse

**Links**

[1] https://example.org/notebook
"""


def test_a_document_has_what_the_page_says() -> None:
    document = liens.read(PAGE)
    assert document.title == "The lamp"
    assert document.source == "https://example.org/lighthouse"
    assert document.links == [{"number": 1, "url": "https://example.org/notebook", "title": None}]
    assert document.warnings == []
    assert document.metadata == {}
    assert document.author is None and document.published is None and document.site is None
    assert document.text == "The lamp\nSee the notebook."
    assert repr(document) == '<liens.Document "The lamp", 1 links>'


def test_a_document_is_written_in_every_format() -> None:
    document = liens.read(PAGE)
    assert "[the notebook](https://example.org/notebook)" in document.to("markdown")
    assert '<a href="https://example.org/notebook"' in document.to("html")
    assert document.to("html-page").startswith("<!DOCTYPE html>")
    assert "the notebook [1]" in document.to("text")
    assert document.to("words") == document.text
    for printed in (document.to("print-html"), document.to("print-text"), document.to("json")):
        again = liens.read(printed)
        assert (again.links, again.source) == (document.links, document.source)
    assert liens.read(document.to("pandoc"), format="pandoc").to_dict() == document.to_dict()
    assert liens.convert(PAGE, to="markdown") == document.to("markdown")


def test_bytes_are_decoded() -> None:
    page = "<meta charset=iso-8859-2><h1>Čeština</h1>".encode("iso-8859-2")
    assert liens.read(page).title == "Čeština"
    assert liens.read("Šum".encode("utf-16")).text == "Šum"


def test_places_of_warnings_count_from_one() -> None:
    [warning] = liens.read(PAGE.replace("[1].", "[1] and [the map](#) [2].")).warnings
    assert (warning["kind"], warning["line"], warning["column"]) == ("dangling_marker", 3, 44)


def test_every_option_does_something() -> None:
    page = "<p>A</p><p><strong>Source URL (modified on 03/07/2018 - 09:00):</strong> https://example.org/a</p>"
    at = [liens.read(page, date_order=order).to_dict()["source"]["stamp"]["at"] for order in ("day-first", "month-first")]
    assert at == ["2018-07-03T09:00:00", "2018-03-07T09:00:00"]
    relative = '<p>See <a href="/map">the map</a>.</p>'
    absolute = liens.convert(relative, to="markdown", base_url="https://example.org/news/7")
    assert "https://example.org/map" in absolute
    labelled = liens.read("Vaata [3].\n\nViited\n[3] vt kaart\n", labels={"et": {"links": "Viited"}})
    assert labelled.links[0]["number"] == 3
    marked = "<h1>The mill</h1><p class=entry-meta>Ada, 29/06/2018 - 14:56</p><p>It turns.</p>"
    assert liens.read(marked, classes={"byline": ["entry-meta"]}).published == "2018-06-29T14:56:00"
    assert liens.read("# A", format="plain").title is None
    assert liens.read("<p>A", base_url=None, date_order=None, labels=None, classes=None).text == "A"


def test_several_articles_are_a_list() -> None:
    pages = PAGE + PAGE.replace("lamp", "bell").replace("example.org/notebook", "example.org/bells")
    first, second = liens.read_all(pages)
    assert (first.title, second.title) == ("The lamp", "The bell")
    assert second.links[0]["url"] == "https://example.org/bells"
    assert len(liens.read_all("")) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: liens.read("", strict=True), "strict reading refused the input"),
        (lambda: liens.read("eleven bytes", max_bytes=3), "expected at most 3 bytes"),
        (lambda: liens.read("{", format="json"), "expected a liens JSON document"),
        (lambda: liens.read("a", format="docx"), "expected one of auto, html"),  # type: ignore[arg-type]
        (lambda: liens.convert("a", to="docx"), "expected one of markdown, html"),  # type: ignore[arg-type]
        (lambda: liens.read("a", base_url="news"), "expected an absolute"),
        (lambda: liens.read("a", date_order="year-first"), "expected day-first or month-first"),  # type: ignore[arg-type]
        (lambda: liens.read("a", labels={"fr": {"title": "x"}}), "expected one of source, modified"),
        (lambda: liens.read("a", classes={"headline": ["x"]}), "expected one of site"),
    ],
)
def test_what_cannot_be_is_an_error(call: object, message: str) -> None:
    with pytest.raises(liens.LiensError, match=message):
        call()  # type: ignore[operator]


def test_errors_say_where() -> None:
    with pytest.raises(liens.LiensError) as raised:
        liens.read('{\n"format": ?', format="json")
    assert (raised.value.line, raised.value.column, raised.value.start) == (2, 11, 12)
    with pytest.raises(liens.LiensError) as raised:
        liens.read("abcd", max_bytes=3)
    assert raised.value.line is None
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("data", [None, 3, ["a"], object()])
def test_other_types_are_type_errors(data: object) -> None:
    with pytest.raises(TypeError, match="expected str or bytes"):
        liens.read(data)  # type: ignore[arg-type]


def test_unknown_options_are_type_errors() -> None:
    with pytest.raises(TypeError, match=r"read\(\) got an unexpected keyword argument 'formt'"):
        liens.read("a", formt="html")  # type: ignore[call-arg]


def test_odd_input_has_an_article() -> None:
    assert liens.read("").text == ""
    assert liens.read(b"").text == ""
    assert liens.read(bytes(range(256))).text
    assert liens.read(b"\xff\xfe<\x00p\x00>\x00a\x00").text == "a"
    assert liens.read("<b>" * 10_000 + "deep").text == "deep"
    assert liens.read(bytearray(b"<p>a")).text == "a"


def test_a_huge_page_is_read() -> None:
    page = "<p>" + "many words " * 400_000
    assert len(liens.read(page).text) > 4_000_000
    with pytest.raises(liens.LiensError, match="at most"):
        liens.read("a" * (256 * 1024 * 1024 + 1))


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        liens.read("\ud800")


def test_exports_are_detected_with_their_generator() -> None:
    assert liens.detect_export("<div class='print-source_url'>") == "drupal-print"
    assert liens.detect_export(PAGE.encode()) == "unknown"
    assert liens.detect_export("<p>a") is None
    assert liens.detect_export(b"\xff\x00" * 100) is None
    assert liens.detect_export("Avots: https://example.org/a\n[1] https://example.org/b\n") is None
    labels = {"lv": {"source": "Avots"}}
    page = "Avots: https://example.org/a\n[1] https://example.org/b\n"
    assert liens.detect_export(page, labels=labels) == "unknown"


def test_bytes_are_decoded_as_the_server_said() -> None:
    assert liens.decode("žába".encode("iso-8859-2"), "iso-8859-2") == "žába"
    assert liens.decode("žába".encode(), "iso-8859-2") == "žába"
    assert liens.decode(b"a", "no such charset") == "a"
    assert liens.decode(b"") == ""


def test_words_of_the_caller_are_written() -> None:
    labels = {"fr": {"retrieved": "vu le {date}"}}
    page = "# A\n\nVoir [ici](#) [1].\n\n**URL source (vu le 29/06/2018 - 14:56):** https://example.org/a\n\n**Liens**\n\n[1] https://example.org/b\n"
    document = liens.read(page, labels=labels)
    assert liens.convert(page, to="text", labels=labels) == document.to("text")
    assert "vu le 29/06/2018" in document.to("text")


def test_threads_read_at_the_same_time() -> None:
    pages = [PAGE.replace("lamp", f"lamp {number}") for number in range(64)]
    titles: list[str | None] = [None] * len(pages)

    def work(number: int) -> None:
        titles[number] = liens.read(pages[number]).title

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(pages))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles == [f"The lamp {number}" for number in range(64)]
