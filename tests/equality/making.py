"""Cases made up from a seed: plans of every comparison, measure and scope, and tables plain, missing and messy."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.equality import messy
from tests.equality.cases import OVER_PERIOD, YEARLY, Case, Goal, Indicator, Reading, Row

REGION, COUNTY, TOWN = "国", "县", "镇"
MEASURES = (
    *("level",) * 7,
    *("change", "percent_change", "average_annual_change", "average_annual_growth"),
    *("yearly_change", "yearly_percent_change", "cumulative", "cumulative", "total_rate", "average_rate"),
)
COMPARISONS = ("at_least", "at_least", "above", "at_most", "at_most", "below", "equal", "about", "between")
NAMES = ("指标{}", "指标{}", "指标{}", "“{}”，含<b>|'*", "=1+{}", "{} rate, per year")
PARTS = ("H1", "Q1", "Q3", "M06")


def made_case(seed: int, number: int, indicators: int = 4) -> Case:
    """Return the case of a seed; `number` goes into its id."""
    draw = random.Random(f"{seed}/{number}")
    first = draw.choice([2016, 2016, 2021])
    case = Case(
        id=f"p{number}",
        region=REGION,
        first_year=first,
        last_year=first + draw.choice([2, 4, 4, 4, 5]),
        baseline_year=draw.choice([first - 1, first - 1, first - 1, None]),
        band=draw.choice([Fraction(1, 10), Fraction(1, 10), Fraction(1, 20), Fraction(1, 5)]),
        steps=draw.random() < 0.25,
        indicators=(),
    )
    case = replace(case, indicators=tuple(_indicator(draw, case, at) for at in range(draw.randint(2, indicators))))
    return replace(case, rows=_rows(draw, case))


def hundredths(draw: random.Random, low: int, high: int) -> Fraction:
    """A decimal of up to two places."""
    places = draw.choice([0, 1, 1, 2])
    return Fraction(draw.randint(low * 10**places, high * 10**places), 10**places)


# --- plans -----------------------------------------------------------------------------------------------------------


def _indicator(draw: random.Random, case: Case, at: int) -> Indicator:
    constraint = draw.choice(["binding", "expected", "guiding", "advocated", "none"])
    scope, regions, level = _scope(draw)
    place = {"scope": scope, "regions": regions, "level": level, "constraint": constraint}
    name = draw.choice(NAMES).format("甲乙丙丁戊己"[at])
    if draw.random() < 0.1:
        due = draw.randint(case.first_year + 1, case.last_year)
        day = draw.choice([None, date(due, 6, 30), date(due, 4, 10)])
        return Indicator(f"i{at}", name, None, "level", goals=(Goal(due, "done", due_day=day),), **place)  # type: ignore[arg-type]
    measure = draw.choice(MEASURES)
    unit = draw.choice(["%", "%", "岁", "个"]) if measure in {"level", "change", "average_annual_change"} else "岁"
    own = Indicator(f"i{at}", name, unit, measure, goals=(Goal(case.last_year, None),), **place)  # type: ignore[arg-type]
    own = replace(own, **_baseline(draw, case, measure))  # type: ignore[arg-type]
    if measure == "level" and draw.random() < 0.08:
        better = draw.choice(["higher", "lower"])
        return replace(own, better=better, no_target="watched")
    return _with_goals(draw, case, own)


def _scope(draw: random.Random) -> tuple[str, tuple[str, ...], str]:
    match draw.choice(["own", "own", "listed", "level", "level", "level", "units"]):
        case "own":
            return "own", (), ""
        case "listed":
            return "listed", ("甲市", "乙市"), ""
        case "level":
            return "level", (), COUNTY
    return "units", draw.choice([(), ("镇0", "镇1", "镇2")]), TOWN


def _baseline(draw: random.Random, case: Case, measure: str) -> dict[str, object]:
    if measure in {*OVER_PERIOD, *YEARLY} or draw.random() < 0.1:
        return {}
    if measure == "level" and draw.random() < 0.08:
        return {"baseline_bound": draw.choice(["＞", "≥", "<"]) + str(draw.randint(60, 80))}
    value = hundredths(draw, 55, 95) if draw.random() < 0.93 else draw.choice([Fraction(0), hundredths(draw, -30, -10)])
    year = {"baseline_year": case.first_year - 2} if draw.random() < 0.1 else {}
    return {"baseline": value, **year}


def _figure(draw: random.Random, own: Indicator) -> Fraction:
    match own.measure:
        case "level":
            near = own.baseline if own.baseline is not None and draw.random() < 0.15 else None
            return near if near is not None else hundredths(draw, 55, 95)
        case "cumulative":
            return hundredths(draw, 60, 160)
        case "total_rate":
            return hundredths(draw, 5, 40)
        case "average_rate":
            return hundredths(draw, 1, 9)
        case "yearly_change" | "yearly_percent_change":
            return draw.choice([Fraction(0), hundredths(draw, -6, 6)])
    return draw.choice([hundredths(draw, -12, 12), Fraction(draw.randint(-8, 8))])


def _with_goals(draw: random.Random, case: Case, own: Indicator) -> Indicator:
    comparison = draw.choice(COMPARISONS)
    last = _goal(draw, own, comparison, case.last_year)
    if comparison in {"equal", "about", "between"}:
        own = replace(own, better=draw.choice([None, None, "higher", "lower"]))
    if own.is_fall_possible and draw.random() < 0.4:
        own = replace(own, is_fall=True)
    chance = draw.random()
    if chance < 0.08:
        due = date(draw.randint(case.first_year + 1, case.last_year), *draw.choice([(6, 30), (9, 30), (12, 31)]))
        return replace(own, goals=(replace(last, due_year=due.year, due_day=due),))
    if chance < 0.14:
        return replace(own, goals=(replace(last, due_year=draw.randint(case.first_year + 1, case.last_year - 1)),))
    if chance < 0.35 and own.measure not in YEARLY and not own.better:
        return replace(own, goals=_ladder(draw, case, last))
    return replace(own, goals=(last,))


def _goal(draw: random.Random, own: Indicator, comparison: str, year: int) -> Goal:
    figure = _figure(draw, own)
    if comparison == "about":
        return Goal(year, comparison, figure, tolerance=draw.choice([Fraction(1, 2), Fraction(1), Fraction(2)]))
    if comparison == "between":
        return Goal(year, comparison, figure, upper=figure + draw.randint(1, 9))
    return Goal(year, comparison, figure)


def _ladder(draw: random.Random, case: Case, last: Goal) -> tuple[Goal, ...]:
    """Milestones that lead to a goal, mostly in the direction that it asks for."""
    sign = 1 if last.comparison in {"at_least", "above"} else -1
    between = range(case.first_year, case.last_year)
    years = sorted(draw.sample(between, draw.choice([1, 2]) if len(between) > 1 else 1))
    goals, step = [last], Fraction(0)
    for year in reversed(years):
        step += sign * Fraction(draw.randint(5, 60) if draw.random() < 0.95 else draw.randint(-20, -5), 10)
        assert last.figure is not None
        upper = None if last.upper is None else last.upper - step
        goals.insert(0, replace(last, due_year=year, figure=last.figure - step, upper=upper))
    return tuple(goals)


# --- tables ----------------------------------------------------------------------------------------------------------


def _rows(draw: random.Random, case: Case) -> tuple[Row, ...]:
    rows: list[Row] = []
    for own in case.indicators:
        for region, level in _places(case, own):
            if own.is_product:
                rows += [_product_row(draw, case, own, region, level) for _ in range(draw.choice([0, 1, 1, 1, 2]))]
            else:
                rows += _series(draw, case, own, region, level)
    rows += [_stranger(draw, case) for _ in range(draw.choice([0, 0, 1, 2]))]
    draw.shuffle(rows)
    return tuple(rows)


def _places(case: Case, own: Indicator) -> list[tuple[str, str]]:
    match own.scope:
        case "own":
            return [(case.region, "")]
        case "listed":
            return [(region, "") for region in own.regions]
    return [(f"{own.level}{number}", own.level) for number in range(3)]


def _stranger(draw: random.Random, case: Case) -> Row:
    """A row that feeds nothing: its region, its level or its indicator is none of the plan's."""
    year = draw.randint(case.first_year, case.last_year + 2)
    region, level, label = draw.choice(
        [("别处", "", "i0"), ("别处", "街道", "i0"), (case.region, "", "没有"), (f"{COUNTY}0", COUNTY, "没有")]
    )
    return Row(region, level, "", year, Reading(), "77.5", label=label)


def _product_row(draw: random.Random, case: Case, own: Indicator, region: str, level: str) -> Row:
    year = draw.randint(case.first_year - 1, case.last_year + 1)
    if draw.random() < 0.15:
        text, nothing = draw.choice(messy.NOTHINGS)
        return Row(region, level, own.id, year, Reading(nothing=nothing), text)
    if draw.random() < 0.5:
        text, is_done = draw.choice(messy.DONE)
        return Row(region, level, own.id, year, Reading(is_done=is_done), text)
    done = date(year, draw.randint(1, 12), draw.randint(1, 28))
    return Row(region, level, own.id, year, Reading(done_on=done), messy.day(done, draw.randint(0, 2)))


def _series(draw: random.Random, case: Case, own: Indicator, region: str, level: str) -> list[Row]:
    rows: list[Row] = []
    first = case.first_year - draw.choice([2, 1, 1, 0, 0])
    missing = draw.choice([0.0, 0.05, 0.15])
    for year in range(first, case.last_year + draw.choice([-1, 1, 1, 2])):
        if draw.random() >= missing:
            row = _row(draw, own, _value(draw, case, own, year), region, level, year)
            rows += _disturbed(draw, own, row)
    return rows


def _value(draw: random.Random, case: Case, own: Indicator, year: int) -> Fraction:
    match own.measure:
        case "cumulative":
            return hundredths(draw, 5, 40)
        case "total_rate" | "average_rate":
            return hundredths(draw, -4, 12)
    near = [own.baseline] if own.baseline is not None else []
    goals = [goal.figure for goal in own.goals if goal.figure is not None]
    if own.measure == "level":
        near += goals
        if own.baseline is not None and goals:
            # on the straight way to the target, and a whole band from it
            share = Fraction(year - case.first_year + 1, case.last_year - case.first_year + 1)
            on_path = own.baseline + share * (goals[-1] - own.baseline)
            near += [round(one, 4) for one in (on_path, on_path + case.band * (goals[-1] - own.baseline))]
    elif own.measure == "change" and own.baseline is not None and goals:
        near.append(own.baseline + goals[-1])
    if near and draw.random() < 0.35:
        return draw.choice(near)
    return hundredths(draw, 50, 99) if draw.random() < 0.97 else draw.choice([Fraction(0), hundredths(draw, -20, -10)])


def _row(draw: random.Random, own: Indicator, value: Fraction, region: str, level: str, year: int) -> Row:
    label = own.id if draw.random() < 0.9 else own.name
    # a value is what it is: whether it is a hundred times off is another test's question
    return Row(region, level, own.id, year, Reading(value=value), messy.plain(value), label=label, status="confirmed")


def _disturbed(draw: random.Random, own: Indicator, row: Row) -> list[Row]:
    chance = draw.random()
    if chance < 0.84:
        return [row]
    value = row.reading.value
    assert value is not None
    if chance < 0.87:
        return [row, draw.choice([row, _spelt(draw, own, row)])]
    if chance < 0.885:
        other = value + draw.choice([Fraction(1, 100), Fraction(5)])
        return [row, replace(row, reading=Reading(value=other), text=messy.plain(other))]
    if chance < 0.92:
        return [_spelt(draw, own, row)]
    if chance < 0.94:
        text, nothing = draw.choice(messy.NOTHINGS)
        return [replace(row, reading=Reading(nothing=nothing), text=text, status="")]
    if chance < 0.955:
        return [replace(row, reading=Reading(nothing="unreadable"), text=draw.choice(messy.REFUSED), status="")]
    if chance < 0.965 and own.measure == "level":
        return [_bounded(draw, own, row)]
    if chance < 0.985:
        part = replace(row, part=draw.choice(PARTS))
        return [part] if draw.random() < 0.7 else [part, _row(draw, own, value + 1, row.region, row.level, row.year)]
    return [replace(row, period=f"{row.year}年")]


def _spelt(draw: random.Random, own: Indicator, row: Row) -> Row:
    if own.unit == "%" and draw.random() < 0.3:
        assert row.reading.value is not None
        if draw.random() < 0.5:
            return replace(row, text=messy.tenfold(row.text), unit="‰")
        return replace(row, text=messy.thousandths(row.text))
    if draw.random() < 0.2 and own.unit:
        return replace(row, text=messy.in_unit(row.text, own.unit))
    return replace(row, text=draw.choice(messy.SPELLINGS)(row.text))


def _bounded(draw: random.Random, own: Indicator, row: Row) -> Row:
    low = Fraction(draw.randint(50, 95)) + Fraction(1, 8)
    text, reading = messy.bound(draw.choice(messy.SIGNS), low, low + 3)
    return replace(row, reading=reading, text=text)
