"""Groups and rooms the account is in."""

from __future__ import annotations

from devtools.line import ids, refusals
from devtools.line.chat import Chat
from devtools.line.information import page
from devtools.line.platform import Platform
from devtools.line.wire import Answer, Request, refuse

_LETTERS = {"groupId": "C", "roomId": "R"}
_PAGE = 100


def leave(platform: Platform, request: Request) -> Answer:
    """The account leaves a group or room; LINE sends the event of it."""
    chat = _chat(platform, request)
    if not isinstance(chat, Chat):
        left = platform.chats.get((request.channel.code, request.params.get("roomId", "")))
        return Answer() if left else chat
    platform.leave(chat)
    return Answer()


def summary(platform: Platform, request: Request) -> Answer:
    """Name of a group."""
    chat = _chat(platform, request)
    return Answer(200, {"groupId": chat.id, "groupName": chat.name}) if isinstance(chat, Chat) else chat


def member_count(platform: Platform, request: Request) -> Answer:
    """How many people are in a group or room, without the account."""
    chat = _chat(platform, request)
    return Answer(200, {"count": len(chat.members)}) if isinstance(chat, Chat) else chat


def member_ids(platform: Platform, request: Request) -> Answer:
    """User IDs of a group or room, a page at a time; only for verified accounts."""
    if not request.channel.verified:
        return refuse(403, refusals.NO_ACCESS)
    chat = _chat(platform, request)
    if not isinstance(chat, Chat):
        return chat
    members = [person.user_id for person in chat.members if not person.hides_id]
    return page("memberIds", members, _PAGE, request.query.get("start", ""))


def member_profile(platform: Platform, request: Request) -> Answer:
    """Name of a member of a group or room, friend or not."""
    if not ids.has_form(request.params["userId"], "U"):
        return refusals.bad_parameter("userId")
    chat = _chat(platform, request)
    if not isinstance(chat, Chat):
        return chat
    person = next((found for found in chat.members if found.user_id == request.params["userId"]), None)
    if person is None:
        return refuse(404, refusals.NOT_FOUND)
    return Answer(200, {"displayName": person.name, "userId": person.user_id})


def _chat(platform: Platform, request: Request) -> Chat | Answer:
    """The group or room of the path; the refusal when it is none, or the account is not in it."""
    name = "groupId" if "groupId" in request.params else "roomId"
    if not ids.has_form(request.params[name], _LETTERS[name]):
        return refusals.bad_parameter(name)
    chat = platform.chats.get((request.channel.code, request.params[name]))
    return chat if chat and not chat.left else refuse(404, refusals.NOT_FOUND)
