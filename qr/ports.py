"""What the register needs of the stores of one transaction."""

from datetime import date
from typing import Protocol

from kernel.agency import Agency, ServicePoint, Sign


class Points(Protocol):
    """The service-point register with its signs."""

    def add(self, agency: Agency, point: ServicePoint) -> None:
        """Raises Refused("code_taken")."""
        ...

    def change(self, agency: Agency, point: ServicePoint, before: ServicePoint | None = None) -> None:
        """before -- what it was changed from: only what differs is kept."""
        ...

    def all(self, agency: Agency) -> list[ServicePoint]: ...

    def add_sign(self, agency: Agency, sign: Sign) -> None:
        """Raises Refused("code_taken")."""
        ...

    def retire_signs(self, agency: Agency, point: str, day: date) -> None: ...


class Register(Protocol):
    """A transaction, as far as `qr.register` looks."""

    @property
    def points(self) -> Points: ...
