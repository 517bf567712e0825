"""LINE, Google and the sealed store as the console meets them: ordinary typed classes at its ports."""

from collections.abc import Mapping
from typing import Any

from console.probe_ports import LineReport, SheetReport
from kernel.agency import Agency
from kernel.errors import Unavailable


class FakeLineProbe:
    """Answers with the report it was given; remembers what it was asked."""

    def __init__(self) -> None:
        self.report = LineReport(bot_name="บ้านใหม่บอต", basic_id="@123abcde", chat_mode="bot")
        self.away = False
        self.asked: list[tuple[str, dict[str, Any], str]] = []

    def test(self, agency: Agency, credentials: Mapping[str, Any], webhook_url: str) -> LineReport:
        if self.away:
            raise Unavailable
        self.asked.append((agency.code, dict(credentials), webhook_url))
        return self.report


class FakeSheetProbe:
    """The same for Google."""

    def __init__(self) -> None:
        self.report = SheetReport(title="ผลประเมิน")
        self.away = False
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def test(self, agency: Agency, credentials: Mapping[str, Any]) -> SheetReport:
        if self.away:
            raise Unavailable
        self.asked.append((agency.code, dict(credentials)))
        return self.report
