"""The README's blocks of Python run, one after the other."""

import re
from pathlib import Path


def test_the_readme_is_true() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(blocks) == 5
    exec("\n".join(blocks), {})
