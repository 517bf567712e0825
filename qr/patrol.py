"""QR patrol: what a photographed code turns out to be. The decoded text is compared, host first, never the look.

A photograph is judged in memory; what is kept of it is who looked, when, at which point, and the verdict.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from kernel.agency import Agency, ServicePoint
from qr import links

HOST_SHOWN = 100
"""Characters of a foreign host that are kept and shown."""


class Verdict(StrEnum):
    """What a code is, the most alarming first."""

    FOREIGN = "foreign"
    """It leads somewhere else, or nowhere."""
    UNISSUED = "unissued"
    """Our address, but nothing that we have ever put on a wall."""
    NEIGHBOUR = "neighbour"
    """A sign of another office of this installation."""
    RETIRED = "retired"
    """Ours, and no longer in use."""
    GENUINE = "genuine"
    UNREADABLE = "unreadable"


class Sheet(StrEnum):
    """Which of our signs it is."""

    POINT = "point"
    FRAUD = "fraud"
    OFFICIAL = "official"
    PAGE = "page"
    LINE = "line"
    NONE = ""


@dataclass(frozen=True)
class Finding:
    """One code of a photograph."""

    verdict: Verdict
    sheet: Sheet = Sheet.NONE
    point: str = ""
    """The code of our service point."""
    host: str = ""
    """Where a foreign one leads, in ASCII; "" when it is no address."""
    owner: str = ""
    """The office whose sign it is, where it is another's."""


@dataclass(frozen=True)
class Signs:
    """Everything that this office has on its walls, and whom else this installation serves."""

    base_url: str
    agency: Agency
    posted: Mapping[str, ServicePoint]
    """The point of every sign ever printed, by the sign's id; retired where the sign is."""
    others: Mapping[str, str]
    """The names of the other offices, by code."""
    owner: Callable[[str], str | None]
    """The office that a sign's id belongs to."""
    account: str = ""
    """The LINE account's public id; "" while it is not known."""


def judge_all(texts: Iterable[str], signs: Signs) -> tuple[Finding, ...]:
    """What is in a photograph, each thing once, the most alarming first; one UNREADABLE when there is no code."""
    order = list(Verdict)
    found = sorted(dict.fromkeys(judge(text, signs) for text in texts), key=lambda one: order.index(one.verdict))
    return tuple(found) or (Finding(Verdict.UNREADABLE),)


def judge(text: str, signs: Signs) -> Finding:
    """What one decoded text is."""
    parts = _split(text.strip())
    if signs.agency.official_eit_url and text.strip() == links.official(signs.agency.official_eit_url):
        return Finding(Verdict.GENUINE, Sheet.OFFICIAL)
    if parts is None:
        return Finding(Verdict.FOREIGN)
    base = urlsplit(links.landing_page(signs.base_url, ""))
    if _origin(parts) == _origin(base) and not (parts.username or parts.password):
        return _at_home(parts, base.path.removesuffix("q/"), signs)
    if _is_our_chat(parts, signs.account):
        return Finding(Verdict.GENUINE, Sheet.LINE)
    return Finding(Verdict.FOREIGN, host=_shown(parts))


def _at_home(parts: SplitResult, folder: str, signs: Signs) -> Finding:
    path = parts.path.lower()
    steps = path.removeprefix(folder.lower()).rstrip("/").split("/") if path.startswith(folder.lower()) else []
    if parts.query or parts.fragment:
        return Finding(Verdict.UNISSUED)
    match steps:
        case ["q", code]:
            return _point(code.upper(), signs)
        case ["f"]:
            return Finding(Verdict.GENUINE, Sheet.FRAUD)
        case [("f" | "a") as door, code, *_] if code == signs.agency.code:
            return Finding(Verdict.GENUINE, Sheet.FRAUD if door == "f" else Sheet.PAGE)
        case ["e", code] if code == signs.agency.code:
            return Finding(Verdict.GENUINE, Sheet.OFFICIAL)
        case ["f" | "a" | "e", code, *_] if code in signs.others:
            return Finding(Verdict.NEIGHBOUR, owner=signs.others[code])
    return Finding(Verdict.UNISSUED)


def _point(code: str, signs: Signs) -> Finding:
    ours = signs.posted.get(code)
    if ours is not None:
        return Finding(Verdict.RETIRED if ours.retired else Verdict.GENUINE, Sheet.POINT, point=ours.code)
    owner = signs.owner(code)
    return Finding(Verdict.NEIGHBOUR, owner=signs.others.get(owner, owner)) if owner else Finding(Verdict.UNISSUED)


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    default = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or default


def _is_our_chat(parts: SplitResult, account: str) -> bool:
    """LINE's own links to our account: adding it as a friend, or its chat."""
    if not account or _origin(parts) != ("https", "line.me", 443) or parts.username:
        return False
    known = unquote(parts.path).lower().strip("/").split("/")
    return known[-1] == f"@{account.lstrip('@').lower()}" and known[:2] in (["r", "ti"], ["r", "oamessage"])


def _shown(parts: SplitResult) -> str:
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        return ""
    return host if host.isprintable() and len(host) <= HOST_SHOWN else ""
