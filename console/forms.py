"""Reading what was typed."""

import json
from collections.abc import Mapping
from typing import Any

from flask import request


def typed(name: str, limit: int = 20_000) -> str:
    """A form field without spaces around it; "" when absent. Cut at `limit` characters; NUL never gets in."""
    return request.form.get(name, "").replace("\x00", "")[:limit].strip()


def secret(name: str) -> str:
    """A password field exactly as typed."""
    return request.form.get(name, "")


def chosen(name: str) -> tuple[str, ...]:
    """The ticked boxes of one name."""
    return tuple(request.form.getlist(name))


def lines(name: str) -> tuple[str, ...]:
    """A text box with one thing a line; empty lines left out."""
    return tuple(line.strip() for line in typed(name).splitlines() if line.strip())


def one_line(name: str, limit: int = 300) -> str:
    """A field in which a line break has no place."""
    return " ".join(typed(name, limit).split())


def as_opened(values: Mapping[str, str]) -> str:
    """For a form's hidden field `was`: what its fields held when it was first opened, now or before a refusal."""
    return typed("was") or json.dumps(values, ensure_ascii=False)


def merged(now: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What was typed into fields that were changed since the form was opened; in the others what is there now.

    Two windows on one form do not take back each other's fields. Without `was`, everything counts as typed.
    """
    was = _was()
    return {name: now.get(name, text) if _lines(was.get(name)) == _lines(text) else text for name, text in said.items()}


def _was() -> dict[str, Any]:
    try:
        found = json.loads(request.form.get("was", ""))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _lines(text: object) -> list[str] | None:
    return [line.strip() for line in text.strip().splitlines()] if isinstance(text, str) else None
