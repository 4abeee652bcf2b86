"""A PostgreSQL server of the tests' own: in a temporary folder, on a unix socket, gone after them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest

USER, PASSWORD = "planner", "s3cret-of-the-test"


@dataclass(frozen=True)
class Server:
    """A running server; its socket lies in `folder`."""

    folder: Path

    @property
    def url(self) -> str:
        """The URL with the right password."""
        return self.with_password(PASSWORD)

    def with_password(self, password: str) -> str:
        """Return the URL with another password."""
        return f"postgresql+psycopg://{USER}:{password}@/postgres?host={self.folder}"


def binaries() -> Path:
    """Return where the newest server's programs are; without one the tests that need it are skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("no PostgreSQL server here; make test-all installs one")
    return found[-1].parent if found else Path(str(on_path)).parent


@contextmanager
def started(folder: Path) -> Iterator[Server]:
    """Start a server and stop it; it does not run as root, so then the account that its package made is used."""
    programs = binaries()
    # a socket's path may have 107 bytes, which a test's folder often has already
    home = Path(mkdtemp(prefix="pg-"))
    as_user = _account(home)
    password = home / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o644)
    data = home / "data"
    settings = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
    try:
        make = [str(programs / "initdb"), "-D", str(data), "-U", USER, "-E", "UTF8", "--locale=C"]
        _run(as_user, [*make, "--auth=scram-sha-256", f"--pwfile={password}"])
        _run(as_user, [*control, "-l", str(home / "log"), "-o", settings, "start"])
        try:
            yield Server(home)
        finally:
            _run(as_user, [*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _account(home: Path) -> dict[str, str]:
    if os.geteuid() != 0:
        return {}
    name = "postgres"
    shutil.chown(home, name)
    return {"user": name}


def _run(as_user: dict[str, str], command: list[str]) -> None:
    done = subprocess.run(
        command, check=False, timeout=120, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, user=as_user.get("user"),
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stdout[-2000:])
