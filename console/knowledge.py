"""The agency's knowledge base as the bot sees it, built again only when it has changed, and never twice at once."""

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from console.ports import Workplace
from kernel.agency import Agency
from kernel.clock import bangkok_day
from qa.answering import KnowledgeBase
from qa.standing import standing_base

_Numbers = tuple[int, int]

PATIENCE_S = 0.5
"""How long a page that only has hints from it waits for a base."""


KEPT = 16
"""Agencies whose base stays in memory: those whose clerks work now. The others' are made anew in a second."""


class Knowledge:
    """Keeps the built knowledge bases of the latest agencies and compares revision numbers on use.

    A thousand entries take seconds to index. That happens beside the requests, so that only those wait for it which
    cannot do without.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._built: OrderedDict[str, tuple[_Numbers, KnowledgeBase]] = OrderedDict()
        self._making: dict[str, tuple[_Numbers, Future[KnowledgeBase]]] = {}
        self._lock = threading.Lock()
        self._beside = ThreadPoolExecutor(2, "knowledge")

    def of(self, workplace: Workplace, agency: Agency) -> KnowledgeBase:
        """The present knowledge base of the agency, however long it takes."""
        return self._asked(workplace, agency).result()

    def soon(self, workplace: Workplace, agency: Agency) -> KnowledgeBase | None:
        """The same, or None when that takes too long for a hint; it is then made for the next who asks."""
        try:
            return self._asked(workplace, agency).result(self._patience_s)
        except TimeoutError:
            return None

    def prepare(self, workplace: Workplace, agency: Agency) -> None:
        """Have it made for who will ask soon; returns at once."""
        self._asked(workplace, agency)

    def _asked(self, workplace: Workplace, agency: Agency) -> Future[KnowledgeBase]:
        with workplace.read() as work:
            every = work.revisions.all()
        numbers = (every.get((agency.code, "faq"), 0), every.get((agency.code, "agency"), 0))
        with self._lock:
            kept, making = self._built.get(agency.code), self._making.get(agency.code)
            if kept is not None and kept[0] == numbers:
                self._built.move_to_end(agency.code)
                ready: Future[KnowledgeBase] = Future()
                ready.set_result(kept[1])
                return ready
            if making is None or making[0] != numbers or making[1].done():
                making = numbers, self._beside.submit(self._make, workplace, agency, numbers)
                self._making[agency.code] = making
            return making[1]

    def _make(self, workplace: Workplace, agency: Agency, numbers: _Numbers) -> KnowledgeBase:
        kept = self._built.get(agency.code)
        with workplace.read() as work:
            built = standing_base(work, agency, bangkok_day(work.clock.now()), before=kept[1] if kept else None)
        with self._lock:
            self._built[agency.code] = (numbers, built)
            self._built.move_to_end(agency.code)
            if len(self._built) > KEPT:
                self._built.popitem(last=False)
            if (making := self._making.get(agency.code)) and making[0] == numbers:
                del self._making[agency.code]
        return built
