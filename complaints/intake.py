"""Filing a report: all slow work first, then one transaction with no secret in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from complaints import counting, crowding, guard, keyed, notice
from complaints.casefile import Arrival, NewCase
from complaints.crowding import Effort
from complaints.desk import Desk
from complaints.evidence import CleanFile, check_all
from complaints.form import Sending, sending
from complaints.receipt import Receipt
from complaints.report import MAX_CONTACT, MAX_TEXT, Report, check
from complaints.rows import DraftPart, UnsendMark, UsedForm
from complaints.store_ports import SealedWork
from complaints.topics import CATEGORIES
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

__all__ = ["CATEGORIES", "MAX_CONTACT", "MAX_TEXT", "Report", "Told", "check", "file"]

_ATTEMPTS = 8
"""A million locators: eight in a row are taken only when an agency is close to full."""
WEB, CHAT, OFFICER = "web", "chat", "officer"
"""How a report came; counted, never kept with the case."""


@dataclass(frozen=True)
class Told:
    """A report with what comes along."""

    report: Report
    files: Sequence[CleanFile] = ()
    chat: Sequence[tuple[str, str, str]] = field(default=(), repr=False)
    """(field, text, the platform's message id) of each chat message; the report holds no text then."""
    channel: str = WEB
    draft: str = ""
    """Mark of the chat draft that goes in the same transaction."""
    read: DraftPart | None = None
    """That draft as it was when this was taken from it."""
    officer: str = ""
    """Who entered it, for the log."""
    effort: Effort | None = None
    """What was put into the form; None where nobody is asked for any: in the chat, and by officers."""


class _Taken(Exception):  # noqa: N818 - never leaves this module
    """Locator or reference belong to another case: roll back and draw again."""


def file(
    desk: Desk, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = (), effort: Effort | None = None
) -> Receipt:
    """Keep a report exactly once per form and return its receipt, which nobody can derive again in a few hours.

    `form` is the form's secret random number. The same form with the same report gets the same receipt, also after
    a crash. Raises Refused: what `check`, `check_all` and `guard.recipients` raise, "form_invalid", "already_filed"
    (the form was sent with another text), "effort" (facts: bits, wait_s) while very many are sent; Unavailable when too
    many send at once.
    """
    check(report)
    return keep(desk, agency, Told(report, files, effort=effort), form)


def keep(desk: Desk, agency: Agency, told: Told, form: str) -> Receipt:
    """`file` for reports that came another way; what was told was checked.

    Raises Refused("draft_changed") too, when a chat's draft is not what was read of it any more.
    """
    check_all(told.files)
    sent = sending(agency, told.report, form, told.files)
    day, space = desk.today, desk.space()
    with desk.store.read() as work:
        earlier = work.forms.find(agency, sent.token)
        if earlier is not None:
            return _again(work, agency, sent, earlier)
        guard.recipients(work, agency, told.report.exclude, day, space=space)
        if told.effort is not None:
            crowding.check(desk, work, agency, told.effort)
    the_days = day_key(desk, agency, day)
    for attempt in range(_ATTEMPTS):
        try:
            return _attempt(desk, agency, told, sent, day, the_days, attempt)
        except _Taken:
            continue
    raise Unavailable("no free locator")


def receipt_of(desk: Desk, agency: Agency, form: str) -> Receipt | None:
    """The receipt of a form that was sent, for whoever holds its number; None when it was not, or too long ago."""
    token = sending(agency, Report(what=""), form).token
    with desk.store.read() as work:
        used = work.forms.find(agency, token)
        key = None if used is None else work.forms.day_key(agency, used.day)
    if used is None or key is None:
        return None
    return sending(agency, Report(what=""), form).receipt(key, used.attempt)


def _attempt(desk: Desk, agency: Agency, told: Told, sent: Sending, day: date, key: bytes, attempt: int) -> Receipt:
    receipt, salt = sent.receipt(key, attempt), desk.crypto.new_salt()
    informer = desk.crypto.informer(receipt.secret, salt, filing=True)
    used = sent.used(day, attempt, desk.clock.now())
    with desk.store.begin() as work:
        if not work.forms.use(agency, used):
            first = work.forms.find(agency, sent.token)
            assert first is not None  # its row is why `use` said no
            return _again(work, agency, sent, first)
        if told.draft and work.chats.state(agency, told.draft, lock=True) != told.read:
            raise Refused("draft_changed")
        to = guard.recipients(work, agency, told.report.exclude, day)
        arrival = Arrival(
            receipt, salt, informer, day, desk.due(agency, day), keyed.epoch(work, agency),
            told.files, told.chat, told.channel == OFFICER,
        )  # fmt: skip
        _keep(desk, work, agency, desk.files(agency).build(told.report, to, arrival), day)
        counting.count_filed(work.counters, agency, day, told.report.counted_as, told.channel)
        work.audit.tally(agency, day, "filed")
        if told.officer:
            work.audit.add(agency, day, told.officer, "entered")
        if told.draft:
            work.chats.drop(agency, told.draft)
    return receipt


def _keep(desk: Desk, work: SealedWork, agency: Agency, case: NewCase, day: date) -> None:
    reference = case.row.reference
    if not work.cases.add(agency, case.row):
        raise _Taken
    work.cases.add_boxes(agency, case.boxes)
    for one in case.sent:
        keyed.keep_sent(work, agency, reference, one)
    work.cases.put_contact(agency, reference, case.contact)
    notice.put_empty(desk.crypto, work, agency, {case.row.epoch: case.key})
    for platform_id, message in case.unsend:
        mark = desk.crypto.mark("unsend", agency.code, platform_id)
        week = day - timedelta(days=day.weekday())  # no finer: it stands beside the reference
        work.chats.put_unsend_mark(agency, UnsendMark(mark, reference, message, week))


def _again(work: SealedWork, agency: Agency, sent: Sending, earlier: UsedForm) -> Receipt:
    key = work.forms.day_key(agency, earlier.day)
    if earlier.content != sent.content or key is None:
        raise Refused("already_filed")
    return sent.receipt(key, earlier.attempt)


def day_key(desk: Desk, agency: Agency, day: date) -> bytes:
    """Under which receipts of this day are derived; made when it is first needed."""
    with desk.store.read() as work:
        key = work.forms.day_key(agency, day)
    if key is not None:
        return key
    with desk.store.begin() as work:
        return work.forms.make_day_key(agency, day, desk.crypto.new_key())
