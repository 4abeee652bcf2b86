"""Databases: SQLite in every run, a real PostgreSQL server among the heavy tests. No credential is ever said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_plus

import pytest
import sqlalchemy
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from planckeck.problems import InputError
from planckeck.readers import Read
from planckeck.readers.sources.database import without_secrets
from tests.readers.postgres import Server, started
from tests.readers.reading_files import mapping, read_paths, said, values

ROWS = [("甲县", "床位数", 2020, 400.0), ("甲县", "人均期望寿命", 2020, 77.5), ("乙县", "床位数", 2020, None)]
READ = {("甲县", "床位数", "2020"): 400, ("甲县", "人均期望寿命", "2020"): 77.5, ("乙县", "床位数", "2020"): None}


@pytest.fixture
def url(tmp_path: Path) -> str:
    file = tmp_path / "data.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("create table actuals (region text, indicator text, year integer, value real)")
        database.executemany("insert into actuals values (?, ?, ?, ?)", ROWS)
    return f"sqlite:///{file}"


def queried(url: str, query: str) -> Read:
    return read_paths(database_url=url, database_query=query)


def refused(url: str, query: str = "actuals") -> str:
    with pytest.raises(InputError) as caught:
        queried(url, query)
    (finding,) = caught.value.diagnostics
    assert finding.code == "PK361"
    return said(finding)


@pytest.mark.parametrize(
    ("query", "name"),
    [("actuals", "sqlite/actuals"), ('"actuals"', "sqlite/actuals"), ("select * from actuals;", "sqlite/query")],
)
def test_a_table_or_a_query_is_read(url: str, query: str, name: str) -> None:
    read = queried(url, query)

    assert values(read) == READ
    assert [(row["file"], row["row"]) for row in read.rows] == [(f"{name}#", row) for row in (1, 2, 3)]
    assert [file.path for file in read.files] == [name]
    assert mapping(read).shape == "long"


def test_a_query_may_hold_colons_and_wide_tables(url: str) -> None:
    read = queried(
        url, "select indicator as 指标, region as 地区, value as '2020' from actuals where region <> ':name'"
    )

    assert values(read) == READ


def test_equal_rows_have_an_equal_hash(url: str) -> None:
    assert queried(url, "actuals").files[0].sha256 == queried(url, "actuals").files[0].sha256
    assert queried(url, "actuals").files[0].sha256 != queried(url, "select * from actuals limit 1").files[0].sha256


def test_nothing_is_written(url: str) -> None:
    with pytest.raises(InputError):
        queried(url, "delete from actuals")

    assert values(queried(url, "actuals")) == READ


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "--from is no database URL"),
        ("sqlite:////nowhere/data.db", "no such file"),
        ("mysql://anna:geheim@localhost/x", "the driver"),
        ("foo://anna:geheim@localhost/x", "the driver"),
        ("postgresql://anna:geheim@localhost:notaport/x", "--from is no database URL"),
    ],
)
def test_a_url_that_does_not_serve_is_said_without_its_credentials(url: str, words: str) -> None:
    message = refused(url)

    assert words in message
    assert "geheim" not in message
    assert "anna" not in message


def test_a_server_that_is_not_there_is_one_message_without_credentials() -> None:
    message = refused("postgresql://anna:geheim@127.0.0.1:1/x")

    assert "the database refused" in message
    assert "geheim" not in message
    assert "anna" not in message


def test_a_missing_table_and_a_missing_query_are_said(url: str) -> None:
    assert "no such table: actual" in refused(url, "actual")
    assert "no query" in refused(url, " ")


@given(st.text(min_size=3, max_size=12), st.text(min_size=3, max_size=12), st.text(max_size=10), st.text(max_size=10))
def test_no_message_holds_a_password(user: str, password: str, before: str, after: str) -> None:
    url = URL.create("postgresql", user, password, "host", query={"sslpassword": password})
    text = f"{before}{password} {quote_plus(password)} {url.render_as_string(hide_password=False)}{after}"

    shown = without_secrets(text, url)

    assert password not in shown or password in "***//@:"
    assert quote_plus(password) not in shown or quote_plus(password) in "***//@:"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("postgres", numbered=True)) as running:
        engine = sqlalchemy.create_engine(running.url)
        with engine.begin() as connection:
            connection.execute(
                sqlalchemy.text("create table actuals (region text, indicator text, year int, value numeric(10, 2))")
            )
            for region, indicator, year, value in ROWS:
                row = {"region": region, "indicator": indicator, "year": year, "value": value}
                statement = "insert into actuals values (:region, :indicator, :year, :value)"
                connection.execute(sqlalchemy.text(statement), row)
            connection.execute(sqlalchemy.text("create sequence counter"))
            connection.execute(sqlalchemy.text("create schema 卫健; create table 卫健.实际值 as select * from actuals"))
        engine.dispose()
        yield running


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("actuals", "postgresql/actuals"),
        ("public.actuals", "postgresql/public.actuals"),
        ('卫健."实际值"', "postgresql/卫健.实际值"),
        ("select * from actuals where region like '%县' order by year", "postgresql/query"),
    ],
)
def test_a_postgresql_server_is_read(server: Server, query: str, name: str) -> None:
    read = queried(server.url.replace("+psycopg", ""), query)

    assert values(read) == READ
    assert {row["file"] for row in read.rows} == {f"{name}#"}


@pytest.mark.heavy
def test_a_postgresql_server_is_only_read(server: Server) -> None:
    assert "read-only transaction" in refused(server.url, "select nextval('counter')")
    assert "syntax error" in refused(server.url, "select region frm actuals")
    assert values(queried(server.url, "actuals")) == READ


@pytest.mark.heavy
def test_a_wrong_password_is_said_without_it(server: Server) -> None:
    message = refused(server.with_password("geheim"))

    assert "the database refused" in message
    assert "geheim" not in message


@pytest.mark.parametrize(
    "query",
    [
        "drop table actuals",
        "delete from actuals",
        "with x as (select 1) delete from actuals",
        "/* */ DROP TABLE actuals",
    ],
)
def test_a_query_never_changes_the_database(url: str, query: str) -> None:
    refused(url, query)

    assert values(queried(url, "actuals")) == READ
