"""Whether LINE lets people of the office read the chat: then no fraud report is taken in it, whatever the setting says.

LINE calls it chatMode: "bot" means that Chat is off in the account manager. Whatever is not that, or not known since
a day, or could not be asked, counts as readable.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channels import CHAT
from bot.events import plain
from bot.outcomes import Delivered, Line
from bot.parts import Channel, Parts

log = logging.getLogger("bot.chat_mode")

BELIEVED = timedelta(hours=26)
ASK_AGAIN = timedelta(hours=20)
UNREADABLE = "bot"
_NEVER = datetime.min.replace(tzinfo=UTC)


def unreadable(known: Mapping[str, Any], now: datetime) -> bool:
    """Whether LINE said lately that nobody of the office can read the chat."""
    return known.get("mode") == UNREADABLE and timedelta(0) <= now - _asked(known) < BELIEVED


def stale(known: Mapping[str, Any], now: datetime) -> bool:
    """Whether it is time to ask again."""
    return not timedelta(0) <= now - _asked(known) < ASK_AGAIN


def ask(parts: Parts, line: Line, channel: Channel) -> bool:
    """Ask LINE and keep the answer; whether the chat is unreadable for the office.

    When it no longer is, open drafts are erased, and the console's log says why.
    """
    answer = line.bot_info(channel.account)
    mode = plain(answer.data.get("chatMode")) if isinstance(answer.outcome, Delivered) else ""
    now = parts.clock.now()
    with parts.workplace.begin() as work:
        before = work.credentials.get(channel.agency, CHAT) or {}
        work.credentials.put(channel.agency, CHAT, {"mode": mode, "at": now.isoformat()})
        work.revisions.bump(channel.agency, "credentials")
        closed = before.get("mode") == UNREADABLE and mode != UNREADABLE
        if closed:
            work.staff_log.add(channel.agency, "-", "line.chat_readable", mode or "unknown", now)
    if closed:
        log.warning("chat.closed", extra={"agency": channel.agency.code})
        if parts.chat is not None:
            parts.chat.erase_drafts(channel.agency)
    return mode == UNREADABLE


def _asked(known: Mapping[str, Any]) -> datetime:
    at = known.get("at")
    return datetime.fromisoformat(str(at)) if at else _NEVER
