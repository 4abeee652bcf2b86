"""Plan files: YAML text to plans whose every field has a place, with all faults of all files in one run."""

from planckeck.plans.loading import find_plan_files, load_plan, load_plans

__all__ = ["find_plan_files", "load_plan", "load_plans"]
