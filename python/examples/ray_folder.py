"""Ray: a folder of pages becomes Parquet files of articles, on all processors of a cluster.

    python ray_folder.py FOLDER OUTPUT
"""

import sys
from typing import Any

import pyarrow as pa
import ray

import liens


def convert(batch: Any) -> pa.Table:
    articles = pa.table(liens.convert_column(batch.column("bytes")))
    return articles.append_column("path", batch.column("path"))


def main(folder: str, output: str) -> None:
    pages = ray.data.read_binary_files(folder, include_paths=True, file_extensions=["html"])
    articles = pages.map_batches(convert, batch_format="pyarrow", batch_size=256)
    articles.write_parquet(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
