"""Logs are events with key-values, one JSON object a line, and never a person's data."""

import logging
import re
import sys
from typing import Any

import structlog

_PERSONAL = re.compile(r"\b[URC][0-9a-f]{32}\b|\b\d(?:[ -]?\d){12,}\b")
"""LINE ids; runs of 13 digits and more (citizen ids, receipts)."""


def hide_personal(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Last line of defence: blank out what looks like an id, whoever logged it."""
    return {key: _PERSONAL.sub("[hidden]", value) if isinstance(value, str) else value for key, value in event.items()}


def configure(level: str) -> None:
    """Send our events and the libraries' to standard error through the same processors."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.dict_tracebacks,
        hide_personal,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
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
