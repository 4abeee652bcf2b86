"""What an explanation is made of: one indicator's results, the values behind them, and the units that were summed."""

from __future__ import annotations

from typing import NamedTuple

from planckeck.model.assessment import Method, Result
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic


class Point(NamedTuple):
    """One year's value of a line, and the compared value that it gives.

    `in_trend` tells that it is a point of the line of least squares; `at` is its place, FILE:LINE.
    """

    region: str
    level: str
    measure: str
    year: int
    part: str
    value: float
    compared: float | None
    in_trend: bool
    at: str


class Term(NamedTuple):
    """What one unit gave to the sum of the region above it; no numerator where it is missing."""

    parent: str
    year: int
    part: str
    region: str
    numerator: float | None
    denominator: float | None
    at: str


class Explained(NamedTuple):
    """One indicator's results of the judged year, with their units; its values of all years; the terms of its sums."""

    loaded: LoadedPlan
    results: tuple[Result, ...]
    series: tuple[Point, ...]
    terms: tuple[Term, ...] = ()


class Explanation(NamedTuple):
    """The explanations of all indicators of one name, the method behind them, and the findings that concern them."""

    explained: tuple[Explained, ...]
    method: Method
    findings: tuple[Diagnostic, ...] = ()
