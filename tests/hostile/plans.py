"""Plan files, and files beside them, that want to break a checker; by their names in docs/hostile-inputs.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = "id: plan\ntitle: 规划\nregion: 甲县\nperiod: 2016-2020\n"
LIFE = 'indicators:\n- {id: life, name: 期望寿命, unit: 岁, target: "≥77"}\n'
GOOD = HEAD + LIFE
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input: how it is written, the code of the one error that is said, and the exit code of the command."""

    write: Callable[[Path], None]
    code: str
    exit: int
    command: tuple[str, ...] = ("validate", "plan.yaml")


def plan(text: str | bytes, code: str) -> Hostile:
    """Return a plan file; validate says its fault and exits with 1."""
    content = text if isinstance(text, bytes) else text.encode()
    return Hostile(lambda folder: _write(folder / "plan.yaml", content), code, 1)


def _write(path: Path, *content: bytes) -> None:
    with path.open("wb") as opened:
        opened.writelines(content)


def target(written: str) -> str:
    return HEAD + LIFE.replace('"≥77"', written)


def alias_bomb() -> str:
    """Return nine levels of nine aliases each: 387 million nodes."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]\n"]
    levels += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 9)]
    return "".join(levels)


def alias_stair() -> str:
    """Return 60 aliases, each 30 levels deeper than the one before."""
    steps = [f"a0: &a0 {'[' * 30}{']' * 30}\n"]
    steps += [f"a{step}: &a{step} {'[' * 30}*a{step - 1}{']' * 30}\n" for step in range(1, 60)]
    return "".join(steps)


def long_line(folder: Path) -> None:
    """Write a plan whose second line has 200 MB."""
    with (folder / "plan.yaml").open("wb") as opened:
        opened.write(HEAD.encode() + b"notes: ")
        for _ in range(200):
            opened.write(b"x" * MEGABYTE)
        opened.write(b"\n" + LIFE.encode())


JPEG = bytes.fromhex("FFD8FFE000104A46494600010101006000600000FFDB0043") + bytes(range(256)) * 40

PLANS: Mapping[str, Hostile] = {
    "alias-bomb": plan(HEAD + alias_bomb() + LIFE, "PK113"),
    "alias-stair": plan(HEAD + alias_stair() + LIFE, "PK113"),
    "alias-of-itself": plan(HEAD + "notes: &n [*n]\n" + LIFE, "PK101"),
    "alias-of-nothing": plan(HEAD + "notes: *nothing\n" + LIFE, "PK101"),
    "open-brackets": plan("[" * 100_000, "PK113"),
    "open-braces": plan("{a: " * 100_000, "PK113"),
    "steps-of-lists": plan("- " * 100_000, "PK113"),
    "deep-indentation": plan("".join(f"{' ' * level}a:\n" for level in range(2_000)), "PK113"),
    "many-nodes": plan(HEAD + "indicators:\n" + "- 1\n" * 400_000, "PK113"),
    "long-line": Hostile(long_line, "PK113", 1),
    "long-text": plan(f"{HEAD}notes: {'n' * 4_000_000}\n{LIFE}", "PK113"),
    "long-key": plan(f"{HEAD}? {'k' * 200_000}\n: 1\n{LIFE}", "PK113"),
    "digits-5000": plan(target("7" * 5000), "PK106"),
    "digits-5000-in-text": plan(target(f'"≥{"7" * 5000}"'), "PK106"),
    "digits-5000-below-zero": plan(target(f"-0.{'7' * 5000}"), "PK106"),
    "impossible-date": plan(GOOD.replace("unit:", "due: 2024-13-45, unit:"), "PK106"),
    "exponent-400": plan(target("1e400"), "PK102"),
    "exponent-400-in-text": plan(target('"≥1e400"'), "PK210"),
    "not-a-number": plan(target(".nan"), "PK114"),
    "infinity": plan(target("-.inf"), "PK114"),
    "tag-bool": plan(target("!!bool maybe"), "PK112"),
    "tag-python": plan(f'{HEAD}notes: !!python/object/apply:os.system ["touch obeyed"]\n{LIFE}', "PK112"),
    "tag-renamed": plan(
        f'%TAG !p! tag:yaml.org,2002:python/object/apply:\n---\n{HEAD}notes: !p!os.system ["touch obeyed"]\n{LIFE}',
        "PK112",
    ),
    "key-twice": plan(HEAD + "title: 另一个\n" + LIFE, "PK103"),
    "merge-key": plan(HEAD + "notes: &n {a: 1}\n<<: *n\n" + LIFE, "PK112"),
    "second-document": plan(GOOD + "---\n" + GOOD, "PK112"),
    "key-of-brackets": plan(HEAD + "? [a, b]\n: 1\n" + LIFE, "PK112"),
    "key-with-a-command": plan(HEAD + '"x\\n::error file=a,line=1::obeyed": 1\n' + LIFE, "PK104"),
    "key-of-superscript": plan(HEAD + "references: {²: 1}\n" + LIFE, "PK106"),
    "nul-byte": plan(GOOD.replace("规划", "规\0划"), "PK101"),
    "escape-byte": plan(GOOD.replace("规划", "规\x1b[2J划"), "PK101"),
    "half-a-surrogate": plan(GOOD.replace("规划", '"\\ud800"'), "PK101"),
    "utf-16": plan(GOOD.encode("utf-16"), "PK111"),
    "utf-32": plan(GOOD.encode("utf-32"), "PK111"),
    "jpeg": plan(JPEG, "PK111"),
    "empty": plan("", "PK109"),
}


def beside(name: str, text: str | bytes, code: str, *command: str) -> Hostile:
    """Return a file that is given beside a good plan; the command cannot be run without it and exits with 3."""

    def write(folder: Path) -> None:
        _write(folder / "plan.yaml", GOOD.encode())
        _write(folder / "data.csv", "region,indicator,year,value\n甲县,期望寿命,2020,78\n".encode())
        _write(folder / name, text if isinstance(text, bytes) else text.encode())

    return Hostile(write, code, 3, command)


def _of_files() -> Iterator[tuple[str, Hostile]]:
    evaluate = ("evaluate", "data.csv", "--plan", "plan.yaml")
    references = (*evaluate, "--references", "references.yaml")
    table_map = (*evaluate, "--map", "map.yaml")
    notes = (*evaluate, "--notes", "notes.yaml")
    regions = (*evaluate, "--regions", "regions.csv")
    settings = ("validate", "plan.yaml")
    yield "references-alias-bomb", beside("references.yaml", alias_bomb(), "PK113", *references)
    yield "references-open-brackets", beside("references.yaml", "[" * 100_000, "PK113", *references)
    yield "references-large", beside("references.yaml", b"#" * 6_000_000, "PK113", *references)
    yield "references-digits-5000", beside("references.yaml", f"r: {{life: {'7' * 5000}}}", "PK315", *references)
    yield "notes-alias-bomb", beside("notes.yaml", alias_bomb(), "PK113", *notes)
    yield "notes-open-brackets", beside("notes.yaml", "[" * 100_000, "PK113", *notes)
    yield "notes-large", beside("notes.yaml", b"#" * 6_000_000, "PK113", *notes)
    yield "notes-jpeg", beside("notes.yaml", JPEG, "PK111", *notes)
    yield "map-alias", beside("map.yaml", "sheet: &a x\nregion: *a\n", "PK360", *table_map)
    yield "map-open-brackets", beside("map.yaml", "[" * 90_000, "PK360", *table_map)
    yield "map-tag-python", beside("map.yaml", "sheet: !!python/object/apply:os.getcwd []\n", "PK360", *table_map)
    yield "map-digits-5000", beside("map.yaml", f"columns: {{{'7' * 5000}: year}}\n", "PK360", *table_map)
    chain = "".join(f"{number},r{number},{number + 1}\n" for number in range(50_000))
    yield "regions-chain", beside("regions.csv", f"code,name,parent\n{chain}50000,top,\n", "PK315", *regions)
    circle = "".join(f"{number},r{number},{(number + 1) % 2}\n" for number in range(2))
    yield "regions-circle", beside("regions.csv", f"code,name,parent\n{circle}9,b,0\n", "PK315", *regions)
    yield (
        "settings-digits-5000",
        beside("pyproject.toml", f"[tool.planckeck]\nband = {'7' * 5000}\n", "PK132", *settings),
    )
    yield (
        "settings-open-brackets",
        beside("pyproject.toml", f"[tool.planckeck]\nplan = {'[' * 100_000}\n", "PK132", *settings),
    )
    yield (
        "settings-impossible-date",
        beside("pyproject.toml", "[tool.planckeck]\nband = 2024-13-45\n", "PK132", *settings),
    )
    yield (
        "settings-large",
        beside("pyproject.toml", "[tool.planckeck]\nfail-on = 'any'\n#" + "#" * 2_000_000, "PK132", *settings),
    )


BESIDE: Mapping[str, Hostile] = dict(_of_files())
