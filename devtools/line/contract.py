"""Checks requests, answers and events against LINE's published OpenAPI files, in their strict form.

The files lie unmodified in `openapi/`. They are read on the first check, not before.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devtools.line.schema import PREFIX, definitions, read_document

_FOLDER = Path(__file__).parent / "openapi"
_METHODS = ("get", "post", "put", "delete")


class Contract:
    """The strict contract. Use `Contract.load()`, which gives one shared instance; it is safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._validators: dict[str, Any] = {}

    @classmethod
    @functools.cache
    def load(cls) -> Contract:
        """The shared instance; costs nothing until the first check (then about 0.2 s, once)."""
        return cls()

    def check_request(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with the JSON `body` of a request; an empty list when it keeps the contract.

        `path` may be a real one or a template such as `/v2/bot/profile/{userId}`.
        """
        operation = self._operation(method, path)
        if operation is None:
            return [f"{method.upper()} {path}: no such endpoint"]
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return self._check("messaging-api", schema, body) if schema else []

    def takes_json(self, method: str, path: str) -> bool:
        """Whether a request to this endpoint has a JSON body."""
        operation = self._operation(method, path) or {}
        return "application/json" in operation.get("requestBody", {}).get("content", {})

    def check_response(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What is wrong with a JSON answer."""
        operation = self._operation(method, path)
        if operation is None:
            return [f"{method.upper()} {path}: no such endpoint"]
        content = operation["responses"].get(str(status), {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None and status >= 400:
            schema = {"$ref": PREFIX + "ErrorResponse"}
        return self._check("messaging-api", schema, body) if schema else []

    def check_event(self, webhook_body: Any) -> list[str]:
        """What is wrong with a webhook body. Unknown properties are allowed, since LINE adds some without notice."""
        return self._check("webhook", {"$ref": PREFIX + "CallbackRequest"}, webhook_body)

    # -- inner

    @functools.cached_property
    def _documents(self) -> dict[str, dict[str, Any]]:
        return {name: read_document(_FOLDER / f"{name}.yml") for name in ("messaging-api", "webhook")}

    @functools.cached_property
    def _definitions(self) -> dict[str, dict[str, Any]]:
        return {
            name: definitions(document, closed=name == "messaging-api") for name, document in self._documents.items()
        }

    @functools.cached_property
    def _operations(self) -> dict[str, dict[str, Any]]:
        return {
            f"{method} {path}": item[method]
            for path, item in self._documents["messaging-api"]["paths"].items()
            for method in _METHODS
            if method in item
        }

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        with self._lock:
            found = self._operations.get(f"{method.lower()} {path}")
            if found is None:
                template = _template_of(path, self._documents["messaging-api"]["paths"])
                found = self._operations.get(f"{method.lower()} {template}")
        return found

    def _check(self, document: str, schema: dict[str, Any], body: Any) -> list[str]:
        errors = sorted(
            self._validator(document, schema).iter_errors(body), key=lambda error: list(map(str, error.path))
        )
        return [f"{'/'.join(map(str, error.absolute_path)) or '(body)'}: {_words(error)}" for error in errors]

    def _validator(self, document: str, schema: dict[str, Any]) -> Any:
        reference = schema["$ref"].removeprefix(PREFIX)
        key = f"{document} {reference}"
        with self._lock:
            if key not in self._validators:
                root = {"$defs": self._definitions[document], "$ref": f"#/$defs/{reference}"}
                self._validators[key] = _validator_class()(root)
            return self._validators[key]


def _template_of(path: str, templates: dict[str, Any]) -> str | None:
    steps = path.split("/")
    fitting = [found for found in templates if _fits(found.split("/"), steps)]
    return min(fitting, key=lambda found: found.count("{"), default=None)


def _fits(template: list[str], steps: list[str]) -> bool:
    return len(template) == len(steps) and all(
        part == step or (part.startswith("{") and step != "") for part, step in zip(template, steps, strict=True)
    )


@functools.cache
def _validator_class() -> Any:
    import jsonschema

    return jsonschema.validators.extend(jsonschema.Draft202012Validator, {"choose": _choose})


def _choose(validator: Any, rule: dict[str, Any], instance: Any, _schema: Any) -> Iterator[Any]:
    """The keyword that follows a discriminator."""
    import jsonschema

    if not isinstance(instance, dict) or rule["key"] not in instance:
        return
    branch = rule["branches"].get(instance[rule["key"]]) if isinstance(instance[rule["key"]], str) else None
    if branch is None:
        known = ", ".join(rule["branches"])
        message = f"{instance[rule['key']]!r} is not one of {known}"
        yield jsonschema.ValidationError(message, path=[rule["key"]])
        return
    yield from validator.descend(instance, {"$ref": branch})


def _words(error: Any) -> str:
    # The library prints the whole value, which for a Flex message is pages of it.
    return str(error.message) if len(error.message) <= 300 else f"{error.message[:200]} ... {error.message[-90:]}"
