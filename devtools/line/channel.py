"""An account's channel: its secrets, its plan, its webhook, and what was counted."""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from devtools.line import ids, limits
from devtools.line.content import media_type_of
from devtools.line.quota import Buckets
from devtools.line.richmenus import RichMenus, image_fault

if TYPE_CHECKING:
    from devtools.line.platform import Platform
    from devtools.line.webhooks import Delivery


@dataclass
class Redelivery:
    """The console's redelivery switch, off by default. LINE discloses neither number nor interval."""

    enabled: bool = False
    attempts: int = 3
    interval_seconds: float = 1.0


@dataclass
class Channel:
    """One Messaging API channel. Made by `Platform.add_channel`.

    `quota` counts messages per month (None: unlimited). `chat_mode` is "bot" or "chat" (Chat turned on in the manager).
    `standby` makes every event of the channel arrive in standby mode.
    `webhook_seconds` is how long LINE waits for an answer. `verified` accounts may list their friends.
    `manager_menu`: a default rich menu was made in the Official Account Manager, which shows until one of ours does.
    """

    platform: Platform
    code: str
    secret: str
    token: str
    webhook_url: str | None
    bot_user_id: str
    basic_id: str
    name: str
    quota: int | None
    chat_mode: str
    menus: RichMenus
    standby: bool = False
    webhook_active: bool = True
    webhook_seconds: float = 2.0
    channel_id: str = field(default_factory=ids.channel_id)
    verified: bool = False
    manager_menu: bool = False
    redelivery: Redelivery = field(default_factory=Redelivery)
    deliveries: deque[Delivery] = field(default_factory=lambda: deque(maxlen=2000))
    delivery_errors: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    buckets: Buckets = field(default_factory=Buckets)
    held: list[dict[str, Any]] | None = None

    def sign(self, raw: bytes) -> str:
        """The signature LINE would send with the body `raw`."""
        return ids.signature(self.secret, raw)

    @property
    def counted_this_month(self) -> int:
        """Messages counted against the quota in the present month."""
        return self.counted[self.platform.month()]

    @property
    def last_delivery(self) -> Delivery | None:
        """The newest webhook request that held events, delivered or not."""
        return next((delivery for delivery in reversed(self.deliveries) if delivery.events), None)

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Holds the events caused inside and sends them in one webhook request on leaving."""
        with self.platform.lock:
            self.held = []
        try:
            yield
        finally:
            with self.platform.lock:
                events, self.held = self.held or [], None
            if events:
                self.platform.postman.deliver(self, events)

    def redeliver_last(self) -> Delivery | None:
        """Sends the newest events again with `isRedelivery: true`; None when nothing was sent yet."""
        last = self.last_delivery
        return self.platform.postman.redeliver(self, last) if last else None

    def post_raw(self, raw: bytes, signature: str | None = None) -> Delivery:
        """Sends any bytes as a webhook; signs them rightly unless `signature` is given."""
        return self.platform.postman.deliver_raw(self, raw, signature)

    def verify(self) -> Delivery:
        """What the console's "Verify" button does: a signed body without events."""
        return self.platform.postman.deliver(self, [])

    def show_menu(self, request: dict[str, Any], image: bytes | None = None) -> str:
        """Makes `request` the default rich menu, as a deployment through the API would; returns its ID.

        ValueError tells what LINE would refuse. Without an image the chat page draws the areas as tiles.
        """
        wrong = self.platform.contract.check_request("post", "/v2/bot/richmenu", request)
        wrong += limits.check("richmenu_create", request)
        fault = image_fault(image, media_type_of(image)) if image is not None else None
        if wrong or fault:
            raise ValueError("; ".join([*wrong, fault or ""]))
        menu_id = ids.rich_menu_id()
        with self.platform.lock:
            self.menus.add(menu_id, request)
            if image is not None:
                self.menus.images[menu_id] = (image, media_type_of(image))
            self.menus.default = menu_id
            self.platform.touch()
        return menu_id
