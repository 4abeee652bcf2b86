"""What can be wrong with a plan or with data, and how it is said.

A `Diagnostic` is a value: checks collect diagnostics and go on, so that one fault never hides the next. Its words are
patterns of the registry (`planckeck.problems.kinds`), filled in and translated only where they are shown. This package
imports nothing else of planckeck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Translate = Callable[[str], str]


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails a run, a warning only under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(NamedTuple):
    """A sentence with named holes; the English pattern is the key of the catalogues."""

    pattern: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`; values that are messages are translated too."""
        filled = {name: _shown(value, translate) for name, value in self.values}
        return translate(self.pattern).format(**filled)


LONGEST_SHOWN = 400
"""Characters of a file's text that a message repeats; what is longer is no longer read, and may be made to flood."""


def _shown(value: object, translate: Translate) -> object:
    if isinstance(value, Message):
        return value.text(translate)
    text = str(value) if isinstance(value, str | Decimal) else ""
    return text[: LONGEST_SHOWN - 1] + "…" if len(text) > LONGEST_SHOWN else value


def say(pattern: str, **values: object) -> Message:
    """Build a message; `say` is the keyword by which the catalogue tool finds patterns in the source."""
    return Message(pattern, tuple(values.items()))


class Place(NamedTuple):
    """A place in a file. Lines and columns count from 1; 0 means the file as a whole.

    Columns count characters, but in a table (`in_table`) the fields of a row. A cell of a `sheet` is shown by its
    address: data/2020.xlsx[表1]:C5. A table of a database has a file that ends in #: postgresql/actuals#5:4.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    in_table: bool = False
    sheet: str = ""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        if self.file.endswith("#"):
            return self.file.removesuffix("#") + ("#" + ":".join(numbers) if numbers else "")
        if not self.sheet:
            return ":".join([self.file, *numbers])
        address = f"{column_letters(self.column)}{self.line or ''}"
        return f"{self.file}[{self.sheet}]" + (f":{address}" if address else "")


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1: A, Z, AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Kind(NamedTuple):
    """One entry of the registry: what a code means, whatever the place."""

    code: str
    severity: Severity
    title: str
    message: str
    hint: str = ""


class Diagnostic(NamedTuple):
    """One finding: what is wrong, where, and what would help."""

    kind: Kind
    place: Place
    message: Message
    hint: Message | None = None
    related: Place | None = None

    @property
    def code(self) -> str:
        """The stable code, such as PK210."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How much the finding weighs."""
        return self.kind.severity


class InputError(Exception):
    """An input that cannot be used; carries every diagnostic found in it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.place}: {d.code} {d.message.text()}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Diagnostic, ...]]]:
        """Carry the diagnostics from one process to another."""
        return InputError, (self.diagnostics,)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def fails(diagnostics: Iterable[Diagnostic], strict: bool = False) -> bool:
    """Tell whether findings fail a run: an error does, under `strict` a warning too."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in failing for d in diagnostics)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by file, sheet, line, column and code, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place.file, d.place.sheet, d.place, d.code)))
