"""--chart: a picture a result, its file name, and what is said where a font or the converter is missing."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from planckeck.cli.charting import file_name
from planckeck.problems import InputError, Message
from planckeck.reports.charts import png
from tests.cli_folder import fill, run
from tests.reports.samples import HOSTILE, result

LATIN = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="15">met 77</text></svg>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path)


def test_each_result_with_a_figure_has_a_picture(folder: Path) -> None:
    done = run("evaluate", "binding.csv", "--chart", "svg=pictures", "--lang", "en", "--fail-on", "never")

    assert done.exit_code == 0
    assert "2 pictures in pictures" in done.stderr
    assert sorted(path.name for path in (folder / "pictures").iterdir()) == [
        "plan-beds-甲县-2020.svg",
        "plan-life-甲县-2020.svg",
    ]
    text = (folder / "pictures" / "plan-life-甲县-2020.svg").read_text(encoding="utf-8")
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "○ baseline 76 · ◆ actual 76 · ┃ target ≥77" in text


def test_the_folder_is_charts_by_default_and_quiet_says_nothing(folder: Path) -> None:
    done = run("evaluate", "met.csv", "--chart", "svg", "--quiet")

    assert len(list((folder / "charts").iterdir())) == 2
    assert done.stderr == ""


@pytest.mark.parametrize("text", ["pdf", "png=", "=x", ""])
def test_what_is_no_kind_of_picture_is_wrong_usage(text: str) -> None:
    assert run("evaluate", "met.csv", "--chart", text).exit_code == 2


def test_a_png_is_twice_as_wide() -> None:
    made = png.png_of(LATIN, "x.png")

    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (80, 40)


def test_a_character_that_no_font_has_is_a_finding_and_no_box() -> None:
    with pytest.raises(InputError) as raised:
        png.png_of(LATIN.replace("met", "met \U0010fffd"), "x.png")

    (finding,) = raised.value.diagnostics
    assert finding.code == "PK903"
    problem = dict(finding.message.values)["problem"]
    assert isinstance(problem, Message)
    assert dict(problem.values) == {"characters": "\U0010fffd"}


def test_without_the_converter_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = run("evaluate", "met.csv", "--chart", "png", "--lang", "en")

    assert done.exit_code == 3
    assert 'pip install "planckeck[charts]"' in done.stderr
    assert not (folder / "charts").exists()


@pytest.mark.parametrize("name", [*HOSTILE, "../../etc/passwd", "a/b", "CON?", " . "])
def test_a_file_name_is_one_name_of_plain_signs(name: str) -> None:
    made = file_name(result(indicator="x", region=name), set())

    assert Path(made).name == made
    assert not set(made) & set('/\\:*?"<>|\x1b\u202e')


def test_two_results_of_one_name_have_two_files() -> None:
    taken: set[str] = set()
    one = result(indicator="x")

    assert file_name(one, taken) != file_name(one, taken)


def test_there_is_nothing_to_draw_of_what_is_done_or_not(folder: Path) -> None:
    plan = (folder / "plans" / "plan.yaml").read_text(encoding="utf-8")
    done = "- {id: law, name: 条例, target: 完成}\n"
    (folder / "plans" / "plan.yaml").write_text(plan + done, encoding="utf-8")
    (folder / "law.csv").write_text("region,indicator,year,value\n甲县,条例,2020,已完成\n", encoding="utf-8")
    run("evaluate", "law.csv", "--chart", "svg", "--fail-on", "never")

    names = [path.name for path in (folder / "charts").iterdir()]
    assert not any("law" in name for name in names)
