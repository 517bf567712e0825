"""Endpoints that give people a rich menu of their own. Only friends get one; of others LINE says nothing."""

from __future__ import annotations

from devtools.line import ids, refusals
from devtools.line.menu_calls import NOT_FOUND, unusable
from devtools.line.platform import Platform
from devtools.line.wire import Answer, Request, refuse


def link(platform: Platform, request: Request) -> Answer:
    """Gives a person a menu of their own."""
    refused = _no_user(request) or unusable(request)
    if refused is None:
        _give(platform, request, [request.params["userId"]], request.params["richMenuId"])
    return refused or Answer()


def linked(platform: Platform, request: Request) -> Answer:
    """A person's own menu."""
    if refused := _no_user(request):
        return refused
    chat = platform.chat(request.channel, request.params["userId"])
    if chat is None or chat.menu not in request.channel.menus.menus:
        return refuse(404, "the user has no richmenu")
    return Answer(200, {"richMenuId": chat.menu})


def unlink(platform: Platform, request: Request) -> Answer:
    """Takes a person's own menu away."""
    refused = _no_user(request)
    if refused is None:
        _give(platform, request, [request.params["userId"]], None)
    return refused or Answer()


def bulk_link(platform: Platform, request: Request) -> Answer:
    """Gives many people a menu."""
    menus, menu_id = request.channel.menus, request.body["richMenuId"]
    if not menu_id.startswith("richmenu-"):
        return refuse(400, "The request body has 1 error(s)", ["richMenuId: invalid richMenuId"])
    if menu_id not in menus.menus:
        return refuse(404, NOT_FOUND)
    if menu_id not in menus.images:
        return refuse(400, "must upload richmenu image before applying it to user")
    return _bulk(platform, request, menu_id)


def bulk_unlink(platform: Platform, request: Request) -> Answer:
    """Takes many people's menus away."""
    return _bulk(platform, request, None)


def _bulk(platform: Platform, request: Request, menu_id: str | None) -> Answer:
    users = request.body["userIds"]
    for place, user in enumerate(users):
        if not ids.has_form(user, "U"):
            return refusals.bad_property(f"'userIds[{place}]'")
    _give(platform, request, users, menu_id)
    return Answer(202)


def _give(platform: Platform, request: Request, users: list[str], menu_id: str | None) -> None:
    with platform.lock:
        for user in users:
            chat = platform.chat(request.channel, user)
            if chat is not None and chat.relation == "friend":
                chat.menu = menu_id
        platform.touch()


def _no_user(request: Request) -> Answer | None:
    return None if ids.has_form(request.params["userId"], "U") else refusals.bad_parameter("userId")
