"""What the holder of a receipt sees. Wrong, unknown and right receipts cost the same key derivation."""

import hmac
from dataclasses import dataclass, field, replace

from complaints import effort, texts
from complaints.casefile import CASE, INFORMER, newest
from complaints.casethread import Keys, Said
from complaints.desk import Desk
from complaints.header import CaseHeader
from complaints.keys import InformerKey
from complaints.opened import ReporterView
from complaints.receipt import Receipt, read_receipt
from complaints.rows import CaseRow
from complaints.status import Status
from complaints.store_ports import SealedWork
from complaints.visits import Visit
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.thai import thai_date

_NO_VERIFIER = bytes(32)


@dataclass(frozen=True)
class Own:
    """An informer's own case, opened."""

    row: CaseRow
    keys: Keys = field(repr=False)
    header: CaseHeader
    said: Said = field(repr=False)

    @staticmethod
    def of(desk: Desk, work: SealedWork, agency: Agency, visit: Visit) -> "Own":
        """The case of a visit, locked. Raises Refused("visit_over")."""
        try:
            return Followed(desk).open(work, agency, visit.reference, visit.secret)
        except Refused:
            raise Refused("visit_over") from None

    def headed(self, desk: Desk, agency: Agency, header: CaseHeader, row: CaseRow) -> CaseRow:
        """The row with another header, sealed."""
        sealed = desk.files(agency).seal_header(row.reference, newest(row, self.keys), row.epoch, header)
        return replace(row, header=sealed)

    @property
    def view(self) -> ReporterView:
        """As the page shows it."""
        header, status = self.header, self.row.status
        acknowledgement = texts.ACKNOWLEDGED.format(day=thai_date(header.due))
        return ReporterView(
            status, _label(status, header), acknowledgement, header.due, self.said.messages, self.said.files,
            header.first_use, header.withdrawn, status is Status.CLOSED,
        )  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """`complaints.ports.ReporterThread` over a desk."""

    desk: Desk

    def follow(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> ReporterView:
        """The own thread.

        Raises Refused("receipt_malformed") for what cannot be a receipt, Refused("receipt_unknown") for a wrong
        secret and for a locator nobody has, Refused("effort") when trying has its price, Unavailable when too many
        ask at once.
        """
        return self.sign_in(agency, typed, token, answer)[1].view

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> tuple[InformerKey, Own]:
        """The same, with the informer's key in hand."""
        receipt = read_receipt(typed)
        row, informer = self._derive(agency, receipt, token, answer)
        known = hmac.compare_digest(informer.verifier, row.verifier if row is not None else _NO_VERIFIER)
        with self.desk.store.begin() as work:
            work.audit.tally(agency, self.desk.today, "receipt_read" if known else "receipt_wrong")
            if row is not None and known:
                return informer, self.open(work, agency, row.reference, informer.secret)
            work.tries.add(agency, self.desk.today, effort.mark_of(self.desk, agency, receipt.locator))
        raise Refused("receipt_unknown")

    def open(self, work: SealedWork, agency: Agency, reference: str, secret: bytes) -> Own:
        """The own case with the informer's key; what was told by notice counts as read. Raises "receipt_unknown"."""
        files = self.desk.files(agency)
        row = work.cases.get(agency, reference, lock=True)
        boxes = work.cases.boxes(agency, INFORMER, CASE, reference)
        if row is None or not boxes:
            raise Refused("receipt_unknown")
        keys = {box.epoch: files.open_box(box, secret) for box in boxes}
        header = files.open_header(row, keys)
        rows, own = work.threads.messages(agency, reference), work.threads.keys(agency, reference)
        said = files.thread.open(reference, keys, header, rows, own)
        if header.told:
            header = replace(header, told=False)
            row = replace(row, header=files.seal_header(reference, newest(row, keys), row.epoch, header))
            work.cases.change(agency, row)
        return Own(row, keys, header, said)

    def _derive(self, agency: Agency, receipt: Receipt, token: str, answer: str) -> tuple[CaseRow | None, InformerKey]:
        with self.desk.store.begin() as work:
            effort.check(self.desk, work, agency, receipt.locator, token, answer)
            row = work.cases.by_locator(agency, receipt.locator)
        salt = row.salt if row is not None else self.desk.crypto.dummy_salt(agency.code, receipt.locator)
        return row, self.desk.crypto.informer(receipt.secret, salt)


def _label(status: Status, header: CaseHeader) -> str:
    if status is Status.CLOSED and header.outcome is not None:
        return texts.CLOSED_WITH.format(status=status.label, outcome=header.outcome.label)
    return status.label
