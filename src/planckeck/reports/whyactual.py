"""The steps of an explanation that say where the actual comes from: the cell as written, or the units summed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.model.assessment import Result
from planckeck.model.explanation import Term
from planckeck.problems import Translate, say
from planckeck.reports import gaps
from planckeck.reports.numbers import exact
from planckeck.reports.whymeasure import Behind
from planckeck.reports.words import STATUSES

ROLLED = "roll-up:"
"""How the place of a value begins that was rolled up."""

LONGEST_SUM = 8
"""A sum of more terms is not written out beside the list of them."""


def is_rolled(result: Result) -> bool:
    """Tell whether a result's actual is the sum of the units below it."""
    return (result.actual_at or "").startswith(ROLLED)


def place_of(result: Result, translate: Translate) -> str:
    """Return where the actual stands; of one that was rolled up, that it was."""
    return translate("rolled up") if is_rolled(result) else result.actual_at or ""


def actual_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the actual as written and as read, and where it stands."""
    result = own.result
    if result.done_on is not None:
        yield say("written “{written}”, read as {value}", written=result.written, value=result.done_on).text(translate)
    elif result.actual is not None:
        yield from _value(result, translate)
    elif result.written:
        yield say("written “{written}”", written=result.written).text(translate)
    elif not is_rolled(result):
        yield translate("no row in the data")
    if status := STATUSES.get(result.status or ""):
        yield translate(status)
    if result.actual_at:
        yield place_of(result, translate)


def _value(result: Result, translate: Translate) -> Iterator[str]:
    read = gaps.with_unit(exact(result.actual or 0.0), result.unit, translate)
    if result.written:
        yield say("written “{written}”, read as {value}", written=result.written, value=read).text(translate)
    elif result.numerator is not None and result.denominator is not None and result.per is not None:
        top, bottom, per = exact(result.numerator), exact(result.denominator), exact(result.per)
        yield say(
            "numerator ÷ denominator × per: {top} ÷ {bottom} × {per} = {value}",
            top=top, bottom=bottom, per=per, value=read,
        ).text(translate)  # fmt: skip
    else:
        yield read
    if result.conversion:
        yield say("converted: {conversion}", conversion=result.conversion).text(translate)


def term_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the units that a rolled-up value is the sum of, each with its numerator and denominator; and the sums."""
    result = own.result
    if not is_rolled(result):
        return
    yield from _terms(own.terms, result.region, result, translate, 0)
    terms = [term for term in _children(own.terms, result.region, result) if term.numerator is not None]
    missing = result.units_missing or ()
    if missing:
        names = gaps.list_of(missing, translate)
        yield say(
            "{count} of {total} units without data: {names}", count=len(missing), total=result.units_total, names=names
        ).text(translate)
    if result.numerator is None or result.denominator is None:
        return
    tops = _sum([term.numerator or 0.0 for term in terms], result.numerator)
    bottoms = _sum([term.denominator or 0.0 for term in terms], result.denominator)
    yield say("numerators {sum}", sum=tops).text(translate)
    yield say("denominators {sum}", sum=bottoms).text(translate)


def _children(terms: Sequence[Term], parent: str, result: Result) -> list[Term]:
    return [one for one in terms if (one.parent, one.year, one.part) == (parent, result.year, result.part or "")]


def _terms(terms: Sequence[Term], parent: str, result: Result, translate: Translate, depth: int) -> Iterator[str]:
    for term in _children(terms, parent, result):
        lead = "  " * depth
        if term.numerator is None or term.denominator is None:
            lacking = translate("no numerator and denominator")
            yield lead + say("{label}: {text}", label=term.region, text=lacking).text(translate)
        else:
            shares = f"{exact(term.numerator)} ÷ {exact(term.denominator)}"
            place = translate("rolled up") if term.at.startswith(ROLLED) else term.at
            yield lead + say("{label}: {text}", label=term.region, text=f"{shares} · {place}").text(translate)
        yield from _terms(terms, term.region, result, translate, depth + 1)


def _sum(terms: Sequence[float], total: float) -> str:
    if len(terms) > LONGEST_SUM:
        return exact(total)
    return f"{' + '.join(exact(term) for term in terms)} = {exact(total)}"
