"""The fraud room as the public pages see it: put in, and look again with the receipt. Nothing more can be asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from complaints.guard import Door
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.statistics import Snapshot
from kernel.agency import Agency

if TYPE_CHECKING:
    from storage.sealed.room import FraudRoom
    from web.fraud_port import Followed


class PublicDoor:
    """`web.fraud_port.FraudDoor`. A wide object handed to a room can be read from; this one has four verbs."""

    def __init__(self, room: "FraudRoom") -> None:
        self._room = room

    def door(self, agency: Agency) -> Door:
        """Whether reports are taken, and who would read one."""
        return self._room.door(agency)

    def published(self, agency: Agency) -> Sequence[Snapshot]:
        """Frozen figures, the newest first."""
        return self._room.published(agency)

    def file(self, agency: Agency, report: Report, form: str) -> Receipt:
        """Keep a report once per form."""
        return self._room.file(agency, report, form)

    def follow(self, agency: Agency, typed: str) -> "Followed":
        """The thread of a receipt."""
        return self._room.follow(agency, typed)
