"""A schema as plain functions that only say yes, or "perhaps not": then jsonschema is asked, which is slower and exact.

Whatever is waved through here is valid; what is not may still be. Tests ask for thousands of answers a minute.
"""

from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any], bool]


class Swift:
    """The definitions of one document, compiled as they are needed.

    nulls -- a field that is null is one that is not there, as in requests.
    """

    def __init__(self, definitions: Mapping[str, Json], *, nulls: bool) -> None:
        self._definitions = definitions
        self._nulls = nulls
        self._made: dict[str, Check] = {}

    def surely(self, name: str, body: Any) -> bool:
        """Whether `body` is certainly a valid message of this name."""
        return self._named(name)(body)

    def _named(self, name: str) -> Check:
        if name not in self._made:
            self._made[name] = self._compiled(self._definitions[name])
        return self._made[name]

    def _compiled(self, schema: Json) -> Check:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            return lambda value: self._named(name)(value)  # looked up when it is needed: messages hold their own kind
        if not schema:
            return lambda value: True
        if "enum" in schema:
            words = frozenset(schema["enum"])
            return lambda value: type(value) is str and value in words
        return self._typed(schema)

    def _typed(self, schema: Json) -> Check:
        if schema["type"] == "object":
            return self._object(schema)
        if schema["type"] == "array":
            item = self._compiled(schema["items"])
            return lambda value: type(value) is list and all(map(item, value))
        if schema["type"] == "integer":
            least, most = schema["minimum"], schema["maximum"]
            return lambda value: type(value) is int and least <= value <= most
        kinds = {"string": (str,), "number": (int, float), "boolean": (bool,)}[schema["type"]]
        return lambda value: type(value) in kinds

    def _object(self, schema: Json) -> Check:
        nulls, others = self._nulls, schema["additionalProperties"]
        if others is not False:
            rest = self._compiled(others)
            return lambda value: type(value) is dict and all(map(rest, value.values()))
        parts = {name: self._compiled(part) for name, part in schema["properties"].items()}

        def check(value: Any) -> bool:
            if type(value) is not dict:
                return False
            for name, part in value.items():
                if (part is not None or not nulls) and not (name in parts and parts[name](part)):
                    return False
            return True

        return check
