"""What an opened thread says: the report, with what was told in a chat, later messages, and the keys of files."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from complaints.header import CaseHeader
from complaints.opened import FileFact, OpenedMessage
from complaints.report import TEXTS, Report, from_dict
from kernel.errors import Refused, Unreadable

BY_INFORMER, BY_OFFICE = "informer", "office"


@dataclass(frozen=True)
class Said:
    """An opened thread."""

    report: Report
    files: tuple[FileFact, ...]
    messages: tuple[OpenedMessage, ...]
    file_keys: Mapping[str, tuple[FileFact, bytes]] = field(repr=False)
    """File id to what it is and its key."""


def said_of(bodies: Sequence[tuple[str, dict[str, object] | None]], header: CaseHeader) -> Said:
    """Opened bodies, (author, body) in order, as people read them. Raises Unreadable when they are not ours."""
    first = bodies[0][1] or {}
    report = first.get("report")
    if not isinstance(report, dict):
        raise Unreadable
    told = [(str(body["field"]), str(body["text"])) for _, body in bodies[1:] if body is not None and "field" in body]
    later = [(author, body) for author, body in bodies[1:] if body is None or "field" not in body]
    file_keys: dict[str, tuple[FileFact, bytes]] = {}
    messages = tuple(_message(author, body, header, file_keys) for author, body in later)
    files = _facts(first, file_keys)
    return Said(with_chat(from_dict(report), told), files, messages, file_keys)


def with_chat(report: Report, told: Sequence[tuple[str, str]]) -> Report:
    """A report with what was told in a chat, (field, text) by (field, text): a line each."""
    lines: dict[str, list[str]] = {}
    for field_, text in told:
        if field_ in TEXTS:
            lines.setdefault(field_, []).append(text)
    told_so: dict[str, Any] = {name: "\n".join(some) for name, some in lines.items()}
    return replace(report, **told_so)


def _message(
    author: str, body: Mapping[str, object] | None, header: CaseHeader, file_keys: dict[str, tuple[FileFact, bytes]]
) -> OpenedMessage:
    if body is None:
        return OpenedMessage(author == BY_OFFICE, "", header.received, taken_back=True)
    day = date.fromisoformat(str(body["day"]))
    return OpenedMessage(author == BY_OFFICE, str(body["text"]), day, _facts(body, file_keys))


def _facts(body: Mapping[str, object], file_keys: dict[str, tuple[FileFact, bytes]]) -> tuple[FileFact, ...]:
    found: Any = body.get("files", [])
    try:
        for one in found:
            told = {name: one[name] for name in ("id", "name", "kind", "size", "cleaned", "original", "orientation")}
            file_keys[told["id"]] = FileFact(**told), b64decode(one["key"])
        return tuple(file_keys[one["id"]][0] for one in found)
    except (KeyError, TypeError, ValueError):
        raise Unreadable from None


def file_of(said: Said, file_id: str) -> tuple[FileFact, bytes]:
    """What a file is, and its key. Raises Refused("no_such_file")."""
    found = said.file_keys.get(file_id)
    if found is None:
        raise Refused("no_such_file")
    return found
