"""The contract of every reader, and what the pipeline tells a reader to expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planckeck.model.assessment import InputFile
from planckeck.problems import Diagnostic


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a plan expects under a name: a number in a unit, or a product's date or word."""

    is_product: bool = False
    unit: str = ""
    is_shared: bool = False


Expectations = Mapping[str, Expectation]
"""By `model.names.name_key` of the indicator's name, and by `plan|key` for rows that name their plan. A name that means
different things in different plans `is_shared`: it has no unit, and its cell may be a number or a product's."""


@dataclass(frozen=True)
class Read:
    """What was read: rows with the keys of ACTUAL_COLUMNS, findings, and the files with the hash of their bytes."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    files: list[InputFile] = field(default_factory=list)
