"""When a run fails: which misses weigh enough, by plan, and targets that are due without data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic, Message, Place, say
from planckeck.problems.kinds import diagnose

if TYPE_CHECKING:
    import narwhals as nw

NEVER = "never"
_FALLING = (Constraint.BINDING, Constraint.EXPECTED, Constraint.GUIDING, Constraint.ADVOCATED)
_CLASSES = {
    Constraint.BINDING: say("binding"),
    Constraint.EXPECTED: say("expected"),
    Constraint.GUIDING: say("guiding"),
    Constraint.ADVOCATED: say("advocated"),
    Constraint.NONE: say("no class"),
}
SAID_ALREADY = ("unreadable", "conflicting_values", "part_year")
"""Reasons behind which a row stands; that it is missing would be untrue."""


def fail_on_of(loaded: LoadedPlan, asked: str | None) -> str:
    """Return the class from which a plan's misses fail: the one asked for, else binding, else any without classes."""
    if asked is not None:
        return asked
    prints_classes = any(indicator.constraint is not Constraint.NONE for indicator in loaded.plan.indicators)
    return "binding" if prints_classes else "any"


def fail_on_text(plans: tuple[LoadedPlan, ...], asked: str | None) -> str:
    """Return what the method line says: one word, or the word of each plan where they differ."""
    words = {loaded.plan.id: fail_on_of(loaded, asked) for loaded in plans}
    if len(set(words.values())) <= 1:
        return next(iter(words.values()), asked or "binding")
    return ", ".join(f"{plan}: {word}" for plan, word in words.items())


def failing_classes(fail_on: str) -> frozenset[str]:
    """Return the classes whose misses fail a run: the one named and those more binding."""
    if fail_on == NEVER:
        return frozenset()
    if fail_on == "any":
        return frozenset(constraint.value for constraint in Constraint)
    return frozenset(constraint.value for constraint in _FALLING[: _FALLING.index(Constraint(fail_on)) + 1])


def failing_pairs(plans: tuple[LoadedPlan, ...], asked: str | None) -> frozenset[tuple[str, str]]:
    """Return (plan, class) of all misses that fail the run."""
    return frozenset(
        (loaded.plan.id, constraint) for loaded in plans for constraint in failing_classes(fail_on_of(loaded, asked))
    )


def failing_lines(
    frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], asked: str | None, verdict: str
) -> nw.LazyFrame[Any]:
    """Return the plans' own lines of a verdict, in the classes that fail."""
    import narwhals as nw

    pairs = [f"{plan}|{constraint}" for plan, constraint in sorted(failing_pairs(plans, asked))]
    lines = frame.filter((nw.col("verdict") == verdict) & (nw.col("part_of") == ""))
    return lines.filter(nw.concat_str(nw.col("plan"), nw.col("constraint"), separator="|").is_in(pairs))


def due_without_data(
    frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], asked: str | None
) -> Iterator[Diagnostic]:
    """Yield the targets of a failing class that are due and have no data; rows that are unreadable were said before."""
    import narwhals as nw

    without = failing_lines(frame, plans, asked, "no_data").filter(nw.col("due_now"))
    without = without.filter(~nw.col("reason").is_in(list(SAID_ALREADY)))
    rows = without.select("plan", "order", "indicator", "name", "constraint", "year", "region", "reason")
    yield from missing_findings(rows.sort("plan", "order", "year").collect().rows(named=True), plans)


def missing_findings(rows: Iterable[Mapping[str, Any]], plans: tuple[LoadedPlan, ...]) -> Iterator[Diagnostic]:
    """Yield what is said of targets that are due and have no data: plan, indicator, name, constraint, year, region,
    reason."""
    places: Mapping[str, LoadedPlan] = {loaded.plan.id: loaded for loaded in plans}
    for row in rows:
        yield diagnose(
            "PK314",
            places[row["plan"]].place(row["indicator"], "id"),
            indicator=row["name"],
            constraint=_CLASSES[Constraint(row["constraint"])],
            year=row["year"],
            help=_help(row),
        )


def _help(row: Mapping[str, Any]) -> Message:
    match row["reason"]:
        case "date_needed":
            return say("give the date on which it was done")
        case "no_units" | "units_missing":
            return say("add rows for its units, with their level, {year}", year=row["year"])
        case _:
            return say("add a row for {region}, {year}", region=row["region"], year=row["year"])


def nothing_judged(total: int, filters: tuple[str, ...], year: int | None) -> Iterator[Diagnostic]:
    """Yield an error where no line is left to judge; green would be untrue."""
    if total:
        return
    if filters:
        why, help_ = say("no indicator passes the filters"), say("check --region and --constraint")
    else:
        why = say("{year} lies before the baseline", year=year) if year else say("no year")
        help_ = say("give a year of the plan's period")
    yield diagnose("PK328", Place("planckeck"), why=why, help=help_)
