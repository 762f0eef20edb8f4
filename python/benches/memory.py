"""Memory of a process that converts a million rows, 1,000 at a time, by the same pages again and again.

    python benches/memory.py FOLDER [ROWS]
"""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa

import liens

AT_ONCE = 1000


def resident() -> int:
    """Megabytes of memory, by Linux."""
    status = Path("/proc/self/status").read_text()
    [line] = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def main(folder: str, rows: int = 1_000_000) -> None:
    pages = [path.read_bytes() for path in sorted(Path(folder).rglob("*.html"))]
    endless = cycle(pages)
    characters = 0
    for done in range(AT_ONCE, rows + 1, AT_ONCE):
        column = liens.convert_column(pa.array(islice(endless, AT_ONCE), pa.binary()))
        content = pa.record_batch(column).column("content").to_pylist()
        characters += sum(len(text or "") for text in content)
        if done % max(AT_ONCE, rows // 10) == 0:
            print(f"{done} rows, {characters} characters, {resident()} MB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
