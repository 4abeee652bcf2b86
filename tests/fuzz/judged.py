"""A plan and a table, made as hypothesis makes them, through the whole of `evaluate` and every report."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planckeck.languages import translator
from planckeck.model.assessment import Assessment
from planckeck.pipeline import Request, assess
from planckeck.problems import InputError, has_errors
from planckeck.readers import ReadRequest
from planckeck.reports.ci import junit
from planckeck.reports.ci.misses import findings_and_misses
from planckeck.reports.console import evaluation, terminal
from planckeck.reports.findings import Checked
from planckeck.reports.formats import CI, render
from planckeck.reports.machine import as_csv, as_json
from planckeck.reports.markdown import summary
from tests.fuzz.harnesses import check_said
from tests.fuzz.strategies import broken, sound_csv_texts, sound_plan_texts
from tests.hostile.confined import check_harmless

TABLES = st.one_of(sound_csv_texts().map(lambda text: text.encode("utf-8", "replace")), broken(sound_csv_texts()))


def _judged(plan: str, data: bytes) -> None:
    """Judge a table by a plan; what cannot be judged is refused with findings."""
    with TemporaryDirectory() as folder:
        paths = Path(folder, "plan.yaml"), Path(folder, "data.csv")
        paths[0].write_bytes(plan.encode("utf-8", "replace"))
        paths[1].write_bytes(data)
        try:
            assessment = assess(Request(ReadRequest((str(paths[1]),)), (str(paths[0]),), all_years=True))
        except InputError as error:
            assert has_errors(error.diagnostics)
            check_said(error.diagnostics)
            return
        check_said(assessment.findings)
    check_reports(assessment)


judged: Any = given(sound_plan_texts(), TABLES)(_judged)
"""The property; hypothesis gives it `judged.hypothesis.fuzz_one_input(bytes)` too."""


def check_reports(assessment: Assessment) -> None:
    """Write every report in both languages."""
    for lang in ("en", "zh"):
        translate = translator(lang)
        check_harmless(evaluation(assessment, translate, terminal("never")))
        check_harmless(summary(assessment, translate, "0"))
        check_harmless(as_json(assessment, translate))
        check_harmless(junit.of_assessment(assessment, translate, False))
        misses = Checked(findings_and_misses(assessment, translate))
        for name in sorted(CI - {"junit"}):
            check_harmless(render(name, misses, translate))
    check_harmless(as_csv(assessment))
    verdicts = assessment.counts
    assert verdicts.total == sum(1 for result in assessment.results() if result.part_of is None)
