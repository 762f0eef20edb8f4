"""The blocks of RECIPES.md run, each alone, and have no type errors."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from . import real, warc

RECIPES = (real.ROOT / "python" / "RECIPES.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", RECIPES, re.DOTALL)
ENGINES = ("datatrove", "pyspark", "fastwarc")


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_recipe_runs(number: int, tmp_path: Path) -> None:
    block = BLOCKS[number]
    for engine in ENGINES:
        if engine in block or (engine == "fastwarc" and "spark" in block):
            pytest.importorskip(engine)
    if "pyspark" in block and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    real.write_folder(tmp_path / "pages", list(warc.PAGES.values()))
    (tmp_path / "crawl").mkdir()
    warc.write(tmp_path / "crawl" / "a.warc.gz")
    run = subprocess.run(
        [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr


def test_recipes_have_types(tmp_path: Path) -> None:
    for number, block in enumerate(BLOCKS):
        (tmp_path / f"recipe_{number}.py").write_text(block, encoding="utf-8")
    config = real.ROOT / "python" / "pyproject.toml"
    command = [sys.executable, "-m", "mypy", "--config-file", str(config), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout


def test_there_are_recipes() -> None:
    assert len(BLOCKS) == 8
