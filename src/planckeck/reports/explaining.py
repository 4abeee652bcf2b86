"""Codes explained: for the terminal, for programs, and as the page of all codes in the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planckeck.languages import N_, Language, language_of
from planckeck.problems import Kind, Translate
from planckeck.problems.explained import Explanation, Form, explanation_of
from planckeck.problems.kinds import KINDS
from planckeck.reports.findings import SEVERITIES
from planckeck.reports.jsontext import dumps

_FAMILIES: Mapping[str, str] = {
    "PK1": N_("Structure: YAML, keys, settings"),
    "PK2": N_("Meaning: what a plan says against itself"),
    "PK3": N_("Data: files of actual values"),
    "PK4": N_("Verdicts, in reports for CI"),
    "PK9": N_("The run"),
}
_TITLE = N_("Diagnostics")
_FENCES = {Form.PLAN: "yaml", Form.DATA: "csv", Form.COMMAND: "sh", Form.SETTINGS: "toml"}


def in_full(codes: Sequence[str], translate: Translate) -> str:
    """Return codes explained for the terminal, with an example that is wrong and one that is right."""
    return "\n".join(_in_full(KINDS[code], explanation_of(code), translate) for code in codes)


def _in_full(kind: Kind, explanation: Explanation, translate: Translate) -> str:
    language = language_of(translate)
    blocks = [_heading(kind, translate), _wrapped(explanation.texts[language])]
    for label, example in _examples(explanation, language, translate):
        blocks += [label, "\n".join(f"    {line}".rstrip() for line in example.splitlines())]
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str) -> str:
    """Return text in lines of at most 88 columns; Rich knows the width of Chinese characters."""
    from rich.console import Console
    from rich.text import Text

    return "\n".join(line.plain.rstrip() for line in Text(text).wrap(Console(width=88), 88))


def _heading(kind: Kind, translate: Translate) -> str:
    return f"{kind.code} {translate(SEVERITIES[kind.severity])}: {translate(kind.title)}"


def _examples(explanation: Explanation, language: Language, translate: Translate) -> Iterator[tuple[str, str]]:
    if explanation.indicators:
        yield translate("Indicators of the plan:"), explanation.indicators.strip("\n")
    is_fragment = explanation.form is Form.PLAN and not explanation.is_whole
    wrong = translate("Wrong, under indicators:") if is_fragment else translate("Wrong:")
    yield wrong, explanation.wrong[language].strip("\n")
    yield translate("Right:"), explanation.right[language].strip("\n")


def listing(translate: Translate) -> str:
    """Return all codes with severity and title, a line each."""
    return "".join(f"{_heading(kind, translate)}\n" for _, kind in sorted(KINDS.items()))


def as_json(codes: Sequence[str], translate: Translate) -> str:
    """Return codes as a JSON list: code, severity, title, explanation, wrong, right."""
    language = language_of(translate)
    found = []
    for code in codes:
        kind, explanation = KINDS[code], explanation_of(code)
        entry = {
            "code": code,
            "severity": kind.severity,
            "title": translate(kind.title),
            "explanation": explanation.texts[language],
            "wrong": explanation.wrong[language],
            "right": explanation.right[language],
        }
        found.append(entry)
    return dumps(found) + "\n"


def page(translate: Translate) -> str:
    """Return the documentation's page of all codes, in Markdown."""
    parts = [f"# {translate(_TITLE)}", *_introduction(translate)]
    for family, title in _FAMILIES.items():
        codes = [code for code in sorted(KINDS) if code.startswith(family)]
        parts.append(f"## {translate(title)}")
        parts += [_section(KINDS[code], explanation_of(code), translate) for code in codes]
    return "\n\n".join(parts) + "\n"


def _introduction(translate: Translate) -> Iterator[str]:
    yield translate(
        "Every finding has a code that keeps its meaning. `planckeck explain PK210` shows one of these entries, "
        "`planckeck explain` lists all. An error fails a run, a warning only under `--strict`, a note never."
    )
    yield translate(
        "An example of a plan that begins with `- ` stands under `indicators:` of a plan of 甲县 for 2016-2020. An "
        "example of data is held against such a plan with the baseline year 2015 and, where no other is shown, one "
        "indicator: 期望寿命 in 岁, baseline 76, target ≥77. Commands run in a folder with `plans/plan.yaml` and a "
        "file `met.csv` that meets it. Every example is run by the tests, except those given in words."
    )
    yield "<!-- Written by `make docs` from the registry of diagnostics; do not edit. -->"


def _section(kind: Kind, explanation: Explanation, translate: Translate) -> str:
    text = explanation.texts[language_of(translate)]
    blocks = [f"### {kind.code} {translate(kind.title)}", f"**{translate(SEVERITIES[kind.severity])}** – {text}"]
    for label, example in _examples(explanation, language_of(translate), translate):
        is_plan = label == translate("Indicators of the plan:")
        fence = "yaml" if is_plan else _FENCES.get(explanation.form, "")
        blocks += [label, example if explanation.form is Form.WORDS else f"```{fence}\n{example}\n```"]
    return "\n\n".join(blocks)
