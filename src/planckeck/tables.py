"""Tables in memory: what a dataframe of any library holds, as rows to read, and rows as a frame of that library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import narwhals as nw

from planckeck.model.frames import Columns, Kind

ROWS_AT_ONCE = 10_000
_TYPES: Mapping[Kind, nw.dtypes.DType] = {
    Kind.TEXT: nw.String(),
    Kind.REAL: nw.Float64(),
    Kind.WHOLE: nw.Int64(),
    Kind.FLAG: nw.Boolean(),
}


_PANDAS: Mapping[Kind, str] = {Kind.TEXT: "str", Kind.REAL: "float64", Kind.WHOLE: "int64", Kind.FLAG: "bool"}
_NULLABLE: Mapping[Kind, str] = {Kind.WHOLE: "Int64", Kind.FLAG: "boolean"}


class Table:
    """A dataframe that was handed over: pandas, Polars, PyArrow, a DuckDB relation, a Spark frame.

    Raises: TypeError for anything that narwhals does not know.
    """

    def __init__(self, native: Any) -> None:
        self._given: nw.LazyFrame[Any] | nw.DataFrame[Any] = nw.from_native(native)
        self.implementation = self._given.implementation
        self._native = native
        self._lazy = isinstance(self._given, nw.LazyFrame)

    @cached_property
    def _frame(self) -> nw.DataFrame[Any]:
        return self._given.collect() if isinstance(self._given, nw.LazyFrame) else self._given

    @property
    def is_of_a_cluster(self) -> bool:
        """Tell whether the rows lie on machines of a cluster."""
        return bool(self.implementation.is_spark_like())

    def __len__(self) -> int:
        """Return how many rows there are, without reading them."""
        if isinstance(self._given, nw.LazyFrame):
            return int(self._given.select(nw.len()).collect().item())
        return len(self._given)

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(map(str, self._given.collect_schema().names()))

    def store(self, path: str) -> None:
        """Write the rows to a Parquet file, none of them as Python values; a lazy frame is not collected."""
        if isinstance(self._given, nw.LazyFrame):
            self._given.sink_parquet(path)
        else:
            self._given.write_parquet(path)

    def stored(self, path: str) -> Any:
        """Return the rows of a Parquet file as a frame of the same library; lazy where the table is."""
        if self._lazy:
            return nw.scan_parquet(path, backend=self.implementation).to_native()
        return nw.read_parquet(path, backend=self.implementation).to_native()

    def give_name(self, name: str) -> None:
        """Name the rows of a cluster, for other sessions on it; none of them moves."""
        self._native.createOrReplaceGlobalTempView(name)

    def of_name(self, name: str) -> Any:
        """Return what was named on the cluster of these rows, as a frame."""
        return self._native.sparkSession.table(f"global_temp.{name}")

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row as Python values; None for null and for NaN, which dataframes have for nothing."""
        for start in range(0, len(self._frame), ROWS_AT_ONCE):
            part = self._frame[start : start + ROWS_AT_ONCE]
            columns = [_values(part[name]) for name in self._frame.columns]
            yield from zip(*columns, strict=True)

    def like_it(self, columns: Columns) -> Any:
        """Return a frame of the same library with these columns; null where a value is None."""
        data = {name: list(values) for name, (_, values) in columns.items()}
        schema = {name: _TYPES[kind] for name, (kind, _) in columns.items()}
        if self.implementation is nw.Implementation.PANDAS:
            return _pandas(columns)
        if not self._lazy:
            return nw.from_dict(data, schema, backend=self.implementation).to_native()
        if self.implementation is nw.Implementation.POLARS:
            return nw.from_dict(data, schema, backend="polars").lazy().to_native()
        session = {"session": self._native.sparkSession} if self.implementation.is_spark_like() else {}
        return nw.from_dict(data, schema, backend="pyarrow").lazy(self.implementation, **session).to_native()


def empty_table() -> Table:
    """Return a table of pandas without columns, for its kind."""
    import pandas as pd

    return Table(pd.DataFrame())


def _pandas(columns: Columns) -> Any:
    """Return a DataFrame; whole numbers and truth values of the kinds that know null, where there is one."""
    import pandas as pd

    data = {}
    for name, (kind, values) in columns.items():
        nullable = kind in _NULLABLE and any(value is None for value in values)
        data[name] = pd.Series(list(values), dtype=_NULLABLE[kind] if nullable else _PANDAS[kind])
    return pd.DataFrame(data)


def _values(column: nw.Series[Any]) -> list[Any]:
    missing = column.is_null().to_list()
    return [
        None if is_missing or value != value else value  # noqa: PLR0124 - NaN is the value that is not itself
        for value, is_missing in zip(column.to_list(), missing, strict=True)
    ]
