"""Endpoints that name rich menus, so that a tap can switch to them."""

from __future__ import annotations

from devtools.line.menu_calls import NOT_FOUND
from devtools.line.platform import Platform
from devtools.line.richmenus import MAX_MENUS
from devtools.line.wire import Answer, Request, refuse


def create(platform: Platform, request: Request) -> Answer:
    """Names a menu, so that it can be switched to."""
    menus, body = request.channel.menus, request.body
    if body["richMenuAliasId"] in menus.aliases:
        return refuse(400, "conflict richmenu alias id")
    if len(menus.aliases) >= MAX_MENUS:
        return refuse(400, "The number of rich menu aliases has reached its limit")
    return _name(request, body["richMenuAliasId"], body["richMenuId"])


def update(platform: Platform, request: Request) -> Answer:
    """Lets a name mean another menu."""
    alias = request.params["richMenuAliasId"]
    if alias not in request.channel.menus.aliases:
        return refuse(404, "richmenu alias not found")
    return _name(request, alias, request.body["richMenuId"])


def get(platform: Platform, request: Request) -> Answer:
    """Which menu a name means."""
    alias = request.params["richMenuAliasId"]
    menu = request.channel.menus.aliases.get(alias)
    if menu is None:
        return refuse(404, "richmenu alias not found")
    return Answer(200, {"richMenuAliasId": alias, "richMenuId": menu})


def delete(platform: Platform, request: Request) -> Answer:
    """Forgets a name."""
    if request.channel.menus.aliases.pop(request.params["richMenuAliasId"], None) is None:
        return refuse(404, "richmenu alias not found")
    return Answer()


def listing(platform: Platform, request: Request) -> Answer:
    """All names."""
    pairs = request.channel.menus.aliases.items()
    return Answer(200, {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in pairs]})


def _name(request: Request, alias: str, menu_id: str) -> Answer:
    menus = request.channel.menus
    if not menu_id.startswith("richmenu-"):
        return refuse(400, "The request body has 1 error(s)", ["richMenuId: invalid richMenuId"])
    if menu_id not in menus.images:
        return refuse(400, NOT_FOUND)
    menus.aliases[alias] = menu_id
    return Answer()
