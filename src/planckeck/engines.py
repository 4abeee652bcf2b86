"""Which dataframe engine runs a judgement; the library is imported where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from planckeck.model.frames import Columns, Kind

_PANDAS_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "str",
    Kind.REAL: "float64",
    Kind.WHOLE: "int64",
    Kind.FLAG: "bool",
}


def pandas_frame(columns: Columns) -> nw.LazyFrame[Any]:
    """Return a lazy frame over a pandas DataFrame; null reals are NaN, texts are never null."""
    import pandas as pd

    series = {name: pd.Series(list(values), dtype=_PANDAS_TYPES[kind]) for name, (kind, values) in columns.items()}
    return nw.from_native(pd.DataFrame(series)).lazy()
