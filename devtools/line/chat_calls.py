"""What an account does in a chat without writing: the three dots, and marking as read."""

from __future__ import annotations

from datetime import timedelta

from devtools.line.platform import Platform
from devtools.line.sending import check_silence
from devtools.line.wire import Answer, Request, refuse

_USERS_ONLY = "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
_BAD_READ_TOKEN = "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."  # noqa: S105


def loading(platform: Platform, request: Request) -> Answer:
    """Shows the three dots in a one-to-one chat."""
    user = str(request.body.get("chatId", ""))
    with platform.lock:
        chat = platform.chat(request.channel, user) if user.startswith("U") else None
        if chat is None:
            return refuse(400, "The request body has 1 error(s)", [f"chatId: {_USERS_ONLY}"])
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
        return refuse(400, _BAD_READ_TOKEN)
    return Answer()
