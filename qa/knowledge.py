"""Keeping the knowledge base: publish, hide, bring back, read, and the first filling."""

from dataclasses import replace
from datetime import date, timedelta

from kernel.agency import Agency
from kernel.errors import Refused
from qa.entries import Entry, Status, check, tidy
from qa.faq_checking import see_flaw
from qa.faq_ports import FaqWork, ReadingFaq
from qa.seed import starter
from qa.versions import BY_PRODUCT, Change, How, same

CHANGED = "faq"
"""The revision that grows with every change; caches of the knowledge base compare it."""


def publish_entry(work: FaqWork, agency: Agency, entry: Entry, change: Change = BY_PRODUCT) -> Entry:
    """Add or replace an entry by id, as it stands (live, draft or hidden); one that changes nothing is no version.

    Raises Refused as `entries.check`, and entry_see_unknown, entry_see_loop.
    """
    clean = tidy(entry)
    check(clean)
    if clean.see:
        _check_see(work, agency, clean)
    found = work.faq.get(agency, clean.id)
    if found is not None and same(found, clean):
        return found
    announce(work, agency)
    return work.faq.put(agency, clean, work.clock.now(), change)


def hide_entry(work: FaqWork, agency: Agency, entry_id: str, change: Change = BY_PRODUCT) -> Entry:
    """Take an entry out of the answers; its text stays. Raises Refused("entry_unknown")."""
    return _replaced(work, agency, replace(_known(work, agency, entry_id), status=Status.HIDDEN), change)


def confirm_entry(work: FaqWork, agency: Agency, entry_id: str, today: date, change: Change) -> Entry:
    """Somebody looked: the answer still holds. Raises Refused("entry_unknown")."""
    return _replaced(work, agency, replace(_known(work, agency, entry_id), checked_on=today), change)


def bring_back(work: FaqWork, agency: Agency, entry_id: str, version: int, by: str) -> Entry:
    """Make an old version the present one, as a new version; nothing is erased.

    Raises Refused: entry_unknown, or why the old text cannot stand today.
    """
    old = next((one for one in work.faq.versions(agency, entry_id) if one.entry.version == version), None)
    if old is None:
        raise Refused("entry_unknown")
    return publish_entry(work, agency, old.entry, Change(How.RESTORED, by))


def live_entries(work: ReadingFaq, agency: Agency, today: date | None = None) -> list[Entry]:
    """What citizens may get (on that day, when one is given), with placeholders still in place."""
    return [entry for entry in work.faq.all(agency) if entry.live and (today is None or entry.valid_on(today))]


def seed_starter(work: FaqWork, agency: Agency) -> int:
    """Give an agency the starter entries it does not have yet; what staff changed or hid stays. Returns how many."""
    have = {entry.id for entry in work.faq.all(agency)}
    missing = [entry for entry in starter() if entry.id not in have]
    if missing:
        announce(work, agency)
    for entry in missing:
        work.faq.put(agency, entry, work.clock.now())
    return len(missing)


def turn_day(work: FaqWork, agency: Agency, today: date) -> bool:
    """Tell caches when an entry's dates began today or ended yesterday. Whether they did."""
    yesterday = today - timedelta(days=1)
    turned = any(entry.live and entry.valid_on(today) != entry.valid_on(yesterday) for entry in work.faq.all(agency))
    if turned:
        work.revisions.bump(agency, CHANGED)
    return turned


def announce(work: FaqWork, agency: Agency) -> None:
    """The knowledge base changes: caches build it anew, sheet and workbook follow.

    Said before the first entry is written: whoever writes at the same moment then waits here, and not for each other.
    """
    work.revisions.bump(agency, CHANGED)
    work.jobs.put(agency, "sync")


def _known(work: FaqWork, agency: Agency, entry_id: str) -> Entry:
    found = work.faq.get(agency, entry_id)
    if found is None:
        raise Refused("entry_unknown")
    return found


def _replaced(work: FaqWork, agency: Agency, entry: Entry, change: Change) -> Entry:
    # stored as it is: an entry from before a rule must still be possible to hide and to confirm
    found = work.faq.get(agency, entry.id)
    if found is not None and same(found, entry):
        return found
    announce(work, agency)
    return work.faq.put(agency, entry, work.clock.now(), change)


def _check_see(work: FaqWork, agency: Agency, entry: Entry) -> None:
    others = {one.id: one for one in work.faq.all(agency)} | {entry.id: entry}
    wrong = see_flaw(entry, others)
    if wrong is not None:
        raise Refused(wrong[0], **wrong[1])
