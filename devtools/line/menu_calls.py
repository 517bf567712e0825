"""Rich-menu endpoints."""

from __future__ import annotations

from typing import Any

from devtools.line import ids
from devtools.line.platform import Platform
from devtools.line.richmenus import MAX_MENUS, image_fault, image_size
from devtools.line.wire import Answer, Request, refuse

_NOT_FOUND = "richmenu not found"


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
    return Answer(200, found) if found else refuse(404, _NOT_FOUND)


def listing(platform: Platform, request: Request) -> Answer:
    """All menus made through the API."""
    return Answer(200, {"richmenus": list(request.channel.menus.menus.values())})


def delete(platform: Platform, request: Request) -> Answer:
    """Deletes a menu."""
    if request.params["richMenuId"] not in request.channel.menus.menus:
        return refuse(404, _NOT_FOUND)
    request.channel.menus.remove(request.params["richMenuId"])
    platform.touch()
    return Answer()


def upload(platform: Platform, request: Request) -> Answer:
    """Gives a menu its image, once."""
    menus, menu_id = request.channel.menus, request.params["richMenuId"]
    if menu_id not in menus.menus:
        return refuse(404, _NOT_FOUND)
    if menu_id in menus.images:
        return refuse(400, "An image has already been uploaded to the richmenu")
    media_type = request.headers.get("content-type", "").split(";")[0].strip()
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
    return Answer(200, found[0], media_type=found[1]) if found else refuse(404, "image not found")


def set_default(platform: Platform, request: Request) -> Answer:
    """Shows a menu to everybody without a menu of their own."""
    refused = _usable(request)
    if refused is None:
        request.channel.menus.default = request.params["richMenuId"]
        platform.touch()
    return refused or Answer()


def get_default(platform: Platform, request: Request) -> Answer:
    """Which menu is the default."""
    default = request.channel.menus.default
    return Answer(200, {"richMenuId": default}) if default else refuse(404, "no default richmenu")


def cancel_default(platform: Platform, request: Request) -> Answer:
    """No default menu any more."""
    request.channel.menus.default = None
    platform.touch()
    return Answer()


def link(platform: Platform, request: Request) -> Answer:
    """Gives a person a menu of their own."""
    refused = _usable(request)
    chat = platform.chat(request.channel, request.params["userId"])
    if chat is None:
        return refuse(404, "user not found")
    if refused is None:
        chat.menu = request.params["richMenuId"]
        platform.touch()
    return refused or Answer()


def linked(platform: Platform, request: Request) -> Answer:
    """A person's own menu."""
    chat = platform.chat(request.channel, request.params["userId"])
    if chat is None or chat.menu is None:
        return refuse(404, "the user has no richmenu")
    return Answer(200, {"richMenuId": chat.menu})


def unlink(platform: Platform, request: Request) -> Answer:
    """Takes a person's own menu away."""
    chat = platform.chat(request.channel, request.params["userId"])
    if chat is not None:
        chat.menu = None
        platform.touch()
    return Answer()


def bulk_link(platform: Platform, request: Request) -> Answer:
    """Gives many people a menu."""
    return _bulk(platform, request, request.body["richMenuId"])


def bulk_unlink(platform: Platform, request: Request) -> Answer:
    """Takes many people's menus away."""
    return _bulk(platform, request, None)


def alias_create(platform: Platform, request: Request) -> Answer:
    """Names a menu, so that it can be switched to."""
    menus, body = request.channel.menus, request.body
    if body["richMenuAliasId"] in menus.aliases:
        return refuse(400, "conflict richmenu alias id")
    return _alias(request, body["richMenuAliasId"], body["richMenuId"])


def alias_update(platform: Platform, request: Request) -> Answer:
    """Lets a name mean another menu."""
    alias = request.params["richMenuAliasId"]
    if alias not in request.channel.menus.aliases:
        return refuse(404, "richmenu alias not found")
    return _alias(request, alias, request.body["richMenuId"])


def alias_get(platform: Platform, request: Request) -> Answer:
    """Which menu a name means."""
    alias = request.params["richMenuAliasId"]
    menu = request.channel.menus.aliases.get(alias)
    if menu is None:
        return refuse(404, "richmenu alias not found")
    return Answer(200, {"richMenuAliasId": alias, "richMenuId": menu})


def alias_delete(platform: Platform, request: Request) -> Answer:
    """Forgets a name."""
    if request.channel.menus.aliases.pop(request.params["richMenuAliasId"], None) is None:
        return refuse(404, "richmenu alias not found")
    return Answer()


def alias_list(platform: Platform, request: Request) -> Answer:
    """All names."""
    pairs = request.channel.menus.aliases.items()
    return Answer(200, {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in pairs]})


def _alias(request: Request, alias: str, menu_id: str) -> Answer:
    menus = request.channel.menus
    if menu_id not in menus.menus:
        return refuse(400, _NOT_FOUND)
    if menu_id not in menus.images:
        return refuse(400, "must upload richmenu image before applying it to alias")
    menus.aliases[alias] = menu_id
    return Answer()


def _usable(request: Request) -> Answer | None:
    menus, menu_id = request.channel.menus, request.params["richMenuId"]
    if menu_id not in menus.menus:
        return refuse(404, _NOT_FOUND)
    if menu_id not in menus.images:
        return refuse(400, "must upload richmenu image before applying it to user")
    return None


def _bulk(platform: Platform, request: Request, menu_id: str | None) -> Answer:
    if menu_id is not None and menu_id not in request.channel.menus.images:
        return refuse(400, _NOT_FOUND)
    for user in request.body["userIds"]:
        chat = platform.chat(request.channel, user)
        if chat is not None:
            chat.menu = menu_id
    platform.touch()
    return Answer(202)
