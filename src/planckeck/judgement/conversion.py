"""Values into the plan's units, and rates from their numerators and denominators (DESIGN §5.2, §5.3)."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck import units
from planckeck.judgement.places import AT, place_of
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic, Message, say
from planckeck.problems.kinds import diagnose


def convert_rows(
    fed: nw.LazyFrame[Any], rules: nw.LazyFrame[Any], make: FrameMaker, plans: tuple[LoadedPlan, ...]
) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Bring `value` into the plan's unit; a row whose unit does not fit loses its value, with an error.

    value = numerator / denominator · per where the row gives those instead of a value. Adds `conversion` (empty where
    nothing was converted), `unit_written` and `row_at`.
    """
    own = rules.filter(nw.col("kind") == "number").select("plan", "indicator", "unit", "per").unique()
    own = own.rename({"unit": "plan_unit"})
    fed = fed.rename({"unit": "unit_written"}).with_columns(row_at=nw.col("row"))
    joined = fed.join(own, on=["plan", "indicator"], how="left")
    factors, misfits = _factors(joined, make)
    joined = joined.join(factors, on=["unit_written", "plan_unit"], how="left")
    both = ~nw.col("numerator").is_null() & ~nw.col("denominator").is_null()
    divided = rate_of_terms()
    bounded = ~nw.col("at_least").is_null() | ~nw.col("at_most").is_null()
    has_value = ~nw.col("value").is_null() | bounded
    fits = nw.col("factor").is_null() | (nw.col("factor") > 0)
    factor = nw.when(nw.col("factor").is_null()).then(nw.lit(1.0)).otherwise(nw.col("factor"))
    value = nw.when(has_value).then(nw.when(fits).then(nw.col("value") * factor)).otherwise(divided)
    misfit = ~fits & has_value
    without = both & ~has_value & divided.is_null()
    lost = nw.when(nw.col("per").is_null()).then(nw.lit("unreadable")).otherwise(nw.lit("no_meaning"))
    status = nw.when(without).then(lost).otherwise(nw.col("status"))
    disagree = has_value & both & ~divided.is_null() & fits
    disagree = disagree & ((nw.col("value") * factor - divided).abs() > 0.01 * divided.abs())
    converted = joined.with_columns(
        value=value,
        **{name: nw.when(fits).then(nw.col(name) * factor) for name in ("at_least", "at_most")},
        status=nw.when(misfit | disagree).then(nw.lit("unreadable")).otherwise(status),
        conversion=nw.when(nw.col("conversion").is_null()).then(nw.lit("")).otherwise(nw.col("conversion")),
    )
    converted = converted.with_columns(value=nw.when(~disagree).then(nw.col("value")))
    findings = _unit_findings(joined.filter(misfit), misfits)
    findings += _term_findings(joined.filter(disagree), joined.filter(without & nw.col("per").is_null()), plans)
    return converted.drop("plan_unit", "factor"), findings


def rate_of_terms() -> nw.Expr:
    """numerator / denominator · per; null for a denominator of 0 and where the unit says no `per`."""
    return nw.col("numerator") / nw.when(nw.col("denominator") > 0).then(nw.col("denominator")) * nw.col("per")


def _term_findings(
    disagree: nw.LazyFrame[Any], without_per: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]
) -> list[Diagnostic]:
    """Values that their own numerator and denominator contradict, and terms that no unit says how to divide."""
    by_id = {loaded.plan.id: loaded for loaded in plans}
    problems = (
        (disagree, say("the value is not its numerator by its denominator"), say("correct one of the three")),
        (without_per, say("the unit does not say per how many"), say("add per: to the plan, or give the value")),
    )
    found = []
    for frame, problem, help_ in problems:
        rows = frame.select(*AT, "plan", "indicator").unique().sort(*AT).collect().rows(named=True)
        for row in rows:
            name = by_id[row["plan"]].indicator(row["indicator"]).name
            found.append(diagnose("PK324", place_of(row), indicator=name, problem=problem, help=help_))
    return found


def _factors(joined: nw.LazyFrame[Any], make: FrameMaker) -> tuple[nw.LazyFrame[Any], dict[tuple[str, str], Message]]:
    """Return the factor of every pair of written and plan's unit that occurs; 0 where they are not of one kind."""
    pairs = joined.select("unit_written", "plan_unit").unique().collect().rows()
    rows: list[tuple[str, str, float, str]] = []
    misfits: dict[tuple[str, str], Message] = {}
    for written, wanted in pairs:
        if not written or not wanted or not isinstance(wanted, str):
            continue
        factor = units.conversion_factor(written, wanted)
        note = ""
        if factor is None:
            near = ", ".join(units.suggestions(written))
            help_ = say("did you mean {names}?", names=near) if near else say("give the value in {unit}", unit=wanted)
            misfits[written, wanted] = help_
        elif factor != 1:
            note = f"1 {written} = {factor.normalize():f} {wanted}"
        rows.append((written, wanted, float(factor) if factor is not None else 0.0, note))
    frame = make(
        {
            "unit_written": (Kind.TEXT, [row[0] for row in rows]),
            "plan_unit": (Kind.TEXT, [row[1] for row in rows]),
            "factor": (Kind.REAL, [row[2] for row in rows]),
            "conversion": (Kind.TEXT, [row[3] for row in rows]),
        }
    )
    return frame, misfits


def _unit_findings(misfit: nw.LazyFrame[Any], misfits: dict[tuple[str, str], Message]) -> list[Diagnostic]:
    if not misfits:
        return []
    rows = misfit.select(*AT, "unit_written", "plan_unit").unique().sort(*AT).collect().rows(named=True)
    pairs = [(row, row["unit_written"], row["plan_unit"]) for row in rows]
    return [
        diagnose("PK306", place_of(row), unit=written, expected=wanted, help=misfits[written, wanted])
        for row, written, wanted in pairs
    ]
