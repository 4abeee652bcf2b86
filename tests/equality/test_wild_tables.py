"""Whatever stands in the cells of a table, a scan ends as reading it does: the same results or refusal."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planckeck.problems import InputError
from tests.equality.cases import Case, Row
from tests.equality.making import made_case
from tests.equality.running import Judgement, from_each_other, judged, listed

PLANS = 20
WILD = (
    *("", " ", "\t", "\u3000", "0", "-0", "1e9", "9" * 25, "0" * 30 + "7", "1.2.3", "--", "+", ".", ",", ";", "|", '"'),
    *("'", "\u202e77", "７７", "77\u00a0", "\ufeff77", "é", "e\u0301", "𝟕𝟕", "💥", "'; drop table facts; --", "{x}"),
    *("%s", "$1", "=1+1", "@x", "<b>", "null", "None", "NULL", "nan", "-inf", "true", "县0", "县1 ", "国", "i0", "I0"),
    *("指标甲", "p0", "P0", "2016", "2016年", "2016H1", "2016-13", "16", "99999", "-1", "2016.0", "%", "‰", "万"),
    *("confirmed", "final", "不适用"),
)


def mangled(draw: random.Random, row: Row) -> Row:
    """Put something into a cell that nobody would type on purpose."""
    at = draw.choice(("region", "level", "label", "period", "text", "unit", "status", "numerator", "denominator"))
    return replace(row, **{at: draw.choice(WILD)})  # type: ignore[arg-type]


def wild_cases(seed: int) -> list[Case]:
    draw = random.Random(seed)
    cases = [made_case(seed, number) for number in range(PLANS)]
    return [
        replace(case, rows=tuple(mangled(draw, row) if draw.random() < 0.05 else row for row in case.rows))
        for case in cases
    ]


def ended(engine: str, cases: Sequence[Case], folder: Path) -> Judgement | list[str]:
    """Return what an engine makes of a table: a judgement, or the codes of its refusal."""
    try:
        return judged(engine, cases, folder, is_its_own=False)
    except InputError as refused:
        return sorted({one.code for one in refused.diagnostics})


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**9))
def test_a_wild_table_is_scanned_as_it_is_read(tmp_path: Path, seed: int) -> None:
    cases = wild_cases(seed)

    scanned = ended("duckdb", cases, tmp_path)

    read = ended("polars", cases, tmp_path)
    if isinstance(scanned, list) or isinstance(read, list):
        assert scanned == read, seed
    else:
        differences = from_each_other(read, scanned)
        assert not differences, f"seed {seed}: {listed(differences)}"
