"""Formula text to a tree of tuples: ("number", 1.0), ("ref", Reference), ("call", "SUM", [...]), ("+", left, right)."""

from typing import Any

from devtools.sheets.formulas.text import reference, tokens

Node = tuple[Any, ...]


class CannotParse(Exception):  # noqa: N818 - it reads as a sentence
    """The cell shows #ERROR!."""


_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


def parse(formula: str) -> Node:
    """The tree of a formula that begins with `=`. Raises CannotParse."""
    reader = _Reader([(kind, text) for kind, text in tokens(formula) if kind != "space"])
    node = reader.level(0)
    if reader.kind:
        raise CannotParse(reader.text)
    return node


class _Reader:
    def __init__(self, pieces: list[tuple[str, str]]) -> None:
        self._pieces = [*pieces, ("", "")]
        self._at = 0

    @property
    def kind(self) -> str:
        return self._pieces[self._at][0]

    @property
    def text(self) -> str:
        return self._pieces[self._at][1]

    def take(self, *wanted: str) -> str:
        """The operator that stands here, if it is one of `wanted`; else ""."""
        text = self.text
        if self.kind == "op" and text in wanted:
            self._at += 1
            return text
        return ""

    def level(self, number: int) -> Node:
        if number == len(_LEVELS):
            return self.signed()
        left = self.level(number + 1)
        while operator := self.take(*_LEVELS[number]):
            left = (operator, left, self.level(number + 1))
        return left

    def signed(self) -> Node:
        if sign := self.take("-", "+"):
            return ("negative" if sign == "-" else "positive", self.signed())
        node = self.atom()
        while self.take("%"):
            node = ("percent", node)
        return node

    def atom(self) -> Node:
        kind, text = self.kind, self.text
        if self.take("("):
            node = self.level(0)
            self.need(")")
            return node
        self._at += 1
        if kind == "number":
            return ("number", float(text))
        if kind == "string":
            return ("text", text[1:-1].replace('""', '"'))
        if kind == "error":
            return ("error", text)
        if kind == "ref":
            return ("ref", reference(text))
        if kind != "name":
            raise CannotParse(text)
        return self.call(text) if self.take("(") else self.named(text)

    def named(self, text: str) -> Node:
        return ("truth", text.upper() == "TRUE") if text.upper() in {"TRUE", "FALSE"} else ("named", text)

    def call(self, name: str) -> Node:
        given: list[Node] = []
        if self.take(")"):
            return ("call", name.upper(), given)
        while True:
            blank = self.kind == "op" and self.text in {",", ";", ")"}
            given.append(("blank",) if blank else self.level(0))
            if not self.take(",", ";"):
                self.need(")")
                return ("call", name.upper(), given)

    def need(self, text: str) -> None:
        if not self.take(text):
            raise CannotParse(f"{text} is missing")
