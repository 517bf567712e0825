"""Google's discovery documents as strict JSON Schema: every request and every answer is held against them.

The documents are those inside the package google-api-python-client (a development dependency); its code is not used.
A field that Google does not know, a wrong type or an unknown word in an enumeration is found. What the documents cannot
say (required fields, exactly one of several) the handlers check by hand.
"""

import json
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from devtools.sheets import masks, unread, wording
from devtools.sheets.calls import Call
from devtools.sheets.refusal import Refusal, bad
from devtools.sheets.swift import Swift

Json = dict[str, Any]
_INT32 = {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
_CONTENT = {"stringValue", "numberValue", "boolValue", "formulaValue", "formattedValue", "note"}
_TEXTS: dict[str, Callable[[str], Any]] = {"integer": int, "number": float}
UPLOAD = "upload"
"""Belongs to Drive v2, whose document is not used."""
TOLERATED = {("drive.permissions.create", "withLink"), ("drive.files.get", "includeItemsFromAllDrives"),
             ("drive.files.list", "parents")}  # fmt: skip
"""Names that gspread sends and Google takes, although the documents do not have them."""


class Contract:
    """One API's document. Violations are said in words; none means that Google would understand."""

    def __init__(self, document: Json) -> None:
        self.revision: str = document["revision"]
        self._common = document["parameters"]
        self._methods = dict(_methods(document["resources"], document["name"]))
        self._definitions = {name: _converted(schema) for name, schema in document["schemas"].items()}
        self._validators: dict[str, Validator] = {}
        self._requests, self._answers = (Swift(self._definitions, nulls=nulls) for nulls in (True, False))

    def request(self, method: str, query: Mapping[str, Any], body: Json | None) -> list[str]:
        """What is wrong with a request to `method`, such as sheets.spreadsheets.values.get."""
        known = self._methods[method]
        found = [f"query parameter fields: no {wrong!r}" for wrong in [self.stray(method, query)] if wrong] + [
            f"query parameter {name}={value!r}: {wrong}"
            for name, values in query.items()
            for value in values
            if (wrong := self._parameter(known, name, value)) and (method, name) not in TOLERATED
        ]
        given = _untolerated(method, body or {})
        if not given or "request" not in known:
            return found + ([f"{method} takes no body"] if given else [])
        name = known["request"]["$ref"]
        return found if self._requests.surely(name, given) else found + self.check(name, _without_nulls(given))

    def violations(self, method: str, query: Mapping[str, Any], body: Json | None) -> list[unread.Violation]:
        """The same, as Google names what it cannot read."""
        known = self._methods[method]
        asked, given = _untolerated(method, query), _untolerated(method, body or {})
        found = list(wording.parameters({**self._common, **known.get("parameters", {})}, asked))
        return found + list(
            wording.body(method, known["request"]["$ref"], given, self._definitions) if "request" in known else ()
        )

    def stray(self, method: str, query: Mapping[str, Any]) -> str:
        """The path in `fields` that leads nowhere in the answer; "" for none."""
        response = self._methods[method].get("response")
        mask = masks.parse(query["fields"][0]) if query.get("fields", [""])[0] and response else {}
        return wording.stray(response or {}, mask, self._definitions)

    def answer(self, method: str, body: Json) -> list[str]:
        """What is wrong with an answer of 200."""
        return self.check(self._methods[method]["response"]["$ref"], body)

    def check(self, name: str, body: Json) -> list[str]:
        """What is wrong with one message, such as Request or ChartSpec."""
        if self._answers.surely(name, body):
            return []
        if name not in self._validators:
            schema = {"$defs": self._definitions, "$ref": f"#/$defs/{name}"}
            self._validators[name] = Draft202012Validator(schema)
        errors = self._validators[name].iter_errors(_distinct(body)[0])
        return [f"{one.json_path}: {one.message[:200]}" for one in errors]

    def _parameter(self, method: Json, name: str, value: str) -> str:
        known = method.get("parameters", {}).get(name) or self._common.get(name)
        if known is None:
            return "unknown"
        if "enum" in known and value not in known["enum"]:
            return "not one of the known words"
        if known["type"] == "boolean" and value.lower() not in {"true", "false"}:
            return "not true or false"
        try:
            _TEXTS.get(known["type"], str)(value)
        except ValueError:
            return f"not of type {known['type']}"
        return ""


def _untolerated(method: str, given: Mapping[str, Any]) -> Json:
    return {name: part for name, part in given.items() if (method, name) not in TOLERATED}


def _methods(resources: Json, prefix: str) -> list[tuple[str, Json]]:
    found = []
    for name, resource in resources.items():
        found += [(f"{prefix}.{name}.{verb}", method) for verb, method in resource.get("methods", {}).items()]
        found += _methods(resource.get("resources", {}), f"{prefix}.{name}")
    return found


def _converted(schema: Json) -> Json:
    """One schema of a discovery document as JSON Schema 2020-12."""
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    kind = schema.get("type")
    if kind == "any":
        return {}
    if kind == "array":
        return {"type": "array", "items": _converted(schema["items"])}
    if kind == "object":
        return _object(schema)
    if "enum" in schema:
        return {"enum": schema["enum"]}
    return dict(_INT32) if kind == "integer" else {"type": kind}


def _object(schema: Json) -> Json:
    if "additionalProperties" in schema:
        return {"type": "object", "additionalProperties": _converted(schema["additionalProperties"])}
    parts = {name: _converted(part) for name, part in schema.get("properties", {}).items()}
    return {"type": "object", "properties": parts, "additionalProperties": False}


def _without_nulls(given: Any) -> Any:
    """A field that is null in a request is one that is not there."""
    if isinstance(given, dict):
        return {name: _without_nulls(part) for name, part in given.items() if part is not None}
    return [_without_nulls(one) for one in given] if isinstance(given, list) else given


def _distinct(given: Any) -> tuple[Any, Hashable]:
    """`given` with only the first of list items that have the same shape, and its own shape: a thousand rows of one
    shape are right or wrong together. What a cell holds is no part of a shape, every other value is."""
    if isinstance(given, dict):
        parts = {name: _distinct(part) for name, part in given.items()}
        fields = tuple((name, type(given[name]) if name in _CONTENT else parts[name][1]) for name in parts)
        return {name: part for name, (part, _) in parts.items()}, fields
    if isinstance(given, list):
        kept: dict[Hashable, Any] = {}
        for one, shape in map(_distinct, given):
            kept.setdefault(shape, one)
        return list(kept.values()), ("list", *kept)
    return given, (type(given), given)


@cache
def load(api: str) -> Contract:
    """The contract of "sheets" or "drive". Raises ModuleNotFoundError when the documents are not installed."""
    found = find_spec("googleapiclient")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("--check needs the package google-api-python-client")
    version = {"sheets": "v4", "drive": "v3"}[api]
    folder = Path(found.submodule_search_locations[0], "discovery_cache", "documents")
    return Contract(json.loads((folder / f"{api}.{version}.json").read_text(encoding="utf-8")))


def request_violations(method: str, call: Call) -> list[str]:
    """What Google would not understand of a request. Raises Refusal(400) for a body that is no JSON."""
    if method == UPLOAD:
        return []
    found = load(method.partition(".")[0]).request(method, call.query, call.json if call.body else None)
    return [f"request to {method}: {one}" for one in found]


def refused(method: str, call: Call, wrong: list[str]) -> Refusal:
    """The answer to a request with violations."""
    api = method.partition(".")[0]
    if found := load(api).violations(method, call.query, call.json if call.body else None):
        return unread.refusal(found)
    if path := load(api).stray(method, call.query):
        return _no_field(path.rpartition(".")[2]) if api == "drive" else unread.path(path)
    return bad(f"Invalid JSON payload received. {wrong[0]}")


def _no_field(name: str) -> Refusal:
    return Refusal(400, f"Invalid field selection {name}", reason="invalidParameter", location="fields")


def answer_violations(method: str, answer: Json) -> list[str]:
    """What Google would not say."""
    found = [] if method == UPLOAD else load(method.partition(".")[0]).answer(method, answer)
    return [f"answer of {method}: {one}" for one in found]
