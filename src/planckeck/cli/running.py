"""What every command does around its work: languages, findings, files, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

import typer

from planckeck.cli.app import INTERRUPTED, OK, SETTINGS, UNUSABLE, _
from planckeck.languages import choose_language, translator

if TYPE_CHECKING:
    from planckeck.cli.options import Lang
    from planckeck.problems import Diagnostic, InputError, Translate


def write(content: str | bytes, path: str | None) -> None:
    """Write a whole report to a file, or to standard output. Raises: InputError (PK901) where it cannot be written."""
    if path is not None and path != "-":
        from planckeck.writing import write_whole

        write_whole(path, content)
        return
    try:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _to_nowhere(sys.stdout)
        raise _unprinted(error) from None


def _unprinted(error: OSError) -> InputError:
    from planckeck.problems import InputError, Place, say
    from planckeck.problems.kinds import diagnose

    name = say("standard output")
    problem = say("cannot be written: {why}", why=error.strerror or str(error))
    help_ = say("see where it is sent, or name a file with --output")
    return InputError([diagnose("PK901", Place("-"), path=name, problem=problem, help=help_)])


def _to_nowhere(stream: TextIO) -> None:
    """Send what a stream still holds to nowhere, so that Python does not fail on it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def guarded(lang: Lang | None, quiet: bool = False) -> Iterator[None]:
    """Turn what goes wrong into findings and exit codes: 3 unusable or internal, 130 interrupted, 0 closed pipe."""
    from planckeck.problems import InputError, Place
    from planckeck.problems.kinds import diagnose

    try:
        settings = SETTINGS.get()
        if settings is not None and settings.findings:
            raise InputError(settings.findings)
        yield
        sys.stdout.flush()
    except InputError as error:
        say_findings(error.diagnostics, lang, quiet)
        raise typer.Exit(UNUSABLE) from None
    except BrokenPipeError:
        _to_nowhere(sys.stdout)
        raise typer.Exit(OK) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        if os.environ.get("PLANCKECK_DEBUG"):
            raise
        if is_out_of_memory(error):
            _say_out_of_memory(error, lang)
            raise typer.Exit(UNUSABLE) from None
        problem = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        say_findings((diagnose("PK902", Place("planckeck"), problem=problem),), lang, quiet)
        raise typer.Exit(UNUSABLE) from None


_NO_MEMORY = ("failed to map segment", "Cannot allocate memory", "Unable to allocate")


def is_out_of_memory(error: BaseException | None) -> bool:
    """Tell whether memory was what was missing; a library that finds none while it is loaded says so in words."""
    while error is not None:
        if isinstance(error, MemoryError) or any(words in str(error)[:2000] for words in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


def _say_out_of_memory(error: BaseException, lang: Lang | None) -> None:
    """Say it with what is left: first what the work held is let go, and where even words find no room, plain bytes."""
    traceback = error.__traceback__
    while traceback is not None:
        with suppress(RuntimeError):
            traceback.tb_frame.clear()
        traceback = traceback.tb_next
    try:
        from planckeck.problems import Place
        from planckeck.problems.kinds import diagnose

        say_findings((diagnose("PK903", Place("planckeck")),), lang, quiet=False)
    except MemoryError:
        os.write(2, b"planckeck: error PK903 there is not enough memory for this\n")


def in_language(lang: Lang | None) -> Translate:
    """Return the translator of a language that was asked for, or of the surroundings."""
    return translator(choose_language(lang.value if lang else None))


def say_findings(findings: Iterable[Diagnostic], lang: Lang | None, quiet: bool) -> None:
    """Say findings on standard error, with quiet only the errors."""
    from planckeck.reports.findings import full, only_errors, read_source

    said = only_errors(findings) if quiet else tuple(findings)
    if said:
        say_aside(full(said, in_language(lang), read_source))


def say_aside(text: str) -> None:
    """Say something on standard error; where nobody reads that any more, there is nobody to tell."""
    try:
        typer.echo(text, err=True, nl=False)
    except OSError:
        _to_nowhere(sys.stderr)


def check_roll_up(roll_up: bool, regions: str | None) -> None:
    """Refuse a roll-up without the table that says which region lies in which."""
    if roll_up and regions is None:
        raise typer.BadParameter(_("--roll-up needs --regions FILE"), param_hint="--roll-up")
