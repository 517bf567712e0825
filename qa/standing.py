"""The knowledge base as it stands today, and the office's own list of words that mean the same."""

from datetime import date

from kernel.agency import Agency
from kernel.errors import Refused
from qa.answering import KnowledgeBase
from qa.engine import Engine
from qa.faq_ports import FaqWork, ReadingFaq
from qa.knowledge import announce, live_entries
from qa.synonyms import read

MOST_LINES = 500
LINE_LIMIT = 300


def standing_base(
    work: ReadingFaq,
    agency: Agency,
    today: date,
    *,
    engine: Engine | None = None,
    before: KnowledgeBase | None = None,
) -> KnowledgeBase:
    """What citizens may get on that day, indexed with the office's synonyms.

    before -- the base that stood until now: where little has changed, this one is made from it in milliseconds.
    """
    entries, synonyms = live_entries(work, agency, today), work.faq.synonyms(agency)
    if before is not None:
        return before.renewed(entries, agency, synonyms=synonyms)
    return KnowledgeBase(entries, agency, synonyms=synonyms, engine=engine)


def keep_synonyms(work: FaqWork, agency: Agency, lines: str, by: str) -> str:
    """Replace the office's list; returns it tidied.

    Raises Refused("synonyms_long"), Refused("synonyms_line", line=<from 1>) for one that says nothing.
    """
    tidied = [" ".join(line.split()) for line in lines.strip().splitlines()]
    if len(tidied) > MOST_LINES or any(len(line) > LINE_LIMIT for line in tidied):
        raise Refused("synonyms_long", most=MOST_LINES, limit=LINE_LIMIT)
    for number, line in enumerate(tidied, start=1):
        if line.split("#")[0].strip() and not read(line):
            raise Refused("synonyms_line", line=number)
    kept = "\n".join(tidied)
    if kept != work.faq.synonyms(agency):
        work.faq.keep_synonyms(agency, kept, work.clock.now(), by)
        announce(work, agency)
    return kept
