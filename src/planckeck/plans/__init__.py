"""Plan files: YAML text to plans whose every field has a place, with all faults of all files in one run."""

from planckeck.plans.loading import PlanCheck, check_plan, equal_ids, find_plan_files, load_plan, load_plans

__all__ = ["PlanCheck", "check_plan", "equal_ids", "find_plan_files", "load_plan", "load_plans"]
