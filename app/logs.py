"""Logs are events with key-values, one JSON object a line, and never a person's data."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

_PERSONAL = re.compile(r"(?<![0-9A-Za-z])[URC][0-9a-f]{32}(?![0-9A-Za-z])|(?<!\d)\d(?:[ -]?\d){12,}(?!\d)")
"""LINE ids; runs of 13 digits and more (citizen ids, receipts)."""
_LINK = re.compile(r"(/join/[^/\s]+/)[^/\s]+")
"""An invitation's link works for whoever reads it."""

_SPEAKING = frozenset({"Refused", "Unavailable", "Unreadable", "KeyFileProblem", "ModuleNotFoundError"})
"""Exceptions whose text is ours, or a module's name. Any other may quote what a person typed: `int("words")` does."""


def hide_personal(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Last line of defence: blank out what looks like an id, whoever logged it, however deep it lies."""
    return {key: _hidden(value) for key, value in event.items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return _LINK.sub(r"\1[hidden]", _PERSONAL.sub("[hidden]", value))
    if isinstance(value, Mapping):
        return {_hidden(key): _hidden(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_hidden(each) for each in value]
    if value is None or isinstance(value, (bool, int, float)):
        # a citizen id is a number too
        return value if len(str(value)) < 13 else _hidden(str(value))
    return _hidden(repr(value))


def tell_exception(exc_info: Any) -> list[dict[str, Any]]:
    """An exception as types and places, the cause last. No local variables, and no words but our own."""
    stacks = ExceptionDictTransformer(show_locals=False)(exc_info)
    for stack in stacks:
        _quieten(stack)
    return stacks


def _quieten(stack: dict[str, Any]) -> None:
    if stack["exc_type"] not in _SPEAKING:
        stack["exc_value"] = "[hidden]"
    stack["exc_notes"] = []
    stack["syntax_error"] = None
    for inner in stack["exceptions"]:
        for each in inner:
            _quieten(each)


def configure(level: str) -> None:
    """Send our events and the libraries' to standard error through the same processors."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(tell_exception),
                hide_personal,
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # These would print request bodies or addresses at their lower levels.
    for noisy in ("linebot", "urllib3", "requests", "sqlalchemy.engine", "google", "werkzeug", "alembic"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
