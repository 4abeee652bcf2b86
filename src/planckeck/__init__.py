"""planckeck checks plans against what was achieved: indicator tables as code, verdicts with their method.

From Python: `load_plan`, `read_actuals` and `evaluate`, see `planckeck.api`. They are imported when first asked for, so
that the command line pays for nothing that it does not use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planckeck.api import Actuals, Evaluation, evaluate, load_plan, read_actuals
    from planckeck.problems import InputError

__version__ = "0.1.0"
__all__ = ["Actuals", "Evaluation", "InputError", "__version__", "evaluate", "load_plan", "read_actuals"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module planckeck has no attribute {name}")
    from planckeck import api, problems

    return getattr(problems if name == "InputError" else api, name)
