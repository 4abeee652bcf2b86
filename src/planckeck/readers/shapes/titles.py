"""One cell of a header, or of a row's labels: what it says by itself.

A title may say several things at once: 2020年实际值（万人） is a period, a role and a unit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planckeck.model.names import name_key
from planckeck.readers.interface import Expectations, Raw, RawKind
from planckeck.readers.periods import read_period
from planckeck.readers.shapes.words import words
from planckeck.units import is_unit

_BRACKETED = re.compile(
    r"(?P<before>.*?)\s*(?:[(（\[［【](?P<inside>[^()（）\[\]［］【】]*)[)）\]］】]|[,，]\s*(?P<after>[^,，]+))\s*",
    re.S,
)
_NUMBERED = re.compile(
    r"\s*(?:[(（]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[)）]|[.．、](?!\d))|[①-⑳])\s*(?P<rest>\S.*)", re.S
)
_SECTION = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[部章节类])"
)
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20|21)\d\d\s*年?度?)\s*(?P<rest>\S.*)", re.S)
_YEAR_LAST = re.compile(r"(?P<rest>.*?\D)\s*(?P<year>(?:19|20|21)\d\d\s*年?度?)", re.S)
_CODE = re.compile(r"[1-9]\d{5}(?:\d{3}|\d{6})?")
_FIGURE = re.compile(r"[-+−－]?[\d.,，．０-９]+\s*[%％‰]?")


WHOLE_YEAR = "全年"
_ANY_YEAR = "2000年"


class Title(NamedTuple):
    """What a cell says as a header. `field` is a field of the long table or `ignored`; `role` what stands under a year:
    actual, target, baseline, completion, numerator, denominator, unit, status, note;
    `part` a part of the year that another row of the header names."""

    text: str
    field: str = ""
    role: str = ""
    period: str = ""
    indicator: str = ""
    region: str = ""
    unit: str = ""
    part: str = ""
    is_total: bool = False
    is_figure: bool = False

    @property
    def is_header(self) -> bool:
        """Tell whether the cell can only be part of a header, or is a name that heads a column."""
        said = self.field or self.role or self.period or self.part or self.indicator or self.region or self.unit
        return bool(said)


def read_title(raw: Raw, expectations: Expectations) -> Title:
    """Return what a header cell says; nothing but its text where it says nothing known."""
    text = " ".join(raw.text.split())
    if raw.kind is RawKind.DATE:
        period = period_text(raw)
        return Title(text, period=period if read_period(period) else "", is_figure=not read_period(period))
    plain = _plain_title(text, expectations)
    if plain.is_header or plain.is_total or plain.is_figure:
        return plain
    found = _BRACKETED.fullmatch(text)
    inside = (found["inside"] or found["after"] or "").strip() if found else ""
    if found and inside and found["before"]:
        before = _plain_title(found["before"], expectations)
        if is_unit(inside) and not before.is_figure:
            return before._replace(text=text, unit=inside)
        if before.is_header and (before.field or before.period):
            return before._replace(text=text)
    return plain


def _plain_title(text: str, expectations: Expectations) -> Title:
    key, known = name_key(text), words()
    if not key:
        return Title(text)
    if key in known.fields or key in known.roles:
        return Title(text, field=known.fields.get(key, ""), role=known.roles.get(key, ""))
    if key in expectations:
        return Title(text, indicator=text)
    if key == WHOLE_YEAR or read_period(f"{_ANY_YEAR}{text}"):
        return Title(text, part=text)
    dated = _dated(text, expectations)
    if dated is not None:
        return dated
    if _FIGURE.fullmatch(text):
        is_code = _CODE.fullmatch(text) is not None
        return Title(text, region=text if is_code else "", is_figure=not is_code)
    if key in known.totals or key.endswith(("合计", "总计", "小计")):
        return Title(text, is_total=True)
    if is_region(text):
        return Title(text, region=text)
    name, unit = label_name(text, expectations)
    if name_key(name) in expectations:
        return Title(text, indicator=name, unit=unit)
    return Title(text, unit=text if is_unit(text) else "")


def _dated(text: str, expectations: Expectations) -> Title | None:
    """Read a period, alone or with a role or an indicator's name before or behind it."""
    if period := _period_of(text):
        return Title(text, period=period)
    for pattern in (_YEAR_FIRST, _YEAR_LAST):
        if found := pattern.fullmatch(text):
            rest = found["rest"].strip(" _-—:：的")
            if role := words().roles.get(name_key(rest)):
                return Title(text, period=found["year"], role=role)
            name, unit = label_name(rest, expectations)
            if name_key(name) in expectations:
                return Title(text, period=found["year"], indicator=name, unit=unit)
            if is_region(rest):
                return Title(text, period=found["year"], region=rest)
    return None


def _period_of(text: str) -> str:
    """Return the period that a text is, without 截至 and 年末; '' if it is none."""
    plain = text.strip()
    if _CODE.fullmatch(plain) and plain.startswith("21"):
        return ""  # a region's code in Liaoning, not a month of 2101
    if read_period(plain):
        return plain
    key = name_key(plain)
    prefix = next((word for word in words().year_prefixes if key.startswith(word)), "")
    rest = key.removeprefix(prefix)
    suffix = next((word for word in words().year_suffixes if rest.endswith(word)), "")
    rest = rest.removesuffix(suffix)
    return rest if (prefix or suffix) and read_period(rest) else ""


def period_text(raw: Raw) -> str:
    """Return the text of a cell of the column year. A date whose format shows a year, or a year and a month, is one."""
    text = raw.text.strip()
    if raw.kind is not RawKind.DATE:
        return text
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|;.*', "", raw.number_format.lower())
    if "d" in shown or "h" in shown or not text[:4].isdigit():
        return text
    if "m" in shown:
        return text[:7]
    return text[:4] if "y" in shown or "e" in shown else text


def is_region(text: str) -> bool:
    """Tell whether a text has the form of a region's name: 江陵县, 城区. A form, not knowledge: 县 alone is none."""
    key = name_key(text)
    if key in words().region_names:
        return True
    return len(key) <= 20 and any(key.endswith(suffix) and len(key) > len(suffix) for suffix in words().region_suffixes)


def label_name(text: str, expectations: Expectations) -> tuple[str, str]:
    """Return an indicator's name as a plan knows it, and the unit in brackets behind it.

    1．人均期望寿命（岁） is 人均期望寿命 in 岁 where a plan has that name; what no plan knows is left as written.
    """
    text = text.strip()
    for plain in (text, _without_number(text)):
        if name_key(plain) in expectations:
            return plain, ""
        found = _BRACKETED.fullmatch(plain)
        unit = (found["inside"] or found["after"] or "").strip() if found else ""
        if found and name_key(found["before"]) in expectations and is_unit(unit):
            return found["before"], unit
    return text, ""


def _without_number(text: str) -> str:
    found = _NUMBERED.fullmatch(text)
    return found["rest"].strip() if found else text


def is_section(text: str) -> bool:
    """Tell whether a text is numbered as a heading is: 一、健康水平."""
    return _SECTION.match(text) is not None


def is_total(text: str) -> bool:
    """Tell whether a row's or a column's name says that it adds others up."""
    key = name_key(text)
    return key in words().totals or key.endswith(("合计", "总计", "小计"))


def without_part_mark(text: str) -> str:
    """Return the name behind 其中： or #, '' if the name is not so marked."""
    key = name_key(text)
    mark = next((word for word in words().parts if key.startswith(word)), "")
    if not mark:
        return ""
    kept, left = 0, len(mark)
    while left > 0 and kept < len(text):
        left -= len(name_key(text[kept]))
        kept += 1
    return text[kept:].strip(" 　:：、") or text


def is_note(text: str) -> bool:
    """Tell whether a row's first text begins as a note does."""
    return name_key(text).startswith(words().notes)
