"""The demo's web process: the product, and beside it a fake LINE with a chat page, on one port."""

import logging
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app.demo_seed import OFFICE
from app.factories import create_app
from app.house import House
from app.rich_menus import RichMenus
from devtools.line import Channel, Person, Platform
from devtools.line.wsgi import create_api_app, create_chat_app

log = logging.getLogger("demo")

PEOPLE = (("สมชาย", "phone"), ("มาลี", "phone"), ("ประวิทย์ (คอมพิวเตอร์)", "pc"))

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_FONT = "/assets/fonts.css"
_PATIENCE_S = 30


def create(house: House) -> Wsgi:
    """The product with the fake platform mounted beside it."""
    platform = Platform()
    with house.workplace.read() as work:
        agency = work.agencies.get(OFFICE.code) or OFFICE
        credentials = work.credentials.get(OFFICE, "line") or {}
    address = f"http://{house.settings.host}:{house.settings.port}"
    channel = platform.add_channel(
        OFFICE.code,
        secret=credentials["secret"],
        token=credentials["token"],
        bot_user_id=credentials["bot_user_id"],
        basic_id=credentials["basic_id"],
        webhook_url=f"{address}/line/{OFFICE.code}/webhook",
        name=agency.spoken_name,
    )
    menu = RichMenus(house).wanted(agency)
    channel.show_menu(dict(menu.body), menu.image)
    people = [platform.add_person(name, device=device, friend=False) for name, device in PEOPLE]
    threading.Thread(target=_befriend, args=(address, channel, people), name="demo-friends", daemon=True).start()
    mounts = {"/_line": create_api_app(platform), "/chat": create_chat_app(platform, _FONT)}
    return DispatcherMiddleware(create_app(house), mounts)


def _befriend(address: str, channel: Channel, people: list[Person]) -> None:
    """Let the demo's people add the account, so that its greeting waits for the newcomer."""
    deadline = time.monotonic() + _PATIENCE_S
    while not _answers(f"{address}/healthz"):
        if time.monotonic() > deadline:
            log.warning("demo.no_greeting")
            return
        time.sleep(0.05)
    for person in people:
        person.follow(channel)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - loopback
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True
