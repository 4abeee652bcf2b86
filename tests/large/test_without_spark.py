"""Where there is no Spark or no Java, one finding says so and how to get it."""

from __future__ import annotations

import shutil
import sys

import pytest

from planckeck.large import sparksession
from planckeck.problems import InputError


def told(caught: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(one.code, one.message.text()) for one in caught.value.diagnostics]


def test_a_missing_pyspark_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(InputError) as caught:
        sparksession.open_spark()

    assert told(caught) == [("PK315", "--engine spark needs PySpark")]


def test_a_missing_java_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(InputError) as caught:
        sparksession._check_java()

    assert told(caught) == [("PK315", "--engine spark needs Java 17 or newer")]
