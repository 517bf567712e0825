"""Keeping the knowledge base: publish, hide, read, and the first filling."""

from dataclasses import replace

from kernel.agency import Agency
from kernel.errors import Refused
from qa.entries import Entry, Status, check, tidy
from qa.ports import FaqWork, ReadingFaq
from qa.seed import starter

CHANGED = "faq"
"""The revision that grows with every change; caches of the knowledge base compare it."""


def publish_entry(work: FaqWork, agency: Agency, entry: Entry) -> Entry:
    """Add or replace an entry by id, as it stands (live, draft or hidden). Raises Refused as `entries.check`."""
    clean = tidy(entry)
    check(clean)
    stored = work.faq.put(agency, clean, work.clock.now())
    _announce(work, agency)
    return stored


def hide_entry(work: FaqWork, agency: Agency, entry_id: str) -> Entry:
    """Take an entry out of the answers; its text stays. Raises Refused("entry_unknown")."""
    found = work.faq.get(agency, entry_id)
    if found is None:
        raise Refused("entry_unknown")
    return publish_entry(work, agency, replace(found, status=Status.HIDDEN))


def live_entries(work: ReadingFaq, agency: Agency) -> list[Entry]:
    """What citizens may get, with placeholders still in place."""
    return [entry for entry in work.faq.all(agency) if entry.live]


def seed_starter(work: FaqWork, agency: Agency) -> int:
    """Give an agency the starter entries it does not have yet; what staff changed or hid stays. Returns how many."""
    have = {entry.id for entry in work.faq.all(agency)}
    missing = [entry for entry in starter() if entry.id not in have]
    for entry in missing:
        work.faq.put(agency, entry, work.clock.now())
    if missing:
        _announce(work, agency)
    return len(missing)


def _announce(work: FaqWork, agency: Agency) -> None:
    work.revisions.bump(agency, CHANGED)
    work.jobs.put(agency, "sync")
