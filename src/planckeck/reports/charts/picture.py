"""One result as a picture that stands alone: what it is, the bullet, its figures in words, and the trend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from planckeck.model.assessment import Assessment, Result
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import numbers
from planckeck.reports.charts import trend
from planckeck.reports.charts.bullet import shapes_of
from planckeck.reports.charts.figures import compared_figure
from planckeck.reports.charts.marks import STYLE, WORDS, Marks, marks_of
from planckeck.reports.charts.scale import number, scale_of
from planckeck.reports.gaps import list_of
from planckeck.reports.paces import MARKER
from planckeck.reports.regions import line_key
from planckeck.reports.rows import MOST_READ, Row, row_of, worst_first
from planckeck.reports.texts import character_width, visible

WIDTH, MARGIN = 640, 20
ROOM = WIDTH - 2 * MARGIN
FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',"
    "'WenQuanYi Micro Hei','DejaVu Sans',Arial,sans-serif"
)
_TEXT = (
    f"text{{font-family:{FONTS};fill:#1b2127;font-size:14px}}.h{{font-size:18px;font-weight:700}}"
    ".s{fill:#505a63}.gr{stroke:#dfe4e8;fill:none}.trend text{font-size:8px}"
)
COLUMN = 8.0
"""The room that half a wide character takes at 15 px."""


def pictures(assessment: Assessment, translate: Translate, most: int) -> Iterator[tuple[Result, str]]:
    """Yield results with their pictures, the worst first, at most so many; those that no axis can show have none."""
    plans = {loaded.plan.id: loaded for loaded in assessment.plans}
    history = assessment.history()
    results = assessment.results() if assessment.counts.total <= MOST_READ else iter(assessment.worst)
    drawn = 0
    for result in worst_first(results):
        points = [point for point in history.get(line_key(result), ()) if point[0] <= result.year]
        made = picture(result, plans[result.plan], points, translate) if drawn < most else None
        if made is not None:
            drawn += 1
            yield result, made


def picture(
    result: Result, loaded: LoadedPlan, points: Sequence[tuple[int, float]], translate: Translate
) -> str | None:
    """Return an SVG 640 wide with a white ground; None for a result that no axis can show (done or not, no figure).

    `points` are the compared values by year, up to the result's.
    """
    marks = marks_of(result, loaded)
    scale = scale_of(marks.figures(), 8, ROOM - 8) if marks is not None else None
    if marks is None or scale is None:
        return None
    row = row_of(result, translate, loaded.plan.last_year)
    parts: list[str] = []
    y = 14.0
    for kind, text in _head(row, result, translate):
        for line in fold(text, int(ROOM / (COLUMN if kind != "h" else COLUMN * 1.25))):
            y += 24 if kind == "h" else 20
            parts.append(f'<text class="{kind}" x="{MARGIN}" y="{number(y)}">{escape(line)}</text>')
    y += 24
    bullet = "".join(shapes_of(marks, scale, 0, ROOM))
    parts.append(f'<g transform="translate({MARGIN} {number(y)})">{bullet}</g>')
    y += 18
    for line in fold(figures_in_words(marks, result, row, translate), int(ROOM / COLUMN)):
        y += 20
        parts.append(f'<text x="{MARGIN}" y="{number(y)}">{escape(line)}</text>')
    if len(trend.with_start(marks, points)) >= 3:
        shapes = "".join(trend.trend_shapes(marks, points, numbers.exact))
        parts.append(f'<g class="trend" transform="translate({MARGIN} {number(y + 14)}) scale(1.8)">{shapes}</g>')
        y += 14 + trend.HEIGHT * 1.8
    height = number(y + 16)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img"><title>{escape(visible(result.name))}</title><style>{STYLE}{_TEXT}</style>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _head(row: Row, result: Result, translate: Translate) -> Iterator[tuple[str, str]]:
    unit = say(" ({unit})", unit=row.unit).text(translate) if row.unit else ""
    yield "h", row.name + unit
    yield "s", " · ".join(part for part in (result.region, row.year, row.constraint, row.category) if part)
    shares = row.shares.replace(f" {MARKER} ", translate(", "))
    said = (row.verdict, row.gap, row.pace, shares, row.needs, row.outlook)
    yield "v", " · ".join(part for part in said if part)


def figures_in_words(marks: Marks, result: Result, row: Row, translate: Translate) -> str:
    """Return every figure of the bullet behind its sign: ○ baseline 1.41, ◆ actual 2.2, | target ≥2.52."""
    said = []
    if marks.start is not None:
        said.append(f"○ {translate(WORDS['baseline'])} {row.baseline}")
    if marks.value is not None:
        said.append(f"◆ {translate(WORDS['actual'])} {row.actual}")
    said.append(f"┃ {translate(WORDS['target'])} {row.target}")
    if marks.milestones:
        steps = [f"{year}: {compared_figure(result, edge)}" for year, edge in marks.milestones]
        said.append(f"│ {translate(WORDS['milestone'])} {list_of(steps, translate)}")
    if marks.now is not None:
        said.append(f"△ {translate(WORDS['now'])} {compared_figure(result, marks.now)}")
    return " · ".join(said)


def fold(text: str, columns: int) -> list[str]:
    """Return text in lines of at most so many columns, wide characters taking two; broken at spaces where it can."""
    lines, line, used = [], "", 0
    for character in visible(text):
        width = character_width(character)
        if used + width > columns:
            head, space, rest = line.rpartition(" ")
            if space and len(rest) < len(line) // 3:
                lines.append(head)
                line = rest
            else:
                lines.append(line)
                line = ""
            line = line.lstrip(" ·")
            used = sum(map(character_width, line))
        line += character
        used += width
    return [*lines, line] if line.strip() else lines
