"""planckeck checks plans against what was achieved: indicator tables as code, verdicts with their method."""

__version__ = "0.1.0"
