"""Which table of a document holds the targets."""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.drafting.columns import Columns, recognise
from planckeck.drafting.framing import said_period
from planckeck.drafting.interface import PrintedTable, unusable
from planckeck.problems import say


def choose_table(tables: Sequence[PrintedTable], number: int | None) -> PrintedTable:
    """Return the table of a number, or the only one that holds targets; the longest where none does.

    Raises: InputError for a number that no table has, and where several hold targets: none is guessed.
    """
    file = tables[0].file
    if number is not None:
        for table in tables:
            if table.number == number:
                return table
        problem = say("no table {number}; the document has {count}", number=number, count=len(tables))
        raise unusable(file, problem, say("--list shows all tables"))
    held = [table for table in tables if has_targets(table)]
    if len(held) > 1:
        numbers = ", ".join(str(table.number) for table in held)
        problem = say("several tables hold targets: {numbers}", numbers=numbers)
        raise unusable(file, problem, say("choose one with --table N; --list shows all tables"))
    return held[0] if held else max(tables, key=lambda table: len(table.rows))


def has_targets(table: PrintedTable) -> bool:
    """Tell whether a table has a column of names, one of targets, and rows."""
    said = said_period(table)
    columns = recognise(table, said[0] if said else None)
    return isinstance(columns, Columns) and len(columns.rows) > 0
