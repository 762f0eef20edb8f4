"""liens beside other converters of HTML, over the same pages, in one run.

    pip install resiliparse trafilatura html2text markdownify
    python benches/compare.py FOLDER...

Each converter works in new processes that have warmed up, one and then two, which share the pages; liens also in two
threads. What counts is the best of several rounds. CPU seconds are those of all processes together.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROUNDS = 3

Convert = Callable[[list[str]], Any]


def each(convert: Callable[[str], Any]) -> Convert:
    return lambda pages: [convert(page) for page in pages]


def liens_words() -> Convert:
    import liens

    return each(lambda page: liens.convert(page, to="words"))


def liens_markdown() -> Convert:
    import liens

    return each(lambda page: liens.convert(page, to="markdown"))


def liens_two_threads() -> Convert:
    import liens

    pool = ThreadPoolExecutor(2)
    return lambda pages: list(pool.map(lambda page: liens.convert(page, to="markdown"), pages))


def liens_column() -> Convert:
    os.environ["RAYON_NUM_THREADS"] = "1"
    import liens
    import pyarrow as pa

    return lambda pages: liens.convert_column(pa.array(pages, pa.large_string()))


def liens_exports() -> Convert:
    import liens

    return each(liens.detect_export)


def resiliparse_text() -> Convert:
    from resiliparse.extract.html2text import extract_plain_text

    return each(lambda page: extract_plain_text(page, links=True))


def resiliparse_main_text() -> Convert:
    from resiliparse.extract.html2text import extract_plain_text

    return each(lambda page: extract_plain_text(page, main_content=True, links=True))


def trafilatura_markdown() -> Convert:
    import trafilatura

    return each(
        lambda page: trafilatura.extract(page, output_format="markdown", include_links=True)
    )


def html2text_markdown() -> Convert:
    import html2text

    return each(lambda page: html2text.HTML2Text().handle(page))


def markdownify_markdown() -> Convert:
    import markdownify

    return each(markdownify.markdownify)


# What is converted to what, and in how many processes.
CONVERTERS: list[tuple[str, Callable[[], Convert], tuple[int, ...]]] = [
    ("liens, detect_export", liens_exports, (1, 2)),
    ("liens, words", liens_words, (1, 2)),
    ("liens, Markdown", liens_markdown, (1, 2)),
    ("liens, Markdown, two threads", liens_two_threads, (1,)),
    ("liens, convert_column, one thread", liens_column, (1, 2)),
    ("resiliparse, text", resiliparse_text, (1, 2)),
    ("resiliparse, main text", resiliparse_main_text, (1, 2)),
    ("trafilatura, Markdown", trafilatura_markdown, (1, 2)),
    ("html2text, Markdown", html2text_markdown, (1, 2)),
    ("markdownify, Markdown", markdownify_markdown, (1, 2)),
]


class Figures(NamedTuple):
    cpu: float
    wall: float


def work(number: int, pages: list[str], barrier: Any, queue: Any) -> None:
    convert = CONVERTERS[number][1]()
    convert(pages[:5])
    barrier.wait()
    start, start_cpu = time.perf_counter(), time.process_time()
    failed = 0
    try:
        convert(pages)
    except Exception as error:
        print(f"{CONVERTERS[number][0]}: {error!r}", file=sys.stderr)
        failed = 1
    queue.put((failed, time.process_time() - start_cpu, time.perf_counter() - start))


def measure(number: int, pages: list[str], processes: int) -> Figures:
    context = multiprocessing.get_context("spawn")
    barrier, queue = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=work, args=(number, pages[at::processes], barrier, queue))
        for at in range(processes)
    ]
    for worker in workers:
        worker.start()
    results = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
    if any(failed for failed, _, _ in results):
        raise SystemExit(1)
    return Figures(sum(cpu for _, cpu, _ in results), max(wall for _, _, wall in results))


def read_pages(folders: list[str]) -> list[str]:
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.html"))
    return [path.read_bytes().decode(errors="replace") for path in paths]


def main(folders: list[str]) -> None:
    pages = read_pages(folders)
    size = sum(map(len, pages)) / 1e6
    print(f"{len(pages)} pages, {size:.1f} million characters, best of {ROUNDS} rounds\n")
    print("| converter | CPU s | pages a CPU second | pages/s, one process | two processes | times |")
    print("|---|--:|--:|--:|--:|--:|")
    for number, (name, _, processes) in enumerate(CONVERTERS):
        rounds = [[measure(number, pages, count) for _ in range(ROUNDS)] for count in processes]
        cpu = min(figures.cpu for figures in rounds[0])
        rates = [len(pages) / min(figures.wall for figures in runs) for runs in rounds]
        two = [f"{rates[1]:.0f}", f"{rates[1] / rates[0]:.2f}"] if len(rates) > 1 else ["", ""]
        cells = [name, f"{cpu:.2f}", f"{len(pages) / cpu:.0f}", f"{rates[0]:.0f}", *two]
        print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
