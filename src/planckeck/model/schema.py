"""The JSON Schema of the plan file, for editors: draft 2020-12, from the model, so that the two cannot part."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import Any

from planckeck.model import plan as model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """Return the schema. Years as keys are text there, as in every JSON document."""
    schema = model.Plan.model_json_schema()
    _tidy(schema)
    docs = _field_docs()
    for name, node in (*schema["$defs"].items(), ("Plan", schema)):
        for field, text in docs.get(name, {}).items():
            node["properties"][field].setdefault("description", text)
    return {"$schema": DIALECT, "title": "planckeck plan", **schema}


def _tidy(node: Any) -> None:
    """Drop generated titles, refuse keys that no pattern names, and let any branch of a union fit."""
    if isinstance(node, list):
        for item in node:
            _tidy(item)
        return
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]
    if "oneOf" in node:
        # the branches differ by type, but an integer fits number and integer
        node["anyOf"] = node.pop("oneOf")
        node.pop("discriminator", None)
    if "patternProperties" in node:
        node.setdefault("additionalProperties", False)
    for key, value in node.items():
        if key not in {"enum", "const", "default"}:
            _tidy(value)


def _field_docs() -> dict[str, dict[str, str]]:
    """Return the text under each field of the model's classes; pydantic would read it at every start."""
    docs: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for field, under in pairwise(node.body):
            match field, under:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs.setdefault(node.name, {})[name] = text
                case _:
                    pass
    return docs
