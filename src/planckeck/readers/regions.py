"""A regions table in any format that is read: code,name,parent,level[,valid_from,valid_to], in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planckeck.model.names import name_key
from planckeck.model.regions import Region, RegionTable
from planckeck.problems import Diagnostic, InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.inputs import Content, contents_of
from planckeck.readers.record import ReadRequest
from planckeck.readers.sources.interface import Grid, GridRow
from planckeck.readers.sources.opening import open_content

MAX_LEVELS = 50
"""Regions above one; countries have about six levels."""
HEADERS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "代码", "区划代码", "行政区划代码"),
    "name": ("name", "名称", "地区", "地区名称"),
    "parent": ("parent", "上级", "上级代码"),
    "level": ("level", "级别", "层级"),
    "valid_from": ("valid_from", "启用年份", "起始年份"),
    "valid_to": ("valid_to", "停用年份", "终止年份"),
}


def read_regions(path: str) -> RegionTable:
    """Read a regions table. Codes stay text (01 is not 1).

    Raises: InputError with every fault: a missing column, a code twice, a parent that is not there, a circle.
    """
    grid = _grid(path)
    rows = [row for row in grid.rows() if not row.is_blank]
    header = rows[0] if rows else GridRow(1, ())
    spoken = {name_key(title): name for name, titles in HEADERS.items() for title in titles}
    titles = {position: name_key(header.text(position)) for position in range(len(header.cells))}
    columns = {spoken[title]: position for position, title in titles.items() if title in spoken}
    missing = [name for name in ("code", "name") if name not in columns]
    if missing:
        place = grid.place(header.number)
        raise InputError(
            [diagnose("PK310", place, column=name, others=", ".join(HEADERS[name][1:3])) for name in missing]
        )
    faults: list[Diagnostic] = []
    lines = [row.number for row in rows[1:]]
    table = RegionTable(tuple(_region(row, columns, grid.place(row.number), faults) for row in rows[1:]))
    faults += _faults(table, [grid.place(line) for line in lines])
    if faults:
        raise InputError(faults)
    return table


def _grid(path: str) -> Grid:
    """Return the first grid of the one file. Raises: InputError."""
    found = list(contents_of((path,)))
    if len(found) == 1 and isinstance(content := found[0], Content):
        return open_content(content, ReadRequest())[0]
    for one in found:
        if isinstance(one, InputError):
            raise one
    problem, help_ = say("a regions table is one file"), say("name one file")
    raise InputError([diagnose("PK315", Place(path), problem=problem, help=help_)])


def _region(row: GridRow, columns: Mapping[str, int], place: Place, faults: list[Diagnostic]) -> Region:
    text = {name: row.text(position) for name, position in columns.items()}
    years: dict[str, int | None] = {}
    for name in ("valid_from", "valid_to"):
        written = text.get(name, "")
        years[name] = int(written[:4]) if written[:4].isdigit() and written[:4].isascii() else None
        if written and years[name] is None:
            faults.append(diagnose("PK309", place, text=written))
    return Region(
        text["code"],
        text["name"],
        text.get("parent", ""),
        text.get("level", ""),
        years["valid_from"],
        years["valid_to"],
    )


def _faults(table: RegionTable, places: Sequence[Place]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    first: dict[str, int] = {}
    help_ = say("correct the regions table")
    for place, region in zip(places, table.regions, strict=True):
        if not region.code or not region.name:
            found.append(diagnose("PK315", place, problem=say("a region without code or name"), help=help_))
        earlier = first.setdefault(region.code, place.line)
        if earlier != place.line:
            problem = say("code {code} stands twice, first in line {first}", code=region.code, first=earlier)
            found.append(diagnose("PK315", place, problem=problem, help=help_))
        if region.parent and region.parent not in table.of_code:
            problem = say("the parent {parent} of {name} is not in the table", parent=region.parent, name=region.name)
            found.append(diagnose("PK315", place, problem=problem, help=help_))
    for position in table.circles:
        problem = say("{name} lies in a circle of parents", name=table.regions[position].name)
        found.append(diagnose("PK315", places[position], problem=problem, help=help_))
    deep = (pair for pair in zip(places, table.regions, strict=True) if table.depths[pair[1].code] > MAX_LEVELS)
    if not found and (first_deep := next(deep, None)) is not None:
        problem = say("{name} lies below more than {count} others", name=first_deep[1].name, count=MAX_LEVELS)
        found.append(diagnose("PK315", first_deep[0], problem=problem, help=help_))
    return found
