"""Reply, push, multicast, broadcast, validate, loading, mark-as-read."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from devtools.line import ids
from devtools.line.chat import BOT, Chat, Entry
from devtools.line.platform import SEVEN_DAYS, Platform
from devtools.line.quota import MONTHLY_LIMIT
from devtools.line.tokens import Accepted, digest
from devtools.line.wire import Answer, Request, refuse
from kernel.clock import bangkok_day

BAD_TOKEN = "Invalid reply token"  # noqa: S105 - LINE's sentence


def reply(platform: Platform, request: Request) -> Answer:
    """Sends up to five messages for a reply token; never counted."""
    if "x-line-retry-key" in request.headers:
        return refuse(400, "The retry key is not supported for this endpoint")
    with platform.lock:
        value = str(request.body.get("replyToken", ""))
        token = platform.reply_tokens.good(value, platform.now())
        if token is None:
            return refuse(400, BAD_TOKEN) if not platform.any_token else Answer(200, {"sentMessages": _fresh(request)})
        if token.chat.channel is not request.channel:
            return refuse(400, BAD_TOKEN)
        token.used = True
        sent = _write(platform, token.chat, request, "reply")
        platform.reply_tokens.trim(platform.now())
        return Answer(200, {"sentMessages": sent})


def push(platform: Platform, request: Request) -> Answer:
    """Sends to one user, group or room; counted per recipient."""
    return _counted(platform, request, "push", [str(request.body.get("to", ""))])


def multicast(platform: Platform, request: Request) -> Answer:
    """Sends to up to 500 users; counted per recipient."""
    return _counted(platform, request, "multicast", [str(user) for user in request.body.get("to", [])])


def broadcast(platform: Platform, request: Request) -> Answer:
    """Sends to all friends; counted per recipient."""
    with platform.lock:
        chats = [platform.chat(request.channel, user) for user in platform.people]
    friends = [chat.id for chat in chats if chat and chat.relation == "friend"]
    return _counted(platform, request, "broadcast", friends)


def validate(platform: Platform, request: Request) -> Answer:
    """Checks message objects only; the checks were made before this handler."""
    return Answer()


def loading(platform: Platform, request: Request) -> Answer:
    """Shows the three dots in a one-to-one chat."""
    user = str(request.body.get("chatId", ""))
    with platform.lock:
        chat = platform.chat(request.channel, user) if user.startswith("U") else None
        if chat is None:
            return refuse(400, "The property, 'chatId', in the request body is invalid")
        check_silence(platform, chat, "loading")
        chat.loading_until = platform.now() + timedelta(seconds=request.body.get("loadingSeconds", 20))
        platform.touch()
    return Answer(202)


def mark_as_read(platform: Platform, request: Request) -> Answer:
    """Marks messages as read by a message's token; the token does not expire."""
    token = request.body.get("markAsReadToken")
    with platform.lock:
        chats = [chat for chat in platform.chats.values() if chat.channel is request.channel]
        known = any(entry.message.get("markAsReadToken") == token for chat in chats for entry in chat.entries)
    if not known:
        return refuse(400, "The property, 'markAsReadToken', in the request body is invalid")
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
    if how == "push" and chats == [None]:
        return refuse(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    reached = [chat for chat in chats if chat is not None and _reaches(platform, chat)]
    cost = sum(chat.recipients() for chat in reached)
    if channel.quota is not None and channel.counted_this_month + max(cost, how == "push") > channel.quota:
        return refuse(429, MONTHLY_LIMIT)
    for chat in chats:
        if chat is not None:
            check_silence(platform, chat, how)
    channel.counted[platform.month()] += cost
    channel.sent[(how, f"{bangkok_day(platform.now()):%Y%m%d}")] += cost
    sent = [_write(platform, chat, request, how) for chat in reached]
    first = (sent[0] if sent else _fresh(request)) if how == "push" else []
    if key is not None:
        accepted = Accepted(digest(request.raw), request.request_id, first, platform.now())
        platform.retry_keys.keep(channel.code, key, accepted)
    return Answer(200, {"sentMessages": first} if how == "push" else {})


def _reaches(platform: Platform, chat: Chat) -> bool:
    """Whether a push arrives: friends, groups we are in, and strangers who wrote within seven days."""
    if chat.left or chat.relation in ("blocked", "deleted"):
        return False
    if chat.kind != "user" or chat.relation == "friend":
        return True
    return chat.last_written is not None and platform.now() - chat.last_written <= SEVEN_DAYS


def _fresh(request: Request) -> list[dict[str, str]]:
    return [{"id": ids.message_id(), "quoteToken": ids.opaque_token()} for _ in request.body.get("messages", [])]


def _write(platform: Platform, chat: Chat, request: Request, how: str) -> list[dict[str, str]]:
    sent = _fresh(request)
    messages: list[dict[str, Any]] = request.body["messages"]
    if platform.checks:
        now = platform.now()
        for mark, message in zip(sent, messages, strict=True):
            chat.entries.append(Entry(mark["id"], BOT, now, message, how))
        chat.loading_until = None
        if how == "reply":
            check_silence(platform, chat, how)
            chat.channel.sent[("reply", f"{bangkok_day(now):%Y%m%d}")] += 1
        platform.touch()
    return sent


def _is_uuid(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False
