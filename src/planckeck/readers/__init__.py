"""Readers: files and databases to rows of actuals in one layout. A reader never sees a plan, only what to expect."""

from planckeck.model.inspection import Column, RefusedCell, Skipped, TableMapping
from planckeck.readers.interface import Expectation, Expectations
from planckeck.readers.reading import read_actuals
from planckeck.readers.record import GivenTable, Read, ReadRequest

__all__ = [
    "Column",
    "Expectation",
    "Expectations",
    "GivenTable",
    "Read",
    "ReadRequest",
    "RefusedCell",
    "Skipped",
    "TableMapping",
    "read_actuals",
]
