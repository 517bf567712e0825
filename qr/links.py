"""The links that go on walls, into the menu and behind buttons. Never Thai in a printed link: it doubles the code."""

from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from kernel.agency import Agency

CHAT_WORD = "EIT"
"""What a poster's prefilled or typed message begins with; ASCII, so that it can be typed on any phone."""


def printed(url: str, capitals: bool = True) -> str:
    """`url` as it goes into a QR code: in capitals when it is an https address without a folder, else unchanged.

    Capitals fit QR's alphanumeric mode and save one version (posters.md: 27 characters, v2 against v3). Scheme and
    host mean the same in capitals, and our own paths are matched without regard to case. Plain http is a trial on
    one machine and a folder belongs to somebody else's server: both stay as they are.
    capitals -- False for an office whose people's phones do not take them; the code is then one version finer
    """
    parts = urlsplit(url)
    deep = parts.path.count("/")
    own_path = (deep <= 2 and parts.path[:3].lower() in {"/q/", "/e/", "/f", "/f/"}) or (
        deep == 3 and parts.path[:3].lower() == "/i/"
    )
    return url.upper() if capitals and parts.scheme == "https" and own_path and not parts.query else url


def landing(base_url: str, code: str, capitals: bool = True) -> str:
    """What a service point's QR says: the point's landing page, in its printed form."""
    return printed(f"{_base(base_url)}/q/{code.upper()}", capitals)


def landing_page(base_url: str, code: str) -> str:
    """The same page as a link on a screen."""
    return f"{_base(base_url)}/q/{code.upper()}"


def fraud_door(base_url: str, agency: Agency) -> str:
    """The fraud form's address: the same for everybody, no point, no parameter."""
    return f"{_base(base_url)}/f/{agency.code}"


def fraud_poster(base_url: str, agency: Agency, capitals: bool = True) -> str:
    """What the fraud poster's QR says."""
    return printed(fraud_door(base_url, agency), capitals)


def official_door(base_url: str, agency: Agency) -> str:
    """Our address that leads on to the official EIT form as it is set today."""
    return f"{_base(base_url)}/e/{agency.code}"


def official_poster(base_url: str, agency: Agency, capitals: bool = True) -> str:
    """What the official form's own poster says: short enough for a wall, and good next year too."""
    return printed(official_door(base_url, agency), capitals)


def fraud_door_from_line(base_url: str, agency: Agency) -> str:
    """For a LINE URI action: opens in the phone's own browser, outside LINE. The server drops the parameter."""
    return f"{fraud_door(base_url, agency)}?openExternalBrowser=1"


def slip(base_url: str, agency: Agency, token: str) -> str:
    """The address of a one-time slip of the staff survey."""
    return f"{_base(base_url)}/i/{agency.code}/{token}"


def chat_text(code: str) -> str:
    """What a citizen sends, or types, to begin the survey of a point: "EIT 7K3F"."""
    return f"{CHAT_WORD} {code.upper()}"


def line_oa_message(basic_id: str, text: str) -> str:
    """Opens the account's chat with `text` ready to send. `basic_id` with or without its @."""
    return f"https://line.me/R/oaMessage/{quote('@' + basic_id.lstrip('@'), safe='')}/?{quote(text, safe='')}"


def official(url: str) -> str | None:
    """The stored official EIT link when it is a plain https address, else None: it is shown, so it must be safe."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme == "https" and parts.netloc and "@" not in parts.netloc else None


def domain(base_url: str) -> str:
    """The host as a reader compares it with the poster, e.g. "abt.go.th" or "127.0.0.1:8000"."""
    return urlsplit(base_url).netloc or base_url


def near_only(base_url: str) -> bool:
    """Whether the address works on this machine or in this building alone: nobody who scans it elsewhere gets here."""
    name = (urlsplit(base_url).hostname or "").rstrip(".")
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith((".local", ".localhost", ".lan", ".internal"))


def _base(base_url: str) -> str:
    """Without a slash at the end, and with a Thai domain name in the ASCII form that every scanner knows."""
    if base_url.isascii():
        return base_url.rstrip("/")
    parts = urlsplit(base_url)
    return parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl().rstrip("/")
