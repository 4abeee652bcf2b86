"""Readers: files and databases to rows of actuals in one layout. A reader never sees a plan, only what to expect."""

from planckeck.readers.interface import Expectation, Expectations
from planckeck.readers.reading import read_actuals
from planckeck.readers.record import Column, Read, ReadRequest, RefusedCell, Skipped, TableMapping

__all__ = [
    "Column",
    "Expectation",
    "Expectations",
    "Read",
    "ReadRequest",
    "RefusedCell",
    "Skipped",
    "TableMapping",
    "read_actuals",
]
