"""A receipt of the informer's own, in place of the code that an officer handed over. Once, also after a crash."""

from dataclasses import replace

from complaints import intake
from complaints.casefile import CASE, INFORMER
from complaints.desk import Desk
from complaints.form import message_sending
from complaints.keys import InformerKey
from complaints.receipt import Receipt
from complaints.store_ports import SealedWork
from complaints.thread import Own
from complaints.visits import Visit, Visits
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

_ATTEMPTS = 8
_WANTED = "a receipt of one's own"


def exchange(desk: Desk, agency: Agency, cookie: str, form: str) -> Receipt:
    """The receipt follows from the form: when the answer was lost, the same form brings it once more.

    Raises Refused: visit_over, not_first_use, form_invalid; Unavailable.
    """
    visit, sent, day = Visits(desk).get(agency, cookie), message_sending(agency, _WANTED, form), desk.today
    before = intake.receipt_of(desk, agency, form)
    if before is not None:
        return _again(desk, agency, cookie, visit, before)
    day_key = intake.day_key(desk, agency, day)
    for attempt in range(_ATTEMPTS):
        receipt, salt = sent.receipt(day_key, attempt), desk.crypto.new_salt()
        informer = desk.crypto.informer(receipt.secret, salt, filing=True)
        with desk.store.begin() as work:
            if work.cases.get(agency, visit.reference, lock=True) is None:
                raise Refused("visit_over")
            if work.forms.find(agency, sent.token) is not None:
                break  # a second tap, while the first was under way
            if not _moved(desk, work, agency, visit, receipt, salt, informer):
                continue
            work.forms.use(agency, sent.used(day, attempt, desk.clock.now()))
        Visits(desk).keep(cookie, replace(visit, secret=informer.secret))
        return receipt
    done = intake.receipt_of(desk, agency, form)
    if done is None:
        raise Unavailable("no free locator")
    return _again(desk, agency, cookie, visit, done)


def _again(desk: Desk, agency: Agency, cookie: str, visit: Visit, receipt: Receipt) -> Receipt:
    """The answer was lost on its way: the same receipt, and a visit that goes on under it."""
    with desk.store.read() as work:
        row = work.cases.by_locator(agency, receipt.locator)
    if row is None or row.reference != visit.reference:
        raise Refused("visit_over")
    informer = desk.crypto.informer(receipt.secret, row.salt, filing=True)
    Visits(desk).keep(cookie, replace(visit, secret=informer.secret))
    return receipt


def _moved(
    desk: Desk, work: SealedWork, agency: Agency, visit: Visit, receipt: Receipt, salt: bytes, informer: InformerKey
) -> bool:
    """Put the case under the new receipt; False when its locator is taken."""
    own = Own.of(desk, work, agency, visit)
    if not own.header.first_use:
        raise Refused("not_first_use")
    row = replace(
        own.row, locator=receipt.locator, salt=salt, verifier=informer.verifier, informer_public=informer.public
    )
    if not work.cases.change(agency, own.headed(desk, agency, replace(own.header, first_use=False), row)):
        return False
    files = desk.files(agency)
    boxes = [files.box(row.reference, CASE, INFORMER, epoch, key, informer.public) for epoch, key in own.keys.items()]
    work.cases.put_boxes(agency, boxes)
    return True
