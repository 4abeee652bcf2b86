"""The Spark of a run: the session that is there, or one that is started for the run, quietly.

What Spark says while it works goes to a file beside the run and not to the terminal.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from planckeck.large.spark import Spark

LOCAL = "local"
_OWN = {"spark.app.name": "planckeck", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_OWN_LOCAL = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def open_spark(master: str | None = None) -> Spark:
    """Return the engine over the active session, or over one on a master (a URL; by default that of Spark's settings,
    which is this machine where nothing is set).

    Raises: InputError where Spark or Java is not installed, or cannot be started.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        help_ = say("install it: pip install {package}", package='"planckeck[spark]"')
        raise _unusable(say("--engine spark needs PySpark"), help_) from None
    from planckeck.large.spark import Spark

    # said where PySpark looks for pandas, of which nothing here is used
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    active = SparkSession.getActiveSession()
    return Spark(active if active is not None else _started(master))


def _started(master: str | None) -> SparkSession:
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if SparkContext._active_spark_context is not None or "PYSPARK_GATEWAY_PORT" in os.environ:  # spark-submit
        return SparkSession.builder.getOrCreate()
    _check_java()
    conf = SparkConf(loadDefaults=False)
    settings = dict(_OWN)
    if master is not None:
        settings["spark.master"] = master
    if master is None or master.startswith(LOCAL):
        # two hundred pieces, Spark's default, are for many machines: each costs some milliseconds
        settings |= {**_OWN_LOCAL, "spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1))}
    folder = Path(tempfile.mkdtemp(prefix="planckeck-spark-"))
    settings["spark.sql.warehouse.dir"] = (folder / "warehouse").as_uri()
    conf.setAll(list(settings.items()))
    try:
        return _launched(conf, folder)
    except (PySparkException, Py4JError, OSError) as error:
        problem = say("Spark does not start: {why}", why=_reason(error, folder / "spark.log"))
        raise _unusable(problem, say("check --spark-master and Spark's settings")) from None


def _launched(conf: object, folder: Path) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    assert isinstance(conf, SparkConf)
    launch: Any = launch_gateway
    with (folder / "spark.log").open("wb") as log, _in_utf8():
        # a gateway of our own, so that Java's and Spark's words do not stand among ours
        gateway = launch(conf, {"stdout": log, "stderr": log})
    context = SparkContext(conf=conf, gateway=gateway)
    weakref.finalize(context, shutil.rmtree, folder, ignore_errors=True)
    return SparkSession(context)


@contextmanager
def _in_utf8() -> Iterator[None]:
    """Start Java where names of files may be Chinese: without such a locale it does not find them."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    if "utf" in said.lower():
        yield
        return
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        os.environ.update({} if before is None else {"LC_ALL": before})


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").exists()):
        help_ = say("install it, for example openjdk-17-jre-headless, or set JAVA_HOME")
        raise _unusable(say("--engine spark needs Java 17 or newer"), help_)


def _reason(error: Exception, log: Path) -> str:
    """Return what Spark said last of why it does not start."""
    said = [line.strip() for line in log.read_text(errors="replace").splitlines()] if log.exists() else []
    causes = [line for line in said if "Exception" in line or line.startswith(("Error:", "Caused by:"))]
    return (causes or str(error).splitlines() or [type(error).__name__])[-1 if causes else 0][:300]


def _unusable(problem: Message, help_: Message) -> InputError:
    return InputError([diagnose("PK315", Place("planckeck"), problem=problem, help=help_)])
