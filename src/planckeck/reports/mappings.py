"""How one table was understood, in words: its shape, what every column holds, what was left, the cells' identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planckeck.languages import N_
from planckeck.model.inspection import Column, Skipped, TableMapping
from planckeck.problems import Place, Translate, column_letters, say
from planckeck.reports.gaps import list_of

_SHAPES: Mapping[str, str] = {
    "long": N_("one value a row"),
    "years_across": N_("years across"),
    "regions_across": N_("regions across"),
    "indicators_across": N_("indicators across"),
}
_HOLDS: Mapping[str, str] = {
    "plan": N_("plan"),
    "region": N_("region"),
    "level": N_("level of the region"),
    "indicator": N_("indicator"),
    "year": N_("year"),
    "value": N_("value"),
    "unit": N_("unit"),
    "numerator": N_("numerator"),
    "denominator": N_("denominator"),
    "status": N_("status"),
    "note": N_("remarks"),
}
_WHY: Mapping[str, str] = {
    "": N_("nothing in it"),
    "ignored": N_("not needed"),
    "target": N_("targets"),
    "baseline": N_("baselines"),
    "completion": N_("computed"),
    "total": N_("a total"),
    "stands twice": N_("stands twice"),
    "not known": N_("not known"),
    "not known, holds no figures": N_("not known, without figures"),
    "the table has a column value": N_("the table has a column of values"),
    "another column names the indicators": N_("another column names the indicators"),
    "no year, or no value beside it": N_("no year, or no value beside it"),
}
_REASONS: Mapping[str, str] = {
    "title": N_("title"),
    "blank": N_("blank"),
    "note": N_("note under the table"),
    "total": N_("total"),
    "part": N_("part of the row above"),
    "section": N_("heading"),
    "header": N_("header again"),
    "map": N_("left out by the map"),
}
_LISTED = 12


def mapping_lines(mapping: TableMapping, translate: Translate) -> Iterator[str]:
    """Yield lines: the table's place and shape, what is said once for all of it, columns, rows left, the identity."""
    yield _headline(mapping, translate)
    yield from _said_once(mapping, translate)
    read = [_read_column(column, mapping.sheet, translate) for column in mapping.columns if column.holds]
    left = [_left_column(column, mapping.sheet, translate) for column in mapping.columns if not column.holds]
    yield say("columns: {columns}", columns="; ".join(read)).text(translate)
    if left:
        yield say("not read: {columns}", columns=list_of(left, translate)).text(translate)
    if mapping.skipped:
        rows = [_skipped(one, translate) for one in mapping.skipped[:_LISTED]]
        more = len(mapping.skipped) - len(rows)
        if more:
            rows.append(say("{count} more", count=more).text(translate))
        yield say("rows that hold no values: {rows}", rows=list_of(rows, translate)).text(translate)
    if mapping.other_sheets:
        yield say("sheets not read: {sheets}", sheets=list_of(mapping.other_sheets, translate)).text(translate)
    yield identity(mapping.cells, mapping.values, mapping.nothings, mapping.refused, translate)


def identity(cells: int, values: int, nothings: int, refused: int, translate: Translate) -> str:
    """Return the identity of cells: all of them are values, reasons that there is none, or refused with a finding."""
    said = say(
        "value cells: {cells} = {values} values + {nothings} without a value + {refused} refused",
        cells=cells,
        values=values,
        nothings=nothings,
        refused=refused,
    )
    return said.text(translate)


def _headline(mapping: TableMapping, translate: Translate) -> str:
    shape = " + ".join(translate(_SHAPES.get(part, part)) for part in mapping.shape.split("+"))
    said = [shape]
    if mapping.header_rows:
        first, last = mapping.header_rows[0], mapping.header_rows[-1]
        if first == last:
            said.append(say("header in row {row}", row=first).text(translate))
        else:
            said.append(say("header in rows {first}–{last}", first=first, last=last).text(translate))
    if mapping.encoding:
        said.append(mapping.encoding)
    if mapping.delimiter:
        sign = "Tab" if mapping.delimiter == "\t" else mapping.delimiter
        said.append(say("separated by {sign}", sign=sign).text(translate))
    if mapping.decimal_comma:
        said.append(translate("decimal comma"))
    if mapping.map_file:
        said.append(say("by the map {file}", file=mapping.map_file).text(translate))
    return f"{Place(mapping.file, sheet=mapping.sheet)} · {' · '.join(said)}"


def _said_once(mapping: TableMapping, translate: Translate) -> Iterator[str]:
    once = [
        f"{translate(_HOLDS[name])} {text}"
        for name in ("year", "region", "indicator", "unit")
        if (text := getattr(mapping, name))
    ]
    if once:
        yield say("for the whole table: {said}", said=list_of(once, translate)).text(translate)


def _column(column: Column, sheet: str) -> str:
    number = column_letters(column.number) if sheet else str(column.number)
    return f"{number} {column.header}".strip()


def _read_column(column: Column, sheet: str, translate: Translate) -> str:
    about = [text for text in (column.period, column.region, column.indicator, column.unit) if text]
    held = translate(_HOLDS.get(column.holds, column.holds))
    return f"{_column(column, sheet)} → {held}" + (f" [{' · '.join(about)}]" if about else "")


def _left_column(column: Column, sheet: str, translate: Translate) -> str:
    why = translate(_WHY.get(column.why, column.why))
    return say("{value} ({remark})", value=_column(column, sheet), remark=why).text(translate)


def _skipped(skipped: Skipped, translate: Translate) -> str:
    rows = str(skipped.first) if skipped.first == skipped.last else f"{skipped.first}–{skipped.last}"
    said: Sequence[str] = [translate(_REASONS.get(skipped.reason, skipped.reason)), skipped.text]
    remark = " ".join(filter(None, said))
    if skipped.values:
        remark += " · " + say("{count} figures", count=skipped.values).text(translate)
    return say("{value} ({remark})", value=rows, remark=remark).text(translate)
