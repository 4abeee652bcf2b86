"""One module writes files; whatever else would write half a file on a bad day is found here by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layers import SOURCE, modules

WRITING_CALLS = {
    *("write_text", "write_bytes", "touch", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "truncate"),
    *("to_csv", "to_excel", "to_parquet", "to_json", "to_markdown", "to_html", "copyfile", "copy2", "move", "fdopen"),
    *("unlink", "mkdir", "makedirs", "save"),
}
"""Calls that make, change or remove files, by their last name."""
ELSEWHERE = {
    "cli/__init__.py": {"open"},
    "cli/running.py": {"os.open"},
    "reports/template.py": {"book.save"},
    "reports/xlsx/book.py": {"book.save"},
    "reports/docx/paper.py": {"self.document.save"},
    "api.py": {"tempfile.mkdtemp", "file.unlink"},
    "large/duck.py": {"tempfile.mkdtemp"},
    "large/sparksession.py": {"tempfile.mkdtemp", "(folder / 'spark.log').open"},
    "large/transcoding.py": {"target.open"},
}
"""The null device, where a closed stream and what nobody reads go; what is made in memory: workbook, document; and the
folder of a scan's own, which goes with the run, as do Spark's log and frames that are on their way to a scan."""


def calls(path: Path) -> Iterator[str]:
    """Every call of a module that could write a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        last = name.rpartition(".")[2]
        if last in WRITING_CALLS or name == "os.open" or (last == "open" and _may_write(node)):
            yield name


def _may_write(call: ast.Call) -> bool:
    """Tell whether an open has a mode for writing."""
    given = (*call.args, *(word.value for word in call.keywords))
    modes = [set(value.value) for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return any(mode <= set("rwaxbt+") and mode & set("wax+") for mode in modes)


@pytest.mark.parametrize("path", [path for _, path in modules()], ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_but_the_writer_writes_files(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()

    assert name == "writing.py" or set(calls(path)) <= ELSEWHERE.get(name, set())


def test_the_writer_is_seen_to_write() -> None:
    assert set(calls(SOURCE / "writing.py")) >= {"tempfile.mkstemp", "os.fdopen", "part.unlink"}
