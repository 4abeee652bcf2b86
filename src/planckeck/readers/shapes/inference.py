"""Columns that no header names: the indicators or the regions of a table whose corner cell is empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planckeck.model.names import name_key
from planckeck.readers.interface import Expectations, RawKind
from planckeck.readers.shapes.layout import Stack
from planckeck.readers.shapes.titles import Title, is_region, is_total, label_name
from planckeck.readers.sources.interface import GridRow

_FIGURE = re.compile(r"\s*[<>≥≤＜＞+−－-]?\s*[\d０-９.]")


def with_inferred_labels(stacks: Sequence[Stack], below: Sequence[GridRow], expectations: Expectations) -> list[Stack]:
    """Return the columns, with one that holds mostly indicators' names, and one of mostly regions, marked as such.

    Only columns whose header says nothing are looked at, and only for fields that no header names. Two of three texts
    must be names that plans have, or have the form of a region's name.
    """
    found = list(stacks)
    for name, holds in (
        ("indicator", lambda text: name_key(label_name(text, expectations)[0]) in expectations),
        ("region", is_region),
    ):
        if not any(stack.own.field == name for stack in found):
            for index, stack in enumerate(found):
                if not (stack.header and not stack.is_unknown) and _mostly(below, stack.position, holds):
                    found[index] = stack._replace(forced=Title(stack.header, field=name))
                    break
    return found


def _mostly(rows: Sequence[GridRow], position: int, holds: Callable[[str], bool]) -> bool:
    texts = [row.text(position) for row in rows if row.text(position) and not is_total(row.text(position))]
    return len(texts) > 0 and 3 * sum(map(holds, texts)) >= 2 * len(texts)


def is_figure(row: GridRow, position: int) -> bool:
    """Tell whether a cell holds a figure, or begins as one does."""
    cell = row.cell(position)
    return cell.kind is RawKind.NUMBER or (cell.kind is RawKind.TEXT and _FIGURE.match(cell.text) is not None)
