"""The JSON Schema: draft 2020-12, current, and in agreement with every plan as an editor loads it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import IO, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from planckeck.model.schema import plan_schema

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "plans").glob("*.yaml"))
SERVER = ROOT / "node_modules" / ".bin" / "yaml-language-server"


class EditorLoader(yaml.SafeLoader):
    """YAML as editors load it: 1.2 core scalars, keys as text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "value", "merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    return [as_json(inner) for inner in value] if isinstance(value, list) else value


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    schema = plan_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_every_plan_passes(plan: Path) -> None:
    loaded = as_json(yaml.load(plan.read_text(encoding="utf-8"), Loader=EditorLoader))

    assert [error.message for error in Draft202012Validator(plan_schema()).iter_errors(loaded)] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"unti": "岁"},
        {"target": {"soon": 5}},
        {"target": {"reference": "Not A Slug"}},
        {"constraint": "bindng"},
        {"tolerance": 0},
        {"baseline": True},
        {"id": "Not A Slug"},
    ],
    ids=str,
)
def test_what_the_loader_refuses_the_schema_refuses(broken: dict[str, Any]) -> None:
    indicator = {"id": "x", "name": "指标", "unit": "个", "target": "≥5", **broken}
    plan = {"id": "p", "title": "t", "region": "r", "period": "2016-2020", "indicators": [indicator]}

    assert list(Draft202012Validator(plan_schema()).iter_errors(plan)) != []


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any]:
    length = 0
    while (line := stream.readline().strip()) != b"":
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    message: dict[str, Any] = json.loads(stream.read(length))
    return message


def diagnostics_of(text: str, uri: str) -> list[dict[str, Any]]:
    """Open a document in the language server and return what it reports."""
    with subprocess.Popen([str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None and server.stdout is not None
        opened = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        send(server.stdin, {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": ROOT.as_uri()}})
        send(server.stdin, {"method": "initialized", "params": {}})
        send(server.stdin, {"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        while True:
            message = receive(server.stdout)
            if message.get("method") == "textDocument/publishDiagnostics":
                server.kill()
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found
            if "id" in message and "method" in message:
                send(server.stdin, {"id": message["id"], "result": [{} for _ in message["params"].get("items", [])]})


@pytest.mark.heavy
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_the_language_server_of_editors_reports_nothing(plan: Path) -> None:
    assert diagnostics_of(plan.read_text(encoding="utf-8"), plan.as_uri()) == []


@pytest.mark.heavy
def test_the_language_server_does_read_the_schema() -> None:
    text = PLANS[0].read_text(encoding="utf-8").replace("\nregion:", "\nregoin:")

    assert diagnostics_of(text, PLANS[0].as_uri()) != []
