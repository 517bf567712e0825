"""Builders of LINE's message objects, inside its limits.

Sizes are for old eyes and small phones: nothing smaller than 16 px, full-width buttons, dark colours on white.
Words are cut at grapheme boundaries; identities (button data, addresses) are never cut.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from bot.ports import Message

TEXT_LIMIT = 5000
ALT_LIMIT = 1500
BUTTON_LABEL_LIMIT = 40
QUICK_LABEL_LIMIT = 20
DISPLAY_LIMIT = 300
QUICK_REPLIES = 13
BUBBLES = 12
"""Of one carousel."""
MESSAGES = 5
"""In one reply or push."""

INK = "#1A1A1A"
QUIET = "#4A4A4A"
"""On white 8.8:1."""
BRAND = "#0B5D3B"
"""White on it 7.9:1."""

_ATTACHED = "\u0e33\u200d\ufe0f" + "".join(chr(tone) for tone in range(0x1F3FB, 0x1F400))
"""Sara am, the joiner, the emoji selector and the five skin tones."""

Action = dict[str, Any]
Component = dict[str, Any]


def clusters(text: str) -> Iterator[str]:
    """The text in pieces that a reader sees as one sign: Thai marks stay on their letter, joined emoji together."""
    piece = ""
    for sign in text:
        if piece and not _joins(piece, sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _joins(piece: str, sign: str) -> bool:
    if unicodedata.category(sign) in ("Mn", "Mc", "Me") or sign in _ATTACHED or piece[-1] == "\u200d":
        return True
    flags = [one for one in (piece, sign) if len(one) == 1 and "\U0001f1e6" <= one <= "\U0001f1ff"]
    return len(flags) == 2


def cut(text: str, limit: int) -> str:
    """At most `limit` code points and UTF-16 units, cut at a sign's boundary, with … when something is missing."""
    if 2 * len(text) <= limit or len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    kept, used = [], 1
    for piece in clusters(text):
        used += len(piece.encode("utf-16-le")) // 2
        if used > limit:
            break
        kept.append(piece)
    return "".join(kept).rstrip() + "…"


@lru_cache(1024)
def _label(words: str, limit: int) -> str:
    # Labels are the office's own words, the same ones again and again; cutting one goes through it sign by sign.
    return cut(words, limit)


def sendable(text: str) -> str:
    """Words that LINE takes: no lone surrogate, no NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", "")


def text(words: str) -> Message:
    """A text message."""
    return {"type": "text", "text": cut(sendable(words), TEXT_LIMIT)}


# -- actions


def tells(label: str, data: str, shows: str = "") -> Action:
    """A button that tells us its identity and shows `shows` as the person's words."""
    return {
        "type": "postback",
        "label": _label(label, BUTTON_LABEL_LIMIT),
        "data": data,
        "displayText": _label(shows or label, DISPLAY_LIMIT),
    }


def says(words: str) -> Action:
    """A button that types for the person."""
    return {"type": "message", "label": _label(words, QUICK_LABEL_LIMIT), "text": _label(words, DISPLAY_LIMIT)}


def opens(label: str, address: str) -> Action:
    """A button that opens a page. LINE tells nobody who touched it."""
    return {"type": "uri", "label": _label(label, BUTTON_LABEL_LIMIT), "uri": address}


# -- bubbles


def words(text_: str, *, size: str = "md", color: str = INK, bold: bool = False, above: str = "none") -> Component:
    """A piece of text in a bubble; wraps, because Thai has no spaces to break at."""
    part = {"type": "text", "text": sendable(text_), "wrap": True, "size": size, "color": color, "margin": above}
    return {**part, "weight": "bold"} if bold else part


def button(action: Action, *, strong: bool = False, quiet: bool = False) -> Component:
    """A full-width button at least 44 px high."""
    if strong:
        return {"type": "button", "style": "primary", "color": BRAND, "height": "md", "action": action}
    if quiet:
        return {"type": "button", "style": "link", "color": BRAND, "height": "md", "action": action}
    return {"type": "button", "style": "secondary", "height": "md", "action": action}


def side_by_side(parts: Sequence[Component]) -> Component:
    """Components in one row, of equal width; one alone has the row to itself."""
    row: Component = {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": list(parts)}
    return parts[0] if len(parts) == 1 else row


def bubble(alt: str, body: Sequence[Component], footer: Sequence[Component] = (), *, above: str = "") -> Message:
    """A Flex message of one bubble. `alt` is what a notification and an old LINE show; `above` is a picture."""
    return _flex(alt, _bubble(body, footer, above))


def carousel(alt: str, pages: Sequence[tuple[Sequence[Component], Sequence[Component]]]) -> Message:
    """A Flex message of bubbles beside each other, each a body and a footer; one alone is a plain bubble."""
    shown = [_bubble(body, footer) for body, footer in pages[:BUBBLES]]
    return _flex(alt, shown[0] if len(shown) == 1 else {"type": "carousel", "contents": shown})


def _flex(alt: str, contents: Component) -> Message:
    return {"type": "flex", "altText": cut(sendable(alt), ALT_LIMIT), "contents": contents}


def _bubble(body: Sequence[Component], footer: Sequence[Component], above: str = "") -> Component:
    made: Component = {
        "type": "bubble",
        "size": "mega",
        "body": {"type": "box", "layout": "vertical", "spacing": "md", "contents": list(body)},
    }
    if above:  # whole, on white: a form or a map must not lose its edges
        made["hero"] = {"type": "image", "url": above, "size": "full", "aspectRatio": "4:3", "aspectMode": "fit"}
    if footer:
        made["footer"] = {"type": "box", "layout": "vertical", "spacing": "sm", "contents": list(footer)}
    return made


def card(title: str, body: str, actions: Sequence[Action], *, strong: bool = True) -> Message:
    """A titled bubble with buttons; the first one stands out."""
    parts = [words(title, size="lg", bold=True)] if title else []
    shown = [button(action, strong=strong and place == 0) for place, action in enumerate(actions)]
    return bubble(f"{title}\n{body}".strip(), [*parts, words(body)] if body else parts, shown)


def choice(label: str, action: Action, *, centred: bool = False) -> Component:
    """A tappable line that wraps, for labels longer than a button, and for two beside each other."""
    shown = words(label)
    return {
        "type": "box",
        "layout": "vertical",
        "paddingAll": "12px",
        "cornerRadius": "8px",
        "backgroundColor": "#E6F0EB",
        "action": action,
        "contents": [{**shown, "align": "center"} if centred else shown],
    }


def with_quick_replies(shown: Sequence[Message], labels: Sequence[str]) -> list[Message]:
    """The messages with typed words offered under the last one: only there, and only on phones, LINE shows them."""
    if not shown or not labels:
        return list(shown)
    items = [{"type": "action", "action": says(label)} for label in labels[:QUICK_REPLIES]]
    return [*shown[:-1], {**shown[-1], "quickReply": {"items": items}}]


def without_quick_replies(message: Message) -> Message:
    """The same message for a place that is not the last."""
    return {key: value for key, value in message.items() if key != "quickReply"}
