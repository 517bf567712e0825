"""Asking LINE once which account a channel is, so that webhooks meant for another one are told apart."""

import logging
from datetime import datetime, timedelta

from bot.channels import KNOWN, token_mark
from bot.events import plain
from bot.outcomes import Delivered, Line
from bot.parts import Channel, Parts

log = logging.getLogger("bot.introducing")

ASK_AGAIN = timedelta(minutes=10)


class Introducer:
    """Keeps the account's user id beside its credentials. `due` belongs to one thread, `ask` may run in another."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line
        self._asked: dict[str, datetime] = {}

    def due(self, channel: Channel, now: datetime) -> bool:
        """Whether to ask now; says yes at most once in ten minutes for an agency."""
        asked = self._asked.get(channel.agency.code)
        if channel.bot_user_id or (asked is not None and now - asked < ASK_AGAIN):
            return False
        self._asked[channel.agency.code] = now
        return True

    def ask(self, channel: Channel) -> None:
        """Ask, and keep the answer for this very token."""
        answer = self._line.bot_info(channel.account)
        user_id = plain(answer.data.get("userId"))
        if not isinstance(answer.outcome, Delivered) or not user_id:
            log.warning("line.unknown_account", extra={"agency": channel.agency.code})
            return
        known = {"user_id": user_id, "token_mark": token_mark(self._parts.vault, channel.token)}
        with self._parts.workplace.begin() as work:
            work.credentials.put(channel.agency, KNOWN, known)
            work.revisions.bump(channel.agency, "credentials")
