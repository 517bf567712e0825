"""Filing a report: all slow work first, then one transaction with no secret in it."""

from collections.abc import Callable
from datetime import date

from complaints import guard, statistics
from complaints.casefile import Arrival, NewCase
from complaints.desk import Desk
from complaints.form import KEEP_DAY_KEYS, Sending, sending
from complaints.ports import SealedWork
from complaints.receipt import Receipt
from complaints.report import MAX_CONTACT, MAX_TEXT, Report, check
from complaints.rows import UsedForm
from complaints.topics import CATEGORIES
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

__all__ = ["CATEGORIES", "MAX_CONTACT", "MAX_TEXT", "Report", "check", "file"]

_ATTEMPTS = 8
"""A million locators: eight in a row are taken only when an agency is close to full."""


class _Taken(Exception):  # noqa: N818 - never leaves this module
    """Locator or reference belong to another case: roll back and draw again."""


def file(desk: Desk, agency: Agency, report: Report, form: str) -> Receipt:
    """Keep a report exactly once per form and return its receipt, which nobody can derive again in a few hours.

    `form` is the form's secret random number. The same form with the same report gets the same receipt, also after
    a crash. Raises Refused: what `check` and `guard.recipients` raise, "form_invalid", "already_filed" (the form
    was sent with another text); Unavailable when too many send at once.
    """
    check(report)
    sent = sending(agency, report, form)
    with desk.store.read() as work:
        earlier = work.forms.find(agency, sent.token)
        if earlier is not None:
            return _again(work, agency, sent, earlier)
        guard.recipients(work, agency, report.exclude)
    day = desk.today
    day_key = _day_key(desk, agency, day)
    for attempt in range(_ATTEMPTS):
        try:
            return _attempt(desk, agency, report, sent, day, day_key, attempt)
        except _Taken:
            continue
    raise Unavailable("no free locator")


def _attempt(
    desk: Desk, agency: Agency, report: Report, sent: Sending, day: date, day_key: bytes, attempt: int
) -> Receipt:
    receipt, salt = sent.receipt(day_key, attempt), desk.crypto.new_salt()
    arrival = Arrival(receipt, salt, desk.crypto.informer(receipt.secret, salt), day)
    used = sent.used(day, attempt, desk.clock.now())
    with desk.store.begin() as work:
        if not work.forms.use(agency, used):
            first = work.forms.find(agency, sent.token)
            assert first is not None  # its row is why `use` said no
            return _again(work, agency, sent, first)
        to = guard.recipients(work, agency, report.exclude)
        _keep(work, agency, desk.files(agency).build(report, to, arrival))
        statistics.count_filed(work.counters, agency, day, report.counted_as)
        work.audit.tally(agency, day, "filed")
    return receipt


def _keep(work: SealedWork, agency: Agency, case: NewCase) -> None:
    if not work.cases.add(agency, case.row):
        raise _Taken
    work.cases.add_boxes(agency, case.boxes)
    work.cases.add_message(agency, case.row.reference, case.message)
    work.cases.add_contact(agency, case.row.reference, case.contact)


def _again(work: SealedWork, agency: Agency, sent: Sending, earlier: UsedForm) -> Receipt:
    day_key = work.forms.day_key(agency, earlier.day)
    if earlier.content != sent.content or day_key is None:
        raise Refused("already_filed")
    return sent.receipt(day_key, earlier.attempt)


def _day_key(desk: Desk, agency: Agency, day: date) -> bytes:
    with desk.store.read() as work:
        key = work.forms.day_key(agency, day)
    if key is not None:
        return key
    with desk.store.begin() as work:
        return work.forms.make_day_key(agency, day, desk.crypto.new_key())


def tidy(desk: Desk, agency: Agency, erased: Callable[[], None]) -> None:
    """Erase used forms and day keys whose time is over, and enter past days' sums into the audit log.

    Run at least daily. `erased` is called afterwards, to clear what the database still keeps of erased rows and of
    the audit log's earlier keys.
    """
    today = desk.today
    with desk.store.begin() as work:
        work.forms.forget(agency, desk.clock.now(), today - KEEP_DAY_KEYS)
        work.audit.settle(agency, today)
    erased()
