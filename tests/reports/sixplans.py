"""The six plans with their data, and what their reports must agree on: names, verdicts, gaps, counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from planckeck.cli import app

ROOT = Path(__file__).parent.parent.parent
RUNS: dict[str, tuple[str, ...]] = {
    "longhu": ("longhu-2020-made-up.csv",),
    "longhu-halfway": ("longhu-2018-made-up.csv",),
    "jixi": ("jixi-2021-2025-made-up.csv",),
    "dingxi": ("dingxi-2022-made-up.csv",),
    "lianyun": ("lianyun-2018-2020-made-up.csv",),
    "jingmen": ("jingmen-2017-made-up.csv",),
    "jintan": ("jintan-2020-made-up.csv",),
}
"""The data files of each of the six plans; Longhu also half-way, where paces stand."""

GAP = re.compile(r"(short by|exceeds by) ([0-9.]+)")
WORDS = {
    "met": "met",
    "not met": "unmet",
    "not due": "not_due",
    "no data": "no_data",
    "no target": "no_target",
    "not applicable": "not_applicable",
}
Said = tuple[str, str, str, str]
"""Name (a unit's is its region), unit, verdict, and the signed gap as printed, '' without one."""


def written(run: str, folder: Path, *forms: str) -> dict[str, Any]:
    """Write the reports of a run into a folder, report.html and so on, and return its JSON; in English."""
    data = [str(ROOT / "data" / name) for name in RUNS[run]]
    reports = [part for form in forms for part in ("--report", f"{form}={folder / f'report.{form}'}")]
    options = ["--plan", str(ROOT / "plans"), "--fail-on", "never", "--lang", "en", "--quiet", "--format", "json"]
    done = CliRunner().invoke(app, ["evaluate", *data, *options, *reports])
    assert done.exit_code == 0, done.output
    given: dict[str, Any] = json.loads(done.stdout)
    return given


def expected(given: dict[str, Any], decimals: Iterable[Said]) -> Counter[Said]:
    """Return what the JSON says, its gaps rounded to the digits that a report prints beside the same name."""
    printed: dict[tuple[str, str, str], list[str]] = {}
    for *own, gap in decimals:
        printed.setdefault((own[0], own[1], own[2]), []).append(gap)
    found: Counter[Said] = Counter()
    for one in given["results"]:
        if one["part_of"] is not None and one["verdict"] not in {"unmet", "no_data"}:
            continue  # of the units only those that fail or lack data are shown
        name = one["name"] if one["part_of"] is None else one["region"]
        key = (name, one["unit"] or "", one["verdict"])
        found[*key, _rounded(one, printed.get(key, [""]))] += 1
    return found


def _rounded(one: dict[str, Any], printed: list[str]) -> str:
    """The gap of a miss with as many digits as one of the texts that fits it, else as it is."""
    if one["verdict"] not in {"unmet", "not_due"} or not one["gap"] or one["comparison"] == "done":
        return ""
    for text in printed:
        if text and Decimal(str(one["gap"])).quantize(Decimal(text), ROUND_HALF_UP) == Decimal(text):
            return text
    return str(one["gap"])


def signed_gap(text: str) -> str:
    """Return the gap of a sentence with its sign: positive must rise."""
    found = GAP.search(text)
    if not found:
        return ""
    return found[2] if found[1] == "short by" else f"-{found[2]}"
