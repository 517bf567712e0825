"""What the holder of a receipt sees. Wrong, unknown and right receipts cost the same key derivation."""

import hmac
from dataclasses import dataclass

from complaints import texts
from complaints.casefile import CASE, INFORMER
from complaints.desk import Desk
from complaints.header import CaseHeader
from complaints.keys import InformerKey
from complaints.opened import ReporterView
from complaints.receipt import Receipt, read_receipt
from complaints.rows import CaseRow
from complaints.status import Status
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.thai import thai_date

_NO_VERIFIER = bytes(32)


@dataclass(frozen=True)
class Followed:
    """`complaints.ports.ReporterThread` over a desk."""

    desk: Desk

    def follow(self, agency: Agency, typed: str) -> ReporterView:
        """The own thread.

        Raises Refused("receipt_malformed") for what cannot be a receipt, Refused("receipt_unknown") for a wrong
        secret and for a locator nobody has, Unavailable when too many ask at once.
        """
        receipt = read_receipt(typed)
        row, informer = self._derive(agency, receipt)
        known = hmac.compare_digest(informer.verifier, row.verifier if row is not None else _NO_VERIFIER)
        with self.desk.store.begin() as work:
            work.audit.tally(agency, self.desk.today, "receipt_read" if known else "receipt_wrong")
        if row is None or not known:
            raise Refused("receipt_unknown")
        return self._open(agency, row.reference, informer)

    def _derive(self, agency: Agency, receipt: Receipt) -> tuple[CaseRow | None, InformerKey]:
        with self.desk.store.read() as work:
            row = work.cases.by_locator(agency, receipt.locator)
        salt = row.salt if row is not None else self.desk.crypto.dummy_salt(agency.code, receipt.locator)
        return row, self.desk.crypto.informer(receipt.secret, salt)

    def _open(self, agency: Agency, reference: str, informer: InformerKey) -> ReporterView:
        with self.desk.store.read() as work:
            row = work.cases.get(agency, reference)
            boxes = work.cases.boxes(agency, INFORMER, CASE, reference)
            rows = work.cases.messages(agency, reference)
        if row is None or not boxes:
            raise Refused("receipt_unknown")
        files, newest = self.desk.files(agency), max(boxes, key=lambda box: box.epoch)
        key = files.open_box(newest, informer.secret)
        header = files.open_header(row, key)
        _, messages = files.open_thread(reference, key, header, rows)
        acknowledgement = texts.ACKNOWLEDGED.format(day=thai_date(header.due))
        return ReporterView(row.status, _label(row.status, header), acknowledgement, header.due, messages)


def _label(status: Status, header: CaseHeader) -> str:
    if status is Status.CLOSED and header.outcome is not None:
        return texts.CLOSED_WITH.format(status=status.label, outcome=header.outcome.label)
    return status.label
