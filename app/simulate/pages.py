"""Reading the product's web pages as a browser does: links, forms, what can be chosen and pressed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Press:
    """A button that sends its form."""

    label: str
    name: str = ""
    value: str = ""
    primary: bool = False


@dataclass
class Form:
    """One form: what it sends as it stands, its groups of choices (radio, select) with their values, its buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Press] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    """Names of the fields for free words."""

    def press(self) -> Press:
        """The button that goes on: the one drawn as the main one, else the first."""
        main = [button for button in self.buttons if button.primary]
        return (main or self.buttons or [Press("")])[0]


@dataclass
class Page:
    """What one answer of the server shows."""

    status: int
    path: str
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    words: str = ""


def read(status: int, path: str, html: str) -> Page:
    """The page at `path`."""
    reader = _Reader(Page(status, path))
    reader.feed(html)
    reader.close()
    reader.page.words = " ".join("".join(reader.text).split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.text: list[str] = []
        self._form: Form | None = None
        self._press: dict[str, str] | None = None
        self._label = ""
        self._select = ""
        self._area = ""
        self._mute = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._mute = tag in ("style", "script", "title")
        if tag == "a":
            self.page.links.append(given.get("href", ""))
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.page.forms.append(self._form)
        elif self._form is not None:
            self._in_form(self._form, tag, given)

    def _in_form(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input":
            self._input(form, given.get("type", "text"), name, value, given)
        elif tag == "button" and given.get("type", "submit") == "submit":
            self._press, self._label = given, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.groups.setdefault(self._select, []).append(value)
            if "selected" in given or self._select not in form.fields:
                form.fields[self._select] = value
        elif tag == "textarea" and name:
            self._area = name
            form.areas.append(name)
            form.fields[name] = ""

    @staticmethod
    def _input(form: Form, kind: str, name: str, value: str, given: dict[str, str]) -> None:
        if kind == "submit":
            form.buttons.append(_press(given, value))
        elif kind == "radio":
            form.groups.setdefault(name, []).append(value)
            if "checked" in given:
                form.fields[name] = value
        elif name and (kind != "checkbox" or "checked" in given):
            form.fields[name] = value or ("on" if kind == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            self._form.fields[self._area] += data
        elif self._press is not None:
            self._label += data
        if not self._mute:
            self.text.append(f" {data}")

    def handle_endtag(self, tag: str) -> None:
        self._mute = False
        if tag == "form":
            self._form = None
        elif tag == "button" and self._press is not None:
            if self._form is not None:
                self._form.buttons.append(_press(self._press, " ".join(self._label.split())))
            self._press = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def _press(given: dict[str, str], label: str) -> Press:
    return Press(
        label, given.get("name", ""), given.get("value", ""), "button-primary" in given.get("class", "").split()
    )
