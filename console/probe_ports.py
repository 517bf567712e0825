"""What the console asks of the world outside: LINE, Google, and bringing a menu to LINE."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kernel.agency import Agency


@dataclass(frozen=True)
class LineReport:
    """What LINE says about a channel."""

    problem: str = ""
    """"" when all is well, else token_refused | not_a_bot | webhook_missing | webhook_elsewhere | webhook_off |
    webhook_failed | quota."""
    bot_name: str = ""
    basic_id: str = ""
    chat_mode: str = ""
    """"bot", or "chat" when people of the office can read chats in LINE Official Account Manager."""
    webhook_url: str = ""
    """The address LINE has on file."""
    webhook_reason: str = ""
    """LINE's own word for a webhook test that failed, e.g. "request_timeout"; ASCII."""


class LineProbe(Protocol):
    """Asks LINE whether a channel works. Sends nothing to any citizen."""

    def test(self, agency: Agency, credentials: Mapping[str, Any], webhook_url: str) -> LineReport:
        """Bot info, then the webhook on file against `webhook_url`, then LINE's own webhook test.

        Raises Unavailable when LINE cannot be reached.
        """
        ...


@dataclass(frozen=True)
class SheetReport:
    """What Google says about a spreadsheet."""

    problem: str = ""
    """"" when all is well, else a short key for the log."""
    title: str = ""
    said: str = ""
    """The same in Thai, with what to do about it."""


class SheetProbe(Protocol):
    """Asks Google whether the service account may write to the spreadsheet. Changes no cell."""

    def test(self, agency: Agency, credentials: Mapping[str, Any]) -> SheetReport:
        """Raises Unavailable when Google cannot be reached."""
        ...


class MenuDeployed(Protocol):
    """What bringing a menu to LINE came to."""

    @property
    def done(self) -> tuple[str, ...]:
        """created | uploaded | shown | removed; empty when LINE had everything already."""
        ...


class MenuDesk(Protocol):
    """The menu under an agency's chat."""

    def picture(self, agency: Agency) -> bytes:
        """As PNG."""
        ...

    def deploy(self, agency: Agency) -> MenuDeployed:
        """May be repeated. Raises Refused("menu_no_line"), Refused("menu_refused", status) and Unavailable."""
        ...
