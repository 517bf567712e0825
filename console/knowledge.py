"""The agency's knowledge base as the bot sees it, built again only when it has changed."""

import threading

from console.ports import Workplace
from kernel.agency import Agency
from kernel.clock import bangkok_day
from qa.answering import KnowledgeBase
from qa.standing import standing_base

_Numbers = tuple[int, int]


class Knowledge:
    """Keeps one built knowledge base per agency and compares revision numbers on use."""

    def __init__(self) -> None:
        self._built: dict[str, tuple[_Numbers, KnowledgeBase]] = {}
        self._lock = threading.Lock()

    def of(self, workplace: Workplace, agency: Agency) -> KnowledgeBase:
        """The present knowledge base of the agency."""
        with workplace.read() as work:
            every = work.revisions.all()
            numbers = (every.get((agency.code, "faq"), 0), every.get((agency.code, "agency"), 0))
            kept = self._built.get(agency.code)
            if kept is not None and kept[0] == numbers:
                return kept[1]
            before = kept[1] if kept is not None else None
            built = standing_base(work, agency, bangkok_day(work.clock.now()), before=before)
        with self._lock:
            self._built[agency.code] = (numbers, built)
        return built
