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
from bot import messages, texts
from devtools.line import Channel, Person, Platform
from devtools.line.wsgi import create_api_app, create_chat_app
from kernel.agency import Agency
from qr import links

log = logging.getLogger("demo")

PEOPLE = (("สมชาย", "phone"), ("มาลี", "phone"), ("ประวิทย์ (คอมพิวเตอร์)", "pc"))

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_FONT = "/assets/fonts.css"
_ACROSS, _WIDTH, _HEIGHT = 3, 400, 240
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
    channel.show_menu(rich_menu(agency, house.settings.public_url))
    people = [platform.add_person(name, device=device, friend=False) for name, device in PEOPLE]
    threading.Thread(target=_befriend, args=(address, channel, people), name="demo-friends", daemon=True).start()
    mounts = {"/_line": create_api_app(platform), "/chat": create_chat_app(platform, _FONT)}
    return DispatcherMiddleware(create_app(house), mounts)


def rich_menu(agency: Agency, base_url: str) -> dict[str, Any]:
    """Six tiles under the chat. The fraud tile is a link, and touches neither suggestions nor complaints."""
    fraud = messages.opens(texts.DOOR_TITLE, links.fraud_door_from_line(base_url, agency))
    tiles = [
        *(messages.says(words) for words in (texts.ASK, texts.RATE, texts.SUGGEST)),
        *(fraud, messages.says(texts.PERSON), messages.says(texts.COMPLAIN)),
    ]
    areas = [{"bounds": _place(at), "action": tile} for at, tile in enumerate(tiles)]
    size = {"width": _ACROSS * _WIDTH, "height": len(tiles) // _ACROSS * _HEIGHT}
    return {"size": size, "selected": True, "name": "demo", "chatBarText": texts.MENU, "areas": areas}


def _place(at: int) -> dict[str, int]:
    down, across = divmod(at, _ACROSS)
    return {"x": across * _WIDTH, "y": down * _HEIGHT, "width": _WIDTH, "height": _HEIGHT}


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
