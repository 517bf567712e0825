"""LINE's words for a request it does not take.

The checks (`contract.py`, `limits.py`) name a fault by its place and ours; a bot developer sees LINE's instead. LINE
has two ways: outside of templates and Flex each fault is listed with a place like `messages[0].text`; inside of them
only the first wrong message is told, with a place like `template/title` or `/body/contents/0/text` below it. The
sentences are LINE's where its documentation or its answers quoted in public threads show one, see the README.
"""

from __future__ import annotations

import json
import re

from devtools.line.wire import Answer, refuse

HEADER_REQUIRED = "Authorization header required. Must follow the scheme, 'Authorization: Bearer <ACCESS TOKEN>'"
BAD_ACCESS = "Authentication failed. Confirm that the access token in the authorization header is valid."
NO_ACCESS = "Access to this API is not available for your account"
NOT_FOUND = "Not found"

_REQUIRED = re.compile(r"'(\w+)' is a required property")
_EXTRA = re.compile(r"Additional properties are not allowed \('(\w+)'")
_LONGER = re.compile(r"longer than (\d+)")
_MORE = re.compile(r"more than (\d+)")
_SIZES = {"messages": (1, 5), "items": (1, 13), "to": (1, 500), "userIds": (1, 500)}
_EMPTY = ("missing", "missing or empty", "may not be empty")


def unauthorized(authorization: str) -> Answer:
    """No known access token in the header."""
    return refuse(401, BAD_ACCESS if authorization.startswith("Bearer ") else HEADER_REQUIRED)


def content_type(given: str) -> Answer:
    """The body is of a type that the endpoint does not take."""
    return refuse(415, f"The content type, '{given}', is not supported")


def not_json(raw: bytes) -> Answer:
    """The body cannot be parsed; where is the parser's opinion, which may differ from LINE's."""
    line, column = 1, 1
    try:
        json.loads(raw)
    except json.JSONDecodeError as fault:
        line, column = fault.lineno, fault.colno
    except ValueError:  # no UTF-8
        pass
    return refuse(400, f"The request body could not be parsed as JSON (line: {line}, column: {column})")


def bad_property(name: str) -> Answer:
    """A property of the body whose value LINE cannot read."""
    return refuse(400, f"The property, {name}, in the request body is invalid (line: -, column: -)")


def bad_parameter(name: str) -> Answer:
    """A part of the path or query that has not the form of its kind."""
    return refuse(400, f"The value for the '{name}' parameter is invalid")


def bad_body(faults: list[str], *, menu: bool = False) -> Answer:
    """What `contract.check_request` and `limits.check` found, as LINE would say it. `menu`: a rich-menu endpoint."""
    split = _once([_split(fault) for fault in faults])
    for steps, words in split:
        if "is not of type" in words:
            return bad_property(f"'{_dotted(steps)}'")
    outer = [(steps, words) for steps, words in split if not _inside(steps, words)]
    if outer:
        told = list(dict.fromkeys(f"{_dotted(steps)}: {_outer_words(steps, words, menu)}" for steps, words in outer))
        return refuse(400, f"The request body has {len(told)} error(s)", told)
    first = split[0][0][1]
    told = [_inner(steps, words) for steps, words in split if steps[1] == first]
    return refuse(400, f"A message (messages[{first}])\u00a0in the request body is invalid", told)


def _once(split: list[tuple[list[str], str]]) -> list[tuple[list[str], str]]:
    """Without the contract's word on a length that the limits tell better, with its number."""
    told = [steps for steps, words in split if _LONGER.match(words)]
    return [(steps, words) for steps, words in split if not (words.endswith("is too long") and steps in told)]


def _split(fault: str) -> tuple[list[str], str]:
    place, _, words = fault.partition(": ")
    steps = [step for step in place.split("/") if step not in ("", "(body)")]
    if found := _REQUIRED.match(words):
        return [*steps, found[1]], "missing"
    if found := _EXTRA.match(words):
        return [*steps, found[1]], "unknown"
    return steps, words


def _inside(steps: list[str], words: str) -> bool:
    if words.startswith("The key"):
        return True
    return len(steps) > 2 and steps[0] == "messages" and steps[2] in ("template", "contents")


def _dotted(steps: list[str]) -> str:
    return "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in steps).removeprefix(".")


def _outer_words(steps: list[str], words: str, menu: bool) -> str:
    last = steps[-1] if steps else ""
    if words in _EMPTY:
        return "must be specified" if menu or "quickReply" in steps else "May not be empty"
    if last in _SIZES and ("too long" in words or "non-empty" in words or "too short" in words):
        return "Size must be between {} and {}".format(*_SIZES[last])
    if "is not one of" in words:
        known = words.partition(" is not one of ")[2].strip("[]").replace("'", "")
        return f"Must be one of the following values: [{known}]"
    if last == "loadingSeconds":
        return "must be a multiple of five" if "multiple" in words else "Must be between 5 and 60"
    if last in ("uri", "desktop") and not _LONGER.match(words):
        return "invalid uri"
    return "Too long" if words.endswith("is too long") else _LONGER.sub(r"Length must be between 0 and \1", words)


def _inner(steps: list[str], words: str) -> str:
    if words.startswith("The key"):
        return f"{steps[-1]}: {words}"
    if steps[2] == "template":
        return f"{'/'.join(steps[2:])}: {_template_words(steps[-1], words)}"
    return f"/{'/'.join(steps[3:])}: {_flex_words(steps[-1], words)}"


def _template_words(last: str, words: str) -> str:
    if words in _EMPTY:
        return "must be specified"
    if last == "uri":
        return "size must be between 0 and 1000" if _LONGER.match(words) else "invalid uri"
    words = _MORE.sub(r"must not be more than \1 items", words)
    return _LONGER.sub(r"must not be longer than \1 characters", words)


def _flex_words(last: str, words: str) -> str:
    if words.startswith("larger than"):
        kind, size = ("carousel", "50") if "50" in words else ("bubble", "30")
        return f"Too large flex message. The maximum size of JSON data that defines a {kind} is {size} KB."
    if last == "text" and words in _EMPTY:
        return "must be non-empty text"
    if "https" in words or (last in ("uri", "desktop") and "scheme" in words):
        return "invalid uri scheme"
    return words if words.startswith("At least") else "invalid property"
