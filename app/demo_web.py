"""The demo's web process: the product, and beside it a fake LINE with a chat page, on one port."""

from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app.demo_seed import OFFICE
from app.factories import create_app
from app.house import House
from devtools.line import Platform
from devtools.line.wsgi import create_api_app, create_chat_app

PEOPLE = (("สมชาย", "phone"), ("มาลี", "phone"), ("ประวิทย์ (คอมพิวเตอร์)", "pc"))

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def create(house: House) -> Wsgi:
    """The product with the fake platform mounted beside it."""
    platform = Platform()
    with house.workplace.read() as work:
        agency = work.agencies.get(OFFICE.code) or OFFICE
        channel = work.credentials.get(OFFICE, "line") or {}
    address = f"http://{house.settings.host}:{house.settings.port}"
    platform.add_channel(
        OFFICE.code,
        secret=channel["secret"],
        token=channel["token"],
        bot_user_id=channel["bot_user_id"],
        basic_id=channel["basic_id"],
        webhook_url=f"{address}/line/{OFFICE.code}/webhook",
        name=agency.spoken_name,
    )
    for name, device in PEOPLE:
        platform.add_person(name, device=device)
    mounts = {"/_line": create_api_app(platform), "/chat": create_chat_app(platform)}
    return DispatcherMiddleware(create_app(house), mounts)
