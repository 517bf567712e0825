"""Where a case stands, and how it can end."""

from enum import StrEnum

from complaints import texts


class Status(StrEnum):
    """Kept in clear with the case."""

    RECEIVED = "received"
    WORKING = "working"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """What people read."""
        return texts.STATUSES[self.value]


class Outcome(StrEnum):
    """Why a case was closed; every one of them counts as finished. Kept inside the sealed header."""

    DONE = "done"
    FORWARDED = "forwarded"
    OUT_OF_POWER = "out_of_power"
    UNFOUNDED = "unfounded"
    INSUFFICIENT = "insufficient"

    @property
    def label(self) -> str:
        """What people read."""
        return texts.OUTCOMES[self.value]
