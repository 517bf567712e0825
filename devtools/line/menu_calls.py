"""Rich-menu endpoints, but for the names of menus (`menu_aliases`) and menus of one's own (`menu_links`)."""

from __future__ import annotations

from typing import Any

from devtools.line import ids, refusals
from devtools.line.platform import Platform
from devtools.line.richmenus import MAX_MENUS, image_fault, image_size
from devtools.line.wire import Answer, Request, refuse

NOT_FOUND = "richmenu not found"
_ELSEWHERE = "the richmenu is owned by another channel"
_TYPES = ("image/png", "image/jpeg")


def create(platform: Platform, request: Request) -> Answer:
    """Makes a menu without image."""
    menus = request.channel.menus
    if len(menus.menus) >= MAX_MENUS:
        return refuse(400, "The number of rich menus has reached its limit")
    menu_id = ids.rich_menu_id()
    menus.add(menu_id, request.body)
    return Answer(200, {"richMenuId": menu_id})


def validate(platform: Platform, request: Request) -> Answer:
    """Checks a menu object only; the checks were made before this handler."""
    return Answer()


def get(platform: Platform, request: Request) -> Answer:
    """One menu."""
    found = request.channel.menus.menus.get(request.params["richMenuId"])
    return Answer(200, found) if found else refuse(404, refusals.NOT_FOUND)


def listing(platform: Platform, request: Request) -> Answer:
    """All menus made through the API."""
    return Answer(200, {"richmenus": list(request.channel.menus.menus.values())})


def delete(platform: Platform, request: Request) -> Answer:
    """Deletes a menu."""
    if request.params["richMenuId"] not in request.channel.menus.menus:
        return refuse(404, refusals.NOT_FOUND)
    request.channel.menus.remove(request.params["richMenuId"])
    platform.touch()
    return Answer()


def upload(platform: Platform, request: Request) -> Answer:
    """Gives a menu its image, once."""
    menus, menu_id = request.channel.menus, request.params["richMenuId"]
    if menu_id not in menus.menus:
        return refuse(404, refusals.NOT_FOUND)
    if menu_id in menus.images:
        return refuse(400, "An image has already been uploaded to the richmenu")
    media_type = request.headers.get("content-type", "").split(";")[0].strip()
    if media_type not in _TYPES:
        return refusals.content_type(media_type)
    fault = image_fault(request.raw, media_type) or _misfit(menus.menus[menu_id], request.raw)
    if fault:
        return refuse(400, fault)
    menus.images[menu_id] = (request.raw, media_type)
    platform.touch()
    return Answer()


def _misfit(menu: dict[str, Any], raw: bytes) -> str | None:
    """The picture has to have the size that the menu was declared with."""
    size = menu.get("size", {})
    declared = size.get("width"), size.get("height")
    return None if image_size(raw) == declared else f"The image size does not match the rich menu's {declared}"


def image(platform: Platform, request: Request) -> Answer:
    """The image of a menu."""
    found = request.channel.menus.images.get(request.params["richMenuId"])
    return Answer(200, found[0], media_type=found[1]) if found else refuse(404, refusals.NOT_FOUND)


def set_default(platform: Platform, request: Request) -> Answer:
    """Shows a menu to everybody without a menu of their own."""
    refused = unusable(request)
    if refused is None:
        request.channel.menus.default = request.params["richMenuId"]
        platform.touch()
    return refused or Answer()


def get_default(platform: Platform, request: Request) -> Answer:
    """Which menu is the default; one made in the Official Account Manager is there, but not told."""
    default = request.channel.menus.default
    if default is None and request.channel.manager_menu:
        return refuse(403, _ELSEWHERE)
    return Answer(200, {"richMenuId": default}) if default else refuse(404, "no default richmenu")


def cancel_default(platform: Platform, request: Request) -> Answer:
    """No default menu any more."""
    request.channel.menus.default = None
    platform.touch()
    return Answer()


def unusable(request: Request) -> Answer | None:
    """The refusal when the menu of the path cannot be shown."""
    menus, menu_id = request.channel.menus, request.params["richMenuId"]
    if menu_id not in menus.menus:
        return refuse(404, refusals.NOT_FOUND)
    if menu_id not in menus.images:
        return refuse(400, "must upload richmenu image before applying it to user")
    return None
