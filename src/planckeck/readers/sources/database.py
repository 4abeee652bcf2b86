"""A table or a query of a database, through SQLAlchemy. Nothing is written, and no message holds a credential.

Credentials stand in the URL that SQLAlchemy is given, and nowhere else: every message of a driver is searched for them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, quote_plus

from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.sources.interface import Grid, GridFacts, GridRow
from planckeck.readers.sources.parquet import header_row, typed_value

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

CONNECT_TIMEOUT_S = 15
ROWS_AT_ONCE = 2_000
_READS = re.compile(r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*(?:select|with|values|table)\b", re.IGNORECASE | re.DOTALL)
"""How a query begins that only reads; the session refuses to write as well, where the database can be told to."""
_TABLE_NAME = re.compile(r"(?:(?P<schema>[^\W\d]\w*|\"[^\"]+\")\.)?(?P<table>[^\W\d]\w*|\"[^\"]+\")")
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_HELP_URL = say("write postgresql://USER@HOST/DATABASE or sqlite:///FILE")


class Queried(NamedTuple):
    """The grid of a query, the name under which people see it, and the hash of the rows that were read so far."""

    grid: Grid
    name: str
    digest: Any


def open_database(url: str, query: str) -> Queried:
    """Return the grid of a table's name or an SQL query; its file is `postgresql/TABLE#`, or `postgresql/query#`.

    Raises: InputError; the grid's rows do, too, where the connection or the query fails.
    """
    parsed = _parsed_url(url)
    named = _TABLE_NAME.fullmatch(query.strip())
    backend = parsed.get_backend_name()
    name = f"{backend}/{query.strip().replace(chr(34), '') if named else 'query'}"
    digest = hashlib.sha256()

    def rows() -> Iterator[GridRow]:
        for row in _rows(parsed, query.strip(), named, name):
            digest.update("\x1f".join(cell.text for cell in row.cells).encode() + b"\x1e")
            yield row

    return Queried(Grid(f"{name}#", rows, GridFacts), name, digest)


def _parsed_url(url: str) -> URL:
    try:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError
    except ImportError:
        help_ = say("install it: pip install {package}", package='"planckeck[database]"')
        raise _refused("database", say("a database needs SQLAlchemy"), help_) from None
    try:
        parsed = make_url(url)
        parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError):
        raise _refused("database", say("--from is no database URL"), _HELP_URL) from None
    # SQLite makes an empty file of a name that does not exist
    file = parsed.database if backend == "sqlite" and not parsed.query else None
    if file and file != ":memory:" and not Path(file).is_file():
        raise _refused("sqlite", say("no such file: {file}", file=file), say("check the path"))
    return parsed


def _rows(url: URL, query: str, named: re.Match[str] | None, name: str) -> Iterator[GridRow]:
    import sqlalchemy
    from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

    try:
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool, connect_args=_settings(url))
    except (NoSuchModuleError, ImportError) as error:
        raise _no_driver(name, error) from None
    try:
        with engine.connect() as connection:
            connection.execution_options(**_read_only(url), stream_results=True)
            if url.get_backend_name() == "sqlite":
                connection.execute(sqlalchemy.text("pragma query_only = on"))
            result = connection.execute(_statement(query, named)).yield_per(ROWS_AT_ONCE)
            yield header_row([str(key) for key in result.keys()])  # noqa: SIM118 - rows, not keys, are iterated
            for number, values in enumerate(result, start=1):
                yield GridRow(number, [typed_value(value) for value in values])
            connection.rollback()
    except (SQLAlchemyError, OSError, UnicodeError) as error:
        raise _refused(name, *_failure(error, url)) from None
    finally:
        engine.dispose()


def _settings(url: URL) -> dict[str, Any]:
    return {"connect_timeout": CONNECT_TIMEOUT_S} if url.get_backend_name() == "postgresql" else {}


def _read_only(url: URL) -> dict[str, Any]:
    return {"postgresql_readonly": True} if url.get_backend_name() == "postgresql" else {}


def _statement(query: str, named: re.Match[str] | None) -> Any:
    import sqlalchemy

    if named is None:
        if not _READS.match(query):
            raise _refused("--query", say("the query does not read"), say("write a table's name, or SELECT … FROM …"))
        # text() takes :name for a parameter; a colon of the user's stands for itself
        return sqlalchemy.text(query.rstrip(";").replace(":", r"\:"))
    schema, table = (part.strip('"') if part else None for part in (named["schema"], named["table"]))
    assert table is not None
    return sqlalchemy.select(sqlalchemy.text("*")).select_from(sqlalchemy.table(table, schema=schema))


def _no_driver(name: str, error: Exception) -> InputError:
    package = getattr(error, "name", None) or name.partition("/")[0]
    return _refused(name, say("the driver {package} is not installed", package=package), say("install it with pip"))


def _failure(error: Exception, url: URL) -> tuple[Message, Message]:
    """Return what a driver said, its first line, without anything that the URL keeps secret."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    shown = without_secrets(said[0] if said else type(error).__name__, url)
    return say("the database refused: {problem}", problem=shown[:300]), say("check --from and --query")


def without_secrets(text: str, url: URL) -> str:
    """Return a text with the URL's user, password and query values replaced, in every spelling they may have."""
    values = [value for held in url.query.values() for value in ([held] if isinstance(held, str) else held)]
    secrets = {str(secret) for secret in (url.password, *values) if secret}
    spellings = {spelling for secret in secrets for spelling in (secret, quote(secret), quote_plus(secret))}
    for spelling in sorted(spellings, key=len, reverse=True):
        text = text.replace(spelling, "***")
    if url.username:
        text = re.sub(rf"(?<!\w){re.escape(url.username)}(?!\w)", "***", text)
    return re.sub(r"//[^/@\s]+@", "//***@", text)


def _refused(name: str, problem: Message, help_: Message) -> InputError:
    return InputError([diagnose("PK361", Place(name), problem=problem, help=help_)])
