"""Texts that want to be obeyed where they are shown, as names in a plan and in data; by their names in the docs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TEXTS: Mapping[str, str] = {
    "name-markup": "[red]a[/red] [/x] [link=http://x]b[/link]",
    "name-escape": "a\x1b[2J\x1b]0;title\x07\x9b31mb",
    "name-formula": '=HYPERLINK("http://x","y")',
    "name-formula-hidden": "\t＝1+1",
    "name-pipe": "a|b`c`*d*_e_",
    "name-html": "<script>alert(1)</script>&lt;",
    "name-link": "[x](javascript:alert(1)) http://x @here #1",
    "name-rtl": "abc\u202etxt.exe\u2066\u200b\ufeff",
    "name-command": "::error file=a,line=1::obeyed",
    "name-command-below": "a\n::add-mask::b\r\n  ::stop-commands::c",
    "name-command-folded": "a a a a a a a a a a a a a a a a a a a a a a a a a a ::error::obeyed ::error::obeyed",
    "name-command-old": "a ##[error]obeyed ##vso[task.setvariable variable=a]b ##teamcity[x]",
    "name-percent": "%0A::error::obeyed%0D%25",
    "name-separator": "a\u2028::error::obeyed\x85::error::obeyed\x0b\x0c",
    "name-xml": "]]><failure/> \ufffe\uffff\U0001fffe",
    "name-emoji": ":warning: 👨‍👩‍👧 e\u0301",
}


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in quotes, every sign but plain letters by its number."""
    return '"' + "".join(sign if sign.isalnum() else f"\\U{ord(sign):08X}" for sign in text) + '"'


def write(folder: Path, text: str) -> None:
    """Write a plan and data in which the text stands wherever a text may stand."""
    name, alias, title = quoted(text), quoted(f"{text}x"), quoted(f"规划{text}")
    (folder / "plan.yaml").write_text(
        f"id: plan\ntitle: {title}\nregion: {name}\nperiod: 2016-2020\nbaseline_year: 2015\n"
        f"source: {{document: {name}, table: {name}}}\nindicators:\n"
        f"- id: life\n  name: {name}\n  unit: 岁\n  constraint: binding\n  category: {name}\n  department: {name}\n"
        f"  source: {name}\n  notes: {name}\n"
        f'  reading: {{certainty: probable, note: {name}}}\n  baseline: 76\n  target: "≥77"\n'
        f'- {{id: beds, name: 床位, aliases: [{alias}], unit: 张, baseline: 78, target: "≥77"}}\n',
        encoding="utf-8",
    )
    cell, other = ('"' + one.replace('"', '""') + '"' for one in (text, f"{text}!"))
    (folder / "data.csv").write_bytes(
        f"region,indicator,year,value,unit,note\n{cell},life,2020,76.5,岁,{cell}\n{cell},床位,2020,{cell},张,{cell}\n"
        f"{cell},{other},2020,1,,\n{other},life,2020,1,,\n".encode()
    )
