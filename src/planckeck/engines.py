"""Which dataframe engine runs a judgement; the library is imported where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from planckeck.model.frames import Columns, FrameMaker, Kind

_PANDAS_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "str",
    Kind.REAL: "float64",
    Kind.WHOLE: "int64",
    Kind.FLAG: "bool",
}


class PandasFrames:
    """Frames of pandas; nothing is lazy. Null reals are NaN, texts are never null."""

    def __call__(self, columns: Columns) -> nw.LazyFrame[Any]:
        """Return a lazy frame over a pandas DataFrame."""
        import pandas as pd

        series = {name: pd.Series(list(values), dtype=_PANDAS_TYPES[kind]) for name, (kind, values) in columns.items()}
        return nw.from_native(pd.DataFrame(series)).lazy()

    def settled(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame itself, whose rows are computed already."""
        return frame


class PolarsFrames:
    """Lazy frames of Polars: the quickest for what people type, where every small operation counts."""

    def __call__(self, columns: Columns) -> nw.LazyFrame[Any]:
        """Return a lazy frame of Polars."""
        import polars as pl

        types = {Kind.TEXT: pl.String(), Kind.REAL: pl.Float64(), Kind.WHOLE: pl.Int64(), Kind.FLAG: pl.Boolean()}
        series = {name: pl.Series(name, list(values), types[kind]) for name, (kind, values) in columns.items()}
        return nw.from_native(pl.LazyFrame(series))

    def settled(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the rows computed."""
        return frame.collect().lazy()


ENGINES: Mapping[str, type[FrameMaker]] = {"polars": PolarsFrames, "pandas": PandasFrames}


def frames_on(engine: str) -> FrameMaker:
    """Return what builds frames on an engine of ENGINES."""
    return ENGINES[engine]()
