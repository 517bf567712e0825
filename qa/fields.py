"""What a link, a telephone number or an item of the assessment may look like in an entry. Empty is always fine."""

import re
import string
from urllib.parse import quote, urlsplit

LINE_LIMIT = 1000
"""Characters of a link or of the note where an entry was checked; LINE opens links of up to 1,000."""

_ID = re.compile(r"[A-Za-z0-9-]*[A-Za-z0-9][A-Za-z0-9-]*")
_TAKEN = {"new", "files", "save", "synonyms"}
_ITA = re.compile(r"o([1-9]|[12]\d|3[0-5])")
_SLOT = re.compile(r"\{[^{}\n]+\}")
_PHONE = re.compile(r"(?:[0-9 ()+.,/#-]|ต่อ|ถึง|หรือ){3,100}")
_CUT_NUMBER = re.compile(r"[1-9]\d{7,8}")
"""Eight or nine digits without the 0 in front: a spreadsheet took it for a quantity."""
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}|localhost|127\.0\.0\.1")


def is_id(text: str) -> bool:
    """1-32 ASCII letters, digits and hyphens, not hyphens alone; not a word that is part of the console's addresses."""
    return len(text) <= 32 and _ID.fullmatch(text) is not None and text.lower() not in _TAKEN


def is_ita_item(text: str) -> bool:
    """o1 to o35."""
    return not text or _ITA.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Numbers as people write them, or a placeholder; not one whose leading 0 was lost."""
    plain = _SLOT.sub("", text).strip()
    if not plain:
        return len(text) <= 100
    if len(text) > 100 or _PHONE.fullmatch(plain) is None or not any(sign.isdigit() for sign in plain):
        return False
    return _CUT_NUMBER.fullmatch(re.sub(r"[ ().-]", "", plain)) is None


def is_link(text: str, *schemes: str) -> bool:
    """A whole web address of one of the schemes (http and https when none is named), or a placeholder for one."""
    if not text or (not schemes and _SLOT.fullmatch(text)):
        return True
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        return (
            len(text) <= LINE_LIMIT
            and parts.scheme in (schemes or ("http", "https"))
            and _HOST.fullmatch(host) is not None
            and "@" not in parts.netloc
            and not any(sign.isspace() for sign in text)
            and (parts.port or 1) > 0
        )
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def written_link(text: str) -> str:
    """The address with Thai letters and spaces as LINE and browsers want them written (%E0...)."""
    text = text.strip()
    return text if _SLOT.fullmatch(text) else quote(text, safe=string.punctuation)


def braces_match(text: str) -> bool:
    """Whether every brace belongs to a placeholder on one line."""
    return not {"{", "}"} & set(_SLOT.sub("", text))
