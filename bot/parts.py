"""What `app` hands to this room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.confiding_port import ChatDoor
from bot.outcomes import Account
from bot.ports import Inbox, Workplace
from kernel.agency import Agency
from kernel.clock import Clock
from kernel.vault import Vault
from qa.engine import Engine


@dataclass(frozen=True)
class Channel:
    """An agency's LINE channel. Its secrets are left out of its repr."""

    agency: Agency
    secret: str = field(repr=False)
    token: str = field(repr=False)
    previous_secret: str = field(default="", repr=False)
    """Still accepted while LINE's side is being changed; "" once that is over."""
    bot_user_id: str = ""
    """The account's own user id, which every webhook names; "" until LINE has told us."""
    basic_id: str = ""
    host: str = ""
    """Another LINE than the real one, e.g. the fake platform."""
    chat: Mapping[str, Any] = field(default_factory=dict)
    """What LINE said about who can read the chat, see `bot.chat_mode`; empty where nobody needs to know."""

    @property
    def account(self) -> Account:
        """Whom to speak as."""
        return Account(self.token, self.host)


@dataclass(frozen=True)
class Parts:
    """Everything the bot works with. The web process and the worker process each have one."""

    workplace: Workplace
    inbox: Inbox
    vault: Vault
    clock: Clock
    base_url: str
    """The public address without a slash at the end."""
    channels: Callable[[str], Channel | None]
    """An agency's channel by its code; None while it has none. `bot.channels.ChannelBook` is the real one."""
    engine: Engine | None = None
    """Orders the answers to a question anew; None: the search alone does."""
    chat: ChatDoor | None = None
    """The fraud door's guided chat; None where no sealed store is served."""
