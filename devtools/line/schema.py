"""Turns LINE's OpenAPI documents into strict JSON Schema.

The documents tie subtypes to their base by `discriminator` and `allOf`, and requests refer to the base, so an ordinary
validator never looks at a subtype. Here each subtype is flattened into one closed schema, and each base becomes a
`choose` keyword of our own which looks at the discriminator and goes on with the one right subtype. One branch instead
of many is quick, and its messages name the real fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

PREFIX = "#/components/schemas/"
_NOISE = ("discriminator", "externalDocs", "example", "xml", "description", "nullable")


def read_document(path: Path) -> dict[str, Any]:
    """Parses an OpenAPI file; the C parser takes tens of milliseconds, the other one seconds."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open("rb") as stream:
        document: dict[str, Any] = yaml.load(stream, Loader=loader)  # noqa: S506 - both are safe loaders
    return document


def definitions(document: dict[str, Any], *, closed: bool) -> dict[str, Any]:
    """All schemas of a document as `$defs`. `closed` refuses properties the document does not know."""
    return _Transform(document["components"]["schemas"], closed).run()


class _Transform:
    def __init__(self, schemas: dict[str, Any], closed: bool) -> None:
        self._schemas, self._closed = schemas, closed
        self._bases = {name: schema["discriminator"] for name, schema in schemas.items() if "discriminator" in schema}
        self._strict = self._name_strict()

    def _name_strict(self) -> dict[str, list[tuple[str, str, str]]]:
        """Child -> [(strict name, discriminator property, value)]."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for rule in self._bases.values():
            for value, reference in rule["mapping"].items():
                child = reference.removeprefix(PREFIX)
                found.setdefault(child, []).append((f"{child}__{value}", rule["propertyName"], value))
        return found

    def run(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, schema in self._schemas.items():
            if name in self._bases:
                made[f"{name}__any"] = self._choice(self._bases[name])
            elif name not in self._strict:
                made[name] = self._convert(self._close(schema))
        for child, variants in self._strict.items():
            for strict, key, value in variants:
                made[strict] = self._convert(self._variant(child, key, value))
        return made

    def _choice(self, rule: dict[str, Any]) -> dict[str, Any]:
        key = rule["propertyName"]
        branches = {
            value: f"#/$defs/{reference.removeprefix(PREFIX)}__{value}" for value, reference in rule["mapping"].items()
        }
        return {"type": "object", "required": [key], "choose": {"key": key, "branches": branches}}

    def _variant(self, child: str, key: str, value: str) -> dict[str, Any]:
        flat = self._flatten(self._schemas[child])
        flat["properties"] = {**flat["properties"], key: {"type": "string", "enum": [value]}}
        flat["required"] = sorted({*flat["required"], key})
        return self._close(flat)

    def _flatten(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return self._flatten(self._schemas[schema["$ref"].removeprefix(PREFIX)])
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in schema.get("allOf", []):
            flat = self._flatten(part)
            properties.update(flat["properties"])
            required.extend(flat["required"])
        properties.update(schema.get("properties", {}))
        required.extend(schema.get("required", []))
        return {"type": "object", "properties": properties, "required": required}

    def _close(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "allOf" in schema:
            schema = self._flatten(schema)
        if self._closed and schema.get("type") == "object" and "additionalProperties" not in schema:
            schema = {**schema, "additionalProperties": not schema.get("properties")}
        return schema

    def _convert(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._convert(item) for item in node]
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("$ref"), str):
            return {"$ref": self._target(node["$ref"].removeprefix(PREFIX))}
        made = {key: self._convert_part(key, value) for key, value in node.items() if key not in _NOISE}
        if node.get("nullable") is True and isinstance(node.get("type"), str):
            made["type"] = [node["type"], "null"]
        return made

    def _convert_part(self, key: str, value: Any) -> Any:
        if key == "properties":  # its keys are names, which may well be "description" or "example"
            return {name: self._convert(self._close(part)) for name, part in value.items()}
        return self._convert(self._close(value) if key == "items" else value)

    def _target(self, name: str) -> str:
        if name in self._bases:
            return f"#/$defs/{name}__any"
        variants = self._strict.get(name, [])
        return f"#/$defs/{variants[0][0] if len(variants) == 1 else name}"
