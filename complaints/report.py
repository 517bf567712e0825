"""What an informer tells. Kept exactly as typed; nothing but `what` is needed, and never a name or phone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from complaints.receipt import holds_receipt
from complaints.topics import UNSORTED, known_category
from kernel.errors import Refused

MAX_TEXT = 20_000
"""Characters in each text of a report and in each later message; told before sending."""
MAX_CONTACT = 500
_THIN_WHAT = 30
"""Fewer characters than this tell hardly anything."""


@dataclass(frozen=True, repr=False)
class Report:
    """Every text may be empty except `what`."""

    what: str
    who: str = ""
    """Name or post of those involved."""
    when: str = ""
    where: str = ""
    known: str = ""
    """How the informer knows."""
    evidence: str = ""
    """Evidence and witnesses, in words."""
    category: str | None = None
    exclude: tuple[str, ...] = ()
    """Ids of the officers who must not see this."""
    contact: str = ""
    """Only if volunteered; sealed apart from the report."""

    def __repr__(self) -> str:
        return "Report(<redacted>)"

    @property
    def thin(self) -> bool:
        """Whether it says too little to act on. Such a report is kept and marked, never refused."""
        told = [self.who, self.when, self.where]
        return len(self.what.strip()) < _THIN_WHAT or not any(text.strip() for text in told)

    @property
    def counted_as(self) -> str:
        """The category id for statistics."""
        return known_category(self.category)


TEXTS = ("what", "who", "when", "where", "known", "evidence")


def check(report: Report) -> None:
    """Raises Refused: "empty_report", "too_long" (facts: field, limit), "unknown_category", "receipt_in_text"."""
    if not report.what.strip():
        raise Refused("empty_report")
    for name in TEXTS:
        if len(getattr(report, name)) > MAX_TEXT:
            raise Refused("too_long", field=name, limit=MAX_TEXT)
        if holds_receipt(getattr(report, name)):
            raise Refused("receipt_in_text", field=name)
    if len(report.contact) > MAX_CONTACT:
        raise Refused("too_long", field="contact", limit=MAX_CONTACT)
    known_category(report.category)


def to_dict(report: Report) -> dict[str, Any]:
    """Everything but contact and exclusions, which are sealed elsewhere."""
    body = asdict(report)
    del body["contact"], body["exclude"]
    body["category"] = report.counted_as
    return body


def from_dict(body: Mapping[str, Any]) -> Report:
    """Undo `to_dict`; keys of a later version are ignored."""
    known = {f.name for f in fields(Report)} - {"contact", "exclude"}
    values = {key: value for key, value in body.items() if key in known}
    if values.get("category") == UNSORTED:
        values["category"] = None
    return Report(**values)


def check_message(text: str) -> None:
    """Raises Refused: "empty_message", "too_long" (facts: field, limit), "receipt_in_text"."""
    if not text.strip():
        raise Refused("empty_message")
    if len(text) > MAX_TEXT:
        raise Refused("too_long", field="text", limit=MAX_TEXT)
    if holds_receipt(text):
        raise Refused("receipt_in_text", field="text")
