"""One harness under atheris, in a process of its own: `python -m tests.fuzz.engine NAME CORPUS -libfuzzer_option=…`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Mapping

import planckeck


def _judged(data: bytes) -> None:
    from tests.fuzz.judged import judged

    judged.hypothesis.fuzz_one_input(data)


def _harness(name: str) -> Callable[[bytes], None]:
    def enter(data: bytes) -> None:
        from tests.fuzz.harnesses import HARNESSES

        HARNESSES[name](data)

    return enter


ENTRIES: Mapping[str, Callable[[bytes], None]] = {
    **{name: _harness(name) for name in ("plan", "beside", "notation", "cell", "table")},
    "judged": _judged,
}
"""What `make fuzz` runs, in turn; `judged` lets hypothesis make a plan and a table from the bytes."""


def main() -> None:
    """Fuzz: every room of planckeck is imported under the eyes of the fuzzer, so that it sees which lines run."""
    import atheris

    entry = ENTRIES[sys.argv[1]]
    with atheris.instrument_imports(include=["planckeck"]):
        for module in pkgutil.walk_packages(planckeck.__path__, "planckeck."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    entry(b"")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], entry)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
