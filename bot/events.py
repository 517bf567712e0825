"""LINE's events as small facts of our own, read tolerantly from raw JSON.

LINE adds properties, values and event types without notice. What is missing is empty, what is unknown is `Other`;
reading never raises. Lone surrogates, which JSON can carry and UTF-8 cannot, are removed here once and for all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from qa.normal import flat
from qa.routing import Route, classify


@dataclass(frozen=True)
class Text:
    """Something typed."""

    text: str = field(repr=False)
    message_id: str = ""
    to_us: bool = False
    """In a group: whether the account is mentioned."""

    # Several steps ask for these, and they cost more than the rest of a step; they live as long as the event.
    @cached_property
    def route(self) -> Route:
        """Where the text belongs."""
        return classify(self.text)

    @cached_property
    def flat(self) -> str:
        """The text without spaces, marks in order, for comparing."""
        return flat(self.text)


@dataclass(frozen=True)
class Unreadable:
    """A message we cannot read: sticker, image, video, audio, file, location, or a type of tomorrow."""

    kind: str
    message_id: str = ""
    follows: bool = False
    """Whether it is a later one of several photos sent at once."""
    kept_by_line: bool = False
    """Whether LINE has the bytes; what an application sends from elsewhere cannot be fetched."""


@dataclass(frozen=True)
class Postback:
    """A button of ours, or of somebody's who sends us data."""

    data: str


@dataclass(frozen=True)
class Follow:
    """A new friend, or one who has unblocked the account."""


@dataclass(frozen=True)
class Unfollow:
    """The person has blocked the account."""


@dataclass(frozen=True)
class Unsend:
    """The person takes a message back: an order to delete it."""

    message_id: str


@dataclass(frozen=True)
class Join:
    """The account was invited to a group."""


@dataclass(frozen=True)
class Other:
    """Nothing we answer."""


Content = Text | Unreadable | Postback | Follow | Unfollow | Unsend | Join | Other


@dataclass(frozen=True)
class Event:
    """One event of one chat."""

    content: Content
    chat: str
    """user | group | room | "" when LINE does not say"""
    user_id: str = field(repr=False)
    """"" when LINE does not tell: groups, and people without LINE on a phone."""
    group_id: str = field(repr=False)
    reply_token: str = field(repr=False)
    id: str
    at: datetime
    redelivered: bool

    @property
    def one_to_one(self) -> bool:
        """Whether it comes from a chat with one person whom we can know again."""
        return self.chat == "user" and bool(self.user_id)

    @property
    def in_group(self) -> bool:
        """Whether several people read the chat."""
        return self.chat in ("group", "room")


def read(raw: Mapping[str, Any], at: datetime | None = None) -> Event:
    """An event from its raw JSON object.

    at -- when it happened, where that is known better than the event says
    """
    source = _dict(raw.get("source"))
    return Event(
        content=_content(raw),
        chat=plain(source.get("type")),
        user_id=plain(source.get("userId")),
        group_id=plain(source.get("groupId")) or plain(source.get("roomId")),
        reply_token=plain(raw.get("replyToken")),
        id=plain(raw.get("webhookEventId")),
        at=at or moment(raw.get("timestamp")) or datetime.fromtimestamp(0, UTC),
        redelivered=_dict(raw.get("deliveryContext")).get("isRedelivery") is True,
    )


def plain(value: object) -> str:
    """A string that can be encoded; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "ignore").decode()


def moment(value: object) -> datetime | None:
    """Milliseconds since 1970 as a moment; None when it is no sensible time."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 32_503_680_000_000:
        return None
    return datetime.fromtimestamp(value / 1000, UTC)


_BARE: Mapping[str, Content] = {"follow": Follow(), "unfollow": Unfollow(), "join": Join()}


def _content(raw: Mapping[str, Any]) -> Content:
    kind = raw.get("type")
    if kind == "message":
        return _message(_dict(raw.get("message")))
    if kind == "postback":
        postback = _dict(raw.get("postback"))
        switched = "newRichMenuAliasId" in _dict(postback.get("params"))  # LINE has done it already
        return Other() if switched else Postback(plain(postback.get("data")))
    if kind == "unsend":
        return Unsend(plain(_dict(raw.get("unsend")).get("messageId")))
    return _BARE.get(plain(kind), Other())


def _message(message: Mapping[str, Any]) -> Content:
    message_id = plain(message.get("id"))
    if message.get("type") != "text":
        place = _dict(message.get("imageSet")).get("index")
        kept = _dict(message.get("contentProvider")).get("type") == "line"
        follows = isinstance(place, int) and place > 1
        return Unreadable(plain(message.get("type")), message_id, follows=follows, kept_by_line=kept)
    given = message.get("text")
    text = given if isinstance(given, str) else ""
    ours = [one for one in _dicts(_dict(message.get("mention")).get("mentionees")) if one.get("isSelf") is True]
    # LINE's own emoji stand in the text as English words such as "(love)"; what comes first moves what comes after
    beside = sorted([*ours, *_dicts(message.get("emojis"))], key=_start, reverse=True)
    for one in beside:
        text = _without(text, one)
    return Text(plain(text), message_id, to_us=bool(ours))


def _start(found: Mapping[str, Any]) -> int:
    start = found.get("index")
    return start if isinstance(start, int) else 0


def _without(text: str, found: Mapping[str, Any]) -> str:
    """The text without our own @name or an emoji, whose place LINE counts in UTF-16 units."""
    start, length = found.get("index"), found.get("length")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 0:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    kept = units[: 2 * start] + units[2 * (start + length) :]
    return kept.decode("utf-16-le", "ignore")


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
