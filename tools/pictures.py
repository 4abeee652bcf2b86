"""Write the sample pages of docs/samples and the pictures of them in docs/pictures.

    python tools/pictures.py

Needs what tools/heavy.sh installs, a browser and a Chinese font; pngquant makes the pictures small where it is there.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SAMPLES, PICTURES = ROOT / "docs" / "samples", ROOT / "docs" / "pictures"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def planckeck(*arguments: str, folder: Path = ROOT) -> None:
    """Run planckeck of this repository."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "planckeck", *arguments, "--fail-on", "never", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env=environment)


def main() -> None:
    """Write the samples, then look at them."""
    for language in ("en", "zh"):
        page = SAMPLES / f"longhu-2018.{language}.html"
        planckeck("evaluate", "data/longhu-2018-made-up.csv", "--lang", language, "--format", "html", "-o", str(page))
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        counties = _counties(Path(made))
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for language in ("en", "zh"):
            page = SAMPLES / f"longhu-2018.{language}.html"
            _look(browser, page, f"page-{language}", (1200, 860))
            planckeck("evaluate", "data.csv", "--lang", language, "-f", "html", "-o", "page.html", folder=counties)
            _look(browser, counties / "page.html", f"regions-{language}", (1200, 620), "#heat1")
        _look(browser, SAMPLES / "longhu-2018.zh.html", "phone-zh", (390, 760), "#lines tr:nth-child(2)")
        browser.close()
    planckeck(
        "evaluate", "data/longhu-2018-made-up.csv", "--lang", "zh", "--chart", f"png={PICTURES / 'all'}",
        "-f", "json", "-o", os.devnull,
    )  # fmt: skip
    shutil.copy(PICTURES / "all" / "longhu-2016-2020-private-beds-龙湖区-2018.png", PICTURES / "chart-zh.png")
    shutil.rmtree(PICTURES / "all")
    _shrink(PICTURES / "chart-zh.png")


def _look(browser: Browser, page: Path, name: str, size: tuple[int, int], at: str = "") -> None:
    seen = browser.new_page(viewport={"width": size[0], "height": size[1]})
    seen.goto(page.as_uri())
    if at:
        seen.evaluate("at => document.querySelector(at).scrollIntoView()", at)
    seen.screenshot(path=PICTURES / f"{name}.png")
    seen.close()
    _shrink(PICTURES / f"{name}.png")


def _shrink(path: Path) -> None:
    if pngquant := shutil.which("pngquant"):
        subprocess.run([pngquant, "--force", "--ext", ".png", "32", str(path)], check=True)


NAMES = (
    "人均期望寿命",
    "婴儿死亡率",
    "孕产妇死亡率",
    "执业（助理）医师",
    "注册护士",
    "床位",
    "规范管理率",
    "接种率",
    "签约率",
    "自付比重",
)
FIGURES = (
    (77.0, 78.2),
    (5.2, 4.5),
    (14, 10),
    (2.4, 3.0),
    (2.6, 3.4),
    (5.4, 6.5),
    (62, 75),
    (93, 95),
    (38, 60),
    (31, 27),
)


def _counties(folder: Path) -> Path:
    """Write a plan and values for twenty counties, all of it made up."""
    dice = random.Random(7)
    (folder / "plans").mkdir()
    (folder / "plans" / "made-up-2021-2025.yaml").write_text("".join(_plan()), encoding="utf-8")
    rows = ["地区,层级,指标,年份,实际值\n"]
    for county in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉":
        strength = dice.gauss(1.0, 0.25)
        for name, (first, last) in zip(NAMES, FIGURES, strict=True):
            for year in (2024, 2025):
                share = (strength + dice.gauss(0, 0.2)) * (year - 2020) / 5
                shown = "未报" if dice.random() < 0.03 else f"{first + (last - first) * share:.2f}"
                rows.append(f"{county}县,县,{name},{year},{shown}\n")
    (folder / "data.csv").write_text("".join(rows), encoding="utf-8")
    return folder


def _plan() -> Iterator[str]:
    yield "id: made-up-2021-2025\ntitle: 虚构的全省卫生健康规划（示例）\nregion: 某省\nperiod: 2021-2025\n"
    yield "baseline_year: 2020\nindicators:\n"
    for number, (name, (first, last)) in enumerate(zip(NAMES, FIGURES, strict=True)):
        kind = ("binding", "expected")[number % 2]
        comparison = "at_least" if last > first else "at_most"
        yield (
            f"- {{id: i{number}, row: {number + 1}, name: {name}, unit: '%', constraint: {kind}, baseline: {first}, "
            f"comparison: {comparison}, target: {last}, applies_to: {{level: 县}}}}\n"
        )


if __name__ == "__main__":
    main()
