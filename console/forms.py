"""Reading what was typed."""

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
