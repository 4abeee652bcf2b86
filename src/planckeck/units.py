"""Units of plans and their conversion: which unit a text is, of what kind, and how many of one make one of another.

The units themselves are a table, in `planckeck.unitlist`, read once when first needed. Here is only how they are
composed. Grammar, over normalised text:

    unit        = amount | rate
    amount      = [scale] word                     人, 万人次, 亿元, %, million yuan
    rate        = [amount | "1"] line below {(line | "·") below}    张/千人口, 元/人·年, beds per 1000 population
                | "每" [scale] counted [amount] | "每" scale         每千人口张, 每10万
    line        = "/" | "per"
    below       = [scale] (word | denominator) | scale               千人口, 万元, 10万

A rate is of the kind "张 per 人口", the kinds of both sides: 张/千人口 and 张/万人口 convert, 人/千人口 and 人 do not.
A rate of nothing named (/千人口) needs a scale; without a denominator too (/10万, 1/1000) it is a proportion, as % is.
Nothing here knows values: a share above 100, a figure 100 times off are judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

LONGEST = 48
"""No unit is longer than this many characters as written; it keeps `longest_unit` linear in the text."""

_NOTHING = "1"
"""The kind of a side of a rate that names nothing."""

_DIGITS = Context(prec=28, rounding=ROUND_HALF_EVEN)

_SPELLINGS: Mapping[int, str] = {
    **{0xFF01 + offset: chr(0x21 + offset) for offset in range(94)},  # full-width ASCII
    **dict.fromkeys(map(ord, "()（）[]［］〔〕【】﹙﹚"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), ""),
    **dict.fromkeys(map(ord, "∶﹕"), ":"),
    **dict.fromkeys(map(ord, "∕⁄"), "/"),
    **dict.fromkeys(map(ord, "・•⋅∙"), "·"),
    **{ord("﹪"): "%", ord("‱"): "/万", ord("²"): "2", ord("³"): "3", ord("µ"): "μ"},
    **{ord("㎡"): "m2", ord("㎥"): "m3", ord("㎞"): "km", ord("㎏"): "kg", ord("㎎"): "mg"},
}


class Unit(NamedTuple):
    """A unit that was understood: value × factor = the value in the base unit of its kind.

    `text` is the normalised spelling; `kind` says what converts into what ("人", "proportion", "张 per 人口").
    """

    text: str
    kind: str
    factor: Fraction


class _Amount(NamedTuple):
    kind: str
    factor: Fraction
    role: str

    @property
    def scalable(self) -> bool:
        return self.role in {"count", "measure"}


class _Below(NamedTuple):
    """What stands below the line; `times` is how many of it one unit of the rate is per, None where it is measured."""

    kind: str
    factor: Fraction
    times: Fraction | None


class _Reading(NamedTuple):
    unit: Unit
    head: str
    times: Fraction | None = None


class _Table(NamedTuple):
    amounts: Mapping[str, _Amount]
    denominators: Mapping[str, str]
    scales: Mapping[str, Fraction]
    scales_below: Mapping[str, Fraction]
    not_units: tuple[str, ...]


@cache
def _table() -> _Table:
    from planckeck.unitlist import COUNTERS, DENOMINATORS, NOT_UNITS, SCALES, SCALES_BELOW, UNITS

    factors = {factor: Fraction(factor) for factor in {row.factor for row in UNITS}}
    amounts = {word: _Amount(word, Fraction(1), "count") for word in COUNTERS.split()}
    for row in UNITS:
        amount = _Amount(row.kind, factors[row.factor], row.role)
        amounts.update(dict.fromkeys([row.text, *row.also], amount))
    scales = {word: Fraction(times) for word, times in SCALES.items()}
    return _Table(
        amounts=amounts,
        denominators={word: kind for kind, words in DENOMINATORS.items() for word in words},
        scales=scales,
        scales_below=scales | {word: Fraction(times) for word, times in SCALES_BELOW.items()},
        not_units=tuple(NOT_UNITS.split()),
    )


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Return a unit's text as units are compared: half-width, without brackets, spaces and thousands commas.

    A space stays where it divides Latin words from each other or from a number ("beds per 1000 population").
    Latin words are put in small letters; symbols keep their case (kWh, MW, CNY). Normalising twice changes nothing.
    """
    plain = re.sub(r"\s+", " ", text.translate(_SPELLINGS)).strip()
    joined = re.sub(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])|(?<=[0-9]) (?=[0-9])", "", plain)
    ungrouped = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", joined)
    return re.sub(r"[A-Za-z]{4,}|(?<![A-Za-z])[A-Z][a-z]{2}(?![A-Za-z])", lambda word: word[0].lower(), ungrouped)


def read_unit(text: str) -> Unit | None:
    """Return the unit that a text names, None when it is unknown; full-width and half-width spellings are one."""
    reading = _read(normalise(text))
    return reading.unit if reading else None


def is_unit(text: str) -> bool:
    """Tell whether a text names a known unit."""
    return read_unit(text) is not None


def conversion_factor(source: str, target: str) -> Decimal | None:
    """Return f such that value in `source` × f = value in `target`; None where the two are not of one kind.

    f = factor(source) / factor(target), exact up to 28 significant digits (亩 → 公顷 is 1/15 and has no end).
    A unit that is unknown still equals itself: the same text on both sides gives 1.
    """
    if normalise(source) == normalise(target):
        return Decimal(1)
    one, other = read_unit(source), read_unit(target)
    if one is None or other is None or one.kind != other.kind:
        return None
    return _decimal(one.factor / other.factor)


def per_of(unit: str) -> Decimal | None:
    """Return `per` in value = numerator / denominator · per: % 100, ‰ 1000, /10万 100000, X/千人口 1000, X/人 1.

    The numerator is in the unit's head (万元 of 万元/人), the denominator in single persons, beds, cases.
    None for a unit that is no share and no rate, and for a rate per something measured (吨标准煤/万元, 元/人/年):
    there the unit does not say in what the data give the denominator.
    """
    reading = _read(normalise(unit))
    return _decimal(reading.times) if reading and reading.times is not None else None


def head_of(unit: str) -> str:
    """Return what a rate counts (张 of 张/千人口, 元 of 元/人); any other text comes back as it is."""
    reading = _read(normalise(unit))
    return reading.head if reading and reading.head else unit


def is_counter(unit: str) -> bool:
    """Tell whether values of a unit are whole numbers of things (个, 家, 人, 张; not 万人, 万元, %)."""
    amount = _amount(normalise(unit))
    return amount is not None and amount.role == "count" and amount.factor == 1


def longest_unit(text: str, start: int = 0) -> int:
    """Return the end offset of the longest known unit that begins at `start`; `start` itself if none does.

    The text is as written: full-width signs, inner spaces and closed brackets count as they stand, so 人/千人口以上
    gives 5. A unit ends neither inside a Latin word or a number nor on the first character of another word (年均).
    """
    return start + _longest(text[start : start + LONGEST + 1])


def suggestions(text: str) -> tuple[str, ...]:
    """Return up to three known units spelled nearly like an unknown one, nearest first; for a did-you-mean only."""
    wanted = normalise(text)
    if not wanted or _read(wanted):
        return ()
    table, line = _table(), _one_line(wanted)
    head, slash, rest = line.partition("/")
    near = _near(head, table.amounts, table.scales)
    if slash:
        bottoms = _near(rest, [*table.denominators, *table.amounts], table.scales_below)
        near = [f"{top}/{bottom}" for top, bottom in product(near, bottoms)]
    nearest = get_close_matches(line, filter(_read, near), 3, 0.0)
    return tuple(unit if "/" in wanted else unit.replace("/", " per ") for unit in nearest)


def _decimal(number: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


@lru_cache(maxsize=8192)
def _read(text: str) -> _Reading | None:
    if amount := _amount(text):
        times = 1 / amount.factor if amount.role == "share" else None
        return _Reading(Unit(text, amount.kind, amount.factor), "", times)
    if text.startswith("每"):
        return _read_each(text)
    head, slash, below = _one_line(text).partition("/")
    if not slash:
        return None
    return _rate(text, head, [_below(part.removeprefix("每")) for part in re.split("[/·]", below)])


def _one_line(text: str) -> str:
    return re.sub(r" ?(?<![A-Za-z])per(?![A-Za-z]) ?", "/", text)


def _amount(text: str) -> _Amount | None:
    table = _table()
    if text in table.amounts:
        return table.amounts[text]
    for times, word in _split_scale(text, table.scales):
        amount = table.amounts.get(word)
        if amount and amount.scalable:
            return _Amount(amount.kind, times * amount.factor, amount.role)
    return None


def _split_scale(text: str, scales: Mapping[str, Fraction]) -> Iterator[tuple[Fraction, str]]:
    return ((times, text[len(word) :]) for word, times in scales.items() if text.startswith(word))


def _below(text: str) -> _Below | None:
    """Read what stands below the line; a scale alone (例/10万) leaves open what it counts."""
    table = _table()
    for times, word in [(Fraction(1), text), *_split_scale(text, table.scales_below)]:
        if word in table.denominators:
            return _Below(table.denominators[word], times, times)
        amount = table.amounts.get(word)
        if amount and amount.role != "share" and (amount.scalable or times == 1):
            counted = times * amount.factor if amount.role == "count" else None
            return _Below(amount.kind, times * amount.factor, counted)
    scale = table.scales_below.get(text, Fraction(1))
    return _Below(_NOTHING, scale, scale) if scale >= 100 else None


def _rate(text: str, head: str, below: list[_Below | None]) -> _Reading | None:
    bare = head in {"", "1"}
    top = _Amount(_NOTHING, Fraction(1), "single") if bare else _amount(head)
    known = [part for part in below if part]
    if top is None or len(known) < len(below) or (bare and (len(known) > 1 or (known[0].times or 0) <= 1)):
        return None
    factor, kind = top.factor, top.kind
    for part in known:
        factor, kind = factor / part.factor, f"{kind} per {part.kind}"
    if kind == f"{_NOTHING} per {_NOTHING}":
        kind = "proportion"
    return _Reading(Unit(text, kind, factor), "" if bare else head, known[0].times if len(known) == 1 else None)


def _read_each(text: str) -> _Reading | None:
    """Read 每千人口张. The counted thing is taken as long as it goes; time is none, for 每年 begins many a sentence."""
    table = _table()
    counted = [*table.denominators, *(word for word, amount in table.amounts.items() if amount.role == "count")]
    rests = [text[1:], *(rest for _, rest in _split_scale(text[1:], table.scales_below))]
    ends = [len(text) - len(rest) + len(word) for rest in rests for word in counted if rest.startswith(word)]
    ends += [len(text) for rest in rests[1:] if not rest]
    if not ends:
        return None
    return _rate(text, text[max(ends) :], [_below(text[1 : max(ends)])])


@lru_cache(maxsize=8192)
def _longest(window: str) -> int:
    ends = range(min(len(window), LONGEST), 0, -1)
    return next((end for end in ends if _may_end(window, end) and is_unit(window[:end])), 0)


def _may_end(window: str, end: int) -> bool:
    last, following = window[end - 1], window[end : end + 1]
    if last.isspace() or window[0].isspace() or (_is_latin(last) and _is_latin(following)):
        return False
    if window.startswith(_table().not_units, end - 1):
        return False
    unit = window[:end]
    return all(unit.count(left) == unit.count(right) for left, right in ("()", "（）", "[]", "〔〕"))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _near(text: str, known: Iterable[str], scales: Mapping[str, Fraction]) -> list[str]:
    spellings = {word.casefold(): word for word in known}
    near: list[str] = []
    for rest in [text, *(rest for _, rest in _split_scale(text, scales))]:
        words = get_close_matches(rest.casefold(), spellings, 3, 0.5) if rest else [""]
        near += [text[: len(text) - len(rest)] + spellings.get(word, "") for word in words]
    return near
