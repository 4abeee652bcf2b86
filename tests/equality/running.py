"""Cases judged by every engine in one run each, and what differs between them and from the oracle."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from planckeck.model.assessment import RESULT_KEYS, Assessment
from planckeck.pipeline import Request
from planckeck.problems import InputError
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from planckeck.writing import write_folder_by
from tests.equality.cases import Case
from tests.equality.files import plan_text, write_cases
from tests.equality.oracle import Key, Line, counted, expected

READING = ("polars", "pandas")
"""Engines that judge rows that were read one by one: all keys of a result can be held side by side."""
SUSPICIONS = frozenset({"PK344", "PK346", "PK347", "PK348", "PK349"})
"""What compares a value with its neighbours; of such a finding a scan says that it does not look for it."""
OF_A_RUN = frozenset({"PK365", "PK366"})
"""What is said of a run, not of the data."""
MOST_FINDINGS = 100
"""So many findings of a code a scan shows, and counts the rest."""
Difference = tuple[Key, str, Any, Any]


@dataclass(frozen=True)
class Judgement:
    """What an engine made of cases: the results by key, the counts, and the findings as text."""

    engine: str
    rows: Mapping[Key, Line]
    counts: Mapping[str, Any]
    worst: Sequence[Line]
    findings: frozenset[str]
    numerous: frozenset[str]
    """Codes of which there are as many findings as a scan shows, or more."""

    def findings_without(self, codes: frozenset[str]) -> frozenset[str]:
        return frozenset(text for text in self.findings if text[:5] not in codes)


def judged(engine: str, cases: Sequence[Case], folder: Path, is_its_own: bool = True) -> Judgement:
    """Judge all cases in one run. Asserts that the engine did it itself, unless that is left to it."""
    plans, table = write_cases(folder, cases)
    request = Request(ReadRequest((str(table),)), (str(plans),), all_years=True, engine=engine, fail_on="any")
    assessment = assess_any(request)
    assert assessment.method.engine == engine or not is_its_own
    codes = [one.code for one in assessment.findings]
    return Judgement(
        engine=engine,
        numerous=frozenset(code for code in codes if codes.count(code) >= MOST_FINDINGS),
        rows=_rows(assessment, folder / f"{engine}.parquet"),
        counts={
            "overall": {verdict.value: count for verdict, count in assessment.counts.overall.items()},
            "by_class": {
                name.value: {verdict.value: count for verdict, count in own.items()}
                for name, own in assessment.counts.by_constraint.items()
            },
            "paces": {name.value: dict(own) for name, own in assessment.counts.paces.items()},
            "early": assessment.counts.met_early,
            "without data": assessment.counts.due_without_data,
            "failures": assessment.failures,
            "years": assessment.years,
        },
        worst=[asdict(result) for result in assessment.worst],
        findings=frozenset(
            f"{one.code} {one.place} {one.message.text()}"
            for one in assessment.findings
            if one.code not in SUSPICIONS | OF_A_RUN
        ),
    )


def _rows(assessment: Assessment, path: Path) -> dict[Key, Line]:
    rows = [asdict(result) for result in assessment.results()] if assessment.whole else _streamed(assessment, path)
    found = {_key(row): row for row in rows}
    assert len(found) == len(rows)
    return found


def _streamed(assessment: Assessment, path: Path) -> list[Line]:
    import polars as pl

    assert assessment.stream is not None
    copy = assessment.stream
    if assessment.streams_folder:
        shutil.rmtree(path, ignore_errors=True)
        write_folder_by(str(path), lambda part: copy(part, "parquet"))
        path = path / "*.parquet"
    else:
        copy(str(path), "parquet")
    return pl.read_parquet(path).rows(named=True)


def _key(row: Line) -> Key:
    return row["plan"], row["indicator"], row["region"], row["year"]


# --- what differs ----------------------------------------------------------------------------------------------------


def same(one: Any, other: Any) -> bool:
    """Tell whether two cells of a result are the same: numbers within 1e-9, all else exactly."""
    if isinstance(one, Fraction):
        one = float(one)
    if isinstance(one, bool) or isinstance(other, bool) or not (_is_number(one) and _is_number(other)):
        return bool(_plain(one) == _plain(other))
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _is_number(value: Any) -> bool:
    return isinstance(value, float | int)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def from_oracle(cases: Sequence[Case], found: Judgement) -> list[Difference]:
    """Return where an engine and the oracle differ."""
    wanted = {key: line for case in cases for key, line in expected(case).items()}
    differences = _keys(wanted, found.rows)
    for key in wanted.keys() & found.rows.keys():
        line, row = wanted[key], found.rows[key]
        names = line.keys() & row.keys()
        differences += [(key, name, line[name], row[name]) for name in names if not same(line[name], row[name])]
    counts = counted(wanted)
    for name, own in (("overall", counts.overall), ("by_class", counts.by_class)):
        if own != found.counts[name]:
            differences.append((("", "", "", 0), name, own, found.counts[name]))
    return differences


def from_each_other(one: Judgement, other: Judgement) -> list[Difference]:
    """Return where two engines differ, in all that both of them write."""
    differences = _keys(one.rows, other.rows)
    for key in one.rows.keys() & other.rows.keys():
        own, their = one.rows[key], other.rows[key]
        names = own.keys() & their.keys()
        differences += [(key, name, own[name], their[name]) for name in names if not _alike(name, own, their)]
    nowhere = ("", "", "", 0)
    differences += [
        (nowhere, name, count, other.counts[name]) for name, count in one.counts.items() if count != other.counts[name]
    ]
    numerous = one.numerous | other.numerous
    mine, theirs = one.findings_without(numerous), other.findings_without(numerous)
    differences += [(nowhere, "finding", text, None) for text in mine - theirs]
    differences += [(nowhere, "finding", None, text) for text in theirs - mine]
    # of equally bad ones either may come first: a last binary digit decides
    sizes = [abs(row["relative_gap"] or 0.0) for own in (one, other) for row in own.worst]
    if not all(same(a, b) for a, b in zip(sizes, sizes[len(one.worst) :], strict=False)):
        differences.append((nowhere, "worst relative_gap", sizes[: len(one.worst)], sizes[len(one.worst) :]))
    if len(one.worst) != len(other.worst):
        differences.append((nowhere, "worst", len(one.worst), len(other.worst)))
    for bad, worse in zip(one.worst, other.worst, strict=False):
        shown = RESULT_KEYS if _key(bad) == _key(worse) else ("verdict", "constraint")
        differences += [(_key(bad), f"worst {n}", bad[n], worse[n]) for n in shown if not same(bad[n], worse[n])]
    return differences


def _alike(name: str, mine: Line, theirs: Line) -> bool:
    if name == "row":  # a text beside other texts, a number where it is one
        return str(mine[name]) == str(theirs[name])
    return same(mine[name], theirs[name])


def _keys(one: Mapping[Key, Line], other: Mapping[Key, Line]) -> list[Difference]:
    here = [(key, "result", "there", "missing") for key in one.keys() - other.keys()]
    return here + [(key, "result", "missing", "there") for key in other.keys() - one.keys()]


def differing(engines: Sequence[str], cases: Sequence[Case], folder: Path) -> list[Difference]:
    """Return what the first engine and the oracle differ in, and the first engine and each other one."""
    first, *others = (judged(engine, cases, folder) for engine in engines)
    found = from_oracle(cases, first)
    for other in others:
        found += from_each_other(first, other)
    return found


# --- a failure made small --------------------------------------------------------------------------------------------

Differs = Callable[[Sequence[Case]], list[Difference]]
MOST_TRIES = 60


def shown_small(cases: Sequence[Case], differs: Differs) -> str:
    """Say what differs, with the smallest plan and table that still do, as text; '' where nothing differs."""
    differences = differs(cases)
    if not differences:
        return ""
    plans = {key[0] for key, *_ in differences}
    named = [case for case in cases if case.id in plans or "" in plans]
    smallest = next((case for case in named if differs([case])), None)
    if smallest is None:
        return f"only together: {[case.id for case in named]}\n{listed(differences)}"
    smallest = _shrunk(smallest, differs)
    rows = "\n".join(",".join(row.cells(smallest.id)) for row in smallest.rows)
    return f"\n{plan_text(smallest)}\n{rows}\n\n{listed(differs([smallest]))}"


def _shrunk(case: Case, differs: Differs) -> Case:
    """Leave out indicators, then rows, as long as something still differs."""
    for own in case.indicators:
        rows = tuple(row for row in case.rows if row.indicator != own.id)
        fewer = replace(case, indicators=tuple(one for one in case.indicators if one != own), rows=rows)
        if fewer.indicators and _still(fewer, differs):
            case = fewer
    tries, size = 0, len(case.rows) // 2
    while size and tries < MOST_TRIES:
        at = 0
        while at < len(case.rows) and tries < MOST_TRIES:
            fewer = replace(case, rows=case.rows[:at] + case.rows[at + size :])
            tries += 1
            if fewer.rows and _still(fewer, differs):
                case = fewer
            else:
                at += size
        size //= 2
    return case


def _still(case: Case, differs: Differs) -> bool:
    """Tell whether a smaller case differs too; one of which nothing belongs to a plan is refused and says nothing."""
    try:
        return bool(differs([case]))
    except InputError:
        return False


def listed(differences: Sequence[Difference]) -> str:
    first = sorted(differences, key=str)[:20]
    lines = [f"{key} {name}: {_short(one)} / {_short(other)}" for key, name, one, other in first]
    return "\n".join([f"{len(differences)} differences", *lines])


def _short(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value
