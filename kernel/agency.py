"""The agency: the first word of every sentence in this house."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Agency:
    """One organisation that uses the product; everything stored belongs to exactly one."""

    code: str
    """Lower-case ASCII, 2-32 letters, digits and hyphens; part of web addresses."""
    name: str
    """Official Thai name, e.g. องค์การบริหารส่วนตำบลบ้านใหม่."""
    short_name: str = ""
    """What people say, e.g. อบต.บ้านใหม่."""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    """Office hours as a citizen reads them."""
    website: str = ""
    size: str = "M"
    """S, M or L: decides the minimum sample (30, 40, 50)."""
    official_eit_url: str = ""
    unit: str = "สำนักปลัด"
    """The unit that answers for complaints."""
    complaint_days: int = 15
    """Calendar days in which a complaint must be answered."""
    push_limit: int = 200
    """Paid messages a month this agency lets the bot send."""
    demo: bool = False

    @property
    def spoken_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Purpose(StrEnum):
    """What a service point's poster leads to."""

    SURVEY = "survey"
    QUESTION = "question"


@dataclass(frozen=True)
class ServicePoint:
    """A counter or place with its own code, QR and score."""

    code: str
    name: str
    services: str = ""
    purpose: Purpose = Purpose.SURVEY
    opened_on: date = field(default=date.min)
    retired_on: date | None = None

    @property
    def retired(self) -> bool:
        """Whether its poster should no longer hang anywhere."""
        return self.retired_on is not None
