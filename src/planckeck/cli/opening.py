"""The commands by name, each opened when it is asked for: its module is imported and its options are read then."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any, cast

import typer.main
from typer.core import TyperGroup

MODULES: dict[str, str] = {
    "init": "starting",
    "evaluate": "assessing",
    "summarize": "assessing",
    "validate": "checking",
    "explain": "codes",
    "why": "explaining",
    "inspect": "inspecting",
    "show": "showing",
    "template": "showing",
    "schema": "showing",
}
"""The module of every command, in the order in which help lists them."""


class _Commands(MutableMapping[str, Any]):
    """The commands of planckeck; one that was not asked for costs nothing."""

    def __init__(self) -> None:
        self._opened: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._opened:
            family = typer.main.get_command(import_module(f"planckeck.cli.{MODULES[name]}").commands)
            self._opened |= family.commands if isinstance(family, TyperGroup) else {name: family}
        return self._opened[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._opened[name] = command

    def __delitem__(self, name: str) -> None:
        del self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


class CommandsOnDemand(TyperGroup):
    """A group of commands that opens only the one that runs; help opens all of them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": cast(dict[str, Any], _Commands())})

    def list_commands(self, ctx: object) -> list[str]:
        """Return the commands' names in the order of help."""
        return list(self.commands)
