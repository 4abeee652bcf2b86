"""What `--output` means: what a shell means by the same path, and never half a file."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planckeck.problems import InputError
from planckeck.writing import write_whole
from tests.cli_folder import fill, run

OLD, NEW = "the old report\n", "the new report\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "planckeck", *arguments]


def refused(path: str) -> str:
    """Return what is said of a path that cannot be written, under the one code for it."""
    with pytest.raises(InputError) as raised:
        write_whole(path, NEW)
    (finding,) = raised.value.diagnostics
    assert finding.code == "PK901"
    return finding.message.text()


def test_a_new_file_stands_alone_in_its_folder(folder: Path) -> None:
    write_whole("report.md", NEW)

    assert Path("report.md").read_text(encoding="utf-8") == NEW
    assert names(folder) == ["report.md"]


def test_bytes_are_written_as_they_are() -> None:
    write_whole("report.xlsx", b"PK\x03\x04\r\n\x00")

    assert Path("report.xlsx").read_bytes() == b"PK\x03\x04\r\n\x00"


def test_lines_end_as_they_were_given() -> None:
    write_whole("report.csv", "a\r\nb\n")

    assert Path("report.csv").read_bytes() == b"a\r\nb\n"


def test_a_link_is_written_through_and_kept(folder: Path) -> None:
    (folder / "real").mkdir()
    Path("real/report.md").write_text(OLD, encoding="utf-8")
    Path("report.md").symlink_to("real/report.md")

    write_whole("report.md", NEW)

    assert Path("report.md").is_symlink()
    assert Path("real/report.md").read_text(encoding="utf-8") == NEW
    assert names(folder / "real") == ["report.md"]


def test_a_link_to_nothing_makes_what_it_names() -> None:
    Path("report.md").symlink_to("real.md")

    write_whole("report.md", NEW)

    assert Path("report.md").is_symlink()
    assert Path("real.md").read_text(encoding="utf-8") == NEW


def test_links_in_a_circle_are_refused(folder: Path) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")

    assert os.strerror(errno.ELOOP) in refused("a.md")
    assert names(folder) == ["a.md", "b.md"]


def test_two_dots_lead_out_of_the_folder_that_a_link_names(folder: Path) -> None:
    (folder / "far" / "inner").mkdir(parents=True)
    Path("near").symlink_to("far/inner")

    write_whole("near/../report.md", NEW)

    assert (folder / "far" / "report.md").exists()
    assert not (folder / "report.md").exists()


def test_two_dots_behind_a_folder_that_is_not_there_are_refused(folder: Path) -> None:
    assert os.strerror(errno.ENOENT) in refused("nowhere/../report.md")
    assert names(folder) == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("there", errno.EISDIR),
        ("there/", errno.EISDIR),
        ("nowhere/report.md", errno.ENOENT),
        ("nowhere/", errno.ENOENT),
        ("file.md/", errno.ENOTDIR),
        ("file.md/report.md", errno.ENOTDIR),
        ("", errno.ENOENT),
        ("x" * 300, errno.ENAMETOOLONG),
    ],
)
def test_a_path_that_cannot_be_a_file_is_refused_with_the_reason(path: str, why: int, folder: Path) -> None:
    (folder / "there").mkdir()
    Path("file.md").write_text(OLD, encoding="utf-8")

    assert os.strerror(why) in refused(path)
    assert names(folder) == ["file.md", "there"]


def test_a_file_keeps_its_permissions() -> None:
    Path("report.md").write_text(OLD, encoding="utf-8")
    Path("report.md").chmod(0o640)

    write_whole("report.md", NEW)

    assert stat.S_IMODE(Path("report.md").stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_shell_would_give() -> None:
    before = os.umask(0o027)
    try:
        write_whole("report.md", NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE(Path("report.md").stat().st_mode) == 0o640


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
def test_a_file_keeps_its_owner() -> None:
    Path("report.md").write_text(OLD, encoding="utf-8")
    os.chown("report.md", 12345, 23456)

    write_whole("report.md", NEW)

    kept = Path("report.md").stat()
    assert (kept.st_uid, kept.st_gid) == (12345, 23456)


AS_NOBODY = """
import os, sys
from planckeck.problems import InputError
from planckeck.problems.kinds import diagnose
from planckeck.writing import write_whole
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    write_whole(sys.argv[1], "new")
except InputError as error:
    print(error.diagnostics[0].code, error.diagnostics[0].message.text())
"""


@pytest.mark.skipif(os.getuid() != 0, reason="root becomes somebody else")
@pytest.mark.parametrize(("of_folder", "of_file"), [(0o755, 0o666), (0o777, 0o444)], ids=["folder", "file"])
def test_what_is_closed_for_writing_stays_as_it_is(of_folder: int, of_file: int, folder: Path) -> None:
    target = folder / "open" / "report.md"
    target.parent.mkdir()
    target.write_text(OLD, encoding="utf-8")
    target.chmod(of_file)
    target.parent.chmod(of_folder)
    folder.chmod(0o755)
    write = [sys.executable, "-c", AS_NOBODY, "report.md"]  # from within: the folders above are closed to others

    said = subprocess.run(write, capture_output=True, check=True, text=True, cwd=target.parent).stdout

    assert said.startswith("PK901")
    assert os.strerror(errno.EACCES) in said
    assert target.read_text(encoding="utf-8") == OLD
    assert names(target.parent) == ["report.md"]


def test_the_part_that_a_killed_run_left_is_taken_away(folder: Path) -> None:
    Path(".report.md.x1y2_3ab.part").write_text("half", encoding="utf-8")

    write_whole("report.md", NEW)

    assert names(folder) == ["report.md"]


@pytest.mark.parametrize(
    "name", [".report.md.backup.part", ".report.md.part", "report.md.x1y2z3ab.part", ".other.md.x1y2z3ab.part"]
)
def test_what_only_looks_like_a_part_is_left_alone(name: str, folder: Path) -> None:
    Path(name).write_text("mine", encoding="utf-8")

    write_whole("report.md", NEW)

    assert names(folder) == sorted([name, "report.md"])


def test_the_part_of_a_run_at_work_is_left_alone(folder: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    part = folder / ".report.md.x1y2z3ab.part"
    with part.open("wb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        write_whole("report.md", NEW)

        assert part.exists()


def test_a_name_as_long_as_the_system_allows_is_written(folder: Path) -> None:
    name = "指" * 84 + ".md"

    write_whole(name, NEW)

    assert names(folder) == [name]


def test_a_fifo_is_written_to_and_stays_one() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        write_whole("pipe", NEW)
        read, _ = reader.communicate(timeout=60)

    assert read == NEW.encode()
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_the_null_device_takes_everything_and_stays_a_device() -> None:
    write_whole(os.devnull, NEW)

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_device_without_room_is_said() -> None:
    assert os.strerror(errno.ENOSPC) in refused("/dev/full")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
def test_standard_output_by_any_name(name: str, folder: Path) -> None:
    fill(folder)

    named = subprocess.run(
        command("show", "plan", "--format", "json", "--output", name), capture_output=True, check=True
    )

    assert named.stdout.decode() == run("show", "plan", "--format", "json").stdout


def test_two_reports_on_standard_output_stand_one_behind_the_other(folder: Path) -> None:
    fill(folder, "x: 1\n")
    both = command("validate", "--report", "concise=/dev/stdout", "--format", "json", "--output", "-")

    with Path("both.txt").open("wb") as opened:
        subprocess.run(both, stdout=opened, stderr=subprocess.DEVNULL, check=False)

    concise = run("validate", "--format", "concise").stdout
    assert Path("both.txt").read_text(encoding="utf-8") == concise + run("validate", "--format", "json").stdout


def test_a_reader_of_a_named_pipe_that_left_is_no_failure(folder: Path) -> None:
    fill(folder)
    script = f"{sys.executable} -m planckeck schema --output >(head -c 1 >/dev/null); exit $?"

    ended = subprocess.run(["bash", "-c", script], capture_output=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"], ["schema"], ["validate"], ["--version"]])
def test_a_closed_pipe_ends_every_command_quietly(arguments: list[str], folder: Path) -> None:
    fill(folder, "x: 1\n")
    line = " ".join(command(*arguments))

    ended = subprocess.run(["bash", "-c", f"{line} | true; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)

    assert ended.returncode in {0, 1 if arguments == ["validate"] else 0}
    assert ended.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_the_shell_closed_is_no_failure(closed: str, folder: Path) -> None:
    fill(folder)

    ended = subprocess.run(
        ["bash", "-c", f"{' '.join(command('validate'))} {closed}"], capture_output=True, check=False
    )

    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_standard_output_without_room_is_said_with_3(folder: Path) -> None:
    fill(folder)

    ended = subprocess.run(
        ["bash", "-c", f"{' '.join(command('show', 'plan'))} >/dev/full"], capture_output=True, check=False, text=True
    )

    assert ended.returncode == 3
    assert "PK901 standard output" in ended.stderr
    assert "Traceback" not in ended.stderr
