from __future__ import annotations

import ast
import gettext
import importlib.util
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from planckeck.languages import N_, choose_language, translator
from planckeck.problems.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "src/planckeck/locale/zh/LC_MESSAGES/planckeck.po"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    updated = _tool().updated(PO)
    assert isinstance(updated, Catalog)
    return updated


def test_the_catalogue_is_current(catalogue: Catalog) -> None:
    assert _tool().po_bytes(catalogue) == PO.read_bytes(), "run make messages, then translate what it names"


def test_the_compiled_catalogue_is_that_of_the_text(catalogue: Catalog) -> None:
    assert _tool().mo_bytes(catalogue) == PO.with_suffix(".mo").read_bytes(), "run make messages"


def test_every_message_is_translated_with_the_same_holes(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert message.string, message.id
            assert _holes(str(message.string)) == _holes(str(message.id)), message.id


def _holes(pattern: str) -> list[tuple[str, str | None]]:
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(pattern) if name is not None)


def test_every_pattern_of_the_registry_is_in_the_catalogue(catalogue: Catalog) -> None:
    for kind in KINDS.values():
        for pattern in filter(None, (kind.title, kind.message, kind.hint)):
            assert catalogue.get(pattern) is not None, pattern


def test_every_message_in_the_source_is_a_literal_that_the_catalogue_has(catalogue: Catalog) -> None:
    for place, pattern in _said():
        assert catalogue.get(pattern) is not None, f"{place}: {pattern}"


def _said() -> Iterator[tuple[str, str]]:
    """Yield what is said by say, N_, _ and translate, read by Python's own parser (in f-strings too)."""
    for path in (ROOT / "src" / "planckeck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if node.func.id in {"say", "N_", "_", "translate"} and isinstance(first, ast.Constant):
                yield f"{path.name}:{node.lineno}", str(first.value)


@pytest.mark.parametrize(
    ("option", "environment", "language"),
    [
        ("en", {"PLANCKECK_LANG": "zh"}, "en"),
        ("zh_CN", {}, "zh"),
        (None, {"PLANCKECK_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"PLANCKECK_LANG": "fr", "LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (None, {"LANG": "zh"}, "zh"),
        (None, {"LANG": "zhuang"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_language_is_the_option_s_then_the_variable_s_then_the_locale_s(
    option: str | None, environment: dict[str, str], language: str
) -> None:
    assert choose_language(option, environment) == language


def test_an_unknown_language_as_an_option_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        choose_language("fr", {})


def test_english_is_the_pattern_itself() -> None:
    assert translator("en")("no data") == N_("no data")


def test_the_empty_text_stays_empty() -> None:
    assert translator("zh")("") == ""


def test_the_compiled_catalogue_opens_with_gettext() -> None:
    with PO.with_suffix(".mo").open("rb") as opened:
        assert gettext.GNUTranslations(opened).gettext("no data") == "无数据"
