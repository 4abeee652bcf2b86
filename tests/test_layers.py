"""The house keeps its direction: who may import whom, no cycles, heavy libraries in their own rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "planckeck"

ALLOWED: dict[str, set[str]] = {
    "languages": set(),
    "problems": set(),
    "units": {"problems", "unitlist"},
    "unitlist": set(),
    "yamllimits": {"problems"},
    "model": {"problems", "units"},
    "notation": {"problems", "units", "model"},
    "plans": {"problems", "units", "model", "notation", "yamllimits"},
    "readers": {"problems", "units", "model", "notation", "yamllimits"},
    "judgement": {"problems", "units", "model", "notation"},
    "engines": {"problems", "model"},
    "reports": {"problems", "model", "languages"},
    "failing": {"problems", "model"},
    "expecting": {"problems", "model", "readers"},
    "writing": {"problems"},
    "pipeline": {
        "problems",
        "units",
        "model",
        "notation",
        "plans",
        "readers",
        "judgement",
        "engines",
        "failing",
        "expecting",
    },
    "large": {"problems", "model", "engines", "readers", "judgement"},
    "sizing": {"problems", "model", "failing", "expecting", "pipeline", "large", "judgement", "readers"},
    "inspecting": {"problems", "model", "pipeline", "expecting", "readers", "judgement", "engines"},
    "annotating": {"problems", "model", "plans"},
    "explaining": {"problems", "model", "judgement", "pipeline"},
    "checking": {"problems", "plans", "sharing"},
    "sharing": {"problems", "plans"},
    "drafting": {"problems", "languages", "units", "model", "notation", "plans", "readers"},
    "cli": {
        "annotating",
        "checking",
        "drafting",
        "explaining",
        "inspecting",
        "problems",
        "model",
        "pipeline",
        "readers",
        "reports",
        "settings",
        "sizing",
        "writing",
        "languages",
    },
    "settings": {"problems"},
    "tables": {"model"},
    "api": {"problems", "model", "expecting", "readers", "pipeline", "sizing", "tables"},
    "__main__": {"cli"},
    "": {"api", "model", "problems"},
}
HEAVY: dict[str, set[str]] = {
    "pandas": {"engines", "tables"},
    "polars": {"engines"},
    "duckdb": {"large"},
    "pyspark": {"large"},
    "py4j": {"large"},
    "narwhals": {"engines", "judgement", "large", "tables"},
    "pydantic": {"model", "plans"},
    "yaml": {"plans", "readers", "yamllimits"},
    "xlrd": {"readers"},
    "pyarrow": {"readers", "large"},
    "sqlalchemy": {"readers"},
    "typer": {"cli"},
    "rich": {"reports"},
    "openpyxl": {"reports", "readers"},
    "jinja2": {"reports"},
    "vl_convert": {"reports"},
    "docx": {"drafting", "reports"},
    "pypinyin": {"drafting"},
}
TYPES_ONLY = {("model", "narwhals"), ("pipeline", "narwhals"), ("failing", "narwhals")}
"""Rooms that name a library for types, or in one function that already needs it."""


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ("" if parts == ("__init__",) else parts[0]), path


def imports(path: Path) -> Iterator[str]:
    """Every import of a module, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(("room", "path"), list(modules()), ids=lambda value: str(value).removeprefix(str(SOURCE)))
def test_a_room_imports_only_rooms_below_it(room: str, path: Path) -> None:
    used = {name.split(".")[1] for name in imports(path) if name.startswith("planckeck.")}

    rooms = {name for name in used if name in ALLOWED}

    assert rooms - {room} <= ALLOWED[room]


@pytest.mark.parametrize(("room", "path"), list(modules()), ids=lambda value: str(value).removeprefix(str(SOURCE)))
def test_heavy_libraries_stay_in_their_rooms(room: str, path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}

    strangers = {
        library
        for library, rooms in HEAVY.items()
        if library in used and room not in rooms and (room, library) not in TYPES_ONLY
    }

    assert strangers == set()


def test_there_is_no_import_cycle_between_modules() -> None:
    names = {".".join(("planckeck", *path.relative_to(SOURCE).with_suffix("").parts)): path for _, path in modules()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph = {
        name: {target for used in imports(path) for target in (used, used.rpartition(".")[0]) if target in names}
        for name, path in names.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name in done:
            return
        for target in sorted(graph[name] - {name}):
            # a package's door imports its rooms; a room that names the package names a sibling through the door
            if not name.startswith(f"{target}."):
                visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys\nsys.argv = ['planckeck', *sys.argv[1:]]\n"
        "from planckeck.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded', *sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=SOURCE.parent.parent
    )
    return set(run.stderr.splitlines()[-1].split()[1:])


def test_help_loads_neither_pandas_nor_the_model() -> None:
    loaded = loaded_by("--help")

    assert loaded & {"pandas", "polars", "narwhals", "numpy", "yaml", "pydantic", "duckdb"} == set()


def test_validate_loads_no_dataframe_library() -> None:
    loaded = loaded_by("validate", "plans")

    assert "yaml" in loaded
    assert loaded & {"pandas", "polars", "narwhals", "numpy", "duckdb"} == set()
