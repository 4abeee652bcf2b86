"""Settings of all tests: no test depends on the wall clock, on a locale or on a terminal."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# a run of CI is one that can be repeated; elsewhere every run tries other examples
settings.register_profile("planckeck", deadline=None, print_blob=True, derandomize=os.environ.get("CI") == "true")
settings.load_profile("planckeck")

for name in ("LANG", "LC_ALL", "LC_MESSAGES", "PLANCKECK_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS"):
    os.environ.pop(name, None)
os.environ["PLANCKECK_LANG"] = "en"

# a shell lets what it puts into the background ignore Ctrl-C, and every child would inherit that
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
