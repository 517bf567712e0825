"""Phone numbers and links of an entry as LINE's URI actions take them."""

import re
from urllib.parse import quote, urlsplit

from kernel.thai import arabic_digits

LIMIT = 1000
"""LINE's limit of an address."""

_OURS_TO_KEEP = ("line.me", "lin.ee")
"""LINE's own links: they lead into LINE, and LIFF breaks when it is sent outside."""
_NUMBER = re.compile(r"\+?\d[\d\s().-]{1,20}")
_AREA_DIGITS, _MOBILE_DIGITS = 9, 10
"""Of a Thai number: 0-2xxx-xxxx and 0-44xx-xxxx have nine digits, 06, 08 and 09 ten."""


def call(phone: str) -> str | None:
    """ "tel:" and the first number in `phone`, ready to dial; None when there is none.

    An extension cannot be dialled by a link, so it stays in the label only; of 0-4400-0001-3 the first is rung.
    """
    found = _NUMBER.search(arabic_digits(phone))
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[0])
    if found[0].startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("0"):
        digits = digits[: _MOBILE_DIGITS if digits[1:2] in ("6", "8", "9") else _AREA_DIGITS]
    return f"tel:{digits}" if 3 <= len(digits) <= 15 else None


def page(link: str) -> str | None:
    """The link as it is opened from the chat, or None when LINE would refuse it.

    Pages of others open in the phone's own browser: in LINE's, files cannot be saved and many sign-ins are refused.
    """
    address = ascii_form(link)
    if address is None:
        return None
    host = urlsplit(address).hostname or ""
    if host in _OURS_TO_KEEP or host.endswith(tuple(f".{one}" for one in _OURS_TO_KEEP)):
        return address
    if "openexternalbrowser=" not in address.lower():
        bare, mark, fragment = address.partition("#")
        address = f"{bare}{'&' if '?' in bare else '?'}openExternalBrowser=1{mark}{fragment}"
    return address if len(address) <= LIMIT else None


def picture(link: str) -> str | None:
    """The address of a picture; None when it is not https."""
    address = ascii_form(link)
    return address if address is not None and address.startswith("https://") else None


def ascii_form(link: str) -> str | None:
    """An http(s) link in the letters that an address may have; None when it is no such link or too long."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    rest = parts._replace(scheme=parts.scheme.lower(), netloc=host + port).geturl()
    address = quote(rest, safe="%/:?#[]@!$&'()*+,;=~-._")
    return address if len(address) <= LIMIT else None
