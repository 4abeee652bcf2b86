"""docs/hostile-inputs.md and its Chinese twin name what is tested, with its code, exit code and the limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from planckeck import settings, yamllimits
from planckeck.model.plan import MAX_DIGITS
from planckeck.plans.faults import MOST_FINDINGS
from planckeck.readers import inputs, regions
from planckeck.readers.cells import reading
from planckeck.readers.shapes import mapfile
from planckeck.readers.sources import archives, limits
from planckeck.readers.sources.delimited import FIELD_LIMIT
from tests.hostile.confined import ROOT
from tests.hostile.plans import BESIDE, PLANS, Hostile
from tests.hostile.shown import TEXTS
from tests.hostile.tables import TABLES

PAGES = pytest.mark.parametrize("page", ["docs/hostile-inputs.md", "docs/hostile-inputs.zh-CN.md"])
NONE = {"none", "无"}
LIMITS = (
    yamllimits.MAX_BYTES, mapfile.MAX_BYTES, yamllimits.MAX_DEPTH, yamllimits.MAX_NODES, yamllimits.MAX_ALIASES,
    yamllimits.MAX_TEXT, MAX_DIGITS, MOST_FINDINGS, inputs.MAX_BYTES, limits.MAX_LINE, limits.MAX_COLUMNS, FIELD_LIMIT,
    reading.LONGEST, archives.MAX_PART, archives.MAX_RATIO, archives.MAX_ENTRIES, regions.MAX_LEVELS, settings.LARGEST,
)  # fmt: skip


def tables(page: str) -> list[list[list[str]]]:
    """Return the tables of a page, their header rows left out."""
    text = Path(ROOT, page).read_text(encoding="utf-8")
    found = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    cells = [[re.split(r"(?<!\\)\|", line.strip("|\n")) for line in table.splitlines()[2:]] for table in found]
    return [[[cell.strip(" `") for cell in row] for row in table] for table in cells]


@PAGES
def test_the_tables_name_every_case_with_its_code_and_exit_code(page: str) -> None:
    found = tables(page)[2:5]

    every: list[Mapping[str, Hostile]] = [PLANS, BESIDE, TABLES]
    for table, cases in zip(found, every, strict=True):
        documented = {name: ("" if code in NONE else code, int(exit_)) for name, _, code, exit_ in table}
        assert documented == {name: (case.code, case.exit) for name, case in cases.items()}


@PAGES
def test_the_last_table_names_every_text(page: str) -> None:
    (*_, texts) = tables(page)

    assert [name for name, _ in texts] == list(TEXTS)


@PAGES
def test_every_limit_is_the_one_that_is_kept(page: str) -> None:
    of_plans, of_data = tables(page)[:2]

    assert [int(limit.replace(",", "")) for _, limit in (*of_plans, *of_data)] == list(LIMITS)


def test_no_case_has_the_name_of_another() -> None:
    names = [*PLANS, *BESIDE, *TABLES, *TEXTS]

    assert len(names) == len(set(names))
