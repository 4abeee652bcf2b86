"""What holds for the whole plan: its years, title, region and id, as given or as the document says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from planckeck.drafting.columns import Columns
from planckeck.drafting.heading import Role, five_year_plan
from planckeck.drafting.interface import PrintedTable
from planckeck.drafting.naming import place_slug, slug
from planckeck.model.plan import SLUG

_SPAN = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*年?\s*(?:-|—|–|~|～|至|到|to)+\s*((?:19|20|21)\d\d)(?!\d)")
_REGION = re.compile(r"[\u3400-\u9fff]{1,9}?(?:自治县|自治州|自治区|地区|省|市|县|区|旗|盟|州|镇|乡|街道)")
_ENGLISH_REGION = re.compile(
    r"\b[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2} (?:County|District|City|Province|Prefecture|Municipality|Township|State)\b"
)
_WITHIN = re.compile(r"[\u3400-\u9fff]{2,6}?(?:自治县|市|县|区|旗|镇)(?![\u3400-\u9fff]*化)")
_NO_REGIONS = frozenset(
    {
        "城市",
        "社区",
        "地区",
        "全市",
        "全县",
        "全区",
        "全省",
        "本市",
        "本县",
        "本区",
        "都市",
        "园区",
        "城镇",
        "县区",
        "市县",
        "农村社区",
    }
)
_LABEL = re.compile(
    r"^(?:附?[表件]\s*[\d一二三四五六七八九十]*\s*[-.:：、]*\s*|专栏\s*\d*\s*[-.:：、]*\s*|table\s*\d*[.:]?\s*)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:的?(?:主要|发展|核心|规划)?(?:目标|指标)(?:体系)?(?:一览)?(?:表)?)$")
_UNIT_LINE = re.compile(r"^[(（]?\s*(?:单位|unit)s?\s*[:：]", re.IGNORECASE)
_SHEET_NAMES = re.compile(r"(?:sheet|工作表|表)\s*\d*|table \d+", re.IGNORECASE)
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Request:
    """What the user says of the plan; None: the document is asked."""

    id: str | None = None
    title: str | None = None
    region: str | None = None
    period: tuple[int, int] | None = None
    baseline_year: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of the plan file; `region` and `baseline_year` are None where the document does not say."""

    id: str
    title: str
    region: str | None
    first_year: int
    last_year: int
    baseline_year: int | None
    is_period_sure: bool = True
    """Whether the years were given or printed; target years alone do not say when a plan begins."""


def said_period(table: PrintedTable) -> tuple[int, int] | None:
    """Return the years that the lines above a table, its name or its file's name give: 2021-2025, “十四五”."""
    lines = [*_first_rows(table), *reversed(table.above), table.name, Path(table.file).stem]
    for line in lines:
        if found := _SPAN.search(line):
            first, last = int(found[1]), int(found[2])
            if 0 <= last - first <= 30:
                return first, last
        if plan := five_year_plan(line):
            return plan
    return None


def _first_rows(table: PrintedTable) -> list[str]:
    """Return the title lines inside a table: rows from the top with one text across all columns."""
    lines: list[str] = []
    for row in table.rows[:3]:
        texts = set(filter(None, row.cells))
        if len(texts) != 1:
            break
        lines += texts
    return lines


def period_of(columns: Columns, request: Request, said: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the plan's first and last year: as given, as said above the table, or as the heads say; else None.

    By heads: a five-year plan's name; else from the year after the baseline, or from the first of several target
    years in a row, to the last target year.
    """
    if request.period:
        return request.period
    targets = sorted(column.year for column in columns.of(Role.TARGET) if column.year is not None)
    if said and (not targets or any(said[0] <= year <= said[1] for year in targets)):
        return said
    yearly = [column for column in columns.columns if column.role in {Role.TARGET, Role.YEARLY}]
    if plan := next((plan for column in yearly if (plan := five_year_plan(column.head))), None):
        return plan
    if not targets:
        return None
    base = baseline_year_of(columns, request)
    if base is not None and base < targets[0]:
        return base + 1, targets[-1]
    return targets[0], targets[-1]


def baseline_year_of(columns: Columns, request: Request) -> int | None:
    """Return the baselines' year: as given, or as the head of their column says."""
    column = columns.one(Role.BASELINE)
    return request.baseline_year or (column.year if column else None)


def frame_of(
    table: PrintedTable, columns: Columns, request: Request, period: tuple[int, int], stem: str | None
) -> Frame:
    """Return the head of the plan; `stem` is the name of the file that will be written, which the id must equal."""
    title = request.title or _title(table, columns)
    region = request.region or region_in(title)
    return Frame(
        request.id or _as_id(stem) or _id(region, table.file, period),
        title,
        region,
        *period,
        baseline_year_of(columns, request),
        request.period is not None or said_period(table) == period or _years_are_sure(columns, request),
    )


def _years_are_sure(columns: Columns, request: Request) -> bool:
    """Tell whether the heads alone say the plan's first year: a baseline, a five-year plan, or every year's target."""
    years = sorted(column.year for column in columns.of(Role.TARGET) if column.year is not None)
    in_a_row = len(years) > 1 and years == list(range(years[0], years[-1] + 1))
    named = any(five_year_plan(column.head) for column in columns.columns if column.role in {Role.TARGET, Role.YEARLY})
    return in_a_row or named or baseline_year_of(columns, request) is not None


def _as_id(stem: str | None) -> str | None:
    return stem if stem and re.fullmatch(SLUG, stem) and len(stem) <= 80 else None


def _id(region: str | None, file: str, period: tuple[int, int]) -> str:
    base = (place_slug(region) if region else "") or slug(Path(file).stem) or "plan"
    years = f"{period[0]}-{period[1]}" if period[0] != period[1] else str(period[0])
    return base if base.endswith(years) else f"{base}-{years}"


def _title(table: PrintedTable, columns: Columns) -> str:
    lines = [*columns.title, *reversed(table.above)]
    lines += [] if _SHEET_NAMES.fullmatch(table.name) else [table.name]
    for line in lines:
        plain = _LABEL.sub("", line).strip()
        if (
            plain
            and len(plain) <= _LONGEST_TITLE
            and not _UNIT_LINE.match(plain)
            and not plain.isdigit()
            and plain[-1] not in "。；;"
        ):
            whole = _TAIL.sub("", plain).strip()
            return whole if whole.endswith(("规划", "计划", "纲要", "方案", "行动")) else plain
    return Path(table.file).stem or "plan"


def region_in(title: str) -> str | None:
    """Return the region that a title begins with, or names in English; None where it has no such form."""
    if english := _ENGLISH_REGION.search(title):
        return english[0]
    found = _REGION.match(title)
    if found is None or found[0] in _NO_REGIONS:
        return None
    within = _WITHIN.match(title, found.end())
    return found[0] + within[0] if within else found[0]
