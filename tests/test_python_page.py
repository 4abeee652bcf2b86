"""The page about Python is a notebook: its blocks run in order, and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ("docs/python.md", "docs/python.zh-CN.md")
_BLOCKS = re.compile(r"^```python\n(.*?)^```(?:\n+^```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """Every block of code with the output that the page shows for it ('' for none)."""
    for found in _BLOCKS.finditer((ROOT / page).read_text(encoding="utf-8")):
        yield found[1], found[2] or ""


@pytest.mark.parametrize("page", PAGES)
def test_every_block_prints_what_the_page_shows(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for code, expected in blocks(page):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page, "exec"), names)  # the page is ours

        assert printed.getvalue() == expected


def test_both_pages_run_the_same_code() -> None:
    assert list(blocks(PAGES[0])) == list(blocks(PAGES[1]))
    assert len(list(blocks(PAGES[0]))) == 6
