"""Readers: a path to rows of actuals in one layout. A reader never sees a plan, only what to expect under a name."""

from planckeck.readers.interface import Expectation, Expectations, Read
from planckeck.readers.reading import read_actuals

__all__ = ["Expectation", "Expectations", "Read", "read_actuals"]
