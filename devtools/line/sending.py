"""Reply, push, multicast, broadcast, validate."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from devtools.line import ids, refusals
from devtools.line.chat import BOT, Chat, Entry
from devtools.line.clock import tokyo_day
from devtools.line.platform import Platform
from devtools.line.quota import MONTHLY_LIMIT
from devtools.line.tokens import Accepted, digest
from devtools.line.wire import Answer, Request, refuse

BAD_TOKEN = "Invalid reply token"  # noqa: S105 - LINE's sentence
FAILED = "Failed to send messages"
SEVEN_DAYS = timedelta(days=7)
_QUOTABLE = ("text", "textV2", "sticker", "image", "video", "template", "flex")


def reply(platform: Platform, request: Request) -> Answer:
    """Sends up to five messages for a reply token; never counted."""
    with platform.lock:
        value = str(request.body.get("replyToken", ""))
        token = platform.reply_tokens.good(value, platform.now())
        if token is None:
            return refuse(400, BAD_TOKEN) if not platform.any_token else Answer(200, {"sentMessages": _fresh(request)})
        if token.chat.channel is not request.channel:
            return refuse(400, BAD_TOKEN)
        if refusal := _misquoted(request, token.chat):
            return refusal
        token.used = True
        sent = _write(platform, token.chat, request, "reply")
        platform.reply_tokens.trim(platform.now())
        return Answer(200, {"sentMessages": sent})


def push(platform: Platform, request: Request) -> Answer:
    """Sends to one user, group or room; counted per recipient."""
    to = str(request.body.get("to", ""))
    if not ids.has_form(to, "UCR"):
        return refusals.bad_property("'to'")
    return _counted(platform, request, "push", [to])


def multicast(platform: Platform, request: Request) -> Answer:
    """Sends to up to 500 users, friends only; counted per recipient."""
    users = [str(user) for user in request.body.get("to", [])]
    wrong = next((place for place, user in enumerate(users) if not ids.has_form(user, "U")), None)
    if wrong is not None:
        return refusals.bad_property(f"to[{wrong}]")
    return _counted(platform, request, "multicast", users)


def broadcast(platform: Platform, request: Request) -> Answer:
    """Sends to all friends; counted per recipient."""
    with platform.lock:
        chats = [platform.chat(request.channel, user) for user in platform.people]
    friends = [chat.id for chat in chats if chat and chat.relation == "friend"]
    return _counted(platform, request, "broadcast", friends)


def validate(platform: Platform, request: Request) -> Answer:
    """Checks message objects only; the checks were made before this handler."""
    return Answer()


def check_silence(platform: Platform, chat: Chat, endpoint: str) -> None:
    """Records a call about a chat in standby, or about a person who has left: our own rule, not LINE's."""
    if chat.standby or chat.channel.standby:
        platform.violate("standby", endpoint, "a call about a chat in standby mode")
    if chat.relation == "blocked":
        platform.violate("unfollowed", endpoint, "a call about a person who has blocked the account")


def _counted(platform: Platform, request: Request, how: str, targets: list[str]) -> Answer:
    key = request.headers.get("x-line-retry-key")
    if key is not None and not _is_uuid(key):
        return refuse(400, "The retry key must be a UUID")
    with platform.lock:
        if key is not None:
            seen = platform.retry_keys.find(request.channel.code, key, platform.now())
            if seen is not None:
                return _already(platform, request, how, seen)
        return _accept(platform, request, how, targets, key)


def _already(platform: Platform, request: Request, how: str, seen: Accepted) -> Answer:
    if seen.digest != digest(request.raw):
        platform.violate("retry_key", how, "a retry key was used again with another body")
    answer = refuse(409, "The retry key is already accepted", X_Line_Accepted_Request_Id=seen.request_id)
    if seen.sent and isinstance(answer.body, dict):
        answer.body["sentMessages"] = seen.sent
    return answer


def _accept(platform: Platform, request: Request, how: str, targets: list[str], key: str | None) -> Answer:
    channel = request.channel
    chats = [platform.chat(channel, target) for target in targets]
    if how == "push" and (chats[0] is None or chats[0].left):
        return refuse(400, FAILED)
    for chat in chats:
        if refusal := _misquoted(request, chat):
            return refusal
    reached = [chat for chat in chats if chat is not None and _reaches(platform, chat, how)]
    cost = sum(chat.recipients() for chat in reached)
    if channel.quota is not None and channel.counted_this_month + max(cost, how == "push") > channel.quota:
        return refuse(429, MONTHLY_LIMIT)
    for chat in chats:
        if chat is not None:
            check_silence(platform, chat, how)
    channel.counted[platform.month()] += cost
    channel.sent[(how, tokyo_day(platform.now()))] += cost
    sent = [_write(platform, chat, request, how) for chat in reached]
    first = (sent[0] if sent else _fresh(request)) if how == "push" else []
    if key is not None:
        accepted = Accepted(digest(request.raw), request.request_id, first, platform.now())
        platform.retry_keys.keep(channel.code, key, accepted)
    return Answer(200, {"sentMessages": first} if how == "push" else {})


def _reaches(platform: Platform, chat: Chat, how: str) -> bool:
    """Whether it arrives: with friends, in groups we are in, and a push with who wrote within seven days too."""
    if chat.left or chat.relation in ("blocked", "deleted"):
        return False
    if chat.kind != "user" or chat.relation == "friend":
        return True
    return how == "push" and chat.last_written is not None and platform.now() - chat.last_written <= SEVEN_DAYS


def _misquoted(request: Request, chat: Chat | None) -> Answer | None:
    """A quote token is good for ever, in the chat of its message only."""
    for place, message in enumerate(request.body.get("messages", [])):
        if "quoteToken" in message and (chat is None or not chat.quotable(message["quoteToken"])):
            return refusals.bad_property(f"'messages[{place}].quoteToken'")
    return None


def _fresh(request: Request) -> list[dict[str, str]]:
    """What LINE says of messages it takes: an ID each, and a quote token of those that can be quoted."""
    made = []
    for message in request.body.get("messages", []):
        mark = {"id": ids.message_id()}
        if message.get("type") in _QUOTABLE:
            mark["quoteToken"] = ids.opaque_token()
        made.append(mark)
    return made


def _write(platform: Platform, chat: Chat, request: Request, how: str) -> list[dict[str, str]]:
    sent = _fresh(request)
    messages: list[dict[str, Any]] = request.body["messages"]
    if platform.checks:
        now = platform.now()
        for mark, message in zip(sent, messages, strict=True):
            chat.entries.append(Entry(mark["id"], BOT, now, message, how, quote_token=mark.get("quoteToken", "")))
        chat.loading_until = None
        if how == "reply":
            check_silence(platform, chat, how)
            chat.channel.sent[("reply", tokyo_day(now))] += 1
        platform.touch()
    return sent


def _is_uuid(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False
