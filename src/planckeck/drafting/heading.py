"""What one head says: the role of its column, the year of its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from planckeck.drafting.heads import head_words
from planckeck.model.names import name_key

_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")
_FIVE_YEARS = re.compile(r"十([一二三四五六七八九])五|[“\"‘'「]十五[”\"’'」]")
_BRACKETS = re.compile(r"[(（\[〔][^()（）\[\]〔〕]*[)）\]〕]")
_QUOTES = re.compile(r"[“”\"‘’'「」:：*＊_/\-–—~,，]")
_DIGITS = "一二三四五六七八九"
_TIME_WORDS = frozenset(
    {"", "年", "年度", "年末", "年底", "末", "底", "期末", "时期", "期间", "期", "fy", "year", "by", "in", "endof"}
)


class Role(StrEnum):
    """What a column holds. `YEAR` is a year alone, not yet decided; `YEARLY` holds yearly means or totals."""

    ROW = "row"
    CATEGORY = "category"
    NAME = "name"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    YEARLY = "yearly"
    YEAR = "year"
    CONSTRAINT = "constraint"
    DEPARTMENT = "department"
    DEFINITION = "definition"
    NOTES = "notes"
    ORIGIN = "origin"
    TOLERANCE = "tolerance"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Head:
    """A head, read; `year` is the last that it names, `has_unit` says that names carry their unit in a bracket."""

    role: Role
    year: int | None = None
    average: bool = False
    total: bool = False
    growth: bool = False
    has_unit: bool = False


def five_year_plan(text: str) -> tuple[int, int] | None:
    """Return the years of a five-year plan that a text names: “十三五” is 2016 to 2020. The 10th ended in 2005."""
    found = _FIVE_YEARS.search(text)
    if found is None:
        return None
    number = 10 + (_DIGITS.index(found[1]) + 1 if found[1] else 0)
    last = 1955 + 5 * number
    return last - 4, last


def years_in(text: str) -> list[int]:
    """Return the years that a text names in figures, in order."""
    return [int(year) for year in _YEAR.findall(text)]


@lru_cache(maxsize=2048)
def read_head(text: str) -> Head:
    """Read a head, as printed; unknown words give the role UNKNOWN."""
    years, plan = years_in(text), five_year_plan(text)
    year = years[-1] if years else plan[1] if plan else None
    has_unit = "单位" in text or "unit" in text.casefold()
    whole = _FIVE_YEARS.sub("", _YEAR.sub("", text))
    key = name_key(_QUOTES.sub("", _BRACKETS.sub("", whole)))
    words = head_words()
    if year is None and key in words.roles:
        return Head(Role(words.roles[key]), has_unit=has_unit)
    figure = _figure(name_key(whole), year)
    if figure is not None:
        return figure
    if year is not None:
        return Head(Role.YEAR if _is_time(key) else Role.UNKNOWN, year)
    return Head(_by_part(key), has_unit=has_unit)


def _is_time(key: str) -> bool:
    return key in _TIME_WORDS or any(
        key == word + end for word in _TIME_WORDS for end in ("年", "末", "底", "数", "值")
    )


def _figure(key: str, year: int | None) -> Head | None:
    figures = head_words().figures

    def has(kind: str) -> bool:
        return any(part in key for part in figures[kind])

    if has("others"):
        return Head(Role.IGNORED, year)
    if has("yearly") or has("total"):
        if has("baseline"):
            return Head(Role.IGNORED, year)
        return Head(Role.YEARLY, year, has("yearly"), has("total"), has("growth"))
    if has("baseline"):
        return Head(Role.BASELINE, year)
    return Head(Role.TARGET, year) if has("target") else None


def _by_part(key: str) -> Role:
    """Return the role that a part of a head says: 具体指标名称, 牵头责任单位. Longer heads are sentences."""
    if not key or len(key) > 30:
        return Role.UNKNOWN
    parts = (
        (("责任", "牵头", "responsib"), Role.DEPARTMENT),
        (("属性", "性质", "约束"), Role.CONSTRAINT),
        (("类别", "分类", "领域"), Role.CATEGORY),
        (("来源", "verification"), Role.ORIGIN),
        (("单位", "unitof"), Role.UNIT),
        (("指标", "indicator"), Role.NAME),
        (("序号", "编号"), Role.ROW),
        (("备注", "remark"), Role.NOTES),
    )
    return next((role for words, role in parts if any(word in key for word in words)), Role.UNKNOWN)
