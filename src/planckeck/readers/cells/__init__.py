"""Cells: what one cell of a file says, or why it cannot be read. Never a guess."""

from planckeck.readers.cells.reading import read_cell
from planckeck.readers.interface import Cell, CellError, Expectation, Raw, RawKind

__all__ = ["Cell", "CellError", "Expectation", "Raw", "RawKind", "read_cell"]
