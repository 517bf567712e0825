"""What an account can ask: quota, statistics, content, profiles, groups, its own webhook."""

from __future__ import annotations

from datetime import UTC

from devtools.line import ids
from devtools.line.chat import Chat
from devtools.line.content import Content
from devtools.line.platform import Platform
from devtools.line.sending import check_silence
from devtools.line.wire import Answer, Request, refuse
from kernel.clock import bangkok_day

_NOT_FOUND = "Not found"


def quota(platform: Platform, request: Request) -> Answer:
    """The monthly number of counted messages."""
    limit = request.channel.quota
    return Answer(200, {"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption(platform: Platform, request: Request) -> Answer:
    """How many of them are used."""
    return Answer(200, {"totalUsage": request.channel.counted_this_month})


def sent_number(platform: Platform, request: Request) -> Answer:
    """Messages sent on a day, by way of sending; today's number is not ready, as with LINE."""
    day, how = request.query.get("date", ""), request.path.rsplit("/", 1)[-1]
    if len(day) != 8 or not day.isdecimal():
        return refuse(400, "The value for the 'date' parameter is invalid")
    if day >= f"{bangkok_day(platform.now()):%Y%m%d}":
        return Answer(200, {"status": "unready"})
    return Answer(200, {"status": "ready", "success": request.channel.sent[(how, day)]})


def content(platform: Platform, request: Request) -> Answer:
    """The bytes of what a person sent."""
    found = platform.contents.get(request.params["messageId"])
    if found is None or found.failed:
        return refuse(404, _NOT_FOUND)
    state = found.state(platform.now())
    if state == "gone":
        return refuse(410, "Gone")
    if state == "processing":
        return Answer(202)
    return Answer(200, found.data, media_type=found.media_type)


def transcoding(platform: Platform, request: Request) -> Answer:
    """Whether video or audio is ready."""
    found: Content | None = platform.contents.get(request.params["messageId"])
    state = found.state(platform.now()) if found else "gone"
    return refuse(410 if found else 404, "Gone") if state == "gone" else Answer(200, {"status": state})


def profile(platform: Platform, request: Request) -> Answer:
    """Name and language of a person who is a friend or has written."""
    person = platform.people.get(request.params["userId"])
    chat = platform.chat(request.channel, request.params["userId"]) if person else None
    if person is None or chat is None or chat.relation == "deleted":
        return refuse(404, _NOT_FOUND)
    check_silence(platform, chat, "profile")
    if chat.relation == "blocked" or (chat.relation == "stranger" and chat.last_written is None):
        return refuse(404, _NOT_FOUND)
    return Answer(200, {"displayName": person.name, "userId": person.user_id, "language": "th"})


def bot_info(platform: Platform, request: Request) -> Answer:
    """The account itself."""
    channel = request.channel
    mode = "auto" if channel.chat_mode == "bot" else "manual"
    return Answer(
        200,
        {
            "userId": channel.bot_user_id, "basicId": channel.basic_id, "displayName": channel.name,
            "chatMode": channel.chat_mode, "markAsReadMode": mode,
        },
    )  # fmt: skip


def get_webhook(platform: Platform, request: Request) -> Answer:
    """The webhook address."""
    url = request.channel.webhook_url
    if url is None:
        return refuse(404, _NOT_FOUND)
    return Answer(200, {"endpoint": url, "active": request.channel.webhook_active})


def set_webhook(platform: Platform, request: Request) -> Answer:
    """Changes the webhook address."""
    url = str(request.body.get("endpoint", ""))
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")) or len(url) > 500:
        return refuse(400, "Invalid webhook endpoint URL")
    request.channel.webhook_url = url
    platform.touch()
    return Answer()


def test_webhook(platform: Platform, request: Request) -> Answer:
    """Posts a body without events to the webhook and tells what came back."""
    channel = request.channel
    if channel.webhook_url is None:
        return refuse(400, "The webhook endpoint is not set")
    delivery = channel.verify().wait()
    attempt = delivery.attempts[-1] if delivery.attempts else None
    status, reason = (attempt.status, attempt.reason) if attempt else (0, "unclassified")
    when = platform.now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = {"success": delivery.ok, "timestamp": when, "statusCode": status, "reason": reason, "detail": str(status)}
    return Answer(200, body)


def link_token(platform: Platform, request: Request) -> Answer:
    """A token to link a person's LINE with their account elsewhere."""
    if request.params["userId"] not in platform.people:
        return refuse(404, _NOT_FOUND)
    return Answer(200, {"linkToken": ids.reply_token()})


def leave(platform: Platform, request: Request) -> Answer:
    """The account leaves a group or room."""
    chat = _group(platform, request)
    if chat is None:
        return refuse(404, _NOT_FOUND)
    chat.left = True
    platform.notice(chat, "บัญชีทางการออกจากกลุ่มแล้ว")
    return Answer()


def summary(platform: Platform, request: Request) -> Answer:
    """Name of a group."""
    chat = _group(platform, request)
    return refuse(404, _NOT_FOUND) if chat is None else Answer(200, {"groupId": chat.id, "groupName": chat.name})


def member_count(platform: Platform, request: Request) -> Answer:
    """How many people are in a group or room."""
    chat = _group(platform, request)
    return refuse(404, _NOT_FOUND) if chat is None else Answer(200, {"count": len(chat.members)})


def member_ids(platform: Platform, request: Request) -> Answer:
    """User IDs of a group or room; on the real LINE only for verified accounts."""
    chat = _group(platform, request)
    if chat is None:
        return refuse(404, _NOT_FOUND)
    return Answer(200, {"memberIds": [person.user_id for person in chat.members]})


def member_profile(platform: Platform, request: Request) -> Answer:
    """Name of a member of a group or room."""
    chat = _group(platform, request)
    members = chat.members if chat else []
    person = next((found for found in members if found.user_id == request.params["userId"]), None)
    if person is None:
        return refuse(404, _NOT_FOUND)
    return Answer(200, {"displayName": person.name, "userId": person.user_id})


def _group(platform: Platform, request: Request) -> Chat | None:
    chat_id = request.params.get("groupId") or request.params.get("roomId") or ""
    chat = platform.chats.get((request.channel.code, chat_id))
    return chat if chat and not chat.left else None
