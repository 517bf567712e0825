"""Reading pages as a person does: words, links, form fields."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from werkzeug.test import TestResponse


def words(response: TestResponse) -> str:
    """The page's text, in one line."""
    body = re.sub(r"<(title|style)\b.*?</\1>", "", response.text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@dataclass
class Form:
    """One form with its fields as a browser would send them."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif tag in {"input", "textarea", "select"} and self.forms and given.get("name"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given["name"]
        form.names.add(name)
        self.area = name if tag == "textarea" else ""
        choosable = given.get("type") in {"radio", "checkbox"}
        if tag != "input" or not choosable or "checked" in given:
            form.fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # the newline right after <textarea> belongs to the tag
            self.forms[-1].fields[self.area] = self.forms[-1].fields[self.area].removeprefix("\n")
            self.area = ""


def _read(response: TestResponse) -> _Reader:
    reader = _Reader()
    reader.feed(response.text)
    return reader


def form_of(response: TestResponse) -> Form:
    """The page's only form."""
    (form,) = _read(response).forms
    return form


def forms_of(response: TestResponse) -> list[Form]:
    """All forms of the page."""
    return _read(response).forms


def links_of(response: TestResponse) -> list[str]:
    """Every address the page links to."""
    return _read(response).links
