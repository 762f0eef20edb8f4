"""The README's blocks of Python run, one after the other, and so do the examples in the documentation."""

import doctest
import re
from pathlib import Path

import liens


def test_the_readme_is_true() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(blocks) == 6
    exec("\n".join(blocks), {})


def test_the_documentation_is_true() -> None:
    tested = doctest.testmod(liens)
    assert tested.attempted >= 5 and tested.failed == 0
