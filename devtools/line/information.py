"""What an account can ask: quota, statistics, content, profiles, friends, itself."""

from __future__ import annotations

from devtools.line import ids, refusals
from devtools.line.clock import tokyo_day
from devtools.line.content import Content
from devtools.line.platform import Platform
from devtools.line.sending import check_silence
from devtools.line.wire import Answer, Request, refuse

_COUNTED_SINCE = "20180331"
_PAGE, _MOST = 300, 1000


def quota(platform: Platform, request: Request) -> Answer:
    """The monthly number of counted messages."""
    limit = request.channel.quota
    return Answer(200, {"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption(platform: Platform, request: Request) -> Answer:
    """How many of them are used."""
    return Answer(200, {"totalUsage": request.channel.counted_this_month})


def sent_number(platform: Platform, request: Request) -> Answer:
    """Messages sent on a day of Tokyo, by way of sending; today's number is not ready, as with LINE."""
    day, how = request.query.get("date", ""), request.path.rsplit("/", 1)[-1]
    if len(day) != 8 or not day.isdecimal():
        return refusals.bad_parameter("date")
    if day < _COUNTED_SINCE:
        return Answer(200, {"status": "out_of_service"})
    if day >= tokyo_day(platform.now()):
        return Answer(200, {"status": "unready"})
    return Answer(200, {"status": "ready", "success": request.channel.sent[(how, day)]})


def content(platform: Platform, request: Request) -> Answer:
    """The bytes of what a person sent."""
    found = _content(platform, request)
    return found if isinstance(found, Answer) else _bytes(platform, found)


def preview(platform: Platform, request: Request) -> Answer:
    """A smaller picture of an image or video; here the bytes themselves."""
    found = _content(platform, request)
    if isinstance(found, Answer):
        return found
    if found.kind not in ("image", "video"):
        return refuse(400, "The content can not be previewed")
    return _bytes(platform, found)


def transcoding(platform: Platform, request: Request) -> Answer:
    """Whether video or audio is ready."""
    found = _content(platform, request)
    if isinstance(found, Answer):
        return found
    if found.kind not in ("video", "audio"):
        return refuse(400, "Transcoding status doesn't support this type of content")
    return Answer(200, {"status": found.state(platform.now())})


def _content(platform: Platform, request: Request) -> Content | Answer:
    """What a person sent to this account; the refusal for what nobody sent, sent elsewhere, or took back."""
    found = platform.contents.get(request.params["messageId"])
    if found is None or found.channel != request.channel.code:
        return refuse(404, "not found")
    return refuse(410, "The content is gone") if found.gone else found


def _bytes(platform: Platform, found: Content) -> Answer:
    if found.failed:
        return refuse(404, "not found")
    if found.state(platform.now()) == "processing":
        return Answer(202)
    return Answer(200, found.data, media_type=found.media_type)


def profile(platform: Platform, request: Request) -> Answer:
    """Name and language of a person who is a friend or has written."""
    if not ids.has_form(request.params["userId"], "U"):
        return refusals.bad_parameter("userId")
    person = platform.people.get(request.params["userId"])
    chat = platform.chat(request.channel, request.params["userId"]) if person else None
    if person is None or chat is None or chat.relation == "deleted":
        return refuse(404, refusals.NOT_FOUND)
    check_silence(platform, chat, "profile")
    if chat.relation == "blocked" or (chat.relation == "stranger" and chat.last_written is None):
        return refuse(404, refusals.NOT_FOUND)
    return Answer(200, {"displayName": person.name, "userId": person.user_id, "language": "th"})


def followers(platform: Platform, request: Request) -> Answer:
    """The friends' user IDs, a page at a time; only for verified accounts."""
    if not request.channel.verified:
        return refuse(403, refusals.NO_ACCESS)
    with platform.lock:
        chats = [platform.chat(request.channel, user) for user in platform.people]
    friends = [chat.id for chat in chats if chat and chat.relation == "friend"]
    limit = request.query.get("limit", str(_PAGE))
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST:
        return refusals.bad_parameter("limit")
    return page("userIds", friends, int(limit), request.query.get("start", ""))


def page(name: str, everybody: list[str], size: int, start: str) -> Answer:
    """One page of user IDs under `name`, with the token of the next one when there are more."""
    if start and not start.isdecimal():
        return refuse(400, "Invalid start param")
    begin = int(start or 0)
    more = {"next": str(begin + size)} if begin + size < len(everybody) else {}
    return Answer(200, {name: everybody[begin : begin + size], **more})


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


def link_token(platform: Platform, request: Request) -> Answer:
    """A token to link a person's LINE with their account elsewhere."""
    if not ids.has_form(request.params["userId"], "U"):
        return refusals.bad_parameter("userId")
    if request.params["userId"] not in platform.people:
        return refuse(404, refusals.NOT_FOUND)
    return Answer(200, {"linkToken": ids.reply_token()})
